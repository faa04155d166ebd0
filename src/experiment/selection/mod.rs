//! Selection of the best of several alternatives, with a guarantee.
//!
//! Search, selection and estimation use three sets of replications that have nothing in common: an [`Experiment`](super::Experiment)
//! numbers its replications from 0, a selection from 2³⁰, and the estimation of what was selected from 2³¹. The means that
//! led to a choice are biased in its favour, because the best sample mean of many is also a lucky one; those of new replications are not.

// | file, in reading order | what it holds |
// |---|---|
// | `selected` | the result of a selection, and its guarantee |
// | `sample` | the replications that a selection takes |
// | `zone` | the indifference zone |
// | `rinott` | selection in two stages |
// | `kn` | fully sequential selection |
// | `ocba` | the best use of a budget |
// | `alternatives` | the alternatives of a program, and the selection among them |

mod alternatives;
pub(crate) mod kn;
mod ocba;
mod rinott;
pub(crate) mod sample;
mod selected;
mod zone;

pub use alternatives::{Alternatives, Estimation};
pub use selected::{Guarantee, Sampled, Selected, Unguaranteed};
pub use zone::IndifferenceZone;
