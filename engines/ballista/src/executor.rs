//! An executor of a cluster.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};

use crate::Failure;
use crate::function::{NAME, function};

/// How often it sends a sign of life.
const HEARTBEAT_SECONDS: u64 = 2;
/// How long it looks for a scheduler that is not there yet.
const PATIENCE_SECONDS: u16 = 60;

pub async fn executor(
    scheduler: &str,
    host: &str,
    port: u16,
    jobs: Option<usize>,
    work: Option<PathBuf>,
) -> Result<(), Failure> {
    let scheduler: SocketAddr = scheduler.parse()?;
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let mut functions = BallistaFunctionRegistry::default();
    functions
        .scalar_functions
        .insert(NAME.to_owned(), function());
    // Kept until the process ends.
    let temporary = tempfile::tempdir()?;
    let work = work.unwrap_or_else(|| temporary.path().to_owned());
    let config = ExecutorProcessConfig {
        bind_host: host.to_owned(),
        external_host: Some(host.to_owned()),
        port,
        grpc_port: port + 1,
        scheduler_host: scheduler.ip().to_string(),
        scheduler_port: scheduler.port(),
        scheduler_connect_timeout_seconds: PATIENCE_SECONDS,
        vcores: jobs.unwrap_or_else(cores),
        work_dir: Some(work.display().to_string()),
        executor_heartbeat_interval_seconds: HEARTBEAT_SECONDS,
        override_function_registry: Some(Arc::new(functions)),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await?;
    Ok(())
}
