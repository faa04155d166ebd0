//! A draw from a list of given values, each with a weight.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Distribution;
use super::family::{Family, not_negative, write_list};
use super::pairs::Pairs;
use super::parameters::Parameters;
use super::sampler::{Draw, Sampler};
use crate::error::Result;
use crate::random::{Quantity, Stream};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct Discrete<V: Quantity> {
    weighted: Pairs<V>,
}

impl<V: Quantity> Distribution<V> {
    /// One of the values (at least one), each with a probability of its weight over the sum of all weights. A weight must be
    /// above 0.
    pub fn discrete(weighted: &[(V, f64)]) -> Result<Self> {
        Self::new(Parameters::Discrete(Discrete {
            weighted: weighted.to_vec().into(),
        }))
    }
}

impl<V: Quantity> Family<V> for Discrete<V> {
    const NAME: &'static str = "discrete";
    const PARAMETERS: &'static [&'static str] = &[];
    const EACH: &'static str = "value: weight";

    fn read(arguments: &[&str]) -> Result<Self> {
        Ok(Self {
            weighted: Pairs::read(arguments)?,
        })
    }

    fn arguments(&self) -> Vec<String> {
        self.weighted.arguments()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_list(Self::NAME, &self.arguments(), f)
    }

    fn check(&self) -> Result<()> {
        self.weighted
            .check_values(Self::NAME, not_negative, "value")?;
        self.weighted.check_weights(Self::NAME)
    }

    fn mean(&self) -> f64 {
        let shares = self.weighted.shares();
        shares.map(|(value, share)| value * share).sum()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        let squares = self.weighted.shares().map(|(value, share)| {
            let off = value - mean;
            share * off * off
        });
        squares.sum()
    }

    fn support(&self) -> (f64, Option<f64>) {
        let values = || self.weighted.iter().map(|(value, _)| value);
        let least = values().fold(f64::INFINITY, f64::min);
        (least, Some(values().fold(0.0, f64::max)))
    }

    fn cdf(&self, x: f64) -> f64 {
        let shares = self.weighted.shares();
        let below = shares.filter(|(value, _)| *value <= x);
        below.map(|(_, share)| share).sum()
    }

    fn quantile(&self, p: f64) -> f64 {
        let mut sorted: Vec<(f64, f64)> = self.weighted.shares().collect();
        sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut rest = p;
        let found = sorted.iter().find(|(_, share)| {
            rest -= share;
            rest <= 0.0
        });
        found.or(sorted.last()).map_or(0.0, |(value, _)| *value)
    }

    fn sampler(&self) -> Sampler {
        Sampler::other(Alias::new(self.weighted.shares().collect()))
    }
}

/// The alias method (Walker 1977, ACM Transactions on Mathematical Software 3), with the table made as by Vose 1991, IEEE
/// Transactions on Software Engineering 17: a draw costs the same however many values there are.
#[derive(Debug)]
struct Alias {
    columns: Vec<Column>,
}

/// Each column is equally likely. It has two values, the first up to its height.
#[derive(Debug)]
struct Column {
    height: f64,
    values: [f64; 2],
}

impl Alias {
    fn new(shares: Vec<(f64, f64)>) -> Self {
        let count = shares.len() as f64;
        let mut columns: Vec<Column> = shares
            .iter()
            .map(|(value, share)| Column {
                height: share * count,
                values: [*value; 2],
            })
            .collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..columns.len()).partition(|i| columns[*i].height < 1.0);
        while let (Some(low), Some(high)) = (small.pop(), large.last().copied()) {
            columns[low].values[1] = columns[high].values[0];
            // In this order, as Vose, so that less is lost to rounding.
            columns[high].height = (columns[high].height + columns[low].height) - 1.0;
            if columns[high].height < 1.0 {
                large.pop();
                small.push(high);
            }
        }
        // What is left is as high as its column, but for rounding.
        for left in small.into_iter().chain(large) {
            columns[left].height = 1.0;
        }
        Self { columns }
    }
}

impl Draw for Alias {
    fn draw(&self, stream: &mut Stream) -> f64 {
        let column = &self.columns[stream.index(self.columns.len())];
        column.values[usize::from(stream.uniform() >= column.height)]
    }
}
