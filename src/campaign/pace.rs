//! How long jobs take, and so how long the rest will.

use std::fs;

use serde::{Deserialize, Serialize};

use super::folder::{self, Folder};
use super::table::Campaign;
use crate::error::Result;

/// How long the replications of a job took that one process ran without a break.
#[derive(Serialize, Deserialize)]
struct Pace {
    replications: u32,
    seconds: f64,
}

/// Notes how long a job took, in place of what was noted of it before.
pub(super) fn note(folder: &Folder, job: u32, replications: u32, seconds: f64) -> Result<()> {
    let pace = Pace {
        replications,
        seconds,
    };
    let text = serde_json::to_string(&pace).expect("two numbers are JSON");
    folder::write(&folder.pace(job), &(text + "\n"))
}

/// The seconds that one process would take for what is left of each plan: replications, in the order of the plans. `None` if nothing is
/// known of any.
pub(super) fn seconds_left(campaign: &Campaign, left: &[u32]) -> Option<f64> {
    let mut known = vec![(0.0, 0.0); left.len()];
    for (job, plan) in campaign.jobs().iter().zip(&campaign.plan_of) {
        // A file that another process is just replacing, or that somebody changed, tells nothing.
        let text = fs::read_to_string(campaign.folder.pace(job.number())).ok();
        let pace = text.and_then(|text| serde_json::from_str::<Pace>(&text).ok());
        if let Some(pace) = pace.filter(|pace| pace.replications > 0 && pace.seconds >= 0.0) {
            known[*plan].0 += f64::from(pace.replications);
            known[*plan].1 += pace.seconds;
        }
    }
    let all = known
        .iter()
        .fold((0.0, 0.0), |all, one| (all.0 + one.0, all.1 + one.1));
    let each =
        |(replications, seconds): (f64, f64)| (replications > 0.0).then(|| seconds / replications);
    let of_all = each(all)?;
    let plans = left.iter().zip(known);
    Some(
        plans
            .map(|(left, known)| f64::from(*left) * each(known).unwrap_or(of_all))
            .sum(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Settings;
    use crate::scenario;

    #[test]
    fn each_plan_has_its_pace_and_that_of_all_until_one_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let plans = ["bangli-exact", "bangli-declared"];
        let plans = plans.map(|name| scenario::builtin(name).unwrap().plan);
        let settings = Settings {
            replications: 40,
            ..Settings::default()
        };
        let campaign = Campaign::create(folder.path().join("trial"), plans, &settings, 2).unwrap();
        let left = || seconds_left(&campaign, &[20, 10]);
        assert_eq!(left(), None);
        // Jobs 1 and 3 are of the first plan, 2 and 4 of the second.
        note(&campaign.folder, 1, 10, 5.0).unwrap();
        assert_eq!(left(), Some(15.0));
        note(&campaign.folder, 4, 10, 1.0).unwrap();
        assert_eq!(left(), Some(11.0));
        // What was noted before is replaced, and what is no pace is passed over.
        note(&campaign.folder, 1, 10, 10.0).unwrap();
        assert_eq!(left(), Some(21.0));
        folder::write(&campaign.folder.pace(1), "notes").unwrap();
        assert_eq!(left(), Some(3.0));
    }
}
