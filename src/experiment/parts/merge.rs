//! The parts of a run, put together.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::head::{Head, Whole};
use super::read::Reader;
use super::state::{opened, written};
use super::write::unfinished;
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable};

/// Part files of a run, which hold each replication at most once.
pub(crate) struct Parts<A> {
    pub whole: Whole<A>,
    /// In the order of their replications.
    files: Vec<Checked<A>>,
}

/// A part file whose lines were checked.
struct Checked<A> {
    path: PathBuf,
    head: Head<A>,
    /// The hash of the first line.
    hash: u64,
    /// The first replication that is not in it.
    end: u32,
    /// Before the first replication. A complete file is opened again when its turn comes, so that any number of parts can be merged; an
    /// unfinished one is kept open, for it gets another name when it is complete.
    open: Option<Reader<A>>,
}

impl<A: DeserializeOwned + PartialEq + Clone> Parts<A> {
    /// Opens the files of all parts of a run, in any order.
    ///
    /// # Errors
    ///
    /// All that is wrong, one line each: files that cannot be read, are no part files, were changed, or belong to different
    /// runs; replications that are missing, or in two files.
    pub fn open(paths: &[impl AsRef<Path>]) -> Result<Self> {
        let all = |path: &Path| {
            let mut file = Reader::open(path)?;
            file.verify()?;
            Checked::of(file).map(Some)
        };
        let (files, mut wrong) = checked(paths, all);
        if wrong.is_empty() {
            wrong = gaps(&files, true);
        }
        match Self::of(files) {
            Some(parts) if wrong.is_empty() => Ok(parts),
            _ => Err(Error::of_lines(ErrorKind::Checkpoint, wrong)),
        }
    }

    /// Opens what is there so far of the parts of a run, in any order: complete files, and the replications stored in unfinished ones.
    /// `None` if no replication is there.
    ///
    /// # Errors
    ///
    /// Like [`open`](Self::open), but for what is missing.
    pub fn so_far(paths: &[impl AsRef<Path>]) -> Result<Option<Self>> {
        let (files, mut wrong) = checked(paths, Checked::so_far);
        if wrong.is_empty() {
            wrong = gaps(&files, false);
        }
        match wrong.is_empty() {
            true => Ok(Self::of(files)),
            false => Err(Error::of_lines(ErrorKind::Checkpoint, wrong)),
        }
    }

    fn of(files: Vec<Checked<A>>) -> Option<Self> {
        let whole = files.first()?.head.whole.clone();
        Some(Self { whole, files })
    }

    /// The replications that are there, in order, ranges that meet as one.
    pub fn replications(&self) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for file in &self.files {
            let range = file.replications();
            match ranges.last_mut().filter(|last| last.end == range.start) {
                Some(last) => last.end = range.end,
                None => ranges.push(range),
            }
        }
        ranges
    }

    /// Passes the number of each replication and its outcome to `take`, in order.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if an outcome is of another kind than `O`, or a file was changed since it was opened; the first error of `take`.
    pub fn each<O: DeserializeOwned>(
        self,
        mut take: impl FnMut(u32, O) -> Result<()>,
    ) -> Result<()> {
        for checked in self.files {
            let replications = checked.replications();
            let mut file = match checked.open {
                Some(file) => file,
                None => Reader::open(&checked.path)?,
            };
            for replication in replications {
                let outcome = match file.hash() == checked.hash {
                    true => file.outcome()?,
                    false => None,
                };
                let outcome = outcome.ok_or_else(|| file.changed())?;
                take(replication, outcome).map_err(|error| error.in_file(&checked.path))?;
            }
        }
        Ok(())
    }
}

impl<A: DeserializeOwned + Clone> Checked<A> {
    /// Of a file that was read up to its last whole line.
    fn of(mut file: Reader<A>) -> Result<Self> {
        let end = file.next_replication();
        let is_complete = end == file.head.replications().end;
        file.rewind()?;
        Ok(Self {
            path: file.path().to_owned(),
            head: file.head.clone(),
            hash: file.hash(),
            end,
            open: (!is_complete).then_some(file),
        })
    }

    /// Of a part, or what is there of it; `None` if no replication is.
    fn so_far(path: &Path) -> Result<Option<Self>> {
        if let Some(checked) = Self::complete(path)? {
            return Ok(Some(checked));
        }
        let begun = unfinished(path);
        let Some(file) = opened(&begun)? else {
            // It may have been completed between the two looks.
            return Self::complete(path);
        };
        let Some(mut file) = Reader::begin(file, &begun)? else {
            return Ok(None);
        };
        written(&mut file)?;
        let checked = Self::of(file)?;
        Ok(Some(checked).filter(|checked| !checked.replications().is_empty()))
    }

    fn complete(path: &Path) -> Result<Option<Self>> {
        let Some(file) = opened(path)? else {
            return Ok(None);
        };
        let mut file = Reader::begin(file, path)?.ok_or_else(|| super::head::no_part(path))?;
        file.verify()?;
        if file.next_replication() < file.head.replications().end {
            return Err(super::head::refused(Message::new("part-cut-off"), path));
        }
        Self::of(file).map(Some)
    }

    /// The replications that are in it.
    fn replications(&self) -> Range<u32> {
        self.head.replications().start..self.end
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The files that `check` finds at these places, in the order of their replications, and what is wrong with them, a line each.
fn checked<A: PartialEq>(
    paths: &[impl AsRef<Path>],
    check: impl Fn(&Path) -> Result<Option<Checked<A>>>,
) -> (Vec<Checked<A>>, Vec<Variable>) {
    let (mut files, mut wrong) = (Vec::new(), Vec::new());
    for path in paths.iter().map(AsRef::as_ref) {
        match check(path) {
            Ok(file) => files.extend(file),
            Err(error) => wrong.push(
                Message::new("part-file")
                    .with("file", path.display().to_string())
                    .with("wrong", error)
                    .into(),
            ),
        }
    }
    if let [first, others @ ..] = &files[..] {
        for other in others {
            if let Some(differs) = first.head.whole.difference(&other.head.whole) {
                let message = Message::new("part-of-another")
                    .with("file", other.path.display().to_string())
                    .with("first", first.path.display().to_string())
                    .with("differs", differs);
                wrong.push(message.into());
            }
        }
    }
    files.sort_by_key(|file| file.head.replications().start);
    (files, wrong)
}

/// The replications that are in two files, and those that are missing if they must not be, of files in the order of their replications.
fn gaps<A: DeserializeOwned + Clone>(files: &[Checked<A>], is_all: bool) -> Vec<Variable> {
    let mut found = Vec::new();
    let mut last: Option<&Checked<A>> = None;
    for file in files {
        let (start, next) = (file.replications().start, last.map_or(0, |last| last.end));
        if next < start && is_all {
            found.push(missing(next, start));
        }
        if let Some(before) = last.filter(|_| start < next) {
            let message = Message::new("part-twice")
                .with("first", start + 1)
                .with("last", next.min(file.end))
                .with("one", before.name())
                .with("other", file.name());
            found.push(message.into());
        }
        if file.end > next {
            last = Some(file);
        }
    }
    let all = files.first().map_or(0, |file| file.head.whole.replications);
    let next = last.map_or(0, |last| last.end);
    if next < all && is_all {
        found.push(missing(next, all));
    }
    found
}

fn missing(from: u32, end: u32) -> Variable {
    if end == from + 1 {
        return Message::new("part-missing-one").with("first", end).into();
    }
    Message::new("part-missing")
        .with("first", from + 1)
        .with("last", end)
        .into()
}
