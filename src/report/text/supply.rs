//! When blanks and ribbons run out, and for how long printing stands still for want of them.

use jiff::civil::Date;

use crate::office::PrinterState;
use crate::office::plan::{Held, Hindrance, Plan};
use crate::projection::{Lack, Projection, Remedy, Replication, StockOuts};
use crate::report::page::{Align, Page};
use crate::report::phrases::Phrases;

/// Open days for which blanks should last: a delivery takes longer than a month to come.
const SCARCE: f64 = 20.0;
/// Stock-outs shown.
const MOST_STOCK_OUTS: usize = 60;

/// Blanks on hand at the start, plus all deliveries dated or asked for by a date: more than that cannot be there.
pub(super) fn pieces(plan: &Plan, date: Date) -> u32 {
    let within = plan.blanks.deliveries.iter().filter(|d| d.date <= date);
    within.fold(plan.blanks.on_hand, |sum, d| sum.saturating_add(d.pieces))
}

/// Whether in most of the futures that are stopped for want of blanks, other sites still have some.
pub(super) fn lie_elsewhere(p: &Projection) -> bool {
    p.mostly(PrinterState::NoBlank, |r| r.blanks_on_hand > 0)
}

/// One stock for all sites, if it was tried.
pub(super) fn one_stock(p: &Projection) -> Option<&Remedy> {
    let mut tried = p.remedies.iter().flatten();
    tried.find(|remedy| remedy.cause == Hindrance::HeldBySite)
}

/// Whether this want took more than half of the printers' time.
pub(super) fn stood_still(p: &Projection, want: PrinterState) -> bool {
    let lost = p.loss.iter().find(|loss| loss.state == want);
    lost.is_some_and(|loss| loss.share > 0.5)
}

/// Whether every future begins without a blank.
pub(super) fn none_at_start(plan: &Plan) -> bool {
    plan.blanks.on_hand == 0 && plan.worlds.is_empty()
}

/// Whether no blanks are to come.
pub(super) fn none_comes(plan: &Plan) -> bool {
    plan.blanks.deliveries.is_empty()
}

/// What more blanks would do, if that was tried.
pub(super) fn more_blanks(p: &Projection, say: Phrases) -> Option<String> {
    if let Some(more) = &p.more_blanks {
        let futures = say.count(&more.cleared, more.replications);
        let of = [
            ("pieces", say.number(more.pieces).into()),
            ("futures", say.futures(futures, more.replications).into()),
        ];
        let key = match more.are_enough() {
            true => "answer-more-blanks",
            false => "answer-more-blanks-not-enough",
        };
        return Some(say.say(key, &of));
    }
    match short_of_blanks(p, 0.0).as_slice() {
        _ if !none_comes(&p.plan) && !p.more_blanks_came() => {
            Some(say.word("answer-blanks-sooner"))
        }
        // Where all lack them, it does not matter to which they go.
        sites
            if p.plan.blanks.held != Held::Pooled
                && !sites.is_empty()
                && sites.len() < p.sites.len() =>
        {
            Some(say.say(
                "answer-blanks-at-sites",
                &[("sites", say.some(sites).into())],
            ))
        }
        _ => None,
    }
}

/// Why a ribbon is lacking on the last day.
pub(super) fn no_ribbon(p: &Projection, say: Phrases) -> String {
    let Some(ribbons) = &p.plan.ribbons else {
        return say.word("stopped-no_ribbon");
    };
    let came = |r: &Replication| r.ribbons_received > r.ribbons_at_start;
    say.word(match ribbons.deliveries.is_empty() {
        true => "stopped-no_ribbon",
        false if p.mostly(PrinterState::NoRibbon, came) => "stopped-no_ribbon-few",
        false => "stopped-no_ribbon-late",
    })
}

/// That no blank is on hand at the start, and from where they come to an office of a nation.
fn none_on_hand(plan: &Plan, say: Phrases) -> String {
    let mut said = say.word("blanks-none-at-start");
    if let Some(allotted) = &plan.allotted {
        let of = [("rule", say.word(&format!("rule-{}", allotted.rule)).into())];
        said.push(' ');
        said.push_str(&say.say("blanks-of-ministry", &of));
    }
    said
}

/// When the last blank is used, and for how long printing then stands still.
pub(super) fn blanks(p: &Projection, say: Phrases) -> String {
    let found = &p.measures.blanks_out_on;
    let dates = found.quantiles;
    let of = |key: &str, date: Option<Date>| {
        let date = say.date_or_late(date, p.plan.horizon);
        let safe = say.date_or_late(dates.p90, p.plan.horizon);
        let futures = say.futures(say.count(&found.share, p.replications), p.replications);
        let of = [
            ("date", date.into()),
            ("safe", safe.into()),
            ("futures", futures.into()),
        ];
        say.say(key, &of)
    };
    let mut said = match (dates.p50, dates.p90) {
        _ if none_at_start(&p.plan) => none_on_hand(&p.plan, say),
        (Some(median), Some(safe)) if median == safe => of("blanks-one-date", Some(median)),
        (Some(median), Some(_)) => of("blanks-two-dates", Some(median)),
        (Some(median), None) => of("blanks-some-date", Some(median)),
        (None, _) if found.share.fraction > 0.0 => of("blanks-some", None),
        (None, _) => match short_of_blanks(p, 0.0).as_slice() {
            [] => say.word("blanks-never"),
            sites => {
                let count = ("count", sites.len().into());
                let of = [("sites", say.some(sites).into()), count];
                say.say("blanks-by-site", &of)
            }
        },
    };
    // A stock-out may be over the same day.
    let (times, days) = (&p.measures.stockouts_count, &p.measures.stockouts_days);
    if times.nonzero > 0 {
        let n = p.replications;
        let standing = f64::from(days.nonzero.max(1));
        let of = [
            ("futures", say.futures(times.nonzero, n).into()),
            ("standing", say.futures(days.nonzero, n).into()),
            (
                "days",
                say.amount(days.mean.value * f64::from(n) / standing).into(),
            ),
        ];
        said.push(' ');
        said.push_str(&say.say(
            match (days.nonzero == times.nonzero, days.nonzero) {
                (_, 0) => "blanks-no-standstill",
                _ if p.plan.blanks.held != Held::Pooled => "blanks-standstill-sites",
                (true, _) => "blanks-standstill",
                (false, _) => "blanks-standstill-some",
            },
            &of,
        ));
    }
    said
}

/// How long the blanks that are left at the end last, if recordings go on and it is not long.
pub(super) fn left_at_end(p: &Projection, say: Phrases) -> Option<String> {
    let (plan, holding) = (&p.plan, &p.holding);
    let recorded = plan.kecamatan.iter().filter_map(|k| k.recordings.as_ref());
    let recorded: f64 = recorded.map(|rate| rate.mean()).sum();
    let goes_on = plan
        .arrivals
        .until
        .is_none_or(|until| until >= plan.horizon)
        && recorded > 0.0;
    let is_told = holding.lacks == Some(Lack::Blanks)
        || holding
            .lately
            .as_ref()
            .is_some_and(|lately| lately.stands_still > 0.5);
    // Where each site has its own, the sum says nothing; what is to come after the end is not simulated.
    let more_comes = plan
        .blanks
        .deliveries
        .iter()
        .any(|lot| lot.date > plan.horizon);
    if !goes_on || is_told || more_comes || plan.blanks.held != Held::Pooled {
        return None;
    }
    let left = p.daily.on_hand.last()?.p50;
    let waiting = p.daily.waiting.last()?.p50;
    // Those who wait take theirs first.
    let for_new = f64::from(left) / (1.0 + p.measures.misprints()) - f64::from(waiting);
    let days = (for_new / recorded).floor();
    let of = [
        ("horizon", say.date(plan.horizon).into()),
        ("blanks", left.into()),
        ("waiting", waiting.into()),
        ("days", (days as u32).into()),
    ];
    let key = match for_new < 0.0 && left > 0 {
        true => "blanks-left-waiting",
        false => "blanks-left",
    };
    (days < SCARCE).then(|| say.say(key, &of))
}

/// The sites whose printers lack blanks in more than a share of their open time.
pub(super) fn short_of_blanks(p: &Projection, share: f64) -> Vec<&str> {
    let lacks = std::iter::zip(&p.sites, p.totals.time_by_site());
    let lacks = lacks.filter(|(_, time)| time.share(PrinterState::NoBlank) > share);
    lacks.map(|(site, _)| site.name.as_str()).collect()
}

/// When a printer first lacks a ribbon; `None` if none does.
pub(super) fn ribbons(p: &Projection, say: Phrases) -> Option<String> {
    let found = &p.measures.ribbons_out_on;
    let futures = (
        "futures",
        say.futures(say.count(&found.share, p.replications), p.replications)
            .into(),
    );
    match found.quantiles.p50 {
        Some(date) => Some(say.say("ribbons-date", &[futures, ("date", say.date(date).into())])),
        None if found.share.fraction > 0.0 => Some(say.say("ribbons-some", &[futures])),
        None => None,
    }
}

/// One row for each stock-out, by its number in a future.
pub(super) fn stock_outs(page: &mut Page, p: &Projection, say: Phrases) {
    if p.stock_outs.is_empty() {
        return;
    }
    page.heading(&say.word("head-stockouts"));
    let of_sites = p.stock_outs.iter().any(|found| found.site.is_some());
    let row = |found: &StockOuts| {
        let begins = found.dates.quantiles.p50;
        let begins = begins.map_or_else(|| say.word("stockouts-seldom"), |date| say.date(date));
        let mut row = vec![
            say.number(found.number),
            say.futures_cell(
                say.count(&found.dates.share, p.replications),
                p.replications,
            ),
            begins,
            say.number(found.days.p50),
            say.number(found.days.p90),
        ];
        row.splice(0..0, found.site.clone());
        row
    };
    let rows: Vec<Vec<String>> = p.stock_outs.iter().take(MOST_STOCK_OUTS).map(row).collect();
    let heads = ["column-stockout", "column-begins", "column-standstill"];
    let [stock_out, begins, standstill] = heads.map(|key| say.word(key));
    let happens = say.of_futures("column-happens", p.replications);
    let site = say.word("column-site");
    let mut columns = vec![
        (&*stock_out, Align::Right),
        (&happens, Align::Left),
        (&begins, Align::Left),
        (&standstill, Align::Right),
        ("P90", Align::Right),
    ];
    if of_sites {
        columns.insert(0, (&site, Align::Left));
    }
    page.table(&columns, &rows);
    if let Some(more) = p.stock_outs.len().checked_sub(MOST_STOCK_OUTS + 1) {
        page.note(&say.say("note-stockouts-more", &[("count", (more + 1).into())]));
    }
    page.note(&say.word(match of_sites {
        true => "note-stockouts-sites",
        false => "note-stockouts",
    }));
}
