//! The place of a resident in a queue.

use serde::{Deserialize, Serialize};

/// The place of a resident as one number: suket holders first, then by recording date, then in the order they joined.
/// It holds everything that the rules need of a resident except the kecamatan, which the queue gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Place(u64);

const NO_SUKET: u64 = 1 << 63;
/// Makes recording days, which may lie before the start, sort as unsigned numbers.
const DAY_OFFSET: i64 = 1 << 30;

impl Place {
    /// A place behind everybody.
    pub const NOBODY: Place = Place(u64::MAX);
    /// A place in front of everybody.
    pub const FRONT: Place = Place(0);

    pub fn new(id: u32, recorded: i32, holds_suket: bool) -> Self {
        let class = if holds_suket { 0 } else { NO_SUKET };
        let day = (i64::from(recorded) + DAY_OFFSET) as u64;
        Place(class | day << 32 | u64::from(id))
    }

    /// This place if the other is [`FRONT`](Self::FRONT), and [`NOBODY`](Self::NOBODY) if the other is that.
    #[inline]
    pub fn or_last(self, other: Place) -> Place {
        Place(self.0 | other.0)
    }

    /// The resident's number: first come those of the backlog, then those recorded during the run.
    #[inline]
    pub fn id(self) -> u32 {
        self.0 as u32
    }

    /// The recording date, in days from the start.
    #[inline]
    pub fn recorded(self) -> i32 {
        (((self.0 & !NO_SUKET) >> 32) as i64 - DAY_OFFSET) as i32
    }

    #[inline]
    pub fn holds_suket(self) -> bool {
        self.0 & NO_SUKET == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_gives_back_what_it_was_made_of() {
        for recorded in [-700_000, -1, 0, 1, 10_957] {
            for suket in [true, false] {
                let place = Place::new(u32::MAX - 1, recorded, suket);
                assert_eq!(
                    (place.id(), place.recorded(), place.holds_suket()),
                    (u32::MAX - 1, recorded, suket)
                );
                assert!(place < Place::NOBODY);
            }
        }
        assert!(Place::new(9, 5, true) < Place::new(0, -5, false));
        assert!(Place::new(9, -5, true) < Place::new(0, 5, true));
        assert!(Place::new(8, 5, true) < Place::new(9, 5, true));
    }
}
