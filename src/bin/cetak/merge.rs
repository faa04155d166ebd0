//! `merge`: the parts of a run, put together.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cetak::__command::{Message, error};
use cetak::error::{Error, ErrorKind, Result};
use cetak::experiment::Settings;
use cetak::nation::NationParts;
use cetak::projection::PartFiles;
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;

use super::args::{MergeOptions, Table};
use super::simulate::{
    code, draws_svg, explain, is_for_programs, known_dates, page, tells_remedies, wanted,
    watched_to, write,
};
use super::values;
use super::{nation, outputs};

/// The text of what was run, which parts carry; `file` is one of them.
pub(super) fn carried<'t>(text: Option<&'t str>, file: &Path) -> Result<&'t str> {
    text.ok_or_else(|| {
        let message = Message::new("cli-part-no-scenario");
        error(ErrorKind::Checkpoint, message).in_file(file)
    })
}

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
    let by = values::dates(&options.by)?;
    let outputs = wanted(options.output.as_deref(), options.plot.as_deref());
    outputs::keep_apart(files, &outputs)?;
    let parts = PartFiles::open(files)?;
    let plan = scenario::parse(carried(parts.scenario(), &files[0])?, &files[0], &[])
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
