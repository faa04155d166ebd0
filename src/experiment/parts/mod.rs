//! A run in parts: replications stored in files, which merge to the same bits as one run.

// | file, in reading order | what it holds |
// |---|---|
// | `part` | which replications a part has |
// | `line` | one line of a part file, with its hash |
// | `head` | the first line of a part file |
// | `write` | a part run into its file, or gone on with |
// | `read` | one part file, read line by line |
// | `state` | how far a part is |
// | `receive` | a part that was run elsewhere, put into its place |
// | `merge` | the parts of a run, put together |
// | `so_far` | what is there so far of them |

mod head;
mod line;
mod merge;
mod part;
mod read;
#[cfg(feature = "office")]
mod receive;
#[cfg(feature = "office")]
mod so_far;
#[cfg(feature = "office")]
mod state;
mod write;

pub(crate) use head::Whole;
pub(crate) use merge::Parts;
#[cfg(feature = "office")]
pub(crate) use merge::about;
pub use part::Part;
#[cfg(feature = "office")]
pub(crate) use receive::receive;
#[cfg(feature = "office")]
pub(crate) use so_far::common;
#[cfg(feature = "office")]
pub(crate) use state::{PartState, state};
#[cfg(feature = "office")]
pub(crate) use write::agree;
pub(crate) use write::store;
