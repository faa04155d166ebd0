//! A value laid over a scenario that changes nothing is told.

use cetak::scenario::{self, Override, Variations};
use cetak::words::Lang;

/// The warnings about these values of a built-in scenario, in both languages.
fn warned(scenario: &str, sets: &[&str]) -> [String; 2] {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let read = scenario::read(scenario, &sets).unwrap();
    [Lang::En, Lang::Id].map(|lang| read.render_warnings(lang))
}

#[test]
fn a_value_for_all_where_each_has_its_own_is_told_with_a_key_that_counts() {
    let [english, indonesian] = warned("regency", &["arrivals.per_day=220"]);
    assert_eq!(
        english,
        "--set: warning: arrivals.per_day: this value has no effect, because every kecamatan has its own; change for example kecamatan.Kota.recordings"
    );
    assert_eq!(
        indonesian,
        "--set: peringatan: arrivals.per_day: nilai ini tidak berpengaruh, karena setiap kecamatan punya nilai sendiri; ubahlah misalnya kecamatan.Kota.recordings"
    );
    let [english, indonesian] = warned("regency", &["printer.daily_limit=200"]);
    assert!(
        english.ends_with("because every printer has its own; change for example sites.Dinas.printers[1].daily_limit"),
        "{english}"
    );
    assert!(
        indonesian.contains("karena setiap alat cetak punya nilai sendiri"),
        "{indonesian}"
    );
    // The key that is named does count.
    for set in [
        "kecamatan.Kota.recordings=50",
        "sites.Dinas.printers[1].daily_limit=10",
    ] {
        assert_eq!(warned("regency", &[set]), ["", ""], "{set}");
    }
}

#[test]
fn a_value_that_changes_nothing_for_another_reason_is_told_without_one() {
    let [english, _] = warned(
        "bangli-exact",
        &["printer.daily_limit=60", "printer.daily_limit=70"],
    );
    assert_eq!(
        english,
        "--set: warning: printer.daily_limit: this value has no effect: everything is the same without it"
    );
}

#[test]
fn a_value_that_counts_or_is_that_of_the_file_is_not_told() {
    for (scenario, set) in [
        ("bangli-exact", "printer.daily_limit=60"),
        ("bangli-exact", "printer.daily_limit=50"),
        // What holds where nothing is given.
        ("bangli-exact", "suket.valid_months=6"),
        ("regency", "printer.spoilage=0.02"),
        ("regency", "name=Rekaan"),
        ("bangli", "backlog.total=9000"),
        ("bangli", "blanks.deliveries[1].pieces=1234"),
    ] {
        assert_eq!(warned(scenario, &[set]), ["", ""], "{scenario} {set}");
    }
}

#[test]
fn values_that_vary_without_effect_are_told_once() {
    let varied = Variations::new(&["arrivals.per_day=95,300"]).unwrap();
    let read = scenario::read_each("regency", &[], &varied.overrides()).unwrap();
    assert_eq!(read.len(), 2);
    let said: String = read
        .iter()
        .map(|one| one.render_warnings(Lang::En))
        .collect();
    assert!(
        said.starts_with("--vary: warning: arrivals.per_day: "),
        "{said}"
    );
    assert_eq!(said.matches("no effect").count(), 1, "{said}");
}

#[test]
fn values_of_printers_that_never_count_are_told_where_they_stand() {
    let file = "start = 2017-04-26
horizon = 2017-12-29
backlog.total = 100
blanks.on_hand = 100
printer.repair = \"7 d\"
printer.daily_limit = 200
[sites.Susut]
printers = [{ repair = \"3 d\" }, {}]
";
    let warned_of = |text: &str, lang| {
        let read = scenario::parse(text, "idle.toml", &[]).unwrap();
        read.render_warnings(lang)
    };
    assert_eq!(
        warned_of(file, Lang::Id),
        "idle.toml:5: peringatan: printer.repair: nilai ini tidak berpengaruh: tanpa life alat cetak tidak pernah rusak
idle.toml:6: peringatan: printer.daily_limit: 200 keping masing-masing 3 menit tidak cukup waktunya dalam hari terpanjang, 8 jam: batas ini tidak pernah tercapai
idle.toml:8: peringatan: sites.Susut.printers[1].repair: nilai ini tidak berpengaruh: tanpa life alat cetak tidak pernah rusak"
    );
    let breaks = file.replace("daily_limit = 200", "life = 9000");
    assert_eq!(warned_of(&breaks, Lang::En), "");
    // Some printer has it, or may have it.
    let one = file
        .replace("daily_limit = 200", "daily_limit = 50")
        .replace("{}", "{ life = 9000 }");
    let said = warned_of(&one, Lang::En);
    assert!(
        said.contains("printers[1].repair") && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn what_is_set_for_cards_beyond_a_limit_that_nobody_prints_is_told() {
    for (scenario, set, part) in [
        (
            "ten-printers",
            "printer.repair=3 d",
            "without life no printer ever fails",
        ),
        (
            "ten-printers",
            "printer.overload_wear=8",
            "beside life and an overload above 0",
        ),
        (
            "bangli-declared",
            "printer.overload_spoilage=0.2",
            "with an overload of 0",
        ),
    ] {
        let [english, _] = warned(scenario, &[set]);
        assert!(english.starts_with("--set: warning: printer."), "{english}");
        assert!(
            english.contains(part) && english.lines().count() == 1,
            "{english}"
        );
    }
    // With others beside it, or where the overload is not known.
    for sets in [
        ["printer.overload=5", "printer.overload_spoilage=0.2"],
        [
            "printer.overload={ one_of = [[0, 3], [5, 1]] }",
            "printer.overload_spoilage=0.2",
        ],
    ] {
        assert_eq!(warned("bangli-declared", &sets), ["", ""]);
    }
}
