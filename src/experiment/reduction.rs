//! Means of an experiment with less variance.

use super::kinds::Number;
use super::numbers::CONFIDENCE;
use super::output::Output;
use super::precision::Ordered;
use super::results::Results;
use crate::stats::{Reduced, antithetic_pairs, control_variates};

impl Results {
    /// The mean of an output, adjusted by control variates: other outputs, each with its known mean. See
    /// [`control_variates`](crate::stats::control_variates); the gain says whether it was worth it.
    ///
    /// `None` as there, and if a replication does not have one of the outputs or has it censored.
    ///
    /// # Panics
    ///
    /// If an output belongs to another list of outputs.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Outputs};
    ///
    /// // A day on which 5 times something is sold, each time up to 10 pieces; the rent is 20.
    /// let mut outputs = Outputs::new();
    /// let profit = outputs.number("profit", "", |sold: &f64| 3.0 * sold - 20.0);
    /// let sold = outputs.number("sold", "pcs", |sold: &f64| *sold);
    /// let day = Experiment::new(&outputs, |streams| {
    ///     let mut pieces = streams.stream("pieces");
    ///     Ok((0..5).map(|_| 10.0 * pieces.uniform()).sum::<f64>())
    /// });
    /// let results = day.replications(100).run()?;
    /// // The mean number sold is known, and the profit follows from it.
    /// let found = results.controlled(profit, &[(sold, 25.0)]).expect("both are numbers");
    /// assert!((found.estimate.mean - 55.0).abs() < 1e-6);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[must_use]
    pub fn controlled<K: Ordered>(
        &self,
        output: Output<K>,
        controls: &[(Output<Number>, f64)],
    ) -> Option<Reduced> {
        let values = self.column_of(output).means()?;
        let columns: Vec<Vec<f64>> = controls
            .iter()
            .map(|(control, _)| self.column_of(*control).means())
            .collect::<Option<_>>()?;
        let controls: Vec<(&[f64], f64)> = std::iter::zip(&columns, controls)
            .map(|(column, (_, mean))| (column.as_slice(), *mean))
            .collect();
        control_variates(&values, &controls, CONFIDENCE)
    }

    /// What antithetic pairs have gained for the mean of an output: replications that were run on [`Streams::antithetic`], of which 2k and
    /// 2k + 1 are a pair, by [`Experiment::antithetic`]. See [`antithetic_pairs`](crate::stats::antithetic_pairs).
    ///
    /// `None` as there, if the replications are not whole pairs, or if one does not have the output or has it censored.
    ///
    /// # Panics
    ///
    /// If the output belongs to another list of outputs.
    ///
    /// [`Streams::antithetic`]: crate::random::Streams::antithetic
    /// [`Experiment::antithetic`]: super::Experiment::antithetic
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Outputs};
    ///
    /// let mut outputs = Outputs::new();
    /// let square = outputs.number("square", "", |u: &f64| u * u);
    /// let one = Experiment::new(&outputs, |streams| Ok(streams.stream("u").uniform())).antithetic();
    /// let found = one.replications(1000).run()?.antithetic(square).expect("500 pairs");
    /// // The variance of U² is 4 / 45, that of a pair 1 / 180: 8 times less than of two alone.
    /// let (low, high) = found.gain_ci95.expect("enough pairs");
    /// assert!(low < 8.0 && 8.0 < high && low > 6.0);
    /// assert!(found.estimate.contains(1.0 / 3.0));
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[must_use]
    pub fn antithetic<K: Ordered>(&self, output: Output<K>) -> Option<Reduced> {
        let is_pair = |pair: &[super::Row]| match pair {
            [a, b] => a.replication % 2 == 0 && b.replication == a.replication + 1,
            _ => false,
        };
        let values = self.values(output);
        let values: Vec<f64> = values.iter().map(|v| v.number()).collect::<Option<_>>()?;
        let pairs = self.rows.chunks(2).all(is_pair);
        pairs
            .then(|| antithetic_pairs(&values, CONFIDENCE))
            .flatten()
    }
}
