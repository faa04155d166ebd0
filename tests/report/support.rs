//! Offices that tests write, and their pages as rows of words.

use cetak::experiment::{Control, Settings};
use cetak::office::plan::Plan;
use cetak::projection::{Projection, more_blanks, project, remedies, spread};
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;
use jiff::civil::date;

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

pub fn projected(text: &str, replications: u32) -> Projection {
    let by = [date(2018, 1, 31)];
    let settings = settings(replications);
    project(plan(text), &settings, &by, &Control::default()).unwrap()
}

/// The same with what would help and what the futures differ by.
pub fn whole(text: &str, replications: u32) -> Projection {
    let mut found = projected(text, replications);
    let control = Control::default();
    found.remedies = Some(remedies(&found, None, &control).unwrap());
    found.more_blanks = more_blanks(&found, None, &control).unwrap();
    found.spread = spread(&found, None, &control).unwrap();
    found
}

/// The page in both languages.
pub fn both(found: &Projection) -> [String; 2] {
    [Lang::En, Lang::Id].map(|lang| page(found, lang))
}

/// The page in both languages, of one office.
pub fn pages(text: &str, replications: u32) -> [String; 2] {
    both(&whole(text, replications))
}

#[track_caller]
pub fn says(pages: &[String; 2], sentences: [&str; 2]) {
    for (page, sentence) in std::iter::zip(pages, sentences) {
        assert!(page.contains(sentence), "{sentence}\n{page}");
    }
}

#[track_caller]
pub fn does_not_say(pages: &[String; 2], sentences: [&str; 2]) {
    for (page, sentence) in std::iter::zip(pages, sentences) {
        assert!(!page.contains(sentence), "{sentence}\n{page}");
    }
}

/// An office of 50 cards a day.
pub const OFFICE: &str = "start = 2018-01-02\nhorizon = 2018-06-29\nprinter.daily_limit = 50\n[sites.Kantor]\noffice = true\n";
