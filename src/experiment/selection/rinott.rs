//! Selection in two stages: Rinott (1978).

use super::sample::{Sample, Wanted};
use super::selected::{Guarantee, Sampled, Selected, Unguaranteed};
use super::zone::IndifferenceZone;
use crate::error::{Error, ErrorKind, Result};
use crate::stats::{Tally, rinott};
use crate::words::Message;

/// Takes first replications of each alternative, then as many as their variance asks for, and selects the smallest mean.
pub(super) fn select(
    alternatives: usize,
    zone: &IndifferenceZone,
    sample: &mut Sample<'_>,
) -> Result<Selected> {
    let all = |last: &dyn Fn(usize) -> u32, first: u32| -> Vec<Wanted> {
        let wanted = |alternative| Wanted {
            alternative,
            replications: first..last(alternative).max(first),
        };
        (0..alternatives).map(wanted).collect()
    };
    let firsts = sample(&all(&|_| zone.first, 0))?;
    let mut seen: Vec<Tally> = firsts.into_iter().map(Tally::from_iter).collect();
    // If the first replications are all alike, the number needed cannot be computed.
    let is_seen = seen.iter().all(|tally| tally.variance() > Some(0.0));
    let h = rinott(alternatives, zone.first, zone.probability);
    let mut needed = Vec::with_capacity(alternatives);
    for tally in &seen {
        let size = h * h * tally.variance().unwrap_or(0.0) / (zone.width * zone.width);
        if size > f64::from(zone.most) {
            let message = Message::new("selection-too-many")
                .with("needed", libm::ceil(size).to_string())
                .with("most", zone.most);
            return Err(Error::of(ErrorKind::Value, message));
        }
        needed.push((size.ceil() as u32).max(zone.first));
    }
    let more = sample(&all(&|alternative| needed[alternative], zone.first))?;
    for (tally, values) in std::iter::zip(&mut seen, more) {
        values.into_iter().for_each(|value| tally.record(value));
    }
    let sampled: Vec<Sampled> = seen.iter().map(Sampled::of).collect();
    let (selected, best) = smallest(&sampled);
    // Of the intervals of Nelson & Matejcik (1995) for comparisons with the best, those that reach beyond 0.
    let undecided = |i: &usize| *i != selected && sampled[*i].mean < best + zone.width;
    Ok(Selected {
        names: Vec::new(),
        selected,
        undecided: (0..alternatives).filter(undecided).collect(),
        unguaranteed: (!is_seen).then_some(Unguaranteed::Alike),
        guarantee: is_seen.then_some(Guarantee::GoodSelection {
            probability: zone.probability,
            indifference: zone.width,
        }),
        sampled,
    })
}

/// The alternative with the smallest mean, and that mean; of equal ones the first.
pub(super) fn smallest(sampled: &[Sampled]) -> (usize, f64) {
    let means = sampled.iter().map(|of| of.mean).enumerate();
    means
        .reduce(|best, of| if of.1 < best.1 { of } else { best })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Alternating values of a mean: those of ten have the variance 10 / 9 of their deviation squared.
    fn alternating(mean: f64, deviation: f64, i: u32) -> f64 {
        mean + if i.is_multiple_of(2) {
            deviation
        } else {
            -deviation
        }
    }

    /// h = 2.6141 for two alternatives, ten first and 95 %: ⌈(2.6141 / 0.5)² · 9 · 10 / 9⌉ = 274 for a deviation of 3, and the first ten for 0.1.
    #[test]
    fn as_many_are_taken_as_the_variance_and_the_indifference_ask_for() {
        let zone = IndifferenceZone::of(0.5).first(10);
        let mut of = |wanted: &[Wanted]| -> Result<Vec<Vec<f64>>> {
            let values = |of: &Wanted| {
                let (mean, deviation) = [(5.0, 3.0), (5.4, 0.1)][of.alternative];
                let each = of.replications.clone();
                each.map(|i| alternating(mean, deviation, i)).collect()
            };
            Ok(wanted.iter().map(values).collect())
        };
        let found = select(2, &zone, &mut of).unwrap();
        let taken: Vec<u32> = found.sampled.iter().map(|of| of.replications).collect();
        assert_eq!(taken, [274, 10]);
        // Nearer than the indifference to the best.
        assert_eq!((found.selected, &found.undecided[..]), (0, &[1][..]));
        let error = select(2, &zone.at_most(273), &mut of).unwrap_err();
        assert!(error.to_string().contains("274"), "{error}");
        assert!(select(2, &zone.at_most(274), &mut of).is_ok());
        let mut apart = |wanted: &[Wanted]| -> Result<Vec<Vec<f64>>> {
            let values = |of: &Wanted| {
                let each = of.replications.clone();
                each.map(|i| alternating(0.5 * of.alternative as f64, 0.1, i))
                    .collect()
            };
            Ok(wanted.iter().map(values).collect())
        };
        assert_eq!(select(2, &zone, &mut apart).unwrap().undecided, [0; 0]);
    }
}
