//! SimPy: processes as Python generators, run by `python3` as it is found on the path, with draws of its own.

use std::process::Command;
use std::time::Duration;

use crate::peer::{Holds, MEAN_INTERARRIVAL, Peer, Queue, TimesInSystem};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/simpy_mm1.py");

pub struct SimPy;

/// The words that the script prints, or the last line of its complaint.
fn script(arguments: &[String]) -> Result<Vec<String>, String> {
    let output = Command::new("python3")
        .arg(SCRIPT)
        .args(arguments)
        .output()
        .map_err(|e| format!("python3: {e}"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        return Err(complaint.lines().last().unwrap_or("no answer").to_owned());
    }
    let words = String::from_utf8_lossy(&output.stdout);
    Ok(words.split_whitespace().map(str::to_owned).collect())
}

fn number(words: &[String], place: usize) -> Result<f64, String> {
    let word = words.get(place).ok_or("the script answers too little")?;
    word.parse().map_err(|e| format!("{word:?}: {e}"))
}

impl Peer for SimPy {
    fn name(&self) -> &'static str {
        "SimPy"
    }

    fn version(&self) -> Option<String> {
        script(&["version".to_owned()]).ok()?.pop()
    }

    fn scaled_down(&self) -> u64 {
        20
    }

    fn mm1(&self, customers: u64, seed: u64) -> Result<Queue, String> {
        let words = script(&[
            "mm1".to_owned(),
            customers.to_string(),
            MEAN_INTERARRIVAL.to_string(),
            seed.to_string(),
        ])?;
        let count = number(&words, 1)?;
        Ok(Queue {
            elapsed: Duration::from_secs_f64(number(&words, 0)?),
            times: TimesInSystem {
                count: count as u64,
                sum: number(&words, 2)? * count,
            },
        })
    }

    fn hold(&self, pending: usize, warm_up: f64, span: f64, seed: u64) -> Result<Holds, String> {
        let words = script(&[
            "hold".to_owned(),
            pending.to_string(),
            warm_up.to_string(),
            span.to_string(),
            seed.to_string(),
        ])?;
        Ok(Holds {
            elapsed: Duration::from_secs_f64(number(&words, 0)?),
            count: number(&words, 1)? as u64,
        })
    }
}
