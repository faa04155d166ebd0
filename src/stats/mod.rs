//! Statistics of what a simulation observes.
//!
//! - [`Tally`]: single observations, such as the time each customer spends in the system.
//! - [`TimeWeighted`]: a value that stays constant for a while, such as the length of a queue.
//! - [`Shape`], [`Levels`]: the same two with more: skewness and kurtosis; deviation, quantiles and shares of time.
//! - [`Series`]: a value over time, step by step, recorded by [`LevelSeries`] or [`TallySeries`].
//! - [`BatchMeans`]: a confidence interval for the mean of one long, correlated run.
//! - [`Estimate`]: a mean with its confidence interval; [`wilson`]: the same for a proportion.
//! - [`paired_proportions`]: a difference of two proportions, in pairs.
//! - [`skewed_interval`], [`bounded_interval`]: confidence intervals for the mean of skewed and of bounded observations.
//! - [`quantile`], [`censored_quantile`]: the value that a given share of the observations does not exceed.
//! - [`quantile_interval`]: its confidence interval, of complete or censored samples.
//! - [`KaplanMeier`]: times that may not have been reached, each an [`Observed`].
//! - [`ratio`], [`ratio_jackknife`]: a ratio of two means.
//! - [`mser5`], [`welch`]: how much of a run to discard at its start.
//! - [`bonferroni`], [`dunnett`], [`games_howell`]: comparisons of independent samples that hold together; [`dunnett_quantile`] and
//!   [`tukey_quantile`] are behind them.
//! - [`control_variates`], [`antithetic_pairs`]: means with less variance, and their gain.
//! - [`rinott`]: how many observations a selection of the best takes.
//! - [`normal_quantile`], [`student_quantile`]: the quantiles behind the intervals.
//!
//! A statistic without data is `None`, never 0. Time is passed as an argument; nothing here reads a clock.

// | file, in reading order | what it holds |
// |---|---|
// | `tally` | single observations |
// | `explained` | the share of a variance that groups explain |
// | `shape` | their skewness and kurtosis |
// | `time_weighted` | a value that stays constant for a while |
// | `levels` | how long it stayed at each level |
// | `series` | a value over time, step by step |
// | `histogram` | how often each whole number was seen |
// | `quantiles` | quantiles of samples, complete or censored |
// | `quantile_interval` | their confidence intervals |
// | `beta_product` | confidence limits of their quantiles |
// | `kaplan_meier` | times that may not have been reached |
// | `student` | quantiles of the normal distribution and of Student's t |
// | `estimate` | means and proportions with their intervals |
// | `proportions` | a difference of two proportions in pairs |
// | `skewed` | a confidence interval for the mean of skewed observations |
// | `bounded` | a confidence interval for the mean of bounded observations |
// | `ratio` | a ratio of two means with its interval |
// | `reduction` | means with less variance: control variates, antithetic pairs |
// | `quadrature` | integrals and roots, for critical values |
// | `dunnett` | comparisons of independent samples that hold together |
// | `rinott` | the constant of a selection of the best |
// | `warm_up` | how much of a run to discard at its start |
// | `batch_means` | a confidence interval for the mean of one long run |

mod batch_means;
mod beta_product;
mod bounded;
mod dunnett;
mod estimate;
mod explained;
mod histogram;
mod kaplan_meier;
mod levels;
mod proportions;
mod quadrature;
mod quantile_interval;
mod quantiles;
mod ratio;
mod reduction;
mod rinott;
mod series;
mod shape;
mod skewed;
mod student;
mod tally;
mod time_weighted;
mod warm_up;

pub use batch_means::BatchMeans;
pub use bounded::bounded_interval;
pub use dunnett::{bonferroni, dunnett, dunnett_quantile, games_howell, tukey_quantile};
pub(crate) use estimate::wilson_of;
pub use estimate::{Estimate, wilson};
pub use explained::{ExplainedShare, explained_share};
pub use histogram::Histogram;
pub use kaplan_meier::{KaplanMeier, Observed};
pub use levels::Levels;
pub use proportions::paired_proportions;
pub use quantile_interval::{QuantileInterval, fewest_for_quantile, quantile_interval};
pub use quantiles::{censored_quantile, quantile};
pub(crate) use ratio::ratio_pseudo_values;
pub use ratio::{ratio, ratio_jackknife};
pub use reduction::{Reduced, antithetic_pairs, control_variates};
pub use rinott::rinott;
pub use series::{LevelSeries, Series, TallySeries};
pub use shape::Shape;
pub(crate) use skewed::difference_ends;
pub use skewed::skewed_interval;
pub use student::{normal_quantile, student_quantile};
pub use tally::Tally;
pub use time_weighted::TimeWeighted;
pub(crate) use warm_up::{FEWEST as FEWEST_FOR_MSER5, is_late, least_error};
pub use warm_up::{mser5, welch};
