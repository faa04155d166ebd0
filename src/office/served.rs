//! How much of the initial backlog has a card, and on which days its milestones were passed.

use serde::{Deserialize, Serialize};

use super::Day;

/// The milestones, in percent of the initial backlog.
pub const MILESTONES: [u32; 6] = [50, 80, 90, 95, 99, 100];

/// The milestone by which nearly all are served, as an index into [`MILESTONES`]: 95 %. The date of the last resident may hang on a
/// single misprint.
pub const NEARLY_ALL: usize = 3;

/// The days on which the milestones were passed: the day of the card of rank ⌈share · N⌉, for each of [`MILESTONES`].
pub type MilestoneDays = [Option<Day>; MILESTONES.len()];

/// Counts the cards for a group of residents who waited at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Served {
    /// Cards until the next milestone is passed, and the residents without a card who are left then.
    until_next: u32,
    next: u32,
    days: MilestoneDays,
}

impl Served {
    /// A group of this size, of whom nobody has a card. If it is empty, all milestones are passed on day 0.
    pub fn none_of(total: u32) -> Self {
        let next = left_at(MILESTONES[0], total);
        Self {
            until_next: total - next,
            next,
            days: [(total == 0).then_some(0); MILESTONES.len()],
        }
    }

    /// Residents without a card.
    pub fn left(&self) -> u32 {
        self.next + self.until_next
    }

    /// The days on which the milestones were passed.
    pub fn days(&self) -> MilestoneDays {
        self.days
    }

    /// The day of the last card; `None` while somebody is without one.
    pub fn cleared(&self) -> Option<Day> {
        self.days[MILESTONES.len() - 1]
    }

    /// Whether a milestone, as an index into [`MILESTONES`], was passed.
    pub fn has_passed(&self, milestone: usize) -> bool {
        self.days[milestone].is_some()
    }

    /// One more resident of a group of `total` has a card, on this day; true if that passes a milestone.
    #[inline]
    pub fn count(&mut self, total: impl FnOnce() -> u32, day: Day) -> bool {
        self.until_next -= 1;
        let passed = self.until_next == 0;
        if passed {
            self.pass(total(), day);
        }
        passed
    }

    #[cold]
    fn pass(&mut self, total: u32, day: Day) {
        let left = self.next;
        for (share, passed) in MILESTONES.into_iter().zip(&mut self.days) {
            let at = left_at(share, total);
            if left <= at {
                passed.get_or_insert(day);
            } else {
                (self.until_next, self.next) = (left - at, at);
                break;
            }
        }
    }

    /// Whether this can be the count of a group of `total` by `today`.
    pub fn is_sound(&self, total: u32, today: Day) -> bool {
        let Some(left) = self.next.checked_add(self.until_next) else {
            return false;
        };
        let ahead = MILESTONES.map(|share| left_at(share, total));
        let next = ahead.into_iter().find(|at| *at < left);
        let passed = ahead.map(|at| left <= at);
        left <= total
            && self.next == next.unwrap_or(0)
            && std::iter::zip(passed, self.days).all(|(passed, day)| passed == day.is_some())
            && self.days.iter().flatten().all(|day| *day <= today)
    }
}

/// The number left once a share of a group, in percent, has a card.
fn left_at(percent: u32, total: u32) -> u32 {
    let rank = (u64::from(percent) * u64::from(total)).div_ceil(100);
    total - rank as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The milestones by their definition: the day of the card of rank ⌈share · N⌉.
    fn by_rank(days: &[Day]) -> MilestoneDays {
        MILESTONES.map(|percent| {
            let rank = (percent as usize * days.len()).div_ceil(100);
            Some(days[rank - 1])
        })
    }

    #[test]
    fn a_milestone_is_the_day_of_the_card_of_its_rank() {
        for total in 1..=230u32 {
            let days: Vec<Day> = (0..total).map(|card| card / 7).collect();
            let mut served = Served::none_of(total);
            assert!(served.is_sound(total, 0));
            for (printed, day) in (1..).zip(&days) {
                let before = served.days();
                let passed = served.count(|| total, *day);
                assert_eq!(passed, served.days() != before, "{printed} of {total}");
                assert_eq!(served.cleared().is_some(), printed == total);
                assert!(served.is_sound(total, *day));
            }
            assert_eq!(served.days(), by_rank(&days), "{total} residents");
            assert_eq!(served.left(), 0);
        }
    }

    #[test]
    fn a_group_of_nobody_is_served_at_the_start() {
        let served = Served::none_of(0);
        assert_eq!(served.days(), [Some(0); MILESTONES.len()]);
        assert!(served.is_sound(0, 0));
    }

    #[test]
    fn a_count_that_contradicts_itself_is_found() {
        let mut served = Served::none_of(100);
        (0..60).for_each(|_| {
            served.count(|| 100, 3);
        });
        assert!(served.is_sound(100, 3) && !served.is_sound(100, 2) && !served.is_sound(50, 3));
        for wrong in [
            Served {
                until_next: 41,
                ..served.clone()
            },
            Served {
                until_next: 21,
                next: 19,
                ..served.clone()
            },
            Served {
                days: [None; MILESTONES.len()],
                ..served.clone()
            },
            Served {
                until_next: 51,
                ..Served::none_of(100)
            },
        ] {
            assert!(!wrong.is_sound(100, 3), "{wrong:?}");
        }
    }
}
