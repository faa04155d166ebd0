//! One executor, two executors and one machine alone give the same bits.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cetak::campaign::Campaign;

use crate::campaigns::{alone, bits, nation, office};
use crate::processes::Scheduler;

#[test]
fn one_executor_and_two_give_the_bits_of_one_machine_for_an_office_and_for_a_nation() {
    let folder = tempfile::tempdir().unwrap();
    type Made = fn(&Path) -> Campaign;
    let kinds: [(&str, Made); 2] = [
        ("office", |path| office(path, 240, 8)),
        ("nation", |path| nation(path, 24, 4)),
    ];
    let scheduler = Scheduler::start();
    let one = scheduler.executor();
    let mut other = None;
    for executors in ["one", "two"] {
        if executors == "two" {
            other = Some(scheduler.executor());
        }
        for (kind, made) in kinds {
            let at_once = made(&folder.path().join(format!("{kind}-alone")));
            alone(&at_once);
            let path = folder.path().join(format!("{kind}-{executors}"));
            let campaign = made(&path);
            let mut client = scheduler.run(&path, 16);
            let done = client.done(u32::MAX);
            assert!(client.process.ended().success(), "{kind}, {executors}");
            assert_eq!(done.len(), campaign.jobs().len());
            let by: BTreeSet<&String> = done.iter().map(|(_, by)| by).collect();
            let others = other.iter().map(|other| &other.address);
            let all: BTreeSet<&String> = [&one.address].into_iter().chain(others).collect();
            assert_eq!(by, all, "{kind}: all executors worked");
            assert!(bits(&campaign) == bits(&at_once), "{kind}, {executors}");
        }
    }
}

#[test]
fn a_part_that_is_larger_than_what_ballista_carries_by_default_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("campaign");
    let campaign = office(&path, 12_000, 1);
    let scheduler = Scheduler::start();
    let _executor = scheduler.executor();
    let mut client = scheduler.run(&path, 1);
    assert!(client.process.ended().success());
    assert_eq!(campaign.status().unwrap().all.done, 1);
    let part = fs::metadata(path.join("parts/00001.part")).unwrap();
    // More than 16 MiB after compression.
    assert!(part.len() > 48 << 20, "{}", part.len());
}
