//! The memory that a projection keeps, computed before it runs.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::experiment::Settings;
use crate::office::StockOut;
use crate::office::plan::{Plan, pieces_in_all};
use crate::words::Message;

use super::Replication;

/// Limit on what all replications together keep, in bytes.
pub(crate) const MOST_KEPT: u64 = 4_000_000_000;

/// The most dates of a table of promises: a hundred kecamatan over six years.
const MOST_PROMISES: u64 = 500_000;

/// The numbers of a plan that bound what its replications keep. They are the same for any number of replications, so they are
/// computed once.
struct Kept {
    /// Bytes of the numbers of one replication.
    row: u64,
    days: u64,
    residents: u64,
    blanks: u64,
    /// The places whose days are kept.
    places: u64,
}

impl Kept {
    fn of(plan: &Plan, by_place: bool) -> Self {
        let (sites, kecamatan) = (plan.sites.len() as u64, plan.kecamatan.len() as u64);
        let observed = plan.observations.len() as u64 * (4 * sites + 32);
        // Each stock has one at the start at most, and one after each delivery to it.
        let deliveries = plan.blanks.deliveries.iter();
        let stocks = plan.blanks.held.stocks() as u64;
        let ends = deliveries.map(|lot| lot.site.map_or(stocks, |_| 1));
        let stock_outs = size_of::<StockOut>() as u64 * (stocks + ends.sum::<u64>());
        Self {
            row: size_of::<Replication>() as u64
                + 12 * sites
                + 60 * kecamatan
                + observed
                + stock_outs
                + 100,
            days: u64::from(plan.last_day() + 1),
            residents: plan.size().residents as u64,
            blanks: pieces_in_all(plan.blanks.on_hand, &plan.blanks.deliveries),
            places: if by_place { sites + kecamatan } else { 0 },
        }
    }

    /// Bytes kept by this many replications: their rows, and for each day how often each number of residents and of blanks occurred, and
    /// each number of cards or residents of a place. A few replications wait for their turn with their days as they are.
    fn bytes(&self, replications: u32) -> u64 {
        let n = u64::from(replications);
        let seen = 2 * n.min(self.residents + 1) + n.min(self.blanks + 1);
        let of_place = 200 + 16 * n.min(self.residents + 1);
        n * self.row + self.days * (seen * 16 + self.places * of_place)
    }
}

/// Refuses more replications of these scenarios together than memory should hold.
pub(super) fn check(plans: &[Arc<Plan>], settings: &Settings, by_place: bool) -> Result<()> {
    let replications = settings.replications;
    let kept: Vec<Kept> = plans.iter().map(|plan| Kept::of(plan, by_place)).collect();
    let bytes = |n| kept.iter().map(|kept| kept.bytes(n)).sum::<u64>();
    if bytes(replications) <= MOST_KEPT {
        return Ok(());
    }
    let (mut good, mut bad) = (0, replications);
    while bad - good > 1 {
        let between = good + (bad - good) / 2;
        match bytes(between) <= MOST_KEPT {
            true => good = between,
            false => bad = between,
        }
    }
    Err(too_many(replications, bytes(replications), good.into()))
}

/// The error of replications that need more bytes than [`MOST_KEPT`], of which so many at most can be run.
pub(crate) fn too_many(replications: u32, needed: u64, most: u64) -> Error {
    let gigabytes = |bytes: u64| bytes.div_ceil(1_000_000_000);
    let message = Message::new("too-many-replications")
        .with("replications", replications)
        .with("needed", gigabytes(needed))
        .with("most", most)
        .with("room", gigabytes(MOST_KEPT));
    Error::of(ErrorKind::Value, message)
}

/// Refuses a table of more promises than anybody reads, or whose dates over all replications would take more memory than they should.
/// Returns how many more it may have.
pub(super) fn check_promises(plan: &Plan, promises: u64, settings: &Settings) -> Result<u64> {
    let days = u64::from(plan.last_day() + 1);
    let each = 200 + 24 * days.min(settings.replications.into());
    let most = MOST_PROMISES.min(MOST_KEPT / each);
    if promises <= most {
        return Ok(most - promises);
    }
    let message = Message::new("too-many-promises")
        .with("count", promises as f64)
        .with("most", most);
    Err(Error::of(ErrorKind::Value, message))
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
        let plan = [Arc::new(bangli_exact())];
        assert!(check(&plan, &settings(100_000), false).is_ok());
    }

    #[test]
    fn what_would_take_the_machine_is_refused_with_what_would_not() {
        let mut plan = bangli_exact();
        plan.horizon = jiff::civil::date(2047, 1, 1);
        plan.backlog.total = 1_000_000;
        plan.blanks.on_hand = 1_000_000;
        let plan = [Arc::new(plan)];
        let error = check(&plan, &settings(100_000), false)
            .unwrap_err()
            .to_string();
        let (_, most) = error.split_once("at most ").unwrap();
        let (most, _) = most.split_once(" can be run").unwrap();
        let most: u32 = most.replace(',', "").parse().unwrap();
        assert!(check(&plan, &settings(most), false).is_ok());
        assert!(check(&plan, &settings(most + 1), false).is_err());
    }

    #[test]
    fn the_days_of_places_are_counted() {
        let plan = [Arc::new(bangli_exact())];
        let bytes = |by_place| Kept::of(&plan[0], by_place).bytes(1000);
        // 248 days of five sites and four kecamatan, with a thousand numbers each.
        assert_eq!(bytes(true) - bytes(false), 248 * 9 * (200 + 16 * 1000));
        assert!(check(&plan, &settings(50_000), false).is_ok());
        let mut long = bangli_exact();
        long.horizon = jiff::civil::date(2047, 1, 1);
        let long = [Arc::new(long)];
        assert!(check(&long, &settings(5_000), false).is_ok());
        assert!(check(&long, &settings(5_000), true).is_err());
    }
}
