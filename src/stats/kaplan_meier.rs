//! Times that may not have been reached: the Kaplan–Meier estimate of their distribution.

use serde::{Deserialize, Serialize};

use super::beta_product::{self, AtTime};
use super::estimate::{check, upper_tail};
use super::{Estimate, QuantileInterval, normal_quantile, student_quantile};

/// A time that was observed, or known only not to lie before some time.
///
/// It is deliberately not a number: a run that never reached its goal is not a run that reached it at its horizon, and no mean may drop
/// or swallow it. [`KaplanMeier`] takes both kinds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Observed {
    /// It happened at this time.
    At(f64),
    /// It had not happened by this time, when the observation ended (a censored time).
    NotBefore(f64),
}

impl Observed {
    /// The time at which it happened; `None` if it was not seen to happen.
    #[must_use]
    pub fn at(self) -> Option<f64> {
        match self {
            Self::At(time) => Some(time),
            Self::NotBefore(_) => None,
        }
    }

    /// The last time that was observed.
    pub(crate) fn until(self) -> f64 {
        match self {
            Self::At(time) | Self::NotBefore(time) => time,
        }
    }
}

/// The distribution of a time that some observations did not reach: the product-limit estimate of Kaplan & Meier (1958, Journal of the
/// American Statistical Association 53(282)).
///
/// The probability of being later than t is the product of 1 − d / r over all times up to t at which something happened, where d
/// happened at that time and r had been observed until then. Something that happened and an observation that ended at the same time:
/// the end comes after.
///
/// # What it assumes
///
/// Observations are independent, and when one ends has nothing to do with when the event would have happened. A horizon that is set
/// beforehand is such an end. A run that is stopped *because* things go badly is not.
///
/// # Examples
///
/// ```
/// use cetak::stats::{KaplanMeier, Observed::{At, NotBefore}};
///
/// // Days until everyone was served; two runs had not got there by day 40, and one was stopped on day 34.
/// let days: KaplanMeier = [At(32.0), At(33.0), NotBefore(34.0), At(36.0), At(38.0), NotBefore(40.0), NotBefore(40.0)]
///     .into_iter()
///     .collect();
/// assert_eq!(days.quantile(0.5), Some(38.0));
/// assert_eq!(days.quantile(0.9), None);
/// // Nobody can know the mean; that of the days spent waiting until day 40 can be estimated.
/// let until_40 = days.restricted_mean(40.0, 0.95).expect("observed that long");
/// assert!((until_40.mean - 36.7857).abs() < 1e-4);
/// assert_eq!(days.restricted_mean(41.0, 0.95), None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct KaplanMeier {
    n: usize,
    times: Vec<AtTime>,
    steps: Vec<Step>,
    /// The last time that was observed, and whether anything was still to happen then.
    end: Option<(f64, bool)>,
}

/// The estimate between two times at which something happened.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    time: f64,
    /// The probability of a later time.
    survival: f64,
    /// Greenwood's term of this time alone, d / (r (r − d)); infinite when nothing is left.
    hazard_variance: f64,
    /// The sum of these terms up to here.
    greenwood: f64,
}

impl FromIterator<Observed> for KaplanMeier {
    /// # Panics
    ///
    /// If a time is not finite.
    fn from_iter<I: IntoIterator<Item = Observed>>(observations: I) -> Self {
        let mut sorted: Vec<Observed> = observations.into_iter().collect();
        for observed in &sorted {
            let until = observed.until();
            assert!(until.is_finite(), "{until} is no time to observe until");
        }
        let censored = |observed: &Observed| observed.at().is_none();
        sorted.sort_by(|a, b| {
            let by_time = a.until().total_cmp(&b.until());
            by_time.then(censored(a).cmp(&censored(b)))
        });
        let n = sorted.len();
        let (mut times, mut steps) = (Vec::new(), Vec::new());
        let (mut survival, mut greenwood, mut before) = (1.0, 0.0, 0);
        // −0 and 0 are one time.
        for same in sorted.chunk_by(|a, b| a.until() == b.until()) {
            let at_risk = (n - before) as f64;
            let events = same.iter().filter(|observed| !censored(observed)).count() as f64;
            before += same.len();
            times.push(AtTime {
                time: same[0].until(),
                at_risk,
                events,
                left: (n - before) as f64,
            });
            if events > 0.0 {
                let left = at_risk - events;
                survival *= left / at_risk;
                let hazard_variance = events / (at_risk * left);
                greenwood += hazard_variance;
                steps.push(Step {
                    time: same[0].until(),
                    survival,
                    hazard_variance,
                    greenwood,
                });
            }
        }
        let end = sorted.last().map(|last| (last.until(), censored(last)));
        Self {
            n,
            times,
            steps,
            end,
        }
    }
}

impl KaplanMeier {
    /// The number of observations, whether it happened or not.
    #[must_use]
    pub fn count(&self) -> usize {
        self.n
    }

    /// The step that holds at `time`; `None` before the first.
    fn step(&self, time: f64) -> Option<&Step> {
        let passed = self.steps.partition_point(|step| step.time <= time);
        passed.checked_sub(1).map(|last| &self.steps[last])
    }

    /// Whether the curve is known up to this time: no observation reaches beyond the last one, unless nothing was left then.
    fn is_known(&self, time: f64) -> bool {
        self.end.is_some_and(|(end, open)| !open || time <= end)
    }

    /// The probability that it happens later than `time`; `None` where no observation reaches.
    #[must_use]
    pub fn survival(&self, time: f64) -> Option<f64> {
        self.is_known(time)
            .then(|| self.step(time).map_or(1.0, |step| step.survival))
    }

    /// A confidence interval for the probability that it happens later than `time`, from Greenwood's variance on the scale
    /// log(−log S) (Kalbfleisch & Prentice 2002, *The Statistical Analysis of Failure Time Data*, 1.4; R's `conf.type =
    /// "log-log"`). It never leaves 0 to 1. `None` where no observation reaches, and where the estimate is 0 or 1, which has no variance.
    ///
    /// # When it is too narrow
    ///
    /// With few observations, or few of them left at that time. docs/validation.md has the measurements.
    ///
    /// # Panics
    ///
    /// If `confidence` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn survival_interval(&self, time: f64, confidence: f64) -> Option<(f64, f64)> {
        check(confidence);
        let step = self.step(time).filter(|_| self.is_known(time))?;
        step.interval(normal_quantile(upper_tail(confidence)))
    }

    /// The time by which it happens with probability `p`: the first time at which the probability of a later one is at most 1 − p.
    /// `None` if the observations do not reach that far.
    ///
    /// # Panics
    ///
    /// If `p` is not between 0 and 1, both excluded.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        check_quantile(p);
        self.first(|step| step.survival <= 1.0 - p + ROUNDING)
    }

    /// A confidence interval for the quantile `p`: all times at which the interval for the probability of a later one holds 1 − p
    /// (Brookmeyer & Crowley 1982, Biometrics 38(1)), with the interval of the beta product confidence procedure, by moments (Fay, Brittain &
    /// Proschan 2013, Biostatistics 14(4)). An end is `None` if the observations do not reach it: the quantile may be later than all of
    /// them. `None` in all if there are so few that even the whole line would hold the quantile less often than asked.
    ///
    /// The procedure covers as often as asked with few observations and in the tail too, where intervals from Greenwood's variance do not,
    /// and is then wider than needed. Without censored times it is a pair of order statistics, with at most half of the non-coverage on each side.
    ///
    /// If only the largest times are missing, use [`quantile_interval`](super::quantile_interval()), whose ranks are the closest that cover.
    ///
    /// # Panics
    ///
    /// If `p` or `confidence` is not between 0 and 1, both excluded.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::stats::{KaplanMeier, Observed::{At, NotBefore}};
    ///
    /// let times = [At(1.0), NotBefore(2.0), At(3.0), At(4.0), At(5.0), At(6.0)];
    /// let median = KaplanMeier::from_iter(times).quantile_interval(0.5, 0.9).expect("six are enough");
    /// assert_eq!((median.low, median.estimate, median.high), (Some(1.0), Some(4.0), Some(6.0)));
    /// ```
    #[must_use]
    pub fn quantile_interval(&self, p: f64, confidence: f64) -> Option<QuantileInterval> {
        check_quantile(p);
        check(confidence);
        beta_product::ends(&self.times, self.quantile(p), p, confidence)
    }

    /// The influence of each observation on the error of the survival at `time`, up to a common factor (Reid 1981,
    /// *Annals of Statistics* 9(1), 78–92). Without censored times it is the same for all that happened until then, and for all others.
    pub(crate) fn influences(&self, observations: &[Observed], time: f64) -> Vec<f64> {
        let hazard = |at: &AtTime| at.events / (at.at_risk * at.at_risk);
        let sums = self.times.iter().scan(0.0, |sum, at| {
            *sum += hazard(at);
            Some(*sum)
        });
        let sums: Vec<f64> = std::iter::once(0.0).chain(sums).collect();
        let passed = |time: f64| self.times.partition_point(|at| at.time <= time);
        let influence = |observed: &Observed| {
            let happened = observed.at().filter(|at| *at <= time);
            let own = happened.map_or(0.0, |at| self.times[passed(at) - 1].at_risk.recip());
            own - sums[passed(observed.until().min(time))]
        };
        observations.iter().map(influence).collect()
    }

    fn first(&self, reached: impl Fn(&Step) -> bool) -> Option<f64> {
        let step = self.steps.iter().find(|step| reached(step));
        step.map(|step| step.time)
    }

    /// The mean of the smaller of the time and `horizon`, with its interval: the area under the curve up to `horizon` (Irwin 1949; Royston
    /// & Parmar 2013, BMC Medical Research Methodology 13:152). `None` if no observation reaches `horizon` while some are still to happen,
    /// or there are fewer than two.
    ///
    /// It does not estimate the mean, but the part of it that can be known by `horizon`. Times count from 0. The variance is Greenwood's times
    /// n / (n − 1), with Student's t: if nothing is censored before `horizon`, this is exactly Student's interval for the smaller of each
    /// time and `horizon`.
    ///
    /// # When it is too narrow
    ///
    /// Where Student's interval is: with few, skewed times; and when many observations ended before `horizon`, because n counts them all.
    /// Of 10 censored exponential times the 95 % interval held the truth in 92.9 % of samples (docs/validation.md).
    ///
    /// # Panics
    ///
    /// If `confidence` is not between 0 and 1, both excluded, or a time is negative.
    #[must_use]
    pub fn restricted_mean(&self, horizon: f64, confidence: f64) -> Option<Estimate> {
        check(confidence);
        if self.n < 2 || !self.is_known(horizon) {
            return None;
        }
        assert!(
            self.steps.first().is_none_or(|step| step.time >= 0.0),
            "a restricted mean counts times from 0, and one is negative"
        );
        let passed = self.steps.partition_point(|step| step.time < horizon);
        let steps = &self.steps[..passed];
        // Backwards: the area from each time to the horizon decides how much the error of that step weighs.
        let (mut area, mut variance, mut until) = (0.0, 0.0, horizon);
        for step in steps.iter().rev() {
            area += step.survival * (until - step.time);
            until = step.time;
            if step.survival > 0.0 {
                variance += area * area * step.hazard_variance;
            }
        }
        let n = self.n as f64;
        let t = student_quantile(upper_tail(confidence), self.n as u64 - 1);
        Some(Estimate {
            mean: area + until,
            half_width: t * (variance * n / (n - 1.0)).sqrt(),
            confidence,
            n: self.n as u64,
        })
    }
}

/// How far rounding may move a product of shares.
const ROUNDING: f64 = 1e-12;

impl Step {
    fn interval(&self, z: f64) -> Option<(f64, f64)> {
        if self.survival <= 0.0 {
            return None;
        }
        let log = libm::log(self.survival);
        let reach = libm::exp(z * self.greenwood.sqrt() / log.abs());
        Some((libm::exp(log * reach), libm::exp(log / reach)))
    }
}

fn check_quantile(p: f64) {
    assert!(
        p > 0.0 && p < 1.0,
        "{p} is no probability to take a quantile at: it must be between 0 and 1"
    );
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use statrs::distribution::{Binomial, DiscreteCDF};

    use super::{KaplanMeier, Observed, Observed::At, Observed::NotBefore};
    use crate::stats::{Estimate, Tally, quantile_interval};

    /// The 6-MP arm of Freireich et al. (1963), weeks of remission: the example of most textbooks.
    fn remission() -> KaplanMeier {
        let happened = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|t| At(f64::from(t)));
        let ended = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|t| NotBefore(f64::from(t)));
        happened.into_iter().chain(ended).collect()
    }

    fn near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() < 5e-7 * (1.0 + expected.abs()),
            "{found}, not {expected}"
        );
    }

    /// Against statsmodels 0.15 (`SurvfuncRight`), and the definition of the restricted mean in NumPy.
    #[test]
    fn the_textbook_example() {
        let curve = remission();
        for (time, survival) in [
            (5.9, 1.0),
            (6.0, 0.857_142_857),
            (7.0, 0.806_722_689),
            (12.0, 0.752_941_176),
            (22.0, 0.537_815_126),
            (30.0, 0.448_179_272),
        ] {
            near(curve.survival(time).unwrap(), survival);
        }
        let step = curve.step(23.0).unwrap();
        near(step.survival * step.greenwood.sqrt(), 0.134_591_457);
        for (time, low, high) in [
            (10.0, 0.503_199_511, 0.889_361_835),
            (23.0, 0.188_052_006, 0.680_142_628),
        ] {
            let found = curve.survival_interval(time, 0.95).unwrap();
            near(found.0, low);
            near(found.1, high);
        }
        assert_eq!(curve.quantile(0.25), Some(13.0));
        assert_eq!(curve.quantile(0.5), Some(23.0));
        assert_eq!(curve.quantile(0.6), None);
        let mean = curve.restricted_mean(30.0, 0.95).unwrap();
        near(mean.mean, 21.046_498_599);
        near(mean.half_width, 4.796_073_885);
    }

    #[test]
    fn nothing_is_known_beyond_the_last_observation() {
        let curve = remission();
        assert_eq!(curve.survival(35.0), curve.survival(23.0));
        assert_eq!(curve.survival(35.1), None);
        assert_eq!(curve.survival_interval(35.1, 0.9), None);
        assert_eq!(curve.restricted_mean(35.1, 0.9), None);
        let ended: KaplanMeier = [At(1.0), NotBefore(2.0), At(3.0)].into_iter().collect();
        assert_eq!(ended.survival(9.0), Some(0.0));
        assert_eq!(ended.survival_interval(9.0, 0.9), None);
        // 1 until 1, then 2/3 until 3, then nothing.
        near(
            ended.restricted_mean(9.0, 0.9).unwrap().mean,
            1.0 + 4.0 / 3.0,
        );
        let nothing: KaplanMeier = [].into_iter().collect();
        assert_eq!((nothing.survival(0.0), nothing.quantile(0.5)), (None, None));
        assert_eq!(nothing.restricted_mean(1.0, 0.9), None);
        let never: KaplanMeier = [NotBefore(5.0); 3].into_iter().collect();
        assert_eq!(never.quantile_interval(0.5, 0.9), None);
        let never: KaplanMeier = [NotBefore(5.0); 5].into_iter().collect();
        let median = never.quantile_interval(0.5, 0.9).unwrap();
        assert_eq!((median.low, median.high), (Some(5.0), None));
        assert_eq!(never.restricted_mean(5.0, 0.9).unwrap().mean, 5.0);
    }

    #[test]
    #[should_panic(expected = "no time")]
    fn never_is_no_time() {
        let _: KaplanMeier = [NotBefore(f64::INFINITY)].into_iter().collect();
    }

    /// By hand: products of betas with the means 6/7, 24/35, 18/35, 12/35, 6/35 and the squares 3/4, 1/2, 3/10, 3/20, 1/20.
    #[test]
    fn the_interval_of_a_quantile_by_hand() {
        let times = [At(1.0), NotBefore(2.0), At(3.0), At(4.0), At(5.0), At(6.0)];
        let curve = KaplanMeier::from_iter(times);
        // At most half, before the fifth: beta with mean 12/35 and square 3/20; before the sixth: with 6/35 and 1/20.
        for (mean, square, expected) in [(12.0 / 35.0, 0.15, 0.797_2), (6.0 / 35.0, 0.05, 0.965_5)]
        {
            let scale = (mean - square) / (square - mean * mean);
            let found = crate::support::special::beta_i(0.5, mean * scale, (1.0 - mean) * scale);
            assert!((found - expected).abs() < 5e-4, "{found}");
        }
        let ends = |confidence| {
            let found = curve.quantile_interval(0.5, confidence);
            found.map(|found| (found.low, found.high))
        };
        assert_eq!(ends(0.9), Some((Some(1.0), Some(6.0))));
        // 1 − .7972 on one side.
        // The lower end can be a time at which one was lost.
        assert_eq!(ends(0.75), Some((Some(2.0), Some(6.0))));
        assert_eq!(ends(0.61), Some((Some(3.0), Some(6.0))));
        assert_eq!(ends(0.59), Some((Some(3.0), Some(5.0))));
        assert_eq!(ends(0.95), Some((Some(1.0), None)));
        // One in 2⁶ is lost on the lower side alone.
        assert_eq!(ends(0.97), None);
    }

    #[test]
    fn the_influence_of_complete_times_is_on_which_side_they_are() {
        let times = [4.0, 1.0, 3.0, 2.0, 5.0].map(At);
        let found = KaplanMeier::from_iter(times).influences(&times, 3.0);
        assert!(found[0] == found[4] && found[0] < 0.0);
        assert!(found[1] > 0.0 && found[2] > 0.0 && found[3] > 0.0);
        assert!(found.iter().sum::<f64>().abs() < 1e-12);
        // The time of which only the first half is known is between both.
        let times = [At(1.0), At(2.0), NotBefore(2.5), At(3.0), At(4.0)];
        let found = KaplanMeier::from_iter(times).influences(&times, 3.0);
        let expected = -(1.0 / 25.0 + 1.0 / 16.0);
        assert!((found[2] - expected).abs() < 1e-12);
        assert!(found[4] < found[2] && found[2] < found[0]);
    }

    fn censor(times: &[f64], horizon: f64) -> KaplanMeier {
        let seen = |&time: &f64| {
            if time <= horizon {
                At(time)
            } else {
                NotBefore(horizon)
            }
        };
        times.iter().map(seen).collect()
    }

    proptest! {
        /// With one horizon for all, the curve is the empirical distribution, the restricted mean is that of the shorter of both, and its
        /// interval is Student's.
        #[test]
        fn one_horizon_is_no_news(mut times in prop::collection::vec(0.0..100.0f64, 2..60), horizon in 1.0..120.0f64, p in 0.05..0.95f64) {
            let curve = censor(&times, horizon);
            let shorter: Tally = times.iter().map(|time| time.min(horizon)).collect();
            let (found, expected) = (curve.restricted_mean(horizon, 0.9).unwrap(), Estimate::of(&shorter, 0.9).unwrap());
            prop_assert!((found.mean - expected.mean).abs() < 1e-9);
            prop_assert!((found.half_width - expected.half_width).abs() < 1e-6);
            times.sort_by(f64::total_cmp);
            let n = times.len();
            times.retain(|time| *time <= horizon);
            if let Some(exact) = quantile_interval(&times, n, p, 0.1) {
                prop_assert_eq!(curve.quantile(p), exact.estimate);
            }
            // The ends are those order statistics that leave at most half of the rest on each side.
            let up_to = |k: usize| Binomial::new(p, n as u64).unwrap().cdf(k as u64);
            let first = (0..n).find(|k| up_to(*k) >= 0.05).unwrap();
            let last = (1..=n).find(|k| up_to(k - 1) > 0.95);
            let found = curve.quantile_interval(p, 0.9);
            prop_assert_eq!(found.is_some(), first > 0);
            if let Some(found) = found {
                let until = |rank: usize| times.get(rank - 1).copied();
                prop_assert_eq!(found.low, Some(until(first).unwrap_or(horizon)));
                prop_assert_eq!(found.high, last.and_then(until));
            }
        }

        #[test]
        fn the_order_of_observations_is_no_matter(
            mut observed in prop::collection::vec((0u8..20, any::<bool>()), 0..40),
        ) {
            let curve = |observed: &[(u8, bool)]| -> KaplanMeier {
                let each = |&(time, seen): &(u8, bool)| if seen { At(f64::from(time)) } else { NotBefore(f64::from(time)) };
                observed.iter().map(each).collect()
            };
            let first = curve(&observed);
            observed.reverse();
            prop_assert_eq!(first, curve(&observed));
        }

        #[test]
        fn intervals_hold_the_estimate(observed in prop::collection::vec((0u8..20, any::<bool>()), 2..40), p in 0.05..0.95f64) {
            let curve: KaplanMeier = observed
                .iter()
                .map(|&(time, seen)| if seen { At(f64::from(time)) } else { NotBefore(f64::from(time)) })
                .collect();
            let later = |time: Option<f64>| time.unwrap_or(f64::INFINITY);
            if let Some(found) = curve.quantile_interval(p, 0.9) {
                prop_assert!(later(found.low) <= later(found.estimate) && later(found.estimate) <= later(found.high));
            }
            for time in 0..20 {
                if let Some((low, high)) = curve.survival_interval(f64::from(time), 0.9) {
                    let middle = curve.survival(f64::from(time)).unwrap();
                    prop_assert!(0.0 <= low && low <= middle && middle <= high && high <= 1.0);
                }
            }
        }
    }

    #[test]
    fn a_censored_time_has_no_value() {
        assert_eq!((At(3.0).at(), NotBefore(3.0).at()), (Some(3.0), None));
        assert_eq!(Observed::NotBefore(3.0).until(), 3.0);
    }
}
