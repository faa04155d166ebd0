//! The observations, and their figures that all estimates need.

/// Observations as multiples of a scale, so that no estimate has to cope with microseconds or with years.
pub(super) struct Sample {
    /// From the least to the greatest.
    pub sorted: Vec<f64>,
    pub mean: f64,
    /// The mean of the logarithms, and their standard deviation; `None` if a value is not above 0.
    pub logs: Option<(f64, f64)>,
    pub sd: f64,
}

impl Sample {
    pub fn new(values: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (mean, sd) = moments(&sorted);
        let logs = (sorted[0] > 0.0).then(|| {
            let logs: Vec<f64> = sorted.iter().map(|x| libm::log(*x)).collect();
            moments(&logs)
        });
        Self {
            sorted,
            mean,
            logs,
            sd,
        }
    }

    pub fn count(&self) -> f64 {
        self.sorted.len() as f64
    }

    pub fn least(&self) -> f64 {
        self.sorted[0]
    }

    pub fn greatest(&self) -> f64 {
        self.sorted[self.sorted.len() - 1]
    }

    pub fn range(&self) -> f64 {
        self.greatest() - self.least()
    }

    /// The mean of a function of the observations.
    pub fn mean_of(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.sorted.iter().map(|x| f(*x)).sum::<f64>() / self.count()
    }
}

/// The mean and the standard deviation by maximum likelihood, with n below the line.
fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    (mean, (squares / count).sqrt())
}
