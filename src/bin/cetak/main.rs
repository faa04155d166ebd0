//! The command `cetak`: parses arguments, makes one library call, writes a report.

mod args;
mod backlog;
mod campaign;
mod files;
mod find;
mod fit;
mod help;
mod identity;
mod merge;
mod nation;
mod outputs;
mod progress;
mod promise;
mod refusal;
mod replay;
mod sensitivity;
mod simulate;
mod standard_output;
mod sweep;
mod trace;
mod values;
mod write;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use cetak::error::{Error, ErrorKind, Result};
use cetak::scenario::Scenario;
use cetak::words::Lang;
use clap::FromArgMatches;
use clap::builder::StyledStr;

use self::args::{Cli, Command};

// Runs before the Rust runtime opens `/dev/null` in place of a closed standard output.
#[cfg(unix)]
uucore::init_startup_state_capture!();

/// Reads the arguments, does what they ask for, and returns the exit code: 0 done, 1 the answer is no, 2 usage or file error, 70 an error in the program,
/// 130 interrupted.
///
/// Problems go to standard error, one per line.
fn main() -> ExitCode {
    let (asked, arguments) = help::language(std::env::args_os());
    let lang = asked.unwrap_or_else(Lang::from_env);
    let mut command = help::command(lang);
    let parsed = command
        .try_get_matches_from_mut(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let done = match parsed {
        Ok(mut cli) => {
            cli.ask(asked);
            run(cli, command, lang)
        }
        Err(not_run) => answer(not_run, lang),
    };
    done.unwrap_or_else(|error| tell(&error, lang))
}

/// Prints what clap has instead of arguments: `--help`, `--version`, or an error.
fn answer(said: clap::Error, lang: Lang) -> Result<ExitCode> {
    if said.use_stderr() {
        say_aside(&refusal::told(&said, lang));
        return Ok(ExitCode::from(WRONG));
    }
    print(&said.render())
}

/// Prints a page of help, with its colours on a terminal.
fn print(page: &StyledStr) -> Result<ExitCode> {
    let text = match std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        true => page.ansi().to_string(),
        false => page.to_string(),
    };
    write::write(None, &text)?;
    Ok(ExitCode::SUCCESS)
}

fn run(cli: Cli, command: clap::Command, lang: Lang) -> Result<ExitCode> {
    match cli.command {
        None => simulate::run(None, &cli.options, lang),
        Some(Command::Run { file, options }) => simulate::run(Some(&file), &options, lang),
        Some(Command::Compare { files, options }) => simulate::compare(&files, &options, lang),
        Some(Command::Sweep { file, options }) => sweep::sweep(&file, &options, lang),
        Some(Command::Sensitivity { file, options }) => {
            sensitivity::sensitivity(&file, &options, lang)
        }
        Some(Command::Find { file, options }) => find::find(&file, &options, lang),
        Some(Command::Backlog { options }) => backlog::backlog(&options, lang),
        Some(Command::Fit { options }) => fit::fit(&options, lang),
        Some(Command::Promise { options }) => promise::promise(&options, lang),
        Some(Command::Nation { file, options }) => nation::nation(&file, options, lang),
        Some(Command::Merge { files, options }) => merge::merge(&files, &options, lang),
        Some(Command::Campaign { command }) => campaign::campaign(&command, lang),
        Some(Command::Replay { file, threads }) => replay::replay(&file, threads, lang),
        Some(Command::Trace { options }) => trace::trace(&options, lang),
        Some(Command::Check { files, sets }) => files::check(&files, &values::sets(&sets)?, lang),
        Some(Command::Init { file }) => files::init(&file, lang),
        Some(Command::List) => files::list(lang),
        Some(Command::Help { command: of }) => match help::page(command, of.as_deref()) {
            Ok(page) => print(&page),
            Err(unknown) => answer(unknown, lang),
        },
    }
}

/// Writes a line to standard error; if that fails, nobody reads it.
fn say_aside(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn say_warnings(scenario: &Scenario, lang: Lang) {
    if !scenario.warnings.is_empty() {
        say_aside(&scenario.render_warnings(lang));
    }
}

/// The answer is no: no value reaches the goal.
const NO: u8 = 1;
/// Usage or file error.
const WRONG: u8 = 2;
/// The program contradicts itself.
const INTERNAL: u8 = 70;
/// Ended by Ctrl-C.
const INTERRUPTED: u8 = 130;

/// Reports an error, and returns its exit code.
fn tell(error: &Error, lang: Lang) -> ExitCode {
    say_aside(&error.render(lang));
    ExitCode::from(match error.kind() {
        ErrorKind::Internal => INTERNAL,
        ErrorKind::Interrupted => INTERRUPTED,
        _ => WRONG,
    })
}
