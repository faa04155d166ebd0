//! Offices that tests write, and their pages as rows of words.

use cetak::experiment::Settings;
use cetak::office::plan::Plan;
use cetak::projection::Projection;
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;

pub fn plan(text: &str) -> Plan {
    let read = scenario::parse(text, "written.toml", &[]);
    read.unwrap_or_else(|problems| panic!("{problems}")).plan
}

pub fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

/// In a row of words, because the lines of a page are broken at its width.
pub fn words(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn page(projection: &Projection, lang: Lang) -> String {
    words(&report::text::run(projection, lang))
}
