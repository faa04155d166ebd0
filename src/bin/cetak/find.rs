//! `find`.

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use cetak::__command::{Message, error};
use cetak::error::{Error, ErrorKind, Result};
use cetak::office::plan::Plan;
use cetak::projection::{self, Goal, Search};
use cetak::report;
use cetak::report::csv::Dialect;
use cetak::report::find::Sought;
use cetak::scenario::{self, Between, Override};
use cetak::words::Lang;

use super::args::{FindOptions, Format};
use super::simulate::{wanted, watched, write};
use super::values;
use super::{INTERRUPTED, NO, outputs, say_warnings};

/// Up to so many values are read before anything is run, so that all that is wrong with them is told at once.
const READ_AT_ONCE: usize = 50;

pub(super) fn find(file: &Path, options: &FindOptions, lang: Lang) -> Result<ExitCode> {
    let common = &options.common;
    let sets = values::sets(&common.sets)?;
    let goal: Goal = options.goal.parse()?;
    let values = between(options)?;
    let set = |at: usize| Override::of_key(&options.key, values.get(at));
    let key = set(0)?.key();
    let first: Vec<usize> = match values.len() {
        all if all <= READ_AT_ONCE => (0..all).collect(),
        all => vec![0, all - 1],
    };
    let lists: Vec<Vec<Override>> = first
        .iter()
        .map(|at| Ok(vec![set(*at)?]))
        .collect::<Result<_>>()?;
    let scenarios = scenario::read_each(file, &sets, &lists).map_err(Error::from)?;
    scenarios
        .iter()
        .for_each(|scenario| say_warnings(scenario, lang));
    let asked_of = scenarios[0].plan.clone();
    let outputs = wanted(common.output.as_deref(), None);
    outputs::keep_apart(&scenarios[0].files, &outputs)?;
    let mut plans: HashMap<usize, Arc<Plan>> = HashMap::new();
    for (at, scenario) in std::iter::zip(first, scenarios) {
        is_simulated(&goal, &scenario.plan)?;
        plans.insert(at, Arc::new(scenario.plan));
    }
    let plan = |at: usize| match plans.remove(&at) {
        Some(plan) => Ok(plan),
        None => {
            let sets = [&sets[..], &[set(at)?]].concat();
            let plan = scenario::read(file, &sets).map_err(Error::from)?.plan;
            is_simulated(&goal, &plan)?;
            Ok(Arc::new(plan))
        }
    };
    let found = watched(common, lang, |settings, control| {
        projection::find(values.len(), plan, goal, settings, control)
    })?;
    let sought = Sought {
        plan: &asked_of,
        key: &key,
        values: &values,
    };
    let text = match common.format {
        Format::Text => report::find::text(&found, sought, lang),
        Format::Json => report::find::json(&found, sought),
        Format::Csv => report::find::csv(&found, sought, Dialect::of(common.lang)),
    };
    write(outputs, &text, None)?;
    Ok(code(&found))
}

fn between(options: &FindOptions) -> Result<Between> {
    let (from, to) = (&options.from, &options.to);
    Between::new(from, to, options.step.as_deref()).map_err(|cause| {
        let message = Message::new("cli-find-between").with("detail", cause);
        error(ErrorKind::Value, message)
    })
}

/// Refuses a goal whose date is outside the simulated time.
fn is_simulated(goal: &Goal, plan: &Plan) -> Result<()> {
    if (plan.start..=plan.horizon).contains(&goal.by) {
        return Ok(());
    }
    let message = Message::new("cli-goal-outside")
        .with("found", goal.by)
        .with("start", plan.start)
        .with("horizon", plan.horizon);
    Err(error(ErrorKind::Value, message))
}

/// The exit code: done, interrupted, or the answer is no.
fn code(found: &Search) -> ExitCode {
    match (found.complete, found.found) {
        (false, _) => ExitCode::from(INTERRUPTED),
        (true, None) => ExitCode::from(NO),
        (true, Some(_)) => ExitCode::SUCCESS,
    }
}
