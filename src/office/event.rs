//! The events of the office.

use serde::{Deserialize, Serialize};

use super::ids::{PrinterId, SiteId};
use crate::engine::Priority;

/// Something that happens in the office. Windows and outages are given by their numbers, counted from 0.
//
// The kind has a byte of its own, so that it need not be derived from the `Option` inside a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
#[repr(u8)]
pub enum Event {
    /// The office opens: the start of opening window number `window`.
    Opens {
        /// Counted from 0 over the whole run.
        window: u32,
    },
    /// The office closes.
    Closes {
        /// Counted from 0 over the whole run.
        window: u32,
    },
    /// A printer finishes a card, good or spoiled.
    CardDone {
        /// The printer.
        printer: PrinterId,
    },
    /// A broken printer is repaired.
    Repaired {
        /// The printer.
        printer: PrinterId,
    },
    /// A printer that was bought or borrowed arrives.
    PrinterArrives {
        /// The printer.
        printer: PrinterId,
    },
    /// A printer is taken away for a while.
    PrinterLeaves {
        /// The printer.
        printer: PrinterId,
    },
    /// A printer that was away is back.
    PrinterReturns {
        /// The printer.
        printer: PrinterId,
    },
    /// A site moves to SIAK 5.
    UpgradeDone {
        /// The site.
        site: SiteId,
    },
    /// An outage begins.
    OutageBegins {
        /// The outage.
        outage: u32,
    },
    /// An outage is over.
    OutageEnds {
        /// The outage.
        outage: u32,
    },
    /// Blanks are delivered.
    BlanksArrive {
        /// Number of pieces.
        pieces: u32,
        /// The site that gets all of them; `None`: pooled, or split by the allotment.
        site: Option<SiteId>,
    },
    /// Ribbons are delivered.
    RibbonsArrive {
        /// Number of pieces.
        pieces: u32,
    },
    /// The horizon is reached: cards under way are finished, and the run ends.
    Horizon,
}

impl Event {
    /// The order of events at one instant: the closing, which may end the run together with the day; changes to the office; finished
    /// cards, so that a card finished at midnight belongs to the day that ends; the opening; the end of the run.
    pub fn priority(&self) -> Priority {
        Priority(match self {
            Event::Closes { .. } => 2,
            Event::CardDone { .. } => 0,
            Event::Opens { .. } => -1,
            Event::Horizon => -2,
            _ => 1,
        })
    }
}
