//! The command as a user runs it: commands, files, examples, what the README shows, limits and slow proofs.

mod campaign;
mod commands;
mod errors;
mod examples;
mod files;
mod find;
mod fit;
#[cfg(unix)]
mod killed;
#[cfg(unix)]
mod limits;
mod nation;
mod parts;
mod readme;
#[cfg(unix)]
mod signals;
mod slow;
mod sweep;
mod trace;
mod twins;
