//! An experiment that reports all that its model makes.

use std::collections::BTreeSet;

use super::output::Outputs;
use super::run::{Experiment, OfThem};
use super::window::{ObservedModel, Window};
use crate::error::{Error, ErrorKind, Result};
use crate::process::{Figures, Made, Processes, World};
use crate::random::Streams;
use crate::words::Message;

impl<'a> Experiment<'a, Made, ()> {
    /// Makes an experiment on [processes](crate::process) without a list of outputs: it reports all resources, pools, processor sharings and batch
    /// servers as [`Outputs::resource`] does, and the levels of stocks, and of stores with statistics, as [`Outputs::level`] does, by the names that the
    /// model gave them and in the order in which it made them.
    ///
    /// Reported is what `model` makes before it returns. It does not report what processes make later, nor what has a watch of the model's own. `model` is called
    /// once more than there are replications, to learn the names. To report what the model records itself, to compare, or to ask for a precision, name the outputs and take
    /// [`of_processes`](Experiment::of_processes), which runs the model in the same way.
    ///
    /// # Errors
    ///
    /// Those of `model`; [`ErrorKind::Value`] if it makes nothing to report, or gives two the same name. While the experiment runs: if a replication makes
    /// something else.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::prelude::*;
    ///
    /// async fn customer(world: World, (clerk, forms): (Resource, Stock)) {
    ///     let _clerk = clerk.seize().await;
    ///     forms.take(1).await;
    ///     world.hold(minutes(4.0)).await;
    /// }
    ///
    /// let days = Experiment::of_world(hours(8.0), |world| {
    ///     let (clerk, forms) = (Resource::new(world, "clerk", 1), Stock::new(world, "forms", 200));
    ///     let between = world.variate("customers", Distribution::exponential(minutes(5.0))?);
    ///     world.spawn_arrivals(between, &(clerk, forms), customer);
    ///     Ok(())
    /// })?;
    /// let report = days.replications(100).run()?.to_string();
    /// assert!(report.contains("\nclerk: utilisation ") && report.contains("\nforms, mean "));
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[expect(clippy::type_complexity, reason = "an `impl Fn` has no shorter name")]
    pub fn of_world(
        window: impl Into<Window>,
        model: impl Fn(&World) -> Result<()> + Sync,
    ) -> Result<Experiment<'a, Made, impl Fn(&Streams) -> Result<ObservedModel<Made>> + Sync>> {
        let made = move |world: &World| {
            model(world)?;
            Ok::<_, Error>(world.made())
        };
        let first = Processes::with_streams(Streams::new(1, 0));
        let first = made(&first.world())?;
        let (outputs, wanted) = (outputs_of(&first)?, first.names());
        let made = move |world: &World| {
            let made = made(world)?;
            match made.names() == wanted {
                true => Ok(made),
                false => Err(error(Message::new("experiment-other-world"))),
            }
        };
        Ok(Self::of_them(
            OfThem::Owned(Box::new(outputs)),
            window.into(),
            made,
        ))
    }
}

fn error(message: Message) -> Error {
    Error::of(ErrorKind::Value, message)
}

/// The outputs of all that is made.
fn outputs_of(made: &Made) -> Result<Outputs<Made>> {
    let mut outputs = Outputs::new();
    let mut names = BTreeSet::new();
    for (place, (name, figures)) in made.names().into_iter().enumerate() {
        if !names.insert(name.clone()) {
            return Err(error(
                Message::new("experiment-same-name").with("name", name),
            ));
        }
        match figures {
            Figures::Service => {
                outputs.resource(&name, move |made: &Made| made.service(place));
            }
            Figures::Level => {
                outputs.level(&name, "", move |made| made.level(place));
            }
        }
    }
    match names.is_empty() {
        true => Err(error(Message::new("experiment-empty-world"))),
        false => Ok(outputs),
    }
}
