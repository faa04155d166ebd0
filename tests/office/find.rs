//! How far a value may go: counted by hand without chance, and the short way against the long way with it.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cetak::error::Result;
use cetak::experiment::{Control, Settings};
use cetak::office::plan::Plan;
use cetak::projection::{Goal, Search, find, project};
use cetak::scenario::{self, Between, Override};

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

fn plan(base: &str, sets: &[String]) -> Arc<Plan> {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let text = format!("extends = \"{base}\"");
    let read = scenario::parse(&text, "test.toml", &sets);
    Arc::new(read.unwrap_or_else(|problems| panic!("{problems}")).plan)
}

fn goal(text: &str) -> Goal {
    text.parse().unwrap()
}

/// The value found, and the search.
fn found(
    base: &str,
    sets: &[&str],
    key: &str,
    values: &Between,
    wanted: &str,
    replications: u32,
) -> (Option<String>, Search) {
    let make = |at: usize| -> Result<Arc<Plan>> {
        let sets = sets.iter().map(|set| (*set).to_owned());
        let set = format!("{key}={}", values.get(at));
        Ok(plan(base, &sets.chain([set]).collect::<Vec<_>>()))
    };
    let settings = settings(replications);
    let search = find(
        values.len(),
        make,
        goal(wanted),
        &settings,
        &Control::default(),
    )
    .unwrap();
    let value = search.best().map(|best| values.get(best.at));
    (value, search)
}

fn between(from: &str, to: &str) -> Between {
    Between::new(from, to, None).unwrap()
}

/// Five printers. 5 × 50 × 32 days = 8,000 on the 32nd working day, 14 June; 5 × 44 × 37 = 8,140 and 5 × 43 × 37 = 7,955 on the 37th,
/// 21 June.
#[test]
fn the_least_daily_limit_that_clears_by_a_date_is_the_one_by_hand() {
    for (by, least) in [("2017-06-14", "50"), ("2017-06-21", "44")] {
        let wanted = format!("cleared by {by} with 90 %");
        let key = "printer.daily_limit";
        let (all, search) = found("bangli-exact", &[], key, &between("60", "30"), &wanted, 2);
        assert_eq!(all.as_deref(), Some(least));
        assert_eq!(search.tried.len(), 31, "all are tried");
        assert_eq!(search.beyond().unwrap().reached, 0);
        let (halved, search) = found("bangli-exact", &[], key, &between("150", "1"), &wanted, 2);
        assert_eq!(halved.as_deref(), Some(least));
        assert!(search.tried.len() < 20, "{}", search.tried.len());
        assert!(search.monotone && search.complete);
        let (best, beyond) = (search.best().unwrap(), search.beyond().unwrap());
        assert_eq!((best.reached, beyond.reached), (2, 0));
        assert_eq!(beyond.at, best.at + 1);
    }
}

/// 4,000 blanks are gone on Friday 19 May. Blanks that come within 14 days of Monday 8 May are there when Monday 22 May opens.
#[test]
fn the_latest_day_to_ask_for_blanks_is_the_one_by_hand() {
    let lots = "blanks.deliveries=[{ asked = 2017-05-01, arrives_after = '14 d', pieces = 4000 }]";
    let sets = ["blanks.on_hand=4000", lots];
    let key = "blanks.deliveries[1].asked";
    let wanted = "no standstill until 2017-05-31 with 100 %";
    for to in ["2017-06-06", "2017-07-31"] {
        let values = between("2017-04-26", to);
        let (value, _) = found("bangli-exact", &sets, key, &values, wanted, 2);
        assert_eq!(value.as_deref(), Some("2017-05-08"), "{to}");
    }
    // On 21 May, a Sunday, nothing stands still yet.
    let wanted = "no standstill until 2017-05-21 with 100 %";
    let values = between("2017-04-26", "2017-06-06");
    let (value, search) = found("bangli-exact", &sets, key, &values, wanted, 2);
    assert_eq!(value.as_deref(), Some("2017-06-06"));
    assert_eq!(search.beyond(), None);
}

/// Asking a day later moves the delivery by a day at the most and nothing else, so no replication is better off.
#[test]
fn asking_later_keeps_the_chance_events_and_helps_nobody() {
    let known = "{ date = 2017-06-20, pieces = 100 }";
    let lot = "{ asked = 2017-05-01, arrives_after = 'uniform(14 d, 60 d)', pieces = 4000 }";
    let key = "blanks.deliveries[2].asked";
    let lots = format!("blanks.deliveries=[{known}, {lot}]");
    let sets = ["blanks.on_hand=4000", &lots];
    let wanted = "no standstill until 2017-06-19 with 60 %";
    let values = between("2017-04-26", "2017-05-25");
    let (_, search) = found("bangli-exact", &sets, key, &values, wanted, 60);
    let reached: Vec<u32> = search.tried.iter().map(|one| one.reached).collect();
    assert!(reached.is_sorted_by(|a, b| a >= b), "{reached:?}");
    assert!(reached.first() > reached.last(), "{reached:?}");
    assert!(search.monotone);
}

#[test]
fn halving_finds_what_trying_all_finds() {
    let (key, wanted) = ("backlog.total", "served 95 % by 2017-07-07 with 80 %");
    let of = |from: &str, to: &str| {
        let values = Between::new(from, to, Some("25")).unwrap();
        found("bangli-declared", &[], key, &values, wanted, 16)
    };
    let (halved, search) = of("7000", "9000");
    assert!(search.tried.len() < 20 && search.plans == 81);
    let value: u32 = halved.unwrap().parse().unwrap();
    let (low, high) = (value - 25 * 15, value + 25 * 25);
    let (all, search) = of(&low.to_string(), &high.to_string());
    assert_eq!(search.tried.len(), 41);
    assert_eq!(all, Some(value.to_string()));
}

#[test]
fn the_share_of_a_value_is_that_of_its_projection() {
    let values = between("48", "52");
    let wanted = "served 95 % by 2017-07-04 with 60 %";
    let (_, search) = found("bangli", &[], "printer.daily_limit", &values, wanted, 40);
    let plan = plan("bangli", &["printer.daily_limit=50".into()]);
    let p = project(plan, &settings(40), &[], &Control::default()).unwrap();
    let day = p.plan.day_number(goal(wanted).by) as u32;
    let reached = p
        .outcomes
        .iter()
        .filter(|r| r.served_on[3].is_some_and(|on| on <= day));
    assert_eq!(search.tried[2].reached as usize, reached.count());
}

#[test]
fn where_no_value_reaches_the_goal_there_is_none() {
    let wanted = "cleared by 2017-05-02 with 50 %";
    for from in ["49", "100"] {
        let values = between(from, "1");
        let (value, search) = found(
            "bangli-exact",
            &[],
            "printer.daily_limit",
            &values,
            wanted,
            2,
        );
        assert_eq!((value, search.found), (None, None), "{from}");
        assert_eq!(search.nearest().unwrap().reached, 0);
        assert!(search.is_exhaustive(), "no value is left out of a no");
        assert_eq!(search.beyond(), None);
        assert!(search.monotone && search.complete);
    }
}

/// Plans of which some clear 100 residents on the first day, with 20 cards a printer.
fn cleared_by_some(
    plans: usize,
    replications: u32,
    is_good: impl Fn(usize) -> bool,
) -> (Search, Vec<usize>) {
    let [good, bad] = ["20", "19"].map(|limit| {
        let limit = format!("printer.daily_limit={limit}");
        plan("bangli-exact", &[limit, "backlog.total=100".into()])
    });
    let made = RefCell::new(Vec::new());
    let make = |at: usize| {
        made.borrow_mut().push(at);
        Ok(Arc::clone(if is_good(at) { &good } else { &bad }))
    };
    let search = find(
        plans,
        make,
        goal("cleared by 2017-04-26 with 90 %"),
        &settings(replications),
        &Control::default(),
    )
    .unwrap();
    let made = made.borrow().clone();
    (search, made)
}

/// Plans in four parts, of which the first and the third reach the goal.
fn uneven(plans: usize, replications: u32) -> (Search, Vec<usize>) {
    let is_good = |at: usize| (4 * at / plans).is_multiple_of(2);
    cleared_by_some(plans, replications, is_good)
}

/// Of 0, 10, 20, … none reaches the goal.
#[test]
fn a_peak_between_the_first_values_tried_is_found_before_the_answer_is_no() {
    let (search, made) = cleared_by_some(101, 20, |at| (23..27).contains(&at));
    assert_eq!(search.best().map(|best| best.at), Some(26));
    assert!(search.is_exhaustive() && made.len() == 101);
    assert!(!search.monotone, "it rises and falls");
    // Two replications cannot refute that the share is steady, and all are tried nevertheless.
    let (search, made) = cleared_by_some(101, 2, |at| at == 55);
    assert_eq!(search.best().map(|best| best.at), Some(55));
    assert_eq!(made.len(), 101);
    // Where there is an answer, nothing more is tried.
    let (search, made) = cleared_by_some(101, 2, |at| at <= 55);
    assert_eq!(search.best().map(|best| best.at), Some(55));
    assert!(!search.is_exhaustive() && made.len() < 20);
}

#[test]
fn a_share_that_falls_and_rises_is_told_and_all_are_tried_if_that_is_little_work() {
    let (search, made) = uneven(60, 20);
    assert!(!search.monotone);
    assert_eq!(search.found.map(|at| search.tried[at].at), Some(44));
    assert_eq!(made.len(), 60, "each once");
    assert!(search.tried.iter().map(|tried| tried.at).eq(0..60));
    let (search, made) = uneven(400, 20);
    assert_eq!((search.tried.len(), made.len()), (400, 400));
    assert_eq!(search.best().map(|best| best.at), Some(299));
    let (search, made) = uneven(6000, 20);
    assert!(!search.monotone && made.len() < 30, "{}", made.len());
    assert_eq!(search.best().map(|best| best.at), Some(4499));
}

#[test]
fn a_search_that_is_stopped_has_the_same_replications_of_all() {
    let stop = AtomicBool::new(false);
    let progress = |done| stop.store(done >= 3, Ordering::Relaxed);
    let control = Control {
        progress: Some(&progress),
        stop: Some(&stop),
    };
    let one = Settings {
        threads: Some(1),
        ..settings(50)
    };
    let exact = plan("bangli-exact", &[]);
    let wanted = goal("cleared by 2017-06-14 with 90 %");
    let make = |_: usize| Ok(Arc::clone(&exact));
    let search = find(20, make, wanted, &one, &control).unwrap();
    assert!(!search.complete);
    assert_eq!((search.replications, search.requested), (3, 50));
    assert!(search.tried.iter().all(|tried| tried.reached == 3));
}
