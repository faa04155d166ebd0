//! Lists of quantities, each with a number beside it: `3 min: 0.2, 5 min: 0.8`.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::family::{not_empty, refused};
use super::written::parse_number;
use crate::error::{Error, ErrorKind, Result};
use crate::random::Quantity;
use crate::words::Message;

/// The list, shared by all copies of its distribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<(V, f64)>", into = "Vec<(V, f64)>", bound = "")]
pub struct Pairs<V: Quantity>(Arc<[(V, f64)]>);

impl<V: Quantity> From<Vec<(V, f64)>> for Pairs<V> {
    fn from(list: Vec<(V, f64)>) -> Self {
        Self(list.into())
    }
}

impl<V: Quantity> From<Pairs<V>> for Vec<(V, f64)> {
    fn from(pairs: Pairs<V>) -> Self {
        pairs.0.to_vec()
    }
}

impl<V: Quantity> Pairs<V> {
    pub fn read(arguments: &[&str]) -> Result<Self> {
        let pairs = arguments.iter().map(|text| {
            let Some((value, number)) = text.rsplit_once(':') else {
                return Err(Error::of(
                    ErrorKind::Value,
                    Message::new("distribution-no-pair").with("found", *text),
                ));
            };
            Ok((V::read(value.trim())?, parse_number(number)?))
        });
        Ok(Self(pairs.collect::<Result<_>>()?))
    }

    pub fn arguments(&self) -> Vec<String> {
        let pairs = self.0.iter();
        pairs
            .map(|(value, number)| format!("{}: {number}", value.written()))
            .collect()
    }

    /// Raw values with their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (f64, f64)> + Clone {
        self.0
            .iter()
            .map(|(value, number)| (value.to_raw(), *number))
    }

    /// Refuses an empty list, and values that `check` refuses.
    pub fn check_values(
        &self,
        name: &'static str,
        check: fn(&str, &str, V) -> Result<()>,
        called: &'static str,
    ) -> Result<()> {
        not_empty(name, self.0.len())?;
        let mut values = self.0.iter();
        values.try_for_each(|(value, _)| check(name, called, *value))
    }

    /// Refuses weights that are not above 0, or whose sum is not finite.
    pub fn check_weights(&self, name: &'static str) -> Result<()> {
        let sum: f64 = self.0.iter().map(|(_, weight)| weight).sum();
        let wrong = |weight: &&(V, f64)| !(weight.1 > 0.0 && sum.is_finite());
        match self.0.iter().find(wrong) {
            None => Ok(()),
            Some((_, weight)) => {
                let wanted = Message::new("distribution-weight");
                Err(refused(name, "weight", weight.to_string(), wanted))
            }
        }
    }

    /// The values with their shares of all weight.
    pub fn shares(&self) -> impl ExactSizeIterator<Item = (f64, f64)> + Clone {
        let sum: f64 = self.iter().map(|(_, weight)| weight).sum();
        self.iter()
            .map(move |(value, weight)| (value, weight / sum))
    }
}
