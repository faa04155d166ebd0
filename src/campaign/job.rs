//! A job: what to run, and the part file it gives.

use std::ops::Range;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::planned::Planned;
use super::table::{Version, known};
use crate::engine::checkpoint::PROGRAM;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, PartState, Settings, receive, state};
use crate::words::Message;

/// Some replications of one plan, and the part file that they give.
///
/// A job can be written as text and read again on another machine, which needs no file to run it.
///
/// # Examples
///
/// ```
/// use cetak::campaign::{Campaign, Job};
/// use cetak::experiment::{Control, Settings};
/// use cetak::scenario;
///
/// let folder = tempfile::tempdir().unwrap();
/// let plan = scenario::builtin("bangli-declared")?.plan;
/// let settings = Settings { replications: 10, ..Settings::default() };
/// let campaign = Campaign::create(folder.path().join("trial"), [plan], &settings, 2)?;
/// let text = campaign.jobs()[1].text();
///
/// // Elsewhere:
/// let job: Job = text.parse()?;
/// let file = folder.path().join("elsewhere");
/// job.run(&file, Some(1), &Control::default())?;
///
/// // And back:
/// campaign.accept(&job, &std::fs::read(&file).unwrap())?;
/// assert_eq!(campaign.status()?.all.done, 1);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    number: u32,
    plan: Arc<Planned>,
    seed: u64,
    /// Of all jobs of the plan.
    replications: u32,
    range: Range<u32>,
    /// The offices of a nation; `None` of a scenario.
    offices: Option<Range<usize>>,
}

/// The text of a job.
#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    program: String,
    job: u32,
    seed: u64,
    replications: u32,
    first: u32,
    end: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offices: Option<Range<usize>>,
    plan: Planned,
}

impl Job {
    /// Job `number` of a campaign, counted from 1.
    pub(super) fn new(
        number: u32,
        plan: Arc<Planned>,
        seed: u64,
        replications: u32,
        range: Range<u32>,
        offices: Option<Range<usize>>,
    ) -> Self {
        Self {
            number,
            plan,
            seed,
            replications,
            range,
            offices,
        }
    }

    /// Its number in its campaign, counted from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The name of its plan.
    #[must_use]
    pub fn plan(&self) -> &str {
        self.plan.name()
    }

    /// Its replications, counted from 0.
    #[must_use]
    pub fn replications(&self) -> Range<u32> {
        self.range.clone()
    }

    /// The job as text, in one line of JSON; [`FromStr`] reads it.
    #[must_use]
    pub fn text(&self) -> String {
        let written = Written {
            format: super::table::FORMAT,
            program: PROGRAM.to_owned(),
            job: self.number,
            seed: self.seed,
            replications: self.replications,
            first: self.range.start,
            end: self.range.end,
            offices: self.offices.clone(),
            plan: Planned::clone(&self.plan),
        };
        serde_json::to_string(&written).expect("a job holds nothing that JSON cannot")
    }

    /// Runs the job into the file `path`, which appears when it is complete, as
    /// [`project_part`](crate::projection::project_part) does: after a kill the same call goes on.
    ///
    /// # Errors
    ///
    /// Like [`project_part`](crate::projection::project_part); [`ErrorKind::Checkpoint`] if the scenario is not the one that its digest says.
    pub fn run(
        &self,
        path: impl AsRef<Path>,
        threads: Option<usize>,
        control: &Control<'_>,
    ) -> Result<()> {
        let settings = Settings {
            replications: self.replications,
            seed: self.seed,
            threads,
        };
        let plan = self.plan.read()?;
        let (range, offices) = (self.range.clone(), self.offices.clone());
        plan.run(&settings, range, offices, path.as_ref(), control)
    }

    /// How far its part file at this place is.
    pub(super) fn state(&self, path: &Path) -> Result<PartState> {
        let (seed, all) = (self.seed, self.replications);
        match self.offices.clone() {
            None => state(path, &self.plan.of_scenario(seed, all), &self.range),
            Some(offices) => state(path, &self.plan.of_nation(offices, seed, all), &self.range),
        }
    }

    /// Puts the bytes of its part file into its place, or compares them with those that are there.
    pub(super) fn receive(&self, bytes: &[u8], path: &Path, other: &Path) -> Result<()> {
        let (seed, all, range) = (self.seed, self.replications, &self.range);
        match self.offices.clone() {
            None => receive(bytes, path, other, &self.plan.of_scenario(seed, all), range),
            Some(offices) => {
                let whole = self.plan.of_nation(offices, seed, all);
                receive(bytes, path, other, &whole, range)
            }
        }
    }

    /// Its offices, if its plan is a nation, counted from 0.
    #[must_use]
    pub fn offices(&self) -> Option<Range<usize>> {
        self.offices.clone()
    }

    /// The number of its replications.
    pub(super) fn len(&self) -> u32 {
        self.range.end - self.range.start
    }
}

impl FromStr for Job {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if the text is no job, or one of another version of this program.
    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::of(ErrorKind::Checkpoint, Message::new("campaign-no-job"));
        let version: Version = serde_json::from_str(text).map_err(|_| wrong())?;
        known(&version)?;
        let read: Written = serde_json::from_str(text).map_err(|_| wrong())?;
        let is_sound = read.job > 0 && read.first < read.end && read.end <= read.replications;
        is_sound
            .then(|| {
                let range = read.first..read.end;
                let plan = Arc::new(read.plan);
                let (seed, all) = (read.seed, read.replications);
                Self::new(read.job, plan, seed, all, range, read.offices)
            })
            .ok_or_else(wrong)
    }
}
