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

/// What two lists of ranges have in common; both are in order.
pub(crate) fn common(one: Vec<Range<u32>>, other: Vec<Range<u32>>) -> Vec<Range<u32>> {
    let pairs = one
        .iter()
        .flat_map(|a| other.iter().map(|b| a.start.max(b.start)..a.end.min(b.end)));
    pairs.filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_plans_have_in_common_is_what_both_have() {
        let of = |ranges: &[(u32, u32)]| -> Vec<Range<u32>> {
            ranges.iter().map(|(first, end)| *first..*end).collect()
        };
        let one = of(&[(0, 10), (20, 30), (40, 41)]);
        let other = of(&[(5, 22), (25, 40)]);
        assert_eq!(
            common(one.clone(), other),
            of(&[(5, 10), (20, 22), (25, 30)])
        );
        assert_eq!(common(one.clone(), of(&[(0, 100)])), one);
        assert!(common(one, of(&[(10, 20), (30, 40)])).is_empty());
    }
}
