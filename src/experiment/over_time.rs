//! Outputs over time: series and their summaries over all replications.

use serde::{Deserialize, Serialize, Serializer};

use super::numbers::{Mean, PROBABILITIES, Quantiles};
use super::results::Results;
use crate::error::{Error, ErrorKind, Result};
use crate::stats::{FEWEST_FOR_MSER5, Series, is_late, least_error, quantile, welch};
use crate::time::Span;
use crate::words::Message;

/// The name and the unit of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SeriesLabel {
    /// Its name.
    pub name: String,
    /// The unit of its values, such as `min`; empty if it has none.
    pub unit: String,
}

/// The handle of a series, given by [`Outputs::series`](super::Outputs::series).
#[derive(Clone, Copy, Debug)]
pub struct OverTime {
    outputs: u64,
    place: usize,
}

impl OverTime {
    pub(super) fn new(outputs: u64, place: usize) -> Self {
        Self { outputs, place }
    }
}

/// The summary of a series over all replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SaidOverTime {
    /// Its name and unit.
    #[serde(flatten)]
    pub label: SeriesLabel,
    /// The length of a step; in JSON `step_min`, in minutes.
    #[serde(rename = "step_min", serialize_with = "minutes")]
    pub step: Span,
    /// The summary of each step. Steps are counted from the start of the runs, the warm-up included.
    pub steps: Vec<SeriesStep>,
    /// In an experiment with a warm-up, why that is [too short](Results::check_warm_up), if it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warm_up_doubt: Option<String>,
}

/// The summary of one step of a series over all replications.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SeriesStep {
    /// The mean over replications; `None` if any replication observed nothing in this step.
    pub mean: Option<f64>,
    /// Quantiles over replications; `None` if any observed nothing in this step.
    #[serde(flatten)]
    pub quantiles: Quantiles<Option<f64>>,
    /// The number of replications that observed nothing in this step.
    pub missing: u32,
}

impl SaidOverTime {
    /// The unit in which its time is shown, and the length of that.
    pub(crate) fn unit_of_time(&self) -> (&'static str, Span) {
        match self.step * self.steps.len() as i64 {
            whole if whole <= Span::hours(10) => ("min", Span::minutes(1)),
            whole if whole <= Span::days(10) => ("h", Span::hours(1)),
            _ => ("d", Span::days(1)),
        }
    }
}

impl Results {
    /// The summary of a series over all replications.
    ///
    /// # Panics
    ///
    /// If the series belongs to another list of outputs, or replications have it in steps of different length.
    #[must_use]
    pub fn over_time(&self, series: OverTime) -> SaidOverTime {
        self.said_over_time(self.place_of(series))
    }

    /// Checks by a series whether the warm-up is long enough. Its mean over replications is cut by [MSER-5](crate::stats::mser5) (White, Cobb & Spratt 2000, Winter Simulation
    /// Conference, 755–760), as Hoad, Robinson & Davies do (2010, Journal of the Operational Research Society 61(6)). If the cut is later than the warm-up, the time between the two
    /// is compared with the rest of the run, replication by replication: the warm-up is too short if the 95 % interval of the difference leaves out 0. MSER-5 alone would find
    /// fault with a good warm-up several times as often.
    ///
    /// # How often it finds fault
    ///
    /// In steady series (independent, and autoregressive with φ = 0.5 and 0.9) with a warm-up of a tenth of the run, 4 to 8 % of 10 or 20 replications of 100 steps, and 1 to 5 % of 20 of
    /// 400: false alarms. In M/M/1 queues at a load of 0.9 that start empty, without a warm-up, in steps of 50 customers: 24 % of 10 replications of 100 steps, 37 % of 20, and 42 % of 20 of 400
    /// steps. Where the start is three standard deviations away and comes back over a tenth of the run: 96 % and more (docs/validation.md has the table). So a check without a finding does
    /// not prove that the warm-up is long enough: it cannot see a bias smaller than the noise of the replications. Look at Welch's plot too, or take more replications.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] with the reason if the warm-up is too short; if the run is too short, because more than half of it would have to be left out; and if it cannot be
    /// told, because there are fewer than fifty steps, or one in which a replication observed nothing.
    ///
    /// # Panics
    ///
    /// Like [`over_time`](Self::over_time).
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Outputs, Window};
    /// use cetak::process::World;
    /// use cetak::stats::Series;
    /// use cetak::time::hours;
    ///
    /// // A level that is high in the first twenty hours, and then varies.
    /// let mut outputs = Outputs::new();
    /// let level = outputs.series("level", "", |values: &Vec<f64>| {
    ///     Series::new(hours(1.0), values.iter().map(|value| Some(*value)).collect())
    /// });
    /// let checked = |warm_up| {
    ///     let window = Window::new(hours(warm_up), hours(100.0));
    ///     let model = |world: &World| {
    ///         let noise = world.stream("noise");
    ///         Ok((0..100).map(|hour| if hour < 20 { 5.0 } else { 0.0 } + noise.uniform()).collect())
    ///     };
    ///     let results = Experiment::of_processes(&outputs, window, model).replications(20).run();
    ///     results.map(|results| results.check_warm_up(level))
    /// };
    /// let error = checked(5.0)?.unwrap_err().to_string();
    /// assert!(error.starts_with("the warm-up of 5 h is too short: by MSER-5 the first 20 h"), "{error}");
    /// assert!(checked(20.0)?.is_ok());
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn check_warm_up(&self, series: OverTime) -> Result<()> {
        self.check_warm_up_at(self.place_of(series))
    }

    fn check_warm_up_at(&self, place: usize) -> Result<()> {
        let all = self.series_at(place);
        let name = self.series[place].name.as_str();
        let refused = |message: Message| Err(Error::of(ErrorKind::Value, message));
        let steps = all.iter().map(|one| one.values().len()).max().unwrap_or(0);
        let rows: Option<Vec<Vec<f64>>> = all.iter().map(|one| whole(one, steps)).collect();
        let Some(rows) = rows else {
            return refused(Message::new("over-time-gaps").with("name", name));
        };
        let Some(cut) = least_error(&welch(&rows, 0)) else {
            return refused(
                Message::new("over-time-few-steps")
                    .with("name", name)
                    .with("steps", steps)
                    .with("least", FEWEST_FOR_MSER5),
            );
        };
        let warm_up = self.window.map_or(Span::ZERO, |window| window.warm_up());
        let step = all[0].step();
        // Steps that lie in the warm-up in part were observed in part.
        let kept = (warm_up.as_micros().unsigned_abs()).div_ceil(step.as_micros().unsigned_abs());
        let kept = usize::try_from(kept).unwrap_or(usize::MAX);
        if cut <= kept {
            return Ok(());
        }
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let differences = rows
            .iter()
            .map(|row| mean(&row[kept..cut]) - mean(&row[cut..]));
        let differences = self.units().means(differences.collect());
        let interval = Mean::of_differences(differences).and_then(|mean| mean.ci95);
        if interval.is_some_and(|ci| ci.low <= 0.0 && 0.0 <= ci.high) {
            return Ok(());
        }
        let end = (step * cut as i64).to_string();
        match is_late(cut, steps) {
            true => refused(
                Message::new("over-time-run-short")
                    .with("name", name)
                    .with("cut", end)
                    .with("length", (step * steps as i64).to_string())
                    .with("least", (step * 2 * cut as i64).to_string()),
            ),
            false => refused(
                Message::new("over-time-warm-up-short")
                    .with("name", name)
                    .with("cut", end)
                    .with("warm_up", warm_up.to_string()),
            ),
        }
    }

    pub(crate) fn place_of(&self, series: OverTime) -> usize {
        assert!(
            series.outputs == self.id(),
            "this series belongs to other outputs than the results it is looked for in"
        );
        series.place
    }

    /// The summary of the series at this place.
    pub(crate) fn said_over_time(&self, place: usize) -> SaidOverTime {
        let all = self.series_at(place);
        let steps = all.iter().map(|one| one.values().len()).max().unwrap_or(0);
        let step = |step: usize| {
            let known = all.iter().filter_map(|one| *one.values().get(step)?);
            let mut known: Vec<f64> = known.collect();
            let missing = all.len() - known.len();
            if missing > 0 {
                known.clear();
            }
            // In order of the replications, so that it has the same bits however they were run.
            let mean = known.iter().sum::<f64>() / known.len() as f64;
            known.sort_by(f64::total_cmp);
            SeriesStep {
                mean: (missing == 0).then_some(mean),
                quantiles: PROBABILITIES.map(|p| quantile(&known, p)).into(),
                missing: missing as u32,
            }
        };
        let warm_up = self.window.map(|window| window.warm_up());
        let doubt = |_| {
            self.check_warm_up_at(place)
                .err()
                .map(|error| error.to_string())
        };
        SaidOverTime {
            label: self.series[place].clone(),
            step: all.first().map_or(Span::ZERO, |one| one.step()),
            steps: (0..steps).map(step).collect(),
            warm_up_doubt: warm_up.filter(|span| *span > Span::ZERO).and_then(doubt),
        }
    }

    /// The series at this place, of each replication.
    pub(crate) fn series_at(&self, place: usize) -> Vec<&Series> {
        let all: Vec<&Series> = self.rows.iter().map(|row| &row.series[place]).collect();
        for (row, one) in std::iter::zip(&self.rows, &all) {
            assert!(
                one.step() == all[0].step(),
                "{:?} has steps of {} in replication {} and of {} in replication {}",
                self.series[place].name,
                all[0].step(),
                self.rows[0].replication,
                one.step(),
                row.replication
            );
        }
        all
    }
}

/// The values of all steps; `None` if one has none.
fn whole(series: &Series, steps: usize) -> Option<Vec<f64>> {
    let values: Option<Vec<f64>> = series.values().iter().copied().collect();
    values.filter(|values| values.len() == steps)
}

fn minutes<S: Serializer>(span: &Span, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_f64(span.as_minutes())
}
