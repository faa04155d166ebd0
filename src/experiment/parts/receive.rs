//! A part that was run elsewhere, put into its place.

use std::fs;
use std::io::{Cursor, Write};
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::head::{Whole, no_part, refused};
use super::read::Reader;
use super::write::{differ, same, unwritable};
use crate::error::Result;
use crate::support::write_aside::{Aside, create};
use crate::words::Message;

/// Puts the bytes of a part into the file `path`, as a whole or not at all. If the part is there, the two are compared bit by bit.
///
/// # Errors
///
/// `Checkpoint` if the bytes are no complete part of this run with these replications, or were changed;
/// [`ErrorKind::Internal`] if the part is there and differs: then it stays, and the bytes are in the file `other`;
/// [`ErrorKind::File`] if a file cannot be read or written.
pub(crate) fn receive<A>(
    bytes: &[u8],
    path: &Path,
    other: &Path,
    whole: &Whole<A>,
    replications: &Range<u32>,
) -> Result<()>
where
    A: PartialEq + DeserializeOwned,
{
    let received = Reader::<A, _>::begin(Cursor::new(bytes), path)?;
    let mut received = received.ok_or_else(|| no_part(path))?;
    same(&received, whole, replications)?;
    received.verify()?;
    if received.next_replication() < replications.end {
        return Err(refused(Message::new("part-bytes-cut-off"), path));
    }
    match create(path, bytes) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(unwritable(error, path)),
    }
    let there = fs::read(path).map_err(|error| super::head::unreadable(error, path))?;
    if there == bytes {
        return Ok(());
    }
    let kept = Aside::new(other).and_then(|mut aside| {
        aside.write_all(bytes)?;
        aside.replace()
    });
    kept.map_err(|error| unwritable(error, other))?;
    Err(differ(path, other))
}
