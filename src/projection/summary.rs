//! From the outcomes of the replications to the answer.

use std::sync::Arc;

use jiff::civil::Date;

use super::calendar::DayCounts;
use super::results::*;
use super::{DailyItem, Replication, Series};
use crate::experiment::Settings;
use crate::office::plan::{Plan, Site};
use crate::office::{Day, Layout, PrinterState, TimeByState};
use crate::stats::{Estimate, Histogram, Tally, censored_quantile, wilson};

/// The confidence of every interval.
const CONFIDENCE: f64 = 0.95;

/// The projection of a layout from its best case and its outcomes, in order.
pub(super) fn sum_up(
    layout: &Arc<Layout>,
    bound: Option<Day>,
    settings: &Settings,
    by: &[Date],
    outcomes: Vec<Replication>,
    series: Series,
) -> Projection {
    let plan = layout.plan();
    let all = Outcomes {
        plan,
        days: DayCounts::of(plan),
        list: &outcomes,
        series: &series,
    };
    let time = series.time();
    Projection {
        digest: layout.digest().to_owned(),
        seed: settings.seed,
        replications: outcomes.len() as u32,
        requested: settings.replications,
        cleared: all.cleared(by),
        working_days: all.days(|o| o.cleared, DayCounts::working),
        calendar_days: all.days(|o| o.cleared, DayCounts::calendar),
        cleared_on: all.dates(|o| o.cleared),
        queue_empty_on: all.dates(|o| o.queue_empty),
        blanks_out_on: all.dates(|o| o.blanks_out),
        blanks_out_days: all.days(|o| o.blanks_out, DayCounts::working),
        printed: all.measure(|o| f64::from(o.printed())),
        spoiled: all.measure(|o| f64::from(o.spoiled)),
        failures: all.measure(|o| f64::from(o.failures)),
        expired_suket: all.measure(|o| f64::from(o.expired_suket)),
        waiting_at_end: all.measure(|o| f64::from(o.waiting_at_end())),
        wait_days: all.wait_days(),
        sites: plan
            .sites
            .iter()
            .enumerate()
            .map(|(s, site)| all.site(s, site))
            .collect(),
        kecamatan: (0..plan.kecamatan.len())
            .map(|k| all.kecamatan(k))
            .collect(),
        loss: all.loss(&time),
        binding: time.largest_loss(),
        stopped_by: all.stopped_by(),
        bound_working_days: bound.map(|day| plan.working_days_to(day)),
        bound_on: bound.map(|day| plan.date(day)),
        observations: all.observations(),
        daily: all.daily(),
        fingerprint: all.fingerprint(),
        plan: Arc::clone(plan),
        outcomes,
        series,
    }
}

/// Mean and interval of values, one a replication.
pub(super) fn mean(values: impl IntoIterator<Item = f64>) -> Option<Mean> {
    let mut tally = Tally::new();
    values.into_iter().for_each(|value| tally.record(value));
    Some(Mean {
        value: tally.mean()?,
        ci95: Estimate::of(&tally, CONFIDENCE),
    })
}

struct Outcomes<'a> {
    plan: &'a Plan,
    days: DayCounts,
    list: &'a [Replication],
    series: &'a Series,
}

impl Outcomes<'_> {
    fn cleared(&self, by: &[Date]) -> Cleared {
        let share = |date: Date| {
            let day = self.plan.day_number(date);
            self.share(|o| o.cleared.is_some_and(|cleared| cleared as i32 <= day))
        };
        let mut dates: Vec<Date> = month_ends(self.plan).chain(by.iter().copied()).collect();
        dates.sort();
        dates.dedup();
        let (fraction, interval) = self.share(|o| o.cleared.is_some());
        let by = dates.into_iter().map(|date| {
            let (fraction, interval) = share(date);
            ClearedBy {
                date,
                fraction,
                interval,
            }
        });
        Cleared {
            fraction,
            interval,
            by: by.collect(),
        }
    }

    fn share(&self, happened: impl Fn(&Replication) -> bool) -> (f64, (f64, f64)) {
        let n = self.list.len() as u64;
        let yes = self.list.iter().filter(|o| happened(o)).count() as u64;
        (yes as f64 / n as f64, wilson(yes, n, CONFIDENCE))
    }

    /// The days on which something happened, sorted.
    fn happened(&self, day: impl Fn(&Replication) -> Option<Day>) -> Vec<f64> {
        let mut days: Vec<f64> = self
            .list
            .iter()
            .filter_map(|o| day(o).map(f64::from))
            .collect();
        days.sort_by(f64::total_cmp);
        days
    }

    /// Counts of days to something; the count is non-decreasing in the day, so quantiles may be taken before or after counting.
    fn days(
        &self,
        day: impl Fn(&Replication) -> Option<Day>,
        count: impl Fn(&DayCounts, Day) -> u32,
    ) -> Days {
        let happened = self.happened(day);
        let n = self.list.len();
        let to = |day: f64| count(&self.days, day as Day);
        let at = |p| censored_quantile(&happened, n, p).map(to);
        let censored = (n - happened.len()) as u32;
        let counts = happened.iter().map(|day| f64::from(to(*day)));
        Days {
            mean: (censored == 0).then(|| mean(counts)).flatten(),
            p10: at(0.1),
            p50: at(0.5),
            p90: at(0.9),
            censored,
        }
    }

    fn dates(&self, day: impl Fn(&Replication) -> Option<Day>) -> Dates {
        let (fraction, interval) = self.share(|o| day(o).is_some());
        let happened = self.happened(day);
        let at = |p| {
            censored_quantile(&happened, self.list.len(), p).map(|day| self.plan.date(day as Day))
        };
        Dates {
            p10: at(0.1),
            p50: at(0.5),
            p90: at(0.9),
            fraction,
            interval,
        }
    }

    fn measure(&self, value: impl Fn(&Replication) -> f64) -> Measure {
        let mut values: Vec<f64> = self.list.iter().map(value).collect();
        let mean = mean(values.iter().copied()).expect("there is at least one replication");
        values.sort_by(f64::total_cmp);
        let at = |p| {
            // Nothing is censored: the ⌈p n⌉-th smallest, at or below which the share p lies.
            censored_quantile(&values, values.len(), p).expect("there is at least one replication")
        };
        Measure {
            mean,
            p10: at(0.1),
            p50: at(0.5),
            p90: at(0.9),
        }
    }

    fn wait_days(&self) -> WaitDays {
        let residents = self.series.waits();
        let all = self.plan.backlog.total as u64 * self.list.len() as u64;
        let at = |p: f64| {
            // The smallest wait within which the share p of all residents has a card.
            let rank = (p * all as f64).ceil().max(1.0) as u64;
            let mut served = 0;
            let within = |n: &u64| {
                served += n;
                served >= rank
            };
            residents.iter().position(within).map(|days| days as u32)
        };
        let means: Option<Vec<f64>> = self.list.iter().map(|o| o.mean_wait).collect();
        WaitDays {
            mean: means.and_then(mean),
            p10: at(0.1),
            p50: at(0.5),
            p90: at(0.9),
        }
    }

    fn site(&self, s: usize, site: &Site) -> SiteResult {
        SiteResult {
            name: site.name.clone(),
            printed: self.measure(|o| f64::from(o.printed_by_site[s])),
            utilisation: self.measure(|o| o.utilisation_by_site[s]),
            binding: self.series.time_by_site()[s].largest_loss(),
        }
    }

    fn kecamatan(&self, k: usize) -> KecamatanResult {
        KecamatanResult {
            name: self.plan.kecamatan[k].name.clone(),
            printed: self.measure(|o| f64::from(o.printed_by_kecamatan[k])),
            waiting: self.measure(|o| f64::from(o.waiting_by_kecamatan[k])),
        }
    }

    fn loss(&self, time: &TimeByState) -> Vec<Loss> {
        let n = self.list.len() as f64;
        let row = |state| Loss {
            state,
            share: time.share(state),
            hours: time.get(state).as_hours() / n,
            cards: self
                .plan
                .sites
                .iter()
                .enumerate()
                .map(|(s, site)| self.cards(s, site, state))
                .sum::<f64>()
                / n,
        };
        PrinterState::ALL.into_iter().map(row).collect()
    }

    /// Cards that fit into the time a site's printers spent in a state, over all replications.
    fn cards(&self, s: usize, site: &Site, state: PrinterState) -> f64 {
        let per_hour = site
            .printers
            .iter()
            .map(|p| 1.0 / p.print_time.mean().as_hours());
        let rate = per_hour.sum::<f64>() / site.printers.len().max(1) as f64;
        self.series.time_by_site()[s].get(state).as_hours() * rate
    }

    fn stopped_by(&self) -> Vec<(PrinterState, u32)> {
        let stopped = self.list.iter().filter(|o| o.cleared.is_none());
        let causes: Vec<PrinterState> = stopped.filter_map(|o| o.last_obstacle).collect();
        let count = |state| causes.iter().filter(|cause| **cause == state).count() as u32;
        let mut counted: Vec<_> = PrinterState::ALL
            .into_iter()
            .map(|state| (state, count(state)))
            .collect();
        counted.retain(|(_, n)| *n > 0);
        counted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        counted
    }

    fn observations(&self) -> Vec<ObservationResult> {
        let result = |(i, seen): (usize, &crate::office::plan::Observation)| ObservationResult {
            from: seen.from.0,
            until: seen.until.0,
            observed: seen.total,
            simulated: self.measure(|o| f64::from(o.observed[i].iter().sum::<u32>())),
            sites: seen
                .sites
                .iter()
                .map(|&(s, n)| {
                    (
                        self.plan.sites[s].name.clone(),
                        n,
                        self.measure(|o| f64::from(o.observed[i][s])),
                    )
                })
                .collect(),
        };
        self.plan
            .observations
            .iter()
            .enumerate()
            .map(result)
            .collect()
    }

    fn daily(&self) -> Daily {
        let over = |item| {
            let quantiles = |day: Histogram| {
                let [p10, p50, p90] = day
                    .quantiles([0.1, 0.5, 0.9])
                    .expect("there is at least one replication");
                (p10, p50, p90)
            };
            self.series.daily(item).map(quantiles).collect()
        };
        let days = 0..=self.plan.last_day();
        Daily {
            dates: days.map(|day| self.plan.date(day)).collect(),
            waiting: over(DailyItem::Waiting),
            on_hand: over(DailyItem::OnHand),
        }
    }

    fn fingerprint(&self) -> u64 {
        let each: Vec<u8> = self
            .list
            .iter()
            .flat_map(|o| o.fingerprint.to_le_bytes())
            .collect();
        xxhash_rust::xxh3::xxh3_64(&each)
    }
}

/// The last day of each month within the run, and the horizon.
fn month_ends(plan: &Plan) -> impl Iterator<Item = Date> {
    let ends = std::iter::successors(Some(plan.start.last_of_month()), |end| {
        end.tomorrow().ok().map(|next| next.last_of_month())
    });
    let horizon = plan.horizon;
    ends.take_while(move |end| *end < horizon)
        .chain(std::iter::once(horizon))
}
