//! How precise the answer is, where that was asked for.

use crate::experiment::{Estimated, Reached};
use crate::projection::Projection;
use crate::report::page::Page;
use crate::report::phrases::Phrases;

/// A sentence for each precision that was asked for: what was reached of it.
pub(super) fn precision(page: &mut Page, p: &Projection, say: Phrases) {
    for found in p.precision.iter().flatten() {
        page.paragraph(&sentence(found, p, say));
    }
}

fn sentence(found: &Reached, p: &Projection, say: Phrases) -> String {
    let (of, unit) = match found.of {
        Estimated::Quantile(q) => {
            let percent = libm::round(100.0 * q).to_string();
            let of = say.say("precision-of-date", &[("percent", percent.into())]);
            (of, "unit-days")
        }
        _ => (say.word("precision-of-mean"), "unit-working-days"),
    };
    let is_after_horizon =
        matches!(found.of, Estimated::Quantile(q) if p.cleared.share.fraction < q);
    let key = match found.reached {
        None if is_after_horizon => return say.say("precision-late", &[("of", of.into())]),
        None => "precision-unknown",
        Some(_) if found.is_alike() => "precision-alike",
        Some(_) if found.is_reached() => "precision-reached",
        Some(_) => "precision-open",
    };
    say.say(
        key,
        &[
            ("of", of.into()),
            ("wanted", say.asked(found.wanted).into()),
            (
                "reached",
                say.amount(found.reached.unwrap_or_default()).into(),
            ),
            ("unit", say.word(unit).into()),
            ("replications", p.replications.into()),
        ],
    )
}
