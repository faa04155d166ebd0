//! Plots as SVG: of one scenario, residents waiting and blanks on hand day by day; of several, when each clears and who waits; of many
//! offices, when each has served nearly all.
//!
//! Text stays text in the SVG and the viewer draws it, so no font is needed here. The same results give the same bytes.

// | file, in reading order | what it holds |
// |---|---|
// | `axes` | the days shown, the places of the dates, round amounts |
// | `head` | title and legend; how much room words take |
// | `panel` | the frame of a panel: closed days, grid, dates |
// | `marks` | dates and deliveries marked in a panel |
// | `run` | the plot of one scenario |
// | `compare` | the plot of several scenarios |
// | `nation` | the plot of many offices |

mod axes;
mod compare;
mod head;
mod marks;
mod nation;
mod panel;
mod run;

use plotters::prelude::RGBColor;

use super::phrases::Phrases;
use crate::nation::NationProjection;
use crate::plots::{Area, BAND_OPACITY, Drawn, Failed, INK, WIDTH, document, ink};
use crate::projection::{Projection, ScenarioComparison};
use crate::words::Lang;

const HEAD_HEIGHT: u32 = 78;

const WEEKEND: RGBColor = RGBColor(243, 243, 245);
const HOLIDAY: RGBColor = RGBColor(222, 222, 228);

/// The plot of one projection as an SVG document: residents waiting above and blanks on hand below, each with the median and the
/// P10 – P90 band of the replications. Weekends are light and holidays darker; the P50 and P90 dates and the deliveries of blanks are
/// marked.
#[must_use]
pub fn svg(projection: &Projection, lang: Lang) -> String {
    document(run::HEIGHT, |root| {
        run::draw(root, projection, Phrases(lang))
    })
}

/// The plot of a comparison as an SVG document: above, a row for each scenario with its P10 – P90 interval and the median of the date
/// on which it clears, and with its deliveries of blanks; below, the medians of residents waiting. A scenario has a number, a dash
/// pattern and a colour, so that it is found without colours.
#[must_use]
pub fn comparison(comparison: &ScenarioComparison, lang: Lang) -> String {
    document(compare::height(comparison.projections.len()), |root| {
        compare::draw(root, &comparison.projections, Phrases(lang))
    })
}

/// The plot of a nation as an SVG document, for one rule of allotment or several, one below the other: a row for each province with a cell
/// for each office in the order of the table. Shade and digit say in which of five steps of time half of the futures have 95 % of its
/// backlog served; `×` is not by the horizon. A marked corner says that the office is starved in at least half of the futures.
///
/// # Panics
///
/// Without a projection.
#[must_use]
pub fn nation(projections: &[NationProjection], lang: Lang) -> String {
    let say = Phrases(lang);
    let grid = nation::Grid::of(projections, say);
    let height = grid.height();
    document(height * projections.len() as u32, |root| {
        let mut rest = root.clone();
        for p in projections {
            let (above, below) = rest.split_vertically(height);
            grid.draw(&above, p, say)?;
            rest = below;
        }
        Ok(())
    })
}
