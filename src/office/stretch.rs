//! Cards one after another for as long as nothing else happens.
//!
//! Nearly all events of a run are cards. In a small office they are handled here, without the detour through the calendar and the
//! loop of the engine: they happen at the same times, in the same order, before the same observer, and by the same rules.

use super::event::Event;
use super::ids::PrinterId;
use super::model::Office;
use crate::engine::{Calendar, Lifted, Observer};

/// Above this many printers, the calendar finds the place of a card faster.
const MOST_PRINTERS: usize = 16;

fn card(event: &Event) -> Option<PrinterId> {
    match event {
        Event::CardDone { printer } => Some(*printer),
        _ => None,
    }
}

impl Office {
    /// Handles the cards that come before any other event.
    #[inline]
    pub(super) fn print_on<O: Observer<Self>>(
        &mut self,
        cal: &mut Calendar<Event>,
        cards: &mut Lifted<PrinterId>,
        observer: &mut O,
    ) {
        if self.setup.stations.len() > MOST_PRINTERS || cal.is_stopping() {
            return;
        }
        cal.lift(cards, card);
        while let Some(printer) = cal.pop_lifted(cards) {
            observer.before(cal.now(), &Event::CardDone { printer }, self);
            let more = self.rules().card_done(printer, cal, |cal, print_time| {
                cal.schedule_lifted(cards, print_time, printer);
            });
            observer.after(cal.now(), self);
            if more {
                if cal.is_stopping() {
                    break;
                }
                cal.lift(cards, card);
            }
        }
        cal.put_back(cards, |printer| Event::CardDone { printer });
    }
}
