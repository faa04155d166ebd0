//! Whether an address is free to listen at.

use std::net::{SocketAddr, TcpListener};

use crate::Failure;

/// Ballista says nothing, or not where, if it cannot listen.
pub fn is_free(address: SocketAddr) -> Result<(), Failure> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("cannot listen at {address}: {error}").into()),
    }
}
