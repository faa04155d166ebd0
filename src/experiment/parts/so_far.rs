//! What is there so far of the parts of a run.

use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::head::{no_part, refused};
use super::merge::{Checked, Parts, checked, gaps};
use super::read::Reader;
use super::state::{opened, written};
use super::write::unfinished;
use crate::error::{Error, ErrorKind, Result};
use crate::words::Message;

impl<A: DeserializeOwned + PartialEq + Clone> Parts<A> {
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
}

impl<A: DeserializeOwned + Clone> Checked<A> {
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
        let mut file = Reader::begin(file, path)?.ok_or_else(|| no_part(path))?;
        file.verify()?;
        if file.next_replication() < file.head.replications().end {
            return Err(refused(Message::new("part-cut-off"), path));
        }
        Self::of(file).map(Some)
    }
}
