//! The office as a model for the engine.

use std::sync::Arc;

use super::Day;
use super::event::Event;
use super::ids::KecamatanId;
use super::index::Index;
use super::rules::Rules;
use super::setup::Setup;
use super::state::State;
use crate::engine::{Calendar, Model};
use crate::random::Streams;
use crate::resource::Stock;

/// The office of one plan in one replication.
#[derive(Clone, Debug)]
pub struct Office {
    pub(super) setup: Arc<Setup>,
    pub(super) state: State,
    pub(super) index: Index,
}

/// A resident, without a name: the model keeps nothing personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resident {
    /// Recording date, in days from the start; negative before the start.
    pub recorded: i32,
    /// The first day on which the suket is no longer valid, in days from the start; `None` without a suket.
    pub suket_expires: Option<i32>,
    /// Where the resident lives.
    pub kecamatan: KecamatanId,
}

/// The card that was finished last, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LastCard {
    /// The number of the resident, counted from 0; the backlog comes first.
    pub number: u32,
    /// The resident.
    pub resident: Resident,
    /// Whether the card was spoiled.
    pub spoiled: bool,
    /// Whether the printer broke with this card.
    pub broke: bool,
}

impl Office {
    /// The office of a setup, with the random streams of one replication.
    pub fn new(setup: Arc<Setup>, streams: &Streams) -> Self {
        let state = State::new(&setup, streams);
        Self::in_state(setup, state)
    }

    /// The office in a given state.
    pub(super) fn in_state(setup: Arc<Setup>, state: State) -> Self {
        let index = Index::of(&setup, &state);
        Self {
            setup,
            state,
            index,
        }
    }

    /// The setup of the office.
    pub fn setup(&self) -> &Arc<Setup> {
        &self.setup
    }

    /// Residents without a card at present.
    pub fn waiting(&self) -> u32 {
        self.state.issued.waiting
    }

    /// Blanks on hand at present, in all stocks.
    pub fn blanks_on_hand(&self) -> u32 {
        self.state.blanks_on_hand
    }

    /// Blanks received so far, without those on hand at the start.
    pub(crate) fn blanks_received(&self) -> u64 {
        self.state.blanks.iter().map(Stock::received).sum()
    }

    /// Residents who wait in a queue on a day and whose suket has expired.
    pub(crate) fn expired_waiting(&self, day: Day) -> usize {
        let first_valid = self.setup.expiry.first_valid(day);
        let waiting = self.state.queues.places(&self.setup.backlog);
        waiting.filter(|place| *place < first_valid).count()
    }

    /// The earliest recording day of those who wait in a queue; `None` if nobody does.
    pub(crate) fn earliest_waiting(&self) -> Option<i32> {
        let waiting = self.state.queues.places(&self.setup.backlog);
        waiting.map(|place| place.recorded()).min()
    }

    /// Good cards printed so far.
    pub fn printed(&self) -> u32 {
        self.state.residents(&self.setup) - self.state.issued.waiting
    }

    /// Good cards printed so far for residents of one kecamatan.
    pub fn printed_of(&self, kecamatan: KecamatanId) -> u32 {
        self.state.issued.of[kecamatan].printed
    }

    /// Residents of one kecamatan who wait in its queue at present.
    pub fn waiting_of(&self, kecamatan: KecamatanId) -> u32 {
        self.state.queues.len(kecamatan) as u32
    }

    /// The card that was finished last, and what became of it.
    pub fn last_card(&self) -> Option<LastCard> {
        let finished = self.state.last_card?;
        let kecamatan = finished.kecamatan;
        Some(LastCard {
            number: finished.place.id(),
            resident: self.setup.expiry.resident(kecamatan, finished.place),
            spoiled: finished.spoiled,
            broke: finished.broke,
        })
    }

    #[inline]
    pub(super) fn rules(&mut self) -> Rules<'_> {
        Rules {
            setup: &self.setup,
            state: &mut self.state,
            index: &mut self.index,
        }
    }
}

impl Model for Office {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        super::start::schedule_known(&mut self.rules(), cal);
    }

    #[inline(always)]
    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        self.rules().handle(event, cal);
    }
}
