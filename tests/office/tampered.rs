//! Checkpoints that were changed on purpose, with a new hash: refused, or runs whose books balance. Never a panic.
//!
//! `TAMPERED_CASES=10000 cargo test --test office tampered` for more than the few hundred of a usual run.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use cetak::ErrorKind;
use cetak::office::{Event, PrinterId, Run, Setup, SiteId};
use cetak::random::{Stream, Streams};
use cetak::scenario;
use cetak::time::Time;
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;

/// A bit of everything that a plan can have, open around the clock on Saturdays.
const BUSY: &str = r#"
start = 2017-04-26
horizon = 2017-09-30
routing = "office-while-down"
[opening_hours]
saturday = "00:00-24:00"
[backlog]
total = 900
suket_share = 0.3
recorded_from = 2016-12-01
recorded_to = 2017-04-21
[arrivals]
per_day = 7
suket_share = 0.5
campaigns = [
    { date = 2017-05-21, kecamatan = "Susut", recordings = 60 },
    { date = 2017-06-08, kecamatan = "Bangli", recordings = 40 },
]
[blanks]
on_hand = 300
held = "by-site"
allotment = { Office = 2, Susut = 1 }
deliveries = [
    { date = 2017-05-12, pieces = 400 },
    { date = 2017-06-01, pieces = 250, site = "Susut" },
    { asked = 2017-05-20, arrives_after = "uniform(5 d, 30 d)", pieces = 800 },
]
[ribbons]
on_hand = 4
cards_each = "triangular(50, 90, 120)"
deliveries = [{ date = 2017-05-15, pieces = 30 }]
[printer]
print_time = "triangular(2 min, 5 min, 40 min)"
daily_limit = 9
overload = 3
spoilage = 0.05
overload_spoilage = 0.2
overload_wear = 4
life = "weibull(1.5, 90)"
repair = "lognormal(4 d, 2.5)"
daily_availability = 0.9
ramp = [3, 6]
[kecamatan.Bangli]
share = 2
[kecamatan.Susut]
share = 1
[sites.Office]
office = true
kecamatan = "Bangli"
upgrade.done = "done"
printers = [
    { name = "old" },
    { name = "new", daily_limit = 8, arrives = 2017-05-14, away = [{ from = 2017-06-03, until = 2017-06-14 }] },
    { name = "lent", away = [{ from = 2017-04-20, until = 2017-05-02 }] },
]
[sites.Susut]
printers = 2
[sites.Susut.upgrade]
work = "triangular(3 d, 5 d, 14 d)"
[upgrades]
crew_order = ["Susut"]
[[outages]]
name = "central server"
every = "exponential(6 d)"
lasts = "uniform(2 h, 3 d)"
[[outages]]
name = "power cut"
sites = ["Susut"]
from = 2017-05-19T09:00
until = 2017-05-22T11:30
[[observations]]
from = 2017-04-26
until = 2017-05-27T12:00
total = 179
"#;

fn setup(text: &str) -> Arc<Setup> {
    let scenario = scenario::parse(text, "tampered.toml", &[]).unwrap();
    Arc::new(Setup::new(scenario.plan).unwrap())
}

/// A run of this setup after so many days.
fn run(setup: &Arc<Setup>, seed: u64, day: u32) -> Run {
    let mut run = Run::new(Arc::clone(setup), &Streams::new(seed, 0));
    run.run_to_day(day);
    run
}

/// The state in a checkpoint.
fn state_of(file: &Path) -> Value {
    let mut file: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    file["state"].take()
}

/// Writes a state with the hash that fits it.
fn write(file: &Path, state: &Value) {
    let old: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let state = serde_json::to_string(state).unwrap();
    let hash = xxh3_64(state.as_bytes());
    let text = format!(
        "{{\"format\":{},\"program\":{},\"digest\":{},\"state\":{state},\"hash\":\"{hash:016x}\"}}",
        old["format"], old["program"], old["digest"]
    );
    fs::write(file, text).unwrap();
}

/// Some value: any field is as likely as its neighbours, however much is in them.
fn somewhere<'a>(value: &'a mut Value, stream: &mut Stream, place: &mut String) -> &'a mut Value {
    let goes_on = match value {
        Value::Array(list) => !list.is_empty() && stream.uniform() < 0.9,
        Value::Object(fields) => !fields.is_empty(),
        _ => false,
    };
    if !goes_on {
        return value;
    }
    match value {
        Value::Array(list) => {
            let index = stream.index(list.len());
            *place += &format!("/{index}");
            somewhere(&mut list[index], stream, place)
        }
        Value::Object(fields) => {
            let index = stream.index(fields.len());
            let (name, value) = fields.iter_mut().nth(index).expect("it is within");
            *place += &format!("/{name}");
            somewhere(value, stream, place)
        }
        _ => unreachable!("nothing else has values in it"),
    }
}

/// Changes one value, and says where.
fn change_one(state: &mut Value, stream: &mut Stream) -> String {
    let mut place = String::new();
    let here = somewhere(state, stream, &mut place);
    let before = here.to_string();
    *here = other(here, stream);
    let mut change = format!("{place}: {before} -> {here}");
    change.truncate(300);
    change
}

fn other(value: &Value, stream: &mut Stream) -> Value {
    match value {
        Value::Null => json!([0, 1, 40, 4_000_000_000_u64][stream.index(4)]),
        Value::Bool(truth) => json!(!truth),
        Value::Number(number) => match (number.as_i64(), stream.index(8)) {
            (Some(n), 0) => json!(n.saturating_add(1)),
            (Some(n), 1) => json!(n.saturating_sub(1)),
            (Some(n), 2) => json!(n.saturating_add(60_000_000 * 60 * 24)),
            (_, 3) => json!(0),
            (_, 4) => json!(stream.index(1_000)),
            (_, 5) => json!(u32::MAX),
            (_, 6) => json!(i64::MAX),
            (_, 7) => json!(-1),
            _ => json!(stream.uniform() * 100.0),
        },
        Value::String(_) => json!(["no_blank", "printing", "broken", "?"][stream.index(4)]),
        Value::Array(list) => {
            let mut list = list.clone();
            match stream.index(4) {
                0 => drop(list.pop()),
                1 => list.extend(list.last().cloned()),
                2 if !list.is_empty() => {
                    let (a, b) = (stream.index(list.len()), stream.index(list.len()));
                    list.swap(a, b);
                }
                _ => list.clear(),
            }
            json!(list)
        }
        Value::Object(_) => json!({}),
    }
}

#[test]
fn a_changed_checkpoint_is_refused_or_a_run_whose_books_balance() {
    let cases = std::env::var("TAMPERED_CASES").map_or(500, |cases| cases.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.json");
    let setups = [setup(BUSY), setup("extends = \"bangli\"")];
    let mut stream = Streams::new(20170426, 0).stream("tampering");
    let mut refused = 0;
    let mut case = 0;
    while case < cases {
        let setup = &setups[usize::from(stream.uniform() < 0.3)];
        let day = stream.index(90) as u32;
        run(setup, case, day).save(&file).unwrap();
        let good = state_of(&file);
        for _ in 0..50.min(cases - case) {
            case += 1;
            let mut state = good.clone();
            let change = change_one(&mut state, &mut stream);
            write(&file, &state);
            let loaded = catch_unwind(|| Run::load(&file, Arc::clone(setup)));
            let loaded = loaded.unwrap_or_else(|_| panic!("loading on day {day}: {change}"));
            match loaded {
                Err(error) => {
                    refused += 1;
                    assert_eq!(error.kind(), ErrorKind::Checkpoint, "{error}");
                    assert_eq!(error.place().unwrap().file, file);
                }
                Ok(run) => {
                    let finished = catch_unwind(AssertUnwindSafe(|| run.finish()));
                    let outcome =
                        finished.unwrap_or_else(|_| panic!("running from day {day}: {change}"));
                    outcome.unwrap_or_else(|error| panic!("from day {day}: {change}: {error}"));
                }
            }
        }
    }
    println!("{refused} of {cases} were refused");
    assert!(
        refused > cases / 2,
        "only {refused} of {cases} were refused"
    );
}

/// Each of these once gave a panic or a quietly different run.
#[test]
fn contradictions_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.json");
    let setup = setup(BUSY);
    // Saturday has begun, and the office is open.
    let run = run(&setup, 1, 24);
    run.save(&file).unwrap();
    let good = state_of(&file);
    write(&file, &good);
    assert!(Run::load(&file, Arc::clone(&setup)).is_ok());
    let machines = good[0]["machines"].as_array().unwrap();
    let busy = machines
        .iter()
        .position(|machine| !machine["card"].is_null());
    let busy = format!(
        "/0/machines/{}",
        busy.expect("somebody prints on Saturdays")
    );
    let changes: [(&str, Value, &str); 20] = [
        ("/0/in_print", json!(0), "cards in print"),
        ("/0/issued/waiting", json!(1), "residents without a card"),
        (
            "/0/issued/backlog/until_next",
            json!(1),
            "backlog without a card",
        ),
        (
            "/0/issued/numbers",
            json!(0),
            "the numbers of those with a card",
        ),
        ("/0/blanks/0/taken", json!(0), "blanks on hand"),
        ("/0/blanks/0/received", json!(0), "more than it had"),
        (
            "/0/blanks",
            json!([]),
            "stocks of blanks: found 0, wanted 2",
        ),
        ("/0/hours/window", json!(9_999), "opening window 9999"),
        ("/0/hours/today", json!(3), "the day: found 3, wanted 24"),
        (
            "/0/queues/lines/0/0/next",
            json!(0),
            "residents without a card",
        ),
        ("/0/machines/0/good", json!(0), "blanks received"),
        ("/0/issued/waits", json!([]), "residents by wait"),
        (
            "/0/counts/stock_outs",
            json!([{"day": 0, "days": 1}]),
            "which no stock-out has",
        ),
        ("/0/counts/blankless_days", json!(1), "days without blanks"),
        (
            "/0/out_of_stock",
            json!([0, null]),
            "a stock-out that never began",
        ),
        ("/0/out_of_stock", json!([]), "stock-outs under way"),
        ("/1/stop", json!(true), "is to stop"),
        (
            "/1/pending",
            json!([]),
            "found nothing, wanted Closes { window: 21 } at 25d 00:00:00",
        ),
        (
            &format!("{busy}/card"),
            Value::Null,
            "residents without a card",
        ),
        (
            &format!("{busy}/card/place"),
            json!(u64::MAX - 1),
            "does not exist",
        ),
    ];
    for (place, value, words) in changes {
        let mut state = good.clone();
        *state.pointer_mut(place).expect(place) = value;
        write(&file, &state);
        let Err(error) = Run::load(&file, Arc::clone(&setup)) else {
            panic!("{place}: it is loaded");
        };
        let message = error.to_string();
        assert_eq!(error.kind(), ErrorKind::Checkpoint, "{message}");
        assert!(
            message.contains("contradicts itself or its plan"),
            "{message}"
        );
        assert!(message.contains(words), "{place}: {message}");
    }
}

/// No state that a run reaches is refused, on no day, and with what a program adds to the plan.
#[test]
fn a_run_can_be_saved_and_loaded_on_every_day() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.json");
    let exact = "extends = \"bangli-exact\"";
    for (text, seeds) in [(BUSY, 0..4), (exact, 0..1)] {
        let setup = setup(text);
        for seed in seeds {
            let add = |run: &mut Run| {
                let at = |day: i64| Time::midnight(day);
                run.schedule(
                    at(40),
                    Event::BlanksArrive {
                        pieces: 50,
                        site: None,
                    },
                );
                run.schedule(
                    at(41),
                    Event::PrinterLeaves {
                        printer: PrinterId::new(0),
                    },
                );
                run.schedule(
                    at(45),
                    Event::PrinterReturns {
                        printer: PrinterId::new(0),
                    },
                );
                run.schedule(
                    at(46),
                    Event::Repaired {
                        printer: PrinterId::new(1),
                    },
                );
                run.schedule(
                    at(47),
                    Event::UpgradeDone {
                        site: SiteId::new(1),
                    },
                );
            };
            let mut whole = run(&setup, seed, 0);
            add(&mut whole);
            let whole = whole.finish().unwrap();
            let mut saved = run(&setup, seed, 0);
            add(&mut saved);
            for day in 0..whole.last_day {
                saved.run_to_day(day);
                saved.save(&file).unwrap();
                saved = Run::load(&file, Arc::clone(&setup)).unwrap();
            }
            assert_eq!(saved.finish().unwrap(), whole);
        }
    }
}
