//! Distributions from data: which laws fit observations, how well, and warnings where no law should be fitted.
//!
//! [`fit`] estimates every family by maximum likelihood, ranks the laws by their information criterion [AICc](FittedLaw::aicc), and says how far each is
//! from the data, with a p value from a parametric bootstrap. [`Fitted::warnings`] names too few observations, dependence,
//! rounding, and laws that all fit badly.
//!
//! - Durations (`Span`) and numbers that are not all whole are fitted by continuous laws, whole numbers by laws of counts.
//! - Laws of quantities from 0 on: none has an offset. Observations of 0 leave out the laws that have a density only above 0, and
//!   negative numbers leave the normal distribution alone.
//! - A fitted law knows no more than the data. A law through 20 observations is one of many that pass; see how the answer of a
//!   model depends on it.
//!
//! # Examples
//!
//! ```
//! use cetak::fitting::fit;
//! use cetak::random::{Distribution, Streams};
//! use cetak::time::{Span, minutes};
//!
//! # fn main() -> Result<(), cetak::Error> {
//! // 200 service times, as if they had been taken with a watch.
//! let law = Distribution::lognormal(minutes(3.0), 1.4)?;
//! let mut watch = Streams::new(2017, 0).variate("watch", law);
//! let times: Vec<Span> = (0..200).map(|_| watch.draw()).collect();
//!
//! let fitted = fit(&times, &Streams::new(1, 0))?;
//! let best = &fitted.laws[0];
//! assert!(best.written.starts_with("lognormal("), "{}", best.written);
//! assert!((best.distribution.quantile(0.5).as_minutes() - 3.0).abs() < 0.2);
//! assert!(best.p_value.is_some_and(|p| p > 0.05));
//! # Ok(())
//! # }
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `sample` | the observations, and their figures that all estimates need |
// | `law` | the laws, their likelihoods, and how they are written |
// | `estimate` | maximum likelihood |
// | `goodness` | how far a law is from the observations |
// | `family` | one family, and how well its parameters are known |
// | `warning` | evidence against fitting any law |
// | `fit` | all of it |
// | `units` | the units of times in files |
// | `column` | a column of a CSV file |

#[cfg(feature = "office")]
mod column;
mod estimate;
mod family;
mod fit;
mod goodness;
mod law;
mod sample;
#[cfg(feature = "office")]
mod units;
mod warning;

#[cfg(feature = "office")]
pub use column::{Column, Observations};
pub use family::Family;
pub(crate) use family::FamilyFit;
pub use fit::{Fitted, FittedLaw, fit};
#[cfg(feature = "office")]
pub use units::TimeUnit;
pub use warning::Warning;
