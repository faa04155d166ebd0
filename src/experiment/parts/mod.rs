//! A run in parts: replications stored in files, which merge to the same bits as one run.

// | file, in reading order | what it holds |
// |---|---|
// | `part` | which replications a part has |
// | `line` | one line of a part file, with its hash |
// | `head` | the first line of a part file |
// | `write` | a part run into its file, or gone on with |
// | `read` | one part file, read line by line |
// | `merge` | the parts of a run, put together |

mod head;
mod line;
mod merge;
mod part;
mod read;
mod write;

pub(crate) use head::Whole;
pub(crate) use merge::{Parts, about};
pub use part::Part;
pub(crate) use write::store;
