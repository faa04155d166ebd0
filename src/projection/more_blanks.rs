//! How many more blanks would do: as many as are lacking in the end, tried before they are named.

use std::sync::Arc;

use serde::Serialize;

use super::Prepared;
use super::numbers::Share;
use super::replication::Replication;
use super::results::Projection;
use crate::error::Result;
use crate::experiment::{Control, Settings, replicate_all};
use crate::office::PrinterState;
use crate::office::plan::{Held, Plan};
use crate::random::Streams;
use crate::stats::quantile_interval;

/// Replications of a try: enough to tell nine in ten from half.
const MOST: u32 = 100;
/// Who is counted in each try: the first may show that more is lacking still, because those who were served by then no longer stood in line for a
/// printer. The last counts new residents too: they may be served before those who wait at the start.
const COUNTED: [fn(&Replication) -> u32; 3] = [
    |row| row.backlog_left,
    |row| row.backlog_left,
    Replication::waiting_at_end,
];
/// The most blanks that are looked for: no scenario may hold more.
const MOST_MORE: f64 = 1e9;
/// What is enough: everyone is served in nine of ten replications.
const ENOUGH: f64 = 0.9;

/// More blanks on hand at the start, and what that does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MoreBlanks {
    /// How many more, rounded up to two digits.
    pub pieces: u32,
    /// The share of the replications with them in which everyone who waits at the start is served within the horizon.
    pub cleared: Share,
    /// How many replications were run with them.
    pub replications: u32,
}

impl MoreBlanks {
    /// Whether they do: in nine of ten replications everyone is served.
    #[must_use]
    pub fn are_enough(&self) -> bool {
        self.cleared.fraction >= ENOUGH
    }
}

/// Looks for the number of blanks that, had they been on hand from the start, would serve everyone who waits at the start within the horizon in
/// nine of ten replications, and runs some of the same replications with them. `None` if the want of blanks is not what stops most of the
/// replications that do not clear, if those that come are only too late, or if sites have stocks of their own.
///
/// The number is the upper end of the 95 % interval for P90 of the residents who wait at the start, still wait at the end and can be served,
/// with as many misprints as there were for each card; where that is not enough, because new residents are served before them, of all who wait
/// at the end.
///
/// # Errors
///
/// Like [`project`](super::project()); [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted) if stopped before all are done.
pub fn more_blanks(
    p: &Projection,
    threads: Option<usize>,
    control: &Control<'_>,
) -> Result<Option<MoreBlanks>> {
    if !can_be_told(p) {
        return Ok(None);
    }
    let settings = Settings {
        replications: p.replications.min(MOST),
        seed: p.seed,
        threads,
    };
    let mut found: Option<MoreBlanks> = None;
    let mut rows = Vec::new();
    for counted in COUNTED {
        let (before, lacks) = match &found {
            None => (0, &p.outcomes),
            Some(tried) => (tried.pieces, &rows),
        };
        let Some(more) = lacking(p, lacks, counted) else {
            break;
        };
        let pieces = two_digits(u32::saturating_add(before, more));
        let plan = with(&p.plan, pieces);
        if plan.size().excess().is_some() {
            break;
        }
        let plan = Prepared::new(Arc::new(plan))?;
        let one = |streams: &Streams| Ok(plan.replication(streams, control)?.1);
        rows = replicate_all(&settings, control, one)?;
        let cleared = rows.iter().filter(|row| row.cleared.is_some()).count();
        let tried = MoreBlanks {
            pieces,
            cleared: Share::of(cleared, rows.len()),
            replications: rows.len() as u32,
        };
        if found.insert(tried).are_enough() {
            break;
        }
    }
    Ok(found)
}

/// Whether more blanks are what most of the replications that do not clear want, wherever they lie, and not the same ones earlier.
fn can_be_told(p: &Projection) -> bool {
    let stops = p.stopped_by.first().map(|cause| cause.state);
    stops == Some(PrinterState::NoBlank)
        && p.cleared.share.fraction < ENOUGH
        && p.plan.blanks.held == Held::Pooled
        && (p.plan.blanks.deliveries.is_empty() || p.more_blanks_came())
}

/// How many blanks these replications lack in the end for those who count in them, if any do.
fn lacking(
    p: &Projection,
    rows: &[Replication],
    counts: impl Fn(&Replication) -> u32,
) -> Option<u32> {
    let waiting = |row: &Replication| -> f64 {
        if row.last_obstacle != Some(PrinterState::NoBlank) {
            return 0.0;
        }
        let never = row.never_served.iter();
        let never = never.map(|id| row.waiting_by_kecamatan[id.index()]);
        f64::from(counts(row).saturating_sub(never.sum()))
    };
    let mut waiting: Vec<f64> = rows.iter().map(waiting).collect();
    waiting.sort_by(f64::total_cmp);
    let p90 = quantile_interval(&waiting, waiting.len(), ENOUGH, 0.95);
    let most = p90.and_then(|p90| p90.high).or(waiting.last().copied())?;
    let (printed, spoiled): (f64, f64) = rows.iter().fold((0.0, 0.0), |(printed, spoiled), row| {
        (
            printed + f64::from(row.printed()),
            spoiled + f64::from(row.spoiled),
        )
    });
    let each = match printed > 0.0 {
        true => 1.0 + spoiled / printed,
        false => 1.0 / (1.0 - worst_spoilage(&p.plan)),
    };
    let lack = (most * each).ceil();
    (1.0..=MOST_MORE).contains(&lack).then_some(lack as u32)
}

/// The largest share of misprints of a printer.
fn worst_spoilage(plan: &Plan) -> f64 {
    let printers = plan.sites.iter().flat_map(|site| &site.printers);
    printers.map(|printer| printer.spoilage).fold(0.0, f64::max)
}

/// Two digits say as much as is known.
fn two_digits(pieces: u32) -> u32 {
    let mut unit = 1;
    while pieces.div_ceil(unit) > 99 {
        unit *= 10;
    }
    pieces.div_ceil(unit).saturating_mul(unit)
}

/// The plan with more blanks on hand at the start, in all of its worlds.
fn with(plan: &Plan, pieces: u32) -> Plan {
    let add = move |plan: &mut Plan| {
        plan.blanks.on_hand = plan.blanks.on_hand.saturating_add(pieces);
    };
    let mut more = plan.clone();
    add(&mut more);
    more.worlds = plan.worlds.then(move |mut drawn| {
        add(&mut drawn);
        drawn
    });
    more
}

#[cfg(test)]
mod tests {
    use super::two_digits;

    #[test]
    fn a_number_is_rounded_up_to_two_digits() {
        let pairs = [
            (1, 1),
            (99, 99),
            (100, 100),
            (101, 110),
            (815, 820),
            (991, 1000),
            (2926, 3000),
            (20_001, 21_000),
            (u32::MAX, u32::MAX),
        ];
        for (pieces, told) in pairs {
            assert_eq!(two_digits(pieces), told);
        }
    }
}
