//! The commands as a planner types them, in a folder of their own.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Runs what must succeed, and returns what it prints.
fn cetak(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let text = cetak(folder, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn without_a_word_the_baseline_is_run() {
    let here = tempfile::tempdir().unwrap();
    let bare = cetak(here.path(), &["-n", "20"]);
    assert_eq!(bare, cetak(here.path(), &["run", "bangli", "-n", "20"]));
    assert!(bare.starts_with("Bangli, April 2017\n"), "{bare}");
    let indonesian = cetak(here.path(), &["-n", "20", "--lang", "id"]);
    assert!(indonesian.contains("dari 20 kemungkinan"), "{indonesian}");
}

#[test]
fn the_reference_case_prints_its_dates() {
    let here = tempfile::tempdir().unwrap();
    for (name, days, last) in [
        ("bangli-exact", 32, "2017-06-14"),
        ("bangli-exact-8-may", 35, "2017-06-19"),
        ("bangli-exact-15-may", 37, "2017-06-21"),
        ("bangli-exact-never", 54, "2017-07-24"),
    ] {
        let found = json(here.path(), &["run", name, "-n", "2"]);
        assert_eq!(found["blanks_out_on"]["p50"], last, "{name}");
        assert_eq!(found["blanks_out_days"]["p50"], days, "{name}");
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let here = tempfile::tempdir().unwrap();
    let with = |threads: &str| {
        cetak(
            here.path(),
            &["-n", "40", "--format", "json", "--threads", threads],
        )
    };
    assert_eq!(with("1"), with("3"));
}

#[test]
fn seed_values_and_dates_have_their_effect() {
    let here = tempfile::tempdir().unwrap();
    let one = json(here.path(), &["-n", "20"]);
    let other = json(here.path(), &["-n", "20", "--seed", "18446744073709551615"]);
    assert_eq!(other["seed"], u64::MAX);
    assert_ne!(one["fingerprint"], other["fingerprint"]);
    let set = json(
        here.path(),
        &[
            "-n",
            "2",
            "--set",
            "blanks.on_hand=10",
            "--by",
            "2017-06-22",
        ],
    );
    assert_ne!(set["scenario"]["digest"], one["scenario"]["digest"]);
    let dates: Vec<&Value> = set["cleared"]["by"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["date"])
        .collect();
    assert!(dates.contains(&&Value::from("2017-06-22")), "{dates:?}");
}

#[test]
fn a_starter_is_written_checked_and_run() {
    let here = tempfile::tempdir().unwrap();
    for lang in ["en", "id"] {
        let file = format!("{lang}.toml");
        cetak(here.path(), &["init", &file, "--lang", lang]);
        assert_eq!(
            cetak(here.path(), &["check", &file]),
            format!("{file}: OK\n")
        );
        let page = cetak(here.path(), &["run", &file, "-n", "5"]);
        assert!(page.lines().count() > 50, "{page}");
    }
    cetak(here.path(), &["init"]);
    assert!(here.path().join("scenario.toml").is_file());
}

#[test]
fn every_built_in_scenario_is_listed_and_good() {
    let here = tempfile::tempdir().unwrap();
    let list = cetak(here.path(), &["list"]);
    let names: Vec<&str> = list
        .lines()
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert!(names.contains(&"bangli"));
    let checked = cetak(here.path(), &[&["check"], &names[..]].concat());
    assert_eq!(checked.lines().count(), names.len());
}

#[test]
fn reports_and_plots_go_to_files() {
    let here = tempfile::tempdir().unwrap();
    let printed = cetak(
        here.path(),
        &[
            "-n", "5", "--format", "csv", "-o", "out.csv", "--plot", "plot.svg",
        ],
    );
    assert_eq!(printed, "");
    let table = fs::read_to_string(here.path().join("out.csv")).unwrap();
    assert!(table.starts_with("scenario,measure,item,mean,"));
    let plot = fs::read_to_string(here.path().join("plot.svg")).unwrap();
    assert!(
        plot.starts_with("<svg") && plot.ends_with("</svg>\n"),
        "{}",
        &plot[..60]
    );
    assert_eq!(fs::read_dir(here.path()).unwrap().count(), 2);

    let both = ["compare", "bangli-exact", "bangli-exact-never", "-n", "2"];
    let outputs = ["--lang", "id", "-o", "both.txt", "--plot", "plot.svg"];
    let printed = cetak(here.path(), &[&both[..], &outputs].concat());
    assert_eq!(printed, "");
    let plot = fs::read_to_string(here.path().join("plot.svg")).unwrap();
    for words in [
        "Perbandingan skenario",
        "Bangli, tanpa faktor acak, Susut dan Tembuku tidak pernah",
    ] {
        assert!(plot.contains(words), "{words}");
    }
    let page = fs::read_to_string(here.path().join("both.txt")).unwrap();
    assert!(page.starts_with("2 skenario"), "{page}");
    assert_eq!(fs::read_dir(here.path()).unwrap().count(), 3);
}

#[test]
fn scenarios_are_compared_with_the_first() {
    let here = tempfile::tempdir().unwrap();
    let arguments = ["compare", "bangli-exact", "bangli-exact-never", "-n", "2"];
    let found = json(here.path(), &arguments);
    let difference = &found["differences"][0]["blanks_out_days"];
    assert_eq!(difference["mean"], 22.0);
    assert_eq!(difference["ci95"], serde_json::json!([22.0, 22.0]));
    let page = cetak(here.path(), &arguments);
    assert!(page.contains("+22"), "{page}");
    let table = cetak(
        here.path(),
        &[&arguments[..], &["--format", "csv"]].concat(),
    );
    assert_eq!(table.lines().count(), 2);
}

#[test]
fn the_scenario_with_the_fewest_working_days_is_selected_and_estimated_anew() {
    let here = tempfile::tempdir().unwrap();
    let scenarios = [
        "bangli-declared",
        "bangli-one-more-printer",
        "bangli-saturdays",
    ];
    let arguments = [
        &["compare"],
        &scenarios[..],
        &["-n", "60", "--select", "0.5wd"],
    ]
    .concat();
    let found = json(here.path(), &arguments);
    let selection = &found["selection"];
    assert_eq!(selection["indifference"], 0.5);
    assert_eq!(selection["guarantee"]["kind"], "correct-selection");
    assert_eq!(selection["guarantee"]["probability"], 0.95);
    // The selected one has the fewest working days on new simulations, and every other is either shown to need more, or named as alike.
    let name = |scenario: &Value| scenario["scenario"]["name"].clone();
    let days = |scenario: &Value| scenario["working_days"]["mean"].as_f64().unwrap();
    let all = found["scenarios"].as_array().unwrap();
    let selected = all
        .iter()
        .find(|one| name(one) == selection["selected"])
        .unwrap();
    let differences = selection["differences"].as_array().unwrap();
    let alike = selection["indistinguishable"].as_array().unwrap();
    assert_eq!(differences.len(), 2);
    for difference in differences {
        let other = all
            .iter()
            .find(|one| name(one) == difference["scenario"])
            .unwrap();
        let more = difference["working_days"].as_f64().unwrap();
        assert!((days(other) - days(selected) - more).abs() < 1e-9);
        let shown = difference["ci95"][0].as_f64().unwrap() > 0.0;
        assert_ne!(shown, alike.contains(&difference["scenario"]));
    }
    let seen = selection["replications"].as_array().unwrap();
    assert!(seen.iter().all(|n| n.as_u64().unwrap() >= 30));
    // Other simulations than those of a comparison with the same seed.
    let compared = json(here.path(), &[&arguments[..6], &[]].concat());
    assert!(compared.get("selection").is_none());
    assert_ne!(
        compared["scenarios"][0]["fingerprint"],
        found["scenarios"][0]["fingerprint"]
    );

    let page = cetak(here.path(), &arguments);
    assert!(page.contains("Selected: "), "{page}");
    assert!(
        page.contains("60 new simulations of each scenario"),
        "{page}"
    );
    let page = cetak(here.path(), &[&arguments[..], &["--lang", "id"]].concat());
    assert!(
        page.contains("Terpilih: ") && page.contains("beda 0,5 hari"),
        "{page}"
    );
    // It can be repeated from its result.
    let text = cetak(
        here.path(),
        &[&arguments[..], &["--format", "json"]].concat(),
    );
    fs::write(here.path().join("result.json"), text).unwrap();
    cetak(here.path(), &["replay", "result.json"]);

    // Two that are one have no difference, and that is the only cause told.
    fs::write(
        here.path().join("twin.toml"),
        "extends = \"bangli-declared\"\nname = \"twin\"\n",
    )
    .unwrap();
    let twins = [
        "compare",
        "bangli-declared",
        "twin.toml",
        "-n",
        "30",
        "--select",
        "1wd",
    ];
    let selection = &json(here.path(), &twins)["selection"];
    assert_eq!(selection["guarantee"], Value::Null);
    assert_eq!(selection["unguaranteed"], "alike");
    let page = cetak(here.path(), &twins);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        page.contains("they needed equally many working days"),
        "{page}"
    );
    assert!(page.contains("differed by exactly as much"), "{page}");
    assert!(!page.contains("allowed were used up"), "{page}");
}

#[test]
fn a_promise_is_written_for_one_and_for_the_notice_board() {
    let here = tempfile::tempdir().unwrap();
    let one = [
        "promise",
        "bangli-exact",
        "--recorded",
        "2016-11-12",
        "--kecamatan",
        "Susut",
        "-n",
        "2",
    ];
    let page = cetak(here.path(), &one).replace('\n', " ");
    let answer = "In all 2 futures the card is printed by Fri 28 April 2017; this is the date to write on the slip.";
    assert!(page.contains(answer), "{page}");
    let page = cetak(here.path(), &[&one[..], &["--lang", "id"]].concat()).replace('\n', " ");
    assert!(
        page.contains("paling lambat Jumat, 28 April 2017; tanggal inilah"),
        "{page}"
    );
    // Nobody is recorded on a Sunday: what is assumed then is said.
    let closed = [
        "promise",
        "bangli-exact",
        "--recorded",
        "2017-05-07",
        "--kecamatan",
        "Susut",
        "-n",
        "2",
    ];
    let page = cetak(here.path(), &closed).replace("\n  ", " ");
    let assumed = "Sun 7 May 2017 is a day on which the office is closed: the resident joins the queue at the next opening, on Mon 8 May 2017.";
    assert!(page.contains(assumed), "{page}");
    let found = json(here.path(), &one);
    assert_eq!(
        (&found["safe_date"], &found["suket"]),
        (&"2017-04-28".into(), &true.into())
    );
    let head = [
        "format",
        "version",
        "scenario",
        "seed",
        "replications",
        "horizon",
    ];
    assert!(head.iter().all(|key| found.get(key).is_some()));

    let board = [
        "promise",
        "bangli-exact",
        "--table",
        "-n",
        "2",
        "--set",
        "backlog.suket_share=0.9",
    ];
    let page = cetak(here.path(), &board);
    let row = "10 – 14 November 2016   28 April 2017   28 April 2017   28 April 2017";
    assert!(page.contains(row), "{page}");
    // Five kecamatan need two blocks; those without a suket have their own.
    assert_eq!(page.matches("  10 – 14 November 2016 ").count(), 2);
    assert!(page.contains("Residents without a suket\n"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 96));
    let csv = cetak(
        here.path(),
        &[&board[..], &["--format", "csv", "--lang", "id"]].concat(),
    );
    assert!(
        csv.starts_with("\u{feff}scenario;kecamatan;recorded;suket;p10"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 1 + 2 * 5 * 180);
    let after = [
        "--recorded",
        "2017-05-13",
        "--kecamatan",
        "Susut",
        "--no-suket",
        "-n",
        "2",
    ];
    let found = json(
        here.path(),
        &[&["promise", "bangli-exact"], &after[..]].concat(),
    );
    assert_eq!(
        (&found["recorded"], &found["suket"]),
        (&"2017-05-13".into(), &false.into())
    );
    // The 8,000 cards of all others are printed by 14 June, and nobody has a blank for one more.
    assert_eq!(found["safe_date"], Value::Null);
}

#[test]
fn csv_follows_the_language_only_where_it_is_asked_for() {
    let here = tempfile::tempdir().unwrap();
    let run = [
        "run",
        "bangli-exact",
        "-n",
        "2",
        "--quick",
        "--format",
        "csv",
    ];
    let plain = cetak(here.path(), &run);
    assert_eq!(
        plain,
        cetak(here.path(), &[&run[..], &["--lang", "en"]].concat())
    );
    let output = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(run)
        .env("LC_ALL", "id_ID.UTF-8")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), plain);
    let indonesian = cetak(here.path(), &[&run[..], &["--lang", "id"]].concat());
    assert!(
        indonesian.starts_with("\u{feff}scenario;measure;item;"),
        "{indonesian}"
    );
    assert!(plain.contains("served_on,0.5,") && indonesian.contains("served_on;0,5;"));
    let [of_kecamatan, in_indonesian] = [
        "kecamatan_served_on,Susut 0.95,",
        "kecamatan_served_on;Susut 0,95;",
    ];
    assert!(plain.contains(of_kecamatan) && indonesian.contains(in_indonesian));
}

#[test]
fn a_long_table_stands_in_place_of_the_report() {
    let here = tempfile::tempdir().unwrap();
    for table in ["measures", "served", "daily", "replications", "losses"] {
        let of = |command: &[&str], format: &str| {
            let rest = ["-n", "2", "--table", table, "--format", format];
            cetak(here.path(), &[command, &rest[..]].concat())
        };
        let one = of(&["run", "bangli-exact"], "csv");
        let both = of(&["compare", "bangli-exact", "bangli-exact-8-may"], "csv");
        // The measures of a run say what would help, which a comparison does not.
        if table != "measures" {
            assert!(both.starts_with(&one), "{table}");
        }
        let found: Value = serde_json::from_str(&of(
            &["compare", "bangli-exact", "bangli-exact-8-may"],
            "json",
        ))
        .unwrap();
        assert_eq!(found["table"], table);
        assert_eq!(
            found["rows"].as_array().unwrap().len() + 1,
            both.lines().count(),
            "{table}"
        );
    }
}

#[test]
fn a_table_has_the_replications_that_the_precision_asked_for() {
    let here = tempfile::tempdir().unwrap();
    let of = |more: &[&str]| {
        let run = ["run", "bangli-overload-75", "--set", "backlog.total=300"];
        json(
            here.path(),
            &[&run[..], &["--precision", "0.5wd"], more].concat(),
        )
    };
    let done = of(&["--quick"])["replications"].clone();
    assert!(done.as_u64().is_some_and(|done| done < 1000), "{done}");
    for table in ["measures", "served", "daily", "replications", "losses"] {
        assert_eq!(of(&["--table", table])["replications"], done, "{table}");
    }
    // What each place does is there too.
    let daily = of(&["--table", "daily"]);
    let rows = daily["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["measure"] == "site_printed"));
}

#[test]
fn a_plan_without_chance_ends_and_its_precision_is_not_made_up() {
    let here = tempfile::tempdir().unwrap();
    let run = ["run", "bangli-exact", "--quick", "--precision", "0.25wd"];
    let found = json(here.path(), &run);
    let done = found["replications"].as_u64().unwrap();
    assert!((300..600).contains(&done), "{done}");
    assert_eq!(found["precision"][0]["off_commonest"], 0);
}

/// Of few rows, estimates of small shares lie below 0.
#[test]
fn shares_outside_what_they_can_be_are_in_json_alone() {
    let here = tempfile::tempdir().unwrap();
    let arguments = ["sensitivity", "bangli", "-n", "200"];
    let found = json(here.path(), &arguments);
    let alone = |one: &Value| one["first_order"].as_f64().unwrap();
    let unknown = found["unknown"].as_array().unwrap();
    assert!(unknown.iter().any(|one| !(0.0..=1.0).contains(&alone(one))));
    let csv = cetak(
        here.path(),
        &[&arguments[..], &["--format", "csv"]].concat(),
    );
    let mut shares = 0;
    for line in csv.lines().skip(1) {
        // A name may have commas.
        let cells = line.rsplit(',').take(6);
        let numbers = cells.map(|cell| cell.parse::<f64>().unwrap());
        for share in numbers {
            assert!((0.0..=1.0).contains(&share), "{line}");
            shares += 1;
        }
    }
    assert_eq!(shares, 6 * (unknown.len() + 1));
}
