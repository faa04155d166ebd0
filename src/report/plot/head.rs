//! Title and legend, and how much room words take.

use plotters::prelude::*;

use super::{Area, Drawn, Failed, WIDTH, ink};
use crate::support::visible::visible;

const LEFT: i32 = 24;
const RIGHT: i32 = WIDTH as i32 - 24;
const TITLE_SIZE: i32 = 27;
const LEGEND_SIZE: i32 = 16;

/// Draws the title, cut where it is too long, and a line below it.
pub(super) fn title(area: &Area, title: &str, below: String) -> Drawn {
    let title = cut(title, TITLE_SIZE, RIGHT - LEFT);
    area.draw(&Text::new(title, (LEFT, 26), ink(TITLE_SIZE)))?;
    area.draw(&Text::new(below, (LEFT, 50), ink(LEGEND_SIZE)))
}

/// A row of the legend.
pub(super) struct Legend<'a, 'b> {
    area: &'a Area<'b>,
    x: i32,
    /// Where the middle of the row is.
    y: i32,
}

impl<'a, 'b> Legend<'a, 'b> {
    pub fn new(area: &'a Area<'b>) -> Self {
        Legend {
            area,
            x: LEFT,
            y: 70,
        }
    }

    /// A second row, below the first.
    pub fn second(area: &'a Area<'b>) -> Self {
        Legend {
            y: 96,
            ..Legend::new(area)
        }
    }

    /// An entry: its words, behind what is drawn of this width at the point given, which is left and in the middle of the row.
    pub fn entry(
        &mut self,
        width: i32,
        words: String,
        draw: impl FnOnce(&Area, (i32, i32)) -> Drawn,
    ) -> Drawn {
        draw(self.area, (self.x, self.y))?;
        let x = self.x + width + 7;
        self.x = x + room(&words, LEGEND_SIZE) + 20;
        self.area
            .draw(&Text::new(words, (x, self.y), ink(LEGEND_SIZE)))
    }
}

/// A box of the legend, filled.
pub(super) fn swatch(area: &Area, (x, y): (i32, i32), style: ShapeStyle) -> Result<(), Failed> {
    area.draw(&Rectangle::new([(x, y - 6), (x + 20, y + 6)], style))
}

/// The pixels that a text of this size takes at most. The viewer chooses the font, so this is reckoned for a wide one.
pub(super) fn room(words: &str, size: i32) -> i32 {
    words.chars().map(|c| width(c, size)).sum::<f64>().ceil() as i32
}

fn width(c: char, size: i32) -> f64 {
    let share = match c {
        ' ' | '.' | ',' | ':' | '\'' | 'i' | 'j' | 'l' | 'f' | 't' | 'r' | '(' | ')' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        c if c.is_ascii_uppercase() => 0.78,
        c if u32::from(c) < 0x1100 => 0.64,
        _ => 1.05,
    };
    // The size of a text is that of its line; plotters makes the letters smaller by this factor.
    share * f64::from(size) / 1.24
}

/// Text from outside in one line, cut with an ellipsis where it would take more than these pixels.
pub(super) fn cut(words: &str, size: i32, most: i32) -> String {
    // After `visible`, XML can hold every character; plotters escapes brackets and quotes.
    let words = visible(words);
    if room(&words, size) <= most {
        return words.into_owned();
    }
    let mut left = f64::from(most - room("…", size));
    let fits = |c: &char| {
        left -= width(*c, size);
        left >= 0.0
    };
    let kept: String = words.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_their_room_ends_and_only_then() {
        assert_eq!(cut("Susut", 15, 100), "Susut");
        let long = cut(&"Kantor ".repeat(20), 15, 200);
        assert!(
            long.starts_with("Kantor Kantor") && long.ends_with("r…"),
            "{long}"
        );
        assert!(
            (150..=200).contains(&room(&long, 15)),
            "{}",
            room(&long, 15)
        );
        assert_eq!(cut("W", 15, 1), "…");
    }
}
