//! docs/scenario-file.md knows every key that the reader knows, and its example is what it says.

use std::collections::BTreeSet;

use cetak::office::plan::{Delay, Held, OutageTimes, Routing, Upgrade};
use cetak::office::{KecamatanId, SiteId};
use cetak::scenario;
use jiff::civil::date;

fn page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scenario-file.md");
    std::fs::read_to_string(path).unwrap()
}

/// Every key of the page, as a path from the root of a file: `sites.NAME.printers[].daily_limit`, with `NAME` for a name of the writer's
/// choice and `[]` for each item of a list.
pub fn documented() -> BTreeSet<String> {
    let page = page();
    let (_, keys) = page.split_once("## The keys").unwrap();
    keys.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// The keys that the reader knows in a table, as it names them to whoever writes another; none where it takes no table.
fn keys_in(table: &str) -> Vec<String> {
    let unknown = "zzzzzzzzzzzz";
    let mut text = format!("{unknown} = 1");
    for part in table.rsplit('.').filter(|part| !part.is_empty()) {
        text = match part.strip_suffix("[]") {
            Some(list) => format!("{list} = [{{ {text} }}]"),
            None => format!("{part} = {{ {text} }}"),
        };
    }
    let problems = scenario::parse(&text, "keys.toml", &[]).unwrap_err();
    let known = problems
        .iter()
        .find(|problem| problem.kind() == "unknown-key-known" && problem.key().ends_with(unknown));
    let said = known.map_or(String::new(), ToString::to_string);
    let (_, keys) = said.split_once("known here are ").unwrap_or_default();
    keys.split(", ")
        .filter(|key| !key.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Every key that the reader knows below a table; one that only holds others is left out.
fn known(table: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for key in keys_in(table) {
        let path = [table, &key].join(".");
        let path = path.trim_start_matches('.');
        let below = ["", ".NAME", "[]"].map(|more| known(&format!("{path}{more}")));
        // `extra_days` is a key that somebody writes; `sites`, `blanks` and `outages` are headings.
        let [table, names, list] = below;
        let table_or_names = &table | &names;
        let is_heading = !table_or_names.is_empty() || (!list.is_empty() && !path.contains('.'));
        if !is_heading {
            found.insert(path.to_owned());
        }
        found.extend(table_or_names);
        found.extend(list);
    }
    found
}

#[test]
fn every_key_is_documented_and_every_documented_key_exists() {
    let (known, documented) = (known(""), documented());
    let lacking: Vec<&String> = known.difference(&documented).collect();
    let invented: Vec<&String> = documented.difference(&known).collect();
    assert!(lacking.is_empty(), "not documented: {lacking:?}");
    assert!(invented.is_empty(), "documented, but unknown: {invented:?}");
    assert!(known.len() > 80);
}

fn example() -> String {
    let page = page();
    let (_, rest) = page.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_example_means_what_it_says() {
    let scenario = scenario::parse(&example(), "example.toml", &[])
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert!(scenario.warnings.is_empty(), "{:?}", scenario.warnings);
    let plan = scenario.plan;
    assert_eq!(plan.name, "Two counters");
    assert_eq!(plan.routing, Routing::OwnAndOffice);
    assert!(plan.days.is_open(date(2017, 5, 6)));
    assert_eq!(plan.days.hours(date(2017, 4, 28)).windows().len(), 2);
    assert_eq!(
        plan.days.hours(date(2017, 5, 10)).to_string(),
        "07:30-12:00"
    );
    // Galungan on Wednesday 1 November 2017 closes half the day.
    assert_eq!(
        plan.days.hours(date(2017, 11, 1)).to_string(),
        "07:30-12:00"
    );
    let names: Vec<&str> = plan.kecamatan.iter().map(|k| k.name.as_str()).collect();
    assert_eq!(names, ["Susut", "Bangli Kota"]);
    let mean = |k: usize| plan.kecamatan[k].recordings.as_ref().unwrap().mean();
    assert_eq!(mean(0), 12.0);
    assert!((mean(1) - 42.0).abs() < 1e-9);
    assert_eq!(plan.blanks.held, Held::BySite(vec![2.0, 1.0]));
    assert_eq!(plan.blanks.deliveries[0].site, Some(SiteId::new(1)));
    let delay = plan.blanks.deliveries[1].delay.as_ref().unwrap();
    assert!(matches!(delay, Delay::Calendar(time) if time.mean().as_days() == 35.0));
    assert_eq!(plan.ribbons.as_ref().unwrap().on_hand, 20);
    let office = &plan.sites[0];
    assert!(office.office && office.kecamatan == Some(KecamatanId::new(1)));
    assert_eq!(office.printers[0].daily_limit, 50);
    assert_eq!(office.printers[1].daily_limit, 60);
    assert_eq!(office.printers[1].arrives, Some(date(2017, 5, 24)));
    assert_eq!(
        office.printers[1].away,
        [(date(2017, 7, 3), date(2017, 7, 14))]
    );
    assert_eq!(office.printers[0].ramp, [9, 20, 32]);
    assert!(matches!(plan.sites[1].upgrade, Upgrade::Crew(_)));
    assert_eq!(plan.crew_order, [SiteId::new(1)]);
    assert_eq!(plan.outages[0].sites, [0, 1].map(SiteId::new));
    let power_cut = OutageTimes::Fixed {
        from: (date(2017, 5, 2), 540),
        until: (date(2017, 5, 2), 690),
    };
    assert_eq!(plan.outages[1].when, power_cut);
    let seen = [(SiteId::new(0), 84), (SiteId::new(1), 95)];
    assert_eq!(plan.observations[0].sites, seen);
}

#[test]
fn the_example_uses_almost_every_key() {
    let example = example();
    let words: BTreeSet<&str> = example
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .collect();
    let unused: Vec<String> = documented()
        .into_iter()
        .filter(|path| {
            let key = path.rsplit(['.', ']']).next().unwrap();
            !words.contains(key)
        })
        .collect();
    assert_eq!(
        unused,
        ["backlog.by_date", "extends", "sites.NAME.upgrade.done"]
    );
}

#[test]
fn the_defaults_are_as_documented() {
    let least = "
        start = 2017-04-26
        horizon = 2017-12-29
        backlog.total = 8000
        blanks.on_hand = 8000
        [sites.Susut]
        [sites.Office]
        kecamatan = 'Bangli'
        [sites.Bangli]
    ";
    let plan = scenario::parse(least, "folder/least.toml", &[])
        .unwrap()
        .plan;
    assert_eq!(plan.name, "least");
    assert_eq!(plan.routing, Routing::Pooled);
    let hours = |day| plan.days.hours(date(2017, 5, day)).to_string();
    let week: Vec<String> = (8..15).map(hours).collect();
    let usual = "07:30-15:30";
    assert_eq!(
        week,
        [
            usual,
            usual,
            usual,
            usual,
            "07:30-13:00",
            "closed",
            "closed"
        ]
    );
    assert_eq!(plan.backlog.recorded_from, date(2016, 10, 28));
    assert_eq!(plan.backlog.recorded_to, date(2017, 4, 25));
    assert_eq!((plan.backlog.suket_share, plan.suket_months), (1.0, 6));
    let kecamatan: Vec<(&str, f64)> = plan
        .kecamatan
        .iter()
        .map(|k| (k.name.as_str(), k.share))
        .collect();
    assert_eq!(kecamatan, [("Susut", 1.0), ("Bangli", 1.0)]);
    let serves: Vec<_> = plan.sites.iter().map(|site| site.kecamatan).collect();
    assert_eq!(serves, [0, 1, 1].map(|k| Some(KecamatanId::new(k))));
    assert_eq!(
        (plan.arrivals.from, plan.arrivals.until),
        (plan.start, None)
    );
    assert_eq!(plan.blanks.held, Held::Pooled);
    assert_eq!(plan.ribbons, None);
    let printer = &plan.sites[0].printers[0];
    assert_eq!(
        (printer.name.as_str(), printer.daily_limit, printer.overload),
        ("printer 1", 50, 0)
    );
    assert_eq!(
        (
            printer.spoilage,
            printer.overload_spoilage,
            printer.overload_wear
        ),
        (0.0, 0.0, 1.0)
    );
    assert_eq!(
        (
            printer.print_time.mean().as_minutes(),
            printer.repair.mean().as_days()
        ),
        (3.0, 7.0)
    );
    assert_eq!((&printer.life, printer.daily_availability), (&None, 1.0));
    assert!(printer.ramp.is_empty() && printer.away.is_empty() && printer.arrives.is_none());
    assert_eq!(plan.sites[0].upgrade, Upgrade::Done);
}

#[test]
fn new_residents_hold_a_suket_as_often_as_those_who_wait_unless_their_share_is_given() {
    let shares = |more: &str| {
        let text = format!(
            "start = 2017-04-26\nhorizon = 2017-12-29\nblanks.on_hand = 8000\nsites.Susut = {{}}\nbacklog.total = 8000\n{more}"
        );
        let plan = scenario::parse(&text, "shares.toml", &[]).unwrap().plan;
        (plan.backlog.suket_share, plan.arrivals.suket_share)
    };
    assert_eq!(shares(""), (1.0, 1.0));
    assert_eq!(shares("backlog.suket_share = 0.9"), (0.9, 0.9));
    assert_eq!(
        shares("backlog.suket_share = 0.9\narrivals.suket_share = 1.0"),
        (0.9, 1.0)
    );
    assert_eq!(shares("arrivals.suket_share = 0.5"), (1.0, 0.5));
}
