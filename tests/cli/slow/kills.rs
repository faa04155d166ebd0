//! A program that is killed at any moment leaves each file as it was, or new and whole; the next run sweeps what it was writing.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cetak::random::{Stream, Streams};

use super::{program, slow};

const OUTPUTS: [&str; 2] = ["out.json", "out.svg"];

fn start(folder: &Path, seed: &str) -> Child {
    Command::new(program())
        .args([
            "run",
            "bangli-declared",
            "-n",
            "40",
            "--seed",
            seed,
            "--format",
            "json",
            "-o",
            OUTPUTS[0],
            "--plot",
            OUTPUTS[1],
        ])
        .current_dir(folder)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// What stands in each output, `None` where there is none.
fn contents(folder: &Path) -> [Option<Vec<u8>>; 2] {
    OUTPUTS.map(|name| fs::read(folder.join(name)).ok())
}

/// The outputs of a run that nobody kills, and how long it took.
fn whole(seed: &str) -> ([Option<Vec<u8>>; 2], Duration) {
    let folder = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    assert!(start(folder.path(), seed).wait().unwrap().success());
    let took = begun.elapsed();
    let contents = contents(folder.path());
    assert!(
        contents
            .iter()
            .all(|file| file.as_ref().is_some_and(|bytes| !bytes.is_empty()))
    );
    (contents, took)
}

/// Waits for a moment of the run: half the kills come at any moment of it, half as soon as something has changed in the folder, where
/// the files are being written.
fn wait(folder: &Path, took: Duration, stream: &mut Stream, child: &mut Child) {
    let begun = Instant::now();
    let changes = stream.uniform() < 0.5;
    let moment = took.mul_f64(stream.uniform() * 1.1);
    let names = || -> Vec<_> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect()
    };
    let before = names();
    let pause = Duration::from_micros((stream.uniform() * 300.0) as u64);
    while child.try_wait().unwrap().is_none() {
        if changes && names() != before || !changes && begun.elapsed() >= moment {
            std::thread::sleep(if changes { pause } else { Duration::ZERO });
            return;
        }
        if !changes {
            std::thread::sleep(Duration::from_micros(200));
        }
    }
}

/// Four kills, and 50 with `CETAK_SLOW=1`, alternately where there are no files yet and over those of another run.
#[test]
fn what_is_killed_leaves_no_half_of_a_file() {
    let (old, _) = whole("1");
    let (new, took) = whole("2");
    assert!(old[0] != new[0] && old[1] != new[1]);
    let mut stream = Streams::new(2017, 0).stream("kills");
    let (mut killed, mut aside) = (0, 0);
    let kills = if slow() { 50 } else { 4 };
    for at in 0..kills {
        let folder = tempfile::tempdir().unwrap();
        let over = at % 2 == 1;
        if over {
            for (name, bytes) in OUTPUTS.iter().zip(&old) {
                fs::write(folder.path().join(name), bytes.as_ref().unwrap()).unwrap();
            }
        }
        let mut child = start(folder.path(), "2");
        wait(folder.path(), took, &mut stream, &mut child);
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        for (file, found) in contents(folder.path()).iter().enumerate() {
            let was = if over { &old[file] } else { &None };
            let length = found.as_ref().map(Vec::len);
            assert!(
                found == was || *found == new[file],
                "kill {at}: {} has {length:?} bytes",
                OUTPUTS[file]
            );
        }
        let files = || fs::read_dir(folder.path()).unwrap().count();
        let left = files() - contents(folder.path()).iter().flatten().count();
        assert!(left <= OUTPUTS.len(), "kill {at}: {left} files are left");
        if left > 0 {
            aside += left;
            assert!(start(folder.path(), "2").wait().unwrap().success());
            assert_eq!(files(), OUTPUTS.len(), "the next run leaves them there");
        }
    }
    println!(
        "{killed} of {kills} were killed before their end; {aside} files that were being written were left"
    );
    assert!(killed > 0, "every run ended before it was killed");
}
