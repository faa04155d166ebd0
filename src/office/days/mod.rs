//! The civil dates and the times of day at which the office is open.
//!
//! What decides about a date, strongest first:
//!
//! 1. an extra open day has its own hours, whatever else falls on it;
//! 2. a whole closure (a holiday of the sets given, an own closed date, a Balinese holy day under the whole-day practice or under the
//!    governor's letter) closes the office;
//! 3. a half closure (an own half day, a Balinese holy day under the half-day practice) leaves the hours before noon;
//! 4. the hours of the week.
//!
//! Time zones, daylight saving time (Indonesia has none) and staff numbers play no part.

// | file, in reading order | what it holds |
// |---|---|
// | `hours` | the opening hours of one day |
// | `holidays` | national holidays and joint leave, year by year |
// | `holy_days` | the Balinese holy days, and how an office observes them |
// | `pawukon` | those of the 210-day cycle |
// | `letters` | those of the governor's yearly letters, as far as they are on record |
// | `office_days` | puts them together: whether, and when, the office is open on a date |

mod holidays;
mod holy_days;
mod hours;
mod letters;
mod office_days;
mod pawukon;

pub use holidays::{Basis, Holiday, HolidayKind, HolidaySet};
pub use holy_days::{HolyDay, Practice};
pub use hours::DayHours;
pub use letters::LetterKnown;
pub use office_days::{Closure, ClosureReason, Extent, OfficeDays};
pub use pawukon::{PAWUKON_DAYS, pawukon_day};
