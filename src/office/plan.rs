//! The plan: everything the office model is told. A scenario file is one way to write a plan; a program may also build one directly.

// | file, in reading order | what it holds |
// |---|---|
// | `plan` | the parts of a plan |
// | `printer` | a printer: fields, defaults, check |
// | `new` | the other parts with their defaults |
// | `texts` | texts in both languages |
// | `validate` | checks across several parts |
// | `reach` | who can be served at all |
// | `without` | a plan without a cause of delay |
// | `worlds` | what nobody knows, drawn for each replication |

mod new;
mod printer;
mod reach;
mod texts;
mod validate;
mod without;
mod worlds;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::days::OfficeDays;
use super::ids::{KecamatanId, SiteId};
use crate::error::{Error, ErrorKind, Result};
use crate::random::{Distribution, Stream, Streams};
use crate::time::Span;
use crate::words::Message;

pub use printer::Printer;
pub use texts::Texts;
pub use without::Hindrance;
pub use worlds::{Possible, Unknown, World, Worlds};

/// The whole scenario: the office, its residents, its blanks and its open days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Plan {
    /// The name of the scenario in reports.
    pub name: String,
    /// The code of the office in a nation, with which the names of its random streams begin; `None` for an office by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The first simulated day, which is the first printing day.
    pub start: Date,
    /// The last simulated day. What has not happened by its end is *censored*.
    pub horizon: Date,
    /// The days on which the office is open, and its hours.
    pub days: OfficeDays,
    /// The places that print.
    pub sites: Vec<Site>,
    /// The districts whose residents wait.
    pub kecamatan: Vec<Kecamatan>,
    /// Who may be served where.
    pub routing: Routing,
    /// The residents waiting at the start.
    pub backlog: Backlog,
    /// New recordings during the run.
    pub arrivals: NewRecordings,
    /// How long a temporary certificate (suket) is valid, in months from the recording date.
    pub suket_months: u32,
    /// The blank cards.
    pub blanks: Blanks,
    /// The ribbons; `None` means that ribbons never run out.
    pub ribbons: Option<Ribbons>,
    /// The order in which the one upgrade crew works on the sites whose upgrade is [`Upgrade::Crew`].
    pub crew_order: Vec<SiteId>,
    /// Stops of one or more sites.
    pub outages: Vec<Outage>,
    /// Counts from the real office, to compare the simulation with.
    pub observations: Vec<Observation>,
    /// What nobody knows. [`Setup::new`](super::Setup::new) takes the plan as it is; projections draw the plan of each replication.
    #[serde(skip_serializing_if = "Worlds::is_empty")]
    pub worlds: Worlds,
    /// Where values are from, and which are estimates, for reports. They change no number and do not enter the digest.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// The scenario file that describes the plan, with everything it extends in one text; `None` for a plan that was not read from one.
    /// A result carries it, so that it can be repeated. It does not enter the digest.
    #[serde(skip)]
    pub text: Option<Arc<str>>,
    /// How the ministry of its nation allots the blanks, for reports; `None` for an office by itself. It changes no number and does not enter the
    /// digest.
    #[serde(skip)]
    pub allotted: Option<Allotted>,
    /// Names, reasons and sources in the other language, for reports. They change no number and do not enter the digest.
    #[serde(skip)]
    pub texts: Texts,
}

/// How a nation allots blanks to one of its offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Allotted {
    /// The word of the rule in a nation file.
    pub rule: &'static str,
    /// The number of offices in all.
    pub offices: u32,
}

/// What a planner says of a value.
///
/// An empty mark belongs to a value of one printer that replaces a marked default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mark {
    /// The key, from the root of the scenario file: `sites.Susut.printers[1].life`, where items of a list are counted from 1.
    pub path: String,
    /// Where the value is from.
    pub source: Option<String>,
    /// Whether it is an estimate, if the planner says so.
    pub estimate: Option<bool>,
}

/// A place with printers: the head office or the counter in a kecamatan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Site {
    /// Its name, unique among the sites.
    pub name: String,
    /// Whether this is the head office, to which [`Routing`] may send residents of other kecamatan.
    pub office: bool,
    /// The kecamatan that this site serves as its own.
    pub kecamatan: Option<KecamatanId>,
    /// Its printers, in order.
    pub printers: Vec<Printer>,
    /// When it can print on the new application.
    pub upgrade: Upgrade,
}

/// When a site can print on SIAK 5: from the opening of the day on which the upgrade is done, unless a time of day is given.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub enum Upgrade {
    /// The upgrade was done before the start.
    Done,
    /// It is done on a date, at opening or at a minute of that day.
    On {
        /// The date.
        date: Date,
        /// Minutes after midnight; `None`: at opening.
        minute: Option<u16>,
    },
    /// It is done some time after the start.
    After(Delay),
    /// The one crew does it, in [`Plan::crew_order`]; this is the time that the crew needs for this site.
    Crew(Delay),
    /// It is not done within the horizon.
    Never,
}

/// A random or fixed delay, counted in calendar time or in working days.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub enum Delay {
    /// Calendar time.
    Calendar(Distribution<Span>),
    /// Working days: a delay of *n* ends on the next open day after *n* of them. Fractions of a day are dropped.
    WorkingDays(Distribution<f64>),
}

/// A district whose residents wait.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Kecamatan {
    /// Its name, unique among the kecamatan.
    pub name: String,
    /// Its part of the backlog, relative to the others.
    pub share: f64,
    /// New recordings per working day; each draw is rounded to whole residents.
    pub recordings: Option<Distribution<f64>>,
}

/// Who may be served where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Routing {
    /// Each resident at the site of the own kecamatan only.
    Own,
    /// At the own site and at the office.
    OwnAndOffice,
    /// At the own site; at the office while the own site is down (upgrade, outage, or no printer up).
    OfficeWhileDown,
    /// Anybody anywhere.
    Pooled,
}

/// The residents who wait at the start. If it is not known [by date](Self::by_date) who they are, recording dates are spread evenly from the first to the last
/// date within each kecamatan, and suket holders evenly among the residents.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Backlog {
    /// Number of residents who wait.
    pub total: u32,
    /// The earliest recording date.
    pub recorded_from: Date,
    /// The latest recording date.
    pub recorded_to: Date,
    /// The share of residents who hold a temporary certificate (suket), 0 to 1.
    pub suket_share: f64,
    /// How many were recorded on which day in which kecamatan, as a register has them; empty if that is not known. The shares of the kecamatan are then
    /// those of new recordings alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_date: Vec<Recorded>,
}

/// Residents who wait at the start: those of one kecamatan who were recorded on one day, with or without a suket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Recorded {
    /// Their kecamatan.
    pub kecamatan: KecamatanId,
    /// The day on which they were recorded.
    pub date: Date,
    /// Whether they hold a temporary certificate (suket).
    pub holds_suket: bool,
    /// How many they are.
    pub residents: u32,
}

/// New recordings. Residents join the queue at the first opening of the day on which they are recorded.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NewRecordings {
    /// The first day of the daily recordings of [`Kecamatan::recordings`].
    pub from: Date,
    /// The last day of the daily recordings; `None` for the horizon.
    pub until: Option<Date>,
    /// The share of new residents who are given a suket, 0 to 1.
    pub suket_share: f64,
    /// Village campaigns.
    pub campaigns: Vec<Campaign>,
}

impl NewRecordings {
    /// Whether the daily recordings of an open day go on.
    pub(crate) fn are_daily_on(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}

/// Many recordings in one kecamatan on one day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Campaign {
    /// The day; if it is closed, the residents join at the next opening.
    pub date: Date,
    /// The kecamatan.
    pub kecamatan: KecamatanId,
    /// Number of residents recorded.
    pub recordings: u32,
}

/// The stock of blank cards.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Blanks {
    /// Pieces on hand when the first day begins.
    pub on_hand: u32,
    /// The day they were received, for the report.
    pub received_on: Option<Date>,
    /// One stock for all, or one per site.
    pub held: Held,
    /// Later deliveries.
    pub deliveries: Vec<Delivery>,
}

/// Where blanks are kept. Ribbons are always pooled.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub enum Held {
    /// One stock for all sites.
    Pooled,
    /// One stock per site, allotted in proportion to these weights, one per site; no blanks move between sites afterwards.
    BySite(Vec<f64>),
}

impl Held {
    /// The number of stocks.
    pub(crate) fn stocks(&self) -> usize {
        match self {
            Held::Pooled => 1,
            Held::BySite(weights) => weights.len(),
        }
    }

    /// The stock that a site uses; 0 if blanks are pooled.
    pub(super) fn stock_of(&self, site: SiteId) -> usize {
        match self {
            Held::Pooled => 0,
            Held::BySite(_) => site.index(),
        }
    }
}

/// Pieces that arrive together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Delivery {
    /// The date on which it arrives, or is asked for if there is a delay. Pieces are usable from the opening of the arrival day.
    pub date: Date,
    /// Time from the date until the pieces are at the ministry, drawn alike for all offices of a nation; the delay begins then. `None` if
    /// they are there on the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_ministry: Option<Delay>,
    /// Time from asking to arrival; `None` if it arrives on the date.
    pub delay: Option<Delay>,
    /// Number of pieces.
    pub pieces: u32,
    /// The site that gets all of it; `None` if pooled, or split like the first allotment.
    pub site: Option<SiteId>,
}

/// The total of the pieces on hand when the first day begins and of all later deliveries.
pub(crate) fn pieces_in_all(on_hand: u32, deliveries: &[Delivery]) -> u64 {
    let later = deliveries.iter().map(|delivery| u64::from(delivery.pieces));
    u64::from(on_hand) + later.sum::<u64>()
}

/// Printing ribbons: each printer holds one and takes the next from the stock when it is used up.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Ribbons {
    /// Ribbons in the printers and on the shelf when the first day begins.
    pub on_hand: u32,
    /// Number of cards per ribbon.
    pub cards_each: Distribution<f64>,
    /// Later deliveries of ribbons.
    pub deliveries: Vec<Delivery>,
}

/// A stop of some sites, at a fixed time or at random. Cards in print are finished.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Outage {
    /// Its name in the trace.
    pub name: String,
    /// The sites that stop.
    pub sites: Vec<SiteId>,
    /// When.
    pub when: OutageTimes,
    /// Whether it is one outage of all offices of a nation, which its draws then have in common.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub common: bool,
}

/// When an outage happens.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub enum OutageTimes {
    /// Once, from a date and minute until another.
    Fixed {
        /// First day and minute.
        from: (Date, u16),
        /// Day and minute at which it is over.
        until: (Date, u16),
    },
    /// Once, from a date and minute on, for a time that is drawn. If it has begun before the start, its length is one of those that reach beyond the start.
    Begun {
        /// First day and minute.
        from: (Date, u16),
        /// Length of the outage, in calendar time.
        lasts: Distribution<Span>,
    },
    /// Repeatedly: the time from the start, or from the end of the last outage, to the next one, and its length; in calendar time.
    Random {
        /// Time without outage.
        every: Distribution<Span>,
        /// Length of the outage.
        lasts: Distribution<Span>,
    },
}

/// What was counted in the real office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Counted {
    /// Good cards.
    #[default]
    Cards,
    /// Blanks used: good cards and misprints.
    Blanks,
}

impl Counted {
    /// The ways to count, with their words in scenario files.
    pub const ALL: [(&'static str, Counted); 2] =
        [("cards", Counted::Cards), ("blanks", Counted::Blanks)];
}

/// Cards counted in the real office during a window of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Observation {
    /// First day and minute of the window.
    pub from: (Date, u16),
    /// Day and minute at which the window ends.
    pub until: (Date, u16),
    /// What was counted.
    pub counted: Counted,
    /// The total as reported.
    pub total: u32,
    /// Per site, as reported; the sum may differ from the total, and both are kept.
    pub sites: Vec<(SiteId, u32)>,
}

impl Plan {
    /// The longest opening time among the first 14 open days of the run, which hold every open day of the week.
    pub(crate) fn longest_day(&self) -> Option<Span> {
        self.days
            .open_days(self.start, self.horizon)
            .take(14)
            .map(|(_, hours)| hours.length())
            .max()
    }

    /// The stream with this name; in a nation the name begins with the code of the office, so that no two offices share their luck.
    pub(super) fn stream(&self, streams: &Streams, name: &str) -> Stream {
        match &self.code {
            None => streams.stream(name),
            Some(code) => streams.stream(&[code, "/", name].concat()),
        }
    }

    /// A site.
    ///
    /// # Panics
    ///
    /// If there is none with this id.
    #[must_use]
    pub fn site(&self, id: SiteId) -> &Site {
        &self.sites[id.index()]
    }

    /// All sites with their ids.
    pub fn sites_by_id(&self) -> impl DoubleEndedIterator<Item = (SiteId, &Site)> {
        let sites = self.sites.iter().enumerate();
        sites.map(|(number, site)| (SiteId::new(number), site))
    }

    /// All kecamatan with their ids.
    pub fn kecamatan_by_id(&self) -> impl DoubleEndedIterator<Item = (KecamatanId, &Kecamatan)> {
        let kecamatan = self.kecamatan.iter().enumerate();
        kecamatan.map(|(number, kecamatan)| (KecamatanId::new(number), kecamatan))
    }

    /// A hash of everything that can change a result, in 32 hexadecimal digits. How the file was written (comments, order, `extends`)
    /// does not matter.
    pub fn digest(&self) -> String {
        let json = serde_json::to_vec(self).expect("a plan holds nothing that JSON cannot");
        format!("{:032x}", xxhash_rust::xxh3::xxh3_128(&json))
    }
}

impl Routing {
    /// Every routing.
    pub const ALL: [Routing; 4] = [
        Routing::Own,
        Routing::OwnAndOffice,
        Routing::OfficeWhileDown,
        Routing::Pooled,
    ];

    /// Its word in scenario files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Routing::Own => "own",
            Routing::OwnAndOffice => "own-and-office",
            Routing::OfficeWhileDown => "office-while-down",
            Routing::Pooled => "pooled",
        }
    }
}

impl fmt::Display for Routing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

impl FromStr for Routing {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] for anything but the word of a routing.
    fn from_str(text: &str) -> Result<Self> {
        let found = Routing::ALL
            .into_iter()
            .find(|routing| routing.key() == text);
        found.ok_or_else(|| {
            let message = Message::new("routing-unknown")
                .with("found", text)
                .with("known", Routing::ALL.map(Routing::key).join(", "));
            Error::of(ErrorKind::Value, message)
        })
    }
}
