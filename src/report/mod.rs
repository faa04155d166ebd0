//! Reports on a projection: a page of text for planners, JSON, CSV and a plot, in English and Indonesian.
//!
//! A report only reads a [`Projection`](crate::projection::Projection), a [`ScenarioComparison`](crate::projection::ScenarioComparison),
//! [`PromisedCards`](crate::projection::PromisedCards) or the [`Status`](crate::campaign::Status) of a campaign. It runs nothing and
//! decides nothing.

// | file, in reading order | what it holds |
// |---|---|
// | `phrases` | numbers, dates and lengths in one language |
// | `values` | keys and values of a scenario in words |
// | `page` | headings, paragraphs, tables |
// | `text/` | the page for planners |
// | `json` | the answer for programs |
// | `cells` | the cells of a table, and how CSV writes them |
// | `csv` | the answer for spreadsheets |
// | `nation/` | many offices together, and rules of allotment compared |
// | `promise` | the date to tell a resident |
// | `table` | long tables for programs and spreadsheets |
// | `compare` | several scenarios side by side |
// | `select` | which of them was selected |
// | `sweep` | one scenario with the values of one key or two in turn |
// | `sensitivity` | which of the unknown values matters |
// | `find` | how far a value may go for a goal to be reached |
// | `fit` | laws fitted to data |
// | `half` | the date by which half of some residents were recorded |
// | `register` | the backlog of a register |
// | `campaign` | how far a table of jobs is |
// | `plot` | the answer as a picture |
// | `replay` | what a result says of its run, so that it can be repeated |
// | `trace` | one replication, one line per event |

pub mod campaign;
mod cells;
pub mod compare;
pub mod csv;
pub mod find;
pub mod fit;
mod half;
pub mod json;
pub mod nation;
mod page;
mod phrases;
#[cfg(feature = "plot")]
pub mod plot;
pub mod promise;
pub mod register;
pub mod replay;
mod select;
pub mod sensitivity;
pub mod sweep;
pub mod table;
pub mod text;
pub mod trace;
mod values;
