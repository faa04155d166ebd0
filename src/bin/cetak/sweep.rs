//! `sweep`.

use std::path::Path;
use std::process::ExitCode;

use cetak::error::{Error, Result};
use cetak::office::plan::Plan;
use cetak::projection;
use cetak::report;
use cetak::report::csv::Dialect;
use cetak::scenario::{self, Variations};
use cetak::words::Lang;

use super::args::{Format, SweepOptions};
use super::simulate::{code, known_dates, wanted, watched, write};
use super::values;
use super::{outputs, say_warnings};

pub(super) fn sweep(file: &Path, options: &SweepOptions, lang: Lang) -> Result<ExitCode> {
    let common = &options.common;
    let (sets, by) = (values::sets(&common.sets)?, values::dates(&options.by)?);
    let varied = Variations::new(&options.vary)?;
    let scenarios = scenario::read_each(file, &sets, &varied.overrides()).map_err(Error::from)?;
    scenarios
        .iter()
        .for_each(|scenario| say_warnings(scenario, lang));
    let outputs = wanted(common.output.as_deref(), None);
    outputs::keep_apart(&scenarios[0].files, &outputs)?;
    let plans: Vec<Plan> = scenarios
        .into_iter()
        .map(|scenario| scenario.plan)
        .collect();
    for plan in &plans {
        known_dates(plan, &by)?;
    }
    let found = watched(common, lang, |settings, control| {
        projection::compare(plans, settings, &by, control)
    })?;
    let text = match common.format {
        Format::Text => report::sweep::text(&found, &varied, lang),
        Format::Json => report::sweep::json(&found, &varied),
        Format::Csv => report::sweep::csv(&found, &varied, Dialect::of(common.lang)),
    };
    write(outputs, &text, None)?;
    Ok(code(&found.projections))
}
