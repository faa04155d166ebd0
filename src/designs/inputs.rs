//! The inputs that a design varies.

use crate::error::{Error, ErrorKind, Result};
use crate::random::Distribution;
use crate::words::Message;

/// One input of a model: a name, and the values that it can have.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    name: String,
    values: Values,
}

#[derive(Clone, Debug, PartialEq)]
enum Values {
    Between { low: f64, high: f64 },
    Of(Distribution<f64>),
}

/// How far from the ends of a distribution without one a level of 0 or 1 is taken.
const END: f64 = 0.001;

impl Input {
    /// An input with any value from `low` to `high`, in the unit of the model.
    #[must_use]
    pub fn between(name: impl Into<String>, low: f64, high: f64) -> Self {
        Self {
            name: name.into(),
            values: Values::Between { low, high },
        }
    }

    /// An input with the values of a distribution, in the unit of the model: a level is the probability of a quantile. Where the
    /// distribution has no least or no greatest value, a level of 0 or 1 is the quantile at 0.001 or 0.999.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::designs::{Input, Inputs, latin_hypercube};
    /// use cetak::random::{Distribution, Streams};
    ///
    /// let repair = Input::distributed("repair (days)", Distribution::lognormal(10.0, 1.8)?);
    /// assert!((repair.value(0.5) - 10.0).abs() < 1e-9);
    /// let inputs = Inputs::new([repair, Input::between("printers", 1.0, 5.0)])?;
    /// let points = latin_hypercube(inputs, 100, &mut Streams::new(1, 0).stream("design"));
    /// let below = (0..100).filter(|point| points.values(*point)[0] < 10.0);
    /// assert_eq!(below.count(), 50);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[must_use]
    pub fn distributed(name: impl Into<String>, distribution: Distribution<f64>) -> Self {
        Self {
            name: name.into(),
            values: Values::Of(distribution),
        }
    }

    /// An input given as a level from 0 to 1, which the caller turns into a value: the probability of a quantile, or the
    /// place in a list.
    #[must_use]
    pub fn level(name: impl Into<String>) -> Self {
        Self::between(name, 0.0, 1.0)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value at this level: the lowest at 0, the highest at 1.
    #[must_use]
    pub fn value(&self, level: f64) -> f64 {
        match &self.values {
            Values::Between { low, high } => low * (1.0 - level) + high * level,
            // Only a normal distribution has no least value.
            Values::Of(law) if level <= 0.0 && law.min() >= 0.0 => law.min(),
            Values::Of(law) => match law.max() {
                Some(most) if level >= 1.0 => most,
                _ if 0.0 < level && level < 1.0 => law.quantile(level),
                _ => law.quantile(level.clamp(END, 1.0 - END)),
            },
        }
    }
}

/// The inputs of a design, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs(Vec<Input>);

impl Inputs {
    /// These inputs.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there are none, if two have the same name, if the limits of one are not finite or do not
    /// rise, or if a distribution is a constant.
    pub fn new(inputs: impl IntoIterator<Item = Input>) -> Result<Self> {
        let inputs: Vec<Input> = inputs.into_iter().collect();
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        if inputs.is_empty() {
            return wrong(Message::new("design-no-inputs"));
        }
        for (i, input) in inputs.iter().enumerate() {
            if inputs[..i].iter().any(|before| before.name == input.name) {
                return wrong(Message::new("design-input-twice").with("name", input.name.as_str()));
            }
            let (low, high) = match &input.values {
                Values::Between { low, high } => (*low, *high),
                Values::Of(law) if law.is_constant() => (law.min(), law.min()),
                Values::Of(_) => continue,
            };
            if !(low < high && (high - low).is_finite()) {
                return wrong(
                    Message::new("design-input-range")
                        .with("name", input.name.as_str())
                        .with("low", low)
                        .with("high", high),
                );
            }
        }
        Ok(Self(inputs))
    }

    /// The number of inputs.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is at least one")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The inputs, in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Input> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(text: &str) -> Distribution<f64> {
        text.parse().expect("a distribution")
    }

    #[test]
    fn a_level_is_the_probability_of_a_quantile_and_ends_are_the_limits() {
        let ends =
            |text: &str| [0.0, 1.0].map(|level| Input::distributed("a", law(text)).value(level));
        assert_eq!(ends("triangular(2, 3, 5)"), [2.0, 5.0]);
        let exponential = law("exponential(4)");
        assert_eq!(ends("exponential(4)"), [0.0, exponential.quantile(0.999)]);
        let normal = law("normal(1, 2)");
        assert_eq!(
            ends("normal(1, 2)"),
            [0.001, 0.999].map(|p| normal.quantile(p))
        );
        let input = Input::distributed("a", normal.clone());
        for level in [1e-5, 0.3, 1.0 - 1e-5] {
            assert_eq!(input.value(level), normal.quantile(level));
        }
    }

    #[test]
    fn a_constant_is_no_input() {
        let inputs = Inputs::new([Input::distributed("a", law("7"))]);
        assert_eq!(
            inputs.unwrap_err().to_string(),
            "input \"a\": its range is from 7 to 7, but must rise and be finite"
        );
    }
}
