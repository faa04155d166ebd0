//! `nation`: all offices together, one of them, or several rules of allotment.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cetak::__command::{Message, error};
use cetak::error::{Error, ErrorKind, Result};
use cetak::experiment::Part;
use cetak::nation::{self, Allotment, NationParts};
use cetak::report;
use cetak::scenario::{self, NationScenario};
use cetak::words::Lang;

use super::args::{self, MergeOptions, NationOptions, Options, RunOptions};
use super::simulate::{known_dates, run_plan, settings, store, wanted, watched_to, write};
use super::{INTERRUPTED, outputs, say_aside};

/// A replication of a nation takes as long as some hundreds of one office.
const USUAL_REPLICATIONS: u32 = 100;

pub(super) fn nation(file: &Path, options: NationOptions, lang: Lang) -> Result<ExitCode> {
    let common = &options.common;
    let by = args::dates(&options.by)?;
    let rules = options.rule.iter().map(|rule| rule.parse());
    let rules = rules.collect::<Result<Vec<Allotment>>>()?;
    // A rule in place of the file's is a value laid over it, so that a part says by which rule it was run.
    let rule = match rules[..] {
        [rule] => Some(rule),
        _ => None,
    };
    let read = read(file, common, rule, lang)?;
    if let Some(code) = options.office {
        let plan = read.nation.plan_of(read.nation.office(&code)?)?;
        let options = RunOptions {
            common: options.common,
            by: options.by,
            table: None,
            quick: false,
            precision: Vec::new(),
            plot: None,
            part: None,
        };
        return run_plan(&options, lang, || Ok((plan, read.files)));
    }
    let outputs = wanted(common.output.as_deref(), None);
    outputs::keep_apart(&read.files, &outputs)?;
    known_dates(&read.nation.shared, &by)?;
    let nation = read.nation;
    let settings = settings(common, USUAL_REPLICATIONS);
    if let (Some(part), Some(path)) = (&options.part, &common.output) {
        if rules.len() > 1 {
            return Err(error(ErrorKind::Value, Message::new("cli-part-rules")));
        }
        let part = part.parse()?;
        let offices = options.offices.as_deref().map(str::parse::<Part>);
        let offices = offices.transpose()?;
        return store(&settings, part, path, lang, |control| {
            nation::nation_part(nation, &settings, part, offices, path, control)
        });
    }
    let runs = rules.len().max(1) as u32;
    let total = settings.replications.saturating_mul(runs);
    let (text, complete) = if runs == 1 {
        let found = watched_to(total, &settings, lang, |settings, control| {
            nation::project(nation, settings, &by, control)
        })?;
        (report::nation::text(&found, lang), found.complete)
    } else {
        let found = watched_to(total, &settings, lang, |settings, control| {
            nation::compare(&nation, &rules, settings, &by, control)
        })?;
        let complete = found.projections.iter().all(|p| p.complete);
        (report::nation::comparison(&found, lang), complete)
    };
    write(outputs, &text, None)?;
    Ok(match complete {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(INTERRUPTED),
    })
}

/// Merges the parts of a nation into its answer.
pub(super) fn merge(files: &[PathBuf], options: &MergeOptions, lang: Lang) -> Result<ExitCode> {
    let by = args::dates(&options.by)?;
    let outputs = wanted(options.output.as_deref(), None);
    outputs::keep_apart(files, &outputs)?;
    let parts = NationParts::open(files)?;
    let Some(text) = parts.scenario() else {
        let message = Message::new("cli-part-no-scenario");
        return Err(error(ErrorKind::Checkpoint, message).in_file(&files[0]));
    };
    let nation = scenario::parse_nation(text, &files[0], &[])
        .map_err(Error::from)?
        .nation;
    known_dates(&nation.shared, &by)?;
    let found = parts.merge(nation, &by)?;
    write(outputs, &report::nation::text(&found, lang), None)?;
    Ok(ExitCode::SUCCESS)
}

fn read(
    file: &Path,
    common: &Options,
    rule: Option<Allotment>,
    lang: Lang,
) -> Result<NationScenario> {
    let mut sets = args::sets(&common.sets)?;
    if let Some(rule) = rule {
        sets.push(format!("nation.allotment={rule}").parse()?);
    }
    let read = scenario::read_nation(file, &sets).map_err(Error::from)?;
    if !read.warnings.is_empty() {
        say_aside(&read.render_warnings(lang));
    }
    Ok(read)
}
