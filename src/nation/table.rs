//! One office of the table of a nation.

use serde::{Deserialize, Serialize};

/// One office of a nation: a row of its table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OfficeRow {
    /// Its code, unique among the offices. The names of its random streams begin with it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The province in which it lies.
    pub province: String,
    /// Number of its kecamatan. All are served at the office; a report counts those whose office is starved.
    pub kecamatan: u32,
    /// Number of its printers.
    pub printers: u32,
    /// Cards that each of them may print a day.
    pub daily_limit: u32,
    /// Residents who wait at the start.
    pub backlog: u32,
    /// New recordings per working day, on the mean.
    pub recordings: f64,
    /// Those of the backlog who hold a temporary certificate (suket).
    pub suket: u32,
}

impl OfficeRow {
    /// An office with one kecamatan and one printer of 50 cards a day, where this many wait, all with a suket, and nobody is recorded.
    #[must_use]
    pub fn new(code: impl Into<String>, backlog: u32) -> Self {
        let code = code.into();
        Self {
            name: code.clone(),
            code,
            province: String::new(),
            kecamatan: 1,
            printers: 1,
            daily_limit: 50,
            backlog,
            recordings: 0.0,
            suket: backlog,
        }
    }
}
