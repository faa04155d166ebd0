//! The parameters of a distribution: checked, summarised, and turned into a sampler.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use rand::distr::Uniform;
use rand_distr::{Gamma, LogNormal, Pert, Poisson, Triangular, Weibull};
use serde::{Deserialize, Serialize};

use super::Quantity;
use super::sampler::{Other, Sampler, Stretch};
use crate::error::{Error, ErrorKind, Result};

/// A distribution as data: what a checkpoint holds, and what is checked before a sampler is built.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields, bound = "")]
pub(super) enum Parameters<V: Quantity> {
    Constant { value: V },
    Uniform { min: V, max: V },
    Triangular { min: V, mode: V, max: V },
    Exponential { mean: V },
    Gamma { shape: f64, mean: V },
    Erlang { phases: u32, mean: V },
    Lognormal { median: V, spread: f64 },
    Weibull { shape: f64, scale: V },
    Pert { min: V, mode: V, max: V },
    Poisson { mean: f64 },
    Empirical { values: Values<V> },
}

/// A list that every copy of its distribution shares, with what is asked of it: a hundred thousand printers may have one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<V>", into = "Vec<V>", bound = "")]
pub(super) struct Values<V: Quantity>(Arc<Summed<V>>);

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

/// The largest mean of a Poisson distribution, up to which the moments of its draws have been tested.
const LARGEST_POISSON_MEAN: f64 = 1e9;

/// The shapes for which the samplers neither underflow nor lose digits.
const SHAPES: std::ops::RangeInclusive<f64> = 0.01..=1e6;

impl<V: Quantity> Parameters<V> {
    /// The name in a scenario file.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Constant { .. } => "constant",
            Self::Uniform { .. } => "uniform",
            Self::Triangular { .. } => "triangular",
            Self::Exponential { .. } => "exponential",
            Self::Gamma { .. } => "gamma",
            Self::Erlang { .. } => "erlang",
            Self::Lognormal { .. } => "lognormal",
            Self::Weibull { .. } => "weibull",
            Self::Pert { .. } => "pert",
            Self::Poisson { .. } => "poisson",
            Self::Empirical { .. } => "empirical",
        }
    }

    /// Refuses parameters that make no distribution of a quantity that is not negative.
    pub(super) fn check(&self) -> Result<()> {
        match self {
            Self::Constant { value } => self.not_negative("value", *value)?,
            Self::Uniform { min, max } => self.increasing(&[("min", *min), ("max", *max)])?,
            Self::Triangular { min, mode, max } | Self::Pert { min, mode, max } => {
                self.increasing(&[("min", *min), ("mode", *mode), ("max", *max)])?;
            }
            Self::Exponential { mean } => self.positive("mean", *mean)?,
            Self::Gamma { shape, mean } => {
                self.shape(*shape)?;
                self.positive("mean", *mean)?;
            }
            Self::Erlang { phases, mean } => {
                if *phases == 0 {
                    return Err(self.refuse("number of phases", phases, "at least 1"));
                }
                self.positive("mean", *mean)?;
            }
            Self::Lognormal { median, spread } => {
                self.positive("median", *median)?;
                if !(spread.is_finite() && *spread >= 1.0) {
                    return Err(self.refuse(
                        "spread",
                        spread,
                        "a plain number, at least 1 (two thirds of the draws lie between median / spread and median × spread)",
                    ));
                }
            }
            Self::Weibull { shape, scale } => {
                self.shape(*shape)?;
                self.positive("scale", *scale)?;
            }
            Self::Poisson { mean } => {
                if !V::COUNTS {
                    return Err(Error::new(
                        ErrorKind::Value,
                        "poisson distribution: it is of counts, but a duration is wanted here",
                    ));
                }
                if !(0.0..=LARGEST_POISSON_MEAN).contains(mean) {
                    return Err(self.refuse("mean", mean, "between 0 and 1000000000"));
                }
            }
            Self::Empirical { values } => {
                if values.is_empty() {
                    return Err(self.refuse("list of values", "empty", "at least one value long"));
                }
                for value in values.iter() {
                    self.not_negative("value", *value)?;
                }
            }
        }
        if self.mean() <= V::LARGEST {
            Ok(())
        } else {
            Err(Error::new(
                ErrorKind::Value,
                format!(
                    "{self}: the mean of this distribution is beyond {}, the largest that can be computed with",
                    V::LARGEST_WRITTEN
                ),
            ))
        }
    }

    fn refuse(&self, parameter: &str, found: impl fmt::Display, wanted: &str) -> Error {
        Error::new(
            ErrorKind::Value,
            format!(
                "{} distribution: the {parameter} is {found}, but must be {wanted}",
                self.name()
            ),
        )
    }

    fn not_negative(&self, parameter: &str, found: V) -> Result<()> {
        if found.to_raw().is_nan() || found.to_raw() < 0.0 {
            return Err(self.refuse(parameter, found.written(), "0 or more"));
        }
        if found.to_raw() > V::LARGEST {
            let wanted = format!("at most {}", V::LARGEST_WRITTEN);
            return Err(self.refuse(parameter, found.written(), &wanted));
        }
        Ok(())
    }

    fn positive(&self, parameter: &str, found: V) -> Result<()> {
        self.not_negative(parameter, found)?;
        if found.to_raw() == 0.0 {
            return Err(self.refuse(parameter, found.written(), "more than 0"));
        }
        Ok(())
    }

    fn increasing(&self, parameters: &[(&str, V)]) -> Result<()> {
        for (parameter, found) in parameters {
            self.not_negative(parameter, *found)?;
        }
        for pair in parameters.windows(2) {
            let [(lower_name, lower), (upper_name, upper)] = [pair[0], pair[1]];
            if lower.to_raw() > upper.to_raw() {
                let wanted = format!("at least the {lower_name}, {}", lower.written());
                return Err(self.refuse(upper_name, upper.written(), &wanted));
            }
        }
        Ok(())
    }

    fn shape(&self, found: f64) -> Result<()> {
        if SHAPES.contains(&found) {
            Ok(())
        } else {
            Err(self.refuse("shape", found, "a plain number between 0.01 and 1000000"))
        }
    }

    /// The mean, raw.
    pub(super) fn mean(&self) -> f64 {
        match self {
            Self::Constant { value } => value.to_raw(),
            Self::Uniform { min, max } => (min.to_raw() + max.to_raw()) / 2.0,
            Self::Triangular { min, mode, max } => {
                (min.to_raw() + mode.to_raw() + max.to_raw()) / 3.0
            }
            Self::Exponential { mean } | Self::Gamma { mean, .. } | Self::Erlang { mean, .. } => {
                mean.to_raw()
            }
            Self::Lognormal { median, spread } => {
                let sigma = libm::log(*spread);
                median.to_raw() * libm::exp(0.5 * sigma * sigma)
            }
            Self::Weibull { shape, scale } => scale.to_raw() * libm::tgamma(1.0 + 1.0 / shape),
            Self::Pert { min, mode, max } => {
                (min.to_raw() + 4.0 * mode.to_raw() + max.to_raw()) / 6.0
            }
            Self::Poisson { mean } => *mean,
            Self::Empirical { values } => values.0.mean,
        }
    }

    /// The least and, where there is one, the greatest value, raw.
    pub(super) fn support(&self) -> (f64, Option<f64>) {
        match self {
            Self::Constant { value } => (value.to_raw(), Some(value.to_raw())),
            Self::Uniform { min, max }
            | Self::Triangular { min, max, .. }
            | Self::Pert { min, max, .. } => (min.to_raw(), Some(max.to_raw())),
            Self::Lognormal { median, spread } if *spread == 1.0 => {
                (median.to_raw(), Some(median.to_raw()))
            }
            Self::Poisson { mean: 0.0 } => (0.0, Some(0.0)),
            Self::Exponential { .. }
            | Self::Gamma { .. }
            | Self::Erlang { .. }
            | Self::Lognormal { .. }
            | Self::Weibull { .. }
            | Self::Poisson { .. } => (0.0, None),
            Self::Empirical { values } => (values.0.least, Some(values.0.greatest)),
        }
    }

    /// A value that fewer than one draw in 10⁹ exceeds, raw: the greatest, the quantile, or where that has no formula a bound on it.
    ///
    /// Gamma and Poisson: Boucheron, Lugosi & Massart 2013, Concentration Inequalities, sections 2.4 and 2.8.
    #[cfg(feature = "office")]
    pub(super) fn seldom_exceeded(&self) -> f64 {
        // ln 10⁹, and the standard normal quantile of 1 − 10⁻⁹.
        const LOG: f64 = 20.723_265_836_946_41;
        const NORMAL: f64 = 5.997_807_015_007_5;
        let gamma = |shape: f64| 1.0 + (2.0 * LOG / shape).sqrt() + LOG / shape;
        match self {
            Self::Exponential { mean } => mean.to_raw() * LOG,
            Self::Gamma { shape, mean } => mean.to_raw() * gamma(*shape),
            Self::Erlang { phases, mean } => mean.to_raw() * gamma(f64::from(*phases)),
            Self::Lognormal { median, spread } => median.to_raw() * libm::pow(*spread, NORMAL),
            Self::Weibull { shape, scale } => scale.to_raw() * libm::pow(LOG, 1.0 / shape),
            Self::Poisson { mean } => mean + (2.0 * LOG * mean).sqrt() + LOG,
            Self::Constant { .. }
            | Self::Uniform { .. }
            | Self::Triangular { .. }
            | Self::Pert { .. }
            | Self::Empirical { .. } => self.support().1.unwrap_or(f64::INFINITY),
        }
    }

    /// What draws from the distribution, once [`check`](Self::check) has passed.
    pub(super) fn sampler(&self) -> Sampler {
        const CHECKED: &str = "the parameters have been checked";
        let (min, max) = self.support();
        if max == Some(min) {
            return Sampler::Constant(min);
        }
        let other = match self {
            Self::Constant { value } => return Sampler::Constant(value.to_raw()),
            Self::Uniform { min, max } => {
                let uniform = Uniform::new_inclusive(min.to_raw(), max.to_raw());
                return Sampler::Uniform(uniform.expect(CHECKED));
            }
            Self::Exponential { mean } => {
                return Sampler::Exponential {
                    mean: mean.to_raw(),
                };
            }
            Self::Triangular { min, mode, max } => {
                let stretch = Stretch::new(min.to_raw(), max.to_raw());
                let unit = Triangular::new(0.0, 1.0, stretch.unit(mode.to_raw()));
                Other::Triangular(stretch, unit.expect(CHECKED))
            }
            Self::Gamma { shape, mean } => Other::Gamma {
                scale: mean.to_raw() / shape,
                unit: Gamma::new(*shape, 1.0).expect(CHECKED),
            },
            Self::Erlang { phases, mean } => Other::Gamma {
                scale: mean.to_raw() / f64::from(*phases),
                unit: Gamma::new(f64::from(*phases), 1.0).expect(CHECKED),
            },
            Self::Lognormal { median, spread } => Other::Lognormal(
                LogNormal::new(libm::log(median.to_raw()), libm::log(*spread)).expect(CHECKED),
            ),
            Self::Weibull { shape, scale } => {
                Other::Weibull(Weibull::new(scale.to_raw(), *shape).expect(CHECKED))
            }
            Self::Pert { min, mode, max } => {
                let stretch = Stretch::new(min.to_raw(), max.to_raw());
                let unit = Pert::new(0.0, 1.0).with_mode(stretch.unit(mode.to_raw()));
                Other::Pert(stretch, unit.expect(CHECKED))
            }
            Self::Poisson { mean } => Other::Poisson(Poisson::new(*mean).expect(CHECKED)),
            Self::Empirical { values } => {
                Other::Empirical(values.iter().map(|v| v.to_raw()).collect())
            }
        };
        Sampler::Other(Box::new(other))
    }
}

/// The form of a scenario file: `lognormal(median = 10 d, spread = 1.8)`; a constant is its value alone.
impl<V: Quantity> fmt::Display for Parameters<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self {
            Self::Constant { value } => f.write_str(&value.written()),
            Self::Uniform { min, max } => {
                write!(
                    f,
                    "{name}(min = {}, max = {})",
                    min.written(),
                    max.written()
                )
            }
            Self::Triangular { min, mode, max } | Self::Pert { min, mode, max } => write!(
                f,
                "{name}(min = {}, mode = {}, max = {})",
                min.written(),
                mode.written(),
                max.written()
            ),
            Self::Exponential { mean } => write!(f, "{name}(mean = {})", mean.written()),
            Self::Gamma { shape, mean } => {
                write!(f, "{name}(shape = {shape}, mean = {})", mean.written())
            }
            Self::Erlang { phases, mean } => {
                write!(f, "{name}(phases = {phases}, mean = {})", mean.written())
            }
            Self::Lognormal { median, spread } => {
                write!(
                    f,
                    "{name}(median = {}, spread = {spread})",
                    median.written()
                )
            }
            Self::Weibull { shape, scale } => {
                write!(f, "{name}(shape = {shape}, scale = {})", scale.written())
            }
            Self::Poisson { mean } => write!(f, "{name}(mean = {mean})"),
            Self::Empirical { values } => {
                let written: Vec<String> = values.iter().map(|v| v.written()).collect();
                write!(f, "{name}({})", written.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use statrs::distribution as exact;
    use statrs::distribution::{ContinuousCDF, DiscreteCDF};

    use super::*;

    /// How likely a draw beyond the value is, where the quantile has a formula, and where it is bounded.
    #[test]
    fn fewer_than_one_draw_in_a_billion_exceeds_the_value() {
        let value = |parameters: Parameters<f64>| parameters.seldom_exceeded();
        for mean in [0.5, 12.0, 1e5] {
            let sf = exact::Exp::new(1.0 / mean)
                .unwrap()
                .sf(value(Parameters::Exponential { mean }));
            assert!((sf / 1e-9 - 1.0).abs() < 1e-6, "exponential({mean}): {sf}");
            let beyond = value(Parameters::Poisson { mean }) as u64;
            let sf = exact::Poisson::new(mean).unwrap().sf(beyond);
            assert!(sf < 1e-9, "poisson({mean}): {sf}");
            for shape in [0.1, 1.0, 30.0] {
                let beyond = value(Parameters::Gamma { shape, mean });
                let sf = exact::Gamma::new(shape, shape / mean).unwrap().sf(beyond);
                assert!(sf < 1e-9, "gamma({shape}, {mean}): {sf}");
                let sf = exact::Weibull::new(shape, mean).unwrap();
                let sf = sf.sf(value(Parameters::Weibull { shape, scale: mean }));
                assert!(
                    (sf / 1e-9 - 1.0).abs() < 1e-6,
                    "weibull({shape}, {mean}): {sf}"
                );
            }
            let median = mean;
            for spread in [1.0001_f64, 1.8, 20.0] {
                let beyond = value(Parameters::Lognormal { median, spread });
                let lognormal = exact::LogNormal::new(median.ln(), spread.ln()).unwrap();
                let sf = lognormal.sf(beyond);
                assert!(
                    (sf / 1e-9 - 1.0).abs() < 1e-3,
                    "lognormal({median}, {spread}): {sf}"
                );
            }
        }
        assert_eq!(value(Parameters::Uniform { min: 1.0, max: 4.0 }), 4.0);
        // A mean below 100,000, and draws of billions.
        assert!(
            value(Parameters::Weibull {
                shape: 0.1,
                scale: 0.02
            }) > 1e10
        );
    }
}
