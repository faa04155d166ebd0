//! The answer so far.

use std::ops::Range;
use std::path::PathBuf;

use super::table::Campaign;
use crate::error::{Error, ErrorKind, Result};
use crate::projection::{PartFiles, Projection, ScenarioComparison, compared};
use crate::words::{Message, Variable};

/// The answer of a campaign.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Of one plan.
    One(Box<Projection>),
    /// Of several, compared on the replications that all of them have.
    Several(Box<ScenarioComparison>),
}

impl Campaign {
    /// The answer over the replications that are stored so far: of one plan a projection, of several a comparison over the replications that
    /// all of them have. [`Projection::so_far`] says on which ones it rests; if they are all, the answer is that of
    /// [`project`](crate::projection::project) or [`compare`](crate::projection::compare), bit for bit. Jobs that were computed twice
    /// with different bits are left out.
    ///
    /// `None` if there is no replication yet that all plans have.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] with all that is wrong: a part that was changed, or is of something else; [`ErrorKind::File`] if a file
    /// cannot be read.
    pub fn answer(&self) -> Result<Option<Answer>> {
        let opened = (0..self.plans.len()).map(|plan| self.parts(plan));
        let opened: Result<Option<Vec<PartFiles>>> = opened.collect();
        let Some(opened) = opened? else {
            return Ok(None);
        };
        let some = opened.iter().map(PartFiles::replications);
        let some = some.reduce(common).unwrap_or_default();
        if some.is_empty() {
            return Ok(None);
        }
        let plans = self.plans.iter().zip(opened);
        let merged = plans.map(|(plan, parts)| parts.merge_some(plan.read()?, &[], &some));
        let mut merged = merged.collect::<Result<Vec<Projection>>>()?;
        Ok(Some(match merged.len() {
            1 => Answer::One(Box::new(merged.remove(0))),
            _ => Answer::Several(Box::new(compared(merged))),
        }))
    }

    /// The answer of one plan, by its name, over all of its replications that are stored so far.
    ///
    /// `None` if there is none.
    ///
    /// # Errors
    ///
    /// Like [`answer`](Self::answer); [`ErrorKind::Value`] if there is no plan with this name.
    pub fn answer_of(&self, plan: &str) -> Result<Option<Projection>> {
        let Some(place) = self.plans().position(|name| name == plan) else {
            let names: Vec<String> = self.plans().map(|name| format!("\"{name}\"")).collect();
            let message = Message::new("campaign-plan-unknown")
                .with("found", plan)
                .with("known", Variable::List(names));
            return Err(Error::of(ErrorKind::Value, message));
        };
        let Some(parts) = self.parts(place)? else {
            return Ok(None);
        };
        let all = parts.replications();
        let projection = parts.merge_some(self.plans[place].read()?, &[], &all)?;
        Ok(Some(projection))
    }

    /// What is there of the parts of a plan; `None` if nothing is.
    fn parts(&self, plan: usize) -> Result<Option<PartFiles>> {
        let (mut paths, mut wrong): (Vec<PathBuf>, Vec<Variable>) = (Vec::new(), Vec::new());
        for (job, of) in self.jobs().iter().zip(&self.plan_of) {
            if *of != plan || self.differing(job).is_some() {
                continue;
            }
            let path = self.folder.part(job.number());
            if let Err(error) = self.state(job) {
                let message = Message::new("part-file")
                    .with("file", path.display().to_string())
                    .with("wrong", error);
                wrong.push(message.into());
            }
            paths.push(path);
        }
        match wrong.is_empty() {
            true => PartFiles::so_far(&paths),
            false => Err(Error::of_lines(ErrorKind::Checkpoint, wrong)),
        }
    }
}

/// What two lists of ranges have in common; both are in order.
fn common(one: Vec<Range<u32>>, other: Vec<Range<u32>>) -> Vec<Range<u32>> {
    let pairs = one
        .iter()
        .flat_map(|a| other.iter().map(|b| a.start.max(b.start)..a.end.min(b.end)));
    pairs.filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_plans_have_in_common_is_what_both_have() {
        let of = |ranges: &[(u32, u32)]| -> Vec<Range<u32>> {
            ranges.iter().map(|(first, end)| *first..*end).collect()
        };
        let one = of(&[(0, 10), (20, 30), (40, 41)]);
        let other = of(&[(5, 22), (25, 40)]);
        assert_eq!(
            common(one.clone(), other),
            of(&[(5, 10), (20, 22), (25, 30)])
        );
        assert_eq!(common(one.clone(), of(&[(0, 100)])), one);
        assert!(common(one, of(&[(10, 20), (30, 40)])).is_empty());
    }
}
