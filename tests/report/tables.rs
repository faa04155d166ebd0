//! Long tables: CSV in both dialects, read back by an independent parser, and JSON have the same rows, add up to the projection, and are
//! documented.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use cetak::experiment::{Control, Settings};
use cetak::projection::*;
use cetak::report::csv::Dialect;
use cetak::report::table::{self, Of};
use cetak::report::{self, promise as board};
use cetak::scenario;
use jiff::civil::{Date, date};
use serde_json::Value;

use super::sample;

fn by_place(plan: cetak::office::plan::Plan, replications: u32) -> Projection {
    let settings = Settings {
        replications,
        ..Settings::default()
    };
    project_by_place(plan, &settings, &[], &Control::default()).unwrap()
}

/// One replication of an office in which much is drawn: every quantile is its value.
fn one() -> &'static Projection {
    static ONE: OnceLock<Projection> = OnceLock::new();
    ONE.get_or_init(|| by_place(sample::plan(), 1))
}

/// Some replications, in whose first name a spreadsheet would see a formula and more cells.
fn some() -> &'static [Projection] {
    static SOME: OnceLock<Vec<Projection>> = OnceLock::new();
    SOME.get_or_init(|| {
        let mut plan = sample::plan();
        plan.name = "=Bangli; \"cepat\", +1".into();
        plan.sites[0].name = "Dinas, kantor; utama".into();
        vec![by_place(plan, 20), by_place(sample::plan(), 20)]
    })
}

/// The column names and rows of CSV.
fn read(text: &str, delimiter: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let cells = |record: &csv::StringRecord| record.iter().map(String::from).collect();
    let columns = cells(reader.headers().unwrap());
    let rows = reader.records();
    (
        columns,
        rows.map(|row| cells(&row.expect("equal lengths")))
            .collect(),
    )
}

/// Rows with the names of their columns.
fn rows(of: Of, p: &Projection) -> Vec<BTreeMap<String, String>> {
    let text = table::csv(of, std::slice::from_ref(p), Dialect::Plain);
    let (columns, rows) = read(&text, b',');
    let named = |row: Vec<String>| columns.iter().cloned().zip(row).collect();
    rows.into_iter().map(named).collect()
}

#[test]
fn csv_in_both_dialects_and_json_have_the_same_rows() {
    for of in Of::ALL {
        let plain = table::csv(of, some(), Dialect::Plain);
        let indonesian = table::csv(of, some(), Dialect::Indonesian);
        let indonesian = indonesian.strip_prefix('\u{feff}').expect("a mark");
        assert!(!plain.starts_with('\u{feff}'));
        let (columns, plain) = read(&plain, b',');
        let (same, indonesian) = read(indonesian, b';');
        assert_eq!(columns, same);
        let json: Value = serde_json::from_str(&table::json(of, some())).unwrap();
        assert_eq!(
            (&json["format"], &json["table"]),
            (&2.into(), &of.key().into())
        );
        assert_eq!(json["replications"], 20);
        let json = json["rows"].as_array().unwrap();
        assert_eq!((plain.len(), indonesian.len()), (json.len(), json.len()));
        assert!(!plain.is_empty());
        let mut rounded = 0;
        for ((plain, indonesian), json) in std::iter::zip(plain, indonesian).zip(json) {
            assert_eq!(json.as_object().unwrap().len(), columns.len());
            for ((column, plain), indonesian) in columns.iter().zip(&plain).zip(&indonesian) {
                let at = format!("{} {column}: {plain} {indonesian}", of.key());
                match &json[column] {
                    Value::Null => assert_eq!([plain, indonesian], [""; 2], "{at}"),
                    Value::Number(number) => {
                        let number = number.as_f64().unwrap();
                        assert_eq!(plain.parse::<f64>().unwrap(), number, "{at}");
                        assert!(!indonesian.contains('.'), "{at}");
                        let decimals = indonesian.split_once(',').map_or(0, |(_, d)| d.len());
                        assert!(decimals <= 6, "{at}");
                        let read: f64 = indonesian.replace(',', ".").parse().unwrap();
                        assert!((read - number).abs() <= 5.000_001e-7, "{at}");
                        rounded += u32::from(read != number);
                    }
                    Value::String(text) => {
                        let shown = |cell: &str| cell.replace('\'', "");
                        // A share after a name has the decimal sign of the dialect.
                        let with_comma = match text.rsplit_once(' ') {
                            Some((name, share)) if share.parse::<f64>().is_ok() => {
                                format!("{name} {}", share.replace('.', ","))
                            }
                            _ => text.clone(),
                        };
                        assert_eq!([&shown(plain), &shown(indonesian)], [text, &with_comma]);
                        // In neither dialect does a cell begin a formula.
                        for cell in [plain, indonesian] {
                            assert!(!cell.starts_with('='), "{at}");
                        }
                    }
                    other => panic!("{at}: {other}"),
                }
            }
        }
        assert_eq!(
            rounded > 0,
            [Of::Measures, Of::Served, Of::Losses].contains(&of)
        );
    }
}

#[test]
fn a_formula_stays_text_however_a_spreadsheet_separates() {
    let cell = |dialect, delimiter| {
        let text = table::csv(Of::Losses, some(), dialect);
        read(text.trim_start_matches('\u{feff}'), delimiter).1[0][0].clone()
    };
    assert_eq!(cell(Dialect::Plain, b','), "'=Bangli; \"cepat\", +1");
    assert_eq!(cell(Dialect::Indonesian, b';'), "'=Bangli; \"cepat\",' +1");
}

#[test]
fn a_table_in_indonesian_calls_the_scenario_by_its_indonesian_name() {
    let plans = ["regency", "bangli-exact"].map(|name| scenario::builtin(name).unwrap().plan);
    let names = [
        ["An invented regency", "Bangli, exact"],
        ["Kabupaten rekaan", "Bangli, tanpa faktor acak"],
    ];
    let p = plans.clone().map(|plan| by_place(plan, 1));
    let settings = Settings {
        replications: 2,
        ..Settings::default()
    };
    let compared = compare(plans, &settings, &[], &Control::default()).unwrap();
    for (dialect, delimiter, names) in [
        (Dialect::Plain, b',', names[0]),
        (Dialect::Indonesian, b';', names[1]),
    ] {
        let named = |text: &str, column: usize| -> Vec<String> {
            let (_, rows) = read(text, delimiter);
            let mut found: Vec<String> =
                rows.into_iter().map(|mut row| row.remove(column)).collect();
            found.dedup();
            found
        };
        for of in Of::ALL {
            assert_eq!(named(&table::csv(of, &p, dialect), 0), names, "{of:?}");
        }
        let text = report::compare::csv(&compared, dialect);
        assert_eq!(
            (named(&text, 0), named(&text, 1)),
            (vec![names[1].to_owned()], vec![names[0].to_owned()])
        );
    }
}

#[test]
fn measures_are_the_rows_of_csv() {
    let p = &some()[0];
    for dialect in [Dialect::Plain, Dialect::Indonesian] {
        let table = table::csv(Of::Measures, std::slice::from_ref(p), dialect);
        assert_eq!(table, report::csv::run(p, dialect));
    }
}

#[test]
fn what_the_places_do_day_by_day_adds_up_to_the_projection() {
    let (p, daily) = (one(), rows(Of::Daily, one()));
    let mut of_sites: BTreeMap<&str, u32> = BTreeMap::new();
    let mut of_days: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for row in &daily {
        let value: u32 = row["p50"].parse().unwrap();
        assert_eq!([&row["p10"], &row["p90"]], [&row["p50"]; 2]);
        *of_days
            .entry(&row["date"])
            .or_default()
            .entry(&row["measure"])
            .or_default() += value;
        if row["measure"] == "site_printed" {
            *of_sites.entry(&row["item"]).or_default() += value;
        }
    }
    assert_eq!(of_sites.len(), 5);
    for site in &p.sites {
        let printed = site.measures.printed.mean.value;
        assert_eq!(f64::from(of_sites[&*site.name]), printed, "{}", site.name);
    }
    let days = (p.plan.horizon - p.plan.start).get_days() as usize + 1;
    assert_eq!((of_days.len(), daily.len()), (days, days * (3 + 5 + 4)));
    let mut printed = 0;
    for ((day, sums), waiting) in of_days.iter().zip(&p.daily.waiting) {
        printed += sums["site_printed"];
        // Nobody is recorded during the run, so all cards are for those who wait at the start.
        assert_eq!(sums["kecamatan_waiting"], sums["waiting"], "{day}");
        assert_eq!(sums["waiting"], waiting.p50, "{day}");
        assert_eq!(sums["served"], printed, "{day}");
        assert_eq!(sums["served"] + sums["waiting"], 8000, "{day}");
    }
    let last = daily
        .iter()
        .rev()
        .filter(|row| row["measure"] == "kecamatan_waiting");
    for (row, k) in last.zip(p.kecamatan.iter().rev()) {
        assert_eq!(row["item"], k.name);
        assert_eq!(
            row["p50"].parse::<f64>().unwrap(),
            k.measures.waiting.mean.value
        );
    }
}

/// An office that prints around the clock, with cards that take most of a day: they end after midnight, and some after the horizon.
#[test]
fn cards_that_end_after_midnight_belong_to_the_day_on_which_they_were_started() {
    let text = "extends = \"bangli-exact\"\nopening_hours.monday = \"00:00-24:00\"\nopening_hours.tuesday = \"00:00-24:00\"
        opening_hours.wednesday = \"00:00-24:00\"\nopening_hours.thursday = \"00:00-24:00\"\nopening_hours.friday = \"00:00-24:00\"
        printer.print_time = \"uniform(5 h, 17 h)\"\nprinter.spoilage = 0.2\nbacklog.total = 100";
    // In the last, the third card of three is started in the evening of the first day.
    let three = "start = 2017-04-26\nbacklog.total = 3\nblanks.on_hand = 5\nprinter.print_time = \"9 h\"\nsites.Bangli.printers = 1
        opening_hours.wednesday = \"00:00-24:00\"";
    for (text, horizon) in [
        (text, "2017-05-05"),
        (text, "2017-12-29"),
        (three, "2017-12-29"),
    ] {
        let text = format!("{text}\nhorizon = {horizon}");
        let plan = scenario::parse(&text, "test.toml", &[]).unwrap().plan;
        let p = by_place(plan, 1);
        for (site, days) in std::iter::zip(&p.sites, &p.daily.printed_by_site) {
            let printed: u32 = days.iter().map(|day| day.p50).sum();
            assert_eq!(
                f64::from(printed),
                site.measures.printed.mean.value,
                "{horizon}"
            );
        }
        for (day, waiting) in p.daily.waiting.iter().enumerate() {
            let of_kecamatan = p.daily.waiting_by_kecamatan.iter();
            let sum: u32 = of_kecamatan.map(|days| days[day].p50).sum();
            assert_eq!(sum, waiting.p50, "day {day} of {horizon}");
        }
        let served: u32 = (p.daily.printed_by_site.iter())
            .map(|days| days[0].p50)
            .sum();
        assert_eq!(served, p.daily.served[0].p50, "the first day");
    }
}

#[test]
fn only_who_asks_for_places_has_them() {
    let plain = sample::cleared();
    assert!(plain.daily.printed_by_site.is_empty() && plain.daily.waiting_by_kecamatan.is_empty());
    let same = by_place(sample::plan(), plain.replications);
    assert_eq!(
        same.outcomes,
        project(
            sample::plan(),
            &Settings {
                replications: plain.replications,
                ..Settings::default()
            },
            &[],
            &Control::default()
        )
        .unwrap()
        .outcomes
    );
}

#[test]
fn replications_are_those_of_the_projection() {
    let p = &some()[1];
    let rows = rows(Of::Replications, p);
    assert_eq!(rows.len(), 20);
    let day = |text: &str| match text {
        "" => None,
        text => Some(text.parse::<Date>().unwrap()),
    };
    let dates: Vec<Option<Date>> = rows.iter().map(|row| day(&row["cleared_on"])).collect();
    let wanted: Vec<Option<Date>> = p
        .outcomes
        .iter()
        .map(|r| r.cleared.map(|day| p.plan.date(day)))
        .collect();
    assert_eq!(dates, wanted);
    for (number, (row, r)) in (1..).zip(rows.iter().zip(&p.outcomes)) {
        assert_eq!(row["replication"], number.to_string());
        assert_eq!(row["printed"], r.printed().to_string());
        assert_eq!(row["stockouts_days"], r.blankless_days.to_string());
        assert_eq!(
            day(&row["served_on_95"]),
            r.served_on[3].map(|day| p.plan.date(day))
        );
        assert_eq!(row["fingerprint"], format!("{:016x}", r.fingerprint));
        let wait = r.mean_wait.map_or(String::new(), |days| days.to_string());
        assert_eq!(row["wait_days"], wait);
    }
}

#[test]
fn losses_add_up() {
    let p = &some()[1];
    let mut sums: BTreeMap<(String, String), (f64, f64)> = BTreeMap::new();
    for row in rows(Of::Losses, p) {
        let sum = sums
            .entry((row["by"].clone(), row["item"].clone()))
            .or_default();
        sum.0 += row["share"].parse::<f64>().unwrap();
        sum.1 += row["hours"].parse::<f64>().unwrap();
    }
    assert_eq!(sums.keys().filter(|(by, _)| by == "site").count(), 5);
    let hours = |of: &str| -> f64 {
        let rows = sums.iter().filter(|((by, _), _)| by == of);
        rows.map(|(_, (_, hours))| hours).sum()
    };
    let all: f64 = p.loss.iter().map(|loss| loss.hours).sum();
    assert!((hours("site") - all).abs() < 1e-6 && (hours("month") - all).abs() < 1e-6);
    assert!(sums.values().all(|(share, _)| (share - 1.0).abs() < 1e-9));
}

#[test]
fn served_has_the_dates_of_all_and_of_each_kecamatan() {
    let p = &some()[1];
    let rows = rows(Of::Served, p);
    let count = |measure: &str| rows.iter().filter(|row| row["measure"] == measure).count();
    assert_eq!(count("served_on"), p.served_on.len());
    assert_eq!(count("kecamatan_served_on"), 4 * p.served_on.len());
    assert_eq!(count("served_by"), p.served_by.len());
    let found = rows
        .iter()
        .find(|row| row["kecamatan"] == "Kintamani" && row["share"] == "0.95");
    let safe = p.kecamatan[3].served_on[3].dates.quantiles.p90.unwrap();
    assert_eq!(found.unwrap()["p90"], safe.to_string());
}

/// The columns in the first cells of a table of docs/results.md, below a heading.
fn documented(heading: &str, cell: usize) -> Vec<String> {
    let page = include_str!("../../docs/results.md");
    let (_, below) = page.split_once(&format!("\n{heading}\n")).expect(heading);
    let rows = below.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    rows.flat_map(|row| {
        let names = row.split('|').nth(cell).unwrap().split(',');
        names.filter_map(|name| name.trim().strip_prefix('`')?.strip_suffix('`'))
    })
    .map(String::from)
    .collect()
}

#[test]
fn every_column_is_documented() {
    let columns = |of| read(&table::csv(of, some(), Dialect::Plain), b',').0;
    for of in [Of::Served, Of::Daily, Of::Replications, Of::Losses] {
        assert_eq!(documented(&format!("### `{}`", of.key()), 1), columns(of));
    }
    let page = include_str!("../../docs/results.md");
    let (_, csv) = page.split_once("\n## CSV\n").unwrap();
    let listed = columns(Of::Measures)
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>();
    assert!(csv.contains(&listed.join(", ")), "{listed:?}");
}

fn promised(asker: Option<&Asker>) -> PromisedCards {
    let plan = scenario::builtin("bangli-exact").unwrap().plan;
    let settings = Settings {
        replications: 2,
        ..Settings::default()
    };
    match asker {
        Some(asker) => promise(plan, asker, &settings, &Control::default()).unwrap(),
        None => promises(plan, &settings, &Control::default()).unwrap(),
    }
}

#[test]
fn a_promise_is_the_same_in_every_format_and_its_keys_are_documented() {
    let asker = Asker {
        kecamatan: "Susut".into(),
        recorded: date(2016, 11, 12),
        suket: true,
    };
    let (alone, all) = (promised(Some(&asker)), promised(None));
    let json: Value = serde_json::from_str(&board::json(&alone)).unwrap();
    assert_eq!(json["safe_date"], "2017-04-28");
    assert_eq!(json["recorded"], "2016-11-12");
    let of_table: Value = serde_json::from_str(&board::board_json(&all)).unwrap();
    let same = of_table["promises"].as_array().unwrap().iter().find(|one| {
        one["kecamatan"] == "Susut" && one["recorded"] == "2016-11-12" && one["suket"] == true
    });
    let (columns, rows) = read(&board::csv(&alone, Dialect::Plain), b',');
    for key in ["kecamatan", "recorded", "suket", "printed_on", "safe_date"] {
        assert_eq!(json[key], same.unwrap()[key], "{key}");
        assert!(
            documented("## Promises", 1).contains(&key.to_owned()),
            "{key}"
        );
    }
    for part in ["p10", "p50", "p90", "fraction", "interval"] {
        let key = format!("printed_on.{part}");
        assert!(json["printed_on"].get(part).is_some(), "{key}");
        assert!(documented("## Promises", 1).contains(&key), "{key}");
    }
    assert_eq!(documented("## Promises", 2), columns);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        rows[0][1..7],
        [
            "Susut",
            "2016-11-12",
            "true",
            "2017-04-28",
            "2017-04-28",
            "2017-04-28"
        ]
    );
    let (_, rows) = read(&board::csv(&all, Dialect::Plain), b',');
    assert_eq!(rows.len(), all.list.len());
}
