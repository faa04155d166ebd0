//! `nation`: all offices together, one of them, or several rules of allotment.

use std::path::Path;
use std::process::ExitCode;

use cetak::error::{Error, Result};
use cetak::nation::{self, Allotment};
use cetak::report;
use cetak::scenario::{self, NationScenario};
use cetak::words::Lang;

use super::args::{self, NationOptions, Options, RunOptions};
use super::simulate::{known_dates, run_plan, settings, wanted, watched_to, write};
use super::{INTERRUPTED, outputs, say_aside};

/// A replication of a nation takes as long as some hundreds of one office.
const USUAL_REPLICATIONS: u32 = 100;

pub(super) fn nation(file: &Path, options: NationOptions, lang: Lang) -> Result<ExitCode> {
    let common = &options.common;
    let by = args::dates(&options.by)?;
    let rules = options.rule.iter().map(|rule| rule.parse());
    let rules = rules.collect::<Result<Vec<Allotment>>>()?;
    let read = read(file, common, lang)?;
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
    let mut nation = read.nation;
    if let [rule] = rules[..] {
        nation.allotment = rule;
    }
    let settings = settings(common, USUAL_REPLICATIONS);
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

fn read(file: &Path, common: &Options, lang: Lang) -> Result<NationScenario> {
    let read = scenario::read_nation(file, &args::sets(&common.sets)?).map_err(Error::from)?;
    if !read.warnings.is_empty() {
        say_aside(&read.render_warnings(lang));
    }
    Ok(read)
}
