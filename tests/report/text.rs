//! The pages of text against recordings, in both languages. `UPDATE_EXPECTED=1 cargo test` rewrites the recordings.

use super::sample as report_sample;

use std::path::Path;

use cetak::report;
use cetak::words::Lang;
use report_sample::{censored, cleared, comparison};

fn check(name: &str, found: &str) {
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
