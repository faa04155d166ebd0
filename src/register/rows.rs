//! Numbers of rows, as a spreadsheet counts them.

use std::fmt;

/// The most stretches of rows that are shown.
const MOST_SHOWN: usize = 40;

/// Numbers of rows, in order. Neighbours are kept as one stretch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<(u64, u64)>);

impl Rows {
    pub(super) fn push(&mut self, row: u64) {
        match self.0.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => self.0.push((row, row)),
        }
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The numbers, one after the other.
    pub fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }
}

impl FromIterator<u64> for Rows {
    /// In any order.
    fn from_iter<I: IntoIterator<Item = u64>>(rows: I) -> Self {
        let mut sorted: Vec<u64> = rows.into_iter().collect();
        sorted.sort_unstable();
        let mut rows = Self::default();
        sorted.into_iter().for_each(|row| rows.push(row));
        rows
    }
}

/// Such as `5, 17–20, 44`; of very many, the first.
impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (first, last)) in self.0.iter().take(MOST_SHOWN).enumerate() {
            let comma = if i > 0 { ", " } else { "" };
            match first == last {
                true => write!(f, "{comma}{first}")?,
                false => write!(f, "{comma}{first}–{last}")?,
            }
        }
        match self.0.len() > MOST_SHOWN {
            true => f.write_str(", …"),
            false => Ok(()),
        }
    }
}
