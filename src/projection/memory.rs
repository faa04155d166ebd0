//! What a projection keeps in memory, known before it runs.

use crate::error::{Error, ErrorKind, Result};
use crate::experiment::Settings;
use crate::office::plan::Plan;

use super::Replication;

/// The most that is kept of all replications together, in bytes.
const MOST_KEPT: u64 = 4_000_000_000;

/// Bytes that replications of a plan keep at most: their numbers, and for each day how often each number of residents and of
/// blanks was seen.
pub(super) fn kept(plan: &Plan, replications: u32) -> u64 {
    let n = u64::from(replications);
    let (sites, kecamatan) = (plan.sites.len() as u64, plan.kecamatan.len() as u64);
    let observed = plan.observations.len() as u64 * (4 * sites + 32);
    let row = size_of::<Replication>() as u64 + 12 * sites + 8 * kecamatan + observed + 100;
    let later = plan.blanks.deliveries.iter().map(|d| u64::from(d.pieces));
    let blanks = u64::from(plan.blanks.on_hand) + later.sum::<u64>();
    let seen = n.min(plan.size().residents as u64 + 1) + n.min(blanks + 1);
    n * row + u64::from(plan.last_day() + 1) * seen * 16
}

/// Refuses more replications than memory should hold.
pub(super) fn check(plan: &Plan, settings: &Settings) -> Result<()> {
    let bytes = kept(plan, settings.replications);
    if bytes <= MOST_KEPT {
        return Ok(());
    }
    let most = fewer(plan, settings.replications);
    let message = format!(
        "{} replications of this scenario may need {} GB of memory; at most {most} are wanted, for {} GB",
        settings.replications,
        bytes.div_ceil(1_000_000_000),
        MOST_KEPT / 1_000_000_000,
    );
    Err(Error::new(ErrorKind::Value, message))
}

/// The largest number of replications below one that is too large.
fn fewer(plan: &Plan, too_many: u32) -> u32 {
    let (mut good, mut bad) = (0, too_many);
    while bad - good > 1 {
        let between = good + (bad - good) / 2;
        match kept(plan, between) <= MOST_KEPT {
            true => good = between,
            false => bad = between,
        }
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::sample::bangli_exact;

    fn settings(replications: u32) -> Settings {
        Settings {
            replications,
            ..Settings::default()
        }
    }

    #[test]
    fn bangli_may_be_run_as_often_as_the_command_allows() {
        let plan = bangli_exact();
        assert!(check(&plan, &settings(100_000)).is_ok());
    }

    #[test]
    fn what_would_take_the_machine_is_refused_with_what_would_not() {
        let mut plan = bangli_exact();
        plan.horizon = jiff::civil::date(2047, 1, 1);
        plan.backlog.total = 1_000_000;
        plan.blanks.on_hand = 1_000_000;
        let error = check(&plan, &settings(100_000)).unwrap_err().to_string();
        let most = fewer(&plan, 100_000);
        assert!(
            error.contains(&format!("at most {most} are wanted")),
            "{error}"
        );
        assert!(check(&plan, &settings(most)).is_ok());
        assert!(check(&plan, &settings(most + 1)).is_err());
    }
}
