//! Many offices together: how many people have a card, which offices are late and which are starved; and rules of allotment compared.

// | file, in reading order | what it holds |
// |---|---|
// | `answer` | the opening: people, offices, starved offices, idle blanks, inequality |
// | `offices` | office by office, the latest first |
// | `allotted` | by what rule blanks were allotted |
// | `compare` | rules beside each other, and the offices between which they differ |
// | `json` | both as JSON |
// | `csv` | both as CSV |

mod allotted;
mod answer;
mod compare;
mod csv;
mod json;
mod offices;

use super::page::{Align, Page, columns};
use super::phrases::Phrases;
use super::text::so_far::which;
use crate::nation::{Allotment, NationProjection};
use crate::words::Lang;

pub use compare::comparison;
pub use csv::{comparison_csv, csv};
pub use json::{comparison_json, json};

/// The answer for a nation as a page of plain text.
#[must_use]
pub fn text(projection: &NationProjection, lang: Lang) -> String {
    let (p, say) = (projection, Phrases(lang));
    let plan = &p.nation.shared;
    let mut page = Page::default();
    page.title(&say.title(plan));
    page.paragraph(&say.say(
        "nation-title",
        &[
            ("offices", p.offices.len().into()),
            ("provinces", provinces(p).into()),
            ("replications", p.replications.into()),
            ("start", say.date(plan.start).into()),
            ("horizon", say.date(plan.horizon).into()),
            ("rule", rule(p.nation.allotment, say).into()),
        ],
    ));
    if let Some(found) = &p.so_far {
        page.paragraph(&so_far(p, found, "so-far", say));
    } else if p.replications < p.requested {
        page.paragraph(&say.say(
            "interrupted",
            &[
                ("done", p.replications.into()),
                ("requested", p.requested.into()),
            ],
        ));
    }
    page.gap();
    answer::answer(&mut page, p, say);
    answer::by_date(&mut page, p, say);
    answer::offices_done(&mut page, p, say);
    offices::offices(&mut page, p, say);
    allotted::allotted(&mut page, &p.nation, say);
    page.gap();
    page.paragraph(&say.word(match p.so_far {
        Some(_) => "so-far-repeat",
        None => "repeat-how",
    }));
    page.paragraph(&say.repeat_of(p.seed, p.replications));
    page.paragraph(&say.hashes_of(&p.nation.digest(), p.fingerprint));
    page.finish()
}

/// On which replications the answer rests, where some are missing.
fn so_far(p: &NationProjection, found: &[[u32; 2]], key: &'static str, say: Phrases) -> String {
    say.say(
        key,
        &[
            ("done", p.replications.into()),
            ("requested", p.requested.into()),
            ("which", which(found, say).into()),
        ],
    )
}

/// A table with these heads, given by their keys: the first column is text, the others are numbers.
fn numbers<const N: usize>(page: &mut Page, keys: [&str; N], rows: &[Vec<String>], say: Phrases) {
    let heads = keys.map(|key| say.word(key));
    let mut aligns = [Align::Right; N];
    aligns[0] = Align::Left;
    page.table(&columns(&heads, &aligns), rows);
}

/// The number of provinces, 0 if the table has none.
fn provinces(p: &NationProjection) -> usize {
    let names = p.nation.table.iter().map(|row| row.province.as_str());
    let names: std::collections::BTreeSet<&str> =
        names.filter(|province| !province.is_empty()).collect();
    names.len()
}

/// A rule in a few words, such as "by need".
pub(super) fn rule(rule: Allotment, say: Phrases) -> String {
    say.word(&format!("rule-{}", rule.key()))
}
