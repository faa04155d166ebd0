//! The same bits on any number of threads, in every build, and in every environment.

use std::path::Path;
use std::process::Command;

use cetak::scenario;

use super::{built, program, slow};

/// What a command prints, to the byte.
fn printed(program: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{arguments:?} {environment:?}: {said}"
    );
    assert!(!output.stdout.is_empty());
    output.stdout
}

/// Everything that is shown of a scenario: all its numbers, the days of all replications, the page, and the trace.
fn all_of(program: &Path, name: &str, threads: &str, environment: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let replications = if slow() { "20" } else { "3" };
    let run = [
        "run",
        name,
        "-n",
        replications,
        "--threads",
        threads,
        "--lang",
        "en",
        "--format",
    ];
    let mut all: Vec<Vec<u8>> = ["json", "csv", "text"]
        .iter()
        .map(|format| printed(program, &[&run[..], &[format]].concat(), environment))
        .collect();
    all.push(printed(
        program,
        &["trace", name, "--lang", "en"],
        environment,
    ));
    all
}

fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = scenario::builtins().map(|(name, _)| name).collect();
    if !slow() {
        names.retain(|name| *name == "bangli-exact");
    }
    assert!(!names.is_empty());
    names
}

/// Asserts that what `other` prints is what `one` printed.
fn same(name: &str, how: &str, one: &[Vec<u8>], other: &[Vec<u8>]) {
    for (what, (one, other)) in ["JSON", "CSV", "the page", "the trace"]
        .iter()
        .zip(one.iter().zip(other))
    {
        assert!(one == other, "{name}: {what} differs {how}");
    }
}

#[test]
fn threads_change_nothing() {
    for name in names() {
        let one = all_of(program(), name, "1", &[]);
        for threads in ["2", "7", "64"] {
            same(
                name,
                &format!("on {threads} threads"),
                &one,
                &all_of(program(), name, threads, &[]),
            );
        }
    }
}

/// The language of messages is the environment's, but no number is.
#[test]
fn places_change_nothing() {
    let environments: [&[(&str, &str)]; 6] = [
        &[("LC_ALL", "C")],
        &[("LANG", "id_ID.UTF-8")],
        &[("LC_ALL", "de_DE.UTF-8"), ("TZ", "Europe/Berlin")],
        &[("LC_ALL", "ar_EG.UTF-8"), ("TZ", "Pacific/Kiritimati")],
        &[("LANG", "tr_TR.UTF-8"), ("TZ", "Asia/Makassar")],
        &[
            ("LC_NUMERIC", "fr_FR.UTF-8"),
            ("LC_TIME", "fa_IR"),
            ("TZ", "Pacific/Niue"),
        ],
    ];
    for name in names() {
        let one = all_of(program(), name, "2", &[]);
        for environment in environments {
            same(
                name,
                &format!("in {environment:?}"),
                &one,
                &all_of(program(), name, "2", environment),
            );
        }
    }
}

/// A debug and a release build; without `CETAK_SLOW`, two processes of the build at hand.
#[test]
fn builds_change_nothing() {
    let others = if slow() {
        vec![built("dev"), built("release")]
    } else {
        vec![program().to_owned()]
    };
    for name in names() {
        let one = all_of(program(), name, "2", &[]);
        for other in &others {
            same(
                name,
                &format!("as {}", other.display()),
                &one,
                &all_of(other, name, "2", &[]),
            );
        }
    }
}
