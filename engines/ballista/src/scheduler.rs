//! The scheduler of a cluster.

use std::net::SocketAddr;
use std::sync::Arc;

use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;

use crate::Failure;
use crate::function::session;

/// An executor that sends no sign of life for so long is lost, and its jobs are run by others.
const LOST_AFTER_SECONDS: u64 = 10;
const LOOKED_FOR_EVERY_SECONDS: u64 = 2;

pub async fn scheduler(listen: &str) -> Result<(), Failure> {
    let address: SocketAddr = listen.parse()?;
    let config = SchedulerConfig {
        bind_host: address.ip().to_string(),
        external_host: address.ip().to_string(),
        bind_port: address.port(),
        executor_timeout_seconds: LOST_AFTER_SECONDS,
        expire_dead_executor_interval_seconds: LOOKED_FOR_EVERY_SECONDS,
        executor_termination_grace_period: 0,
        override_session_builder: Some(Arc::new(|config| Ok(session(config)))),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, address, Arc::new(config)).await?;
    Ok(())
}
