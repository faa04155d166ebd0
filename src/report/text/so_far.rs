//! Which replications the answer rests on, where their parts are gathered from several processes and some are missing.

use crate::experiment::{Estimated, Interval};
use crate::office::NEARLY_ALL;
use crate::projection::{HalfWidth, Projection, ScenarioComparison, SoFar};
use crate::report::page::Page;
use crate::report::phrases::Phrases;

/// More ranges than this are not listed.
const MOST_LISTED: usize = 6;

/// On which replications the answer rests, and how precise it is.
pub(super) fn so_far(page: &mut Page, p: &Projection, found: &SoFar, say: Phrases) {
    page.paragraph(&say.say(
        "so-far",
        &[
            ("done", p.replications.into()),
            ("requested", p.requested.into()),
            ("which", which(&found.replications, say).into()),
        ],
    ));
    for width in &found.half_widths {
        page.paragraph(&precise(width, p, say));
    }
}

/// The same for a comparison: on which replications all scenarios rest, and how precise each difference is.
pub(in crate::report) fn compared(
    page: &mut Page,
    c: &ScenarioComparison,
    found: &SoFar,
    say: Phrases,
) {
    let reference = &c.projections[0];
    page.paragraph(&say.say(
        "so-far-compare",
        &[
            ("done", reference.replications.into()),
            ("requested", reference.requested.into()),
            ("which", which(&found.replications, say).into()),
        ],
    ));
    for difference in &c.differences {
        let days = &difference.served_on[NEARLY_ALL].days;
        let Some((mean, Some(interval))) = days.mean.as_ref().map(|mean| (mean.value, mean.ci95))
        else {
            continue;
        };
        let Interval { low, high } = interval;
        page.paragraph(&say.say(
            "so-far-difference",
            &[
                (
                    "name",
                    say.title(&c.projections[difference.scenario].plan).into(),
                ),
                ("reference", say.title(&reference.plan).into()),
                ("half", say.amount((mean - low).max(high - mean)).into()),
            ],
        ));
    }
}

fn precise(width: &HalfWidth, p: &Projection, say: Phrases) -> String {
    let (of, unit) = match width.of {
        Estimated::Quantile(q) => {
            let percent = libm::round(100.0 * q).to_string();
            let of = say.say("precision-of-date", &[("percent", percent.into())]);
            (of, "unit-days")
        }
        _ => (say.word("precision-of-mean"), "unit-working-days"),
    };
    match width.half_width {
        Some(half) => say.say(
            "so-far-precise",
            &[
                ("of", of.into()),
                ("half", say.amount(half).into()),
                ("unit", say.word(unit).into()),
            ],
        ),
        None => match width.of {
            Estimated::Quantile(q) if p.cleared.share.fraction < q => {
                say.say("precision-late", &[("of", of.into())])
            }
            _ => say.say("so-far-unknown", &[("of", of.into())]),
        },
    }
}

/// The ranges of replications, "1 to 100, 201 to 250"; beyond six, the first six and how many more.
pub(in crate::report) fn which(replications: &[[u32; 2]], say: Phrases) -> String {
    let ranges = replications.iter().take(MOST_LISTED);
    let ranges = ranges.map(|[first, last]| {
        say.say(
            "so-far-range",
            &[("first", (*first).into()), ("last", (*last).into())],
        )
    });
    let listed = ranges.collect::<Vec<_>>().join(", ");
    match replications.len().saturating_sub(MOST_LISTED) {
        0 => listed,
        more => say.say(
            "so-far-more",
            &[("listed", listed.into()), ("more", (more as u32).into())],
        ),
    }
}
