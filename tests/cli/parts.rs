//! `cetak run --part`, `merge` and `replay`: parts on any number of processes, killed or not, make the undivided run.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// An office that can be simulated quickly, with unknown values in `WORLDS`.
const PLAIN: &str = "bangli-declared";
const WORLDS: &str = "bangli";

pub fn command(here: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cetak"));
    command.current_dir(here).args(arguments).env("LC_ALL", "C");
    command
}

fn cetak(here: &Path, arguments: &[&str]) -> Output {
    command(here, arguments)
        .output()
        .expect("the program starts")
}

pub fn printed(here: &Path, arguments: &[&str]) -> String {
    let output = cetak(here, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is refused with this code, line by line.
fn refused(here: &Path, code: i32, arguments: &[&str]) -> Vec<String> {
    let output = cetak(here, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    said.lines().map(str::to_owned).collect()
}

fn part(here: &Path, scenario: &str, n: &str, part: &str, file: &str) {
    let said = printed(
        here,
        &["run", scenario, "-n", n, "--part", part, "-o", file],
    );
    assert_eq!(said, "");
}

#[test]
fn parts_on_any_number_of_processes_make_the_undivided_run() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (scenario, n) in [(PLAIN, "30"), (WORLDS, "20")] {
        for format in ["text", "json", "csv"] {
            let by = ["--by", "2017-06-22", "--format", format, "--lang", "id"];
            let whole = printed(here, &[&["run", scenario, "-n", n][..], &by].concat());
            for parts in [1, 2, 7] {
                let names: Vec<String> = (1..=parts)
                    .rev()
                    .map(|number| format!("{scenario}-{number}-{parts}"))
                    .collect();
                for (number, name) in (1..=parts).rev().zip(&names) {
                    // Already there for the second format.
                    part(here, scenario, n, &format!("{number}/{parts}"), name);
                }
                let files: Vec<&str> = names.iter().map(String::as_str).collect();
                let merge = [&["merge"][..], &files, &by].concat();
                assert!(
                    printed(here, &merge) == whole,
                    "{scenario}, {format}, {parts} parts"
                );
            }
        }
    }
}

#[test]
fn merged_tables_are_those_of_the_undivided_run() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (number, name) in [("2/2", "b"), ("1/2", "a")] {
        part(here, WORLDS, "10", number, name);
    }
    for table in ["measures", "served", "replications", "losses"] {
        for format in ["csv", "json"] {
            let how = [
                "--table",
                table,
                "--format",
                format,
                "--by",
                "2017-06-22",
                "--lang",
                "id",
            ];
            let whole = printed(here, &[&["run", WORLDS, "-n", "10"][..], &how].concat());
            let merged = printed(here, &[&["merge", "b", "a"][..], &how].concat());
            assert!(merged == whole, "{table} as {format}");
        }
    }
    let daily = ["merge", "a", "b", "--table", "daily", "--format", "csv"];
    assert!(refused(here, 2, &daily)[0].contains("what each place does day by day"));
    let text = ["merge", "a", "b", "--table", "served"];
    assert!(refused(here, 2, &text)[0].contains("--format"));
}

#[test]
fn a_run_that_is_killed_fifty_times_goes_on_to_the_same_bits() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let run = ["run", PLAIN, "-n", "6000"];
    let run_part = [&run[..], &["--part", "1/1", "-o", "part"]].concat();
    let unfinished = here.join("part.unfinished");
    let size = || fs::metadata(&unfinished).map_or(0, |file| file.len());
    let (mut kills, mut cut_off) = (0, 0);
    for round in 0_u64.. {
        let before = size();
        let mut child = command(here, &run_part)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Wait until it writes, and then a little longer, each time otherwise.
        let since = Instant::now();
        while size() == before && child.try_wait().unwrap().is_none() {
            assert!(
                since.elapsed() < Duration::from_secs(60),
                "it does not go on"
            );
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_micros(round * 7919 % 4001));
        if kills < 50 && child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            kills += 1;
            let bytes = fs::read(&unfinished).unwrap_or_default();
            cut_off += u32::from(bytes.last().is_some_and(|last| *last != b'\n'));
        }
        if child.wait().unwrap().success() {
            break;
        }
    }
    assert_eq!(
        kills, 50,
        "the run was done too early; {cut_off} lines were cut off"
    );
    assert!(!unfinished.exists());
    let quick = ["--quick", "--format", "json"];
    let merged = printed(here, &[&["merge", "part"][..], &quick].concat());
    assert!(merged == printed(here, &[&run[..], &quick].concat()));
}

#[test]
fn a_line_that_was_not_written_to_its_end_is_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    part(here, PLAIN, "6", "1/2", "whole");
    let whole = fs::read(here.join("whole")).unwrap();
    let first_line = whole.iter().position(|byte| *byte == b'\n').unwrap();
    for length in [
        0,
        1,
        first_line,
        first_line + 1,
        first_line + 2,
        whole.len() - 1,
        whole.len(),
    ] {
        fs::write(here.join("again.unfinished"), &whole[..length]).unwrap();
        part(here, PLAIN, "6", "1/2", "again");
        assert!(
            fs::read(here.join("again")).unwrap() == whole,
            "{length} bytes"
        );
        assert!(!here.join("again.unfinished").exists());
        fs::remove_file(here.join("again")).unwrap();
    }
}

#[test]
fn a_file_of_all_goes_on_with_more() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    part(here, PLAIN, "9", "1/1", "at once");
    let at_once = fs::read(here.join("at once")).unwrap();
    part(here, PLAIN, "4", "1/1", "part");
    let shorter = fs::read(here.join("part")).unwrap();
    part(here, PLAIN, "9", "1/1", "part");
    assert!(fs::read(here.join("part")).unwrap() == at_once);
    assert!(!here.join("part.unfinished").exists());
    // Killed while it took over or ran: the shorter file is there, and what is unfinished is gone on with.
    let lines = |n: usize| {
        at_once
            .split_inclusive(|byte| *byte == b'\n')
            .take(n)
            .flatten()
    };
    for n in [0, 1, 3, 5, 7, 10] {
        fs::write(here.join("part"), &shorter).unwrap();
        let unfinished: Vec<u8> = lines(n).copied().collect();
        fs::write(here.join("part.unfinished"), unfinished).unwrap();
        part(here, PLAIN, "9", "1/1", "part");
        assert!(fs::read(here.join("part")).unwrap() == at_once, "{n} lines");
    }
    // Not with fewer, not as another part, and nothing that was changed.
    let refused = |n: &str, part: &str, wanted: &str| {
        let before = fs::read(here.join("part")).unwrap();
        let said = refused(
            here,
            2,
            &["run", PLAIN, "-n", n, "--part", part, "-o", "part"],
        );
        assert!(said.len() == 1 && said[0].contains(wanted), "{said:?}");
        assert!(fs::read(here.join("part")).unwrap() == before);
    };
    refused("8", "1/1", "the runs have 9 and 8 replications");
    refused(
        "12",
        "1/2",
        "only a finished file of part 1/1 goes on with more",
    );
    let mut changed = shorter.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    fs::write(here.join("part"), &changed).unwrap();
    refused("9", "1/1", "was changed after it was written");
    fs::write(here.join("part"), &shorter[..shorter.len() - 1]).unwrap();
    refused("9", "1/1", "cut off");
    fs::remove_file(here.join("part")).unwrap();
    part(here, PLAIN, "4", "1/2", "part");
    refused(
        "9",
        "1/2",
        "only a finished file of part 1/1 goes on with more",
    );
    refused(
        "9",
        "1/1",
        "only a finished file of part 1/1 goes on with more",
    );
}

#[test]
fn a_file_that_holds_something_else_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    part(here, PLAIN, "6", "1/2", "part");
    let whole = fs::read(here.join("part")).unwrap();
    let mut changed = whole.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    let notes = b"notes of somebody".to_vec();
    let run = ["run", PLAIN, "-n", "6", "--part", "1/2", "-o", "part"];
    let other = |more: &[&'static str]| [&run[..], more].concat();
    let cases: [(&str, &[u8], Vec<&str>, &str); 8] = [
        (
            "part",
            &whole,
            other(&["--seed", "2"]),
            "the seeds are 1 and 2",
        ),
        (
            "part",
            &whole,
            other(&["--set", "backlog.total=10"]),
            "the scenario or its values differ",
        ),
        (
            "part",
            &whole,
            [&run[..5], &["2/2", "-o", "part"]].concat(),
            "of replications 1 to 3, not 4 to 6",
        ),
        ("part", &whole[..whole.len() - 1], run.to_vec(), "cut off"),
        (
            "part",
            &changed,
            run.to_vec(),
            "was changed after it was written",
        ),
        ("part", &notes, run.to_vec(), "this is no part file"),
        (
            "part.unfinished",
            &notes,
            run.to_vec(),
            "this is no part file",
        ),
        (
            "part.unfinished",
            &changed,
            run.to_vec(),
            "was changed after it was written",
        ),
    ];
    for (file, content, arguments, wanted) in cases {
        let _ = fs::remove_file(here.join("part"));
        fs::write(here.join(file), content).unwrap();
        let said = refused(here, 2, &arguments);
        assert!(said.len() == 1 && said[0].contains(wanted), "{said:?}");
        assert!(fs::read(here.join(file)).unwrap() == content, "{wanted}");
        let _ = fs::remove_file(here.join("part.unfinished"));
    }
}

#[test]
fn what_is_missing_or_doubled_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for number in ["1", "2", "3"] {
        part(here, PLAIN, "9", &format!("{number}/3"), number);
    }
    part(here, PLAIN, "9", "1/2", "half");
    let seed = [
        "run", PLAIN, "-n", "9", "--seed", "4", "--part", "3/3", "-o", "seed",
    ];
    printed(here, &seed);
    assert_eq!(
        refused(here, 2, &["merge", "3", "1"]),
        ["replications 4 to 6 are missing"]
    );
    assert_eq!(
        refused(here, 2, &["merge", "2", "1", "half"]),
        [
            "replications 1 to 3 are in 1 and in half",
            "replications 4 to 4 are in half and in 2",
            "replications 7 to 9 are missing"
        ]
    );
    fs::write(here.join("notes"), "notes\n").unwrap();
    let said = refused(here, 2, &["merge", "1", "notes", "seed", "nothing"]);
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0].starts_with("notes: this is no part file"));
    assert!(said[1].starts_with("nothing: the part cannot be read"));
    assert_eq!(
        said[2],
        "seed is not of the same run as 1: the seeds are 1 and 4"
    );
    // What is unfinished is not half of an answer.
    let whole = fs::read(here.join("3")).unwrap();
    fs::write(here.join("3"), &whole[..whole.len() - 3]).unwrap();
    assert_eq!(
        refused(here, 2, &["merge", "1", "2", "3"]),
        ["replication 9 is missing"]
    );
}

#[test]
fn two_processes_cannot_run_the_same_part() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let held = fs::File::create(here.join("part.unfinished")).unwrap();
    held.lock().unwrap();
    let run = ["run", PLAIN, "-n", "2", "--part", "1/1", "-o", "part"];
    let said = refused(here, 2, &run);
    assert!(
        said[0].contains("another process is running this part"),
        "{said:?}"
    );
    drop(held);
    printed(here, &run);
}

#[test]
fn a_part_is_well_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (part, wanted) in [
        ("0/2", "no part of a run"),
        ("3/2", "no part of a run"),
        ("half", "no part of a run"),
        ("1/7", "6 replications cannot be cut into 7 parts"),
    ] {
        let said = refused(
            here,
            2,
            &["run", PLAIN, "-n", "6", "--part", part, "-o", "p"],
        );
        assert!(said[0].contains(wanted), "{said:?}");
    }
    let said = refused(
        here,
        2,
        &["run", PLAIN, "-n", "6", "--part", "1/2", "-o", "-"],
    );
    assert!(said[0].contains("-o"), "{said:?}");
    // What would have no effect is refused, and so is a part without a place.
    refused(here, 2, &["run", PLAIN, "--part", "1/2"]);
    let both = ["run", PLAIN, "--quick", "--part", "1/2", "-o", "part"];
    let said = refused(here, 2, &both).join("\n");
    assert!(said.contains("belong to cetak merge"), "{said}");
    let twice = ["run", PLAIN, "--part", "1/2", "--part", "2/2", "-o", "part"];
    let said = refused(here, 2, &twice).join("\n");
    assert!(!said.contains("cetak merge"), "{said}");
    for unwanted in [
        &["--quick"][..],
        &["--by", "2017-06-22"],
        &["--format", "json"],
    ] {
        let run = ["run", PLAIN, "--part", "1/2", "-o", "p"];
        refused(here, 2, &[&run[..], unwanted].concat());
    }
    assert_eq!(fs::read_dir(here).unwrap().count(), 0);
}

#[test]
fn a_result_is_repeated_and_any_other_number_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let set = [
        "--set",
        "backlog.total=300",
        "--seed",
        "9",
        "--by",
        "2017-06-22",
    ];
    let compare = [
        "compare",
        PLAIN,
        "bangli-overload-75",
        "-n",
        "5",
        "--format",
        "json",
    ];
    let run = |scenario: &'static str| ["run", scenario, "-n", "12", "--format", "json"];
    for (name, arguments) in [
        ("plain", [&run(PLAIN)[..], &set].concat()),
        ("worlds", run(WORLDS).to_vec()),
        ("quick", [&run(WORLDS)[..], &["--quick"]].concat()),
        (
            "precise",
            vec![
                "run",
                PLAIN,
                "--set",
                "backlog.total=300",
                "--precision",
                "0.5wd",
                "--format",
                "json",
            ],
        ),
        ("compared", [&compare[..], &set].concat()),
        (
            "ranked",
            vec!["sensitivity", WORLDS, "-n", "200", "--format", "json"],
        ),
    ] {
        let result = printed(here, &arguments);
        fs::write(here.join(name), &result).unwrap();
        let said = printed(here, &["replay", name, "--threads", "1"]);
        assert_eq!(
            said,
            format!("{name}: repeated, and every number is the same.\n")
        );
    }
    let mut changed: Value =
        serde_json::from_slice(&fs::read(here.join("plain")).unwrap()).unwrap();
    let mean = changed["working_days"]["mean"].as_f64().unwrap();
    changed["working_days"]["mean"] = mean.next_up().into();
    changed["remedies"][0]["days"] = Value::Null;
    fs::write(here.join("changed"), changed.to_string()).unwrap();
    let output = cetak(here, &["replay", "changed"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "changed: repeated, and these keys differ: remedies[1].days, working_days.mean.\n"
    );
    let mut ranked: Value =
        serde_json::from_slice(&fs::read(here.join("ranked")).unwrap()).unwrap();
    ranked["chance"]["total"] = 0.5.into();
    fs::write(here.join("another"), ranked.to_string()).unwrap();
    let output = cetak(here, &["replay", "another"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "another: repeated, and these keys differ: chance.total.\n"
    );
    changed["version"] = "0.0.1".into();
    fs::write(here.join("old"), changed.to_string()).unwrap();
    let said = refused(here, 2, &["replay", "old"]);
    assert!(said[0].contains("written by version 0.0.1"), "{said:?}");
    let promise = [
        "promise",
        PLAIN,
        "--recorded",
        "2017-03-01",
        "--kecamatan",
        "Susut",
        "--format",
        "json",
    ];
    fs::write(
        here.join("promise"),
        printed(here, &[&promise[..], &["-n", "5"]].concat()),
    )
    .unwrap();
    let said = refused(here, 2, &["replay", "promise"]);
    assert!(
        said[0].contains("not a result that can be repeated"),
        "{said:?}"
    );
}
