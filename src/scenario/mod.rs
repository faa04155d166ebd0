//! Scenario files: reads a file into a [`Plan`], and reports all problems at once.
//!
//! A scenario is a TOML file; docs/scenario-file.md describes it key by key. It may extend another file or a built-in scenario, and
//! single values can be laid over it ([`Override`]). Each message says where the problem is, which key, what was found and what was
//! wanted, in English or Indonesian.
//!
//! What the planner says of values (`source`, `estimate`) is in [`Plan::marks`].
//!
//! This module reads only the file and those it extends, opens only regular files, never panics on the content of a file, and runs
//! nothing. Where a file is missing, it looks at the names in the folder for the one that was meant.
//!
//! # Examples
//!
//! ```
//! use cetak::scenario;
//! use cetak::words::Lang;
//!
//! let text = "
//!     start = 2017-04-26
//!     horizon = 2017-12-29
//!     backlog.total = 8000
//!     blanks.on_hand = 8000
//!     [sites.Office]
//!     printers = 2
//!     [sites.Susut.upgrade]
//!     done = 2017-05-08
//! ";
//! let scenario = scenario::parse(text, "two-sites.toml", &[])?;
//! assert_eq!(scenario.plan.sites[0].printers.len(), 2);
//!
//! let wrong = scenario::parse("start = 2017-04-31\nbacklog.totl = 8000", "wrong.toml", &[]).unwrap_err();
//! let said = wrong.render(Lang::En);
//! assert!(said.contains("wrong.toml:1: "));
//! # Ok::<(), cetak::Error>(())
//! ```

// | file, in reading order | what it holds |
// |---|---|
// | `builtin` | the scenarios built into the program |
// | `tree` | a scenario as written: tables and values, each with its place |
// | `document` | from a text to the tree |
// | `syntax` | the errors of the TOML parser, in our words |
// | `written/` | values as people write them elsewhere |
// | `mend/` | corrects lines that are not TOML, so that the rest can be read |
// | `path` | the way to a value, `blanks.deliveries[1].asked` |
// | `overrides` | one value laid over a scenario |
// | `between` | the values from one to another in equal steps |
// | `variations` | the values that keys take in turn |
// | `languages` | texts in both languages |
// | `marks` | what the planner says of a value: its source, and whether it is an estimate |
// | `idle` | a value laid over a scenario that changes nothing |
// | `flat` | a scenario and what it extends, written as one file |
// | `taken_in` | tables in files of their own, taken into the scenario |
// | `load` | from a file, and those it extends, to one tree |
// | `schema` | the keys that a scenario may have |
// | `log` | the problems found while a tree is read |
// | `reader` | takes values out of a tree and records errors |
// | `section` | tables whose keys are known |
// | `numbers` | counts, numbers and shares |
// | `values` | dates, durations and distributions |
// | `names` | the names of sites or kecamatan |
// | `rows` | tables in CSV, by columns |
// | `build/` | makes the plan from the tree |
// | `unknown/` | values that nobody knows, drawn for each replication |
// | `nation/` | nations: what all offices share, and the table of the offices |
// | `problem` | errors and warnings, as messages in each language |

mod between;
mod build;
mod builtin;
mod document;
mod flat;
mod idle;
mod languages;
mod load;
mod log;
mod marks;
mod mend;
mod names;
mod nation;
mod numbers;
mod overrides;
mod path;
mod problem;
mod reader;
mod rows;
mod schema;
mod section;
mod syntax;
mod taken_in;
mod tree;
mod unknown;
mod values;
mod variations;
mod written;

use std::path::{Path, PathBuf};

use crate::office::plan::Plan;
use crate::words::{Lang, Message};

pub use between::Between;
pub use builtin::{builtins, starter};
pub use nation::{NationScenario, is_nation, parse_nation, read_nation};
pub use overrides::Override;
pub use problem::{Problem, Problems, Severity};
pub use variations::Variations;

pub(crate) use path::{join, parts};
pub(crate) use schema::is_share;

use load::{Source, Whole};
use log::Log;

/// A scenario that can be run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Scenario {
    /// The plan that the file describes.
    pub plan: Plan,
    /// Warnings: worth a second look, but the scenario can be used.
    pub warnings: Vec<Problem>,
    /// The files of the scenario as they were named: its own, the one it extends, and so on; none for a built-in scenario. A program
    /// that writes a result must not write over them.
    pub files: Vec<PathBuf>,
}

impl Scenario {
    /// One warning per line, in this language; beyond 50 warnings, the first 50 and the number of the rest. Empty without warnings.
    #[must_use]
    pub fn render_warnings(&self, lang: Lang) -> String {
        problem::render(&self.warnings, 0, lang)
    }
}

/// Reads a scenario file, or a built-in scenario by its bare name, and lays `sets` over it in order.
///
/// A name with a dot or a slash in it is a file; a bare name such as `bangli` is one of [`builtins`].
///
/// # Errors
///
/// Every problem of the scenario; [`Problems`] keeps the first 1,000 errors and counts the rest. A line that is not TOML is one, and the
/// rest of its file is read as if it were corrected. A file that cannot be read gives only that problem.
pub fn read(path: impl AsRef<Path>, sets: &[Override]) -> Result<Scenario, Problems> {
    let source = Source::named(path.as_ref());
    let text = source.text(None)?;
    understood(&source, &text, sets)
}

/// Reads a scenario once for each list of values, and lays `sets` and then that list over it.
///
/// A warning that several of the scenarios have is kept in the first of them only.
///
/// # Errors
///
/// The problems of all of them together, each once. Otherwise like [`read`].
pub fn read_each(
    path: impl AsRef<Path>,
    sets: &[Override],
    lists: &[Vec<Override>],
) -> Result<Vec<Scenario>, Problems> {
    let source = Source::named(path.as_ref());
    let text = source.text(None)?;
    let mut read = Vec::with_capacity(lists.len());
    let mut warnings: Vec<Problem> = Vec::new();
    let mut problems: Option<Problems> = None;
    for list in lists {
        match understood(&source, &text, &[sets, list].concat()) {
            Ok(mut scenario) => {
                scenario.warnings.retain(|one| !warnings.contains(one));
                warnings.extend_from_slice(&scenario.warnings);
                read.push(scenario);
            }
            Err(found) => {
                problems = Some(match problems {
                    Some(all) => all.with(found),
                    None => found,
                });
            }
        }
    }
    problems.map_or(Ok(read), Err)
}

/// Reads a scenario from a text, as if the text were in the file `name`: messages use that name, and `extends` looks beside it.
///
/// # Errors
///
/// Like [`read`].
pub fn parse(text: &str, name: impl AsRef<Path>, sets: &[Override]) -> Result<Scenario, Problems> {
    understood(&Source::File(name.as_ref().to_owned()), text, sets)
}

/// Reads one of [`builtins`].
///
/// # Errors
///
/// If there is no built-in scenario with this name.
pub fn builtin(name: &str) -> Result<Scenario, Problems> {
    let source = Source::Builtin(name.to_owned());
    let text = source.text(None)?;
    understood(&source, &text, &[])
}

fn understood(source: &Source, text: &str, sets: &[Override]) -> Result<Scenario, Problems> {
    let mut scenario = laid_over(source, load::whole(source, text, sets)?)?;
    for (at, set) in sets.iter().enumerate() {
        let others = [&sets[..at], &sets[at + 1..]].concat();
        // If the scenario cannot be read without the value, the value changes it.
        let Ok(without) = load::whole(source, text, &others) else {
            continue;
        };
        let warning = idle::warning(set, &without.tree);
        let same = |without: Scenario| idle::are_same(&without.plan, &scenario.plan);
        if warning.is_some() && laid_over(source, without).is_ok_and(same) {
            scenario.warnings.extend(warning);
        }
    }
    Ok(scenario)
}

/// The scenario of a tree.
fn laid_over(source: &Source, whole: Whole) -> Result<Scenario, Problems> {
    let stem = source.stem();
    let root = whole.tree.data.table();
    if let Some(nation) = root.and_then(|root| root.get("nation")) {
        // What else an office lacks here stands in the table of offices.
        let log = Log::with(whole.faults);
        let message = Message::new("nation-here");
        log.error(|| Problem::error(&nation.origin, "nation", message));
        return Err(log.into_problems(&whole.tree.origin));
    }
    let (mut plan, warnings) = unknown::plan(whole.tree, &stem, whole.faults)?;
    plan.marks = whole.marks;
    plan.text = Some(whole.text.into());
    if !whole.texts.is_empty() {
        let texts = whole.texts.clone();
        plan.worlds = plan.worlds.then(move |plan| Plan {
            texts: texts.clone(),
            ..plan
        });
        plan.texts = whole.texts;
    }
    Ok(Scenario {
        plan,
        warnings,
        files: whole.files,
    })
}
