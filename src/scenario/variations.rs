//! The values that keys take in turn: `--vary printer.daily_limit=50,60` and `--vary printer.daily_limit=30..60..10`.

use super::between::Between;
use super::document::argument;
use super::overrides::Override;
use super::path::{self, Step};
use crate::error::{Error, ErrorKind, Result};
use crate::words::{Message, Variable};

/// The most scenarios of a sweep, and the most keys that vary.
const MOST_ROWS: usize = 100;
const MOST_KEYS: usize = 2;
const OPTION: &str = "--vary";

/// The values that one key takes in turn, or two keys with each other, as `--vary KEY=V1,V2,…` gives them.
///
/// Values stand between commas; a value with a comma stands in quotes or brackets. `A..B` are all values from one to the other, and
/// `A..B..STEP` those in larger steps, as of [`Between`].
///
/// # Examples
///
/// ```
/// use cetak::scenario::Variations;
///
/// let varied = Variations::new(&["printer.daily_limit=40..60..10", "opening_hours.saturday=closed,07:30-12:00"])?;
/// assert_eq!(varied.keys(), ["printer.daily_limit", "opening_hours.saturday"]);
/// assert_eq!(varied.rows().len(), 6);
/// assert_eq!(varied.rows()[1], ["40", "07:30-12:00"]);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variations(Vec<Varied>);

/// The values of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Varied {
    path: Vec<Step>,
    values: Vec<Given>,
}

/// A value as it was given, and as a file has it: without quotes if it is text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    text: String,
    shown: String,
}

impl Variations {
    /// Reads one or two keys with their values.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] with a line for each text that is no key with values, or has a value twice; and if there is no key, more
    /// than two or one twice, fewer than two scenarios in all, or more than 100.
    pub fn new(texts: &[impl AsRef<str>]) -> Result<Self> {
        let (mut varied, mut wrong): (Vec<Varied>, Vec<Message>) = (Vec::new(), Vec::new());
        for text in texts {
            let text = text.as_ref();
            match Varied::read(text) {
                Ok(one) if varied.iter().any(|other| other.path == one.path) => {
                    wrong.push(told(text, Message::new("vary-key-twice")));
                }
                Ok(one) => varied.push(one),
                Err(what) => wrong.push(told(text, what)),
            }
        }
        let rows: usize = varied.iter().map(|one| one.values.len()).product();
        if wrong.is_empty() {
            if !(1..=MOST_KEYS).contains(&varied.len()) {
                wrong.push(
                    Message::new("vary-keys")
                        .with("found", varied.len())
                        .with("most", MOST_KEYS),
                );
            } else if !(2..=MOST_ROWS).contains(&rows) {
                let what = Message::new("vary-rows")
                    .with("found", rows)
                    .with("most", MOST_ROWS);
                wrong.push(Message::new("vary-all").with("what", what));
            }
        }
        if wrong.is_empty() {
            return Ok(Variations(varied));
        }
        let lines = wrong.into_iter().map(Into::into).collect();
        Err(Error::of_lines(ErrorKind::Value, lines))
    }

    /// The keys that vary.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.0.iter().map(|one| path::shown(&one.path)).collect()
    }

    /// The values of each key, in order.
    #[must_use]
    pub fn values(&self) -> Vec<Vec<String>> {
        let shown = |one: &Varied| one.values.iter().map(|value| value.shown.clone()).collect();
        self.0.iter().map(shown).collect()
    }

    /// The values of each scenario, one for each key; the last key changes first.
    #[must_use]
    pub fn rows(&self) -> Vec<Vec<String>> {
        self.each(|_, value| value.shown.clone())
    }

    /// What is laid over the scenario in turn, in the order of [`rows`](Self::rows).
    #[must_use]
    pub fn overrides(&self) -> Vec<Vec<Override>> {
        self.each(|path, value| Override::new(path.to_vec(), value.text.clone(), OPTION))
    }

    fn each<T: Clone>(&self, of: impl Fn(&[Step], &Given) -> T) -> Vec<Vec<T>> {
        let mut rows = vec![Vec::new()];
        for one in &self.0 {
            let values: Vec<T> = one
                .values
                .iter()
                .map(|value| of(&one.path, value))
                .collect();
            let longer = |row: &Vec<T>| -> Vec<Vec<T>> {
                let with = |value: &T| [&row[..], std::slice::from_ref(value)].concat();
                values.iter().map(with).collect()
            };
            rows = rows.iter().flat_map(longer).collect();
        }
        rows
    }
}

fn told(text: &str, what: impl Into<Variable>) -> Message {
    Message::new("vary-wrong")
        .with("found", text)
        .with("what", what)
}

impl Varied {
    fn read(text: &str) -> std::result::Result<Self, Variable> {
        let (path, values) = path::read(text)?;
        let values = values.ok_or_else(|| Message::new("set-no-equals"))?;
        let mut given: Vec<Given> = Vec::new();
        let parts = parts(values)?;
        if let [one] = parts[..]
            && let Some(near) = several(one)
        {
            return Err(Message::new("vary-several").with("near", near).into());
        }
        for part in parts {
            let texts = match part.split_once("..") {
                Some((from, to)) if !part.starts_with(OPENING) => {
                    let (to, step) = match to.split_once("..") {
                        Some((to, step)) => (to, Some(step)),
                        None => (to, None),
                    };
                    let between = Between::new(from, to, step)?;
                    if between.len() > MOST_ROWS {
                        let message = Message::new("vary-rows")
                            .with("found", between.len())
                            .with("most", MOST_ROWS);
                        return Err(message.into());
                    }
                    between.iter().collect()
                }
                _ if part.is_empty() => return Err(Message::new("vary-empty").into()),
                _ => vec![part.to_owned()],
            };
            for text in texts {
                let shown = argument(&Override::origin_of(OPTION), &text).data.written();
                let shown = if shown.is_empty() {
                    text.clone()
                } else {
                    shown
                };
                if given.iter().any(|other| other.shown == shown) {
                    return Err(Message::new("vary-twice").with("value", shown).into());
                }
                given.push(Given { text, shown });
            }
        }
        Ok(Varied {
            path,
            values: given,
        })
    }
}

/// The values that one text was meant to be: `50;60`, and `50-60` for those between.
fn several(text: &str) -> Option<String> {
    if text.contains(';') && !text.contains(OPENING) {
        return Some(text.replace(';', ","));
    }
    let (from, to) = text.split_once('-')?;
    let is_number = |text: &str| text.trim().parse::<u32>().is_ok();
    (is_number(from) && is_number(to)).then(|| format!("{}..{}", from.trim(), to.trim()))
}

/// What opens a quote or a bracket.
const OPENING: [char; 5] = ['"', '\'', '[', '{', '('];

/// The parts between commas; commas in quotes and brackets count for nothing.
fn parts(text: &str) -> std::result::Result<Vec<&str>, Message> {
    let (mut parts, mut start) = (Vec::new(), 0);
    let mut open: Vec<char> = Vec::new();
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        let in_quotes = open.last().filter(|open| matches!(open, '"' | '\''));
        // Within a word a quote is none, nor is a bracket of TOML: 5 o'clock, Pasar [1].
        let begins = !open.is_empty() || text[start..at].trim().is_empty();
        match (c, in_quotes) {
            _ if std::mem::take(&mut escaped) => {}
            ('\\', Some('"')) => escaped = true,
            (_, Some(quote)) if c == *quote => drop(open.pop()),
            (_, Some(_)) => {}
            ('"' | '\'', None) if begins => open.push(c),
            ('[' | '{', None) if begins => open.push(c),
            ('(', None) => open.push(c),
            (']' | '}' | ')', None) => drop(open.pop()),
            (',', None) if open.is_empty() => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        return Err(Message::new("vary-open"));
    }
    parts.push(text[start..].trim());
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        Variations::new(&[text]).unwrap().values().remove(0)
    }

    #[test]
    fn values_stand_between_commas_and_commas_in_quotes_and_brackets_are_theirs() {
        assert_eq!(values("a=1,2 , 3"), ["1", "2", "3"]);
        assert_eq!(values("a=closed,07:30-12:00"), ["closed", "07:30-12:00"]);
        assert_eq!(
            values(r#"a="07:30-11:30, 13:00-15:00",closed"#),
            ["07:30-11:30, 13:00-15:00", "closed"]
        );
        assert_eq!(
            values("a=uniform(14 d, 56 d),14 d"),
            ["uniform(14 d, 56 d)", "14 d"]
        );
        assert_eq!(values("a=[1, 2],[3]"), ["[1, 2]", "[3]"]);
        assert_eq!(values(r#"a="x\",y",z"#), ["x\",y", "z"]);
        assert_eq!(values("a=it's,z [1"), ["it's", "z [1"]);
        assert_eq!(values("a='1..3',[\"1..2\"]"), ["1..3", "[\"1..2\"]"]);
    }

    #[test]
    fn two_dots_stand_for_the_values_between() {
        assert_eq!(values("a=8..10"), ["8", "9", "10"]);
        assert_eq!(values("a=1,10..30..10"), ["1", "10", "20", "30"]);
        assert_eq!(
            values("a=2017-05-01..2017-05-02"),
            ["2017-05-01", "2017-05-02"]
        );
    }

    #[test]
    fn of_two_keys_the_last_changes_first() {
        let varied = Variations::new(&["a=1,2", "b[1].c=x,y"]).unwrap();
        assert_eq!(varied.keys(), ["a", "b[1].c"]);
        let rows = [["1", "x"], ["1", "y"], ["2", "x"], ["2", "y"]];
        assert_eq!(varied.rows(), rows);
        let sets = varied.overrides();
        assert_eq!(sets[1][1].to_string(), "b[1].c=y");
    }

    #[test]
    fn what_cannot_vary_is_told_all_of_it_at_once() {
        let error = |texts: &[&str]| Variations::new(texts).unwrap_err().to_string();
        for (texts, part) in [
            (&["a=1,1"][..], "the value 1 stands there twice"),
            (
                &["a=closed,\"closed\""],
                "the value closed stands there twice",
            ),
            (&["a=5..7,6"], "the value 6 stands there twice"),
            (&["a"], "no equals sign"),
            (&["a=1,,2"], "a value is empty"),
            (&["a=50;60"], "did you mean 50,60?"),
            (&["a=50 - 60"], "did you mean 50..60?"),
            (&["a="], "a value is empty"),
            (&["a=[1,2"], "do not close"),
            (&["a=1..x"], "found 1 and x"),
            (&["a=1..1000"], "1,000"),
            (&["a=1..20", "b=1..20"], "400"),
            (&["a=1"], "2 to 100"),
            (&["a=1,2", "a=3"], "twice"),
            (&["a=1,2", "b=1,2", "c=1,2"], "3"),
            (&[], "0"),
        ] {
            let said = error(texts);
            assert!(said.contains(part) && !said.contains('\n'), "{said}");
        }
        assert_eq!(error(&["a=1,1", "b"]).lines().count(), 2);
    }
}
