//! Works through the jobs.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::attempts;
use super::folder::make_folder_of;
use super::job::Job;
use super::pace;
use super::table::Campaign;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, PartState};
use crate::words::{Message, Variable};

/// How often to look again at a job that another process holds: one that only looks how far it is holds it for a moment too.
const LOOKS: u32 = 3;
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// What one call of [`Campaign::work`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Worked {
    /// The number of jobs that it completed.
    pub computed: u32,
    /// Jobs that another process was running at last.
    pub elsewhere: Vec<u32>,
    /// Jobs that have failed three times, now or before.
    pub failed: Vec<u32>,
}

/// How a job ended that was run alone.
#[derive(Debug)]
#[non_exhaustive]
pub enum JobEnd {
    /// It is done now.
    Computed,
    /// It was done before.
    Done,
    /// Another process is running it.
    Elsewhere,
    /// It failed, for the last time with this error.
    Failed(Error),
}

impl Campaign {
    /// Works through the jobs that are not done, not run by another process, and have not failed three times. Any number of processes may
    /// do so at once. A job that fails is tried again after the others.
    ///
    /// `control` is told the number of replications that this call has done.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Interrupted`] if stopped: what is done is kept, and the same call goes on; [`ErrorKind::File`] if nothing can be
    /// written in the folder.
    pub fn work(&self, threads: Option<usize>, control: &Control<'_>) -> Result<Worked> {
        let mut worked = Worked::default();
        let mut before = 0;
        loop {
            let mut is_at_rest = true;
            worked.elsewhere.clear();
            worked.failed.clear();
            for job in self.jobs() {
                if matches!(self.state(job), Ok(PartState::Complete)) {
                    continue;
                }
                if attempts::count(&self.folder, job.number()) >= attempts::MOST {
                    worked.failed.push(job.number());
                    continue;
                }
                let done = AtomicU32::new(0);
                let progress = |now| {
                    done.store(now, Ordering::Relaxed);
                    control.progress.iter().for_each(|tell| tell(before + now));
                };
                let after = Control {
                    progress: Some(&progress),
                    stop: control.stop,
                };
                match self.attempt(job, threads, &after)? {
                    JobEnd::Elsewhere => worked.elsewhere.push(job.number()),
                    JobEnd::Computed => {
                        worked.computed += 1;
                        is_at_rest = false;
                    }
                    JobEnd::Done | JobEnd::Failed(_) => is_at_rest = false,
                }
                before += done.into_inner();
            }
            if is_at_rest {
                return Ok(worked);
            }
        }
    }

    /// Runs one job alone, at least once, and again while it has failed fewer than three times in all.
    ///
    /// # Errors
    ///
    /// Like [`work`](Self::work); [`ErrorKind::Value`] if there is no such job.
    pub fn run_job(
        &self,
        number: u32,
        threads: Option<usize>,
        control: &Control<'_>,
    ) -> Result<JobEnd> {
        let job = self.job(number)?;
        if matches!(self.state(job), Ok(PartState::Complete)) {
            return Ok(JobEnd::Done);
        }
        loop {
            let end = self.attempt(job, threads, control)?;
            let failed = attempts::count(&self.folder, number);
            if !matches!(end, JobEnd::Failed(_)) || failed >= attempts::MOST {
                return Ok(end);
            }
        }
    }

    /// The numbers of the jobs that are done.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if a file cannot be read; [`ErrorKind::Checkpoint`] if one is of something else.
    pub fn done(&self) -> Result<Vec<u32>> {
        let mut done = Vec::new();
        for job in self.jobs() {
            if self.state(job)? == PartState::Complete {
                done.push(job.number());
            }
        }
        Ok(done)
    }

    /// The numbers of the jobs that are neither done nor have failed three times, whoever may be running them: what an engine that shares out jobs
    /// itself is to run.
    ///
    /// # Errors
    ///
    /// Like [`done`](Self::done).
    pub fn open_jobs(&self) -> Result<Vec<u32>> {
        let mut open = Vec::new();
        for job in self.jobs() {
            let failed = attempts::count(&self.folder, job.number());
            if self.state(job)? != PartState::Complete && failed < attempts::MOST {
                open.push(job.number());
            }
        }
        Ok(open)
    }

    /// Notes that a job failed elsewhere, and why: one of its three attempts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if nothing can be written in the folder.
    pub fn keep_failure(&self, job: &Job, error: &Error) -> Result<()> {
        attempts::keep(&self.folder, job, error)
    }

    /// Tries a job once, and keeps what went wrong.
    fn attempt(&self, job: &Job, threads: Option<usize>, control: &Control<'_>) -> Result<JobEnd> {
        let path = self.folder.part(job.number());
        make_folder_of(&path)?;
        let done = AtomicU32::new(0);
        let progress = |now| {
            done.store(now, Ordering::Relaxed);
            control.progress.iter().for_each(|tell| tell(now));
        };
        let watched = Control {
            progress: Some(&progress),
            stop: control.stop,
        };
        let begun = Instant::now();
        let ended = free(|| caught(|| job.run(&path, threads, &watched)));
        let done = done.load(Ordering::Relaxed);
        if done > 0 {
            let seconds = begun.elapsed().as_secs_f64();
            pace::note(&self.folder, job.number(), done, seconds)?;
        }
        match ended {
            Ok(()) if done == 0 => Ok(JobEnd::Done),
            Ok(()) => Ok(JobEnd::Computed),
            Err(error) if error.kind() == ErrorKind::Busy => Ok(JobEnd::Elsewhere),
            Err(error) if error.kind() == ErrorKind::Interrupted => {
                let message = Message::new("campaign-stopped");
                Err(Error::of(ErrorKind::Interrupted, message).because(error))
            }
            Err(error) => {
                attempts::keep(&self.folder, job, &error)?;
                Ok(JobEnd::Failed(error))
            }
        }
    }
}

/// Runs it again for a moment while another process holds the file.
fn free(mut run: impl FnMut() -> Result<()>) -> Result<()> {
    for _ in 1..LOOKS {
        match run() {
            Err(error) if error.kind() == ErrorKind::Busy => sleep(BETWEEN_LOOKS),
            ended => return ended,
        }
    }
    run()
}

/// A panic as an error, so that one job does not end the others.
fn caught(run: impl FnOnce() -> Result<()>) -> Result<()> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
        let detail = Variable::foreign(text.unwrap_or_default());
        let message = Message::new("campaign-panicked").with("detail", detail);
        Err(Error::of(ErrorKind::Internal, message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_the_job() {
        let error = caught(|| panic!("at {}", 7)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal);
        assert!(error.to_string().contains("at 7"), "{error}");
        let error = caught(|| panic!("plain")).unwrap_err();
        assert!(error.to_string().contains("plain"), "{error}");
        assert!(caught(|| Ok(())).is_ok());
    }

    #[test]
    fn a_file_that_somebody_looks_at_for_a_moment_is_no_work_elsewhere() {
        let busy = || Err(Error::new(ErrorKind::Busy, "busy"));
        let mut looks = 0;
        let ended = free(|| {
            looks += 1;
            if looks < 3 { busy() } else { Ok(()) }
        });
        assert!(ended.is_ok());
        assert_eq!(free(busy).unwrap_err().kind(), ErrorKind::Busy);
        let mut others = 0;
        let other = free(|| {
            others += 1;
            Err(Error::new(ErrorKind::File, "full"))
        });
        assert_eq!((other.unwrap_err().kind(), others), (ErrorKind::File, 1));
    }
}
