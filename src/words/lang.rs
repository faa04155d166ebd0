//! The languages.

use std::fmt;

/// A language that the program speaks.
///
/// # Examples
///
/// ```
/// use cetak::words::Lang;
///
/// assert_eq!("id".parse::<Lang>().unwrap(), Lang::Id);
/// assert_eq!(Lang::En.to_string(), "en");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Indonesian.
    Id,
}

impl Lang {
    /// Every language.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Id];

    /// The language of the environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and not empty decides.
    /// Indonesian if it begins with "id", otherwise English.
    #[must_use]
    pub fn from_env() -> Self {
        Self::from_locales(["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok()))
    }

    fn from_locales(values: impl IntoIterator<Item = Option<String>>) -> Self {
        match values.into_iter().flatten().find(|value| !value.is_empty()) {
            Some(locale) if locale.to_ascii_lowercase().starts_with("id") => Lang::Id,
            _ => Lang::En,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Lang::En => "en",
            Lang::Id => "id",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses_the_language() {
        let chosen = |values: [&str; 3]| Lang::from_locales(values.map(|v| Some(v.to_owned())));
        assert_eq!(chosen(["", "", "id_ID.UTF-8"]), Lang::Id);
        assert_eq!(chosen(["C", "", "id_ID.UTF-8"]), Lang::En);
        assert_eq!(chosen(["", "id", "en_US"]), Lang::Id);
        assert_eq!(Lang::from_locales([None, None, None]), Lang::En);
    }
}
