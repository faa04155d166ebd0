//! What several floors need: output files that are whole or not there, which file a path names, whether there is a standard output,
//! how text from outside is shown, and values in numbered places, and which word was meant.

pub(crate) mod identity;
mod leftovers;
pub(crate) mod nearest;
pub(crate) mod slab;
pub(crate) mod standard_output;
pub(crate) mod visible;
pub(crate) mod write_aside;
