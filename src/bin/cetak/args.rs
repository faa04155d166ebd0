//! The arguments as typed.

use std::path::PathBuf;

use cetak::__command::{Message, error};
use cetak::error::{ErrorKind, Result};
use cetak::scenario::Override;
use cetak::words::Lang;
use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// More replications would change no digit that is shown.
const MOST_REPLICATIONS: u64 = 100_000;
const MOST_THREADS: u64 = 1024;

/// When does everyone have their card? Simulates a card-issuing office and reports dates with their chances
#[derive(Parser)]
#[command(
    name = "cetak",
    version,
    after_help = "Without a command, the built-in scenario \"bangli\" is run.",
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub options: RunOptions,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Simulate one scenario and report when everyone is served
    Run {
        /// A scenario file, or the name of a built-in scenario
        #[arg(value_name = "FILE|NAME")]
        file: PathBuf,
        #[command(flatten)]
        options: RunOptions,
    },
    /// Simulate scenarios on the same chance events and report the differences from the first
    Compare {
        /// Scenario files or names of built-in scenarios, two or more; the first is the reference
        #[arg(value_name = "FILE|NAME", required = true, num_args = 2..)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        options: CompareOptions,
    },
    /// Simulate a scenario with each value of one key or two, on the same chance events, in one table
    Sweep {
        /// A scenario file, or the name of a built-in scenario
        #[arg(value_name = "FILE|NAME")]
        file: PathBuf,
        #[command(flatten)]
        options: SweepOptions,
    },
    /// Find how far a value may go for a goal to be reached; ends with code 1 if no value reaches it
    Find {
        /// A scenario file, or the name of a built-in scenario
        #[arg(value_name = "FILE|NAME")]
        file: PathBuf,
        #[command(flatten)]
        options: FindOptions,
    },
    /// Run one replication and write one line for each event
    Trace {
        #[command(flatten)]
        options: TraceOptions,
    },
    /// Read scenario files and list every problem
    Check {
        /// Scenario files or names of built-in scenarios
        #[arg(value_name = "FILE|NAME", required = true)]
        files: Vec<PathBuf>,
        #[arg(long = "set", value_name = "KEY=VALUE", help = SET_HELP)]
        sets: Vec<String>,
        #[arg(long, value_name = "id|en", help = LANG_HELP)]
        lang: Option<Lang>,
    },
    /// Write a scenario file to begin with, explained line by line
    Init {
        /// The file to write; one that exists is kept
        #[arg(default_value = "scenario.toml")]
        file: PathBuf,
        #[arg(long, value_name = "id|en", help = LANG_HELP)]
        lang: Option<Lang>,
    },
    /// List the built-in scenarios
    List {
        #[arg(long, value_name = "id|en", help = LANG_HELP)]
        lang: Option<Lang>,
    },
}

const SET_HELP: &str =
    "Lay a value over the scenario, as in printer.daily_limit=60; may be repeated";
const BY_HELP: &str =
    "Report the chance that everyone is served by this date, as in 2017-06-22; may be repeated";
const LANG_HELP: &str = "The language: id or en [default: from the environment]";

/// The options of every simulation.
#[derive(Args)]
pub(super) struct Options {
    #[arg(long = "set", value_name = "KEY=VALUE", help = SET_HELP)]
    pub sets: Vec<String>,
    /// How many times to simulate, 1 to 100,000
    #[arg(short = 'n', long, value_name = "N", default_value = "1000", value_parser = RangedU64ValueParser::<u32>::new().range(1..=MOST_REPLICATIONS))]
    pub replications: u32,
    /// The seed of all chance
    #[arg(long, value_name = "N", default_value = "1")]
    pub seed: u64,
    /// Threads to use [default: one for each core]; changes no result
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=MOST_THREADS))]
    pub threads: Option<usize>,
    #[arg(long, value_name = "id|en", help = LANG_HELP)]
    pub lang: Option<Lang>,
    /// A page to read, JSON for programs, or CSV for spreadsheets
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Write the report to this file [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The options of a run.
#[derive(Args)]
pub(super) struct RunOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long = "by", value_name = "DATE", help = BY_HELP)]
    pub by: Vec<String>,
    /// Do not try out what would help; takes half the time
    #[arg(long)]
    pub quick: bool,
    /// Draw residents waiting and blanks on hand into this SVG file
    #[arg(long, value_name = "FILE.svg")]
    pub plot: Option<PathBuf>,
}

/// The options of a comparison.
#[derive(Args)]
pub(super) struct CompareOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long = "by", value_name = "DATE", help = BY_HELP)]
    pub by: Vec<String>,
    /// Draw the dates and the residents waiting of all scenarios into this SVG file
    #[arg(long, value_name = "FILE.svg")]
    pub plot: Option<PathBuf>,
}

/// The options of a sweep.
#[derive(Args)]
pub(super) struct SweepOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long = "by", value_name = "DATE", help = BY_HELP)]
    pub by: Vec<String>,
    /// The values of a key, as in printer.daily_limit=50,60 or =30..60 or =30..60..5; twice for two keys with each other
    #[arg(long, value_name = "KEY=VALUES", required = true)]
    pub vary: Vec<String>,
}

/// The options of a search.
#[derive(Args)]
pub(super) struct FindOptions {
    #[command(flatten)]
    pub common: Options,
    /// The key whose value is sought, as in blanks.deliveries[1].asked
    #[arg(long, value_name = "KEY")]
    pub key: String,
    /// The value to begin with
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub from: String,
    /// The value to come as near to as the goal allows
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    pub to: String,
    /// The step between values [default: 1, or a day]
    #[arg(long, value_name = "STEP")]
    pub step: Option<String>,
    /// What is to be reached, as in "cleared by 2017-07-28 with 90 %", "served 95 % by 2017-06-30 with 80 %" or "no standstill
    /// until 2017-08-31 with 90 %"
    #[arg(long)]
    pub goal: String,
}

/// The options of a trace.
#[derive(Args)]
pub(super) struct TraceOptions {
    /// A scenario file, or the name of a built-in scenario
    #[arg(value_name = "FILE|NAME")]
    pub file: PathBuf,
    #[arg(long = "set", value_name = "KEY=VALUE", help = SET_HELP)]
    pub sets: Vec<String>,
    /// The seed of all chance
    #[arg(long, value_name = "N", default_value = "1")]
    pub seed: u64,
    /// Which replication of a run with this seed, counted from 1
    #[arg(long, value_name = "N", default_value = "1", value_parser = RangedU64ValueParser::<u32>::new().range(1..=MOST_REPLICATIONS))]
    pub replication: u32,
    #[arg(long, value_name = "id|en", help = LANG_HELP)]
    pub lang: Option<Lang>,
    /// Write the lines to this file [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Csv,
}

/// The values of `--set`. clap leaves them as text, so that errors in them are reported in the requested language.
pub(super) fn sets(texts: &[String]) -> Result<Vec<Override>> {
    texts.iter().map(|text| text.parse()).collect()
}

/// The dates of `--by`, which clap leaves as text too.
pub(super) fn dates(texts: &[String]) -> Result<Vec<Date>> {
    let date = |text: &String| {
        text.parse().map_err(|_| {
            let message = Message::new("cli-by-unreadable").with("found", text.as_str());
            error(ErrorKind::Value, message)
        })
    };
    texts.iter().map(date).collect()
}

impl Cli {
    /// The requested language, or the language of the environment.
    pub fn lang(&self) -> Lang {
        let asked = match &self.command {
            None => self.options.common.lang,
            Some(Command::Run { options, .. }) => options.common.lang,
            Some(Command::Compare { options, .. }) => options.common.lang,
            Some(Command::Sweep { options, .. }) => options.common.lang,
            Some(Command::Find { options, .. }) => options.common.lang,
            Some(Command::Trace { options }) => options.lang,
            Some(
                Command::Check { lang, .. } | Command::Init { lang, .. } | Command::List { lang },
            ) => *lang,
        };
        asked.unwrap_or_else(Lang::from_env)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_bare_command_takes_the_options_of_a_run() {
        let cli = Cli::try_parse_from(["cetak", "-n", "10", "--by", "2017-06-22", "--lang", "id"])
            .unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.options.common.replications, 10);
        assert_eq!(cli.lang(), Lang::Id);
    }

    #[test]
    fn senseless_numbers_are_refused() {
        for wrong in [
            ["-n", "0"],
            ["-n", "100001"],
            ["--threads", "0"],
            ["--seed", "-1"],
        ] {
            assert!(
                Cli::try_parse_from([&["cetak"][..], &wrong[..]].concat()).is_err(),
                "{wrong:?}"
            );
        }
    }
}
