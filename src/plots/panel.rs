//! A panel with its axes.

use std::ops::Range;

use plotters::chart::ChartContext;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

use super::{Area, Failed, INK, TEXT_SIZE};

pub(super) type Chart<'a, 'b> =
    ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A panel: the names of its axes, and their ranges. Without a name, the second axis is one of rows.
pub(super) struct Panel<'a> {
    pub title: &'a str,
    pub x: (&'a str, Range<f64>),
    pub y: (&'a str, Range<f64>),
}

impl Panel<'_> {
    /// Draws the axes.
    pub fn on<'a, 'b>(self, area: &'a Area<'b>) -> Result<Chart<'a, 'b>, Failed> {
        let mut chart = ChartBuilder::on(area)
            .caption(
                self.title,
                ("sans-serif", TEXT_SIZE + 1).into_font().color(&INK),
            )
            .margin(8)
            .margin_right(20)
            .x_label_area_size(38)
            .y_label_area_size(62)
            .build_cartesian_2d(self.x.1, self.y.1)?;
        let mut mesh = chart.configure_mesh();
        if self.y.0.is_empty() {
            // Rows have no numbers.
            mesh.disable_y_mesh().disable_y_axis().y_labels(0);
        } else {
            mesh.y_labels(5);
        }
        mesh.x_desc(self.x.0)
            .y_desc(self.y.0)
            .x_labels(6)
            .x_label_formatter(&|value| number(*value))
            .y_label_formatter(&|value| number(*value))
            .bold_line_style(INK.mix(0.12))
            .light_line_style(TRANSPARENT)
            .axis_style(INK.mix(0.6))
            .label_style(("sans-serif", TEXT_SIZE - 2).into_font().color(&INK))
            .draw()?;
        Ok(chart)
    }
}

/// A number as an axis has it: without the tail of its last binary digit.
pub(super) fn number(value: f64) -> String {
    let rounded = format!("{value:.9}");
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    match short {
        "-0" | "" => "0".to_owned(),
        short => short.to_owned(),
    }
}

/// A range that holds all of these, with some room at both ends.
pub(super) fn around(values: impl IntoIterator<Item = f64>) -> Range<f64> {
    let (low, high) = values
        .into_iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    if low > high {
        return 0.0..1.0;
    }
    let room = match high - low {
        0.0 => 0.5 * low.abs().max(1.0),
        width => 0.06 * width,
    };
    low - room..high + room
}
