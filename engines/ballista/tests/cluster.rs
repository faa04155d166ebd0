//! A cluster on the loopback: a scheduler, two executors of which one is killed in the middle, and a campaign whose answer has the bits of one
//! machine.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use cetak::campaign::{Answer, Campaign};
use cetak::experiment::{Control, Settings};
use cetak::projection;
use cetak::scenario;

/// A process that does not outlive the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(arguments: &[&str]) -> Process {
    let child = Command::new(env!("CARGO_BIN_EXE_cetak-ballista"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn();
    Process(child.expect("it starts"))
}

/// Two ports in a row that nobody uses.
fn ports() -> u16 {
    loop {
        let first = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = first.local_addr().unwrap().port();
        if port < u16::MAX && TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return port;
        }
    }
}

fn executor(scheduler: &str) -> Process {
    let port = ports().to_string();
    start(&[
        "executor",
        "--scheduler",
        scheduler,
        "--port",
        &port,
        "--jobs",
        "1",
    ])
}

const REPLICATIONS: u32 = 960;

fn campaign(folder: &Path, jobs: u32) -> Campaign {
    let plan = scenario::builtin("bangli-declared").unwrap().plan;
    let settings = Settings {
        replications: REPLICATIONS,
        ..Settings::default()
    };
    Campaign::create(folder, [plan], &settings, jobs).unwrap()
}

fn answer(campaign: &Campaign) -> (u64, u32) {
    let plan = campaign.plans().next().unwrap().to_owned();
    match campaign.answer_of(&plan).unwrap() {
        Some(Answer::One(answer)) => (answer.fingerprint, answer.replications),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_killed_executor_loses_nothing_and_the_answer_has_the_bits_of_one_machine() {
    let plan = scenario::builtin("bangli-declared").unwrap().plan;
    let settings = Settings {
        replications: REPLICATIONS,
        ..Settings::default()
    };
    let alone = projection::project(plan, &settings, &[], &Control::default()).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("campaign");
    let campaign = campaign(&folder, 48);
    let scheduler = format!("127.0.0.1:{}", ports());
    let _scheduler = start(&["scheduler", "--listen", &scheduler]);
    let _one = executor(&scheduler);
    let mut other = executor(&scheduler);
    thread::sleep(Duration::from_secs(3));

    let folder = folder.display().to_string();
    let mut client = start(&[
        "run",
        &folder,
        "--scheduler",
        &scheduler,
        "--batch",
        "12",
        "--patience",
        "25",
    ]);
    let lines = BufReader::new(client.0.stdout.take().unwrap()).lines();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        lines
            .map_while(Result::ok)
            .for_each(|line| tell.send(line).unwrap_or(()))
    });

    let (mut processes, mut done) = (BTreeSet::new(), 0);
    let begun = Instant::now();
    let mut kill = true;
    while let Ok(line) = told.recv_timeout(Duration::from_secs(240)) {
        if let Some((_, process)) = line.split_once(", by process ") {
            processes.insert(process.to_owned());
            done += 1;
        }
        // The first batch is done, and the second is under way.
        if done >= 12 && std::mem::take(&mut kill) {
            thread::sleep(Duration::from_millis(300));
            other.0.kill().unwrap();
        }
        assert!(
            begun.elapsed() < Duration::from_secs(600),
            "the cluster is stuck"
        );
    }
    assert!(client.0.wait().unwrap().success());
    assert!(!kill, "an executor was killed in the middle");
    assert_eq!(processes.len(), 2, "both executors worked: {processes:?}");
    // Every replication once, and the same bits.
    assert_eq!(campaign.status().unwrap().all.done, 48);
    assert_eq!(answer(&campaign), (alone.fingerprint, REPLICATIONS));
}

#[test]
fn one_executor_gives_the_same_bits_and_a_lost_scheduler_costs_one_batch() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("campaign");
    let campaign = campaign(&folder, 8);
    let path = folder.display().to_string();
    for round in 0..2 {
        let scheduler = format!("127.0.0.1:{}", ports());
        let mut running = start(&["scheduler", "--listen", &scheduler]);
        let _one = executor(&scheduler);
        thread::sleep(Duration::from_secs(3));
        let mut client = start(&[
            "run",
            &path,
            "--scheduler",
            &scheduler,
            "--batch",
            "2",
            "--patience",
            "25",
        ]);
        if round == 0 {
            // As soon as a batch is there, the scheduler is lost.
            let begun = Instant::now();
            while campaign.status().unwrap().all.done < 2 {
                assert!(
                    begun.elapsed() < Duration::from_secs(240),
                    "nothing is done"
                );
                thread::sleep(Duration::from_millis(50));
            }
            running.0.kill().unwrap();
            assert!(!client.0.wait().unwrap().success());
            let done = campaign.status().unwrap().all.done;
            assert!((2..8).contains(&done), "{done}");
        } else {
            assert!(client.0.wait().unwrap().success());
        }
    }
    let plan = scenario::builtin("bangli-declared").unwrap().plan;
    let settings = Settings {
        replications: REPLICATIONS,
        ..Settings::default()
    };
    let alone = projection::project(plan, &settings, &[], &Control::default()).unwrap();
    assert_eq!(answer(&campaign), (alone.fingerprint, REPLICATIONS));
}
