//! Replications until the answer is as precise as asked.

use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use super::Replication;
use super::memory;
use super::results::Projection;
use super::together::Together;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::column::Column;
use crate::experiment::precision::{FIRST, next_look};
use crate::experiment::{Control, Estimated, Reached, Settings, Value};
use crate::office::Day;
use crate::office::plan::Plan;
use crate::stats::{Observed, wilson};
use crate::words::Message;

/// The confidence with which a date must be after the horizon for the replications to end: they are looked at several times.
const SURE: f64 = 0.999;

/// How precise an answer about an office is to be: half of the width of a 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum DaysPrecision {
    /// Of the mean of the working days until everyone is served.
    MeanWorkingDays(f64),
    /// Of a quantile of the date on which everyone is served: its probability, and calendar days.
    Date(f64, f64),
}

/// Reads `0.25wd`, the mean of working days to a quarter of a day, and `p90=3d`, the P90 of the date to three days.
impl FromStr for DaysPrecision {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let number = |text: &str, unit: &str| {
            let number = text.trim().strip_suffix(unit)?.trim_end().parse().ok()?;
            (number > 0.0 && number < 1e6).then_some(number)
        };
        let read = || match text.split_once('=') {
            None => number(text, "wd").map(Self::MeanWorkingDays),
            Some((quantile, width)) => {
                let percent: u32 = quantile.trim().strip_prefix(['p', 'P'])?.parse().ok()?;
                let p = (1..100)
                    .contains(&percent)
                    .then(|| f64::from(percent) / 100.0)?;
                number(width, "d").map(|width| Self::Date(p, width))
            }
        };
        read().ok_or_else(|| {
            let message = Message::new("precision-unreadable").with("found", text);
            Error::of(ErrorKind::Value, message)
        })
    }
}

impl DaysPrecision {
    /// What the replications of a plan reach of it, as one of so many intervals.
    pub(super) fn look(self, rows: &[Replication], last: Day, intervals: usize) -> Result<Reached> {
        let unserved = rows.iter().filter(|row| row.cleared.is_none()).count();
        if matches!(self, Self::MeanWorkingDays(_)) && unserved > 0 {
            let (unserved, all) = (unserved as u64, rows.len() as u64);
            return Err(Error::of(ErrorKind::Value, no_mean(unserved, all)));
        }
        let (name, of, wanted) = match self {
            Self::MeanWorkingDays(width) => ("working_days", Estimated::Mean, width),
            Self::Date(p, width) => ("cleared_on", Estimated::Quantile(p), width),
        };
        let value = |row: &Replication| {
            let (days, until) = match self {
                Self::MeanWorkingDays(_) => (row.working_days, last),
                Self::Date(..) => (row.cleared, last),
            };
            Value::TimeTo(match days {
                Some(days) => Observed::At(days.into()),
                None => Observed::NotBefore(until.into()),
            })
        };
        let column = Column::independent(rows.iter().map(value).collect());
        Reached::of(name, of, wanted, &column, intervals)
    }

    /// Whether the date is after the horizon, so that more replications would not tell how precise it is.
    fn is_after_horizon(self, rows: &[Replication]) -> bool {
        let Self::Date(p, _) = self else { return false };
        let unserved = rows.iter().filter(|row| row.cleared.is_none()).count();
        let (low, _) = wilson(unserved as u64, rows.len() as u64, SURE);
        low > 1.0 - p
    }
}

/// Why the working days have no mean, and what may be asked for instead: the highest percentage of the usual three by which, in that
/// part of the replications, everyone is served within the horizon.
fn no_mean(unserved: u64, replications: u64) -> Message {
    let within = |percent: &u64| 100 * unserved <= (100 - percent) * replications;
    match [90, 80, 50].into_iter().find(within) {
        Some(percent) => Message::new("precision-not-cleared")
            .with("unserved", unserved)
            .with("replications", replications)
            .with("percent", percent),
        None => Message::new("precision-not-cleared-late")
            .with("unserved", unserved)
            .with("replications", replications),
    }
}

/// Projects one scenario until its answer is as precise as asked: all half-widths hold together at 95 %. The replications of
/// `settings` are the most that are spent on it. The result says in [`Projection::precision`] what was reached.
///
/// # Errors
///
/// Like [`project`](super::project()); [`ErrorKind::Value`] if a mean is asked for and a replication does not clear the backlog within
/// the horizon, because then no honest mean exists.
pub fn project_to(
    precision: &[DaysPrecision],
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<Projection> {
    until_precise(precision, plan.into(), settings, by, false, control)
}

/// The same with what each place does day by day, as [`project_by_place`](super::project_by_place).
///
/// # Errors
///
/// Like [`project_to`].
pub fn project_to_by_place(
    precision: &[DaysPrecision],
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    by: &[Date],
    control: &Control<'_>,
) -> Result<Projection> {
    until_precise(precision, plan.into(), settings, by, true, control)
}

fn until_precise(
    precision: &[DaysPrecision],
    plan: Arc<Plan>,
    settings: &Settings,
    by: &[Date],
    by_place: bool,
    control: &Control<'_>,
) -> Result<Projection> {
    let last = plan.last_day();
    let plans = [plan];
    memory::check(&plans, settings, by_place)?;
    let mut together = Together::new(&plans, by_place)?;
    let most = settings.replications;
    let mut reached = Vec::new();
    let mut next = Some(FIRST.min(most));
    while let Some(wanted) = next {
        let done = together.done();
        let more = Settings {
            replications: wanted - done,
            ..*settings
        };
        let progress = |n| control.progress.iter().for_each(|set| set(done + n));
        let control = Control {
            progress: Some(&progress),
            stop: control.stop,
        };
        match together.add(&more, &control) {
            Err(error) if error.kind() == ErrorKind::Interrupted && done > 0 => break,
            added => added?,
        }
        let rows = together.offices()[0].rows.as_slice();
        let look = precision
            .iter()
            .map(|p| p.look(rows, last, precision.len()));
        reached = look.collect::<Result<_>>()?;
        let open = std::iter::zip(precision, &reached);
        let open = open.filter(|(asked, _)| !asked.is_after_horizon(rows));
        let open: Vec<Reached> = open.map(|(_, reached)| reached.clone()).collect();
        next = next_look(together.done(), &open, most).filter(|_| together.done() == wanted);
    }
    let stopped = control
        .stop
        .is_some_and(|stop| stop.load(std::sync::atomic::Ordering::Relaxed));
    let done = Settings {
        replications: if stopped { most } else { together.done() },
        ..*settings
    };
    let mut all = together.sum_up(&done, by);
    let mut projection = all.remove(0);
    projection.precision = Some(reached);
    Ok(projection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn the_highest_percentage_within_the_horizon_is_offered() {
        let said = |unserved| {
            let error = Error::of(ErrorKind::Value, no_mean(unserved, 30));
            error.render(Lang::En)
        };
        for (unserved, percent) in [(1, 90), (3, 90), (4, 80), (6, 80), (7, 50), (15, 50)] {
            let offer = format!("such as --precision p{percent}=7d");
            assert!(said(unserved).ends_with(&offer), "{unserved}");
        }
        assert!(said(16).ends_with("so give a later horizon"));
    }
}
