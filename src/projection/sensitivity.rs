//! Which of the values that nobody knows matters: shares of the variance, from a design made for them.

use std::sync::Arc;

use crate::designs::{Indices, Input, Inputs, Sobol};
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::numbers::CONFIDENCE;
use crate::experiment::{Control, Settings, replicate_all};
use crate::office::NEARLY_ALL;
use crate::office::plan::Plan;
use crate::random::Streams;
use crate::words::Message;

use super::Prepared;

/// With fewer rows, bootstrap intervals say too little.
const FEWEST_ROWS: u32 = 16;

/// What each unknown value has in the date by which nearly all are served.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Sensitivity {
    /// The scenario.
    pub plan: Arc<Plan>,
    /// [`Plan::digest`].
    pub digest: String,
    /// The seed of the random streams, and of the design.
    pub seed: u64,
    /// The rows of the design.
    pub rows: u32,
    /// The replications that were run: the points of the design.
    pub replications: u32,
    /// The shares of the variance of the calendar days until 95 % of the initial backlog are served, in the order of
    /// [`Worlds::unknown`](crate::office::plan::Worlds::unknown); a replication in which this does not happen counts with the day
    /// after the horizon. `None` if the days do not differ.
    pub indices: Option<Indices>,
}

/// Runs a design for Sobol' indices over the values that nobody knows, with chance as one more input, and splits the variance
/// ([`Sobol::with_chance`]).
///
/// A row of the design has one replication for each unknown value and three more, each in a world of its own. There are as many rows as
/// the replications of `settings` suffice for, a power of two; intervals shrink with its root.
///
/// # Errors
///
/// [`ErrorKind::Value`] if everything is known, if the replications do not suffice for 16 rows, or if more values are unknown than a
/// design can have; otherwise like [`project`](super::project()); [`ErrorKind::Interrupted`] if stopped before all are done.
pub fn sensitivity(
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    control: &Control<'_>,
) -> Result<Sensitivity> {
    let plan = plan.into();
    let wrong = |message| Err(Error::of(ErrorKind::Value, message));
    let unknown = plan.worlds.unknown();
    if unknown.is_empty() {
        let example =
            r#"printer.daily_limit = { uncertain = "triangular(50, 50, 80)", why = "…" }"#;
        return wrong(Message::new("sensitivity-nothing-unknown").with("example", example));
    }
    let row = unknown.len() as u32 + 3;
    let rows = settings.replications / row;
    if rows < FEWEST_ROWS {
        let message = Message::new("sensitivity-too-few")
            .with("found", settings.replications)
            .with("wanted", FEWEST_ROWS * row);
        return wrong(message);
    }
    // The largest power of two that fits: others fill the space less evenly.
    let rows = 1 << rows.ilog2();
    let digest = Prepared::new(Arc::clone(&plan))?.setup.digest().to_owned();
    let inputs = Inputs::new(unknown.iter().map(|one| Input::level(&*one.key)))?;
    // No replication has this number, so the design shares no chance with one.
    let mut stream = Streams::new(settings.seed, u64::MAX).stream("sensitivity");
    let design = Sobol::with_chance(inputs, rows as usize, &mut stream)?;
    let points = design.points();
    let settings = Settings {
        replications: points.len() as u32,
        ..*settings
    };
    let late = plan.last_day() + 1;
    let one = |place: &Streams| -> Result<f64> {
        let point = place.replication() as usize;
        let replication = points.replication(point);
        let world = plan.world(points.levels(point), replication)?;
        let world = world.map_or_else(|| Arc::clone(&plan), |world| Arc::new(world.plan));
        let streams = Streams::new(settings.seed, replication);
        let (_, row) = Prepared::new(world)?.run(&streams, control)?;
        Ok(f64::from(row.served_on[NEARLY_ALL].unwrap_or(late) + 1))
    };
    let days = replicate_all(&settings, control, one)?;
    let indices = design.indices(&days, CONFIDENCE, &mut stream);
    Ok(Sensitivity {
        digest,
        seed: settings.seed,
        rows,
        replications: settings.replications,
        indices,
        plan,
    })
}
