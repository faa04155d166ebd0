//! At which values a model is run, with which replication.

use super::Inputs;

/// The points of a design, numbered from 0: at each, a level from 0 to 1 for every input, and the replication to run there.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    inputs: Inputs,
    /// The levels of the first point, then those of the second, and so on.
    levels: Vec<f64>,
    replications: Option<Vec<u64>>,
}

impl Points {
    /// All points with the same replication, or with a replication for each point.
    pub(super) fn new(inputs: Inputs, levels: Vec<f64>, replications: Option<Vec<u64>>) -> Self {
        debug_assert_eq!(levels.len() % inputs.len(), 0);
        Self {
            inputs,
            levels,
            replications,
        }
    }

    /// The inputs that are varied.
    #[must_use]
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The number of points.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is at least one")]
    pub fn len(&self) -> usize {
        self.levels.len() / self.inputs.len()
    }

    /// The levels of the inputs at a point, each from 0 to 1.
    ///
    /// # Panics
    ///
    /// If there is no such point.
    #[must_use]
    pub fn levels(&self, point: usize) -> &[f64] {
        let wide = self.inputs.len();
        &self.levels[point * wide..(point + 1) * wide]
    }

    /// The values of the inputs at a point.
    ///
    /// # Panics
    ///
    /// If there is no such point.
    #[must_use]
    pub fn values(&self, point: usize) -> Vec<f64> {
        let levels = self.levels(point).iter();
        let inputs = self.inputs.iter();
        inputs
            .zip(levels)
            .map(|(input, at)| input.value(*at))
            .collect()
    }

    /// The number of the replication that a random model runs at a point. Points with the same number meet the same chance.
    ///
    /// # Panics
    ///
    /// If there is no such point.
    #[must_use]
    pub fn replication(&self, point: usize) -> u64 {
        assert!(point < self.len(), "there is no point {point}");
        self.replications.as_ref().map_or(0, |all| all[point])
    }

    /// The results of a function that is not random, by point.
    pub fn evaluate(&self, model: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        let points = 0..self.len();
        points.map(|point| model(&self.values(point))).collect()
    }

    /// # Panics
    ///
    /// If there is not one result for each point.
    pub(super) fn check(&self, results: &[f64]) {
        assert!(
            results.len() == self.len(),
            "{} results for {} points",
            results.len(),
            self.len()
        );
    }
}
