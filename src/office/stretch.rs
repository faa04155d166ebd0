//! Cards one after another for as long as nothing else happens.
//!
//! Nearly all events of a run are cards. In a small office they are handled here, without the detour through the calendar and the
//! loop of the engine: they happen at the same times, in the same order, before the same observer, and by the same rules.

use super::event::Event;
use super::ids::PrinterId;
use super::model::Office;
use crate::engine::{Calendar, Lifted, Observer};

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
        if self.setup.stations.len() > Lifted::<PrinterId>::MOST || cal.is_stopping() {
            return;
        }
        cal.lift(cards, card);
        while let Some(printer) = cal.next_lifted(cards) {
            observer.before(cal.now(), &Event::CardDone { printer }, self);
            let mut goes_on = false;
            let more = self.rules().card_done(printer, cal, |cal, print_time| {
                cal.replace_lifted(cards, print_time, printer);
                goes_on = true;
            });
            observer.after(cal.now(), self);
            if more {
                if !goes_on {
                    cards.drop_current();
                }
                if cal.is_stopping() {
                    break;
                }
                cal.lift(cards, card);
            }
        }
        cal.put_back(cards, |printer| Event::CardDone { printer });
    }
}
