//! `merge`: the parts of a run, put together.

use std::path::PathBuf;
use std::process::ExitCode;

use cetak::__command::{Message, error};
use cetak::error::{Error, ErrorKind, Result};
use cetak::experiment::Settings;
use cetak::nation::NationParts;
use cetak::projection::PartFiles;
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;

use super::args::{self, MergeOptions, Table};
use super::simulate::{
    code, draws_svg, explain, is_for_programs, known_dates, page, tells_remedies, wanted,
    watched_to, write,
};
use super::{nation, outputs};

/// Merges part files into the report of the undivided run.
pub(super) fn merge(files: &[PathBuf], options: &MergeOptions, lang: Lang) -> Result<ExitCode> {
    if NationParts::is_one(&files[0]) {
        return nation::merge(files, options, lang);
    }
    draws_svg(options.plot.as_deref())?;
    is_for_programs(options.table, options.format)?;
    if options.table == Some(Table::Daily) {
        return Err(error(ErrorKind::Value, Message::new("cli-merge-daily")));
    }
    let by = args::dates(&options.by)?;
    let outputs = wanted(options.output.as_deref(), options.plot.as_deref());
    outputs::keep_apart(files, &outputs)?;
    let parts = PartFiles::open(files)?;
    let Some(text) = parts.scenario() else {
        let message = Message::new("cli-part-no-scenario");
        return Err(error(ErrorKind::Checkpoint, message).in_file(&files[0]));
    };
    let plan = scenario::parse(text, &files[0], &[])
        .map_err(Error::from)?
        .plan;
    known_dates(&plan, &by)?;
    let mut p = parts.merge(plan, &by)?;
    if !options.quick && tells_remedies(options.table) {
        let settings = Settings {
            replications: p.replications,
            seed: p.seed,
            threads: options.threads,
        };
        watched_to(
            p.replications.saturating_mul(2),
            &settings,
            lang,
            |settings, control| explain(&mut p, settings, control),
        )?;
    }
    let text = page(&p, options.table, options.format, options.lang, lang);
    let plot = options.plot.as_ref().map(|_| report::plot::svg(&p, lang));
    write(outputs, &text, plot.as_deref())?;
    Ok(code(&[p]))
}
