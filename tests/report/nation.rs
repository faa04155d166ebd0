//! What is told of a nation: its page and the page of rules compared against recordings, sentences that are said only where they are true,
//! JSON and CSV.

use std::path::Path;
use std::sync::OnceLock;

use cetak::experiment::{Control, Settings};
use cetak::nation::{Allotment, Nation, NationComparison, NationProjection, OfficeRow};
use cetak::report::csv::Dialect;
use cetak::report::nation;
use cetak::scenario::read_nation;
use cetak::words::Lang;
use jiff::civil::date;
use serde_json::Value;

use super::support::words;
use super::text::check;

/// The example of twelve offices.
pub fn example() -> Nation {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nation/nation.toml");
    read_nation(file, &[]).unwrap().nation
}

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        threads: Some(1),
        ..Settings::default()
    }
}

/// The example under three rules. What changes with the draws alone is told elsewhere.
pub fn compared() -> NationComparison {
    static ONCE: OnceLock<NationComparison> = OnceLock::new();
    let run = || {
        let rules = [
            Allotment::Need,
            Allotment::EqualLots,
            Allotment::LowestCoverage,
        ];
        let by = [date(2017, 6, 22)];
        let control = Control::default();
        let mut found =
            cetak::nation::compare(&example(), &rules, &settings(10), &by, &control).unwrap();
        found
            .projections
            .iter_mut()
            .for_each(|p| p.fingerprint = 0xfeed);
        found
    };
    ONCE.get_or_init(run).clone()
}

pub fn equal_lots() -> NationProjection {
    compared().projections.swap_remove(1)
}

/// A small nation: one replication of offices in which so many wait and nobody is recorded, with so many blanks at the start.
fn small(offices: &[(&str, u32)], blanks: u32) -> NationProjection {
    let mut nation = example();
    nation.table = (offices.iter())
        .map(|(code, backlog)| OfficeRow::new(*code, *backlog))
        .collect();
    nation.deliveries.clear();
    nation.on_hand = blanks;
    nation.transport = None;
    nation.shared.outages.clear();
    nation.allotment = Allotment::EqualLots;
    cetak::nation::project(nation, &settings(1), &[], &Control::default()).unwrap()
}

fn page(p: &NationProjection) -> String {
    words(&nation::text(p, Lang::En))
}

/// A page without what changes with every key of a plan.
fn without_digests(page: &str, projections: &[NationProjection]) -> String {
    let digests = projections.iter().map(|p| p.nation.digest());
    digests.fold(page.to_owned(), |page, digest| {
        page.replace(&digest, "00112233445566778899aabbccddeeff")
    })
}

#[test]
fn the_page_of_a_nation() {
    let p = [equal_lots()];
    for (lang, file) in [(Lang::En, "nation.en.txt"), (Lang::Id, "nation.id.txt")] {
        check(file, &without_digests(&nation::text(&p[0], lang), &p));
    }
}

#[test]
fn the_page_of_rules_compared() {
    let c = compared();
    for (lang, file) in [
        (Lang::En, "nation-rules.en.txt"),
        (Lang::Id, "nation-rules.id.txt"),
    ] {
        let page = nation::comparison(&c, lang);
        check(file, &without_digests(&page, &c.projections));
    }
}

#[test]
fn that_no_rule_is_enough_is_said_only_if_it_is_so_in_every_future() {
    let certain = "No rule of allotment can give everybody a card";
    let short = small(&[("a", 60), ("b", 40)], 99);
    assert!(page(&short).contains(&format!(
        "{certain}: the ministry has 99 blanks in all, and in every future at least 1 person more than that comes."
    )));
    let enough = small(&[("a", 60), ("b", 40)], 100);
    assert!(!page(&enough).contains(certain));
    // In one of two futures fewer come.
    let mut some = short;
    let mut other = some.outcomes[0].clone();
    *other.came_by_day.last_mut().unwrap() = 99;
    some.outcomes.push(other);
    assert!(!page(&some).contains(certain));
}

#[test]
fn idle_blanks_are_told_where_offices_starve_and_another_rule_where_they_are_many() {
    // 100 blanks each: 80 and more lie idle at the first, and at least 900 people wait at the second.
    let idle = page(&small(&[("a", 10), ("b", 1000)], 200));
    assert!(
        idle.contains("At the horizon 1 of 2 offices, with 1 kecamatan, is starved:"),
        "{idle}"
    );
    assert!(idle.contains("In the one future blanks lie idle while offices are starved:"));
    assert!(idle.contains("at 1 office where nobody waits"));
    assert!(
        idle.contains("Whether another rule helps was not tried: cetak nation FILE --rule equal-lots --rule lowest-coverage"),
        "{idle}"
    );
    // One blank or two for hundreds of people are no reason to try another rule.
    let few = small(&[("a", 998), ("b", 3000)], 2100);
    let mut outcome = few.outcomes[0].clone();
    (outcome.waiting, outcome.on_hand) = (vec![0, 1000], vec![9, 0]);
    let mut few = few;
    few.outcomes = vec![outcome];
    let said = page(&few);
    assert!(
        said.contains("9 blanks at 1 office where nobody waits, while 1,000 people wait"),
        "{said}"
    );
    assert!(!said.contains("Whether another rule helps"));
    // Idle blanks alone are no news, nor are starved offices alone.
    let both_served = page(&small(&[("a", 10), ("b", 20)], 200));
    assert!(both_served.contains("No office is starved at the horizon in any of the futures"));
    assert!(!both_served.contains("lie idle"));
    let both_starved = page(&small(&[("a", 300), ("b", 300)], 200));
    assert!(both_starved.contains("At the horizon 2 of 2 offices, with 2 kecamatan, are starved"));
    assert!(!both_starved.contains("lie idle") && !both_starved.contains("Starved most often"));
}

#[test]
fn another_rule_is_told_as_what_it_did_when_it_was_tried() {
    let control = Control::default();
    let mut p = small(&[("a", 10), ("b", 1000)], 200);
    // One future has no interval, so nothing is sure.
    p.other_rule = cetak::nation::other_rule(&p, Some(1), &control).unwrap();
    let not = "Other rules, tried in the first future: \"lowest coverage first\" and \"by need\". By none of them do more people have a \
               card by the horizon for sure.";
    assert!(page(&p).contains(not), "{}", page(&p));
    let nation = p.nation.clone();
    let mut p = cetak::nation::project(nation, &settings(3), &[], &control).unwrap();
    p.other_rule = cetak::nation::other_rule(&p, Some(1), &control).unwrap();
    let said = page(&p);
    let found = &p.other_rule.as_ref().unwrap().difference;
    let (rule, name) = match found.rule {
        Allotment::Need => ("need", "by need"),
        _ => ("lowest-coverage", "lowest coverage first"),
    };
    let helps = format!("Another rule, tried in the first 3 futures: with \"{name}\"");
    assert!(said.contains(&helps), "{said}");
    assert!(said.contains("more people have a card by the horizon on average (95 % interval"));
    let command = format!("cetak nation FILE --rule equal-lots --rule {rule}");
    assert!(said.contains(&command));
    let read: Value = serde_json::from_str(&nation::json(&p)).unwrap();
    assert_eq!(read["other_rule"]["rule"], rule);
    assert_eq!(read["other_rule"]["replications"], 3);
    // Where no blank is idle, nothing is tried or told.
    let even = small(&[("a", 300), ("b", 300)], 200);
    assert!(
        cetak::nation::other_rule(&even, Some(1), &control)
            .unwrap()
            .is_none()
    );
    assert!(!page(&even).contains("ther rule"));
}

#[test]
fn those_who_wait_for_printing_and_not_for_blanks_are_told() {
    // 50,000 people with one printer of 50 a day; the other office is through.
    let mut slow = small(&[("a", 50_000), ("b", 10)], 100_000);
    let outcome = &mut slow.outcomes[0];
    (outcome.waiting, outcome.on_hand) = (vec![36_500, 0], vec![36_300, 49_990]);
    let said = page(&slow);
    assert!(
        said.contains(
            "36,300 people wait although the office has a blank for each of them (median): there the blanks are enough, and printing is \
             what is short. Most of them: a a (36,300)."
        ),
        "{said}"
    );
    // Only those for whom there is a blank, and only if they are a hundredth of all who wait.
    let told = "although the office has a blank";
    slow.outcomes[0].on_hand[0] = 1;
    slow.waiting.quantiles.p50 = 100.0;
    assert!(page(&slow).contains("1 person waits although the office has a blank"));
    slow.waiting.quantiles.p50 = 101.0;
    assert!(!page(&slow).contains(told));
    slow.waiting.quantiles.p50 = 0.0;
    slow.outcomes[0].on_hand[0] = 0;
    assert!(!page(&slow).contains(told));
}

#[test]
fn the_page_of_an_office_says_from_where_its_blanks_come() {
    let mut nation = example();
    let said = |nation: &Nation, code: &str, lang| {
        let plan = nation.plan_of(nation.office(code).unwrap()).unwrap();
        let p = cetak::projection::project(plan, &settings(1), &[], &Control::default()).unwrap();
        words(&cetak::report::text::run(&p, lang))
    };
    let en = said(&nation, "02.004", Lang::En);
    for part in [
        "They come in lots from the ministry, which allots them by need.",
        "The ministry allots each of its lots by need among 12 offices. What this office gets is known from their table. [given]",
        "8,066 blanks of the lot of Wed 26 April 2017. [estimate]",
        "8,066 blanks each of the lots that are asked for on Tue 1 August 2017 and Tue 2 January 2018 and are at the ministry after 35 days",
        "A lot is here after 6.5 working days on average",
    ] {
        assert!(en.contains(part), "{part} in {en}");
    }
    assert!(
        !en.contains("0 blanks are on hand") && !en.contains("0 more blanks"),
        "{en}"
    );
    assert!(said(&nation, "02.004", Lang::Id).contains("yang dibagi menurut kebutuhan."));
    nation.allotment = Allotment::EqualLots;
    (nation.lots.least, nation.transport) = (60_000, None);
    assert!(
        said(&nation, "01.000", Lang::En)
            .contains("A lot is here on the day on which it is at the ministry.")
    );
    assert!(said(&nation, "02.004", Lang::En).contains("This office gets no blanks."));
}

#[test]
fn blanks_that_reached_no_office_are_told() {
    let mut p = small(&[("a", 10)], 200);
    assert!(!page(&p).contains("not reached an office"));
    p.not_received.quantiles.p50 = 1.0;
    assert!(page(&p).contains("1 blank has not reached an office by the horizon"));
}

#[test]
fn one_office_has_no_inequality_and_is_in_the_singular() {
    let one = page(&small(&[("a", 10)], 200));
    assert!(!one.contains("Gini"));
    assert!(one.contains("One office, simulated once"), "{one}");
    assert!(
        one.contains("The office has served 95 % of those who wait there at the start by"),
        "{one}"
    );
    let late = page(&small(&[("a", 10)], 2));
    assert!(
        late.contains("In the one future the office has not served 95 %"),
        "{late}"
    );
    assert!(page(&small(&[("a", 10), ("b", 10)], 200)).contains("Gini"));
}

/// The codes of the offices as the page has them.
fn codes(p: &NationProjection) -> Vec<String> {
    let text = nation::text(p, Lang::En);
    let (_, table) = text.split_once("Office by office").unwrap();
    let rows = table.lines().skip_while(|line| !line.contains('─')).skip(1);
    let rows = rows.take_while(|line| !line.contains("95 %:") && !line.contains("Later:"));
    rows.map(|line| line.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_latest_office_stands_first() {
    let p = small(
        &[("few", 10), ("late", 4000), ("many", 900), ("later", 5000)],
        20_000,
    );
    // 4,000 and 5,000 need more than the 50 cards of every working day: both are after the horizon in the end, or nearly.
    let order = codes(&p);
    assert_eq!(order[2..], ["many", "few"]);
    let mut alike = p;
    let late = alike.offices[3].clone();
    alike.offices[1] = late;
    alike.offices[1].waiting.mean.value += 1.0;
    assert_eq!(codes(&alike)[..2], ["late", "later"]);
    alike.offices[1].waiting.mean.value -= 2.0;
    assert_eq!(codes(&alike)[..2], ["later", "late"]);
    // Of two that are late in half of the futures, the one that is late in fewer stands below.
    alike.offices[3].nearly_all.quantiles = [None; 3].into();
    alike.offices[1].nearly_all.quantiles = [None; 3].into();
    alike.offices[1].nearly_all.share.fraction = 0.1;
    alike.offices[3].nearly_all.share.fraction = 0.2;
    alike.offices[3].waiting.mean.value += 5.0;
    assert_eq!(codes(&alike)[..2], ["late", "later"]);
}

#[test]
fn of_many_offices_the_latest_and_the_first_are_shown_and_the_others_counted() {
    let offices = |count: u32| {
        let names: Vec<String> = (0..count).map(|i| format!("o{i}")).collect();
        let rows: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 60)).collect();
        small(&rows, 60 * count)
    };
    let all = offices(20);
    assert_eq!(codes(&all).len(), 20);
    assert!(!page(&all).contains("All offices: --format csv"));
    let some = offices(22);
    let shown = codes(&some);
    assert_eq!(shown.len(), 15 + 1 + 5);
    assert_eq!(shown[15], "…");
    assert!(page(&some).contains("… 2 more"));
    assert!(page(&some).contains("All offices: --format csv"));
}

#[test]
fn an_office_where_nobody_waits_at_the_start_has_no_date() {
    let p = small(&[("a", 0), ("b", 10)], 100);
    let text = nation::text(&p, Lang::En);
    let row = text.lines().find(|line| line.starts_with("  a ")).unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells[2..5], ["0", "–", "–"], "{row}");
}

#[test]
fn a_date_that_half_of_the_futures_do_not_reach_is_not_given() {
    let mut p = equal_lots();
    assert!(page(&p).contains(
        "In all 10 futures fewer than nine out of ten offices, 11 of 12, have served 95 %"
    ));
    p.offices_done[1].quantiles.p50 = Some(date(2018, 1, 31));
    assert!(
        page(&p).contains(
            "have served 95 % of those who wait there at the start by Wed 31 January 2018"
        )
    );
}

#[test]
fn what_the_ministry_has_and_does_is_told() {
    let mut p = small(&[("a", 10)], 200);
    let said = page(&p);
    assert!(said.contains("has 200 blanks at the start and receives none later. A lot for one office may be of any size."));
    assert!(said.contains(
        "A lot is at the office on the day on which it is allotted. No outage stops all"
    ));
    assert!(said.contains("cetak nation FILE --office CODE"));
    let nation = std::sync::Arc::make_mut(&mut p.nation);
    nation.allotment = Allotment::LongestWait;
    nation.lots.least = 20;
    assert!(page(&p).contains("A lot for one office is of 20 blanks or more."));
    assert!(page(&p).contains("works by rounds") && !page(&p).contains("--office"));
    std::sync::Arc::make_mut(&mut p.nation).lots.most = 30;
    assert!(page(&p).contains("A lot for one office is of 20 to 30 blanks."));
    std::sync::Arc::make_mut(&mut p.nation).lots.least = 0;
    assert!(page(&p).contains("A lot for one office is of 30 blanks or fewer."));
}

#[test]
fn a_difference_is_sure_only_where_its_interval_leaves_0_out() {
    let mut c = compared();
    c.projections.truncate(2);
    c.differences.truncate(1);
    let said = |c: &NationComparison| words(&nation::comparison(c, Lang::En));
    let first = said(&c);
    assert!(
        first.contains(" fewer people have a card on average"),
        "{first}"
    );
    assert!(first.contains("Blanks that lie idle: 34,"), "{first}");
    assert!(first.contains("Coverage is less equal."));
    let d = &mut c.differences[0];
    let of = |value: f64, low: f64, high: f64| {
        let mut mean = d.served.clone();
        (mean.value, mean.ci95) = (value, Some((low, high).into()));
        mean
    };
    (d.served, d.starved, d.inequality) =
        (of(5.0, 1.0, 9.0), of(2.0, 1.0, 3.0), of(-0.1, -0.2, -0.05));
    let other = said(&c);
    assert!(
        other.contains("5 more people have a card on average (95 % interval 1 – 9)"),
        "{other}"
    );
    assert!(
        !other.contains("no sure difference")
            && other.contains("Starved offices: ")
            && other.contains("Coverage is more equal."),
        "{other}"
    );
    assert!(other.contains("+5*") && other.contains("-0.100*") && !other.contains("+2*"));
    let d = &mut c.differences[0];
    let of = |value: f64| {
        let mut mean = d.served.clone();
        (mean.value, mean.ci95) = (value, Some((-1.0, 1.0).into()));
        mean
    };
    (d.served, d.starved, d.inequality) = (of(0.5), of(-0.5), of(-0.5));
    let neither = said(&c);
    assert!(
        neither.contains("whether more or fewer people have a card by the horizon is not sure")
    );
    assert!(
        neither.contains(", which is no sure difference.")
            && neither.contains("How equal coverage is does not differ for sure.")
    );
    assert!(!neither.contains("*:"));
}

#[test]
fn the_offices_that_lose_most_stand_first() {
    let mut c = compared();
    c.projections.truncate(2);
    c.differences.truncate(1);
    let d = &mut c.differences[0];
    (d.sooner, d.later) = (vec![0; 12], vec![0; 12]);
    (d.later[3], d.later[7], d.sooner[7], d.sooner[5]) = (10, 8, 1, 2);
    // Where the dates are even, one person more or fewer at the horizon decides, and less does not.
    for office in 0..12 {
        let waiting = c.projections[0].offices[office].waiting.clone();
        c.projections[1].offices[office].waiting = waiting;
    }
    c.projections[1].offices[10].waiting.mean.value += 1.0;
    c.projections[1].offices[0].waiting.mean.value -= 1.0;
    c.projections[1].offices[1].waiting.mean.value -= 0.9;
    let text = nation::comparison(&c, Lang::En);
    assert!(words(&text).contains("Offices worse off: 3; better off: 2; neither: 7."));
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    let places = [
        at("Worse off, those that lose most first (3 of 3)"),
        at("02.003  "),
        at("03.007  "),
        at("04.010  "),
        at("Better off, those that gain most first (2 of 2)"),
        at("02.005  "),
        at("01.000  "),
    ];
    assert!(places.is_sorted(), "{places:?}");
    assert!(
        text.contains("0 / 0 / 10") && text.contains("1 / 1 / 8") && text.contains("2 / 8 / 0")
    );
}

#[test]
fn json_has_the_numbers_of_the_answer() {
    let p = equal_lots();
    let json: Value = serde_json::from_str(&nation::json(&p)).unwrap();
    assert_eq!(json["allotment"]["rule"], "equal-lots");
    assert_eq!(json["allotment"]["static"], true);
    assert_eq!(json["allotment"]["max_lot"], Value::Null);
    assert_eq!(json["allotment"]["blanks"], 180_000);
    assert!(
        json["scenario"]["file"]
            .as_str()
            .unwrap()
            .contains("01.000")
    );
    assert_eq!(json["scenario"]["digest"], p.nation.digest());
    let by = json["people_by"].as_array().unwrap();
    let dates: Vec<&str> = by.iter().map(|one| one["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted() && dates.contains(&"2017-06-22"));
    assert_eq!(*dates.last().unwrap(), "2018-06-27");
    let last = by.last().unwrap();
    let [served, came] = ["served", "came"].map(|key| last[key]["mean"].as_f64().unwrap());
    assert_eq!(came, json["people"]["mean"].as_f64().unwrap());
    let waiting = json["waiting_at_end"]["mean"].as_f64().unwrap();
    assert!(
        (came - served - waiting).abs() < 1e-6,
        "{came} {served} {waiting}"
    );
    assert_eq!(json["offices_done"][1]["share"], 0.9);
    assert_eq!(json["offices_done"][1]["fraction"], 0.0);
    let office = &json["offices"][9];
    assert_eq!(office["code"], "04.009");
    assert_eq!(office["backlog"], 20_286);
    assert_eq!(office["served_on_95"]["p50"], Value::Null);
    assert_eq!(office["starved"]["fraction"], 1.0);
    let starved: f64 = p
        .outcomes
        .iter()
        .map(|one| {
            let all = one.waiting.iter().zip(&one.on_hand);
            all.filter(|(waiting, on_hand)| **waiting > 0 && **on_hand == 0)
                .count() as f64
        })
        .sum();
    assert_eq!(json["starved"]["mean"].as_f64().unwrap(), starved / 10.0);
    assert_eq!(json["fingerprint"], "000000000000feed");
}

#[test]
fn json_of_rules_compared_counts_futures() {
    let c = compared();
    let json: Value = serde_json::from_str(&nation::comparison_json(&c)).unwrap();
    assert_eq!(json["rules"].as_array().unwrap().len(), 3);
    assert!(json["rules"][1].get("format").is_none());
    let other = &json["differences"][0];
    assert_eq!(other["rule"], "equal-lots");
    assert_eq!(other["reference"], "need");
    assert_eq!(other["fewer_served"], 10);
    let all =
        ["more_served", "equal_served", "fewer_served"].map(|key| other[key].as_u64().unwrap());
    assert_eq!(all.iter().sum::<u64>(), 10);
    for office in other["offices"].as_array().unwrap() {
        let all = ["sooner", "equal", "later"].map(|key| office[key].as_u64().unwrap());
        assert_eq!(all.iter().sum::<u64>(), 10, "{office}");
    }
    assert_eq!(other["offices"][9]["later"], 10);
    let means = json["rules"].as_array().unwrap().iter().map(|rule| {
        let last = rule["people_by"].as_array().unwrap().last().unwrap();
        last["served"]["mean"].as_f64().unwrap()
    });
    let means: Vec<f64> = means.collect();
    let difference = other["served"]["mean"].as_f64().unwrap();
    assert!((means[1] - means[0] - difference).abs() < 1e-6);
}

fn rows(csv: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader
        .records()
        .map(|row| row.expect("equal lengths"))
        .collect()
}

#[test]
fn csv_has_a_row_for_each_office_and_measure_and_the_totals() {
    let p = equal_lots();
    let text = nation::csv(&p, Dialect::Plain);
    assert!(text.starts_with("scenario,rule,code,name,province,measure,item,mean,ci95_low,ci95_high,p10,p50,p90,nonzero\n"));
    let rows = rows(&text);
    let totals = 3 * p.served.len() + 3 + 9;
    assert_eq!(rows.len(), totals + 12 * 8);
    let find = |code: &str, measure: &str, item: &str| {
        let mut found = rows
            .iter()
            .filter(|r| &r[2] == code && &r[5] == measure && &r[6] == item);
        let one = found.next().unwrap_or_else(|| panic!("{code} {measure}"));
        assert!(found.next().is_none());
        one
    };
    let coverage = find("04.009", "coverage", "");
    assert_eq!(&coverage[1], "equal-lots");
    assert_eq!(&coverage[3], "Office 009");
    assert_eq!(
        coverage[11].parse::<f64>().unwrap(),
        p.offices[9].coverage.quantiles.p50
    );
    let date = find("01.001", "served_on_95", "");
    assert_eq!(
        date[11],
        p.offices[1].nearly_all.quantiles.p50.unwrap().to_string()
    );
    assert_eq!(&date[7], "1");
    assert_eq!(&find("04.009", "starved", "")[7], "1");
    assert_eq!(
        find("", "inequality", "")[7].parse::<f64>().unwrap(),
        p.inequality.mean.value
    );
    assert_eq!(&find("", "offices_done", "0.9")[7], "0");
    assert_eq!(
        find("", "share_by", "2018-06-27")[11]
            .parse::<f64>()
            .unwrap(),
        p.served.last().unwrap().share.quantiles.p50
    );
}

#[test]
fn csv_of_rules_compared_has_all_rules_and_their_differences() {
    let c = compared();
    let found = rows(&nation::comparison_csv(&c, Dialect::Plain));
    let of_one = rows(&nation::csv(&c.projections[0], Dialect::Plain)).len();
    assert_eq!(found.len(), 3 * of_one + 2 * (3 + 3 + 12 * 3));
    let row = |rule: &str, code: &str, measure: &str| {
        let mut found = found
            .iter()
            .filter(|r| &r[1] == rule && &r[2] == code && &r[5] == measure);
        let one = found.next().unwrap();
        assert!(found.next().is_none() && &one[6] == "need");
        one[7].parse::<f64>().unwrap()
    };
    assert_eq!(
        row("equal-lots", "", "more_served"),
        c.differences[0].served.value
    );
    assert_eq!(row("equal-lots", "", "fewer_served_in"), 10.0);
    assert_eq!(row("equal-lots", "04.009", "later_in"), 10.0);
    assert_eq!(row("lowest-coverage", "01.002", "sooner_in"), 10.0);
    assert!(nation::csv(&c.projections[0], Dialect::Indonesian).contains(";coverage;"));
}
