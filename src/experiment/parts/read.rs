//! One part file, read line by line.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::head::{Head, no_part, refused, unreadable};
use super::line::{self, Next};
use crate::error::{Error, Result};
use crate::words::Message;

/// A part file, or the bytes of one, read up to some replication.
pub(super) struct Reader<A, F = File> {
    path: PathBuf,
    pub head: Head<A>,
    /// The hash of the first line.
    hash: u64,
    lines: BufReader<F>,
    /// The next replication.
    next: u32,
}

impl<A: DeserializeOwned> Reader<A> {
    /// Opens a part file.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|error| unreadable(error, path))?;
        Self::begin(file, path)?.ok_or_else(|| no_part(path))
    }
}

impl<A: DeserializeOwned, F: Read + Seek> Reader<A, F> {
    /// Reads the first line of a file; `None` if there is none that is whole.
    pub fn begin(file: F, path: &Path) -> Result<Option<Self>> {
        let mut lines = BufReader::new(file);
        let first = line::next(&mut lines, 0).map_err(|error| unreadable(error, path))?;
        let Next::Text(first) = first else {
            return Ok(None);
        };
        let head = Head::read(&first, path)?;
        Ok(Some(Self {
            path: path.to_owned(),
            hash: line::hash(&first, 0),
            next: head.replications().start,
            head,
            lines,
        }))
    }

    /// Checks all lines up to the last that is whole, and returns the place behind it, in bytes.
    ///
    /// # Errors
    ///
    /// If a line is broken that is not the last one: no process that was stopped leaves such a file.
    pub fn verify(&mut self) -> Result<u64> {
        loop {
            let place = self.place()?;
            match self.line()? {
                Next::Text(_) => self.next += 1,
                Next::End => return Ok(place),
                Next::Broken => match self.line()? {
                    Next::End => return Ok(place),
                    _ => return Err(self.changed()),
                },
            }
        }
    }

    /// Goes back to the first replication.
    pub fn rewind(&mut self) -> Result<()> {
        let unreadable = |error: io::Error| unreadable(error, &self.path);
        self.lines.rewind().map_err(unreadable)?;
        line::next(&mut self.lines, 0).map_err(unreadable)?;
        self.next = self.head.replications().start;
        Ok(())
    }

    /// The outcome of the next replication; `None` at the end.
    pub fn outcome<O: DeserializeOwned>(&mut self) -> Result<Option<O>> {
        let Some(text) = self.text()? else {
            return Ok(None);
        };
        serde_json::from_str(&text).map(Some).map_err(|error| {
            let message = Message::new("part-kind").with("replication", self.next);
            refused(message, &self.path).because(error)
        })
    }

    /// The text of the next replication; `None` at the end.
    pub fn text(&mut self) -> Result<Option<String>> {
        match self.line()? {
            Next::Broken => Err(self.changed()),
            Next::End => Ok(None),
            Next::Text(text) => {
                self.next += 1;
                Ok(Some(text))
            }
        }
    }

    /// The next replication, and all those before it from the first of the file on have been read.
    pub fn next_replication(&self) -> u32 {
        self.next
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The hash of the first line.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    fn line(&mut self) -> Result<Next> {
        let seed = seed(self.hash, self.next);
        let found = match self.next < self.head.replications().end {
            true => line::next(&mut self.lines, seed),
            // More lines than replications.
            false => line::next(&mut self.lines, seed).map(|found| match found {
                Next::End => Next::End,
                _ => Next::Broken,
            }),
        };
        found.map_err(|error| unreadable(error, &self.path))
    }

    fn place(&mut self) -> Result<u64> {
        (self.lines.stream_position()).map_err(|error| unreadable(error, &self.path))
    }

    /// The error of a file whose next replication is not as it was written.
    pub fn changed(&self) -> Error {
        let message = Message::new("part-changed").with("replication", self.next + 1);
        refused(message, &self.path)
    }
}

/// The input of the hash of a replication's line.
pub(super) fn seed(of_head: u64, replication: u32) -> u64 {
    of_head ^ u64::from(replication)
}
