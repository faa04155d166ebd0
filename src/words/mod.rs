//! What the program says, in English and Indonesian: the messages, numbers, percentages and dates.
//!
//! The messages are [Fluent](https://projectfluent.org) files inside the binary, one pair a subject; both languages have the same
//! keys with the same variables, and each is used, which tests check. Without the feature `office` there are only those of
//! [`Error`](crate::Error), in English.

// | file, in reading order | what it holds |
// |---|---|
// | `message` | a message as data: a key, and what stands in its places |
// | `lang` | the two languages |
// | `fluent` | messages put into words |
// | `plain` | the English of errors where Fluent is not compiled |
// | `numbers` | numbers, percentages and dates of each language |
// | `digits` | digits in groups of three |

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

pub(crate) use message::{Message, Variable};

#[cfg(feature = "office")]
pub(crate) use fluent::{Value, say};
#[cfg(feature = "office")]
pub use lang::Lang;
#[cfg(feature = "office")]
pub use numbers::{date, decimal, number, percent};
