//! Checkpoints: anything serialisable, saved so that a half-written file never replaces a complete one.
//!
//! A file is one JSON object: the format number, the program and version that wrote it, the digest of what was being computed
//! (such as the scenario), the state, and the XXH3 hash of the state as written, so that a changed file is noticed. Floats
//! read back to the same bits.
//!
//! # Which program can read it
//!
//! Only the version that wrote it. Even if two versions write the same fields, a rule may have changed between them, and a
//! run that is half one and half the other is a run of neither. So start again after an update. A different format number
//! means that not even the head of the file can be understood.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::savable::{Findings, Savable};
use crate::error::{Error, ErrorKind, Result};
use crate::support::write_aside::Aside;
use crate::words::{Message, Variable};

/// Raised whenever files of the previous format can no longer be read.
const FORMAT: u32 = 2;
pub(crate) const PROGRAM: &str = concat!("cetak ", env!("CARGO_PKG_VERSION"));

#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    program: String,
    digest: String,
}

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    state: &'a RawValue,
    hash: String,
}

/// Hashes everything written through it.
struct Hashing<W> {
    writer: W,
    hash: Xxh3Default,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Writes `state` to the file `path`, which is replaced as a whole or not at all; an existing file keeps its permissions.
///
/// `digest` identifies the computation, and must be passed again to [`load`].
///
/// # Errors
///
/// [`ErrorKind::File`] if the folder cannot be written to. [`ErrorKind::Checkpoint`] if the state would not load again, with
/// the path to the field:
///
/// - an infinity or a NaN, for which JSON has no number;
/// - `Some(None)`, `Some(())` and the like, which would be read as `None`;
/// - a map whose keys are not strings, numbers or variant names;
/// - values nested more than 127 deep.
///
/// An existing file is then left as it was.
///
/// # Examples
///
/// ```
/// use cetak::engine::checkpoint;
///
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("run.json");
/// checkpoint::save(&path, "bangli 1", &vec![0.1, 0.2])?;
/// let state: Vec<f64> = checkpoint::load(&path, "bangli 1")?;
/// assert_eq!(state, [0.1, 0.2]);
/// assert!(checkpoint::load::<Vec<f64>>(&path, "bangli 2").is_err());
/// # Ok::<(), cetak::Error>(())
/// ```
pub fn save<T: Serialize>(path: impl AsRef<Path>, digest: &str, state: &T) -> Result<()> {
    let path = path.as_ref();
    let head = Head {
        format: FORMAT,
        program: PROGRAM.to_owned(),
        digest: digest.to_owned(),
    };
    let unwritable = |error: io::Error| {
        let message = Message::new("checkpoint-unwritable").with("detail", Variable::of_io(&error));
        Error::of(ErrorKind::File, message)
            .in_file(path)
            .because(error)
    };
    let mut file = Aside::new(path).map_err(unwritable)?;
    let findings = Findings::default();
    let state = Savable::new(state, &findings);
    write(&mut file, &head, &state).map_err(|error| match error.io_error_kind() {
        Some(_) => unwritable(error.into()),
        None => unsavable(error, &findings).in_file(path),
    })?;
    file.replace().map_err(unwritable)
}

/// The text of a value that reads back to the same value.
///
/// # Errors
///
/// [`ErrorKind::Checkpoint`] as in [`save`].
pub(crate) fn text<T: Serialize>(value: &T) -> Result<String> {
    let findings = Findings::default();
    serde_json::to_string(&Savable::new(value, &findings))
        .map_err(|error| unsavable(error, &findings))
}

fn unsavable(error: serde_json::Error, findings: &Findings) -> Error {
    let message = Message::new("checkpoint-unsavable")
        .with("place", findings.place())
        .with("detail", Variable::foreign(&error));
    Error::of(ErrorKind::Checkpoint, message).because(error)
}

fn write<T: Serialize>(file: &mut Aside, head: &Head, state: &T) -> serde_json::Result<()> {
    let head = serde_json::to_string(head)?;
    let mut writer = Hashing {
        writer: BufWriter::new(file),
        hash: Xxh3Default::new(),
    };
    // Joins head and body into one object; only the state is hashed.
    let open = head.trim_end_matches('}');
    write!(writer.writer, "{open},\"state\":").map_err(serde_json::Error::io)?;
    serde_json::to_writer(&mut writer, state)?;
    let hash = writer.hash.digest();
    write!(writer.writer, ",\"hash\":\"{hash:016x}\"}}").map_err(serde_json::Error::io)?;
    writer.flush().map_err(serde_json::Error::io)
}

/// Reads a state that [`save`] wrote with the same `digest`.
///
/// # Errors
///
/// [`ErrorKind::File`] if the file cannot be read; [`ErrorKind::Checkpoint`] if it is not a checkpoint, is cut off, has
/// another format number, was written by another version of this program or with another digest, was changed since, or holds
/// another kind of state.
pub fn load<T: DeserializeOwned>(path: impl AsRef<Path>, digest: &str) -> Result<T> {
    let path = path.as_ref();
    let text = std::fs::read(path).map_err(|error| {
        Error::of(
            ErrorKind::File,
            Message::new("checkpoint-unreadable").with("detail", Variable::of_io(&error)),
        )
        .in_file(path)
        .because(error)
    })?;
    let refused = |message| Error::of(ErrorKind::Checkpoint, message).in_file(path);
    let alien = |error: serde_json::Error| {
        let message = match error.is_eof() {
            true => Message::new("checkpoint-cut-off")
                .with("format", FORMAT)
                .with("program", PROGRAM),
            false => Message::new("checkpoint-alien")
                .with("format", FORMAT)
                .with("program", PROGRAM)
                .with("detail", Variable::of_json(&error)),
        };
        refused(message).because(error)
    };
    // Check the head before reading the state: another format may hold any other state.
    let head: Head = serde_json::from_slice(&text).map_err(alien)?;
    if head.format != FORMAT {
        return Err(refused(
            Message::new("checkpoint-format")
                .with("found", head.format)
                .with("writer", head.program)
                .with("format", FORMAT)
                .with("program", PROGRAM),
        ));
    }
    if head.program != PROGRAM {
        return Err(refused(
            Message::new("checkpoint-program")
                .with("writer", head.program)
                .with("program", PROGRAM),
        ));
    }
    if head.digest != digest {
        return Err(refused(
            Message::new("checkpoint-digest")
                .with("found", head.digest)
                .with("wanted", digest),
        ));
    }
    let body: Body = serde_json::from_slice(&text).map_err(alien)?;
    let state = body.state.get();
    if format!("{:016x}", xxh3_64(state.as_bytes())) != body.hash {
        return Err(refused(Message::new("checkpoint-changed")));
    }
    serde_json::from_str(state).map_err(|error| {
        let message = Message::new("checkpoint-state").with("detail", Variable::foreign(&error));
        refused(message).because(error)
    })
}
