//! The plot of one scenario: residents waiting above, blanks on hand below.

use plotters::prelude::*;

use super::axes::Days;
use super::head::{Legend, swatch, title};
use super::marks::{self, Marker};
use super::panel::{Panel, Place, Scale};
use super::{Area, BAND_OPACITY, Drawn, HEAD_HEIGHT, HOLIDAY, INK, WEEKEND};
use crate::plots::spread;
use crate::projection::{Projection, Quantiles};
use crate::report::phrases::Phrases;

pub(super) const HEIGHT: u32 = 640;
const UPPER_HEIGHT: u32 = 312;

const RESIDENTS: RGBColor = RGBColor(28, 92, 158);
const BLANKS: RGBColor = RGBColor(186, 98, 12);

pub(super) fn draw(root: &Area, p: &Projection, say: Phrases) -> Drawn {
    let (head, panels) = root.split_vertically(HEAD_HEIGHT);
    let (upper, lower) = panels.split_vertically(UPPER_HEIGHT);
    let days = Days::of(p);
    let lots = marks::lots(p, &days);
    let run = [
        ("replications", p.replications.into()),
        ("start", say.date(p.plan.start).into()),
        ("horizon", say.date(p.plan.horizon).into()),
    ];
    title(&head, &say.title(&p.plan), say.say("title-run", &run))?;
    let mut legend = Legend::new(&head);
    explain(&mut legend, say)?;
    marks::explain(&mut legend, lots.iter(), say)?;

    let waiting = Curve::new(p.plan.backlog.total, &p.daily.waiting, &days, RESIDENTS);
    Panel {
        days: &days,
        scale: Scale::Amounts(waiting.most(), say.word("plot-axis-waiting")),
        color: RESIDENTS,
        name: say.word("plot-waiting"),
        dated: false,
        say,
    }
    .draw(&upper, |place| {
        waiting.draw(place)?;
        marks::dates(place, &markers(p, &days, say))
    })?;
    let on_hand = Curve::new(p.plan.blanks.on_hand, &p.daily.on_hand, &days, BLANKS);
    Panel {
        days: &days,
        scale: Scale::Amounts(on_hand.most(), say.word("plot-axis-blanks")),
        color: BLANKS,
        name: say.word("plot-blanks"),
        dated: true,
        say,
    }
    .draw(&lower, |place| {
        on_hand.draw(place)?;
        marks::deliveries(place, &lots, say)
    })
}

fn explain(legend: &mut Legend, say: Phrases) -> Drawn {
    for (key, color) in [("plot-closed", WEEKEND), ("plot-holiday", HOLIDAY)] {
        legend.entry(20, say.word(key), |area, at| {
            swatch(area, at, color.filled())?;
            swatch(area, at, INK.mix(0.25).stroke_width(1))
        })?;
    }
    legend.entry(44, say.word("plot-median"), |area, (x, y)| {
        for (x, color) in [(x, RESIDENTS), (x + 24, BLANKS)] {
            let line = [(x, y), (x + 20, y)];
            area.draw(&PathElement::new(line, color.stroke_width(2)))?;
        }
        Ok(())
    })?;
    legend.entry(44, say.word("plot-band"), |area, (x, y)| {
        swatch(area, (x, y), RESIDENTS.mix(BAND_OPACITY).filled())?;
        swatch(area, (x + 24, y), BLANKS.mix(BAND_OPACITY).filled())
    })
}

/// Values day by day: the one before the first day, and the quantiles at the end of each day shown.
struct Curve<'a> {
    start: u32,
    shown: &'a [Quantiles<u32>],
    color: RGBColor,
}

impl<'a> Curve<'a> {
    fn new(start: u32, values: &'a [Quantiles<u32>], days: &Days, color: RGBColor) -> Self {
        let shown = &values[..values.len().min(days.end as usize)];
        Curve {
            start,
            shown,
            color,
        }
    }

    fn most(&self) -> u32 {
        let ends = self.shown.iter().map(|value| value.p90);
        ends.fold(self.start, u32::max)
    }

    fn draw(&self, place: &Place) -> Drawn {
        let ends = self
            .shown
            .iter()
            .map(|value| [value.p10, value.p50, value.p90]);
        let values = std::iter::once([self.start; 3]).chain(ends);
        let at = |(day, values): (u32, [u32; 3])| (f64::from(day), values.map(f64::from));
        let quantiles: Vec<_> = (0..).zip(values).map(at).collect();
        spread(place.plane, &quantiles, self.color)
    }
}

fn markers(p: &Projection, days: &Days, say: Phrases) -> [Marker; 2] {
    [
        ("plot-p50", p.measures.cleared_on.quantiles.p50),
        ("plot-p90", p.measures.cleared_on.quantiles.p90),
    ]
    .map(|(key, date)| {
        let written = say.date_or_late(date, p.plan.horizon);
        let words = say.say(key, &[("date", written.into())]);
        (date.map(|date| days.end_of(date)), words)
    })
}
