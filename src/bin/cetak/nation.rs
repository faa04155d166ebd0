//! `nation`: all offices together, one of them, or several rules of allotment.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use cetak::__command::{Message, error};
use cetak::campaign::CampaignPlan;
use cetak::error::{Error, ErrorKind, Result};
use cetak::experiment::{Part, Settings};
use cetak::nation::{self, Allotment, NationComparison, NationParts, NationProjection};
use cetak::report;
use cetak::report::csv::Dialect;
use cetak::scenario::{self, NationScenario, Override};
use cetak::words::Lang;

use super::args::{Format, MergeOptions, NationOptions, RunOptions};
use super::merge::carried;
use super::simulate::{
    draws_svg, known_dates, run_plan, settings, store, unless_stopped, wanted, watched_to, write,
};
use super::values;
use super::{INTERRUPTED, outputs, say_aside};

/// A replication of a nation takes as long as some hundreds of one office.
const USUAL_REPLICATIONS: u32 = 100;
/// Two other rules on ten replications each.
const MOST_TRIED: u32 = 20;

pub(super) fn nation(file: &Path, options: NationOptions, lang: Lang) -> Result<ExitCode> {
    let common = &options.common;
    draws_svg(options.plot.as_deref())?;
    let by = values::dates(&options.by)?;
    let rules = rules(&options.rule)?;
    // A rule in place of the file's is a value laid over it, so that a part says by which rule it was run.
    let rule = match rules[..] {
        [rule] => Some(rule),
        _ => None,
    };
    let mut sets = values::sets(&common.sets)?;
    if let Some(rule) = rule {
        sets.push(by_rule(rule)?);
    }
    let read = read(file, &sets, lang)?;
    if let Some(code) = options.office {
        let plan = read.nation.plan_of(read.nation.office(&code)?)?;
        let options = RunOptions {
            common: options.common,
            by: options.by,
            table: None,
            quick: false,
            precision: Vec::new(),
            plot: options.plot,
            part: None,
        };
        return run_plan(&options, lang, || Ok((plan, read.files)));
    }
    let outputs = wanted(common.output.as_deref(), options.plot.as_deref());
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
    let said = Said {
        format: common.format,
        asked: common.lang,
        lang,
    };
    let (text, projections) = if let Some(path) = &options.keep {
        if runs > 1 {
            return Err(error(ErrorKind::Value, Message::new("cli-part-rules")));
        }
        outputs::keep_apart(std::slice::from_ref(path), &outputs)?;
        let all = Part::new(1, 1)?;
        let nation = Arc::new(nation);
        watched_to(total, &settings, lang, |settings, control| {
            let nation = Arc::clone(&nation);
            Ok(nation::nation_part(
                nation, settings, all, None, path, control,
            ))
        })??;
        let mut found = NationParts::open(&[path])?.merge(nation, &by)?;
        try_other_rule(&mut found, common.threads, lang)?;
        (said.one(&found), vec![found])
    } else if runs == 1 {
        let mut found = watched_to(total, &settings, lang, |settings, control| {
            nation::project(nation, settings, &by, control)
        })?;
        try_other_rule(&mut found, common.threads, lang)?;
        (said.one(&found), vec![found])
    } else {
        let found = watched_to(total, &settings, lang, |settings, control| {
            nation::compare(&nation, &rules, settings, &by, control)
        })?;
        (said.several(&found), found.projections)
    };
    let plot = options.plot.as_ref();
    let plot = plot.map(|_| report::plot::nation(&projections, lang));
    write(outputs, &text, plot.as_deref())?;
    Ok(match projections.iter().all(|p| p.complete) {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(INTERRUPTED),
    })
}

/// Tries other rules where blanks lie idle, unless the answer was stopped; what is not done when stopped is left out, and the answer is then not
/// complete.
pub(super) fn try_other_rule(
    p: &mut NationProjection,
    threads: Option<usize>,
    lang: Lang,
) -> Result<()> {
    if !p.complete {
        return Ok(());
    }
    let settings = Settings {
        replications: p.replications,
        seed: p.seed,
        threads,
    };
    let found = watched_to(MOST_TRIED, &settings, lang, |_, control| {
        unless_stopped(nation::other_rule(p, threads, control), &mut p.complete)
    })?;
    p.other_rule = found;
    Ok(())
}

/// How an answer is told.
pub(super) struct Said {
    pub format: Format,
    /// The language if it was asked for.
    pub asked: Option<Lang>,
    pub lang: Lang,
}

impl Said {
    pub fn one(&self, found: &NationProjection) -> String {
        match self.format {
            Format::Text => report::nation::text(found, self.lang),
            Format::Json => report::nation::json(found),
            Format::Csv => report::nation::csv(found, Dialect::of(self.asked)),
        }
    }

    pub fn several(&self, found: &NationComparison) -> String {
        match self.format {
            Format::Text => report::nation::comparison(found, self.lang),
            Format::Json => report::nation::comparison_json(found),
            Format::Csv => report::nation::comparison_csv(found, Dialect::of(self.asked)),
        }
    }
}

/// Merges the parts of a nation into its answer.
pub(super) fn merge(files: &[PathBuf], options: &MergeOptions, lang: Lang) -> Result<ExitCode> {
    draws_svg(options.plot.as_deref())?;
    if options.table.is_some() {
        return Err(error(ErrorKind::Value, Message::new("cli-nation-table")));
    }
    let by = values::dates(&options.by)?;
    let outputs = wanted(options.output.as_deref(), options.plot.as_deref());
    outputs::keep_apart(files, &outputs)?;
    let parts = NationParts::open(files)?;
    let nation = scenario::parse_nation(carried(parts.scenario(), &files[0])?, &files[0], &[])
        .map_err(Error::from)?
        .nation;
    known_dates(&nation.shared, &by)?;
    let mut found = parts.merge(nation, &by)?;
    if !options.quick {
        try_other_rule(&mut found, options.threads, lang)?;
    }
    let said = Said {
        format: options.format,
        asked: options.lang,
        lang,
    };
    let plot = options.plot.as_ref();
    let plot = plot.map(|_| report::plot::nation(std::slice::from_ref(&found), lang));
    write(outputs, &said.one(&found), plot.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

/// The nation of a file under each of these rules, or as it is without one.
pub(super) fn under(file: &Path, named: &[String], lang: Lang) -> Result<Vec<CampaignPlan>> {
    let rules = rules(named)?;
    let as_it_is = read(file, &[], lang)?.nation;
    if rules.is_empty() {
        return Ok(vec![as_it_is.into()]);
    }
    let under = |rule: Allotment| {
        let name = format!("name={}, {rule}", as_it_is.name()).parse()?;
        let read = scenario::read_nation(file, &[by_rule(rule)?, name]);
        Ok(read.map_err(Error::from)?.nation.into())
    };
    rules.into_iter().map(under).collect()
}

/// The rules of these words, each named once.
fn rules(named: &[String]) -> Result<Vec<Allotment>> {
    let mut rules = Vec::new();
    for name in named {
        let rule: Allotment = name.parse()?;
        if rules.contains(&rule) {
            let message = Message::new("cli-rule-twice").with("rule", rule.key());
            return Err(error(ErrorKind::Value, message));
        }
        rules.push(rule);
    }
    Ok(rules)
}

/// A rule in place of the file's.
fn by_rule(rule: Allotment) -> Result<Override> {
    format!("nation.allotment={rule}").parse()
}

fn read(file: &Path, sets: &[Override], lang: Lang) -> Result<NationScenario> {
    let read = scenario::read_nation(file, sets).map_err(Error::from)?;
    if !read.warnings.is_empty() {
        say_aside(&read.render_warnings(lang));
    }
    Ok(read)
}
