//! When to order more of what is in stock, and how much.

use serde::{Deserialize, Serialize};

/// An ordering policy. It looks at the *position*: pieces in stock, plus pieces on order, minus pieces owed.
///
/// Both kinds order when the position is *at or below* their point; see Zipkin (2000), Foundations of Inventory Management,
/// chapter 3. A policy checked after every demand is a continuous review, one checked once a week is a periodic review.
///
/// # Examples
///
/// ```
/// use cetak::resource::Reorder;
///
/// let up_to = Reorder::UpTo { point: 20, level: 100 };
/// assert_eq!(up_to.order(21), 0);
/// assert_eq!(up_to.order(20), 80);
/// assert_eq!(up_to.order(-5), 105); // five are owed
///
/// let boxes = Reorder::Lots { point: 20, lot: 50 };
/// assert_eq!(boxes.order(20), 50);
/// assert_eq!(boxes.order(-40), 100); // one box would leave it at 10
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reorder {
    /// (s, S): from `point` s or below, order up to `level` S.
    UpTo {
        /// The position at which it orders.
        point: i64,
        /// The position up to which it orders.
        level: i64,
    },
    /// (Q, r): from `point` r or below, order the fewest lots of Q that bring the position above r.
    Lots {
        /// The position at which it orders.
        point: i64,
        /// The number of pieces per lot.
        lot: u64,
    },
}

impl Reorder {
    /// How many pieces to order at this position; 0 means no order.
    ///
    /// # Panics
    ///
    /// If the order would not lift the position above `point`: with `level <= point`, or a `lot` of 0. If it would order 2⁶⁴
    /// pieces or more.
    #[must_use]
    pub fn order(&self, position: i64) -> u64 {
        match *self {
            Self::UpTo { point, level } => {
                assert!(point < level, "from {point} up to {level} is no order");
                match position <= point {
                    true => level.abs_diff(position),
                    false => 0,
                }
            }
            Self::Lots { point, lot } => {
                assert!(lot > 0, "a lot of nothing is no order");
                match position <= point {
                    true => (point.abs_diff(position) / lot)
                        .checked_add(1)
                        .and_then(|lots| lots.checked_mul(lot))
                        .unwrap_or_else(|| {
                            panic!("from {position} to above {point} in lots of {lot} are more pieces than can be counted")
                        }),
                    false => 0,
                }
            }
        }
    }
}

/// Which way a level went past a [`Threshold`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Crossing {
    /// It was above, and is at the threshold or below.
    Fell,
    /// It was at the threshold or below, and is above.
    Rose,
}

/// Wakes the model each time a level passes it, but not while the level stays on one side.
///
/// # Examples
///
/// ```
/// use cetak::resource::{Crossing, Stock, Threshold};
/// use cetak::time::Time;
///
/// let mut blanks = Stock::new("blanks", 100);
/// let mut low = Threshold::new(20, blanks.level());
/// for (taken, wakes) in [(70, None), (10, Some(Crossing::Fell)), (5, None)] {
///     assert!(blanks.take(Time::ZERO, taken));
///     assert_eq!(low.check(blanks.level()), wakes);
/// }
/// blanks.put(Time::ZERO, 85);
/// assert_eq!(low.check(blanks.level()), Some(Crossing::Rose));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    at: u64,
    above: bool,
}

impl Threshold {
    /// Makes a threshold at the level `at`, for a stock that holds `level` now.
    #[must_use]
    pub const fn new(at: u64, level: u64) -> Self {
        Self {
            at,
            above: level > at,
        }
    }

    /// Compares `level` with that of the last check. Says whether, and which way, it has passed the threshold since.
    pub fn check(&mut self, level: u64) -> Option<Crossing> {
        let was_above = std::mem::replace(&mut self.above, level > self.at);
        match (was_above, self.above) {
            (true, false) => Some(Crossing::Fell),
            (false, true) => Some(Crossing::Rose),
            _ => None,
        }
    }
}
