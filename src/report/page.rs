//! A page of plain text: headings, wrapped paragraphs, and aligned tables.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use crate::support::visible::visible;

/// The width of a page in columns.
const WIDTH: usize = 96;
/// A space at which no line ends; on the page it is a space like all others.
pub(super) const TIGHT: char = '\u{a0}';
const INDENT: &str = "  ";
/// Spaces between the columns of a table.
const GAP: usize = 2;
/// A table has a single line, under its head.
const UNDER_THE_HEAD: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// The alignment of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// The lines of a cell in a table, usually one.
#[derive(Clone)]
pub(super) struct Cell(Vec<String>);

impl From<String> for Cell {
    fn from(line: String) -> Self {
        Cell(vec![line])
    }
}

impl Cell {
    /// A cell with the text in brackets at the end of `text` on a second line.
    pub fn brackets_below(text: &str) -> Self {
        match text.split_once(" (") {
            Some((above, below)) => Cell(vec![above.to_owned(), format!("({below}")]),
            None => Cell(vec![text.to_owned()]),
        }
    }

    /// The cell as the table library wants it. Line feeds within a line are escaped.
    fn joined(&self) -> String {
        let lines: Vec<_> = self.0.iter().map(|line| unbroken(&visible(line))).collect();
        lines.join("\n")
    }
}

/// Text that grows from the top. Hidden characters in it are escaped.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// The title, underlined.
    pub fn title(&mut self, title: &str) {
        let title = visible(title);
        self.line(&title);
        self.line(&"═".repeat(title.chars().count().min(WIDTH)));
    }

    /// The heading of a section, after an empty line.
    pub fn heading(&mut self, heading: &str) {
        self.line("");
        self.line(&visible(heading));
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.line("");
    }

    /// A paragraph, wrapped to the width of the page.
    pub fn paragraph(&mut self, text: &str) {
        self.wrapped("", "", text);
    }

    /// A paragraph below a heading, indented.
    pub fn note(&mut self, text: &str) {
        self.wrapped(INDENT, INDENT, text);
    }

    /// A command or a file name, indented, and never broken.
    pub fn command(&mut self, text: &str) {
        self.line(&format!("{INDENT}{}", visible(text)));
    }

    /// One item of a numbered list.
    pub fn item(&mut self, number: usize, text: &str) {
        self.wrapped(&format!("{number:>4}. "), "      ", text);
    }

    /// An aligned table with a line under its head. As long as the longest words fit beside each other, no word is broken.
    pub fn table<C: Clone + Into<Cell>>(&mut self, columns: &[(&str, Align)], rows: &[Vec<C>]) {
        match rooms(columns, rows, GAP) {
            Some(widths) => self.draw(columns, rows, GAP, &widths),
            None => self.wide_table(columns, rows),
        }
    }

    /// A table of many columns: they stand closer.
    pub fn wide_table<C: Clone + Into<Cell>>(
        &mut self,
        columns: &[(&str, Align)],
        rows: &[Vec<C>],
    ) {
        let widths = rooms(columns, rows, GAP - 1).unwrap_or_default();
        self.draw(columns, rows, GAP - 1, &widths);
    }

    /// Draws a table with this padding behind its columns, and with these widths, padding included, if there are any.
    fn draw<C: Clone + Into<Cell>>(
        &mut self,
        columns: &[(&str, Align)],
        rows: &[Vec<C>],
        gap: usize,
        widths: &[usize],
    ) {
        let mut table = Table::new();
        table.load_style(UNDER_THE_HEAD);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width(gap) as u16);
        table.set_header(columns.iter().map(|(name, _)| unbroken(&visible(name))));
        for (i, (_, align)) in columns.iter().enumerate() {
            let column = table.column_mut(i).expect("as many columns as names");
            column.set_padding((0, gap as u16));
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        for (i, width) in widths.iter().enumerate() {
            let column = table.column_mut(i).expect("as many columns as names");
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(*width as u16)));
        }
        let cell = |cell: &C| cell.clone().into().joined();
        table.add_rows(rows.iter().map(|row| row.iter().map(cell)));
        for line in table.lines() {
            self.line(&format!("{INDENT}{}", line));
        }
    }

    /// The text of the page.
    pub fn finish(self) -> String {
        self.0
    }

    fn wrapped(&mut self, first: &str, others: &str, text: &str) {
        let mut line = String::from(first);
        let mut begun = false;
        for phrase in phrases(&visible(text)) {
            if begun && line.chars().count() + 1 + phrase.chars().count() > WIDTH {
                self.line(&line);
                line = String::from(others);
                begun = false;
            }
            if begun {
                line.push(' ');
            }
            line.push_str(&phrase);
            begun = true;
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        let line = line.replace(TIGHT, " ");
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }
}

/// The columns of a table with these heads.
pub(super) fn columns<'h>(heads: &'h [String], aligns: &[Align]) -> Vec<(&'h str, Align)> {
    let columns = std::iter::zip(heads, aligns);
    columns
        .map(|(head, align)| (head.as_str(), *align))
        .collect()
}

/// The widths that a column wants, with the padding behind it.
struct Wanted {
    /// With less, a word is broken.
    word: usize,
    /// With less, a line of a row is broken.
    row: usize,
    /// With less, the head is broken.
    head: usize,
}

impl Wanted {
    fn of<'c>(head: &'c str, rows: impl Iterator<Item = &'c str> + Clone, gap: usize) -> Self {
        let width = |part: &str| gap + part.chars().count();
        let row = rows.clone().map(width).max().unwrap_or(0);
        let words = rows.flat_map(|row| row.split(' '));
        let words = words.chain(head.split(' '));
        Wanted {
            word: words.map(width).max().unwrap_or(gap),
            row,
            head: row.max(width(head)),
        }
    }
}

/// The width of a table whose columns have this padding: the page trims that of the last one again, so it may be that much wider.
fn width(gap: usize) -> usize {
    WIDTH - INDENT.len() + gap
}

/// A text whose numbers are not parted from the sign behind them.
fn unbroken(text: &str) -> String {
    text.replace(" %", &format!("{TIGHT}%"))
}

/// The widths of the columns of a table, with this padding; `None` if not even the words fit.
fn rooms<C: Clone + Into<Cell>>(
    columns: &[(&str, Align)],
    rows: &[Vec<C>],
    gap: usize,
) -> Option<Vec<usize>> {
    let lines = |i: usize| {
        let cells = rows.iter().filter_map(|row| row.get(i));
        let cells = cells.flat_map(|cell| cell.clone().into().0);
        cells
            .map(|line| unbroken(&visible(&line)))
            .collect::<Vec<String>>()
    };
    let wanted = columns.iter().enumerate().map(|(i, (head, _))| {
        let lines = lines(i);
        Wanted::of(&unbroken(head), lines.iter().map(String::as_str), gap)
    });
    // Between two columns, the table puts a space of its own.
    let room = width(gap) - columns.len().saturating_sub(1);
    narrowed(&wanted.collect::<Vec<_>>(), room)
}

/// The widths of columns that break no word, and otherwise rather a head than a row; `None` if not even the words fit.
fn narrowed(wanted: &[Wanted], room: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = wanted.iter().map(|column| column.word).collect();
    let words: usize = widths.iter().sum();
    if words > room {
        return None;
    }
    let mut left = room - words;
    for part in [|column: &Wanted| column.row, |column: &Wanted| column.head] {
        left = shared_out(left, &mut widths, wanted.iter().map(part).collect());
    }
    Some(widths)
}

/// Widens columns to what they want: as many as can be have all of it, and the others as much more as each other. Returns what is left.
fn shared_out(mut left: usize, widths: &mut [usize], wanted: Vec<usize>) -> usize {
    let mut lacking: Vec<usize> = (0..widths.len()).collect();
    loop {
        lacking.retain(|i| widths[*i] < wanted[*i]);
        lacking.sort_by_key(|i| wanted[*i] - widths[*i]);
        let Some(first) = lacking.first().filter(|_| left > 0) else {
            return left;
        };
        let share = (left / lacking.len()).max(1);
        let more = share.min(wanted[*first] - widths[*first]);
        for i in lacking.iter().take(left / more) {
            widths[*i] += more;
            left -= more;
        }
    }
}

/// The words that stand before a date.
const WEEKDAYS: [&str; 14] = [
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Senin,", "Selasa,", "Rabu,", "Kamis,",
    "Jumat,", "Sabtu,", "Minggu,",
];

/// Splits a text into pieces that stay on one line: a number with its unit or sign or the name before it, a whole date, a parameter with its
/// value.
fn phrases(text: &str) -> Vec<String> {
    let is_year = |word: &str| {
        let digits = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let is_number = |word: &str| {
        let begins = word.starts_with(|c: char| c.is_ascii_digit());
        begins && !word.ends_with([',', ';', '.']) && !is_year(word)
    };
    let mut phrases: Vec<String> = Vec::new();
    let mut before = "";
    for word in text.split_whitespace() {
        let is_name = before.starts_with(char::is_uppercase)
            && before.ends_with(char::is_alphanumeric)
            && word.starts_with(|c: char| c.is_ascii_digit());
        let opens = is_number(before)
            || is_name
            || matches!(before.trim_start_matches('('), "=" | "±")
            || WEEKDAYS.contains(&before);
        let glued = opens || word.starts_with(['%', '=']) || is_year(word);
        match phrases.last_mut() {
            Some(last) if glued => {
                last.push(' ');
                last.push_str(word);
            }
            _ => phrases.push(word.to_owned()),
        }
        before = word;
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_units_and_dates_stay_whole() {
        let text = "by Wed 14 June 2017 (43 %), gamma(mean = 10 d, shape = 2)";
        let wanted = [
            "by",
            "Wed 14 June 2017",
            "(43 %),",
            "gamma(mean = 10 d,",
            "shape = 2)",
        ];
        assert_eq!(phrases(text), wanted);
    }

    #[test]
    fn a_wide_table_breaks_its_lines_between_words() {
        let mut page = Page::default();
        let heads = ["daily limit", "everyone is served by", "accumulated"];
        let columns = heads.map(|head| (head, Align::Left));
        let cell = "a few words that are rather long ".repeat(3);
        page.wide_table(&columns, &[vec![cell; 3]]);
        let page = page.finish();
        let known: Vec<&str> =
            "daily limit everyone is served by accumulated a few words that are rather long"
                .split(' ')
                .collect();
        for line in page.lines().filter(|line| !line.contains('─')) {
            assert!(line.chars().count() <= WIDTH, "{page}");
            let words = line.split_whitespace();
            words.for_each(|word| assert!(known.contains(&word), "{word}\n{page}"));
        }
    }

    #[test]
    fn lines_end_before_the_edge() {
        let mut page = Page::default();
        page.item(7, &"twelve chars ".repeat(20));
        let page = page.finish();
        assert!(page.starts_with("   7. twelve"));
        assert!(
            page.lines()
                .skip(1)
                .all(|line| line.starts_with("      ") && line.chars().count() <= WIDTH)
        );
    }
}
