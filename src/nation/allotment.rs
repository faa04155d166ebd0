//! The rules by which the ministry allots blanks.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::error::{Error, ErrorKind, Result};
use crate::words::Message;

/// A rule by which the ministry allots each lot that it receives.
///
/// The first three are *static*: they know the table of offices only, so all lots are known before the start. The others work *by rounds*:
/// whenever blanks arrive at the ministry they look at the state of all offices, and fill the need of one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
#[non_exhaustive]
pub enum Allotment {
    /// In proportion to those who wait at the start and will be recorded until the horizon.
    Need,
    /// In proportion to the cards that the printers may print a day.
    Capacity,
    /// The same for every office.
    EqualLots,
    /// By rounds: first the office in which the smallest share of all who came has a card.
    LowestCoverage,
    /// By rounds: first the office in which the most wait whose suket has expired.
    LargestExpiry,
    /// By rounds: first the office in which somebody waits who was recorded earliest.
    LongestWait,
}

impl Allotment {
    /// Every rule.
    pub const ALL: [Allotment; 6] = [
        Allotment::Need,
        Allotment::Capacity,
        Allotment::EqualLots,
        Allotment::LowestCoverage,
        Allotment::LargestExpiry,
        Allotment::LongestWait,
    ];

    /// Its word in scenario files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Allotment::Need => "need",
            Allotment::Capacity => "capacity",
            Allotment::EqualLots => "equal-lots",
            Allotment::LowestCoverage => "lowest-coverage",
            Allotment::LargestExpiry => "largest-expiry",
            Allotment::LongestWait => "longest-wait",
        }
    }

    /// Whether all lots are known before the start.
    #[must_use]
    pub const fn is_static(self) -> bool {
        matches!(
            self,
            Allotment::Need | Allotment::Capacity | Allotment::EqualLots
        )
    }
}

impl fmt::Display for Allotment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

impl From<Allotment> for String {
    fn from(rule: Allotment) -> Self {
        rule.key().to_owned()
    }
}

impl FromStr for Allotment {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] for anything but the word of a rule.
    fn from_str(text: &str) -> Result<Self> {
        let found = Allotment::ALL.into_iter().find(|rule| rule.key() == text);
        found.ok_or_else(|| {
            let message = Message::new("allotment-unknown")
                .with("found", text)
                .with("known", Allotment::ALL.map(Allotment::key).join(", "));
            Error::of(ErrorKind::Value, message)
        })
    }
}
