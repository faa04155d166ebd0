//! The office as a model for the engine.

use std::sync::Arc;

use super::desk::Desk;
use super::event::Event;
use super::layout::Layout;
use super::residents::Resident;
use super::state::{LastCard, State};
use crate::engine::{Calendar, Model};
use crate::random::Streams;

/// The office of one plan in one replication.
#[derive(Clone, Debug)]
pub struct Office {
    pub(super) layout: Arc<Layout>,
    pub(super) state: State,
}

impl Office {
    /// The office of a layout with the random streams of one replication.
    pub fn new(layout: Arc<Layout>, streams: &Streams) -> Self {
        let state = State::new(&layout, streams);
        Self { layout, state }
    }

    /// What the office runs on.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// Residents without a card at present.
    pub fn waiting(&self) -> u32 {
        self.state.waiting
    }

    /// Blanks on hand at present, in all stocks.
    pub fn blanks_on_hand(&self) -> u32 {
        self.state.blanks_on_hand
    }

    /// Good cards printed so far.
    pub fn printed(&self) -> u32 {
        self.state.counts.printed_by_site.iter().sum()
    }

    /// Good cards printed so far for residents of one kecamatan.
    pub fn printed_of(&self, kecamatan: usize) -> u32 {
        self.state.counts.printed_by_kecamatan[kecamatan]
    }

    /// Residents of one kecamatan who wait in the queue at present.
    pub fn waiting_of(&self, kecamatan: usize) -> u32 {
        self.state.queues.len(kecamatan) as u32
    }

    /// What became of the card that was finished last.
    pub fn last_card(&self) -> Option<LastCard> {
        self.state.last_card
    }

    /// A resident by number: the backlog first, then those recorded during the run.
    ///
    /// # Panics
    ///
    /// If there is no such resident.
    pub fn resident(&self, id: u32) -> &Resident {
        self.state.resident(&self.layout, id)
    }

    pub(super) fn desk(&mut self) -> Desk<'_> {
        Desk {
            layout: &self.layout,
            state: &mut self.state,
        }
    }
}

impl Model for Office {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        super::start::schedule_known(&mut self.desk(), cal);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        self.desk().handle(event, cal);
    }
}
