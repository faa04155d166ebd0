//! Shares of the variance: Sobol' indices.

use serde::{Deserialize, Serialize};

use super::resampling::intervals;
use super::sequence::Sequence;
use super::{Inputs, Points};
use crate::error::Result;
use crate::random::Stream;

/// The name of chance among the indices.
const CHANCE: &str = "chance";

/// A design for Sobol' indices (Sobol' 1993; Saltelli et al. 2010, Computer Physics Communications 181): which share of the
/// variance of the result comes from which input, if all inputs vary independently over their whole ranges.
///
/// Each of its rows has two independent settings A and B of all inputs, from [Sobol' points](super::sobol_points), and for each
/// input a point that takes this input from B and all others from A. With k inputs that is k + 2 points a row, row after row,
/// A first and B last. Take a power of two as the number of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Sobol {
    points: Points,
    with_chance: bool,
}

/// The result of a design for Sobol' indices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Indices {
    /// The mean of the results, over the ranges of the inputs.
    pub mean: f64,
    /// Their variance, of which the indices are shares.
    pub variance: f64,
    /// The indices of the inputs, in their order.
    pub inputs: Vec<Index>,
    /// The indices of chance, if it was varied. Its `total` is the share of the variance that would remain if all inputs were
    /// known.
    pub chance: Option<Index>,
}

/// The shares of the variance that come from one input. Estimates of small shares may be below 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Index {
    /// The name of the input, or `chance`.
    pub name: String,
    /// The share from this input alone: what the variance would lose on average if the input were known. All of them
    /// together are 1 if the effects of the inputs add up.
    pub first_order: f64,
    /// The ends of its bootstrap interval.
    pub first_order_interval: (f64, f64),
    /// The share from this input alone and together with others: what would remain if all others were known. An input with a
    /// total of 0 does not matter.
    pub total: f64,
    /// The ends of its bootstrap interval.
    pub total_interval: (f64, f64),
}

impl Sobol {
    /// A design of this many rows, for a model that is not random, or of which one replication is looked at: all points have
    /// replication 0.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`](crate::ErrorKind::Value) if there are more inputs than half of
    /// [`MOST_DIMENSIONS`](super::MOST_DIMENSIONS).
    ///
    /// # Panics
    ///
    /// If there are fewer than two rows.
    pub fn new(inputs: Inputs, rows: usize, stream: &mut Stream) -> Result<Self> {
        Self::made(inputs, rows, stream, false)
    }

    /// A design of this many rows that varies chance too: A has one replication and B another, none is used in two rows, and
    /// one more point in each row has all inputs from A and the replication of B (k + 3 points a row). So chance is an input
    /// like the others, and the estimates hold with one run per point.
    ///
    /// # Errors
    ///
    /// Like [`new`](Self::new).
    ///
    /// # Panics
    ///
    /// If there are fewer than two rows.
    pub fn with_chance(inputs: Inputs, rows: usize, stream: &mut Stream) -> Result<Self> {
        Self::made(inputs, rows, stream, true)
    }

    fn made(inputs: Inputs, rows: usize, stream: &mut Stream, with_chance: bool) -> Result<Self> {
        assert!(rows >= 2, "{rows} rows");
        let wide = inputs.len();
        let sequence = Sequence::new(2 * wide, stream)?;
        let (mut levels, mut replications) = (Vec::new(), Vec::new());
        for row in 0..rows {
            let a: Vec<f64> = (0..wide).map(|i| sequence.level(row, i)).collect();
            let b: Vec<f64> = (wide..2 * wide).map(|i| sequence.level(row, i)).collect();
            let [of_a, of_b] = [0, 1].map(|other| 2 * row as u64 + other);
            levels.extend(&a);
            for input in 0..wide {
                let from = |i: usize| if i == input { b[i] } else { a[i] };
                levels.extend((0..wide).map(from));
            }
            replications.extend(std::iter::repeat_n(of_a, wide + 1));
            if with_chance {
                levels.extend(&a);
                replications.push(of_b);
            }
            levels.extend(&b);
            replications.push(of_b);
        }
        let replications = with_chance.then_some(replications);
        Ok(Self {
            points: Points::new(inputs, levels, replications),
            with_chance,
        })
    }

    /// The points at which to run the model.
    #[must_use]
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// The indices, from the result at each point; `None` if the results are all equal, or if one is not finite. The intervals
    /// have this confidence; `stream` draws the bootstrap.
    ///
    /// First-order indices are estimated after Saltelli et al. 2010, totals after Jansen 1999 (Computer Physics
    /// Communications 117), from results less their mean. The percentile bootstrap draws whole rows; since Sobol' points fill
    /// the space more evenly than independent rows, its intervals tend to be too wide rather than too narrow: of 100 rows they
    /// nearly always hold the index. With fewer than about fifty rows they can be too narrow: of 10 rows they hold the indices of Ishigami's
    /// function 79 to 84 in place of 95 % of the time, and those of chance 88 to 90 %; of 30 rows or more those of chance 93 to 96 % (docs/validation.md).
    ///
    /// # Panics
    ///
    /// If there is not one result for each point, or if `confidence` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn indices(
        &self,
        results: &[f64],
        confidence: f64,
        stream: &mut Stream,
    ) -> Option<Indices> {
        self.points.check(results);
        let wide = self.points.inputs().len();
        let varied = wide + usize::from(self.with_chance);
        let rows: Vec<&[f64]> = results.chunks_exact(varied + 2).collect();
        let ends = |row: &&[f64]| row[0] + row[varied + 1];
        let mean = rows.iter().map(ends).sum::<f64>() / (2 * rows.len()) as f64;
        let terms: Vec<Terms> = rows.iter().map(|row| Terms::of(row, mean)).collect();
        let (variance, found) = shares(&terms, &vec![1; terms.len()])?;
        let limits = intervals(terms.len(), confidence, stream, |drawn| {
            shares(&terms, drawn).map(|(_, shares)| shares)
        });
        let names = self.points.inputs().iter().map(|input| input.name());
        let named = names.chain([CHANCE]).zip(0..varied);
        let index = named.map(|(name, i)| Index {
            name: name.to_owned(),
            first_order: found[i],
            first_order_interval: limits[i],
            total: found[varied + i],
            total_interval: limits[varied + i],
        });
        let mut inputs: Vec<Index> = index.collect();
        let chance = inputs.drain(wide..).next();
        Some(Indices {
            mean,
            variance,
            inputs,
            chance,
        })
    }
}

/// The terms that a row adds to the sums behind the indices.
struct Terms {
    /// The results of A and B, less the mean: their sum, and the sum of their squares.
    sum: f64,
    squares: f64,
    /// For each input, the terms of the first-order index, then for each those of the total.
    inputs: Vec<f64>,
}

impl Terms {
    /// The row has the results of A, then for each input those with this input from B, then of B.
    fn of(row: &[f64], mean: f64) -> Self {
        let centred: Vec<f64> = row.iter().map(|result| result - mean).collect();
        let (a, b) = (centred[0], centred[row.len() - 1]);
        let mixed = &centred[1..row.len() - 1];
        let first_order = mixed.iter().map(|ab| b * (ab - a));
        let total = mixed.iter().map(|ab| 0.5 * (ab - a) * (ab - a));
        Self {
            sum: a + b,
            squares: a * a + b * b,
            inputs: first_order.chain(total).collect(),
        }
    }
}

/// The variance, and the indices of all inputs, first those of first order. `None` if the variance is not above 0.
fn shares(terms: &[Terms], drawn: &[u32]) -> Option<(f64, Vec<f64>)> {
    let rows = terms.len() as f64;
    let (mut sum, mut squares) = (0.0, 0.0);
    let mut inputs = vec![0.0; terms[0].inputs.len()];
    for (row, times) in terms.iter().zip(drawn) {
        let times = f64::from(*times);
        sum += times * row.sum;
        squares += times * row.squares;
        for (all, term) in inputs.iter_mut().zip(&row.inputs) {
            *all += times * term;
        }
    }
    let mean = sum / (2.0 * rows);
    let variance = squares / (2.0 * rows) - mean * mean;
    let usable = variance > 0.0 && variance.is_finite() && inputs.iter().all(|x| x.is_finite());
    let share = |sum: f64| sum / rows / variance;
    usable.then(|| (variance, inputs.into_iter().map(share).collect()))
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;
    use crate::designs::Input;
    use crate::random::{Distribution, Streams};

    fn stream() -> Stream {
        Streams::new(2017, 0).stream("sobol")
    }

    fn assert_near(found: f64, exact: f64, within: f64, what: &str) {
        assert!(
            (found - exact).abs() < within,
            "{what}: {found}, not {exact}"
        );
    }

    /// Ishigami & Homma 1990, with a = 7 and b = 0.1.
    fn ishigami(x: &[f64]) -> f64 {
        let (first, second) = (libm::sin(x[0]), libm::sin(x[1]));
        first + 7.0 * second * second + 0.1 * x[2] * x[2] * x[2] * x[2] * first
    }

    const FIRST_ORDER: [f64; 3] = [0.313_905, 0.442_411, 0.0];
    const TOTAL: [f64; 3] = [0.557_589, 0.442_411, 0.243_684];

    #[test]
    fn the_indices_of_ishigami_are_known() {
        let inputs = Inputs::new(["x1", "x2", "x3"].map(|x| Input::between(x, -PI, PI))).unwrap();
        let mut stream = stream();
        let design = Sobol::new(inputs, 1 << 14, &mut stream).unwrap();
        assert_eq!(design.points().len(), 5 << 14);
        let results = design.points().evaluate(ishigami);
        let found = design.indices(&results, 0.95, &mut stream).unwrap();
        // Mean 7/2; variance 49/8 + π⁴/50 + π⁸/1800 + 1/2.
        assert_near(found.mean, 3.5, 0.005, "mean");
        assert_near(found.variance, 13.844_588, 0.05, "variance");
        for (i, index) in found.inputs.iter().enumerate() {
            assert_near(index.first_order, FIRST_ORDER[i], 0.005, &index.name);
            assert_near(index.total, TOTAL[i], 0.005, &index.name);
            for (low, high) in [index.first_order_interval, index.total_interval] {
                assert!(low < high && high - low < 0.06, "{index:?}");
            }
        }
        assert_eq!(found.chance, None);
    }

    /// The share of 200 small designs whose intervals hold the index.
    #[test]
    fn the_intervals_hold_the_indices() {
        let mut stream = stream();
        let mut held = [0; 6];
        for _ in 0..200 {
            let inputs = Inputs::new(["x1", "x2", "x3"].map(|x| Input::between(x, -PI, PI)));
            let design = Sobol::new(inputs.unwrap(), 128, &mut stream).unwrap();
            let results = design.points().evaluate(ishigami);
            let found = design.indices(&results, 0.9, &mut stream).unwrap();
            for (i, index) in found.inputs.iter().enumerate() {
                let (low, high) = index.first_order_interval;
                held[i] += u32::from(low <= FIRST_ORDER[i] && FIRST_ORDER[i] <= high);
                let (low, high) = index.total_interval;
                held[3 + i] += u32::from(low <= TOTAL[i] && TOTAL[i] <= high);
            }
        }
        assert!(held.iter().all(|held| *held >= 170), "{held:?}");
    }

    /// A sum of two inputs and of chance, each with a known share: 1, 4 and 4 of 9; and with an interaction of chance.
    #[test]
    fn chance_has_a_share_of_its_own() {
        let inputs = || Inputs::new(["a", "b"].map(Input::level)).unwrap();
        let uniform = Distribution::<f64>::uniform(0.0, 1.0).unwrap();
        let mut stream = stream();
        let design = Sobol::with_chance(inputs(), 1 << 12, &mut stream).unwrap();
        let points = design.points();
        assert_eq!(points.len(), 5 << 12);
        let chance = |point: usize| {
            let streams = Streams::new(7, points.replication(point));
            streams.variate("noise", uniform.clone()).draw()
        };
        let indices = |model: &dyn Fn(&[f64], f64) -> f64, stream: &mut Stream| {
            let all = 0..points.len();
            let results: Vec<f64> = all.map(|i| model(points.levels(i), chance(i))).collect();
            let found = design.indices(&results, 0.999, stream).unwrap();
            let chance = found.chance.clone().expect("it was varied");
            assert_eq!(chance.name, "chance");
            [&found.inputs[0], &found.inputs[1], &chance].map(Index::clone)
        };
        let sum = indices(&|x, noise| x[0] + 2.0 * x[1] + 2.0 * noise, &mut stream);
        let exact = [1.0 / 9.0, 4.0 / 9.0, 4.0 / 9.0];
        for (index, exact) in sum.iter().zip(exact) {
            assert_near(index.first_order, exact, 0.05, &index.name);
            assert_near(index.total, exact, 0.03, &index.name);
            let (low, high) = index.first_order_interval;
            assert!(low < exact && exact < high, "{index:?}");
        }
        // (a − 1/2)(noise − 1/2): no share alone, all together; b does nothing.
        let product = indices(&|x, noise| (x[0] - 0.5) * (noise - 0.5), &mut stream);
        for (index, total) in product.iter().zip([1.0, 0.0, 1.0]) {
            assert_near(index.first_order, 0.0, 0.06, &index.name);
            assert_near(index.total, total, 0.06, &index.name);
        }
    }

    #[test]
    fn a_row_has_what_it_says() {
        let inputs = Inputs::new(["a", "b"].map(Input::level)).unwrap();
        let design = Sobol::with_chance(inputs, 3, &mut stream()).unwrap();
        let points = design.points();
        for row in 0..3 {
            let [a, first, second, again, b] = [0, 1, 2, 3, 4].map(|i| points.levels(5 * row + i));
            assert_eq!(first, [b[0], a[1]]);
            assert_eq!(second, [a[0], b[1]]);
            assert_eq!(again, a);
            assert!(a[0] != b[0] && a[1] != b[1]);
            let row = row as u64;
            let replications = (0..5).map(|i| points.replication(5 * row as usize + i));
            let expected = [2 * row, 2 * row, 2 * row, 2 * row + 1, 2 * row + 1];
            assert!(replications.eq(expected));
        }
    }

    #[test]
    fn equal_or_infinite_results_have_no_shares() {
        let inputs = Inputs::new(["a"].map(Input::level)).unwrap();
        let mut stream = stream();
        let design = Sobol::new(inputs, 4, &mut stream).unwrap();
        assert_eq!(design.indices(&[2.0; 12], 0.9, &mut stream), None);
        let mut results = design.points().evaluate(|x| x[0]);
        results[5] = f64::INFINITY;
        assert_eq!(design.indices(&results, 0.9, &mut stream), None);
    }
}
