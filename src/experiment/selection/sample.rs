//! The replications that a selection takes.

use std::ops::Range;

use crate::error::Result;
use crate::experiment::replicate::{Control, Settings, replicate_all};
use crate::random::Streams;

/// The number of the first replication of a selection. Those of a search are before it.
pub(crate) const SELECTION: u32 = 1 << 30;

/// The number of the first replication for the new estimate of the selected alternative.
pub(crate) const ESTIMATION: u32 = 1 << 31;

/// Replications that a procedure wants: of which alternative, and which of those that are its own, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub alternative: usize,
    pub replications: Range<u32>,
}

/// Runs the replications that a procedure wants and returns their values in order; smaller ones are better.
pub(crate) type Sample<'s> = dyn FnMut(&[Wanted]) -> Result<Vec<Vec<f64>>> + 's;

/// Whether alternatives meet the same chance events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Yes: all have replications of the same numbers (common random numbers).
    Common,
    /// No: each of this many alternatives has numbers of its own.
    Independent(usize),
}

impl Numbers {
    /// How many replications an alternative can have.
    pub fn most(self) -> u32 {
        match self {
            Self::Common => ESTIMATION - SELECTION,
            Self::Independent(alternatives) => {
                (ESTIMATION - SELECTION) / alternatives.max(1) as u32
            }
        }
    }

    /// The number of replication `i` of an alternative.
    fn of(self, alternative: usize, i: u32) -> u32 {
        assert!(
            i < self.most(),
            "replication {i} of a selection is beyond its numbers"
        );
        match self {
            Self::Common => SELECTION + i,
            Self::Independent(_) => SELECTION + alternative as u32 * self.most() + i,
        }
    }
}

/// Runs the replications that are wanted, in parallel.
///
/// # Errors
///
/// The first error of any replication, in order; [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted) if stopped.
pub(crate) fn run(
    wanted: &[Wanted],
    numbers: Numbers,
    settings: &Settings,
    control: &Control<'_>,
    one: impl Fn(usize, &Streams) -> Result<f64> + Sync,
) -> Result<Vec<Vec<f64>>> {
    let places: Vec<(usize, u32)> = wanted
        .iter()
        .flat_map(|of| of.replications.clone().map(|i| (of.alternative, i)))
        .collect();
    let settings = Settings {
        replications: places.len() as u32,
        ..*settings
    };
    // The replication of `place` is a position in `places`. The streams are made here, because alternatives may share a number.
    let one = |place: &Streams| {
        let (alternative, i) = places[place.replication() as usize];
        let number = numbers.of(alternative, i);
        one(
            alternative,
            &Streams::new(settings.seed, number.into()).alone(),
        )
    };
    let values = match places.is_empty() {
        true => Vec::new(),
        false => replicate_all(&settings, control, one)?,
    };
    let mut values = values.into_iter();
    let taken = |of: &Wanted| values.by_ref().take(of.replications.len()).collect();
    Ok(wanted.iter().map(taken).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alternative_has_numbers_of_its_own_unless_they_are_common() {
        assert_eq!(Numbers::Common.of(3, 7), SELECTION + 7);
        let independent = Numbers::Independent(3);
        let last = |alternative| independent.of(alternative, independent.most() - 1);
        assert!(last(0) < independent.of(1, 0) && last(1) < independent.of(2, 0));
        assert!(independent.of(0, 0) == SELECTION && last(2) < ESTIMATION);
        assert!(Numbers::Common.of(0, Numbers::Common.most() - 1) < ESTIMATION);
    }

    #[test]
    fn values_come_back_in_the_order_they_were_wanted() {
        let wanted = [
            Wanted {
                alternative: 1,
                replications: 2..4,
            },
            Wanted {
                alternative: 0,
                replications: 0..1,
            },
            Wanted {
                alternative: 2,
                replications: 5..5,
            },
        ];
        let settings = Settings {
            seed: 9,
            threads: Some(2),
            ..Settings::default()
        };
        let one = |alternative: usize, streams: &Streams| {
            assert_eq!(streams.seed(), 9);
            let i = streams.replication() as u32 - SELECTION;
            Ok(f64::from(10 * alternative as u32 + i))
        };
        let found = run(
            &wanted,
            Numbers::Common,
            &settings,
            &Control::default(),
            one,
        )
        .unwrap();
        assert_eq!(found, [vec![12.0, 13.0], vec![0.0], vec![]]);
    }
}
