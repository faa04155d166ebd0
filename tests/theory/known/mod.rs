//! Values that are known from the literature, and what this crate gives.
//!
//! `UPDATE_EXPECTED=1 cargo test --test theory known` writes them into docs/validation.md.
//!
//! | file | what it holds |
//! |---|---|
//! | `exact` | values that are computed |
//! | `simulated` | values that are estimated, with the error of the estimate |

mod exact;
mod simulated;

use std::fmt::Write;

use cetak::stats::wilson;

use crate::page;

/// A value, and where it was published.
struct Known {
    quantity: String,
    source: &'static str,
    /// As it was printed there: its digits say how exactly it is known.
    published: &'static str,
    found: Found,
}

/// What this crate gives.
enum Found {
    /// To be equal in all digits that were published.
    Exact(f64),
    /// The same, where the published digits are rounded up.
    RoundedUp(f64),
    /// An estimate with its 99.9 % interval, in which the published value has to lie.
    Within(f64, f64, f64),
    /// How often a selection was right, of how many: as often as was promised, or more.
    Often(u64, u64),
}

impl Found {
    fn agrees(&self, published: &str) -> bool {
        let wanted: f64 = published.parse().expect("a number");
        match *self {
            Found::Exact(found) => format!("{found:.*}", digits(published)) == published,
            Found::RoundedUp(found) => {
                let places = 10_f64.powi(digits(published) as i32);
                (found * places).ceil() == (wanted * places).round()
            }
            Found::Within(_, low, high) => low <= wanted && wanted <= high,
            Found::Often(right, of) => wanted <= wilson(right, of, 0.998).1,
        }
    }

    fn text(&self, published: &str) -> String {
        let digits = digits(published);
        match *self {
            Found::Exact(found) => format!("{found:.digits$}"),
            Found::RoundedUp(found) => format!("{found:.0$}", digits + 1),
            Found::Within(mean, low, high) => {
                format!("{mean:.digits$} ({low:.digits$} to {high:.digits$})")
            }
            Found::Often(right, of) => format!("{:.3} of {of}", right as f64 / of as f64),
        }
    }
}

/// The number of digits after the point.
fn digits(published: &str) -> usize {
    published
        .split_once('.')
        .map_or(0, |(_, after)| after.len())
}

const HEADING: &str = "Known values";

const TEXT: &str = "
Values that others have published, and what this crate gives for them. Written by `UPDATE_EXPECTED=1 cargo test --test theory known`; each row is
computed again whenever that test, `known_values_are_found` in tests/theory/known/, runs. It fails where a digit differs that was published; of an
estimate, where the published value lies outside its 99.9 % interval, which is shown; and of a selection, where it is right
less often than it promises, at 99.9 %.

| quantity | source | published | cetak |
|---|---|---:|---:|
";

#[test]
fn known_values_are_found() {
    let mut text = format!("## {HEADING}\n{TEXT}");
    let mut wrong = Vec::new();
    for known in exact::values().into_iter().chain(simulated::values()) {
        let Known {
            quantity,
            source,
            published,
            found,
        } = known;
        let promised = match found {
            Found::Often(..) => "≥ ",
            _ => "",
        };
        let row = format!(
            "| {quantity} | {source} | {promised}{published} | {} |",
            found.text(published)
        );
        if !found.agrees(published) {
            wrong.push(row.clone());
        }
        writeln!(text, "{row}").expect("a string takes everything");
    }
    assert!(wrong.is_empty(), "these differ:\n{}", wrong.join("\n"));
    page::hold(HEADING, &text);
}

/// What is published with six digits is not met by five.
#[test]
fn a_value_is_held_to_all_its_digits() {
    assert!(Found::Exact(4.302_652_7).agrees("4.302653"));
    assert!(!Found::Exact(4.302_651).agrees("4.302653"));
    assert!(!Found::Exact(4.3).agrees("4.302653"));
    assert!(Found::RoundedUp(2.4525).agrees("2.453"));
    assert!(!Found::RoundedUp(2.4531).agrees("2.453"));
    assert!(!Found::RoundedUp(2.4519).agrees("2.453"));
    assert!(Found::Within(0.31, 0.30, 0.32).agrees("0.312140"));
    assert!(!Found::Within(0.31, 0.30, 0.312).agrees("0.312140"));
    assert!(Found::Often(470, 500).agrees("0.95"));
    assert!(!Found::Often(440, 500).agrees("0.95"));
}
