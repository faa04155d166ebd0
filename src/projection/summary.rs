//! Computes the answer from the replications.

use std::sync::Arc;

use jiff::civil::Date;

use super::measures::{KecamatanMeasures, Measures, SiteMeasures};
use super::numbers::Quantiles;
use super::results::*;
use super::summing::{PROBABILITIES, Replications};
use super::{DailyItem, Replication, Series};
use crate::experiment::Settings;
use crate::office::plan::{Observation, Plan, Site};
use crate::office::{Day, PrinterState, Setup, SiteId, TimeByState};
use crate::stats::Histogram;

/// Sums up the replications of a setup, given in order, with its best case.
pub(super) fn sum_up(
    setup: &Arc<Setup>,
    best_case: Option<Day>,
    settings: &Settings,
    by: &[Date],
    outcomes: Vec<Replication>,
    series: Series,
) -> Projection {
    let plan = setup.plan();
    let all = Replications::new(plan, &outcomes, &series);
    let time = series.time();
    Projection {
        digest: setup.digest().to_owned(),
        seed: settings.seed,
        replications: outcomes.len() as u32,
        requested: settings.replications,
        cleared: all.cleared(by),
        measures: Measures::sum_up(&all, &all.days),
        sites: (0..).zip(&plan.sites).map(|site| all.site(site)).collect(),
        kecamatan: (0..plan.kecamatan.len())
            .map(|k| all.kecamatan(k))
            .collect(),
        loss: all.loss(&time),
        binding: time.largest_loss(),
        stopped_by: all.stopped_by(),
        best_case_working_days: best_case.map(|day| plan.working_days_to(day)),
        best_case_on: best_case.map(|day| plan.date(day)),
        observations: (0..)
            .zip(&plan.observations)
            .map(|seen| all.observation(seen))
            .collect(),
        daily: all.daily(),
        fingerprint: all.fingerprint(),
        plan: Arc::clone(plan),
        outcomes,
        series,
    }
}

impl Replications<'_> {
    fn cleared(&self, by: &[Date]) -> Cleared {
        let mut dates: Vec<Date> = month_ends(self.plan).chain(by.iter().copied()).collect();
        dates.sort();
        dates.dedup();
        let by = dates.into_iter().map(|date| {
            let day = self.plan.day_number(date);
            let by_then = |r: &Replication| r.cleared.is_some_and(|cleared| cleared as i32 <= day);
            ClearedBy {
                date,
                share: self.share(by_then),
            }
        });
        Cleared {
            by: by.collect(),
            share: self.share(|r| r.cleared.is_some()),
        }
    }

    fn site(&self, (s, site): (usize, &Site)) -> SiteResult {
        SiteResult {
            name: site.name.clone(),
            measures: SiteMeasures::sum_up(self, s),
            binding: self.series.time_by_site()[s].largest_loss(),
        }
    }

    fn kecamatan(&self, k: usize) -> KecamatanResult {
        KecamatanResult {
            name: self.plan.kecamatan[k].name.clone(),
            measures: KecamatanMeasures::sum_up(self, k),
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

    /// Number of cards that fit into the time that the printers of a site spent in a state, over all replications.
    fn cards(&self, s: usize, site: &Site, state: PrinterState) -> f64 {
        let per_hour = site
            .printers
            .iter()
            .map(|p| 1.0 / p.print_time.mean().as_hours());
        let rate = per_hour.sum::<f64>() / site.printers.len().max(1) as f64;
        self.series.time_by_site()[s].get(state).as_hours() * rate
    }

    fn stopped_by(&self) -> Vec<Stopped> {
        let stopped = self.list.iter().filter(|o| o.cleared.is_none());
        let causes: Vec<PrinterState> = stopped.filter_map(|o| o.last_obstacle).collect();
        let count = |state| Stopped {
            state,
            replications: causes.iter().filter(|cause| **cause == state).count() as u32,
        };
        let mut counted: Vec<Stopped> = PrinterState::ALL.into_iter().map(count).collect();
        counted.retain(|stopped| stopped.replications > 0);
        counted.sort_by_key(|stopped| std::cmp::Reverse(stopped.replications));
        counted
    }

    fn observation(&self, (i, seen): (usize, &Observation)) -> ObservationResult {
        let site = |&(s, observed): &(SiteId, u32)| ObservedSite {
            name: self.plan.site(s).name.clone(),
            observed,
            simulated: self.measure(|o| f64::from(o.observed[i][s.index()])),
        };
        ObservationResult {
            from: seen.from.0,
            until: seen.until.0,
            observed: seen.total,
            simulated: self.measure(|o| f64::from(o.observed[i].iter().sum::<u32>())),
            sites: seen.sites.iter().map(site).collect(),
        }
    }

    fn daily(&self) -> Daily {
        let over = |item| {
            let quantiles = |day: Histogram| -> Quantiles<u32> {
                day.quantiles(PROBABILITIES)
                    .expect("there is at least one replication")
                    .into()
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
