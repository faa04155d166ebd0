//! The plot of an output: its replications, their distribution, and risk and error side by side.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::marks;
use super::panel::{Chart, Panel, around};
use super::{
    Area, BAND_OPACITY, Drawn, ERROR, INK, RISK, TEXT_SIZE, TITLE_SIZE, document, ink, named,
    series,
};
use crate::experiment::{Kind, Output, OutputKind, Results, Said, Value};
use crate::stats::{KaplanMeier, Observed};

const HEAD: u32 = 44;
const DOTS: u32 = 300;
const SHAPES: u32 = 260;
const STRIP: u32 = 170;

/// The height of a strip that shows no risk.
const ERROR_STRIP: u32 = 120;

/// The plot of an output as an SVG document. Below stands how well its estimate is known, with the 95 % interval; what is above depends on what it is:
///
/// - a number or a time: each replication as a dot, with the mean and its interval; the histogram and the empirical distribution; and below, on one scale
///   with the error, the risk (P10, P50 and P90 of the replications, each with its own 95 % interval). Replications without a number, or that
///   ended before the event, are told in the title and drawn nowhere;
/// - a probability: the share of the replications so far;
/// - a ratio: the two numbers of each replication as a dot, with the ratio of the sums as a line.
///
/// # Panics
///
/// If the output belongs to another list of outputs than the results.
#[must_use]
pub fn output<K: Kind>(results: &Results, output: Output<K>) -> String {
    let picture = Picture::of(results, results.place(output));
    document(picture.height(), |root| picture.draw(root))
}

/// The plots of all outputs of a [report](Results::report) as one SVG document, one below the other, and behind them those of its
/// [series](super::over_time).
#[must_use]
pub fn report(results: &Results) -> String {
    let places = results.told().into_iter().map(|(place, _)| place);
    let outputs: Vec<Picture> = places.map(|place| Picture::of(results, place)).collect();
    let over_time: Vec<series::Picture> = (0..results.series.len())
        .map(|place| series::Picture::of(results, place))
        .collect();
    let heights = outputs.iter().map(Picture::height);
    let heights = heights.chain(over_time.iter().map(series::Picture::height));
    document(heights.sum(), |root| {
        let mut rest = root.clone();
        for picture in &outputs {
            let (above, below) = rest.split_vertically(picture.height());
            picture.draw(&above)?;
            rest = below;
        }
        for picture in &over_time {
            let (above, below) = rest.split_vertically(picture.height());
            picture.draw(&above)?;
            rest = below;
        }
        Ok(())
    })
}

/// The drawing of one output.
struct Picture<'a> {
    /// The name of the experiment.
    name: &'a str,
    said: Said,
    /// The replications with their values.
    values: Vec<(u32, Value)>,
}

impl<'a> Picture<'a> {
    fn of(results: &'a Results, place: usize) -> Self {
        let values = results.rows.iter();
        Self {
            name: &results.name,
            said: results.report_of(place),
            values: values
                .map(|row| (row.replication, row.values[place]))
                .collect(),
        }
    }

    fn height(&self) -> u32 {
        HEAD + DOTS
            + match self.said.quantiles {
                Some(_) => SHAPES + STRIP,
                None => ERROR_STRIP,
            }
    }

    fn draw(&self, area: &Area) -> Drawn {
        let (head, rest) = area.split_vertically(HEAD);
        let (dots, rest) = rest.split_vertically(DOTS);
        head.draw(&Text::new(
            title(self.name, &self.said),
            (20, HEAD as i32 / 2),
            ink(TITLE_SIZE),
        ))?;
        match self.said.label.kind {
            OutputKind::Probability => share_so_far(&dots, &self.said, &self.values)?,
            OutputKind::Ratio => pairs(&dots, &self.said, &self.values)?,
            _ => return self.draw_numbers(&dots, &rest),
        }
        risk_and_error(&rest, &self.said, &unit(&self.said))
    }

    fn draw_numbers(&self, dots: &Area, rest: &Area) -> Drawn {
        let observed = |&(replication, value): &(u32, Value)| match value {
            Value::Number(value) => Some((replication, Observed::At(value))),
            Value::TimeTo(time) => Some((replication, time)),
            _ => None,
        };
        let observed = self.values.iter().filter_map(observed);
        let curve: KaplanMeier = observed.clone().map(|(_, time)| time).collect();
        let happened = |(replication, time)| match time {
            Observed::At(value) => Some((replication, value)),
            Observed::NotBefore(_) => None,
        };
        let points: Vec<(u32, f64)> = observed.filter_map(happened).collect();
        let (shapes, strip) = rest.split_vertically(SHAPES);
        let (left, right) = shapes.split_horizontally(super::WIDTH / 2);
        let unit = unit(&self.said);
        replications(dots, &self.said, &points, &unit)?;
        let mut values: Vec<f64> = points.iter().map(|point| point.1).collect();
        values.sort_by(f64::total_cmp);
        histogram(&left, &values, &unit)?;
        distribution(&right, &values, &curve, &unit)?;
        risk_and_error(&strip, &self.said, &unit)
    }
}

/// How the share of the replications in which something happened came about.
fn share_so_far(area: &Area, said: &Said, values: &[(u32, Value)]) -> Drawn {
    let mut happened = 0.0;
    let share = |(before, (replication, value)): (usize, &(u32, Value))| {
        happened += f64::from(u8::from(*value == Value::Happened(true)));
        (
            f64::from(*replication) + 1.0,
            happened / (before + 1) as f64,
        )
    };
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(share).collect();
    let interval = said.ci95.map(|interval| [interval.low, interval.high]);
    let shares = points.iter().map(|point| point.1);
    let x = 0.0..points.last().map_or(0.0, |point| point.0) + 1.0;
    let mut chart = Panel {
        title: "share of the replications so far, with the 95 % interval of all",
        x: ("replication", x.clone()),
        y: (
            &unit(said),
            around(shares.chain(interval.into_iter().flatten())),
        ),
    }
    .on(area)?;
    if let Some([low, high]) = interval {
        let band = [(x.start, low), (x.end, high)];
        chart.draw_series([Rectangle::new(band, ERROR.mix(BAND_OPACITY).filled())])?;
    }
    chart.draw_series([PathElement::new(points, ERROR.stroke_width(2))])?;
    Ok(())
}

/// The numerator and the denominator of each replication, and the ratio of their sums.
fn pairs(area: &Area, said: &Said, values: &[(u32, Value)]) -> Drawn {
    let pair = |(_, value): &(u32, Value)| match value {
        Value::Ratio(numerator, denominator) => Some((*denominator, *numerator)),
        _ => None,
    };
    let points: Vec<(f64, f64)> = values.iter().filter_map(pair).collect();
    let x = around(points.iter().map(|point| point.0));
    let line = |ratio: f64| [(x.start, ratio * x.start), (x.end, ratio * x.end)];
    let ends: Vec<(f64, f64)> = said.ci95.map_or_else(Vec::new, |interval| {
        let [low, high] = [line(interval.low), line(interval.high)];
        vec![low[0], low[1], high[1], high[0]]
    });
    let ratio = said.estimate.map(line);
    let all = points.iter().chain(&ends).chain(ratio.iter().flatten());
    let y = around(all.map(|point| point.1));
    let mut chart = Panel {
        title: "replications, with the ratio of the sums and its 95 % interval",
        x: ("denominator", x.clone()),
        y: ("numerator", y),
    }
    .on(area)?;
    if !ends.is_empty() {
        chart.draw_series([Polygon::new(ends, ERROR.mix(BAND_OPACITY).filled())])?;
    }
    if let Some(line) = ratio {
        chart.draw_series([PathElement::new(line.to_vec(), ERROR.stroke_width(2))])?;
    }
    let (size, opacity) = dot_of(points.len());
    let dot = |at: &(f64, f64)| Circle::new(*at, size, RISK.mix(opacity).filled());
    chart.draw_series(points.iter().map(dot))?;
    Ok(())
}

fn title(name: &str, said: &Said) -> String {
    let mut title = unit(said);
    if !name.is_empty() {
        title = format!("{name}: {title}");
    }
    if said.missing > 0 {
        title += &format!(" · {} replications have none", said.missing);
    }
    if said.censored > 0 {
        title += &format!(" · {} ended before it happened", said.censored);
    }
    title
}

/// The name of the output with its unit.
fn unit(said: &Said) -> String {
    named(&said.label.name, &said.label.unit)
}

fn replications(area: &Area, said: &Said, points: &[(u32, f64)], unit: &str) -> Drawn {
    let last = points.last().map_or(0, |point| point.0);
    let interval = said.ci95.map(|interval| [interval.low, interval.high]);
    let values = points.iter().map(|point| point.1);
    let x = 0.0..f64::from(last) + 2.0;
    let mut chart = Panel {
        title: "replications, with the mean and its 95 % interval",
        x: ("replication", x.clone()),
        y: (unit, around(values.chain(interval.into_iter().flatten()))),
    }
    .on(area)?;
    if let Some([low, high]) = interval {
        let band = [(x.start, low), (x.end, high)];
        chart.draw_series([Rectangle::new(band, ERROR.mix(BAND_OPACITY).filled())])?;
    }
    if let Some(mean) = said.estimate {
        let line = vec![(x.start, mean), (x.end, mean)];
        chart.draw_series([PathElement::new(line, ERROR.stroke_width(2))])?;
    }
    let (size, opacity) = dot_of(points.len());
    let dot = |(replication, value): &(u32, f64)| {
        let at = (f64::from(*replication) + 1.0, *value);
        Circle::new(at, size, RISK.mix(opacity).filled())
    };
    chart.draw_series(points.iter().map(dot))?;
    Ok(())
}

/// The size and the opacity of one of so many dots: many would hide each other.
fn dot_of(many: usize) -> (i32, f64) {
    match many {
        0..=200 => (3, 0.8),
        201..=2000 => (2, 0.5),
        _ => (1, 0.3),
    }
}

/// The bins of a histogram: as many as the cube root of twice the number of values (Terrell & Scott 1985, *Journal of the American
/// Statistical Association* 80, 209–214), and at least four.
fn bins(values: usize) -> usize {
    (libm::ceil(libm::cbrt(2.0 * values as f64)) as usize).max(4)
}

fn histogram(area: &Area, sorted: &[f64], unit: &str) -> Drawn {
    let x = around(sorted.iter().copied());
    let (low, high) = match sorted {
        [first, .., last] if first < last => (*first, *last),
        _ => (x.start, x.end),
    };
    let bins = bins(sorted.len());
    let width = (high - low) / bins as f64;
    let mut counts = vec![0u32; bins];
    for value in sorted {
        let bin = ((value - low) / width) as usize;
        counts[bin.min(bins - 1)] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or(0).max(1);
    let mut chart = Panel {
        title: "histogram",
        x: (unit, x),
        y: ("replications", 0.0..1.08 * f64::from(most)),
    }
    .on(area)?;
    let bar = |(bin, count): (usize, &u32)| {
        let left = low + width * bin as f64;
        let corners = [(left, 0.0), (left + width, f64::from(*count))];
        Rectangle::new(corners, RISK.mix(0.45).filled())
    };
    chart.draw_series(counts.iter().enumerate().map(bar))?;
    Ok(())
}

/// The share of all replications at or below each value, by Kaplan and Meier: it stays below 1 where some ended before the event.
fn distribution(area: &Area, sorted: &[f64], curve: &KaplanMeier, unit: &str) -> Drawn {
    let x = around(sorted.iter().copied());
    let mut chart = Panel {
        title: "empirical distribution",
        x: (unit, x.clone()),
        y: ("share of replications", 0.0..1.02),
    }
    .on(area)?;
    let mut share = 0.0;
    let mut line = vec![(x.start, share)];
    for value in sorted {
        line.push((*value, share));
        share = curve.survival(*value).map_or(share, |later| 1.0 - later);
        line.push((*value, share));
    }
    line.push((x.end, share));
    chart.draw_series([PathElement::new(line, RISK.stroke_width(2))])?;
    Ok(())
}

fn risk_and_error(area: &Area, said: &Said, unit: &str) -> Drawn {
    const RISK_ROW: f64 = 2.0;
    const ERROR_ROW: f64 = 1.0;
    let quantiles = said.quantiles.map(|q| q.each()).unwrap_or_default();
    let intervals = said
        .quantile_intervals
        .map(|q| q.each())
        .unwrap_or_default();
    let ends = intervals.iter().flatten().flat_map(|i| [i.low, i.high]);
    let error = said
        .ci95
        .map(|interval| [Some(interval.low), Some(interval.high)]);
    let shown = quantiles
        .into_iter()
        .chain(ends)
        .chain(error.into_iter().flatten());
    let (title, top, name) = match said.label.kind {
        OutputKind::Probability => ("error: how well it is known", 1.8, "share"),
        OutputKind::Ratio => ("error: how well it is known", 1.8, "ratio"),
        _ => (
            "risk: how replications differ (blue) · error: how well the mean is known (orange)",
            2.6,
            "mean",
        ),
    };
    let mut chart = Panel {
        title,
        x: (unit, around(shown.flatten())),
        y: ("", 0.5..top),
    }
    .on(area)?;
    if let [Some(p10), _, Some(p90)] = quantiles {
        let line = vec![(p10, RISK_ROW), (p90, RISK_ROW)];
        chart.draw_series([PathElement::new(line, RISK.stroke_width(1))])?;
    }
    for ((name, quantile), interval) in ["P10", "P50", "P90"].iter().zip(quantiles).zip(intervals) {
        let Some(at) = quantile else { continue };
        if let Some((low, high)) = interval.and_then(|i| i.low.zip(i.high)) {
            let bar = [(low, RISK_ROW - 0.13), (high, RISK_ROW + 0.13)];
            chart.draw_series([Rectangle::new(bar, RISK.mix(0.35).filled())])?;
        }
        chart.draw_series([Circle::new((at, RISK_ROW), 4, RISK.filled())])?;
        word(&mut chart, name, (at, RISK_ROW + 0.33))?;
    }
    if let (Some(mean), Some(interval)) = (said.estimate, said.ci95) {
        let interval = Some((interval.low, interval.high));
        marks::estimate(&mut chart, mean, interval, ERROR_ROW)?;
        word(&mut chart, name, (mean, ERROR_ROW + 0.35))?;
    }
    Ok(())
}

fn word(chart: &mut Chart<'_, '_>, word: &str, at: (f64, f64)) -> Drawn {
    let style = ("sans-serif", TEXT_SIZE - 2).into_font().color(&INK);
    let style = style.pos(Pos::new(HPos::Center, VPos::Center));
    chart.draw_series([Text::new(word.to_owned(), at, style)])?;
    Ok(())
}
