//! An executor of a cluster.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use tokio::time::sleep;

use crate::function::{NAME, function};
use crate::listen::is_free;
use crate::scheduler::{POLICY, reach};
use crate::{Failure, MESSAGE_BYTES};

/// How long it looks for a scheduler that is not there yet.
const PATIENCE: Duration = Duration::from_secs(60);
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

pub async fn executor(
    scheduler: &str,
    host: Option<IpAddr>,
    port: u16,
    jobs: Option<usize>,
    work: Option<PathBuf>,
) -> Result<(), Failure> {
    let (scheduler_host, scheduler_port) = scheduler
        .rsplit_once(':')
        .and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)))
        .ok_or_else(|| format!("the address of the scheduler is host:port, not {scheduler}"))?;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let mut functions = BallistaFunctionRegistry::default();
    let seen = wait_for(scheduler).await?;
    let host = host.unwrap_or(seen);
    let run_job = function(format!("{host}:{port}"));
    functions.scalar_functions.insert(NAME.to_owned(), run_job);
    // Kept until the process ends.
    let temporary = tempfile::tempdir()?;
    let work = work.unwrap_or_else(|| temporary.path().to_owned());
    let config = ExecutorProcessConfig {
        bind_host: host.to_string(),
        external_host: Some(host.to_string()),
        port,
        grpc_port: port + 1,
        scheduler_host,
        scheduler_port,
        vcores: jobs.unwrap_or_else(cores),
        work_dir: Some(work.display().to_string()),
        task_scheduling_policy: POLICY,
        grpc_max_decoding_message_size: MESSAGE_BYTES,
        grpc_max_encoding_message_size: MESSAGE_BYTES,
        override_function_registry: Some(Arc::new(functions)),
        ..ExecutorProcessConfig::default()
    };
    for port in [port, port + 1] {
        is_free((host, port).into())?;
    }
    start_executor_process(Arc::new(config)).await?;
    Ok(())
}

/// Waits for a scheduler that is not there yet. Gives the address of this machine as the scheduler sees it.
async fn wait_for(scheduler: &str) -> Result<IpAddr, Failure> {
    let begun = Instant::now();
    let mut told = false;
    loop {
        let failure = match reach(scheduler).await {
            Ok(seen) => return Ok(seen),
            Err(failure) if begun.elapsed() < PATIENCE => failure,
            Err(failure) => return Err(failure),
        };
        if !std::mem::replace(&mut told, true) {
            let seconds = PATIENCE.as_secs();
            eprintln!("{failure}; it is looked for {seconds} s");
        }
        sleep(BETWEEN_LOOKS).await;
    }
}
