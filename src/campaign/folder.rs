//! The names of the files in the folder of a campaign.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::support::write_aside::Aside;
use crate::words::{Message, Variable};

/// The folder of a campaign.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Folder(pub PathBuf);

impl Folder {
    /// The table of jobs.
    pub fn table(&self) -> PathBuf {
        self.0.join("campaign.json")
    }

    /// The part file of a job.
    pub fn part(&self, job: u32) -> PathBuf {
        self.0.join("parts").join(format!("{job:05}.part"))
    }

    /// The part file of a job that is computed once more.
    pub fn again(&self, job: u32) -> PathBuf {
        self.0.join("again").join(format!("{job:05}.part"))
    }

    /// What is kept of a failed attempt at a job.
    pub fn failed(&self, job: u32, attempt: u32) -> PathBuf {
        self.0
            .join("failed")
            .join(format!("{job:05}.{attempt}.txt"))
    }

    /// How long a job took.
    pub fn pace(&self, job: u32) -> PathBuf {
        self.0.join("pace").join(format!("{job:05}.json"))
    }
}

/// Makes the folder of a file.
pub(super) fn make_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|error| unwritable(error, folder))
}

/// Writes a file of the folder, as a whole.
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    make_folder_of(path)?;
    let written = Aside::new(path).and_then(|mut aside| {
        aside.write_all(text.as_bytes())?;
        aside.replace()
    });
    written.map_err(|error| unwritable(error, path))
}

pub(super) fn unwritable(error: io::Error, file: &Path) -> Error {
    let message = Message::new("campaign-unwritable").with("detail", Variable::of_io(&error));
    Error::of(ErrorKind::File, message)
        .in_file(file)
        .because(error)
}
