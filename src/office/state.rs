//! The state of the office: everything that changes during a run.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::layout::Layout;
use super::plan::{Delivery, Site, Upgrade};
use super::residents::{Queues, Resident};
use super::shelf::Shelf;
use super::unit::Unit;
use super::{Day, TimeByState};
use crate::random::{Stream, Streams};
use crate::time::Time;

/// Everything about an office that changes during a run, and so everything that is saved with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct State {
    pub sites: Vec<SiteState>,
    pub units: Vec<Unit>,
    pub queues: Queues,
    /// Residents recorded during the run; their ids follow those of the backlog.
    pub newcomers: Vec<Resident>,
    /// For each resident, whether the card is printed.
    pub printed: Vec<bool>,
    pub blanks: Vec<Shelf>,
    pub blanks_on_hand: u32,
    pub ribbons: Vec<Shelf>,
    /// The last opening: its window, its day, and when it closes.
    pub window: usize,
    pub today: Day,
    pub closes: Time,
    pub opened_today: bool,
    pub in_print: u32,
    /// Residents without a card, in a queue or in a printer.
    pub waiting: u32,
    pub backlog_left: u32,
    pub campaigns_held: usize,
    pub over: bool,
    /// A queue or a stock ran empty: printers that stand idle may stand for another cause now.
    pub used_up: bool,
    pub last_card: Option<LastCard>,
    pub counts: Counts,
    pub streams: SharedStreams,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SiteState {
    pub upgraded: bool,
    /// How many outages hold at present.
    pub outages: u32,
    /// Working days on which it could print, today included.
    pub days_printing: u32,
}

/// What became of the card that was finished last, for the trace.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastCard {
    /// The resident's number; the backlog comes first.
    pub resident: u32,
    /// Whether it was spoiled.
    pub spoiled: bool,
    /// Whether the printer broke with it.
    pub broke: bool,
}

/// What a run counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    pub cleared: Option<Day>,
    pub queue_empty: Option<Day>,
    pub blanks_out: Option<Day>,
    pub printed_by_site: Vec<u32>,
    pub printed_by_kecamatan: Vec<u32>,
    pub spoiled: u32,
    pub overload_cards: u32,
    pub failures: u32,
    pub expired_suket: u32,
    pub printed_twice: u32,
    pub waits: Vec<u32>,
    pub time_by_site: Vec<TimeByState>,
    /// The time of the last open day, by site.
    pub last_open_day: Vec<TimeByState>,
    pub waiting: Vec<u32>,
    pub on_hand: Vec<u32>,
    pub observed: Vec<Vec<u32>>,
}

/// The streams of what is not a printer's.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SharedStreams {
    pub upgrades: Vec<Stream>,
    /// Time to the next outage, and how long it lasts.
    pub outages: Vec<(Stream, Stream)>,
    pub blanks: Vec<Stream>,
    pub ribbons: Vec<Stream>,
    /// Where the streams of single days come from.
    all: Streams,
}

impl State {
    /// The office of a layout as it stands when the first day begins, with the random streams of one replication.
    pub fn new(layout: &Layout, streams: &Streams) -> Self {
        let plan = layout.plan();
        let units = layout.printers.iter().enumerate();
        let units = units
            .map(|(i, (_, printer))| Unit::new(printer, &layout.printer_name(i), streams))
            .collect();
        let shelves = |parts: Vec<u32>| parts.into_iter().map(Shelf::with).collect();
        let ribbons = plan
            .ribbons
            .as_ref()
            .map_or(vec![], |r| layout.split(r.on_hand, None));
        let backlog = layout.residents.len() as u32;
        Self {
            sites: plan.sites.iter().map(SiteState::new).collect(),
            units,
            queues: layout.queues.clone(),
            newcomers: vec![],
            printed: vec![false; layout.residents.len()],
            blanks: shelves(layout.split(plan.blanks.on_hand, None)),
            blanks_on_hand: plan.blanks.on_hand,
            ribbons: shelves(ribbons),
            window: 0,
            today: 0,
            closes: Time::ZERO,
            opened_today: false,
            in_print: 0,
            waiting: backlog,
            backlog_left: backlog,
            campaigns_held: 0,
            over: false,
            used_up: false,
            last_card: None,
            counts: Counts {
                cleared: (backlog == 0).then_some(0),
                printed_by_site: vec![0; plan.sites.len()],
                printed_by_kecamatan: vec![0; plan.kecamatan.len()],
                time_by_site: vec![TimeByState::default(); plan.sites.len()],
                last_open_day: vec![TimeByState::default(); plan.sites.len()],
                observed: vec![vec![0; plan.sites.len()]; plan.observations.len()],
                ..Counts::default()
            },
            streams: SharedStreams::new(layout, streams),
        }
    }

    /// Whether a printer is usable on a date: drawn from a stream of its own, so that it can be drawn again.
    pub fn draw_available(&self, layout: &Layout, p: usize, date: Date) -> bool {
        let name = layout.printer_name(p);
        let mut stream = self.streams.of_day(&name, "availability", date);
        stream.uniform() < layout.printers[p].1.daily_availability
    }

    pub fn resident<'a>(&'a self, layout: &'a Layout, id: u32) -> &'a Resident {
        match layout.residents.get(id as usize) {
            Some(resident) => resident,
            None => &self.newcomers[id as usize - layout.residents.len()],
        }
    }
}

impl SiteState {
    fn new(site: &Site) -> Self {
        Self {
            upgraded: site.upgrade == Upgrade::Done,
            outages: 0,
            days_printing: 0,
        }
    }
}

impl SharedStreams {
    fn new(layout: &Layout, streams: &Streams) -> Self {
        let plan = layout.plan();
        let upgrade = |site: &Site| streams.stream(&format!("{}/upgrade", site.name));
        let outage = |o: usize, what: &str| {
            streams.stream(&format!("outage/{}/{what}", plan.outages[o].name))
        };
        // By date, and by number among those of one date, so that another delivery moves nobody's luck.
        let lots = |what: &str, deliveries: &[Delivery]| {
            let name = |(i, lot): (usize, &Delivery)| {
                let before = deliveries[..i]
                    .iter()
                    .filter(|other| other.date == lot.date)
                    .count();
                streams.stream(&format!("{what}/delivery {} {}", lot.date, before + 1))
            };
            deliveries.iter().enumerate().map(name).collect()
        };
        let ribbons = plan
            .ribbons
            .as_ref()
            .map_or(&[][..], |ribbons| &ribbons.deliveries);
        Self {
            upgrades: plan.sites.iter().map(upgrade).collect(),
            outages: (0..plan.outages.len())
                .map(|o| (outage(o, "every"), outage(o, "lasts")))
                .collect(),
            blanks: lots("blanks", &plan.blanks.deliveries),
            ribbons: lots("ribbons", ribbons),
            all: *streams,
        }
    }

    /// The stream of one thing on one day.
    pub fn of_day(&self, whose: &str, what: &str, date: Date) -> Stream {
        self.all.stream(&format!("{whose}/{what}/{date}"))
    }
}
