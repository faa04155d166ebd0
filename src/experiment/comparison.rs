//! Experiments compared on common random numbers.

use super::kinds::{Kind, Value};
use super::output::{Label, Output};
use super::paired::Paired;
use super::results::Results;
use crate::error::{Error, ErrorKind, Result};
use crate::words::Message;

/// Experiments with the same outputs on common random numbers, compared replication by replication.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    results: Vec<&'a Results>,
}

impl<'a> Comparison<'a> {
    /// Takes the results of two or more experiments.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] for fewer than two, and if they do not have the same outputs, the same seed and the same replications.
    pub fn of(results: impl IntoIterator<Item = &'a Results>) -> Result<Self> {
        let results: Vec<&Results> = results.into_iter().collect();
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        let [first, others @ ..] = &results[..] else {
            return wrong(Message::new("comparison-too-few").with("found", 0u32));
        };
        if others.is_empty() {
            return wrong(Message::new("comparison-too-few").with("found", 1u32));
        }
        for other in others {
            if !first.comparable(other) {
                return wrong(Message::new("comparison-unlike").with("name", other.name.clone()));
            }
        }
        Ok(Self { results })
    }

    /// The names of the experiments, in order.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.results.iter().map(|results| results.name.as_str())
    }

    /// The name, the unit and the kind of an output.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    #[must_use]
    pub fn label<K: Kind>(&self, output: Output<K>) -> &Label {
        self.results[0].label(output)
    }

    /// The difference of an output: that of experiment number `other` minus that of experiment number `reference`, counted from 0,
    /// with a 95 % interval for this difference alone.
    ///
    /// # Panics
    ///
    /// If there is no such experiment, or the output belongs to another list of outputs.
    #[must_use]
    pub fn difference<K: Kind>(&self, output: Output<K>, reference: usize, other: usize) -> Paired {
        let [reference, other] = [reference, other].map(|i| self.results[i].values(output));
        let both = std::iter::zip(reference, other);
        Paired::of(both.map(|pair| match pair {
            // What is missing is not larger than what is there, as what is censored is.
            (Value::Missing, _) | (_, Value::Missing) => (None, None),
            (a, b) => (a.number(), b.number()),
        }))
    }
}
