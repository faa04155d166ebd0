//! A signal ends a simulation within a second, with what is done where anything is.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A second is promised; a busy machine may need more to end a process.
const SOON: Duration = Duration::from_secs(10);

fn started(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What it says after a signal, on both outputs, and its code.
fn signalled(mut child: Child, signal: &str) -> (String, String, Option<i32>) {
    let sent = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
    let begun = Instant::now();
    let (mut out, mut err) = (String::new(), String::new());
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut out)
        .unwrap();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    let code = child.wait().unwrap().code();
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    (out, err, code)
}

#[test]
fn a_run_reports_what_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.json");
    let arguments = [
        "run",
        "bangli-declared",
        "-n",
        "100000",
        "--format",
        "json",
        "--lang",
        "en",
        "-o",
    ];
    let arguments = [&arguments[..], &[file.to_str().unwrap()]].concat();
    // On a busy machine a signal may come before the first replication is done.
    let (_, err, code) = (0..6)
        .map(|doublings| {
            let child = started(&arguments);
            sleep(Duration::from_secs(1 << doublings));
            signalled(child, "-INT")
        })
        .find(|_| file.exists())
        .expect("a report");
    assert_eq!(code, Some(130), "{err}");
    assert!(err.contains("Stopping"), "{err}");
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let (done, asked) = (&report["replications"], &report["requested"]);
    assert_eq!(asked, 100_000);
    assert!((1..100_000).contains(&done.as_u64().unwrap()), "{done}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

/// One replication with ten blanks is over soon; one that is never short of blanks prints nearly forty million cards, most of them spoilt.
#[test]
fn a_run_that_is_stopped_while_remedies_are_tried_reports_the_rest_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("short.toml");
    let short = "start = 2017-04-26\nhorizon = 2047-04-01\nbacklog.total = 8_000_000\nblanks.on_hand = 10\n\
        [printer]\nprint_time = '1 min'\ndaily_limit = 400\nspoilage = 0.79\n[sites.Office]\nprinters = 200\n";
    std::fs::write(&file, short).unwrap();
    // Stopped too early, there is no replication to report; too late, the report is whole or cut off.
    let report = (1..12)
        .find_map(|doublings| {
            let child = started(&["run", file.to_str().unwrap(), "-n", "1", "--format", "json"]);
            sleep(Duration::from_millis(20 << doublings));
            let (out, _, code) = signalled(child, "-INT");
            (code == Some(130) && !out.is_empty()).then_some(out)
        })
        .expect("stopped while remedies are tried");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(
        (&report["replications"], &report["requested"]),
        (&1.into(), &1.into())
    );
    assert_eq!(report["complete"], false);
    assert!(report["remedies"].is_null() && report["spread"].is_null());
}

#[test]
fn a_comparison_reports_what_all_have_done() {
    let names = [
        "bangli-declared",
        "bangli-saturdays",
        "bangli-one-more-printer",
    ];
    let arguments = [
        &["compare"],
        &names[..],
        &["-n", "100000", "--format", "json"],
    ]
    .concat();
    let (out, err, code) = (0..6)
        .map(|doublings| {
            let child = started(&arguments);
            sleep(Duration::from_secs(1 << doublings));
            signalled(child, "-TERM")
        })
        .find(|(out, ..)| !out.is_empty())
        .expect("a report");
    assert_eq!(code, Some(130), "{err}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let scenarios = report["scenarios"].as_array().unwrap();
    let done = |scenario: &serde_json::Value| scenario["replications"].as_u64().unwrap();
    assert_eq!(scenarios.len(), 3);
    assert!(scenarios.iter().all(|one| done(one) == done(&scenarios[0])));
}

/// Nearly fifty million cards, as many as one replication may print.
#[test]
fn one_long_replication_ends_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.toml");
    let lot = "{ date = 2017-05-02, pieces = 10_000_000 }";
    let long = format!(
        "start = 2017-04-26\nhorizon = 2047-04-01\nbacklog.total = 10_000_000\nblanks.on_hand = 10_000_000\n\
        blanks.deliveries = [{lot}, {lot}, {lot}, {lot}]\n[printer]\nprint_time = '1 min'\ndaily_limit = 400\n\
        spoilage = 0.79\n[sites.Office]\nprinters = 200\n"
    );
    std::fs::write(&file, long).unwrap();
    let child = started(&["run", file.to_str().unwrap(), "-n", "1", "--lang", "id"]);
    sleep(Duration::from_millis(300));
    let (out, _, code) = signalled(child, "-TERM");
    assert_eq!((out.as_str(), code), ("", Some(130)));
}
