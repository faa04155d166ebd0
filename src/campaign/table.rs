//! The table of jobs: created, and opened again.

use std::fs;
use std::io::{self, ErrorKind as Io};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::folder::{Folder, unwritable};
use super::job::Job;
use super::planned::{self, CampaignPlan, Planned};
use crate::engine::checkpoint::PROGRAM;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Part, Settings};
use crate::support::write_aside;
use crate::words::{Message, Variable};

/// Raised whenever tables of the previous format can no longer be read.
pub(super) const FORMAT: u32 = 1;

/// What every version can read of a table or a job.
#[derive(Deserialize)]
pub(super) struct Version {
    format: u32,
    program: String,
}

/// The file `campaign.json`.
#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    program: String,
    seed: u64,
    replications: u32,
    plans: Vec<Planned>,
    jobs: Vec<WrittenJob>,
}

#[derive(Serialize, Deserialize)]
struct WrittenJob {
    /// Its place among the plans.
    plan: usize,
    first: u32,
    end: u32,
    /// Of a nation: its offices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offices: Option<Range<usize>>,
}

/// A campaign in its folder.
#[derive(Clone, Debug)]
pub struct Campaign {
    pub(super) folder: Folder,
    pub(super) seed: u64,
    pub(super) replications: u32,
    pub(super) plans: Vec<Arc<Planned>>,
    jobs: Vec<Job>,
    /// For each job the place of its plan.
    pub(super) plan_of: Vec<usize>,
}

impl Campaign {
    /// Creates a campaign in a new or empty folder: all plans run for the replications and the seed of `settings`, each cut into `jobs`
    /// jobs. The jobs of the first replications come first, one of each plan, so that plans can be compared early.
    ///
    /// If the folder holds the same campaign, nothing is written.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is no plan, one was not read from a scenario file, there are fewer replications than jobs, or the
    /// answer would take more memory than it should; [`ErrorKind::File`] if the folder holds something else, which stays as it is, or
    /// cannot be written; like [`Setup::new`](crate::office::Setup::new).
    pub fn create(
        folder: impl Into<PathBuf>,
        plans: impl IntoIterator<Item = impl Into<CampaignPlan>>,
        settings: &Settings,
        jobs: u32,
    ) -> Result<Self> {
        Self::create_by_offices(folder, plans, settings, jobs, 1)
    }

    /// The same, with each job of a nation cut into as many again, of a part of the offices each. That is worth it where there are more processes than
    /// replications.
    ///
    /// # Errors
    ///
    /// Like [`create`](Self::create); [`ErrorKind::Value`] for more than one part where blanks are allotted by rounds, and for more parts than
    /// offices.
    pub fn create_by_offices(
        folder: impl Into<PathBuf>,
        plans: impl IntoIterator<Item = impl Into<CampaignPlan>>,
        settings: &Settings,
        jobs: u32,
        office_parts: u32,
    ) -> Result<Self> {
        let plans: Vec<CampaignPlan> = plans.into_iter().map(Into::into).collect();
        if plans.is_empty() {
            return Err(Error::of(
                ErrorKind::Value,
                Message::new("campaign-no-plan"),
            ));
        }
        planned::check(&plans, settings)?;
        let offices = plans.iter().map(|plan| plan.office_ranges(office_parts));
        let offices = offices.collect::<Result<Vec<_>>>()?;
        let planned = plans.iter().map(Planned::of);
        let planned = planned.collect::<Result<Vec<Planned>>>()?;
        let mut written = Written {
            format: FORMAT,
            program: PROGRAM.to_owned(),
            seed: settings.seed,
            replications: settings.replications,
            plans: planned,
            jobs: Vec::new(),
        };
        for number in 1..=jobs.max(1) {
            let part = Part::new(number, jobs.max(1))?;
            let range = part.replications(settings.replications)?;
            let of_plans = offices.iter().enumerate();
            let of_plans =
                of_plans.flat_map(|(plan, parts)| parts.iter().map(move |part| (plan, part)));
            written.jobs.extend(of_plans.map(|(plan, part)| WrittenJob {
                plan,
                first: range.start,
                end: range.end,
                offices: part.clone(),
            }));
        }
        let folder = Folder(folder.into());
        put(&folder, &written)?;
        Ok(Self::of(folder, written))
    }

    /// Opens the campaign in a folder.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`] if its table cannot be read; [`ErrorKind::Checkpoint`] if the folder holds no campaign, or one of another
    /// version of this program.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = Folder(folder.into());
        let table = folder.table();
        let none = || {
            let message = Message::new("campaign-none");
            Error::of(ErrorKind::Checkpoint, message).in_file(&table)
        };
        let text = fs::read_to_string(&table).map_err(|error| match error.kind() {
            Io::NotFound | Io::NotADirectory => {
                let message = Message::new("campaign-not-there");
                Error::of(ErrorKind::Checkpoint, message)
                    .in_file(&folder.0)
                    .because(error)
            }
            Io::InvalidData => none(),
            _ => unreadable(error, &table),
        })?;
        let version: Version = serde_json::from_str(&text).map_err(|_| none())?;
        known(&version).map_err(|error| error.in_file(&table))?;
        let written: Written = serde_json::from_str(&text).map_err(|_| none())?;
        let is_sound = |job: &WrittenJob| {
            job.plan < written.plans.len() && job.first < job.end && job.end <= written.replications
        };
        if written.jobs.is_empty() || !written.jobs.iter().all(is_sound) {
            return Err(none());
        }
        Ok(Self::of(folder, written))
    }

    fn of(folder: Folder, written: Written) -> Self {
        let plans: Vec<Arc<Planned>> = written.plans.into_iter().map(Arc::new).collect();
        let job = |(number, job): (u32, &WrittenJob)| {
            let (plan, range) = (Arc::clone(&plans[job.plan]), job.first..job.end);
            let (seed, all) = (written.seed, written.replications);
            Job::new(number, plan, seed, all, range, job.offices.clone())
        };
        Self {
            folder,
            seed: written.seed,
            replications: written.replications,
            jobs: (1..).zip(&written.jobs).map(job).collect(),
            plan_of: written.jobs.iter().map(|job| job.plan).collect(),
            plans,
        }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder.0
    }

    /// All jobs, in the order of their numbers.
    #[must_use]
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// A job by its number.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there is none with this number.
    pub fn job(&self, number: u32) -> Result<&Job> {
        let place = number.checked_sub(1).map(|place| place as usize);
        place.and_then(|place| self.jobs.get(place)).ok_or_else(|| {
            let message = Message::new("campaign-job-unknown")
                .with("found", number)
                .with("jobs", self.jobs.len());
            Error::of(ErrorKind::Value, message)
        })
    }

    /// The replications of each plan.
    #[must_use]
    pub fn replications(&self) -> u32 {
        self.replications
    }

    /// The names of the plans.
    pub fn plans(&self) -> impl ExactSizeIterator<Item = &str> {
        self.plans.iter().map(|plan| plan.name())
    }
}

/// Refuses what another version wrote: it may go on by other rules.
pub(super) fn known(version: &Version) -> Result<()> {
    if version.format == FORMAT && version.program == PROGRAM {
        return Ok(());
    }
    let message = Message::new("campaign-version")
        .with("writer", version.program.as_str())
        .with("program", PROGRAM);
    Err(Error::of(ErrorKind::Checkpoint, message))
}

/// Puts the table into its folder, unless the same is there.
fn put(folder: &Folder, written: &Written) -> Result<()> {
    let mut text =
        serde_json::to_string_pretty(written).expect("a table holds nothing that JSON cannot");
    text.push('\n');
    let table = folder.table();
    let taken = || {
        let message = Message::new("campaign-folder-taken");
        Error::of(ErrorKind::File, message).in_file(&folder.0)
    };
    match fs::read(&table) {
        Ok(there) if there == text.as_bytes() => return Ok(()),
        Ok(_) => {
            let message = Message::new("campaign-other");
            return Err(Error::of(ErrorKind::File, message).in_file(&folder.0));
        }
        Err(error) if matches!(error.kind(), Io::NotFound | Io::NotADirectory) => {}
        Err(error) => return Err(unreadable(error, &table)),
    }
    match fs::read_dir(&folder.0) {
        // What a killed process left aside is swept with the next file.
        Ok(mut entries) => {
            let is_foreign = |entry: io::Result<fs::DirEntry>| {
                entry.is_ok_and(|entry| !write_aside::is_aside(&entry.file_name()))
            };
            if entries.any(is_foreign) {
                return Err(taken());
            }
        }
        Err(error) if error.kind() == Io::NotFound => {
            fs::create_dir_all(&folder.0).map_err(|error| unwritable(error, &folder.0))?;
        }
        Err(error) if error.kind() == Io::NotADirectory => return Err(taken()),
        Err(error) => return Err(unreadable(error, &folder.0)),
    }
    write_aside::create(&table, text.as_bytes()).map_err(|error| match error.kind() {
        Io::AlreadyExists => taken(),
        _ => unwritable(error, &table),
    })
}

fn unreadable(error: io::Error, file: &Path) -> Error {
    let message =
        Message::new("campaign-unreadable").with("detail", Variable::of_read(file, &error));
    Error::of(ErrorKind::File, message)
        .in_file(file)
        .because(error)
}
