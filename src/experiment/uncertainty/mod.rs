//! Two kinds of error apart: of the simulation, and of inputs that are known from data.

// | file, in reading order | what it holds |
// |---|---|
// | `evidence` | inputs that are known from data, and how they are drawn |
// | `run` | the experiment on the fitted inputs and on drawn ones |
// | `split` | the variance split by its sources |
// | `apart` | the two kinds of error of one output |

mod apart;
mod evidence;
mod run;
mod split;

pub use apart::{ErrorsApart, InputShare};
pub use evidence::{Drawable, Drawn, Evidence, FromData};
pub use run::{InputUncertainty, UncertainResults};
