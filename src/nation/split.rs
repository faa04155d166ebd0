//! Blanks allotted by weights, and in order of need.

use super::plan::Lots;
use crate::office::allot;

/// Splits pieces in proportion to weights, each lot within the limits, and returns the lots; what no office may get is left over.
///
/// What an office loses or gains by a limit is split among the others in proportion, until all limits hold. Of pieces that are too few for
/// the smallest lot of all, the offices with the largest weights get one each, and a rest below a lot is left over.
pub(super) fn by_weights(pieces: u32, weights: &[f64], lots: Lots) -> Vec<u32> {
    let takers = weights.iter().filter(|weight| **weight > 0.0).count() as u64;
    if u64::from(lots.least) * takers > u64::from(pieces) {
        return smallest_lots(pieces, weights, lots.least);
    }
    let mut fixed: Vec<Option<u32>> = weights
        .iter()
        .map(|weight| (*weight <= 0.0).then_some(0))
        .collect();
    loop {
        let given: u64 = fixed.iter().flatten().map(|lot| u64::from(*lot)).sum();
        let rest = (u64::from(pieces) - given) as u32;
        let free = weights.iter().zip(&fixed);
        let free: Vec<f64> = free
            .map(|(weight, fixed)| fixed.map_or(*weight, |_| 0.0))
            .collect();
        let parts = allot(rest, &free);
        let is_free = |office: &usize| fixed[*office].is_none();
        let beyond = |lot: u32| u64::from(lot.saturating_sub(lots.most));
        let lacking = |lot: u32| u64::from(lots.least.saturating_sub(lot));
        let sum = |of: &dyn Fn(u32) -> u64| -> u64 {
            (0..parts.len()).filter(is_free).map(|i| of(parts[i])).sum()
        };
        let (excess, lack) = (sum(&beyond), sum(&lacking));
        if excess == 0 && lack == 0 {
            let lot = |(part, fixed): (&u32, &Option<u32>)| fixed.unwrap_or(*part);
            return parts.iter().zip(&fixed).map(lot).collect();
        }
        // The limit at which more is lost holds in the end; at the other one, some lots may still change sides.
        for (part, fixed) in parts.iter().zip(&mut fixed) {
            if fixed.is_none() {
                *fixed = match excess >= lack {
                    true => (*part > lots.most).then_some(lots.most),
                    false => (*part < lots.least).then_some(lots.least),
                };
            }
        }
    }
}

/// One smallest lot each, in order of the weights, as far as the pieces go.
fn smallest_lots(pieces: u32, weights: &[f64], least: u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..weights.len()).filter(|i| weights[*i] > 0.0).collect();
    order.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
    let mut parts = vec![0; weights.len()];
    for office in order.into_iter().take((pieces / least) as usize) {
        parts[office] = least;
    }
    parts
}

/// Gives each office what it needs, in this order and within the limits of a lot, until the pieces are used up; a rest below the smallest lot is
/// left over.
pub(super) fn by_need(pieces: u32, order: &[usize], need: &[u32], lots: Lots) -> Vec<u32> {
    let mut parts = vec![0; need.len()];
    let mut left = pieces;
    for &office in order.iter().filter(|office| need[**office] > 0) {
        let lot = need[office].clamp(lots.least, lots.most).min(left);
        if lot == 0 || lot < lots.least {
            break;
        }
        parts[office] = lot;
        left -= lot;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: Lots = Lots {
        least: 0,
        most: u32::MAX,
    };

    fn lots(least: u32, most: u32) -> Lots {
        Lots { least, most }
    }

    #[test]
    fn pieces_follow_the_weights_by_largest_remainder() {
        assert_eq!(by_weights(1000, &[5.0, 3.0, 2.0], FREE), [500, 300, 200]);
        assert_eq!(by_weights(10, &[1.0, 1.0, 1.0], FREE), [4, 3, 3]);
        assert_eq!(by_weights(10, &[1.0, 0.0, 1.0], FREE), [5, 0, 5]);
        assert_eq!(by_weights(10, &[0.0, 0.0], FREE), [0, 0]);
    }

    #[test]
    fn what_a_limit_takes_goes_to_the_others() {
        // 700, 200 and 100 by weight; at most 500 leaves 500 for weights of 2 and 1.
        let weights = [7.0, 2.0, 1.0];
        assert_eq!(by_weights(1000, &weights, lots(0, 500)), [500, 333, 167]);
        // At least 300 leaves 400 for the largest; the second would have had 200.
        assert_eq!(by_weights(1000, &weights, lots(300, 1000)), [400, 300, 300]);
        // Lots of 500: each gets its lot, and 500 are left over.
        assert_eq!(by_weights(2000, &weights, lots(500, 500)), [500; 3]);
    }

    #[test]
    fn too_few_for_all_go_to_the_largest_weights() {
        let weights = [1.0, 3.0, 2.0];
        assert_eq!(by_weights(1400, &weights, lots(500, 500)), [0, 500, 500]);
        assert_eq!(by_weights(499, &weights, lots(500, 500)), [0; 3]);
        assert_eq!(by_weights(0, &weights, FREE), [0; 3]);
    }

    #[test]
    fn need_is_filled_in_order() {
        let need = [800, 0, 300];
        assert_eq!(by_need(1000, &[2, 1, 0], &need, FREE), [700, 0, 300]);
        assert_eq!(
            by_need(1000, &[0, 1, 2], &need, lots(0, 500)),
            [500, 0, 300]
        );
        // A need below a lot gets a lot; a rest below a lot stays.
        assert_eq!(by_need(900, &[2, 0], &need, lots(500, 500)), [0, 0, 500]);
        assert_eq!(by_need(0, &[0, 2], &need, FREE), [0; 3]);
    }

    #[test]
    fn limits_hold_and_nothing_is_lost_whatever_the_weights() {
        let mut stream = crate::random::Streams::new(1, 0).stream("splits");
        for _ in 0..2000 {
            let offices = 1 + stream.index(8);
            let weights: Vec<f64> = (0..offices).map(|_| stream.index(5) as f64).collect();
            let least = stream.index(40) as u32;
            let limits = lots(least, least + stream.index(60) as u32);
            let pieces = stream.index(400) as u32;
            let parts = by_weights(pieces, &weights, limits);
            let sum: u32 = parts.iter().sum();
            assert!(sum <= pieces);
            let mut room = false;
            for (part, weight) in parts.iter().zip(&weights) {
                assert!(*part == 0 || (limits.least..=limits.most).contains(part));
                assert!(*part == 0 || *weight > 0.0);
                room |= *weight > 0.0 && *part < limits.most;
            }
            let takers = weights.iter().filter(|weight| **weight > 0.0).count() as u32;
            // Something is left only if nobody has room, or it is less than a smallest lot for all.
            assert!(sum == pieces || !room || pieces < takers * limits.least);
        }
    }
}
