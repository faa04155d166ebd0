//! What a result in JSON says of its run, so that the run can be repeated and held against it.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::error::{Error, ErrorKind, Result};
use crate::experiment::Settings;
use crate::nation::Allotment;
use crate::words::{Message, Variable};

/// Keys that say how the replications came about, and not what they found: a run that was stopped, or that went on until it was precise,
/// is repeated as one of as many replications as were done.
const OF_THE_WAY: [&str; 3] = ["complete", "requested", "precision"];
/// The most differences that are told.
const MOST_TOLD: usize = 20;

/// A result in JSON of `cetak run`, `cetak compare`, `cetak sensitivity` or `cetak nation`.
#[derive(Debug)]
pub struct Recorded {
    result: Value,
    runs: Vec<RecordedRun>,
    is_sensitivity: bool,
    /// Of a nation: the rule of each run.
    rules: Vec<Allotment>,
}

/// What the result says of one run.
#[derive(Debug, Deserialize)]
struct RecordedRun {
    scenario: RecordedScenario,
    seed: u64,
    replications: u32,
    by: Vec<Date>,
    remedies: Value,
    spread: Value,
    /// Only where some replications were missing between others.
    so_far: Option<Value>,
}

/// What the result of `cetak sensitivity` says of its runs. Its replications are those of the whole design, whose rows are named too, as no other result names them.
#[derive(Debug, Deserialize)]
struct RecordedDesign {
    scenario: RecordedScenario,
    seed: u64,
    replications: u32,
    #[serde(rename = "rows")]
    _rows: u32,
}

impl From<RecordedDesign> for RecordedRun {
    fn from(design: RecordedDesign) -> Self {
        Self {
            scenario: design.scenario,
            seed: design.seed,
            replications: design.replications,
            by: Vec::new(),
            remedies: Value::Null,
            spread: Value::Null,
            so_far: None,
        }
    }
}

/// What the result of `cetak nation` says of the run under one rule.
#[derive(Debug, Deserialize)]
struct RecordedNation {
    scenario: RecordedScenario,
    seed: u64,
    replications: u32,
    allotment: RecordedAllotment,
    people_by: Vec<RecordedBy>,
    so_far: Option<Value>,
}

#[derive(Debug, Deserialize)]
struct RecordedAllotment {
    rule: String,
}

#[derive(Debug, Deserialize)]
struct RecordedBy {
    date: Date,
}

impl From<RecordedNation> for RecordedRun {
    fn from(nation: RecordedNation) -> Self {
        let by = nation.people_by.iter().map(|by| by.date);
        Self {
            scenario: nation.scenario,
            seed: nation.seed,
            replications: nation.replications,
            by: by.collect(),
            remedies: Value::Null,
            spread: Value::Null,
            so_far: nation.so_far,
        }
    }
}

/// The runs of a nation under each rule; `None` if the result is of something else.
fn nations(result: &Value) -> Option<serde_json::Result<Vec<RecordedNation>>> {
    match (result.get("rules"), result.get("allotment")) {
        (Some(rules), _) => Some(Vec::deserialize(rules)),
        (None, Some(_)) => Some(RecordedNation::deserialize(result).map(|one| vec![one])),
        (None, None) => None,
    }
}

#[derive(Debug, Deserialize)]
struct RecordedScenario {
    file: Option<String>,
}

impl Recorded {
    /// Reads a result.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if the text is no such result, was written by another version of this program, or is of a plan that was not
    /// read from a scenario file.
    pub fn read(text: &str) -> Result<Self> {
        let wrong = |message| Error::of(ErrorKind::Checkpoint, message);
        let alien = |error: serde_json::Error| {
            let message = Message::new("replay-alien").with("detail", Variable::of_json(&error));
            wrong(message).because(error)
        };
        let result: Value = serde_json::from_str(text).map_err(alien)?;
        let Some(version) = result.get("version").and_then(Value::as_str) else {
            return Err(wrong(Message::new("replay-no-result")));
        };
        let here = env!("CARGO_PKG_VERSION");
        if version != here {
            let message = Message::new("replay-version")
                .with("writer", version)
                .with("program", here);
            return Err(wrong(message));
        }
        let design = RecordedDesign::deserialize(&result).ok();
        let is_sensitivity = design.is_some();
        let none = |_| wrong(Message::new("replay-no-result"));
        let nations = nations(&result).transpose().map_err(none)?;
        let rules = nations.iter().flatten();
        let rules = rules.map(|nation| nation.allotment.rule.parse());
        let rules: Vec<Allotment> = rules.collect::<Result<_>>()?;
        let runs = match (result.get("scenarios"), design, nations) {
            (_, _, Some(nations)) => Ok(nations.into_iter().map(Into::into).collect()),
            (Some(runs), _, _) => Vec::deserialize(runs),
            (None, Some(design), _) => Ok(vec![design.into()]),
            (None, None, _) => RecordedRun::deserialize(&result).map(|run| vec![run]),
        };
        let runs: Vec<RecordedRun> = runs.map_err(none)?;
        if runs.is_empty() || runs.iter().any(|run| run.replications == 0) {
            return Err(wrong(Message::new("replay-no-result")));
        }
        if runs.iter().any(|run| run.so_far.is_some()) {
            return Err(wrong(Message::new("replay-so-far")));
        }
        if runs.iter().any(|run| run.scenario.file.is_none()) {
            return Err(wrong(Message::new("replay-no-scenario")));
        }
        Ok(Self {
            result,
            runs,
            is_sensitivity,
            rules,
        })
    }

    /// The rules of allotment under which a nation was run; none if it is of single offices.
    #[must_use]
    pub fn rules(&self) -> &[Allotment] {
        &self.rules
    }

    /// Whether the result says what another rule does.
    #[must_use]
    pub fn has_other_rule(&self) -> bool {
        self.result
            .get("other_rule")
            .is_some_and(|found| !found.is_null())
    }

    /// Whether rules are held against each other.
    #[must_use]
    pub fn compares_rules(&self) -> bool {
        self.result.get("rules").is_some()
    }

    /// Whether the result says what the values that nobody knows do to the date.
    #[must_use]
    pub fn is_sensitivity(&self) -> bool {
        self.is_sensitivity
    }

    /// The scenario files that were run: one of a run, several of a comparison.
    pub fn scenarios(&self) -> impl ExactSizeIterator<Item = &str> {
        let runs = self.runs.iter();
        runs.map(|run| run.scenario.file.as_deref().unwrap_or_default())
    }

    /// The replications that were done, and their seed.
    #[must_use]
    pub fn settings(&self, threads: Option<usize>) -> Settings {
        Settings {
            replications: self.runs[0].replications,
            seed: self.runs[0].seed,
            threads,
        }
    }

    /// The dates that were asked for.
    #[must_use]
    pub fn by(&self) -> &[Date] {
        &self.runs[0].by
    }

    /// The indifference with which a scenario was selected, as the command line has it; `None` if none was.
    #[must_use]
    pub fn indifference(&self) -> Option<String> {
        let found = self.result.get("selection")?.get("indifference")?;
        Some(format!("{found}wd"))
    }

    /// Whether the result says what would help.
    #[must_use]
    pub fn has_remedies(&self) -> bool {
        !self.runs[0].remedies.is_null()
    }

    /// Whether the result says how much of the spread is chance.
    #[must_use]
    pub fn has_spread(&self) -> bool {
        !self.runs[0].spread.is_null()
    }

    /// Where the result of the repeated run, in JSON, differs from this one, key by key; empty if it is the same bit by bit. At most
    /// 20 differences are told.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if `again` is no JSON.
    pub fn differences(&self, again: &str) -> Result<Vec<String>> {
        let again: Value = serde_json::from_str(again).map_err(|error| {
            let message = Message::new("replay-alien").with("detail", Variable::of_json(&error));
            Error::of(ErrorKind::Checkpoint, message).because(error)
        })?;
        let mut found = Vec::new();
        differ(&self.result, &again, "", &mut found);
        found.truncate(MOST_TOLD);
        Ok(found)
    }
}

fn differ(one: &Value, other: &Value, path: &str, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(these), Value::Object(those)) => {
            let added = those.keys().filter(|key| !these.contains_key(*key));
            for key in these.keys().chain(added) {
                if OF_THE_WAY.contains(&key.as_str()) {
                    continue;
                }
                let path = match path {
                    "" => key.clone(),
                    path => format!("{path}.{key}"),
                };
                match (these.get(key), those.get(key)) {
                    (Some(one), Some(other)) => differ(one, other, &path, found),
                    _ => found.push(path),
                }
            }
        }
        (Value::Array(these), Value::Array(those)) if these.len() == those.len() => {
            for (at, (one, other)) in (1..).zip(these.iter().zip(those)) {
                differ(one, other, &format!("{path}[{at}]"), found);
            }
        }
        // As text, so that a zero below zero is another number.
        (Value::Number(one), Value::Number(other)) if one.to_string() == other.to_string() => {}
        (Value::Number(_), Value::Number(_)) => found.push(path.to_owned()),
        (one, other) if one == other => {}
        _ => found.push(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(one: &str, other: &str) -> Vec<String> {
        let mut found = Vec::new();
        let [one, other] = [one, other].map(|text| serde_json::from_str(text).unwrap());
        differ(&one, &other, "", &mut found);
        found
    }

    #[test]
    fn differences_are_named_by_their_keys() {
        let one = r#"{"a": {"b": [1, 0.0, null]}, "c": 1, "complete": true}"#;
        let other = r#"{"complete": false, "a": {"b": [1, -0.0, 2]}, "d": 1}"#;
        assert_eq!(differences(one, other), ["a.b[2]", "a.b[3]", "c", "d"]);
        assert!(differences(one, one).is_empty());
        assert_eq!(differences("[1]", "[1, 2]"), [""]);
    }

    #[test]
    fn only_results_of_this_version_with_their_scenario_can_be_repeated() {
        let run = |version: &str, file: &str| {
            format!(
                r#"{{"version": "{version}", "scenario": {{"file": {file}}}, "seed": 1, "replications": 2, "by": [], "remedies": null, "spread": null}}"#
            )
        };
        let here = env!("CARGO_PKG_VERSION");
        assert!(Recorded::read(&run(here, "\"start = 2017-04-26\"")).is_ok());
        for wrong in [
            "",
            "{",
            "{}",
            "[1]",
            &run("0.0.0", "\"\""),
            &run(here, "null"),
            &run(here, "\"\"").replace("null}", "null, \"so_far\": {}}"),
            &format!(r#"{{"version": "{here}", "allotment": {{"rule": "need"}}}}"#),
            &format!(r#"{{"version": "{here}", "rules": []}}"#),
        ] {
            let error = Recorded::read(wrong).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Checkpoint, "{wrong}");
        }
    }
}
