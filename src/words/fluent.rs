//! The messages, by their keys.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Lang, numbers};
use crate::support::visible::visible;

/// The messages: per subject, the name of its files and the English and Indonesian texts.
const MESSAGES: [(&str, &str, &str); 10] = [
    (
        "errors",
        include_str!("en/errors.ftl"),
        include_str!("id/errors.ftl"),
    ),
    (
        "office",
        include_str!("en/office.ftl"),
        include_str!("id/office.ftl"),
    ),
    (
        "scenario",
        include_str!("en/scenario.ftl"),
        include_str!("id/scenario.ftl"),
    ),
    (
        "campaign",
        include_str!("en/campaign.ftl"),
        include_str!("id/campaign.ftl"),
    ),
    (
        "report",
        include_str!("en/report.ftl"),
        include_str!("id/report.ftl"),
    ),
    (
        "nation",
        include_str!("en/nation.ftl"),
        include_str!("id/nation.ftl"),
    ),
    (
        "register",
        include_str!("en/register.ftl"),
        include_str!("id/register.ftl"),
    ),
    (
        "values",
        include_str!("en/values.ftl"),
        include_str!("id/values.ftl"),
    ),
    (
        "trace",
        include_str!("en/trace.ftl"),
        include_str!("id/trace.ftl"),
    ),
    (
        "cli",
        include_str!("en/cli.ftl"),
        include_str!("id/cli.ftl"),
    ),
];

/// The value of a variable in a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text; invisible characters are escaped as `\n` or `\u{1b}`, so that it stays on its line.
    Text(Cow<'a, str>),
    /// A number, written as the language does (8,000 or 8.000); messages can choose between singular and plural by it.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Value::Number(value)
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        (number as f64).into()
    }
}

impl From<u32> for Value<'_> {
    fn from(count: u32) -> Self {
        Value::Number(f64::from(count))
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Value::Number(count as f64)
    }
}

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::En));
static INDONESIAN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::Id));

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id = lang.to_string().parse().expect("a language code");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks are invisible characters around each variable; they break searches in a terminal and comparisons in
    // tests.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| plain(Lang::En, value),
        Lang::Id => |value, _| plain(Lang::Id, value),
    }));
    for (name, english, indonesian) in MESSAGES {
        let text = match lang {
            Lang::En => english,
            Lang::Id => indonesian,
        };
        let resource = FluentResource::try_new(text.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{lang}/{name}.ftl: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("{lang}/{name}.ftl: {errors:?}"));
    }
    bundle
}

fn plain(lang: Lang, value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::Number(found) => Some(numbers::shortest(lang, found.value)),
        _ => None,
    }
}

/// Whether there is a message `key`.
#[must_use]
pub fn knows(key: &str) -> bool {
    ENGLISH.has_message(key)
}

/// The message `key` in `lang`, with its variables filled in.
///
/// # Panics
///
/// If there is no message `key`, or it needs a variable that is not given.
#[must_use]
pub fn say(lang: Lang, key: &str, variables: &[(&str, Value)]) -> String {
    let bundle = match lang {
        Lang::En => &*ENGLISH,
        Lang::Id => &*INDONESIAN,
    };
    let pattern = bundle
        .get_message(key)
        .and_then(|message| message.value())
        .unwrap_or_else(|| panic!("there is no message {key:?} in {lang}"));
    let mut arguments = FluentArgs::with_capacity(variables.len());
    for (name, value) in variables {
        let value = match value {
            // Both languages write it so, and the word after it is in the singular.
            Value::Text(text) if text == "1" => FluentValue::from(1.0),
            Value::Text(text) => FluentValue::String(visible(text)),
            Value::Number(number) => FluentValue::from(*number),
        };
        arguments.set(*name, value);
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
    assert!(
        errors.is_empty(),
        "the message {key:?} in {lang}: {errors:?}"
    );
    said.into_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::words::plain;

    /// The message keys, each with the variables it uses.
    fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        variables(text, |_| true)
    }

    /// The same with the variables that it shows: others choose between singular and plural, which only English has.
    fn shown(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        variables(text, |after| !after.starts_with(" ->"))
    }

    fn variables(text: &str, counts: fn(&str) -> bool) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = None;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                let key = line.split(" =").next().unwrap().to_owned();
                let before = keys.insert(key.clone(), BTreeSet::new());
                assert!(before.is_none(), "{key} is there twice");
                current = Some(key);
            }
            for part in line.split('$').skip(1) {
                let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'));
                let (variable, after) = part.split_at(end.unwrap_or(part.len()));
                let key = current.as_ref().expect("a variable outside a message");
                if counts(after) {
                    keys.get_mut(key).unwrap().insert(variable.to_owned());
                }
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys_and_variables() {
        for (name, english, indonesian) in MESSAGES {
            assert_eq!(shown(english), shown(indonesian), "{name}.ftl");
        }
    }

    #[test]
    fn every_message_can_be_said() {
        for lang in Lang::ALL {
            for (_, text, _) in MESSAGES {
                for (key, variables) in keys(text) {
                    let variables: Vec<_> = variables
                        .iter()
                        .map(|name| (name.as_str(), Value::Number(2.0)))
                        .collect();
                    assert!(!say(lang, &key, &variables).is_empty());
                }
            }
        }
    }

    /// Checks the English of errors without Fluent. Each message gets all variables: Fluent ignores those it does not need.
    #[test]
    fn every_error_reads_as_fluent_writes_it() {
        let (_, errors, _) = MESSAGES[0];
        let names: BTreeSet<&str> = errors
            .split("{ $")
            .skip(1)
            .map(|rest| rest.split_once(" }").expect("a variable ends").0)
            .collect();
        let values = ["8,000", "a\u{1b}b", "\"c\"", "{d}"].iter().cycle();
        let given: Vec<(&str, String)> = names
            .into_iter()
            .zip(values.map(ToString::to_string))
            .collect();
        let of_fluent: Vec<(&str, Value)> = given
            .iter()
            .map(|(name, value)| (*name, value.into()))
            .collect();
        let mut count = 0;
        for line in errors.lines().filter(|line| !line.starts_with('#')) {
            let Some((key, _)) = line.split_once(" = ") else {
                assert_eq!(line, "", "a message is one line");
                continue;
            };
            assert_eq!(
                plain::english(key, &given),
                say(Lang::En, key, &of_fluent),
                "{key}"
            );
            count += 1;
        }
        assert!(count > 40, "{count}");
    }

    #[test]
    fn a_message_is_said_in_the_language() {
        assert_eq!(say(Lang::En, "found-table", &[]), "a table");
        assert_eq!(say(Lang::Id, "found-table", &[]), "sebuah tabel");
    }

    #[test]
    fn text_in_a_message_stays_within_its_line() {
        for lang in Lang::ALL {
            let said = say(
                lang,
                "file-missing",
                &[("file", "a\nb\u{1b}[31m\u{202e}".into())],
            );
            assert!(said.contains(r"a\nb\u{1b}[31m\u{202e}"), "{said}");
            assert!(
                !said.contains(|c: char| c.is_control() || c == '\u{202e}'),
                "{said}"
            );
        }
    }

    #[test]
    #[should_panic(expected = "no message \"no-such-key\"")]
    fn a_missing_message_panics() {
        let _ = say(Lang::En, "no-such-key", &[]);
    }

    #[test]
    fn numbers_in_messages_follow_the_language_without_marks() {
        let variables = [
            ("found", Value::Number(80_000.5)),
            ("most", Value::Number(1000.0)),
        ];
        let said = say(Lang::Id, "too-many", &variables);
        assert!(
            said.contains("80.000,5") && said.contains("1.000"),
            "{said}"
        );
        assert!(said.chars().all(|c| c != '\u{2068}' && c != '\u{2069}'));
    }
}
