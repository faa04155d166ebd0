//! The English of errors, for builds without Fluent: without the feature `office`.
//!
//! The texts come from `en/errors.ftl`; `{ $name }` is the only placeholder allowed there.

use crate::support::visible::visible;

const ERRORS: &str = include_str!("en/errors.ftl");

/// The message `key` with its variables filled in.
///
/// # Panics
///
/// If there is no message `key`, or it needs a variable that is not given.
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
}
