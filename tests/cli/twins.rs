//! The recordings of the examples beside the same models in SimPy: benches/peers/simpy_twins.csv is what SimPy says, and a part of
//! docs/validation.md is the comparison. `UPDATE_EXPECTED=1 cargo test --test cli twins` rewrites it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

const HEAD: &str = "\n## Beside SimPy\n";

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path);
    text.unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
}

/// A mean and its standard error.
struct Estimate {
    mean: f64,
    error: f64,
    shown: String,
}

/// What the recording of an example says of an output, in the table that follows `heading`.
fn recorded(example: &str, heading: Option<&str>, output: &str) -> Estimate {
    let recording = file(&format!("examples/recordings/{example}.txt"));
    let table = heading.map_or(recording.as_str(), |heading| {
        let start = recording.find(&format!("\n{heading}\n"));
        &recording[start.unwrap_or_else(|| panic!("{example} has no table {heading}"))..]
    });
    let is_of = |line: &&str| {
        let Some(rest) = line.strip_prefix(output) else {
            return false;
        };
        // What was tallied is told as its mean.
        let rest = rest.strip_prefix(", mean").unwrap_or(rest);
        rest.starts_with("  ") || rest.starts_with(" (")
    };
    let line = table.lines().find(is_of);
    let line = line.unwrap_or_else(|| panic!("{example} says nothing of {output}"));
    let cells: Vec<&str> = (line.split("  ").map(str::trim))
        .filter(|cell| !cell.is_empty())
        .collect();
    let number = |text: &str| -> f64 { text.parse().expect("a number of a recording") };
    let (low, high) = cells[2].split_once(" to ").expect("an interval");
    let decimals = cells[1]
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len());
    let rounding = (0..decimals).fold(0.5, |place, _| place / 10.0);
    Estimate {
        mean: number(cells[1]),
        // The interval is of 95 %, and its digits are rounded.
        error: (number(high) - number(low)) / 2.0 / 1.96 + rounding,
        shown: cells[1].to_owned(),
    }
}

#[test]
fn each_example_agrees_with_its_twin_in_simpy() {
    let mut page = format!(
        "{HEAD}
The examples of this crate (examples/) and the same models in SimPy 4.1.2 (benches/peers/simpy_twins.py), each on random numbers of its
own; the seven classics are SimPy's own examples. Each mean is over as many replications as the example prints. Written by
`UPDATE_EXPECTED=1 cargo test --test cli twins`. The test fails when two means differ by more than 3.29 standard errors of their
difference (99.9 %).

| example | output | cetak | SimPy | difference in standard errors |
|---|---|---:|---:|---:|
"
    );
    let mut wrong = Vec::new();
    for line in file("benches/peers/simpy_twins.csv").lines() {
        let cells: Vec<&str> = line.split(',').collect();
        let [.., output, _replications, mean, error] = cells[..] else {
            panic!("{line:?} is no line of a table");
        };
        let name = line[1..].split('"').next().expect("a quoted name");
        let (example, heading) = match name.split_once(": ") {
            Some((example, heading)) => (example, Some(heading)),
            None => (name, None),
        };
        let ours = recorded(example, heading, output);
        let number = |text: &str| -> f64 { text.parse().expect("a number of the twin") };
        let (own, other) = (ours.error, number(error));
        let apart = (ours.mean - number(mean)) / (own * own + other * other).sqrt();
        let row = format!(
            "| {name} | {output} | {} | {mean} | {apart:.1} |",
            ours.shown
        );
        if apart.abs() > 3.29 {
            wrong.push(row.clone());
        }
        writeln!(page, "{row}").expect("a string takes everything");
    }
    assert!(wrong.is_empty(), "these differ:\n{}", wrong.join("\n"));

    let validation = file("docs/validation.md");
    let start = validation.find(HEAD).unwrap_or(validation.len());
    let (before, rest) = validation.split_at(start);
    let end = rest.get(1..).and_then(|rest| rest.find("\n## "));
    let (found, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/validation.md");
        fs::write(path, format!("{before}{page}{after}"))
            .expect("docs/validation.md can be written");
    } else {
        assert_eq!(found, page, "docs/validation.md says something else");
    }
}

/// Examples of processes that have none: inputs drawn from data, of which SimPy has nothing to say; a queue that theory knows; the one of the README.
const WITHOUT: [&str; 3] = ["few_observations", "steady_state", "two_clerks"];

/// An example that has a twin is compared, and a twin has an example.
#[test]
fn every_example_of_processes_has_a_twin() {
    let twins = file("benches/peers/simpy_twins.csv");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        if ["cetak::process::", "cetak::prelude::"]
            .iter()
            .any(|name| source.contains(name))
        {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let has_twin = twins.contains(&format!("\"{name}"));
            assert_ne!(
                has_twin,
                WITHOUT.contains(&name.as_str()),
                "{name} has no twin"
            );
        }
    }
}
