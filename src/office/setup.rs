//! What all replications of one plan share: computed once, and unchanged by a run.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::backlog::{Backlog, Expiry, allot};
use super::ids::{KecamatanId, PerPrinter, PrinterId, SiteId};
use super::plan::{Campaign, Held, Plan, Printer};
use super::routes::{Routes, Serves};
use super::{Day, size};
use crate::error::Result;
use crate::random::Chance;
use crate::resource::{Opening, OpeningHours};
use crate::time::{Span, Time, minutes};

/// A plan made ready to run: its opening hours in simulated time, its residents in their queues, and its routing.
#[derive(Debug)]
pub struct Setup {
    plan: Arc<Plan>,
    digest: String,
    pub(super) hours: OpeningHours,
    /// All printers of all sites, site by site.
    pub(super) stations: PerPrinter<Station>,
    /// The first printer of each site; the last entry is the number of printers.
    first_printers: Vec<PrinterId>,
    pub(super) backlog: Backlog,
    pub(super) expiry: Expiry,
    pub(super) routes: Routes,
    /// The last day on which a resident can be newly recorded; `None` if nobody is.
    pub(super) last_recording: Option<Day>,
    /// The village campaigns by date.
    pub(super) campaigns: Vec<Campaign>,
    /// The observation windows, `until` not included.
    pub(super) observed: Vec<Range<Time>>,
    /// The first day of each calendar month that begins after the start.
    pub(super) months: Vec<Day>,
    pub(super) one_more: Option<OneMore>,
    end: Time,
}

/// A resident recorded during the run besides those of the plan, so that somebody who asks can be told a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OneMore {
    pub kecamatan: KecamatanId,
    pub recorded: Day,
    pub holds_suket: bool,
    /// The day on which the resident joins the queue: the first open day from the recording on.
    pub joins: Day,
}

/// A printer at its site, with what the rules need to know of the site at every card.
#[derive(Debug)]
pub(super) struct Station {
    pub site: SiteId,
    /// The stock of blanks that its site uses.
    pub stock: usize,
    pub serves: Serves,
    /// [`Printer::spoilage`] and [`Printer::overload_spoilage`].
    pub spoilage: Chance,
    pub overload_spoilage: Chance,
    pub printer: Printer,
}

impl Setup {
    /// Makes a plan ready to run.
    ///
    /// # Errors
    ///
    /// If the plan is not [valid](Plan::validate), or too large to run ([`Plan::size`]).
    pub fn new(plan: impl Into<Arc<Plan>>) -> Result<Self> {
        let plan = plan.into();
        plan.validate()?;
        size::check(&plan)?;
        let windows = plan
            .days
            .open_days(plan.start, plan.horizon)
            .flat_map(|(date, hours)| {
                let midnight = Time::midnight(i64::from(plan.day_number(date)));
                let at = |minute: u16| midnight + after_midnight(minute);
                let window = |&(open, close): &(u16, u16)| Opening {
                    open: at(open),
                    close: at(close),
                };
                hours.windows().iter().map(window).collect::<Vec<_>>()
            });
        let hours = OpeningHours::new(windows)?;
        let routes = Routes::of(&plan);
        let stations = plan.sites_by_id().flat_map(|(s, site)| {
            let serves = routes.serves[s];
            let stock = plan.blanks.held.stock_of(s);
            site.printers.iter().map(move |printer| Station {
                site: s,
                stock,
                serves,
                spoilage: Chance::of(printer.spoilage),
                overload_spoilage: Chance::of(printer.overload_spoilage),
                printer: printer.clone(),
            })
        });
        let stations = stations.collect();
        let firsts = plan.sites.iter().scan(0, |next, site| {
            *next += site.printers.len();
            Some(PrinterId::new(*next))
        });
        let mut campaigns = plan.arrivals.campaigns.clone();
        campaigns.sort_by_key(|c| c.date);
        let at = |moment| plan.time_of(moment);
        let observed = plan.observations.iter().map(|o| at(o.from)..at(o.until));
        Ok(Self {
            digest: plan.digest(),
            hours,
            stations,
            first_printers: std::iter::once(PrinterId::new(0)).chain(firsts).collect(),
            backlog: Backlog::of(&plan),
            expiry: Expiry::of(&plan),
            routes,
            last_recording: last_recording(&plan),
            campaigns,
            observed: observed.collect(),
            months: months(&plan).collect(),
            one_more: None,
            end: Time::midnight(i64::from(plan.last_day()) + 1),
            plan,
        })
    }

    /// The same with one more resident, who joins at the first opening from the recording on, behind all others recorded that day. Nobody
    /// joins if the office does not open again.
    #[must_use]
    pub(crate) fn with_one_more(
        mut self,
        kecamatan: KecamatanId,
        recorded: Day,
        holds_suket: bool,
    ) -> Self {
        let mut openings = self.hours.openings().iter().map(|w| w.open.day() as Day);
        self.one_more = openings.find(|day| *day >= recorded).map(|joins| OneMore {
            kecamatan,
            recorded,
            holds_suket,
            joins,
        });
        // The run goes on until the resident has come.
        let joins = self.one_more.map(|one| one.joins);
        self.last_recording = self.last_recording.max(joins);
        self
    }

    /// The number of the resident of the start who stands for those of a kecamatan recorded on a day, with a suket or without: the last of
    /// them in the queue. If there are none, it is the next behind them, or the last of all such residents; `None` if there is no such
    /// resident on any day.
    pub(crate) fn who_was_recorded(
        &self,
        kecamatan: KecamatanId,
        day: i32,
        holds_suket: bool,
    ) -> Option<u32> {
        self.backlog.who_was_recorded(kecamatan, day, holds_suket)
    }

    /// The plan.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// [`Plan::digest`], computed once.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The end of the last simulated day.
    pub(super) fn end(&self) -> Time {
        self.end
    }

    /// The number of residents of a kecamatan who wait at the start.
    #[must_use]
    pub fn backlog_of(&self, kecamatan: KecamatanId) -> u32 {
        self.backlog.size(kecamatan)
    }

    /// The name of a printer, such as "Susut/printer 1".
    pub fn printer_name(&self, printer: PrinterId) -> String {
        let Station { site, printer, .. } = &self.stations[printer];
        [&self.plan.site(*site).name, "/", &printer.name].concat()
    }

    /// The printer with this name, such as "Susut/printer 1".
    pub fn printer_named(&self, name: &str) -> Option<PrinterId> {
        self.stations.ids().find(|&p| self.printer_name(p) == name)
    }

    /// All printers.
    pub(super) fn all_printers(&self) -> Range<PrinterId> {
        PrinterId::new(0)..PrinterId::new(self.stations.len())
    }

    /// A site's printers.
    #[inline]
    pub(super) fn printers_of(&self, site: SiteId) -> Range<PrinterId> {
        self.first_printers[site.index()]..self.first_printers[site.index() + 1]
    }

    /// The printers of the sites that choose among several kecamatan.
    pub(super) fn choosing_printers(&self) -> Range<PrinterId> {
        let sites = self.routes.choosing();
        self.first_printers[sites.start.index()]..self.first_printers[sites.end.index()]
    }

    /// The number of stocks of blanks.
    pub(super) fn stocks(&self) -> usize {
        self.plan.blanks.held.stocks()
    }

    /// The printers that use a stock of blanks.
    pub(super) fn printers_on(&self, stock: usize) -> Range<PrinterId> {
        match self.plan.blanks.held {
            Held::Pooled => self.all_printers(),
            Held::BySite(_) => self.printers_of(SiteId::new(stock)),
        }
    }

    /// The site with a stock of its own; `None` if all sites share it.
    pub(super) fn site_with(&self, stock: usize) -> Option<SiteId> {
        match self.plan.blanks.held {
            Held::Pooled => None,
            Held::BySite(_) => Some(SiteId::new(stock)),
        }
    }

    /// Splits pieces, for all sites or for one, over the stocks.
    pub(super) fn split(&self, pieces: u32, site: Option<SiteId>) -> Vec<u32> {
        match (&self.plan.blanks.held, site) {
            (Held::Pooled, _) => vec![pieces],
            (Held::BySite(weights), None) => allot(pieces, weights),
            (Held::BySite(weights), Some(site)) => {
                let mut parts = vec![0; weights.len()];
                parts[site.index()] = pieces;
                parts
            }
        }
    }

    /// [`Plan::time_of`].
    pub(super) fn at(&self, moment: (Date, u16)) -> Time {
        self.plan.time_of(moment)
    }
}

/// The first day of each calendar month that begins after the start, up to the horizon.
fn months(plan: &Plan) -> impl Iterator<Item = Day> {
    let next = |month: &Date| month.last_of_month().tomorrow().ok();
    let firsts = std::iter::successors(next(&plan.start), next);
    firsts
        .map(|first| plan.day_number(first) as Day)
        .take_while(|day| *day <= plan.last_day())
}

fn after_midnight(minute: u16) -> Span {
    minutes(f64::from(minute))
}

impl Plan {
    /// The simulated time of a date and a minute of that day; not positive for dates before the start.
    pub fn time_of(&self, (date, minute): (Date, u16)) -> Time {
        Time::midnight(i64::from(self.day_number(date))) + after_midnight(minute)
    }

    /// A date as days from the start; negative before the start.
    pub fn day_number(&self, date: Date) -> i32 {
        (date - self.start).get_days()
    }

    /// The date of a day counted from the start, negative before it. Clamped to the dates that `Date` can hold.
    pub fn date(&self, day: impl Into<i64>) -> Date {
        let days = day.into().clamp(-3_000_000, 3_000_000);
        self.start.saturating_add(jiff::Span::new().days(days))
    }

    /// The last simulated day.
    pub fn last_day(&self) -> Day {
        self.day_number(self.horizon) as Day
    }

    /// The first open day on or after the start. Days to clear are counted from this first printing day.
    pub fn first_open_day(&self) -> Option<Date> {
        self.days
            .open_days(self.start, self.horizon)
            .next()
            .map(|(date, _)| date)
    }

    /// Working days from the first printing day to a day, both included.
    pub fn working_days_to(&self, day: Day) -> u32 {
        self.days.working_days_between(self.start, self.date(day))
    }

    /// Calendar days from the first printing day to a day, both included.
    pub fn calendar_days_to(&self, day: Day) -> u32 {
        let first = self
            .first_open_day()
            .map_or(0, |date| self.day_number(date));
        (day as i32 - first + 1).max(0) as u32
    }
}

/// The last open day on which a resident can be newly recorded, by the daily recordings or by a campaign. Residents of a campaign on
/// a closed day join at the next opening.
fn last_recording(plan: &Plan) -> Option<Day> {
    let arrivals = &plan.arrivals;
    let daily = plan.kecamatan.iter().any(|k| k.recordings.is_some());
    let campaign = arrivals.campaigns.iter().map(|campaign| campaign.date);
    let (mut last, mut last_open) = (None, None);
    for (date, _) in plan.days.open_days(plan.start, plan.horizon) {
        if daily && arrivals.are_daily_on(date) {
            last = Some(date);
        }
        last_open = Some(date);
    }
    let latest = campaign.filter(|date| Some(*date) <= last_open).max();
    let joins = latest.and_then(|date| plan.days.open_days(date, plan.horizon).next());
    let last = last.into_iter().chain(joins.map(|(date, _)| date)).max()?;
    Some(plan.day_number(last).max(0) as Day)
}
