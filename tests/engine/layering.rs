//! The floors of the crate: a module uses only modules of lower floors, and itself; and none that a feature brings which it can be
//! built without.
//!
//! A new top-level module has to be given a floor in [`FLOORS`]. `src/lib.rs` and the command in `src/bin` stand above them all.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules on one floor do not know each other.
const FLOORS: [(&str, u8); 22] = [
    ("support", 0),
    ("words", 1),
    ("error", 2),
    ("time", 3),
    ("random", 4),
    ("stats", 4),
    ("waiting", 4),
    ("designs", 5),
    ("fitting", 5),
    ("register", 5),
    ("engine", 5),
    ("resource", 5),
    ("process", 6),
    ("experiment", 7),
    ("office", 7),
    ("plots", 8),
    ("prelude", 8),
    ("projection", 8),
    ("nation", 9),
    ("scenario", 10),
    ("campaign", 11),
    ("report", 12),
];

/// Modules and items that exist only with a feature. All others are always there.
const BROUGHT: [(&str, &str); 31] = [
    ("campaign", "office"),
    ("error::lang", "office"),
    ("fitting::Column", "office"),
    ("fitting::Observations", "office"),
    ("fitting::TimeUnit", "office"),
    ("fitting::column", "office"),
    ("fitting::units", "office"),
    ("nation", "office"),
    ("office", "office"),
    ("plots", "plot"),
    ("projection", "office"),
    ("register", "office"),
    ("report", "office"),
    ("report::plot", "plot"),
    ("scenario", "office"),
    ("words::Lang", "office"),
    ("words::Value", "office"),
    ("words::date", "office"),
    ("words::date_meant", "office"),
    ("words::day_in_table", "office"),
    ("words::decimal", "office"),
    ("words::fluent", "office"),
    ("words::knows", "office"),
    ("words::lang", "office"),
    ("words::months", "office"),
    ("words::number", "office"),
    ("words::numbers", "office"),
    ("words::percent", "office"),
    ("words::say", "office"),
    ("words::shortest", "office"),
    ("words::written_date", "office"),
];

/// The features that must be on for this path to be there.
fn features(path: &[&str]) -> Vec<&'static str> {
    let starts = (1..=path.len()).map(|length| path[..length].join("::"));
    let brings = |start: String| BROUGHT.iter().find(|(module, _)| *module == start);
    starts.filter_map(brings).map(|(_, name)| *name).collect()
}

fn told(features: &[&str]) -> String {
    match features {
        [] => "none".to_owned(),
        _ => features.join(" and "),
    }
}

fn floor(module: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, floor)| *floor)
}

struct Token {
    text: String,
    line: usize,
}

/// The words and signs of a source file, without comments, strings and characters.
fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut found, mut line, mut i) = (Vec::new(), 1, 0);
    while i < chars.len() {
        let start = i;
        let mut text = String::new();
        match at(i) {
            '/' if at(i + 1) == '/' => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            '/' if at(i + 1) == '*' => {
                let mut open = 0;
                loop {
                    match (at(i), at(i + 1)) {
                        ('/', '*') => (open, i) = (open + 1, i + 2),
                        ('*', '/') => (open, i) = (open - 1, i + 2),
                        _ => i += 1,
                    }
                    if open == 0 || i >= chars.len() {
                        break;
                    }
                }
            }
            '"' => {
                i += 1;
                while i < chars.len() && at(i) != '"' {
                    i += if at(i) == '\\' { 2 } else { 1 };
                }
                i += 1;
            }
            '\'' if at(i + 1) == '\\' => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            '\'' if at(i + 2) == '\'' => i += 3,
            ':' if at(i + 1) == ':' => {
                text.push_str("::");
                i += 2;
            }
            c if is_word(c) => {
                while is_word(at(i)) {
                    text.push(at(i));
                    i += 1;
                }
                let hashes = (i..).take_while(|&k| at(k) == '#').count();
                if matches!(text.as_str(), "r" | "br" | "cr") && at(i + hashes) == '"' {
                    text.clear();
                    i += hashes + 1;
                    let closes = |i| at(i) == '"' && (1..=hashes).all(|k| at(i + k) == '#');
                    while i < chars.len() && !closes(i) {
                        i += 1;
                    }
                    i += hashes + 1;
                }
            }
            c => {
                if !c.is_whitespace() {
                    text.push(c);
                }
                i += 1;
            }
        }
        if !text.is_empty() {
            found.push(Token { text, line });
        }
        let end = i.min(chars.len());
        line += chars[start..end].iter().filter(|&&c| c == '\n').count();
    }
    found
}

/// One path as written, with the name it is known by afterwards.
struct Leaf {
    path: Vec<String>,
    name: String,
    line: usize,
}

/// The paths of the use tree (or the one path of an expression) that begins at `tokens[*i]`.
fn leaves(tokens: &[Token], i: &mut usize, before: &[String]) -> Vec<Leaf> {
    let text = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());
    let mut path = before.to_vec();
    let mut line = tokens.get(*i).map_or(0, |token| token.line);
    loop {
        if text(*i) == "{" {
            let mut found = Vec::new();
            while !matches!(text(*i), "}" | "") {
                *i += 1;
                if text(*i) != "}" {
                    found.extend(leaves(tokens, i, &path));
                }
            }
            *i += 1;
            return found;
        }
        line = tokens.get(*i).map_or(line, |token| token.line);
        path.push(text(*i).to_owned());
        *i += 1;
        if text(*i) != "::" || text(*i + 1) == "<" {
            break;
        }
        *i += 1;
    }
    let mut name = path.last().cloned().unwrap_or_default();
    if text(*i) == "as" {
        name = text(*i + 1).to_owned();
        *i += 2;
    }
    vec![Leaf { path, name, line }]
}

/// Where the names come from that `src/lib.rs` lifts to the root: `Error` from `error`.
fn lifted(lib: &str) -> HashMap<String, String> {
    let tokens = tokens(lib);
    let mut found = HashMap::new();
    for i in 0..tokens.len() {
        if tokens[i].text != "use" {
            continue;
        }
        for leaf in leaves(&tokens, &mut (i + 1), &[]) {
            let mut path = leaf
                .path
                .into_iter()
                .skip_while(|part| matches!(part.as_str(), "crate" | "self"));
            if let Some(module) = path.next() {
                found.insert(leaf.name, module);
            }
        }
    }
    found
}

/// What in this file goes against the floors, each with file, line and both floors.
///
/// `file` is the path below `src`, with `/`; `lifted` as from [`lifted`].
fn violations(file: &str, source: &str, lifted: &HashMap<String, String>) -> Vec<String> {
    if file == "lib.rs" || file.starts_with("bin/") {
        return Vec::new();
    }
    let parts: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    let own_features = features(&parts);
    let module = parts[0];
    let Some(own) = floor(module) else {
        return vec![format!("src/{file}: the module `{module}` has no floor")];
    };
    let file_depth = parts.len() - usize::from(parts.ends_with(&["mod"]));
    let tokens = tokens(source);
    let text = |i: usize| tokens.get(i).map_or("", |token| token.text.as_str());

    let mut found = Vec::new();
    let mut braces = 0;
    let mut inline_modules = Vec::new();
    for i in 0..tokens.len() {
        let mut path = i;
        match text(i) {
            "{" => {
                if i >= 2 && text(i - 2) == "mod" {
                    inline_modules.push(braces);
                }
                braces += 1;
            }
            "}" => {
                braces -= 1;
                inline_modules.pop_if(|open| *open == braces);
            }
            "crate" if text(i + 1) == "::" => path += 2,
            // Enough of `super` is `crate`.
            "super" if i < 2 || text(i - 2) != "super" => {
                while text(path) == "super" && text(path + 1) == "::" {
                    path += 2;
                }
                if (path - i) / 2 < file_depth + inline_modules.len() {
                    path = i;
                }
            }
            _ => {}
        }
        if path == i {
            continue;
        }
        for leaf in leaves(&tokens, &mut path, &[]) {
            let used = lifted.get(&leaf.path[0]).unwrap_or(&leaf.path[0]);
            let place = format!("src/{file}:{}", leaf.line);
            let whole: Vec<&str> = leaf.path.iter().map(String::as_str).collect();
            let theirs = features(&whole);
            if theirs.iter().any(|feature| !own_features.contains(feature)) {
                found.push(format!(
                    "{place}: `{module}` (feature {}) uses `{used}` (feature {})",
                    told(&own_features),
                    told(&theirs)
                ));
            }
            match floor(used) {
                _ if used == module => {}
                Some(theirs) if theirs < own => {}
                Some(theirs) => found.push(format!(
                    "{place}: `{module}` (floor {own}) uses `{used}` (floor {theirs})"
                )),
                None => found.push(format!(
                    "{place}: `{module}` (floor {own}) uses `{used}`, which has no floor"
                )),
            }
        }
    }
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_module_uses_only_lower_floors() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |path: &Path| fs::read_to_string(path).expect("the sources can be read");
    let lifted = lifted(&read(&src.join("lib.rs")));
    let files = rust_files(&src);
    assert!(files.len() > 3, "the sources were not found: {files:?}");
    let found: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let below = path.strip_prefix(&src).expect("it was found there");
            let file = below.to_string_lossy().replace('\\', "/");
            violations(&file, &read(path), &lifted)
        })
        .collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The rows of the first table of a page that begins with this heading, without those of names alone.
fn rows<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let lines = page.lines().skip_while(|line| !line.contains(heading));
    let table = lines
        .map(|line| line.trim_start_matches("//!").trim())
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'));
    table
        .skip(2)
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

/// The names in a cell, each between backticks.
fn names(cell: &str) -> Vec<String> {
    let mut names: Vec<String> = cell
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    names.sort();
    names
}

#[test]
fn the_design_and_the_page_of_the_crate_name_the_modules_of_every_floor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| fs::read_to_string(root.join(file)).expect("it can be read");
    let on = |floor: u8, known: &dyn Fn(&str) -> bool| {
        let modules = FLOORS
            .iter()
            .filter(|(name, at)| *at == floor && known(name));
        let mut names: Vec<String> = modules.map(|(name, _)| (*name).to_owned()).collect();
        names.sort();
        names
    };
    let design = read("docs/design.md");
    let told: Vec<(u8, Vec<String>)> = rows(&design, "## The floors")
        .iter()
        .filter_map(|row| Some((row[0].parse().ok()?, names(row[1]))))
        .filter(|(floor, _)| *floor < 13)
        .collect();
    let wanted: Vec<(u8, Vec<String>)> =
        (0..13).map(|floor| (floor, on(floor, &|_| true))).collect();
    assert_eq!(told, wanted, "docs/design.md");

    // What users do not see has no row.
    let is_public = |name: &str| !["support", "waiting"].contains(&name);
    let lib = read("src/lib.rs");
    let told: Vec<Vec<String>> = rows(&lib, "# Modules")
        .iter()
        .map(|row| names(row[0]))
        .collect();
    let wanted: Vec<Vec<String>> = (0..13)
        .map(|floor| on(floor, &is_public))
        .filter(|names| !names.is_empty())
        .collect();
    assert_eq!(told, wanted, "src/lib.rs");
}

#[test]
fn every_folder_of_tests_is_named_for_contributors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/contributing.md")).expect("it can be read");
    let (_, kinds) = page.split_once("## Kinds of tests").expect("a section");
    let (kinds, _) = kinds.split_once("\n|").expect("text before a table");
    let mut told = names(kinds);
    told.retain(|name| !name.contains([' ', '/']));
    let folders = fs::read_dir(root.join("tests")).expect("it can be listed");
    let folders = folders.map(|entry| entry.expect("an entry").path());
    let mut binaries: Vec<String> = folders
        .filter(|path| path.join("main.rs").is_file())
        .map(|path| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    binaries.sort();
    assert_eq!(told, binaries);
    assert!(
        binaries.len() <= 8,
        "linking a binary takes long: {binaries:?}"
    );
}

fn check(file: &str, source: &str) -> Vec<String> {
    let lib = "pub mod error;\npub use error::{Error, ErrorKind as Kind};\npub use crate::engine::Simulation;";
    violations(file, source, &lifted(lib))
}

#[test]
fn planted_violations_are_found_with_line_and_floors() {
    let same = "//! Resources.\n\nuse crate::engine::Calendar;\n";
    assert_eq!(
        check("resource/mod.rs", same),
        ["src/resource/mod.rs:3: `resource` (floor 5) uses `engine` (floor 5)"]
    );
    let group = "use crate::{\n    error::{Error, Result},\n    report::{self, Table as T},\n    scenario,\n};\n";
    assert_eq!(
        check("office/site.rs", group),
        [
            "src/office/site.rs:3: `office` (floor 7) uses `report` (floor 12)",
            "src/office/site.rs:3: `office` (floor 7) uses `report` (floor 12)",
            "src/office/site.rs:4: `office` (floor 7) uses `scenario` (floor 10)",
        ]
    );
    for (file, source) in [
        ("time.rs", "fn f() { crate::stats::mean::<f64>(); }"),
        (
            "stats/tally.rs",
            "fn f() { let c = '\"'; crate::process::f(c) }",
        ),
        ("stats/tally.rs", "use crate::Simulation;"),
        ("stats/tally.rs", "use super::super::process::run;"),
        ("time.rs", "use super::process;"),
        ("time.rs", "mod tests { use super::super::process; }"),
        ("time.rs", "mod tests {} use super::process;"),
        (
            "time.rs",
            "macro_rules! m { () => { $crate::process::run() } }",
        ),
    ] {
        assert_eq!(check(file, source).len(), 1, "{file}: {source}");
    }
}

#[test]
fn a_feature_is_not_reached_from_below() {
    for (file, source, expected) in [
        // The floors alone would allow these.
        (
            "resource/servers.rs",
            "use crate::words::Lang;",
            "src/resource/servers.rs:1: `resource` (feature none) uses `words` (feature office)",
        ),
        (
            "process/mod.rs",
            "use crate::{time, words::say};",
            "src/process/mod.rs:1: `process` (feature none) uses `words` (feature office)",
        ),
        (
            "report/text/mod.rs",
            "use crate::report::plot::svg;",
            "src/report/text/mod.rs:1: `report` (feature office) uses `report` (feature office and plot)",
        ),
        (
            "plots/output.rs",
            "use crate::office::Run;",
            "src/plots/output.rs:1: `plots` (feature plot) uses `office` (feature office)",
        ),
    ] {
        assert_eq!(check(file, source), [expected]);
    }
    for (file, source) in [
        ("report/plot/axes.rs", "use crate::report::phrases::f;"),
        ("office/plan.rs", "use crate::random::Streams;"),
    ] {
        assert!(check(file, source).is_empty());
    }
}

/// The modules that a source declares for a feature, and what it takes up from them, with that.
fn brought_by(source: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    pairs
        .filter_map(|(above, line)| {
            let feature = above.strip_prefix("#[cfg(feature = \"")?;
            let line = line.trim_start_matches("pub(crate) ");
            let line = line.trim_start_matches("pub ").strip_suffix(';')?;
            let names = match line.strip_prefix("mod ") {
                Some(module) => module,
                None => line.strip_prefix("use ")?.split_once("::")?.1,
            };
            let names = names.trim_matches(['{', '}']).split(", ");
            let feature = feature.trim_end_matches("\")]");
            Some(names.map(move |name| (name.to_owned(), feature.to_owned())))
        })
        .flatten()
        .collect()
}

#[test]
fn the_features_are_those_of_the_sources() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |file: &str| fs::read_to_string(src.join(file)).expect("the sources can be read");
    let mut found = brought_by(&read("lib.rs"));
    for (module, file) in [
        ("error", "error.rs"),
        ("fitting", "fitting/mod.rs"),
        ("report", "report/mod.rs"),
        ("words", "words/mod.rs"),
    ] {
        let inside = brought_by(&read(file)).into_iter();
        found.extend(inside.map(|(name, feature)| (format!("{module}::{name}"), feature)));
    }
    found.sort();
    let expected = BROUGHT.map(|(module, feature)| (module.to_owned(), feature.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn what_is_not_on_the_table_is_refused() {
    assert_eq!(
        check("magic/mod.rs", ""),
        ["src/magic/mod.rs: the module `magic` has no floor"]
    );
    assert_eq!(
        check("report/mod.rs", "use crate::magic::Wand;"),
        ["src/report/mod.rs:1: `report` (floor 12) uses `magic`, which has no floor"]
    );
    assert_eq!(check("report/mod.rs", "use crate::*;").len(), 1);
}

#[test]
fn what_the_floors_allow_is_left_alone() {
    for (file, source) in [
        ("lib.rs", "pub use crate::report::run;"),
        ("bin/cetak/main.rs", "use crate::anything;"),
        ("office/days/hours.rs", "use crate::time::{Span, minutes};"),
        ("office/days/hours.rs", "use crate::office::site::Site;"),
        (
            "office/days/hours.rs",
            "use super::super::report; use super::error;",
        ),
        ("office/mod.rs", "mod tests { use super::report; }"),
        ("office/mod.rs", "pub(crate) mod a; pub(super) fn f() {}"),
        ("stats/mod.rs", "use crate::{Error, Kind};"),
        (
            "stats/mod.rs",
            "// crate::report\n/* crate::report /* */ crate::report */",
        ),
        ("stats/mod.rs", "/// See [`crate::report`].\nfn f<'a>() {}"),
        (
            "stats/mod.rs",
            r##"fn f() { let _ = ("\" crate::report", r#"" crate::report"#, '\'', b'"', "crate::report"); }"##,
        ),
    ] {
        assert!(check(file, source).is_empty(), "{:?}", check(file, source));
    }
}
