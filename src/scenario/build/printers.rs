//! `[printer]`, the defaults of all printers, and the printers of each site.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::office::plan::Printer;
use crate::scenario::reader::Field;
use crate::scenario::section::Section;
use crate::scenario::tree::Data;
use crate::time::{Span, days, seconds};
use crate::words::{Message, Variable};

/// The most printers at one site.
const MOST_PRINTERS: u32 = 1000;
/// The most cards per day that a printer can be allowed.
const MOST_CARDS: u32 = 10_000;

/// The values of a printer where the scenario gives none.
#[derive(Clone)]
pub(super) struct Defaults {
    printer: Printer,
    /// The misprints beyond the limit, if given; otherwise they follow `spoilage`.
    overload_spoilage: Option<f64>,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            printer: Printer::new(""),
            overload_spoilage: None,
        }
    }
}

impl Defaults {
    /// These defaults with the values of a section laid over them.
    pub fn overlaid(&self, section: &Section) -> Self {
        let mut new = self.clone();
        let printer = &mut new.printer;
        let get = |key| section.get(key);
        if let Some(time) = get("print_time").and_then(|f| f.spans(seconds(1.0), days(1.0))) {
            printer.print_time = time;
        }
        if let Some(limit) = get("daily_limit").and_then(|f| f.count(0, MOST_CARDS)) {
            printer.daily_limit = limit;
        }
        if let Some(cards) = get("overload").and_then(|f| f.count(0, MOST_CARDS)) {
            printer.overload = cards;
        }
        if let Some(share) = get("spoilage").and_then(|f| f.share()) {
            printer.spoilage = share;
        }
        if let Some(share) = get("overload_spoilage").and_then(|f| f.share()) {
            new.overload_spoilage = Some(share);
        }
        if let Some(wear) = get("overload_wear").and_then(|f| f.number(0.0, 1000.0)) {
            printer.overload_wear = wear;
        }
        if let Some(field) = get("life") {
            printer.life = field.numbers(1.0, 1e9);
        }
        if let Some(time) = get("repair").and_then(|f| f.spans(Span::ZERO, days(10_000.0))) {
            printer.repair = time;
        }
        if let Some(share) = get("daily_availability").and_then(|f| f.share()) {
            printer.daily_availability = share;
        }
        if let Some(field) = get("ramp") {
            let cards = |item: Field| item.count(0, MOST_CARDS);
            printer.ramp = field.items(1000).into_iter().filter_map(cards).collect();
        }
        printer.overload_spoilage = new.overload_spoilage.unwrap_or(printer.spoilage);
        new
    }

    fn named(&self, name: String) -> Printer {
        Printer {
            name,
            ..self.printer.clone()
        }
    }
}

/// The printers of one site, given as a number or as a list.
pub(super) fn read(field: Option<Field>, defaults: &Defaults) -> Vec<Printer> {
    let usual = |count: u32| {
        (1..=count)
            .map(|at| defaults.named(format!("printer {at}")))
            .collect()
    };
    let Some(field) = field else { return usual(1) };
    match field.data() {
        Data::Integer(..) => usual(field.count(0, MOST_PRINTERS).unwrap_or(0)),
        Data::List(_) => {
            let mut names = HashSet::new();
            let items = field.items(MOST_PRINTERS);
            let printers = items.iter().enumerate().filter_map(|(at, item)| {
                let printer = one(item, at + 1, defaults)?;
                if !names.insert(printer.name.clone()) {
                    let name = Variable::Text(format!("\"{}\"", printer.name));
                    item.error(Message::new("twice").with("found", name));
                }
                Some(printer)
            });
            printers.collect()
        }
        _ => {
            let wanted = Message::new("wanted-printers").with("most", MOST_PRINTERS);
            match field.whole_number() {
                Some(near) => field.refuse_near(wanted, &near.to_string()),
                None => field.refuse(wanted),
            }
            Vec::new()
        }
    }
}

fn one(item: &Field, at: usize, defaults: &Defaults) -> Option<Printer> {
    let section = item.section("sites.NAME.printers[]")?;
    let name = section.get("name").and_then(|field| field.name());
    let name = name.map_or_else(|| format!("printer {at}"), str::to_owned);
    let mut printer = defaults.overlaid(&section).named(name);
    printer.arrives = section.get("arrives").and_then(|field| field.date());
    if let Some(field) = section.get("away") {
        printer.away = field.items(1000).iter().filter_map(absence).collect();
    }
    Some(printer)
}

fn absence(item: &Field) -> Option<(Date, Date)> {
    let section = item.section("sites.NAME.printers[].away[]")?;
    let wanted = || Message::new("wanted-date");
    let from = section.require("from", wanted()).and_then(|f| f.date());
    let field = section.require("until", wanted());
    let until = field.as_ref().and_then(|field| field.date());
    let (from, until) = (from?, until?);
    if until < from {
        field?.refuse(Message::new("wanted-date-from").with("first", from));
        return None;
    }
    Some((from, until))
}
