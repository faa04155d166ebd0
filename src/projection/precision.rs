//! Replications until the answer is as precise as asked.

use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;

use super::Replication;
use super::memory;
use super::results::Projection;
use super::together::Together;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::precision::{FIRST, next_look};
use crate::experiment::{Control, Estimated, Reached, Settings, Value};
use crate::office::Day;
use crate::office::plan::Plan;
use crate::stats::Observed;
use crate::words::Message;

/// How precise an answer about an office is to be: half of the width of a 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum DaysPrecision {
    /// Of the mean of the working days until everyone is served.
    MeanWorkingDays(f64),
    /// Of a quantile of the date on which everyone is served: its probability, and calendar days.
    Date(f64, f64),
}

/// Reads `0.25wd`, the mean of working days to a quarter of a day, and `p90=1d`, the P90 of the date to a day.
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
    fn look(self, rows: &[Replication], last: Day, intervals: usize) -> Result<Reached> {
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
        let values: Vec<Value> = rows.iter().map(value).collect();
        Reached::of(name, of, wanted, &values, intervals)
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
    let plan: Arc<Plan> = plan.into();
    let last = plan.last_day();
    let plans = [plan];
    memory::check(&plans, settings, false)?;
    let mut together = Together::new(&plans, false)?;
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
        next = next_look(together.done(), &reached, most).filter(|_| together.done() == wanted);
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
