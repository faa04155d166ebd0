//! The frame of a panel: closed days, grid, dates, and its name.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axes::{Days, round_steps};
use super::{Area, Drawn, HOLIDAY, INK, WEEKEND, ink};
use crate::plots::Plane;
use crate::report::phrases::Phrases;

const ABOVE: u32 = 26;
const BELOW: u32 = 10;
const BELOW_DATES: u32 = 48;

/// What the height of a panel means.
pub(super) enum Scale {
    /// Amounts from 0 to the largest, and their unit.
    Amounts(u32, String),
    /// Rows of pixels, which have no scale.
    Rows,
}

impl Scale {
    fn top(&self) -> f64 {
        match self {
            Scale::Amounts(most, _) => f64::from((*most).max(1)) * 1.06,
            Scale::Rows => 1.0,
        }
    }
}

pub(super) struct Panel<'a> {
    pub days: &'a Days,
    pub scale: Scale,
    pub color: RGBColor,
    pub name: String,
    /// Whether the dates are written below.
    pub dated: bool,
    pub say: Phrases,
}

/// The height of a panel without dates whose inside has this height.
pub(super) fn height_around(inside: u32) -> u32 {
    inside + ABOVE + BELOW
}

impl Panel<'_> {
    /// Draws the frame, and in it what `inside` draws.
    pub fn draw(&self, area: &Area, inside: impl FnOnce(&Place) -> Drawn) -> Drawn {
        let top = self.scale.top();
        let below = if self.dated { BELOW_DATES } else { BELOW };
        let chart = ChartBuilder::on(area)
            .margin_right(24)
            .margin_top(ABOVE)
            .margin_left(12)
            .set_label_area_size(LabelAreaPosition::Left, 72)
            .set_label_area_size(LabelAreaPosition::Bottom, below)
            .build_cartesian_2d(0.0..self.days.end, 0.0..top)?;
        let plane = chart.plotting_area();
        let end = self.days.end;
        let place = Place {
            area,
            plane,
            end,
            top,
        };
        self.closed_days(&place)?;
        match &self.scale {
            Scale::Amounts(most, unit) => self.amounts(&place, *most, unit)?,
            Scale::Rows => place.dates(&self.days.ticks)?,
        }
        place.axes()?;
        self.dates(&place)?;
        inside(&place)?;
        area.draw(&Text::new(
            self.name.clone(),
            (84, 14),
            ink(17).color(&self.color),
        ))
    }

    fn closed_days(&self, place: &Place) -> Drawn {
        for closed in &self.days.closed {
            let color = if closed.holiday { HOLIDAY } else { WEEKEND };
            let corners = [(closed.from, place.top), (closed.to, 0.0)];
            place.plane.draw(&Rectangle::new(corners, color.filled()))?;
        }
        Ok(())
    }

    /// Draws lines at round amounts, and their unit.
    fn amounts(&self, place: &Place, most: u32, unit: &str) -> Drawn {
        for value in round_steps(most.max(1)) {
            let (x, y) = place.at(0.0, value);
            place.line((x, y), place.at(place.end, value), 0.16)?;
            place.words(self.say.amount(value), (x - 8, y), HPos::Right)?;
        }
        let upright = ink(15)
            .transform(FontTransform::Rotate270)
            .pos(Pos::new(HPos::Center, VPos::Center));
        let (_, middle) = place.at(0.0, place.top / 2.0);
        place
            .area
            .draw(&Text::new(unit.to_owned(), (12, middle), upright))
    }

    /// Draws ticks at the dates and a line at each new year; below the last panel, the dates themselves, with their years where they
    /// are not all of one.
    fn dates(&self, place: &Place) -> Drawn {
        for x in self.days.new_years() {
            place.line(place.at(x, 0.0), place.at(x, place.top), 0.45)?;
        }
        let one_year = self.days.one_year();
        let mut written = None;
        for &x in &self.days.ticks {
            let (x_here, y) = place.at(x, 0.0);
            place.line((x_here, y), (x_here, y + 5), 0.6)?;
            if !self.dated {
                continue;
            }
            let date = self.days.date(x);
            let day = self.say.day_and_month(date);
            place.words(day, (x_here, y + 17), HPos::Center)?;
            if one_year.is_none() && written.replace(date.year()) != Some(date.year()) {
                place.words(date.year().to_string(), (x_here, y + 35), HPos::Center)?;
            }
        }
        if let Some(year) = one_year.filter(|_| self.dated) {
            let (x, y) = place.at(place.end / 2.0, 0.0);
            let words = self
                .say
                .say("plot-axis-date", &[("year", year.to_string().into())]);
            place.words(words, (x, y + 38), HPos::Center)?;
        }
        Ok(())
    }
}

/// Maps values of a panel to the area around it. Drawing through the chart itself could not leave its axes.
pub(super) struct Place<'a, 'b> {
    pub area: &'a Area<'b>,
    pub plane: &'a Plane<'b>,
    /// The right end of the panel, in days.
    pub end: f64,
    /// Its upper end, in amounts.
    pub top: f64,
}

impl Place<'_, '_> {
    /// The pixels of a value in the area.
    pub fn at(&self, x: f64, y: f64) -> (i32, i32) {
        let (x, y) = self.plane.map_coordinate(&(x, y));
        let (left, top) = self.area.get_base_pixel();
        (x - left, y - top)
    }

    pub fn line(&self, from: (i32, i32), to: (i32, i32), strength: f64) -> Drawn {
        let style = INK.mix(strength).stroke_width(1);
        self.area.draw(&PathElement::new([from, to], style))
    }

    pub fn words(&self, words: String, at: (i32, i32), side: HPos) -> Drawn {
        let style = ink(15).pos(Pos::new(side, VPos::Center));
        self.area.draw(&Text::new(words, at, style))
    }

    fn axes(&self) -> Drawn {
        let corner = self.at(0.0, 0.0);
        self.line(corner, self.at(self.end, 0.0), 0.6)?;
        self.line(corner, self.at(0.0, self.top), 0.6)
    }

    /// Draws a line up from each of these dates.
    fn dates(&self, ticks: &[f64]) -> Drawn {
        for &x in ticks {
            self.line(self.at(x, 0.0), self.at(x, self.top), 0.16)?;
        }
        Ok(())
    }
}
