//! Every key of a scenario file at its limits: each command ends within 2 GiB of memory and 20 seconds of
//! processor time, with an answer or with a
//! refusal that names the key. Pairs of keys take long, so all of them are tried with `CETAK_SLOW=1` only.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cetak::random::Streams;
use cetak::scenario;

mod child;
mod keys;

use keys::{BASE, Key, keys};

#[test]
fn every_documented_key_is_here() {
    let here: BTreeSet<String> = keys().into_iter().map(|key| key.key).collect();
    // `tests/scenario/docs.rs` holds the page against the reader.
    let page = fs::read_to_string("docs/scenario-file.md").unwrap();
    let (_, rows) = page.split_once("## The keys").unwrap();
    let known: BTreeSet<String> = rows
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(key, _)| key.to_owned())
        .collect();
    assert_eq!(known.difference(&here).next(), None, "has no limits here");
    assert_eq!(here.difference(&known).next(), None, "is no key");
    assert!(keys().iter().all(|key| !key.beyond.is_empty()));
}

/// An overlay, and the file that it extends.
fn over(base: &str, text: &str) -> String {
    if text.starts_with("extends") {
        text.to_owned()
    } else {
        format!("extends = '{base}'\n{text}\n")
    }
}

/// A folder with the base and a chain of files that extend it: `chain-1.toml` is the longest that one more file may extend.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("base.toml"), BASE).unwrap();
    for at in 0..15 {
        let next = if at == 14 {
            "base.toml".to_owned()
        } else {
            format!("chain-{}.toml", at + 1)
        };
        fs::write(
            folder.path().join(format!("chain-{at}.toml")),
            format!("extends = '{next}'"),
        )
        .unwrap();
    }
    folder
}

#[test]
fn a_value_beyond_its_limit_is_refused_by_name() {
    let folder = folder();
    let mut wrong = Vec::new();
    for key in keys() {
        for value in &key.beyond {
            let text = over("base.toml", &key.text(value));
            let found = scenario::parse(&text, folder.path().join("case.toml"), &[]);
            let problems = found
                .err()
                .map_or_else(String::new, |problems| problems.to_string());
            let name = keys::last(&key.key).trim_end_matches("[]");
            if !problems.contains(name) {
                let value: String = value.chars().take(80).collect();
                wrong.push(format!("{} = {value}: {problems:?}", key.key));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs `one` for each item, on two threads; all that fails is told together.
fn each<T: Sync>(items: &[T], one: impl Fn(&Path, usize, &T) -> Result<(), String> + Sync) {
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let folder = folder();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { break };
                    if let Err(what) = one(folder.path(), at, item) {
                        wrong.lock().unwrap().push(what);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        items.len(),
        wrong.join("\n")
    );
}

/// The commands with a scenario, each in its own process. `names`: what a refusal may name; none where there may be no refusal.
fn commands(folder: &Path, file: &str, names: Option<&[&str]>) -> Result<(), String> {
    // What is compared has names of its own.
    let other = format!("other-{file}");
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let unnamed = text.lines().filter(|line| !line.starts_with("name"));
    let text: Vec<&str> = ["name = 'other'"].into_iter().chain(unnamed).collect();
    fs::write(folder.join(&other), text.join("\n")).unwrap();
    let commands: [&[&str]; 4] = [
        &["check", file],
        &["run", file, "-n", "1", "--threads", "2"],
        &["compare", file, &other, "-n", "1", "--threads", "2"],
        &["trace", file],
    ];
    for arguments in commands {
        let ended = child::cetak(folder, arguments);
        let wrong = |what: &str| {
            let said: String = ended.said.chars().take(600).collect();
            let took = ended.took.as_secs_f64();
            Err(format!(
                "{} {what}, code {:?} after {took:.1} s: {said}",
                arguments[0], ended.code
            ))
        };
        match (ended.code, names) {
            (Some(0), _) => {}
            (Some(2), Some(names)) if names.iter().any(|name| ended.said.contains(name)) => {
                return Ok(());
            }
            (Some(2), Some(_)) => return wrong("is refused for another reason"),
            (Some(2), None) => return wrong("is refused"),
            _ => return wrong("fails"),
        }
    }
    Ok(())
}

/// A key with one of its values, and whether the office may be too large with it.
struct Case {
    key: String,
    value: String,
    text: String,
    large: bool,
}

fn cases() -> Vec<Case> {
    let of = |key: &Key, value: &String, large| Case {
        key: key.key.clone(),
        value: value.chars().take(80).collect(),
        text: key.text(value),
        large,
    };
    let mut cases = Vec::new();
    for key in keys() {
        cases.extend(key.at.iter().map(|value| of(&key, value, false)));
        cases.extend(key.large.iter().map(|value| of(&key, value, true)));
    }
    cases
}

#[test]
fn every_key_at_its_limits_is_run_in_bounded_memory_and_time() {
    each(&cases(), |folder, at, case| {
        let file = format!("case-{at}.toml");
        let text = over("base.toml", &case.text);
        fs::write(folder.join(&file), &text).unwrap();
        // An office that is too large is told by what there is too much of, whichever key made it so.
        let last = keys::last(&case.key);
        let names = [last, "can be simulated"];
        commands(folder, &file, case.large.then_some(&names[..]))
            .map_err(|what| format!("{} = {:?}: {what}", case.key, case.value))
    });
}

/// Which cases are tried together: always the same.
fn pairs(count: usize, cases: usize) -> Vec<(usize, usize)> {
    let mut stream = Streams::new(2017, 0).stream("pairs of keys");
    let mut pairs = Vec::new();
    while pairs.len() < count {
        pairs.push((stream.index(cases), stream.index(cases)));
    }
    pairs
}

/// Three pairs, and 200 with `CETAK_SLOW=1`. Two limits together may be too much, or contradict each other.
#[test]
fn two_keys_at_their_limits_are_run_or_refused_in_bounded_memory_and_time() {
    let mut cases = cases();
    cases.retain(|case| case.key != "extends");
    let slow = std::env::var_os("CETAK_SLOW").is_some();
    let pairs = pairs(if slow { 200 } else { 3 }, cases.len());
    each(&pairs, |folder, at, (one, other)| {
        let (one, other) = (&cases[*one], &cases[*other]);
        let (below, above) = (format!("below-{at}.toml"), format!("above-{at}.toml"));
        fs::write(folder.join(&below), over("base.toml", &one.text)).unwrap();
        fs::write(folder.join(&above), over(&below, &other.text)).unwrap();
        commands(folder, &above, Some(&[".toml"])).map_err(|what| {
            let values = (&one.value, &other.value);
            format!("{} and {} = {values:?}: {what}", one.key, other.key)
        })
    });
}
