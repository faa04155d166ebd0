//! The arguments as typed.

use std::path::PathBuf;

use cetak::report::table;
use cetak::words::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::values::{job, replications, seed, threads};

// Every text is a key of the word files, which `help` replaces by its message. The language has no field: `help` reads it first.

#[derive(Parser)]
#[command(
    name = "cetak",
    version,
    about = "about-cetak",
    after_help = "after-cetak",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
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
    #[command(about = "about-run")]
    Run {
        #[arg(value_name = "value-scenario", help = "arg-scenario")]
        file: PathBuf,
        #[command(flatten)]
        options: RunOptions,
    },
    #[command(about = "about-compare")]
    Compare {
        #[arg(value_name = "value-scenario", help = "arg-compared", required = true, num_args = 2..)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        options: CompareOptions,
    },
    #[command(about = "about-sweep")]
    Sweep {
        #[arg(value_name = "value-scenario", help = "arg-scenario")]
        file: PathBuf,
        #[command(flatten)]
        options: SweepOptions,
    },
    #[command(about = "about-sensitivity")]
    Sensitivity {
        #[arg(value_name = "value-scenario", help = "arg-scenario")]
        file: PathBuf,
        #[command(flatten)]
        options: Options,
    },
    #[command(about = "about-find")]
    Find {
        #[arg(value_name = "value-scenario", help = "arg-scenario")]
        file: PathBuf,
        #[command(flatten)]
        options: FindOptions,
    },
    #[command(about = "about-backlog")]
    Backlog {
        #[command(flatten)]
        options: BacklogOptions,
    },
    #[command(about = "about-fit")]
    Fit {
        #[command(flatten)]
        options: FitOptions,
    },
    #[command(about = "about-promise")]
    Promise {
        #[command(flatten)]
        options: PromiseOptions,
    },
    #[command(
        about = "about-nation",
        mut_arg("replications", |of_nation| of_nation.help("arg-nation-replications"))
    )]
    Nation {
        #[arg(value_name = "value-file", help = "arg-nation")]
        file: PathBuf,
        #[command(flatten)]
        options: NationOptions,
    },
    #[command(about = "about-merge")]
    Merge {
        #[arg(value_name = "value-file", help = "arg-parts", required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        options: MergeOptions,
    },
    #[command(
        about = "about-campaign",
        disable_help_subcommand = true,
        arg_required_else_help = false
    )]
    Campaign {
        #[command(subcommand)]
        command: CampaignCommand,
    },
    #[command(about = "about-replay")]
    Replay {
        #[arg(value_name = "value-file", help = "arg-result")]
        file: PathBuf,
        #[arg(long, value_name = "N", help = "arg-threads", value_parser = threads)]
        threads: Option<usize>,
    },
    #[command(about = "about-trace")]
    Trace {
        #[command(flatten)]
        options: TraceOptions,
    },
    #[command(about = "about-check")]
    Check {
        #[arg(value_name = "value-scenario", help = "arg-checked", required = true)]
        files: Vec<PathBuf>,
        #[arg(long = "set", value_name = "value-set", help = "arg-set")]
        sets: Vec<String>,
    },
    #[command(about = "about-init")]
    Init {
        #[arg(
            value_name = "value-file",
            help = "arg-init",
            default_value = "scenario.toml"
        )]
        file: PathBuf,
    },
    #[command(about = "about-list")]
    List,
    #[command(about = "about-help")]
    Help {
        #[arg(value_name = "value-command", help = "arg-command")]
        command: Option<String>,
    },
}

/// What to do with a campaign.
#[derive(Subcommand)]
pub(super) enum CampaignCommand {
    #[command(about = "about-campaign-new")]
    New {
        #[arg(value_name = "value-folder", help = "arg-campaign-new")]
        folder: PathBuf,
        #[arg(
            value_name = "value-scenario",
            help = "arg-campaign-plans",
            required = true
        )]
        files: Vec<PathBuf>,
        #[arg(short = 'n', long, value_name = "N", help = "arg-campaign-replications", default_value = "1000", value_parser = replications)]
        replications: u32,
        #[arg(long, value_name = "N", help = "arg-seed", default_value = "1", value_parser = seed)]
        seed: u64,
        #[arg(long, value_name = "N", help = "arg-jobs", value_parser = replications)]
        jobs: Option<u32>,
        #[arg(long, value_name = "value-rule", help = "arg-campaign-rule")]
        rule: Vec<String>,
        #[arg(long, value_name = "N", help = "arg-campaign-offices", value_parser = replications)]
        offices: Option<u32>,
    },
    #[command(about = "about-campaign-run")]
    Run {
        #[arg(value_name = "value-folder", help = "arg-campaign")]
        folder: PathBuf,
        #[arg(long, value_name = "N", help = "arg-job", value_parser = job)]
        job: Option<u32>,
        #[arg(long, help = "arg-again")]
        again: bool,
        #[arg(long, value_name = "N", help = "arg-threads", value_parser = threads)]
        threads: Option<usize>,
    },
    #[command(about = "about-campaign-status")]
    Status {
        #[arg(value_name = "value-folder", help = "arg-campaign")]
        folder: PathBuf,
        #[arg(
            long,
            value_enum,
            value_name = "FORMAT",
            help = "arg-fit-format",
            default_value = "text"
        )]
        format: PageFormat,
    },
    #[command(about = "about-campaign-answer")]
    Answer {
        #[command(flatten)]
        options: AnswerOptions,
    },
}

/// The options of the answer of a campaign.
#[derive(Args)]
pub(super) struct AnswerOptions {
    #[arg(value_name = "value-folder", help = "arg-campaign")]
    pub folder: PathBuf,
    #[arg(long, value_name = "value-name", help = "arg-campaign-plan")]
    pub plan: Option<String>,
    #[arg(long, help = "arg-quick")]
    pub quick: bool,
    #[arg(long, value_name = "N", help = "arg-threads", value_parser = threads)]
    pub threads: Option<usize>,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        help = "arg-format",
        default_value = "text"
    )]
    pub format: Format,
    /// The language, if it was asked for; see [`Cli::ask`].
    #[arg(skip)]
    pub lang: Option<Lang>,
}

/// The options of every simulation.
#[derive(Args)]
pub(super) struct Options {
    #[arg(long = "set", value_name = "value-set", help = "arg-set")]
    pub sets: Vec<String>,
    #[arg(short = 'n', long, value_name = "N", help = "arg-replications", value_parser = replications)]
    pub replications: Option<u32>,
    #[arg(long, value_name = "N", help = "arg-seed", default_value = "1", value_parser = seed)]
    pub seed: u64,
    #[arg(long, value_name = "N", help = "arg-threads", value_parser = threads)]
    pub threads: Option<usize>,
    #[arg(long, value_enum, help = "arg-format", default_value = "text")]
    pub format: Format,
    #[arg(short, long, value_name = "value-file", help = "arg-output")]
    pub output: Option<PathBuf>,
    /// The language, if it was asked for; see [`Cli::ask`].
    #[arg(skip)]
    pub lang: Option<Lang>,
}

/// The options of a run.
#[derive(Args)]
pub(super) struct RunOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long = "by", value_name = "value-date", help = "arg-by")]
    pub by: Vec<String>,
    #[arg(long, value_enum, value_name = "value-table", help = "arg-table")]
    pub table: Option<Table>,
    #[arg(long, help = "arg-quick")]
    pub quick: bool,
    #[arg(long, value_name = "value-precision", help = "arg-precision")]
    pub precision: Vec<String>,
    #[arg(long, value_name = "value-plot", help = "arg-plot")]
    pub plot: Option<PathBuf>,
    #[arg(
        long,
        value_name = "I/K",
        help = "arg-part",
        requires = "output",
        conflicts_with_all = ["by", "table", "quick", "precision", "plot", "format"]
    )]
    pub part: Option<String>,
}

/// The options of a merge.
#[derive(Args)]
pub(super) struct MergeOptions {
    #[arg(long = "by", value_name = "value-date", help = "arg-by")]
    pub by: Vec<String>,
    #[arg(long, value_enum, value_name = "value-table", help = "arg-table")]
    pub table: Option<Table>,
    #[arg(long, help = "arg-quick")]
    pub quick: bool,
    #[arg(long, value_name = "N", help = "arg-threads", value_parser = threads)]
    pub threads: Option<usize>,
    #[arg(long, value_enum, help = "arg-format", default_value = "text")]
    pub format: Format,
    #[arg(short, long, value_name = "value-file", help = "arg-output")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "value-plot", help = "arg-plot")]
    pub plot: Option<PathBuf>,
    /// The language, if it was asked for; see [`Cli::ask`].
    #[arg(skip)]
    pub lang: Option<Lang>,
}

/// The options of a comparison.
#[derive(Args)]
pub(super) struct CompareOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long = "by", value_name = "value-date", help = "arg-by")]
    pub by: Vec<String>,
    #[arg(long, value_enum, value_name = "value-table", help = "arg-table")]
    pub table: Option<Table>,
    #[arg(
        long,
        value_name = "value-select",
        help = "arg-select",
        conflicts_with = "table"
    )]
    pub select: Option<String>,
    #[arg(long, value_name = "value-plot", help = "arg-plot-compared")]
    pub plot: Option<PathBuf>,
}

/// The options of a sweep.
#[derive(Args)]
pub(super) struct SweepOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long = "by", value_name = "value-date", help = "arg-by")]
    pub by: Vec<String>,
    #[arg(long, value_name = "value-vary", help = "arg-vary", required = true)]
    pub vary: Vec<String>,
}

/// The options of a search.
#[derive(Args)]
pub(super) struct FindOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long, value_name = "value-key", help = "arg-key")]
    pub key: String,
    #[arg(
        long,
        value_name = "value-value",
        help = "arg-from",
        allow_hyphen_values = true
    )]
    pub from: String,
    #[arg(
        long,
        value_name = "value-value",
        help = "arg-to",
        allow_hyphen_values = true
    )]
    pub to: String,
    #[arg(long, value_name = "value-step", help = "arg-step")]
    pub step: Option<String>,
    #[arg(long, value_name = "value-goal", help = "arg-goal")]
    pub goal: String,
}

/// The options of a promise.
#[derive(Args)]
pub(super) struct PromiseOptions {
    #[arg(value_name = "value-scenario", help = "arg-scenario")]
    pub file: PathBuf,
    #[arg(
        long,
        value_name = "value-date",
        help = "arg-recorded",
        required_unless_present = "table",
        conflicts_with = "table"
    )]
    pub recorded: Option<String>,
    #[arg(
        long,
        value_name = "value-name",
        help = "arg-kecamatan",
        required_unless_present = "table",
        conflicts_with = "table"
    )]
    pub kecamatan: Option<String>,
    #[arg(long, help = "arg-no-suket", conflicts_with = "table")]
    pub no_suket: bool,
    #[arg(long, help = "arg-board")]
    pub table: bool,
    #[command(flatten)]
    pub common: Options,
}

/// The options of a nation.
#[derive(Args)]
pub(super) struct NationOptions {
    #[command(flatten)]
    pub common: Options,
    #[arg(long = "by", value_name = "value-date", help = "arg-nation-by")]
    pub by: Vec<String>,
    #[arg(
        long,
        value_name = "value-code",
        help = "arg-office",
        conflicts_with = "rule"
    )]
    pub office: Option<String>,
    #[arg(long, value_name = "value-rule", help = "arg-rule")]
    pub rule: Vec<String>,
    #[arg(long, value_name = "value-plot", help = "arg-plot-nation")]
    pub plot: Option<PathBuf>,
    #[arg(
        long,
        value_name = "I/K",
        help = "arg-part",
        requires = "output",
        conflicts_with_all = ["by", "office", "format", "plot"]
    )]
    pub part: Option<String>,
    #[arg(long, value_name = "I/K", help = "arg-part-offices", requires = "part")]
    pub offices: Option<String>,
    #[arg(long, value_name = "value-file", help = "arg-keep", conflicts_with_all = ["part", "office"])]
    pub keep: Option<PathBuf>,
}

/// The options of a trace.
#[derive(Args)]
pub(super) struct TraceOptions {
    #[arg(value_name = "value-scenario", help = "arg-scenario")]
    pub file: PathBuf,
    #[arg(long = "set", value_name = "value-set", help = "arg-set")]
    pub sets: Vec<String>,
    #[arg(long, value_name = "N", help = "arg-seed", default_value = "1", value_parser = seed)]
    pub seed: u64,
    #[arg(long, value_name = "N", help = "arg-replication", default_value = "1", value_parser = replications)]
    pub replication: u32,
    #[arg(short, long, value_name = "value-file", help = "arg-lines")]
    pub output: Option<PathBuf>,
}

/// The options of a backlog.
#[derive(Args)]
pub(super) struct BacklogOptions {
    #[arg(value_name = "value-file", help = "arg-register")]
    pub file: PathBuf,
    #[arg(short, long, value_name = "value-file", help = "arg-backlog")]
    pub output: Option<PathBuf>,
}

/// The options of a fit.
#[derive(Args)]
pub(super) struct FitOptions {
    #[arg(value_name = "value-file", help = "arg-csv")]
    pub file: PathBuf,
    #[arg(long, value_name = "value-name", help = "arg-column")]
    pub column: Option<String>,
    #[arg(long, value_name = "value-unit", help = "arg-unit")]
    pub unit: Option<String>,
    #[arg(long, value_name = "N", help = "arg-seed", default_value = "1", value_parser = seed)]
    pub seed: u64,
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        help = "arg-fit-format",
        default_value = "text"
    )]
    pub format: PageFormat,
    #[arg(short, long, value_name = "value-file", help = "arg-output")]
    pub output: Option<PathBuf>,
}

/// How to report what is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    Text,
    Json,
}

/// How to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Csv,
}

/// A long table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Table {
    Measures,
    Served,
    Daily,
    Replications,
    Losses,
}

impl From<Table> for table::Of {
    fn from(table: Table) -> Self {
        match table {
            Table::Measures => table::Of::Measures,
            Table::Served => table::Of::Served,
            Table::Daily => table::Of::Daily,
            Table::Replications => table::Of::Replications,
            Table::Losses => table::Of::Losses,
        }
    }
}

impl Cli {
    /// Notes the language that was asked for: spreadsheets get theirs only if it was.
    pub fn ask(&mut self, lang: Option<Lang>) {
        let common = match &mut self.command {
            None => &mut self.options.common,
            Some(Command::Run { options, .. }) => &mut options.common,
            Some(Command::Compare { options, .. }) => &mut options.common,
            Some(Command::Sweep { options, .. }) => &mut options.common,
            Some(Command::Find { options, .. }) => &mut options.common,
            Some(Command::Sensitivity { options, .. }) => options,
            Some(Command::Nation { options, .. }) => &mut options.common,
            Some(Command::Promise { options }) => &mut options.common,
            Some(Command::Merge { options, .. }) => {
                options.lang = lang;
                return;
            }
            Some(Command::Campaign {
                command: CampaignCommand::Answer { options },
            }) => {
                options.lang = lang;
                return;
            }
            Some(_) => return,
        };
        common.lang = lang;
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
        let cli = Cli::try_parse_from(["cetak", "-n", "10", "--by", "2017-06-22"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.options.common.replications, Some(10));
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
