//! The pages of text against recordings, in both languages. `UPDATE_EXPECTED=1 cargo test` rewrites the recordings.

use super::sample as report_sample;

use std::path::Path;
use std::sync::Arc;

use cetak::experiment::{Control, Settings};
use cetak::office::days::Practice;
use cetak::projection::project;
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;
use jiff::civil::date;
use report_sample::{censored, cleared, comparison};

pub fn check(name: &str, found: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/expected")
        .join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, found).unwrap();
    }
    let expected = std::fs::read_to_string(&file).expect("a recording; UPDATE_EXPECTED=1 makes it");
    assert_eq!(found, expected, "{name} differs from its recording");
}

#[test]
fn the_page_of_an_office_that_clears() {
    check("cleared.en.txt", &report::text::run(&cleared(), Lang::En));
    check("cleared.id.txt", &report::text::run(&cleared(), Lang::Id));
}

#[test]
fn the_page_of_an_office_that_never_clears() {
    check("censored.en.txt", &report::text::run(&censored(), Lang::En));
    check("censored.id.txt", &report::text::run(&censored(), Lang::Id));
}

#[test]
fn the_page_of_a_run_that_was_stopped_afterwards_says_what_is_left_out() {
    let mut p = cleared();
    (p.remedies, p.spread, p.complete) = (None, None, false);
    let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    let english = words(&report::text::run(&p, Lang::En));
    assert!(
        english.contains("Stopped early: all replications were done, but not what follows them")
    );
    assert!(english.contains("What would help was not tried to the end."));
    let indonesian = words(&report::text::run(&p, Lang::Id));
    assert!(indonesian.contains("Dihentikan lebih awal: semua simulasi selesai"));
    // Nothing of it without a stop.
    p.complete = true;
    let english = words(&report::text::run(&p, Lang::En));
    assert!(
        !english.contains("Stopped early") && english.contains("What would help was not tried.")
    );
}

#[test]
fn the_page_of_a_comparison() {
    check(
        "compare.en.txt",
        &report::compare::text(&comparison(), Lang::En),
    );
    check(
        "compare.id.txt",
        &report::compare::text(&comparison(), Lang::Id),
    );
}

#[test]
fn the_page_says_for_which_years_a_letter_of_the_governor_is_known() {
    let mut projection = cleared();
    let plan = std::sync::Arc::make_mut(&mut projection.plan);
    plan.days = plan.days.clone().with_balinese(Practice::Letter);
    plan.horizon = date(2025, 1, 31);
    // Lines of the page are broken at its width.
    let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    let english = words(&report::text::run(&projection, Lang::En));
    for said in [
        "Balinese holy days of 2024: by the governor's yearly letter, as the press reported it.",
        "Balinese holy days of 2017: the governor's letter is known in part;",
        "Balinese holy days of 2018–2023 and 2025: the governor's letter is not known;",
    ] {
        assert!(english.contains(said), "{said}: {english}");
    }
    let indonesian = words(&report::text::run(&projection, Lang::Id));
    for said in [
        "Hari suci Hindu di Bali tahun 2024: menurut surat edaran Gubernur Bali",
        "Hari suci Hindu di Bali tahun 2017: surat edaran Gubernur hanya diketahui sebagian",
        "Hari suci Hindu di Bali tahun 2018–2023 dan 2025: surat edaran Gubernur tidak diketahui",
    ] {
        assert!(indonesian.contains(said), "{said}: {indonesian}");
    }
    let without = words(&report::text::run(&cleared(), Lang::En));
    assert!(!without.contains("Balinese"));
}

#[test]
fn assumptions_have_the_numbers_of_the_scenario() {
    let file = "name = 'm'\nstart = 2017-04-26\nhorizon = 2017-06-29\nbacklog.total = 30\nbacklog.suket_share = 0.0625\n\
        blanks.on_hand = 900\narrivals = { per_day = 8.55, suket_share = 0.3125 }\n\
        printer = { spoilage = 0.0125, overload = 5, overload_spoilage = 0.0225, daily_availability = 0.9725, print_time = '195 s' }\n\
        [sites.Kota]\n";
    let plan = scenario::parse(file, "test.toml", &[]).unwrap().plan;
    let settings = Settings {
        replications: 2,
        ..Settings::default()
    };
    let p = project(Arc::new(plan), &settings, &[], &Control::default()).unwrap();
    let page = report::text::run(&p, Lang::En);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for number in [
        "6.25 %",
        "Kota 8.55 on average",
        "31.25 %",
        "3.25 minutes",
        "1.25 % are",
        "2.25 %",
        "97.25 %",
    ] {
        assert!(page.contains(number), "{number}: {page}");
    }
}

#[test]
fn one_of_a_thing_is_in_the_singular() {
    let text = "start = 2017-04-26
horizon = 2017-04-28
backlog.total = 1
suket.valid_months = 1
blanks.on_hand = 1
printer.daily_limit = 1
printer.overload = 1
sites.Susut.printers = 1
";
    let plan = cetak::scenario::parse(text, "one.toml", &[]).unwrap().plan;
    let settings = cetak::experiment::Settings {
        replications: 1,
        ..Default::default()
    };
    let control = cetak::experiment::Control::default();
    let found = cetak::projection::project(plan, &settings, &[], &control).unwrap();
    let page = cetak::report::text::run(&found, cetak::words::Lang::En);
    for plural in [
        "cards",
        "blanks",
        "residents",
        "futures",
        "times",
        "months",
        "printers",
        "days",
        "replications",
        "hours",
    ] {
        for number in [" 1 ", " 1 more ", " 1 working "] {
            assert!(
                !page.contains(&format!("{number}{plural}")),
                "{number}{plural}: {page}"
            );
        }
    }
}

#[test]
fn a_date_after_the_horizon_has_its_year_where_the_run_spans_years() {
    let compared = |horizon: &str| {
        let read = |name: &str| {
            let text = format!(
                "name = \"{name}\"\nstart = 2017-12-01\nhorizon = {horizon}\nbacklog.total = 10\nblanks.on_hand = 5\nsites.Susut.printers = 1\n"
            );
            cetak::scenario::parse(&text, "late.toml", &[])
                .unwrap()
                .plan
        };
        let settings = cetak::experiment::Settings {
            replications: 2,
            ..Default::default()
        };
        let control = cetak::experiment::Control::default();
        let found =
            cetak::projection::compare(vec![read("a"), read("b")], &settings, &[], &control)
                .unwrap();
        cetak::report::compare::text(&found, cetak::words::Lang::En)
    };
    assert!(compared("2018-01-30").contains("2018)"));
    assert!(!compared("2017-12-29").contains("2017)"));
}

/// Two printers against one: the same breakdowns and the same work. Where a correlation is surely below 0, the page warns.
#[test]
fn the_correlation_of_the_same_futures_is_told() {
    let read = |printers: u32| {
        let text = format!(
            "name = \"{printers}\"\nstart = 2017-04-03\nhorizon = 2017-12-29\nbacklog.total = {{ uncertain = \"triangular(1500, 2000, 2500)\", why = \"?\" }}\nblanks.on_hand = 5000\n\
             sites.Susut.printers = {printers}\n"
        );
        let read = cetak::scenario::parse(&text, "two.toml", &[]);
        read.unwrap().plan
    };
    let settings = cetak::experiment::Settings {
        replications: 40,
        ..Default::default()
    };
    let control = cetak::experiment::Control::default();
    let mut found =
        cetak::projection::compare(vec![read(1), read(2)], &settings, &[], &control).unwrap();
    let page = |found: &cetak::projection::ScenarioComparison| {
        let page = cetak::report::compare::text(found, cetak::words::Lang::En);
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let told = page(&found);
    let pairing = found.differences[0].measures.working_days.pairing;
    assert!(pairing.correlation > Some(0.5) && pairing.variance_ratio > Some(1.5));
    assert!(told.contains("the correlation between them is"), "{told}");
    assert!(!told.contains("The same futures hurt here"), "{told}");
    let working = &mut found.differences[0].measures.working_days.pairing;
    working.correlation = Some(-0.5);
    working.correlation_ci95 = Some((-0.7, -0.2).into());
    working.variance_ratio = Some(2.0 / 3.0);
    let told = page(&found);
    assert!(
        told.contains("between them is -0.50 (working days), so that difference is known as well as from 0.67 times"),
        "{told}"
    );
    assert!(told.contains("The same futures hurt here"), "{told}");
}
