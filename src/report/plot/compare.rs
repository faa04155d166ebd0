//! The plot of several scenarios: the date on which each clears, in rows, and the residents waiting.

use jiff::civil::Date;
use plotters::element::DashedPathElement;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axes::Days;
use super::head::{Legend, cut, room, swatch, title};
use super::marks::{self, Lot};
use super::panel::{self, Panel, Place, Scale};
use super::{Area, Drawn, HEAD_HEIGHT, INK, ink};
use crate::office::Day;
use crate::projection::Projection;
use crate::report::phrases::Phrases;
use crate::stats::quantile_interval;

/// A row: a line of words, the interval below it, and room for deliveries.
const ROW: u32 = 44;
const LOWER_HEIGHT: u32 = 330;
const TEXT_SIZE: i32 = 15;

/// Colours that are told apart with any colour vision (after Okabe and Ito). In grey, dashes and numbers tell scenarios apart.
const COLORS: [RGBColor; 4] = [
    INK,
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 138, 100),
];
/// Lengths of a dash and of the gap behind it; the first is a whole line. Five of them and four colours repeat after twenty scenarios.
const DASHES: [(i32, i32); 5] = [(1, 0), (11, 5), (2, 4), (6, 3), (16, 9)];

/// How well a median is known, beside how far one future differs from another; the colour of no scenario.
const ERROR: RGBColor = RGBColor(160, 40, 120);

pub(super) fn height(scenarios: usize) -> u32 {
    HEAD_HEIGHT + panel::height_around(ROW * scenarios as u32) + LOWER_HEIGHT
}

pub(super) fn draw(root: &Area, projections: &[Projection], say: Phrases) -> Drawn {
    let (head, panels) = root.split_vertically(HEAD_HEIGHT);
    let rows = panel::height_around(ROW * projections.len() as u32);
    let (upper, lower) = panels.split_vertically(rows);
    let days = Days::of_all(projections);
    let scenarios: Vec<Scenario> = (0..)
        .zip(projections)
        .map(|(i, p)| Scenario {
            i,
            p,
            lots: marks::lots(p, &days),
            days: &days,
            say,
        })
        .collect();
    let run = [
        ("count", projections.len().into()),
        (
            "replications",
            projections.first().map_or(0, |p| p.replications).into(),
        ),
    ];
    title(
        &head,
        &say.word("plot-compare"),
        say.say("title-compare", &run),
    )?;
    explain(&mut Legend::new(&head), &scenarios, say)?;
    Panel {
        days: &days,
        scale: Scale::Rows,
        color: INK,
        name: say.word("plot-cleared"),
        dated: false,
        say,
    }
    .draw(&upper, |place| {
        scenarios
            .iter()
            .try_for_each(|scenario| scenario.row(place))
    })?;
    let most = scenarios.iter().flat_map(|s| s.medians()).map(|at| at.1);
    Panel {
        days: &days,
        scale: Scale::Amounts(
            most.fold(0.0, f64::max) as u32,
            say.word("plot-axis-waiting"),
        ),
        color: INK,
        name: say.word("plot-waiting-median"),
        dated: true,
        say,
    }
    .draw(&lower, |place| {
        scenarios
            .iter()
            .try_for_each(|scenario| scenario.line(place))?;
        // Numbers stand above all lines.
        let all = scenarios.len();
        scenarios
            .iter()
            .try_for_each(|scenario| scenario.tag(place, all))
    })
}

fn explain(legend: &mut Legend, scenarios: &[Scenario], say: Phrases) -> Drawn {
    legend.entry(20, say.word("plot-band"), |area, at| {
        swatch(area, at, INK.mix(0.3).filled())?;
        swatch(area, at, INK.stroke_width(1))
    })?;
    legend.entry(12, say.word("plot-median"), |area, (x, y)| {
        diamond(area, (x + 6, y), INK)
    })?;
    legend.entry(20, say.word("plot-median-interval"), |area, (x, y)| {
        bracket(area, (x, x + 20), y)
    })?;
    let late = |s: &Scenario| s.p.measures.cleared_on.quantiles.p90.is_none();
    if scenarios.iter().any(late) {
        legend.entry(12, say.word("plot-late"), |area, (x, y)| {
            arrow(area, (x, y), INK)
        })?;
    }
    marks::explain(legend, scenarios.iter().flat_map(|s| &s.lots), say)
}

/// A scenario, by its place in the comparison.
struct Scenario<'a> {
    i: usize,
    p: &'a Projection,
    lots: Vec<Lot>,
    days: &'a Days,
    say: Phrases,
}

impl Scenario<'_> {
    fn color(&self) -> RGBColor {
        COLORS[self.i % COLORS.len()]
    }

    /// Draws the number, the line of the lower panel, the name, the dates, the interval, and the deliveries.
    fn row(&self, place: &Place) -> Drawn {
        let (left, top) = place.at(0.0, place.top);
        let (right, _) = place.at(place.end, 0.0);
        let top = top + ROW as i32 * self.i as i32;
        let (words, middle) = (top + 11, top + 26);
        if self.i > 0 {
            place.line((left, top), (right, top), 0.3)?;
        }
        let sample = [(left - 70, middle), (left - 34, middle)];
        self.dashed(place.area, &sample)?;
        self.number(place.area, (left - 16, middle))?;
        let dates = self.dates();
        let most = right - left - 6 - room(&dates, TEXT_SIZE) - 24;
        let name = cut(&self.say.title(&self.p.plan), TEXT_SIZE, most);
        place.words(name, (left + 6, words), HPos::Left)?;
        place.words(dates, (right - 4, words), HPos::Right)?;
        self.interval(place, middle)?;
        for lot in &self.lots {
            let (x, _) = place.at(lot.x, 0.0);
            marks::triangle(place.area, (x, top + ROW as i32 - 3), lot.asked)?;
        }
        Ok(())
    }

    /// The median and the safe date; if the median is not within the horizon, the safe date is not either.
    fn dates(&self) -> String {
        let say = self.say;
        let found = &self.p.measures.cleared_on.quantiles;
        let date = |key: &str, date: Option<Date>| {
            let written = date.map_or_else(|| say.word("plot-late"), |date| say.short_date(date));
            say.say(key, &[("date", written.into())])
        };
        let median = date("plot-p50", found.p50);
        match found.p50 {
            None => median,
            Some(_) => format!("{median} · {}", date("plot-p90", found.p90)),
        }
    }

    /// Draws the interval from P10 to P90, up to the horizon if P90 is not within it, and the median.
    fn interval(&self, place: &Place, y: i32) -> Drawn {
        let color = self.color();
        let x = |date: Date| place.at(self.days.end_of(date).min(place.end), 0.0).0;
        let found = &self.p.measures.cleared_on.quantiles;
        let horizon = x(self.p.plan.horizon);
        if let Some(low) = found.p10 {
            let corners = [(x(low), y - 5), (found.p90.map_or(horizon, x), y + 5)];
            let area = place.area;
            area.draw(&Rectangle::new(corners, color.mix(0.3).filled()))?;
            area.draw(&Rectangle::new(corners, color.stroke_width(1)))?;
        }
        if found.p90.is_none() {
            arrow(place.area, (horizon, y), color)?;
        }
        let Some(median) = found.p50 else {
            return Ok(());
        };
        let (low, high) = self.median_known_to();
        if let Some(low) = low {
            bracket(place.area, (x(low), high.map_or(horizon, x)), y)?;
        }
        diamond(place.area, (x(median), y), color)
    }

    /// The 95 % confidence interval of the median; an end that is `None` is after the horizon, or there are too few replications.
    fn median_known_to(&self) -> (Option<Date>, Option<Date>) {
        let cleared = self.p.outcomes.iter().filter_map(|row| row.cleared);
        let mut days: Vec<f64> = cleared.map(f64::from).collect();
        days.sort_by(f64::total_cmp);
        let Some(found) = quantile_interval(&days, self.p.outcomes.len(), 0.5, 0.95) else {
            return (None, None);
        };
        let date = |day: f64| self.p.plan.date(day as Day);
        (found.low.map(date), found.high.map(date))
    }

    /// The median of residents waiting, from the start to the end of each day shown.
    fn medians(&self) -> impl Iterator<Item = (f64, f64)> {
        let before = self.days.begin(self.p.plan.start);
        let ends = self.p.daily.waiting.iter().map(|value| value.p50);
        let values = std::iter::once(self.p.plan.backlog.total).chain(ends);
        (0..)
            .map(move |day| before + f64::from(day))
            .zip(values.map(f64::from))
            .take_while(|(x, _)| *x <= self.days.end)
    }

    fn line(&self, place: &Place) -> Drawn {
        let points: Vec<(i32, i32)> = self.medians().map(|(x, y)| place.at(x, y)).collect();
        self.dashed(place.area, &points)
    }

    fn dashed(&self, area: &Area, points: &[(i32, i32)]) -> Drawn {
        let style = self.color().stroke_width(2);
        match DASHES[self.i % DASHES.len()] {
            (_, 0) => area.draw(&PathElement::new(points, style)),
            (dash, gap) => area.draw(&DashedPathElement::new(
                points.iter().copied(),
                dash,
                gap,
                style,
            )),
        }
    }

    /// Draws the number on the line. The first scenario has it high on its line and the last low, so that numbers stand apart though
    /// lines run together; a line that does not come down so far has it in its turn along the axis.
    fn tag(&self, place: &Place, all: usize) -> Drawn {
        let turn = (self.i as f64 + 0.5) / all as f64;
        let height = f64::from(self.p.plan.backlog.total) * (0.95 - 0.85 * turn);
        let low = self.medians().find(|at| at.1 <= height);
        let along = || self.medians().find(|at| at.0 >= place.end * turn);
        match low.or_else(along).or_else(|| self.medians().last()) {
            Some((x, y)) => self.number(place.area, place.at(x, y)),
            None => Ok(()),
        }
    }

    fn number(&self, area: &Area, at: (i32, i32)) -> Drawn {
        area.draw(&Circle::new(at, 8, WHITE.filled()))?;
        area.draw(&Circle::new(at, 8, self.color().stroke_width(1)))?;
        let style = ink(13).pos(Pos::new(HPos::Center, VPos::Center));
        area.draw(&Text::new((self.i + 1).to_string(), at, style))
    }
}

/// An interval with its ends, from left to right.
fn bracket(area: &Area, (left, right): (i32, i32), y: i32) -> Drawn {
    let style = ERROR.stroke_width(2);
    area.draw(&PathElement::new([(left, y), (right, y)], style))?;
    [left, right]
        .into_iter()
        .try_for_each(|x| area.draw(&PathElement::new([(x, y - 8), (x, y + 8)], style)))
}

fn diamond(area: &Area, (x, y): (i32, i32), color: RGBColor) -> Drawn {
    let corners = [(x - 6, y), (x, y - 7), (x + 6, y), (x, y + 7)];
    area.draw(&Polygon::new(corners, color.filled()))
}

/// Points on from this place: the date is later.
fn arrow(area: &Area, (x, y): (i32, i32), color: RGBColor) -> Drawn {
    let corners = [(x, y - 7), (x + 11, y), (x, y + 7), (x, y - 7)];
    area.draw(&Polygon::new(corners, WHITE.filled()))?;
    area.draw(&PathElement::new(corners, color.stroke_width(2)))
}
