//! The largest numbers of one replication: of residents, cards and printers looked at, so that they are the same on every machine.

/// The most residents, the backlog and those expected to be recorded.
pub(super) const MOST_RESIDENTS: u32 = 20_000_000;
/// The most cards, misprints included.
pub(super) const MOST_CARDS: f64 = 50e6;
/// The most printers looked at: at openings, outages and deliveries, for each the printers that it concerns.
pub(super) const MOST_LOOKS: f64 = 100e6;
/// The most residents of one kecamatan who are recorded on one day; a draw beyond it counts as this many.
pub(super) const MOST_RECORDED_A_DAY: u32 = 10_000_000;
/// The most pieces of blanks, or ribbons, on hand and delivered together.
pub(super) const MOST_PIECES: u64 = 1_000_000_000;
