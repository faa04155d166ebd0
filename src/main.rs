//! The `cetak` command.

use std::process::ExitCode;

// Called before the Rust runtime opens `/dev/null` in the place of a closed standard output.
#[cfg(unix)]
uucore::init_startup_state_capture!();

fn main() -> ExitCode {
    cetak::cli::main()
}
