//! How unequally the offices of a nation are served.

use super::outcome::NationOutcome;

/// The coverage of each office with its people, the lowest coverage first. Offices to which nobody came are left out.
fn by_coverage(outcome: &NationOutcome) -> Vec<(f64, f64)> {
    let offices = (0..outcome.offices()).filter(|office| outcome.people(*office) > 0);
    let mut all: Vec<(f64, f64)> = offices
        .map(|office| (outcome.coverage(office), f64::from(outcome.people(office))))
        .collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all
}

/// Gini's coefficient of coverage, weighted by people: half the mean difference between the coverages of two people, as a share of the mean
/// coverage. 0 if all offices are covered alike, or nobody is.
pub(super) fn gini(outcome: &NationOutcome) -> f64 {
    let (mut people, mut covered, mut twice_area) = (0.0, 0.0, 0.0);
    let all = by_coverage(outcome);
    for (coverage, of) in &all {
        // The strip of this office under the Lorenz curve.
        twice_area += of * (2.0 * covered + coverage * of);
        covered += coverage * of;
        people += of;
    }
    match covered > 0.0 {
        true => (1.0 - twice_area / (people * covered)).max(0.0),
        false => 0.0,
    }
}

/// The coverage of the tenth of people in the offices that are covered worst.
pub(super) fn worst_tenth(outcome: &NationOutcome) -> f64 {
    let all = by_coverage(outcome);
    let tenth = all.iter().map(|(_, people)| people).sum::<f64>() / 10.0;
    let (mut people, mut covered) = (0.0, 0.0);
    for (coverage, of) in all {
        let of = of.min(tenth - people);
        covered += coverage * of;
        people += of;
    }
    match people > 0.0 {
        true => covered / people,
        false => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(printed: &[u32], waiting: &[u32]) -> NationOutcome {
        NationOutcome {
            printed: printed.to_vec(),
            waiting: waiting.to_vec(),
            ..NationOutcome::default()
        }
    }

    #[test]
    fn ginis_coefficient_is_that_of_the_pairs() {
        let cases: [(&[u32], &[u32]); 4] = [
            (&[50, 50], &[50, 50]),
            (&[100, 0], &[0, 100]),
            (&[90, 30, 10, 0], &[10, 20, 90, 50]),
            (&[0, 0], &[5, 5]),
        ];
        for (printed, waiting) in cases {
            let outcome = outcome(printed, waiting);
            let all: Vec<(f64, f64)> = by_coverage(&outcome);
            let people: f64 = all.iter().map(|one| one.1).sum();
            let mean = all.iter().map(|one| one.0 * one.1).sum::<f64>() / people;
            let pairs = all.iter().flat_map(|a| all.iter().map(move |b| (a, b)));
            let difference: f64 = pairs.map(|(a, b)| (a.0 - b.0).abs() * a.1 * b.1).sum();
            let wanted = match mean > 0.0 {
                true => difference / (people * people) / (2.0 * mean),
                false => 0.0,
            };
            assert!((gini(&outcome) - wanted).abs() < 1e-12, "{printed:?}");
        }
        assert_eq!(gini(&outcome(&[100, 0], &[0, 100])), 0.5);
    }

    #[test]
    fn the_worst_tenth_takes_people_from_the_worst_offices() {
        // 200 people: the worst 20 are the 10 of the second office, of whom 5 are served, and 10 of the first, of whom 8 are.
        let outcome = outcome(&[152, 5], &[38, 5]);
        assert!((worst_tenth(&outcome) - 13.0 / 20.0).abs() < 1e-12);
        assert_eq!(worst_tenth(&NationOutcome::default()), 1.0);
    }
}
