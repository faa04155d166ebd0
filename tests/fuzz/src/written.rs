//! Whatever is read as a duration, a distribution, hours or a date is written so that it reads back the same.

use std::fmt::Display;

use cetak::office::days::DayHours;
use cetak::office::plan::{Plan, Upgrade};
use cetak::random::{Distribution, Quantity, Streams};
use cetak::scenario;
use cetak::time::Span;

pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(span) = text.parse::<Span>() {
        reads_back(span, &span.to_string(), str::parse);
    }
    if let Ok(hours) = text.parse::<DayHours>() {
        reads_back(hours.clone(), &hours.to_string(), str::parse);
    }
    distribution::<Span>(text);
    distribution::<f64>(text);
    dates(text);
}

fn reads_back<T: PartialEq + std::fmt::Debug, E: Display>(
    value: T,
    written: &str,
    read: impl Fn(&str) -> Result<T, E>,
) {
    match read(written) {
        Ok(again) => assert_eq!(again, value, "{written:?}"),
        Err(error) => panic!("{written:?}: {error}"),
    }
}

fn distribution<V: Quantity>(text: &str) {
    let Ok(distribution) = text.parse::<Distribution<V>>() else {
        return;
    };
    reads_back(distribution.clone(), &distribution.to_string(), str::parse);
    let mut stream = Streams::new(1, 0).stream("fuzz");
    let (min, max) = (distribution.min(), distribution.max());
    for _ in 0..3 {
        let drawn = distribution.draw(&mut stream);
        let above = min.to_raw() <= drawn.to_raw();
        let below = max.is_none_or(|max| drawn.to_raw() <= max.to_raw());
        assert!(above && below, "{distribution}: {drawn:?}");
    }
}

const LEAST: &str = "start = 2017-04-26\nhorizon = 2017-05-26\nbacklog.total = 1\nblanks.on_hand = 1\n[sites.Susut]";

/// The date at which an upgrade ends may be any date; its written form is that of ISO 8601.
fn dates(text: &str) {
    let done = |text: &str| -> Result<Plan, String> {
        let set = format!("sites.Susut.upgrade.done={text}");
        let set = set
            .parse()
            .map_err(|error: cetak::Error| error.to_string())?;
        let scenario = scenario::parse(LEAST, "fuzz.toml", &[set]);
        scenario
            .map(|scenario| scenario.plan)
            .map_err(|problems| problems.to_string())
    };
    let Ok(plan) = done(text) else { return };
    if let Upgrade::On { date, minute } = plan.sites[0].upgrade {
        let written = match minute {
            None => date.to_string(),
            Some(minute) => format!("{date}T{:02}:{:02}", minute / 60, minute % 60),
        };
        match done(&written) {
            Ok(again) => assert_eq!(again, plan, "{written:?}"),
            Err(error) => panic!("{written:?}: {error}"),
        }
    }
}
