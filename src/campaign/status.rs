//! How far the jobs are.

use serde::{Serialize, Serializer};

use super::attempts::{self, Told};
use super::job::Job;
use super::pace;
use super::table::Campaign;
use crate::error::Result;
use crate::experiment::{PartState, agree};
use crate::words::Lang;

/// How far a campaign is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Status {
    /// The folder, as it was named.
    pub folder: String,
    /// The seed of all random streams.
    pub seed: u64,
    /// The replications of each plan.
    pub replications: u32,
    /// Into how many parts the offices of a nation are cut; a replication counts once for each part.
    pub office_parts: u32,
    /// All plans together.
    pub all: Counts,
    /// Each plan.
    pub plans: Vec<PlanStatus>,
    /// Seconds until all is done at the pace so far, by the processes that run now; `None` if none runs, or nothing is known of the pace.
    pub seconds_left: Option<f64>,
    /// Seconds that one process would take for what is left; `None` if nothing is known of the pace.
    pub seconds_left_of_one: Option<f64>,
    /// The jobs that failed.
    pub failed: Vec<FailedJob>,
    /// The jobs that were computed twice with different bits.
    pub differing: Vec<Differing>,
}

impl Status {
    /// The folder as a shell reads it.
    #[must_use]
    pub fn quoted(&self) -> String {
        quoted(&self.folder)
    }
}

/// How many jobs, and how many replications, are how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counts {
    /// All jobs: the sum of the next six.
    pub jobs: u32,
    /// Their part files are there.
    pub done: u32,
    /// A process holds the file of the job.
    pub running: u32,
    /// They failed three times, or a file of something else is in the place of their part.
    pub failed: u32,
    /// They were begun and are not complete, and no process of this machine holds their file: it was killed, or runs on another machine
    /// where the file system keeps locks to each.
    pub uncertain: u32,
    /// They were computed twice with different bits.
    pub differing: u32,
    /// They were not begun.
    pub waiting: u32,
    /// Replications of all jobs. Of a nation whose offices are cut into parts, each counts once for each part.
    pub replications: u32,
    /// Replications that are stored; those of differing jobs are not among them.
    pub replications_done: u32,
}

/// How far the jobs of a plan are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlanStatus {
    /// The name of the plan.
    pub name: String,
    /// Its name in Indonesian.
    pub name_id: String,
    /// Its jobs.
    #[serde(flatten)]
    pub counts: Counts,
}

/// A job that failed three times, or whose file is of something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FailedJob {
    /// Its number.
    pub job: u32,
    /// The name of its plan.
    pub plan: String,
    /// Its first replication, counted from 1.
    pub first: u32,
    /// Its last replication.
    pub last: u32,
    /// How many attempts failed.
    pub attempts: u32,
    #[serde(serialize_with = "in_english")]
    error: Told,
    /// The command that runs it alone.
    pub command: String,
}

impl PlanStatus {
    /// The name of the plan in this language.
    #[must_use]
    pub fn name_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.name,
            Lang::Id => &self.name_id,
        }
    }
}

impl FailedJob {
    /// What went wrong the last time.
    #[must_use]
    pub fn error(&self, lang: Lang) -> &str {
        self.error.in_lang(lang)
    }
}

fn in_english<S: Serializer>(told: &Told, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(told.in_lang(Lang::En))
}

/// A job that was computed twice with different bits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Differing {
    /// Its number.
    pub job: u32,
    /// Its two files.
    pub files: [String; 2],
}

/// How far a job is.
enum JobState {
    Done,
    Running,
    Failed,
    Uncertain,
    Differing,
    Waiting,
}

impl Campaign {
    /// Looks how far all jobs are. The lines of complete parts are not read; [`answer`](Self::answer) checks them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::File`](crate::error::ErrorKind::File) if the folder cannot be read.
    pub fn status(&self) -> Result<Status> {
        let mut plans: Vec<PlanStatus> = self
            .plans
            .iter()
            .map(|plan| PlanStatus {
                name: plan.name().to_owned(),
                name_id: plan.name_in(Lang::Id).to_owned(),
                counts: Counts::default(),
            })
            .collect();
        let (mut failed, mut differing) = (Vec::new(), Vec::new());
        for (job, plan) in self.jobs().iter().zip(&self.plan_of) {
            let (state, done) = self.looked_at(job, &mut failed, &mut differing);
            plans[*plan].counts.add(&state, job.len(), done);
        }
        let mut all = Counts::default();
        plans.iter().for_each(|plan| all.add_all(&plan.counts));
        let left = plans.iter().map(|plan| plan.counts.left());
        let alone = pace::seconds_left(self, &left.collect::<Vec<u32>>());
        Ok(Status {
            folder: self.folder.0.display().to_string(),
            seed: self.seed,
            replications: self.replications,
            office_parts: self.office_parts(),
            seconds_left: alone
                .filter(|_| all.running > 0)
                .map(|seconds| seconds / f64::from(all.running)),
            seconds_left_of_one: alone,
            all,
            plans,
            failed,
            differing,
        })
    }

    /// The number of jobs of a plan for the same replications.
    fn office_parts(&self) -> u32 {
        let jobs = self.jobs().iter().zip(&self.plan_of);
        let first = jobs.filter(|(job, plan)| **plan == 0 && job.replications().start == 0);
        first.count() as u32
    }

    /// How far the part file of a job is.
    pub(super) fn state(&self, job: &Job) -> Result<PartState> {
        job.state(&self.folder.part(job.number()))
    }

    /// The files of a job that was computed twice with different bits.
    pub(super) fn differing(&self, job: &Job) -> Option<Differing> {
        let number = job.number();
        let (part, again) = (self.folder.part(number), self.folder.again(number));
        let differ = part.exists() && again.exists() && agree(&part, &again).is_err();
        differ.then(|| Differing {
            job: number,
            files: [part, again].map(|path| path.display().to_string()),
        })
    }

    fn looked_at(
        &self,
        job: &Job,
        failed: &mut Vec<FailedJob>,
        differing: &mut Vec<Differing>,
    ) -> (JobState, u32) {
        if let Some(found) = self.differing(job) {
            differing.push(found);
            return (JobState::Differing, 0);
        }
        let number = job.number();
        let attempts = attempts::count(&self.folder, number);
        let state = match self.state(job) {
            Ok(PartState::Complete) => return (JobState::Done, job.len()),
            Ok(PartState::Unfinished {
                done,
                is_held: true,
            }) => return (JobState::Running, done),
            Ok(state) => state,
            Err(error) => {
                failed.push(self.failed_job(job, attempts, Told::of(&error)));
                return (JobState::Failed, 0);
            }
        };
        let done = match state {
            PartState::Unfinished { done, .. } => done,
            _ => 0,
        };
        if attempts >= attempts::MOST {
            let told = attempts::told(&self.folder, number, attempts);
            failed.push(self.failed_job(job, attempts, told));
            return (JobState::Failed, done);
        }
        match state {
            PartState::Absent => (JobState::Waiting, 0),
            _ => (JobState::Uncertain, done),
        }
    }

    fn failed_job(&self, job: &Job, attempts: u32, error: Told) -> FailedJob {
        FailedJob {
            job: job.number(),
            plan: job.plan().to_owned(),
            first: job.replications().start + 1,
            last: job.replications().end,
            attempts,
            error,
            command: format!(
                "cetak campaign run {} --job {}",
                quoted(&self.folder.0.display().to_string()),
                job.number()
            ),
        }
    }
}

impl Counts {
    fn add(&mut self, state: &JobState, replications: u32, done: u32) {
        let of_state = match state {
            JobState::Done => &mut self.done,
            JobState::Running => &mut self.running,
            JobState::Failed => &mut self.failed,
            JobState::Uncertain => &mut self.uncertain,
            JobState::Differing => &mut self.differing,
            JobState::Waiting => &mut self.waiting,
        };
        *of_state += 1;
        self.jobs += 1;
        self.replications += replications;
        self.replications_done += done;
    }

    fn add_all(&mut self, other: &Self) {
        self.jobs += other.jobs;
        self.done += other.done;
        self.running += other.running;
        self.failed += other.failed;
        self.uncertain += other.uncertain;
        self.differing += other.differing;
        self.waiting += other.waiting;
        self.replications += other.replications;
        self.replications_done += other.replications_done;
    }

    fn left(&self) -> u32 {
        self.replications - self.replications_done
    }
}

/// A name as a shell reads it.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=".contains(c);
    match !name.is_empty() && !name.starts_with('-') && name.chars().all(is_plain) {
        true => name.to_owned(),
        false => format!("'{}'", name.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted_where_a_shell_would_cut_it() {
        assert_eq!(quoted("/tmp/trial-1"), "/tmp/trial-1");
        assert_eq!(quoted("my trial"), "'my trial'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("$x"), "'$x'");
    }
}
