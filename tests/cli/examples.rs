//! Every example is run, and prints what its recording in examples/recordings says. `UPDATE_EXPECTED=1 cargo test --test cli examples`
//! rewrites the recordings.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The names, without their extension, of the files in a folder that have this extension.
fn names(folder: &Path, extension: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry of a folder").path());
    paths
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

fn examples() -> BTreeSet<String> {
    names(&folder("examples"), "rs")
}

/// Where cargo puts the examples: beside the folder in which this test stands.
fn program(example: &str) -> PathBuf {
    let this = std::env::current_exe().expect("the path of this test");
    let profile = this.parent().and_then(Path::parent);
    let file = format!("{example}{}", std::env::consts::EXE_SUFFIX);
    let program = profile
        .expect("target/PROFILE/deps")
        .join("examples")
        .join(file);
    assert!(
        program.is_file(),
        "{} is not there; `cargo test` builds it, `cargo test --test cli examples` alone only together with `cargo build --examples`",
        program.display()
    );
    program
}

/// What an example prints, without arguments and in a folder of its own.
fn output(example: &str) -> String {
    let here = tempfile::tempdir().unwrap();
    let output = Command::new(program(example))
        .current_dir(here.path())
        .output()
        .unwrap_or_else(|error| panic!("{example} does not start: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{example} failed: {errors}");
    assert_eq!(errors, "", "{example} complains");
    String::from_utf8(output.stdout).expect("text in UTF-8")
}

#[test]
fn every_example_prints_what_its_recording_says() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for example in examples() {
        let found = output(&example);
        let recording = folder("examples/recordings").join(format!("{example}.txt"));
        if update {
            fs::write(&recording, &found).unwrap();
        }
        match fs::read_to_string(&recording) {
            Ok(expected) if expected == found => {}
            Ok(expected) => wrong.push(format!(
                "{example} prints\n{found}\nbut its recording says\n{expected}"
            )),
            Err(_) => wrong.push(format!(
                "{example} has no recording; UPDATE_EXPECTED=1 makes it. It prints\n{found}"
            )),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_recording_has_its_example() {
    let recordings = names(&folder("examples/recordings"), "txt");
    let examples = examples();
    let orphans: Vec<&String> = recordings.difference(&examples).collect();
    assert!(
        orphans.is_empty(),
        "recordings without example: {orphans:?}"
    );
}

#[test]
fn every_example_opens_with_a_question() {
    for example in examples() {
        let file = folder("examples").join(format!("{example}.rs"));
        let source = fs::read_to_string(file).unwrap();
        let opening: Vec<&str> = source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .take_while(|line| !line.trim().is_empty())
            .collect();
        assert!(
            opening.concat().contains('?'),
            "{example} opens with {opening:?}, which asks nothing"
        );
    }
}

/// The nation of the examples is the one that an example makes.
#[test]
fn the_table_of_offices_is_what_its_example_prints() {
    let read = |path| fs::read_to_string(folder(path)).unwrap();
    let table = read("examples/nation/offices.csv");
    assert_eq!(table, read("examples/recordings/synthetic_nation.txt"));
    assert_eq!(table.lines().count(), 13);
}
