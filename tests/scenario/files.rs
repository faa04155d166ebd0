//! Reading scenario files: what extends what, values from the command line, and files that are no scenarios at all.

use std::fs;
use std::path::{Path, PathBuf};

use cetak::office::plan::{Delay, Upgrade};
use cetak::scenario::{self, Override, Problems, Scenario, Severity};
use cetak::words::Lang;
use jiff::civil::date;
use proptest::prelude::*;

const LEAST: &str = "start = 2017-04-26
horizon = 2017-12-29
backlog.total = 8000
blanks.on_hand = 8000
[sites.Susut]
[sites.'Bangli Kota']
";

fn parse(text: &str, sets: &[&str]) -> Result<Scenario, Problems> {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    scenario::parse(text, "test.toml", &sets)
}

fn said(result: Result<Scenario, Problems>) -> String {
    result.map_or_else(|problems| problems.to_string(), |s| panic!("{s:?}"))
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_file_lays_itself_over_the_one_it_extends_and_that_over_the_next() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("base")).unwrap();
    write(folder.path(), "base/first.toml", LEAST);
    let second = "extends = 'first.toml'\nname = 'second'\nprinter.daily_limit = 60\nprinter.ramp = [1, 2, 3]";
    write(folder.path(), "base/second.toml", second);
    let third = "extends = 'base/second.toml'\nprinter.ramp = [4]\n[sites.Susut]\nprinters = 2\n[sites.Tembuku]";
    let path = write(folder.path(), "third.toml", third);
    let scenario = scenario::read(&path, &[]).unwrap();
    let files = ["third.toml", "base/second.toml", "base/first.toml"];
    assert_eq!(scenario.files, files.map(|file| folder.path().join(file)));
    let plan = scenario.plan;
    assert_eq!(plan.name, "second");
    let names: Vec<&str> = plan.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["Susut", "Bangli Kota", "Tembuku"]);
    assert_eq!(plan.sites[0].printers.len(), 2);
    let printer = &plan.sites[0].printers[1];
    assert_eq!((printer.daily_limit, &printer.ramp[..]), (60, &[4][..]));
}

#[test]
fn a_scenario_inside_the_program_stands_in_no_file() {
    assert!(
        scenario::builtin("bangli-moved-printer")
            .unwrap()
            .files
            .is_empty()
    );
    let own = parse("extends = 'bangli'", &[]).unwrap();
    assert_eq!(own.files, [Path::new("test.toml")]);
}

#[test]
fn each_value_keeps_the_place_it_was_written_in() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "base.toml",
        LEAST.replace("total = 8000", "total = -1"),
    );
    let path = write(
        folder.path(),
        "top.toml",
        "extends = 'base.toml'\n\nprinter.spoilage = 2",
    );
    let set: Override = "printer.overload=-5".parse().unwrap();
    let problems = scenario::read(path, &[set]).unwrap_err();
    let places: Vec<(String, Option<usize>, &str)> = problems
        .iter()
        .map(|problem| {
            let place = problem.place();
            let file = place
                .file
                .file_name()
                .unwrap()
                .to_string_lossy()
                .into_owned();
            (file, place.line, problem.key())
        })
        .collect();
    let expected = [
        ("--set".to_owned(), None, "printer.overload"),
        ("top.toml".to_owned(), Some(3), "printer.spoilage"),
        ("base.toml".to_owned(), Some(3), "backlog.total"),
    ];
    for place in &expected {
        assert!(places.contains(place), "{place:?} is not in {places:?}");
    }
    assert_eq!(places.len(), 3);
}

#[test]
fn a_file_may_extend_a_built_in_scenario() {
    let plan = parse("extends = 'bangli'\nbacklog.total = 10000", &[])
        .unwrap()
        .plan;
    assert_eq!((plan.backlog.total, plan.sites.len()), (10_000, 5));
    assert_eq!(plan.name, "Bangli, April 2017");
}

#[test]
fn of_two_ways_to_end_an_upgrade_the_one_laid_over_wins() {
    let work = "extends = 'bangli'\n[sites.Susut.upgrade]\nwork = '5 wd'";
    let plan = parse(work, &[]).unwrap().plan;
    assert!(matches!(
        plan.sites[1].upgrade,
        Upgrade::Crew(Delay::WorkingDays(_))
    ));
    let plan = parse(work, &["sites.Susut.upgrade.done=never"])
        .unwrap()
        .plan;
    assert_eq!(plan.sites[1].upgrade, Upgrade::Never);
    assert!(plan.crew_order.is_empty());
}

#[test]
fn sites_and_kecamatan_may_be_called_what_a_key_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let base =
        format!("{LEAST}[sites.done]\n[sites.work]\nupgrade.work = '3 d'\n[kecamatan.done]\n");
    write(folder.path(), "base.toml", base);
    let over = "extends = 'base.toml'\n[sites.work]\nprinters = 2\n[kecamatan.work]\n";
    let plan = scenario::read(write(folder.path(), "over.toml", over), &[]);
    let plan = plan.unwrap().plan;
    let names: Vec<&str> = plan.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["Susut", "Bangli Kota", "done", "work"]);
    assert!(matches!(plan.sites[3].upgrade, Upgrade::Crew(_)));
    let names: Vec<&str> = plan.kecamatan.iter().map(|k| k.name.as_str()).collect();
    assert_eq!(names, ["done", "work"]);
}

#[test]
fn an_upgrade_ends_in_every_way_that_can_be_written() {
    let upgrade = |done: &str| {
        let set = format!("sites.Susut.upgrade.done={done}");
        parse(LEAST, &[&set]).unwrap().plan.sites[0].upgrade.clone()
    };
    let on = |day, minute| Upgrade::On {
        date: date(2017, 5, day),
        minute,
    };
    assert_eq!(upgrade("2017-05-08"), on(8, None));
    assert_eq!(upgrade("'2017-05-08'"), on(8, None));
    assert_eq!(upgrade("2017-05-08T10:00"), on(8, Some(600)));
    assert_eq!(upgrade("2017-05-08 10:00:00"), on(8, Some(600)));
    assert_eq!(upgrade("2017-04-25"), Upgrade::Done);
    assert_eq!(upgrade("done"), Upgrade::Done);
    assert_eq!(upgrade("never"), Upgrade::Never);
    let Upgrade::After(Delay::Calendar(time)) = upgrade("14 d") else {
        panic!()
    };
    assert_eq!((time.mean().as_days(), time.is_constant()), (14.0, true));
    let Upgrade::After(Delay::WorkingDays(days)) = upgrade("uniform(2 wd, 20 wd)") else {
        panic!()
    };
    assert_eq!((days.min(), days.max()), (2.0, Some(20.0)));
    let Upgrade::After(Delay::WorkingDays(days)) = upgrade("lognormal(median=10wd, spread=1.8)")
    else {
        panic!()
    };
    assert!(days.mean() > 10.0);
}

#[test]
fn a_wrong_key_or_name_on_the_command_line_is_told_with_the_nearest() {
    for (set, wanted) in [
        (
            "printer.daily_limt=60",
            "--set: printer.daily_limt: there is no such key; did you mean daily_limit?",
        ),
        (
            "sites.Sussut.printers=2",
            "--set: sites.Sussut: there is none of this name; did you mean \"Susut\"?",
        ),
        (
            "sites.Bangli Kotta.printers=2",
            "--set: sites.\"Bangli Kotta\": there is none of this name; did you mean \"Bangli Kota\"?",
        ),
        (
            "sites.X.printers=2",
            "--set: sites.X: there is none of this name; known are Susut, Bangli Kota",
        ),
        (
            "horison=2017-10-31",
            "--set: horison: there is no such key; did you mean horizon?",
        ),
        (
            "extends=bangli",
            "--set: extends: extends cannot be changed with --set; wanted it in a file",
        ),
        (
            "sites.Susut.printers=two",
            "--set: sites.Susut.printers: found \"two\"; wanted a number of printers from 0 to 1,000, or a list of printers such as [{ daily_limit = 60 }]",
        ),
        (
            "start.day=1",
            "--set: start: found a table; wanted a date from 1900 to 2199, such as 2017-04-26",
        ),
    ] {
        let said = said(parse(LEAST, &[set]));
        assert!(said.lines().any(|line| line == wanted), "{set}:\n{said}");
    }
}

#[test]
fn a_file_that_is_no_text_is_one_clear_problem() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    write(
        folder.path(),
        "latin.toml",
        b"start = 2017-04-26\nname = \"caf\xe9\"\n",
    );
    write(folder.path(), "large.toml", vec![b'#'; (1 << 20) + 1]);
    write(
        folder.path(),
        "just.toml",
        format!("{LEAST}#{}", "x".repeat((1 << 20) - LEAST.len() - 1)),
    );
    for (path, wanted) in [
        (place("missing.toml"), "there is no file"),
        (place(""), "is a folder"),
        (
            place("latin.toml"),
            "latin.toml:2: found bytes that are not UTF-8",
        ),
        (place("large.toml"), "is larger than 1 MiB"),
        (
            PathBuf::from("bangly"),
            "\"bangly\", which is no built-in scenario; did you mean \"bangli\"?",
        ),
        (
            PathBuf::from("zzz"),
            "which is no built-in scenario; wanted one of bangli, ",
        ),
    ] {
        let said = said(scenario::read(&path, &[]));
        assert!(said.contains(wanted) && said.lines().count() == 1, "{said}");
    }
    assert!(scenario::read(place("just.toml"), &[]).is_ok());
    let long = format!("{LEAST}#{}", "x".repeat(1 << 20));
    assert!(said(parse(&long, &[])).contains("larger than 1 MiB"));
}

#[test]
fn a_scenario_may_be_as_large_as_the_nation_and_no_larger() {
    let nation = |sites: usize| {
        let site = |at| format!("[sites.'Kecamatan {at}']\nprinters = 2\n");
        format!("{LEAST}{}", (2..sites).map(site).collect::<String>())
    };
    let plan = parse(&nation(7201), &[]).unwrap().plan;
    assert_eq!((plan.sites.len(), plan.kecamatan.len()), (7201, 7201));
    let said = said(parse(&nation(10_001), &[]));
    assert!(
        said.contains("sites: found 10,001; wanted 10,000 at most"),
        "{said}"
    );
}

#[test]
fn a_chain_that_is_too_long_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for at in 1..20 {
        write(
            folder.path(),
            &format!("{at}.toml"),
            format!("extends = '{}.toml'", at + 1),
        );
    }
    write(folder.path(), "20.toml", LEAST);
    let read = |at: u32| scenario::read(folder.path().join(format!("{at}.toml")), &[]);
    assert!(said(read(1)).contains("more than 16 scenarios that extend each other"));
    assert!(read(5).is_ok());
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = format!("\u{feff}{}", LEAST.replace('\n', "\r\n"));
    assert_eq!(
        parse(&text, &[]).unwrap().plan,
        parse(LEAST, &[]).unwrap().plan
    );
    let wrong = text.replace("total = 8000", "total = x8000");
    assert!(said(parse(&wrong, &[])).starts_with("test.toml:3: "));
}

#[test]
fn each_doubtful_thing_is_a_warning() {
    let warnings = |sets: &[&str]| -> Vec<&'static str> {
        let scenario = parse(LEAST, sets).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(
            scenario
                .warnings
                .iter()
                .all(|w| w.severity() == Severity::Warning)
        );
        scenario
            .warnings
            .iter()
            .map(|warning| warning.kind())
            .collect()
    };
    assert!(warnings(&[]).is_empty());
    assert_eq!(warnings(&["start=2017-04-23"]), ["start-closed"]);
    assert_eq!(warnings(&["blanks.on_hand=7999"]), ["blanks-short"]);
    let later = "blanks.deliveries=[{date=2017-07-01, pieces=1}]";
    assert!(warnings(&["blanks.on_hand=7999", later]).is_empty());
    assert_eq!(
        warnings(&["printer.daily_limit=161"]),
        ["limit-unreachable"]
    );
    assert!(warnings(&["printer.daily_limit=160"]).is_empty());
    let slow = parse(
        LEAST,
        &[
            "printer.daily_limit=150",
            "printer.print_time=triangular(2 min, 3 min, 5 min)",
        ],
    );
    let warning = &slow.unwrap().warnings[0];
    assert_eq!(
        warning.render(cetak::words::Lang::Id),
        "--set: peringatan: printer.daily_limit: 150 keping masing-masing 3,3 menit tidak cukup waktunya dalam hari terpanjang, 8 jam: batas ini tidak pernah tercapai"
    );
    let never = [
        "sites.Susut.upgrade.done=never",
        "sites.Bangli Kota.printers=0",
    ];
    assert_eq!(warnings(&never), ["nothing-prints"]);
    assert!(warnings(&never[..1]).is_empty());
    let apart = [
        "routing=own",
        "kecamatan={Susut={}, Kintamani={}, 'Bangli Kota'={}}",
    ];
    assert_eq!(warnings(&apart), ["nobody-serves"]);
    // A site that never prints serves nobody either, and where nobody waits or comes there is nobody to serve.
    let own_never = ["routing=own", "sites.Susut.upgrade.done=never"];
    assert_eq!(warnings(&own_never), ["nobody-serves"]);
    let nobody_there = "kecamatan={Susut={}, Kintamani={share=0}, 'Bangli Kota'={}}";
    assert!(warnings(&["routing=own", nobody_there]).is_empty());
    let while_down = [
        "routing=office-while-down",
        "sites.'Bangli Kota'.office=true",
    ];
    let stands_in = [&own_never[1..], &while_down[..]].concat();
    assert!(warnings(&stands_in).is_empty());
    // Where anybody may be served anywhere, a misspelt site prints, and is only asked about.
    let misspelt = "kecamatan={Susuut={}, 'Bangli Kota'={}}";
    assert_eq!(warnings(&[misspelt]), ["site-name-near"]);
    assert!(warnings(&["kecamatan={Tembuku={}, 'Bangli Kota'={}}"]).is_empty());
    // A kecamatan without a site of its own is the office's.
    let office = [&apart[..], &["sites.Susut.office=true"]].concat();
    assert!(warnings(&office).is_empty());
    // Shares written as parts of 1 are more than 1 together, by a slip or by one that is not written; what rounding adds is no slip.
    let shares = |of: [&str; 2]| {
        let [one, other] = of.map(|share| format!("{{{share}}}"));
        warnings(&[&format!("kecamatan={{Susut={one}, 'Bangli Kota'={other}}}")])
    };
    assert_eq!(shares(["share=0.41", "share=0.7"]), ["shares-beyond-one"]);
    assert_eq!(shares(["share=0.4", ""]), ["shares-beyond-one"]);
    assert!(shares(["share=0.40", "share=0.61"]).is_empty());
    assert!(shares(["share=0.4", "share=0.6"]).is_empty());
    assert!(shares(["share=40", "share=70"]).is_empty());
    let seen = |from: &str, sites: &str| {
        let observed =
            format!("observations=[{{from={from}, until=2018-02-01, total=3, sites={sites}}}]");
        warnings(&[&observed])
    };
    assert_eq!(seen("2018-01-02", "{}"), ["observation-outside"]);
    assert_eq!(
        seen("2017-06-01", "{Susut=1, 'Bangli Kota'=1}"),
        ["sum-differs"]
    );
    assert!(seen("2017-06-01", "{Susut=1, 'Bangli Kota'=2}").is_empty());
}

#[test]
fn what_is_set_for_one_printer_leaves_the_others() {
    let text = format!(
        "{LEAST}[printer]\nspoilage = 0.01\n[sites.A]\nprinters = [{{ spoilage = 0.02 }}, {{}}]"
    );
    let plan = parse(&text, &[]).unwrap().plan;
    let spoilage: Vec<(f64, f64)> = plan.sites[2]
        .printers
        .iter()
        .map(|printer| (printer.spoilage, printer.overload_spoilage))
        .collect();
    assert_eq!(spoilage, [(0.02, 0.02), (0.01, 0.01)]);
    let plan = parse(&text, &["printer.overload_spoilage=0.06"])
        .unwrap()
        .plan;
    assert_eq!(plan.sites[2].printers[0].overload_spoilage, 0.06);
}

#[test]
fn a_value_may_be_set_in_an_item_of_a_list_also_of_a_scenario_that_is_extended() {
    let base = "blanks.deliveries = [{ asked = 2017-06-06, arrives_after = '14 d', pieces = 1000 }, { date = 2017-07-03, pieces = 500 }]\n";
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "base.toml", format!("{base}{LEAST}"));
    let path = write(folder.path(), "top.toml", "extends = 'base.toml'");
    let read = |sets: &[&str]| {
        let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
        scenario::read(&path, &sets)
    };
    let set = [
        "blanks.deliveries[1].asked=2017-05-20",
        "blanks.deliveries[2].pieces=700",
        "sites.Susut.printers=[{}, { name = 'new' }]",
        "sites.Susut.printers[2].away=[{ from = 2017-07-03, until = 2017-07-14 }]",
        "sites.Susut.printers[2].away[1].until=2017-07-07",
        "printer.ramp=[1, 2, 3]",
        "printer.ramp[3]=30",
    ];
    let plan = read(&set).unwrap().plan;
    let lots = &plan.blanks.deliveries;
    assert_eq!((lots[0].date, lots[0].pieces), (date(2017, 5, 20), 1000));
    assert_eq!((lots[1].date, lots[1].pieces), (date(2017, 7, 3), 700));
    let printers = &plan.sites[0].printers;
    assert_eq!(printers[0].ramp, [1, 2, 30]);
    assert_eq!(printers[1].name, "new");
    assert_eq!(printers[1].away, [(date(2017, 7, 3), date(2017, 7, 7))]);
    // A whole item is replaced.
    let plan = read(&["blanks.deliveries[1]={ date = 2017-08-01, pieces = 1 }"])
        .unwrap()
        .plan;
    let lot = &plan.blanks.deliveries[0];
    assert!(lot.delay.is_none() && lot.pieces == 1);
}

#[test]
fn an_item_that_is_not_there_is_told_with_how_many_there_are() {
    let with = |set: &str, lang: Lang| {
        let text = format!("blanks.deliveries = [{{ date = 2017-07-03, pieces = 500 }}]\n{LEAST}");
        let problems = parse(&text, &[set]).unwrap_err();
        assert_eq!(problems.total(), 1, "{problems}");
        problems.render(lang)
    };
    for (set, english, indonesian) in [
        (
            "blanks.deliveries[2].pieces=1",
            "--set: blanks.deliveries[2]: there is no item 2; the list has 1 item",
            "--set: blanks.deliveries[2]: butir 2 tidak ada; daftar ini berisi 1 butir",
        ),
        (
            "blanks.delivries[1].pieces=1",
            "--set: blanks.delivries: there is no such key; did you mean deliveries?",
            "--set: blanks.delivries: kunci ini tidak ada; mungkin maksudnya deliveries?",
        ),
        (
            "ribbons.deliveries[1].pieces=1",
            "--set: ribbons: the scenario has no such list, so no item of it can be set; wanted the key of a list that is there",
            "--set: ribbons: skenario tidak memuat daftar ini, jadi butirnya tidak dapat diubah; seharusnya kunci sebuah daftar yang ada",
        ),
        (
            "backlog.total[1]=1",
            "--set: backlog.total: found 8000; wanted a list, in [square brackets]",
            "--set: backlog.total: ditemukan 8000; seharusnya sebuah daftar, dalam [kurung siku]",
        ),
        (
            "sites[1].printers=1",
            "--set: sites: found a table; wanted a list, in [square brackets]",
            "--set: sites: ditemukan sebuah tabel; seharusnya sebuah daftar, dalam [kurung siku]",
        ),
        (
            "blanks.deliveries.first[1]=1",
            "--set: blanks.deliveries: found a list; wanted a table whose keys are names",
            "--set: blanks.deliveries: ditemukan sebuah daftar; seharusnya sebuah tabel yang kuncinya adalah nama",
        ),
    ] {
        assert_eq!(with(set, Lang::En), english);
        assert_eq!(with(set, Lang::Id), indonesian);
    }
}

#[test]
fn the_order_of_a_file_is_the_order_of_its_sites_and_nothing_else() {
    let one = parse(LEAST, &[]).unwrap().plan;
    let mut lines: Vec<&str> = LEAST.lines().collect();
    lines[..4].reverse();
    let other = parse(&lines.join("\n# A remark.\n"), &[]).unwrap().plan;
    assert_eq!(one.digest(), other.digest());
    lines[4..].reverse();
    let swapped = parse(&lines.join("\n"), &[]).unwrap().plan;
    assert_ne!(one.digest(), swapped.digest());
}

/// Every message can be said in both languages, whatever was read.
fn survives(text: &str, sets: &[Override]) -> bool {
    match scenario::parse(text, "random.toml", sets) {
        Ok(scenario) => {
            scenario.plan.validate().unwrap();
            true
        }
        Err(problems) => {
            for lang in cetak::words::Lang::ALL {
                assert!(!problems.render(lang).is_empty());
            }
            false
        }
    }
}

/// Pieces that a scenario is made of, so that random texts get deep into the reader.
const PIECES: &[&str] = &[
    "0",
    "-1",
    "1e308",
    "nan",
    "\"\"",
    "[]",
    "{}",
    "[{}]",
    "true",
    "2017-02-29",
    "2199-12-31",
    "1900-01-01",
    "\"never\"",
    "\"uniform(2 wd, 1 wd)\"",
    "\"1e9 d\"",
    "\"poisson(1e9)\"",
    "\"99999999999999999999 wk\"",
    "\"é wd\"",
    "10000000",
    "1000",
    "\"00:00-24:00\"",
    "0000-01-01",
    "9999-12-31T23:59:59.999Z",
    "[[1]]",
    "{ Susut = 1 }",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        survives(&text, &[]);
    }

    #[test]
    fn no_bytes_in_a_file_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let file = tempfile::Builder::new().suffix(".toml").tempfile().unwrap();
        fs::write(file.path(), bytes).unwrap();
        let _ = scenario::read(file.path(), &[]);
    }

    #[test]
    fn no_change_to_a_shipped_scenario_makes_the_reader_panic(
        which in 0usize..19,
        at in any::<prop::sample::Index>(),
        length in 0usize..40,
        put in "[ -~\n]{0,8}",
    ) {
        let (_, text) = scenario::builtins().nth(which).unwrap();
        let text = text.replace(".toml\"\n", "\"\n");
        let chars: Vec<char> = text.chars().collect();
        let from = at.index(chars.len());
        let until = (from + length).min(chars.len());
        let mutated: String = chars[..from].iter().copied().chain(put.chars()).chain(chars[until..].iter().copied()).collect();
        survives(&mutated, &[]);
    }

    #[test]
    fn no_value_of_any_key_makes_the_reader_panic(
        key in any::<prop::sample::Index>(),
        value in prop::sample::select(PIECES),
        more in prop::sample::select(PIECES),
    ) {
        let keys: Vec<String> = crate::docs::documented().into_iter().filter(|key| key != "extends").collect();
        let path = keys[key.index(keys.len())].replace("NAME", "Susut");
        // Items of lists are written as a list with one table that has the key.
        let mut value = value.to_owned();
        let mut path = path.as_str();
        while let Some((list, rest)) = path.rsplit_once("[].") {
            value = format!("[{{ {rest} = {value} }}, {more}]");
            path = list;
        }
        let set: Override = format!("{path}={value}").parse().unwrap();
        let base = scenario::builtins().find(|(name, _)| *name == "bangli-declared").unwrap().1;
        survives(base, &[set]);
    }

    #[test]
    fn no_argument_makes_the_reader_panic(text in any::<String>()) {
        let Ok(set) = text.parse::<Override>() else { return Ok(()) };
        survives(LEAST, &[set]);
    }
}

#[test]
fn a_carriage_return_alone_is_counted_as_no_line() {
    assert!(!survives(&format!("{LEAST}x = \r\ny = \r"), &[]));
    assert!(!survives("x = \ry", &[]));
    assert!(!survives("sites = [\r", &[]));
    assert!(!survives("a = 1\rx = [1", &[]));
}

#[test]
fn deeply_nested_values_are_refused_without_a_crash() {
    for deep in [
        "[".repeat(100_000),
        "{a=".repeat(100_000),
        "a.".repeat(100_000),
    ] {
        assert!(!survives(&format!("{LEAST}x = {deep}"), &[]));
        assert!(!survives(&format!("{deep}x = 1\n{LEAST}"), &[]));
        let set: Result<Override, _> = format!("x={deep}").parse();
        assert!(!survives(LEAST, &[set.unwrap()]));
    }
}
