//! The English of errors where Fluent is not compiled: without the feature `office`.
//!
//! The texts are those of `en/errors.ftl`, in which nothing but `{ $name }` may stand for something else.

use crate::support::visible::visible;

const ERRORS: &str = include_str!("en/errors.ftl");

/// The message `key` with its variables filled in.
///
/// # Panics
///
/// If there is no such message, or it needs a variable that is not given.
pub(super) fn english(key: &str, variables: &[(&str, String)]) -> String {
    let mut lines = ERRORS.lines().filter_map(|line| line.split_once(" = "));
    let (_, text) = lines
        .find(|(found, _)| *found == key)
        .unwrap_or_else(|| panic!("there is no message {key:?} in errors.ftl"));
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{ $") {
        let (name, after) = after.split_once(" }").expect("a variable ends");
        let value = variables.iter().find(|(given, _)| *given == name);
        let (_, value) = value.unwrap_or_else(|| panic!("the message {key:?} lacks {name}"));
        said.push_str(before);
        said.push_str(&visible(value));
        rest = after;
    }
    said + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled_in_and_stay_within_their_line() {
        let variables = [("found", "a\nb { $found }".to_owned())];
        let said = english("count-unreadable", &variables);
        let wanted = r#""a\nb { $found }" is not a whole number, which is wanted here"#;
        assert_eq!(said, wanted);
    }

    /// The same variables for every message: Fluent leaves alone what it does not need.
    #[cfg(feature = "office")]
    #[test]
    fn every_error_reads_as_fluent_writes_it() {
        use crate::words::{Lang, Value, fluent};
        let names: std::collections::BTreeSet<&str> = ERRORS
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
        for line in ERRORS.lines().filter(|line| !line.starts_with('#')) {
            let Some((key, _)) = line.split_once(" = ") else {
                assert_eq!(line, "", "a message is one line");
                continue;
            };
            assert_eq!(
                english(key, &given),
                fluent::say(Lang::En, key, &of_fluent),
                "{key}"
            );
            count += 1;
        }
        assert!(count > 40, "{count}");
    }
}
