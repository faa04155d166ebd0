//! The work and memory that one replication of a plan takes, computed from the plan alone.
//!
//! The limits count residents, cards and printers looked at, so they are the same on every machine. They keep a plan of a few lines
//! from using up the machine: a replication at the limits takes less than 2 GB and some ten seconds.

use super::ids::SiteId;
use super::limits::{MOST_CARDS, MOST_LOOKS, MOST_PIECES, MOST_RESIDENTS};
use super::place::Place;
use super::plan::{Held, OutageTimes, Plan, Printer, pieces_in_all};
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Distribution, Streams};
use crate::time::Span;
use crate::words::Message;

/// Bytes per printer, site and kecamatan in a replication; a test compares them with the types.
const A_PRINTER: u64 = 320;
const A_SITE: u64 = 320;
const A_KECAMATAN: u64 = 200;

/// Finding a stream by name costs as much as looking at this many printers.
const LOOKS_A_STREAM: f64 = 10.0;

/// The size of one replication of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Size {
    /// Residents: the backlog, the campaigns, and the mean of the daily recordings.
    pub residents: f64,
    /// The residents that chance hardly ever exceeds: for the daily recordings their mean and six standard deviations, but no
    /// more than if every draw were as large as one in 10⁹. Each draw is rounded to whole residents, which counts too.
    pub most_residents: f64,
    /// Maximum number of cards started, misprints included.
    pub cards: f64,
    /// Looks at printers when the office opens, when an outage begins or ends, and when a delivery comes; plus cards counted in the
    /// windows of observations.
    pub looks: f64,
    /// Memory of one running replication, in bytes. Each thread runs one.
    pub memory: u64,
}

/// The count that makes a plan too large to run.
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
    /// The first count that is too large, with its value and its limit.
    #[must_use]
    pub fn excess(&self) -> Option<(TooLarge, f64, f64)> {
        let all = [
            (
                TooLarge::Residents,
                self.most_residents,
                f64::from(MOST_RESIDENTS),
            ),
            (TooLarge::Cards, self.cards, MOST_CARDS),
            (TooLarge::Looks, self.looks, MOST_LOOKS),
        ];
        all.into_iter().find(|(_, found, most)| found > most)
    }

    /// A message that says which count is too large.
    pub(crate) fn too_large(&self) -> Option<Message> {
        let (what, found, most) = self.excess()?;
        let found = found.ceil();
        Some(match what {
            TooLarge::Residents => too_many_residents(found),
            TooLarge::Cards => Message::new("too-many-cards")
                .with("found", found)
                .with("most", most),
            TooLarge::Looks => Message::new("too-many-looks")
                .with("found", found)
                .with("most", most),
        })
    }
}

impl Plan {
    /// The work and memory that one replication takes. The plan must be [valid](Plan::validate).
    #[must_use]
    pub fn size(&self) -> Size {
        let days = OpenDays::of(self);
        let printers = || self.sites.iter().flat_map(|site| &site.printers);
        let (residents, most_residents) = self.residents(&days);
        let cards = self.most_cards(residents, days.all);
        Size {
            residents,
            most_residents,
            cards,
            looks: self.looks(&days) + self.observed(cards),
            memory: self.memory(residents, printers().count() as u64),
        }
    }

    /// The residents expected, and those that chance hardly ever exceeds.
    fn residents(&self, days: &OpenDays) -> (f64, f64) {
        let campaigns = self.arrivals.campaigns.iter();
        let campaigns = campaigns.filter(|campaign| campaign.date <= self.horizon);
        let recorded: f64 = campaigns.map(|c| f64::from(c.recordings)).sum();
        let known = f64::from(self.backlog.total) + recorded;
        let daily = || self.kecamatan.iter().filter_map(|k| k.recordings.as_ref());
        let a_day: f64 = daily().map(|recordings| recordings.mean()).sum();
        let most = most_recorded(daily(), days.of_recordings);
        (known + a_day * days.of_recordings, known + most)
    }

    /// Cards for all residents including misprints, as far as blanks and limits allow.
    fn most_cards(&self, residents: f64, open_days: f64) -> f64 {
        let printers = || self.sites.iter().flat_map(|site| &site.printers);
        let misprinted = printers().map(Printer::worst_spoilage).fold(0.0, f64::max);
        let blanks = pieces_in_all(self.blanks.on_hand, &self.blanks.deliveries);
        let a_day: f64 = printers().map(|p| f64::from(p.most_a_day())).sum();
        let for_all = residents / (1.0 - misprinted);
        for_all.min(blanks as f64).min(a_day * open_days)
    }

    fn looks(&self, days: &OpenDays) -> f64 {
        let printers_of = |s: &SiteId| self.site(*s).printers.len() as f64;
        let printers: f64 = self
            .sites
            .iter()
            .map(|site| site.printers.len() as f64)
            .sum();
        let at_random = self.sites.iter().flat_map(|site| &site.printers);
        let at_random = at_random.filter(|p| p.daily_availability < 1.0).count() as f64;
        let recording = self.kecamatan.iter().filter(|k| k.recordings.is_some());
        let streams = at_random * days.all + recording.count() as f64 * days.of_recordings;
        let outages = (self.outages.iter()).map(|outage| {
            let times = match &outage.when {
                OutageTimes::Fixed { .. } | OutageTimes::Begun { .. } => 1.0,
                OutageTimes::Random { every, lasts } => self.most_outages(every, lasts),
            };
            let concerned = outage.sites.iter().map(|s| 1.0 + printers_of(s));
            2.0 * times * concerned.sum::<f64>()
        });
        let stocks = match self.blanks.held {
            Held::Pooled => 1.0,
            Held::BySite(_) => self.sites.len() as f64,
        };
        let deliveries = self.blanks.deliveries.iter().map(|d| match d.site {
            Some(site) => stocks + printers_of(&site),
            None => stocks + printers,
        });
        let ribbons = self.ribbons.iter().flat_map(|ribbons| &ribbons.deliveries);
        days.windows * printers
            + LOOKS_A_STREAM * streams
            + outages.sum::<f64>()
            + deliveries.sum::<f64>()
            + ribbons.count() as f64 * printers
            + self.observations.len() as f64 * self.sites.len() as f64
    }

    /// An upper bound on the expected number of times that an outage happens.
    ///
    /// By Lorden's inequality (1970, Annals of Mathematical Statistics 41), the mean number of renewals in a time *t* is at most
    /// (*t* + E[X²] / E[X]) / E[X]. If X is cut at *t*, which changes no renewal before *t*, that is at most 2 *t* / E[X]. Without
    /// the cut, the mean of a heavy-tailed distribution hides a million short times. The mean of the cut times is an average over
    /// draws, always the same ones.
    fn most_outages(&self, every: &Distribution<Span>, lasts: &Distribution<Span>) -> f64 {
        const DRAWS: u32 = 1000;
        let all = f64::from(self.last_day() + 1);
        if every.is_constant() && lasts.is_constant() {
            return 1.0 + all / (every.mean().as_days() + lasts.mean().as_days());
        }
        let mut stream = Streams::new(0, 0).stream("size");
        let mut cut =
            || (every.draw(&mut stream).as_days() + lasts.draw(&mut stream).as_days()).min(all);
        let mean = (0..DRAWS).map(|_| cut()).sum::<f64>() / f64::from(DRAWS);
        1.0 + 2.0 * all / mean.max(f64::MIN_POSITIVE)
    }

    /// Number of times that cards are counted in the windows of observations.
    fn observed(&self, cards: f64) -> f64 {
        let all = f64::from(self.last_day() + 1);
        let window = |(from, until)| {
            let [from, until] =
                [from, until].map(|at| self.time_of(at).as_micros() as f64 / 8.64e10);
            (until.min(all) - from.max(0.0)).max(0.0) / all
        };
        let windows = self.observations.iter().map(|o| window((o.from, o.until)));
        // Most cards may be printed on few of the days, so a window counts as at least a hundredth of the cards.
        windows.map(|share| share.max(0.01)).sum::<f64>() * cards
    }

    /// Lists grow by doubling, so the lists of residents who come during the run may take twice the space.
    fn memory(&self, residents: f64, printers: u64) -> u64 {
        let place = size_of::<Place>() as f64;
        let newcomers = (residents - f64::from(self.backlog.total)).max(0.0);
        let of_residents = newcomers * 2.0 * place + residents / 8.0;
        let sites = self.sites.len() as u64;
        let a_day = 2 * size_of::<u32>() as u64;
        of_residents as u64
            + printers * A_PRINTER
            + sites * (A_SITE + 4 * self.observations.len() as u64)
            + self.kecamatan.len() as u64 * A_KECAMATAN
            + u64::from(self.last_day() + 1) * a_day
    }
}

/// How often the office of a plan opens.
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
        for (date, hours) in plan.days.open_days(plan.start, plan.horizon) {
            days.all += 1.0;
            days.windows += hours.windows().len() as f64;
            days.of_recordings += f64::from(plan.arrivals.are_daily_on(date));
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

/// The recordings of so many days that chance hardly ever exceeds.
fn most_recorded<'a>(daily: impl Iterator<Item = &'a Distribution<f64>>, days: f64) -> f64 {
    /// In how many standard deviations of their sum the draws stay. Even for draws that follow no bell curve, Cantelli's
    /// inequality leaves 1 in 37 beyond; for the sum of many, it is 1 in 10⁹.
    const DEVIATIONS: f64 = 6.0;
    let (mut mean, mut variance, mut greatest) = (0.0, 0.0, 0.0);
    for recordings in daily {
        if recordings.is_constant() {
            mean += recordings.mean().round();
            greatest += recordings.mean().round();
            continue;
        }
        // Rounding may move each draw by a half.
        let rounding = f64::from(u8::from(!recordings.is_whole())) / 2.0;
        let deviation = recordings.variance().sqrt() + rounding;
        mean += recordings.mean() + rounding;
        variance += deviation * deviation;
        greatest += recordings.seldom_exceeded().round();
    }
    let usual = days * mean + DEVIATIONS * (days * variance).sqrt();
    usual.min(days * greatest)
}

/// Refuses a plan that is too large to be run.
pub(super) fn check(plan: &Plan) -> Result<()> {
    let refuse = |message| Err(Error::of(ErrorKind::Value, message));
    let blanks = pieces_in_all(plan.blanks.on_hand, &plan.blanks.deliveries);
    if blanks > MOST_PIECES {
        return refuse(
            Message::new("too-many-blanks")
                .with("found", blanks)
                .with("most", MOST_PIECES),
        );
    }
    let ribbons = plan.ribbons.as_ref();
    let ribbons = ribbons.map_or(0, |r| pieces_in_all(r.on_hand, &r.deliveries));
    if ribbons > MOST_PIECES {
        return refuse(
            Message::new("too-many-ribbons")
                .with("found", ribbons)
                .with("most", MOST_PIECES),
        );
    }
    match plan.size().too_large() {
        Some(message) => refuse(message),
        None => Ok(()),
    }
}

pub(super) fn too_many_residents(found: f64) -> Message {
    Message::new("too-many-residents")
        .with("found", found)
        .with("most", MOST_RESIDENTS)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::plan::{Delivery, Observation, Outage};
    use super::super::sample::{bangli_exact, printer};
    use super::*;
    use crate::time::days;

    fn looks(plan: &Plan) -> f64 {
        let size = plan.size();
        assert_eq!(
            size.excess().is_some(),
            size.looks > MOST_LOOKS,
            "nothing else is too large"
        );
        size.looks
    }

    fn with_printers(number: usize) -> Plan {
        let mut plan = bangli_exact();
        plan.sites[0].printers = vec![printer(); number];
        plan
    }

    #[test]
    fn memory_is_counted_by_what_the_types_take() {
        use crate::office::TimeByState;
        use crate::office::machine::Machine;
        use crate::office::state::SiteState;
        let printer = size_of::<Machine>() as u64;
        let site = (size_of::<SiteState>() + 2 * size_of::<TimeByState>() + 8) as u64;
        assert!((A_PRINTER / 2..=A_PRINTER).contains(&printer), "{printer}");
        assert!((A_SITE / 2..=A_SITE).contains(&site), "{site}");
    }

    #[test]
    fn the_exact_case_is_counted_by_hand() {
        let size = bangli_exact().size();
        assert_eq!((size.residents, size.cards), (8000.0, 8000.0));
        // Five printers on each open day from 26 April to 29 December.
        let open = bangli_exact().working_days_to(247);
        assert_eq!(size.looks, 5.0 * f64::from(open));
    }

    /// By Poisson draws of mean 25 on each of 10 days from two kecamatan: 500 ± 22.4, six times of which is 134.2.
    #[test]
    fn chance_gets_six_standard_deviations_more_than_the_500_expected_634() {
        let mut plan = bangli_exact();
        plan.backlog.total = 1000;
        let (from, mut last) = (plan.start, 0);
        while plan.working_days_to(last) < 10 {
            last += 1;
        }
        plan.arrivals.from = from;
        plan.arrivals.until = Some(plan.date(last));
        for kecamatan in &mut plan.kecamatan[..2] {
            kecamatan.recordings = Some(Distribution::poisson(25.0).unwrap());
        }
        let size = plan.size();
        assert_eq!(size.residents, 1500.0);
        assert!(
            (size.most_residents - 1634.164).abs() < 1e-3,
            "{}",
            size.most_residents
        );
        // A constant leaves nothing to chance, but is rounded.
        for kecamatan in &mut plan.kecamatan[..2] {
            kecamatan.recordings = Some(Distribution::constant(24.6).unwrap());
        }
        let size = plan.size();
        assert_eq!((size.residents, size.most_residents), (1492.0, 1500.0));
        // Nor can more come than the greatest draw of every day.
        plan.arrivals.until = Some(plan.start);
        plan.kecamatan[0].recordings = None;
        plan.kecamatan[1].recordings = Some(Distribution::uniform(0.0, 50.0).unwrap());
        assert_eq!(plan.size().most_residents, 1050.0);
    }

    /// The mean is 19,999,000, and 26,833 lie within six standard deviations.
    #[test]
    fn a_plan_just_below_20_million_residents_is_refused_before_it_runs() {
        let mut plan = bangli_exact();
        let days = plan.working_days_to(247);
        plan.backlog.total = 0;
        let mean = 19_999_000.0 / f64::from(days);
        plan.kecamatan[0].recordings = Some(Distribution::poisson(mean).unwrap());
        let size = plan.size();
        assert!(size.residents < f64::from(MOST_RESIDENTS));
        assert!(
            (size.most_residents - 20_025_832.0).abs() < 1.0,
            "{}",
            size.most_residents
        );
        let error = check(&plan).unwrap_err().to_string();
        assert!(error.contains("about 20,025,8"), "{error}");
        // As many without chance are accepted.
        plan.kecamatan[0].recordings = Some(Distribution::constant(mean.floor()).unwrap());
        assert!(check(&plan).is_ok());
    }

    #[test]
    fn outages_are_counted_by_their_short_times() {
        let mut plan = with_printers(1000);
        let before = looks(&plan);
        let outage = |every, lasts| Outage {
            name: "server".into(),
            common: false,
            sites: vec![SiteId::new(0)],
            when: OutageTimes::Random { every, lasts },
        };
        let constant = |span| Distribution::constant(span).unwrap();
        plan.outages = vec![outage(constant(days(1.0)), constant(days(1.0)))];
        // 248 days, an outage every other day, a beginning and an end of it, and the site itself.
        assert_eq!(looks(&plan) - before, 2.0 * 125.0 * 1001.0);
        // The mean is years, so by the mean there would be no outage; but half of the times are below some microseconds.
        let heavy = Distribution::lognormal(Span::from_micros(2), 3500.0).unwrap();
        assert!(heavy.mean() > days(1000.0));
        plan.outages = vec![outage(heavy.clone(), heavy)];
        assert!(looks(&plan) - before > 1000.0 * 2.0 * 1001.0);
    }

    #[test]
    fn deliveries_concern_all_printers_of_a_stock() {
        let mut plan = with_printers(60_000);
        let before = looks(&plan);
        let delivery = |site| Delivery {
            date: date(2017, 5, 2),
            at_ministry: None,
            delay: None,
            pieces: 1,
            site,
        };
        plan.blanks.deliveries = vec![delivery(None); 10];
        assert_eq!(looks(&plan) - before, 10.0 * (1.0 + 60_004.0));
        plan.blanks.held = Held::BySite(vec![1.0; 5]);
        plan.blanks.deliveries = vec![delivery(Some(SiteId::new(1))); 10];
        assert_eq!(looks(&plan) - before, 10.0 * (5.0 + 1.0));
    }

    #[test]
    fn observations_count_the_cards_of_their_windows() {
        let mut plan = bangli_exact();
        let before = looks(&plan);
        let seen = Observation {
            from: (date(2017, 4, 26), 0),
            until: (date(2017, 12, 30), 0),
            counted: Default::default(),
            total: 0,
            sites: vec![],
        };
        plan.observations = vec![seen; 100];
        assert_eq!(looks(&plan) - before, 100.0 * (8000.0 + 5.0));
        plan.observations = vec![plan.observations[0].clone(); 100_000];
        assert!(looks(&plan) > MOST_LOOKS);
    }

    #[test]
    fn what_is_too_large_is_said_with_its_number() {
        let mut plan = bangli_exact();
        plan.kecamatan[0].recordings = Some(Distribution::constant(1e6).unwrap());
        let error = check(&plan).unwrap_err().to_string();
        let found = 8000 + 1_000_000 * plan.working_days_to(247);
        let found = crate::words::number(crate::words::Lang::En, found);
        assert!(
            error.contains(&format!("about {found} residents")),
            "{error}"
        );
        let mut plan = bangli_exact();
        plan.backlog.total = 10_000_000;
        plan.blanks.on_hand = 1_000_000_000;
        for site in &mut plan.sites {
            site.printers = vec![printer(); 2000];
            site.printers[0].spoilage = 0.9;
        }
        let error = check(&plan).unwrap_err().to_string();
        assert!(error.contains("cards, misprints included"), "{error}");
    }
}
