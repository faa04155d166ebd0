//! The seeds of the fuzzer, one by one, so that what it once found stays mended where no fuzzer is.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

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

const CELLS: [&str; 24] = [
    "Susut",
    "KEC. SUSUT",
    "Susutt",
    "kec",
    "Kecamatan",
    "it's (B.) - a",
    "a\"b",
    "a\nb",
    "\\",
    "é",
    "=1+1",
    "2016-11-12",
    "12/11/2016",
    "31/02/2017",
    "42686",
    "2149-12-31",
    "PRR",
    "SFE",
    "cetak",
    "?",
    "5106010101800001",
    "5106010101800002",
    "",
    " ",
];

proptest! {
    /// Rows of cells in any order, with any sign between them.
    #[test]
    fn registers_of_any_cells_are_read_or_refused(
        sign in prop::sample::select(vec![",", ";", "\t"]),
        rows in prop::collection::vec(prop::collection::vec(0..CELLS.len(), 0..7), 0..30),
    ) {
        let mut text = ["nik", "kecamatan", "recorded", "status", "suket"].join(sign);
        for row in rows {
            text += "\n";
            let cell = |at: usize| format!("\"{}\"", CELLS[at].replace('"', "\"\""));
            text += &row.into_iter().map(cell).collect::<Vec<_>>().join(sign);
        }
        fuzz::register::check(text.as_bytes());
    }
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
