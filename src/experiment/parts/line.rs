//! One line of a part file: the hash of a text in 16 hexadecimal digits, a space, and the text.
//!
//! The hash of the first line enters those of the others, and each of those the number of its replication: a line of another file, or
//! at another place, is noticed like one that was changed.

use std::io::{self, BufRead, Read};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The length of the hash and the space.
const BEFORE: usize = 17;
/// The longest line, in bytes: a line takes this much memory. An office of 10,000 sites and ten years stays below a tenth of it.
const LONGEST: u64 = 1 << 30;

/// The line of a text.
pub(super) fn line(text: &str, seed: u64) -> String {
    format!("{:016x} {text}\n", hash(text, seed))
}

pub(super) fn hash(text: &str, seed: u64) -> u64 {
    xxh3_64_with_seed(text.as_bytes(), seed)
}

/// The kind of the next line of a file.
pub(super) enum Next {
    /// A whole line: its text.
    Text(String),
    /// A line that was changed, or one at the end that was not written to its end.
    Broken,
    End,
}

/// Reads the next line of a file.
pub(super) fn next(file: &mut impl BufRead, seed: u64) -> io::Result<Next> {
    let mut bytes = Vec::new();
    file.take(LONGEST).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(Next::End);
    }
    Ok(whole(bytes, seed).map_or(Next::Broken, Next::Text))
}

fn whole(mut bytes: Vec<u8>, seed: u64) -> Option<String> {
    bytes.pop_if(|last| *last == b'\n')?;
    let mut line = String::from_utf8(bytes).ok()?;
    let (before, text) = line.split_at_checked(BEFORE)?;
    (before == format!("{:016x} ", hash(text, seed))).then(|| line.split_off(BEFORE))
}
