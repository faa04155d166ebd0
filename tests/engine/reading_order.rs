//! A folder of several files opens with a table of them in reading order, which names each of them and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The fewest files that need a table.
const SEVERAL: usize = 3;

fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("it can be listed");
    entries
        .map(|entry| entry.expect("an entry").path())
        .collect()
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .expect("a name")
        .to_string_lossy()
        .into_owned()
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// The files of a folder, `run`, and the folders in it that are modules, `rules/`. The folder of a file, `plot.rs` and `plot/`, goes
/// with it.
fn modules(folder: &Path) -> BTreeSet<String> {
    let entries = inside(folder);
    let files = entries
        .iter()
        .filter(|path| is_source(path))
        .map(|path| stem(path));
    let mut modules: BTreeSet<String> = files.filter(|name| name != "mod").collect();
    let is_module = |path: &&PathBuf| path.join("mod.rs").is_file();
    let folders = entries.iter().filter(is_module);
    modules.extend(folders.map(|path| format!("{}/", stem(path))));
    modules
}

/// The names in the first column of the table.
fn told(source: &str) -> BTreeSet<String> {
    let comments = source
        .lines()
        .map(|line| line.trim_start_matches("//!").trim_start_matches("//"));
    let rows = comments.skip_while(|line| !line.contains("reading order"));
    rows.map_while(|line| line.trim().strip_prefix('|'))
        .filter_map(|row| row.trim().strip_prefix('`')?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn check(folder: &Path, wrong: &mut Vec<String>) {
    let modules = modules(folder);
    let beside = folder.with_extension("rs");
    let of_folder = folder.join("mod.rs");
    let root = if of_folder.is_file() {
        of_folder
    } else {
        beside
    };
    if modules.len() >= SEVERAL && root.is_file() {
        // A file beside its folder, and the file `mod`, may stand in the table themselves.
        let own = [stem(folder), "mod".to_owned()];
        let mut told = told(&fs::read_to_string(&root).expect("a source"));
        told.retain(|name| !own.contains(name));
        if told != modules {
            wrong.push(format!(
                "{}: the table has {told:?}, the folder {modules:?}",
                root.display()
            ));
        }
    }
    for path in inside(folder).iter().filter(|path| path.is_dir()) {
        check(path, wrong);
    }
}

#[test]
fn folders_name_their_files() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in inside(&src)
        .iter()
        .filter(|path| path.is_dir() && !path.ends_with("bin"))
    {
        check(path, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
