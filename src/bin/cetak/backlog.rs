//! `backlog`.

use std::process::ExitCode;

use cetak::error::Result;
use cetak::register::Register;
use cetak::report::register as report;
use cetak::words::Lang;

use super::args::BacklogOptions;
use super::{outputs, write};

pub(super) fn backlog(options: &BacklogOptions, lang: Lang) -> Result<ExitCode> {
    let output = options.output.as_deref();
    outputs::keep_apart(std::slice::from_ref(&options.file), &[output])?;
    let register = Register::read(&options.file)?;
    // The folders that it is in are nobody's business but the reader's.
    let name = options.file.file_name().unwrap_or(options.file.as_os_str());
    let name = name.to_string_lossy();
    if output.is_some() {
        let source = report::source(&register, &name, lang);
        write::write(output, &register.scenario(&source))?;
    }
    let written = output.map(|path| path.to_string_lossy());
    write::write(
        None,
        &report::text(&register, &name, written.as_deref(), lang),
    )?;
    Ok(ExitCode::SUCCESS)
}
