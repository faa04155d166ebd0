//! A plot as SVG: residents waiting and blanks on hand, day by day, with closed days in the background.
//!
//! Text stays text in the SVG and the viewer draws it, so no font is needed here. The same projection gives the same bytes.

mod axes;
mod panel;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use self::axes::Days;
use self::panel::Panel;
use super::phrases::Phrases;
use crate::projection::Projection;
use crate::support::visible::visible;
use crate::words::Lang;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

const SIZE: (u32, u32) = (1000, 640);
const HEAD_HEIGHT: u32 = 78;
const UPPER_HEIGHT: u32 = 312;

const INK: RGBColor = RGBColor(38, 38, 44);
const RESIDENTS: RGBColor = RGBColor(28, 92, 158);
const BLANKS: RGBColor = RGBColor(186, 98, 12);
const WEEKEND: RGBColor = RGBColor(243, 243, 245);
const HOLIDAY: RGBColor = RGBColor(222, 222, 228);
const BAND_OPACITY: f64 = 0.22;

/// The plot of one projection as an SVG document: residents waiting above and blanks on hand below, each with the median and the
/// P10 – P90 band of the replications. Weekends are light and holidays darker; the P50 and P90 dates are marked.
#[must_use]
pub fn svg(projection: &Projection, lang: Lang) -> String {
    let mut svg = String::new();
    let root = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
    draw(&root, projection, Phrases(lang)).expect("memory takes every line");
    drop(root);
    svg
}

fn draw(root: &Area, p: &Projection, say: Phrases) -> Drawn {
    root.fill(&WHITE)?;
    let (head, panels) = root.split_vertically(HEAD_HEIGHT);
    let (upper, lower) = panels.split_vertically(UPPER_HEIGHT);
    let days = Days::of(p);
    title(&head, p, say)?;
    legend(&head, say)?;
    Panel {
        days: &days,
        start: p.plan.backlog.total,
        values: &p.daily.waiting,
        color: RESIDENTS,
        unit: say.word("plot-axis-waiting"),
        name: say.word("plot-waiting"),
        dated: false,
        say,
    }
    .draw(&upper, &markers(p, say))?;
    Panel {
        days: &days,
        start: p.plan.blanks.on_hand,
        values: &p.daily.on_hand,
        color: BLANKS,
        unit: say.word("plot-axis-blanks"),
        name: say.word("plot-blanks"),
        dated: true,
        say,
    }
    .draw(&lower, &[])?;
    root.present()
}

/// The style of text of one size and colour, anchored at the left and in the middle of its height.
fn ink(size: i32) -> TextStyle<'static> {
    ("sans-serif", size)
        .into_font()
        .color(&INK)
        .pos(Pos::new(HPos::Left, VPos::Center))
}

fn title(area: &Area, p: &Projection, say: Phrases) -> Drawn {
    // After `visible`, XML can hold every character; plotters escapes brackets and quotes.
    let name = visible(&say.title(&p.plan)).into_owned();
    area.draw(&Text::new(name, (24, 26), ink(27)))?;
    let run = say.say(
        "title-run",
        &[
            ("replications", p.replications.into()),
            ("start", say.date(p.plan.start).into()),
            ("horizon", say.date(p.plan.horizon).into()),
        ],
    );
    area.draw(&Text::new(run, (24, 50), ink(16)))
}

/// The legend of the colours, in one row. The width of text is unknown here, so each letter counts as seven pixels.
fn legend(area: &Area, say: Phrases) -> Drawn {
    let mut x = 24;
    let y = 70;
    let swatch = |x: i32, y: i32| [(x, y - 6), (x + 20, y + 6)];
    for (key, color) in [("plot-closed", WEEKEND), ("plot-holiday", HOLIDAY)] {
        area.draw(&Rectangle::new(swatch(x, y), color.filled()))?;
        area.draw(&Rectangle::new(swatch(x, y), INK.mix(0.25).stroke_width(1)))?;
        x = entry(area, x, y, say.word(key))?;
    }
    for color in [RESIDENTS, BLANKS] {
        area.draw(&PathElement::new(
            [(x, y), (x + 20, y)],
            color.stroke_width(2),
        ))?;
        x += 24;
    }
    x = entry(area, x - 24, y, say.word("plot-median"))?;
    for color in [RESIDENTS, BLANKS] {
        area.draw(&Rectangle::new(
            swatch(x, y),
            color.mix(BAND_OPACITY).filled(),
        ))?;
        x += 24;
    }
    entry(area, x - 24, y, say.word("plot-band"))?;
    Ok(())
}

/// Draws the text of a legend entry whose swatch is at `x`; returns where the next entry begins.
fn entry(
    area: &Area,
    x: i32,
    y: i32,
    words: String,
) -> Result<i32, DrawingAreaErrorKind<std::io::Error>> {
    let width = 7 * words.chars().count() as i32;
    area.draw(&Text::new(words, (x + 27, y), ink(16)))?;
    Ok(x + 27 + width + 24)
}

/// A date to mark: the days from the start to the end of that date (`None` if not within the horizon), and the text.
type Marker = (Option<f64>, String);

fn markers(p: &Projection, say: Phrases) -> [Marker; 2] {
    [
        ("plot-p50", p.measures.cleared_on.quantiles.p50),
        ("plot-p90", p.measures.cleared_on.quantiles.p90),
    ]
    .map(|(key, date)| {
        let at = date.map(|date| f64::from(axes::days_between(p.plan.start, date)) + 1.0);
        let written = say.date_or_late(date, p.plan.horizon);
        (at, say.say(key, &[("date", written.into())]))
    })
}
