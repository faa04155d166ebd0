//! Office by office, the latest first.

use jiff::civil::Date;

use super::answer::{date_of, late_note};
use crate::nation::NationProjection;
use crate::report::page::{Align, Page};
use crate::report::phrases::Phrases;

/// Of more offices than both together, only the latest and the first are shown.
const LATEST: usize = 15;
const FIRST: usize = 5;

pub(super) fn offices(page: &mut Page, p: &NationProjection, say: Phrases) {
    page.heading(&say.word("nation-head-offices"));
    let order = latest_first(p);
    let left_out = order.len().saturating_sub(LATEST + FIRST);
    let row = |office: usize| row(p, office, say);
    let mut rows: Vec<Vec<String>>;
    if left_out == 0 {
        rows = order.iter().map(|office| row(*office)).collect();
    } else {
        let (latest, first) = (&order[..LATEST], &order[order.len() - FIRST..]);
        rows = latest.iter().map(|office| row(*office)).collect();
        let mut gap = vec![String::new(); rows[0].len()];
        gap[0] = "…".to_owned();
        gap[1] = say.say("nation-more-offices", &[("count", left_out.into())]);
        rows.push(gap);
        rows.extend(first.iter().map(|office| row(*office)));
    }
    let heads = [
        ("nation-column-code", Align::Left),
        ("nation-column-name", Align::Left),
        ("nation-column-province", Align::Left),
        ("nation-column-backlog", Align::Right),
        ("nation-column-p50", Align::Right),
        ("nation-column-p90", Align::Right),
        ("column-waiting", Align::Right),
        ("nation-column-blankless", Align::Right),
        ("nation-column-coverage", Align::Right),
    ]
    .map(|(key, align)| (say.word(key), align));
    let columns: Vec<(&str, Align)> = heads
        .iter()
        .map(|(head, align)| (head.as_str(), *align))
        .collect();
    page.wide_table(&columns, &rows);
    let late = |office: &usize| p.offices[*office].nearly_all.quantiles.p90.is_none();
    if order.iter().any(late) {
        late_note(page, p.nation.shared.horizon, say);
    }
    page.note(&say.word("nation-note-offices"));
    if left_out > 0 {
        page.note(&say.word("nation-note-left-out"));
    }
}

/// The offices by the date on which nearly all of their backlog has a card, the latest first, and among those alike the one in which more
/// people wait at the end.
pub(super) fn latest_first(p: &NationProjection) -> Vec<usize> {
    let date = |date: Option<Date>| date.unwrap_or(Date::MAX);
    let mut order: Vec<usize> = (0..p.offices.len()).collect();
    order.sort_by(|a, b| {
        let [a, b] = [a, b].map(|office| &p.offices[*office]);
        let [of_a, of_b] = [a, b].map(|office| office.nearly_all.quantiles);
        (date(of_b.p50).cmp(&date(of_a.p50)))
            .then(date(of_b.p90).cmp(&date(of_a.p90)))
            .then(
                a.nearly_all
                    .share
                    .fraction
                    .total_cmp(&b.nearly_all.share.fraction),
            )
            .then(b.waiting.mean.value.total_cmp(&a.waiting.mean.value))
    });
    order
}

fn row(p: &NationProjection, office: usize, say: Phrases) -> Vec<String> {
    let (row, found) = (&p.nation.table[office], &p.offices[office]);
    let dates = found.nearly_all.quantiles;
    vec![
        row.code.clone(),
        row.name.clone(),
        row.province.clone(),
        say.number(row.backlog),
        date_of(p, office, dates.p50, say),
        date_of(p, office, dates.p90, say),
        say.amount(found.waiting.quantiles.p50),
        say.amount(found.blankless_days.quantiles.p50),
        say.percent_cell(found.coverage.quantiles.p50),
    ]
}
