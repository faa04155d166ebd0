//! Finds the known word that an unknown word probably means.

/// The longest text, in characters, that is compared with known words: no key is that long, and a name has at most 60.
const LONGEST_WORD: usize = 100;

/// The known word nearest to an unknown one, if any is near.
pub(crate) fn nearest<'a>(
    found: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if found.chars().nth(LONGEST_WORD).is_some() {
        return None;
    }
    let found = found.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&found, &word.to_lowercase()), word))
        .filter(|(likeness, word)| *likeness > 0.8 && is_near(&found, &word.to_lowercase()))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// Whether at most half of the letters differ, or one word begins with the other: the same first letters alone make no word near.
fn is_near(found: &str, word: &str) -> bool {
    let longer = found.chars().count().max(word.chars().count());
    found.starts_with(word)
        || word.starts_with(found)
        || 2 * strsim::damerau_levenshtein(found, word) <= longer
}

/// The known word with the fewest edits from `found`, however many; `None` if `known` is empty.
#[cfg(feature = "office")]
pub(crate) fn fewest_edits<S: AsRef<str>>(
    found: &str,
    known: impl IntoIterator<Item = S>,
) -> Option<S> {
    (known.into_iter()).min_by_key(|word| strsim::damerau_levenshtein(word.as_ref(), found))
}

#[cfg(all(test, feature = "office"))]
mod tests {
    use super::{fewest_edits, nearest};

    #[test]
    fn a_word_is_near_or_there_is_none() {
        let known = ["printers", "blanks", "routing"];
        assert_eq!(nearest("Printer", known), Some("printers"));
        assert_eq!(nearest("weather", known), None);
        assert_eq!(nearest("belum tahu", ["beta", "gamma"]), None);
        assert_eq!(nearest(&"printers".repeat(20), known), None);
        assert_eq!(fewest_edits("weather", known), Some("printers"));
        assert_eq!(fewest_edits("weather", [""; 0]), None);
    }
}
