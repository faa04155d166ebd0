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
// | `plot` | the answer as a picture |
// | `trace` | one replication, one line per event |

pub mod compare;
pub mod csv;
pub mod json;
mod page;
mod phrases;
#[cfg(feature = "plot")]
pub mod plot;
pub mod text;
pub mod trace;
