//! Broken scenario files and what is said about each: tests/broken/NAME.toml and NAME.expected.
//!
//! `UPDATE_EXPECTED=1` rewrites the expected messages, to be read with the eyes of a planner: each says where, which key, what was
//! found and what was wanted.

use std::collections::BTreeSet;
use std::fs;

use cetak::scenario::{self, Problems, Severity};
use cetak::words::Lang;

const FOLDER: &str = "tests/broken";

fn names() -> BTreeSet<String> {
    fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .collect()
}

fn problems(name: &str) -> Problems {
    match scenario::read(format!("{FOLDER}/{name}.toml"), &[]) {
        Err(problems) => problems,
        Ok(_) => panic!("{name}.toml is not broken"),
    }
}

#[test]
fn each_broken_file_is_told_what_is_wrong_with_it() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let names = names();
    assert!(names.len() >= 65);
    let mut different = Vec::new();
    for name in &names {
        let said = format!("{}\n", problems(name).render(Lang::En));
        let file = format!("{FOLDER}/{name}.expected");
        if update {
            fs::write(&file, said).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if said != expected {
            different.push(format!("{name}\nexpected:\n{expected}said:\n{said}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn no_expected_message_is_left_without_its_file() {
    for entry in fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        assert!(path.with_extension("toml").exists(), "{}", path.display());
    }
}

#[test]
fn every_problem_has_a_place_and_says_what_was_found_and_wanted() {
    for name in names() {
        let problems = problems(&name);
        assert!(problems.iter().any(|p| p.severity() == Severity::Error));
        for problem in &problems {
            let place = problem.place();
            assert!(place.file.starts_with(FOLDER), "{problem}");
            // What is missing at the root of a file, and what cannot be read at all, stands in no line.
            let has_line = place.line.is_some();
            assert!(has_line || problem.kind() == "missing-key", "{problem}");
            if let Some(line) = place.line {
                let lines = fs::read_to_string(&place.file).unwrap().lines().count();
                assert!((1..=lines).contains(&line), "{problem}");
            }
            let syntax = problem.kind().starts_with("file-")
                || ["key-long", "too-deep"].contains(&problem.kind());
            assert!(syntax || !problem.key().is_empty(), "{problem}");
            let said = problem.to_string();
            let known = [
                "wanted",
                "did you mean",
                "known here are",
                "known are",
                "no such date",
            ];
            assert!(known.iter().any(|word| said.contains(word)), "{said}");
        }
    }
}

#[test]
fn every_problem_can_be_said_in_indonesian_and_differs_from_the_english() {
    for name in names() {
        for problem in &problems(&name) {
            assert_ne!(problem.render(Lang::Id), problem.render(Lang::En));
        }
    }
}

/// A line without what stands in quotes, which is what the file says or shows how it is written.
fn unquoted(line: &str) -> String {
    line.split(['"', '`']).step_by(2).collect()
}

/// The first English word of an Indonesian message, outside what it quotes.
pub fn english_in(said: &str) -> Option<String> {
    const ENGLISH: [&str; 25] = [
        "a", "and", "are", "as", "at", "but", "by", "did", "expected", "for", "has", "have", "in",
        "is", "it", "mean", "must", "not", "of", "or", "than", "the", "wanted", "which", "with",
    ];
    let said = unquoted(said);
    let mut words = said.split(|c: char| !c.is_alphanumeric() && !"_-".contains(c));
    let found = words.find(|word| ENGLISH.contains(&word.to_lowercase().as_str()));
    found.map(str::to_owned)
}

#[test]
fn no_indonesian_message_speaks_english() {
    for name in names() {
        for problem in &problems(&name) {
            let said = problem.render(Lang::Id);
            let place = format!("{}: {}", problem.place(), problem.key());
            let said = said.strip_prefix(&place).unwrap();
            assert_eq!(english_in(said), None, "{name}: {said}");
        }
    }
}

/// Written by hand, not recorded: what a planner in Bangli is told.
#[test]
fn indonesian_messages_are_right() {
    for (name, expected) in [
        (
            "backlog-total-indonesian-thousands",
            ":5: backlog.total: ditemukan 8.000; seharusnya bilangan bulat dari 0 sampai 10.000.000, ditulis tanpa titik, koma dan tanda kutip; mungkin maksudnya 8000?",
        ),
        (
            "horizon-before-start",
            ":2: horizon: ditemukan 2016-12-29; seharusnya tanggal paling awal Rabu, 26 April 2017",
        ),
        (
            "routing-unknown",
            ":1: routing: ditemukan \"own-and-ofice\"; seharusnya own, own-and-office, office-while-down atau pooled; mungkin maksudnya own-and-office?",
        ),
        (
            "printers-too-many",
            ":11: sites.Susut.printers: ditemukan 1001; seharusnya bilangan bulat dari 0 sampai 1.000, ditulis tanpa titik, koma dan tanda kutip",
        ),
        (
            "key-unknown-near",
            ":1: horison: kunci ini tidak ada; mungkin maksudnya horizon?",
        ),
        (
            "printer-print-time-distribution",
            ":14: printer.print_time: ditemukan \"triangle(2 min, 3 min, 5 min)\"; seharusnya waktu dengan satuannya seperti \"3 min\", atau sebaran seperti \"lognormal(7 d, 2)\"; satuannya s, min, h, d, wk (\"triangle\" bukan nama sebaran; mungkin maksudnya triangular? Yang dikenal: constant, uniform, triangular, exponential, gamma, erlang, lognormal, weibull, pert, poisson, empirical, normal, truncated_normal, beta, hyperexponential, bernoulli, binomial, geometric, discrete, piecewise_linear)",
        ),
        (
            "hours-backwards",
            ":14: opening_hours.monday: ditemukan \"15:30-07:30\"; seharusnya jam seperti \"07:30-15:30\" atau \"07:30-12:00, 13:00-15:30\", atau \"closed\" (jam 15:30-07:30 seharusnya berakhir setelah mulai)",
        ),
        (
            "syntax-key-twice",
            ":6: ditemukan total = 9000; baris ini tidak terbaca: kunci ini ditulis dua kali",
        ),
        (
            "site-of-nobody-near",
            ":17: sites.Karangasm: tidak ada kecamatan dengan nama ini, sehingga tempat ini tidak melayani siapa pun; mungkin maksudnya \"Karangasem\"?",
        ),
        (
            "site-of-nobody",
            ":17: sites.Gudang: tidak ada kecamatan dengan nama ini, sehingga dengan routing \"office-while-down\" tempat ini tidak melayani siapa pun; seharusnya ada kecamatan = salah satu dari Susut, Karangasem, atau office = true",
        ),
        (
            "syntax-indonesian-decimals",
            ":14: ditemukan spoilage = 0,015; seharusnya spoilage = 0.015 (desimal ditulis dengan titik)",
        ),
        (
            "syntax-pasted-allotment",
            ":15: ditemukan 2 baris lembar kerja; seharusnya satu baris untuk setiap nilai, dengan kunci, tanda sama dengan dan nilainya, seperti Susut = 1000",
        ),
        (
            "sites-missing",
            ": sites: kunci ini belum ada; isilah sedikitnya satu tempat pencetakan, seperti [sites.Susut]",
        ),
    ] {
        let expected = format!("{FOLDER}/{name}.toml{expected}");
        assert_eq!(problems(name).render(Lang::Id), expected);
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let keys = |name: &str| -> BTreeSet<String> {
        problems(name)
            .iter()
            .map(|problem| problem.key().to_owned())
            .collect()
    };
    let many = keys("many-problems");
    for key in [
        "nama",
        "start",
        "routing",
        "opening_hours.monday",
        "opening_hours.saturday",
        "backlog.total",
        "backlog.suket_share",
        "blanks.on_hand",
        "printer.print_time",
        "printer.daily_limit",
        "printer.life",
        "sites.Susut.printers[1].limit",
        "sites.Susut.printers[2].name",
        "sites.Susut.upgrade.done",
        "outages[1].sites[1]",
        "outages[1].from",
    ] {
        assert!(many.contains(key), "{key} is not among {many:#?}");
    }
    // A file that says nothing is told everything it must say.
    let missing = keys("many-missing");
    let required = [
        "start",
        "horizon",
        "backlog.total",
        "blanks.on_hand",
        "sites",
    ];
    assert_eq!(missing, required.map(str::to_owned).into());
}

#[test]
fn an_error_of_the_crate_keeps_every_message() {
    let problems = problems("many-problems");
    let count = problems.iter().count();
    let error = cetak::Error::from(problems);
    assert_eq!(error.kind(), cetak::ErrorKind::Scenario);
    assert_eq!(error.to_string().lines().count(), count);
}
