//! `sensitivity`.

use std::path::Path;
use std::process::ExitCode;

use cetak::error::Result;
use cetak::projection;
use cetak::report;
use cetak::report::csv::Dialect;
use cetak::words::Lang;

use super::args::{Format, Options};
use super::outputs;
use super::simulate::{read, settings, wanted, watched_with, write};
use super::values;

/// With seven unknown values, 256 rows.
const USUAL_REPLICATIONS: u32 = 3000;

/// Ranks the values that nobody knows by what they do to the date.
pub(super) fn sensitivity(file: &Path, options: &Options, lang: Lang) -> Result<ExitCode> {
    let scenario = read(file, &values::sets(&options.sets)?, lang)?;
    let outputs = wanted(options.output.as_deref(), None);
    outputs::keep_apart(&scenario.files, &outputs)?;
    let settings = settings(options, USUAL_REPLICATIONS);
    let found = watched_with(&settings, lang, |settings, control| {
        projection::sensitivity(scenario.plan, settings, control)
    })?;
    let text = match options.format {
        Format::Text => report::sensitivity::text(&found, lang),
        Format::Json => report::sensitivity::json(&found),
        Format::Csv => report::sensitivity::csv(&found, Dialect::of(options.lang)),
    };
    write(outputs, &text, None)?;
    Ok(ExitCode::SUCCESS)
}
