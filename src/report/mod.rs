//! Reports on a projection: a page of text for planners, JSON, CSV and a plot, in English and Indonesian.
//!
//! A report only reads a [`Projection`](crate::projection::Projection) or a [`Comparison`](crate::projection::Comparison). It runs
//! nothing and decides nothing.

// | file, in reading order | what it holds |
// |---|---|
// | `phrases` | numbers, dates and lengths in one language |
// | `page` | headings, paragraphs, tables |
// | `text/` | the page for planners |
// | `json` | the answer for programs |
// | `csv` | the answer for spreadsheets |
// | `compare` | several scenarios side by side |
// | `sweep` | one scenario with the values of one key or two in turn |
// | `find` | how far a value may go for a goal to be reached |
// | `plot` | the answer as a picture |
// | `trace` | one replication, one line per event |

pub mod compare;
pub mod csv;
pub mod find;
pub mod json;
mod page;
mod phrases;
#[cfg(feature = "plot")]
pub mod plot;
pub mod sweep;
pub mod text;
pub mod trace;
