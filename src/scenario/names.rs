//! The names of the sites or of the kecamatan, with a map to find each by name.

use std::collections::HashMap;

use crate::words::Variable;

/// The first of these names, for a message: a list of hundreds of kecamatan helps nobody.
pub(super) fn first<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    names.take(20).map(str::to_owned).collect()
}

/// Names in their order, each once.
#[derive(Default)]
pub(super) struct Names {
    /// Whether lines that could not be read may hold more names; then no name is known to be wrong.
    pub is_partial: bool,
    list: Vec<String>,
    places: HashMap<String, usize>,
}

impl Names {
    pub fn position(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.list.iter().map(String::as_str)
    }

    /// The first names, for a message.
    pub fn some(&self) -> Variable {
        Variable::List(first(self.iter()))
    }
}

impl std::ops::Index<usize> for Names {
    type Output = str;

    fn index(&self, at: usize) -> &str {
        &self.list[at]
    }
}

impl<S: Into<String>> FromIterator<S> for Names {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        let list: Vec<String> = names.into_iter().map(Into::into).collect();
        let places = list.iter().cloned().zip(0..).collect();
        Self {
            is_partial: false,
            list,
            places,
        }
    }
}
