//! What a comparison says: on one scale, with the years that are needed, and of dates only where somebody waits.

use cetak::experiment::Control;
use cetak::projection::{ScenarioComparison, compare};
use cetak::report;
use cetak::words::Lang;

use super::support::{plan, settings, words};

fn compared(texts: [&str; 2], replications: u32) -> ScenarioComparison {
    let plans = texts.map(plan).to_vec();
    compare(plans, &settings(replications), &[], &Control::default()).unwrap()
}

fn pages(found: &ScenarioComparison) -> [String; 2] {
    [Lang::En, Lang::Id].map(|lang| words(&report::compare::text(found, lang)))
}

fn office(name: &str, more: &str) -> String {
    format!(
        "name = '{name}'\nstart = 2018-01-02\nhorizon = 2018-06-29\nblanks.on_hand = 900\n{more}[sites.A]\n"
    )
}

/// All figures of a sentence and of a column are of fifty futures, however few there are of something.
#[test]
fn how_the_futures_divide_is_told_of_fifty() {
    // Seldom a printer fails before the last card of one of them.
    let life = "backlog.total = 300\nprinter.repair = '7 d'\nprinter.life = ";
    let one = office("Satu", &format!("{life}'uniform(270, 5270)'\n"));
    let two = office("Dua", &format!("{life}'never'\n")).replace("printer.life = 'never'\n", "");
    let found = compared([&two, &one], 1000);
    let pairs = &found.differences[0].served_on.last().unwrap().days.pairs;
    assert!((1..10).contains(&pairs.later), "{pairs:?}");
    for (page, all) in std::iter::zip(pages(&found), ["1,000 of 1,000", "1.000 dari 1.000"]) {
        assert!(page.contains("0 / >49 / <1"), "{page}");
        // Only what nobody knows is told of all pairs.
        let rest = page.replace(all, "");
        let counted = &all[6..];
        assert!(!rest.contains(counted), "{page}");
    }
}

#[test]
fn horizons_of_several_years_have_theirs() {
    let late =
        |name: &str, year: &str| office(name, "backlog.total = 9000\n").replace("2018", year);
    let [one, two] = [late("Satu", "2018"), late("Dua", "2019")];
    let [english, indonesian] = pages(&compared([&one, &two], 4));
    for part in ["(29 June 2018)", "(29 June 2019)"] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    assert!(indonesian.contains("(29 Juni 2019)"), "{indonesian}");
    let [english, _] = pages(&compared([&one, &one.replace("Satu", "Tiga")], 4));
    assert!(english.contains("(29 June)"), "{english}");
}

#[test]
fn nothing_is_said_of_dates_if_nobody_waits() {
    let nobody = office("Kosong", "backlog.total = 0\narrivals.per_day = 20\n");
    let some = office("Isi", "backlog.total = 200\narrivals.per_day = 20\n");
    for texts in [[&nobody, &some], [&some, &nobody]] {
        let found = compared(texts.map(String::as_str), 20);
        let [english, indonesian] = pages(&found);
        assert!(
            english.contains("these dates do not say which is better"),
            "{english}"
        );
        for said in [
            "95 % are served sooner in",
            "% served, calendar days",
            "calendar days –",
            "*: the soonest",
        ] {
            assert!(!english.contains(said), "{said}\n{english}");
        }
        assert!(english.contains("Kosong – – –"), "{english}");
        assert!(english.contains("printer failures"), "{english}");
        assert!(
            !indonesian.contains("terlayani lebih cepat dalam"),
            "{indonesian}"
        );
    }
}
