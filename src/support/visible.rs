//! Shows text from outside with invisible characters escaped.
//!
//! A file, a name or an argument may contain a line feed, which begins a line that we did not write; an escape sequence,
//! which recolours or clears a terminal; marks that reverse the order of letters; or letters without width. Everything shown
//! to people passes through [`visible`], and JSON through [`visible_json`], whose values stay true to the input.

use std::borrow::Cow;
use std::fmt::Write;

/// Escapes each hidden character as Rust writes it: `\n`, `\u{1b}`. Everything else stays unchanged, including backslashes,
/// so that a path can be copied and escaping twice changes nothing.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, is_hidden, |c, out| match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        // Writing to a string cannot fail.
        c => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
    })
}

/// Escapes each hidden character in the strings of a JSON document as JSON writes it, `\u009b`. Characters that `serde_json`
/// has already escaped and the line feeds between lines stay unchanged.
#[cfg(feature = "office")]
pub(crate) fn visible_json(document: &str) -> Cow<'_, str> {
    let inside_a_string = |c| c != '\n' && is_hidden(c);
    escaped(document, inside_a_string, |c, out| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

/// Whether a reader cannot see this character, or it changes how others are shown: controls, line separators, direction
/// marks, letters without width, private use, and noncharacters, which XML cannot hold either.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || !c.is_ascii()
            && matches!(u32::from(c),
                0xad | 0x34f | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x890..=0x891 | 0x8e2
                | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
                | 0x2028..=0x202e | 0x2060..=0x206f | 0x2800 | 0x3164 | 0xe000..=0xf8ff
                | 0xfdd0..=0xfdef | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
                | 0x1_10bd | 0x1_10cd | 0x1_3430..=0x1_343f | 0x1_bca0..=0x1_bca3
                | 0x1_d173..=0x1_d17a | 0xe_0000..=0x10_ffff)
        || u32::from(c) & 0xfffe == 0xfffe
}

fn escaped(
    text: &str,
    is_hidden: impl Fn(char) -> bool,
    escape: impl Fn(char, &mut String),
) -> Cow<'_, str> {
    let Some(first) = text.find(&is_hidden) else {
        return text.into();
    };
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(&text[..first]);
    for c in text[first..].chars() {
        match is_hidden(c) {
            true => escape(c, &mut shown),
            false => shown.push(c),
        }
    }
    shown.into()
}

#[cfg(all(test, feature = "office"))]
mod tests {
    use proptest::char::range;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_is_hidden_is_named() {
        for plain in ["", "C:\\new\\table", "\"désa\" 役所 ✔️ <b>&'", r"\n\u{1b}"] {
            assert!(matches!(visible(plain), Cow::Borrowed(text) if text == plain));
        }
        assert_eq!(visible("a\r\n\tb"), r"a\r\n\tb");
        assert_eq!(
            visible("\0\u{1b}[1m\u{7f}\u{9b}"),
            r"\u{0}\u{1b}[1m\u{7f}\u{9b}"
        );
        assert_eq!(
            visible("\u{202e}\u{200b}\u{fffe}\u{1ffff}"),
            r"\u{202e}\u{200b}\u{fffe}\u{1ffff}"
        );
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_and_twice_is_once(text: String) {
            let once = visible(&text).into_owned();
            prop_assert!(!once.contains(is_hidden));
            prop_assert_eq!(&*visible(&once), &once);
        }

        #[test]
        fn json_keeps_its_values(text: String, tag in range('\u{e0000}', '\u{e0fff}'), c1 in range('\u{7f}', '\u{9f}')) {
            let text = format!("{text}{tag}{c1}\u{2028}\n");
            let document = serde_json::to_string_pretty(&[&text]).unwrap();
            let shown = visible_json(&document);
            prop_assert!(shown.lines().all(|line| !line.contains(is_hidden)));
            prop_assert_eq!(serde_json::from_str::<[String; 1]>(&shown).unwrap(), [text]);
        }
    }
}
