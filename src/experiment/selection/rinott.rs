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
