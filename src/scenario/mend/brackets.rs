//! Brackets that stay open, on one line or over many.

use toml_parser::lexer::TokenKind;

use super::line::corrected;
use super::quotes::{split, without_comment};
use super::{Mending, State, heading};
use crate::scenario::schema::is_root_key;
use crate::words::Message;

/// The most brackets that are closed together.
const MOST_OPEN: usize = 16;

/// The tokens of a text, each with the number of lines that end in it. To the parser a carriage return alone ends a line too.
fn tokens(text: &str) -> impl Iterator<Item = (TokenKind, usize)> {
    toml_parser::Source::new(text).lex().map(|token| {
        let span = token.span();
        let ends = text[span.start()..span.end()].matches('\n').count();
        (token.kind(), ends)
    })
}

impl Mending {
    /// Counts the brackets that are open at the beginning of each line.
    pub(super) fn measure(&mut self) {
        let text = self.lines.join("\n");
        let (mut at, mut depth) = (0, 0_usize);
        for (kind, ends) in tokens(&text) {
            match kind {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            // The lines of a text belong to its first one.
            let inside = usize::from(kind != TokenKind::Newline);
            self.depths[at + 1..=at + ends].fill(depth + inside);
            at += ends;
        }
    }

    /// Closes brackets that are open where the next key or heading begins; whether there were any.
    pub(super) fn close_brackets(&mut self) -> bool {
        let mut stack: Vec<(char, usize)> = Vec::new();
        let mut at = 0;
        let mut closed = Vec::new();
        let text = self.lines.join("\n");
        for (kind, ends) in tokens(&text) {
            let mut close = |closer| {
                if stack.last().is_some_and(|(open, _)| *open == closer) {
                    stack.pop();
                }
            };
            match kind {
                TokenKind::LeftSquareBracket => stack.push((']', at)),
                TokenKind::LeftCurlyBracket => stack.push(('}', at)),
                TokenKind::RightSquareBracket => close(']'),
                TokenKind::RightCurlyBracket => close('}'),
                _ => {}
            }
            at += ends;
            if kind == TokenKind::Newline
                && ends > 0
                && let Some((closer, _)) = stack.last()
                && self.begins_statement(at, *closer)
            {
                closed.push((at, std::mem::take(&mut stack)));
            }
        }
        if !stack.is_empty() {
            closed.push((self.lines.len(), stack));
        }
        closed.retain(|(_, open)| open.len() <= MOST_OPEN);
        for (next, open) in &closed {
            self.close(*next, open);
        }
        !closed.is_empty()
    }

    /// Closes brackets on the last line before `next` that is not empty.
    fn close(&mut self, next: usize, open: &[(char, usize)]) {
        let first = open[0].1;
        let last = self.last_filled(first..next).unwrap_or(first);
        let closers: String = open.iter().rev().map(|(closer, _)| *closer).collect();
        let line = self.with_end(last, &closers);
        // The name in a heading may lack its quotes too.
        let line = corrected(&line, false).map_or(line, |correction| correction.text);
        let is_heading = self.lines[first].trim_start().starts_with('[');
        let rule = match (is_heading, open[0].0) {
            (true, _) => Message::new("toml-open-heading"),
            (false, ']') => Message::new("toml-open-list"),
            (false, _) => Message::new("toml-open-table"),
        };
        if last == first {
            return self.correct(last, line, rule.into(), false);
        }
        self.refuse(first, Some(rule), "");
        if self.states[last] == State::AsWritten {
            self.states[last] = State::Corrected;
        }
        self.lines[last] = line;
    }

    /// Whether a heading or a key with its value begins on a line although a bracket is open that this character closes.
    fn begins_statement(&self, at: usize, closer: char) -> bool {
        let line = self.lines[at].trim();
        if let Some(name) = heading(line) {
            return is_root_key(name.split('.').next().unwrap_or_default().trim());
        }
        let is_bare = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let has_key = split(line, '=').is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty() && key.chars().all(is_bare)
        });
        let before = self.last_filled(0..at);
        let before = before.map(|line| without_comment(&self.lines[line]).0);
        let goes_on = before.is_some_and(|line| line.ends_with([',', '{']));
        has_key && (closer == ']' || !goes_on)
    }
}
