//! What is drawn in a panel: a median with its band, an interval with its ends.

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

use super::panel::Chart;
use super::{BAND_OPACITY, Drawn, ERROR};

/// The inside of a panel.
pub(crate) type Plane<'a> =
    DrawingArea<SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A median and the band from P10 to P90: all three, at each place.
pub(crate) fn spread(plane: &Plane, quantiles: &[(f64, [f64; 3])], color: RGBColor) -> Drawn {
    let line = |which: usize| quantiles.iter().map(move |(x, of)| (*x, of[which]));
    let edge: Vec<(f64, f64)> = line(2).chain(line(0).rev()).collect();
    plane.draw(&Polygon::new(edge, color.mix(BAND_OPACITY).filled()))?;
    let median: Vec<(f64, f64)> = line(1).collect();
    plane.draw(&PathElement::new(median, color.stroke_width(2)))
}

/// How well an estimate is known, at this height.
pub(super) fn estimate(
    chart: &mut Chart<'_, '_>,
    estimate: f64,
    interval: Option<(f64, f64)>,
    y: f64,
) -> Drawn {
    if let Some((low, high)) = interval {
        let lines = [
            vec![(low, y), (high, y)],
            vec![(low, y - 0.15), (low, y + 0.15)],
            vec![(high, y - 0.15), (high, y + 0.15)],
        ];
        chart.draw_series(lines.map(|line| PathElement::new(line, ERROR.stroke_width(2))))?;
    }
    chart.draw_series([Circle::new((estimate, y), 4, ERROR.filled())])?;
    Ok(())
}
