//! `trace`.

use std::process::ExitCode;

use super::Failure;
use super::args::TraceOptions;
use super::simulate::read;
use crate::projection;
use crate::random::Streams;
use crate::report;
use crate::words::Lang;

/// Runs one replication and writes a line for each event.
pub(super) fn trace(options: &TraceOptions, lang: Lang) -> Result<ExitCode, Failure> {
    let plan = read(&options.file, &options.sets, lang)?;
    // People count from 1, streams from 0.
    let streams = Streams::new(options.seed, u64::from(options.replication - 1));
    let mut text = String::new();
    projection::trace(plan, &streams, &mut |now, event, office| {
        text += &report::trace::line(now, event, office, lang);
        text.push('\n');
    })?;
    report::write(lang, options.output.as_deref(), &text)?;
    Ok(ExitCode::SUCCESS)
}
