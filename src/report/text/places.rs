//! Cards per site and per kecamatan.

use jiff::civil::Date;

use crate::office::{NEARLY_ALL, PrinterState};
use crate::projection::{KecamatanResult, Projection};
use crate::report::page::{Align, Page};
use crate::report::phrases::{NOTHING, Phrases};

/// One row per site: its cards, its utilisation, and its binding constraint.
pub(super) fn sites(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-sites"));
    let state =
        |state: Option<PrinterState>| state.map_or(NOTHING.into(), |state| say.state(state));
    let rows: Vec<Vec<String>> = p
        .sites
        .iter()
        .map(|site| {
            vec![
                site.name.clone(),
                say.amount(site.measures.printed.mean.value.round()),
                say.spread(&site.measures.printed),
                say.percent_cell(site.measures.utilisation.mean.value),
                state(site.binding),
            ]
        })
        .collect();
    let columns = [
        ("column-site", Align::Left),
        ("column-cards", Align::Right),
        ("column-p10-p90", Align::Right),
        ("column-utilisation", Align::Right),
        ("column-binds", Align::Left),
    ];
    table(page, &columns, &rows, say);
    page.note(&say.word("note-sites"));
}

/// One row per kecamatan, and a note on how unequal they are.
pub(super) fn kecamatan(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word("head-kecamatan"));
    let rows: Vec<Vec<String>> = p
        .kecamatan
        .iter()
        .map(|kecamatan| {
            vec![
                kecamatan.name.clone(),
                say.amount(kecamatan.measures.printed.mean.value.round()),
                say.amount(kecamatan.measures.waiting.mean.value.round()),
                say.spread(&kecamatan.measures.waiting),
                served(kecamatan).map_or(NOTHING.into(), |share| say.percent_cell(share)),
                nearly_all(kecamatan, p.plan.horizon, say),
            ]
        })
        .collect();
    let columns = [
        ("column-kecamatan", Align::Left),
        ("column-cards", Align::Right),
        ("column-waiting", Align::Right),
        ("column-p10-p90", Align::Right),
        ("column-served", Align::Right),
        ("column-nearly-all", Align::Left),
    ];
    table(page, &columns, &rows, say);
    if let Some(note) = unequal(&p.kecamatan, say) {
        page.note(&note);
    }
}

/// The 90 % safe date by which 95 % of its backlog are served.
fn nearly_all(kecamatan: &KecamatanResult, horizon: Date, say: Phrases) -> String {
    let found = kecamatan.served_on.get(NEARLY_ALL);
    found.map_or(NOTHING.into(), |served| match served.dates.quantiles.p90 {
        Some(date) => say.short_date(date),
        None => {
            let date = say.day_and_month(horizon);
            say.say("after-horizon", &[("date", date.into())])
        }
    })
}

/// The mean share of residents who have their card; `None` if there were no residents.
fn served(kecamatan: &KecamatanResult) -> Option<f64> {
    let (printed, waiting) = (
        kecamatan.measures.printed.mean.value,
        kecamatan.measures.waiting.mean.value,
    );
    let all = printed + waiting;
    (all > 0.0).then(|| printed / all)
}

fn unequal(all: &[KecamatanResult], say: Phrases) -> Option<String> {
    let mut shares: Vec<(&str, f64)> = all
        .iter()
        .filter_map(|k| Some((k.name.as_str(), served(k)?)))
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    let [(best, best_share), .., (worst, worst_share)] = shares.as_slice() else {
        return None;
    };
    let written = [best_share, worst_share].map(|share| say.percent(*share));
    // Less than a percent of difference is nothing to act on.
    if written[0] == written[1] || best_share - worst_share < 0.01 {
        return Some(say.say("note-equal", &[("share", (&written[0]).into())]));
    }
    Some(say.say(
        "note-unequal",
        &[
            ("best", (*best).into()),
            ("best_share", (&written[0]).into()),
            ("worst", (*worst).into()),
            ("worst_share", (&written[1]).into()),
        ],
    ))
}

/// A table whose column names are keys of messages.
pub(super) fn table(
    page: &mut Page,
    columns: &[(&str, Align)],
    rows: &[Vec<String>],
    say: Phrases,
) {
    let heads: Vec<String> = columns.iter().map(|(key, _)| say.word(key)).collect();
    let columns: Vec<(&str, Align)> = heads
        .iter()
        .zip(columns)
        .map(|(head, (_, align))| (head.as_str(), *align))
        .collect();
    page.table(&columns, rows);
}
