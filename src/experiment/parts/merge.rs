//! The parts of a run, put together.

use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::head::{Head, Whole};
use super::read::Reader;
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable};

/// Part files of a run, which hold each replication at most once.
pub(crate) struct Parts<A> {
    pub whole: Whole<A>,
    /// In the order of their replications.
    pub(super) files: Vec<Checked<A>>,
}

/// A part file whose lines were checked.
pub(super) struct Checked<A> {
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

    pub(super) fn of(files: Vec<Checked<A>>) -> Option<Self> {
        let whole = files.first()?.head.whole.clone();
        Some(Self { whole, files })
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
    pub fn of(mut file: Reader<A>) -> Result<Self> {
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

    /// The replications that are in it.
    pub fn replications(&self) -> Range<u32> {
        self.head.replications().start..self.end
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The run that a part file says it belongs to, also one that is not complete.
#[cfg(feature = "office")]
pub(crate) fn about<A: DeserializeOwned>(path: &Path) -> Result<Whole<A>> {
    Ok(Reader::open(path)?.head.whole)
}

/// The files that `check` finds at these places, in the order of their replications, and what is wrong with them, a line each.
pub(super) fn checked<A: PartialEq>(
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
pub(super) fn gaps<A: DeserializeOwned + Clone>(
    files: &[Checked<A>],
    is_all: bool,
) -> Vec<Variable> {
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
