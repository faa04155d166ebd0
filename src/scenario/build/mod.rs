//! Builds the plan from the tree.

// | file, in reading order | what it holds |
// |---|---|
// | `days` | `[opening_hours]` and `[holidays]` |
// | `printers` | `[printer]`, and the printers of each site |
// | `sites` | `[sites]`, `[kecamatan]` and `[upgrades]` |
// | `nation` | `[nation]` |
// | `by_date` | `backlog.by_date`: who waits, from a table |
// | `stock` | `[blanks]` and `[ribbons]` |
// | `happenings` | `[[outages]]`, `[[observations]]`, campaigns |
// | `size` | refuses plans that are too large to run |
// | `warnings` | warns about plans that are possible but hardly meant |

mod by_date;
mod days;
mod happenings;
pub(super) mod nation;
mod printers;
mod sites;
mod size;
mod stock;
mod warnings;

use std::collections::HashSet;

use jiff::civil::Date;

use super::log::Log;
use super::names::Names;
use super::problem::{Problem, Problems};
use super::reader::Field;
use super::section::Section;
use super::tree::{Data, Node};
use crate::office::SiteId;
use crate::office::plan::{Backlog, NewRecordings, Plan, Routing, Texts, Worlds};
use crate::words::Message;

/// The longest horizon, in days after the start: 30 years.
const LONGEST_DAYS: i64 = 30 * 366;
/// The largest count that a scenario may give, of residents, pieces or observed cards.
const MOST_RESIDENTS: u32 = 10_000_000;

/// Builds the plan and its warnings, or returns problems with at least one error among them; `faults` are errors found before. `by_date` is
/// the backlog of a table that was read before: it is the same in all worlds of a scenario.
pub(super) fn plan(
    root: &Node,
    stem: &str,
    faults: Vec<Problem>,
    by_date: Option<&Backlog>,
) -> Result<(Plan, Vec<Problem>), Problems> {
    let log = Log::with(faults);
    let field = Field::new(root, String::new(), &log);
    let plan = field
        .section("")
        .and_then(|root| Builder { root, by_date }.build(stem));
    let plan = plan.filter(|_| !log.has_errors());
    if let Some(plan) = &plan {
        warnings::check(plan, &field);
    }
    let mut problems = log.into_problems(&root.origin);
    let Some(plan) = plan else {
        problems.drop_lesser();
        return Err(problems);
    };
    match plan.validate() {
        Ok(()) => match size::check(&plan) {
            Ok(note) => {
                let note = note.map(|m| Problem::warning(&root.origin, "", m));
                problems.kept.extend(note);
                Ok((plan, problems.kept))
            }
            Err(message) => {
                let problem = Problem::error(&root.origin, "", message);
                problems.kept.push(problem);
                Err(problems)
            }
        },
        Err(error) => {
            let message = Message::new("plan-refused").with("detail", error);
            problems
                .kept
                .push(Problem::error(&root.origin, "", message));
            Err(problems)
        }
    }
}

/// The first and the last simulated day.
#[derive(Clone, Copy)]
pub(super) struct Period {
    pub start: Date,
    pub horizon: Date,
}

struct Builder<'a> {
    root: Section<'a>,
    by_date: Option<&'a Backlog>,
}

impl Builder<'_> {
    fn build(&self, stem: &str) -> Option<Plan> {
        let root = &self.root;
        let name = root.get("name").and_then(|field| {
            let text = field.text("wanted-title")?;
            let fits = (1..=120).contains(&text.chars().count());
            if !fits || text.chars().any(char::is_control) {
                field.refuse(Message::new("wanted-title"));
            }
            Some(text.to_owned())
        });
        let window = self.window();
        let routing = root
            .get("routing")
            .and_then(|field| field.choice(&Routing::ALL.map(|routing| (routing.key(), routing))))
            .unwrap_or(Routing::Pooled);
        let days = days::read(root, window);
        let defaults = root
            .section("printer")
            .map(|section| printers::Defaults::default().overlaid(&section))
            .unwrap_or_default();
        let arrivals = root.section("arrivals");
        let mut places = sites::read(root, &defaults, window);
        let backlog = self.backlog(&places.kecamatan_names, window);
        places.share_out(root, arrivals.as_ref(), backlog.as_ref());
        let suket_months = root
            .section("suket")
            .and_then(|suket| suket.get("valid_months")?.count(1, 1200))
            .unwrap_or(6);
        let suket_share = backlog.as_ref().map_or(1.0, |backlog| backlog.suket_share);
        let arrivals = read_arrivals(
            arrivals.as_ref(),
            &places.kecamatan_names,
            window,
            suket_share,
        );
        let blanks = stock::blanks(root, &places, window);
        let ribbons = stock::ribbons(root, &places, window);
        let outages = happenings::outages(root, &places, window);
        let observations = happenings::observations(root, &places);
        if routing == Routing::OwnAndOffice || routing == Routing::OfficeWhileDown {
            places.require_office(root, routing);
        }
        places.require_residents(root, routing);
        let window = window?;
        Some(Plan {
            allotted: None,
            name: name.unwrap_or_else(|| stem.to_owned()),
            code: None,
            start: window.start,
            horizon: window.horizon,
            days,
            sites: places.sites,
            kecamatan: places.kecamatan,
            routing,
            backlog: backlog?,
            arrivals,
            suket_months,
            blanks: blanks?,
            ribbons,
            crew_order: places.crew_order,
            outages,
            observations,
            worlds: Worlds::default(),
            marks: Vec::new(),
            text: None,
            texts: Texts::default(),
        })
    }

    fn window(&self) -> Option<Period> {
        let start = self.root.require("start", Message::new("wanted-date"));
        let horizon = self.root.require("horizon", Message::new("wanted-date"));
        let start = start.and_then(|field| field.date());
        let (horizon, field) = horizon.and_then(|field| Some((field.date()?, field)))?;
        let start = start?;
        let days = start.duration_until(horizon).as_hours() / 24;
        if days < 0 {
            field.refuse(Message::new("wanted-date-from").with("first", start));
            return None;
        }
        if days > LONGEST_DAYS {
            field.refuse(Message::new("wanted-horizon").with("start", start));
            return None;
        }
        Some(Period { start, horizon })
    }

    fn backlog(&self, kecamatan: &Names, window: Option<Period>) -> Option<Backlog> {
        let wanted = Message::new("wanted-count")
            .with("low", 0_u32)
            .with("high", MOST_RESIDENTS);
        let Some(field) = self.root.get("backlog") else {
            self.root.missing_below("backlog", "total", wanted);
            return None;
        };
        let section = field.section("backlog")?;
        if let Some(by_date) = section.get("by_date") {
            if let Some(read) = self.by_date {
                return Some(read.clone());
            }
            let beside = ["total", "recorded_from", "recorded_to", "suket_share"];
            for field in beside.into_iter().filter_map(|key| section.get(key)) {
                field.error(Message::new("by-date-beside"));
            }
            return by_date::read(&by_date, kecamatan, window.map(|window| window.start));
        }
        let total = section
            .require("total", wanted)
            .and_then(|field| field.count(0, MOST_RESIDENTS));
        let date = |key| {
            section
                .get(key)
                .and_then(|field| Some((field.date()?, field)))
        };
        let (from, to) = (date("recorded_from"), date("recorded_to"));
        let suket_share = section.get("suket_share").and_then(|field| field.share());
        let start = window?.start;
        let recorded_to = match &to {
            Some((date, field)) => {
                if *date >= start {
                    field.refuse(Message::new("wanted-date-before").with("start", start));
                }
                *date
            }
            None => start.yesterday().ok()?,
        };
        let recorded_from = match &from {
            Some((date, field)) => {
                if *date > recorded_to {
                    field.refuse(Message::new("wanted-date-until").with("last", recorded_to));
                }
                *date
            }
            // If the backlog was closed early, its oldest recording is no later than the day of closing.
            None => before(start, 180)?.min(recorded_to),
        };
        Some(Backlog {
            total: total?,
            recorded_from,
            recorded_to,
            suket_share: suket_share.unwrap_or(1.0),
            by_date: Vec::new(),
        })
    }
}

fn read_arrivals(
    section: Option<&Section>,
    kecamatan: &Names,
    window: Option<Period>,
    suket_share: f64,
) -> NewRecordings {
    let get = |key| section.and_then(|section| section.get(key));
    let from = get("from").and_then(|field| {
        let date = field.date()?;
        let window = window?;
        if date < window.start {
            field.refuse(Message::new("wanted-date-from").with("first", window.start));
        }
        Some(date)
    });
    let first = from.or(window.map(|window| window.start));
    let until = get("until").and_then(|field| {
        let date = field.date()?;
        if let Some(first) = first.filter(|first| date < *first) {
            field.refuse(Message::new("wanted-date-from").with("first", first));
        }
        Some(date)
    });
    NewRecordings {
        from: first.unwrap_or(Date::ZERO),
        until,
        suket_share: get("suket_share")
            .and_then(|field| field.share())
            // By default, new residents are given a suket as often as those of the backlog.
            .unwrap_or(suket_share),
        campaigns: get("campaigns")
            .map(|field| happenings::campaigns(&field, kecamatan, window))
            .unwrap_or_default(),
    }
}

/// The date this many days before another.
fn before(date: Date, days: i64) -> Option<Date> {
    date.checked_sub(jiff::Span::new().days(days)).ok()
}

/// Refuses a date before the start, for things that the stock on hand or the backlog already includes.
fn not_before_start(field: &Field, date: Date, window: Option<Period>) {
    if let Some(window) = window.filter(|window| date < window.start) {
        field.refuse(Message::new("wanted-date-from").with("first", window.start));
    }
}

/// Reads a table of values under names, each of which must be known; `None` for each unknown name.
fn by_name<'a>(field: &Field<'a>, names: &Names) -> Vec<Option<(usize, Field<'a>)>> {
    let known = |(name, value): (&str, Field<'a>)| match names.position(name) {
        Some(index) => Some((index, value)),
        None => {
            value.unknown_name(name, names);
            None
        }
    };
    field.named().into_iter().map(known).collect()
}

/// Reads a list of names, each of which must be known and occur once.
fn names_among(field: &Field, names: &Names) -> Vec<SiteId> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for item in field.items(names.iter().len().max(1) as u32) {
        let Some(index) = item.index(names) else {
            continue;
        };
        if seen.insert(index) {
            found.push(SiteId::new(index));
        } else {
            item.error(Message::new("twice").with("found", item.data().found()));
        }
    }
    found
}

/// Whether a value is this word, written as text.
fn is_word(field: &Field, word: &str) -> bool {
    matches!(field.data(), Data::Text(text) if text == word)
}
