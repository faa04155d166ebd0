//! Computes the answer from the replications.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::measures::{KecamatanMeasures, Measures, SiteMeasures};
use super::numbers::{Measure, Quantiles};
use super::replication::Replication;
use super::results::*;
use super::summing::{Replications, dates};
use super::table::MeasureUnit;
use super::totals::{DailyItem, Totals};
use crate::experiment::Settings;
use crate::experiment::{Mean, PROBABILITIES};
use crate::office::plan::{Observation, Plan, Site};
use crate::office::{
    Day, KecamatanId, MILESTONES, MilestoneDays, PrinterState, Setup, SiteId, StockOut, TimeByState,
};
use crate::stats::Histogram;

/// The number of futures of which a report speaks.
const FUTURES: usize = 50;

/// Sums up the replications of a setup, given in order.
pub(super) fn sum_up(
    setup: &Arc<Setup>,
    settings: &Settings,
    by: &[Date],
    outcomes: Vec<Replication>,
    totals: Totals,
) -> Projection {
    let plan = setup.plan();
    let all = Replications {
        plan,
        list: &outcomes,
        totals: &totals,
    };
    // The earliest of all worlds; without unknown values every replication has the same.
    let bounded = all.list.iter().filter(|r| r.best_case.is_some());
    let best_case = bounded.min_by_key(|r| r.best_case);
    let dates = all.dates_asked(by);
    // Where nobody waits at the start, printers with nobody to serve are in nobody's way.
    let somebody_waits = outcomes.iter().any(|r| r.backlog > 0);
    let is_obstacle = |state: &PrinterState| somebody_waits || *state != PrinterState::NoResident;
    let bound_by = all.causes(|r| r.binding.filter(is_obstacle));
    let daily = all.daily();
    let measures = Measures::sum_up(&all, ());
    Projection {
        digest: setup.digest().to_owned(),
        seed: settings.seed,
        replications: outcomes.len() as u32,
        requested: settings.replications,
        complete: outcomes.len() as u32 == settings.replications,
        by: by.to_vec(),
        cleared: all.cleared(&dates),
        served_on: all.served_on(|r| r.served_on),
        served_by: all.served_by(&dates),
        futures: all.futures(),
        backlog: all.backlog(),
        sites: (0..).zip(&plan.sites).map(|site| all.site(site)).collect(),
        kecamatan: plan
            .kecamatan_by_id()
            .map(|(k, _)| all.kecamatan(k, setup.backlog_of(k)))
            .collect(),
        loss: all.loss(),
        loss_by_month: all.loss_by_month(),
        binding: bound_by.first().map(|cause| cause.state),
        bound_by,
        stopped_by: all.causes(|r| r.last_obstacle.filter(|_| r.cleared.is_none())),
        rest_waited_for: all.causes(|r| r.rest_waited_for),
        precision: None,
        remedies: None,
        more_blanks: None,
        spread: None,
        holding: all.holding(measures.misprints()),
        stock_outs: all.stock_outs(),
        best_case_working_days: best_case.and_then(|r| r.best_case_days),
        best_case_on: best_case
            .and_then(|r| r.best_case)
            .map(|day| plan.date(day)),
        observations: (0..)
            .zip(&plan.observations)
            .map(|seen| all.observation(seen))
            .collect(),
        longest_queue: longest_queue(&daily),
        daily,
        measures,
        fingerprint: all.fingerprint(),
        plan: Arc::clone(plan),
        outcomes,
        totals,
    }
}

/// The day whose median queue is greatest, the first of several.
fn longest_queue(daily: &Daily) -> LongestQueue {
    let days = std::iter::zip(&daily.dates, &daily.waiting);
    let longest = days.rev().max_by_key(|(_, waiting)| waiting.p50);
    let (date, waiting) = longest.expect("a run has a day");
    LongestQueue {
        date: *date,
        waiting: *waiting,
    }
}

impl Replications<'_> {
    /// The month ends, the horizon and the dates asked for, in order.
    fn dates_asked(&self, by: &[Date]) -> Vec<Date> {
        let mut dates: Vec<Date> = month_ends(self.plan).chain(by.iter().copied()).collect();
        dates.sort();
        dates.dedup();
        dates
    }

    fn cleared(&self, by: &[Date]) -> Cleared {
        let by = by.iter().map(|date| {
            let day = self.plan.day_number(*date);
            let by_then = |r: &Replication| r.cleared.is_some_and(|cleared| cleared as i32 <= day);
            ClearedBy {
                date: *date,
                share: self.share(by_then),
            }
        });
        Cleared {
            by: by.collect(),
            share: self.share(|r| r.cleared.is_some()),
        }
    }

    fn served_on(&self, of: impl Fn(&Replication) -> MilestoneDays) -> Vec<ServedOn> {
        let shares = MILESTONES[..MILESTONES.len() - 1].iter().enumerate();
        let on = |(i, percent): (usize, &u32)| ServedOn {
            share: f64::from(*percent) / 100.0,
            dates: self.dates(|r| of(r)[i]),
        };
        shares.map(on).collect()
    }

    fn served_by(&self, by: &[Date]) -> Vec<ServedBy> {
        let days: Vec<Histogram> = self.totals.daily(DailyItem::Served).collect();
        let most = self.list.iter().map(|r| r.backlog).max().unwrap_or(0);
        let served = |date: &Date| {
            let day = &days[usize::try_from(self.plan.day_number(*date))
                .ok()?
                .min(days.len() - 1)];
            let values = day
                .iter()
                .flat_map(|(number, times)| std::iter::repeat_n(f64::from(number), times as usize));
            let mean = Mean::within(values, 0.0, f64::from(most))?;
            let quantiles = Quantiles::from(day.quantiles(PROBABILITIES)?).map(f64::from);
            let above = day.iter().filter(|(number, _)| *number > 0);
            let nonzero = above.map(|(_, times)| times as u32).sum();
            Some(ServedBy {
                date: *date,
                served: Measure::of(mean, quantiles, nonzero),
            })
        };
        by.iter().filter_map(served).collect()
    }

    fn backlog(&self) -> Quantiles<u32> {
        let sizes: Histogram = self.list.iter().map(|r| r.backlog).collect();
        sizes.quantiles(PROBABILITIES).unwrap_or_default().into()
    }

    /// As many of the fifty futures clear as is their share, rounded with halves to the even number; future i is the replication at the
    /// middle of its fiftieth.
    fn futures(&self) -> Vec<Option<Date>> {
        let mut days: Vec<Day> = self.list.iter().filter_map(|r| r.cleared).collect();
        days.sort_unstable();
        let n = self.list.len();
        let clear = (days.len() as f64 * FUTURES as f64 / n as f64).round_ties_even() as usize;
        let replication = |future: usize| (2 * future + 1) * n / (2 * FUTURES);
        let on = |future: usize| {
            let day = days.get(replication(future)).or(days.last());
            day.filter(|_| future < clear)
                .map(|day| self.plan.date(*day))
        };
        (0..FUTURES).map(on).collect()
    }

    /// Stock by stock, and of each one by one.
    fn stock_outs(&self) -> Vec<StockOuts> {
        let mut found: BTreeMap<(Option<SiteId>, u32), Vec<StockOut>> = BTreeMap::new();
        for r in self.list {
            let mut numbers: HashMap<Option<SiteId>, u32> = HashMap::new();
            for stock_out in &r.stock_outs {
                let number = numbers.entry(stock_out.site).or_default();
                *number += 1;
                let of = found.entry((stock_out.site, *number)).or_default();
                of.push(*stock_out);
            }
        }
        let told = |((site, number), of): ((Option<SiteId>, u32), Vec<StockOut>)| {
            let days: Histogram = of.iter().map(|one| one.days).collect();
            Some(StockOuts {
                site: site.map(|site| self.plan.site(site).name.clone()),
                number,
                dates: dates(of.iter().map(|one| one.day), self.list.len(), self.plan),
                days: days.quantiles(PROBABILITIES)?.into(),
            })
        };
        found.into_iter().filter_map(told).collect()
    }

    fn site(&self, (s, site): (usize, &Site)) -> SiteResult {
        SiteResult {
            name: site.name.clone(),
            measures: SiteMeasures::sum_up(self, s),
            binding: self.totals.time_to_clear_by_site()[s].largest_loss(),
        }
    }

    fn kecamatan(&self, id: KecamatanId, waited: u32) -> KecamatanResult {
        let k = id.index();
        let served_at_start = |r: &Replication| {
            r.served_on_by_kecamatan[k]
                .iter()
                .all(|day| *day == Some(0))
        };
        let never = self.list.iter().filter(|r| r.never_served.contains(&id));
        let nobody_waited = waited == 0 && self.list.iter().all(served_at_start);
        KecamatanResult {
            name: self.plan.kecamatan[k].name.clone(),
            measures: KecamatanMeasures::sum_up(self, k),
            served_on: match nobody_waited {
                true => Vec::new(),
                false => self.served_on(|r| r.served_on_by_kecamatan[k]),
            },
            never_served: never.count() as f64 / self.list.len() as f64,
        }
    }

    fn loss(&self) -> Vec<Loss> {
        let n = self.list.len() as f64;
        let time: TimeByState = self.totals.time_to_clear_by_site().iter().sum();
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
        self.totals.time_to_clear_by_site()[s].get(state).as_hours() * rate
    }

    fn loss_by_month(&self) -> Vec<MonthLoss> {
        let firsts = std::iter::successors(Some(self.plan.start.first_of_month()), |month| {
            month.last_of_month().tomorrow().ok()
        });
        let times = self.totals.time_to_clear_by_month();
        let month = |(month, time): (Date, &TimeByState)| MonthLoss {
            month,
            shares: PrinterState::ALL.map(|state| time.share(state)),
        };
        firsts.zip(times).map(month).collect()
    }

    /// In how many replications each state was the cause, most frequent first.
    fn causes(&self, of: impl Fn(&Replication) -> Option<PrinterState>) -> Vec<CauseCount> {
        let causes: Vec<PrinterState> = self.list.iter().filter_map(of).collect();
        let count = |state| CauseCount {
            state,
            replications: causes.iter().filter(|cause| **cause == state).count() as u32,
        };
        let mut counted: Vec<CauseCount> = PrinterState::ALL.into_iter().map(count).collect();
        counted.retain(|cause| cause.replications > 0);
        counted.sort_by_key(|cause| std::cmp::Reverse(cause.replications));
        counted
    }

    fn observation(&self, (i, seen): (usize, &Observation)) -> ObservationResult {
        let site = |&(s, observed): &(SiteId, u32)| ObservedSite {
            name: self.plan.site(s).name.clone(),
            observed,
            simulated: self.measure(MeasureUnit::Cards, |o| f64::from(o.observed[i][s.index()])),
        };
        ObservationResult {
            from: written(seen.from),
            until: written_end(seen.until),
            window: [seen.from, seen.until],
            counts: seen.counted,
            observed: seen.total,
            simulated: self.measure(MeasureUnit::Cards, |o| {
                f64::from(o.observed[i].iter().sum::<u32>())
            }),
            sites: seen.sites.iter().map(site).collect(),
        }
    }

    fn daily(&self) -> Daily {
        let quantiles = |day: &Histogram| -> Quantiles<u32> {
            day.quantiles(PROBABILITIES)
                .expect("there is at least one replication")
                .into()
        };
        let over = |item| {
            let days = self.totals.daily(item);
            days.map(|day| quantiles(&day)).collect()
        };
        let of_places = |places: &[Vec<Histogram>]| {
            let place = |days: &Vec<Histogram>| days.iter().map(quantiles).collect();
            places.iter().map(place).collect()
        };
        let days = 0..=self.plan.last_day();
        Daily {
            dates: days.map(|day| self.plan.date(day)).collect(),
            waiting: over(DailyItem::Waiting),
            on_hand: over(DailyItem::OnHand),
            served: over(DailyItem::Served),
            printed_by_site: of_places(self.totals.printed_by_site()),
            waiting_by_kecamatan: of_places(self.totals.waiting_by_kecamatan()),
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

/// The beginning of a window, as a scenario file has it.
fn written((date, minute): (Date, u16)) -> String {
    match minute {
        0 => date.to_string(),
        _ => format!("{date}T{:02}:{:02}", minute / 60, minute % 60),
    }
}

/// The end of a window, as a scenario file has it: a midnight ends the day before.
fn written_end(end: (Date, u16)) -> String {
    match end {
        (date, 0) => date.yesterday().unwrap_or(date).to_string(),
        _ => written(end),
    }
}

/// The last day of each month within the run, and the horizon.
pub(crate) fn month_ends(plan: &Plan) -> impl Iterator<Item = Date> {
    let ends = std::iter::successors(Some(plan.start.last_of_month()), |end| {
        end.tomorrow().ok().map(|next| next.last_of_month())
    });
    let horizon = plan.horizon;
    ends.take_while(move |end| *end < horizon)
        .chain(std::iter::once(horizon))
}
