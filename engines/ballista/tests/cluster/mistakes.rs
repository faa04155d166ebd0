//! What a user may do wrong: a clear message, and nothing is lost.

use std::fs;

use cetak::campaign::Campaign;

use crate::campaigns::{alone, office};
use crate::processes::{Scheduler, output, ports, until};

/// What a command says aside that is not carried out, without the line feed.
fn refused(arguments: &[&str]) -> String {
    let output = output(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(output.stdout.is_empty());
    said.trim_end().to_owned()
}

#[test]
fn no_scheduler_no_campaign_and_nothing_to_do_are_told_at_once() {
    let nobody = format!("127.0.0.1:{}", ports());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("campaign");
    let shown = path.to_str().unwrap();

    let said = refused(&["run", shown, "--scheduler", &nobody]);
    assert!(said.starts_with(shown), "{said}");
    let said_by_sql = refused(&["sql", shown, "SELECT 1"]);
    assert_eq!(said_by_sql, said);

    let campaign = office(&path, 4, 2);
    let said = refused(&["run", shown, "--scheduler", &nobody]);
    let expected = format!("no scheduler answers at {nobody}: ");
    assert!(said.starts_with(&expected), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let said = refused(&["executor", "--scheduler", "here"]);
    assert_eq!(said, "the address of the scheduler is host:port, not here");

    // Where all is done, no scheduler is needed.
    alone(&campaign);
    let ended = output(&["run", shown, "--scheduler", &nobody]);
    assert!(ended.status.success());
    assert_eq!(ended.stdout, b"2 of 2 jobs are done\n");
}

#[test]
fn ports_that_are_taken_are_named() {
    let scheduler = Scheduler::start();
    let said = refused(&["scheduler", "--listen", &scheduler.address]);
    let expected = format!("cannot listen at {}: ", scheduler.address);
    assert!(said.starts_with(&expected), "{said}");
    let executor = scheduler.executor();
    let (_, port) = executor.address.split_once(':').unwrap();
    let taken = [
        "executor",
        "--scheduler",
        &scheduler.address,
        "--port",
        port,
    ];
    let said = refused(&taken);
    let expected = format!("cannot listen at {}: ", executor.address);
    assert!(said.starts_with(&expected), "{said}");
}

#[test]
fn a_job_that_fails_is_tried_three_times_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("campaign");
    let campaign = office(&path, 4, 2);
    let scheduler = Scheduler::start();
    let executor = scheduler.executor();
    executor.process.lose_folder();
    let mut client = scheduler.run(&path, 1);
    assert_eq!(client.process.ended().code(), Some(2));
    let said = client.process.said_aside();
    let failed = |job| said.matches(&format!("job {job} failed: ")).count();
    assert_eq!((failed(1), failed(2)), (3, 3), "{said}");
    let last = said.lines().next_back().unwrap();
    assert!(last.contains("cetak campaign status names them"), "{said}");
    let status = campaign.status().unwrap();
    let jobs: Vec<u32> = status.failed.iter().map(|failed| failed.job).collect();
    assert_eq!(jobs, [1, 2]);
}

#[test]
fn an_executor_that_reads_another_scenario_costs_no_attempt() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("campaign");
    let table = path.join("campaign.json");
    let right = {
        office(&path, 4, 2);
        fs::read_to_string(&table).unwrap()
    };
    let digest = right.split_once("\"digest\": \"").unwrap().1;
    let digest = digest.split_once('"').unwrap().0;
    let wrong = right.replace(digest, &"0".repeat(digest.len()));
    fs::write(&table, wrong).unwrap();

    let scheduler = Scheduler::start();
    let executor = scheduler.executor();
    let mut client = scheduler.run(&path, 2);
    assert_eq!(client.process.ended().code(), Some(2));
    let said = client.process.said_aside();
    let expected = format!("the executor {} cannot run job ", executor.address);
    assert!(said.starts_with(&expected), "{said}");
    assert!(said.contains(digest), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!path.join("failed").exists());

    // The same command goes on once the right one is there.
    fs::write(&table, right).unwrap();
    let mut client = scheduler.run(&path, 2);
    assert!(client.process.ended().success());
    let campaign = Campaign::open(&path).unwrap();
    until("all is done", || {
        (campaign.status().unwrap().all.done == 2).then_some(())
    });
}
