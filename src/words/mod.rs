//! What the program says, in English and Indonesian: messages, numbers, percentages and dates.
//!
//! The messages are [Fluent](https://projectfluent.org) files inside the binary, one pair per subject. Both languages have
//! the same keys with the same variables, and every key is used; tests check this. Without the feature `office` there are
//! only the messages of [`Error`](crate::Error), in English.

// | file, in reading order | what it holds |
// |---|---|
// | `message` | a message as data: a key, and the values of its variables |
// | `lang` | the two languages |
// | `fluent` | messages turned into text |
// | `plain` | the English of errors, for builds without Fluent |
// | `numbers` | numbers, percentages and dates of each language |
// | `digits` | digits in groups of three |
// | `written_date` | dates as people write them |

mod digits;
pub(crate) mod message;
#[cfg(any(test, not(feature = "office")))]
mod plain;

#[cfg(feature = "office")]
pub(crate) mod fluent;
#[cfg(feature = "office")]
mod lang;
#[cfg(feature = "office")]
mod numbers;
#[cfg(feature = "office")]
mod written_date;

pub(crate) use message::{Message, Variable};

#[cfg(feature = "office")]
pub(crate) use fluent::{Value, knows, say};
#[cfg(feature = "office")]
pub use lang::Lang;
#[cfg(feature = "office")]
pub use numbers::{date, decimal, number, percent};
#[cfg(feature = "office")]
pub(crate) use numbers::{months, shortest};
#[cfg(feature = "office")]
pub(crate) use written_date::{date_meant, day_in_table};
