//! Sums over replications of what each has besides its row. They are whole numbers, so parts add up to the same whole in any order.

use std::collections::BTreeMap;

use crate::office::{DailyCounts, Day, Outcome, TimeByState};
use crate::stats::Histogram;

/// A quantity recorded at the end of each day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DailyItem {
    /// Residents waiting.
    Waiting,
    /// Blanks on hand.
    OnHand,
    /// Residents of the initial backlog with a card.
    Served,
}

/// The number of items.
const ITEMS: usize = 3;

/// Days, waits and printer-time, summed over all replications.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    days: Vec<[Histogram; ITEMS]>,
    /// The last values of replications that were done before the horizon, by their last day; they hold from the next day on.
    ended: BTreeMap<Day, [Histogram; ITEMS]>,
    waits: Vec<u64>,
    new_waits: Vec<u64>,
    time_by_site: Vec<TimeByState>,
    time_to_clear_by_site: Vec<TimeByState>,
    time_to_clear_by_month: Vec<TimeByState>,
    places: Option<Places>,
}

/// Day by day for each place; after the day on which a replication was done nothing is printed, and its last queues hold.
#[derive(Clone, Debug, PartialEq)]
struct Places {
    /// Good cards, by site and day.
    printed: Vec<Vec<Histogram>>,
    /// Residents waiting at the end of the day, by kecamatan and day.
    waiting: Vec<Vec<Histogram>>,
}

impl Totals {
    /// The sums over no replication, for a run of this many days at this many sites.
    #[must_use]
    pub fn new(days: usize, sites: usize) -> Self {
        Self {
            days: vec![Default::default(); days],
            time_by_site: vec![TimeByState::default(); sites],
            time_to_clear_by_site: vec![TimeByState::default(); sites],
            ..Self::default()
        }
    }

    /// Adds one replication.
    pub fn record(&mut self, outcome: &Outcome) {
        let backlog: u32 = outcome.waits.iter().sum::<u32>() + outcome.backlog_left;
        let served = outcome
            .backlog_left_by_day
            .iter()
            .map(|left| backlog - left);
        let values = std::iter::zip(&outcome.waiting, &outcome.on_hand).zip(served);
        let values = values.map(|((waiting, on_hand), served)| [*waiting, *on_hand, served]);
        let values: Vec<[u32; ITEMS]> = values.collect();
        for (day, values) in self.days.iter_mut().zip(&values) {
            record(day, *values);
        }
        if let Some(last) = values.last().filter(|_| values.len() < self.days.len()) {
            record(
                self.ended.entry(values.len() as Day - 1).or_default(),
                *last,
            );
        }
        let counts = |waits: &[u32]| waits.iter().map(|n| u64::from(*n)).collect::<Vec<_>>();
        add(&mut self.waits, &counts(&outcome.waits));
        add(&mut self.new_waits, &counts(&outcome.new_waits));
        add_time(&mut self.time_by_site, &outcome.time_by_site);
        add_time(
            &mut self.time_to_clear_by_site,
            &outcome.time_to_clear_by_site,
        );
        add_time(
            &mut self.time_to_clear_by_month,
            &outcome.time_to_clear_by_month,
        );
    }

    /// Makes room for what each place does.
    pub(super) fn add_places(&mut self, kecamatan: usize) {
        let days = vec![Histogram::new(); self.days.len()];
        self.places = Some(Places {
            printed: vec![days.clone(); self.time_by_site.len()],
            waiting: vec![days; kecamatan],
        });
    }

    /// Adds what each place did in one replication.
    pub(super) fn record_places(&mut self, counts: &DailyCounts) {
        let Some(places) = &mut self.places else {
            return;
        };
        let (mut printed, mut waiting) = (counts.printed(), counts.waiting());
        let none = vec![0; places.printed.len()];
        let mut last: &[u32] = &[];
        for day in 0..self.days.len() {
            let cards = printed.next().unwrap_or(&none);
            std::iter::zip(&mut places.printed, cards).for_each(|(site, n)| site[day].record(*n));
            last = waiting.next().unwrap_or(last);
            std::iter::zip(&mut places.waiting, last).for_each(|(k, n)| k[day].record(*n));
        }
    }

    /// Good cards by site and day, over all replications; empty unless asked for.
    pub(super) fn printed_by_site(&self) -> &[Vec<Histogram>] {
        self.places.as_ref().map_or(&[], |places| &places.printed)
    }

    /// Residents waiting by kecamatan at the end of each day, over all replications; empty unless asked for.
    pub(super) fn waiting_by_kecamatan(&self) -> &[Vec<Histogram>] {
        self.places.as_ref().map_or(&[], |places| &places.waiting)
    }

    /// Adds other replications of the same plan.
    pub fn merge(&mut self, other: &Totals) {
        for (ours, theirs) in self.days.iter_mut().zip(&other.days) {
            merge(ours, theirs);
        }
        for (day, theirs) in &other.ended {
            merge(self.ended.entry(*day).or_default(), theirs);
        }
        if let (Some(ours), Some(theirs)) = (&mut self.places, &other.places) {
            let places = [
                (&mut ours.printed, &theirs.printed),
                (&mut ours.waiting, &theirs.waiting),
            ];
            for (ours, theirs) in places {
                std::iter::zip(ours, theirs).for_each(|(ours, theirs)| merge(ours, theirs));
            }
        }
        add(&mut self.waits, &other.waits);
        add(&mut self.new_waits, &other.new_waits);
        add_time(&mut self.time_by_site, &other.time_by_site);
        add_time(
            &mut self.time_to_clear_by_site,
            &other.time_to_clear_by_site,
        );
        add_time(
            &mut self.time_to_clear_by_month,
            &other.time_to_clear_by_month,
        );
    }

    /// The histogram of an item at the end of each day, over all replications. After the day on which a replication was done, its
    /// last value holds.
    pub fn daily(&self, item: DailyItem) -> impl Iterator<Item = Histogram> {
        let item = item as usize;
        let mut ended = Histogram::new();
        self.days
            .iter()
            .zip(0..)
            .map(move |(day, number): (_, Day)| {
                let mut all = day[item].clone();
                all.merge(&ended);
                if let Some(last) = self.ended.get(&number) {
                    ended.merge(&last[item]);
                }
                all
            })
    }

    /// Residents of the initial backlog with a card, by whole days from recording to card.
    #[must_use]
    pub fn waits(&self) -> &[u64] {
        &self.waits
    }

    /// The same of the residents recorded during the run.
    #[must_use]
    pub fn new_waits(&self) -> &[u64] {
        &self.new_waits
    }

    /// Open printer-time by state and site, over the whole runs.
    #[must_use]
    pub fn time_by_site(&self) -> &[TimeByState] {
        &self.time_by_site
    }

    /// Open printer-time by state and site until the backlog was cleared; over the whole run where it was not.
    #[must_use]
    pub fn time_to_clear_by_site(&self) -> &[TimeByState] {
        &self.time_to_clear_by_site
    }

    /// The same over all sites, by calendar month; the month of the start comes first.
    #[must_use]
    pub fn time_to_clear_by_month(&self) -> &[TimeByState] {
        &self.time_to_clear_by_month
    }

    /// Open printer-time by state over all sites and the whole runs.
    #[must_use]
    pub fn time(&self) -> TimeByState {
        self.time_by_site.iter().sum()
    }
}

fn merge(ours: &mut [Histogram], theirs: &[Histogram]) {
    for (ours, theirs) in ours.iter_mut().zip(theirs) {
        ours.merge(theirs);
    }
}

fn record(day: &mut [Histogram; ITEMS], values: [u32; ITEMS]) {
    std::iter::zip(day, values).for_each(|(item, value)| item.record(value));
}

fn add(sums: &mut Vec<u64>, counts: &[u64]) {
    sums.resize(sums.len().max(counts.len()), 0);
    std::iter::zip(sums, counts).for_each(|(sum, n)| *sum += n);
}

fn add_time(sums: &mut Vec<TimeByState>, times: &[TimeByState]) {
    sums.resize(sums.len().max(times.len()), TimeByState::default());
    std::iter::zip(sums, times).for_each(|(sum, time)| *sum = sum.plus(time));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::office::days::{DayHours, OfficeDays};
    use crate::office::plan::Plan;
    use crate::office::sample::bangli_exact;
    use crate::office::{PrinterState, Run, Setup, run};
    use crate::random::Streams;

    fn outcomes() -> Vec<Outcome> {
        let plan = scenario_plan();
        let setup = Arc::new(Setup::new(plan).unwrap());
        let one = |n| run(&setup, &Streams::new(3, n)).unwrap();
        (0..40).map(one).collect()
    }

    /// Chance in how long cards take and how many are misprinted, and more blanks than residents, so that runs end on various days.
    fn scenario_plan() -> Plan {
        let mut plan = bangli_exact();
        plan.blanks.on_hand = 9000;
        for site in &mut plan.sites {
            site.printers[0].spoilage = 0.1;
            site.printers[0].daily_availability = 0.8;
        }
        plan
    }

    #[test]
    fn parts_add_up_to_the_whole_and_days_are_what_each_replication_says() {
        let (plan, outcomes) = (scenario_plan(), outcomes());
        let days = plan.last_day() as usize + 1;
        let of = |outcomes: &[Outcome]| {
            let mut totals = Totals::new(days, plan.sites.len());
            outcomes.iter().for_each(|outcome| totals.record(outcome));
            totals
        };
        let whole = of(&outcomes);
        let mut parts = of(&outcomes[25..]);
        parts.merge(&of(&outcomes[..10]));
        parts.merge(&of(&outcomes[10..25]));
        assert_eq!(parts, whole);
        assert!(
            outcomes.iter().any(|o| o.waiting.len() < days),
            "some end early"
        );
        for (day, histogram) in whole.daily(DailyItem::OnHand).enumerate() {
            let value = |o: &Outcome| *o.on_hand.get(day).or(o.on_hand.last()).unwrap();
            assert_eq!(histogram, outcomes.iter().map(value).collect(), "day {day}");
        }
        let hours: f64 = outcomes.iter().map(|o| o.time().total().as_hours()).sum();
        assert!((whole.time().total().as_hours() - hours).abs() < 1e-6);
        let waits: u64 = outcomes
            .iter()
            .flat_map(|o| &o.waits)
            .map(|n| u64::from(*n))
            .sum();
        assert_eq!(whole.waits().iter().sum::<u64>(), waits);
    }

    #[test]
    fn the_places_of_parts_add_up_to_those_of_the_whole() {
        let setup = Arc::new(Setup::new(scenario_plan()).unwrap());
        let seen = |n| {
            let mut counts = DailyCounts::of(&setup);
            let run = Run::new(Arc::clone(&setup), &Streams::new(3, n));
            let outcome = run.finish_observed(&mut counts).unwrap();
            (counts.until_the_end(&outcome), outcome)
        };
        let all: Vec<(DailyCounts, Outcome)> = (0..12).map(seen).collect();
        for (counts, outcome) in &all {
            let days = outcome.last_day as usize + 1;
            assert_eq!(
                (counts.printed().count(), counts.waiting().count()),
                (days, days)
            );
        }
        let plan = setup.plan();
        let of = |all: &[(DailyCounts, Outcome)]| {
            let mut totals = Totals::new(plan.last_day() as usize + 1, plan.sites.len());
            totals.add_places(plan.kecamatan.len());
            for (counts, outcome) in all {
                totals.record(outcome);
                totals.record_places(counts);
            }
            totals
        };
        let whole = of(&all);
        let mut parts = of(&all[7..]);
        parts.merge(&of(&all[..7]));
        assert_eq!(parts, whole);
        for (s, days) in whole.printed_by_site().iter().enumerate() {
            let cards = days.iter().flat_map(Histogram::iter);
            let cards: u64 = cards.map(|(n, times)| u64::from(n) * times).sum();
            let printed = all.iter().map(|(_, o)| u64::from(o.printed_by_site[s]));
            assert_eq!(cards, printed.sum::<u64>(), "site {s}");
        }
        for (day, all) in whole.daily(DailyItem::Waiting).enumerate() {
            let sum = |day: &Histogram| -> u64 {
                day.iter().map(|(n, times)| u64::from(n) * times).sum()
            };
            let of_kecamatan = whole.waiting_by_kecamatan().iter();
            let of_kecamatan: u64 = of_kecamatan.map(|days| sum(&days[day])).sum();
            assert_eq!(of_kecamatan, sum(&all), "day {day}");
        }
    }

    /// Printer-time beyond what 64 bits of microseconds hold, as an accepted plan and number of replications can have it.
    #[test]
    fn the_printers_of_many_replications_of_decades_add_up() {
        let always = "00:00-24:00".parse::<DayHours>().unwrap();
        let mut plan = bangli_exact();
        plan.days = OfficeDays::new([const { DayHours::closed() }; 7].map(|_| always.clone()));
        plan.horizon = jiff::civil::date(2047, 4, 1);
        plan.blanks.on_hand = 0;
        let printer = |n| crate::office::plan::Printer::new(format!("printer {n}"));
        plan.sites[0].printers = (1..=1000).map(printer).collect();
        let setup = Arc::new(Setup::new(plan).unwrap());
        let outcome = run(&setup, &Streams::new(1, 0)).unwrap();
        let mut totals = Totals::new(setup.plan().last_day() as usize + 1, 5);
        let replications = 1000;
        (0..replications).for_each(|_| totals.record(&outcome));
        let hours = f64::from(replications) * outcome.time().total().as_hours();
        assert!(hours * 3.6e9 > i64::MAX as f64);
        assert!((totals.time().total().as_hours() / hours - 1.0).abs() < 1e-12);
        let shares: f64 = PrinterState::ALL
            .map(|s| totals.time().share(s))
            .iter()
            .sum();
        assert!((shares - 1.0).abs() < 1e-12);
    }
}
