//! Reads a file or a built-in scenario, with those it extends, into one tree.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::builtin;
use super::document::parse;
use super::flat::flat;
use super::languages::{self, Pairs};
use super::marks;
use super::names::first;
use super::overrides::Override;
use super::path::{Step, join};
use super::problem::{Origin, Problem, Problems};
use super::taken_in::take_in;
use super::tree::{Data, Entry, Node, Table};
use crate::office::plan::{Mark, Texts};
use crate::support::beside::beside;
use crate::support::nearest::nearest;
use crate::words::{Message, Variable};

/// The size limit of a file, in bytes.
const LARGEST_FILE: u64 = 1 << 20;
/// The most scenarios in a chain of `extends`.
const LONGEST_CHAIN: usize = 16;

/// Where the text of a scenario comes from.
#[derive(Clone)]
pub(super) enum Source {
    File(PathBuf),
    Builtin(String),
}

impl Source {
    /// The source that a user or an `extends` names: a path if the name contains a dot or a slash, otherwise a built-in scenario.
    pub fn named(name: &Path) -> Self {
        let text = name.to_string_lossy();
        let is_path = text.contains(['/', '\\', '.']);
        if is_path {
            Source::File(name.to_owned())
        } else {
            Source::Builtin(text.into_owned())
        }
    }

    /// The source that `extends` names in this scenario. Built-in scenarios name each other by the files they are shipped as.
    fn sibling(&self, name: &str) -> Self {
        match (self, Source::named(Path::new(name))) {
            (Source::File(_), Source::File(other)) => {
                Source::File(self.beside(&other.to_string_lossy()))
            }
            (Source::Builtin(_), Source::File(_)) => {
                Source::Builtin(name.trim_end_matches(".toml").to_owned())
            }
            (_, builtin) => builtin,
        }
    }

    /// A file that this scenario names, beside it.
    pub fn beside(&self, name: &str) -> PathBuf {
        match self {
            Source::File(this) => this.parent().unwrap_or(Path::new("")).join(name),
            Source::Builtin(_) => PathBuf::from(name),
        }
    }

    pub fn label(&self) -> String {
        match self {
            Source::File(path) => path.display().to_string(),
            Source::Builtin(name) => name.clone(),
        }
    }

    /// The name for a scenario without one.
    pub fn stem(&self) -> String {
        match self {
            Source::File(path) => path
                .file_stem()
                .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned()),
            Source::Builtin(name) => name.clone(),
        }
    }

    /// A value that is equal for the same scenario, however its path is written.
    fn identity(&self) -> PathBuf {
        match self {
            Source::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
            Source::Builtin(_) => PathBuf::from(self.label()),
        }
    }

    /// The text. `blamed` is the place that named this source, if it is extended.
    pub fn text(&self, blamed: Option<(&Origin, &str)>) -> Result<String, Problems> {
        let own = Origin {
            file: self.label().into(),
            line: None,
        };
        let fail = |message: Message| {
            Problems::from(match blamed {
                Some((origin, path)) => Problem::error(origin, path, message),
                None => Problem::error(&own, "", message),
            })
        };
        match self {
            Source::Builtin(name) => match builtin::text(name) {
                Some(text) => Ok(text.to_owned()),
                None if Path::new(name).is_dir() => Err(fail(
                    Message::new("file-directory").with("file", name.as_str()),
                )),
                None => {
                    // Not for what a built-in scenario extends: files beside it do not belong to it.
                    let file = beside(Path::new(name), ".toml").filter(|_| blamed.is_none());
                    let same = file.as_ref().filter(|file| {
                        let file = file.to_string_lossy().to_lowercase();
                        file.starts_with(&format!("{}.", name.to_lowercase()))
                    });
                    let of_file = |near: &Path| {
                        Message::new("file-unknown-file")
                            .with("name", name.as_str())
                            .with("near", near.display().to_string())
                    };
                    Err(fail(match (same, near_builtin(name), &file) {
                        (Some(same), ..) => of_file(same),
                        (None, Some(near), _) => Message::new("file-unknown-near")
                            .with("name", name.as_str())
                            .with("near", near),
                        (None, None, Some(near)) => of_file(near),
                        (None, None, None) => {
                            let names = builtin::builtins().map(|(name, _)| name);
                            Message::new("file-unknown")
                                .with("name", name.as_str())
                                .with("known", names.collect::<Vec<_>>().join(", "))
                        }
                    }))
                }
            },
            Source::File(path) => {
                let found = || path.display().to_string();
                let bytes = read_bytes(path).map_err(|trouble| {
                    fail(match trouble {
                        Trouble::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
                            let stem = path.file_stem().map(|stem| stem.to_string_lossy());
                            match (
                                beside(path, ".toml"),
                                stem.and_then(|stem| near_builtin(&stem)),
                            ) {
                                (Some(near), _) => Message::new("file-missing-near")
                                    .with("file", found())
                                    .with("near", near.display().to_string()),
                                (None, Some(near)) => Message::new("file-missing-builtin")
                                    .with("file", found())
                                    .with("near", near),
                                (None, None) => Message::new("file-missing").with("file", found()),
                            }
                        }
                        Trouble::Io(error) => Message::new("file-unreadable")
                            .with("file", found())
                            .with("detail", Variable::of_io(&error)),
                        Trouble::Directory => Message::new("file-directory").with("file", found()),
                        Trouble::Special => Message::new("file-special").with("file", found()),
                        Trouble::Large => Message::new("file-large").with("file", found()),
                    })
                })?;
                String::from_utf8(bytes).map_err(|error| {
                    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                    let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
                    let origin = Origin {
                        line: Some(line),
                        ..own.clone()
                    };
                    let message = match error.as_bytes().starts_with(b"PK") {
                        true => Message::new("file-document"),
                        false => Message::new("file-not-utf8"),
                    };
                    Problem::error(&origin, "", message).into()
                })
            }
        }
    }
}

/// The built-in scenario whose name is near, or the only one that ends so.
fn near_builtin(name: &str) -> Option<&'static str> {
    let names = || builtin::builtins().map(|(name, _)| name);
    let end = || {
        let mut long = names().filter(|long| long.ends_with(&format!("-{}", name.to_lowercase())));
        long.next().filter(|_| long.next().is_none())
    };
    nearest(name, names()).or_else(end)
}

enum Trouble {
    Io(std::io::Error),
    Directory,
    /// A pipe, a socket or a device.
    Special,
    Large,
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    // Checked before the file is opened, because even opening a tape or a pipe may have an effect.
    let kind = std::fs::metadata(path).map_err(Trouble::Io)?;
    if kind.is_dir() {
        return Err(Trouble::Directory);
    }
    if !kind.is_file() {
        return Err(Trouble::Special);
    }
    let file = open(path).map_err(Trouble::Io)?;
    let mut bytes = Vec::new();
    // Reading one byte beyond the limit finds a file that is too large without trusting the length that the system reports.
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(Trouble::Io)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Trouble::Large);
    }
    Ok(bytes)
}

/// The text of a table in CSV, or why it cannot be read.
pub(super) fn table_text(path: &Path) -> Result<String, Message> {
    let found = || path.display().to_string();
    let bytes = read_bytes(path).map_err(|trouble| match trouble {
        Trouble::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
            match beside(path, ".csv") {
                Some(near) => Message::new("file-missing-near")
                    .with("file", found())
                    .with("near", near.display().to_string()),
                None => Message::new("table-missing").with("file", found()),
            }
        }
        Trouble::Io(error) => Message::new("table-unreadable")
            .with("file", found())
            .with("detail", Variable::of_io(&error)),
        Trouble::Directory | Trouble::Special | Trouble::Large => {
            Message::new("table-none").with("file", found())
        }
    })?;
    String::from_utf8(bytes).map_err(|error| match error.as_bytes().starts_with(b"PK") {
        true => Message::new("table-document").with("file", found()),
        false => Message::new("table-not-utf8").with("file", found()),
    })
}

/// Opens a file for reading, and never waits for somebody to write to it.
#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    File::open(path)
}

/// A scenario as written, with the files it was read from.
pub(super) struct Whole {
    pub tree: Node,
    /// The same as one file.
    pub text: String,
    pub marks: Vec<Mark>,
    pub texts: Texts,
    /// What is wrong with lines that are no TOML, with texts and marks, and with values laid over it.
    pub faults: Vec<Problem>,
    /// The files of the chain, each before the one it extends, and then the files of their tables.
    pub files: Vec<PathBuf>,
}

/// Lays the scenario over everything it extends, and the values of `sets` over the scenario.
pub(super) fn whole(source: &Source, text: &str, sets: &[Override]) -> Result<Whole, Problems> {
    let root = Origin {
        file: source.label().into(),
        line: None,
    };
    if text.len() as u64 > LARGEST_FILE {
        let message = Message::new("file-large").with("file", source.label());
        return Err(Problem::error(&root, "", message).into());
    }
    let (mut table, mut faults) = parse(&source.label(), text)?;
    let mut pairs = Pairs::new();
    let mut tables = Vec::new();
    faults.extend(lifted(&mut table, &mut pairs));
    faults.extend(take_in(&mut table, source, &mut tables));
    let mut layers = vec![table];
    let mut chain = vec![source.clone()];
    while let Some(entry) = layers.last_mut().and_then(|layer| layer.remove("extends")) {
        let base = match next(&entry, &chain) {
            Ok((base, text)) => parse(&base.label(), &text).map(|read| (base, read)),
            Err(problems) => Err(problems),
        };
        match base {
            Ok((base, (mut table, more))) => {
                faults.extend(more);
                faults.extend(lifted(&mut table, &mut pairs));
                faults.extend(take_in(&mut table, &base, &mut tables));
                layers.push(table);
                chain.push(base);
            }
            Err(problems) => return Err(problems.after(faults)),
        }
    }
    let mut whole = layers.pop().unwrap_or_default();
    while let Some(layer) = layers.pop() {
        whole.overlay(layer);
    }
    for set in sets {
        match known_names(&whole, set).and_then(|()| set.lay_over(&mut whole, &mut pairs)) {
            Ok(wrong) => faults.extend(wrong),
            Err(wrong) => faults.push(wrong),
        }
    }
    // What is laid over the scenario names files as the command line does.
    let here = Source::File(PathBuf::new());
    faults.extend(take_in(&mut whole, &here, &mut tables));
    marks::set_apart(&mut whole, false);
    let marks = marks::collect(&whole);
    let texts = languages::kept(&whole, &marks, pairs);
    let text = flat(&whole, &source.stem(), &texts);
    let tree = Node::new(root, Data::Table(whole));
    let files = chain.into_iter().filter_map(|source| match source {
        Source::File(path) => Some(path),
        Source::Builtin(_) => None,
    });
    Ok(Whole {
        tree,
        text,
        marks,
        texts,
        faults,
        files: files.chain(tables).collect(),
    })
}

/// Removes from a file what accompanies its values: texts in the other language, and marks. Returns their errors.
fn lifted(table: &mut Table, pairs: &mut Pairs) -> Vec<Problem> {
    let mut wrong = languages::lift(table, pairs);
    wrong.extend(marks::lift(table));
    wrong
}

/// The scenario that an entry `extends` names, after those that are read, and its text.
fn next(entry: &Entry, chain: &[Source]) -> Result<(Source, String), Problems> {
    let origin = &entry.value.origin;
    let fail = |message| Err(Problem::error(origin, "extends", message).into());
    let name = match &entry.value.data {
        Data::Text(name) => name,
        // The error of this value has been reported.
        Data::Unknown => return Err(Problems::none()),
        _ => return fail(Message::new("wanted-extends")),
    };
    let base = chain[chain.len() - 1].sibling(name);
    let identity = base.identity();
    if chain.iter().any(|below| below.identity() == identity) {
        let circle = chain
            .iter()
            .chain([&base])
            .map(Source::label)
            .collect::<Vec<_>>();
        return fail(Message::new("extends-circle").with("circle", circle.join(" -> ")));
    }
    if chain.len() == LONGEST_CHAIN {
        return fail(Message::new("extends-long").with("most", LONGEST_CHAIN as f64));
    }
    let text = base.text(Some((origin, "extends")))?;
    Ok((base, text))
}

/// Refuses a new site or kecamatan on the command line: a name that is not there yet is a mistake.
fn known_names(whole: &Table, set: &Override) -> Result<(), Problem> {
    let fail = |path: String, message| Err(set.problem(path, message));
    let Some(Step::Key(root)) = set.path.first() else {
        return Ok(());
    };
    if root == "extends" {
        return fail("extends".into(), Message::new("extends-set"));
    }
    let (Some(Step::Key(name)), "sites" | "kecamatan") = (set.path.get(1), root.as_str()) else {
        return Ok(());
    };
    let Some(table) = whole.get(root).and_then(|entry| entry.value.data.table()) else {
        return Ok(());
    };
    if table.torn || table.get(name).is_some() {
        return Ok(());
    }
    let names = || table.entries.iter().map(|entry| entry.key.as_str());
    let message = match nearest(name, names()) {
        Some(near) => Message::new("unknown-name").with("near", near),
        None => Message::new("unknown-name-known").with("known", Variable::List(first(names()))),
    };
    fail(join(root, name), message)
}
