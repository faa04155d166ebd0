//! Statistics of what a simulation observes.
//!
//! - [`Tally`]: observations one by one, such as the time of each customer in the system.
//! - [`TimeWeighted`]: a value that holds for a while, such as the length of a queue.
//! - [`Shape`], [`Levels`]: the same two with skewness and kurtosis, and with deviation, quantiles and shares of time.
//! - [`BatchMeans`]: an interval for the mean of one long, correlated run.
//! - [`Estimate`]: a mean with its confidence interval; [`wilson`]: the same for a proportion.
//! - [`quantile`], [`censored_quantile`]: what a share of the observations does not pass.
//! - [`normal_quantile`], [`student_quantile`]: the tables behind the intervals.
//!
//! A statistic of nothing is `None`, never 0. Time comes in as an argument; nothing here reads a clock.

// | file, in reading order | what it holds |
// |---|---|
// | `tally` | observations one by one |
// | `shape` | their skewness and kurtosis |
// | `time_weighted` | a value that holds for a while |
// | `levels` | how long it held at each level |
// | `histogram` | how often each whole number was seen |
// | `quantiles` | what a share of the observations does not pass |
// | `normal` | quantiles of the normal distribution |
// | `student` | quantiles of Student's t |
// | `estimate` | means and proportions with their intervals |
// | `batch_means` | an interval for the mean of one long run |

mod batch_means;
mod estimate;
mod histogram;
mod levels;
mod normal;
mod quantiles;
mod shape;
mod student;
mod tally;
mod time_weighted;

pub use batch_means::BatchMeans;
pub use estimate::{Estimate, wilson};
pub use histogram::Histogram;
pub use levels::Levels;
pub use quantiles::{censored_quantile, quantile};
pub use shape::Shape;
pub use student::{normal_quantile, student_quantile};
pub use tally::Tally;
pub use time_weighted::TimeWeighted;
