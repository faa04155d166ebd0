//! How much memory many replications keep.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::{program, slow};

/// The most memory that a command had in use, as the system tells it while it runs.
fn most_kilobytes(arguments: &[&str]) -> u64 {
    let mut child = Command::new(program())
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        most = most.max(kilobytes.unwrap_or(0));
        sleep(Duration::from_millis(20));
    }
    assert!(child.wait().unwrap().success());
    most
}

#[test]
fn a_hundred_thousand_replications_of_bangli_keep_less_than_200_megabytes() {
    let number = if slow() { "100000" } else { "3000" };
    let most = most_kilobytes(&["run", "bangli-declared", "-n", number]);
    assert!((1000..200_000).contains(&most), "{most} kB");
}
