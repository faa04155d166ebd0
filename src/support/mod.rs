//! What several floors need of the system: output files that are whole or not there, which file a path names, and whether there is
//! a standard output.

pub(crate) mod identity;
mod leftovers;
pub(crate) mod standard_output;
pub(crate) mod write_aside;
