//! Runs the jobs of a campaign on Apache DataFusion Ballista: `scheduler` and `executor` make a cluster, `run` sends it the jobs that are
//! not done, `sql` asks the replications that are there. docs/cluster.md has the commands from nothing.

mod executor;
mod function;
mod listen;
mod run;
mod scheduler;
mod sql;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, value_parser};

/// Whatever goes wrong is told in one line.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The largest message, in bytes: the part of a job is one, and Ballista takes 16 MiB if nobody says more.
const MESSAGE_BYTES: u32 = i32::MAX as u32;

#[derive(Parser)]
#[command(name = "cetak-ballista", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the scheduler of a cluster
    Scheduler {
        /// The address at which executors and clients find it
        #[arg(long, default_value = "127.0.0.1:50050")]
        listen: SocketAddr,
    },
    /// Run an executor of a cluster
    Executor {
        /// The address of the scheduler, host:port
        #[arg(long, default_value = "127.0.0.1:50050")]
        scheduler: String,
        /// The address of this machine that the others can reach; without it, the one that the scheduler sees
        #[arg(long)]
        host: Option<IpAddr>,
        /// The first of the two ports that it listens on
        #[arg(long, default_value_t = 50060, value_parser = value_parser!(u16).range(1..65535))]
        port: u16,
        /// How many jobs it runs at once; without it, one per core
        #[arg(long)]
        jobs: Option<usize>,
        /// A folder for what it sends; without it, a temporary one
        #[arg(long)]
        work: Option<PathBuf>,
    },
    /// Send the jobs of a campaign that are not done to a cluster
    Run {
        /// The folder of the campaign
        campaign: PathBuf,
        /// The address of the scheduler, host:port
        #[arg(long, default_value = "127.0.0.1:50050")]
        scheduler: String,
        /// How many jobs are sent at once: twice as many as the cluster has cores
        #[arg(long, default_value_t = 32)]
        at_once: usize,
    },
    /// Ask the replications of a campaign with SQL
    Sql {
        /// The folder of the campaign
        campaign: PathBuf,
        /// The query: of scenarios the table `replications`, of a nation the table `nation`
        query: String,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Scheduler { listen } => scheduler::scheduler(listen).await,
        Command::Executor {
            scheduler,
            host,
            port,
            jobs,
            work,
        } => executor::executor(&scheduler, host, port, jobs, work).await,
        Command::Run {
            campaign,
            scheduler,
            at_once,
        } => run::run(&campaign, &scheduler, at_once).await,
        Command::Sql { campaign, query } => sql::sql(&campaign, &query).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(2)
        }
    }
}
