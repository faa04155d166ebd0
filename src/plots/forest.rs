//! The plot of differences: one row each, with its interval.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::marks;
use super::panel::{Panel, around};
use super::{Drawn, Failed, INK, TEXT_SIZE, TITLE_SIZE, WIDTH, document, ink};
use crate::experiment::{Comparison, Kind, Output, Simultaneous};

const HEAD: u32 = 44;
const ROW: u32 = 34;
const AXIS: u32 = 60;
const NAMES: u32 = 260;
/// The most letters of a name.
const LONGEST: usize = 34;

/// The forest plot of an output as an SVG document: for each experiment after the first, the paired difference from the first with its 95 %
/// interval, and a line at no difference. Where there is no honest mean, the row says that it is not known.
///
/// # Panics
///
/// If the output belongs to another list of outputs than the experiments.
#[must_use]
pub fn forest<K: Kind>(comparison: &Comparison, output: Output<K>) -> String {
    let names: Vec<String> = comparison.names().map(cut).collect();
    let label = comparison.label(output);
    let rows = (1..names.len()).map(|other| {
        let mean = comparison.difference(output, 0, other).mean;
        Row {
            name: names[other].clone(),
            estimate: mean.as_ref().map(|mean| mean.value),
            interval: mean.and_then(|mean| mean.ci95).map(|i| (i.low, i.high)),
        }
    });
    let title = format!("{}: difference from {}", label.name, names[0]);
    plot(title, &label.unit, &rows.collect::<Vec<_>>())
}

/// The forest plot of differences that hold together as an SVG document, of [all pairs](crate::experiment::Compared::all_pairs) or
/// [with a control](crate::experiment::Compared::against): one row each, with its interval, and a line at no difference. Where a difference is not
/// known, the row says so.
#[must_use]
pub fn forest_together(differences: &Simultaneous) -> String {
    let rows = differences.contrasts.iter().map(|contrast| Row {
        name: cut(&differences.pair(contrast)),
        estimate: contrast.difference,
        interval: contrast.ci95.map(|i| (i.low, i.high)),
    });
    let title = format!(
        "{}, {}: differences, 95 % together",
        differences.output.name,
        differences.of.name()
    );
    plot(title, &differences.output.unit, &rows.collect::<Vec<_>>())
}

fn plot(title: String, unit: &str, rows: &[Row]) -> String {
    document(HEAD + ROW * rows.len() as u32 + AXIS, |root| {
        let (head, rest) = root.split_vertically(HEAD);
        head.draw(&Text::new(title, (20, HEAD as i32 / 2), ink(TITLE_SIZE)))?;
        draw(&rest, rows, unit)
    })
}

/// A name that has room beside its row.
fn cut(name: &str) -> String {
    match name.chars().count() {
        0..=LONGEST => name.to_owned(),
        _ => name.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

struct Row {
    name: String,
    estimate: Option<f64>,
    interval: Option<(f64, f64)>,
}

fn draw(area: &super::Area, rows: &[Row], unit: &str) -> Result<(), Failed> {
    let (names, panel) = area.split_horizontally(NAMES);
    let numbers = rows.iter().flat_map(|row| {
        let ends = row.interval.into_iter().flat_map(|(low, high)| [low, high]);
        ends.chain(row.estimate)
    });
    let x = around(numbers.chain([0.0]));
    let height = rows.len() as f64;
    let mut chart = Panel {
        title: "",
        x: (unit, x),
        y: ("", 0.0..height),
    }
    .on(&panel)?;
    let zero = vec![(0.0, 0.0), (0.0, height)];
    chart.draw_series([PathElement::new(zero, INK.stroke_width(1))])?;
    for (i, row) in rows.iter().enumerate() {
        let y = height - i as f64 - 0.5;
        let (_, at) = chart.backend_coord(&(0.0, y));
        let style = ink(TEXT_SIZE).pos(Pos::new(HPos::Right, VPos::Center));
        let at = at - HEAD as i32;
        names.draw(&Text::new(row.name.clone(), (NAMES as i32 - 10, at), style))?;
        draw_row(&mut chart, row, y)?;
    }
    Ok(())
}

fn draw_row(chart: &mut super::panel::Chart<'_, '_>, row: &Row, y: f64) -> Drawn {
    let Some(estimate) = row.estimate else {
        let style = ("sans-serif", TEXT_SIZE - 2).into_font().color(&INK);
        let style = style.pos(Pos::new(HPos::Center, VPos::Center));
        let none = "not known".to_owned();
        let range = chart.x_range();
        let middle = (range.start + range.end) / 2.0;
        chart.draw_series([Text::new(none, (middle, y), style)])?;
        return Ok(());
    };
    marks::estimate(chart, estimate, row.interval, y)
}

const _: () = assert!(NAMES < WIDTH);
