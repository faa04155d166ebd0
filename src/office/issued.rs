//! Who has a card: how many residents, of which kecamatan, and after how long.

use serde::{Deserialize, Serialize};

use super::backlog::Backlog;
use super::ids::PerKecamatan;
use super::machine::Card;
use super::place::Place;
use super::served::Served;

/// The residents with and without a card. Everything that is counted for each good card is here, except where it was printed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Issued {
    /// Residents without a card, in a queue or in a printer.
    pub waiting: u32,
    /// The sum of the numbers of the residents who have a card. With those who wait it must come to that of all residents, so nobody
    /// can have two cards and somebody none.
    pub numbers: u64,
    /// The residents who waited at the start.
    pub backlog: Served,
    pub of: PerKecamatan<OfKecamatan>,
    pub expired_suket: u32,
    /// Residents by days from recording to card: those of the backlog, and those recorded during the run.
    pub waits: Vec<u32>,
    pub new_waits: Vec<u32>,
}

/// The residents of one kecamatan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct OfKecamatan {
    /// Those who waited at the start.
    pub backlog: Served,
    /// Good cards.
    pub printed: u32,
}

impl Issued {
    /// Nobody has a card.
    pub fn to_none_of(backlog: &Backlog) -> Self {
        let of = |size| OfKecamatan {
            backlog: Served::none_of(size),
            printed: 0,
        };
        Self {
            waiting: backlog.len(),
            numbers: 0,
            backlog: Served::none_of(backlog.len()),
            of: backlog.kecamatan().map(|k| of(backlog.size(k))).collect(),
            expired_suket: 0,
            waits: Vec::new(),
            new_waits: Vec::new(),
        }
    }

    /// Counts a good card. The suket of residents before `first_valid` have expired. Returns whether that passes a milestone of the
    /// backlog.
    #[inline(always)]
    pub fn count(&mut self, card: Card, first_valid: Place, backlog: &Backlog) -> bool {
        let Card {
            place,
            kecamatan,
            day,
            ..
        } = card;
        let id = place.id();
        self.waiting -= 1;
        self.numbers += u64::from(id);
        self.expired_suket += u32::from(place < first_valid);
        let of_kecamatan = &mut self.of[kecamatan];
        of_kecamatan.printed += 1;
        let wait = (day as i32).wrapping_sub(place.recorded());
        if id >= backlog.len() {
            count_wait(&mut self.new_waits, wait);
            return false;
        }
        count_wait(&mut self.waits, wait);
        of_kecamatan
            .backlog
            .count(move || backlog.size(kecamatan), day);
        self.backlog.count(|| backlog.len(), day)
    }
}

/// Counts a resident who waited this many days.
#[inline(always)]
fn count_wait(waits: &mut Vec<u32>, days: i32) {
    match waits.get_mut(days as u32 as usize) {
        Some(waited) => *waited += 1,
        None => first_to_wait(waits, days),
    }
}

/// Counts a resident who waited longer than any before, or whose card was there on the day of recording or before it.
#[cold]
#[inline(never)]
fn first_to_wait(waits: &mut Vec<u32>, days: i32) {
    let days = days.max(0) as usize;
    if waits.len() <= days {
        waits.resize(days + 1, 0);
    }
    waits[days] += 1;
}
