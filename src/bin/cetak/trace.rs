//! `trace`.

use std::process::ExitCode;

use cetak::__command::exit;
use cetak::error::Result;
use cetak::projection;
use cetak::random::Streams;
use cetak::report;
use cetak::words::Lang;

use super::args::TraceOptions;
use super::simulate::read;
use super::values;
use super::{INTERRUPTED, outputs, write};

/// Runs one replication and writes a line for each event.
pub(super) fn trace(options: &TraceOptions, lang: Lang) -> Result<ExitCode> {
    // Half a trace is useless, so a signal ends the program at once, even while it waits for its reader. Without a handler, the
    // system does the same.
    let _ = ctrlc::set_handler(|| exit(INTERRUPTED));
    let scenario = read(&options.file, &values::sets(&options.sets)?, lang)?;
    let output = options.output.as_deref();
    outputs::keep_apart(&scenario.files, &[output])?;
    // People count from 1, streams from 0.
    let streams = Streams::new(options.seed, u64::from(options.replication - 1));
    let mut lines = write::LineOutput::new(output)?;
    let mut plan = scenario.plan;
    if let Some(world) = plan.drawn(&streams)? {
        for (unknown, value) in std::iter::zip(plan.worlds.unknown(), &world.values) {
            lines.push(&report::trace::drawn(&plan, unknown, value, lang));
        }
        plan = world.plan;
    }
    projection::trace(plan, &streams, &mut |now, event, office| {
        lines.push(&report::trace::line(now, event, office, lang));
    })?;
    lines.end()?;
    Ok(ExitCode::SUCCESS)
}
