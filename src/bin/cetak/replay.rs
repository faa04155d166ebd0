//! `replay`: a result repeated and held against what it says.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use cetak::__command::{Message, Variable, error, say};
use cetak::error::{Error, ErrorKind, Result};
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
    let plans = recorded.scenarios().map(|text| {
        let plan = scenario::parse(text, file, &[]).map_err(Error::from)?.plan;
        known_dates(&plan, recorded.by())?;
        Ok(plan)
    });
    let mut plans: Vec<Plan> = plans.collect::<Result<_>>()?;
    let again = watched_with(&settings, lang, |settings, control| {
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
    })?;
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
