//! What README.md and the planner's guide show is what the program does: every command in a block of kind `console` is run, and the
//! lines shown below it are its output. A line with `…` alone marks what is left out; empty lines do not count. A block of kind `toml` or `csv`
//! whose first line is `# NAME.toml` or `# NAME.csv` is a file that later commands find. The Rust in the README is compiled and run as a documentation test.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block of a page: its kind and its lines.
struct Block<'a> {
    kind: &'a str,
    lines: Vec<&'a str>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let inside = lines.by_ref().take_while(|line| *line != "```");
            found.push(Block {
                kind,
                lines: inside.collect(),
            });
        }
    }
    found
}

/// What a command of a page prints on standard output and then on standard error.
fn output(folder: &Path, command: &str) -> String {
    let installed = command.replace("cargo run --release", "cetak");
    // What stands between double quotes is one word.
    let parts = installed.split('"').enumerate();
    let words: Vec<&str> = parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect();
    let (first, words) = words.split_first().expect("a command");
    assert_eq!(*first, "cetak", "{command:?}");
    let output = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(words.iter().filter(|word| **word != "--"))
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts");
    let text = [output.stdout, b"\n".to_vec(), output.stderr].concat();
    String::from_utf8(text).expect("text in UTF-8")
}

/// Goes through a page from top to bottom, in one folder; returns how many commands showed an output.
fn follow(page: &str) -> usize {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut done = HashMap::new();
    let mut shown = 0;
    for Block { kind, lines } in blocks(&text) {
        let file = lines
            .first()
            .and_then(|line| line.strip_prefix("# "))
            .filter(|name| name.ends_with(&format!(".{kind}")));
        match (kind, file) {
            ("toml" | "csv", Some(file)) => {
                fs::write(folder.path().join(file), lines.join("\n")).unwrap()
            }
            ("console", _) => shown += run(page, folder.path(), &lines, &mut done),
            _ => {}
        }
    }
    shown
}

/// Runs the commands of one block, those excepted that were `done` before.
fn run<'a>(
    page: &str,
    folder: &Path,
    lines: &[&'a str],
    done: &mut HashMap<&'a str, String>,
) -> usize {
    let mut shown = 0;
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let command = line.strip_prefix("$ ").unwrap_or_else(|| {
            panic!("{page}: a block of kind console begins with a command, not with {line:?}")
        });
        let printed = done
            .entry(command)
            .or_insert_with(|| output(folder, command));
        let full = |line: &&str| !line.trim().is_empty();
        let mut left = printed.lines().map(str::trim_end).filter(full);
        let mut omitted = false;
        let shown_lines = std::iter::from_fn(|| lines.next_if(|line| !line.starts_with("$ ")));
        for quoted in shown_lines.map(|line| line.trim_end()).filter(full) {
            if quoted == "…" {
                omitted = true;
                continue;
            }
            let stands = |line: &str| line == quoted;
            assert!(
                if omitted {
                    left.any(stands)
                } else {
                    left.next().is_some_and(stands)
                },
                "{page}: {command} does not print, at this place,\n{quoted}\nIt prints\n{printed}"
            );
            omitted = false;
            shown += 1;
        }
        let rest = left.next();
        assert!(
            omitted || rest.is_none(),
            "{page}: {command} prints more than is shown: {rest:?}"
        );
    }
    shown
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    assert!(follow("README.md") > 20);
}

/// The program of a programmer is an example, and below it stands what that prints.
#[test]
fn the_readme_has_a_program_and_what_it_prints() {
    let read = |path| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let (page, source) = (read("README.md"), read("examples/two_clerks.rs"));
    let program = source.lines().filter(|line| !line.starts_with("//!"));
    let blocks = blocks(&page);
    let at = blocks.iter().position(|block| block.kind == "rust");
    let at = at.expect("a program");
    let shown: Vec<&str> = program.skip_while(|line| line.is_empty()).collect();
    assert_eq!(blocks[at].lines, shown);
    let recording = read("examples/recordings/two_clerks.txt");
    assert_eq!(blocks[at + 1].kind, "text");
    assert_eq!(blocks[at + 1].lines, recording.lines().collect::<Vec<_>>());
}

#[test]
fn the_guide_shows_what_the_program_prints() {
    assert!(follow("docs/panduan.md") > 40);
}

#[test]
fn the_page_of_questions_shows_what_the_program_prints() {
    assert!(follow("docs/questions.md") > 15);
}

#[test]
fn the_page_of_campaigns_shows_what_the_program_prints() {
    assert!(follow("docs/cluster.md") > 15);
}

/// `UPDATE_EXPECTED=1 cargo test --test cli readme` draws it anew.
#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let folder = tempfile::tempdir().unwrap();
    output(folder.path(), "cetak --plot bangli.svg");
    let drawn = fs::read_to_string(folder.path().join("bangli.svg")).unwrap();
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/img/bangli.svg");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&committed, &drawn).unwrap();
    }
    let shown = fs::read_to_string(&committed).expect("the picture; UPDATE_EXPECTED=1 draws it");
    assert!(
        shown == drawn,
        "docs/img/bangli.svg is not what the program draws"
    );
}
