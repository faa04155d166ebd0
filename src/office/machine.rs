//! One printer at run time.

use serde::{Deserialize, Serialize};

use super::ids::KecamatanId;
use super::place::Place;
use super::plan::Printer;
use super::setup::Station;
use super::{Day, PrinterState};
use crate::random::{Distribution, Stream};
use crate::resource::Stock;
use crate::time::{Span, Time};

/// The card a printer is working on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Card {
    pub place: Place,
    pub kecamatan: KecamatanId,
    /// The day on which the card was started. Daily limits and "the day of the last card" go by this day.
    pub day: Day,
    pub beyond_limit: bool,
}

/// A printer at run time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Machine {
    pub card: Option<Card>,
    /// Cards started today, misprints included, and the most it may start today
    /// ([`State::most_today`](super::state::State::most_today)).
    pub today: u32,
    pub most_today: u32,
    /// Good cards so far.
    pub good: u32,
    pub broken: bool,
    /// Number of absences at present.
    pub away: u32,
    /// Whether it is usable today at all.
    pub available: bool,
    /// Wear since the last repair, in cards, and the wear at which it fails.
    pub wear: f64,
    pub life: Option<f64>,
    /// Cards left on its ribbon.
    pub ribbon: u32,
    /// What it does, and since when on the clock that runs only in opening hours. `None`: it has not arrived.
    pub state: Option<PrinterState>,
    pub since: Span,
    print_time: Stream,
    spoilage: Stream,
    failure: Stream,
    repair: Stream,
    ribbons: Stream,
}

impl Machine {
    /// A printer when the first day begins; `stream` has the streams of what it does.
    pub fn new(printer: &Printer, stream: impl Fn(&str) -> Stream) -> Self {
        let mut machine = Self {
            card: None,
            today: 0,
            most_today: 0,
            good: 0,
            broken: false,
            away: 0,
            available: true,
            wear: 0.0,
            life: None,
            ribbon: 0,
            state: match printer.arrives {
                None => Some(PrinterState::NoResident),
                Some(_) => None,
            },
            since: Span::ZERO,
            print_time: stream("print time"),
            spoilage: stream("spoilage"),
            failure: stream("failure"),
            repair: stream("repair"),
            ribbons: stream("ribbon"),
        };
        machine.draw_life(printer);
        machine
    }

    /// Whether it could print if its site could.
    #[inline]
    pub fn is_up(&self) -> bool {
        self.state.is_some() && !self.broken && self.away == 0 && self.available
    }

    /// Checks that this printer can have this wear, life and ribbon.
    ///
    /// # Errors
    ///
    /// A text that names the contradiction.
    pub fn check(&self, printer: &Printer, ribbons_run_out: bool) -> Result<(), &'static str> {
        if self.life.is_some() != printer.life.is_some() {
            return Err("it has a life, or none, against the plan");
        }
        if self.wear < 0.0 {
            return Err("its wear is negative");
        }
        let worn_out = self.life.is_some_and(|life| self.wear >= life);
        // A new or repaired printer works, whatever life was drawn.
        if self.broken != worn_out && (self.broken || self.wear > 0.0) {
            return Err("it is broken, or is not, against its wear");
        }
        if self.ribbon > 0 && !ribbons_run_out {
            return Err("it has a ribbon that is counted, against the plan");
        }
        Ok(())
    }

    #[inline(always)]
    pub fn draw_print_time(&mut self, printer: &Printer) -> Span {
        printer
            .print_time
            .draw_mostly_triangular(&mut self.print_time)
    }

    /// Draws whether the card just printed is a misprint.
    #[inline]
    pub fn draw_spoiled(&mut self, station: &Station, beyond_limit: bool) -> bool {
        let spoilage = match beyond_limit {
            true => station.overload_spoilage,
            false => station.spoilage,
        };
        spoilage.is_any() && self.spoilage.happens(spoilage)
    }

    /// Adds the wear of one card; true if that breaks the printer.
    #[inline]
    pub fn wears_out(&mut self, printer: &Printer, beyond_limit: bool) -> bool {
        self.wear += match beyond_limit {
            true => printer.overload_wear,
            false => 1.0,
        };
        self.life.is_some_and(|life| self.wear >= life)
    }

    pub fn draw_repair(&mut self, printer: &Printer) -> Span {
        printer.repair.draw(&mut self.repair)
    }

    /// Makes the printer as good as new.
    pub fn repaired(&mut self, printer: &Printer) {
        self.broken = false;
        self.wear = 0.0;
        self.draw_life(printer);
    }

    /// Uses ribbon for one card, and takes a new ribbon from the stock when the old one is used up; false if the stock is empty.
    pub fn use_ribbon(
        &mut self,
        now: Time,
        cards_each: &Distribution<f64>,
        stock: &mut Stock<()>,
    ) -> bool {
        if self.ribbon == 0 {
            if !stock.take(now, 1) {
                return false;
            }
            let cards = cards_each.draw(&mut self.ribbons).round();
            self.ribbon = cards.clamp(1.0, f64::from(u32::MAX)) as u32;
        }
        self.ribbon -= 1;
        true
    }

    fn draw_life(&mut self, printer: &Printer) {
        self.life = printer
            .life
            .as_ref()
            .map(|life| life.draw(&mut self.failure));
    }
}
