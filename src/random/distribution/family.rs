//! What a family of distributions consists of, and how its parameters are checked.

use std::fmt;

use super::sampler::Sampler;
use crate::error::{Error, ErrorKind, Result};
use crate::random::Quantity;
use crate::words::{Message, Variable};

/// ln 10⁹.
#[cfg(feature = "office")]
pub(super) const LOG: f64 = 20.723_265_836_946_41;

/// The shapes for which the samplers neither underflow nor lose precision.
const SHAPES: std::ops::RangeInclusive<f64> = 0.01..=1e6;

/// A family of distributions, given by its parameters: one file, and one row in
/// [`Parameters`](super::parameters::Parameters).
///
/// Numbers are raw here: microseconds, or plain.
pub(super) trait Family<V: Quantity>: Sized {
    /// The name in a scenario file.
    const NAME: &'static str;
    /// The names of the parameters, in the order of the constructor; empty if there may be any number of them.
    const PARAMETERS: &'static [&'static str];
    /// How each parameter is written where there may be any number of them.
    const EACH: &'static str = "value";
    /// Whether every draw is a whole number, because the family has no others.
    #[cfg(feature = "office")]
    const IS_WHOLE: bool = false;

    /// Reads the parameters from their texts, one per name.
    fn read(arguments: &[&str]) -> Result<Self>;

    /// The texts of the parameters, one per name.
    fn arguments(&self) -> Vec<String>;

    /// Writes the form used in a scenario file, `lognormal(median = 10 d, spread = 1.8)`.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = Self::PARAMETERS.iter().zip(self.arguments());
        let named: Vec<String> = named
            .map(|(name, argument)| format!("{name} = {argument}"))
            .collect();
        write!(f, "{}({})", Self::NAME, named.join(", "))
    }

    /// Refuses parameters that do not give a distribution of this quantity.
    fn check(&self) -> Result<()>;

    /// The mean.
    fn mean(&self) -> f64;

    /// The variance.
    fn variance(&self) -> f64;

    /// The least value and, if there is one, the greatest.
    fn support(&self) -> (f64, Option<f64>);

    /// The probability of a draw that is at most `x`. Not called where every draw is the same.
    fn cdf(&self, x: f64) -> f64;

    /// The least value whose [`cdf`](Self::cdf) is at least `p`, which lies between 0 and 1, both excluded. Not called where
    /// every draw is the same.
    ///
    /// By [bisection](Self::quantile_by_bisection) unless there is a formula.
    fn quantile(&self, p: f64) -> f64 {
        self.quantile_by_bisection(p)
    }

    /// The same, by bisecting the numbers from 0 on in the order of their bits: 63 steps, whatever the scale.
    fn quantile_by_bisection(&self, p: f64) -> f64 {
        let (mut below, mut found) = (0, f64::MAX.to_bits());
        if self.cdf(0.0) >= p {
            return 0.0;
        }
        while found - below > 1 {
            let middle = below + (found - below) / 2;
            match self.cdf(f64::from_bits(middle)) >= p {
                true => found = middle,
                false => below = middle,
            }
        }
        f64::from_bits(found)
    }

    /// A value that fewer than one draw in 10⁹ exceeds: the greatest value, the quantile, or a bound on the quantile if it
    /// has no formula.
    #[cfg(feature = "office")]
    fn seldom_exceeded(&self) -> f64 {
        self.support().1.unwrap_or(f64::INFINITY)
    }

    /// The sampler of the distribution. Call it only after [`check`](Self::check) has passed.
    fn sampler(&self) -> Sampler;
}

/// An error about one parameter; `wanted` completes "but must be …".
pub(super) fn refused(
    name: &str,
    parameter: &str,
    found: impl Into<Variable>,
    wanted: Message,
) -> Error {
    Error::of(
        ErrorKind::Value,
        Message::new("distribution-refused")
            .with("name", name)
            .with("parameter", parameter)
            .with("found", found)
            .with("wanted", wanted),
    )
}

pub(super) fn not_negative<V: Quantity>(name: &str, parameter: &str, found: V) -> Result<()> {
    let wanted = if found.to_raw().is_nan() || found.to_raw() < 0.0 {
        Message::new("distribution-not-negative")
    } else if found.to_raw() > V::LARGEST {
        Message::new("distribution-at-most").with("most", Message::new(V::LARGEST_KEY))
    } else {
        return Ok(());
    };
    Err(refused(name, parameter, found.written(), wanted))
}

pub(super) fn positive<V: Quantity>(name: &str, parameter: &str, found: V) -> Result<()> {
    not_negative(name, parameter, found)?;
    if found.to_raw() == 0.0 {
        let wanted = Message::new("distribution-positive");
        return Err(refused(name, parameter, found.written(), wanted));
    }
    Ok(())
}

pub(super) fn increasing<V: Quantity>(name: &str, parameters: &[(&str, V)]) -> Result<()> {
    for (parameter, found) in parameters {
        not_negative(name, parameter, *found)?;
    }
    for pair in parameters.windows(2) {
        let [(lower_name, lower), (upper_name, upper)] = [pair[0], pair[1]];
        if lower.to_raw() > upper.to_raw() {
            let wanted = Message::new("distribution-at-least")
                .with("lower", lower_name)
                .with("least", lower.written());
            return Err(refused(name, upper_name, upper.written(), wanted));
        }
    }
    Ok(())
}

pub(super) fn shape(name: &str, parameter: &str, found: f64) -> Result<()> {
    if SHAPES.contains(&found) {
        return Ok(());
    }
    let wanted = Message::new("distribution-shape");
    Err(refused(name, parameter, found.to_string(), wanted))
}

/// Refuses a probability that is not from `least` to 1.
pub(super) fn probability(name: &str, found: f64, least: f64) -> Result<()> {
    if (least..=1.0).contains(&found) {
        return Ok(());
    }
    let wanted = Message::new("distribution-probability").with("least", least);
    Err(refused(name, "probability", found.to_string(), wanted))
}

/// Refuses a distribution of counts where the quantity cannot be one.
pub(super) fn counts<V: Quantity>(name: &str) -> Result<()> {
    if V::COUNTS {
        return Ok(());
    }
    Err(Error::of(
        ErrorKind::Value,
        Message::new("distribution-of-counts").with("name", name),
    ))
}

/// Refuses a list without values.
pub(super) fn not_empty(name: &str, count: usize) -> Result<()> {
    if count > 0 {
        return Ok(());
    }
    Err(Error::of(
        ErrorKind::Value,
        Message::new("distribution-empty").with("name", name),
    ))
}

/// Writes all parameters of a family that may have any number of them.
pub(super) fn write_list(
    name: &str,
    arguments: &[String],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "{name}({})", arguments.join(", "))
}
