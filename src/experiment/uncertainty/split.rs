//! The variance split by its sources.

use crate::stats::{Tally, student_quantile};

/// The blocks of draws that the jackknife leaves out in turn.
const BLOCKS: usize = 20;
/// A feature counts as a function of the others if they explain all but this share of its variance.
const LEFT: f64 = 1e-3;

/// The means of draws, with the features of their inputs.
pub(super) struct Draws<'a> {
    pub means: &'a [f64],
    /// The variance of each mean that its replications explain.
    pub noise: f64,
    /// By draw and input.
    pub features: &'a [Vec<Vec<f64>>],
}

/// The variance of the answer that comes from the inputs, and from each of them alone.
pub(super) struct Split {
    pub inputs: f64,
    pub by_input: Vec<f64>,
}

impl Draws<'_> {
    /// The split; no variance is below 0. `None` with fewer than three more draws than features.
    pub fn split(&self) -> Option<Split> {
        self.without(None)
    }

    /// For each input the 95 % limits of its share in the variance of the inputs, by the jackknife over blocks of draws (Kott 2001, Journal of
    /// Official Statistics 17); `None` if the inputs explain nothing.
    pub fn limits(&self, split: &Split) -> Option<Vec<(f64, f64)>> {
        let share = |split: &Split, input: usize| {
            (split.inputs > 0.0).then(|| split.by_input[input] / split.inputs)
        };
        let without = (0..BLOCKS)
            .map(|block| self.without(Some(block)))
            .collect::<Option<Vec<Split>>>()?;
        let blocks = BLOCKS as f64;
        let reach = student_quantile(0.975, BLOCKS as u64 - 1) * (blocks - 1.0) / blocks.sqrt();
        let limits = |input: usize| {
            let share_of_all = share(split, input)?;
            let shares = without.iter().map(|split| share(split, input));
            let shares: Tally = shares.collect::<Option<Vec<f64>>>()?.into_iter().collect();
            let reach = reach * shares.standard_deviation()?;
            let limit = |sign: f64| (share_of_all + sign * reach).clamp(0.0, 1.0);
            Some((limit(-1.0), limit(1.0)))
        };
        (0..split.by_input.len()).map(limits).collect()
    }

    fn without(&self, block: Option<usize>) -> Option<Split> {
        let draws = self.means.len();
        let kept: Vec<usize> = (0..draws)
            .filter(|draw| block != Some(draw * BLOCKS / draws))
            .collect();
        let means: Tally = kept.iter().map(|draw| self.means[*draw]).collect();
        let centre = means.mean()?;
        let mut left: Vec<f64> = kept.iter().map(|draw| self.means[*draw] - centre).collect();
        let (directions, of_input) = self.directions(&kept);
        let slopes: Vec<f64> = directions
            .iter()
            .map(|direction| take_off(&mut left, direction))
            .collect();
        let df = kept.len().checked_sub(1 + directions.len())?;
        if df < 2 {
            return None;
        }
        let residual = left.iter().map(|x| x * x).sum::<f64>() / df as f64;
        let per_draw = 1.0 / (kept.len() - 1) as f64;
        // Directions of one input hardly depend on those of another, which is drawn apart from it, so the squares of the slopes of an input add
        // up to what it explains; each has one `residual` more by chance.
        let mut by_input = vec![0.0; self.features[0].len()];
        for (slope, input) in std::iter::zip(&slopes, &of_input) {
            by_input[*input] += (slope * slope - residual) * per_draw;
        }
        Some(Split {
            inputs: (means.variance()? - self.noise).max(0.0),
            by_input: by_input.into_iter().map(|x: f64| x.max(0.0)).collect(),
        })
    }

    /// Orthonormal directions that span the features (Gram–Schmidt), each with its input. A feature that is a function of the others has no
    /// direction, such as the standard deviation of an exponential law, which equals its mean.
    fn directions(&self, kept: &[usize]) -> (Vec<Vec<f64>>, Vec<usize>) {
        let (mut directions, mut of_input): (Vec<Vec<f64>>, Vec<usize>) = Default::default();
        for (input, features) in self.features[0].iter().enumerate() {
            for feature in 0..features.len() {
                let values = || kept.iter().map(|draw| self.features[*draw][input][feature]);
                let mean = values().sum::<f64>() / kept.len() as f64;
                let mut column: Vec<f64> = values().map(|x| x - mean).collect();
                let before = squares(&column);
                for direction in &directions {
                    take_off(&mut column, direction);
                }
                let after = squares(&column);
                if after > LEFT * before {
                    let root = after.sqrt();
                    column.iter_mut().for_each(|x| *x /= root);
                    directions.push(column);
                    of_input.push(input);
                }
            }
        }
        (directions, of_input)
    }
}

fn squares(column: &[f64]) -> f64 {
    column.iter().map(|x| x * x).sum()
}

/// Subtracts the component along a direction from a column, and returns its length.
fn take_off(column: &mut [f64], direction: &[f64]) -> f64 {
    let along: f64 = std::iter::zip(&*column, direction)
        .map(|(x, d)| x * d)
        .sum();
    for (x, d) in std::iter::zip(column, direction) {
        *x -= along * d;
    }
    along
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;
    use crate::stats::normal_quantile;

    /// Draws of two inputs with two features each, the second of the second input being its first: the mean is 3 a − 2 b + c + noise of variance 4.
    #[test]
    fn each_input_has_the_variance_of_its_part() {
        let mut stream = Streams::new(5, 0).stream("split");
        let mut normal = || normal_quantile(stream.uniform());
        let (mut means, mut features) = (Vec::new(), Vec::new());
        for _ in 0..4000 {
            let (a, b, c) = (normal(), normal(), normal());
            features.push(vec![vec![a, a + b], vec![c, 1e-9 * c]]);
            means.push(10.0 + 3.0 * a - 2.0 * b + c + 2.0 * normal());
        }
        let draws = Draws {
            means: &means,
            noise: 4.0,
            features: &features,
        };
        let split = draws.split().unwrap();
        assert!((split.inputs - 14.0).abs() < 1.5, "{}", split.inputs);
        assert!(
            (split.by_input[0] - 13.0).abs() < 1.3,
            "{:?}",
            split.by_input
        );
        assert!(
            (split.by_input[1] - 1.0).abs() < 0.3,
            "{:?}",
            split.by_input
        );
        let limits = draws.limits(&split).unwrap();
        assert!(
            limits[0].0 < 13.0 / 14.0 && 13.0 / 14.0 < limits[0].1,
            "{limits:?}"
        );
        assert!(
            limits[1].0 < 1.0 / 14.0 && 1.0 / 14.0 < limits[1].1,
            "{limits:?}"
        );
        assert!(limits[0].1 - limits[0].0 < 0.2, "{limits:?}");
    }

    #[test]
    fn what_has_no_effect_explains_nothing_on_average() {
        let mut stream = Streams::new(6, 0).stream("split");
        let mut normal = || normal_quantile(stream.uniform());
        let found: Tally = (0..400)
            .map(|_| {
                let features: Vec<_> = (0..100).map(|_| vec![vec![normal(), normal()]]).collect();
                let means: Vec<f64> = (0..100).map(|_| normal()).collect();
                let draws = Draws {
                    means: &means,
                    noise: 0.0,
                    features: &features,
                };
                draws.split().unwrap().by_input[0]
            })
            .collect();
        // Two squares of normal numbers less 2, over 99, and cut at 0: e⁻¹ · 2 / 99 on average.
        assert!((found.mean().unwrap() - 0.0074).abs() < 0.002, "{found:?}");
    }
}
