//! Pieces on a shelf, counted and no more.

use serde::{Deserialize, Serialize};

/// A stock of blanks or ribbons. [`Stock`](crate::resource::Stock) also keeps the level over time, which costs a twelfth of a whole run
/// of the office, and which nobody asks for here: the days' ends are noted anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shelf {
    received: u64,
    taken: u64,
}

impl Shelf {
    /// A shelf with pieces on it.
    pub fn with(pieces: u32) -> Self {
        Self {
            received: pieces.into(),
            taken: 0,
        }
    }

    pub fn put(&mut self, pieces: u32) {
        self.received += u64::from(pieces);
    }

    /// Takes one piece.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn take(&mut self) {
        assert!(!self.is_empty(), "a piece is taken from an empty shelf");
        self.taken += 1;
    }

    /// Whether no more was taken than received.
    pub fn is_sound(&self) -> bool {
        self.taken <= self.received
    }

    pub fn is_empty(&self) -> bool {
        self.received == self.taken
    }

    pub fn on_hand(&self) -> u64 {
        self.received - self.taken
    }

    /// Pieces ever put on it, those at the start included.
    pub fn received(&self) -> u64 {
        self.received
    }
}
