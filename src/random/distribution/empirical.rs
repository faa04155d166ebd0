//! A draw from a list of given values.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, not_empty, not_negative, write_list};
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Empirical<V: Quantity> {
    values: Values<V>,
}

impl<V: Quantity> Distribution<V> {
    /// One of `values` (at least one), each equally likely; a value given twice is twice as likely.
    pub fn empirical(values: &[V]) -> Result<Self> {
        Self::new(Parameters::Empirical(Empirical {
            values: values.to_vec().into(),
        }))
    }
}

impl<V: Quantity> Family<V> for Empirical<V> {
    const NAME: &'static str = "empirical";
    const PARAMETERS: &'static [&'static str] = &[];

    fn read(arguments: &[&str]) -> Result<Self> {
        let values = arguments
            .iter()
            .map(|text| V::read(text))
            .collect::<Result<Vec<V>>>()?;
        Ok(Self {
            values: values.into(),
        })
    }

    fn arguments(&self) -> Vec<String> {
        self.values.iter().map(|value| value.written()).collect()
    }

    /// Writes all values; there may be any number of them.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(Self::NAME, &self.arguments(), f)
    }

    fn check(&self) -> Result<()> {
        not_empty(Self::NAME, self.values.len())?;
        for value in self.values.iter() {
            not_negative(Self::NAME, "value", *value)?;
        }
        Ok(())
    }

    fn mean(&self) -> f64 {
        self.values.0.mean
    }

    fn variance(&self) -> f64 {
        let mean = self.values.0.mean;
        let squares = self.values.iter().map(|value| {
            let off = value.to_raw() - mean;
            off * off
        });
        squares.sum::<f64>() / self.values.len() as f64
    }

    fn support(&self) -> (f64, Option<f64>) {
        (self.values.0.least, Some(self.values.0.greatest))
    }

    fn cdf(&self, x: f64) -> f64 {
        let below = self.values.iter().filter(|value| value.to_raw() <= x);
        below.count() as f64 / self.values.len() as f64
    }

    fn quantile(&self, p: f64) -> f64 {
        let mut sorted: Vec<f64> = self.values.iter().map(|value| value.to_raw()).collect();
        sorted.sort_by(f64::total_cmp);
        let rank = libm::ceil(p * sorted.len() as f64) as usize;
        sorted[rank.clamp(1, sorted.len()) - 1]
    }

    fn sampler(&self) -> Sampler {
        let values: Arc<[f64]> = self.values.iter().map(|value| value.to_raw()).collect();
        Sampler::other(values)
    }
}

/// A list shared by all copies of its distribution, with its mean and limits: a hundred thousand printers may use one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<V>", into = "Vec<V>", bound = "")]
pub struct Values<V: Quantity>(Arc<Summed<V>>);

#[derive(Debug, PartialEq)]
struct Summed<V> {
    list: Vec<V>,
    mean: f64,
    least: f64,
    greatest: f64,
}

impl<V: Quantity> From<Vec<V>> for Values<V> {
    fn from(list: Vec<V>) -> Self {
        let raw = || list.iter().map(|value| value.to_raw());
        Self(Arc::new(Summed {
            mean: raw().sum::<f64>() / list.len() as f64,
            least: raw().fold(f64::INFINITY, f64::min),
            greatest: raw().fold(0.0, f64::max),
            list,
        }))
    }
}

impl<V: Quantity> From<Values<V>> for Vec<V> {
    fn from(values: Values<V>) -> Self {
        values.0.list.clone()
    }
}

impl<V: Quantity> Deref for Values<V> {
    type Target = [V];

    fn deref(&self) -> &[V] {
        &self.0.list
    }
}

impl Draw for Arc<[f64]> {
    fn draw(&self, stream: &mut Stream) -> f64 {
        self[stream.index(self.len())]
    }
}
