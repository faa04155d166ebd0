//! Executors and schedulers that die in the middle.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use cetak::campaign::Campaign;
use tempfile::TempDir;

use crate::campaigns::{alone, bits, office};
use crate::processes::Scheduler;

/// Each takes a good part of a second of one core.
const JOBS: u32 = 12;
/// Well within one of them.
const IN_THE_MIDDLE: Duration = Duration::from_millis(200);

struct Made {
    path: PathBuf,
    campaign: Campaign,
    /// The same, run by this process.
    at_once: Campaign,
    _folder: TempDir,
}

fn made() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("campaign");
    let at_once = office(&folder.path().join("alone"), JOBS * 400, JOBS);
    alone(&at_once);
    Made {
        campaign: office(&path, JOBS * 400, JOBS),
        path,
        at_once,
        _folder: folder,
    }
}

fn numbers(done: &[(u32, String)]) -> Vec<u32> {
    let mut numbers: Vec<u32> = done.iter().map(|(job, _)| *job).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn an_executor_is_killed_and_every_replication_is_there_once() {
    let made = made();
    let scheduler = Scheduler::start();
    let one = scheduler.executor();
    let mut other = scheduler.executor();
    let mut client = scheduler.run(&made.path, 4);
    let mut done = Vec::new();
    let both = BTreeSet::from([&one.address, &other.address]);
    while done.iter().map(|(_, by)| by).collect::<BTreeSet<_>>() != both {
        done.push(client.next_done().expect("both executors work"));
    }
    assert!(done.len() + 4 < JOBS as usize, "there is more to do");
    thread::sleep(IN_THE_MIDDLE);
    other.process.kill();
    let rest = client.done(JOBS);
    assert!(client.process.ended().success());
    let of_one = rest.iter().filter(|(_, by)| *by == one.address).count();
    assert!(of_one + 1 >= rest.len(), "the other had one under way");
    done.extend(rest);
    let all: Vec<u32> = (1..=JOBS).collect();
    assert_eq!(numbers(&done), all, "each job is done once");
    assert!(bits(&made.campaign) == bits(&made.at_once));
}

#[test]
fn all_executors_are_lost_and_the_run_goes_on_with_a_new_one() {
    let made = made();
    let scheduler = Scheduler::start();
    let mut lost = scheduler.executor();
    let mut client = scheduler.run(&made.path, 4);
    let mut done = client.done(3);
    thread::sleep(IN_THE_MIDDLE);
    lost.process.kill();
    let new = scheduler.executor();
    done.extend(client.done(JOBS));
    assert!(client.process.ended().success());
    let all: Vec<u32> = (1..=JOBS).collect();
    assert_eq!(numbers(&done), all, "each job is done once");
    let of_new = done.iter().filter(|(_, by)| *by == new.address).count();
    assert!(of_new + 4 >= JOBS as usize, "{done:?}");
    assert!(bits(&made.campaign) == bits(&made.at_once));
}

#[test]
fn a_lost_scheduler_ends_the_run_and_a_new_one_goes_on_with_the_same_executors() {
    let made = made();
    let mut scheduler = Scheduler::start();
    let executor = scheduler.executor();
    let mut client = scheduler.run(&made.path, 2);
    let first = client.done(2);
    scheduler.process.kill();
    assert_eq!(client.process.ended().code(), Some(2));
    let said = client.process.said_aside();
    let expected = format!("no scheduler answers at {}: ", scheduler.address);
    // A job whose answer is lost a moment before nobody listens is sent again in vain.
    let last = said.lines().next_back().unwrap();
    assert!(last.starts_with(&expected), "{said}");

    let first: Vec<(u32, String)> = first.into_iter().chain(client.done(JOBS)).collect();
    assert!(first.len() + 4 < JOBS as usize, "there is more to do");
    let scheduler = Scheduler::start_at(scheduler.address.clone());
    let mut client = scheduler.run(&made.path, 2);
    let rest = client.done(JOBS);
    assert!(client.process.ended().success());
    let all: Vec<u32> = (1..=JOBS).collect();
    let done = [first, rest].concat();
    assert_eq!(numbers(&done), all, "what is done is not done again");
    assert!(done.iter().all(|(_, by)| *by == executor.address));
    assert!(bits(&made.campaign) == bits(&made.at_once));
}
