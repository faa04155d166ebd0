//! Cards per site and per kecamatan.

use crate::office::{MILESTONES, PrinterState};
use crate::projection::{KecamatanResult, Measure, Projection, ServedOn};
use crate::report::page::{self, Align, Page};
use crate::report::phrases::{NOTHING, Phrases};
use crate::report::text::days::note_late;

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
    let printed = (p.sites.iter()).map(|site| (&site.name, &site.measures.printed));
    note_means_outside(page, printed, say);
    if p.backlog.p90 > 0 {
        page.note(&say.word("note-sites"));
    }
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
            ]
        })
        .collect();
    let columns = [
        ("column-kecamatan", Align::Left),
        ("column-cards", Align::Right),
        ("column-waiting", Align::Right),
        ("column-p10-p90", Align::Right),
        ("column-served", Align::Right),
    ];
    table(page, &columns, &rows, say);
    let waiting = (p.kecamatan.iter()).map(|one| (&one.name, &one.measures.waiting));
    note_means_outside(page, waiting, say);
    if let Some(note) = unequal(&p.kecamatan, say) {
        page.note(&note);
    }
    milestones(page, p, say);
}

/// The 90 % safe dates by which shares of those who wait at the start in each kecamatan are served.
fn milestones(page: &mut Page, p: &Projection, say: Phrases) {
    if p.kecamatan.len() < 2 || p.kecamatan.iter().all(|one| one.served_on.is_empty()) {
        return;
    }
    page.heading(&say.word("head-milestones-kecamatan"));
    let date = |served: &ServedOn| match served.dates.quantiles.p90 {
        Some(date) => say.date_in(&p.plan, date),
        None => say.word("cell-late"),
    };
    let row = |kecamatan: &KecamatanResult| {
        let mut row = vec![kecamatan.name.clone()];
        row.extend(kecamatan.served_on.iter().map(date));
        row.resize(1 + MILESTONES.len() - 1, NOTHING.to_owned());
        row
    };
    let rows: Vec<Vec<String>> = p.kecamatan.iter().map(row).collect();
    let kecamatan = say.word("column-kecamatan");
    let shares = MILESTONES[..MILESTONES.len() - 1].iter();
    let shares: Vec<String> = shares.map(|percent| format!("{percent} %")).collect();
    let mut columns = vec![(kecamatan.as_str(), Align::Left)];
    columns.extend(shares.iter().map(|share| (share.as_str(), Align::Left)));
    page.wide_table(&columns, &rows);
    let has = |wanted: &str| rows.iter().flatten().any(|cell| cell == wanted);
    if has(&say.word("cell-late")) {
        note_late(page, p, say);
    }
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
    if *best_share == 0.0 {
        return Some(say.word("note-none-served"));
    }
    // Less than a percent of difference is nothing to act on.
    if written[0] == written[1] || best_share - worst_share < 0.01 {
        let key = match written[0] == written[1] {
            true => "note-equal",
            false => "note-nearly-equal",
        };
        let [best, worst] = &written;
        let of = [("best", best.into()), ("worst", worst.into())];
        return Some(say.say(key, &of));
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

/// A note on the rows whose mean lies outside P10 – P90.
pub(super) fn note_means_outside<'a>(
    page: &mut Page,
    rows: impl Iterator<Item = (&'a String, &'a Measure)>,
    say: Phrases,
) {
    // A mean that is shown as one of the limits needs no word.
    let is_outside = |found: &Measure| {
        let mean = found.mean.value.round();
        mean < found.quantiles.p10.round() || mean > found.quantiles.p90.round()
    };
    let outside = rows.filter(|(_, found)| is_outside(found));
    let names: Vec<&str> = outside.map(|(name, _)| name.as_str()).collect();
    if !names.is_empty() {
        page.note(&say.say("note-means-outside", &[("names", say.some(&names).into())]));
    }
}

/// A table whose column names are keys of messages.
pub(super) fn table(
    page: &mut Page,
    columns: &[(&str, Align)],
    rows: &[Vec<String>],
    say: Phrases,
) {
    let heads: Vec<String> = columns.iter().map(|(key, _)| say.word(key)).collect();
    let aligns: Vec<Align> = columns.iter().map(|(_, align)| *align).collect();
    page.table(&page::columns(&heads, &aligns), rows);
}
