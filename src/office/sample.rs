//! The plan that the tests of this module start from: Bangli without chance, as in the first row of the reference cases.

use jiff::civil::date;

use super::days::{DayHours, HolidaySet, OfficeDays};
use super::ids::KecamatanId;
use super::plan::*;

pub fn printer() -> Printer {
    Printer::new("printer 1")
}

pub fn days() -> OfficeDays {
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

pub fn bangli_exact() -> Plan {
    let names = ["Susut", "Bangli", "Tembuku", "Kintamani"];
    let shares = [0.19, 0.21, 0.17, 0.43];
    let kecamatan = names.iter().zip(shares).map(|(name, share)| Kecamatan {
        name: (*name).into(),
        share,
        recordings: None,
    });
    let site = |name: &str, kecamatan| Site {
        name: name.into(),
        office: name == "Disdukcapil",
        kecamatan: Some(KecamatanId::new(kecamatan)),
        printers: vec![printer()],
        upgrade: Upgrade::Done,
    };
    let sites = [("Disdukcapil", 1)]
        .into_iter()
        .chain(names.into_iter().zip(0..));
    Plan {
        allotted: None,
        name: "Bangli".into(),
        code: None,
        start: date(2017, 4, 26),
        horizon: date(2017, 12, 29),
        days: days(),
        kecamatan: kecamatan.collect(),
        sites: sites.map(|(name, k)| site(name, k)).collect(),
        routing: Routing::Pooled,
        backlog: Backlog {
            total: 8000,
            recorded_from: date(2016, 11, 1),
            recorded_to: date(2017, 4, 25),
            suket_share: 0.9,
            by_date: vec![],
        },
        arrivals: NewRecordings {
            from: date(2017, 4, 26),
            until: None,
            suket_share: 1.0,
            campaigns: vec![],
        },
        suket_months: 6,
        blanks: Blanks {
            on_hand: 8000,
            received_on: Some(date(2017, 4, 18)),
            held: Held::Pooled,
            deliveries: vec![],
        },
        ribbons: None,
        crew_order: vec![],
        outages: vec![],
        marks: Vec::new(),
        text: None,
        texts: Texts::default(),
        observations: vec![],
        worlds: Worlds::default(),
    }
}
