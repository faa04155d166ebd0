//! What is varied.

use crate::error::{Error, ErrorKind, Result};
use crate::words::Message;

/// One input of a model: a name, and the values that it can have.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    name: String,
    low: f64,
    high: f64,
}

impl Input {
    /// An input with any value from `low` to `high`, in the unit of the model.
    #[must_use]
    pub fn between(name: impl Into<String>, low: f64, high: f64) -> Self {
        Self {
            name: name.into(),
            low,
            high,
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
        self.low * (1.0 - level) + self.high * level
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
    /// [`ErrorKind::Value`] if there are none, if two have the same name, or if the limits of one are not finite or do not
    /// rise.
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
            if !(input.low < input.high && (input.high - input.low).is_finite()) {
                return wrong(
                    Message::new("design-input-range")
                        .with("name", input.name.as_str())
                        .with("low", input.low)
                        .with("high", input.high),
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
