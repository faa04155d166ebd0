//! Dates and deliveries marked in a panel.

use std::collections::BTreeMap;

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::axes::Days;
use super::head::{Legend, room};
use super::panel::Place;
use super::{Area, Drawn, INK};
use crate::projection::Projection;
use crate::report::phrases::Phrases;

/// The height of a row of words, in pixels.
const ROW: i32 = 22;

/// A date to mark: where it ends (`None` if not within the horizon), and the text.
pub(super) type Marker = (Option<f64>, String);

/// Draws a dashed line at each date, with its text. The texts stand in two rows, on the side of the first line that has more room. The
/// line that would cross the other text begins below it.
pub(super) fn dates(place: &Place, markers: &[Marker]) -> Drawn {
    let end = place.end;
    let x = |marker: &Marker| marker.0.unwrap_or(end).min(end);
    let left = markers.first().is_some_and(|first| x(first) > end * 0.5);
    let (side, gap) = if left {
        (HPos::Right, -6)
    } else {
        (HPos::Left, 6)
    };
    for (i, marker) in markers.iter().enumerate() {
        let row = if left { markers.len() - 1 - i } else { i } as i32;
        let (px, py) = place.at(x(marker), place.top);
        if marker.0.is_some() {
            dashed(place, (px, py + ROW * row), x(marker), 5, 0.7)?;
        }
        place.words(marker.1.clone(), (px + gap, py + ROW / 2 + ROW * row), side)?;
    }
    Ok(())
}

/// Draws a line of dashes from a point down to the axis.
fn dashed(place: &Place, (px, from): (i32, i32), x: f64, dash: i32, strength: f64) -> Drawn {
    let (_, floor) = place.at(x, 0.0);
    for y in (from..floor).step_by(dash as usize + 4) {
        place.line((px, y), (px, (y + dash).min(floor)), strength)?;
    }
    Ok(())
}

/// The deliveries of blanks of one date that come on it, or that are asked for on it.
pub(super) struct Lot {
    /// Where the date begins.
    pub x: f64,
    pub asked: bool,
    pieces: u64,
}

/// The deliveries of blanks on the days shown, by date.
pub(super) fn lots(p: &Projection, days: &Days) -> Vec<Lot> {
    let mut found: BTreeMap<_, u64> = BTreeMap::new();
    for delivery in &p.plan.blanks.deliveries {
        let lot = found.entry((delivery.date, delivery.delay.is_some()));
        *lot.or_default() += u64::from(delivery.pieces);
    }
    let lots = found.into_iter().map(|((date, asked), pieces)| Lot {
        x: days.begin(date),
        asked,
        pieces,
    });
    lots.filter(|lot| lot.x < days.end).collect()
}

/// Draws each lot at the top of a panel, with a dotted line, and with its pieces if there is room for them and no other lot to which they
/// could belong.
pub(super) fn deliveries(place: &Place, lots: &[Lot], say: Phrases) -> Drawn {
    let (end, _) = place.at(place.end, 0.0);
    for (i, lot) in lots.iter().enumerate() {
        let (x, y) = place.at(lot.x, place.top);
        dashed(place, (x, y + 8), lot.x, 2, 0.5)?;
        triangle(place.area, (x, y + 8), lot.asked)?;
        let pixel = |lot: &Lot| place.at(lot.x, 0.0).0;
        let next = lots.get(i + 1).map_or(end, pixel);
        let apart = i == 0 || x - pixel(&lots[i - 1]) > 12;
        let pieces = format!("+{}", say.amount(lot.pieces as f64));
        let at = (x + 8, y + 8);
        if apart && at.0 + room(&pieces, 15) < next - 5 {
            place.words(pieces, at, HPos::Left)?;
        }
    }
    Ok(())
}

/// A triangle whose lower end is at this point: filled for blanks that come, hollow for blanks that are asked for.
pub(super) fn triangle(area: &Area, (x, y): (i32, i32), asked: bool) -> Drawn {
    let corners = [(x - 5, y - 8), (x + 5, y - 8), (x, y), (x - 5, y - 8)];
    let fill = if asked { WHITE } else { INK };
    area.draw(&Polygon::new(corners, fill.filled()))?;
    area.draw(&PathElement::new(corners, INK.stroke_width(1)))
}

/// Explains the triangles that are there.
pub(super) fn explain<'a>(
    legend: &mut Legend,
    lots: impl Iterator<Item = &'a Lot> + Clone,
    say: Phrases,
) -> Drawn {
    for (asked, key) in [(false, "plot-arrives"), (true, "plot-asked")] {
        if lots.clone().any(|lot| lot.asked == asked) {
            legend.entry(12, say.word(key), |area, (x, y)| {
                triangle(area, (x + 6, y + 4), asked)
            })?;
        }
    }
    Ok(())
}
