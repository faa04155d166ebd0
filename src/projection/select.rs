//! Selects the scenario that needs the fewest working days.

use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use super::compare::compared;
use super::memory;
use super::prepared::Prepared;
use super::results::{ScenarioComparison, Selection};
use super::together::Together;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::selection::kn::{self, Variances};
use crate::experiment::selection::sample::{self, ESTIMATION, Numbers, Wanted};
use crate::experiment::{
    Compared, Contrast, Control, Estimated, IndifferenceZone, Label, OutputKind, Settings,
};
use crate::office::plan::Plan;
use crate::random::Streams;
use crate::words::Message;

/// First replications of each scenario: enough for the mean of skewed days to be about normal.
const FIRST: u32 = 30;

/// By how many working days, on average, scenarios must differ for the difference to matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DaysIndifference(f64);

impl DaysIndifference {
    /// The working days.
    #[must_use]
    pub fn working_days(self) -> f64 {
        self.0
    }
}

/// Reads `0.5wd`, half a working day.
impl FromStr for DaysIndifference {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let number = text.trim().strip_suffix("wd").map(str::trim_end);
        let number = number.and_then(|number| number.parse().ok());
        let found = number.filter(|days| *days > 0.0 && *days < 1e6);
        found.map(Self).ok_or_else(|| {
            let message = Message::new("select-unreadable").with("found", text);
            Error::of(ErrorKind::Value, message)
        })
    }
}

/// Selects the scenario with the fewest working days until everyone is served, by the fully sequential procedure KN (Kim & Nelson 2001) on
/// common random numbers: if one scenario needs fewer on average than each of the others by the indifference or more, it is selected with
/// a probability of 95 % or more.
///
/// Then all scenarios are compared as by [`compare`](super::compare()), on the replications that `settings` asks for. They took no part in
/// the selection, so no figure of the result flatters what was selected. [`ScenarioComparison::selection`] says what was selected, and which
/// scenarios these replications do not show to need more working days.
///
/// # Errors
///
/// Like [`compare`](super::compare()); [`ErrorKind::Value`] if a replication does not clear the backlog within the horizon, because then no
/// honest mean exists; [`ErrorKind::Interrupted`] if stopped before the selection is made.
pub fn select(
    indifference: DaysIndifference,
    plans: impl IntoIterator<Item = impl Into<Arc<Plan>>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<ScenarioComparison> {
    let plans: Vec<Arc<Plan>> = plans.into_iter().map(Into::into).collect();
    if plans.len() < 2 {
        let message = Message::new("compare-too-few").with("found", plans.len());
        return Err(Error::of(ErrorKind::Value, message));
    }
    memory::check(&plans, settings, false)?;
    let offices: Vec<Prepared> = plans
        .iter()
        .map(|plan| Prepared::new(Arc::clone(plan)))
        .collect::<Result<_>>()?;
    // Nobody knows how many replications it takes, so nothing is told of the progress.
    let quiet = Control {
        progress: None,
        stop: control.stop,
    };
    let one = |scenario: usize, streams: &Streams| {
        let (_, row) = offices[scenario].replication(streams, &quiet)?;
        let days = row.working_days.map(f64::from);
        days.ok_or_else(|| not_cleared(&plans[scenario]))
    };
    let mut sample =
        |wanted: &[Wanted]| sample::run(wanted, Numbers::Common, settings, &quiet, one);
    let zone = IndifferenceZone::of(indifference.0).first(FIRST);
    let selected = kn::select(plans.len(), &zone, Variances::First, &mut sample)?;

    let mut together = Together::from(ESTIMATION, &plans, false)?;
    together.add(settings, control)?;
    let mut comparison = compared(together.sum_up(settings, by));
    let mut columns = Vec::new();
    for p in &comparison.projections {
        let days = p.outcomes.iter().map(|row| row.working_days.map(f64::from));
        let days: Option<Vec<f64>> = days.collect();
        columns.push(Some(days.ok_or_else(|| not_cleared(&p.plan))?));
    }
    let label = Label::new("working_days", "working days", OutputKind::Number);
    let names = plans.iter().map(|plan| plan.name.clone()).collect();
    let differences =
        Compared::new(Estimated::Mean, label, names, columns).against(selected.selected);
    let alike = |contrast: &&Contrast| !contrast.ci95.is_some_and(|ci| ci.low > 0.0);
    let indistinguishable = differences.contrasts.iter().filter(alike);
    comparison.selection = Some(Selection {
        indifference: indifference.0,
        indistinguishable: indistinguishable.map(|contrast| contrast.other).collect(),
        differences: differences.contrasts,
        selected,
    });
    Ok(comparison)
}

fn not_cleared(plan: &Plan) -> Error {
    let message = Message::new("select-no-mean")
        .with("name", plan.name.as_str())
        .with("horizon", plan.horizon);
    Error::of(ErrorKind::Value, message)
}
