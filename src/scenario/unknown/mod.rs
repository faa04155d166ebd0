//! Values that nobody knows: `{ uncertain = "triangular(50, 50, 80)", why = "…" }` and `{ one_of = [["closed", 3], …], why = "…" }` in place of
//! a value.
//!
//! The plan that is read has the middle of each: the mean, or the likeliest choice. The plan of a replication has a value drawn from the
//! stream `unknown/KEY`, so two scenarios with the same unknown meet the same value in the same replication.

// | file, in reading order | what it holds |
// |---|---|
// | `law` | how one value is drawn |
// | `open` | the scenarios that one may turn out to be |

mod law;
mod open;

use super::build;
use super::path::{self, Step, shown};
use super::problem::{Problem, Problems};
use super::schema::{FRACTIONS, meant_key};
use super::tree::{Data, Entry, Node, Table};
use super::written::law::{of_dates, translated};
use super::written::thousands::doubt;
use crate::error::Error;
use crate::office::plan::{Plan, Unknown, Worlds};
use crate::random::Distribution;
use crate::support::nearest::nearest;
use crate::time::Span;
use crate::words::Message;

use law::{Law, in_days};
use open::Open;

/// The most values of a scenario that may be unknown, and the most choices of one.
const MOST: usize = 100;
/// The most ends and choices of all together: each is a scenario that is checked on reading.
const MOST_ENDS: usize = 500;
/// The longest reason, in characters.
const LONGEST_WHY: usize = 500;
/// Root keys whose values must be known: what a scenario is called, when it runs, who is served where, and what was seen.
const KNOWN_ROOTS: [&str; 8] = [
    "name",
    "start",
    "horizon",
    "routing",
    "holidays",
    "observations",
    "nation",
    "extends",
];
/// Keys whose values are names or tables.
const NAMES: [&str; 7] = [
    "name",
    "office",
    "kecamatan",
    "site",
    "sites",
    "crew_order",
    "by_date",
];

/// A value that nobody knows, and where it stands.
struct Found {
    path: Vec<Step>,
    law: Law,
    told: Unknown,
}

/// Reads the plan of a scenario, with what is unknown in it; `faults` are errors found before.
///
/// # Errors
///
/// Every problem of the scenario, and of the scenarios that it may turn out to be, as far as [`Open::check`] looks at them.
pub(super) fn plan(
    mut root: Node,
    stem: &str,
    mut faults: Vec<Problem>,
) -> Result<(Plan, Vec<Problem>), Problems> {
    let mut found = Vec::new();
    take(&mut root, &mut Vec::new(), &mut found, &mut faults);
    let ends: usize = found.iter().map(|one| one.law.ends().len()).sum();
    if ends > MOST_ENDS {
        let message = Message::new("unknown-too-many-ends").with("most", MOST_ENDS as f64);
        faults.push(Problem::error(&root.origin, "", message));
        found.clear();
    }
    let read = build::plan(&root, stem, faults, None);
    if found.is_empty() {
        return read;
    }
    let told = found.iter().map(|one| one.told.clone()).collect();
    let mut open = Open::new(root, stem, found);
    let (mut plan, mut warnings) = read.map_err(|problems| open.refused(problems))?;
    open.keep(&plan.backlog);
    // What has no effect in the middle may have one in some world.
    warnings.retain(|warning| !warning.kind().starts_with("idle-"));
    open.check(&mut warnings)?;
    plan.worlds = Worlds::new(told, move |levels, replication| {
        open.world(levels, replication)
    });
    Ok((plan, warnings))
}

/// Finds what is unknown below a node, and puts the middle of each in its place.
fn take(
    node: &mut Node,
    path: &mut Vec<Step>,
    found: &mut Vec<Found>,
    problems: &mut Vec<Problem>,
) {
    match &mut node.data {
        Data::Table(table) if is_unknown(table) => {
            let key = shown(path);
            let (read, wrong) = read(table, path, &key);
            let wrong = wrong.into_iter();
            problems.extend(wrong.map(|message| Problem::error(&node.origin, &key, message)));
            // Why nobody knows how it is drawn has been told.
            node.data = read.as_ref().map_or(Data::Unknown, |(law, _)| law.middle());
            if let Some((law, told)) = read {
                found.push(Found {
                    path: path.clone(),
                    law,
                    told,
                });
                if found.len() == MOST + 1 {
                    let message = Message::new("unknown-too-many").with("most", MOST as f64);
                    problems.push(Problem::error(&node.origin, key, message));
                }
            }
        }
        Data::Table(table) => {
            for entry in &mut table.entries {
                path.push(Step::Key(entry.key.clone()));
                take(&mut entry.value, path, found, problems);
                path.pop();
            }
        }
        Data::List(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                path.push(Step::Item(i));
                take(item, path, found, problems);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The keys that say how a value that nobody knows is drawn, and the one that says why.
const LAWS: [&str; 2] = ["uncertain", "one_of"];
const WHY: &str = "why";

/// Whether a table stands for a value that nobody knows: a site may be called `uncertain`, and then its value is a table.
pub(super) fn is_unknown(table: &Table) -> bool {
    let is_value = |entry: &Entry| !matches!(entry.value.data, Data::Table(_));
    let is_law = |entry: &Entry| LAWS.contains(&entry.key.as_str()) && is_value(entry);
    // Misspelt, as the only key or beside the reason.
    let misspelt = |entry: &Entry| {
        matches!(entry.value.data, Data::Text(_) | Data::List(_))
            && nearest(&entry.key, LAWS).is_some()
    };
    let only = |entry: &Entry| entry.key == WHY || misspelt(entry);
    table.entries.iter().any(is_law)
        || (table.entries.iter().any(misspelt) && table.entries.iter().all(only))
}

/// How a value is drawn, if that can be read, and everything that is wrong with it.
fn read(table: &Table, path: &[Step], key: &str) -> (Option<(Law, Unknown)>, Vec<Message>) {
    let mut wrong = Vec::new();
    for entry in &table.entries {
        let known = [LAWS[0], LAWS[1], WHY];
        let found = entry.key.as_str();
        if !known.contains(&found) {
            wrong.push(match meant_key(found, &known) {
                Some(near) => Message::new("unknown-key-near")
                    .with("key", found)
                    .with("near", near),
                None => Message::new("unknown-key-in").with("key", found),
            });
        }
    }
    let why = match table.get(WHY).map(|entry| &entry.value.data) {
        // Why it cannot be read has been told.
        None | Some(Data::Unknown) => String::new(),
        Some(Data::Text(why)) if why.chars().count() <= LONGEST_WHY => why.clone(),
        Some(_) => {
            wrong.push(Message::new("unknown-why").with("most", LONGEST_WHY as f64));
            String::new()
        }
    };
    let law = match (table.get(LAWS[0]), table.get(LAWS[1])) {
        (Some(_), Some(_)) => Err(Message::new("unknown-both")),
        // What cannot be read has been told.
        (Some(entry), _) | (_, Some(entry)) if matches!(entry.value.data, Data::Unknown) => {
            return (None, wrong);
        }
        (Some(entry), None) => uncertain(&entry.value.data, path),
        (None, Some(entry)) => one_of(&entry.value.data),
        // It is misspelt, which has been told.
        (None, None) => return (None, wrong),
    };
    match law {
        Ok((law, text)) => {
            if must_be_known(path) {
                wrong.push(Message::new("unknown-here"));
            }
            let told = Unknown::new(key, text, law.possible(), why);
            (Some((law, told)), wrong)
        }
        Err(message) => {
            wrong.push(message);
            (None, wrong)
        }
    }
}

/// Whether the value of a key, as messages show it, may be unknown.
pub(super) fn may_be_unknown(key: &str) -> bool {
    path::read(key).is_ok_and(|(path, _)| !must_be_known(&path))
}

/// Whether the value at a path must be known.
fn must_be_known(path: &[Step]) -> bool {
    let root = |step: &Step| matches!(step, Step::Key(key) if KNOWN_ROOTS.contains(&key.as_str()));
    let last = path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item(_) => None,
    });
    path.first().is_some_and(root) || last.is_some_and(|key| NAMES.contains(&key))
}

type Read = std::result::Result<(Law, String), Message>;

fn uncertain(data: &Data, path: &[Step]) -> Read {
    let Data::Text(text) = data else {
        return Err(Message::new("unknown-law"));
    };
    // A thousand times too small is the worst guess.
    if let Some(doubt) = doubt(text) {
        return Err(doubt);
    }
    let is =
        |step: &Step, keys: &[&str]| matches!(step, Step::Key(key) if keys.contains(&key.as_str()));
    let fraction = match path {
        [.., table, _] if is(table, &["allotment"]) => true,
        [.., last] => is(last, &FRACTIONS),
        [] => false,
    };
    let bounded = |is_bounded: bool, law: Law| match is_bounded {
        true => Ok((law, text.clone())),
        false => Err(Message::new("unknown-unbounded").with("found", text.as_str())),
    };
    if let Some(days) = in_days(text) {
        let days: Distribution<f64> = days.parse().map_err(|error: Error| because(text, error))?;
        return bounded(days.max().is_some(), Law::Day(days));
    }
    match text.parse::<Distribution<f64>>() {
        Ok(numbers) if fraction => bounded(numbers.max().is_some(), Law::Fraction(numbers)),
        Ok(numbers) => bounded(numbers.max().is_some(), Law::Whole(numbers)),
        Err(no_numbers) => match text.parse::<Distribution<Span>>() {
            Ok(lengths) => bounded(lengths.max().is_some(), Law::Length(lengths)),
            Err(_) => Err(because(text, no_numbers)),
        },
    }
}

/// What is wrong with a law, or the law that was meant.
fn because(text: &str, error: Error) -> Message {
    let near = of_dates(text).unwrap_or_else(|| translated(text));
    let reads = |text: &str| {
        text.parse::<Distribution<f64>>().is_ok()
            || text.parse::<Distribution<Span>>().is_ok()
            || in_days(text).is_some_and(|days| days.parse::<Distribution<f64>>().is_ok())
    };
    match near != text && reads(&near) {
        true => doubt(&near).unwrap_or_else(|| {
            Message::new("unknown-unreadable-near")
                .with("found", text)
                .with("near", near)
        }),
        false => Message::new("unknown-unreadable")
            .with("found", text)
            .with("detail", error),
    }
}

fn one_of(data: &Data) -> Read {
    let wanted = || Message::new("unknown-choices").with("most", MOST as f64);
    let Data::List(items) = data else {
        return Err(wanted());
    };
    let mut choices = Vec::new();
    let mut told = Vec::new();
    let mut sum = 0.0;
    for item in items {
        let Data::List(pair) = &item.data else {
            return Err(wanted());
        };
        let [value, weight] = &pair[..] else {
            return Err(wanted());
        };
        if let Some(doubt) = doubt(&weight.data.written()) {
            return Err(doubt);
        }
        let number = match &weight.data {
            Data::Integer(_, Some(weight)) => *weight as f64,
            Data::Float(_, weight) => *weight,
            _ => return Err(wanted()),
        };
        if !(number.is_finite() && number > 0.0)
            || matches!(value.data, Data::Table(_) | Data::List(_))
        {
            return Err(wanted());
        }
        sum += number;
        choices.push((value.clone(), sum));
        told.push(format!(
            "{} ({})",
            value.data.written(),
            weight.data.written()
        ));
    }
    if !(1..=MOST).contains(&choices.len()) {
        return Err(wanted());
    }
    Ok((Law::Choice(choices), told.join(", ")))
}
