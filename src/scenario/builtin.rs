//! The scenarios built into the program.

use crate::words::Lang;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../examples/scenarios/", $name, ".toml")))),*]
    };
}

/// Name and text of each, as shipped in examples/scenarios.
const SHIPPED: [(&str, &str); 19] = shipped![
    "bangli",
    "bangli-declared",
    "bangli-exact",
    "bangli-exact-8-may",
    "bangli-exact-15-may",
    "bangli-exact-never",
    "bangli-overload-60",
    "bangli-overload-75",
    "bangli-saturdays",
    "bangli-one-more-printer",
    "bangli-moved-printer",
    "bangli-delivery-july",
    "bangli-arrivals-60",
    "bangli-hindcast",
    "regency",
    "ten-printers",
    "ten-printers-stop",
    "ten-printers-lots",
    "ten-printers-flaky",
];

/// The names and texts of the built-in scenarios.
pub fn builtins() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.into_iter()
}

/// The text of a built-in scenario.
pub(super) fn text(name: &str) -> Option<&'static str> {
    builtins()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| text)
}

/// A scenario file to start from, explained line by line in this language.
#[must_use]
pub fn starter(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("starter/en.toml"),
        Lang::Id => include_str!("starter/id.toml"),
    }
}
