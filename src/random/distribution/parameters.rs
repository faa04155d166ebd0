//! The registry: one row per family of distributions. What concerns a single family is in its own file.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::family::Family;
use super::sampler::Sampler;
use super::{bernoulli, beta, binomial, constant, discrete, empirical, exponential};
use super::{gamma, geometric, hyperexponential, lognormal, normal, piecewise_linear};
use super::{poisson, three_point, truncated_normal, uniform, weibull};
use crate::error::{Error, ErrorKind, Result};
use crate::random::Quantity;
use crate::words::Message;

/// How a family is written.
pub(super) struct Known {
    pub name: &'static str,
    /// The names of its parameters; none if there may be any number of them.
    pub parameters: &'static [&'static str],
    /// How each of any number of parameters is written.
    pub each: &'static str,
}

macro_rules! families {
    ($($variant:ident($family:ty),)+) => {
        /// A distribution as data: what a checkpoint holds, checked before a sampler is built.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", bound = "")]
        pub(super) enum Parameters<V: Quantity> {
            $($variant($family),)+
        }

        impl<V: Quantity> Parameters<V> {
            /// All families, as they are written.
            pub(super) const KNOWN: &'static [Known] = &[$(Known {
                name: <$family as Family<V>>::NAME,
                parameters: <$family as Family<V>>::PARAMETERS,
                each: <$family as Family<V>>::EACH,
            },)+];

            /// Reads the parameters of the family `name`, one argument per parameter.
            pub(super) fn read(name: &str, arguments: &[&str]) -> Result<Self> {
                match name {
                    $(_ if name == <$family as Family<V>>::NAME => {
                        Family::<V>::read(arguments).map(Self::$variant)
                    })+
                    other => unreachable!("{other} is not in the table of known distributions"),
                }
            }

            fn check_own(&self) -> Result<()> {
                match self {
                    $(Self::$variant(family) => Family::<V>::check(family),)+
                }
            }

            /// The mean, raw.
            pub(super) fn mean(&self) -> f64 {
                match self {
                    $(Self::$variant(family) => Family::<V>::mean(family),)+
                }
            }

            /// The variance, raw.
            pub(super) fn variance(&self) -> f64 {
                match self {
                    $(Self::$variant(family) => Family::<V>::variance(family),)+
                }
            }

            /// The least value and, if there is one, the greatest, raw.
            pub(super) fn support(&self) -> (f64, Option<f64>) {
                match self {
                    $(Self::$variant(family) => Family::<V>::support(family),)+
                }
            }

            /// Whether every draw is a whole number, because the family has no others.
            #[cfg(feature = "office")]
            pub(super) fn is_whole(&self) -> bool {
                match self {
                    $(Self::$variant(_) => <$family as Family<V>>::IS_WHOLE,)+
                }
            }

            fn own_cdf(&self, x: f64) -> f64 {
                match self {
                    $(Self::$variant(family) => Family::<V>::cdf(family, x),)+
                }
            }

            fn own_quantile(&self, p: f64) -> f64 {
                match self {
                    $(Self::$variant(family) => Family::<V>::quantile(family, p),)+
                }
            }

            /// A value that fewer than one draw in 10⁹ exceeds, raw.
            #[cfg(feature = "office")]
            pub(super) fn seldom_exceeded(&self) -> f64 {
                match self {
                    $(Self::$variant(family) => Family::<V>::seldom_exceeded(family),)+
                }
            }

            /// The name of the family, and its parameters with their names, as a scenario file has them; no names where there may be
            /// any number of them.
            #[cfg(feature = "office")]
            pub(super) fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
                match self {
                    $(Self::$variant(family) => {
                        let names = <$family as Family<V>>::PARAMETERS.iter().copied();
                        let arguments = Family::<V>::arguments(family);
                        let named = std::iter::zip(names.chain(std::iter::repeat("")), arguments);
                        (<$family as Family<V>>::NAME, named.collect())
                    })+
                }
            }

            fn own_sampler(&self) -> Sampler {
                match self {
                    $(Self::$variant(family) => Family::<V>::sampler(family),)+
                }
            }
        }

        /// Prints the form used in a scenario file: `lognormal(median = 10 d, spread = 1.8)`; a constant is just its value.
        impl<V: Quantity> fmt::Display for Parameters<V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant(family) => Family::<V>::write(family, f),)+
                }
            }
        }
    };
}

// In the order in which messages list them.
families! {
    Constant(constant::Constant<V>),
    Uniform(uniform::Uniform<V>),
    Triangular(three_point::Triangular<V>),
    Exponential(exponential::Exponential<V>),
    Gamma(gamma::Gamma<V>),
    Erlang(gamma::Erlang<V>),
    Lognormal(lognormal::Lognormal<V>),
    Weibull(weibull::Weibull<V>),
    Pert(three_point::Pert<V>),
    Poisson(poisson::Poisson),
    Empirical(empirical::Empirical<V>),
    Normal(normal::Normal),
    TruncatedNormal(truncated_normal::TruncatedNormal<V>),
    Beta(beta::Beta<V>),
    Hyperexponential(hyperexponential::Hyperexponential<V>),
    Bernoulli(bernoulli::Bernoulli),
    Binomial(binomial::Binomial),
    Geometric(geometric::Geometric),
    Discrete(discrete::Discrete<V>),
    PiecewiseLinear(piecewise_linear::PiecewiseLinear<V>),
}

impl<V: Quantity> Parameters<V> {
    /// Refuses parameters that do not give a distribution of this quantity, or one too large to compute with.
    pub(super) fn check(&self) -> Result<()> {
        self.check_own()?;
        if self.mean() <= V::LARGEST {
            return Ok(());
        }
        Err(Error::of(
            ErrorKind::Value,
            Message::new("distribution-mean")
                .with("written", self.to_string())
                .with("most", Message::new(V::LARGEST_KEY)),
        ))
    }

    /// The probability of a draw that is at most `x`.
    pub(super) fn cdf(&self, x: f64) -> f64 {
        match self.support() {
            (min, Some(max)) if x < min || x >= max => f64::from(u8::from(x >= max)),
            (min, None) if x < min => 0.0,
            _ => self.own_cdf(x).clamp(0.0, 1.0),
        }
    }

    /// The least value that is not exceeded with probability `p`, between 0 and 1, both excluded.
    pub(super) fn quantile(&self, p: f64) -> f64 {
        match self.support() {
            (min, Some(max)) if min == max => min,
            (min, max) => self
                .own_quantile(p)
                .clamp(min, max.unwrap_or(f64::INFINITY)),
        }
    }

    /// The sampler of the distribution. Call it only after [`check`](Self::check) has passed.
    pub(super) fn sampler(&self) -> Sampler {
        let (min, max) = self.support();
        match max == Some(min) {
            true => Sampler::Constant(min),
            false => self.own_sampler(),
        }
    }
}
