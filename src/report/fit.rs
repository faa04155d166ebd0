//! Laws fitted to a column of a file, as text and JSON.

use serde::Serialize;

use super::json::{self, Head};
use super::page::{Align, Page};
use super::phrases::{NOTHING, Phrases};
use crate::fitting::{Column, Fitted, Warning};
use crate::random::Quantity;
use crate::time::Span;
use crate::words::Lang;

/// The least p value that is told as it is.
const LEAST_P: f64 = 0.01;
/// The most rows whose numbers are told.
const MOST_ROWS: usize = 10;

/// What was fitted: counts, numbers or durations.
#[derive(Clone, Copy, Debug)]
pub enum Fits<'a> {
    /// Numbers, or counts.
    Numbers(&'a Fitted<f64>),
    /// Durations.
    Times(&'a Fitted<Span>),
}

/// One law, without the kind of quantity.
struct Law<'a> {
    written: &'a str,
    aicc: f64,
    squared: Option<f64>,
    greatest: f64,
    p_value: Option<f64>,
}

/// What the page tells of a fit, without the kind of quantity.
struct Told<'a> {
    count: usize,
    counts: bool,
    /// Mean, standard deviation, least, middle and greatest, as they are written.
    numbers: [String; 5],
    laws: Vec<Law<'a>>,
    warnings: &'a [Warning],
}

impl<'a> Told<'a> {
    fn of<V: Quantity>(fitted: &'a Fitted<V>, write: impl Fn(V) -> String) -> Self {
        let laws = fitted.laws.iter().map(|law| Law {
            written: &law.written,
            aicc: law.aicc,
            squared: law.anderson_darling.or(law.chi_square),
            greatest: law.kolmogorov_smirnov,
            p_value: law.p_value,
        });
        let f = fitted;
        Self {
            count: f.count,
            counts: f.counts,
            numbers: [f.mean, f.sd, f.min, f.median, f.max].map(write),
            laws: laws.collect(),
            warnings: &f.warnings,
        }
    }
}

/// The laws as a page of plain text, with a line to paste into a scenario. `file` is the name of the file.
#[must_use]
pub fn text(fits: Fits<'_>, column: &Column, file: &str, lang: Lang) -> String {
    let say = Phrases(lang);
    let told = match fits {
        Fits::Numbers(fitted) => Told::of(fitted, |number| say.amount(number)),
        Fits::Times(fitted) => Told::of(fitted, |time| duration(time, fitted.mean, say)),
    };
    let mut page = Page::default();
    let [mean, sd, min, median, max] = &told.numbers;
    page.paragraph(&say.say(
        match &column.name {
            Some(_) => "title-fit",
            None => "title-fit-unnamed",
        },
        &[
            ("name", column.name.as_deref().unwrap_or_default().into()),
            ("file", file.into()),
            ("count", told.count.into()),
        ],
    ));
    page.paragraph(&say.say(
        "fit-numbers",
        &[
            ("mean", mean.into()),
            ("sd", sd.into()),
            ("min", min.into()),
            ("median", median.into()),
            ("max", max.into()),
        ],
    ));
    for (key, rows) in [
        ("fit-missing", &column.missing),
        ("fit-censored", &column.censored),
    ] {
        if !rows.is_empty() {
            let said = [
                ("count", rows.len().into()),
                ("rows", listed(rows, say).into()),
            ];
            page.paragraph(&say.say(key, &said));
        }
    }
    for warning in told.warnings {
        page.paragraph(&warning.message().say(lang));
    }
    page.heading(&say.word("head-fit-laws"));
    laws(&mut page, &told, say);
    page.note(&say.word(if told.counts {
        "note-fit-counts"
    } else {
        "note-fit"
    }));
    let key = match fits {
        Fits::Times(_) => Some("print_time"),
        Fits::Numbers(fitted) if fitted.counts => Some("recordings"),
        // Plain numbers with decimals are hardly ever anything but times, and no key takes times without a unit.
        Fits::Numbers(_) => None,
    };
    // A line to paste would be taken for an answer where no law is one.
    let refused =
        |warning: &Warning| matches!(warning, Warning::NoneFits | Warning::Dependent { .. });
    let paste = told
        .laws
        .first()
        .filter(|_| !told.warnings.iter().any(refused));
    match (paste, key) {
        (Some(best), Some(key)) => {
            page.heading(&say.word("head-fit-paste"));
            page.note(&format!("{key} = \"{}\"", best.written));
        }
        (_, None) => {
            page.gap();
            page.paragraph(&say.word("fit-unit"));
        }
        (None, Some(_)) if told.laws.is_empty() => {}
        (None, Some(_)) => {
            page.gap();
            page.paragraph(&say.word("fit-no-paste"));
        }
    }
    page.finish()
}

fn laws(page: &mut Page, told: &Told<'_>, say: Phrases) {
    let squared = say.word(if told.counts {
        "column-chi-square"
    } else {
        "column-a-squared"
    });
    let columns = [
        "column-law",
        "column-aicc",
        "",
        "column-distance",
        "column-p",
    ]
    .map(|key| match key {
        "" => squared.clone(),
        key => say.word(key),
    });
    let aligned = columns.iter().enumerate().map(|(i, name)| {
        let align = if i == 0 { Align::Left } else { Align::Right };
        (name.as_str(), align)
    });
    let aligned: Vec<(&str, Align)> = aligned.collect();
    let least = told.laws.first().map_or(0.0, |law| law.aicc);
    let rows = told.laws.iter().map(|law| {
        let number = |x: f64, digits: usize| crate::words::decimal(say.0, x, digits);
        vec![
            law.written.to_owned(),
            number(law.aicc - least, 1),
            law.squared.map_or(NOTHING.to_owned(), |x| number(x, 2)),
            number(law.greatest, 3),
            match law.p_value {
                None => NOTHING.to_owned(),
                // As many samples as are drawn know no less.
                Some(p) if p <= LEAST_P => format!("≤ {}", number(LEAST_P, 2)),
                Some(p) => number(p, 2),
            },
        ]
    });
    page.table(&aligned, &rows.collect::<Vec<_>>());
}

/// A duration in the unit that fits the mean of all, so that they can be compared.
fn duration(time: Span, mean: Span, say: Phrases) -> String {
    let (key, number) = match mean.as_minutes() {
        minutes if minutes < 2.0 => ("length-seconds", time.as_seconds()),
        minutes if minutes < 120.0 => ("length-minutes", time.as_minutes()),
        minutes if minutes < 2880.0 => ("length-hours", time.as_hours()),
        _ => ("length-days", time.as_days()),
    };
    let finest = if number < 1.0 { 100.0 } else { 10.0 };
    say.say(key, &[("n", ((number * finest).round() / finest).into())])
}

/// The numbers of the first rows.
fn listed(rows: &[u64], say: Phrases) -> String {
    let mut named: Vec<String> = rows.iter().take(MOST_ROWS).map(u64::to_string).collect();
    if rows.len() > MOST_ROWS {
        named.push("…".to_owned());
    }
    match rows.len() > MOST_ROWS {
        true => named.join(", "),
        false => say.list(&named),
    }
}

#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    head: Head,
    file: &'a str,
    column: Option<&'a str>,
    quantity: &'static str,
    #[serde(flatten)]
    numbers: Numbers,
    missing_rows: &'a [u64],
    censored_rows: &'a [u64],
    warnings: &'a [Warning],
    laws: Vec<JsonLaw<'a>>,
}

/// Of durations in seconds.
#[derive(Serialize)]
struct Numbers {
    count: usize,
    mean: f64,
    sd: f64,
    min: f64,
    median: f64,
    max: f64,
}

#[derive(Serialize)]
struct JsonLaw<'a> {
    law: &'a str,
    parameters: u32,
    aicc: f64,
    kolmogorov_smirnov: f64,
    anderson_darling: Option<f64>,
    chi_square: Option<f64>,
    p_value: Option<f64>,
}

/// The laws as JSON.
#[must_use]
pub fn json(fits: Fits<'_>, column: &Column, file: &str) -> String {
    match fits {
        Fits::Numbers(fitted) => {
            let quantity = if fitted.counts { "counts" } else { "numbers" };
            json_of(fitted, column, file, quantity, |number| number)
        }
        Fits::Times(fitted) => json_of(fitted, column, file, "seconds", Span::as_seconds),
    }
}

fn json_of<V: Quantity>(
    fitted: &Fitted<V>,
    column: &Column,
    file: &str,
    quantity: &'static str,
    number: impl Fn(V) -> f64,
) -> String {
    let laws = fitted.laws.iter().map(|law| JsonLaw {
        law: &law.written,
        parameters: law.parameters,
        aicc: law.aicc,
        kolmogorov_smirnov: law.kolmogorov_smirnov,
        anderson_darling: law.anderson_darling,
        chi_square: law.chi_square,
        p_value: law.p_value,
    });
    json::pretty(&Json {
        head: Head::new(),
        file,
        column: column.name.as_deref(),
        quantity,
        numbers: Numbers {
            count: fitted.count,
            mean: number(fitted.mean),
            sd: number(fitted.sd),
            min: number(fitted.min),
            median: number(fitted.median),
            max: number(fitted.max),
        },
        missing_rows: &column.missing,
        censored_rows: &column.censored,
        warnings: &fitted.warnings,
        laws: laws.collect(),
    })
}
