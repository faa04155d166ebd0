//! `run` and `compare`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use cetak::__command::say;
use cetak::error::{Error, ErrorKind};
use cetak::experiment::{Control, Settings};
use cetak::office::plan::Plan;
use cetak::projection::{self, Projection};
use cetak::report;
use cetak::scenario::{self, Override, Scenario};
use cetak::words::{self, Lang};
use jiff::civil::Date;

use super::args::{Format, Options, RunOptions};
use super::progress::{Bar, stop_on_ctrl_c};
use super::{Failure, INTERRUPTED, outputs, say_warnings, write};

/// What is run without a word.
const BASELINE: &str = "bangli";

pub(super) fn run(
    file: Option<&Path>,
    options: &RunOptions,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let (common, file) = (&options.common, file.unwrap_or(Path::new(BASELINE)));
    draws_svg(options.plot.as_deref(), lang)?;
    let scenario = read(file, &common.sets, lang)?;
    let mut outputs = vec![common.output.as_deref()];
    outputs.extend(options.plot.as_deref().map(Some));
    outputs::keep_apart(&scenario.files, &outputs, lang)?;
    let plan = scenario.plan;
    known_dates(&plan, &common.by, lang)?;
    let plan = Arc::new(plan);
    fits(std::slice::from_ref(&plan), common, lang)?;
    let projection = watched(common, lang, |settings, control| {
        projection::project(plan, settings, &common.by, control)
    })?;
    let text = match common.format {
        Format::Text => report::text::run(&projection, lang),
        Format::Json => report::json::run(&projection),
        Format::Csv => report::csv::run(&projection),
    };
    let plot = options
        .plot
        .as_ref()
        .map(|_| report::plot::svg(&projection, lang));
    let texts: Vec<&str> = std::iter::once(&text)
        .chain(&plot)
        .map(String::as_str)
        .collect();
    let written: Vec<(write::Output<'_>, &str)> = outputs.into_iter().zip(texts).collect();
    write::write_all(lang, &written)?;
    Ok(code(&[projection]))
}

pub(super) fn compare(
    files: &[PathBuf],
    options: &Options,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let scenarios = files
        .iter()
        .map(|file| read(file, &options.sets, lang))
        .collect::<Result<Vec<Scenario>, Failure>>()?;
    let inputs: Vec<PathBuf> = scenarios
        .iter()
        .flat_map(|scenario| scenario.files.iter().cloned())
        .collect();
    outputs::keep_apart(&inputs, &[options.output.as_deref()], lang)?;
    let plans: Vec<Plan> = scenarios
        .into_iter()
        .map(|scenario| scenario.plan)
        .collect();
    for plan in &plans {
        known_dates(plan, &options.by, lang)?;
    }
    let plans: Vec<Arc<Plan>> = plans.into_iter().map(Arc::new).collect();
    fits(&plans, options, lang)?;
    let comparison = watched(options, lang, |settings, control| {
        projection::compare(plans, settings, &options.by, control)
    })?;
    let text = match options.format {
        Format::Text => report::compare::text(&comparison, lang),
        Format::Json => report::compare::json(&comparison),
        Format::Csv => report::compare::csv(&comparison),
    };
    write::write(lang, options.output.as_deref(), &text)?;
    Ok(code(&comparison.projections))
}

/// The scenario, with its warnings told.
pub(super) fn read(file: &Path, sets: &[Override], lang: Lang) -> Result<Scenario, Failure> {
    let scenario =
        scenario::read(file, sets).map_err(|problems| Failure::of_problems(&problems, lang))?;
    say_warnings(&scenario, lang);
    Ok(scenario)
}

/// Refuses a plot whose name promises another kind of picture.
fn draws_svg(plot: Option<&Path>, lang: Lang) -> Result<(), Failure> {
    let is_svg = |file: &Path| {
        file.extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("svg"))
    };
    match plot.filter(|file| !is_svg(file) && *file != Path::new("-")) {
        None => Ok(()),
        Some(file) => {
            let message = say(lang, "cli-plot-svg", &[]);
            Err(Error::new(ErrorKind::File, message).in_file(file).into())
        }
    }
}

/// Refuses dates of which the simulation can know nothing.
fn known_dates(plan: &Plan, by: &[Date], lang: Lang) -> Result<(), Failure> {
    let Some(found) = by
        .iter()
        .find(|date| !(plan.start..=plan.horizon).contains(date))
    else {
        return Ok(());
    };
    let date = |date: Date| words::date(lang, date);
    let message = say(
        lang,
        "cli-by-outside",
        &[
            ("found", date(*found).into()),
            ("start", date(plan.start).into()),
            ("horizon", date(plan.horizon).into()),
        ],
    );
    Err(Error::new(ErrorKind::Value, message).into())
}

/// Does the simulation with a bar and Ctrl-C.
fn watched<T>(
    options: &Options,
    lang: Lang,
    simulate: impl FnOnce(&Settings, &Control<'_>) -> cetak::error::Result<T>,
) -> Result<T, Failure> {
    let settings = Settings {
        replications: options.replications,
        seed: options.seed,
        threads: options.threads,
    };
    let bar = Bar::new(options.replications);
    let progress = |done| bar.set(done);
    let control = Control {
        progress: Some(&progress),
        stop: Some(stop_on_ctrl_c(lang)),
    };
    let found = simulate(&settings, &control);
    bar.clear();
    found.map_err(|error| match error.kind() {
        ErrorKind::Interrupted => {
            let nothing = say(lang, "cli-stopped", &[]);
            Error::new(ErrorKind::Interrupted, nothing).into()
        }
        _ => error.into(),
    })
}

/// Refuses more replications than memory should hold.
fn fits(plans: &[Arc<Plan>], options: &Options, lang: Lang) -> Result<(), Failure> {
    let Some(found) = projection::too_much_memory(plans, options.replications) else {
        return Ok(());
    };
    let gigabytes = |bytes: u64| bytes.div_ceil(1_000_000_000) as f64;
    let of = [
        ("replications", options.replications.into()),
        ("needed", gigabytes(found.bytes).into()),
        ("most", found.most_replications.into()),
        ("room", gigabytes(found.most_bytes).into()),
    ];
    let message = say(lang, "cli-too-much-memory", &of);
    Err(Error::new(ErrorKind::Value, message).into())
}

/// Done, or interrupted with a report of what was done.
fn code(projections: &[Projection]) -> ExitCode {
    match projections.iter().all(|p| p.replications == p.requested) {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(INTERRUPTED),
    }
}
