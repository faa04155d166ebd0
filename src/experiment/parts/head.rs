//! The first line of a part file, which says what the file is a part of.

use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::engine::checkpoint::PROGRAM;
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable};

/// Raised whenever part files of the previous format can no longer be read.
pub(super) const FORMAT: u32 = 1;

/// The run that parts belong to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Whole<A> {
    /// The model that all parts must share, such as the digest of a scenario.
    pub digest: String,
    /// The seed of all random streams.
    pub seed: u64,
    /// The replications of all parts together.
    pub replications: u32,
    /// Other facts about the run that a report of its results needs.
    pub about: A,
}

/// The first line of a part file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Head<A> {
    format: u32,
    program: String,
    first: u32,
    end: u32,
    #[serde(flatten)]
    pub whole: Whole<A>,
}

/// The part of a first line that every version can read.
#[derive(Deserialize)]
struct Version {
    format: u32,
    program: String,
}

impl<A> Head<A> {
    pub fn new(whole: Whole<A>, replications: Range<u32>) -> Self {
        Self {
            format: FORMAT,
            program: PROGRAM.to_owned(),
            first: replications.start,
            end: replications.end,
            whole,
        }
    }

    /// The replications that the file is to hold, counted from 0.
    pub fn replications(&self) -> Range<u32> {
        self.first..self.end
    }

    /// Reads a first line.
    pub fn read<'t>(text: &'t str, file: &Path) -> Result<Self>
    where
        A: Deserialize<'t>,
    {
        let version: Version = serde_json::from_str(text).map_err(|_| no_part(file))?;
        if version.format != FORMAT || version.program != PROGRAM {
            let message = Message::new("part-version")
                .with("writer", version.program)
                .with("program", PROGRAM);
            return Err(refused(message, file));
        }
        let head: Self = serde_json::from_str(text).map_err(|_| no_part(file))?;
        let is_sound = head.first < head.end && head.end <= head.whole.replications;
        is_sound.then_some(head).ok_or_else(|| no_part(file))
    }
}

impl<A> Whole<A> {
    /// Refuses the model with this digest if it is another one than that of the parts.
    #[cfg(feature = "office")]
    pub fn is_of(&self, digest: &str) -> Result<()> {
        match self.digest == digest {
            true => Ok(()),
            false => {
                let differs = other_digest(&self.digest, digest);
                Err(Error::of(ErrorKind::Checkpoint, differs))
            }
        }
    }
}

fn other_digest(one: &str, other: &str) -> Message {
    Message::new("part-other-digest")
        .with("one", one)
        .with("other", other)
}

impl<A: PartialEq> Whole<A> {
    /// Whether it is the same but for fewer replications.
    pub fn is_shorter(&self, other: &Self) -> bool {
        self.replications < other.replications
            && self.digest == other.digest
            && self.seed == other.seed
            && self.about == other.about
    }

    /// The first difference from another run; `None` if the two are one.
    pub fn difference(&self, other: &Self) -> Option<Message> {
        let differs = if self.digest != other.digest {
            other_digest(&self.digest, &other.digest)
        } else if self.seed != other.seed {
            Message::new("part-other-seed")
                .with("one", self.seed.to_string())
                .with("other", other.seed.to_string())
        } else if self.replications != other.replications {
            Message::new("part-other-number")
                .with("one", self.replications)
                .with("other", other.replications)
        } else if self.about != other.about {
            Message::new("part-other-about")
        } else {
            return None;
        };
        Some(differs)
    }
}

pub(super) fn no_part(file: &Path) -> Error {
    refused(Message::new("part-none"), file)
}

/// The error of a file with wrong contents.
pub(super) fn refused(message: Message, file: &Path) -> Error {
    Error::of(ErrorKind::Checkpoint, message).in_file(file)
}

/// The error of a file that cannot be read.
pub(super) fn unreadable(error: std::io::Error, file: &Path) -> Error {
    let message =
        Message::new("part-unreadable-file").with("detail", Variable::of_read(file, &error));
    Error::of(ErrorKind::File, message)
        .in_file(file)
        .because(error)
}
