//! What a projection says when something is censored, and what a comparison dares to say.

use cetak::experiment::{Control, Settings};
use cetak::office::PrinterState;
use cetak::projection::{Interval, Paired, Projection, ScenarioComparison, compare, project};
use cetak::scenario::{self, Override};
use cetak::stats::wilson;
use jiff::civil::date;

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

fn projected(name: &str, sets: &[&str], replications: u32) -> Projection {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let scenario = scenario::parse(&format!("extends = \"{name}\""), "test", &sets).unwrap();
    project(
        scenario.plan,
        &settings(replications),
        &[date(2017, 7, 10)],
        &Control::default(),
    )
    .unwrap()
}

#[test]
fn without_chance_every_quantile_is_the_answer_and_the_interval_has_no_width() {
    let p = projected("bangli-exact", &[], 10);
    let days = &p.measures.working_days;
    assert_eq!(days.quantiles.each(), [Some(32); 3]);
    assert_eq!(days.censored, 0);
    let interval = days.mean.as_ref().unwrap().ci95;
    assert_eq!(interval, Some((32.0, 32.0).into()));
    assert_eq!(p.measures.cleared_on.quantiles.p90, Some(date(2017, 6, 14)));
    assert_eq!(
        p.measures.blanks_out_on.quantiles.p50,
        Some(date(2017, 6, 14))
    );
    assert_eq!(
        (p.best_case_working_days, p.best_case_on),
        (Some(32), Some(date(2017, 6, 14)))
    );
    assert_eq!(p.measures.calendar_days.quantiles.p50, Some(50));
}

#[test]
fn one_replication_has_a_mean_and_no_interval() {
    let p = projected("bangli-declared", &[], 1);
    assert!(
        p.measures
            .working_days
            .mean
            .as_ref()
            .is_some_and(|mean| mean.ci95.is_none())
    );
}

#[test]
fn a_censored_replication_takes_the_mean_away_and_counts_as_later_than_everything() {
    // By 10 July about half of the replications have cleared.
    let p = projected("bangli-declared", &["horizon=2017-07-14"], 200);
    let cleared = p.outcomes.iter().filter(|o| o.cleared.is_some()).count() as u64;
    assert!(
        (20..180).contains(&cleared),
        "{cleared} cleared: this test says too little"
    );
    assert_eq!(u64::from(p.measures.working_days.censored), 200 - cleared);
    assert_eq!(p.measures.working_days.mean, None);
    assert_eq!(p.measures.wait_days.mean, None);
    assert_eq!(
        (
            p.measures.working_days.quantiles.p90,
            p.measures.cleared_on.quantiles.p90
        ),
        (None, None)
    );
    assert!(p.measures.working_days.quantiles.p10.is_some());
    assert_eq!(p.cleared.share.fraction, cleared as f64 / 200.0);
    assert_eq!(p.cleared.share.interval, wilson(cleared, 200, 0.95).into());
    let stopped: u32 = p
        .stopped_by
        .iter()
        .map(|stopped| stopped.replications)
        .sum();
    assert_eq!(stopped, p.measures.working_days.censored);
    // The same runs with a later horizon: what is not censored by the early one has the same quantiles.
    let later = projected("bangli-declared", &[], 200);
    assert_eq!(
        p.measures.cleared_on.quantiles.p10,
        later.measures.cleared_on.quantiles.p10
    );
    let by = |p: &Projection| {
        p.cleared
            .by
            .iter()
            .find(|by| by.date == date(2017, 7, 10))
            .unwrap()
            .share
            .fraction
    };
    assert_eq!(by(&p), by(&later));
}

#[test]
fn what_never_clears_says_what_stopped_it() {
    let p = projected("bangli-exact", &["blanks.on_hand=7999"], 5);
    assert_eq!(p.cleared.share.fraction, 0.0);
    assert_eq!(p.best_case_working_days, None);
    let stopped_by = p
        .stopped_by
        .iter()
        .map(|cause| (cause.state, cause.replications));
    assert_eq!(stopped_by.collect::<Vec<_>>(), [(PrinterState::NoBlank, 5)]);
    assert_eq!(
        p.measures.blanks_out_on.quantiles.p50,
        Some(date(2017, 6, 14))
    );
}

#[test]
fn the_loss_table_is_whole() {
    let p = projected("bangli-declared", &[], 50);
    let sum: f64 = p.loss.iter().map(|row| row.share).sum();
    assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    let printing = &p.loss[0];
    assert_eq!(printing.state, PrinterState::Printing);
    // At the mean print time, the time spent printing is worth about as many cards as were made.
    let made = p.measures.printed.mean.value + p.measures.spoiled.mean.value;
    assert!(
        (printing.cards / made - 1.0).abs() < 0.01,
        "{} of {made}",
        printing.cards
    );
}

fn compared(names: &[&str], replications: u32) -> ScenarioComparison {
    let plans = names
        .iter()
        .map(|name| scenario::builtin(name).unwrap().plan);
    compare(plans, &settings(replications), &[], &Control::default()).unwrap()
}

#[test]
fn differences_without_chance_are_exact_and_the_best_is_marked() {
    let c = compared(
        &["bangli-exact-8-may", "bangli-exact", "bangli-exact-never"],
        3,
    );
    assert_eq!(c.best, Some(1));
    let mean = |row: usize| {
        c.differences[row]
            .measures
            .working_days
            .mean
            .as_ref()
            .unwrap()
            .value
    };
    assert_eq!((mean(0), mean(1)), (-3.0, 19.0));
    let dates = c.differences[0]
        .measures
        .calendar_days
        .mean
        .as_ref()
        .unwrap()
        .value;
    assert_eq!(dates, -5.0);
    let dates = c.differences[0].measures.cleared_on.mean.as_ref();
    assert_eq!(dates.unwrap().value, -5.0);
}

#[test]
fn nothing_is_best_where_nothing_differs_or_one_replication_was_run() {
    assert_eq!(
        compared(&["bangli-declared", "bangli-declared"], 50).best,
        None
    );
    assert_eq!(
        compared(&["bangli-exact", "bangli-exact-never"], 1).best,
        None
    );
}

#[test]
fn a_late_start_is_not_sooner_for_taking_fewer_days() {
    let late: Override = "start=2017-05-02".parse().unwrap();
    let late = scenario::parse("extends = \"bangli-exact\"", "late", &[late])
        .unwrap()
        .plan;
    let early = scenario::builtin("bangli-exact").unwrap().plan;
    let c = compare([late, early], &settings(2), &[], &Control::default()).unwrap();
    assert_eq!(c.best, Some(1));
    let mean = |paired: &Paired| paired.mean.as_ref().unwrap().value;
    let found = &c.differences[0].measures;
    assert!(mean(&found.cleared_on) < 0.0 && mean(&found.calendar_days) >= 0.0);
}

#[test]
fn a_pair_with_a_censored_side_has_no_mean_difference() {
    let mut rows = compared(&["bangli-exact", "bangli-declared"], 20).differences;
    let blanks = rows.remove(0).measures.blanks_out_days;
    assert_eq!(blanks.pairs.all(), 20);
    assert_eq!(blanks.mean.is_none(), blanks.censored > 0);
}

/// Common random numbers narrow the interval: the paired difference is known better than from two independent runs.
#[test]
fn pairing_pays() {
    let c = compared(&["bangli-declared", "bangli-moved-printer"], 100);
    let width = |interval: Option<Interval>| interval.map_or(0.0, |of| of.high - of.low);
    let paired = c.differences[0].measures.wait_days.mean.as_ref();
    let paired = width(paired.unwrap().ci95);
    let alone = |p: &Projection| width(p.measures.wait_days.mean.as_ref().unwrap().ci95);
    let independent = alone(&c.projections[0]).hypot(alone(&c.projections[1]));
    assert!(paired < independent, "{paired} against {independent}");
}

/// 4,000 blanks are gone after 16 of the 32 days that all 8,000 residents take; then a lot that lasts part of a day, and one for the rest.
#[test]
fn days_without_blanks_are_those_on_which_printing_stood_still_for_want_of_them() {
    let small = "{ date = 2017-05-24, pieces = 100 }";
    let rest = "{ date = 2017-06-07, pieces = 4000 }";
    let blankless = |deliveries: &str, horizon: &str| {
        let deliveries = format!("blanks.deliveries=[{deliveries}]");
        let horizon = format!("horizon={horizon}");
        let sets = ["blanks.on_hand=4000", &deliveries, &horizon];
        let p = projected("bangli-exact", &sets, 2);
        let [out, one] = [p.outcomes[0].blanks_out, p.outcomes[0].cleared]
            .map(|day| day.map(|day| p.plan.date(day)));
        assert_eq!(out, Some(date(2017, 5, 19)));
        let quantiles = p.measures.stockouts_days.quantiles;
        assert_eq!(quantiles.p10, quantiles.p90);
        (quantiles.p50, one)
    };
    // From 20 May to 6 June: 12 weekdays, of which 25 May and 1 June are holidays, and 24 May has the small lot.
    let both = format!("{small}, {rest}");
    let (days, cleared) = blankless(&both, "2017-12-29");
    assert_eq!((days, cleared.is_some()), (9.0, true));
    assert_eq!(blankless(rest, "2017-12-29").0, 10.0);
    // Without the last lot, and 7 to 9 June, to the horizon, stand still as well.
    assert_eq!(blankless(small, "2017-06-11").0, 12.0);
}

/// Blanks that run out with the last resident leave no day without.
#[test]
fn a_day_without_blanks_on_which_nobody_waits_is_not_counted() {
    let p = projected("bangli-exact", &[], 2);
    assert_eq!(
        p.measures.blanks_out_on.quantiles.p50,
        Some(date(2017, 6, 14))
    );
    assert_eq!(p.measures.stockouts_days.mean.value, 0.0);
}

/// 50 cards a day and 100 residents need two open days. Kuningan is Saturday 11 November 2017, and the letter closes on the Friday before.
#[test]
fn the_practice_of_balinese_days_decides_the_date() {
    let cleared_on = |practice: &str| {
        let text = format!(
            "start = 2017-11-09\nhorizon = 2017-12-29\nbacklog.total = 100\nblanks.on_hand = 100\n\
             holidays = {{ sets = ['indonesia-2017'], balinese = '{practice}' }}\n\
             printer.daily_limit = 50\nsites.Susut = {{}}"
        );
        let plan = scenario::parse(&text, "test", &[]).unwrap().plan;
        let p = project(plan, &settings(1), &[], &Control::default()).unwrap();
        p.measures.cleared_on.quantiles.p50.unwrap()
    };
    for practice in ["none", "half", "whole"] {
        assert_eq!(cleared_on(practice), date(2017, 11, 10), "{practice}");
    }
    assert_eq!(cleared_on("letter"), date(2017, 11, 13));
}

/// The scenario clears on 14 June. One that was seen until 5 May only may have cleared before that or after it.
#[test]
fn nobody_knows_which_clears_first_if_one_was_not_seen_for_as_long() {
    let plan = |sets: &[&str]| {
        let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
        scenario::parse("extends = \"bangli-exact\"", "test", &sets)
            .unwrap()
            .plan
    };
    let pairs = |reference: &[&str], other: &[&str]| {
        let control = Control::default();
        let plans = [plan(reference), plan(other)];
        let c = compare(plans, &settings(3), &[], &control).unwrap();
        let measures = &c.differences[0].measures;
        let of = [
            &measures.cleared_on,
            &measures.working_days,
            &measures.calendar_days,
        ];
        let last = &c.differences[0].served_on[0].days;
        of.into_iter()
            .chain([last])
            .map(|found| {
                let pairs = found.pairs;
                [pairs.sooner, pairs.equal, pairs.later, pairs.neither]
            })
            .collect::<Vec<_>>()
    };
    let (short, long) = (&["horizon=2017-05-05"][..], &[][..]);
    assert_eq!(pairs(short, long), [[0, 0, 0, 3]; 4]);
    assert_eq!(pairs(long, short), [[0, 0, 0, 3]; 4]);
    assert_eq!(pairs(long, long), [[0, 3, 0, 0]; 4]);
    // One that clears before the other was last seen is sooner for sure.
    let few = &["horizon=2017-06-01"][..];
    let quick = &["backlog.total=200"][..];
    assert_eq!(pairs(few, quick)[..3], [[3, 0, 0, 0]; 3]);
}
