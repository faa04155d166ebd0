//! One panel: closed days, grid, band, median, and marked dates.

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axes::{Days, round_steps};
use super::{Area, BAND_OPACITY, Drawn, HOLIDAY, INK, Marker, WEEKEND, ink};
use crate::projection::Quantiles;
use crate::report::phrases::Phrases;

type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;

pub(super) struct Panel<'a> {
    pub days: &'a Days,
    /// The value before the first day.
    pub start: u32,
    /// The values at the end of each day.
    pub values: &'a [Quantiles<u32>],
    pub color: RGBColor,
    pub unit: String,
    pub name: String,
    /// Whether the dates are written below.
    pub dated: bool,
    pub say: Phrases,
}

impl Panel<'_> {
    pub fn draw(&self, area: &Area, markers: &[Marker]) -> Drawn {
        let shown = &self.values[..self.values.len().min(self.days.end as usize)];
        let most = shown
            .iter()
            .map(|value| value.p90)
            .fold(self.start, u32::max)
            .max(1);
        let top = f64::from(most) * 1.06;
        let below = if self.dated { 48 } else { 10 };
        let chart = ChartBuilder::on(area)
            .margin_right(24)
            .margin_top(26)
            .margin_left(12)
            .set_label_area_size(LabelAreaPosition::Left, 72)
            .set_label_area_size(LabelAreaPosition::Bottom, below)
            .build_cartesian_2d(0.0..self.days.end, 0.0..top)?;
        let place = Place::of(area, &chart);
        self.closed_days(&place, top)?;
        self.amounts(&place, most, top)?;
        self.dates(&place)?;
        self.curves(&place, shown)?;
        self.markers(&place, markers, top)?;
        area.draw(&Text::new(
            self.name.clone(),
            (84, 14),
            ink(17).color(&self.color),
        ))
    }

    fn closed_days(&self, place: &Place, top: f64) -> Drawn {
        for closed in &self.days.closed {
            let color = if closed.holiday { HOLIDAY } else { WEEKEND };
            let corners = [(closed.from, top), (closed.to, 0.0)];
            place.plane.draw(&Rectangle::new(corners, color.filled()))?;
        }
        Ok(())
    }

    /// Draws lines at round amounts, and their unit.
    fn amounts(&self, place: &Place, most: u32, top: f64) -> Drawn {
        for value in round_steps(most) {
            let (x, y) = place.at(0.0, value);
            place.line(x, y, place.at(self.days.end, value), 0.16)?;
            place.words(self.say.amount(value), (x - 8, y), HPos::Right)?;
        }
        let (x, y) = place.at(0.0, 0.0);
        place.line(x, y, place.at(self.days.end, 0.0), 0.6)?;
        place.line(x, y, place.at(0.0, top), 0.6)?;
        let upright = ink(15)
            .transform(FontTransform::Rotate270)
            .pos(Pos::new(HPos::Center, VPos::Center));
        let (_, middle) = place.at(0.0, top / 2.0);
        place
            .area
            .draw(&Text::new(self.unit.clone(), (20, middle), upright))
    }

    /// Draws ticks at the dates and, below the last panel, the dates themselves.
    fn dates(&self, place: &Place) -> Drawn {
        for &x in &self.days.ticks {
            let (x_here, y) = place.at(x, 0.0);
            place.line(x_here, y, (x_here, y + 5), 0.6)?;
            if self.dated {
                let date = self.say.day_and_month(self.days.date(x));
                place.words(date, (x_here, y + 17), HPos::Center)?;
            }
        }
        if self.dated {
            let (x, y) = place.at(self.days.end / 2.0, 0.0);
            let words = self
                .say
                .say("plot-axis-date", &[("years", self.days.years().into())]);
            place.words(words, (x, y + 38), HPos::Center)?;
        }
        Ok(())
    }

    fn curves(&self, place: &Place, shown: &[Quantiles<u32>]) -> Drawn {
        let path = |of: fn(&Quantiles<u32>) -> u32| -> Vec<(f64, f64)> {
            let start = (0.0, f64::from(self.start));
            let ends = shown
                .iter()
                .enumerate()
                .map(|(i, value)| (i as f64 + 1.0, f64::from(of(value))));
            std::iter::once(start).chain(ends).collect()
        };
        let low = path(|value| value.p10);
        let mut band = path(|value| value.p90);
        band.extend(low.into_iter().rev());
        place
            .plane
            .draw(&Polygon::new(band, self.color.mix(BAND_OPACITY).filled()))?;
        place.plane.draw(&PathElement::new(
            path(|value| value.p50),
            self.color.stroke_width(2),
        ))
    }

    /// Draws a dashed line at each date, with its text. The texts stand in two rows, on the side of the first line that has more
    /// room. The line that would cross the other text begins below it.
    fn markers(&self, place: &Place, markers: &[Marker], top: f64) -> Drawn {
        let end = self.days.end;
        let x = |marker: &Marker| marker.0.unwrap_or(end).min(end);
        let left = markers.first().is_some_and(|first| x(first) > end * 0.5);
        let (side, gap) = if left {
            (HPos::Right, -6)
        } else {
            (HPos::Left, 6)
        };
        for (i, marker) in markers.iter().enumerate() {
            let row = if left { markers.len() - 1 - i } else { i } as i32;
            let (px, py) = place.at(x(marker), top);
            if marker.0.is_some() {
                let (_, floor) = place.at(x(marker), 0.0);
                for y in (py + ROW * row..floor).step_by(9) {
                    place.line(px, y, (px, (y + 5).min(floor)), 0.7)?;
                }
            }
            place.words(marker.1.clone(), (px + gap, py + ROW / 2 + ROW * row), side)?;
        }
        Ok(())
    }
}

/// The height of a row of words, in pixels.
const ROW: i32 = 22;

/// Maps values of a chart to the area around it. Drawing through the chart itself could not leave its axes.
struct Place<'a, 'b> {
    area: &'a Area<'b>,
    plane: &'a DrawingArea<SVGBackend<'b>, Plane>,
}

impl<'a, 'b> Place<'a, 'b> {
    fn of(area: &'a Area<'b>, chart: &'a ChartContext<SVGBackend<'b>, Plane>) -> Self {
        let plane = chart.plotting_area();
        Place { area, plane }
    }

    fn at(&self, x: f64, y: f64) -> (i32, i32) {
        let (x, y) = self.plane.map_coordinate(&(x, y));
        let (left, top) = self.area.get_base_pixel();
        (x - left, y - top)
    }

    fn line(&self, x: i32, y: i32, to: (i32, i32), strength: f64) -> Drawn {
        let style = INK.mix(strength).stroke_width(1);
        self.area.draw(&PathElement::new([(x, y), to], style))
    }

    fn words(&self, words: String, at: (i32, i32), side: HPos) -> Drawn {
        let style = ink(15).pos(Pos::new(side, VPos::Center));
        self.area.draw(&Text::new(words, at, style))
    }
}
