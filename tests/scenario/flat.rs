//! A scenario written as one file, with what it extends and what is laid over it, means the same.

use std::fs;
use std::path::Path;

use cetak::scenario::{self, Override, Scenario};

fn written(scenario: &Scenario) -> String {
    let text = scenario.plan.text.as_deref();
    text.expect("a plan that was read").to_owned()
}

fn means_the_same(scenario: &Scenario, name: &str) {
    let text = written(scenario);
    let again = scenario::parse(&text, "flat.toml", &[])
        .unwrap_or_else(|problems| panic!("{name}:\n{problems}\n{text}"));
    // The file has values before tables, and the marks follow it.
    let sorted = |scenario: &Scenario| {
        let mut plan = scenario.plan.clone();
        plan.marks.sort_by(|one, other| one.path.cmp(&other.path));
        plan
    };
    assert_eq!(written(&again), text, "{name}");
    assert_eq!(sorted(&again).marks, sorted(scenario).marks, "{name}");
    assert!(sorted(&again) == sorted(scenario), "{name}:\n{text}");
    assert!(!text.contains("extends"), "{name}");
}

#[test]
fn every_built_in_scenario_and_every_seed_of_the_fuzzer_means_the_same() {
    for (name, _) in scenario::builtins() {
        means_the_same(&scenario::builtin(name).unwrap(), name);
    }
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let mut read = 0;
    let mut folders = vec![seeds];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            if let Ok(scenario) = scenario::parse(&text, &path, &[]) {
                means_the_same(&scenario, &path.display().to_string());
                read += 1;
            }
        }
    }
    assert!(read > 0, "a seed can be read");
}

#[test]
fn marks_unknown_values_quotes_and_what_was_laid_over_are_kept() {
    let text = r#"
        extends = "regency"
        [backlog]
        total = { value = 900, source = "a \"count\" of C:\\", estimate = false }
        suket_share = { one_of = [[0.5, 1], [0.9, 2]], why = "two\u00a0books", source = "memory" }
        [sites.Kota]
        printers = [{ daily_limit = { value = 0x32, estimate = true } }, { name = "two", repair = "3 d" }]
        [sites.Kota.upgrade]
        source = "nobody looked"
        [sites."New one.2"]
        kecamatan = "Hulu"
        printers = 1
    "#;
    let sets: Vec<Override> = [
        "suket.valid_months=7",
        "printer.overload=3",
        r#"name="Kantor \"A\"""#,
    ]
    .iter()
    .map(|set| set.parse().unwrap())
    .collect();
    match scenario::parse(text, "own.toml", &sets) {
        Ok(scenario) => means_the_same(&scenario, "own"),
        Err(problems) => panic!("{problems}"),
    }
}

#[test]
fn a_scenario_without_a_name_is_called_as_its_file_was() {
    let text = "start = 2017-04-26\nhorizon = 2017-12-29\nbacklog.total = 8\nblanks.on_hand = 8\nsites.Office.printers = 2";
    let scenario = scenario::parse(text, "kantor kami.toml", &[]).unwrap();
    assert!(written(&scenario).starts_with("name = \"kantor kami\"\n"));
    means_the_same(&scenario, "unnamed");
}
