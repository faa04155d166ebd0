//! How much work and memory one replication of a plan takes, known from the plan alone.
//!
//! The limits are numbers of residents, cards and printers looked at, so they are the same on every machine. They keep a plan
//! of a few lines from taking all of it: a replication at the limits takes less than 2 GB and some ten seconds.

use super::TimeByState;
use super::machine::Machine;
use super::place::Place;
use super::plan::{Held, OutageTimes, Plan, Printer};
use super::state::SiteState;
use crate::error::{Error, ErrorKind, Result};

/// The most residents, the backlog and those expected to be recorded.
pub(super) const MOST_RESIDENTS: u32 = 20_000_000;
/// The most cards, misprints included.
const MOST_CARDS: f64 = 50e6;
/// The most printers looked at: at openings, outages and deliveries, for each the printers that it concerns.
const MOST_LOOKS: f64 = 500e6;
/// The most residents of one kecamatan who are recorded on one day; a draw beyond it counts as this many.
pub(super) const MOST_RECORDED_A_DAY: u32 = 10_000_000;
/// The most pieces of blanks, or ribbons, on hand and delivered together.
const MOST_PIECES: u64 = 1_000_000_000;

/// Finding a stream by its name costs as much as looking at so many printers.
const LOOKS_A_STREAM: f64 = 10.0;

/// What one replication of a plan takes, as expected: chance may make it a little more.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Size {
    /// Residents: the backlog, the campaigns, and the mean of the daily recordings.
    pub residents: f64,
    /// Cards that are started at most, misprints included.
    pub cards: f64,
    /// Printers that are looked at when the office opens, when an outage begins or ends, and when a delivery comes.
    pub looks: f64,
    /// Memory of one replication under way, in bytes. Each thread has one.
    pub memory: u64,
}

/// What of a plan is too large to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TooLarge {
    /// [`Size::residents`].
    Residents,
    /// [`Size::cards`].
    Cards,
    /// [`Size::looks`].
    Looks,
}

impl Size {
    /// The first thing that is too large to be run, how many there are, and how many there may be.
    #[must_use]
    pub fn excess(&self) -> Option<(TooLarge, f64, f64)> {
        let all = [
            (
                TooLarge::Residents,
                self.residents,
                f64::from(MOST_RESIDENTS),
            ),
            (TooLarge::Cards, self.cards, MOST_CARDS),
            (TooLarge::Looks, self.looks, MOST_LOOKS),
        ];
        all.into_iter().find(|(_, found, most)| found > most)
    }
}

impl Plan {
    /// How much work and memory one replication takes. The plan must be [valid](Plan::validate).
    #[must_use]
    pub fn size(&self) -> Size {
        let days = OpenDays::of(self);
        let printers = || self.sites.iter().flat_map(|site| &site.printers);
        let residents = self.expected_residents(&days);
        Size {
            residents,
            cards: self.most_cards(residents, days.all),
            looks: self.looks(&days),
            memory: self.memory(residents, printers().count() as u64),
        }
    }

    fn expected_residents(&self, days: &OpenDays) -> f64 {
        let campaigns = self.arrivals.campaigns.iter();
        let campaigns = campaigns.filter(|campaign| campaign.date <= self.horizon);
        let recorded: f64 = campaigns.map(|c| f64::from(c.recordings)).sum();
        let means = self.kecamatan.iter().filter_map(|k| k.recordings.as_ref());
        let a_day: f64 = means.map(|recordings| recordings.mean()).sum();
        f64::from(self.backlog.total) + recorded + a_day * days.of_recordings
    }

    /// The cards for all residents with their misprints, as far as blanks and limits allow them.
    fn most_cards(&self, residents: f64, open_days: f64) -> f64 {
        let printers = || self.sites.iter().flat_map(|site| &site.printers);
        let misprinted = printers().map(Printer::worst_spoilage).fold(0.0, f64::max);
        let later = self.blanks.deliveries.iter().map(|d| u64::from(d.pieces));
        let blanks = u64::from(self.blanks.on_hand) + later.sum::<u64>();
        let a_day: f64 = printers().map(|p| f64::from(p.most_a_day())).sum();
        let for_all = residents / (1.0 - misprinted);
        for_all.min(blanks as f64).min(a_day * open_days)
    }

    fn looks(&self, days: &OpenDays) -> f64 {
        let printers_of = |s: &usize| self.sites[*s].printers.len() as f64;
        let printers: f64 = (0..self.sites.len()).map(|s| printers_of(&s)).sum();
        let at_random = self.sites.iter().flat_map(|site| &site.printers);
        let at_random = at_random.filter(|p| p.daily_availability < 1.0).count() as f64;
        let recording = self.kecamatan.iter().filter(|k| k.recordings.is_some());
        let streams = at_random * days.all + recording.count() as f64 * days.of_recordings;
        let length = f64::from(self.last_day() + 1);
        let outages = self.outages.iter().map(|outage| {
            let times = match &outage.when {
                OutageTimes::Fixed { .. } => 1.0,
                OutageTimes::Random { every, lasts } => {
                    1.0 + length / (every.mean().as_days() + lasts.mean().as_days())
                }
            };
            let concerned = outage.sites.iter().map(|s| 1.0 + printers_of(s));
            2.0 * times * concerned.sum::<f64>()
        });
        let stocks = match self.blanks.held {
            Held::Pooled => 1.0,
            Held::BySite(_) => self.sites.len() as f64,
        };
        let ribbons = self.ribbons.iter().flat_map(|ribbons| &ribbons.deliveries);
        let deliveries = self.blanks.deliveries.len() + ribbons.count();
        days.windows * printers
            + LOOKS_A_STREAM * streams
            + outages.sum::<f64>()
            + deliveries as f64 * stocks
            + self.observations.len() as f64 * self.sites.len() as f64
    }

    /// Lists grow by doubling, so those of residents who come during the run may take twice their place.
    fn memory(&self, residents: f64, printers: u64) -> u64 {
        let place = size_of::<Place>() as f64;
        let newcomers = (residents - f64::from(self.backlog.total)).max(0.0);
        let of_residents = newcomers * 2.0 * place + residents / 8.0;
        let sites = self.sites.len() as u64;
        let a_site = size_of::<SiteState>() + 2 * size_of::<TimeByState>() + 8;
        let a_kecamatan = 200;
        let a_day = 2 * size_of::<u32>() as u64;
        of_residents as u64
            + printers * size_of::<Machine>() as u64
            + sites * (a_site as u64 + 4 * self.observations.len() as u64)
            + self.kecamatan.len() as u64 * a_kecamatan
            + u64::from(self.last_day() + 1) * a_day
    }
}

/// How often a plan's office opens.
struct OpenDays {
    all: f64,
    windows: f64,
    of_recordings: f64,
}

impl OpenDays {
    fn of(plan: &Plan) -> Self {
        let mut days = Self {
            all: 0.0,
            windows: 0.0,
            of_recordings: 0.0,
        };
        let until = plan.arrivals.until.unwrap_or(plan.horizon);
        for (date, hours) in plan.days.open_days(plan.start, plan.horizon) {
            days.all += 1.0;
            days.windows += hours.windows().len() as f64;
            days.of_recordings += f64::from((plan.arrivals.from..=until).contains(&date));
        }
        days
    }
}

impl Printer {
    fn worst_spoilage(&self) -> f64 {
        match self.overload {
            0 => self.spoilage,
            _ => self.spoilage.max(self.overload_spoilage),
        }
    }
}

/// Refuses a plan that is too large to be run.
pub(super) fn check(plan: &Plan) -> Result<()> {
    let ribbons = plan.ribbons.iter();
    let ribbons = ribbons.map(|ribbons| ("ribbons", ribbons.on_hand, &ribbons.deliveries));
    let blanks = ("blanks", plan.blanks.on_hand, &plan.blanks.deliveries);
    for (what, on_hand, deliveries) in ribbons.chain([blanks]) {
        let delivered: u64 = deliveries.iter().map(|d| u64::from(d.pieces)).sum();
        let pieces = u64::from(on_hand) + delivered;
        if pieces > MOST_PIECES {
            let message =
                format!("there are {pieces} {what} in all; at most {MOST_PIECES} are wanted");
            return Err(Error::new(ErrorKind::Value, message));
        }
    }
    let Some((what, found, most)) = plan.size().excess() else {
        return Ok(());
    };
    let what = match what {
        TooLarge::Residents => return Err(too_many_residents(found as u64)),
        TooLarge::Cards => "cards may be printed",
        TooLarge::Looks => "times a printer is looked at, at openings, outages and deliveries",
    };
    let message = format!(
        "one replication is too large: about {found:.0} {what}; at most {most:.0} are wanted"
    );
    Err(Error::new(ErrorKind::Value, message))
}

pub(super) fn too_many_residents(found: u64) -> Error {
    let message = format!(
        "one replication is too large: about {found} residents; at most {MOST_RESIDENTS} are wanted"
    );
    Error::new(ErrorKind::Value, message)
}
