//! The parts of a run, put together.

use std::path::Path;

use serde::de::DeserializeOwned;

use super::head::Whole;
use super::read::Reader;
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable};

/// The part files of a run, which hold each replication once.
pub(crate) struct Parts<A> {
    pub whole: Whole<A>,
    /// In the order of their replications.
    files: Vec<Reader<A>>,
}

impl<A: DeserializeOwned + PartialEq + Clone> Parts<A> {
    /// Opens part files, in any order.
    ///
    /// # Errors
    ///
    /// All that is wrong, one line each: files that cannot be read, are no part files, were changed, or belong to different
    /// runs; replications that are missing, or in two files.
    pub fn open(paths: &[impl AsRef<Path>]) -> Result<Self> {
        let (mut files, mut wrong) = (Vec::new(), Vec::new());
        for path in paths.iter().map(AsRef::as_ref) {
            match verified(path) {
                Ok(file) => files.push(file),
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
                if let Some(differs) = first.0.head.whole.difference(&other.0.head.whole) {
                    let message = Message::new("part-of-another")
                        .with("file", other.0.path().display().to_string())
                        .with("first", first.0.path().display().to_string())
                        .with("differs", differs);
                    wrong.push(message.into());
                }
            }
        }
        if wrong.is_empty() {
            files.sort_by_key(|(file, _)| file.head.replications().start);
            wrong = gaps(&files);
        }
        match files.first() {
            Some((first, _)) if wrong.is_empty() => Ok(Self {
                whole: first.head.whole.clone(),
                files: files.into_iter().map(|(file, _)| file).collect(),
            }),
            _ => Err(Error::of_lines(ErrorKind::Checkpoint, wrong)),
        }
    }

    /// The outcome of the next replication; `None` behind the last.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if an outcome is of another kind than `O`.
    pub fn next<O: DeserializeOwned>(&mut self) -> Result<Option<O>> {
        while let Some(file) = self.files.first_mut() {
            if let Some(outcome) = file.outcome()? {
                return Ok(Some(outcome));
            }
            self.files.remove(0);
        }
        Ok(None)
    }

    /// Passes the outcomes of all replications to `take`, in order.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if an outcome is of another kind than `O`; the first error of `take`.
    pub fn each<O: DeserializeOwned>(self, mut take: impl FnMut(O) -> Result<()>) -> Result<()> {
        for mut file in self.files {
            while let Some(outcome) = file.outcome()? {
                take(outcome).map_err(|error| error.in_file(file.path()))?;
            }
        }
        Ok(())
    }
}

/// The run that a part file says it belongs to.
pub(crate) fn about<A: DeserializeOwned>(path: &Path) -> Result<Whole<A>> {
    Ok(Reader::open(path)?.head.whole)
}

/// Opens a part file and checks its lines; returns it as it is before the first replication, with the replication behind its last.
fn verified<A: DeserializeOwned>(path: &Path) -> Result<(Reader<A>, u32)> {
    let mut file = Reader::<A>::open(path)?;
    file.verify()?;
    Ok((Reader::open(path)?, file.next_replication()))
}

/// The replications that are missing or in two files, of files in the order of their replications.
fn gaps<A: DeserializeOwned>(files: &[(Reader<A>, u32)]) -> Vec<Variable> {
    let mut found = Vec::new();
    let (mut next, mut last) = (0, None::<String>);
    for (file, end) in files {
        let start = file.head.replications().start;
        if next < start {
            found.push(missing(next, start));
        }
        if let Some(before) = last.clone().filter(|_| start < next) {
            let message = Message::new("part-twice")
                .with("first", start + 1)
                .with("last", next.min(*end))
                .with("one", before)
                .with("other", file.path().display().to_string());
            found.push(message.into());
        }
        if *end > next {
            next = *end;
            last = Some(file.path().display().to_string());
        }
    }
    let all = files
        .first()
        .map_or(0, |(file, _)| file.head.whole.replications);
    if next < all {
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
