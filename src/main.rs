//! The `cetak` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    cetak::cli::main()
}
