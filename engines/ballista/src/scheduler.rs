//! The scheduler of a cluster.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use ballista_core::config::TaskSchedulingPolicy;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::function::session;
use crate::listen::is_free;
use crate::{Failure, MESSAGE_BYTES};

/// Executors fetch their jobs, and go on with a new scheduler at the same address.
pub const POLICY: TaskSchedulingPolicy = TaskSchedulingPolicy::PullStaged;
/// An executor that sends no sign of life for so long is lost, and its jobs are run by others. A busy one sends one every five seconds.
const LOST_AFTER_SECONDS: u64 = 10;
const LOOKED_FOR_EVERY_SECONDS: u64 = 2;
/// How long jobs that have lost all executors wait for another one, before they are given back.
const WITHOUT_EXECUTORS_SECONDS: u64 = 60;
/// How long to wait for an answer of a machine that may not be there.
const REACHED_WITHIN: Duration = Duration::from_secs(10);

pub async fn scheduler(address: SocketAddr) -> Result<(), Failure> {
    let config = SchedulerConfig {
        bind_host: address.ip().to_string(),
        external_host: address.ip().to_string(),
        bind_port: address.port(),
        scheduling_policy: POLICY,
        executor_timeout_seconds: LOST_AFTER_SECONDS,
        expire_dead_executor_interval_seconds: LOOKED_FOR_EVERY_SECONDS,
        executor_termination_grace_period: 0,
        no_executors_grace_period_seconds: WITHOUT_EXECUTORS_SECONDS,
        grpc_server_max_decoding_message_size: MESSAGE_BYTES,
        grpc_server_max_encoding_message_size: MESSAGE_BYTES,
        grpc_client_max_message_size: MESSAGE_BYTES,
        override_session_builder: Some(Arc::new(|config| Ok(session(config)))),
        ..SchedulerConfig::default()
    };
    is_free(address)?;
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await?;
    Ok(())
}

/// The address of this machine as a scheduler sees it; an error if nothing listens at the address of the scheduler.
pub async fn reach(scheduler: &str) -> Result<IpAddr, Failure> {
    let why = match timeout(REACHED_WITHIN, TcpStream::connect(scheduler)).await {
        Ok(Ok(stream)) => return Ok(stream.local_addr()?.ip()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("nothing in {} s", REACHED_WITHIN.as_secs()),
    };
    Err(format!("no scheduler answers at {scheduler}: {why}").into())
}
