//! `cetak fit`: laws for a column of a file as offices have them.

use std::path::PathBuf;
use std::process::{Command, Output};

use cetak::random::{Distribution, Streams};
use serde_json::{Value, json};

/// A file in a folder of its own, which goes with it.
struct Csv(tempfile::TempDir);

impl Csv {
    fn of(text: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("data.csv"), text).expect("written");
        Self(folder)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("data.csv")
    }

    fn fit(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_cetak"))
            .current_dir(self.0.path())
            .args([&["fit", "data.csv"], arguments].concat())
            .env("LC_ALL", "C")
            .output()
            .expect("the program starts")
    }

    fn page(&self, arguments: &[&str]) -> String {
        let output = self.fit(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let text = self.page(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&text).unwrap()
    }

    fn refused(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.fit(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        said.lines().map(str::to_owned).collect()
    }
}

/// Print times in minutes with two decimals, lognormal with median 3 and spread 1.4.
fn minutes() -> Vec<f64> {
    let law = Distribution::lognormal(3.0, 1.4).unwrap();
    let mut drawn = Streams::new(2017, 0).variate("times", law);
    (0..150)
        .map(|_| (drawn.draw() * 100.0).round() / 100.0)
        .collect()
}

fn planners_file() -> Csv {
    // As a spreadsheet in Indonesia saves it: a byte-order mark, semicolons, decimal commas.
    let mut text = String::from("\u{feff}Nama;Loket;Lama (menit)\r\n");
    for (i, time) in minutes().into_iter().enumerate() {
        let time = format!("{time:.2}").replace('.', ",");
        text += &format!("Ni Wayan {i};B-{};{time}\r\n", i % 3);
    }
    Csv::of(text)
}

#[test]
fn a_planners_file_gives_a_line_to_paste() {
    let csv = planners_file();
    let page = csv.page(&["--unit", "min"]);
    assert!(
        page.starts_with("Lama (menit) in data.csv: 150 observations\n"),
        "{page}"
    );
    let paste = page.lines().last().unwrap().trim();
    let law = paste
        .strip_prefix("print_time = \"")
        .and_then(|rest| rest.strip_suffix('"'));
    let law: Distribution = law.expect(paste).parse().expect(paste);
    assert!(
        (law.quantile(0.5).as_minutes() - 3.0).abs() < 0.3,
        "{paste}"
    );
    assert!(page.contains("lognormal(median = "), "{page}");
    assert!(!page.contains("Wayan"), "{page}");
    // A law that was pasted is one that a scenario takes.
    let check = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .current_dir(csv.path().parent().unwrap())
        .args(["run", "bangli-exact", "-n", "1", "--quick", "--set"])
        .arg(format!(
            "printer.{}",
            paste.replace(" = \"", "=").trim_end_matches('"')
        ))
        .output()
        .unwrap();
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );

    let other = csv.page(&["--unit", "min", "--lang", "id"]);
    assert!(
        other.starts_with("Lama (menit) dalam data.csv: 150 pengamatan\n"),
        "{other}"
    );
    assert!(other.contains("Untuk berkas skenario"), "{other}");
}

#[test]
fn the_same_numbers_in_other_files_give_the_same_laws() {
    let expected = planners_file().json(&["--unit", "min"]);
    assert_eq!(expected["quantity"], json!("seconds"));
    assert_eq!(expected["count"], json!(150));
    let best = &expected["laws"][0];
    assert!(best["p_value"].as_f64().unwrap() > 0.05, "{best}");
    assert!(
        best["anderson_darling"].is_f64() && best["chi_square"].is_null(),
        "{best}"
    );
    let lines = |line: &dyn Fn(f64) -> String| -> String {
        minutes()
            .into_iter()
            .map(|time| line(time) + "\n")
            .collect()
    };
    for (text, arguments) in [
        (lines(&|x| format!("{x:.2}")), &["--unit", "min"][..]),
        (
            lines(&|x| format!("{x:.2}").replace('.', ",")),
            &["--unit", "min"],
        ),
        (lines(&|x| format!("{x:.2} min")), &[]),
        (
            lines(&|x| format!("7\t{x:.2}")),
            &["--unit", "min", "--column", "2"],
        ),
        (
            format!("id,minutes\n{}", lines(&|x| format!("7,{x:.2}"))),
            &["--unit", "min", "--column", "Minutes"],
        ),
        (
            lines(&|x| {
                let seconds = (x * 60.0 * 10.0).round() / 10.0;
                format!("0:{:02}:{:04.1}", (seconds / 60.0) as u32, seconds % 60.0)
            }),
            &[],
        ),
        (
            lines(&|x| {
                let seconds = (x * 60.0 * 10.0).round() / 10.0;
                format!("{}:{:04.1}", (seconds / 60.0) as u32, seconds % 60.0)
            }),
            &["--unit", "min"],
        ),
    ] {
        let found = Csv::of(&text).json(arguments);
        for key in ["count", "mean", "laws"] {
            assert_eq!(found[key], expected[key], "{arguments:?} {}", &text[..40]);
        }
    }
}

#[test]
fn counts_get_laws_of_counts() {
    let law = Distribution::poisson(12.0).unwrap();
    let mut drawn = Streams::new(4, 0).variate("days", law);
    let text: String = (0..90).map(|_| format!("{}\n", drawn.draw())).collect();
    let csv = Csv::of(format!("recorded\n{text}"));
    let page = csv.page(&[]);
    assert!(page.contains("poisson(mean = 1"), "{page}");
    assert!(
        page.lines()
            .last()
            .unwrap()
            .trim()
            .starts_with("recordings = \""),
        "{page}"
    );
    let json = csv.json(&[]);
    assert_eq!(json["quantity"], json!("counts"));
    assert!(json["laws"][0]["chi_square"].is_f64(), "{json}");
}

#[test]
fn rows_without_a_value_are_told_by_their_lines() {
    let mut text = String::from("wait\n");
    for (i, time) in minutes().into_iter().enumerate() {
        text += &match i {
            3 => "-\n".to_owned(),
            7 => "NA\n".to_owned(),
            9 => "> 30\n".to_owned(),
            _ => format!("{time:.2}\n"),
        };
    }
    let csv = Csv::of(text);
    let page = csv.page(&[]);
    assert!(
        page.contains("2 rows without a value are left out: lines 5 and 9."),
        "{page}"
    );
    assert!(
        page.contains("One row says only that the value is larger"),
        "{page}"
    );
    let json = csv.json(&[]);
    assert_eq!(json["missing_rows"], json!([5, 9]));
    assert_eq!(json["censored_rows"], json!([11]));
    assert_eq!(json["count"], json!(147));
}

#[test]
fn all_faulty_rows_are_told_at_once_and_nobody_by_name() {
    let csv = Csv::of(
        "nama,menit\nNi Wayan,3\nI Made,tiga\nI Ketut,4x\nI Gede,5171012345678901\nI Nyoman,6\n",
    );
    assert_eq!(
        csv.refused(&["--column", "menit"]),
        [
            "data.csv: line 3: the cell holds text, where a number or a time is wanted",
            "line 4: \"4x\" is neither a number nor a time such as 3 min",
            "line 5: the cell looks like the number of an identity card, not like an observation",
        ]
    );
    let wrong_column = csv.refused(&["--column", "nama"]);
    assert_eq!(wrong_column.len(), 5);
    assert!(
        wrong_column.iter().all(|line| !line.contains("Wayan")),
        "{wrong_column:?}"
    );
    let many = Csv::of((0..60).map(|i| format!("{i}y\n")).collect::<String>());
    let lines = many.refused(&["--column", "1"]);
    assert_eq!(lines.len(), 21);
    assert_eq!(lines[20], "and 40 more rows");
}

const JSON: &str = "is JSON; wanted a CSV file, with a head such as minutes in the first line and one observation in each line below it";

#[test]
fn what_cannot_be_known_is_asked() {
    // A head in brackets is no JSON.
    assert!(
        Csv::of("[menit]\n1.5\n2.5\n3\n")
            .page(&[])
            .contains("[menit]")
    );
    for (text, arguments, expected) in [
        (
            "a,b\n1,2\n3,4\n",
            &[][..],
            "several columns hold numbers, name one with --column: a, b",
        ),
        (
            "a,b\nx,y\n",
            &[],
            "no column has numbers in most of its rows",
        ),
        ("", &[], "has no rows"),
        ("\n{\"menit\": [1.5, 2.5, 3]}\n", &[], JSON),
        ("[\n  1.5,\n  2.5,\n  3\n]\n", &["--unit", "min"], JSON),
        ("{\"menit\": 1}\n{\"menit\": 2}\n", &[], JSON),
        (
            "menit\n1\n2\n3\n",
            &["--column", "minit"],
            "--column minit: there is no such column, did you mean menit? Known are menit",
        ),
        (
            "1\n2\n3\n",
            &["--column", "menit"],
            "--column menit: the file has no head with names; number the column, from 1 to 1",
        ),
        (
            "2:45\n3:10\n",
            &["--column", "1"],
            "line 1: \"2:45\" may be minutes and seconds or hours and minutes; say which with --unit min or --unit h",
        ),
        (
            "850\n1.200\n900\n",
            &[],
            "line 2: \"1.200\" may be meant as thousands; write 1200, or 1.2000",
        ),
        (
            "3 min\n4\n5 min\n",
            &[],
            "line 2: the number has no unit, where other rows have one; give it with --unit",
        ),
        (
            "-3\n4\n5\n",
            &["--unit", "min"],
            "line 1: \"-3\" is no duration",
        ),
        (
            "3\n4\n",
            &[],
            "the number of observations is 2, but must be at least 3",
        ),
        (
            "4\n4\n4\n",
            &["--unit", "min"],
            "all observations are 4 min: write this value in place of a distribution",
        ),
    ] {
        let said = Csv::of(text).refused(arguments);
        assert_eq!(said[0], format!("data.csv: {expected}"), "{text}");
    }
    let csv = Csv::of("1\n2\n3\n");
    assert_eq!(
        csv.refused(&["--unit", "menit"]),
        ["\"menit\" is no unit of time; known are s, min, h, d, wk"]
    );
    let said = csv.refused(&["-o", "data.csv"]);
    assert!(said[0].contains("data.csv"), "{said:?}");
    assert_eq!(std::fs::read_to_string(csv.path()).unwrap(), "1\n2\n3\n");
    // Points with three digits in every row are decimals, as a stop-watch writes them.
    let watch = Csv::of("1.204\n12.911\n4.087\n3.120\n");
    assert_eq!(watch.json(&["--unit", "s"])["max"], json!(12.911));
}

#[test]
fn numbers_with_decimals_and_no_unit_get_no_key() {
    let text: String = minutes().into_iter().map(|x| format!("{x:.2}\n")).collect();
    let csv = Csv::of(text);
    let page = csv.page(&[]);
    assert!(
        page.ends_with("If these are times, run again with --unit min (or h, d).\n"),
        "{page}"
    );
    let page = csv.page(&["--lang", "id"]);
    assert!(
        page.ends_with("Jika angka ini waktu, ulangi dengan --unit min (atau h, d).\n"),
        "{page}"
    );
    assert!(!page.contains("life"), "{page}");
    let flowing = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("di bawah 0,05"), "{page}");
}

/// Of 90, 108, 120 and 498 seconds the mean is 204; the others are told in its unit.
#[test]
fn times_are_told_in_one_unit_and_in_words() {
    let csv = Csv::of("1,5 min\n108 s\n2 min\n8,3 min\n");
    let page = csv.page(&["--lang", "id"]).replace("\n", " ");
    assert!(
        page.contains("Rata-rata 3,4 menit, simpangan baku 3,3 menit; terkecil 1,5 menit, median 1,9 menit, terbesar 8,3 menit."),
        "{page}"
    );
}

/// One part of the values near 1 and another near 30 is no law that is fitted.
#[test]
fn a_p_value_that_can_be_no_less_is_told_as_at_most() {
    let text: String = (0..120)
        .map(|i| {
            format!(
                "{} min\n",
                if i % 2 == 0 { 1.0 } else { 30.0 } + f64::from(i) / 1000.0
            )
        })
        .collect();
    let csv = Csv::of(text);
    assert!(csv.page(&[]).contains("≤ 0.01"), "{}", csv.page(&[]));
    assert!(csv.page(&["--lang", "id"]).contains("≤ 0,01"));
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_the_language() {
    let csv = Csv::of("1\n");
    std::fs::remove_file(csv.path()).unwrap();
    assert_eq!(
        csv.refused(&["--lang", "id"]),
        ["data.csv: tidak dapat dibaca (berkas atau foldernya tidak ada)"]
    );
    std::fs::create_dir(csv.path()).unwrap();
    assert_eq!(
        csv.refused(&["--lang", "id"]),
        ["data.csv: tidak dapat dibaca (itu sebuah folder)"]
    );
}

#[test]
fn no_law_is_offered_for_pasting_where_none_passes_or_the_data_depend() {
    let of = |values: &[f64]| {
        let lines: Vec<String> = values.iter().map(|x| format!("{x:.2}")).collect();
        let csv = Csv::of(format!("time\n{}\n", lines.join("\n")));
        csv.page(&["--unit", "min"])
    };
    let good = minutes();
    assert!(of(&good).contains("print_time = "));
    // Sorted, each is like the next.
    let mut sorted = good.clone();
    sorted.sort_by(f64::total_cmp);
    // Two kinds of jobs, mixed.
    let two: Vec<f64> = good
        .iter()
        .enumerate()
        .map(|(i, x)| {
            if i * 7 % 10 < 5 {
                x / 10.0
            } else {
                40.0 + x / 10.0
            }
        })
        .collect();
    for (page, reason) in [
        (of(&sorted), "not independent"),
        (of(&two), "No law passes"),
    ] {
        assert!(page.contains(reason), "{page}");
        assert!(
            !page.contains("print_time") && page.contains("No law is offered"),
            "{page}"
        );
    }
}
