//! The written forms of numbers and distributions in scenario files.

use std::str::FromStr;

use super::Distribution;
use super::parameters::{Known, Parameters};
use crate::error::{Error, ErrorKind, Result};
use crate::random::Quantity;
use crate::support::nearest::nearest;
use crate::words::Message;

fn refuse(message: Message) -> Error {
    Error::of(ErrorKind::Value, message)
}

/// Parses a finite plain number.
pub(in crate::random) fn parse_number(text: &str) -> Result<f64> {
    let text = text.trim();
    text.parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .ok_or_else(|| refuse(Message::new("number-unreadable").with("found", text)))
}

pub(super) fn parse_count(text: &str) -> Result<u32> {
    text.parse()
        .map_err(|_| refuse(Message::new("count-unreadable").with("found", text)))
}

/// Parses the written form of a distribution: a name with its parameters in the order of the constructor,
/// `triangular(2 min, 3 min, 5 min)`, or by name in any order, `lognormal(spread = 1.8, median = 10 d)`. A single value,
/// `3 min`, is a constant.
///
/// # Examples
///
/// ```
/// use cetak::random::Distribution;
/// use cetak::time::minutes;
///
/// # fn main() -> Result<(), cetak::Error> {
/// let service: Distribution = "exponential(4 min)".parse()?;
/// assert_eq!(service, Distribution::exponential(minutes(4.0))?);
///
/// let cards_until_worn: Distribution<f64> = "weibull(1.5, 20000)".parse()?;
/// assert_eq!(cards_until_worn, Distribution::weibull(1.5, 20_000.0)?);
///
/// let wrong = "exponental(4 min)".parse::<Distribution>().unwrap_err();
/// assert!(wrong.to_string().contains("did you mean exponential?"));
/// # Ok(())
/// # }
/// ```
impl<V: Quantity> FromStr for Distribution<V> {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`], which says what was found and what was expected.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let Some((name, rest)) = text.split_once('(') else {
            return alone(text);
        };
        let name = name.trim_end();
        let mut families = Parameters::<V>::KNOWN.iter();
        let Some(known) = families.find(|known| known.name == name) else {
            return Err(unknown_distribution::<V>(name));
        };
        let Some(inside) = rest.strip_suffix(')') else {
            return Err(refuse(
                Message::new("distribution-open")
                    .with("found", text)
                    .with("name", known.name),
            ));
        };
        let arguments = match known.parameters.is_empty() {
            true => split(inside).collect(),
            false => assign(known, inside)?,
        };
        let parameters =
            Parameters::read(name, &arguments).map_err(|error| in_distribution(name, error))?;
        Self::new(parameters)
    }
}

/// Parses a value without a name.
fn alone<V: Quantity>(text: &str) -> Result<Distribution<V>> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Distribution::constant(V::read(text)?);
    }
    let mut families = Parameters::<V>::KNOWN.iter();
    match families.find(|known| known.name == text) {
        Some(known) => Err(refuse(
            Message::new("distribution-bare")
                .with("name", known.name)
                .with("usage", usage(known)),
        )),
        None => Err(unknown_distribution::<V>(text)),
    }
}

pub(super) fn in_distribution(name: &str, error: Error) -> Error {
    refuse(
        Message::new("distribution-because")
            .with("name", name)
            .with("detail", error),
    )
}

fn usage(known: &Known) -> String {
    let name = known.name;
    match known.parameters {
        [] => format!("{name}({}, …)", known.each),
        keys => format!("{name}({})", keys.join(", ")),
    }
}

fn unknown_distribution<V: Quantity>(name: &str) -> Error {
    let known = Parameters::<V>::KNOWN.iter();
    let names: Vec<&str> = known.map(|known| known.name).collect();
    refuse(match nearest(name, names.iter().copied()) {
        Some(near) => Message::new("distribution-unknown-near")
            .with("found", name)
            .with("near", near)
            .with("known", names.join(", ")),
        None => Message::new("distribution-unknown")
            .with("found", name)
            .with("known", names.join(", ")),
    })
}

/// The arguments between the brackets; none if there are only blanks.
fn split(inside: &str) -> impl Iterator<Item = &str> {
    let nothing = inside.trim().is_empty();
    inside.split(',').map(str::trim).filter(move |_| !nothing)
}

/// Finds the argument of each key, in the order of the keys.
fn assign<'a>(known: &Known, inside: &'a str) -> Result<Vec<&'a str>> {
    let (name, keys) = (known.name, known.parameters);
    let wrong_number = |found: usize| {
        refuse(
            Message::new("distribution-count")
                .with("name", name)
                .with("found", found)
                .with("wanted", keys.len())
                .with("usage", usage(known)),
        )
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
        return Err(refuse(
            Message::new("distribution-mixed")
                .with("name", name)
                .with("known", keys.join(", ")),
        ));
    }
    let mut values = vec![None; keys.len()];
    for argument in &arguments {
        let (key, value) = argument.split_once('=').unwrap_or((argument, ""));
        let key = key.trim();
        let Some(position) = keys.iter().position(|known| *known == key) else {
            return Err(refuse(match nearest(key, keys.iter().copied()) {
                Some(near) => Message::new("distribution-parameter-near")
                    .with("name", name)
                    .with("found", key)
                    .with("near", near)
                    .with("known", keys.join(", ")),
                None => Message::new("distribution-parameter-unknown")
                    .with("name", name)
                    .with("found", key)
                    .with("known", keys.join(", ")),
            }));
        };
        if values[position].replace(value.trim()).is_some() {
            return Err(refuse(
                Message::new("distribution-parameter-twice")
                    .with("name", name)
                    .with("found", key),
            ));
        }
    }
    let given = arguments.len();
    values
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| wrong_number(given))
}
