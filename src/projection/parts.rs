//! A projection in parts: replications stored in files, merged into the same answer.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::memory;
use super::prepared::Prepared;
use super::replication::Replication;
use super::results::{Projection, SoFar};
use super::so_far::so_far;
use super::together::Together;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Part, Parts, Settings, Whole, store};
use crate::office::Outcome;
use crate::office::plan::Plan;
use crate::random::Streams;
use crate::words::Message;

/// What a part file says of its run besides: the scenario file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct About {
    scenario: Option<String>,
}

/// The run of a scenario that parts belong to: the text of its file, and [`Plan::digest`].
pub(crate) fn whole(
    scenario: Option<&str>,
    digest: &str,
    seed: u64,
    replications: u32,
) -> Whole<About> {
    Whole {
        digest: digest.to_owned(),
        seed,
        replications,
        about: About {
            scenario: scenario.map(str::to_owned),
        },
    }
}

/// Runs one part of the replications that `settings` asks for, and stores it in the file `path`.
///
/// The file appears when the part is complete. Until then its replications are in the file `path` with `.unfinished` behind it, and the
/// same call goes on after the last of them: a process that is killed loses only the replications under way. If the file is there,
/// and holds this part, nothing is run. If it holds all of fewer replications, part 1 of 1 goes on after them, and the file is replaced when all are done.
///
/// # Errors
///
/// Like [`project`](super::project); [`ErrorKind::Value`] if there are more parts than replications; [`ErrorKind::Interrupted`] if stopped before the part was
/// complete; [`ErrorKind::File`] if a file cannot be read or written; [`ErrorKind::Busy`] while another process runs this part; [`ErrorKind::Checkpoint`] if
/// a file is there that holds something else, which is then left as it was.
pub fn project_part(
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    part: Part,
    path: impl AsRef<Path>,
    control: &Control<'_>,
) -> Result<()> {
    let replications = part.replications(settings.replications)?;
    project_replications(plan.into(), settings, replications, path.as_ref(), control)
}

/// The same for any range of the replications.
pub(crate) fn project_replications(
    plan: Arc<Plan>,
    settings: &Settings,
    replications: Range<u32>,
    path: &Path,
    control: &Control<'_>,
) -> Result<()> {
    // What cannot be merged need not be run.
    memory::check(&[Arc::clone(&plan)], settings, false)?;
    let prepared = Prepared::new(Arc::clone(&plan))?;
    let digest = prepared.setup.digest();
    let whole = whole(
        plan.text.as_deref(),
        digest,
        settings.seed,
        settings.replications,
    );
    let one = |streams: &Streams| prepared.replication(streams, control);
    store(path, &whole, replications, settings.threads, control, one)
}

/// Refuses plans that cannot be run and merged together for as many replications.
pub(crate) fn check(plans: &[Arc<Plan>], settings: &Settings) -> Result<()> {
    memory::check(plans, settings, false)?;
    let mut plans = plans.iter();
    plans.try_for_each(|plan| Prepared::new(Arc::clone(plan)).map(drop))
}

/// The parts of a projection, from their files.
pub struct PartFiles {
    parts: Parts<About>,
}

impl PartFiles {
    /// Opens the files of all parts, in any order.
    ///
    /// # Errors
    ///
    /// All that is wrong, one line each: files that cannot be read, are no part files, were changed, or belong to different runs;
    /// replications that are missing, or in two files.
    pub fn open(paths: &[impl AsRef<Path>]) -> Result<Self> {
        Ok(Self {
            parts: Parts::open(paths)?,
        })
    }

    /// Opens what is there so far of the parts; `None` if no replication is.
    ///
    /// # Errors
    ///
    /// Like [`open`](Self::open), but for what is missing.
    pub(crate) fn so_far(paths: &[impl AsRef<Path>]) -> Result<Option<Self>> {
        Ok(Parts::so_far(paths)?.map(|parts| Self { parts }))
    }

    /// The replications that are there, in order, counted from 0.
    pub(crate) fn replications(&self) -> Vec<Range<u32>> {
        self.parts.replications()
    }

    /// The scenario file that was run, with everything it extended; `None` if the plan was not read from one.
    #[must_use]
    pub fn scenario(&self) -> Option<&str> {
        self.parts.whole.about.scenario.as_deref()
    }

    /// Merges the parts: the same projection as that of [`project`](super::project()) on one machine, bit for bit.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if the parts are of another plan, or hold what no replication of it can be; otherwise like
    /// [`Setup::new`](crate::office::Setup::new).
    pub fn merge(self, plan: impl Into<Arc<Plan>>, by: &[Date]) -> Result<Projection> {
        let all = self.replications();
        self.merge_some(plan.into(), by, &all)
    }

    /// Merges these replications, which must be there. The projection says in [`Projection::so_far`] which ones it rests on, unless they
    /// are all that were asked for.
    ///
    /// # Errors
    ///
    /// Like [`merge`](Self::merge).
    pub(crate) fn merge_some(
        self,
        plan: Arc<Plan>,
        by: &[Date],
        some: &[Range<u32>],
    ) -> Result<Projection> {
        let whole = &self.parts.whole;
        whole.is_of(&plan.digest())?;
        let settings = Settings {
            replications: whole.replications,
            seed: whole.seed,
            threads: None,
        };
        let plans = [plan];
        memory::check(&plans, &settings, false)?;
        let mut together = Together::new(&plans, false)?;
        let [plan] = &plans;
        self.parts
            .each(|replication, (outcome, row): (Outcome, Replication)| {
                if !fits(&outcome, &row, plan) {
                    return Err(Error::of(
                        ErrorKind::Checkpoint,
                        Message::new("part-not-of-plan"),
                    ));
                }
                if some.iter().any(|range| range.contains(&replication)) {
                    together.take([(outcome, row, None)]);
                }
                Ok(())
            })?;
        let mut projection = together.sum_up(&settings, by).remove(0);
        if !projection.complete {
            projection.so_far = Some(SoFar {
                replications: some
                    .iter()
                    .map(|range| [range.start + 1, range.end])
                    .collect(),
                half_widths: so_far(&projection)?,
            });
        }
        Ok(projection)
    }
}

/// Whether these can be the numbers of a replication of the plan: a file may say anything.
fn fits(outcome: &Outcome, row: &Replication, plan: &Plan) -> bool {
    let (sites, kecamatan) = (plan.sites.len(), plan.kecamatan.len());
    let last = plan.last_day();
    let days = outcome.waiting.len();
    let waited: u64 = outcome
        .waits
        .iter()
        .chain(&outcome.new_waits)
        .map(|n| u64::from(*n))
        .sum();
    let backlog = waited + u64::from(outcome.backlog_left);
    let in_time = |day: &Option<_>| day.is_none_or(|day| day <= last);
    let of_row = [
        row.cleared,
        row.queue_empty,
        row.blanks_out,
        row.ribbons_out,
        row.standstill,
    ];
    let of_kecamatan = row.served_on_by_kecamatan.iter().flatten();
    backlog <= u64::from(u32::MAX / 2)
        && days <= last as usize + 1
        && outcome.on_hand.len() == days
        && outcome.backlog_left_by_day.len() == days
        && (outcome.backlog_left_by_day.iter()).all(|left| u64::from(*left) <= backlog)
        && outcome.time_by_site.len() == sites
        && outcome.time_to_clear_by_site.len() == sites
        && row.last_day <= last
        && of_row
            .iter()
            .chain(&row.served_on)
            .chain(of_kecamatan)
            .all(in_time)
        && row.printed_by_site.len() == sites
        && row.utilisation_by_site.len() == sites
        && row.printed_by_kecamatan.len() == kecamatan
        && row.waiting_by_kecamatan.len() == kecamatan
        && row.served_on_by_kecamatan.len() == kecamatan
        && (row.never_served.iter()).all(|id| id.index() < kecamatan)
        && row.observed.len() == plan.observations.len()
        && row.observed.iter().all(|seen| seen.len() == sites)
}
