//! The command in a process of its own, with bounds on its memory and time.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The bound on memory, in KiB.
const MEMORY: u32 = 2 << 20;
/// The bound on the time of all its processors together, in seconds, which does not depend on what else the machine does.
const SECONDS: u32 = 20;
/// After this, a command that waits for something is ended.
const PATIENCE: Duration = Duration::from_secs(300);

/// How a command ended.
pub struct Ended {
    /// `None`: a signal, as when memory or time ran out.
    pub code: Option<i32>,
    pub said: String,
    pub took: Duration,
}

/// Runs the command; a shell sets the bounds. Address space is more than memory in use, so what keeps to the bound uses
/// less than that. glibc would reserve 64 MiB of it for each thread.
pub fn cetak(folder: &Path, arguments: &[&str]) -> Ended {
    let said = tempfile::tempfile().unwrap();
    let begun = Instant::now();
    let child = Command::new("sh")
        .args([
            "-c",
            &format!("ulimit -v {MEMORY} && ulimit -t {SECONDS} && exec \"$0\" \"$@\""),
        ])
        .arg(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .env("MALLOC_ARENA_MAX", "2")
        .stdout(Stdio::null())
        .stderr(said.try_clone().unwrap())
        .spawn()
        .expect("sh starts");
    let code = waited(child, begun);
    Ended {
        code,
        said: contents(said),
        took: begun.elapsed(),
    }
}

/// Waits for the end.
fn waited(mut child: Child, begun: Instant) -> Option<i32> {
    let mut pause = Duration::from_micros(500);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn contents(mut file: std::fs::File) -> String {
    use std::io::{Read, Seek};
    let mut text = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut text).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}
