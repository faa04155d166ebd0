//! `cetak sweep`: every value of a key in one table, each as a run of its own would show it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

fn cetak(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

fn printed(arguments: &[&str]) -> String {
    let output = cetak(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// What must be refused with code 2, line by line.
fn refused(arguments: &[&str]) -> Vec<String> {
    let output = cetak(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    said.lines().map(str::to_owned).collect()
}

fn parsed(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

const SWEEP: [&str; 5] = [
    "sweep",
    "bangli-exact",
    "--vary",
    "printer.daily_limit=40..50..10",
    "-n",
];

#[test]
fn each_row_is_the_run_with_that_value() {
    let vary = "printer.daily_limit=45,60";
    let chance = ["-n", "12", "--seed", "3", "--by", "2017-07-14"];
    let sweep = parsed(&[&["sweep", "bangli", "--vary", vary], &chance[..]].concat());
    assert_eq!(sweep["vary"], json!(["printer.daily_limit"]));
    for (row, limit) in [(0, 45), (1, 60)] {
        let mut row = sweep["rows"][row].as_object().unwrap().clone();
        assert_eq!(
            row.remove("values"),
            Some(json!({ "printer.daily_limit": limit }))
        );
        let set = format!("printer.daily_limit={limit}");
        let run = ["run", "bangli", "--set", &set, "--quick"];
        let mut run = parsed(&[&run[..], &chance].concat());
        let run = run.as_object_mut().unwrap();
        assert_eq!(run.remove("format"), Some(sweep["format"].clone()));
        run.remove("version");
        assert_eq!(&row, run);
    }
}

/// 5 × 50 cards a day clear 8,000 on 14 June, 5 × 40 on the 40th working day, 4 July.
#[test]
fn the_best_value_is_marked_in_every_format() {
    let json = parsed(&[&SWEEP[..], &["3"]].concat());
    assert_eq!(json["best"], json!({ "printer.daily_limit": 50 }));
    assert_eq!(json["best_95"], json["best"]);
    assert_eq!(json["rows"][0]["cleared_on"]["p90"], "2017-07-04");
    let csv = printed(&[&SWEEP[..], &["3", "--format", "csv", "--by", "2017-06-30"]].concat());
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines,
        [
            "printer.daily_limit,best,best_95,served_on_95_p90,cleared_on_p50,cleared_on_p90,cleared,expired_suket,stockouts.days,blanks_out_on_p50,cleared_by_2017-06-30",
            "40,false,false,2017-06-22,2017-07-04,2017-07-04,1,0,0,2017-07-04,0",
            "50,true,true,2017-06-13,2017-06-14,2017-06-14,1,0,0,2017-06-14,1",
        ]
    );
    let page = printed(&[&SWEEP[..], &["3"]].concat());
    assert!(
        page.contains("for the last resident: printer.daily_limit=50, sooner")
            && page.contains("What varies: the daily limit of a printer (printer.daily_limit).\n")
            && page.contains("  the daily"),
        "{page}"
    );
    let row = page
        .lines()
        .find(|line| line.trim_start().starts_with("50"))
        .unwrap();
    assert!(
        row.contains("13 June*") && row.contains("14 June*"),
        "{row}"
    );
    let page = printed(&[&SWEEP[..], &["3", "--lang", "id"]].concat());
    assert!(
        page.contains("warga terakhir: printer.daily_limit=50;")
            && page.contains("Yang diubah: batas harian alat cetak (printer.daily_limit).\n")
            && !page.contains("  daily_limit"),
        "{page}"
    );
}

#[test]
fn two_keys_are_a_list_and_a_grid() {
    let all = ["sweep", "bangli-exact", "-n", "2"];
    let keys = [
        "--vary",
        "printer.daily_limit=40,50",
        "--vary",
        "backlog.total=7000..8000..500",
    ];
    let page = printed(&[&all[..], &keys].concat());
    let (_, grid) = page
        .split_once(
            "90 % safe date of everyone served\n  Down: the daily limit of a printer; across: how many residents wait at the start.\n",
        )
        .unwrap();
    let grid: Vec<Vec<&str>> = grid
        .lines()
        .take(4)
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .collect()
        })
        .collect();
    assert_eq!(grid[0], ["7,000", "7,500", "8,000"]);
    // 7,000 are 35 working days of 200 cards, and 28 of 250.
    assert_eq!(grid[2], ["40", "19 June", "22 June", "4 July"]);
    assert_eq!(grid[3], ["50", "8 June", "12 June", "14 June"]);
    let rows = parsed(&[&all[..], &keys].concat())["rows"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(rows, 6);
}

#[test]
fn every_bad_value_is_told_once_with_its_problem() {
    let wrong = [
        "--vary",
        "printer.daily_limit=-5,50,x",
        "--vary",
        "backlog.total=-1,8000",
    ];
    let said = refused(&[&["sweep", "bangli-exact"], &wrong[..]].concat());
    assert_eq!(
        said,
        [
            "--vary: printer.daily_limit: found -5; wanted a whole number from 0 to 10,000, written without points, commas and quotes",
            "--vary: backlog.total: found -1; wanted a whole number from 0 to 10,000,000, written without points, commas and quotes",
            "--vary: printer.daily_limit: found \"x\"; wanted a whole number from 0 to 10,000, written without points, commas and quotes",
        ]
    );
    let wrong = [
        "--vary",
        "printer.daily_limt=50,60",
        "--vary",
        "blanks.deliveries[1].pieces=1,2",
    ];
    let said = refused(&[&["sweep", "bangli-exact", "--lang", "id"], &wrong[..]].concat());
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].contains("blanks.deliveries: skenario tidak memuat daftar ini"),
        "{said:?}"
    );
    assert!(
        said[1].contains("printer.daily_limt: kunci ini tidak ada; mungkin maksudnya daily_limit?"),
        "{said:?}"
    );
}

#[test]
fn what_cannot_be_swept_is_refused_in_the_language_asked_for() {
    for (vary, english, indonesian) in [
        (
            "a=1,1",
            "--vary a=1,1: the value 1 stands there twice; wanted KEY=VALUE,VALUE,…",
            "nilai 1 tertulis dua kali",
        ),
        (
            "a=1",
            "--vary: this is one value; give 2 to 100",
            "--vary: ini hanya satu nilai; sebutkan 2 sampai 100",
        ),
        (
            "a=1..101",
            "these are 101 values; give 2 to 100",
            "ini 101 nilai; sebutkan 2 sampai 100",
        ),
        (
            "a=x..y",
            "--vary a=x..y: found x and y; wanted two numbers, two dates",
            "ditemukan x dan y; seharusnya dua bilangan",
        ),
    ] {
        for (lang, part) in [("en", english), ("id", indonesian)] {
            let said = refused(&["sweep", "bangli", "--vary", vary, "--lang", lang]);
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(said[0].contains(part), "{part:?} is not in {said:?}");
        }
    }
}

#[test]
fn more_than_memory_holds_is_refused_before_it_is_run() {
    let all = ["--vary", "printer.daily_limit=1..100", "-n", "100000"];
    let said = refused(&[&["sweep", "bangli-exact"], &all[..]].concat());
    let last = said.last().unwrap();
    assert!(
        last.contains("100,000 replications may need") && last.contains("GB"),
        "{said:?}"
    );
}

#[test]
fn hidden_characters_in_values_stay_in_their_cells() {
    let limits = ["--vary", "printer.daily_limit=49,50"];
    let names = ["--vary", "name=a\u{200b}b,c\u{202e}d"];
    let sweep = [&["sweep", "bangli-exact", "-n", "2"], &limits[..]].concat();
    for more in [&[][..], &["--format", "csv"]] {
        let page = printed(&[&sweep[..], &names, more].concat());
        assert!(page.contains(r"a\u{200b}b"), "{page}");
        assert!(page.contains(r"c\u{202e}d"), "{page}");
        assert!(!page.contains(['\u{200b}', '\u{202e}']), "{page}");
    }
    let names = ["--vary", "name=a\u{1b}[31m,b\nforged: line"];
    let said = refused(&[&sweep[..], &names].concat());
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said.iter().all(|line| line.starts_with("--vary: name: ")),
        "{said:?}"
    );
}

#[test]
fn a_sweep_writes_to_a_file_and_not_over_what_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.toml");
    std::fs::write(&own, "extends = \"bangli-exact\"\n").unwrap();
    let name = |path: &Path| path.to_str().unwrap().to_owned();
    let (own, out) = (name(&own), name(&folder.path().join("out.txt")));
    let vary = ["--vary", "printer.daily_limit=49,50", "-n", "2"];
    let said = refused(&[&["sweep", &own, "-o", &own], &vary[..]].concat());
    assert!(said[0].contains("own.toml"), "{said:?}");
    assert_eq!(
        printed(&[&["sweep", &own, "-o", &out], &vary[..]].concat()),
        ""
    );
    let page = std::fs::read_to_string(&out).unwrap();
    assert!(page.starts_with("Bangli, exact: 2 scenarios"), "{page}");
}

/// The heads and cells of a table end their lines between words, also with two keys and long hours.
#[test]
fn no_word_of_a_table_is_broken() {
    let vary = [
        "--vary",
        "printer.daily_limit=50,60",
        "--vary",
        "opening_hours.saturday=closed,\"07:30-12:00\"",
    ];
    for (lang, known) in [
        (
            "id",
            ["semua,", "kedaluwarsa", "07:30-12:00", "90 %)", "95 %,"],
        ),
        ("en", ["all,", "expired", "07:30-12:00", "(90 %", "95 %,"]),
    ] {
        let sweep = ["sweep", "bangli-declared", "-n", "4", "--lang", lang];
        let page = printed(&[&sweep[..], &vary].concat());
        let line = page.lines().position(|line| line.contains('─')).unwrap();
        let table: Vec<&str> = page.lines().skip(line - 5).take(11).collect();
        let table = table.join("\n");
        for word in known {
            assert!(table.contains(word), "{word} is not whole in\n{page}");
        }
        assert!(table.lines().all(|line| line.trim() != "%"), "{table}");
    }
}

/// In a column of fifty futures, what happens in fewer than one of them is told so, not on a scale of its own.
#[test]
fn what_is_seldom_is_told_of_fifty() {
    let page = printed(&[
        "sweep",
        "bangli",
        "--vary",
        "blanks.on_hand=10000..10100..50",
        "-n",
        "200",
    ]);
    let rows = page.lines().filter(|line| line.contains("2017"));
    assert!(rows.clone().count() > 0);
    let table = page.split("\n\n").nth(1).unwrap();
    assert!(!table.contains(" in 200"), "{table}");
    assert!(table.contains("<1"), "{table}");
}
