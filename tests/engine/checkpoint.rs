//! Saving and resuming: a resumed run is the run itself, and files that do not fit are refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cetak::engine::{Calendar, Fingerprint, Model, Simulation, checkpoint};
use cetak::random::{Distribution, Streams, Variate};
use cetak::resource::Resource;
use cetak::stats::Tally;
use cetak::time::{Time, hours, minutes};
use cetak::{Error, ErrorKind};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
enum Event {
    Arrival,
    Departure(Time),
}

#[derive(Clone, Serialize, Deserialize)]
struct Mm1 {
    arrivals: Variate,
    service: Variate,
    clerk: Resource<Time>,
    time_in_system: Tally,
}

impl Model for Mm1 {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        cal.schedule(self.arrivals.draw(), Event::Arrival);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        let starts_service = match event {
            Event::Arrival => {
                cal.schedule(self.arrivals.draw(), Event::Arrival);
                // Some overtake others, so that both lines of the queue are saved too.
                let key = now.as_micros() % 3;
                self.clerk.seize_with(now, key, now)
            }
            Event::Departure(arrived) => {
                self.time_in_system.record((now - arrived).as_minutes());
                self.clerk.release(now)
            }
        };
        if let Some(arrived) = starts_service {
            cal.schedule(self.service.draw(), Event::Departure(arrived));
        }
    }
}

fn mm1(seed: u64) -> Simulation<Mm1> {
    let streams = Streams::new(seed, 0);
    let exponential = |mean| Distribution::exponential(minutes(mean)).unwrap();
    Simulation::new(Mm1 {
        arrivals: streams.variate("arrivals", exponential(5.0)),
        service: streams.variate("service", exponential(4.5)),
        clerk: Resource::new("clerk", 1),
        time_in_system: Tally::new(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_resumed_run_is_the_run_itself(
        seed: u64,
        pauses in prop::collection::vec(0_u64..400, 1..4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.json");
        let end = Time::ZERO + hours(200.0);

        let mut whole = (mm1(seed), Fingerprint::new());
        whole.0.observed(&mut whole.1).run_until(end);

        let mut resumed = (mm1(seed), Fingerprint::new());
        for events in pauses {
            resumed.0.observed(&mut resumed.1).run_events(events);
            checkpoint::save(&path, "mm1", &resumed).unwrap();
            resumed = checkpoint::load(&path, "mm1").unwrap();
        }
        resumed.0.observed(&mut resumed.1).run_until(end);

        prop_assert_eq!(whole.1, resumed.1);
        // Statistics, streams and calendar, to the last bit.
        let bits = |state: &_| serde_json::to_string(state).unwrap();
        prop_assert_eq!(bits(&whole), bits(&resumed));
    }
}

fn refused(path: &Path, kind: ErrorKind, words: &[&str]) {
    let error: Error = checkpoint::load::<Vec<f64>>(path, "the digest").unwrap_err();
    let message = error.to_string();
    assert_eq!(error.kind(), kind, "{message}");
    assert_eq!(error.place().unwrap().file, path);
    for word in words {
        assert!(message.contains(word), "{word:?} is not in: {message}");
    }
}

#[test]
fn files_that_do_not_fit_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let missing = folder.path().join("none.json");
    refused(
        &missing,
        ErrorKind::File,
        &["none.json: ", "cannot be read"],
    );

    checkpoint::save(&path, "the digest", &vec![0.1, 0.2]).unwrap();
    let good = fs::read_to_string(&path).unwrap();
    let state: Vec<f64> = checkpoint::load(&path, "the digest").unwrap();
    assert_eq!(state, [0.1, 0.2]);

    let kind = ErrorKind::Checkpoint;
    for cut in [0, 1, good.len() / 2, good.len() - 1] {
        fs::write(&path, &good[..cut]).unwrap();
        refused(&path, kind, &["run.json: ", "cut off", "wanted format 2"]);
    }
    for alien in ["hello", "[1, 2]", "{\"format\": \"one\"}", "{}"] {
        fs::write(&path, alien).unwrap();
        refused(
            &path,
            kind,
            &["run.json: ", "not a checkpoint", "wanted format 2"],
        );
    }
    fs::write(&path, good.replace("\"format\":2", "\"format\":7")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    refused(&path, kind, &["format 7", "wanted format 2", version]);

    let other = format!("cetak {version}");
    fs::write(&path, good.replace(&other, "cetak 0.0.9")).unwrap();
    refused(
        &path,
        kind,
        &["written by cetak 0.0.9", "wanted cetak 0.", "other rules"],
    );

    fs::write(&path, good.replace("the digest", "another")).unwrap();
    refused(&path, kind, &["\"another\"", "wanted \"the digest\""]);

    for changed in [
        good.replace("0.1,", "0.3,"),
        good.replace("\"hash\":\"", "\"hash\":\"0"),
    ] {
        assert_ne!(changed, good);
        fs::write(&path, changed).unwrap();
        refused(&path, kind, &["changed after it was written"]);
    }

    checkpoint::save(&path, "the digest", &["much"]).unwrap();
    refused(&path, kind, &["another kind of state"]);
}

#[test]
fn a_failed_save_keeps_the_old_file_and_leaves_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    checkpoint::save(&path, "d", &1).unwrap();

    // A map with such keys has no JSON.
    let unsavable = std::collections::BTreeMap::from([((1, 2), 3)]);
    let error = checkpoint::save(&path, "d", &unsavable).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Checkpoint);
    assert_eq!(checkpoint::load::<i32>(&path, "d").unwrap(), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

    let nowhere = folder.path().join("no folder").join("run.json");
    let error = checkpoint::save(&nowhere, "d", &1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::File);
    assert!(error.to_string().contains("cannot be written"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_checkpoint_is_written_as_any_other_file_is() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode();
    fs::write(path("usual"), "").unwrap();
    // The file at the end of a link is made, and replaced; the link stays.
    symlink("run.json", path("link")).unwrap();
    checkpoint::save(path("link"), "d", &1).unwrap();
    assert!(path("link").is_symlink());
    assert_eq!(mode("run.json"), mode("usual"));
    fs::set_permissions(path("run.json"), fs::Permissions::from_mode(0o606)).unwrap();
    checkpoint::save(path("link"), "d", &2).unwrap();
    assert!(path("link").is_symlink());
    assert_eq!(mode("run.json") & 0o777, 0o606);

    fs::set_permissions(path("run.json"), fs::Permissions::from_mode(0o444)).unwrap();
    let error = checkpoint::save(path("run.json"), "d", &3).unwrap_err();
    assert!(error.to_string().ends_with("it is read-only"), "{error}");
    assert_eq!(checkpoint::load::<i32>(path("link"), "d").unwrap(), 2);
}

#[derive(Clone, Default, Serialize, Deserialize)]
struct State {
    waits: Vec<Entry>,
    limit: Option<Option<u32>>,
    nothing: Option<()>,
    by_name: BTreeMap<String, f32>,
    last: Option<Kind>,
    nested: Option<Box<State>>,
}

#[derive(Clone, Default, Serialize, Deserialize)]
struct Entry {
    rate: f64,
    least: Option<f64>,
}

#[derive(Clone, Serialize, Deserialize)]
enum Kind {
    Newtype(f64),
    Tuple(u8, f64),
    Struct { rate: Option<Wrapped> },
    Unit,
}

#[derive(Clone, Serialize, Deserialize)]
struct Wrapped(Option<f64>);

/// Each would be written as something that does not load, or loads as something else.
#[test]
fn a_state_that_would_not_load_again_is_refused_before_it_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let good = State {
        waits: vec![Entry::default(); 3],
        limit: Some(Some(1)),
        last: Some(Kind::Unit),
        nested: Some(Box::default()),
        ..State::default()
    };
    checkpoint::save(&path, "d", &good).unwrap();
    let before = fs::read(&path).unwrap();
    let loaded: State = checkpoint::load(&path, "d").unwrap();
    assert_eq!(loaded.limit, Some(Some(1)));

    /// The change, the path in the error, and its text.
    type Change = (fn(&mut State), &'static str, &'static str);
    let changes: [Change; 12] = [
        (|s| s.waits[2].rate = f64::NAN, "state.waits[2].rate", "NaN"),
        (
            |s| s.waits[0].rate = f64::INFINITY,
            "state.waits[0].rate",
            "inf",
        ),
        (
            |s| s.waits[1].least = Some(f64::NEG_INFINITY),
            "state.waits[1].least",
            "-inf",
        ),
        (
            |s| s.waits[1].least = Some(f64::NAN),
            "state.waits[1].least",
            "NaN",
        ),
        (|s| s.limit = Some(None), "state.limit", "`None`"),
        (|s| s.nothing = Some(()), "state.nothing", "`None`"),
        (
            |s| s.by_name = BTreeMap::from([("Susut".to_owned(), f32::NAN)]),
            "state.by_name[\"Susut\"]",
            "NaN",
        ),
        (
            |s| s.last = Some(Kind::Newtype(f64::NAN)),
            "state.last.Newtype",
            "NaN",
        ),
        (
            |s| s.last = Some(Kind::Tuple(1, f64::NAN)),
            "state.last[1]",
            "NaN",
        ),
        (
            |s| {
                s.last = Some(Kind::Struct {
                    rate: Some(Wrapped(None)),
                })
            },
            "state.last.rate",
            "`None`",
        ),
        (
            |s| {
                s.last = Some(Kind::Struct {
                    rate: Some(Wrapped(Some(f64::NAN))),
                })
            },
            "state.last.rate",
            "NaN",
        ),
        (
            |s| s.nested.as_mut().unwrap().limit = Some(None),
            "state.nested.limit",
            "`None`",
        ),
    ];
    for (change, place, what) in changes {
        let mut state = good.clone();
        change(&mut state);
        let error = checkpoint::save(&path, "d", &state).unwrap_err();
        let message = error.to_string();
        assert_eq!(error.kind(), ErrorKind::Checkpoint, "{message}");
        assert!(message.contains(&format!("at {place}, ")), "{message}");
        assert!(message.contains(what), "{message}");
        assert_eq!(fs::read(&path).unwrap(), before, "{message}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_state_that_is_nested_too_deep_is_refused_and_one_less_deep_loads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let nested = |deep: usize| {
        (1..deep).fold(State::default(), |inner, _| State {
            nested: Some(Box::new(inner)),
            ..State::default()
        })
    };
    // The innermost has a list in it.
    checkpoint::save(&path, "d", &nested(126)).unwrap();
    let state: State = checkpoint::load(&path, "d").unwrap();
    checkpoint::save(&path, "d", &state).unwrap();
    let before = fs::read(&path).unwrap();
    let error = checkpoint::save(&path, "d", &nested(127)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Checkpoint);
    let message = error.to_string();
    assert!(message.contains("more than 127 deep"), "{message}");
    assert!(message.contains("state.nested.nested"), "{message}");
    assert!(message.len() < 400, "{message}");
    assert_eq!(fs::read(&path).unwrap(), before);

    // Variants are brackets of their own.
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Shell {
        One(Box<Shell>),
        Two(Box<Shell>, u8),
        Pearl,
    }
    for (most, wrap) in [
        (
            127,
            (|shell| Shell::One(Box::new(shell))) as fn(Shell) -> Shell,
        ),
        (63, |shell| Shell::Two(Box::new(shell), 1)),
    ] {
        let wrapped = |deep| (0..deep).fold(Shell::Pearl, |inner, _| wrap(inner));
        checkpoint::save(&path, "d", &wrapped(most)).unwrap();
        assert_eq!(
            checkpoint::load::<Shell>(&path, "d").unwrap(),
            wrapped(most)
        );
        assert!(checkpoint::save(&path, "d", &wrapped(most + 1)).is_err());
    }
}

#[test]
fn keys_that_json_can_have_load_again() {
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    enum Key {
        Office,
    }
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Maps {
        numbers: BTreeMap<i64, u8>,
        large: BTreeMap<u128, u8>,
        truths: BTreeMap<bool, u8>,
        letters: BTreeMap<char, u8>,
        names: BTreeMap<Key, u8>,
        certain: BTreeMap<Option<u8>, u8>,
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let maps = Maps {
        numbers: BTreeMap::from([(-1, 1), (i64::MIN, 2)]),
        large: BTreeMap::from([(u128::MAX, 1)]),
        truths: BTreeMap::from([(true, 1), (false, 2)]),
        letters: BTreeMap::from([('x', 1)]),
        names: BTreeMap::from([(Key::Office, 1)]),
        certain: BTreeMap::new(),
    };
    checkpoint::save(&path, "d", &maps).unwrap();
    assert_eq!(checkpoint::load::<Maps>(&path, "d").unwrap(), maps);
    for key in [None, Some(1)] {
        let certain = BTreeMap::from([(key, 1)]);
        let maps = Maps {
            certain,
            ..checkpoint::load(&path, "d").unwrap()
        };
        match checkpoint::save(&path, "d", &maps) {
            Ok(()) => assert_eq!(checkpoint::load::<Maps>(&path, "d").unwrap(), maps),
            Err(error) => assert!(error.to_string().contains("state.certain"), "{error}"),
        }
    }
}

#[test]
fn floats_come_back_to_the_same_bits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("run.json");
    let floats = [
        0.1 + 0.2,
        f64::MIN_POSITIVE,
        5e-324,
        f64::MAX,
        -0.0,
        1.0 / 3.0,
    ];
    checkpoint::save(&path, "d", &floats).unwrap();
    let loaded: [f64; 6] = checkpoint::load(&path, "d").unwrap();
    assert_eq!(loaded.map(f64::to_bits), floats.map(f64::to_bits));
}
