//! Plots of experiments as SVG, for any model.
//!
//! Text stays text in the SVG and the viewer draws it, so no font is needed here. The same results give the same bytes. What differs
//! from one replication to another is blue; how well an estimate is known is orange, and drawn as a line with ends, so that the two are
//! told apart without colours too.
//!
//! | plot | what it shows |
//! |---|---|
//! | [`output`] | an output: its replications, their distribution, and risk and error side by side; a probability, a ratio |
//! | [`over_time`] | a series of an experiment: median and P10 – P90 band of the replications; with a warm-up, Welch's plot |
//! | [`report`] | all outputs and series of a report, one below the other |
//! | [`forest`], [`forest_together`] | differences with their intervals, one row each |
//! | [`series`] | the same band of any values over time |
//! | [`welch`] | Welch's moving average, to see where the warm-up ends |
//!
//! # Examples
//!
//! ```
//! use cetak::experiment::{Experiment, Outputs};
//! use cetak::plots;
//!
//! let mut outputs = Outputs::new();
//! let sum = outputs.number("sum of two dice", "pips", |sum: &f64| *sum);
//! let results = Experiment::new(&outputs, |streams| {
//!     let mut die = streams.stream("die");
//!     Ok((0..2).map(|_| (6.0 * die.uniform()).ceil()).sum())
//! })
//! .replications(60)
//! .run()?;
//! let svg = plots::output(&results, sum);
//! assert!(svg.contains("sum of two dice (pips)"));
//! # Ok::<(), cetak::Error>(())
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `panel` | a panel with its axes |
// | `marks` | what is drawn in it: a median with its band, an interval with its ends |
// | `output` | the plot of an output |
// | `forest` | the plot of differences |
// | `series` | the plots of values over time |

mod forest;
mod marks;
mod output;
mod panel;
mod series;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

pub use forest::{forest, forest_together};
#[cfg(feature = "office")]
pub(crate) use marks::{Plane, spread};
pub use output::{output, report};
pub use series::{over_time, series, welch};

pub(crate) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
pub(crate) type Failed = DrawingAreaErrorKind<std::io::Error>;
pub(crate) type Drawn = Result<(), Failed>;

pub(crate) const WIDTH: u32 = 1000;
pub(crate) const INK: RGBColor = RGBColor(38, 38, 44);
/// How replications differ.
const RISK: RGBColor = RGBColor(0, 114, 178);
/// How well an estimate is known.
const ERROR: RGBColor = RGBColor(213, 94, 0);
pub(crate) const BAND_OPACITY: f64 = 0.22;
const TITLE_SIZE: i32 = 20;
const TEXT_SIZE: i32 = 14;

/// An SVG document of this height.
pub(crate) fn document(height: u32, draw: impl FnOnce(&Area) -> Drawn) -> String {
    let mut svg = String::new();
    let root = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
    root.fill(&WHITE)
        .and_then(|()| draw(&root))
        .and_then(|()| root.present())
        .expect("memory takes every line");
    drop(root);
    svg
}

/// A name with its unit.
fn named(name: &str, unit: &str) -> String {
    match unit.is_empty() {
        true => name.to_owned(),
        false => format!("{name} ({unit})"),
    }
}

/// The style of text of one size, anchored at the left and in the middle of its height.
pub(crate) fn ink(size: i32) -> TextStyle<'static> {
    ("sans-serif", size)
        .into_font()
        .color(&INK)
        .pos(Pos::new(HPos::Left, VPos::Center))
}
