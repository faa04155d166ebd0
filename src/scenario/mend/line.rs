//! Corrects one line that is not TOML, as far as its meaning is certain.

use toml::de::{DeTable, DeValue};

use super::UNKNOWN;
use super::quotes::{
    begins_value, is_balanced, outside_quotes, pieces, quotes_close, split, with_decimals,
    without_comment,
};
use crate::scenario::path::join;
use crate::scenario::schema::{is_hours, is_key, is_listed, is_table};
use crate::scenario::written::hours::hours;
use crate::scenario::written::{Meant, meant_for};
use crate::words::Message;

/// A corrected line.
#[derive(Debug)]
pub(super) struct Correction {
    pub text: String,
    /// The rule that the line broke; none if only the parser's message applies.
    pub rule: Option<Message>,
    /// Whether the line only lacked quotes. Then the value may still be anything but text.
    pub quoted: bool,
    /// Whether a value stays unknown, so that the correction is not to be shown.
    pub unknown: bool,
}

/// The line as it was probably meant; `inside` if it begins inside the brackets of a list or table. `None` if its meaning is not certain.
pub(super) fn corrected(line: &str, inside: bool) -> Option<Correction> {
    let mut mend = Mend::default();
    let (body, comment) = without_comment(line.trim_end());
    let straight = mend.straight(body);
    let text = match inside {
        true => mend.items(straight.trim()),
        false => mend.statement(straight.trim())?,
    };
    let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    let text = format!("{indent}{text}").trim_end().to_owned();
    let text = match comment.is_empty() {
        true => text,
        false => format!("{text}  {comment}"),
    };
    let whole = !inside && is_balanced(&text);
    if text == line || (whole && DeTable::parse(&text).is_err()) {
        return None;
    }
    Some(Correction {
        text,
        rule: mend.rule,
        quoted: mend.quoted,
        unknown: mend.unknown,
    })
}

/// What has been corrected so far.
#[derive(Default)]
struct Mend {
    rule: Option<Message>,
    quoted: bool,
    unknown: bool,
    /// The last part of the key of the value.
    key: Option<String>,
    /// In how many brackets of the line it is.
    depth: usize,
}

/// The deepest nesting that is corrected; no scenario is deeper.
const DEEPEST: usize = 8;

impl Mend {
    fn broke(&mut self, rule: Message) {
        self.quoted = false;
        self.rule.get_or_insert(rule);
    }

    /// Adds quotes; not worth a message if something else was corrected too.
    fn lacked_quotes(&mut self, rule: Message) {
        self.quoted = self.rule.is_none() || self.quoted;
        self.rule.get_or_insert(rule);
    }

    /// The text with the quotes of a keyboard in place of those of a word processor.
    fn straight(&mut self, text: &str) -> String {
        let double = |c: char| "“”„‟«»".contains(c);
        let single = |c: char| "‘’‚‛".contains(c);
        // A lone ’ in a word is an apostrophe.
        let opens = |(at, _): (usize, &str)| begins_value(&text[..at]);
        let singles = text.match_indices(single).any(opens);
        if !text.contains(double) && !singles {
            return text.to_owned();
        }
        self.broke(Message::new("toml-typographic"));
        let straight = |c| match c {
            c if double(c) || (singles && single(c)) => '"',
            c => c,
        };
        text.chars().map(straight).collect()
    }

    /// A heading, or a key with its value.
    fn statement(&mut self, text: &str) -> Option<String> {
        if text.starts_with('[') {
            return self.heading(text);
        }
        if let Some((key, value)) = split(text, '=') {
            let key = self.key(key.trim())?;
            let mut value = value.trim();
            if let Some(rest) = value.strip_prefix(['=', '>']) {
                self.broke(Message::new("toml-extra-equals"));
                value = rest.trim();
            }
            let value = self.of_key(&key, value);
            return Some(format!("{key} = {value}"));
        }
        if let Some(name) = without_brackets(text) {
            self.broke(Message::new("toml-heading"));
            return Some(format!("[{name}]"));
        }
        let at = text.find(|c: char| c.is_whitespace() || c == ':')?;
        let value = text[at..].trim_start_matches([':', ' ', '\u{a0}', '\t', '–', '—', '→']);
        let words = ["adalah ", "yaitu ", "ialah ", "is "];
        let value = words
            .iter()
            .find_map(|word| value.strip_prefix(word))
            .unwrap_or(value);
        let key = &text[..at];
        if !key.split('.').next_back().is_some_and(is_key) || value.is_empty() {
            return None;
        }
        self.broke(Message::new("toml-no-equals"));
        let value = self.of_key(key, value.trim());
        Some(format!("{key} = {value}"))
    }

    /// The value of a key, which tells what it may be.
    fn of_key(&mut self, key: &str, value: &str) -> String {
        let last = key.rsplit('.').next().unwrap_or(key).trim();
        let outer = self.key.replace(last.to_owned());
        let value = self.value(value);
        self.key = outer;
        value
    }

    fn heading(&mut self, text: &str) -> Option<String> {
        let (open, close) = match text.starts_with("[[") {
            true => ("[[", "]]"),
            false => ("[", "]"),
        };
        let inside = text[open.len()..].trim_end_matches([']', ')', '}']).trim();
        let closes = text.ends_with(close) && !text.ends_with("]]]");
        if !closes || (close == "]" && text.ends_with("]]")) {
            self.broke(Message::new("toml-open-heading"));
        }
        let inside = self.key(inside)?;
        Some(format!("{open}{inside}{close}"))
    }

    /// A key, with its parts in quotes where they need them.
    fn key(&mut self, key: &str) -> Option<String> {
        if DeTable::parse(&format!("{key} = 0")).is_ok() {
            return Some(key.to_owned());
        }
        if key.is_empty() || key.contains(['"', '\'', '[', ']', '{', '}', '=', ',', ';', '\t']) {
            return None;
        }
        self.lacked_quotes(Message::new("toml-bad-key"));
        let parts = key.split('.').map(str::trim);
        Some(parts.fold(String::new(), |path, part| join(&path, part)))
    }

    fn value(&mut self, text: &str) -> String {
        let text = &self.closed(text);
        let (open, close) = match text.chars().next() {
            Some('[') => ('[', ']'),
            Some('{') => ('{', '}'),
            _ => return self.scalar(text),
        };
        if self.depth == DEEPEST {
            return self.give_up(None);
        }
        self.depth += 1;
        let nested = self.nested(text, open, close);
        self.depth -= 1;
        nested
    }

    /// A list or an inline table; its bracket may close on a later line.
    fn nested(&mut self, text: &str, open: char, close: char) -> String {
        let text = &self.with_commas(text);
        let (pieces, after) = pieces(&text[1..], close);
        let pieces = match open {
            '{' => with_decimals(pieces),
            _ => pieces,
        };
        let item = |piece: &String| match open {
            '{' => self.pair(piece),
            _ => self.item(piece),
        };
        let items: Vec<String> = pieces.iter().map(item).collect();
        let items = items.join(", ");
        match (after, open) {
            (None, _) => format!("{open}{items}"),
            (Some(after), '{') => format!("{{ {} }}{after}", items.trim()),
            (Some(after), _) => format!("[{items}]{after}"),
        }
    }

    /// A list or table with commas in place of the semicolons between its values.
    fn with_commas(&mut self, text: &str) -> String {
        let (mut depth, mut found) = (0_usize, Vec::new());
        outside_quotes(text, |at, c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ';' if depth == 0 => found.push(at),
                _ => {}
            }
            false
        });
        if found.is_empty() {
            return text.to_owned();
        }
        self.broke(Message::new("toml-no-comma"));
        let with_comma = |(at, c)| if found.contains(&at) { ',' } else { c };
        text.char_indices().map(with_comma).collect()
    }

    /// A key and its value in braces, with a colon in place of the equals sign or not.
    fn pair(&mut self, piece: &str) -> String {
        let has_equals = split(piece, '=').is_some();
        match split(piece, ':').filter(|_| !has_equals) {
            Some((key, value)) if !value.trim().is_empty() => {
                self.broke(Message::new("toml-no-equals"));
                self.item(&format!("{} = {}", key.trim(), value.trim()))
            }
            _ => self.item(piece),
        }
    }

    /// A list or table whose last quotes do not close, with quotes before the brackets at its end.
    fn closed(&mut self, text: &str) -> String {
        let body = text.trim_end_matches([']', '}', ',', ' ']);
        let is_open = text.starts_with(['[', '{']) && !quotes_close(text);
        if !is_open || body.matches('"').count().is_multiple_of(2) {
            return text.to_owned();
        }
        self.broke(Message::new("toml-open-quotes"));
        format!("{body}\"{}", &text[body.len()..])
    }

    /// What stands on a line inside brackets.
    fn items(&mut self, text: &str) -> String {
        let (pieces, _) = pieces(text, '\0');
        let items: Vec<String> = pieces.iter().map(|piece| self.item(piece)).collect();
        items.join(", ").trim_end().to_owned()
    }

    fn item(&mut self, piece: &str) -> String {
        let piece = piece.trim();
        if piece.is_empty() || piece.starts_with([']', '}']) {
            return piece.to_owned();
        }
        match split(piece, '=').filter(|_| !piece.starts_with(['[', '{'])) {
            Some((key, value)) => match self.key(key.trim()) {
                Some(key) => format!("{key} = {}", self.of_key(&key, value.trim())),
                None => piece.to_owned(),
            },
            None => self.value(piece),
        }
    }

    fn scalar(&mut self, text: &str) -> String {
        if DeValue::parse(text).is_ok() {
            return text.to_owned();
        }
        match meant_for(self.key.as_deref(), text) {
            Some(Meant::Value(value, rule)) => {
                self.broke(rule);
                return value;
            }
            Some(Meant::Unclear(rule)) => return self.give_up(Some(rule)),
            None => {}
        }
        if let Some(rest) = text.strip_suffix([';', ',']) {
            self.broke(Message::new("toml-more"));
            return self.value(rest.trim_end());
        }
        for quote in ['"', '\''] {
            let closed = match (text.starts_with(quote), text.ends_with(quote)) {
                (true, false) => format!("{text}{quote}"),
                (false, true) => format!("{quote}{text}"),
                _ => continue,
            };
            if text.len() > 1 && text.matches(quote).count() == 1 && DeValue::parse(&closed).is_ok()
            {
                self.broke(Message::new("toml-open-quotes"));
                return closed;
            }
        }
        let quoted = self.key.as_deref().filter(|key| is_hours(key));
        let quoted = quoted.and_then(|_| hours(text));
        let quoted = quoted.unwrap_or_else(|| format!("\"{text}\""));
        let is_text = !text.is_empty() && !text.contains(['"', '=', '\\', '[', ']', '{', '}']);
        if is_text && DeValue::parse(&quoted).is_ok() {
            self.lacked_quotes(Message::new("toml-no-quotes"));
            return quoted;
        }
        self.give_up(None)
    }

    fn give_up(&mut self, rule: Option<Message>) -> String {
        self.unknown = true;
        self.rule = rule.or(self.rule.take());
        format!("\"{UNKNOWN}\"")
    }
}

/// The name of a table that stands without its square brackets, as in `(backlog)`, `backlog:` and `backlog`.
fn without_brackets(text: &str) -> Option<&str> {
    let name = text.trim_matches(['(', ')', '{', '}', '<', '>', ':', ' ']);
    (is_table(name) && !is_listed(name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str, inside: bool) -> Option<String> {
        let correction = corrected(line, inside)?;
        (!correction.unknown).then_some(correction.text)
    }

    #[test]
    fn a_line_is_corrected_where_it_is_certain_what_was_meant() {
        for (line, wanted) in [
            ("start = 26/04/2017", "start = 2017-04-26"),
            (
                "start = 26/04/2017 # hari pertama",
                "start = 2017-04-26  # hari pertama",
            ),
            ("suket_share = 80 %", "suket_share = 0.8"),
            ("spoilage = 0,015", "spoilage = 0.015"),
            ("total = 8.000.000", "total = 8000000"),
            ("total = 8000;", "total = 8000"),
            ("total = 8000,", "total = 8000"),
            ("total = = 8000", "total = 8000"),
            ("total: 8000", "total = 8000"),
            ("total 8000", "total = 8000"),
            ("total\t8000", "total = 8000"),
            ("office = ya", "office = true"),
            ("name = Kintamani", "name = \"Kintamani\""),
            ("name = Jum'at # x", "name = \"Jum'at\"  # x"),
            ("name = “Kintamani”", "name = \"Kintamani\""),
            ("name = «Kintamani»", "name = \"Kintamani\""),
            ("name = „Kintamani“", "name = \"Kintamani\""),
            ("name = ‘Kintamani’", "name = \"Kintamani\""),
            ("name = “Jum’at”", "name = \"Jum’at\""),
            ("name = \"Kintamani", "name = \"Kintamani\""),
            ("name = \"Kintamani # nama", "name = \"Kintamani\"  # nama"),
            ("name = Kintamani\"", "name = \"Kintamani\""),
            ("name = 'Kintamani", "name = 'Kintamani'"),
            ("monday = 07:30-15:30", "monday = \"07:30-15:30\""),
            ("print_time = 3 min", "print_time = \"3 min\""),
            ("life = weibull(1.5, 8000)", "life = \"weibull(1.5, 8000)\""),
            ("[sites.Bangli Kota]", "[sites.\"Bangli Kota\"]"),
            ("[blanks", "[blanks]"),
            ("[[outages]", "[[outages]]"),
            ("[blanks]]", "[blanks]"),
            ("Bangli Kota = 3", "\"Bangli Kota\" = 3"),
            (
                "allotment = { Susut = 0,5, Bangli = 2 }",
                "allotment = { Susut = 0.5, Bangli = 2 }",
            ),
            (
                "sites = [Susut, \"Bangli\"]",
                "sites = [\"Susut\", \"Bangli\"]",
            ),
            (
                "away = [{ from = 3/7/2017, until = 14/7/2017 }]",
                "away = [{ from = 2017-07-03, until = 2017-07-14 }]",
            ),
            (
                "deliveries = [{ date = 1/7/2017, pieces = 10 },",
                "deliveries = [{ date = 2017-07-01, pieces = 10 },",
            ),
            ("sets = [\"indonesia-2017]", "sets = [\"indonesia-2017\"]"),
        ] {
            let found = told(line, false);
            assert_eq!(found.as_deref(), Some(wanted), "{line}");
        }
        for (line, wanted) in [
            (
                "    { date = 1/7/2017, pieces = 10 },",
                "    { date = 2017-07-01, pieces = 10 },",
            ),
            ("  Susut,", "  \"Susut\","),
            ("  { date = 1 Juli 2017 } ]", "  { date = 2017-07-01 } ]"),
        ] {
            let found = told(line, true);
            assert_eq!(found.as_deref(), Some(wanted), "{line}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for line in [
            "total =",
            "total = 8,000",
            "start = 31/02/2017",
            "just some words",
            "= 3",
            "name = \"a\" \"b\"",
            "x = { a = 1/2/3, b = 8,000 }",
            "",
            "   ",
            "a = [[",
            "sites = [\"Susut, \"Bangli\"]",
        ] {
            assert_eq!(told(line, false), None, "{line}");
        }
    }

    #[test]
    fn an_unknown_value_leaves_the_others_of_its_line() {
        let line = corrected("  { date = 31/02/2017, pieces = 10 },", true).unwrap();
        assert_eq!(
            line.text,
            format!("  {{ date = \"{UNKNOWN}\", pieces = 10 }},")
        );
        let line = corrected("total = 8,000", false).unwrap();
        assert_eq!(line.text, format!("total = \"{UNKNOWN}\""));
    }
}
