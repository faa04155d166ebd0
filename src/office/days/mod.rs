//! The civil dates and the times of day at which the office is open.
//!
//! What decides about a date, strongest first:
//!
//! 1. an extra open day has its own hours, whatever else falls on it;
//! 2. a whole closure (a holiday of the sets given, an own closed date, a Balinese holy day under the whole-day rule)
//!    closes the office;
//! 3. a half closure (an own half day, a Balinese holy day under the half-day rule) leaves the hours before noon;
//! 4. the hours of the week.
//!
//! Time zones, daylight saving time (Indonesia has none) and staff numbers play no part.

// | file, in reading order | what it holds |
// |---|---|
// | `hours` | the opening hours of one day |
// | `holidays` | national holidays and joint leave, year by year |
// | `pawukon` | the Balinese holy days of the 210-day cycle |
// | `office_days` | puts them together: whether, and when, the office is open on a date |

mod holidays;
mod hours;
mod office_days;
mod pawukon;

pub use holidays::{Basis, Holiday, HolidayKind, HolidaySet};
pub use hours::DayHours;
pub use office_days::{Closure, Extent, OfficeDays, Reason};
pub use pawukon::{HolyDay, PAWUKON_DAYS, pawukon_day};
