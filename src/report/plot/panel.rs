//! One panel: closed days, grid, band, median, and marked dates.

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axes::{Days, round_steps};
use super::{Area, BAND_OPACITY, Drawn, HOLIDAY, INK, Marker, WEEKEND, ink};
use crate::report::phrases::Phrases;

type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;

pub(super) struct Panel<'a> {
    pub days: &'a Days,
    /// The value before the first day.
    pub start: u32,
    /// P10, P50, P90 at the end of each day.
    pub values: &'a [(u32, u32, u32)],
    pub color: RGBColor,
    pub unit: String,
    pub name: String,
    /// Whether the dates stand below.
    pub dated: bool,
    pub say: Phrases,
}

impl Panel<'_> {
    pub fn draw(&self, area: &Area, markers: &[Marker]) -> Drawn {
        let shown = &self.values[..self.values.len().min(self.days.end as usize)];
        let most = shown.iter().map(|value| value.2).fold(self.start, u32::max).max(1);
        let top = f64::from(most) * 1.06;
        let below = if self.dated { 48 } else { 10 };
        let mut chart = ChartBuilder::on(area)
            .margin_right(24)
            .margin_top(26)
            .margin_left(12)
            .set_label_area_size(LabelAreaPosition::Left, 72)
            .set_label_area_size(LabelAreaPosition::Bottom, below)
            .build_cartesian_2d(0.0..self.days.end, 0.0..top)?;
        self.closed_days(&mut chart, top)?;
        self.grid(&chart, most, top)?;
        self.curves(&mut chart, shown)?;
        for (row, marker) in markers.iter().enumerate() {
            self.marker(&chart, marker, row as i32, top)?;
        }
        area.draw(&Text::new(self.name.clone(), (84, 14), ink(17).color(&self.color)))
    }

    fn closed_days(&self, chart: &mut ChartContext<SVGBackend, Plane>, top: f64) -> Drawn {
        let boxes = self.days.closed.iter().map(|closed| {
            let color = if closed.holiday { HOLIDAY } else { WEEKEND };
            Rectangle::new([(closed.from, top), (closed.to, 0.0)], color.filled())
        });
        chart.draw_series(boxes).map(|_| ())
    }

    /// Lines at round amounts, ticks at the dates, and what they are. Drawn by hand, for the dates must stand where the axis wants them.
    fn grid(&self, chart: &ChartContext<SVGBackend, Plane>, most: u32, top: f64) -> Drawn {
        let plane = chart.plotting_area();
        let page = plane.strip_coord_spec();
        let (left, _) = page.get_base_pixel();
        let place = |x: f64, y: f64| {
            let (px, py) = plane.map_coordinate(&(x, y));
            let (base_x, base_y) = page.get_base_pixel();
            (px - base_x, py - base_y)
        };
        let line = INK.mix(0.16).stroke_width(1);
        let axis = INK.mix(0.6).stroke_width(1);
        for value in round_steps(most) {
            let (x, y) = place(0.0, value);
            plane.draw(&PathElement::new([(0.0, value), (self.days.end, value)], line))?;
            let amount = self.say.amount(value);
            let style = ink(15).pos(Pos::new(HPos::Right, VPos::Center));
            page.draw(&Text::new(amount, (x - 8, y), style))?;
        }
        plane.draw(&PathElement::new([(0.0, 0.0), (self.days.end, 0.0)], axis))?;
        plane.draw(&PathElement::new([(0.0, 0.0), (0.0, top)], axis))?;
        let unit = ink(15).transform(FontTransform::Rotate270).pos(Pos::new(HPos::Center, VPos::Center));
        let (_, middle) = place(0.0, top / 2.0);
        page.draw(&Text::new(self.unit.clone(), (16 - left, middle), unit))?;
        for &x in &self.days.ticks {
            let (px, py) = place(x, 0.0);
            page.draw(&PathElement::new([(px, py), (px, py + 5)], axis))?;
            if self.dated {
                let date = self.say.day_and_month(self.days.date(x));
                let style = ink(15).pos(Pos::new(HPos::Center, VPos::Center));
                page.draw(&Text::new(date, (px, py + 16), style))?;
            }
        }
        if self.dated {
            let (px, py) = place(self.days.end / 2.0, 0.0);
            let words = self.say.say("plot-axis-date", &[("years", self.days.years().into())]);
            let style = ink(15).pos(Pos::new(HPos::Center, VPos::Center));
            page.draw(&Text::new(words, (px, py + 37), style))?;
        }
        Ok(())
    }

    fn curves(&self, chart: &mut ChartContext<SVGBackend, Plane>, shown: &[(u32, u32, u32)]) -> Drawn {
        let path = |of: fn(&(u32, u32, u32)) -> u32| -> Vec<(f64, f64)> {
            let start = (0.0, f64::from(self.start));
            let ends = shown.iter().enumerate().map(|(i, value)| (i as f64 + 1.0, f64::from(of(value))));
            std::iter::once(start).chain(ends).collect()
        };
        let low = path(|value| value.0);
        let mut band = path(|value| value.2);
        band.extend(low.into_iter().rev());
        chart.draw_series([Polygon::new(band, self.color.mix(BAND_OPACITY).filled())])?;
        chart.draw_series([PathElement::new(path(|value| value.1), self.color.stroke_width(2))])?;
        Ok(())
    }

    /// A dashed line at the date, with its words on the side where there is more room.
    fn marker(&self, chart: &ChartContext<SVGBackend, Plane>, (at, words): &Marker, row: i32, top: f64) -> Drawn {
        let plane = chart.plotting_area();
        let page = plane.strip_coord_spec();
        let (base_x, base_y) = page.get_base_pixel();
        let x = at.unwrap_or(self.days.end).min(self.days.end);
        let (px, py) = plane.map_coordinate(&(x, top));
        let (px, py) = (px - base_x, py - base_y);
        if at.is_some() {
            let (_, floor) = plane.map_coordinate(&(x, 0.0));
            let dashes = (py..floor - base_y).step_by(9);
            for y in dashes {
                let dash = [(px, y), (px, (y + 5).min(floor - base_y))];
                page.draw(&PathElement::new(dash, INK.mix(0.7).stroke_width(1)))?;
            }
        }
        let (side, gap) = if x > self.days.end * 0.5 { (HPos::Right, -6) } else { (HPos::Left, 6) };
        let style = ink(16).pos(Pos::new(side, VPos::Center));
        page.draw(&Text::new(words.clone(), (px + gap, py + 12 + 20 * row), style))
    }
}
