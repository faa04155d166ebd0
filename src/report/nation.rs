//! A nation as text.

use crate::nation::{NationComparison, NationProjection};
use crate::words::Lang;

/// The answer as a page of plain text.
#[must_use]
pub fn text(p: &NationProjection, _: Lang) -> String {
    format!(
        "{:#?}",
        (
            &p.offices_done,
            &p.served,
            &p.waiting,
            &p.starved,
            &p.inequality,
            &p.worst_tenth,
            &p.not_received,
            &p.idle_blanks,
            p.fingerprint
        )
    )
}

/// Several rules.
#[must_use]
pub fn comparison(c: &NationComparison, _: Lang) -> String {
    format!("{:#?}", c.differences)
}
