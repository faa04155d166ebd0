//! The plots of values over time.

use plotters::prelude::*;

use super::marks::spread;
use super::panel::{Panel, around};
use super::{Area, BAND_OPACITY, Drawn, ERROR, INK, RISK, TITLE_SIZE, document, ink, named};
use crate::experiment::{OverTime, Results, SaidOverTime, SeriesStep};
use crate::stats;
use crate::time::Span;

const HEAD: u32 = 44;
const HEIGHT: u32 = 420;

/// A value over time as an SVG document: its median over replications, and the band from P10 to P90. Replication *i* has the value
/// `replications[i][t]` at `times[t]`.
///
/// # Panics
///
/// If there are no replications or no times, if a replication has another number of values than there are times, or if a value is not
/// a number.
#[must_use]
pub fn series(title: &str, axes: (&str, &str), times: &[f64], replications: &[Vec<f64>]) -> String {
    assert!(
        !replications.is_empty() && !times.is_empty(),
        "a series without replications or times"
    );
    for values in replications {
        assert!(
            values.len() == times.len(),
            "{} values for {} times",
            values.len(),
            times.len()
        );
    }
    let quantiles = |t: usize| {
        let mut values: Vec<f64> = replications.iter().map(|values| values[t]).collect();
        values.sort_by(f64::total_cmp);
        let at = |p| stats::quantile(&values, p).expect("there are values");
        (times[t], Some([0.1, 0.5, 0.9].map(at)))
    };
    let steps: Vec<_> = (0..times.len()).map(quantiles).collect();
    document(HEAD + HEIGHT, |root| {
        let (head, rest) = root.split_vertically(HEAD);
        head.draw(&Text::new(title, (20, HEAD as i32 / 2), ink(TITLE_SIZE)))?;
        band(&rest, axes, &steps)
    })
}

/// The plot of a series of a [report](Results::report) as an SVG document: the median and the band from P10 to P90 of the replications in each step, with gaps where
/// a replication observed nothing. In an experiment with a warm-up, Welch's plot of its steps is below, with the warm-up marked, and what
/// [speaks against it](Results::check_warm_up).
///
/// # Panics
///
/// Like [`Results::over_time`].
#[must_use]
pub fn over_time(results: &Results, series: OverTime) -> String {
    let picture = Picture::of(results, results.place_of(series));
    document(picture.height(), |root| picture.draw(root))
}

/// The drawing of a series of a report.
pub(super) struct Picture {
    title: String,
    said: SaidOverTime,
    welch: Option<Welch>,
}

/// The values of all replications, and the steps of the warm-up.
struct Welch {
    rows: Vec<Vec<f64>>,
    cut: usize,
}

impl Picture {
    pub(super) fn of(results: &Results, place: usize) -> Self {
        let said = results.said_over_time(place);
        let name = named(&said.label.name, &said.label.unit);
        let title = match results.name.is_empty() {
            true => name,
            false => format!("{}: {name}", results.name),
        };
        let warm_up = results.window.map_or(Span::ZERO, |window| window.warm_up());
        let rows = results.series_at(place).into_iter();
        let rows: Option<Vec<Vec<f64>>> = rows
            .map(|one| one.values().iter().copied().collect())
            .collect();
        let has_steps = !said.steps.is_empty();
        let rows = rows.filter(|_| warm_up > Span::ZERO && has_steps);
        let step = said.step.as_micros().max(1);
        let cut = usize::try_from(warm_up.as_micros() / step).unwrap_or(usize::MAX);
        Self {
            title,
            welch: rows.map(|rows| Welch { rows, cut }),
            said,
        }
    }

    pub(super) fn height(&self) -> u32 {
        match self.welch {
            Some(_) => HEAD + 2 * HEIGHT,
            None => HEAD + HEIGHT,
        }
    }

    pub(super) fn draw(&self, area: &Area) -> Drawn {
        let (head, rest) = area.split_vertically(HEAD);
        let (above, below) = rest.split_vertically(HEIGHT);
        head.draw(&Text::new(
            self.title.clone(),
            (20, HEAD as i32 / 2),
            ink(TITLE_SIZE),
        ))?;
        let name = named(&self.said.label.name, &self.said.label.unit);
        let (unit, length) = self.said.unit_of_time();
        let step = self.said.step / length;
        let time = format!("time ({unit})");
        let middle = |(i, found): (usize, &SeriesStep)| {
            let [p10, p50, p90] = found.quantiles.each();
            let all = p10.zip(p50).zip(p90);
            (
                (i as f64 + 0.5) * step,
                all.map(|((p10, p50), p90)| [p10, p50, p90]),
            )
        };
        let steps: Vec<_> = self.said.steps.iter().enumerate().map(middle).collect();
        band(&above, (&time, &name), &steps)?;
        let Some(Welch { rows, cut }) = &self.welch else {
            return Ok(());
        };
        // A twentieth of the run on each side; Law & Kelton allow a quarter.
        let window = self.said.steps.len() / 20;
        let doubt = self.said.warm_up_doubt.as_deref();
        let middle = |number: f64| (number - 0.5) * step;
        moving_average(
            &below,
            (&time, &name),
            rows,
            window,
            Some(*cut),
            &middle,
            doubt,
        )
    }
}

/// P10, P50 and P90 at each time; where there are none, a gap.
fn band(area: &Area, axes: (&str, &str), steps: &[(f64, Option<[f64; 3]>)]) -> Drawn {
    let numbers = steps.iter().filter_map(|step| step.1).flatten();
    let chart = Panel {
        title: "median and P10 – P90 of the replications",
        x: (axes.0, around(steps.iter().map(|step| step.0))),
        y: (axes.1, around(numbers)),
    }
    .on(area)?;
    for known in steps.split(|step| step.1.is_none()) {
        let known: Vec<_> = known
            .iter()
            .filter_map(|(x, of)| Some((*x, (*of)?)))
            .collect();
        if !known.is_empty() {
            spread(chart.plotting_area(), &known, RISK)?;
        }
    }
    Ok(())
}

/// Welch's plot as an SVG document: the moving average of the means over replications, observation by observation ([`stats::welch`]), and
/// the observations before `cut`, which are to be discarded, marked.
///
/// # Panics
///
/// Like [`stats::welch`].
#[must_use]
pub fn welch(
    title: &str,
    unit: &str,
    replications: &[Vec<f64>],
    window: usize,
    cut: Option<usize>,
) -> String {
    document(HEAD + HEIGHT, |root| {
        let (head, rest) = root.split_vertically(HEAD);
        head.draw(&Text::new(title, (20, HEAD as i32 / 2), ink(TITLE_SIZE)))?;
        let axes = ("observation", unit);
        moving_average(
            &rest,
            axes,
            replications,
            window,
            cut,
            &|number| number,
            None,
        )
    })
}

/// Welch's moving average, where `at` has the place of each observation by its number, counted from 1; and what is said of it.
fn moving_average(
    area: &Area,
    axes: (&str, &str),
    replications: &[Vec<f64>],
    window: usize,
    cut: Option<usize>,
    at: &dyn Fn(f64) -> f64,
    doubt: Option<&str>,
) -> Drawn {
    let points = |values: Vec<f64>| -> Vec<(f64, f64)> {
        let numbered = values.into_iter().enumerate();
        numbered
            .map(|(i, value)| (at(i as f64 + 1.0), value))
            .collect()
    };
    let raw = points(stats::welch(replications, 0));
    let smooth = points(stats::welch(replications, window));
    let y = around(raw.iter().map(|point| point.1));
    let mut caption = format!(
        "mean of {} replications (thin), moving average over {} (thick)",
        replications.len(),
        2 * window + 1
    );
    if let Some(doubt) = doubt {
        caption = doubt.to_owned();
    }
    let mut chart = Panel {
        title: &caption,
        x: (axes.0, 0.0..at(raw.len() as f64 + 1.0)),
        y: (axes.1, y.clone()),
    }
    .on(area)?;
    if let Some(cut) = cut {
        let discarded = [(0.0, y.start), (at(cut as f64 + 0.5), y.end)];
        chart.draw_series([Rectangle::new(discarded, ERROR.mix(BAND_OPACITY).filled())])?;
    }
    chart.draw_series([PathElement::new(raw, INK.mix(0.35).stroke_width(1))])?;
    chart.draw_series([PathElement::new(smooth, RISK.stroke_width(3))])?;
    Ok(())
}
