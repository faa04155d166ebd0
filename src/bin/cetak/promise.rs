//! `promise`.

use std::process::ExitCode;

use cetak::error::Result;
use cetak::projection::{self, Asker};
use cetak::report::csv::Dialect;
use cetak::report::promise as report;
use cetak::words::Lang;

use super::args::{Format, PromiseOptions};
use super::simulate::{read, watched};
use super::values;
use super::{INTERRUPTED, outputs, write};

/// Answers one resident, or writes the table for the notice board.
pub(super) fn promise(options: &PromiseOptions, lang: Lang) -> Result<ExitCode> {
    let common = &options.common;
    let recorded = options.recorded.as_deref().map(values::recorded);
    let asker = match (recorded.transpose()?, &options.kecamatan) {
        (Some(recorded), Some(kecamatan)) => Some(Asker {
            kecamatan: kecamatan.clone(),
            recorded,
            suket: !options.no_suket,
        }),
        _ => None,
    };
    let scenario = read(&options.file, &values::sets(&common.sets)?, lang)?;
    let output = common.output.as_deref();
    outputs::keep_apart(&scenario.files, &[output])?;
    let found = watched(common, lang, |settings, control| match &asker {
        Some(asker) => projection::promise(scenario.plan, asker, settings, control),
        None => projection::promises(scenario.plan, settings, control),
    })?;
    let text = match (common.format, &asker) {
        (Format::Text, Some(_)) => report::text(&found, lang),
        (Format::Text, None) => report::board(&found, lang),
        (Format::Json, Some(_)) => report::json(&found),
        (Format::Json, None) => report::board_json(&found),
        (Format::Csv, _) => report::csv(&found, Dialect::of(common.lang)),
    };
    write::write(output, &text)?;
    Ok(match found.replications == found.requested {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(INTERRUPTED),
    })
}
