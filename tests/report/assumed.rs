//! The list of assumptions: what it says of the office, and of whom each is.

use cetak::experiment::Control;
use cetak::projection::project;
use cetak::words::Lang;

use super::support::{both, plan, settings};

const OFFICE: &str = "start = 2018-01-02\nhorizon = 2018-06-29\nbacklog.total = 100\nblanks.on_hand = 200\n[sites.A]\n";

/// The pages in both languages, in a row of words.
fn pages(text: &str) -> [String; 2] {
    let found = project(plan(text), &settings(4), &[], &Control::default()).unwrap();
    both(&found)
}

#[track_caller]
fn say(pages: &[String; 2], parts: [&[&str]; 2]) {
    for (page, parts) in std::iter::zip(pages, parts) {
        for part in parts {
            assert!(page.contains(part), "{part} is not in\n{page}");
        }
    }
}

#[test]
fn the_hours_of_the_week_are_not_those_of_a_single_date() {
    let extra = "opening_hours.extra_days = [{ date = 2018-01-04, hours = '10:00-12:00' }, { date = 2018-01-06, hours = '08:00-12:00' }]\n";
    say(
        &pages(&format!("{extra}{OFFICE}")),
        [
            &[
                "Opening hours: Mon–Thu 07:30-15:30; Fri 07:30-13:00; Sat–Sun closed.",
                "Thu 4 January 2018 10:00-12:00",
            ],
            &["Jam buka: Senin–Kamis 07:30-15:30; Jumat 07:30-13:00; Sabtu–Minggu tutup."],
        ],
    );
}

#[test]
fn a_mark_of_the_whole_holds_for_what_is_left_to_its_default() {
    let found = pages(&format!("estimate = true\n{OFFICE}"));
    for page in &found {
        assert!(
            !page.contains("[given]") && !page.contains("[data]"),
            "{page}"
        );
    }
    // The nearest table around a value counts.
    let near = "estimate = true\nprinter.estimate = false\nprinter.source = \"brosur\"\nblanks.estimate = false\n";
    say(
        &pages(&format!("{near}{OFFICE}")),
        [
            &[
                "A card takes 3 minutes; 0 % are misprinted. The printer never fails. [given] (source: brosur)",
                "No more blanks come. [given]",
                "No outages. [estimate]",
            ],
            &["Tidak ada tambahan blangko. [data]"],
        ],
    );
    let found = pages(&format!("estimate = false\nsource = \"dinas\"\n{OFFICE}"));
    for page in &found {
        assert!(
            !page.contains("[estimate]") && !page.contains("[perkiraan]"),
            "{page}"
        );
    }
}

#[test]
fn nobody_has_given_what_the_scenario_says_nothing_of() {
    say(
        &pages(OFFICE),
        [
            &[
                "No holiday falls within the horizon. [estimate]",
                "On the new application from the start: A. [estimate]",
            ],
            &["Tidak ada hari libur sampai batas waktu. [perkiraan]"],
        ],
    );
    let told = format!(
        "{OFFICE}[sites.B]\nupgrade.done = 2018-02-01\n[holidays]\nown = [{{ date = 2018-09-03, name = 'x' }}]\n"
    );
    say(
        &pages(&told),
        [
            &[
                "No holiday falls within the horizon. [given]",
                "On the new application from the start: A. [given]",
            ],
            &[],
        ],
    );
}

#[test]
fn what_has_no_name_is_called_by_its_number_in_the_language_of_the_page() {
    let text = format!(
        "{OFFICE}printers = [{{ name = 'printer 1' }}, {{ away = [{{ from = 2018-01-05, until = 2018-02-10 }}] }}, {{ name = 'tua', arrives = 2018-03-01 }}]
[sites.B]\nprinters = 2\n[[outages]]\nfrom = 2018-01-20\nuntil = 2018-01-21\n[[outages]]\nname = 'listrik'\nfrom = 2018-02-20\nuntil = 2018-02-21\n"
    );
    say(
        &pages(&text),
        [
            &[
                "outage 1 (A, B): from Sat 20 January 2018",
                "listrik (A, B): from",
                "3 printers (A printer 1, 2 at B) of at most 50 cards a day each.",
                "A printer 2: It is away from Fri 5 January 2018",
                "A tua: It is there from Thu 1 March 2018.",
            ],
            &[
                "gangguan 1 (A, B): dari Sabtu, 20 Januari 2018",
                "A alat cetak 2: Alat tidak di tempat dari",
                "A tua: Alat tersedia mulai",
            ],
        ],
    );
}

#[test]
fn one_resident_and_one_place_are_told_as_one() {
    let one = OFFICE.replace("total = 100", "total = 1");
    let found = pages(&one);
    say(
        &found,
        [
            &[
                "1 resident waits at the start: A 100 %.",
                "The resident was recorded at some time from",
                "Suket held: 100 %; valid for 6 months from recording.",
            ],
            &[],
        ],
    );
    assert!(!found[0].contains("of them hold"), "{}", found[0]);
    let short = "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own-and-office'\nbacklog.total = 400\nblanks.on_hand = 420
blanks.held = 'by-site'\nblanks.allotment = { Dinas = 1, Utara = 3 }\n[kecamatan.Utara]\nshare = 0.5\n[kecamatan.Selatan]\nshare = 0.5
[sites.Dinas]\noffice = true\n[sites.Utara]\n";
    say(
        &pages(short),
        [
            &["but Dinas runs out of blanks while others still have some"],
            &[],
        ],
    );
}

#[test]
fn many_equal_shares_are_told_once() {
    let kecamatan = |many: u32| -> String {
        let each =
            (1..=many).map(|i| format!("[kecamatan.K{i}]\nshare = {}\n", 1.0 / f64::from(many)));
        each.collect()
    };
    let text = |many| format!("arrivals.per_day = 50\n{OFFICE}{}", kecamatan(many));
    say(
        &pages(&text(8)),
        [
            &[
                "100 residents wait at the start: 8 kecamatan, 12.5 % each.",
                ": 6.25 in each of 8 kecamatan on average",
            ],
            &["8 kecamatan, masing-masing 12,5 %"],
        ],
    );
    say(
        &pages(&text(2)),
        [&["K1 50 % and K2 50 %"], &["K1 50 % dan K2 50 %"]],
    );
}

/// A number at the end of a name, or behind it, does not begin a line.
#[test]
fn names_are_not_parted_from_their_numbers() {
    let names = (1..=40).map(|i| format!("[kecamatan.'S {i}']\nshare = {i}\n"));
    let text = format!("{OFFICE}{}", names.collect::<String>());
    let found = project(plan(&text), &settings(2), &[], &Control::default()).unwrap();
    let text = cetak::report::text::run(&found, Lang::En);
    let waits = text.split("wait at the start:").nth(1).unwrap();
    let waits = waits.split('[').next().unwrap();
    assert!(waits.lines().count() > 5);
    let begun = waits.lines().skip(1).map(str::trim);
    for line in begun.filter(|line| !line.is_empty()) {
        assert!(line.starts_with(['S', 'a']), "{waits}");
    }
}
