//! The outcome of one replication of a nation.

use serde::{Deserialize, Serialize};

use super::plan::Nation;
use crate::office::{Day, NEARLY_ALL, Outcome};

/// What happened in one replication, office by office in the order of the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NationOutcome {
    /// The day on which 95 % of the backlog had a card; `None` if not within the horizon.
    pub nearly_all: Vec<Option<Day>>,
    /// The day of the last card of the backlog.
    pub cleared: Vec<Option<Day>>,
    /// Good cards.
    pub printed: Vec<u32>,
    /// Residents waiting at the end.
    pub waiting: Vec<u32>,
    /// Misprinted cards.
    pub spoiled: Vec<u32>,
    /// Suket that expired before their holder had a card.
    pub expired: Vec<u32>,
    /// Blanks received.
    pub received: Vec<u32>,
    /// Blanks on hand at the end.
    pub on_hand: Vec<u32>,
    /// Open days on which printing stood still for want of blanks.
    pub blankless_days: Vec<u32>,
    /// A hash of the sequence of events.
    pub fingerprint: Vec<u64>,
    /// People with a card in all offices at the end of each day, day 0 first, up to the horizon.
    pub served_by_day: Vec<u32>,
    /// And people who have come by then, with and without a card.
    pub came_by_day: Vec<u32>,
}

impl NationOutcome {
    /// Notes the outcome of the next office. `backlog` waited at the start, and `last` is the last simulated day.
    pub(super) fn push(&mut self, outcome: &Outcome, backlog: u32, last: Day) {
        self.nearly_all.push(outcome.served_on[NEARLY_ALL]);
        self.cleared.push(outcome.cleared);
        self.printed.push(outcome.printed());
        self.waiting.push(outcome.waiting_at_end());
        self.spoiled.push(outcome.spoiled);
        self.expired.push(outcome.expired_suket);
        self.received.push(outcome.blanks_received);
        self.on_hand.push(outcome.blanks_on_hand);
        self.blankless_days.push(outcome.blankless_days);
        self.fingerprint.push(outcome.fingerprint);
        let came = outcome
            .recorded_by_day
            .iter()
            .map(|recorded| backlog + recorded);
        let days = came.clone().zip(&outcome.waiting);
        let served = days.map(|(came, waiting)| came - waiting);
        // An office that has ended has served as many as on its last day.
        let (printed, waiting) = (outcome.printed(), outcome.waiting_at_end());
        for (by_day, of_office, at_end) in [
            (
                &mut self.served_by_day,
                served.collect::<Vec<u32>>(),
                printed,
            ),
            (&mut self.came_by_day, came.collect(), printed + waiting),
        ] {
            by_day.resize(last as usize + 1, 0);
            let all = of_office.into_iter().chain(std::iter::repeat(at_end));
            by_day.iter_mut().zip(all).for_each(|(sum, n)| *sum += n);
        }
    }

    /// Adds the offices that follow these in the table.
    pub(super) fn append(&mut self, mut other: Self) {
        self.nearly_all.append(&mut other.nearly_all);
        self.cleared.append(&mut other.cleared);
        self.printed.append(&mut other.printed);
        self.waiting.append(&mut other.waiting);
        self.spoiled.append(&mut other.spoiled);
        self.expired.append(&mut other.expired);
        self.received.append(&mut other.received);
        self.on_hand.append(&mut other.on_hand);
        self.blankless_days.append(&mut other.blankless_days);
        self.fingerprint.append(&mut other.fingerprint);
        for (sums, of_others) in [
            (&mut self.served_by_day, other.served_by_day),
            (&mut self.came_by_day, other.came_by_day),
        ] {
            sums.resize(of_others.len(), 0);
            sums.iter_mut()
                .zip(of_others)
                .for_each(|(sum, n)| *sum += n);
        }
    }

    /// Whether these can be the numbers of so many offices of the nation: a file may say anything.
    pub(super) fn fits(&self, nation: &Nation, offices: usize) -> bool {
        let last = nation.shared.last_day();
        let counts = [
            &self.printed,
            &self.waiting,
            &self.spoiled,
            &self.expired,
            &self.received,
            &self.on_hand,
            &self.blankless_days,
        ];
        let small = |counts: &Vec<u32>| {
            let sum: u64 = counts.iter().map(|count| u64::from(*count)).sum();
            counts.len() == offices && sum <= u64::from(u32::MAX / 4)
        };
        let days = [&self.nearly_all, &self.cleared];
        let in_time = |day: &Option<Day>| day.is_none_or(|day| day <= last);
        counts.into_iter().all(small)
            && days
                .into_iter()
                .all(|days| days.len() == offices && days.iter().all(in_time))
            && self.fingerprint.len() == offices
            && [&self.served_by_day, &self.came_by_day]
                .into_iter()
                .all(|by_day| by_day.len() == last as usize + 1)
            && std::iter::zip(&self.served_by_day, &self.came_by_day)
                .all(|(served, came)| served <= came && *came <= u32::MAX / 4)
    }

    /// The number of offices.
    pub(crate) fn offices(&self) -> usize {
        self.printed.len()
    }

    /// Whether an office is starved: somebody waits at the end, and it has no blank.
    pub(crate) fn is_starved(&self, office: usize) -> bool {
        self.waiting[office] > 0 && self.on_hand[office] == 0
    }

    /// The number of offices that are starved.
    pub(super) fn starved(&self) -> usize {
        (0..self.offices())
            .filter(|office| self.is_starved(*office))
            .count()
    }

    /// The people of an office who came, with and without a card.
    pub(super) fn people(&self, office: usize) -> u32 {
        self.printed[office] + self.waiting[office]
    }

    /// The share of them who have a card at the end; 1 if nobody came.
    pub(super) fn coverage(&self, office: usize) -> f64 {
        match self.people(office) {
            0 => 1.0,
            people => f64::from(self.printed[office]) / f64::from(people),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::nation::OfficeRow;
    use crate::office::days::{DayHours, OfficeDays};
    use crate::office::plan::Plan;

    #[test]
    fn what_no_replication_can_be_does_not_fit() {
        let closed = OfficeDays::new([(); 7].map(|()| DayHours::closed()));
        let plan = Plan::new("shared", date(2017, 4, 26), date(2017, 12, 29), closed);
        let last = plan.last_day();
        let nation = Nation::new(plan, vec![OfficeRow::new("A", 10), OfficeRow::new("B", 20)]);
        let of_all = || vec![0; last as usize + 1];
        let zeros = || vec![0; 2];
        let sound = NationOutcome {
            nearly_all: vec![None, Some(last)],
            cleared: vec![None, Some(last)],
            printed: vec![u32::MAX / 4, 0],
            waiting: zeros(),
            spoiled: zeros(),
            expired: zeros(),
            received: zeros(),
            on_hand: zeros(),
            blankless_days: zeros(),
            fingerprint: vec![1, 2],
            served_by_day: of_all(),
            came_by_day: of_all(),
        };
        assert!(sound.fits(&nation, 2));
        assert!(!sound.fits(&nation, 1) && !sound.fits(&nation, 3));
        let refused = |change: &dyn Fn(&mut NationOutcome)| {
            let mut changed = sound.clone();
            change(&mut changed);
            !changed.fits(&nation, 2)
        };
        assert!(refused(&|one| one.printed[1] = 1));
        assert!(refused(&|one| one.on_hand.push(0)));
        assert!(refused(&|one| one.nearly_all[1] = Some(last + 1)));
        assert!(refused(&|one| one.cleared.truncate(1)));
        assert!(refused(&|one| one.fingerprint.push(3)));
        assert!(refused(&|one| one.came_by_day.push(0)));
        assert!(refused(&|one| one.served_by_day[3] = 1));
        assert!(refused(&|one| one.came_by_day[3] = u32::MAX / 4 + 1));
    }

    #[test]
    fn an_office_is_starved_only_where_somebody_waits_and_there_is_no_blank() {
        let outcome = NationOutcome {
            printed: vec![0, 5, 5, 0],
            waiting: vec![1, 1, 0, 0],
            on_hand: vec![0, 1, 0, 1],
            ..NationOutcome::default()
        };
        assert_eq!(
            [0, 1, 2, 3].map(|office| outcome.is_starved(office)),
            [true, false, false, false]
        );
        assert_eq!(
            [0, 2, 3].map(|office| outcome.coverage(office)),
            [0.0, 1.0, 1.0]
        );
    }
}
