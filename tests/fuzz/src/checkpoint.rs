//! A file that holds anything is loaded as a checkpoint or refused, and so is one whose hash is right but whose state no run ever
//! had.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use cetak::engine::checkpoint;
use cetak::office::{Run, Setup};
use cetak::random::Streams;
use cetak::scenario;
use serde_json::{Value, json};
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

const OFFICE: &str = "
start = 2017-04-26
horizon = 2017-06-30
routing = 'own-and-office'
backlog.total = 30
arrivals = { per_day = 1, campaigns = [{ date = 2017-05-04, kecamatan = 'Susut', recordings = 5 }] }
blanks = { on_hand = 20, held = 'by-site', deliveries = [{ asked = 2017-05-03, arrives_after = 'uniform(1 d, 4 d)', pieces = 30 }] }
ribbons = { on_hand = 3, cards_each = 'uniform(3, 9)' }
printer = { daily_limit = 2, overload = 1, spoilage = 0.1, life = 'exponential(9)', repair = 'exponential(1 d)', ramp = [1] }
outages = [{ every = 'exponential(4 d)', lasts = 'exponential(5 h)' }]
[sites.Office]
office = true
kecamatan = 'Bangli'
[sites.Susut]
upgrade.work = 'uniform(2 wd, 5 wd)'
";

struct Ground {
    setup: Arc<Setup>,
    /// A run as it was saved on its eighth day.
    saved: Value,
    folder: TempDir,
}

fn ground() -> &'static Ground {
    static GROUND: OnceLock<Ground> = OnceLock::new();
    GROUND.get_or_init(|| {
        let scenario = scenario::parse(OFFICE, "office.toml", &[]);
        let scenario = scenario.unwrap_or_else(|problems| panic!("{problems}"));
        let setup = Arc::new(Setup::new(scenario.plan).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("saved.json");
        let mut run = Run::new(Arc::clone(&setup), &Streams::new(1, 0));
        run.run_to_day(8);
        run.save(&file).unwrap();
        let saved = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        Ground {
            setup,
            saved,
            folder,
        }
    })
}

/// The first byte says what the others are: a whole file, the state in a file whose head and hash are right, or changes of the state
/// of a saved run.
pub fn check(data: &[u8]) {
    let Some((kind, data)) = data.split_first() else {
        return;
    };
    let saved = &ground().saved;
    match kind % 3 {
        0 => loads(data),
        1 => loads(&with_state(saved, data)),
        _ => {
            let mut state = saved["state"].clone();
            for change in data.chunks_exact(4).take(8) {
                let place = usize::from(u16::from_le_bytes([change[0], change[1]]));
                let mut leaves = Vec::new();
                collect(&mut state, &mut leaves);
                let place = place % leaves.len();
                let value = other(leaves[place], change[2], change[3]);
                *leaves.swap_remove(place) = value;
            }
            loads(&with_state(saved, state.to_string().as_bytes()));
        }
    }
}

/// A file whose head is that of a saved run, with this state and its hash.
fn with_state(saved: &Value, state: &[u8]) -> Vec<u8> {
    let head =
        json!({"format": saved["format"], "program": saved["program"], "digest": saved["digest"]})
            .to_string();
    let hash = format!(",\"hash\":\"{:016x}\"}}", xxh3_64(state));
    let open = format!("{},\"state\":", head.trim_end_matches('}'));
    [open.as_bytes(), state, hash.as_bytes()].concat()
}

/// All values inside this one that hold no others.
fn collect<'a>(value: &'a mut Value, leaves: &mut Vec<&'a mut Value>) {
    let holds_others = match value {
        Value::Array(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        _ => false,
    };
    if !holds_others {
        leaves.push(value);
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| collect(item, leaves)),
        Value::Object(entries) => entries.values_mut().for_each(|item| collect(item, leaves)),
        _ => {}
    }
}

/// What stands in the place of a value.
fn other(value: &Value, how: u8, by: u8) -> Value {
    match how % 8 {
        0 => json!(by),
        1 => json!(
            value
                .as_i64()
                .unwrap_or(0)
                .saturating_add(i64::from(by as i8))
        ),
        2 => json!(-i64::from(by)),
        3 => json!(u64::MAX >> (by % 64)),
        4 => json!(i64::MIN >> (by % 64)),
        5 => [
            Value::Null,
            json!([]),
            json!({}),
            json!(""),
            json!(true),
            json!(0.5),
        ][usize::from(by % 6)]
        .clone(),
        6 => json!(vec![value.clone(); usize::from(by)]),
        _ => json!(f64::from(by) * 1e300),
    }
}

fn loads(bytes: &[u8]) {
    let ground = ground();
    let file: PathBuf = ground.folder.path().join("changed.json");
    fs::write(&file, bytes).unwrap();
    let refused =
        |error: cetak::Error| assert!(error.to_string().contains("changed.json"), "{error}");
    checkpoint::load::<Vec<f64>>(&file, "digest")
        .err()
        .map(refused);
    match Run::load(&file, Arc::clone(&ground.setup)) {
        Ok(run) => drop(run.finish().expect("it goes on, and its books balance")),
        Err(error) => refused(error),
    }
}
