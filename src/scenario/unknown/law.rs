//! How a value that nobody knows is drawn, and what it can be.

use jiff::civil::{Date, date};

use crate::office::plan::Possible;
use crate::random::Distribution;
use crate::scenario::tree::{Data, Node};
use crate::scenario::written::thousands::doubt;
use crate::time::Span;

/// Dates are drawn as days since this one.
const DAY_ZERO: Date = date(2000, 1, 1);

/// How a value is drawn.
pub(super) enum Law {
    /// Rounded as [`nearest`] does.
    Whole(Distribution<f64>),
    Fraction(Distribution<f64>),
    Length(Distribution<Span>),
    /// In days since [`DAY_ZERO`], rounded alike.
    Day(Distribution<f64>),
    /// Values with the sums of their weights so far.
    Choice(Vec<(Node, f64)>),
}

impl Law {
    /// The value at a level, a probability between 0 and 1: by inversion, so that a higher level never gives less, and choices come in
    /// their order.
    pub fn at(&self, level: f64) -> Data {
        match self {
            Law::Whole(law) => whole(nearest(law, law.quantile(level))),
            Law::Fraction(law) => fraction(law.quantile(level)),
            Law::Length(law) => length(law.quantile(level)),
            Law::Day(law) => day(nearest(law, law.quantile(level))),
            Law::Choice(choices) => {
                let all = choices.last().map_or(0.0, |(_, sum)| *sum);
                let at = level * all;
                let chosen = choices.iter().find(|(_, sum)| at < *sum).or(choices.last());
                chosen.map_or(Data::Flag(false), |(node, _)| node.data.clone())
            }
        }
    }

    /// The mean, or the first of the likeliest choices.
    pub fn middle(&self) -> Data {
        match self {
            Law::Whole(law) => whole(nearest(law, law.mean())),
            Law::Fraction(law) => fraction(law.mean()),
            Law::Length(law) => length(law.mean()),
            Law::Day(law) => day(nearest(law, law.mean())),
            Law::Choice(choices) => {
                let likeliest =
                    weighted(choices).reduce(|best, one| if one.1 > best.1 { one } else { best });
                likeliest.map_or(Data::Flag(false), |(node, _)| node.data.clone())
            }
        }
    }

    /// What can come of it, in parts.
    pub fn possible(&self) -> Possible {
        let drawn = |(family, parameters)| Possible::Drawn(family, parameters);
        match self {
            Law::Whole(law) | Law::Fraction(law) => drawn(law.parts()),
            Law::Length(law) => drawn(law.parts()),
            Law::Day(law) => {
                let (family, mut parameters) = law.parts();
                for (_, written) in &mut parameters {
                    if let Ok(days) = written.parse() {
                        *written = day(days).written();
                    }
                }
                drawn((family, parameters))
            }
            Law::Choice(choices) => {
                let all = choices.last().map_or(1.0, |(_, sum)| *sum);
                let share = |(node, weight): (&Node, f64)| (node.data.written(), weight / all);
                Possible::OneOf(weighted(choices).map(share).collect())
            }
        }
    }

    /// The least and the greatest value, or all choices.
    pub fn ends(&self) -> Vec<Data> {
        fn both<V: crate::random::Quantity>(
            law: &Distribution<V>,
            data: fn(V) -> Data,
        ) -> Vec<Data> {
            std::iter::once(law.min())
                .chain(law.max())
                .map(data)
                .collect()
        }
        match self {
            Law::Whole(law) => both(law, whole),
            Law::Fraction(law) => both(law, fraction),
            Law::Length(law) => both(law, length),
            Law::Day(law) => both(law, day),
            Law::Choice(choices) => choices.iter().map(|(node, _)| node.data.clone()).collect(),
        }
    }
}

/// Choices with their weights.
fn weighted(choices: &[(Node, f64)]) -> impl Iterator<Item = (&Node, f64)> {
    let before = std::iter::once(0.0).chain(choices.iter().map(|(_, sum)| *sum));
    let choices = choices.iter().zip(before);
    choices.map(|((node, sum), before)| (node, sum - before))
}

/// A draw as a whole number, so that each number of a range counts alike: rounding alone would give the two ends half the weight of the
/// others. The range `[a, b]` is stretched to `[a - ½, b + ½]` first, which leaves draws that are whole already as they are.
fn nearest(law: &Distribution<f64>, draw: f64) -> f64 {
    let low = law.min();
    let high = law.max().unwrap_or(low);
    if high <= low {
        return draw.round();
    }
    let stretched = draw + (draw - low) / (high - low) - 0.5;
    stretched.round().clamp(low.round(), high.round())
}

fn whole(value: f64) -> Data {
    let rounded = value.round() as i64;
    Data::Integer(rounded.to_string(), Some(rounded))
}

fn fraction(value: f64) -> Data {
    Data::Float(value.to_string(), value)
}

/// A length with a zero behind it if its decimals would be asked about as thousands.
fn length(span: Span) -> Data {
    let text = span.to_string();
    Data::Text(match (doubt(&text), text.split_once(' ')) {
        (Some(_), Some((number, unit))) => format!("{number}0 {unit}"),
        _ => text,
    })
}

fn day(days: f64) -> Data {
    let day = DAY_ZERO.saturating_add(jiff::Span::new().days(days.round() as i64));
    Data::Text(day.to_string())
}

/// A distribution of dates as one of days; `None` if it has no date in it.
pub(super) fn in_days(text: &str) -> Option<String> {
    let (name, rest) = text.split_once('(')?;
    let inside = rest.trim_end().strip_suffix(')')?;
    let day = |argument: &str| {
        let (before, value) = match argument.split_once('=') {
            Some((name, value)) => (format!("{name}= "), value),
            None => (String::new(), argument),
        };
        let day: Date = value.trim().parse().ok()?;
        Some(format!("{before}{}", (day - DAY_ZERO).get_days()))
    };
    let days: Option<Vec<String>> = inside.split(',').map(day).collect();
    Some(format!("{name}({})", days?.join(", ")))
}
