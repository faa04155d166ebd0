//! Values that nobody knows: `{ uncertain = "triangular(50, 50, 80)", why = "…" }` and `{ one_of = [["closed", 3], …], why = "…" }` in place of
//! a value.
//!
//! The plan that is read has the middle of each: the mean, or the likeliest choice. The plan of a replication has a value drawn from the
//! stream `unknown/KEY`, so two scenarios with the same unknown meet the same value in the same replication.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::build;
use super::path::{Step, shown};
use super::problem::{Problem, Problems};
use super::schema;
use super::thousands;
use super::tree::{Data, Node, Table};
use crate::error::Error;
use crate::office::plan::{Plan, Unknown, World, Worlds};
use crate::random::{Distribution, Stream, Streams};
use crate::time::Span;
use crate::words::Message;

/// The most values of a scenario that may be unknown, and the most choices of one.
const MOST: usize = 100;
/// The most ends and choices of all together: each is a scenario that is checked on reading.
const MOST_ENDS: usize = 500;
/// The longest reason, in characters.
const LONGEST_WHY: usize = 500;
/// Dates are drawn as days since this one.
const DAY_ZERO: Date = date(2000, 1, 1);
/// Root keys whose values must be known: what a scenario is called, when it runs, who is served where, and what was seen.
const KNOWN_ROOTS: [&str; 7] = [
    "name",
    "start",
    "horizon",
    "routing",
    "holidays",
    "observations",
    "extends",
];
/// Keys whose values are names.
const NAMES: [&str; 6] = ["name", "office", "kecamatan", "site", "sites", "crew_order"];

/// A value that nobody knows, and where it stands.
struct Found {
    path: Vec<Step>,
    law: Law,
    told: Unknown,
}

/// How a value is drawn.
enum Law {
    Whole(Distribution<f64>),
    Fraction(Distribution<f64>),
    Length(Distribution<Span>),
    /// In days since [`DAY_ZERO`].
    Day(Distribution<f64>),
    /// Values with the sums of their weights so far.
    Choice(Vec<(Node, f64)>),
}

/// Reads the plan of a scenario, with what is unknown in it; `faults` are errors found before.
///
/// # Errors
///
/// Every problem of the scenario, and of the scenarios that it may turn out to be: each unknown at either end of its range or at each
/// of its choices with the others in the middle, and all at their lower or upper ends together.
pub(super) fn plan(
    mut root: Node,
    stem: &str,
    mut faults: Vec<Problem>,
) -> Result<(Plan, Vec<Problem>), Problems> {
    let mut found = Vec::new();
    take(&mut root, &mut Vec::new(), &mut found, &mut faults);
    let (mut plan, warnings) = build::plan(&root, stem, faults)?;
    if found.is_empty() {
        return Ok((plan, warnings));
    }
    let ends: usize = found.iter().map(|one| one.law.ends().len()).sum();
    if ends > MOST_ENDS {
        let message = Message::new("unknown-too-many-ends").with("most", MOST_ENDS as f64);
        return Err(Problem::error(&root.origin, "", message).into());
    }
    check_ends(&root, stem, &found)?;
    let told = found.iter().map(|one| one.told.clone()).collect();
    let (root, stem) = (Arc::new(root), stem.to_owned());
    plan.worlds = Worlds::new(told, move |streams| draw(&root, &stem, &found, streams));
    Ok((plan, warnings))
}

/// The plan of one replication.
fn draw(root: &Node, stem: &str, found: &[Found], streams: &Streams) -> Result<World, Error> {
    let mut tree = root.clone();
    let mut values = Vec::with_capacity(found.len());
    for one in found {
        let mut stream = streams.stream(&format!("unknown/{}", one.told.key));
        let data = one.law.draw(&mut stream);
        values.push(data.written());
        set(&mut tree, &one.path, data);
    }
    let (plan, _) = build::plan(&tree, stem, Vec::new())?;
    Ok(World::new(plan, values))
}

/// Refuses a scenario that cannot be run at the ends of what is unknown.
fn check_ends(root: &Node, stem: &str, found: &[Found]) -> Result<(), Problems> {
    let check = |values: &[(&Found, Data)]| {
        let mut tree = root.clone();
        for (one, data) in values {
            set(&mut tree, &one.path, data.clone());
        }
        build::plan(&tree, stem, Vec::new()).map(|_| ())
    };
    for one in found {
        for end in one.law.ends() {
            check(&[(one, end)])?;
        }
    }
    let together = |end: fn(&mut dyn Iterator<Item = Data>) -> Option<Data>| {
        let ends = found
            .iter()
            .filter_map(|one| Some((one, end(&mut one.law.ends().into_iter())?)));
        check(&ends.collect::<Vec<_>>())
    };
    together(|ends| ends.next())?;
    together(|ends| ends.last())
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
            match read(table, path, &key) {
                Ok((law, told)) => {
                    let data = law.middle();
                    found.push(Found {
                        path: path.clone(),
                        law,
                        told,
                    });
                    if found.len() == MOST + 1 {
                        let message = Message::new("unknown-too-many").with("most", MOST as f64);
                        problems.push(Problem::error(&node.origin, key, message));
                    }
                    node.data = data;
                }
                Err((message, stand_in)) => {
                    problems.push(Problem::error(&node.origin, key, message));
                    if let Some(data) = stand_in {
                        node.data = data;
                    }
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

/// Whether a table stands for a value that nobody knows: a site may be called `uncertain`, and then its value is a table.
pub(super) fn is_unknown(table: &Table) -> bool {
    let uncertain = table.get("uncertain").map(|entry| &entry.value.data);
    let one_of = table.get("one_of").map(|entry| &entry.value.data);
    uncertain.is_some_and(|data| !matches!(data, Data::Table(_)))
        || one_of.is_some_and(|data| !matches!(data, Data::Table(_)))
}

type Refused = (Message, Option<Data>);

fn read(table: &Table, path: &[Step], key: &str) -> Result<(Law, Unknown), Refused> {
    let refuse = |message| Err((message, None));
    let known = ["uncertain", "one_of", "why"];
    if let Some(other) = table
        .entries
        .iter()
        .find(|entry| !known.contains(&entry.key.as_str()))
    {
        return refuse(Message::new("unknown-key-in").with("key", other.key.as_str()));
    }
    let why = match table.get("why").map(|entry| &entry.value.data) {
        None => String::new(),
        Some(Data::Text(why)) if why.chars().count() <= LONGEST_WHY => why.clone(),
        Some(_) => {
            return refuse(Message::new("unknown-why").with("most", LONGEST_WHY as f64));
        }
    };
    let (law, text) = match (table.get("uncertain"), table.get("one_of")) {
        (Some(_), Some(_)) => return refuse(Message::new("unknown-both")),
        (Some(entry), None) => uncertain(&entry.value.data, path)?,
        (None, Some(entry)) => one_of(&entry.value.data)?,
        (None, None) => return refuse(Message::new("unknown-law")),
    };
    if must_be_known(path) {
        return Err((Message::new("unknown-here"), Some(law.middle())));
    }
    Ok((law, Unknown::new(key, text, why)))
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

fn uncertain(data: &Data, path: &[Step]) -> Result<(Law, String), Refused> {
    let wanted = || (Message::new("unknown-law"), None);
    let Data::Text(text) = data else {
        return Err(wanted());
    };
    // A thousand times too small is the worst guess.
    if let Some(doubt) = thousands::doubt(text) {
        return Err((doubt, None));
    }
    let is =
        |step: &Step, keys: &[&str]| matches!(step, Step::Key(key) if keys.contains(&key.as_str()));
    let fraction = match path {
        [.., table, _] if is(table, &["allotment"]) => true,
        [.., last] => is(last, &schema::FRACTIONS),
        [] => false,
    };
    let bounded = |is_bounded: bool, law: Law| match is_bounded {
        true => Ok((law, text.clone())),
        false => Err((
            Message::new("unknown-unbounded").with("found", text.as_str()),
            None,
        )),
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

fn because(text: &str, error: Error) -> Refused {
    let message = Message::new("unknown-unreadable")
        .with("found", text)
        .with("detail", error);
    (message, None)
}

/// A distribution of dates as one of days; `None` if it has no date in it.
fn in_days(text: &str) -> Option<String> {
    let (name, rest) = text.split_once('(')?;
    let inside = rest.trim_end().strip_suffix(')')?;
    let day = |argument: &str| {
        let (before, value) = match argument.split_once('=') {
            Some((name, value)) => (format!("{name}= "), value),
            None => (String::new(), argument),
        };
        let day: Date = value.trim().parse().ok()?;
        Some(format!("{before}{}", (day - DAY_ZERO).get_days()))
    };
    let days: Option<Vec<String>> = inside.split(',').map(day).collect();
    Some(format!("{name}({})", days?.join(", ")))
}

fn one_of(data: &Data) -> Result<(Law, String), Refused> {
    let wanted = || {
        (
            Message::new("unknown-choices").with("most", MOST as f64),
            None,
        )
    };
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

impl Law {
    fn draw(&self, stream: &mut Stream) -> Data {
        match self {
            Law::Whole(law) => whole(law.draw(stream)),
            Law::Fraction(law) => fraction(law.draw(stream)),
            Law::Length(law) => length(law.draw(stream)),
            Law::Day(law) => day(law.draw(stream)),
            Law::Choice(choices) => {
                let all = choices.last().map_or(0.0, |(_, sum)| *sum);
                let at = stream.uniform() * all;
                let chosen = choices.iter().find(|(_, sum)| at < *sum).or(choices.last());
                chosen.map_or(Data::Flag(false), |(node, _)| node.data.clone())
            }
        }
    }

    /// The mean, or the first of the likeliest choices.
    fn middle(&self) -> Data {
        match self {
            Law::Whole(law) => whole(law.mean()),
            Law::Fraction(law) => fraction(law.mean()),
            Law::Length(law) => length(law.mean()),
            Law::Day(law) => day(law.mean()),
            Law::Choice(choices) => {
                let before = std::iter::once(0.0).chain(choices.iter().map(|(_, sum)| *sum));
                let weights = choices
                    .iter()
                    .zip(before)
                    .map(|((node, sum), before)| (node, sum - before));
                let likeliest = weights.reduce(|best, one| if one.1 > best.1 { one } else { best });
                likeliest.map_or(Data::Flag(false), |(node, _)| node.data.clone())
            }
        }
    }

    /// The least and the greatest value, or all choices.
    fn ends(&self) -> Vec<Data> {
        fn both<V: crate::random::Quantity>(
            law: &Distribution<V>,
            data: fn(V) -> Data,
        ) -> Vec<Data> {
            std::iter::once(law.min())
                .chain(law.max())
                .map(data)
                .collect()
        }
        match self {
            Law::Whole(law) => both(law, whole),
            Law::Fraction(law) => both(law, fraction),
            Law::Length(law) => both(law, length),
            Law::Day(law) => both(law, day),
            Law::Choice(choices) => choices.iter().map(|(node, _)| node.data.clone()).collect(),
        }
    }
}

fn whole(value: f64) -> Data {
    let rounded = value.round() as i64;
    Data::Integer(rounded.to_string(), Some(rounded))
}

fn fraction(value: f64) -> Data {
    Data::Float(value.to_string(), value)
}

/// A length with a zero behind it if its decimals would be asked about as thousands.
fn length(span: Span) -> Data {
    let text = span.to_string();
    Data::Text(match (thousands::doubt(&text), text.split_once(' ')) {
        (Some(_), Some((number, unit))) => format!("{number}0 {unit}"),
        _ => text,
    })
}

fn day(days: f64) -> Data {
    let day = DAY_ZERO.saturating_add(jiff::Span::new().days(days.round() as i64));
    Data::Text(day.to_string())
}

/// Puts a value at a path that leads to one.
fn set(node: &mut Node, path: &[Step], data: Data) {
    let Some((step, rest)) = path.split_first() else {
        node.data = data;
        return;
    };
    let next = match (step, &mut node.data) {
        (Step::Key(key), Data::Table(table)) => {
            let entry = table.entries.iter_mut().find(|entry| entry.key == *key);
            entry.map(|entry| &mut entry.value)
        }
        (Step::Item(i), Data::List(items)) => items.get_mut(*i),
        _ => None,
    };
    if let Some(next) = next {
        set(next, rest, data);
    }
}
