//! `fit`.

use std::process::ExitCode;

use cetak::error::Result;
use cetak::fitting::{Column, Observations, TimeUnit, fit as fitted};
use cetak::random::Streams;
use cetak::report::fit::{self as report, Fits};
use cetak::words::Lang;

use super::args::{FitOptions, PageFormat};
use super::{outputs, write};

pub(super) fn fit(options: &FitOptions, lang: Lang) -> Result<ExitCode> {
    let unit: Option<TimeUnit> = options.unit.as_deref().map(str::parse).transpose()?;
    let output = options.output.as_deref();
    outputs::keep_apart(std::slice::from_ref(&options.file), &[output])?;
    let column = Column::read(&options.file, options.column.as_deref(), unit)?;
    let file = options.file.to_string_lossy();
    let streams = Streams::new(options.seed, 0);
    let told = |fits: Fits<'_>| match options.format {
        PageFormat::Text => report::text(fits, &column, &file, lang),
        PageFormat::Json => report::json(fits, &column, &file),
    };
    let in_file = |error: cetak::Error| error.in_file(&options.file);
    let text = match &column.observations {
        Observations::Numbers(numbers) => {
            told(Fits::Numbers(&fitted(numbers, &streams).map_err(in_file)?))
        }
        Observations::Times(times) => told(Fits::Times(&fitted(times, &streams).map_err(in_file)?)),
    };
    write::write(output, &text)?;
    Ok(ExitCode::SUCCESS)
}
