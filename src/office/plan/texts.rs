//! Texts that the writer of a plan gives in both languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::words::Lang;

/// The Indonesian of those texts of a plan that have one: names, reasons and sources. The plan itself has the English ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(Arc<BTreeMap<String, String>>);

impl Texts {
    /// No text has another language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text of the plan in this language; as it is if the plan has it in one language only.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::office::plan::Texts;
    /// use cetak::words::Lang;
    ///
    /// let texts: Texts = [("two weeks".to_owned(), "dua minggu".to_owned())].into_iter().collect();
    /// assert_eq!(texts.said("two weeks", Lang::Id), "dua minggu");
    /// assert_eq!(texts.said("Susut", Lang::Id), "Susut");
    /// ```
    #[must_use]
    pub fn said<'a>(&'a self, text: &'a str, lang: Lang) -> &'a str {
        match lang {
            Lang::En => text,
            Lang::Id => self.0.get(text).map_or(text, String::as_str),
        }
    }
}

/// Pairs of an English text and its Indonesian one; the first of an English text counts.
impl FromIterator<(String, String)> for Texts {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        let mut texts = BTreeMap::new();
        for (english, indonesian) in pairs {
            texts.entry(english).or_insert(indonesian);
        }
        Self(Arc::new(texts))
    }
}
