//! How much time two answers take that a planner waits for. What is bounded is the time of all processors together, as a shell bounds it, because it
//! does not depend on what else the machine does: two cores that are free take half of it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

use super::{built, program, slow};

/// What the program says in JSON, within so many seconds of processor time.
fn answer(here: &Path, program: &Path, seconds: u32, arguments: &[&str]) -> Value {
    let begun = Instant::now();
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -t {seconds} && exec \"$0\" \"$@\"")])
        .arg(program)
        .args(arguments)
        .args(["--format", "json"])
        .current_dir(here)
        .output()
        .expect("sh starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{arguments:?} takes more than {seconds} s of processor time, or fails: {said}"
    );
    println!("{arguments:?}: {:.2} s", begun.elapsed().as_secs_f64());
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// 1.5 s of two cores, and with a debug build little at any time.
#[test]
fn the_mean_of_bangli_is_known_to_a_quarter_of_a_day() {
    let here = tempfile::tempdir().unwrap();
    let ask = |program: &Path, seconds, width: &str| {
        let arguments = ["run", "bangli-declared", "--quick", "--precision", width];
        let found = answer(here.path(), program, seconds, &arguments);
        let of = |key| found["precision"][0][key].as_f64().expect("a half-width");
        assert!(of("reached") <= of("wanted"), "{}", found["precision"]);
    };
    match slow() {
        true => ask(&built("release"), 3, "0.25wd"),
        false => ask(program(), 60, "2wd"),
    }
}

/// 15 s of two cores.
#[test]
fn one_of_twenty_plans_is_selected() {
    let here = tempfile::tempdir().unwrap();
    let limits: Vec<u32> = (31..51).collect();
    let limits = if slow() { &limits[..] } else { &limits[..3] };
    let file = |limit: &u32| format!("{limit}.toml");
    for limit in limits {
        let text = format!(
            "extends = \"bangli-declared\"\nname = \"limit {limit}\"\n[printer]\ndaily_limit = {limit}\n"
        );
        fs::write(here.path().join(file(limit)), text).unwrap();
    }
    let ask = |program: &Path, seconds, n| {
        let files: Vec<String> = limits.iter().map(file).collect();
        let mut arguments = vec!["compare", "-n", n, "--select", "0.5wd"];
        arguments.extend(files.iter().map(String::as_str));
        let found = answer(here.path(), program, seconds, &arguments);
        let selection = &found["selection"];
        assert_eq!(selection["guarantee"]["kind"], "correct-selection");
        let most = limits.last().expect("some");
        assert_eq!(selection["selected"], format!("limit {most}"));
    };
    match slow() {
        true => ask(&built("release"), 30, "1000"),
        false => ask(program(), 120, "40"),
    }
}
