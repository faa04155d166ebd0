//! What several layers need: output files that are complete or absent, resolving paths, showing text from outside, values in
//! numbered places, guessing which word was meant, and special functions.

// | file, in reading order | what it holds |
// |---|---|
// | `paths` | resolving paths |
// | `write_aside` | output files that are complete or absent |
// | `leftovers` | temporary files that a killed process leaves behind |
// | `visible` | text from outside, with invisible characters escaped |
// | `spreadsheet` | text that a spreadsheet shows and does not run |
// | `nearest` | the known word that an unknown one probably means |
// | `beside` | the file that was meant by the name of one that is not there |
// | `slab` | values in numbered places that are reused |
// | `special` | the normal distribution, incomplete gamma and beta functions |

pub(crate) mod beside;
mod leftovers;
pub(crate) mod nearest;
pub(crate) mod paths;
pub(crate) mod slab;
pub(crate) mod special;
pub(crate) mod spreadsheet;
pub(crate) mod visible;
pub(crate) mod write_aside;
