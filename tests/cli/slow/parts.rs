//! Parts of a run on several processes at once, which are killed at random moments and started again, make the bits of the undivided run.

use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use cetak::random::{Stream, Streams};

use super::slow;
use crate::parts::{command, printed};

struct Part {
    file: String,
    arguments: Vec<String>,
    running: Child,
}

fn start(here: &Path, arguments: &[String]) -> Child {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut command = command(here, &arguments);
    command.stderr(Stdio::null()).spawn().expect("it starts")
}

/// What the run prints that is merged from parts, after so many kills of the processes that run them.
fn merged(here: &Path, run: &[&str], parts: usize, kills: u32, stream: &mut Stream) -> String {
    let mut all: Vec<Part> = (1..=parts)
        .map(|number| {
            let (part, file) = (format!("{number}/{parts}"), format!("{number}-{parts}"));
            let of_part = ["--part", &part, "-o", &file, "--threads", "1"];
            let arguments: Vec<String> = [run, &of_part]
                .concat()
                .iter()
                .map(|s| (*s).into())
                .collect();
            Part {
                running: start(here, &arguments),
                file,
                arguments,
            }
        })
        .collect();
    let mut killed = 0;
    while killed < kills {
        // From before the first replication is written to long after.
        sleep(Duration::from_millis(1).mul_f64(120.0 * stream.uniform() / parts as f64));
        let part = &mut all[stream.index(parts)];
        if part.running.try_wait().unwrap().is_none() {
            part.running.kill().unwrap();
            killed += u32::from(!part.running.wait().unwrap().success());
            part.running = start(here, &part.arguments);
        }
        let is_over = |part: &mut Part| part.running.try_wait().unwrap().is_some();
        let ended = all
            .iter_mut()
            .filter_map(|part| is_over(part).then_some(()))
            .count();
        assert!(ended < parts, "all is done after {killed} kills");
    }
    for part in &mut all {
        assert!(part.running.wait().unwrap().success(), "{}", part.file);
    }
    let files = all.iter().map(|part| part.file.as_str());
    let merge: Vec<&str> = ["merge", "--format", "json", "--quick"]
        .into_iter()
        .chain(files)
        .collect();
    printed(here, &merge)
}

/// Three kills of two processes, and with `CETAK_SLOW=1` 50 of one, of two and of seven.
#[test]
fn parts_that_are_killed_at_once_go_on_to_the_same_bits() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let (n, kills) = if slow() { ("6000", 50) } else { ("300", 3) };
    let processes: &[usize] = if slow() { &[1, 2, 7] } else { &[2] };
    let run = ["run", "bangli-declared", "-n", n];
    let whole = printed(here, &[&run[..], &["--format", "json", "--quick"]].concat());
    let mut stream = Streams::new(2017, 0).stream("kills of parts");
    for parts in processes {
        let found = merged(here, &run, *parts, kills, &mut stream);
        assert!(found == whole, "{parts} processes");
        println!("{parts} processes at once, {kills} kills: the same bytes");
    }
}
