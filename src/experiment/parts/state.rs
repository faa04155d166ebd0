//! How far a part is, without reading more of it than needed.

use std::fs::{File, TryLockError};
use std::io;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::head::{Whole, unreadable};
use super::read::Reader;
use super::write::{same, unfinished};
use crate::error::{ErrorKind, Result};

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartState {
    /// There is nothing of it.
    Absent,
    /// So many of its replications are stored.
    Unfinished {
        done: u32,
        /// Whether a process holds its file. Where the file system keeps locks to one machine, only those of this machine are seen.
        is_held: bool,
    },
    /// The file is there and says that it is this part. Its lines were not read.
    Complete,
}

/// Looks how far a part of a run is.
///
/// # Errors
///
/// [`ErrorKind::File`] if a file cannot be read; [`ErrorKind::Checkpoint`] if one is there that is of something else.
pub(crate) fn state<A>(
    path: &Path,
    whole: &Whole<A>,
    replications: &Range<u32>,
) -> Result<PartState>
where
    A: PartialEq + DeserializeOwned,
{
    if let Some(file) = opened(path)? {
        return complete(file, path, whole, replications);
    }
    let begun = unfinished(path);
    let Some(file) = opened(&begun)? else {
        // It may have been completed between the two looks.
        return match opened(path)? {
            Some(file) => complete(file, path, whole, replications),
            None => Ok(PartState::Absent),
        };
    };
    let is_held = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    let _ = file.unlock();
    let done = match Reader::begin(file, &begun)? {
        None => 0,
        Some(mut there) => {
            same(&there, whole, replications)?;
            written(&mut there)?;
            there.next_replication() - replications.start
        }
    };
    Ok(PartState::Unfinished { done, is_held })
}

fn complete<A>(
    file: File,
    path: &Path,
    whole: &Whole<A>,
    replications: &Range<u32>,
) -> Result<PartState>
where
    A: PartialEq + DeserializeOwned,
{
    let there = Reader::begin(file, path)?.ok_or_else(|| super::head::no_part(path))?;
    same(&there, whole, replications)?;
    Ok(PartState::Complete)
}

/// The file; `None` if there is none.
pub(super) fn opened(path: &Path) -> Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(error, path)),
    }
}

/// Reads an unfinished file up to its last whole line. Another process may be writing it, so that a broken line is where this one ends.
pub(super) fn written<A: DeserializeOwned>(file: &mut Reader<A>) -> Result<()> {
    match file.verify() {
        Err(error) if error.kind() != ErrorKind::Checkpoint => Err(error),
        _ => Ok(()),
    }
}
