//! How many residents can be served in all when each kecamatan may go to certain sites only.

use std::collections::VecDeque;

/// The largest number of residents that sites can serve: a maximum flow from `waiting` (by kecamatan) to `capacity` (by site) over the
/// pairs for which `may_serve(kecamatan, site)` holds, by shortest augmenting paths (Edmonds & Karp 1972).
pub(super) fn served(
    waiting: &[u64],
    capacity: &[u64],
    may_serve: impl Fn(usize, usize) -> bool,
) -> u64 {
    let mut left: Vec<u64> = waiting.to_vec();
    let mut free: Vec<u64> = capacity.to_vec();
    // flow[k][s]: residents of kecamatan k sent to site s.
    let mut flow = vec![vec![0u64; capacity.len()]; waiting.len()];
    while let Some(path) = shortest_path(&left, &free, &flow, &may_serve) {
        let ends = left[path[0].0].min(free[path[path.len() - 1].1]);
        // Between two steps of the path residents of the next kecamatan give up their place at this site.
        let taken_back = path.windows(2).map(|pair| flow[pair[1].0][pair[0].1]);
        let amount = taken_back.fold(ends, u64::min);
        left[path[0].0] -= amount;
        free[path[path.len() - 1].1] -= amount;
        for (i, &(k, s)) in path.iter().enumerate() {
            flow[k][s] += amount;
            if let Some(&(next, _)) = path.get(i + 1) {
                flow[next][s] -= amount;
            }
        }
    }
    waiting.iter().sum::<u64>() - left.iter().sum::<u64>()
}

/// Steps (kecamatan, site) from a kecamatan with residents left to a site with room, each step after the first starting from a
/// kecamatan that gives up its place at the site before.
fn shortest_path(
    left: &[u64],
    free: &[u64],
    flow: &[Vec<u64>],
    may_serve: &impl Fn(usize, usize) -> bool,
) -> Option<Vec<(usize, usize)>> {
    let mut came_to_site: Vec<Option<usize>> = vec![None; free.len()];
    let mut came_to_kecamatan: Vec<Option<usize>> = vec![None; left.len()];
    let mut seen: Vec<bool> = left.iter().map(|n| *n > 0).collect();
    let mut next: VecDeque<usize> = (0..left.len()).filter(|k| seen[*k]).collect();
    while let Some(k) = next.pop_front() {
        for s in 0..free.len() {
            if came_to_site[s].is_some() || !may_serve(k, s) {
                continue;
            }
            came_to_site[s] = Some(k);
            if free[s] > 0 {
                return Some(trace_back(s, &came_to_site, &came_to_kecamatan));
            }
            for other in 0..left.len() {
                if !seen[other] && flow[other][s] > 0 {
                    seen[other] = true;
                    came_to_kecamatan[other] = Some(s);
                    next.push_back(other);
                }
            }
        }
    }
    None
}

fn trace_back(
    end: usize,
    to_site: &[Option<usize>],
    to_kecamatan: &[Option<usize>],
) -> Vec<(usize, usize)> {
    let mut path = Vec::new();
    let mut site = Some(end);
    while let Some(s) = site {
        let k = to_site[s].expect("a site on the path was reached from a kecamatan");
        path.push((k, s));
        site = to_kecamatan[k];
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::served;

    #[test]
    fn a_place_is_given_up_for_one_who_has_no_other() {
        // The first kecamatan may go anywhere, the second only to the first site.
        let may = |k: usize, s: usize| k == 0 || s == 0;
        assert_eq!(served(&[5, 5], &[5, 5], may), 10);
        assert_eq!(served(&[7, 5], &[5, 5], may), 10);
        assert_eq!(served(&[2, 9], &[5, 5], may), 7);
    }

    proptest! {
        /// The smallest cut (Hall's condition for every set of kecamatan) says the same.
        #[test]
        fn equals_the_smallest_cut(
            waiting in prop::collection::vec(0u64..20, 1..5),
            capacity in prop::collection::vec(0u64..20, 1..5),
            pairs in prop::collection::vec(any::<bool>(), 16),
        ) {
            let may = |k: usize, s: usize| pairs[4 * k + s];
            let total: u64 = waiting.iter().sum();
            let cut = (0..1u32 << waiting.len()).map(|set| {
                let inside = |k: usize| set >> k & 1 == 1;
                let demand: u64 = (0..waiting.len()).filter(|k| inside(*k)).map(|k| waiting[k]).sum();
                let reach = |s: &usize| (0..waiting.len()).any(|k| inside(k) && may(k, *s));
                let room: u64 = (0..capacity.len()).filter(reach).map(|s| capacity[s]).sum();
                total - demand + room
            });
            prop_assert_eq!(served(&waiting, &capacity, may), cut.min().unwrap());
        }
    }
}
