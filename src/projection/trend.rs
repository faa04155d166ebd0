//! Whether the queue grew at the end of a run.

use serde::{Deserialize, Serialize};

use super::calendar::DayCounts;
use crate::office::{Day, Outcome};

/// The open days of each of the two windows whose queues are compared.
const WINDOW: usize = 60;

/// Residents per open day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rates {
    /// Recorded.
    pub recorded: f64,
    /// Served.
    pub served: f64,
}

/// What became of the queue at the end of a run.
pub(super) struct Trend {
    /// Whether the mean queue of the last window is above that of the window before; `None` with fewer than two open days.
    pub grows: Option<bool>,
    /// The rates over the last window.
    pub rates: Rates,
}

impl Trend {
    /// Compares the last 60 open days of a run with the 60 before; in a shorter run, its second half with its first.
    pub fn of(outcome: &Outcome, days: &DayCounts) -> Self {
        let open = days.open_to(outcome.last_day);
        let window = WINDOW.min(open.len() / 2);
        let (earlier, last) = open.split_at(open.len() - window);
        let earlier = &earlier[earlier.len() - window..];
        let queue = |day: &Day| u64::from(outcome.waiting[*day as usize]);
        let sum = |days: &[Day]| days.iter().map(queue).sum::<u64>();
        let grows = (window > 0).then(|| sum(last) > sum(earlier));
        let rates = match (earlier.last(), last.last()) {
            (Some(from), Some(to)) => {
                let per_day = |change: f64| change / window as f64;
                let since = |values: &[u32]| {
                    f64::from(values[*to as usize]) - f64::from(values[*from as usize])
                };
                let recorded = since(&outcome.recorded_by_day);
                Rates {
                    recorded: per_day(recorded),
                    served: per_day(recorded - since(&outcome.waiting)),
                }
            }
            _ => Rates::default(),
        };
        Self { grows, rates }
    }
}
