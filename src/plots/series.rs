//! The plots of values over time.

use plotters::prelude::*;

use super::panel::{Panel, around};
use super::{BAND_OPACITY, ERROR, INK, RISK, TITLE_SIZE, document, ink};
use crate::stats;

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
        [0.1, 0.5, 0.9].map(|p| stats::quantile(&values, p).expect("there are values"))
    };
    let lines: Vec<[f64; 3]> = (0..times.len()).map(quantiles).collect();
    let at = |which: usize| {
        times
            .iter()
            .zip(&lines)
            .map(move |(t, line)| (*t, line[which]))
    };
    document(HEAD + HEIGHT, |root| {
        let (head, rest) = root.split_vertically(HEAD);
        head.draw(&Text::new(title, (20, HEAD as i32 / 2), ink(TITLE_SIZE)))?;
        let mut chart = Panel {
            title: "median and P10 – P90 of the replications",
            x: (axes.0, around(times.iter().copied())),
            y: (axes.1, around(lines.iter().flatten().copied())),
        }
        .on(&rest)?;
        let mut band: Vec<(f64, f64)> = at(0).collect();
        band.extend(at(2).collect::<Vec<_>>().into_iter().rev());
        chart.draw_series([Polygon::new(band, RISK.mix(BAND_OPACITY).filled())])?;
        let median = at(1).collect::<Vec<_>>();
        chart.draw_series([PathElement::new(median, RISK.stroke_width(2))])?;
        Ok(())
    })
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
    let points = |values: Vec<f64>| -> Vec<(f64, f64)> {
        let numbered = values.into_iter().enumerate();
        numbered.map(|(i, value)| (i as f64 + 1.0, value)).collect()
    };
    let raw = points(stats::welch(replications, 0));
    let smooth = points(stats::welch(replications, window));
    document(HEAD + HEIGHT, |root| {
        let (head, rest) = root.split_vertically(HEAD);
        head.draw(&Text::new(title, (20, HEAD as i32 / 2), ink(TITLE_SIZE)))?;
        let y = around(raw.iter().map(|point| point.1));
        let caption = format!(
            "mean of {} replications (thin), moving average over {} (thick)",
            replications.len(),
            2 * window + 1
        );
        let mut chart = Panel {
            title: &caption,
            x: ("observation", 0.0..raw.len() as f64 + 1.0),
            y: (unit, y.clone()),
        }
        .on(&rest)?;
        if let Some(cut) = cut {
            let discarded = [(0.0, y.start), (cut as f64 + 0.5, y.end)];
            chart.draw_series([Rectangle::new(discarded, ERROR.mix(BAND_OPACITY).filled())])?;
        }
        chart.draw_series([PathElement::new(raw, INK.mix(0.35).stroke_width(1))])?;
        chart.draw_series([PathElement::new(smooth, RISK.stroke_width(3))])?;
        Ok(())
    })
}
