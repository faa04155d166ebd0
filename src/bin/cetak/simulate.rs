//! `run` and `compare`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::slice;
use std::sync::atomic::{AtomicU32, Ordering};

use cetak::__command::{Message, error};
use cetak::error::{Error, ErrorKind, Result};
use cetak::experiment::{Control, Part, Settings};
use cetak::office::plan::Plan;
use cetak::projection::{self, DaysIndifference, Projection};
use cetak::report;
use cetak::report::csv::Dialect;
use cetak::scenario::{self, Override, Scenario};
use cetak::words::Lang;
use jiff::civil::Date;

use super::args::{CompareOptions, Format, Options, RunOptions, Table};
use super::progress::{Bar, stop_on_ctrl_c};
use super::values::{self, MOST_REPLICATIONS, USUAL_REPLICATIONS};
use super::write::{self, Output};
use super::{INTERRUPTED, outputs, say_warnings};

/// The scenario of a command line without a scenario.
const BASELINE: &str = "bangli";

pub(super) fn run(file: Option<&Path>, options: &RunOptions, lang: Lang) -> Result<ExitCode> {
    let file = file.unwrap_or(Path::new(BASELINE));
    let sets = values::sets(&options.common.sets)?;
    run_plan(options, lang, || {
        let scenario = read(file, &sets, lang)?;
        Ok((scenario.plan, scenario.files))
    })
}

/// Runs the plan that `read` has, with the files that it was read from.
pub(super) fn run_plan(
    options: &RunOptions,
    lang: Lang,
    read: impl FnOnce() -> Result<(Plan, Vec<PathBuf>)>,
) -> Result<ExitCode> {
    let common = &options.common;
    draws_svg(options.plot.as_deref())?;
    is_for_programs(options.table, common.format)?;
    let by = values::dates(&options.by)?;
    let (plan, files) = read()?;
    let outputs = wanted(common.output.as_deref(), options.plot.as_deref());
    outputs::keep_apart(&files, &outputs)?;
    known_dates(&plan, &by)?;
    if let (Some(part), Some(path)) = (&options.part, &common.output) {
        let settings = settings(common, USUAL_REPLICATIONS);
        let part = part.parse()?;
        return store(&settings, part, path, lang, |control| {
            projection::project_part(plan, &settings, part, path, control)
        });
    }
    let quick = options.quick || !tells_remedies(options.table);
    let precision = values::precisions(&options.precision)?;
    let usual = match precision.is_empty() {
        true => USUAL_REPLICATIONS,
        false => MOST_REPLICATIONS,
    };
    let settings = settings(common, usual);
    // What would help, and the spread, take as many again at most, or nearly.
    let total = match quick {
        true => settings.replications,
        false => settings.replications.saturating_mul(2),
    };
    let projection = watched_to(total, &settings, lang, |settings, control| {
        let by_place = options.table == Some(Table::Daily);
        let mut projection = match (precision.is_empty(), by_place) {
            (true, true) => projection::project_by_place(plan, settings, &by, control)?,
            (true, false) => projection::project(plan, settings, &by, control)?,
            (false, true) => {
                projection::project_to_by_place(&precision, plan, settings, &by, control)?
            }
            (false, false) => projection::project_to(&precision, plan, settings, &by, control)?,
        };
        if !quick && projection.complete {
            explain(&mut projection, settings, control)?;
        }
        Ok(projection)
    })?;
    let text = page(&projection, options.table, common.format, common.lang, lang);
    let plot = options
        .plot
        .as_ref()
        .map(|_| report::plot::svg(&projection, lang));
    write(outputs, &text, plot.as_deref())?;
    Ok(code(&[projection]))
}

/// Runs a part of the replications into a file, as `run` does it.
pub(super) fn store(
    settings: &Settings,
    part: Part,
    path: &Path,
    lang: Lang,
    run: impl FnOnce(&Control<'_>) -> Result<()>,
) -> Result<ExitCode> {
    if path == Path::new("-") {
        return Err(error(ErrorKind::Value, Message::new("cli-part-output")));
    }
    let replications = part.replications(settings.replications)?;
    let shown = Settings {
        replications: replications.end - replications.start,
        ..*settings
    };
    // What is stored is told if it is stopped, so that error is not put into other words.
    let done = watched_with(&shown, lang, |_, control| Ok(run(control)))?;
    done.map(|()| ExitCode::SUCCESS)
}

/// Whether what would help is told: no other table has it.
pub(super) fn tells_remedies(table: Option<Table>) -> bool {
    matches!(table, None | Some(Table::Measures))
}

/// The report on one projection, or a long table of it. `asked` is the language if it was asked for.
pub(super) fn page(
    p: &Projection,
    table: Option<Table>,
    format: Format,
    asked: Option<Lang>,
    lang: Lang,
) -> String {
    match (table, format) {
        (Some(table), format) => long(table, format, slice::from_ref(p), asked),
        (None, Format::Text) => report::text::run(p, lang),
        (None, Format::Json) => report::json::run(p),
        (None, Format::Csv) => report::csv::run(p, Dialect::of(asked)),
    }
}

pub(super) fn compare(files: &[PathBuf], options: &CompareOptions, lang: Lang) -> Result<ExitCode> {
    let common = &options.common;
    draws_svg(options.plot.as_deref())?;
    is_for_programs(options.table, common.format)?;
    let (sets, by) = (values::sets(&common.sets)?, values::dates(&options.by)?);
    let select = options
        .select
        .as_deref()
        .map(str::parse::<DaysIndifference>);
    let select = select.transpose()?;
    if select.is_some() && common.format == Format::Csv {
        return Err(error(ErrorKind::Value, Message::new("cli-select-csv")));
    }
    let scenarios = files
        .iter()
        .map(|file| read(file, &sets, lang))
        .collect::<Result<Vec<Scenario>>>()?;
    let inputs: Vec<PathBuf> = scenarios
        .iter()
        .flat_map(|scenario| scenario.files.iter().cloned())
        .collect();
    let outputs = wanted(common.output.as_deref(), options.plot.as_deref());
    outputs::keep_apart(&inputs, &outputs)?;
    names_differ(files, &scenarios)?;
    let plans: Vec<Plan> = scenarios
        .into_iter()
        .map(|scenario| scenario.plan)
        .collect();
    for plan in &plans {
        known_dates(plan, &by)?;
    }
    let comparison = watched(common, lang, |settings, control| {
        match (select, options.table) {
            (Some(width), _) => projection::select(width, plans, settings, &by, control),
            (_, Some(Table::Daily)) => projection::compare_by_place(plans, settings, &by, control),
            _ => projection::compare(plans, settings, &by, control),
        }
    })?;
    let text = match (options.table, common.format) {
        (Some(table), format) => long(table, format, &comparison.projections, common.lang),
        (None, Format::Text) => report::compare::text(&comparison, lang),
        (None, Format::Json) => report::compare::json(&comparison),
        (None, Format::Csv) => report::compare::csv(&comparison, Dialect::of(common.lang)),
    };
    let plot = options
        .plot
        .as_ref()
        .map(|_| report::plot::comparison(&comparison, lang));
    write(outputs, &text, plot.as_deref())?;
    Ok(code(&comparison.projections))
}

/// A long table of projections. A page of text has none.
fn long(table: Table, format: Format, projections: &[Projection], asked: Option<Lang>) -> String {
    match format {
        Format::Json => report::table::json(table.into(), projections),
        _ => report::table::csv(table.into(), projections, Dialect::of(asked)),
    }
}

/// Refuses a long table as a page of text.
pub(super) fn is_for_programs(table: Option<Table>, format: Format) -> Result<()> {
    match (table, format) {
        (Some(_), Format::Text) => Err(error(ErrorKind::Value, Message::new("cli-table-text"))),
        _ => Ok(()),
    }
}

/// Tries what would help and splits the spread, after the run in the progress bar. What is not done when stopped is left out, and the
/// projection is then not complete.
pub(super) fn explain(
    p: &mut Projection,
    settings: &Settings,
    control: &Control<'_>,
) -> Result<()> {
    // Each stage begins at 0 again.
    let (before, done) = (AtomicU32::new(p.replications), AtomicU32::new(0));
    let progress = |now| {
        done.store(now, Ordering::Relaxed);
        let before = before.load(Ordering::Relaxed);
        control.progress.iter().for_each(|set| set(before + now));
    };
    let next_stage = || before.fetch_add(done.swap(0, Ordering::Relaxed), Ordering::Relaxed);
    let after = Control {
        progress: Some(&progress),
        stop: control.stop,
    };
    let tried = projection::remedies(p, settings.threads, &after).map(Some);
    next_stage();
    let more_blanks = projection::more_blanks(p, settings.threads, &after);
    next_stage();
    let spread = projection::spread(p, settings.threads, &after);
    p.remedies = unless_stopped(tried, &mut p.complete)?;
    p.more_blanks = unless_stopped(more_blanks, &mut p.complete)?;
    p.spread = unless_stopped(spread, &mut p.complete)?;
    Ok(())
}

/// Nothing if it was stopped, which is noted, or if a world is too large.
pub(super) fn unless_stopped<T>(done: Result<Option<T>>, complete: &mut bool) -> Result<Option<T>> {
    match done {
        Err(error) if error.kind() == ErrorKind::Interrupted => {
            *complete = false;
            Ok(None)
        }
        // A plan that is too large without a cause costs its remedy, not the run.
        Err(error) if error.kind() == ErrorKind::Value => Ok(None),
        done => done,
    }
}

/// The outputs of a command: its report, and its plot if one is asked for.
pub(super) fn wanted<'a>(report: Option<&'a Path>, plot: Option<&'a Path>) -> Vec<Output<'a>> {
    std::iter::once(report).chain(plot.map(Some)).collect()
}

/// Writes the report and the plot to these outputs, both or none.
pub(super) fn write(outputs: Vec<Output<'_>>, report: &str, plot: Option<&str>) -> Result<()> {
    let texts = std::iter::once(report).chain(plot);
    let written: Vec<(Output<'_>, &str)> = outputs.into_iter().zip(texts).collect();
    write::write_all(&written)
}

/// Reads a scenario and reports its warnings.
pub(super) fn read(file: &Path, sets: &[Override], lang: Lang) -> Result<Scenario> {
    let scenario = scenario::read(file, sets).map_err(Error::from)?;
    say_warnings(&scenario, lang);
    Ok(scenario)
}

/// Refuses a plot file whose ending promises another format.
pub(super) fn draws_svg(plot: Option<&Path>) -> Result<()> {
    let is_svg = |file: &Path| {
        file.extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("svg"))
    };
    match plot.filter(|file| !is_svg(file) && *file != Path::new("-")) {
        None => Ok(()),
        Some(file) => {
            let message = Message::new("cli-plot-svg");
            Err(error(ErrorKind::File, message).in_file(file))
        }
    }
}

/// Refuses two scenarios of one name: nobody could tell their columns apart.
pub(super) fn names_differ(files: &[PathBuf], scenarios: &[Scenario]) -> Result<()> {
    let mut first: HashMap<&str, &Path> = HashMap::new();
    for (file, scenario) in files.iter().zip(scenarios) {
        let name = scenario.plan.name.as_str();
        if let Some(before) = first.insert(name, file) {
            let message = Message::new("cli-one-name")
                .with("first", before.display().to_string())
                .with("second", file.display().to_string())
                .with("name", name);
            return Err(error(ErrorKind::Value, message));
        }
    }
    Ok(())
}

/// Refuses dates outside the simulated time.
pub(super) fn known_dates(plan: &Plan, by: &[Date]) -> Result<()> {
    let Some(found) = by
        .iter()
        .find(|date| !(plan.start..=plan.horizon).contains(date))
    else {
        return Ok(());
    };
    let message = Message::new("cli-by-outside")
        .with("found", *found)
        .with("start", plan.start)
        .with("horizon", plan.horizon);
    Err(error(ErrorKind::Value, message))
}

/// The settings of a simulation; `usual` is the number of replications if none is asked for.
pub(super) fn settings(options: &Options, usual: u32) -> Settings {
    Settings {
        replications: options.replications.unwrap_or(usual),
        seed: options.seed,
        threads: options.threads,
    }
}

/// Runs a simulation with a progress bar, stopped by Ctrl-C.
pub(super) fn watched<T>(
    options: &Options,
    lang: Lang,
    simulate: impl FnOnce(&Settings, &Control<'_>) -> Result<T>,
) -> Result<T> {
    watched_with(&settings(options, USUAL_REPLICATIONS), lang, simulate)
}

/// The same with these settings.
pub(super) fn watched_with<T>(
    settings: &Settings,
    lang: Lang,
    simulate: impl FnOnce(&Settings, &Control<'_>) -> Result<T>,
) -> Result<T> {
    watched_to(settings.replications, settings, lang, simulate)
}

/// The same with a bar that ends at so many replications.
pub(super) fn watched_to<T>(
    total: u32,
    settings: &Settings,
    lang: Lang,
    simulate: impl FnOnce(&Settings, &Control<'_>) -> Result<T>,
) -> Result<T> {
    let bar = Bar::new(total);
    let progress = |done| bar.set(done);
    let control = Control {
        progress: Some(&progress),
        stop: Some(stop_on_ctrl_c(lang)),
    };
    let found = simulate(settings, &control);
    bar.clear();
    found.map_err(|failed| match failed.kind() {
        ErrorKind::Interrupted => error(failed.kind(), Message::new("cli-stopped")),
        _ => failed,
    })
}

/// The exit code: done, or interrupted with a report on what is done.
pub(super) fn code(projections: &[Projection]) -> ExitCode {
    match projections.iter().all(|p| p.complete) {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(INTERRUPTED),
    }
}
