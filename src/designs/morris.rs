//! Trajectories, and elementary effects.

use serde::{Deserialize, Serialize};

use super::resampling::intervals;
use super::{Inputs, Points};
use crate::random::Stream;

/// The levels of each input, as Morris recommends.
const LEVELS: usize = 4;
/// How far an input goes in a step: half the levels, so that all are visited equally often.
const STEP: f64 = LEVELS as f64 / (2.0 * (LEVELS - 1) as f64);

/// Screening by elementary effects (Morris 1991, Technometrics 33): which of many inputs matter at all, in a number of
/// trajectories times one more than the number of inputs runs.
///
/// A trajectory begins at a random point of a grid with four levels for each input, and changes one input after the other, in
/// random order, by two thirds of its range, up or down. The change of the result divided by that of the level is the
/// *elementary effect* of the input there, in the unit of the result for the whole range of the input. All points of a
/// trajectory have the same [replication](Points::replication).
///
/// Ten trajectories are usual; the intervals say whether that is enough.
///
/// # Examples
///
/// ```
/// use cetak::designs::{Input, Inputs, Morris};
/// use cetak::random::Streams;
///
/// let inputs = Inputs::new(["strong", "weak", "idle"].map(|name| Input::between(name, 0.0, 10.0)))?;
/// let mut stream = Streams::new(2017, 0).stream("screening");
/// let design = Morris::new(inputs, 10, &mut stream);
/// assert_eq!(design.points().len(), 40);
/// let results = design.points().evaluate(|x| 3.0 * x[0] * x[1] - x[1]);
/// let effects = design.effects(&results, 0.95, &mut stream);
/// assert!(effects[0].mu_star > 0.0 && effects[0].sigma > 0.0, "it interacts with the second");
/// assert_eq!((effects[2].mu_star, effects[2].sigma), (0.0, 0.0));
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Morris {
    points: Points,
}

/// The elementary effects of one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Effect {
    /// The name of the input.
    pub name: String,
    /// The mean of the elementary effects. Effects of both signs cancel out.
    pub mu: f64,
    /// The mean of their absolute values, by which inputs are ranked (Campolongo, Cariboni & Saltelli 2007, Environmental
    /// Modelling & Software 22).
    pub mu_star: f64,
    /// The ends of its percentile bootstrap interval, over trajectories. With ten trajectories it holds the true value
    /// 93 in place of 95 % of the time (docs/validation.md).
    pub mu_star_interval: (f64, f64),
    /// The standard deviation of the elementary effects: large against `mu_star` if the effect depends on the level of this
    /// input or of others, or on chance.
    pub sigma: f64,
}

impl Morris {
    /// A design of `trajectories` trajectories.
    ///
    /// # Panics
    ///
    /// If there are fewer than two trajectories.
    #[must_use]
    pub fn new(inputs: Inputs, trajectories: usize, stream: &mut Stream) -> Self {
        assert!(trajectories >= 2, "{trajectories} trajectories");
        let wide = inputs.len();
        let points = trajectories * (wide + 1);
        let (mut levels, mut replications) = (Vec::with_capacity(points * wide), Vec::new());
        for trajectory in 0..trajectories {
            // Where each input is before its step and after it.
            let steps: Vec<(f64, f64)> = (0..wide)
                .map(|_| {
                    let low = stream.index(LEVELS / 2) as f64 / (LEVELS - 1) as f64;
                    match stream.index(2) {
                        0 => (low, low + STEP),
                        _ => (low + STEP, low),
                    }
                })
                .collect();
            let mut at: Vec<f64> = steps.iter().map(|(before, _)| *before).collect();
            levels.extend(&at);
            let mut order: Vec<usize> = (0..wide).collect();
            for last in (1..wide).rev() {
                order.swap(last, stream.index(last + 1));
            }
            for input in order {
                at[input] = steps[input].1;
                levels.extend(&at);
            }
            replications.extend(std::iter::repeat_n(trajectory as u64, wide + 1));
        }
        Self {
            points: Points::new(inputs, levels, Some(replications)),
        }
    }

    /// The points at which to run the model.
    #[must_use]
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// The effects of the inputs, in their order, from the result at each point. The intervals have this confidence; `stream`
    /// draws the bootstrap.
    ///
    /// # Panics
    ///
    /// If there is not one result for each point, or if `confidence` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn effects(&self, results: &[f64], confidence: f64, stream: &mut Stream) -> Vec<Effect> {
        self.points.check(results);
        let elementary = self.elementary(results);
        let trajectories = elementary.len() as f64;
        let wide = self.points.inputs().len();
        let ends = intervals(elementary.len(), confidence, stream, |drawn| {
            let mean = |input: usize| {
                let rows = drawn.iter().zip(&elementary);
                let sum = rows.map(|(times, row)| f64::from(*times) * row[input].abs());
                sum.sum::<f64>() / trajectories
            };
            Some((0..wide).map(mean).collect())
        });
        let inputs = self.points.inputs().iter().enumerate();
        let effect = inputs.zip(ends).map(|((i, input), mu_star_interval)| {
            let all = || elementary.iter().map(|row| row[i]);
            let mu = all().sum::<f64>() / trajectories;
            let squares = all()
                .map(|effect| (effect - mu) * (effect - mu))
                .sum::<f64>();
            Effect {
                name: input.name().to_owned(),
                mu,
                mu_star: all().map(f64::abs).sum::<f64>() / trajectories,
                mu_star_interval,
                sigma: (squares / (trajectories - 1.0)).sqrt(),
            }
        });
        effect.collect()
    }

    /// For each trajectory the elementary effect of each input.
    fn elementary(&self, results: &[f64]) -> Vec<Vec<f64>> {
        let wide = self.points.inputs().len();
        let trajectories = 0..results.len() / (wide + 1);
        let effects = trajectories.map(|trajectory| {
            let mut effects = vec![0.0; wide];
            let first = trajectory * (wide + 1);
            for point in first + 1..first + wide + 1 {
                let (before, after) = (self.points.levels(point - 1), self.points.levels(point));
                let changes = before
                    .iter()
                    .zip(after)
                    .map(|(before, after)| after - before);
                let change = changes.enumerate().find(|(_, change)| *change != 0.0);
                if let Some((input, change)) = change {
                    effects[input] = (results[point] - results[point - 1]) / change;
                }
            }
            effects
        });
        effects.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::designs::Input;
    use crate::random::Streams;

    fn design(trajectories: usize) -> (Morris, Stream) {
        let mut stream = Streams::new(1, 0).stream("morris");
        let inputs = Inputs::new(["a", "b", "c"].map(Input::level)).unwrap();
        let design = Morris::new(inputs, trajectories, &mut stream);
        (design, stream)
    }

    /// Each point is on the grid, and differs from the one before in one input, each once.
    #[test]
    fn a_step_changes_one_input() {
        let (design, _) = design(50);
        for trajectory in 0..50 {
            let mut changed = Vec::new();
            for point in 4 * trajectory..4 * trajectory + 4 {
                let levels = design.points().levels(point);
                for level in levels {
                    let on_grid = level * (LEVELS - 1) as f64;
                    assert!((on_grid - on_grid.round()).abs() < 1e-12, "{level}");
                    assert!((0.0..=1.0).contains(level), "{level}");
                }
                assert_eq!(design.points().replication(point), trajectory as u64);
                if point > 4 * trajectory {
                    let before = design.points().levels(point - 1);
                    changed.extend((0..3).filter(|i| levels[*i] != before[*i]));
                }
            }
            changed.sort_unstable();
            assert_eq!(changed, [0, 1, 2]);
        }
    }

    /// Against the distribution of the elementary effects on the grid, worked out by hand.
    #[test]
    fn effects_are_those_of_theory() {
        let (design, mut stream) = design(4000);
        // The effect of a is 1 + c, where c is uniform on 0, 1/3, 2/3, 1; that of b is −2/3 or −4/3; that of c is a.
        let results = design
            .points()
            .evaluate(|x| x[0] - x[1] * x[1] + x[0] * x[2]);
        let effects = design.effects(&results, 0.999, &mut stream);
        let sd = (5.0_f64 / 36.0).sqrt();
        let exact = [(1.5, 1.5, sd), (-1.0, 1.0, 1.0 / 3.0), (0.5, 0.5, sd)];
        for (effect, (mu, mu_star, sigma)) in effects.iter().zip(exact) {
            let reach = 3.2905 * sigma / 4000.0_f64.sqrt();
            assert!((effect.mu - mu).abs() < reach, "{effect:?}");
            assert!((effect.mu_star - mu_star).abs() < reach, "{effect:?}");
            assert!((effect.sigma / sigma - 1.0).abs() < 0.05, "{effect:?}");
            let (low, high) = effect.mu_star_interval;
            assert!(low < mu_star && mu_star < high, "{effect:?}");
            assert!((high - low) / (2.0 * reach) < 1.2, "{effect:?}");
            assert!((high - low) / (2.0 * reach) > 0.8, "{effect:?}");
        }
        let names: Vec<&str> = effects.iter().map(|effect| effect.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }
}
