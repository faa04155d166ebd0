//! Finds quotes, brackets and the comment of a line, whether or not it is TOML.

/// Whether a value, or a key at the beginning of a line, may begin after this text.
pub(super) fn begins_value(before: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    last.is_none_or(|c| "=,[{.".contains(c))
}

/// Calls `see` with each character outside quotes and its offset, until it returns true; whether all quotes close.
pub(super) fn outside_quotes(text: &str, mut see: impl FnMut(usize, char) -> bool) -> bool {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) => {
                if c == open && !escaped {
                    quote = None;
                }
                escaped = c == '\\' && open == '"' && !escaped;
            }
            None if "\"'".contains(c) && begins_value(&text[..at]) => quote = Some(c),
            None => {
                if see(at, c) {
                    return true;
                }
            }
        }
    }
    quote.is_none()
}

/// Whether all quotes of a line close on it.
pub(super) fn quotes_close(line: &str) -> bool {
    outside_quotes(line, |_, _| false)
}

/// The line before its comment, and the comment.
pub(super) fn without_comment(line: &str) -> (&str, &str) {
    let mut start = None;
    let closes = outside_quotes(line, |at, c| {
        if c == '#' {
            start = Some(at);
        }
        c == '#'
    });
    if !closes {
        // The quotes that do not close end before the comment.
        start = line.rfind(" #").map(|at| at + 1);
    }
    let (body, comment) = line.split_at(start.unwrap_or(line.len()));
    (body.trim_end(), comment)
}

/// Splits at the first of this character outside quotes.
pub(super) fn split(text: &str, by: char) -> Option<(&str, &str)> {
    let mut found = None;
    outside_quotes(text, |at, c| {
        if c == by {
            found = Some(at);
        }
        c == by
    });
    let at = found?;
    Some((&text[..at], &text[at + by.len_utf8()..]))
}

/// The pieces between the commas of one level, and what stands after the bracket that closes it; `None` if it stays open.
pub(super) fn pieces(text: &str, close: char) -> (Vec<String>, Option<String>) {
    let (mut depth, mut start) = (0_usize, 0);
    let (mut found, mut after) = (Vec::new(), None);
    outside_quotes(text, |at, c| {
        match c {
            ',' if depth == 0 => {
                found.push(text[start..at].to_owned());
                start = at + 1;
            }
            c if c == close && depth == 0 => {
                found.push(text[start..at].to_owned());
                after = Some(text[at + 1..].to_owned());
                return true;
            }
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        false
    });
    if after.is_none() {
        found.push(text[start..].to_owned());
    }
    (found, after)
}

/// The pieces of an inline table, with decimals that a decimal comma separated joined to their numbers again.
pub(super) fn with_decimals(pieces: Vec<String>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for piece in pieces {
        let is_rest =
            piece.starts_with(|c: char| c.is_ascii_digit()) && split(&piece, '=').is_none();
        match whole.last_mut() {
            Some(last) if is_rest && last.ends_with(|c: char| c.is_ascii_digit()) => {
                *last += ",";
                *last += &piece;
            }
            _ => whole.push(piece),
        }
    }
    whole
}

/// Whether every bracket of a line opens and closes on it.
pub(super) fn is_balanced(text: &str) -> bool {
    let mut depth = 0_i64;
    outside_quotes(without_comment(text).0, |_, c| {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        depth < 0
    });
    depth == 0
}
