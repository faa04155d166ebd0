//! The planner's page: the answer first, then the tables that explain it, then all assumptions, then how to repeat the run.

// | file, in reading order | what it holds |
// |---|---|
// | `precision` | how precise the answer is |
// | `so_far` | which replications of several processes it rests on |
// | `answer` | when everyone is served, and what stops it |
// | `supply` | when blanks and ribbons run out |
// | `futures` | fifty futures as dots over the calendar |
// | `obstacle` | why it takes so long, and what would help |
// | `days` | days and dates |
// | `counts` | cards, residents, printers |
// | `places` | sites and kecamatan |
// | `list` | collects numbered sentences |
// | `assumed_residents` | the assumptions about residents |
// | `assumed_supply` | the assumptions about blanks and ribbons |
// | `assumed_days` | the assumptions about open days |
// | `assumptions` | every assumption of the answer |
// | `printers` | the assumptions about printers |

mod answer;
mod assumed_days;
mod assumed_residents;
mod assumed_supply;
mod assumptions;
mod counts;
mod days;
mod futures;
mod list;
mod obstacle;
mod places;
mod precision;
mod printers;
pub(super) mod so_far;
mod supply;

pub(super) use assumed_supply::delay;
pub(super) use days::QUANTILES;

use super::page::Page;
use super::phrases::Phrases;
use crate::projection::{Projection, Replication};
use crate::words::Lang;

/// With fewer replications than this the page says that its dates are rough.
const FEW: u32 = 100;

/// With fewer replications than this they promise nothing, and say nothing of what they did not happen to show.
const PROMISES_NOTHING: u32 = 10;

/// Whether `n` of the replications are too few to promise anything; of an office without chance two are enough.
fn too_few(p: &Projection, n: u32) -> bool {
    let alike = |pair: &[Replication]| pair[0].fingerprint == pair[1].fingerprint;
    let is_fixed = p.outcomes.len() > 1 && p.outcomes.windows(2).all(alike);
    n < PROMISES_NOTHING && !is_fixed
}

/// One projection as a page of plain text, at most 100 columns wide unless a name is longer.
#[must_use]
pub fn run(projection: &Projection, lang: Lang) -> String {
    let (p, say) = (projection, Phrases(lang));
    let mut page = Page::default();
    page.title(&say.title(&p.plan));
    page.paragraph(&say.say(
        "title-run",
        &[
            ("replications", p.replications.into()),
            ("start", say.date(p.plan.start).into()),
            ("horizon", say.date(p.plan.horizon).into()),
        ],
    ));
    if let Some(found) = &p.so_far {
        so_far::so_far(&mut page, p, found, say);
    } else if p.replications < p.requested {
        page.paragraph(&say.say(
            "interrupted",
            &[
                ("done", p.replications.into()),
                ("requested", p.requested.into()),
            ],
        ));
    } else if !p.complete {
        page.paragraph(&say.word("interrupted-after"));
    }
    let dates = p.measures.cleared_on.quantiles;
    let differ = p.replications == 1 || dates.p10 != dates.p90;
    if p.replications < FEW && differ && p.precision.is_none() {
        page.paragraph(&say.word("few-replications"));
    }
    precision::precision(&mut page, p, say);
    page.gap();
    // Most of the page is about those who wait at the start.
    let somebody_waits = p.backlog.p90 > 0;
    answer::answer(&mut page, p, say);
    if somebody_waits {
        answer::without_a_program(&mut page, p, say);
    }
    obstacle::losses(&mut page, p, say);
    if somebody_waits {
        obstacle::remedies(&mut page, p, say);
        obstacle::spread(&mut page, p, say);
        days::days(&mut page, p, say);
    }
    days::more_dates(&mut page, p, say);
    if somebody_waits {
        days::chances(&mut page, p, say);
    }
    supply::stock_outs(&mut page, p, say);
    counts::counts(&mut page, p, say);
    places::sites(&mut page, p, say);
    places::kecamatan(&mut page, p, say);
    counts::observations(&mut page, p, say);
    assumptions::assumptions(&mut page, &p.plan, say);
    page.gap();
    match p.so_far {
        Some(_) => page.paragraph(&say.word("so-far-repeat")),
        None => page.paragraph(&say.word("repeat-how")),
    }
    page.paragraph(&say.repeat(p));
    page.paragraph(&say.hashes(p));
    page.finish()
}
