//! The errors of the TOML parser, in our words.

use crate::words::{Message, Variable};

/// Why a line is no TOML. Rare errors have one message together.
///
/// The parser tells errors apart only by their text: "what, expected this, that".
pub(super) fn fault(line: &str, said: &str) -> Variable {
    let what = said.split_once(", expected").map_or(said, |(what, _)| what);
    let no_value = line.trim_end().ends_with('=');
    let unclosed = said.ends_with("expected `\"`") || said.ends_with("expected `'`");
    let message = match what {
        _ if no_value => Message::new("toml-no-value"),
        "missing value" | "missing value for key" => Message::new("toml-no-value"),
        "key with no value"
        | "missing assignment between key-value pairs"
        | "invalid key-value pair" => Message::new("toml-no-equals"),
        "extra `=`" | "extra assignment between key-value pairs" => {
            Message::new("toml-extra-equals")
        }
        "duplicate key" => Message::new("toml-key-twice"),
        "string values must be quoted" => Message::new("toml-no-quotes"),
        "invalid basic string" | "invalid literal string" if unclosed => {
            Message::new("toml-open-quotes")
        }
        "missing opening quote" => Message::new("toml-open-quotes"),
        "invalid basic string" | "missing escaped value" => Message::new("toml-bad-text"),
        "unclosed table" | "unclosed array table" => Message::new("toml-open-heading"),
        "unclosed array" => Message::new("toml-open-list"),
        "unclosed inline table" => Message::new("toml-open-table"),
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            Message::new("toml-no-comma")
        }
        "extra comma in array" | "extra comma in inline table" => Message::new("toml-extra-comma"),
        "unexpected key or value" | "unexpected content" => Message::new("toml-more"),
        "invalid key" | "invalid unquoted key" | "unquoted keys cannot be empty" => {
            Message::new("toml-bad-key")
        }
        "invalid integer number"
        | "invalid float"
        | "unexpected leading zero"
        | "unexpected sign"
        | "redundant numeric sign"
        | "`_` may only go between digits" => Message::new("toml-bad-number"),
        "invalid date" | "invalid time" | "invalid datetime" | "invalid date-time" => {
            match line.contains(':') {
                true => Message::new("toml-bad-time"),
                false => Message::new("toml-bad-date"),
            }
        }
        "invalid boolean" => Message::new("toml-flag"),
        "unexpected `=` in array" | "missing key for inline table element" => {
            Message::new("toml-bad-list")
        }
        _ if said.contains("string") || said.contains("unicode") => Message::new("toml-bad-text"),
        _ if what.contains("number") || what.contains("radix") => Message::new("toml-bad-number"),
        "invalid comment character" | "carriage return must be followed by newline" => {
            Message::new("toml-hidden")
        }
        _ => Message::new("toml-other"),
    };
    message.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    /// The message for the first syntax error, in Indonesian.
    fn told(text: &str) -> String {
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        let error = errors
            .first()
            .unwrap_or_else(|| panic!("{text} is no fault"));
        fault(text.lines().next().unwrap(), error.message()).say(Lang::Id)
    }

    #[test]
    fn frequent_faults_are_known_by_what_the_parser_says() {
        for (text, key) in [
            ("a =", "toml-no-value"),
            ("a = 1\na = 2", "toml-key-twice"),
            ("total 8000", "toml-no-equals"),
            ("jumlah awal = 3", "toml-no-equals"),
            ("a = = 1", "toml-extra-equals"),
            ("a = own", "toml-no-quotes"),
            ("a = \"Bangli", "toml-open-quotes"),
            ("a = 'Bangli", "toml-open-quotes"),
            ("a = \"C:\\Bangli\"", "toml-bad-text"),
            ("[blanks", "toml-open-heading"),
            ("[[outages]", "toml-open-heading"),
            ("a = [1, 2", "toml-open-list"),
            ("a = { b = 1", "toml-open-table"),
            ("a = [\"b\" \"c\"]", "toml-no-comma"),
            ("a = { b = \"c\" d = 2 }", "toml-no-comma"),
            ("a = [,]", "toml-extra-comma"),
            ("a = 0,015", "toml-more"),
            ("kota(baru) = 3", "toml-bad-key"),
            ("a = 007", "toml-bad-number"),
            ("a = 8.000.000", "toml-bad-number"),
            ("a = 2017-02-30", "toml-bad-date"),
            ("a = 07:61", "toml-bad-time"),
        ] {
            let wanted = Message::new(key).say(Lang::Id);
            assert_eq!(told(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_rare_fault_is_told_in_our_words_too() {
        for (text, key) in [
            ("a = 1 # \u{1}", "toml-hidden"),
            ("a = 1\rb = 2", "toml-hidden"),
            ("a = \"\\u12\"", "toml-bad-text"),
            ("a = [1 = 2]", "toml-bad-list"),
            ("a = 0xG", "toml-bad-number"),
            ("a = TRUE", "toml-flag"),
        ] {
            assert_eq!(told(text), Message::new(key).say(Lang::Id), "{text}");
        }
        assert_eq!(
            fault("a", "what no parser has said yet").say(Lang::Id),
            Message::new("toml-other").say(Lang::Id)
        );
    }
}
