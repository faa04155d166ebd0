//! Projections made by hand, so that what is tested is the report alone.

#![allow(dead_code, reason = "each test uses its own part")]

use std::sync::Arc;

use cetak::office::days::{DayHours, HolidaySet, OfficeDays};
use cetak::office::plan::*;
use cetak::office::{KecamatanId, PrinterState, SiteId};
use cetak::projection::*;
use cetak::random::Distribution;
use cetak::stats::Estimate;
use cetak::time::{days, minutes};
use jiff::civil::{Date, date};

fn printer(name: &str) -> Printer {
    let mut printer = Printer::new(name);
    printer.print_time =
        Distribution::triangular(minutes(2.0), minutes(3.0), minutes(5.0)).unwrap();
    printer.spoilage = 0.015;
    printer.overload_spoilage = 0.05;
    printer.overload_wear = 4.0;
    printer.life = Some(Distribution::weibull(1.5, 20_000.0).unwrap());
    printer.repair = Distribution::lognormal(days(10.0), 1.8).unwrap();
    printer
}

fn office_days() -> OfficeDays {
    let day = "07:30-15:30".parse::<DayHours>().unwrap();
    let friday = "07:30-13:00".parse::<DayHours>().unwrap();
    let off = DayHours::closed();
    let week = [
        day.clone(),
        day.clone(),
        day.clone(),
        day,
        friday,
        off.clone(),
        off,
    ];
    OfficeDays::new(week).with_holidays(HolidaySet::named("indonesia-2017").unwrap())
}

fn site(name: &str, kecamatan: usize, upgrade: Upgrade) -> Site {
    let mut site = Site::new(name);
    site.office = name == "Disdukcapil";
    site.kecamatan = Some(KecamatanId::new(kecamatan));
    site.printers = vec![printer("printer 1")];
    site.upgrade = upgrade;
    site
}

/// Bangli in April 2017.
pub fn plan() -> Plan {
    let names = ["Susut", "Bangli", "Tembuku", "Kintamani"];
    let shares = [0.19, 0.21, 0.17, 0.43];
    let after = Delay::WorkingDays(Distribution::triangular(5.0, 10.0, 30.0).unwrap());
    let (start, horizon) = (date(2017, 4, 26), date(2017, 12, 29));
    let mut plan = Plan::new("Bangli, April 2017", start, horizon, office_days());
    plan.sites = vec![
        site("Disdukcapil", 1, Upgrade::Done),
        site("Bangli", 1, Upgrade::Done),
        site("Kintamani", 3, Upgrade::Done),
        site("Susut", 0, Upgrade::After(after.clone())),
        site("Tembuku", 2, Upgrade::After(after)),
    ];
    plan.kecamatan = std::iter::zip(names, shares)
        .map(|(name, share)| Kecamatan::new(name, share))
        .collect();
    plan.routing = Routing::OwnAndOffice;
    plan.backlog = Backlog::new(8000, date(2016, 11, 1), date(2017, 4, 25));
    plan.backlog.suket_share = 0.9;
    plan.blanks = Blanks::new(8000);
    plan.blanks.received_on = Some(date(2017, 4, 18));
    let mut delivery = Delivery::new(date(2017, 6, 6), 10_000);
    let delay = Distribution::lognormal(days(30.0), 1.5).unwrap();
    delivery.delay = Some(Delay::Calendar(delay));
    plan.blanks.deliveries = vec![delivery];
    let until = (date(2017, 4, 27), 720);
    let mut seen = Observation::new((start, 450), until, 258);
    let cards = [84, 87, 95].into_iter().enumerate();
    seen.sites = cards.map(|(s, n)| (SiteId::new(s), n)).collect();
    plan.observations = vec![seen];
    plan
}

fn mean(value: f64, half_width: f64) -> Mean {
    Mean {
        value,
        ci95: Some(Estimate {
            mean: value,
            half_width,
            confidence: 0.95,
            n: 1000,
        }),
    }
}

fn measure(value: f64, half_width: f64, p10: f64, p50: f64, p90: f64) -> Measure {
    Measure {
        mean: mean(value, half_width),
        quantiles: [p10, p50, p90].into(),
    }
}

fn days_found(value: f64, quantiles: [u32; 3]) -> Days {
    Days {
        mean: Some(mean(value, 0.4)),
        quantiles: quantiles.map(Some).into(),
        censored: 0,
    }
}

fn share(fraction: f64, low: f64, high: f64) -> Share {
    let interval = Interval { low, high };
    Share { fraction, interval }
}

fn dates(p10: Date, p50: Date, p90: Date) -> Dates {
    Dates {
        quantiles: [p10, p50, p90].map(Some).into(),
        share: share(1.0, 0.996, 1.0),
    }
}

fn sites() -> Vec<SiteResult> {
    let rows = [
        ("Disdukcapil", 1890.0, 0.314, Some(PrinterState::DailyLimit)),
        ("Bangli", 1420.0, 0.236, Some(PrinterState::NoResident)),
        ("Kintamani", 1905.0, 0.316, Some(PrinterState::DailyLimit)),
        ("Susut", 1409.5, 0.23, Some(PrinterState::Upgrade)),
        ("Tembuku", 1375.5, 0.22, Some(PrinterState::Upgrade)),
    ];
    let site = |(name, printed, utilisation, binding): (&str, f64, f64, _)| SiteResult {
        name: name.into(),
        measures: SiteMeasures {
            printed: measure(printed, 6.0, printed - 90.0, printed, printed + 80.0),
            utilisation: measure(
                utilisation,
                0.002,
                utilisation - 0.03,
                utilisation,
                utilisation + 0.03,
            ),
        },
        binding,
    };
    rows.map(site).to_vec()
}

fn losses() -> Vec<Loss> {
    let share = |state| match state {
        PrinterState::Printing => 0.27,
        PrinterState::NoResident => 0.08,
        PrinterState::DailyLimit => 0.45,
        PrinterState::Upgrade => 0.19,
        PrinterState::Broken => 0.01,
        _ => 0.0,
    };
    PrinterState::ALL
        .map(|state| Loss {
            state,
            share: share(state),
            hours: share(state) * 1660.0,
            cards: share(state) * 1660.0 * 18.0,
        })
        .to_vec()
}

/// A line that falls from `from` to 0 within `days`, with a band around it.
fn falling(plan: &Plan, from: u32, days: u32) -> Daily {
    let length = plan.start.until(plan.horizon).unwrap().get_days() + 1;
    let mut daily = Daily::default();
    let mut date = plan.start;
    let mut open = 0;
    for _ in 0..length {
        open += u32::from(plan.days.is_open(date));
        let left = |days: u32| {
            from.saturating_sub(from / days * open + if open >= days { from % days } else { 0 })
        };
        let band = [left(days - 4), left(days), left(days + 5)].into();
        daily.dates.push(date);
        daily.waiting.push(band);
        daily.on_hand.push(band);
        date = date.tomorrow().unwrap();
    }
    daily
}

/// A projection in which every replication clears.
#[allow(
    clippy::needless_update,
    reason = "a measure that is added has its default here"
)]
pub fn cleared() -> Projection {
    let plan = plan();
    let none = measure(0.0, 0.0, 0.0, 0.0, 0.0);
    let cleared_on = dates(date(2017, 6, 16), date(2017, 6, 21), date(2017, 7, 4));
    Projection {
        digest: "00112233445566778899aabbccddeeff".into(),
        seed: 1,
        replications: 1000,
        requested: 1000,
        cleared: Cleared {
            share: share(1.0, 0.996, 1.0),
            by: vec![
                ClearedBy {
                    date: date(2017, 5, 31),
                    share: share(0.0, 0.0, 0.004),
                },
                ClearedBy {
                    date: date(2017, 6, 22),
                    share: share(0.874, 0.852, 0.893),
                },
            ],
        },
        measures: Measures {
            working_days: days_found(37.3, [34, 37, 40]),
            calendar_days: days_found(59.8, [52, 57, 70]),
            queue_empty_on: cleared_on.clone(),
            cleared_on,
            blanks_out_on: dates(date(2017, 6, 15), date(2017, 6, 20), date(2017, 7, 3)),
            blanks_out_days: days_found(36.3, [33, 36, 39]),
            printed: measure(8000.0, 0.0, 8000.0, 8000.0, 8000.0),
            spoiled: measure(122.4, 0.7, 108.0, 122.0, 137.0),
            failures: measure(0.124, 0.02, 0.0, 0.0, 1.0),
            expired_suket: measure(311.6, 9.1, 160.0, 300.0, 480.0),
            waiting_at_end: none.clone(),
            blankless_days: none.clone(),
            wait_days: WaitDays {
                mean: Some(mean(117.2, 0.3)),
                quantiles: [64, 117, 169].map(Some).into(),
            },
            ..Measures::default()
        },
        sites: sites(),
        kecamatan: ["Susut", "Bangli", "Tembuku", "Kintamani"]
            .map(|name| KecamatanResult {
                name: name.into(),
                measures: KecamatanMeasures {
                    printed: measure(2000.0, 0.0, 2000.0, 2000.0, 2000.0),
                    waiting: none.clone(),
                },
            })
            .to_vec(),
        loss: losses(),
        binding: Some(PrinterState::DailyLimit),
        stopped_by: vec![],
        best_case_working_days: Some(34),
        best_case_on: Some(date(2017, 6, 16)),
        observations: vec![ObservationResult {
            from: date(2017, 4, 26),
            until: date(2017, 4, 27),
            observed: 258,
            simulated: measure(249.8, 0.1, 247.0, 250.0, 252.0),
            sites: [
                ("Disdukcapil", 84, 83.2),
                ("Bangli", 87, 83.3),
                ("Kintamani", 95, 83.3),
            ]
            .map(|(name, observed, simulated)| ObservedSite {
                name: name.into(),
                observed,
                simulated: measure(simulated, 0.1, 82.0, 83.0, 84.0),
            })
            .into(),
        }],
        daily: falling(&plan, 8000, 37),
        fingerprint: 0xfeed,
        outcomes: vec![],
        series: Default::default(),
        plan: Arc::new(plan),
    }
}

/// The same office with 10,000 residents, 8,000 blanks and no more to come: nothing clears, and the run was stopped early.
pub fn censored() -> Projection {
    let mut plan = plan();
    plan.name = "Bangli, no second delivery".into();
    plan.backlog.total = 10_000;
    plan.blanks.deliveries.clear();
    let never = Days {
        censored: 340,
        ..Days::default()
    };
    let not_within = Dates {
        share: share(0.0, 0.0, 0.011),
        ..Dates::default()
    };
    let mut daily = falling(&plan, 8000, 37);
    for waiting in &mut daily.waiting {
        *waiting = waiting.map(|residents| residents + 2000);
    }
    let left = measure(2122.4, 1.2, 2108.0, 2122.0, 2137.0);
    let left_each = measure(530.6, 0.3, 527.0, 530.5, 534.25);
    Projection {
        replications: 340,
        cleared: Cleared {
            share: share(0.0, 0.0, 0.011),
            by: vec![],
        },
        measures: Measures {
            working_days: never.clone(),
            calendar_days: never,
            cleared_on: not_within.clone(),
            queue_empty_on: not_within,
            waiting_at_end: left,
            blankless_days: measure(126.3, 0.4, 119.0, 127.0, 130.0),
            wait_days: WaitDays {
                mean: None,
                quantiles: [Some(64), Some(117), None].into(),
            },
            ..cleared().measures
        },
        kecamatan: ["Susut", "Bangli", "Tembuku", "Kintamani"]
            .map(|name| KecamatanResult {
                name: name.into(),
                measures: KecamatanMeasures {
                    printed: measure(1969.4, 0.3, 1966.0, 1969.5, 1973.0),
                    waiting: left_each.clone(),
                },
            })
            .to_vec(),
        stopped_by: [(PrinterState::NoBlank, 338), (PrinterState::Upgrade, 2)]
            .map(|(state, replications)| Stopped {
                state,
                replications,
            })
            .into(),
        best_case_working_days: None,
        best_case_on: None,
        daily,
        plan: Arc::new(plan),
        ..cleared()
    }
}

/// The censored scenario against the cleared one.
pub fn comparison() -> Comparison {
    let paired = |value, half_width| Paired {
        mean: Some(mean(value, half_width)),
        pairs: 340,
        censored: 0,
    };
    let censored_pairs = Paired {
        mean: None,
        pairs: 0,
        censored: 340,
    };
    Comparison {
        projections: vec![cleared(), censored()],
        differences: vec![Difference {
            scenario: 1,
            measures: Differences {
                working_days: censored_pairs.clone(),
                calendar_days: censored_pairs.clone(),
                blanks_out_days: paired(-0.4, 0.6),
                wait_days: censored_pairs,
                expired_suket: paired(102.5, 4.5),
                failures: paired(0.0, 0.0),
                blankless_days: paired(126.3, 0.7),
                ..Differences::default()
            },
        }],
        best: None,
    }
}
