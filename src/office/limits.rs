//! The limits of one replication. They count residents, cards and printers looked at, so they are the same on every machine.

/// Maximum number of residents: the backlog and the recordings, with a margin for chance ([`Size::most_residents`](super::size::Size)).
pub(super) const MOST_RESIDENTS: u32 = 20_000_000;
/// Maximum number of cards, misprints included.
pub(super) const MOST_CARDS: f64 = 50e6;
/// Maximum number of looks at printers: each opening, outage and delivery looks at the printers that it concerns.
pub(super) const MOST_LOOKS: f64 = 100e6;
/// Maximum number of residents recorded per day in one kecamatan; a larger draw counts as this many.
pub(super) const MOST_RECORDED_A_DAY: u32 = 10_000_000;
/// Maximum number of blanks, or of ribbons, on hand and delivered together.
pub(super) const MOST_PIECES: u64 = 1_000_000_000;
