//! Counts of cards, residents and printers, and observations of the real office beside the simulated counts.

use super::list::List;
use crate::office::plan::Counted;
use crate::projection::{Found, Measure, MeasureRow, ObservationResult, Projection};
use crate::report::page::{Align, Page};
use crate::report::phrases::{NOTHING, Phrases};
use crate::report::text::days::note_late;
use crate::report::text::places::note_means_outside;

pub(super) fn counts(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-counts"));
    let rows: Vec<Vec<String>> = p
        .measures
        .rows()
        .filter_map(|found| row(found, say))
        .collect();
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
    if rows
        .iter()
        .flatten()
        .any(|cell| *cell == say.word("cell-late"))
    {
        note_late(page, p, say);
    }
    page.note(&say.word("note-risk-and-error"));
    page.note(&say.word("note-wait"));
    for (measure, found) in p.measures.rows() {
        if let Found::Measure(count) = found
            && let Some(note) = unusual(measure, count, p.replications, say)
        {
            page.note(&note);
        }
    }
    let has_new = p.outcomes.iter().any(|r| r.recorded > 0);
    let has_old = p.backlog.p90 > 0;
    if (has_old && p.measures.wait_days.mean.is_none())
        || (has_new && p.measures.new_wait_days.mean.is_none())
    {
        page.note(&say.word("note-wait-censored"));
    }
}

/// A note on a count that happens in few futures, or whose mean a few futures pull out of the range of most.
fn unusual(measure: &MeasureRow, count: &Measure, n: u32, say: Phrases) -> Option<String> {
    let spread = count.quantiles;
    let mean = count.mean.value;
    let measure = ("measure", say.measure(measure).into());
    if count.nonzero > 0 && spread.p90 == 0.0 {
        let futures = say.say(
            "futures-counted",
            &[("count", count.nonzero.into()), ("n", n.into())],
        );
        return Some(say.say("note-rare", &[measure, ("futures", futures.into())]));
    }
    match mean {
        _ if mean > spread.p90 => Some(say.say("note-mean-above", &[measure])),
        _ if mean < spread.p10 => Some(say.say("note-mean-below", &[measure])),
        _ => None,
    }
}

/// The row of a count or of waits; `None` for dates and days, which have tables of their own.
fn row((measure, found): (&MeasureRow, Found<'_>), say: Phrases) -> Option<Vec<String>> {
    let late = || say.word("cell-late");
    let quantiles = match found {
        Found::Days(_) | Found::Dates(_) => return None,
        Found::WaitDays(wait) if wait.quantiles.p10.is_none() => return None,
        Found::Measure(count) => (count.quantiles.each()).map(|count| say.amount(count.round())),
        Found::WaitDays(wait) => {
            (wait.quantiles.each()).map(|days| days.map_or_else(late, |days| say.number(days)))
        }
    };
    let mut row = vec![say.measure(measure)];
    row.extend(
        found
            .mean()
            .map_or([NOTHING.into(), NOTHING.into()], |mean| say.mean(mean)),
    );
    row.extend(quantiles);
    Some(row)
}

/// The observations of the real office, with a note if any does not fit.
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
    let mut said = List::new(say, &p.plan);
    said.about("observations");
    let sources = said.take_sources();
    if !sources.is_empty() {
        page.note(&say.say("note-observed", &[("sources", sources.into())]));
    }
    let simulated = p.observations.iter().flat_map(|seen| &seen.sites);
    note_means_outside(
        page,
        simulated.map(|site| (&site.name, &site.simulated)),
        say,
    );
    for seen in &p.observations {
        let parts: u32 = seen.sites.iter().map(|site| site.observed).sum();
        if !seen.sites.is_empty() && parts != seen.observed {
            let of = [("parts", parts.into()), ("total", seen.observed.into())];
            page.note(&say.say("note-parts", &of));
        }
    }
    let outside: Vec<String> = p
        .observations
        .iter()
        .flat_map(|seen| outside(seen, say))
        .collect();
    if !outside.is_empty() {
        let rows = outside.join("; ");
        page.note(&say.say("note-outside", &[("rows", rows.into())]));
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
    let mut rows = vec![row(window(seen, say), seen.observed, &seen.simulated)];
    rows.extend(
        seen.sites
            .iter()
            .map(|site| row(format!("  {}", site.name), site.observed, &site.simulated)),
    );
    rows
}

/// The window of an observation, and what was counted in it.
fn window(seen: &ObservationResult, say: Phrases) -> String {
    let [from, until] = say.window(seen.window);
    let window = match from == until {
        true => from,
        false => say.say(
            "note-window",
            &[("from", from.into()), ("until", until.into())],
        ),
    };
    match seen.counts {
        Counted::Blanks => say.say("window-blanks", &[("window", window.into())]),
        _ => window,
    }
}

/// The counts that lie outside P10 – P90.
fn outside(seen: &ObservationResult, say: Phrases) -> Vec<String> {
    let misses = |observed: u32, simulated: &Measure| {
        let spread = simulated.quantiles;
        !(spread.p10..=spread.p90).contains(&f64::from(observed))
    };
    let sites = seen
        .sites
        .iter()
        .filter(|site| misses(site.observed, &site.simulated));
    let all = misses(seen.observed, &seen.simulated).then(|| window(seen, say));
    all.into_iter()
        .chain(sites.map(|site| site.name.clone()))
        .collect()
}
