//! The state of the office: everything that changes during a run and is therefore saved with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{KecamatanId, PerPrinter, PerSite, PrinterId};
use super::issued::Issued;
use super::machine::Machine;
use super::place::Place;
use super::plan::{Delivery, Plan, Site, Upgrade};
use super::queues::Queues;
use super::setup::{Setup, Station};
use super::{Day, StockOut, TimeByState};
use crate::random::{Stream, Streams};
use crate::resource::Stock;
use crate::time::{Span, Time};

/// Everything about an office that changes during a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct State {
    pub sites: PerSite<SiteState>,
    pub machines: PerPrinter<Machine>,
    pub queues: Queues,
    pub issued: Issued,
    /// Residents recorded during the run; their numbers follow those of the backlog.
    pub recorded: u32,
    pub blanks: Vec<Stock<()>>,
    pub blanks_on_hand: u32,
    /// One stock for all sites, however blanks are held; `None` if ribbons never run out.
    pub ribbons: Option<Stock<()>>,
    pub hours: HoursState,
    pub in_print: u32,
    pub campaigns_held: usize,
    /// The stock-out of each stock that no arrival of blanks has ended, by its place in [`Counts::stock_outs`].
    pub out_of_stock: Vec<Option<u32>>,
    pub over: bool,
    pub last_card: Option<Finished>,
    pub counts: Counts,
    pub streams: SharedStreams,
}

/// The last opening.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct HoursState {
    /// The number of its window, counted over the whole run, and its day.
    pub window: usize,
    pub today: Day,
    pub opens: Time,
    pub closes: Time,
    /// Opening time before this opening.
    pub before: Span,
    /// Whether the office has opened at all.
    pub opened: bool,
}

impl HoursState {
    /// The time on the clock that runs only while the office is open.
    #[inline]
    pub fn clock(&self, now: Time) -> Span {
        self.before + (now.min(self.closes) - self.opens)
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SiteState {
    pub upgraded: bool,
    /// Number of outages that stop it now.
    pub outages: u32,
    /// Working days on which it could print, including today.
    pub days_printing: u32,
}

/// What became of the card that was finished last.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Finished {
    pub place: Place,
    pub kecamatan: KecamatanId,
    pub spoiled: bool,
    pub broke: bool,
}

/// What a run counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    pub queue_empty: Option<Day>,
    pub blanks_out: Option<Day>,
    pub ribbons_out: Option<Day>,
    pub stock_outs: Vec<StockOut>,
    pub blankless_days: u32,
    pub standstill: Option<Day>,
    pub spoiled: u32,
    pub overload_cards: u32,
    pub failures: u32,
    pub time_by_site: PerSite<TimeByState>,
    /// The time of the last open day, by site.
    pub last_open_day: PerSite<TimeByState>,
    /// The printer-time until the backlog was cleared, by site; `None` before.
    pub time_to_clear: Option<PerSite<TimeByState>>,
    /// The printer-time of each site when 95 % of the backlog were served; `None` before.
    pub time_to_nearly_all: Option<PerSite<TimeByState>>,
    /// The printer-time of all sites at the end of each calendar month until the backlog was cleared.
    pub time_at_month_ends: Vec<TimeByState>,
    /// At the end of each day that is over: residents waiting, blanks on hand, residents of the backlog without a card, and
    /// residents recorded since the start.
    pub waiting: Vec<u32>,
    pub on_hand: Vec<u32>,
    pub backlog_left: Vec<u32>,
    pub recorded: Vec<u32>,
    pub observed: Vec<PerSite<u32>>,
}

/// What the names of streams begin with that all offices of a nation have in common. No code of an office is this word.
const NATION: &str = "nation";

/// The stream for the time until lot number `lot` of a nation, counted from 0, is at the ministry. All offices have the same.
pub(super) fn at_ministry(streams: &Streams, lot: usize) -> Stream {
    streams.stream(&format!("{NATION}/blanks/delivery {}", lot + 1))
}

/// The random streams that belong to no printer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SharedStreams {
    pub upgrades: PerSite<Stream>,
    /// The streams for the time to the next outage and for its length.
    pub outages: Vec<(Stream, Stream)>,
    pub blanks: Vec<Stream>,
    pub ribbons: Vec<Stream>,
    /// The source of the streams of single days, and of those that a nation has in common.
    pub all: Streams,
}

impl State {
    /// The office of a setup when the first day begins, with the random streams of one replication.
    pub fn new(setup: &Setup, streams: &Streams) -> Self {
        let plan = setup.plan();
        let machines = setup.stations.iter();
        let machines = machines
            .map(|(p, station)| {
                let name = setup.printer_name(p);
                Machine::new(&station.printer, |what| {
                    plan.stream(streams, &[&name, "/", what].concat())
                })
            })
            .collect();
        // Nobody needs the level over time: it is noted at the end of each day.
        let stock = |name: &str, on_hand: u32| Stock::watched(name, on_hand.into(), ());
        let blanks = setup.split(plan.blanks.on_hand, None).into_iter();
        let mut state = Self {
            sites: plan.sites.iter().map(SiteState::new).collect(),
            machines,
            queues: Queues::of(&setup.backlog),
            issued: Issued::to_none_of(&setup.backlog),
            recorded: 0,
            blanks: blanks.map(|part| stock("blanks", part)).collect(),
            blanks_on_hand: plan.blanks.on_hand,
            ribbons: plan.ribbons.as_ref().map(|r| stock("ribbons", r.on_hand)),
            hours: HoursState::default(),
            in_print: 0,
            campaigns_held: 0,
            out_of_stock: vec![None; setup.stocks()],
            over: false,
            last_card: None,
            counts: Counts {
                time_by_site: vec![TimeByState::default(); plan.sites.len()].into(),
                last_open_day: vec![TimeByState::default(); plan.sites.len()].into(),
                observed: vec![vec![0; plan.sites.len()].into(); plan.observations.len()],
                ..Counts::default()
            },
            streams: SharedStreams::new(setup, streams),
        };
        setup
            .stations
            .ids()
            .for_each(|p| state.set_most_today(setup, p));
        state
    }

    /// Number of residents so far, including the backlog.
    pub fn residents(&self, setup: &Setup) -> u32 {
        setup.backlog.len() + self.recorded
    }

    /// Good cards, by site.
    pub fn printed_by_site(&self, setup: &Setup) -> PerSite<u32> {
        let mut printed = PerSite::from(vec![0u32; self.sites.len()]);
        for (p, machine) in self.machines.iter() {
            // Of a state that was read from a file, the sum may be anything.
            let printed = &mut printed[setup.stations[p].site];
            *printed = printed.saturating_add(machine.good);
        }
        printed
    }

    /// Whether the run has ended: at the horizon, or at the end of the day on which everything was done.
    pub fn has_ended(&self, setup: &Setup, now: Time) -> bool {
        let all_done = self.hours.opened && self.is_done(setup) && self.day_is_over(setup, now);
        all_done || (self.over && self.in_print == 0)
    }

    /// Whether everybody has a card and nobody else will come.
    fn is_done(&self, setup: &Setup) -> bool {
        let last = setup.last_recording;
        self.issued.waiting == 0 && last.is_none_or(|last| self.hours.today >= last)
    }

    /// Number of cards a printer may start today: the limit plus the cards allowed beyond it, at most the step of the ramp; 0 while
    /// the printer is down or its site is stopped.
    pub fn most_today(&self, setup: &Setup, p: PrinterId) -> u32 {
        let Station { site, printer, .. } = &setup.stations[p];
        let site = &self.sites[*site];
        match !site.is_stopped() && self.machines[p].is_up() {
            true => printer
                .most_a_day()
                .min(printer.ramp_limit(site.days_printing)),
            false => 0,
        }
    }

    /// Updates [`most_today`](Self::most_today) after a change in what it depends on.
    pub fn set_most_today(&mut self, setup: &Setup, p: PrinterId) {
        self.machines[p].most_today = self.most_today(setup, p);
    }

    /// Whether the office has closed for the last time on the day of its last opening.
    pub fn day_is_over(&self, setup: &Setup, now: Time) -> bool {
        let windows = setup.hours.openings();
        let next = windows.get(self.hours.window + 1);
        let again_today = next.is_some_and(|next| next.open.day() == i64::from(self.hours.today));
        now >= self.hours.closes && !again_today
    }

    /// A stock of blanks is used up while somebody waits, unless its stock-out has begun already. Returns the stock-out.
    pub fn begin_stock_out(&mut self, setup: &Setup, stock: usize, day: Day) -> &mut StockOut {
        let all = &mut self.counts.stock_outs;
        let number = *self.out_of_stock[stock].get_or_insert_with(|| {
            let site = setup.site_with(stock);
            all.push(StockOut { day, site, days: 0 });
            all.len() as u32 - 1
        });
        &mut all[number as usize]
    }

    /// Whether a printer is usable on a date. The draw has a stream of its own, so it can be repeated.
    pub fn draw_available(&self, setup: &Setup, p: PrinterId, date: Date) -> bool {
        let name = setup.printer_name(p);
        let mut stream = self
            .streams
            .of_day(setup.plan(), &name, "availability", date);
        stream.uniform() < setup.stations[p].printer.daily_availability
    }
}

impl SiteState {
    /// Whether an upgrade or an outage keeps all its printers from printing.
    #[inline]
    pub fn is_stopped(&self) -> bool {
        !self.upgraded || self.outages > 0
    }

    fn new(site: &Site) -> Self {
        Self {
            upgraded: site.upgrade == Upgrade::Done,
            outages: 0,
            days_printing: 0,
        }
    }
}

impl SharedStreams {
    fn new(setup: &Setup, streams: &Streams) -> Self {
        let plan = setup.plan();
        let upgrade = |site: &Site| plan.stream(streams, &format!("{}/upgrade", site.name));
        let outage = |o: usize, what: &str| {
            let outage = &plan.outages[o];
            let name = format!("outage/{}/{what}", outage.name);
            match outage.common {
                true => streams.stream(&[NATION, "/", &name].concat()),
                false => plan.stream(streams, &name),
            }
        };
        // Named by their number among those with a delay, which alone draw anything: asking on another day, or one more delivery on a known
        // day or at the end of the list, changes no other draw.
        let lots = |what: &str, deliveries: &[Delivery]| {
            let mut asked = 0;
            let stream = |lot: &Delivery| {
                asked += u32::from(lot.delay.is_some());
                plan.stream(streams, &format!("{what}/delivery {asked}"))
            };
            deliveries.iter().map(stream).collect()
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

    /// The stream of one kind of draw on one day.
    pub fn of_day(&self, plan: &Plan, whose: &str, what: &str, date: Date) -> Stream {
        plan.stream(&self.all, &format!("{whose}/{what}/{date}"))
    }
}
