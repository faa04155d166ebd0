//! Parts that were computed elsewhere, or once more: nothing is believed that is not the same bit by bit.

use std::fs;

use super::folder::{make_folder_of, unwritable};
use super::job::Job;
use super::table::Campaign;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, PartState, agree};
use crate::words::Message;

impl Campaign {
    /// Puts the part file of a job into the folder, from its bytes. If the job is done already, the two are compared bit by bit.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if it is no job of this campaign; [`ErrorKind::Checkpoint`] if the bytes are no complete part of it, or were
    /// changed; [`ErrorKind::Internal`] if the job is done and differs: the error names both files, and both are kept;
    /// [`ErrorKind::File`] if a file cannot be read or written.
    pub fn accept(&self, job: &Job, bytes: &[u8]) -> Result<()> {
        let number = job.number();
        if self.job(number)? != job {
            let message = Message::new("campaign-job-other").with("job", number);
            return Err(Error::of(ErrorKind::Value, message).in_file(self.folder.table()));
        }
        let (part, again) = (self.folder.part(number), self.folder.again(number));
        make_folder_of(&part)?;
        make_folder_of(&again)?;
        job.receive(bytes, &part, &again)
            .map_err(|error| of_job(error, number))
    }

    /// Computes a job that is done once more, and compares the two bit by bit.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is no such job, or it is not done; [`ErrorKind::Internal`] if the two differ: the error names both
    /// files, and both are kept; otherwise like [`Job::run`].
    pub fn run_again(
        &self,
        number: u32,
        threads: Option<usize>,
        control: &Control<'_>,
    ) -> Result<()> {
        let job = self.job(number)?;
        if self.state(job)? != PartState::Complete {
            let message = Message::new("campaign-not-done").with("job", number);
            return Err(Error::of(ErrorKind::Value, message));
        }
        let (part, again) = (self.folder.part(number), self.folder.again(number));
        make_folder_of(&again)?;
        job.run(&again, threads, control)?;
        agree(&part, &again).map_err(|error| of_job(error, number))?;
        fs::remove_file(&again).map_err(|error| unwritable(error, &again))
    }
}

/// Names the job of an error about two files that differ.
fn of_job(error: Error, job: u32) -> Error {
    if error.kind() != ErrorKind::Internal {
        return error;
    }
    let message = Message::new("campaign-differs")
        .with("job", job)
        .with("error", error);
    Error::of(ErrorKind::Internal, message)
}
