//! One name for each kecamatan, however it is written.

use super::heads::plain;

/// A way to write the name of a kecamatan, and how often it occurs.
pub(super) struct Spelling {
    /// Without "Kecamatan" and signs, in small letters.
    pub plain: String,
    /// As the first row has it, without "Kecamatan".
    pub shown: String,
    pub rows: u64,
    /// Of these, those of residents who have a card, and who are not print-ready yet.
    pub have_card: u64,
    pub not_ready: u64,
}

impl Spelling {
    pub fn new(cell: &str) -> Self {
        let mut shown = cell.trim();
        for prefix in ["kecamatan", "kec"] {
            let (Some(head), Some(rest)) = (shown.get(..prefix.len()), shown.get(prefix.len()..))
            else {
                continue;
            };
            if head.eq_ignore_ascii_case(prefix) && !rest.starts_with(char::is_alphanumeric) {
                shown = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
                break;
            }
        }
        let words: Vec<&str> = shown.split_whitespace().collect();
        Self {
            plain: plain(shown),
            shown: words.join(" "),
            rows: 0,
            have_card: 0,
            not_ready: 0,
        }
    }

    /// Whether this can be the name of a kecamatan.
    pub fn is_name(&self) -> bool {
        let is_sign = |c: char| c.is_alphabetic() || " -.'()".contains(c);
        self.shown.chars().all(is_sign)
            && self.shown.starts_with(char::is_alphabetic)
            && self.shown.chars().nth(LONGEST_NAME).is_none()
    }
}

/// What a spelling turns out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// The kecamatan of this name.
    Name(String),
    /// The same, misspelt.
    Misspelt(String),
    /// No kecamatan: it may be anything, even a name.
    Nothing,
}

/// A misspelling occurs in at most one row of this many, and in no more rows than this.
const SELDOM: u64 = 20;
pub(super) const MOST_MISSPELT: u64 = 1000;
/// A name stands in one row of this many at least, and in two.
const COMMON: u64 = 2000;
/// The longest name, as a scenario may have it.
const LONGEST_NAME: usize = 60;

/// What each spelling means, in the same order. A name must stand in several rows, because what stands in one or two may be the cell of another column,
/// such as a name of a person.
pub(super) fn meant(spellings: &[Spelling]) -> Vec<Meant> {
    let mut order: Vec<usize> = (0..spellings.len()).collect();
    order.sort_by(|a, b| (spellings[*b].rows).cmp(&spellings[*a].rows).then(a.cmp(b)));
    // Two spellings with the same letters are one.
    let rows_of = |plain: &str| {
        let same = spellings.iter().filter(|other| other.plain == plain);
        same.map(|other| other.rows).sum::<u64>()
    };
    let all: u64 = spellings.iter().map(|spelling| spelling.rows).sum();
    let common = (all / COMMON).clamp(2, MOST_MISSPELT);
    let mut names: Vec<(&str, String, u64)> = Vec::new();
    let mut found = vec![Meant::Nothing; spellings.len()];
    for at in order {
        let Spelling { plain, shown, .. } = &spellings[at];
        if let Some((_, name, _)) = names.iter().find(|(known, ..)| known == plain) {
            found[at] = Meant::Name(name.clone());
            continue;
        }
        let rows = rows_of(plain);
        let near = names.iter().find(|(known, _, often)| {
            rows <= MOST_MISSPELT && rows * SELDOM <= *often && is_misspelt(plain, known)
        });
        if let Some((_, name, _)) = near {
            found[at] = Meant::Misspelt(name.clone());
        } else if rows >= common && spellings[at].is_name() {
            let name = in_title_case(shown);
            found[at] = Meant::Name(name.clone());
            names.push((plain, name, rows));
        }
    }
    found
}

/// Whether a word is another with a letter or two wrong. "Ilir Barat I" is not "Ilir Barat II".
fn is_misspelt(found: &str, known: &str) -> bool {
    let is_number = |word: &str| word.chars().all(|c| "ivx0123456789".contains(c));
    let numbered = |text: &str| text.rsplit(' ').next().is_some_and(is_number);
    let allowed = match known.chars().count() {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    };
    !numbered(found) && !numbered(known) && strsim::damerau_levenshtein(found, known) <= allowed
}

/// A name in capitals, or in none, with a capital for each word; as it is, if it has both.
fn in_title_case(name: &str) -> String {
    let has = |is: fn(char) -> bool| name.chars().any(is);
    if has(char::is_lowercase) && has(char::is_uppercase) {
        return name.to_owned();
    }
    let mut titled = String::new();
    let mut is_first = true;
    for c in name.chars() {
        match is_first {
            true => titled.extend(c.to_uppercase()),
            false => titled.extend(c.to_lowercase()),
        }
        is_first = !c.is_alphanumeric();
    }
    // Numbers of places stay in capitals.
    let is_roman = |word: &str| word.len() > 1 && word.chars().all(|c| "IViv".contains(c));
    let words = titled.split(' ').map(|word| match is_roman(word) {
        true => word.to_uppercase(),
        false => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
