//! Parses JSON and CSV with independent parsers.

use super::{nation, sample as report_sample};

use std::collections::BTreeSet;
use std::sync::Arc;

use cetak::experiment::{Control, Settings};
use cetak::office::PrinterState;
use cetak::projection::{MEASURES, Search, find, project, spread};
use cetak::report;
use cetak::report::csv::Dialect;
use cetak::report::find::Sought;
use cetak::scenario::{self, Between, Variations};
use cetak::words::Lang;
use report_sample::{censored, cleared, comparison};
use serde_json::Value;

/// The path of every key: `sites[].name`.
pub fn keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                found.insert(path.clone());
                keys(value, &path, found);
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| keys(item, &format!("{path}[]"), found)),
        _ => {}
    }
}

fn parse(json: &str) -> Value {
    serde_json::from_str(json).expect("JSON")
}

#[test]
fn every_json_key_is_documented() {
    let documented = include_str!("../../docs/results.md");
    let mut found = BTreeSet::new();
    keys(&parse(&report::json::run(&cleared())), "", &mut found);
    keys(&parse(&report::json::run(&censored())), "", &mut found);
    let comparison = parse(&report::compare::json(&comparison()));
    for part in ["differences", "best", "best_95"] {
        keys(&comparison[part], part, &mut found);
    }
    let varied = Variations::new(&["backlog.total=8000,10000"]).unwrap();
    let sweep = parse(&report::sweep::json(&report_sample::comparison(), &varied));
    let mut of_sweep = BTreeSet::new();
    keys(&sweep, "", &mut of_sweep);
    // What stands in `values` are the keys of the scenario, and the rest of a row is documented as that of a comparison.
    let is_own = |key: &&String| {
        !key.contains("values.") && !key.starts_with("best.") && !key.starts_with("best_95.")
    };
    let row = |key: &String| match key.strip_prefix("rows[].") {
        Some("values") | None => key.clone(),
        Some(key) => key.to_owned(),
    };
    found.extend(of_sweep.iter().filter(is_own).map(row));
    for wanted in [
        "served 95 % by 2017-07-14 with 50 %",
        "cleared by 2017-04-27 with 50 %",
    ] {
        keys(&searched(wanted), "", &mut found);
    }
    keys(
        &parse(&report::nation::json(&nation::equal_lots())),
        "",
        &mut found,
    );
    let rules = parse(&report::nation::comparison_json(&nation::compared()));
    let mut of_rules = BTreeSet::new();
    keys(&rules, "", &mut of_rules);
    // A rule has the keys of a nation.
    let own = |key: &String| key.strip_prefix("rules[].").unwrap_or(key).to_owned();
    found.extend(of_rules.iter().map(own));
    let missing: Vec<_> = found
        .iter()
        .filter(|key| !is_documented(documented, key))
        .collect();
    assert!(missing.is_empty(), "docs/results.md lacks {missing:?}");
}

/// The JSON of a search over two values.
fn searched(wanted: &str) -> Value {
    let values = Between::new("8000", "8001", None).unwrap();
    let plan = Arc::new(report_sample::plan());
    let search = find(
        values.len(),
        |_| Ok(Arc::clone(&plan)),
        wanted.parse().unwrap(),
        &Settings {
            replications: 4,
            ..Settings::default()
        },
        &Control::default(),
    );
    let sought = Sought {
        plan: &plan,
        key: "backlog.total",
        values: &values,
    };
    parse(&report::find::json(&search.unwrap(), sought))
}

/// A value between two that reach the goal does not.
#[test]
fn a_share_that_falls_and_rises_is_told_with_whether_all_were_tried() {
    let plan = |limit: u32| {
        let text =
            format!("extends = 'bangli-exact'\nbacklog.total = 100\nprinter.daily_limit = {limit}");
        Arc::new(scenario::parse(&text, "test.toml", &[]).unwrap().plan)
    };
    let (good, bad) = (plan(20), plan(19));
    for (last, english, indonesian) in [
        (
            "59",
            "All values were tried, so the answer holds.",
            "Semua nilai sudah dicoba",
        ),
        (
            "9999",
            "not all values were tried",
            "tidak semua nilai dicoba",
        ),
    ] {
        let values = Between::new("0", last, None).unwrap();
        let uneven = |at: usize| {
            Ok(Arc::clone(if (4 * at / values.len()).is_multiple_of(2) {
                &good
            } else {
                &bad
            }))
        };
        let settings = Settings {
            replications: 20,
            ..Settings::default()
        };
        let goal = "cleared by 2017-04-26 with 90 %".parse().unwrap();
        let search = find(values.len(), uneven, goal, &settings, &Control::default()).unwrap();
        let sought = Sought {
            plan: &good,
            key: "key",
            values: &values,
        };
        for (lang, part) in [(Lang::En, english), (Lang::Id, indonesian)] {
            let page = report::find::text(&search, sought, lang);
            let page: Vec<&str> = page.split_whitespace().collect();
            assert!(page.join(" ").contains(part), "{page:?}");
        }
        assert_eq!(
            parse(&report::find::json(&search, sought))["monotone"],
            false
        );
    }
}

/// Values that were left out may change the answer, and the page says how far they may.
#[test]
fn what_was_not_tried_is_told_with_the_answer() {
    let plan = |limit: u32| {
        let text =
            format!("extends = 'bangli-exact'\nbacklog.total = 100\nprinter.daily_limit = {limit}");
        Arc::new(scenario::parse(&text, "test.toml", &[]).unwrap().plan)
    };
    let (good, bad) = (plan(20), plan(19));
    let values = Between::new("0", "59", None).unwrap();
    let settings = Settings {
        replications: 2,
        ..Settings::default()
    };
    let search = |reaching: usize| {
        let limit = |at: usize| Ok(Arc::clone(if at < reaching { &good } else { &bad }));
        let goal = "cleared by 2017-04-26 with 90 %".parse().unwrap();
        find(values.len(), limit, goal, &settings, &Control::default()).unwrap()
    };
    let pages = |search: &Search| {
        let sought = Sought {
            plan: &good,
            key: "key",
            values: &values,
        };
        [Lang::En, Lang::Id].map(|lang| {
            let page = report::find::text(search, sought, lang);
            page.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    };
    let has = |search: &Search, parts: [&str; 2]| {
        std::iter::zip(pages(search), parts).all(|(page, part)| page.contains(part))
    };
    let no = ["With no value from 0 to 59", "Dari 0 sampai 59, tidak ada"];
    let untried = [
        "With none of the values tried from 0 to 59 is it so in a single future that everyone who waits at the start has a card by Wed 26 April 2017; at least 90 % of them were wanted. None of the 59 values tried reaches it; a value between them was not tried and may.",
        "Tidak satu pun dari 59 nilai yang dicoba mencapai sasaran ini; nilai di antaranya belum dicoba dan mungkin mencapainya.",
    ];
    let mut none = search(0);
    assert!(has(&none, no));
    none.tried.remove(30);
    assert!(has(&none, untried), "{:?}", pages(&none));
    let left_out = [
        "Values between were left out, because the share seems to rise or fall steadily.",
        "Nilai di antaranya dilewati, karena bagiannya tampak terus naik atau terus turun.",
    ];
    assert!(has(&search(23), left_out), "{:?}", pages(&search(23)));
    // The last value is the answer whatever the others give.
    let [page, _] = pages(&search(60));
    assert!(!page.contains("left out"), "{page}");
}

/// The keys of a sweep and of a search that the documentation lists are those of their JSON.
#[test]
fn every_documented_key_of_sweeps_and_searches_exists() {
    let documented = include_str!("../../docs/results.md");
    let listed = |head: &str| -> BTreeSet<String> {
        let (_, section) = documented.split_once(head).unwrap();
        let lines = section.lines().skip_while(|line| !line.starts_with('|'));
        let lines = lines.take_while(|line| line.starts_with('|')).skip(2);
        lines
            .map(|line| line.split('`').nth(1).unwrap().to_owned())
            .collect()
    };
    let real = |json: &Value| {
        let mut found = BTreeSet::from(["rows[].KEY".to_owned()]);
        keys(json, "", &mut found);
        found
    };
    let varied = Variations::new(&["backlog.total=8000,10000"]).unwrap();
    let sweep = real(&parse(&report::sweep::json(&comparison(), &varied)));
    let search = real(&searched("served 95 % by 2017-07-14 with 50 %"));
    let mut idle = nation::equal_lots();
    idle.other_rule = cetak::nation::other_rule(&idle, None, &Control::default()).unwrap();
    let nation = real(&parse(&report::nation::json(&idle)));
    let rules = real(&parse(
        &report::nation::comparison_json(&nation::compared()),
    ));
    for (head, real) in [
        ("\n## A sweep\n", sweep),
        ("\n## A search\n", search),
        ("\n## A nation\n", nation),
        ("\n### Rules compared\n", rules),
    ] {
        let listed = listed(head);
        assert!(listed.len() > 4);
        assert!(listed.is_subset(&real), "{:?}", listed.difference(&real));
    }
}

/// A key is documented by its whole path, or as a part (`.mean`) of a kind of value (`printed`) that is. The measures of a difference
/// are those of a scenario, and all that is known of one is documented with its mean.
fn is_documented(documented: &str, key: &str) -> bool {
    let whole = |key: &str| {
        let measure = key.strip_prefix("differences[].").unwrap_or(key);
        [key, measure, measure.trim_end_matches("_detail")]
            .iter()
            .any(|key| documented.contains(&format!("`{key}`")))
    };
    const PARTS: [&str; 18] = [
        "mean",
        "ci95",
        "p10",
        "p50",
        "p90",
        "nonzero",
        "censored",
        "fraction",
        "interval",
        "pairs",
        "sooner",
        "equal",
        "later",
        "neither",
        "share",
        "correlation",
        "correlation_ci95",
        "variance_ratio",
    ];
    let as_part = |(value, part): (&str, &str)| {
        let is_state =
            value.ends_with("[].loss") && PrinterState::ALL.iter().any(|s| s.key() == part);
        (PARTS.contains(&part) || is_state)
            && is_documented(documented, value.trim_end_matches("[]"))
    };
    whole(key) || key.rsplit_once('.').is_some_and(as_part)
}

#[test]
fn the_example_in_the_documentation_is_real() {
    let documented = include_str!("../../docs/results.md");
    let example = documented
        .split("```json")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("an example");
    let (mut in_example, mut real) = (BTreeSet::new(), BTreeSet::new());
    keys(&parse(example), "", &mut in_example);
    keys(&parse(&report::json::run(&cleared())), "", &mut real);
    keys(&parse(&report::json::run(&censored())), "", &mut real);
    let unknown = "extends = 'bangli-exact'\nbacklog.total = { uncertain = 'uniform(500, 900)', why = 'Not counted.' }";
    let plan = scenario::parse(unknown, "test.toml", &[]).unwrap().plan;
    let some = Settings {
        replications: 100,
        ..Settings::default()
    };
    let mut projection = project(plan, &some, &[], &Control::default()).unwrap();
    projection.spread = spread(&projection, None, &Control::default()).unwrap();
    let json = parse(&report::json::run(&projection));
    for part in ["unknown", "scenario", "spread"] {
        keys(&json[part], part, &mut real);
    }
    // The share of each unknown value is a row of CSV as well.
    let csv = report::csv::run(&projection, Dialect::Plain);
    let rest = csv.split(",spread_by_unknown,").nth(1);
    let cells: Vec<&str> = rest
        .expect("a row of the unknown value")
        .split(',')
        .collect();
    let found = [1, 2, 3].map(|i| cells[i].parse::<f64>().unwrap());
    let written = &json["spread"]["by_unknown"][0];
    assert_eq!(cells[0], written["key"]);
    let wanted = [
        &written["share"],
        &written["interval"][0],
        &written["interval"][1],
    ];
    for (found, wanted) in std::iter::zip(found, wanted) {
        assert!((found - wanted.as_f64().unwrap()).abs() < 1e-3, "{cells:?}");
    }
    for measure in MEASURES {
        if !in_example.contains(measure.key) {
            let parts = format!("{}.", measure.key);
            real.retain(|key| key != measure.key && !key.starts_with(&parts));
        }
    }
    assert_eq!(in_example, real);
}

#[test]
fn the_keys_that_programs_rely_on_have_their_types() {
    let json = parse(&report::json::run(&cleared()));
    assert_eq!(json["format"], 2);
    assert_eq!(json["scenario"]["name"], "Bangli, April 2017");
    let p = cleared();
    assert_eq!(
        json["working_days"]["p50"].as_u64(),
        p.measures.working_days.quantiles.p50.map(u64::from)
    );
    let safe = p.measures.cleared_on.quantiles.p90.unwrap();
    assert_eq!(json["cleared_on"]["p90"], safe.to_string());
    let printed = p.sites[0].measures.printed.mean.value;
    assert_eq!(json["sites"][0]["printed"], printed);
    assert_eq!(json["kecamatan"][3]["waiting"], 0.0);
    assert_eq!(json["binding"], p.binding.unwrap().key());
    assert_eq!(json["fingerprint"], "000000000000feed");
    assert_eq!(json["futures"].as_array().unwrap().len(), 50);
    assert_eq!(json["served_on"][3]["share"], 0.95);
    assert_eq!(
        json["remedies"][0]["cause"],
        p.remedies.unwrap()[0].cause.key()
    );
    assert_eq!(json["holds"], true);
    assert_eq!(json["loss_by_month"][1]["month"], "2017-05");
    let shares = json["loss"]
        .as_object()
        .unwrap()
        .values()
        .map(|share| share.as_f64().unwrap());
    assert!((shares.sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn what_is_censored_is_null() {
    let json = parse(&report::json::run(&censored()));
    for path in [
        "/working_days/mean",
        "/working_days/ci95",
        "/working_days/p50",
        "/cleared_on/p90",
        "/fluid_bound_on",
    ] {
        assert!(json.pointer(path).expect(path).is_null(), "{path}");
    }
    assert_eq!(json["working_days"]["censored"], 100);
    assert_eq!(json["stopped_by"][0]["state"], "no_blank");
    let csv = report::csv::run(&censored(), Dialect::Plain);
    let row = csv
        .lines()
        .find(|line| line.contains(",working_days,"))
        .unwrap();
    assert_eq!(
        row,
        "\"Bangli, no second delivery\",working_days,,,,,,,,100,"
    );
}

#[test]
fn keys_stand_in_a_fixed_order() {
    let json = report::json::run(&cleared());
    let top: Vec<&str> = json
        .lines()
        .filter(|l| l.starts_with("  \""))
        .map(|l| l.split('"').nth(1).unwrap())
        .collect();
    assert_eq!(
        top[..5],
        ["format", "version", "scenario", "seed", "replications"]
    );
    assert_eq!(top.last(), Some(&"fingerprint"));
}

#[test]
fn csv_reads_back_with_its_names_quoted() {
    let mut projection = cleared();
    projection.sites[0].name = "Dinas \"Dukcapil\", kantor\nutama".into();
    let text = report::csv::run(&projection, Dialect::Plain);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|row| row.expect("equal lengths"))
        .collect();
    let row = rows.iter().find(|row| &row[1] == "site_printed").unwrap();
    assert_eq!(&row[2], "Dinas \"Dukcapil\", kantor\\nutama");
    let printed = projection.sites[0].measures.printed.mean.value;
    assert_eq!(row[3].parse::<f64>().unwrap(), printed);
    let dates = rows.iter().find(|row| &row[1] == "cleared_on").unwrap();
    let safe = projection.measures.cleared_on.quantiles.p90.unwrap();
    assert_eq!(&dates[8], safe.to_string());
}

#[test]
fn a_comparison_has_one_csv_row_a_pair_and_json_to_match() {
    let text = report::compare::csv(&comparison(), Dialect::Plain);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), 1);
    let cell = |name: &str| &rows[0][names.iter().position(|n| n == name).expect(name)];
    assert_eq!(cell("working_days_mean"), "");
    assert_eq!(cell("working_days_censored"), "100");
    assert_eq!(cell("working_days_later"), "100");
    let expired = &comparison().differences[0].measures.expired_suket;
    let expired = expired.mean.as_ref().unwrap().value;
    assert_eq!(cell("expired_suket_mean"), expired.to_string());
    let json = parse(&report::compare::json(&comparison()));
    assert_eq!(json["scenarios"].as_array().unwrap().len(), 2);
    assert_eq!(json["differences"][0]["expired_suket"]["mean"], expired);
    assert_eq!(json["best"], "Bangli, April 2017");
}
