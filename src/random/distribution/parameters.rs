//! The registry: one row per family of distributions. What concerns a single family is in its own file.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::family::Family;
use super::sampler::Sampler;
use super::{constant, empirical, exponential, gamma, lognormal};
use super::{poisson, three_point, uniform, weibull};
use crate::error::{Error, ErrorKind, Result};
use crate::random::Quantity;
use crate::words::Message;

macro_rules! families {
    ($($variant:ident($family:ty),)+) => {
        /// A distribution as data: what a checkpoint holds, checked before a sampler is built.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", bound = "")]
        pub(super) enum Parameters<V: Quantity> {
            $($variant($family),)+
        }

        impl<V: Quantity> Parameters<V> {
            /// The names of all families, each with the names of its parameters.
            pub(super) const KNOWN: &'static [(&'static str, &'static [&'static str])] =
                &[$((<$family as Family<V>>::NAME, <$family as Family<V>>::PARAMETERS),)+];

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
            #[cfg(feature = "office")]
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

            /// A value that fewer than one draw in 10⁹ exceeds, raw.
            #[cfg(feature = "office")]
            pub(super) fn seldom_exceeded(&self) -> f64 {
                match self {
                    $(Self::$variant(family) => Family::<V>::seldom_exceeded(family),)+
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
}

impl<V: Quantity> Parameters<V> {
    /// Refuses parameters that do not give a distribution of a non-negative quantity, or one too large to compute with.
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

    /// The sampler of the distribution. Call it only after [`check`](Self::check) has passed.
    pub(super) fn sampler(&self) -> Sampler {
        let (min, max) = self.support();
        match max == Some(min) {
            true => Sampler::Constant(min),
            false => self.own_sampler(),
        }
    }
}
