//! Cards one after another for as long as nothing else happens.
//!
//! Nearly all events of a run are cards. They are handled here, without the detour through the calendar and the loop of the engine: they
//! happen at the same times, in the same order, before the same observer, and by the same rules.

use super::event::Event;
use super::ids::PrinterId;
use super::model::Office;
use crate::engine::{Calendar, Lifted, Observer};

/// What a calendar needs to know of a card that is lifted.
fn number(event: &Event) -> Option<u32> {
    match event {
        Event::CardDone { printer } => Some(printer.index() as u32),
        _ => None,
    }
}

fn card(number: u32) -> Event {
    let printer = PrinterId::new(number as usize);
    Event::CardDone { printer }
}

impl Office {
    /// Handles the cards that come before any other event.
    #[inline]
    pub(super) fn print_on<O: Observer<Self>, const GROUPS: usize>(
        &mut self,
        cal: &mut Calendar<Event>,
        cards: &mut Lifted<GROUPS>,
        observer: &mut O,
    ) {
        if cal.is_stopping() {
            return;
        }
        cal.lift(cards, number, card);
        while let Some(printer) = cal.next_lifted(cards) {
            let event = card(printer);
            let printer = PrinterId::new(printer as usize);
            observer.before(cal.now(), &event, self);
            let mut more = false;
            more |= self.rules().card_done(printer, cal, |cal, print_time| {
                if !cal.repeat_lifted(cards, print_time) {
                    cal.schedule(print_time, event);
                    more = true;
                }
            });
            observer.after(cal.now(), self);
            if more {
                if cal.is_stopping() {
                    break;
                }
                if cal.has_more_than(cards) {
                    cal.lift(cards, number, card);
                }
            }
        }
        cal.put_back(cards, card);
    }
}
