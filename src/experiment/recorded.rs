//! Outputs of what a model recorded: tallies, levels, counts, samples, and the statistics of resources.

use super::kinds::Number;
use super::numbers::{PROBABILITIES, Quantiles};
use super::output::{Label, Output, OutputKind, Outputs};
use super::over_time::OverTime;
use crate::resource::{Statistics, Unserved};
use crate::stats::{Series, Tally, TimeWeighted, quantile};
use crate::time::{Span, Time};

/// The handles of the outputs of samples: see [`Outputs::samples`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OfSamples {
    /// Their mean in a replication.
    pub mean: Output<Number>,
    /// P10, P50 and P90 of the observations of a replication.
    pub quantiles: Quantiles<Output<Number>>,
}

/// The handles of the outputs of a resource: see [`Outputs::resource`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OfResource {
    /// The share of the capacity on duty that was busy.
    pub utilisation: Output<Number>,
    /// The mean number in service beyond the capacity.
    pub overtime: Output<Number>,
    /// The mean number of requests that wait.
    pub queue_length: Output<Number>,
    /// The number that is not exceeded for half of the time, where that is [kept](Statistics::keeping_queue).
    pub queue_length_p50: Output<Number>,
    /// The number that is not exceeded for nine tenths of the time, where that is kept.
    pub queue_length_p90: Output<Number>,
    /// The waits of a replication, in minutes; their quantiles are missing where the waits are not [kept](Statistics::keeping_waits).
    pub wait: OfSamples,
    /// The longest wait, in minutes.
    pub longest_wait: Output<Number>,
    /// The number of requests whose service started.
    pub served: Output<Number>,
    /// The number that found no place in a full queue.
    pub refused: Output<Number>,
    /// The number whose waits were ended, such as for want of patience.
    pub gave_up: Output<Number>,
    /// The number whose places in a full queue were taken by more urgent ones.
    pub pushed_out: Output<Number>,
    /// The number of requests that still wait at the end.
    pub still_waiting: Output<Number>,
}

/// The name of the mean of something.
fn mean_of(name: &str) -> String {
    format!("{name}, mean")
}

/// The outputs of a resource, each with its unit.
const OF_RESOURCE: [(&str, &str); 15] = [
    ("utilisation", ""),
    ("overtime", ""),
    ("queue length, mean", ""),
    ("queue length, P50", ""),
    ("queue length, P90", ""),
    ("wait, mean", "min"),
    ("wait, P10", "min"),
    ("wait, P50", "min"),
    ("wait, P90", "min"),
    ("longest wait", "min"),
    ("served", ""),
    ("refused", ""),
    ("gave up", ""),
    ("pushed out", ""),
    ("still waiting", ""),
];

impl<O> Outputs<O> {
    /// Adds the mean of a tally that a model recorded in a replication, such as the stays of its customers. It is called `name`, mean.
    ///
    /// A mean over replications is that of their means, each counted once, however many observations are behind it. For the mean over all
    /// observations use [`ratio`](Self::ratio), with their sum and their number.
    ///
    /// # Panics
    ///
    /// If an output has this name already.
    ///
    /// # Examples
    ///
    /// All that a model may have recorded:
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Outputs, Window};
    /// use cetak::process::{Resource, Shared, Stock, World};
    /// use cetak::stats::Tally;
    /// use cetak::time::{hours, minutes};
    ///
    /// #[derive(Clone)]
    /// struct Shop { world: World, clerk: Resource, shelf: Stock, baskets: Shared<Tally>, stays: Shared<Vec<f64>>, served: Shared<u32> }
    ///
    /// async fn customer(shop: Shop, basket: u64) {
    ///     let came = shop.world.now();
    ///     let clerk = shop.clerk.seize().await;
    ///     shop.shelf.take(basket).await;
    ///     shop.world.hold(minutes(4.0)).await;
    ///     clerk.release();
    ///     shop.baskets.with(|baskets| baskets.record(basket as f64));
    ///     shop.stays.with(|stays| stays.push((shop.world.now() - came).as_minutes()));
    ///     shop.served.with(|served| *served += 1);
    /// }
    ///
    /// fn day(world: &World) -> cetak::error::Result<Shop> {
    ///     let (clerk, shelf) = (Resource::new(world, "clerk", 1), Stock::new(world, "shelf", 200));
    ///     let (baskets, stays, served) = (world.statistic(), world.statistic(), world.statistic());
    ///     let shop = Shop { world: world.clone(), clerk, shelf, baskets, stays, served };
    ///     let door = shop.clone();
    ///     world.spawn(async move {
    ///         loop {
    ///             let drawn = door.world.stream("customers").uniform();
    ///             door.world.hold(minutes(10.0 * drawn)).await;
    ///             door.world.spawn(customer(door.clone(), if drawn < 0.5 { 1 } else { 2 }));
    ///         }
    ///     });
    ///     Ok(shop)
    /// }
    ///
    /// let mut outputs = Outputs::new();
    /// outputs.tally("basket", "pcs", |shop: &Shop| shop.baskets.get());
    /// let stay = outputs.samples("stay", "min", |shop| shop.stays.get());
    /// let served = outputs.count("served", "", |shop| shop.served.get());
    /// outputs.level("shelf", "pcs", |shop| shop.shelf.observed_level());
    /// let clerk = outputs.resource("clerk", |shop| shop.clerk.observed());
    ///
    /// let results = Experiment::of_processes(&outputs, Window::new(hours(1.0), hours(7.0)), day).replications(20).run()?;
    /// println!("{results}");
    /// // Who is served at an end of the window is served in part in another.
    /// let [left, begun] = [served, clerk.served].map(|output| results.of(output).mean.expect("a count").value);
    /// assert!((left - begun).abs() < 1.0);
    /// assert!(results.of(stay.quantiles.p10).mean.expect("each day has stays").value >= 4.0);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn tally(
        &mut self,
        name: &str,
        unit: impl Into<String>,
        of: impl Fn(&O) -> Tally + Send + Sync + 'static,
    ) -> Output<Number> {
        self.number(mean_of(name), unit, move |outcome| of(outcome).mean())
    }

    /// Adds the mean over time of a level, such as the number of pieces in a [stock](crate::process::Stock::observed_level). It is called
    /// `name`, mean. `of` returns the level over time and the time at the end.
    ///
    /// # Panics
    ///
    /// If an output has this name already.
    pub fn level(
        &mut self,
        name: &str,
        unit: impl Into<String>,
        of: impl Fn(&O) -> (TimeWeighted, Time) + Send + Sync + 'static,
    ) -> Output<Number> {
        self.number(mean_of(name), unit, move |outcome| {
            let (level, end) = of(outcome);
            level.mean(end)
        })
    }

    /// Adds a count. The interval of its mean is not below 0.
    ///
    /// # Panics
    ///
    /// If an output has this name already. While the experiment runs: if a count is negative.
    pub fn count<N: TryInto<u64>>(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        of: impl Fn(&O) -> N + Send + Sync + 'static,
    ) -> Output<Number> {
        let label = Label {
            limits: (Some(0.0), None),
            ..Label::new(name, unit, OutputKind::Number)
        };
        let [count] = self.numbers([label], move |outcome| {
            let count = of(outcome).try_into();
            [Some(
                count.unwrap_or_else(|_| panic!("a count is negative")) as f64,
            )]
        });
        count
    }

    /// Adds the statistics of the observations of a replication, such as all waits of a day: their mean and their P10, P50 and P90, each
    /// named behind `name`. In a report, a line has the mean of each over replications, with its interval: "wait, P90" is the wait
    /// that nine of ten customers of a day do not exceed.
    ///
    /// # Panics
    ///
    /// If outputs have these names already. While the experiment runs: if a value is not a number.
    pub fn samples(
        &mut self,
        name: &str,
        unit: &str,
        of: impl Fn(&O) -> Vec<f64> + Send + Sync + 'static,
    ) -> OfSamples {
        let labels = ["mean", "P10", "P50", "P90"]
            .map(|what| Label::new(format!("{name}, {what}"), unit, OutputKind::Number));
        let handles = self.numbers(labels, move |outcome| {
            let mut values = of(outcome);
            values.sort_by(f64::total_cmp);
            let tally: Tally = values.iter().copied().collect();
            with_quantiles(tally.mean(), &values)
        });
        handles.into()
    }

    /// Adds the quantile `p` of the values that a replication collected, such as P99 of the waits of a day.
    ///
    /// # Panics
    ///
    /// If an output has this name already. While the experiment runs: if `p` is not between 0 and 1, or a value is not a number.
    pub fn quantile(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        p: f64,
        of: impl Fn(&O) -> Vec<f64> + Send + Sync + 'static,
    ) -> Output<Number> {
        self.number(name, unit, move |outcome| {
            let mut values = of(outcome);
            values.sort_by(f64::total_cmp);
            quantile(&values, p)
        })
    }

    /// Adds the figures of a resource: utilisation, overtime, queue length, waits, and the counts of those served and of those who were
    /// not, each with the name of the resource before it. `of` returns its statistics and the time at the end, as
    /// [`observed`](crate::process::Resource::observed) does.
    ///
    /// The intervals of their means are not below 0, and that of the utilisation is not above 1.
    ///
    /// The quantiles of the waits and of the queue length are among them where what they are made of is kept: by [`Experiment::of_processes`](super::Experiment::of_processes) without
    /// being told, elsewhere by [`Processes::keeping_waits`](crate::process::Processes::keeping_waits) or
    /// [`Statistics::keeping_waits`] and [`Statistics::keeping_queue`]. Reports leave them out if no replication has them.
    ///
    /// # Panics
    ///
    /// If outputs have these names already.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Number, Output, Outputs};
    /// use cetak::resource::{Resource, Statistics};
    /// use cetak::time::{Time, minutes};
    ///
    /// let mut outputs = Outputs::new();
    /// let clerk = outputs.resource("clerk", |of: &(Statistics, Time)| of.clone());
    /// // Two come, one is served, and a third finds no place.
    /// let one = |_: &_| {
    ///     let mut clerk = Resource::watched("clerk", 1, Statistics::new(1).keeping_waits()).with_queue_limit(1);
    ///     for customer in 0..3 {
    ///         let _ = clerk.try_seize(Time::ZERO, 0, customer);
    ///     }
    ///     Ok((clerk.watch().clone(), Time::ZERO + minutes(5.0)))
    /// };
    /// let results = Experiment::new(&outputs, one).replications(2).run()?;
    /// let mean = |output: Output<Number>| results.of(output).mean.expect("it is always known").value;
    /// assert_eq!([clerk.served, clerk.refused, clerk.still_waiting].map(mean), [1.0; 3]);
    /// assert_eq!(mean(clerk.wait.quantiles.p90), 0.0);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn resource(
        &mut self,
        name: &str,
        of: impl Fn(&O) -> (Statistics, Time) + Send + Sync + 'static,
    ) -> OfResource {
        let mut labels = OF_RESOURCE.map(|(what, unit)| Label {
            limits: (Some(0.0), None),
            // The quantiles.
            optional: what.contains(", P"),
            ..Label::new(format!("{name}: {what}"), unit, OutputKind::Number)
        });
        labels[0].limits.1 = Some(1.0);
        let handles = self.numbers(labels, move |outcome| {
            let (found, end) = of(outcome);
            let queue_length = found.queue_length();
            let [mean, p10, p50, p90] =
                with_quantiles(found.waits().mean(), &found.every_wait_min());
            let unserved = |how| Some(found.unserved(how) as f64);
            [
                found.utilisation(end),
                found.overtime().mean(end),
                queue_length.mean(end),
                found.queue_quantile(end, 0.5),
                found.queue_quantile(end, 0.9),
                mean,
                p10,
                p50,
                p90,
                found.waits().max(),
                Some(found.waits().count() as f64),
                unserved(Unserved::Refused),
                unserved(Unserved::GaveUp),
                unserved(Unserved::PushedOut),
                Some(queue_length.value()),
            ]
        });
        let [
            utilisation,
            overtime,
            queue_length,
            queue_length_p50,
            queue_length_p90,
            mean,
            p10,
            p50,
            p90,
            longest_wait,
            counts @ ..,
        ] = handles;
        let [served, refused, gave_up, pushed_out, still_waiting] = counts;
        OfResource {
            utilisation,
            overtime,
            queue_length,
            queue_length_p50,
            queue_length_p90,
            wait: [mean, p10, p50, p90].into(),
            longest_wait,
            served,
            refused,
            gave_up,
            pushed_out,
            still_waiting,
        }
    }
}

impl<O> Outputs<O> {
    /// Adds a value over time that a model recorded step by step, by a [`LevelSeries`](crate::stats::LevelSeries) or a
    /// [`TallySeries`](crate::stats::TallySeries). A report has its mean and its P10, P50 and P90 over replications in each step, and draws them as a band. It does not begin
    /// anew at the end of the warm-up, and shows whether that is long enough.
    ///
    /// # Panics
    ///
    /// If a series has this name already.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::experiment::{Experiment, Outputs, Window};
    /// use cetak::process::{Resource, Shared, World};
    /// use cetak::stats::TallySeries;
    /// use cetak::time::{hours, minutes};
    ///
    /// #[derive(Clone)]
    /// struct Shop { world: World, clerk: Resource, stays: Shared<TallySeries> }
    ///
    /// async fn customer(shop: Shop) {
    ///     let came = shop.world.now();
    ///     let clerk = shop.clerk.seize().await;
    ///     shop.world.hold(minutes(4.0)).await;
    ///     clerk.release();
    ///     let now = shop.world.now();
    ///     shop.stays.with(|stays| stays.record(now, (now - came).as_minutes()));
    /// }
    ///
    /// fn day(world: &World) -> cetak::error::Result<Shop> {
    ///     let stays = Shared::new(TallySeries::new(hours(1.0)));
    ///     let shop = Shop { world: world.clone(), clerk: Resource::new(world, "clerk", 1), stays };
    ///     let door = shop.clone();
    ///     world.spawn(async move {
    ///         loop {
    ///             let drawn = door.world.stream("customers").uniform();
    ///             door.world.hold(minutes(8.0 * drawn)).await;
    ///             door.world.spawn(customer(door.clone()));
    ///         }
    ///     });
    ///     Ok(shop)
    /// }
    ///
    /// let mut outputs = Outputs::new();
    /// let stay = outputs.series("stay", "min", |shop: &Shop| shop.stays.with(|stays| stays.means()));
    /// let queue = outputs.queue_over_time("clerk: queue", hours(1.0), |shop| shop.clerk.observed());
    /// let results = Experiment::of_processes(&outputs, hours(8.0), day).replications(50).run()?;
    /// let [stay, queue] = [stay, queue].map(|series| results.over_time(series).steps);
    /// assert_eq!((stay.len(), queue.len()), (8, 8));
    /// assert!(stay[7].mean > stay[0].mean && queue[7].quantiles.p90 > queue[0].quantiles.p90);
    /// # Ok::<(), cetak::Error>(())
    /// ```
    pub fn series(
        &mut self,
        name: impl Into<String>,
        unit: impl Into<String>,
        of: impl Fn(&O) -> Series + Send + Sync + 'static,
    ) -> OverTime {
        self.add_series(name.into(), unit.into(), of)
    }

    /// Adds the mean queue length of a resource in each step of this length, like [`series`](Self::series). `of` returns its statistics and the time at the end, as
    /// [`observed`](crate::process::Resource::observed) does.
    ///
    /// [`Experiment::of_processes`](super::Experiment::of_processes) keeps it without being told. Elsewhere it is kept by
    /// [`Processes::keeping_queue_series`](crate::process::Processes::keeping_queue_series) or [`Statistics::keeping_queue_series`], in steps of the same length.
    ///
    /// # Panics
    ///
    /// If a series has this name already, `step` is not positive, or another queue is wanted in other steps. While the experiment runs: if the queue length over time was not
    /// kept.
    pub fn queue_over_time(
        &mut self,
        name: impl Into<String>,
        step: Span,
        of: impl Fn(&O) -> (Statistics, Time) + Send + Sync + 'static,
    ) -> OverTime {
        self.want_queues(step);
        let name: String = name.into();
        let said = name.clone();
        self.add_series(name, String::new(), move |outcome| {
            let (found, end) = of(outcome);
            let kept = found.queue_series(end);
            kept.unwrap_or_else(|| panic!("{said:?}: the queue length over time was not kept"))
        })
    }
}

impl From<[Output<Number>; 4]> for OfSamples {
    fn from([mean, p10, p50, p90]: [Output<Number>; 4]) -> Self {
        Self {
            mean,
            quantiles: Quantiles { p10, p50, p90 },
        }
    }
}

/// A mean, and the quantiles of the same values.
fn with_quantiles(mean: Option<f64>, sorted: &[f64]) -> [Option<f64>; 4] {
    let [p10, p50, p90] = PROBABILITIES.map(|p| quantile(sorted, p));
    [mean, p10, p50, p90]
}
