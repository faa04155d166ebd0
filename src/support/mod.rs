//! What several floors need: output files that are whole or not there, where a path leads, and how text from outside is shown.

mod leftovers;
pub(crate) mod paths;
pub(crate) mod visible;
pub(crate) mod write_aside;
