//! Experiments: a function from random streams to an outcome, run many times.
//!
//! An experiment on [processes](Experiment::of_processes) or on a [model of typed events](Experiment::of_model) runs each replication in a
//! [`Window`]; [`Experiment::new`] takes any other function. [`Experiment::of_world`] needs no list of outputs. Each gets the [`Streams`](crate::random::Streams) of its replication and no other
//! source of randomness, so the same code serves an M/M/1 queue and an office, and the same seed gives the same outcomes on any number of
//! threads. Two scenarios run with the same seed use *common random numbers*: each stream is found by the name of what it drives.

// | file, in reading order | what it holds |
// |---|---|
// | `replicate` | independent replications in parallel, delivered in order |
// | `window` | the time of a run that is observed |
// | `numbers` | the blocks that results are made of |
// | `paired` | paired differences on common random numbers |
// | `column` | what the replications have of one output, and which are independent |
// | `kinds` | what one replication has of each kind of output, and what is said of all |
// | `output` | outputs, each named once |
// | `over_time` | outputs over time |
// | `recorded` | outputs of what a model recorded |
// | `results` | what the replications yielded |
// | `precision` | how precise results are to be |
// | `reduction` | means with less variance |
// | `report` | all that is said of results, as JSON and CSV |
// | `table` | the same as text |
// | `run` | an experiment |
// | `automatic` | one that reports all that its model makes |
// | `parts/` | a run in parts |
// | `joint` | the critical value of differences that hold together |
// | `simultaneous` | differences that hold together |
// | `comparison` | experiments compared |
// | `selection/` | the best of several alternatives |
// | `uncertainty/` | inputs known from data, and what that means for the answer |

mod automatic;
pub(crate) mod column;
mod comparison;
mod joint;
mod kinds;
pub(crate) mod numbers;
mod output;
mod over_time;
mod paired;
mod parts;
pub(crate) mod precision;
mod recorded;
mod reduction;
mod replicate;
mod report;
mod results;
mod run;
pub(crate) mod selection;
mod simultaneous;
mod table;
mod uncertainty;
mod window;

pub use comparison::Comparison;
pub use kinds::{Kind, Number, Numbers, Probability, Ratio, Ratios, TimeTo, TimesTo, Value};
#[cfg(feature = "office")]
pub(crate) use numbers::PROBABILITIES;
pub use numbers::{Interval, Mean, Quantiles, Share};
pub use output::{Label, Output, OutputKind, Outputs};
pub use over_time::{OverTime, SaidOverTime, SeriesLabel, SeriesStep};
pub use paired::{Paired, Pairing, Pairs};
pub use parts::Part;
#[cfg(feature = "office")]
pub(crate) use parts::{PartState, Parts, Whole, about, agree, common, receive, state, store};
pub use precision::{Estimated, Ordered, Precise, Precision, Reached};
pub use recorded::{OfResource, OfSamples};
pub use replicate::{Control, Settings, each, replicate};
#[cfg(feature = "office")]
pub(crate) use replicate::{each_of, replicate_all};
pub use report::{Report, Said};
pub use results::{Results, Row};
pub use run::Experiment;
pub use selection::{
    Alternatives, Estimation, Guarantee, IndifferenceZone, Sampled, Selected, Unguaranteed,
};
pub use simultaneous::{Compared, Contrast, Simultaneous};
pub use uncertainty::{
    Drawable, Drawn, ErrorsApart, Evidence, FromData, InputShare, InputUncertainty,
    UncertainResults,
};
pub use window::{ObservedModel, Window};
