//! Latin hypercubes.

use super::{Inputs, Points};
use crate::random::Stream;

/// A Latin hypercube of `points` points (McKay, Beckman & Conover 1979, Technometrics 21): the levels of each input are cut
/// into as many equal strata as there are points, and each stratum has one point, somewhere in it. The strata of different
/// inputs are combined at random.
///
/// # Panics
///
/// If there are no points.
///
/// # Examples
///
/// ```
/// use cetak::designs::{Input, Inputs, latin_hypercube};
/// use cetak::random::Streams;
///
/// let inputs = Inputs::new([Input::between("rate", 10.0, 20.0), Input::level("share")])?;
/// let points = latin_hypercube(inputs, 5, &mut Streams::new(1, 0).stream("design"));
/// let mut strata: Vec<u8> = (0..5).map(|point| (points.levels(point)[1] * 5.0) as u8).collect();
/// strata.sort();
/// assert_eq!(strata, [0, 1, 2, 3, 4]);
/// # Ok::<(), cetak::Error>(())
/// ```
#[must_use]
pub fn latin_hypercube(inputs: Inputs, points: usize, stream: &mut Stream) -> Points {
    assert!(points > 0, "a design without points");
    let wide = inputs.len();
    let mut levels = vec![0.0; points * wide];
    for input in 0..wide {
        let mut strata: Vec<usize> = (0..points).collect();
        // Fisher & Yates.
        for last in (1..points).rev() {
            strata.swap(last, stream.index(last + 1));
        }
        for (point, stratum) in strata.into_iter().enumerate() {
            levels[point * wide + input] = (stratum as f64 + stream.uniform()) / points as f64;
        }
    }
    Points::new(inputs, levels, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::designs::Input;
    use crate::random::Streams;

    #[test]
    fn each_stratum_of_each_input_has_one_point() {
        let named = (0..4).map(|i| Input::level(format!("x{i}")));
        let inputs = Inputs::new(named).unwrap();
        for points in [1, 2, 17] {
            let mut stream = Streams::new(1, 0).stream("latin");
            let design = latin_hypercube(inputs.clone(), points, &mut stream);
            assert_eq!(design.len(), points);
            for input in 0..4 {
                let levels = (0..points).map(|point| design.levels(point)[input]);
                let mut strata: Vec<usize> = levels
                    .map(|level| (level * points as f64) as usize)
                    .collect();
                strata.sort_unstable();
                assert_eq!(strata, (0..points).collect::<Vec<_>>());
            }
        }
    }

    /// The mean of a sum over a Latin hypercube varies less than 1/n as much as that of independent points: each part of the
    /// sum is stratified.
    #[test]
    fn a_sum_is_stratified() {
        let mut stream = Streams::new(1, 0).stream("latin");
        let mut squares = 0.0;
        for _ in 0..200 {
            let inputs = Inputs::new(["a", "b"].map(Input::level)).unwrap();
            let design = latin_hypercube(inputs, 20, &mut stream);
            let mean = design.evaluate(|x| x[0] + x[1]).iter().sum::<f64>() / 20.0;
            squares += (mean - 1.0) * (mean - 1.0);
        }
        // Exactly 2 / (12 · 20³) in place of 2 / (12 · 20); the mean of 200 squares lies within 40 % of it.
        let exact = 2.0 / (12.0 * 8000.0);
        assert!((squares / 200.0 / exact - 1.0).abs() < 0.4, "{squares}");
    }
}
