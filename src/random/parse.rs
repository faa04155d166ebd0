//! The written forms of durations, numbers and distributions in scenario files.

use std::str::FromStr;

use super::parameters::Parameters;
use super::{Distribution, Quantity};
use crate::error::{Error, ErrorKind, Result};
use crate::support::nearest::nearest;
use crate::time::Span;

/// The units of a duration with their microseconds, shortest first.
const UNITS: [(&str, i64); 5] = [
    ("s", 1_000_000),
    ("min", 60_000_000),
    ("h", 3_600_000_000),
    ("d", 86_400_000_000),
    ("wk", 604_800_000_000),
];

/// The distributions by name, with their parameters in the order of the constructors. `empirical` takes any number.
const KNOWN: [(&str, &[&str]); 11] = [
    ("constant", &["value"]),
    ("uniform", &["min", "max"]),
    ("triangular", &["min", "mode", "max"]),
    ("exponential", &["mean"]),
    ("gamma", &["shape", "mean"]),
    ("erlang", &["phases", "mean"]),
    ("lognormal", &["median", "spread"]),
    ("weibull", &["shape", "scale"]),
    ("pert", &["min", "mode", "max"]),
    ("poisson", &["mean"]),
    ("empirical", &[]),
];

fn refuse(message: String) -> Error {
    Error::new(ErrorKind::Value, message)
}

/// Reads a duration: a plain decimal number and its unit, one of `s`, `min`, `h`, `d` (24 hours) and `wk`, with or
/// without a blank between them.
///
/// It is rounded to the nearest microsecond.
///
/// # Errors
///
/// [`ErrorKind::Value`] if the text is anything else, or the duration does not fit. A bare number is no duration.
///
/// # Examples
///
/// ```
/// use cetak::random::parse_span;
/// use cetak::time::minutes;
///
/// # fn main() -> Result<(), cetak::Error> {
/// assert_eq!(parse_span("1.5 h")?, minutes(90.0));
/// assert_eq!(parse_span("90min")?, minutes(90.0));
/// assert!(parse_span("90").unwrap_err().to_string().contains("has no unit"));
/// # Ok(())
/// # }
/// ```
pub fn parse_span(text: &str) -> Result<Span> {
    let text = text.trim();
    let number_ends = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(text.len());
    let (number, unit) = (&text[..number_ends], text[number_ends..].trim_start());
    let wanted =
        "a duration is written as a number and one of the units s, min, h, d, wk, as in \"4 min\"";
    if !is_decimal(number) {
        return Err(refuse(format!("\"{text}\" is not a duration: {wanted}")));
    }
    if unit.is_empty() {
        return Err(refuse(format!("\"{text}\" has no unit: {wanted}")));
    }
    let Some((_, micros_per_unit)) = UNITS.iter().find(|(name, _)| *name == unit) else {
        return Err(refuse(format!(
            "\"{text}\" has the unknown unit \"{unit}\": {wanted}"
        )));
    };
    exact_micros(number, *micros_per_unit)
        .map(Span::from_micros)
        .ok_or_else(|| {
            refuse(format!(
                "\"{text}\" is too long: simulated time ends after 292,000 years"
            ))
        })
}

/// Whether the text is an optional sign, then digits with at most one point among them.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.bytes().any(|b| b.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.bytes().filter(|b| *b == b'.').count() <= 1
}

/// A decimal number of units in microseconds. Whole units are multiplied as integers, so that long spans stay exact.
fn exact_micros(decimal: &str, micros_per_unit: i64) -> Option<i64> {
    let negative = decimal.starts_with('-');
    let digits = decimal.trim_start_matches(['-', '+']);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let fraction: f64 = format!("0.{fraction}0").parse().ok()?;
    let part = libm::round(fraction * micros_per_unit as f64) as i64;
    // The least span has no opposite, so the sign comes before the bounds.
    let micros = i128::from(whole) * i128::from(micros_per_unit) + i128::from(part);
    i64::try_from(if negative { -micros } else { micros }).ok()
}

/// Writes a duration so that [`parse_span`] reads back the same: in the longest unit up to days that divides it, as in
/// `90 s`, `4 min`, `36 h`, `14 d`; what is no whole number of seconds, in seconds with decimals.
#[must_use]
pub fn format_span(span: Span) -> String {
    let micros = span.as_micros();
    let longest = UNITS[..4]
        .iter()
        .rev()
        .find(|(_, unit)| micros != 0 && micros % unit == 0);
    if let Some((name, unit)) = longest {
        return format!("{} {name}", micros / unit);
    }
    let sign = if span.is_negative() { "-" } else { "" };
    let (whole, part) = (
        micros.unsigned_abs() / 1_000_000,
        micros.unsigned_abs() % 1_000_000,
    );
    if part == 0 {
        return format!("{sign}{whole} s");
    }
    let decimals = format!("{part:06}");
    format!("{sign}{whole}.{} s", decimals.trim_end_matches('0'))
}

/// Reads a finite plain number.
pub(super) fn parse_number(text: &str) -> Result<f64> {
    let text = text.trim();
    text.parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .ok_or_else(|| {
            refuse(format!(
                "\"{text}\" is not a plain number, which is wanted here without a unit"
            ))
        })
}

fn parse_count(text: &str) -> Result<u32> {
    text.parse().map_err(|_| {
        refuse(format!(
            "\"{text}\" is not a whole number, which is wanted here"
        ))
    })
}

impl<V: Quantity> Distribution<V> {
    /// Reads the written form of a distribution: a name with its parameters in the order of the constructor,
    /// `triangular(2 min, 3 min, 5 min)`, or by name in any order, `lognormal(spread = 1.8, median = 10 d)`. A value
    /// alone, `3 min`, is a constant.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] with what was found and what was wanted.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::random::Distribution;
    /// use cetak::time::{Span, minutes};
    ///
    /// # fn main() -> Result<(), cetak::Error> {
    /// let service = Distribution::<Span>::parse("exponential(4 min)")?;
    /// assert_eq!(service, Distribution::exponential(minutes(4.0))?);
    ///
    /// let cards_until_worn = Distribution::<f64>::parse("weibull(1.5, 20000)")?;
    /// assert_eq!(cards_until_worn, Distribution::weibull(1.5, 20_000.0)?);
    ///
    /// let wrong = Distribution::<Span>::parse("exponental(4 min)").unwrap_err();
    /// assert!(wrong.to_string().contains("did you mean exponential?"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let Some((name, rest)) = text.split_once('(') else {
            return Self::parse_alone(text);
        };
        let name = name.trim_end();
        let Some((name, keys)) = KNOWN.iter().find(|(known, _)| *known == name) else {
            return Err(unknown_distribution(name));
        };
        let Some(inside) = rest.strip_suffix(')') else {
            return Err(refuse(format!(
                "\"{text}\" does not end with the closing bracket of {name}(…)"
            )));
        };
        let parameters = if *name == "empirical" {
            let values = split(inside).map(V::read).collect::<Result<Vec<V>>>();
            let values = values.map_err(|error| in_distribution(name, &error))?;
            Parameters::Empirical {
                values: values.into(),
            }
        } else {
            let arguments = assign(name, keys, inside)?;
            read_parameters(name, &arguments).map_err(|error| in_distribution(name, &error))?
        };
        Self::new(parameters)
    }

    fn parse_alone(text: &str) -> Result<Self> {
        if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Self::constant(V::read(text)?);
        }
        match KNOWN.iter().find(|(known, _)| *known == text) {
            Some((name, keys)) => Err(refuse(format!(
                "{name} lacks its parameters: write {}",
                usage(name, keys)
            ))),
            None => Err(unknown_distribution(text)),
        }
    }
}

/// Reads the written form, as [`Distribution::parse`] does.
impl<V: Quantity> FromStr for Distribution<V> {
    type Err = Error;

    /// # Errors
    ///
    /// As [`Distribution::parse`].
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

fn in_distribution(name: &str, error: &Error) -> Error {
    refuse(format!("{name} distribution: {error}"))
}

fn usage(name: &str, keys: &[&str]) -> String {
    if keys.is_empty() {
        format!("{name}(value, …)")
    } else {
        format!("{name}({})", keys.join(", "))
    }
}

fn unknown_distribution(name: &str) -> Error {
    let names: Vec<&str> = KNOWN.iter().map(|(known, _)| *known).collect();
    refuse(format!(
        "\"{name}\" is not a distribution{}: known are {}",
        suggestion(name, &names),
        names.join(", ")
    ))
}

/// `, did you mean …?` where one of the known names is near.
fn suggestion(found: &str, known: &[&str]) -> String {
    nearest(found, known.iter().copied())
        .map(|name| format!(", did you mean {name}?"))
        .unwrap_or_default()
}

/// The arguments between the brackets; none where there is nothing but blanks.
fn split(inside: &str) -> impl Iterator<Item = &str> {
    let nothing = inside.trim().is_empty();
    inside.split(',').map(str::trim).filter(move |_| !nothing)
}

/// The argument of each key, in the order of the keys.
fn assign<'a>(name: &str, keys: &[&str], inside: &'a str) -> Result<Vec<&'a str>> {
    let wrong_number = |found: usize| {
        refuse(format!(
            "{name} has {found} parameters, but wants {}: write {}",
            keys.len(),
            usage(name, keys)
        ))
    };
    let arguments: Vec<&str> = split(inside).collect();
    let named = arguments.iter().filter(|a| a.contains('=')).count();
    if named == 0 {
        return if arguments.len() == keys.len() {
            Ok(arguments)
        } else {
            Err(wrong_number(arguments.len()))
        };
    }
    if named < arguments.len() {
        return Err(refuse(format!(
            "{name} mixes named parameters with unnamed ones: name all of {} or none",
            keys.join(", ")
        )));
    }
    let mut values = vec![None; keys.len()];
    for argument in &arguments {
        let (key, value) = argument.split_once('=').unwrap_or((argument, ""));
        let key = key.trim();
        let Some(position) = keys.iter().position(|known| *known == key) else {
            return Err(refuse(format!(
                "{name} has no parameter \"{key}\"{}: it has {}",
                suggestion(key, keys),
                keys.join(", ")
            )));
        };
        if values[position].replace(value.trim()).is_some() {
            return Err(refuse(format!("{name} has the parameter {key} twice")));
        }
    }
    let given = arguments.len();
    values
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| wrong_number(given))
}

/// The parameters of the distribution of this name, one argument for each of its keys in [`KNOWN`].
fn read_parameters<V: Quantity>(name: &str, arguments: &[&str]) -> Result<Parameters<V>> {
    let value = |i: usize| V::read(arguments[i]);
    let number = |i: usize| parse_number(arguments[i]);
    Ok(match name {
        "constant" => Parameters::Constant { value: value(0)? },
        "uniform" => Parameters::Uniform {
            min: value(0)?,
            max: value(1)?,
        },
        "triangular" => Parameters::Triangular {
            min: value(0)?,
            mode: value(1)?,
            max: value(2)?,
        },
        "exponential" => Parameters::Exponential { mean: value(0)? },
        "gamma" => Parameters::Gamma {
            shape: number(0)?,
            mean: value(1)?,
        },
        "erlang" => Parameters::Erlang {
            phases: parse_count(arguments[0])?,
            mean: value(1)?,
        },
        "lognormal" => Parameters::Lognormal {
            median: value(0)?,
            spread: number(1)?,
        },
        "weibull" => Parameters::Weibull {
            shape: number(0)?,
            scale: value(1)?,
        },
        "pert" => Parameters::Pert {
            min: value(0)?,
            mode: value(1)?,
            max: value(2)?,
        },
        "poisson" => Parameters::Poisson { mean: number(0)? },
        other => unreachable!("{other} is not in the table of known distributions"),
    })
}
