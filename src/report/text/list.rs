//! Collects numbered sentences.

use crate::report::phrases::Phrases;
use crate::words::Value;

/// The list of assumptions so far.
pub(super) struct List {
    pub say: Phrases,
    items: Vec<String>,
}

impl List {
    pub fn new(say: Phrases) -> Self {
        Self {
            say,
            items: Vec::new(),
        }
    }

    /// The sentences so far.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// Adds something that the office can look up.
    pub fn given(&mut self, text: String) {
        self.add("kind-given", text);
    }

    /// Adds something that nobody has counted.
    pub fn estimate(&mut self, text: String) {
        self.add("kind-estimate", text);
    }

    fn add(&mut self, kind: &str, text: String) {
        self.items.push(format!("{text} [{}]", self.say.word(kind)));
    }

    pub fn say(&self, key: &str, variables: &[(&str, Value)]) -> String {
        self.say.say(key, variables)
    }
}
