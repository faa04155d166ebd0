//! Projections of an office that clears and of one that does not.

#![allow(dead_code, reason = "each test uses its own part")]

use std::sync::OnceLock;

use cetak::experiment::{Control, Settings};
use cetak::office::days::{DayHours, HolidaySet, OfficeDays};
use cetak::office::plan::*;
use cetak::office::{KecamatanId, SiteId};
use cetak::projection::*;
use cetak::random::Distribution;
use cetak::time::{days, minutes};
use jiff::civil::date;

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

const SETTINGS: Settings = Settings {
    replications: 100,
    seed: 1,
    threads: Some(1),
};

fn projected(plan: Plan) -> Projection {
    let mut p = project(plan, &SETTINGS, &[date(2017, 6, 22)], &Control::default()).unwrap();
    p.remedies = Some(remedies(&p, Some(1), &Control::default()).unwrap());
    p.more_blanks = more_blanks(&p, Some(1), &Control::default()).unwrap();
    p.spread = spread(&p, Some(1), &Control::default()).unwrap();
    // Whatever changes the draws is told elsewhere.
    p.digest = "00112233445566778899aabbccddeeff".into();
    p.fingerprint = 0xfeed;
    p
}

/// A projection in which every replication clears.
pub fn cleared() -> Projection {
    static ONCE: OnceLock<Projection> = OnceLock::new();
    ONCE.get_or_init(|| projected(plan())).clone()
}

/// The same office with 10,000 residents and no more blanks to come.
fn short_of_blanks() -> Plan {
    let mut plan = plan();
    plan.name = "Bangli, no second delivery".into();
    plan.backlog.total = 10_000;
    plan.blanks.deliveries.clear();
    plan
}

/// 10,000 residents, 8,000 blanks and no more to come: nothing clears, and the run was stopped early.
pub fn censored() -> Projection {
    static ONCE: OnceLock<Projection> = OnceLock::new();
    let stopped = || {
        let mut p = projected(short_of_blanks());
        p.requested = 1000;
        p.complete = false;
        p
    };
    ONCE.get_or_init(stopped).clone()
}

/// The censored scenario against the cleared one.
pub fn comparison() -> ScenarioComparison {
    let mut c = compare(
        [plan(), short_of_blanks()],
        &SETTINGS,
        &[date(2017, 6, 22)],
        &Control::default(),
    )
    .unwrap();
    c.projections = vec![cleared(), censored()];
    c
}
