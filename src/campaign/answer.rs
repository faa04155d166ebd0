//! The answer so far.

use std::ops::Range;
use std::path::PathBuf;

use super::planned::CampaignPlan;
use super::table::Campaign;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::common;
use crate::nation::{self, NationComparison, NationParts, NationProjection};
use crate::projection::{PartFiles, Projection, ScenarioComparison, compared};
use crate::words::{Lang, Message, Variable};

/// The answer of a campaign.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Answer {
    /// Of one scenario.
    One(Box<Projection>),
    /// Of several, compared on the replications that all of them have.
    Several(Box<ScenarioComparison>),
    /// Of one nation.
    Nation(Box<NationProjection>),
    /// Of several, each compared with the first on the replications that all of them have.
    Nations(Box<NationComparison>),
}

/// What is there of the parts of a plan.
enum Stored {
    Office(PartFiles),
    Nation(NationParts),
}

impl Stored {
    fn replications(&self) -> Vec<Range<u32>> {
        match self {
            Self::Office(parts) => parts.replications(),
            Self::Nation(parts) => parts.replications(),
        }
    }
}

impl Campaign {
    /// The answer over the replications that are stored so far: of one plan its own, of several a comparison over the replications that
    /// all of them have. [`Projection::so_far`] and [`NationProjection::so_far`] say on which ones it rests; if they are all, the answer is that of
    /// [`project`](crate::projection::project) or [`compare`](crate::projection::compare), or of those of [`nation`], bit for bit. Jobs that were
    /// computed twice with different bits are left out.
    ///
    /// `None` if there is no replication yet that all plans have.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] with all that is wrong: a part that was changed, or is of something else; [`ErrorKind::File`] if a file
    /// cannot be read.
    pub fn answer(&self) -> Result<Option<Answer>> {
        self.answer_of_plans(&(0..self.plans.len()).collect::<Vec<usize>>())
    }

    /// The answer of one plan, by its name in either language, over all of its replications that are stored so far.
    ///
    /// `None` if there is none.
    ///
    /// # Errors
    ///
    /// Like [`answer`](Self::answer); [`ErrorKind::Value`] if there is no plan with this name.
    pub fn answer_of(&self, plan: &str) -> Result<Option<Answer>> {
        let is_meant = |lang| self.plans.iter().position(|one| one.name_in(lang) == plan);
        let Some(place) = is_meant(Lang::En).or_else(|| is_meant(Lang::Id)) else {
            let names: Vec<String> = self.plans().map(|name| format!("\"{name}\"")).collect();
            let message = Message::new("campaign-plan-unknown")
                .with("found", plan)
                .with("known", Variable::List(names));
            return Err(Error::of(ErrorKind::Value, message));
        };
        self.answer_of_plans(&[place])
    }

    fn answer_of_plans(&self, places: &[usize]) -> Result<Option<Answer>> {
        let stored = places.iter().map(|place| self.stored(*place));
        let Some(stored) = stored.collect::<Result<Option<Vec<Stored>>>>()? else {
            return Ok(None);
        };
        let some = stored.iter().map(Stored::replications);
        let some = some.reduce(common).unwrap_or_default();
        if some.is_empty() {
            return Ok(None);
        }
        let (mut offices, mut nations) = (Vec::new(), Vec::new());
        for (place, stored) in places.iter().zip(stored) {
            match (stored, self.plans[*place].read()?) {
                (Stored::Office(parts), CampaignPlan::Office(plan)) => {
                    offices.push(parts.merge_some(plan, &[], &some)?);
                }
                (Stored::Nation(parts), CampaignPlan::Nation(nation)) => {
                    nations.push(parts.merge_some(nation, &[], &some)?);
                }
                _ => {
                    let message = Message::new("part-not-of-plan");
                    return Err(Error::of(ErrorKind::Checkpoint, message));
                }
            }
        }
        Ok(match (offices.len(), nations.len()) {
            (1, _) => offices.pop().map(|one| Answer::One(Box::new(one))),
            (0, 1) => nations.pop().map(|one| Answer::Nation(Box::new(one))),
            (0, _) => Some(Answer::Nations(Box::new(nation::compared(nations)))),
            _ => Some(Answer::Several(Box::new(compared(offices)))),
        })
    }

    /// What is there of the parts of a plan; `None` if nothing is.
    fn stored(&self, plan: usize) -> Result<Option<Stored>> {
        let (mut paths, mut of_nation, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
        for (job, of) in self.jobs().iter().zip(&self.plan_of) {
            if *of != plan || self.differing(job).is_some() {
                continue;
            }
            let path: PathBuf = self.folder.part(job.number());
            if let Err(error) = self.state(job) {
                let message = Message::new("part-file")
                    .with("file", path.display().to_string())
                    .with("wrong", error);
                wrong.push(Variable::from(message));
            }
            match job.offices() {
                None => paths.push(path),
                Some(offices) => of_nation.push((offices, path)),
            }
        }
        if !wrong.is_empty() {
            return Err(Error::of_lines(ErrorKind::Checkpoint, wrong));
        }
        Ok(match of_nation.is_empty() {
            true => PartFiles::so_far(&paths)?.map(Stored::Office),
            false => NationParts::so_far(of_nation)?.map(Stored::Nation),
        })
    }
}
