//! Proofs that take long: all of each with `CETAK_SLOW=1 cargo test --test cli slow`, a small part of each without. docs/robustness.md
//! says what they found.

use std::path::{Path, PathBuf};
use std::process::Command;

mod bits;
#[cfg(unix)]
mod kills;
#[cfg(unix)]
mod limits_of_time;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(unix)]
mod parts;

/// Whether all is wanted.
fn slow() -> bool {
    std::env::var_os("CETAK_SLOW").is_some()
}

/// The program as this test was built with it.
fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_cetak"))
}

/// The program built in a profile: "dev" or "release".
fn built(profile: &str) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--locked",
            "--bin",
            "cetak",
            "--message-format",
            "json",
            "--profile",
            profile,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let messages = String::from_utf8(output.stdout).unwrap();
    let executable = messages.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executable.expect("cargo names the program")
}
