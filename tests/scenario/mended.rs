//! A line that is no TOML is one problem, and hides none and causes none elsewhere.

use std::collections::BTreeSet;

use cetak::scenario::{self, Problem, Severity};
use proptest::prelude::*;

use super::broken::english_in;

/// The example of docs/scenario-file.md, which has almost every key.
fn example() -> String {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scenario-file.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, rest) = page.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

fn problems(text: &str) -> Vec<Problem> {
    match scenario::parse(text, "mended.toml", &[]) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().cloned().collect(),
    }
}

/// The text with another line in place of this one, counted from 1.
fn with_line(text: &str, at: usize, line: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines[at - 1] = line;
    lines.join("\n")
}

/// What a planner may type for a value.
const VALUES: [&str; 16] = [
    "",
    "??",
    "31/02/2017",
    "8,000",
    "1.2.3",
    "8000 orang",
    "sekitar lima",
    "80 %",
    "26 April 2017",
    "“teks”",
    "\"terbuka",
    "terbuka\"",
    "[1, 2",
    "{ a = 1",
    "= 5",
    "\"a\" \"b\"",
];

#[test]
fn a_faulty_value_is_told_on_its_line_and_on_no_other() {
    let example = example();
    let mut wrong = Vec::new();
    for (at, line) in (1..).zip(example.lines()) {
        let Some((key, _)) = line.split_once(" = ") else {
            continue;
        };
        if key.contains(['{', '[']) || line.ends_with(['[', '{']) {
            continue;
        }
        for value in VALUES {
            let typed = format!("{key} = {value}");
            let lines: BTreeSet<Option<usize>> = problems(&with_line(&example, at, &typed))
                .iter()
                .filter(|problem| problem.severity() == Severity::Error)
                .map(|problem| problem.place().line)
                .collect();
            if lines != BTreeSet::from([Some(at)]) {
                wrong.push(format!("{at}: {typed}: told on {lines:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_of_any_kind_hides_no_other_problem() {
    let example = example() + "\n[[outages]]\nnama = \"x\"\n";
    let last = example.lines().count();
    for (at, line) in (1..)
        .zip(example.lines())
        .filter(|(_, line)| !line.is_empty())
    {
        for junk in [
            "kira-kira lima",
            "Susut;1.926",
            "Susut\t1926",
            "[sites.Kota Baru",
            "= 5",
            "]",
            "“",
        ] {
            // In the middle of a list nobody can say what a lone bracket belongs to.
            if line.ends_with(['[', ',']) && junk == "]" {
                continue;
            }
            let found = problems(&with_line(&example, at, &format!("{line}\n{junk}")));
            let told = |line| found.iter().any(|one| one.place().line == Some(line));
            assert!(told(at + 1) || told(at), "{at}: {junk}: {found:#?}");
            let said: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert!(told(last + 1), "{at}: {junk}: {said:#?}");
        }
    }
}

#[test]
fn every_correction_is_told_with_a_line_that_reads() {
    let example = example();
    let start = "start = 2017-04-26";
    for typed in [
        "26/04/2017",
        "26-04-2017",
        "26 April 2017",
        "April 26, 2017",
        "26.04.2017",
    ] {
        let text = example.replacen(start, &format!("start = {typed}"), 1);
        let found = problems(&text);
        assert_eq!(found.len(), 1, "{found:#?}");
        let said = found[0].to_string();
        assert!(
            said.contains(&format!("found start = {typed}; wanted {start} (")),
            "{said}"
        );
        assert_eq!(
            problems(&text.replacen(&format!("start = {typed}"), start, 1)),
            []
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is typed, the reader answers; and it accepts a broken line in no case.
    #[test]
    fn no_lines_make_the_reader_panic(
        lines in prop::collection::vec((0_usize..100, "[\\[\\]{}\"'=,;.:#0-9a-z \t“”’%/-]{0,24}"), 1..4),
    ) {
        let mut text = example();
        for (at, line) in &lines {
            let count = text.lines().count();
            text = with_line(&text, 1 + at % count, line);
        }
        let _ = scenario::parse(&text, "mended.toml", &[]);
    }
}

/// What is said of a text in Indonesian.
fn said_in_indonesian(text: &str) -> String {
    let problems = scenario::parse(text, "mended.toml", &[]).unwrap_err();
    problems.render(cetak::words::Lang::Id)
}

#[test]
fn a_line_and_a_key_are_told_in_plain_indonesian() {
    let rest = "\nbacklog.total = 8000\nblanks.on_hand = 8000\n[sites.Susut]\n";
    for (lines, wanted) in [
        (
            "start = 2017-02-30\nhorizon = 2017-12-29",
            "mended.toml:1: ditemukan start = 2017-02-30: tanggal ini tidak ada",
        ),
        (
            "start = 2017-04-26\nhorizon = 2017-12-29\nsuket.valid_months = 8,000",
            "mended.toml:3: ditemukan suket.valid_months = 8,000: angka ditulis tanpa koma: seharusnya 8000 kalau maksudnya ribuan, 8 kalau bukan",
        ),
        (
            "start = 2017-04-26",
            "mended.toml: horizon: kunci ini belum ada; isilah tanggal dari 1900 sampai 2199, seperti 2017-04-26",
        ),
        (
            "start = 2017-04-26\nhorizon = 2017-12-29\n??",
            "mended.toml:3: ditemukan ??; baris ini tidak terbaca: tanda sama dengan setelah kunci belum ada; kunci yang terdiri dari beberapa kata ditulis dalam tanda kutip",
        ),
        (
            "start = 2017-04-26\nhorizon = 2017-12-29\nbacklog.recorded_from = 2017-03-01\nbacklog.recorded_to = 2017-02-01",
            "mended.toml:3: backlog.recorded_from: ditemukan 2017-03-01; seharusnya tanggal paling akhir Rabu, 1 Februari 2017",
        ),
        (
            "start = 2017-04-26\nhorizon = 2017-12-29\nblanks.received_on = 2017-05-01",
            "mended.toml:3: blanks.received_on: ditemukan 2017-05-01; seharusnya tanggal paling akhir hari mulai, Rabu, 26 April 2017; yang datang kemudian adalah tambahan",
        ),
        (
            "mulai = 2017-04-26\nstart = 2017-04-26\nhorizon = 2017-12-29",
            "mended.toml:1: mulai: kunci ini tidak ada; mungkin maksudnya start?",
        ),
    ] {
        assert_eq!(said_in_indonesian(&format!("{lines}{rest}")), wanted);
    }
    let pasted = "start = 2017-04-26\nhorizon = 2017-12-29\nbacklog.total = 8000\nblanks.on_hand = 8000\n[kecamatan]\nname;share\nSusut;987\n[sites.Susut]\n";
    assert!(
        said_in_indonesian(pasted).starts_with(
            "mended.toml:6: ditemukan judul kolom (name, share) dan 1 baris lembar kerja; seharusnya satu bagian untuk setiap baris, seperti [kecamatan.Susut] dengan share = 987"
        ),
        "{}",
        said_in_indonesian(pasted)
    );
}

/// A small scenario with one line of it in place of the line with its key.
fn with_typed(typed: &str) -> String {
    let small = "start = 2017-04-26
horizon = 2017-12-29
backlog.total = 8000
backlog.suket_share = 0.9
arrivals.per_day = 50
blanks.on_hand = 8000
printer.life = \"weibull(1.5, 9000)\"
printer.print_time = \"3 min\"
kecamatan.Susut.share = 26
kecamatan.Bangli.share = 74
sites.Susut.upgrade.done = 2017-05-10
sites.Bangli.printers = 1
";
    let key = typed.split(['=', ' ']).next().unwrap();
    let typed_or = |line: &str| match line.starts_with(&format!("{key} =")) {
        true => typed.to_owned() + "\n",
        false => line.to_owned() + "\n",
    };
    let text: String = small.lines().map(typed_or).collect();
    match text.contains(typed) {
        true => text,
        // A key that the small scenario does not have.
        false => text + typed + "\n",
    }
}

/// What planners type at a counter, each answered by one problem that shows what is to be written.
#[test]
fn what_is_typed_in_other_ways_is_asked_about_with_what_is_to_be_written() {
    for (typed, meant) in [
        // A share of a kecamatan is a weight, all others are parts of 1.
        ("kecamatan.Susut.share = 26%", "share = 26 ("),
        ("kecamatan.Susut.share = 26,5 %", "share = 26.5 ("),
        ("kecamatan.Susut.share = \"26%\"", "did you mean 26?"),
        ("backlog.suket_share = 90%", "suket_share = 0.9 ("),
        ("backlog.suket_share = \"90 persen\"", "did you mean 0.9?"),
        // Numbers with words.
        ("backlog.total = \"12350 jiwa\"", "did you mean 12350?"),
        ("backlog.total = 12.350 jiwa", "did you mean 12350?"),
        ("backlog.total = 3rb", "did you mean 3000?"),
        ("backlog.total = 8 ribu", "did you mean 8000?"),
        ("backlog.total = 1,2 juta", "did you mean 1200000?"),
        ("backlog.total = 12.350,00", "total = 12350 ("),
        ("backlog.total = 12.350,50", "whole number"),
        ("backlog.total = 8 000", "did you mean 8000?"),
        ("backlog.total = 8OOO", "did you mean 8000?"),
        ("backlog.total = 8E+03", "did you mean 8000?"),
        ("backlog.total = nihil", "did you mean 0?"),
        ("backlog.total = max 80", "did you mean 80?"),
        ("backlog.total adalah 8000", "total = 8000 ("),
        ("backlog.total => 8000", "total = 8000 ("),
        ("backlog.suket_share = 9/10", "did you mean 0.9?"),
        ("backlog.suket_share = .9", "did you mean 0.9?"),
        ("kecamatan.Tembuku = 26", "did you mean { share = 26 }?"),
        ("sites.Bangli.printers = 1 unit", "did you mean 1?"),
        ("sites.Bangli.office = 1", "did you mean true?"),
        ("arrivals.per_day = 80/hari", "did you mean 80?"),
        ("arrivals.per_day = \"80 per hari\"", "did you mean 80?"),
        (
            "arrivals.per_day = \"1.200 orang\"",
            "1200 if thousands are meant",
        ),
        (
            "arrivals.per_day = 50-60",
            "did you mean { uncertain = \"uniform(50, 60)\" }?",
        ),
        // Dates.
        ("start = 26 Nopember 2016", "start = 2016-11-26 ("),
        ("start = 2 Pebruari 2017", "start = 2017-02-02 ("),
        ("start = 26-04-17", "start = 2017-04-26 ("),
        ("start = 26/04/17", "start = 2017-04-26 ("),
        ("start = \"1 Mar 2017\"", "did you mean 2017-03-01?"),
        ("start = 42851", "did you mean 2017-04-26?"),
        ("start = 26/04/2017 00:00:00", "start = 2017-04-26 ("),
        ("start = 2017-26-04", "start = 2017-04-26 ("),
        ("start = 26 April", "with its year, as in 2017-04-26"),
        (
            "sites.Susut.upgrade.done = 10 Mei",
            "with its year, as in 2017-05-10",
        ),
        (
            "sites.Susut.upgrade.done = 10 Mei 2017 pukul 08.00 WITA",
            "done = 2017-05-10T08:00 (",
        ),
        (
            "sites.Susut.upgrade.done = \"10 Mei 2017\"",
            "did you mean 2017-05-10?",
        ),
        // Distributions with the points and commas of a spreadsheet.
        (
            "printer.life = weibull(1,5; 9000)",
            "did you mean \"weibull(1.5, 9000)\"?",
        ),
        (
            "printer.life = \"weibull(1,5, 9.000)\"",
            "9000 if thousands are meant",
        ),
        (
            "printer.print_time = \"triangular(2; 3; 5 menit)\"",
            "\"2\" has no unit",
        ),
        (
            "printer.print_time = \"segitiga(2 menit; 3,5 menit; 5 menit)\"",
            "did you mean \"triangular(2 min, 3.5 min, 5 min)\"?",
        ),
        (
            "printer.print_time = 2-4 menit",
            "did you mean \"uniform(2 min, 4 min)\"?",
        ),
        (
            "arrivals.per_day = \"triangular(50; 50; 80)\"",
            "did you mean { uncertain = \"triangular(50, 50, 80)\" }?",
        ),
        (
            "printer.life = \"9.000 kartu\"",
            "9000 if thousands are meant",
        ),
        ("suket.valid_months = 6 bulan", "did you mean 6?"),
        ("suket.valid_months = 6 bln", "did you mean 6?"),
        ("suket.valid_months = \"6 months\"", "did you mean 6?"),
        ("printer.ramp = \"9, 20, 32\"", "did you mean [9, 20, 32]?"),
        (
            "printer.ramp = [9; 20; 32]",
            "wanted printer.ramp = [9, 20, 32]",
        ),
        (
            "blanks.deliveries = [{ date: 2017-07-01, pieces: 1000 }]",
            "[{ date = 2017-07-01, pieces = 1000 }]",
        ),
        (
            "blanks.deliveries = [{ date = 2017-07-01; pieces = 1000 }]",
            "[{ date = 2017-07-01, pieces = 1000 }]",
        ),
        ("sites.Tembuku = 2", "did you mean { printers = 2 }?"),
        ("arrivals.sumber = \"SIAK\"", "did you mean source?"),
        (
            "backlog.total = { value = 8000, sumber = \"SIAK\" }",
            "did you mean source?",
        ),
        ("upgrades.urutan = []", "did you mean crew_order?"),
        (
            "sites.Susut.upgrade.done = uniform(2017-05-08, 2017-05-15)",
            "did you mean { uncertain = \"uniform(2017-05-08, 2017-05-15)\" }?",
        ),
        (
            "sites.Susut.upgrade.done = 8 Mei 2017 s/d 15 Mei 2017",
            "did you mean { uncertain = \"uniform(2017-05-08, 2017-05-15)\" }?",
        ),
        (
            "sites.Susut.upgrade.done = { uncertain = \"8 Mei 2017 - 15 Mei 2017\" }",
            "did you mean \"uniform(2017-05-08, 2017-05-15)\"?",
        ),
        // What nobody knows.
        (
            "sites.Susut.upgrade.done = \"belum tahu\"",
            "is written { uncertain = \"…\", why = \"…\" }",
        ),
        (
            "sites.Susut.upgrade.done = ?",
            "is written { uncertain = \"…\", why = \"…\" }",
        ),
        (
            "backlog.total = \"-\"",
            "is written { uncertain = \"…\", why = \"…\" }",
        ),
        (
            "sites.Susut.upgrade.done = \"sudah\"",
            "did you mean \"done\"?",
        ),
        (
            "sites.Susut.upgrade.done = \"entah kapan\"",
            "\"lognormal(10 wd, 1.8)\"",
        ),
        (
            "backlog.total = { uncertain = \"triangular(8000; 9000; 12000)\" }",
            "did you mean \"triangular(8000, 9000, 12000)\"?",
        ),
        (
            "backlog.total = { uncertain = 9000 }",
            "wanted a distribution",
        ),
        (
            "backlog.total = { one_of = [8000, 9000] }",
            "with their weights",
        ),
        (
            "backlog.total = { uncertan = \"uniform(8000, 9000)\" }",
            "did you mean uncertain?",
        ),
        (
            "backlog.total = { uncertain = \"uniform(8000, 9000)\", alasan = \"x\" }",
            "did you mean why?",
        ),
        (
            "backlog.suket_share = { uncertain = \"uniform(80 %; 90 %)\" }",
            "did you mean \"uniform(0.8, 0.9)\"?",
        ),
        (
            "sites.Susut.upgrade.done = { uncertain = \"uniform(1 Mei 2017, 30/05/2017)\" }",
            "did you mean \"uniform(2017-05-01, 2017-05-30)\"?",
        ),
    ] {
        let found = problems(&with_typed(typed));
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1, "{typed}: {said:#?}");
        assert!(said[0].contains(meant), "{typed}: {}", said[0]);
        let indonesian = said_in_indonesian(&with_typed(typed));
        assert_eq!(english_in(&indonesian), None, "{indonesian}");
    }
}

/// Where a value may mean anything, none is named.
#[test]
fn what_may_mean_anything_is_not_guessed() {
    for typed in [
        "backlog.suket_share = 150",
        "backlog.suket_share = -0.5",
        "backlog.total = 8.5",
        "backlog.total = -80.0",
        "backlog.total = 1e10",
        "arrivals.per_day = \"50 menit\"",
        "arrivals.per_day = \"50 sec\"",
        "arrivals.per_day = \"1.200 ribu\"",
        "suket.valid_months = \"6 tahun\"",
    ] {
        let found = problems(&with_typed(typed));
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1, "{typed}: {said:#?}");
        assert!(!said[0].contains("did you mean"), "{typed}: {}", said[0]);
    }
}

/// Whatever is wrong with how a value is unknown, everything is told, and nothing of what would follow from it.
#[test]
fn a_wrong_unknown_value_hides_nothing_and_tells_nothing_false() {
    let text =
        with_typed("backlog.total = { uncertain = \"uniform(8000, x)\", whi = \"x\", why = 5 }");
    let text = text.replace("blanks.on_hand = 8000", "blanks.on_hand = \"8000 keping\"");
    let said: Vec<String> = problems(&text).iter().map(ToString::to_string).collect();
    for part in [
        "did you mean why?",
        "why is a text",
        "\"uniform(8000, x)\"",
        "did you mean 8000?",
    ] {
        assert_eq!(
            said.iter().filter(|one| one.contains(part)).count(),
            1,
            "{part}: {said:#?}"
        );
    }
    assert_eq!(said.len(), 4, "{said:#?}");
}

/// One slip, one answer: nothing is told that only follows from it.
#[test]
fn a_slip_of_a_heading_or_a_key_is_told_once() {
    let file = "start = 2017-04-26
horizon = 2017-12-29
[backlog]
total = 8000
suket_share = 0.9
[blanks]
on_hand = 8000
[opening_hours]
monday = \"08:00-15:00\"
[holidays]
sets = [\"indonesia-2017\"]
[sites.Susut]
printers = 1
";
    for (written, typed, meant) in [
        ("[backlog]", "(backlog)", "wanted [backlog]"),
        ("[backlog]", "backlog:", "wanted [backlog]"),
        ("[blanks]", "blanks", "wanted [blanks]"),
        ("total =", "Total =", "did you mean total?"),
        ("total =", "jumlah =", "did you mean total?"),
        ("sites.Susut", "sites.\"Susut/Kota\"", "without a slash"),
        ("sites.Susut", "tempat.Susut", "did you mean sites?"),
        (
            "printers = 1",
            "printers = 1\nname = \"x\"",
            "above the first heading",
        ),
        ("\"08:00-15:00\"", "8-15", "\"08:00-15:00\""),
        (
            "\"08:00-15:00\"",
            "\"08:00-12:00 dan 13:00-15:00\"",
            "did you mean \"08:00-12:00, 13:00-15:00\"?",
        ),
        (
            "[\"indonesia-2017\"]",
            "indonesia-2017",
            "did you mean [\"indonesia-2017\"]?",
        ),
        (
            "on_hand = 8000",
            "on_hand = 8000\nheld = \"by-site\"\nallotment = \"Susut 2\"",
            "wanted a table",
        ),
        (
            "on_hand = 8000",
            "on_hand = 8000\nheld = \"by-site\"\nallotment = { Sustu = 2 }",
            "did you mean \"Susut\"?",
        ),
        (
            "on_hand = 8000",
            "on_hand = 8000\nheld = \"by site\"\nallotment = { Susut = 2 }",
            "did you mean by-site?",
        ),
        (
            "[sites",
            "[kecamatan]\n| Susut | 26 % |\n| Bangli | 74 % |\n[sites",
            "[kecamatan.Susut] with share = 26",
        ),
    ] {
        let found = problems(&file.replace(written, typed));
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1, "{typed}: {said:#?}");
        assert!(said[0].contains(meant), "{typed}: {}", said[0]);
    }
}

/// A file of another kind is told in one line, without what stands in it.
#[test]
fn a_text_that_is_no_scenario_is_told_once() {
    for text in [
        "kecamatan;jumlah\nSusut;1.926\nBangli;2.100\n",
        "{\n \"start\": \"2017-04-26\",\n \"backlog\": {\"total\": 8000}\n}\n",
        "<html><body>Skenario</body></html>",
        "rahasia: hunter2\nlain: x\n",
    ] {
        let found = problems(text);
        assert_eq!(found.len(), 1, "{found:#?}");
        let said = found[0].to_string();
        assert!(
            said.contains("found a text that is no scenario") && !said.contains("hunter2"),
            "{said}"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kantor.toml");
    std::fs::write(&file, b"PK\x03\x04\xff").unwrap();
    let said = scenario::read(&file, &[]).unwrap_err().to_string();
    assert!(
        said.contains("a document of a spreadsheet or word processor"),
        "{said}"
    );
}
