//! What is told about a projection: a planner's page of text, JSON, CSV, and a plot; in English and Indonesian.
//!
//! A report only reads a [`Projection`](crate::projection::Projection) or a [`Comparison`](crate::projection::Comparison); it runs
//! nothing and decides nothing.

// | file, in reading order | what it holds |
// |---|---|
// | `phrases` | numbers, dates and lengths of one language |
// | `page` | headings, paragraphs, tables |
// | `text/` | the page of a planner |
// | `json` | the answer for programs |
// | `csv` | the answer for spreadsheets |
// | `compare` | several scenarios beside each other |
// | `plot` | the answer as a picture |
// | `trace` | one replication, one line an event |

pub mod compare;
pub mod csv;
pub mod json;
mod page;
mod phrases;
#[cfg(feature = "plot")]
pub mod plot;
pub mod text;
pub mod trace;
