//! The plot of a nation: a row for each province and a cell for each office, by the date on which it has served nearly all.

use jiff::civil::Date;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::head::{Legend, cut, room, title};
use super::{Area, Drawn, INK, WIDTH, ink};
use crate::nation::NationProjection;
use crate::report::nation::rule;
use crate::report::phrases::Phrases;

/// The title, and the two rows of the legend.
const HEAD: u32 = 112;
/// Room above the rows for the places of the offices in their rows.
const ABOVE: u32 = 22;
const BELOW: u32 = 14;
const EDGE: i32 = 24;
const NAME_SIZE: i32 = 15;
const MOST_NAME: i32 = 220;
/// The sides of a cell, at least and at most; below the first a row goes on below.
const LEAST: i32 = 18;
const MOST: i32 = 64;
/// The height of a cell that has its code in it, and of one that has not.
const WITH_CODE: i32 = 38;
const PLAIN: i32 = 20;
const CODE_SIZE: i32 = 12;

/// Steps of dates, the earliest first: one hue that gets darker, so that their order is seen in grey and with any colour vision.
const SHADES: [RGBColor; 5] = [
    RGBColor(239, 243, 255),
    RGBColor(189, 215, 231),
    RGBColor(107, 174, 214),
    RGBColor(33, 113, 181),
    RGBColor(8, 69, 136),
];
/// Not by the horizon.
const LATE: RGBColor = INK;
const LATE_MARK: &str = "×";
/// The corner of a starved office.
const STARVED: RGBColor = RGBColor(230, 120, 0);

/// What the plots of one document have in common, so that they can be held against each other.
pub(super) struct Grid<'a> {
    rows: Vec<Row<'a>>,
    /// The last day of each step.
    ends: [Date; 5],
    name_width: i32,
    cell: (i32, i32),
    with_codes: bool,
    /// The most cells in a row.
    across: usize,
}

/// A province and its offices, or a part of them where they are many.
struct Row<'a> {
    province: &'a str,
    /// The place of the first of these offices among those of its province, from 1.
    first: usize,
    offices: Vec<usize>,
}

impl<'a> Grid<'a> {
    pub fn of(projections: &'a [NationProjection], say: Phrases) -> Self {
        let table = &projections[0].nation.table;
        let mut provinces: Vec<(&str, Vec<usize>)> = Vec::new();
        for (office, row) in table.iter().enumerate() {
            match provinces.iter_mut().find(|(name, _)| *name == row.province) {
                Some((_, offices)) => offices.push(office),
                None => provinces.push((&row.province, vec![office])),
            }
        }
        let none = say.word("plot-nation-no-province");
        let names = provinces.iter().map(|(name, _)| match name.is_empty() {
            true => none.as_str(),
            false => name,
        });
        let widest = names.map(|name| room(name, NAME_SIZE)).max().unwrap_or(0);
        let name_width = widest.min(MOST_NAME) + 12;
        let wide = WIDTH as i32 - 2 * EDGE - name_width;
        let most = provinces.iter().map(|(_, offices)| offices.len()).max();
        let across = most.unwrap_or(1).min((wide / LEAST) as usize);
        let side = (wide / across as i32).clamp(LEAST, MOST);
        let codes = table.iter().map(|row| room(&row.code, CODE_SIZE) + 4);
        let with_codes = codes.max().unwrap_or(0) <= side;
        let rows = provinces.into_iter().flat_map(|(province, offices)| {
            let parts: Vec<Vec<usize>> = offices.chunks(across).map(<[usize]>::to_vec).collect();
            let firsts = (0..).map(move |part| part * across + 1);
            firsts.zip(parts).map(move |(first, offices)| Row {
                province,
                first,
                offices,
            })
        });
        Grid {
            rows: rows.collect(),
            ends: steps(projections),
            name_width,
            cell: (side, if with_codes { WITH_CODE } else { PLAIN }),
            with_codes,
            across,
        }
    }

    /// The height of the plot of one rule.
    pub fn height(&self) -> u32 {
        HEAD + ABOVE + self.rows.len() as u32 * self.cell.1 as u32 + BELOW
    }

    pub fn draw(&self, area: &Area, p: &NationProjection, say: Phrases) -> Drawn {
        let name = say.title(&p.nation.shared);
        let run = [
            ("rule", rule(p.nation.allotment, say).into()),
            ("replications", p.replications.into()),
        ];
        let about = say.word("plot-nation");
        title(
            area,
            &format!("{name}: {about}"),
            say.say("plot-nation-run", &run),
        )?;
        self.explain(area, p, say)?;
        if !self.with_codes {
            self.places(area)?;
        }
        self.rows
            .iter()
            .enumerate()
            .try_for_each(|(at, row)| self.row(area, at, row, p, say))
    }

    /// The places of the offices in their rows, every fifth of them.
    fn places(&self, area: &Area) -> Drawn {
        let style = ink(CODE_SIZE).pos(Pos::new(HPos::Center, VPos::Center));
        let above = (HEAD + ABOVE / 2) as i32;
        for place in (1..=self.across).filter(|place| *place == 1 || place % 5 == 0) {
            let (x, _) = self.corner(0, place - 1);
            let at = (x + self.cell.0 / 2, above);
            area.draw(&Text::new(place.to_string(), at, style.clone()))?;
        }
        Ok(())
    }

    fn explain(&self, area: &Area, p: &NationProjection, say: Phrases) -> Drawn {
        let mut legend = Legend::new(area);
        for (step, end) in self.ends.iter().enumerate() {
            let of = [("date", say.narrow_date(*end).into())];
            legend.entry(20, say.say("plot-nation-by", &of), |area, (x, y)| {
                cell(area, (x, y - 9), (20, 18), Some(step), "")
            })?;
        }
        let mut legend = Legend::second(area);
        let horizon = say.narrow_date(p.nation.shared.horizon);
        let of = [("date", horizon.into())];
        legend.entry(20, say.say("plot-nation-late", &of), |area, (x, y)| {
            cell(area, (x, y - 9), (20, 18), None, "")
        })?;
        legend.entry(20, say.word("plot-nation-starved"), |area, (x, y)| {
            let style = INK.mix(0.5).stroke_width(1);
            area.draw(&Rectangle::new([(x, y - 9), (x + 20, y + 9)], style))?;
            starved(area, (x + 20, y - 9))
        })
    }

    /// The upper left corner of a cell.
    fn corner(&self, row: usize, place: usize) -> (i32, i32) {
        let (wide, high) = self.cell;
        let x = EDGE + self.name_width + place as i32 * wide;
        (x, (HEAD + ABOVE) as i32 + row as i32 * high)
    }

    fn row(&self, area: &Area, at: usize, row: &Row, p: &NationProjection, say: Phrases) -> Drawn {
        let (_, top) = self.corner(at, 0);
        if row.first == 1 {
            let name = match row.province.is_empty() {
                true => say.word("plot-nation-no-province"),
                false => cut(row.province, NAME_SIZE, MOST_NAME),
            };
            let middle = (EDGE, top + self.cell.1 / 2);
            area.draw(&Text::new(name, middle, ink(NAME_SIZE)))?;
        }
        for (place, office) in row.offices.iter().enumerate() {
            let corner = self.corner(at, place);
            let found = &p.offices[*office];
            let step = found.nearly_all.quantiles.p50.map(|date| self.step(date));
            let code = match self.with_codes {
                true => p.nation.table[*office].code.as_str(),
                false => "",
            };
            cell(area, corner, self.cell, step, code)?;
            if found.starved.fraction >= 0.5 {
                starved(area, (corner.0 + self.cell.0 - 1, corner.1))?;
            }
        }
        Ok(())
    }

    fn step(&self, date: Date) -> usize {
        let step = self.ends.iter().position(|end| date <= *end);
        step.unwrap_or(self.ends.len() - 1)
    }
}

/// The last days of five equally long steps, from the start to the latest median of any office by any of the rules.
fn steps(projections: &[NationProjection]) -> [Date; 5] {
    let plan = &projections[0].nation.shared;
    let medians = projections.iter().flat_map(|p| &p.offices);
    let medians = medians.filter_map(|office| office.nearly_all.quantiles.p50);
    let last = medians.max().unwrap_or(plan.horizon);
    let days = plan.start.until(last).map_or(0, |span| span.get_days());
    [1, 2, 3, 4, 5].map(|step| {
        let days = (days * step + 4) / 5;
        let end = plan.start.checked_add(jiff::Span::new().days(days));
        end.unwrap_or(last)
    })
}

/// A cell with the mark of its step, and with a code below that where there is one.
fn cell(
    area: &Area,
    (x, y): (i32, i32),
    (wide, high): (i32, i32),
    step: Option<usize>,
    code: &str,
) -> Drawn {
    let corners = [(x, y), (x + wide - 1, y + high - 1)];
    let shade = step.map_or(LATE, |step| SHADES[step]);
    area.draw(&Rectangle::new(corners, shade.filled()))?;
    area.draw(&Rectangle::new(corners, INK.mix(0.5).stroke_width(1)))?;
    let color = match step {
        Some(0..=2) => INK,
        _ => WHITE,
    };
    let words = |size| {
        ink(size)
            .color(&color)
            .pos(Pos::new(HPos::Center, VPos::Center))
    };
    let mark = step.map_or(LATE_MARK.to_owned(), |step| (step + 1).to_string());
    let middle = match code.is_empty() {
        true => y + high / 2,
        false => y + high / 3,
    };
    area.draw(&Text::new(mark, (x + wide / 2, middle), words(NAME_SIZE)))?;
    if !code.is_empty() {
        let at = (x + wide / 2, y + high - 10);
        area.draw(&Text::new(code.to_owned(), at, words(CODE_SIZE)))?;
    }
    Ok(())
}

/// The mark of a starved office in the upper right corner of its cell, edged so that it is seen on every shade.
fn starved(area: &Area, (x, y): (i32, i32)) -> Drawn {
    for (side, color) in [(10, WHITE), (8, STARVED)] {
        let corner = vec![(x - side, y), (x, y), (x, y + side)];
        area.draw(&Polygon::new(corner, color.filled()))?;
    }
    Ok(())
}
