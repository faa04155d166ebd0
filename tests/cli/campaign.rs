//! `cetak campaign`: a folder of jobs that any number of processes work through, killed or not, gives the bits of one machine, and says
//! at any time how much of them is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};
use std::time::{Duration, Instant};

use cetak::ErrorKind;
use cetak::campaign::{Campaign, Job};
use cetak::experiment::{Control, Settings};
use cetak::scenario;
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::parts::{command, printed};

/// An office that can be simulated quickly, another one, and one with unknown values.
const PLAIN: &str = "bangli-declared";
const EXACT: &str = "bangli-exact";
const WORLDS: &str = "bangli";

/// What is printed on each output, and the exit code.
fn ended(here: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = command(here, arguments)
        .output()
        .expect("the program starts");
    told(output)
}

fn told(output: Output) -> (String, String, i32) {
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    (out, err, output.status.code().expect("it ended itself"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn status(here: &Path, folder: &str) -> Value {
    json(&printed(
        here,
        &["campaign", "status", folder, "--format", "json"],
    ))
}

fn new(here: &Path, folder: &str, plans: &[&str], n: &str, jobs: &str) {
    let start = [&["campaign", "new", folder], plans].concat();
    printed(here, &[&start[..], &["-n", n, "--jobs", jobs]].concat());
}

fn run(here: &Path, folder: &str) {
    printed(here, &["campaign", "run", folder]);
}

fn part(here: &Path, folder: &str, job: u32) -> PathBuf {
    here.join(folder).join(format!("parts/{job:05}.part"))
}

fn unfinished(here: &Path, folder: &str, job: u32) -> PathBuf {
    here.join(folder)
        .join(format!("parts/{job:05}.part.unfinished"))
}

fn started(here: &Path, arguments: &[&str]) -> Child {
    let mut command = command(here, arguments);
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().unwrap()
}

#[cfg(unix)]
fn signal(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let sent = std::process::Command::new("kill")
        .args([signal, &id])
        .status();
    assert!(sent.unwrap().success());
}

/// Waits until a job has stored some replications.
fn wait_for(here: &Path, folder: &str, job: u32) {
    let file = unfinished(here, folder, job);
    let since = Instant::now();
    // The first line of these plans is shorter, and each replication takes some thousands of bytes.
    while fs::metadata(&file).map_or(0, |file| file.len()) < 40_000 {
        assert!(
            since.elapsed() < Duration::from_secs(120),
            "it does not begin"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_campaign_that_is_done_has_the_bits_of_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (scenario, n) in [(PLAIN, "20"), (WORLDS, "15")] {
        for jobs in ["1", "2", "7"] {
            let name = format!("{scenario}-{jobs}");
            new(here, &name, &[scenario], n, jobs);
            run(here, &name);
            for format in ["text", "json", "csv"] {
                let how = ["--format", format, "--lang", "id", "--quick"];
                let whole = printed(here, &[&["run", scenario, "-n", n][..], &how].concat());
                let answer = printed(here, &[&["campaign", "answer", &name][..], &how].concat());
                assert!(answer == whole, "{scenario}, {format}, {jobs} jobs");
            }
        }
    }
    // With what would help.
    let whole = printed(here, &["run", PLAIN, "-n", "20"]);
    assert!(whole.contains("What would help"));
    let name = format!("{PLAIN}-2");
    assert!(printed(here, &["campaign", "answer", &name]) == whole);
}

#[cfg(unix)]
#[test]
fn two_processes_at_once_and_a_kill_change_no_bit() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN, EXACT], "400", "2");
    let work = ["campaign", "run", "trial", "--threads", "1"];
    // Both are held in the middle of a job, so that neither ends before it was looked at.
    let mut killed = started(here, &work);
    wait_for(here, "trial", 1);
    signal(&killed, "-STOP");
    let other = started(here, &work);
    wait_for(here, "trial", 2);
    signal(&other, "-STOP");
    let during = status(here, "trial");
    assert_eq!(during["all"]["running"], 2, "{during}");
    killed.kill().unwrap();
    killed.wait().unwrap();
    let after = status(here, "trial");
    assert_eq!(after["all"]["running"], 1, "{after}");
    assert_eq!(after["plans"][0]["uncertain"], 1, "{after}");
    let stored = after["plans"][0]["replications_done"].as_u64().unwrap();
    assert!(0 < stored && stored < 200, "{stored}");
    let begun = fs::read(unfinished(here, "trial", 1)).unwrap();
    signal(&other, "-CONT");
    let (out, err, code) = told(other.wait_with_output().unwrap());
    // It takes over what the killed one had begun.
    assert_eq!(code, 0, "{err}");
    assert!(
        out.starts_with("This process completed 4 jobs. In all, 4 of 4 are done"),
        "{out}"
    );
    assert!(
        out.ends_with("The answer: cetak campaign answer trial\n"),
        "{out}"
    );
    let done = status(here, "trial");
    assert_eq!(
        (&done["all"]["done"], &done["all"]["replications_done"]),
        (&4.into(), &800.into())
    );
    // What was stored before the kill was not run again, but kept.
    let whole = fs::read(part(here, "trial", 1)).unwrap();
    let lines = begun.iter().rposition(|byte| *byte == b'\n').unwrap();
    assert!(whole.starts_with(&begun[..=lines]));
    let json = ["--format", "json"];
    let whole = printed(
        here,
        &[&["compare", PLAIN, EXACT, "-n", "400"][..], &json].concat(),
    );
    let answer = printed(
        here,
        &[&["campaign", "answer", "trial"][..], &json].concat(),
    );
    assert!(answer == whole);
}

#[test]
fn a_comparison_that_is_done_has_the_bits_of_one_run_too() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN, EXACT], "15", "4");
    run(here, "trial");
    for format in ["text", "json", "csv"] {
        let how = ["--format", format, "--lang", "id"];
        let whole = printed(
            here,
            &[&["compare", PLAIN, EXACT, "-n", "15"][..], &how].concat(),
        );
        let answer = printed(here, &[&["campaign", "answer", "trial"][..], &how].concat());
        assert!(answer == whole, "{format}");
        let how = ["--format", format, "--quick"];
        let of_one = [
            "campaign",
            "answer",
            "trial",
            "--plan",
            "Bangli, as declared",
        ];
        let whole = printed(here, &[&["run", PLAIN, "-n", "15"][..], &how].concat());
        assert!(
            printed(here, &[&of_one[..], &how].concat()) == whole,
            "{format}"
        );
    }
}

#[test]
fn an_answer_before_the_end_says_on_what_it_rests() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN], "30", "3");
    let answer = |how: &[&str]| ended(here, &[&["campaign", "answer", "trial"][..], how].concat());
    let (out, err, code) = answer(&[]);
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(err.starts_with("No replication is done yet"), "{err}");

    printed(here, &["campaign", "run", "trial", "--job", "1"]);
    let (out, err, code) = answer(&["--format", "json"]);
    assert_eq!(code, 1);
    assert!(err.contains("rests on 10 of 30 replications"), "{err}");
    // The first ten are those of a run of ten.
    let (mut so_far, mut ten) = (
        json(&out),
        json(&printed(
            here,
            &["run", PLAIN, "-n", "10", "--quick", "--format", "json"],
        )),
    );
    assert_eq!(so_far["complete"], false);
    assert_eq!(so_far["requested"], 30);
    assert_eq!(so_far["so_far"]["replications"], json("[[1, 10]]"));
    for document in [&mut so_far, &mut ten] {
        for key in ["complete", "requested", "so_far"] {
            document.as_object_mut().unwrap().remove(key);
        }
    }
    assert_eq!(so_far, ten);

    printed(here, &["campaign", "run", "trial", "--job", "3"]);
    let (out, _, code) = answer(&["--format", "json"]);
    let found = json(&out);
    assert_eq!(code, 1);
    assert_eq!(found["so_far"]["replications"], json("[[1, 10], [21, 30]]"));
    assert_eq!(found["replications"], 20);
    let width = &found["so_far"]["half_widths"][2];
    assert_eq!(width["of"], "mean", "{width}");
    // The half-width is that of the interval in the answer.
    let days = &found["working_days"];
    let alone = days["ci95"][1].as_f64().unwrap() - days["mean"].as_f64().unwrap();
    let width = width["half_width"].as_f64().unwrap();
    // Three that hold together are each wider than one alone.
    assert!(alone < width && width < 2.0 * alone, "{alone} {width}");

    let (out, err, code) = answer(&["--lang", "en"]);
    assert_eq!((err.as_str(), code), ("", 1));
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let rests = "Not complete: this answer rests on 20 of the 30 replications asked for, those that are done so far (1 to 10, 21 to 30).";
    assert!(words.contains(rests), "{out}");
    assert!(
        words.contains("is known to within ±") && words.contains("so far."),
        "{out}"
    );
    assert!(words.contains("What would help was not tried."), "{out}");
    assert!(!words.contains("Stopped early"), "{out}");
    let (out, _, _) = answer(&["--format", "csv"]);
    assert!(out.contains("replications_done,,20,"), "{out}");
    assert!(out.contains("replications_requested,,30,"), "{out}");

    // Numbers that rest on some replications between others cannot be repeated.
    let (out, _, _) = answer(&["--format", "json"]);
    fs::write(here.join("so-far.json"), out).unwrap();
    let (_, err, code) = ended(here, &["replay", "so-far.json"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot be repeated"), "{err}");
}

#[test]
fn a_comparison_before_the_end_rests_on_what_all_have() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN, EXACT], "20", "2");
    let answer = |how: &[&str]| ended(here, &[&["campaign", "answer", "trial"][..], how].concat());
    // Jobs 1 and 3 are of the first plan, 2 and 4 of the second.
    printed(here, &["campaign", "run", "trial", "--job", "1"]);
    let (out, _, code) = answer(&[]);
    assert_eq!((out.as_str(), code), ("", 1));
    let (out, _, _) = answer(&["--plan", "Bangli, as declared", "--format", "json"]);
    assert_eq!(json(&out)["so_far"]["replications"], json("[[1, 10]]"));
    let name = "Bangli, menurut yang dinyatakan";
    assert!(answer(&["--plan", name, "--format", "json"]).0 == out);
    let page = printed(here, &["campaign", "status", "trial", "--lang", "id"]);
    assert!(
        page.contains(name) && !page.contains("as declared"),
        "{page}"
    );
    let (_, err, code) = answer(&["--plan", "Bangli"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("\"Bangli, as declared\", \"Bangli, exact\""),
        "{err}"
    );

    printed(here, &["campaign", "run", "trial", "--job", "3"]);
    printed(here, &["campaign", "run", "trial", "--job", "4"]);
    let (out, err, code) = answer(&["--format", "json"]);
    assert_eq!(code, 1);
    assert!(err.contains("rests on 10 of 20 replications"), "{err}");
    let found = json(&out);
    for of in 0..2 {
        let one = &found["scenarios"][of];
        assert_eq!(one["so_far"]["replications"], json("[[11, 20]]"));
        assert_eq!(
            (&one["replications"], &one["complete"]),
            (&10.into(), &false.into())
        );
    }
    let (out, _, _) = answer(&[]);
    let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("rests on 10 of the 20 replications"),
        "{out}"
    );
    assert!(words.contains("known to within ±"), "{out}");
    let (out, _, _) = answer(&["--format", "csv"]);
    let mut lines = out.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with(",replications_done,replications_requested")
    );
    assert!(lines.next().unwrap().ends_with(",10,20"), "{out}");
}

#[test]
fn a_folder_that_holds_something_else_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let make = |name: &str, n: &str| ended(here, &["campaign", "new", name, EXACT, "-n", n]);
    fs::create_dir(here.join("mine")).unwrap();
    fs::write(here.join("mine/notes.txt"), "notes").unwrap();
    let (_, err, code) = make("mine", "4");
    assert_eq!(code, 2);
    assert!(err.contains("mine: something else is there"), "{err}");
    assert_eq!(fs::read_dir(here.join("mine")).unwrap().count(), 1);
    let (_, err, code) = make("mine/notes.txt", "4");
    assert_eq!(code, 2, "{err}");
    assert_eq!(fs::read(here.join("mine/notes.txt")).unwrap(), b"notes");

    // An empty one is used, also if a killed process left half a file.
    fs::create_dir(here.join("empty")).unwrap();
    fs::write(here.join("empty/.cetak-1234-aB3dE6.tmp"), "half").unwrap();
    assert_eq!(make("empty", "4").2, 0);
    let table = fs::read(here.join("empty/campaign.json")).unwrap();
    // The same again changes nothing; another one is refused.
    assert_eq!(make("empty", "4").2, 0);
    let (_, err, code) = make("empty", "5");
    assert_eq!(code, 2);
    assert!(err.contains("another campaign is there"), "{err}");
    assert_eq!(fs::read(here.join("empty/campaign.json")).unwrap(), table);

    let (_, err, code) = ended(here, &["campaign", "new", "two", EXACT, EXACT]);
    assert_eq!(code, 2);
    assert!(err.contains("Bangli, exact"), "{err}");
    let (_, err, code) = ended(
        here,
        &["campaign", "new", "two", EXACT, "-n", "3", "--jobs", "4"],
    );
    assert_eq!(code, 2);
    assert!(err.contains("cannot be cut into 4 parts"), "{err}");
    assert!(!here.join("two").exists());
}

#[test]
fn what_is_no_campaign_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[EXACT], "4", "2");
    let table = here.join("trial/campaign.json");
    let text = fs::read_to_string(&table).unwrap();
    let cases = [
        ("notes".to_owned(), "this is no table of jobs"),
        (
            text.replace("\"cetak 0", "\"cetak 9"),
            "it was written by cetak 9",
        ),
        (
            text.replace("\"format\": 1", "\"format\": 2"),
            "another version",
        ),
        (
            text.replace("\"end\": 4", "\"end\": 5"),
            "this is no table of jobs",
        ),
        (
            text.replace("\"plan\": 0", "\"plan\": 1"),
            "this is no table of jobs",
        ),
        (
            text.replace("\"kind\": \"scenario\"", "\"kind\": \"town\""),
            "this is no table of jobs",
        ),
    ];
    for (wrong, wanted) in cases {
        assert_ne!(wrong, text, "{wanted}");
        fs::write(&table, wrong).unwrap();
        for what in ["run", "status", "answer"] {
            let (out, err, code) = ended(here, &["campaign", what, "trial"]);
            assert_eq!((out.as_str(), code), ("", 2), "{what}: {err}");
            assert!(
                err.contains(wanted) && err.contains("campaign.json"),
                "{err}"
            );
        }
    }
    // Another text than that of its digest.
    fs::write(&table, text.replace("on_hand = ", "on_hand = 1")).unwrap();
    let (_, err, code) = ended(here, &["campaign", "run", "trial", "--job", "1"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("another scenario than its digest says"),
        "{err}"
    );
    for nothing in ["trial/parts", "nowhere"] {
        let (_, err, code) = ended(here, &["campaign", "status", nothing]);
        assert_eq!(code, 2);
        assert!(err.contains("this folder holds no campaign"), "{err}");
    }
    fs::write(&table, text).unwrap();
    let (_, err, code) = ended(here, &["campaign", "run", "trial", "--job", "3"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("there is no job 3; the campaign has jobs 1 to 2"),
        "{err}"
    );
}

#[test]
fn a_part_that_was_changed_or_is_of_something_else_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN], "6", "2");
    new(here, "other", &[PLAIN], "8", "2");
    for name in ["trial", "other"] {
        run(here, name);
    }
    let file = part(here, "trial", 2);
    let whole = fs::read(&file).unwrap();
    let mut changed = whole.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    fs::write(&file, &changed).unwrap();
    let (out, err, code) = ended(here, &["campaign", "answer", "trial", "--quick"]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(
        err.contains("00002.part: replication 5 was changed"),
        "{err}"
    );
    assert_eq!(fs::read(&file).unwrap(), changed);

    fs::copy(part(here, "other", 2), &file).unwrap();
    let (_, err, code) = ended(here, &["campaign", "answer", "trial"]);
    assert_eq!(code, 2);
    assert!(err.contains("the runs have 8 and 6 replications"), "{err}");
    let found = status(here, "trial");
    assert_eq!(found["all"]["failed"], 1, "{found}");
    assert_eq!(found["failed"][0]["job"], 2, "{found}");

    // The part of another job, and a part that is cut off.
    fs::copy(part(here, "trial", 1), &file).unwrap();
    let (_, err, code) = ended(here, &["campaign", "answer", "trial"]);
    assert_eq!(code, 2);
    assert!(err.contains("replications 1 to 3, not 4 to 6"), "{err}");
    fs::write(&file, &whole[..whole.len() - 1]).unwrap();
    let (_, err, code) = ended(here, &["campaign", "answer", "trial"]);
    assert_eq!(code, 2);
    assert!(err.contains("cut off"), "{err}");
    fs::remove_file(&file).unwrap();
    run(here, "trial");
    assert!(fs::read(&file).unwrap() == whole);
}

#[test]
fn a_job_that_fails_three_times_is_named_and_holds_up_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "my trial", &[PLAIN], "6", "3");
    let stone = unfinished(here, "my trial", 2);
    fs::create_dir_all(stone.parent().unwrap()).unwrap();
    fs::write(&stone, "notes of somebody\n").unwrap();
    let (out, err, code) = ended(here, &["campaign", "run", "my trial"]);
    assert_eq!(code, 2);
    assert!(
        out.contains("This process completed 2 jobs. In all, 2 of 3 are done"),
        "{out}"
    );
    assert!(err.contains("1 job needs somebody"), "{err}");
    let kept: Vec<String> = (1..=4)
        .map(|attempt| here.join(format!("my trial/failed/00002.{attempt}.txt")))
        .map(|path| fs::read_to_string(path).unwrap_or_default())
        .collect();
    for (attempt, text) in (1..=3).zip(&kept) {
        assert!(
            text.contains(&format!("Attempt {attempt} at job 2")),
            "{text}"
        );
        assert!(
            text.contains("en: ") && text.contains("this is no part file"),
            "{text}"
        );
        assert!(
            text.contains("id: ") && text.contains("bukan berkas bagian"),
            "{text}"
        );
    }
    assert_eq!(kept[3], "");
    let found = status(here, "my trial");
    assert_eq!(
        (&found["all"]["failed"], &found["all"]["done"]),
        (&1.into(), &2.into())
    );
    let failed = &found["failed"][0];
    assert_eq!(
        (&failed["job"], &failed["attempts"]),
        (&2.into(), &3.into())
    );
    assert_eq!((&failed["first"], &failed["last"]), (&3.into(), &4.into()));
    assert!(
        failed["error"]
            .as_str()
            .unwrap()
            .contains("this is no part file")
    );
    assert_eq!(failed["command"], "cetak campaign run 'my trial' --job 2");
    for (lang, wanted) in [
        ("en", "this is no part file"),
        ("id", "bukan berkas bagian"),
    ] {
        let page = printed(here, &["campaign", "status", "my trial", "--lang", lang]);
        assert!(page.contains(wanted), "{page}");
        assert!(
            page.contains("  cetak campaign run 'my trial' --job 2\n"),
            "{page}"
        );
    }
    // What is not there is not in the answer.
    let answer = ["campaign", "answer", "my trial", "--format", "json"];
    let (out, _, code) = ended(here, &answer);
    assert_eq!((code, &json(&out)["replications"]), (1, &4.into()));

    // It is not tried again by itself, but alone, and heals when its cause is gone.
    ended(here, &["campaign", "run", "my trial"]);
    assert!(!here.join("my trial/failed/00002.4.txt").exists());
    let alone = ["campaign", "run", "my trial", "--job", "2"];
    let (_, err, code) = ended(here, &alone);
    assert_eq!(code, 2);
    assert!(err.contains("this is no part file"), "{err}");
    assert!(here.join("my trial/failed/00002.4.txt").exists());
    fs::remove_file(&stone).unwrap();
    assert_eq!(printed(here, &alone), "Job 2 is done.\n");
    assert_eq!(printed(here, &alone), "Job 2 was done before.\n");
    let found = status(here, "my trial");
    assert_eq!(
        (&found["all"]["failed"], &found["all"]["done"]),
        (&0.into(), &3.into())
    );
}

#[cfg(unix)]
#[test]
fn one_job_is_never_run_by_two_processes() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN], "150", "1");
    let alone = ["campaign", "run", "trial", "--job", "1", "--threads", "1"];
    let first = started(here, &alone);
    wait_for(here, "trial", 1);
    signal(&first, "-STOP");
    let (_, err, code) = ended(here, &alone);
    assert_eq!(code, 2);
    assert!(err.contains("job 1 is run by another process"), "{err}");
    // The other form finds nothing to do, and says so.
    let out = printed(here, &["campaign", "run", "trial"]);
    assert!(
        out.contains("completed 0 jobs. In all, 0 of 1 are done, and 1 is running"),
        "{out}"
    );
    signal(&first, "-CONT");
    let (out, err, code) = told(first.wait_with_output().unwrap());
    assert_eq!((out.as_str(), code), ("Job 1 is done.\n", 0), "{err}");
    let quick = ["--quick", "--format", "json"];
    let answer = printed(
        here,
        &[&["campaign", "answer", "trial"][..], &quick].concat(),
    );
    assert!(answer == printed(here, &[&["run", PLAIN, "-n", "150"][..], &quick].concat()));
}

#[cfg(unix)]
#[test]
fn a_signal_keeps_what_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN], "50000", "1");
    let work = ["campaign", "run", "trial", "--threads", "1"];
    let child = started(here, &work);
    wait_for(here, "trial", 1);
    signal(&child, "-INT");
    let (out, err, code) = told(child.wait_with_output().unwrap());
    assert_eq!((out.as_str(), code), ("", 130));
    assert!(
        err.contains("What is done is kept, and the same command goes on."),
        "{err}"
    );
    let found = status(here, "trial");
    assert_eq!(found["all"]["uncertain"], 1, "{found}");
    assert!(
        found["all"]["replications_done"].as_u64().unwrap() > 0,
        "{found}"
    );
    assert!(
        found["seconds_left_of_one"].as_f64().unwrap() > 0.0,
        "{found}"
    );
    // The answer has what is stored of the job, too.
    let done = &found["all"]["replications_done"];
    let answer = ["campaign", "answer", "trial", "--format", "json"];
    let (out, _, code) = ended(here, &answer);
    let so_far = json(&out);
    assert_eq!((code, &so_far["replications"]), (1, done));
    assert_eq!(
        so_far["so_far"]["replications"],
        json(&format!("[[1, {done}]]"))
    );
    assert_eq!(found["seconds_left"], Value::Null, "{found}");
    assert!(!here.join("trial/failed").exists());
}

#[test]
fn a_folder_is_all_that_another_machine_needs() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let base = "extends = \"bangli-declared\"\nname = \"Ours\"\n";
    fs::write(here.join("base.toml"), base).unwrap();
    let text = "extends = \"base.toml\"\nprinter.daily_limit = 60\n";
    fs::write(here.join("ours.toml"), text).unwrap();
    new(here, "trial", &["ours.toml"], "6", "2");
    let quick = ["--quick", "--format", "json"];
    let whole = printed(
        here,
        &[&["run", "ours.toml", "-n", "6"][..], &quick].concat(),
    );
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir(elsewhere.path().join("copy")).unwrap();
    let copy = elsewhere.path().join("copy/campaign.json");
    fs::copy(here.join("trial/campaign.json"), copy).unwrap();
    run(elsewhere.path(), "copy");
    let answer = [&["campaign", "answer", "copy"][..], &quick].concat();
    assert!(printed(elsewhere.path(), &answer) == whole);
}

/// The part with another last line, whose hash is right: as if a machine had computed it wrongly.
fn computed_wrongly(part: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(part).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let of_head = xxh3_64_with_seed(&lines[0].as_bytes()[17..], 0);
    let head = json(&lines[0][17..]);
    let replication = head["end"].as_u64().unwrap() - 1;
    let last = lines.last_mut().unwrap();
    let at = last.rfind(|c: char| c.is_ascii_digit()).unwrap();
    let digit = if &last[at..=at] == "1" { "2" } else { "1" };
    last.replace_range(at..=at, digit);
    let hash = xxh3_64_with_seed(&last.as_bytes()[17..], of_head ^ replication);
    *last = format!("{hash:016x} {}", &last[17..]);
    (lines.join("\n") + "\n").into_bytes()
}

#[test]
fn a_job_that_is_computed_twice_is_compared_bit_by_bit() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    new(here, "trial", &[PLAIN], "6", "2");
    let again = ["campaign", "run", "trial", "--again", "--job", "2"];
    let (_, err, code) = ended(here, &again);
    assert_eq!(code, 2);
    assert!(err.contains("job 2 is not done"), "{err}");
    run(here, "trial");
    let out = printed(here, &again);
    assert_eq!(
        out,
        "1 job was computed once more: every bit is the same.\n"
    );
    let out = printed(here, &["campaign", "run", "trial", "--again"]);
    assert_eq!(
        out,
        "2 jobs were computed once more: every bit is the same.\n"
    );
    let other = here.join("trial/again/00002.part");
    assert!(!other.exists());

    let file = part(here, "trial", 2);
    let right = fs::read(&file).unwrap();
    let wrong = computed_wrongly(&right);
    assert_ne!(wrong, right);
    fs::write(&file, &wrong).unwrap();
    // Nothing but a second computation notices it.
    assert_eq!(
        ended(here, &["campaign", "answer", "trial", "--quick"]).2,
        0
    );
    for _ in 0..2 {
        let (_, err, code) = ended(here, &again);
        assert_eq!(code, 70, "{err}");
        assert!(
            err.contains("job 2") && err.contains("both are kept"),
            "{err}"
        );
        assert!(
            err.contains("parts/00002.part") && err.contains("again/00002.part"),
            "{err}"
        );
        assert!(fs::read(&file).unwrap() == wrong && fs::read(&other).unwrap() == right);
    }
    let found = status(here, "trial");
    assert_eq!(
        (&found["all"]["differing"], &found["all"]["done"]),
        (&1.into(), &1.into())
    );
    assert_eq!(found["differing"][0]["job"], 2, "{found}");
    let page = printed(here, &["campaign", "status", "trial"]);
    assert!(
        page.contains("Job 2 was computed twice with different results."),
        "{page}"
    );
    let answer = ["campaign", "answer", "trial", "--format", "json"];
    let (out, _, code) = ended(here, &answer);
    assert_eq!(
        (code, &json(&out)["so_far"]["replications"]),
        (1, &json("[[1, 3]]"))
    );
    assert_eq!(ended(here, &["campaign", "run", "trial"]).2, 2);
    // The wrong one is taken away, and the right one computed again.
    fs::remove_file(&file).unwrap();
    run(here, "trial");
    assert!(fs::read(&file).unwrap() == right);
    let out = printed(here, &again);
    assert_eq!(
        out,
        "1 job was computed once more: every bit is the same.\n"
    );
    assert!(!other.exists());
}

#[test]
fn parts_from_elsewhere_are_believed_only_if_they_are_right() {
    let folder = tempfile::tempdir().unwrap();
    let plan = scenario::builtin(PLAIN).unwrap().plan;
    let settings = Settings {
        replications: 6,
        ..Settings::default()
    };
    let here = folder.path();
    let make = |name: &str, seed| {
        let settings = Settings { seed, ..settings };
        Campaign::create(here.join(name), [plan.clone()], &settings, 2).unwrap()
    };
    let (campaign, other) = (make("trial", 1), make("other", 2));
    let bytes = |job: &Job| {
        let job: Job = job.text().parse().unwrap();
        let file = here.join("elsewhere");
        job.run(&file, Some(1), &Control::default()).unwrap();
        let bytes = fs::read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        bytes
    };
    let [first, second] = [0, 1].map(|job| &campaign.jobs()[job]);
    let good = bytes(first);
    let target = here.join("trial/parts/00001.part");
    let mut changed = good.clone();
    let at = changed.len() / 2;
    changed[at] ^= 1;
    let wrong = [
        (&good[..good.len() - 1], "cut off"),
        (&good[..0], "no part file"),
        (&changed, "was changed"),
        (&bytes(second)[..], "not 1 to 3"),
        (&bytes(&other.jobs()[0])[..], "the seeds are 2 and 1"),
    ];
    for (bytes, wanted) in wrong {
        let error = campaign.accept(first, bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Checkpoint, "{error}");
        assert!(error.to_string().contains(wanted), "{error}");
        assert!(!target.exists());
    }
    let error = campaign.accept(&other.jobs()[0], &good).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value, "{error}");

    campaign.accept(first, &good).unwrap();
    campaign.accept(first, &good).unwrap();
    assert!(fs::read(&target).unwrap() == good);
    let error = campaign
        .accept(first, &computed_wrongly(&good))
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Internal, "{error}");
    let kept = here.join("trial/again/00001.part");
    assert!(
        error.to_string().contains(&kept.display().to_string()),
        "{error}"
    );
    assert!(fs::read(&target).unwrap() == good);
    assert!(fs::read(&kept).unwrap() == computed_wrongly(&good));
    assert_eq!(campaign.status().unwrap().all.differing, 1);

    for wrong in [
        String::new(),
        "{}".to_owned(),
        first.text().replace("\"end\":3", "\"end\":7"),
        first.text().replace("\"first\":0", "\"first\":3"),
        first.text().replace("cetak 0", "cetak 9"),
    ] {
        let error = wrong.parse::<Job>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Checkpoint, "{wrong}");
    }
    assert_eq!(first.text().parse::<Job>().unwrap(), *first);
}
