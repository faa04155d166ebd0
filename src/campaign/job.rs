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
use crate::experiment::{Control, Settings, Whole};
use crate::projection::{About, project_replications};
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
    ) -> Self {
        Self {
            number,
            plan,
            seed,
            replications,
            range,
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
        project_replications(plan, &settings, self.range.clone(), path.as_ref(), control)
    }

    /// The run that its part file belongs to.
    pub(super) fn whole(&self) -> Whole<About> {
        self.plan.whole(self.seed, self.replications)
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
                Self::new(read.job, plan, read.seed, read.replications, range)
            })
            .ok_or_else(wrong)
    }
}
