//! `replay`: a result repeated and held against what it says.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use cetak::__command::{Message, Variable, error, say};
use cetak::error::{Error, ErrorKind, Result};
use cetak::experiment::Settings;
use cetak::nation::{self, Allotment, Nation, NationProjection};
use cetak::office::plan::Plan;
use cetak::projection;
use cetak::report::replay::Recorded;
use cetak::report::{self, compare};
use cetak::scenario;
use cetak::words::Lang;

use super::simulate::{known_dates, watched_with};
use super::values::MOST_REPLICATIONS;
use super::{NO, write};

/// The size limit of a result, in bytes. That of a hundred scenarios stays below.
const LARGEST_FILE: u64 = 1 << 26;

/// Repeats what a result is of. The exit code is 0 if the new result is the same bit by bit, else 1.
pub(super) fn replay(file: &Path, threads: Option<usize>, lang: Lang) -> Result<ExitCode> {
    let recorded = Recorded::read(&read(file)?).map_err(|error| error.in_file(file))?;
    let settings = recorded.settings(threads);
    if settings.replications > MOST_REPLICATIONS {
        let message = Message::new("replay-no-result");
        return Err(error(ErrorKind::Checkpoint, message).in_file(file));
    }
    let again = match recorded.rules() {
        [] => of_offices(&recorded, &settings, file, threads, lang)?,
        rules => of_nation(&recorded, rules, &settings, file, threads, lang)?,
    };
    let differences = recorded.differences(&again)?;
    let name = file.display().to_string();
    let (said, code) = match differences.is_empty() {
        true => (
            say(lang, "replay-same", &[("file", name.into())]),
            ExitCode::SUCCESS,
        ),
        false => {
            let keys = differences.join(", ");
            let args = [("file", name.into()), ("keys", keys.into())];
            (say(lang, "replay-differs", &args), ExitCode::from(NO))
        }
    };
    write::write(None, &(said + "\n"))?;
    Ok(code)
}

/// Repeats a run of a nation under each of these rules, and returns its result.
fn of_nation(
    recorded: &Recorded,
    rules: &[Allotment],
    settings: &Settings,
    file: &Path,
    threads: Option<usize>,
    lang: Lang,
) -> Result<String> {
    let nations = recorded.scenarios().zip(rules).map(|(text, rule)| {
        let read = scenario::parse_nation(text, file, &[]);
        let mut nation = read.map_err(Error::from)?.nation;
        known_dates(&nation.shared, recorded.by())?;
        nation.allotment = *rule;
        Ok(nation)
    });
    let nations: Vec<Nation> = nations.collect::<Result<_>>()?;
    watched_with(settings, lang, |settings, control| {
        let by = recorded.by();
        let each = nations.into_iter();
        let each = each.map(|nation| nation::project(nation, settings, by, control));
        let mut found: Vec<NationProjection> = each.collect::<Result<_>>()?;
        if recorded.compares_rules() {
            let comparison = nation::compared(found);
            return Ok(report::nation::comparison_json(&comparison));
        }
        let mut p = found.remove(0);
        if recorded.has_other_rule() {
            p.other_rule = nation::other_rule(&p, threads, control)?;
        }
        Ok(report::nation::json(&p))
    })
}

/// Repeats a run of one office, or a comparison, and returns its result.
fn of_offices(
    recorded: &Recorded,
    settings: &Settings,
    file: &Path,
    threads: Option<usize>,
    lang: Lang,
) -> Result<String> {
    let plans = recorded.scenarios().map(|text| {
        let plan = scenario::parse(text, file, &[]).map_err(Error::from)?.plan;
        known_dates(&plan, recorded.by())?;
        Ok(plan)
    });
    let mut plans: Vec<Plan> = plans.collect::<Result<_>>()?;
    watched_with(settings, lang, |settings, control| {
        if plans.len() > 1 {
            let by = recorded.by();
            let comparison = match recorded.indifference() {
                Some(days) => projection::select(days.parse()?, plans, settings, by, control)?,
                None => projection::compare(plans, settings, by, control)?,
            };
            return Ok(compare::json(&comparison));
        }
        if recorded.is_sensitivity() {
            let found = projection::sensitivity(plans.remove(0), settings, control)?;
            return Ok(report::sensitivity::json(&found));
        }
        let mut p = projection::project(plans.remove(0), settings, recorded.by(), control)?;
        if recorded.has_remedies() {
            p.remedies = Some(projection::remedies(&p, threads, control)?);
            p.more_blanks = projection::more_blanks(&p, threads, control)?;
        }
        if recorded.has_spread() {
            p.spread = projection::spread(&p, threads, control)?;
        }
        Ok(report::json::run(&p))
    })
}

fn read(path: &Path) -> Result<String> {
    let unreadable = |failed: std::io::Error| {
        let message =
            Message::new("replay-unreadable").with("detail", Variable::of_read(path, &failed));
        error(ErrorKind::File, message).in_file(path)
    };
    let mut text = String::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST_FILE)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    Ok(text)
}
