//! Nothing is written twice: no six equal lines stand both in `resource` and in `process`.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

const LINES: usize = 6;

/// Words that `shape` keeps; all others become `n`.
const KEYWORDS: [&str; 30] = [
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "false", "fn",
    "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "self", "struct", "trait", "true", "where", "while",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("it can be read").path();
        match path.is_dir() {
            true => found.extend(sources(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

/// A line without blanks, and with `n` for every name. Comments are prose; attributes, imports and closing brackets say nothing.
fn shape(line: &str) -> Option<String> {
    let line = line.trim();
    let says_nothing = ["//", "#[", "use ", "pub use ", "mod "];
    if says_nothing.iter().any(|start| line.starts_with(start))
        || !line.contains(char::is_alphanumeric)
    {
        return None;
    }
    let mut shape = String::new();
    let mut word = String::new();
    for c in line.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        match word.as_str() {
            "" => {}
            known if KEYWORDS.contains(&known) => {
                shape.push_str(known);
                shape.push(' ');
            }
            number if number.starts_with(|c: char| c.is_ascii_digit()) => shape.push_str(number),
            _ => shape.push('n'),
        }
        word.clear();
        if !c.is_whitespace() {
            shape.push(c);
        }
    }
    Some(shape)
}

/// Every six lines that stand together, with where they begin.
fn windows(name: &str, text: &str) -> Vec<(String, String)> {
    // What follows are tests of the module, which may well be alike.
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<(usize, String)> = (text.lines().enumerate())
        .filter_map(|(number, line)| Some((number + 1, shape(line)?)))
        .collect();
    (lines.windows(LINES))
        .map(|window| {
            let place = format!("{name}:{}", window[0].0);
            let shapes: Vec<&str> = window.iter().map(|(_, shape)| shape.as_str()).collect();
            (shapes.join("\n"), place)
        })
        .collect()
}

fn twice(first: &[(String, String)], second: &[(String, String)]) -> Vec<String> {
    let known: HashMap<&str, &str> = (first.iter())
        .map(|(shapes, place)| (shapes.as_str(), place.as_str()))
        .collect();
    (second.iter())
        .filter_map(|(shapes, place)| {
            let other = known.get(shapes.as_str())?;
            Some(format!("{other} and {place}:\n{shapes}"))
        })
        .collect()
}

fn windows_of(folder: &str) -> Vec<(String, String)> {
    let all = sources(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(folder),
    );
    (all.iter())
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("a source can be read");
            windows(&path.display().to_string(), &text)
        })
        .collect()
}

#[test]
fn resource_and_process_have_no_six_lines_in_common() {
    let (resource, process) = (windows_of("resource"), windows_of("process"));
    assert!(
        resource.len() > 500 && process.len() > 500,
        "there is something to compare"
    );
    let twice = twice(&resource, &process);
    assert!(
        twice.is_empty(),
        "{} times:\n{}",
        twice.len(),
        twice.join("\n\n")
    );
}

/// The test itself is not blind.
#[test]
fn six_lines_that_differ_in_names_and_blanks_are_found() {
    let once = "fn a(x: u32) -> u32 {\n    let y = x + 1;\n    if y > 3 {\n        return y;\n    }\n    f(y);\n    g(y)\n}\n";
    let again = "fn take(n: u64)->u64 {\n\n let left = n + 1;\n // a comment\n if left > 3 {\n return left;\n }\n h(left);\n k(left)\n}\n";
    assert!(!twice(&windows("a", once), &windows("b", again)).is_empty());
    let other = again.replace("+ 1", "- 1");
    assert!(twice(&windows("a", once), &windows("b", &other)).is_empty());
}
