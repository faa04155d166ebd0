//! The seeds of the fuzzer, one by one, so that what it once found stays mended where no fuzzer is.

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

fn each(folder: &str, check: fn(&[u8])) {
    let mut seeds = 0;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        println!("{}", path.display()); // shown when it fails
        check(&fs::read(path).unwrap());
        seeds += 1;
    }
    assert!(seeds > 0, "{} is empty", folder.display());
}

#[test]
fn scenarios_are_read_and_run_or_refused() {
    for folder in [
        "tests/fuzz/seeds/scenario",
        "examples/scenarios",
        "tests/broken",
    ] {
        each(folder, fuzz::scenario::check);
    }
}

#[test]
fn nations_are_read_and_run_or_refused() {
    each("tests/fuzz/seeds/nation", fuzz::nation::check);
}

#[test]
fn registers_are_read_or_refused() {
    each("tests/fuzz/seeds/register", fuzz::register::check);
}

#[test]
fn values_from_the_command_line_read_back() {
    each("tests/fuzz/seeds/set", fuzz::set::check);
}

#[test]
fn written_forms_read_back() {
    each("tests/fuzz/seeds/written", fuzz::written::check);
}

#[test]
fn checkpoints_are_loaded_or_refused() {
    each("tests/fuzz/seeds/checkpoint", fuzz::checkpoint::check);
}
