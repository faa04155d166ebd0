//! `check`, `init` and `list`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cetak::__command::say;
use cetak::error::{Error, Result};
use cetak::scenario::{self, Override};
use cetak::words::Lang;

use super::{WRONG, outputs, say_aside, say_warnings, write};

/// Reads all files and reports every problem in them; warnings alone are no failure.
pub(super) fn check(files: &[PathBuf], sets: &[Override], lang: Lang) -> Result<ExitCode> {
    let (mut good, mut read) = (String::new(), Vec::new());
    let mut code = ExitCode::SUCCESS;
    for file in files {
        match scenario::read(file, sets) {
            Ok(scenario) => {
                say_warnings(&scenario, lang);
                let name = file.display().to_string();
                let of = [
                    ("file", name.into()),
                    ("warnings", scenario.warnings.len().into()),
                ];
                good += &say(lang, "cli-good", &of);
                good.push('\n');
                read.extend(scenario.files);
            }
            Err(problems) => {
                say_aside(&problems.render(lang));
                read.push(file.clone());
                code = ExitCode::from(WRONG);
            }
        }
    }
    outputs::keep_apart(&read, &[None])?;
    write::write(None, &good)?;
    Ok(code)
}

/// Writes the starter file, unless the file exists.
pub(super) fn init(file: &Path, lang: Lang) -> Result<ExitCode> {
    write::create(file, scenario::starter(lang))?;
    if file != Path::new("-") {
        let name = file.display().to_string();
        let said = say(lang, "cli-written", &[("file", name.into())]);
        write::write(None, &(said + "\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Lists the name and the title of every built-in scenario.
pub(super) fn list(lang: Lang) -> Result<ExitCode> {
    let names: Vec<&str> = scenario::builtins().map(|(name, _)| name).collect();
    let width = names
        .iter()
        .map(|name| name.len())
        .max()
        .unwrap_or_default();
    let mut lines = String::new();
    for name in names {
        let scenario = scenario::builtin(name).map_err(Error::from)?;
        let title = scenario.plan.texts.said(&scenario.plan.name, lang);
        lines += &format!("{name:width$}  {title}\n");
    }
    write::write(None, &lines)?;
    Ok(ExitCode::SUCCESS)
}
