//! What several floors need: output files that are whole or not there, where a path leads, how text from outside is shown, values in
//! numbered places, and which word was meant.

// | file, in reading order | what it holds |
// |---|---|
// | `paths` | where a path leads |
// | `write_aside` | files that are whole or not there |
// | `leftovers` | what a killed process leaves of them |
// | `visible` | text from outside, without what a reader cannot see |
// | `nearest` | the known word that was meant |
// | `slab` | values in numbered places that are used again |

mod leftovers;
pub(crate) mod nearest;
pub(crate) mod paths;
pub(crate) mod slab;
pub(crate) mod visible;
pub(crate) mod write_aside;
