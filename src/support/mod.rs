//! What several floors need: output files that are whole or not there, where a path leads, how text from outside is shown, values in
//! numbered places, and which word was meant.

mod leftovers;
pub(crate) mod nearest;
pub(crate) mod paths;
pub(crate) mod slab;
pub(crate) mod visible;
pub(crate) mod write_aside;
