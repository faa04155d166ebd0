//! Whether the queue grew at the end of a run.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::calendar::DayCounts;
use crate::office::{Day, Outcome, SiteId};

/// The open days of each of the two windows whose queues are compared, where there are as many.
pub(crate) const WINDOW: usize = 60;
/// The last open days of which it is told if the queue grew on them although it was longer before.
pub(crate) const LATELY: usize = 15;
/// A queue grows lately if fewer than this share of those recorded are served.
const KEEPS_UP: f64 = 0.9;

/// The open days of a window in a run of so many.
pub(crate) fn window(open: usize) -> usize {
    WINDOW.min(open / 2)
}

/// Residents per open day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DailyRates {
    /// Recorded.
    #[serde(rename = "recorded_per_day")]
    pub recorded: f64,
    /// Served.
    #[serde(rename = "served_per_day")]
    pub served: f64,
}

impl DailyRates {
    /// Whether clearly fewer are served than recorded.
    pub(super) fn grows(&self) -> bool {
        self.served < KEEPS_UP * self.recorded
    }
}

/// What became of the queue at the end of a run.
pub(super) struct Trend {
    /// Whether the mean queue of the last window is above that of the window before by more than [`tolerance`]; `None` with fewer than two
    /// open days.
    pub grows: Option<bool>,
    /// Whether one of the stocks of blanks was empty, and printing from it stood still, on more than half of the last window.
    pub lacks_blanks: bool,
    /// The rates over the last window.
    pub rates: DailyRates,
    /// The same over the last 15 open days; `None` in a run of no more.
    pub lately: Option<DailyRates>,
}

impl Trend {
    /// Compares the last 60 open days of a run with the 60 before; in a shorter run, its second half with its first.
    pub fn of(outcome: &Outcome, days: &DayCounts) -> Self {
        let open = days.open_to(outcome.last_day);
        let window = window(open.len());
        let (earlier, last) = open.split_at(open.len() - window);
        let earlier = &earlier[earlier.len() - window..];
        let queue = |day: &Day| u64::from(outcome.waiting[*day as usize]);
        let sum = |days: &[Day]| days.iter().map(queue).sum::<u64>();
        let rates = |days: usize| {
            // How many more are recorded, and wait, at the end than on the last day but so many.
            let (to, from) = (open[open.len() - 1], open[open.len() - 1 - days]);
            let [recorded, waiting] = [&outcome.recorded_by_day, &outcome.waiting]
                .map(|values| f64::from(values[to as usize]) - f64::from(values[from as usize]));
            DailyRates {
                recorded: recorded / days as f64,
                served: (recorded - waiting) / days as f64,
            }
        };
        let lately = (open.len() > LATELY).then(|| rates(LATELY));
        let rates = match window {
            0 => DailyRates::default(),
            _ => rates(window),
        };
        let steady = tolerance(rates.recorded) * window as f64;
        let grows = (window > 0).then(|| sum(last) as f64 > sum(earlier) as f64 + steady);
        Self {
            grows,
            lately,
            lacks_blanks: 2 * standstill(outcome, open, window) > window,
            rates,
        }
    }
}

/// A queue that is longer by so many residents than a window before is not said to grow: half of what is recorded in a day. In an office that
/// has printed for everybody by each evening, a resident more or less would otherwise decide.
fn tolerance(recorded_per_day: f64) -> f64 {
    (recorded_per_day / 2.0).max(1.0)
}

/// On how many of the last open days printing stood still because a stock was empty: of the stock with the most. A stock-out that began
/// before them counts with what is left of its days.
fn standstill(outcome: &Outcome, open: &[Day], window: usize) -> usize {
    let mut days: HashMap<Option<SiteId>, usize> = HashMap::new();
    for stock_out in &outcome.stock_outs {
        let began = open.partition_point(|day| *day < stock_out.day);
        let before = (open.len() - window).saturating_sub(began);
        *days.entry(stock_out.site).or_default() +=
            (stock_out.days as usize).saturating_sub(before);
    }
    days.into_values().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::office::{Setup, StockOut, run, sample::bangli_exact};
    use crate::random::Streams;

    #[test]
    fn a_queue_grows_if_fewer_than_nine_in_ten_are_served() {
        let rates = |served| DailyRates {
            recorded: 10.0,
            served,
        };
        assert!(rates(8.9).grows());
        assert!(!rates(9.0).grows());
    }

    #[test]
    fn half_of_a_day_is_no_growth_and_one_resident_never_is() {
        assert_eq!([0.0, 1.0, 2.0, 30.0].map(tolerance), [1.0, 1.0, 1.0, 15.0]);
    }

    #[test]
    fn windows_are_sixty_days_or_half_of_a_shorter_run() {
        assert_eq!([1, 7, 119, 120, 500].map(window), [0, 3, 59, 60, 60]);
    }

    /// Open days 0 to 9, of which the last four are looked at.
    #[test]
    fn only_the_days_of_the_stock_that_stood_still_the_longest_count() {
        let setup = Arc::new(Setup::new(bangli_exact()).unwrap());
        let mut outcome = run(&setup, &Streams::new(1, 0)).unwrap();
        let open: Vec<Day> = (0..10).collect();
        let mut days = |stock_outs: &[(Day, Option<usize>, u32)]| {
            outcome.stock_outs = stock_outs
                .iter()
                .map(|&(day, site, days)| StockOut {
                    day,
                    site: site.map(SiteId::new),
                    days,
                })
                .collect();
            standstill(&outcome, &open, 4)
        };
        assert_eq!(days(&[]), 0);
        // From day 3 to 8, of which 6 to 8 are in the window.
        assert_eq!(days(&[(3, None, 6)]), 3);
        assert_eq!(days(&[(0, None, 5)]), 0);
        // Two of one stock add up; those of another do not.
        assert_eq!(
            days(&[(6, Some(0), 1), (8, Some(0), 1), (7, Some(1), 1)]),
            2
        );
    }
}
