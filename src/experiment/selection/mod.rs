//! Selection of the best of several alternatives, with a guarantee.
//!
//! Search, selection and estimation use three sets of replications that have nothing in common: an [`Experiment`](super::Experiment)
//! numbers its replications from 0, a selection from 2³⁰, and the estimation of what was selected from 2³¹. Whoever picks the best of
//! many by their sample means picks luck too, so the means that led to a choice flatter it; those of new replications do not.

// | file, in reading order | what it holds |
// |---|---|
// | `selected` | what was selected, and with what guarantee |
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
pub use selected::{Guarantee, Sampled, Selected};
pub use zone::IndifferenceZone;
