//! Errors in either language.

use std::str::FromStr;

use super::{Error, ErrorKind, Result};
use crate::words::{Lang, Message};

impl Error {
    /// The message in this language. What was given to [`Error::new`] stays as it is, and what the system or another crate says stays
    /// English, with a word that says so.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::random::Distribution;
    /// use cetak::words::Lang;
    ///
    /// let error = "uniform(3 min)".parse::<Distribution>().unwrap_err();
    /// assert_eq!(
    ///     error.render(Lang::Id),
    ///     "uniform: jumlah parameternya 1, seharusnya 2: tulislah uniform(min, max)"
    /// );
    /// ```
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        self.said(|line| line.say(lang))
    }
}

impl FromStr for Lang {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`] for anything but "en" and "id".
    fn from_str(text: &str) -> Result<Self> {
        match text {
            "en" => Ok(Lang::En),
            "id" => Ok(Lang::Id),
            _ => Err(Error::of(
                ErrorKind::Value,
                Message::new("lang-unknown").with("found", text),
            )),
        }
    }
}
