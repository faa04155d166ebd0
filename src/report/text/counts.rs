//! Cards, residents and printers counted, and what was seen in the real office beside what was simulated.

use crate::projection::{Measure, ObservationResult, Projection, WaitDays};
use crate::report::page::{Align, Cell, Page};
use crate::report::phrases::{NOTHING, Phrases};

pub(super) fn counts(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-counts"));
    let mut rows: Vec<Vec<Cell>> = [
        ("measure-printed", &p.printed),
        ("measure-spoiled", &p.spoiled),
        ("measure-failures", &p.failures),
        ("measure-expired", &p.expired_suket),
        ("measure-waiting", &p.waiting_at_end),
    ]
    .map(|(key, measure)| row(say.word(key), measure, say))
    .to_vec();
    rows.push(wait(p, say));
    let heads = ["row-mean", "row-interval"].map(|key| say.word(key));
    let columns = [
        ("", Align::Left),
        (&heads[0], Align::Right),
        (&heads[1], Align::Right),
        ("P10", Align::Right),
        ("P50", Align::Right),
        ("P90", Align::Right),
    ];
    page.table(&columns, &rows);
    page.note(&say.word("note-wait"));
    if p.wait_days.mean.is_none() {
        page.note(&say.word("note-wait-censored"));
    }
}

fn row(name: String, measure: &Measure, say: Phrases) -> Vec<Cell> {
    let Measure {
        mean,
        p10,
        p50,
        p90,
    } = measure;
    let mut row = vec![name.into()];
    row.extend(say.mean(mean).map(Cell::from));
    row.extend([p10, p50, p90].map(|count| say.amount(count.round()).into()));
    row
}

fn wait(p: &Projection, say: Phrases) -> Vec<Cell> {
    let WaitDays {
        mean,
        p10,
        p50,
        p90,
    } = &p.wait_days;
    let mut row = vec![say.word("measure-wait").into()];
    let mean = mean
        .as_ref()
        .map_or([NOTHING.into(), NOTHING.into()], |mean| say.mean(mean));
    row.extend(mean.map(Cell::from));
    let late = || Cell::brackets_below(&say.date_or_late(None, p.plan.horizon));
    row.extend([p10, p50, p90].map(|days| days.map_or_else(late, |days| say.number(days).into())));
    row
}

/// What was seen in the real office, with a word where it does not fit.
pub(super) fn observations(page: &mut Page, p: &Projection, say: Phrases) {
    if p.observations.is_empty() {
        return;
    }
    page.heading(&say.word("head-observations"));
    let rows: Vec<Vec<String>> = p
        .observations
        .iter()
        .flat_map(|seen| observed_rows(seen, say))
        .collect();
    let heads = [
        "column-window",
        "column-seen",
        "column-simulated",
        "column-p10-p90",
    ]
    .map(|key| say.word(key));
    let columns = [
        (&*heads[0], Align::Left),
        (&heads[1], Align::Right),
        (&heads[2], Align::Right),
        (&heads[3], Align::Right),
    ];
    page.table(&columns, &rows);
    for seen in &p.observations {
        let parts: u32 = seen.sites.iter().map(|(_, observed, _)| observed).sum();
        if !seen.sites.is_empty() && parts != seen.observed {
            let of = [("parts", parts.into()), ("total", seen.observed.into())];
            page.note(&say.say("note-parts", &of));
        }
    }
    if p.observations.iter().any(outside) {
        page.note(&say.word("note-outside"));
    }
}

fn observed_rows(seen: &ObservationResult, say: Phrases) -> Vec<Vec<String>> {
    let row = |name: String, observed: u32, simulated: &Measure| {
        vec![
            name,
            say.number(observed),
            say.amount(simulated.mean.value),
            say.spread(simulated),
        ]
    };
    let window = match seen.from == seen.until {
        true => say.date(seen.from),
        false => say.say(
            "note-window",
            &[
                ("from", say.date(seen.from).into()),
                ("until", say.date(seen.until).into()),
            ],
        ),
    };
    let mut rows = vec![row(window, seen.observed, &seen.simulated)];
    rows.extend(
        seen.sites
            .iter()
            .map(|(name, observed, simulated)| row(format!("  {name}"), *observed, simulated)),
    );
    rows
}

fn outside(seen: &ObservationResult) -> bool {
    let misses = |observed: u32, m: &Measure| !(m.p10..=m.p90).contains(&f64::from(observed));
    misses(seen.observed, &seen.simulated)
        || seen
            .sites
            .iter()
            .any(|(_, observed, m)| misses(*observed, m))
}
