//! Collects numbered sentences.

use std::collections::BTreeMap;

use crate::office::plan::{Mark, Plan};
use crate::report::phrases::Phrases;
use crate::words::Value;

/// The list of assumptions so far.
pub(super) struct List<'p> {
    pub say: Phrases,
    items: Vec<String>,
    plan: &'p Plan,
    marks: BTreeMap<&'p str, &'p Mark>,
    /// The marks of the next sentence.
    next: Vec<&'p Mark>,
}

impl<'p> List<'p> {
    pub fn new(say: Phrases, plan: &'p Plan) -> Self {
        let marks = plan.marks.iter().map(|mark| (mark.path.as_str(), mark));
        Self {
            say,
            items: Vec::new(),
            plan,
            marks: marks.collect(),
            next: Vec::new(),
        }
    }

    /// The sentences so far.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// Says that the next sentence is about the value or table of this key, so that it has the marks of it, and of what is in it; if
    /// there are none, that of the nearest list or table around it, up to the whole scenario, whose key is empty.
    pub fn about(&mut self, path: &str) {
        let is_within = |found: &str| {
            let rest = found.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let from = self.marks.range(path..);
        let near = from.take_while(|(found, _)| found.starts_with(path));
        let within: Vec<&Mark> = near
            .filter(|(found, _)| is_within(found))
            .map(|(_, mark)| *mark)
            .collect();
        match within.is_empty() {
            true => self.about_one(path),
            false => self.next.extend(within),
        }
    }

    /// The same for the value of exactly this key; without a mark of its own it has that of the nearest list or table around it.
    pub fn about_one(&mut self, path: &str) {
        let mut around = path;
        while !self.about_only(around) && !around.is_empty() {
            around = around.rfind(['.', '[']).map_or("", |end| &around[..end]);
        }
    }

    /// The same for the mark of exactly this key; whether there is one.
    pub fn about_only(&mut self, path: &str) -> bool {
        let found = self.marks.get(path).copied();
        self.next.extend(found);
        found.is_some()
    }

    /// The same for all of these keys below a table.
    pub fn about_keys(&mut self, table: &str, keys: &[&str]) {
        for key in keys {
            self.about(&format!("{table}.{key}"));
        }
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
        let marks = std::mem::take(&mut self.next);
        // What the planner says of it counts more than what is usual.
        let said = |wanted| marks.iter().any(|mark| mark.estimate == Some(wanted));
        let kind = match (said(true), said(false)) {
            (true, _) => "kind-estimate",
            (false, true) => "kind-given",
            (false, false) => kind,
        };
        let mut text = format!("{text} [{}]", self.say.word(kind));
        let sources = self.sources(&marks);
        if !sources.is_empty() {
            text = format!(
                "{text} ({})",
                self.say.say("mark-source", &[("sources", sources.into())])
            );
        }
        self.items.push(text);
    }

    /// The sources of what the next sentence would have been about, each once; empty if there is none.
    pub fn take_sources(&mut self) -> String {
        let marks = std::mem::take(&mut self.next);
        self.sources(&marks)
    }

    fn sources(&self, marks: &[&Mark]) -> String {
        let mut sources: Vec<&str> = Vec::new();
        for source in marks.iter().filter_map(|mark| mark.source.as_deref()) {
            let source = self.say.own(self.plan, source);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources.join("; ")
    }

    pub fn say(&self, key: &str, variables: &[(&str, Value)]) -> String {
        self.say.say(key, variables)
    }
}
