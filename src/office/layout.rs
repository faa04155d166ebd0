//! What every replication of one plan shares: computed once, never changed by a run.

use std::sync::Arc;

use jiff::civil::Date;

use super::Day;
use super::plan::{Campaign, Held, Plan, Printer, Routing};
use super::residents::{Queues, Resident, allot, backlog};
use crate::error::Result;
use crate::resource::{OpeningHours, Window};
use crate::time::{Time, minutes};

/// A plan made ready to run: its opening hours in simulated time, its residents in their queues, and who serves whom.
#[derive(Debug)]
pub struct Layout {
    plan: Arc<Plan>,
    digest: String,
    pub(super) hours: OpeningHours,
    /// All printers of all sites, site by site.
    pub(super) printers: Vec<(usize, Printer)>,
    pub(super) residents: Vec<Resident>,
    pub(super) queues: Queues,
    /// For each site, the kecamatan it always serves.
    pub(super) serves: Vec<Vec<usize>>,
    /// For each site, the kecamatan it serves while all their own sites are down.
    pub(super) stands_in: Vec<Vec<usize>>,
    /// For each kecamatan, its own sites.
    pub(super) own_sites: Vec<Vec<usize>>,
    /// The last day on which anybody can be newly recorded; `None`: nobody is.
    pub(super) last_recording: Option<Day>,
    /// The village campaigns by date.
    pub(super) campaigns: Vec<Campaign>,
}

impl Layout {
    /// Makes a plan ready to run.
    ///
    /// # Errors
    ///
    /// What [`Plan::validate`] finds.
    pub fn new(plan: impl Into<Arc<Plan>>) -> Result<Self> {
        let plan = plan.into();
        plan.validate()?;
        let windows = plan
            .days
            .open_days(plan.start, plan.horizon)
            .flat_map(|(date, hours)| {
                let midnight = Time::midnight(i64::from(plan.day_number(date)));
                let at = |minute: u16| midnight + minutes(f64::from(minute));
                let window = |&(open, close): &(u16, u16)| Window {
                    open: at(open),
                    close: at(close),
                };
                hours.windows().iter().map(window).collect::<Vec<_>>()
            });
        let hours = OpeningHours::new(windows)?;
        let residents = backlog(&plan);
        let mut queues = Queues::new(plan.kecamatan.len());
        let mut order: Vec<u32> = (0..residents.len() as u32).collect();
        order.sort_by_key(|&id| residents[id as usize].recorded);
        for id in order {
            queues.join(id, &residents[id as usize]);
        }
        let printers = plan
            .sites
            .iter()
            .enumerate()
            .flat_map(|(s, site)| site.printers.iter().map(move |p| (s, p.clone())))
            .collect();
        let (serves, stands_in) = routes(&plan);
        let mut campaigns = plan.arrivals.campaigns.clone();
        campaigns.sort_by_key(|c| c.date);
        Ok(Self {
            digest: plan.digest(),
            hours,
            printers,
            residents,
            queues,
            serves,
            stands_in,
            own_sites: own_sites(&plan),
            last_recording: last_recording(&plan),
            campaigns,
            plan,
        })
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
        Time::midnight(i64::from(self.plan.last_day()) + 1)
    }

    /// The name of a printer, "Susut/printer 1".
    pub fn printer_name(&self, printer: usize) -> String {
        let (site, printer) = &self.printers[printer];
        format!("{}/{}", self.plan.sites[*site].name, printer.name)
    }

    /// The sites that may serve at least one of the kecamatan for which `waits` holds.
    pub(super) fn may_serve_any(
        &self,
        waits: impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = usize> {
        let serves = move |site: &usize| {
            let mut kecamatan = self.serves[*site].iter().chain(&self.stands_in[*site]);
            kecamatan.any(|k| waits(*k))
        };
        (0..self.serves.len()).filter(serves)
    }

    /// The number of the printer with this name, "Susut/printer 1".
    pub fn printer_named(&self, name: &str) -> Option<usize> {
        (0..self.printers.len()).find(|&p| self.printer_name(p) == name)
    }

    /// The stock (0 when pooled) that a site draws on.
    pub(super) fn stock_of(&self, site: usize) -> usize {
        match self.plan.blanks.held {
            Held::Pooled => 0,
            Held::BySite(_) => site,
        }
    }

    /// How pieces for all, or for one site, are split over the stocks.
    pub(super) fn split(&self, pieces: u32, site: Option<usize>) -> Vec<u32> {
        match (&self.plan.blanks.held, site) {
            (Held::Pooled, _) => vec![pieces],
            (Held::BySite(weights), None) => allot(pieces, weights),
            (Held::BySite(weights), Some(site)) => {
                let mut parts = vec![0; weights.len()];
                parts[site] = pieces;
                parts
            }
        }
    }

    /// The simulated time of a date and a minute of that day; dates before the start are at or below zero.
    pub(super) fn at(&self, (date, minute): (Date, u16)) -> Time {
        Time::midnight(i64::from(self.plan.day_number(date))) + minutes(f64::from(minute))
    }
}

impl Plan {
    /// A date as days from the start, below 0 before it.
    pub fn day_number(&self, date: Date) -> i32 {
        (date - self.start).get_days()
    }

    /// The date of a day counted from the start; days before it are below 0. Clamped to the dates there are.
    pub fn date(&self, day: impl Into<i64>) -> Date {
        let days = day.into().clamp(-3_000_000, 3_000_000);
        self.start.saturating_add(jiff::Span::new().days(days))
    }

    /// The last simulated day.
    pub fn last_day(&self) -> Day {
        self.day_number(self.horizon) as Day
    }

    /// The first open day on or after the start; the first printing day from which days to clear are counted.
    pub fn first_open_day(&self) -> Option<Date> {
        self.days
            .open_days(self.start, self.horizon)
            .next()
            .map(|(date, _)| date)
    }

    /// Working days from the first printing day to a day, both counted.
    pub fn working_days_to(&self, day: Day) -> u32 {
        self.days.working_days_between(self.start, self.date(day))
    }

    /// Calendar days from the first printing day to a day, both counted.
    pub fn calendar_days_to(&self, day: Day) -> u32 {
        let first = self
            .first_open_day()
            .map_or(0, |date| self.day_number(date));
        (day as i32 - first + 1).max(0) as u32
    }

    /// The first day on which a suket issued on this day is no longer valid.
    pub(super) fn suket_expires(&self, recorded: i32) -> i32 {
        let issued = self.date(recorded);
        self.day_number(issued.saturating_add(jiff::Span::new().months(self.suket_months)))
    }
}

fn own_sites(plan: &Plan) -> Vec<Vec<usize>> {
    let own = |k| {
        (0..plan.sites.len())
            .filter(move |&s| plan.sites[s].kecamatan == Some(k))
            .collect()
    };
    (0..plan.kecamatan.len()).map(own).collect()
}

/// For each site, the kecamatan it always serves, and those it stands in for.
fn routes(plan: &Plan) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let own = own_sites(plan);
    let mut serves = Vec::new();
    let mut stands_in = Vec::new();
    for (s, site) in plan.sites.iter().enumerate() {
        let (always, in_need) = (0..plan.kecamatan.len())
            .map(|k| {
                // A kecamatan without a site of its own is the office's.
                let is_own = own[k].contains(&s) || (own[k].is_empty() && site.office);
                match plan.routing {
                    Routing::Own => (is_own, false),
                    Routing::OwnAndOffice => (is_own || site.office, false),
                    Routing::OfficeWhileDown => (is_own, !is_own && site.office),
                    Routing::Pooled => (true, false),
                }
            })
            .enumerate()
            .fold(
                (vec![], vec![]),
                |(mut always, mut in_need), (k, (a, n))| {
                    always.extend(a.then_some(k));
                    in_need.extend(n.then_some(k));
                    (always, in_need)
                },
            );
        serves.push(always);
        stands_in.push(in_need);
    }
    (serves, stands_in)
}

fn last_recording(plan: &Plan) -> Option<Day> {
    let arrivals = &plan.arrivals;
    let daily = plan.kecamatan.iter().any(|k| k.recordings.is_some());
    let until = arrivals.until.unwrap_or(plan.horizon).min(plan.horizon);
    let daily = (daily && arrivals.from <= until).then_some(until);
    let campaigns = arrivals
        .campaigns
        .iter()
        .map(|c| c.date)
        .filter(|d| *d <= plan.horizon);
    // A campaign on a closed day joins at the next opening.
    let campaigns = campaigns.filter_map(|d| {
        plan.days
            .open_days(d, plan.horizon)
            .next()
            .map(|(date, _)| date)
    });
    let last = daily.into_iter().chain(campaigns).max()?;
    Some(plan.day_number(last).max(0) as Day)
}
