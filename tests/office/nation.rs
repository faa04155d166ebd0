//! Nations: who gets which blanks, what offices have in common and what they do not, and parts that merge.

use std::sync::Arc;

use cetak::error::ErrorKind;
use cetak::experiment::{Control, Settings};
use cetak::nation::{
    self, Allotment, Nation, NationOutcome, NationParts, NationProjection, NationSetup, nation_part,
};
use cetak::office::{Setup, run};
use cetak::random::Streams;
use cetak::scenario;
use cetak::words::Lang;
use jiff::civil::{Date, date};

/// From Monday 8 May 2017, five days a week without holidays, cards of exactly 3 minutes, all recorded before with a suket.
/// `ministry` are lines of `[nation]` and what follows it, `table` the lines of offices: code, printers, backlog, recordings.
fn nation(shared: &str, ministry: &str, table: &str) -> Nation {
    nation_of(shared, ministry, "code,printers,backlog,recordings", table)
}

fn nation_of(shared: &str, ministry: &str, heads: &str, table: &str) -> Nation {
    let text = format!(
        "start = 2017-05-08\nhorizon = 2017-12-29\n\
         {shared}\n\
         [nation]\ntable = \"\"\"\n{heads}\n{table}\"\"\"\n{ministry}"
    );
    match scenario::parse_nation(&text, "test.toml", &[]) {
        Ok(read) => read.nation,
        Err(problems) => panic!("{}", problems.render(Lang::En)),
    }
}

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

fn project(nation: &Nation, replications: u32) -> NationProjection {
    let control = Control::default();
    nation::project(nation.clone(), &settings(replications), &[], &control).unwrap()
}

fn only(nation: &Nation) -> NationOutcome {
    project(nation, 1).outcomes.remove(0)
}

fn dates(nation: &Nation, days: &[Option<u32>]) -> Vec<Option<Date>> {
    let date = |day: &Option<u32>| day.map(|day| nation.shared.date(day));
    days.iter().map(date).collect()
}

const THREE: &str = "A,1,600,0\nB,1,300,0\nC,1,100,0\n";

/// The same with kecamatan of their own.
const THREE_KECAMATAN: &str = "A,1,600,0,3\nB,1,300,0,9\nC,1,100,0,1\n";

#[test]
fn lots_of_500_go_to_the_largest_weights() {
    let ministry = "allotment = \"need\"\non_hand = 1400\nmin_lot = 500\nmax_lot = 500\n";
    let nation = nation_of(
        "",
        ministry,
        "code,printers,backlog,recordings,kecamatan",
        THREE_KECAMATAN,
    );
    let outcome = only(&nation);
    // 400 stay at the ministry, and C gets nothing.
    assert_eq!(outcome.received, [500, 500, 0]);
    assert_eq!(outcome.printed, [500, 300, 0]);
    assert_eq!(outcome.waiting, [100, 0, 100]);
    assert_eq!(outcome.on_hand, [0, 200, 0]);
    // B prints 50 a day: 285 of its 300 are served on the sixth day, Monday 15 May.
    let days = dates(&nation, &outcome.nearly_all);
    assert_eq!(days, [None, Some(date(2017, 5, 15)), None]);
    let answer = project(&nation, 1);
    // Half of three offices are two.
    assert_eq!(
        answer
            .offices_done
            .each_ref()
            .map(|dates| dates.share.fraction),
        [0.0; 3]
    );
    assert_eq!(answer.starved.mean.value, 2.0);
    assert_eq!(answer.starved_kecamatan.mean.value, 4.0);
    assert_eq!(answer.idle_blanks.mean.value, 200.0);
    assert_eq!(answer.not_received.mean.value, 400.0);
}

#[test]
fn static_rules_split_what_the_ministry_has() {
    let table = "A,1,600,0\nB,2,300,0\nC,2,100,0\n";
    let lots = |rule: &str| {
        let ministry = format!("allotment = \"{rule}\"\non_hand = 900\n");
        only(&nation("", &ministry, table)).received
    };
    assert_eq!(lots("need"), [540, 270, 90]);
    assert_eq!(lots("capacity"), [180, 360, 360]);
    assert_eq!(lots("equal-lots"), [300, 300, 300]);
}

#[test]
fn need_includes_those_who_will_be_recorded() {
    // 10 a day on the 170 open days of A are as many as wait at B.
    let table = "A,1,0,10\nB,1,1700,0\n";
    let nation = nation("", "allotment = \"need\"\non_hand = 1000\n", table);
    let plan = &nation.shared;
    assert_eq!(
        plan.days.working_days_between(plan.start, plan.horizon),
        170
    );
    assert_eq!(only(&nation).received, [500, 500]);
}

#[test]
fn a_round_in_the_middle_looks_at_what_happened() {
    let ministry = "allotment = \"lowest-coverage\"\non_hand = 1000\nmin_lot = 500\nmax_lot = 500\n\
                    deliveries = [{ date = 2017-05-22, pieces = 1000 }]\n";
    let nation = nation("", ministry, THREE);
    let outcome = only(&nation);
    // At the start nobody has a card anywhere: A and B come first in the table. On Monday 22 May A has 500 of 600 and B all: C is first
    // with none, then A.
    assert_eq!(outcome.received, [1000, 500, 500]);
    assert_eq!(outcome.waiting, [0, 0, 0]);
    let cleared = dates(&nation, &outcome.cleared);
    let wanted = [date(2017, 5, 23), date(2017, 5, 15), date(2017, 5, 23)];
    assert_eq!(cleared, wanted.map(Some));
    assert_eq!(outcome.blankless_days, [0, 0, 10]);
}

#[test]
fn rounds_go_by_what_the_rule_names() {
    // 300 blanks of which the first in order gets all.
    let first = |rule: &str, shared: &str, table: &str| {
        let ministry = format!(
            "allotment = \"{rule}\"\ndeliveries = [{{ date = 2017-06-05, pieces = 300 }}]\n"
        );
        only(&nation(shared, &ministry, table)).received
    };
    // Nobody has a card: the coverage of all is 0, and the table decides.
    assert_eq!(
        first("lowest-coverage", "", "A,1,300,0\nB,1,400,0\n"),
        [300, 0]
    );
    // The suket of all who wait are of one month and have expired; the office in which most wait is first.
    let expired = "backlog.recorded_from = 2017-01-02\nbacklog.recorded_to = 2017-03-31\n";
    let months = |months| format!("{expired}suket.valid_months = {months}\n");
    let table = "A,1,300,0\nB,1,400,0\n";
    assert_eq!(first("largest-expiry", &months(1), table), [0, 300]);
    assert_eq!(first("largest-expiry", &months(60), table), [300, 0]);
    // New residents of A were recorded later than those who wait at B.
    assert_eq!(first("longest-wait", "", "A,1,0,20\nB,1,400,0\n"), [0, 300]);
}

#[test]
fn weights_are_of_the_days_on_which_residents_are_recorded_and_of_the_limit() {
    // Monday to Friday of four weeks: 20 days of 10 at A, as many as wait at B.
    let between = "arrivals.from = 2017-10-02\narrivals.until = 2017-10-27\n";
    let table = "A,1,0,10\nB,1,200,0\n";
    let ministry = "allotment = \"need\"\non_hand = 1000\n";
    assert_eq!(only(&nation(between, ministry, table)).received, [500, 500]);
    // Recordings after the horizon need no blanks.
    let mut late = nation("", ministry, "A,1,0,10\nB,1,1700,0\n");
    late.shared.arrivals.until = Some(date(2018, 6, 29));
    let outcome = NationSetup::new(late).unwrap();
    let outcome = outcome.replication(&Streams::new(1, 0), &Control::default());
    assert_eq!(outcome.unwrap().received, [500, 500]);
    let ministry = "allotment = \"capacity\"\non_hand = 900\n";
    let heads = "code,printers,backlog,limit";
    let limits = nation_of("", ministry, heads, "A,2,600,100\nB,2,600,50\n");
    assert_eq!(only(&limits).received, [600, 300]);
}

#[test]
fn what_a_static_lot_leaves_over_goes_with_the_next() {
    // 400 of 1,400 are left, and with 600 more they are two lots.
    let ministry = "allotment = \"need\"\non_hand = 1400\nmin_lot = 500\nmax_lot = 500\n\
                    deliveries = [{ date = 2017-06-05, pieces = 600 }]\n";
    let table = "A,1,6000,0\nB,1,3000,0\nC,1,1000,0\n";
    assert_eq!(only(&nation("", ministry, table)).received, [1000, 1000, 0]);
}

#[test]
fn what_comes_when_everybody_is_served_lies_idle() {
    let ministry = "allotment = \"equal-lots\"\non_hand = 200\n\
                    deliveries = [{ date = 2017-06-05, pieces = 600 }, { date = 2017-12-29, pieces = 20 }]\n";
    let nation = nation("", ministry, "A,1,50,0\nB,1,5000,0\n");
    let outcome = only(&nation);
    assert_eq!(outcome.received, [410, 410]);
    assert_eq!(outcome.on_hand[0], 360);
    let answer = project(&nation, 1);
    assert_eq!(answer.not_received.mean.value, 0.0);
    assert_eq!(answer.idle_blanks.mean.value, 360.0);
    let mut slow = nation;
    slow.transport = scenario::parse_nation("start = 2017-05-08\nhorizon = 2017-12-29\n[nation]\nallotment = \"need\"\ntransport = \"9 d\"\ntable = \"code,printers,backlog\\nA,1,1\"\n", "t", &[]).unwrap().nation.transport;
    let outcome = only(&slow);
    assert_eq!(outcome.received, [400, 400]);
}

/// By rounds too: 3 blanks are on their way when some offices of the fifty futures have served everybody with the first 42.
#[test]
fn what_is_on_its_way_when_everybody_is_served_is_received() {
    let ministry = "allotment = \"lowest-coverage\"\non_hand = 42\ntransport = \"9 d\"\n\
                    deliveries = [{ date = 2017-05-15, pieces = 42 }]\n";
    let shared = "[printer]\nspoilage = 0.1\n";
    let answer = project(&nation(shared, ministry, "A,1,40,0\n"), 50);
    assert!(answer.outcomes.iter().all(|one| one.received == [45]));
    let is_early = |one: &&NationOutcome| one.waiting == [0] && one.on_hand[0] >= 3;
    assert!(answer.outcomes.iter().filter(is_early).count() > 3);
}

#[test]
fn the_need_of_a_round_counts_what_is_there_on_its_way_and_misprinted() {
    let received = |shared: &str, ministry: &str, table: &str| {
        let ministry = format!("allotment = \"lowest-coverage\"\n{ministry}");
        only(&nation(shared, &ministry, table)).received
    };
    // 500 of the 600 that A needs are on their way when the next lot comes.
    let way =
        "on_hand = 500\ntransport = \"30 d\"\ndeliveries = [{ date = 2017-05-15, pieces = 500 }]\n";
    assert_eq!(received("", way, THREE), [600, 300, 100]);
    // A has a blank for all who wait there, so 100 stay at the ministry.
    let there = "on_hand = 600\ndeliveries = [{ date = 2017-05-09, pieces = 500 }]\n";
    assert_eq!(received("", there, THREE), [600, 300, 100]);
    // Half of the cards are misprints.
    let half = "[printer]\nspoilage = 0.5\n";
    assert_eq!(received(half, "on_hand = 1000\n", "A,1,100,0\n"), [200]);
    // Rounds are in the order of their dates, not of the file.
    let turned =
        "deliveries = [{ date = 2017-06-05, pieces = 300 }, { date = 2017-05-15, pieces = 300 }]\n";
    assert_eq!(received("", turned, "A,1,600,0\nB,1,300,0\n"), [300, 300]);
    // A has a card for 100 of 1,000, B for 50 of 100: the share counts, not the number.
    let share =
        "on_hand = 150\nmax_lot = 100\ndeliveries = [{ date = 2017-05-22, pieces = 100 }]\n";
    assert_eq!(received("", share, "A,1,1000,0\nB,1,100,0\n"), [200, 50]);
}

#[test]
fn two_offices_alike_do_not_share_their_luck() {
    let shared = "[printer]\nprint_time = \"triangular(2 min, 3 min, 6 min)\"\nspoilage = 0.1\n";
    let nation = nation(
        shared,
        "allotment = \"equal-lots\"\non_hand = 4000\n",
        "A,1,1000,5\nB,1,1000,5\n",
    );
    for outcome in project(&nation, 5).outcomes {
        assert_ne!(outcome.fingerprint[0], outcome.fingerprint[1]);
        assert_ne!(outcome.spoiled[0], outcome.spoiled[1]);
    }
}

/// A nation with chance of every kind.
fn lively() -> Nation {
    let shared = "backlog.suket_share = 0.9\nribbons = { on_hand = 3, cards_each = \"poisson(400)\" }\n\
                  [printer]\nprint_time = { uncertain = \"uniform(2 min, 5 min)\", why = \"never measured\" }\n\
                  spoilage = 0.05\nlife = \"weibull(1.5, 300)\"\ndaily_availability = 0.9\n\
                  [[outages]]\nname = \"power\"\nevery = \"exponential(20 d)\"\nlasts = \"uniform(1 h, 1 d)\"\n";
    let ministry = "allotment = \"need\"\non_hand = 800\ntransport = \"uniform(1 wd, 9 wd)\"\n\
                    [[nation.deliveries]]\nasked = 2017-06-01\narrives_after = \"uniform(5 d, 40 d)\"\npieces = 1500\n\
                    [[nation.outages]]\nname = \"centre\"\nevery = \"exponential(15 d)\"\nlasts = \"uniform(1 h, 2 d)\"\n";
    let table = "A,1,900,2\nB,2,700,3\nC,1,400,1.5\nD,1,500,0\nE,3,800,2.5\n";
    nation(shared, ministry, table)
}

#[test]
fn an_office_alone_has_the_bits_that_it_has_among_all() {
    let nation = lively();
    let prepared = NationSetup::new(nation.clone()).unwrap();
    for replication in 0..4 {
        let streams = Streams::new(7, replication);
        let all = prepared.replication(&streams, &Control::default()).unwrap();
        for office in 0..nation.table.len() {
            let plan = nation.plan_of(office).unwrap();
            let plan = plan.drawn(&streams).unwrap().expect("a world").plan;
            let alone = run(&Arc::new(Setup::new(plan).unwrap()), &streams).unwrap();
            assert_eq!(alone.fingerprint, all.fingerprint[office]);
            assert!(alone.blanks_received <= all.received[office]);
            let has_ended = alone.waiting_at_end() == 0;
            assert!(has_ended || alone.blanks_received == all.received[office]);
        }
    }
}

#[test]
fn what_offices_have_in_common_happens_to_all() {
    // No other chance: two offices alike differ in nothing if the outage and the delivery are one, and in days if each has its own.
    let happenings = "every = \"exponential(6 d)\"\nlasts = \"uniform(1 d, 9 d)\"\n";
    let ministry = "allotment = \"equal-lots\"\n\
                    [[nation.deliveries]]\nasked = 2017-05-08\narrives_after = \"uniform(1 d, 60 d)\"\npieces = 2000\n";
    let common = ministry.to_owned() + "[[nation.outages]]\n" + happenings;
    let own = format!("[[outages]]\n{happenings}");
    let table = "A,1,1000,0\nB,1,1000,0\n";
    let alike = |nation: &Nation| {
        let outcomes = project(nation, 10).outcomes.into_iter();
        outcomes
            .filter(|one| one.cleared[0] == one.cleared[1])
            .count()
    };
    assert_eq!(alike(&nation("", &common, table)), 10);
    assert!(alike(&nation(&own, ministry, table)) < 10);
    let days = project(&nation("", &common, table), 10).outcomes;
    assert!(days.iter().any(|one| one.cleared != days[0].cleared));
}

#[test]
fn every_blank_and_every_person_is_counted_once() {
    for rule in Allotment::ALL {
        let mut nation = lively();
        nation.allotment = rule;
        let answer = project(&nation, 5);
        for outcome in &answer.outcomes {
            for office in 0..nation.table.len() {
                let used = outcome.printed[office] + outcome.spoiled[office];
                assert_eq!(outcome.received[office], used + outcome.on_hand[office]);
            }
            let received: u32 = outcome.received.iter().sum();
            assert!(received <= 2300, "{rule}: {received}");
            let printed: u32 = outcome.printed.iter().sum();
            assert_eq!(outcome.served_by_day.last(), Some(&printed));
            assert!(outcome.served_by_day.is_sorted());
        }
        assert!(
            answer
                .outcomes
                .iter()
                .any(|one| one.printed.iter().sum::<u32>() > 1500)
        );
    }
}

#[test]
fn rules_are_compared_on_the_same_chance() {
    let nation = lively();
    let rules = [Allotment::Need, Allotment::Need, Allotment::LowestCoverage];
    let control = Control::default();
    let found = nation::compare(&nation, &rules, &settings(6), &[], &control).unwrap();
    let [same, other] = &found.differences[..] else {
        panic!("two differences");
    };
    assert_eq!(
        (&same.sooner[..], &same.later[..]),
        (&[0; 5][..], &[0; 5][..])
    );
    assert_eq!(same.served.value, 0.0);
    assert_eq!((same.more_served, same.fewer_served), (0, 0));
    let [need, _, coverage] = &found.projections[..] else {
        panic!("three answers");
    };
    for office in 0..5 {
        let pairs = need.outcomes.iter().zip(&coverage.outcomes);
        let day = |one: &NationOutcome| one.nearly_all[office].unwrap_or(u32::MAX);
        let sooner = pairs.clone().filter(|(a, b)| day(b) < day(a)).count();
        let later = pairs.filter(|(a, b)| day(b) > day(a)).count();
        assert_eq!(
            (other.sooner[office], other.later[office]),
            (sooner as u32, later as u32)
        );
    }
    assert!(other.sooner.iter().chain(&other.later).any(|n| *n > 0));
}

#[test]
fn the_other_rule_is_the_one_by_which_the_most_have_a_card() {
    let tried = |rule: &str, ministry: &str, table: &str| {
        let ministry = format!("allotment = \"{rule}\"\n{ministry}");
        let p = project(&nation("", &ministry, table), 12);
        nation::other_rule(&p, Some(1), &Control::default()).unwrap()
    };
    // In equal lots A keeps 2,900 of its 3,000 blanks. By coverage each would get its backlog at the start, 3,100 in all, and the rest of the 9,000
    // blanks would stay at the ministry for ever; by need they are used by those recorded later.
    let table = "A,4,100,0\nB,4,1000,40\nC,4,2000,20\n";
    let found = tried("equal-lots", "on_hand = 9000\n", table).unwrap();
    assert_eq!(found.replications, 10);
    assert_eq!(found.difference.rule, Allotment::Need);
    assert_eq!(found.difference.served.value, 2900.0);
    assert_eq!(found.difference.more_served, 10);
    // So it is where the blanks stay at the ministry.
    let found = tried("lowest-coverage", "on_hand = 9000\n", table).unwrap();
    assert_eq!(found.difference.rule, Allotment::Need);
    assert_eq!(found.difference.served.value, 5900.0);
    // By capacity A gets nine of ten blanks, though 100 people wait there.
    let lots = "on_hand = 2000\ndeliveries = [{ date = 2017-12-01, pieces = 2000 }]\n";
    let found = tried("capacity", lots, "A,9,100,0\nB,1,3000,0\n").unwrap();
    assert!(found.difference.served.value > 0.0);
    // Nothing is tried where every blank is used, or nobody lacks one.
    assert_eq!(tried("need", "on_hand = 100\n", table), None);
    assert_eq!(
        tried("equal-lots", "on_hand = 900\n", "A,1,10,0\nB,1,20,0\n"),
        None
    );
    // Nor where the blanks on the way are few beside those who wait.
    let late = |pieces: u32| {
        format!(
            "on_hand = 100\ndeliveries = [{{ date = 2017-12-29, pieces = {pieces} }}]\ntransport = \"9 d\"\n"
        )
    };
    assert_eq!(tried("need", &late(40), "A,1,2000,0\nB,1,3000,0\n"), None);
    let found = tried("need", &late(50), "A,1,2000,0\nB,1,3000,0\n").unwrap();
    assert_eq!(found.difference.served.value, 0.0);
    assert_eq!(found.difference.rule, Allotment::LowestCoverage);
}

#[test]
fn parts_of_replications_and_of_offices_merge_to_the_same_bits() {
    let nation = lively();
    let whole = project(&nation, 9);
    let folder = tempfile::tempdir().unwrap();
    for (parts, of_offices) in [(1, 1), (2, 3), (7, 2), (2, 1)] {
        let mut files = Vec::new();
        for part in 1..=parts {
            for offices in 1..=of_offices {
                let file = folder
                    .path()
                    .join(format!("{parts}-{of_offices}-{part}-{offices}"));
                let part = format!("{part}/{parts}").parse().unwrap();
                let offices = format!("{offices}/{of_offices}").parse().unwrap();
                let control = Control::default();
                nation_part(
                    nation.clone(),
                    &settings(9),
                    part,
                    Some(offices),
                    &file,
                    &control,
                )
                .unwrap();
                files.push(file);
            }
        }
        files.reverse();
        let merged = NationParts::open(&files).unwrap();
        let read = scenario::parse_nation(merged.scenario().unwrap(), "part", &[]).unwrap();
        assert_eq!(read.nation.digest(), nation.digest());
        let merged = merged.merge(read.nation, &[]).unwrap();
        assert_eq!(merged.outcomes, whole.outcomes);
        assert_eq!(merged.fingerprint, whole.fingerprint);
        // Without the last or the first offices it is no whole.
        if of_offices > 1 {
            let without: Vec<_> = files
                .iter()
                .filter(|file| !file.ends_with(format!("{parts}-{of_offices}-1-1")))
                .collect();
            assert!(NationParts::open(&without).is_err());
            let last = format!("-{of_offices}");
            let without: Vec<_> = files
                .iter()
                .filter(|file| !file.to_str().unwrap().ends_with(&last))
                .collect();
            let opened = NationParts::open(&without).unwrap();
            let error = opened.merge(nation.clone(), &[]).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::Checkpoint);
        }
    }
}

#[test]
fn offices_are_not_taken_twice() {
    let nation = lively();
    let folder = tempfile::tempdir().unwrap();
    let files = ["1/3", "1/1"].map(|offices: &str| {
        let file = folder.path().join(offices.replace('/', "-"));
        let all = "1/1".parse().unwrap();
        let offices = Some(offices.parse().unwrap());
        let control = Control::default();
        nation_part(nation.clone(), &settings(1), all, offices, &file, &control).unwrap();
        file
    });
    let error = NationParts::open(&files).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Checkpoint);
    assert!(error.to_string().contains("offices 1 to "), "{error}");
}

#[test]
fn where_nobody_comes_all_are_served() {
    let p = project(&nation("", "allotment = \"need\"\n", "A,1,0,0\n"), 1);
    assert_eq!(p.served.last().unwrap().share.mean.value, 1.0);
    assert_eq!(p.offices[0].coverage.mean.value, 1.0);
}

#[test]
fn by_rounds_no_office_can_be_run_alone() {
    let mut nation = lively();
    nation.allotment = Allotment::LongestWait;
    assert_eq!(nation.plan_of(0).unwrap_err().kind(), ErrorKind::Value);
    let file = tempfile::tempdir().unwrap().path().join("part");
    let one = "1/2".parse().unwrap();
    let part = nation_part(
        nation,
        &settings(2),
        one,
        Some(one),
        file,
        &Control::default(),
    );
    assert_eq!(part.unwrap_err().kind(), ErrorKind::Value);
}
