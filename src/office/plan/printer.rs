//! A card printer: its fields, its defaults, and their check.

use jiff::civil::Date;
use serde::Serialize;

use crate::error::{Error, ErrorKind, Result};
use crate::random::Distribution;
use crate::time::{Span, days, minutes};
use crate::words::Message;

/// A card printer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Printer {
    /// Its name, unique within its site: "printer 1".
    pub name: String,
    /// Time to print one card, misprints included.
    pub print_time: Distribution<Span>,
    /// Cards per day before the printer is forced: the declared daily limit. The count restarts at the first opening of each day.
    pub daily_limit: u32,
    /// Cards per day that operators print beyond the limit; 0 if they keep the limit.
    pub overload: u32,
    /// Probability that a card within the limit is misprinted.
    pub spoilage: f64,
    /// Probability that a card beyond the limit is misprinted.
    pub overload_spoilage: f64,
    /// Wear of one card beyond the limit; a card within the limit wears 1.
    pub overload_wear: f64,
    /// Wear, in cards, at which the printer fails; `None` means never. Drawn again after each repair.
    pub life: Option<Distribution<f64>>,
    /// Time from a failure until the printer is back, in calendar time.
    pub repair: Distribution<Span>,
    /// Probability that the printer is usable on a day, drawn independently for each day.
    pub daily_availability: f64,
    /// Maximum number of cards on the site's first, second, … working day of printing; empty for no start-up ramp.
    pub ramp: Vec<u32>,
    /// The day on which the printer arrives; `None` if it is there from the start.
    pub arrives: Option<Date>,
    /// Absences; the first and the last day are both included.
    pub away: Vec<(Date, Date)>,
}

impl Printer {
    /// A printer with the defaults: 3 minutes per card, 50 cards per day and none beyond, no misprints, no failures, 7 days for a
    /// repair, there from the start and always usable.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        let always = |span| Distribution::constant(span).expect("a constant is a distribution");
        Self {
            name: name.into(),
            print_time: always(minutes(3.0)),
            daily_limit: 50,
            overload: 0,
            spoilage: 0.0,
            overload_spoilage: 0.0,
            overload_wear: 1.0,
            life: None,
            repair: always(days(7.0)),
            daily_availability: 1.0,
            ramp: Vec::new(),
            arrives: None,
            away: Vec::new(),
        }
    }

    /// Cards per day that operators let it print: the limit and those beyond it.
    pub(in crate::office) fn most_a_day(&self) -> u32 {
        self.daily_limit.saturating_add(self.overload)
    }

    /// Cards that the start-up ramp allows on the site's `day`-th day of printing, counted from 1.
    pub(in crate::office) fn ramp_limit(&self, day: u32) -> u32 {
        let step = (day as usize).saturating_sub(1);
        self.ramp.get(step).copied().unwrap_or(u32::MAX)
    }

    pub(super) fn validate(&self, site: &str) -> Result<()> {
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        let printer = || format!("{site}/{}", self.name);
        for (what, p) in [
            ("spoilage", self.spoilage),
            ("overload_spoilage", self.overload_spoilage),
            ("daily_availability", self.daily_availability),
        ] {
            if !(0.0..=1.0).contains(&p) {
                return wrong(
                    Message::new("plan-printer-share")
                        .with("printer", printer())
                        .with("what", what)
                        .with("found", p),
                );
            }
        }
        if !(self.overload_wear.is_finite() && self.overload_wear >= 0.0) {
            return wrong(
                Message::new("plan-printer-negative")
                    .with("printer", printer())
                    .with("what", "overload_wear")
                    .with("found", self.overload_wear),
            );
        }
        if self.print_time.mean() <= Span::ZERO {
            return wrong(Message::new("plan-print-time").with("printer", printer()));
        }
        Ok(())
    }
}
