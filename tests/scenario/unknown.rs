//! Values that nobody knows are drawn once for each replication.

use cetak::experiment::{Control, Settings};
use cetak::office::PrinterState;
use cetak::office::plan::{Plan, World};
use cetak::projection::{project, spread};
use cetak::random::Streams;
use cetak::scenario::{self, Problems, Scenario};
use cetak::words::Lang;

fn parsed(lines: &str) -> Result<Scenario, Problems> {
    scenario::parse(
        &format!("extends = \"bangli-exact\"\n{lines}"),
        "test.toml",
        &[],
    )
}

fn plan(lines: &str) -> Plan {
    match parsed(lines) {
        Ok(scenario) => scenario.plan,
        Err(problems) => panic!("{}", problems.render(Lang::En)),
    }
}

fn world(plan: &Plan, replication: u64) -> World {
    let world = plan.drawn(&Streams::new(1, replication)).unwrap();
    world.expect("something is unknown")
}

#[test]
fn a_plan_in_which_all_is_known_is_drawn_by_nobody() {
    let plan = plan("");
    assert!(plan.worlds.is_empty());
    assert_eq!(plan.drawn(&Streams::new(1, 0)).unwrap(), None);
}

#[test]
fn a_count_is_whole_and_within_its_ends_and_the_plan_as_read_has_its_mean() {
    let plan = plan(
        "backlog.total = { uncertain = \"triangular(8000, 9000, 12000)\", why = \"Not counted.\" }",
    );
    assert_eq!(plan.backlog.total, 9667);
    let unknown = &plan.worlds.unknown()[0];
    assert_eq!(
        (&*unknown.key, &*unknown.why),
        ("backlog.total", "Not counted.")
    );
    assert_eq!(unknown.law, "triangular(8000, 9000, 12000)");
    let totals: Vec<u32> = (0..200)
        .map(|r| world(&plan, r).plan.backlog.total)
        .collect();
    assert!(totals.iter().all(|total| (8000..=12_000).contains(total)));
    let mean = totals.iter().map(|total| f64::from(*total)).sum::<f64>() / 200.0;
    assert!((mean - 9667.0).abs() < 250.0, "{mean}");
    assert_eq!(world(&plan, 3).values, [totals[3].to_string()]);
}

#[test]
fn each_number_and_each_day_of_a_range_is_as_likely_as_the_next_and_whole_draws_stay_as_they_are() {
    let plan = plan(
        "printer.daily_limit = { uncertain = \"uniform(50, 52)\" }
        backlog.recorded_from = { uncertain = \"uniform(2016-10-01, 2016-10-03)\" }
        backlog.total = { uncertain = \"discrete(8000: 1, 8001: 1, 8005: 2)\" }",
    );
    let (limits, days, totals): (Vec<u32>, Vec<_>, Vec<u32>) = (0..3000)
        .map(|r| world(&plan, r).plan)
        .map(|plan| {
            let limit = plan.sites[0].printers[0].daily_limit;
            (limit, plan.backlog.recorded_from, plan.backlog.total)
        })
        .collect();
    // A third of 3,000 with four standard deviations.
    let is_a_third = |count: usize| (897..=1103).contains(&count);
    for limit in 50..=52 {
        assert!(is_a_third(limits.iter().filter(|l| **l == limit).count()));
    }
    for day in 1..=3 {
        let day = jiff::civil::date(2016, 10, day);
        assert!(is_a_third(days.iter().filter(|d| **d == day).count()));
    }
    assert!(totals.iter().all(|t| [8000, 8001, 8005].contains(t)));
    assert!((1390..=1610).contains(&totals.iter().filter(|t| **t == 8005).count()));
}

#[test]
fn the_same_unknown_has_the_same_value_in_another_scenario() {
    let total = "backlog.total = { uncertain = \"uniform(8000, 12000)\" }";
    let limit = "printer.daily_limit = { uncertain = \"uniform(40, 90)\" }";
    let (one, both) = (plan(total), plan(&format!("{limit}\n{total}")));
    for replication in 0..20 {
        let (one, both) = (world(&one, replication), world(&both, replication));
        assert_eq!(one.plan.backlog.total, both.plan.backlog.total);
        assert!((40..=90).contains(&both.plan.sites[0].printers[0].daily_limit));
    }
}

#[test]
fn fractions_times_dates_and_choices_can_be_unknown() {
    let plan = plan(
        "backlog.suket_share = { uncertain = \"uniform(0, 1)\" }
        printer.print_time = { uncertain = \"uniform(2 min, 4 min)\" }
        backlog.recorded_from = { uncertain = \"uniform(2016-10-01, 2016-12-01)\" }
        opening_hours.saturday = { one_of = [[\"closed\", 3], [\"07:30-15:30\", 1]] }
        blanks.deliveries = [{ date = 2017-06-06, pieces = { uncertain = \"uniform(2000, 10000)\" } }]",
    );
    // The likeliest choice.
    assert!(!plan.days.is_open(jiff::civil::date(2017, 5, 6)));
    let keys: Vec<&str> = plan
        .worlds
        .unknown()
        .iter()
        .map(|u| u.key.as_str())
        .collect();
    assert!(keys.contains(&"blanks.deliveries[1].pieces"), "{keys:?}");
    let worlds: Vec<Plan> = (0..400).map(|r| world(&plan, r).plan).collect();
    let open = worlds
        .iter()
        .filter(|plan| plan.days.is_open(jiff::civil::date(2017, 5, 6)));
    // A quarter of 400, with four standard deviations.
    assert!((65..=135).contains(&open.count()));
    let shares: Vec<f64> = worlds.iter().map(|plan| plan.backlog.suket_share).collect();
    assert!(shares.iter().any(|s| *s < 0.1) && shares.iter().any(|s| *s > 0.9));
    let first = worlds
        .iter()
        .map(|plan| plan.backlog.recorded_from)
        .min()
        .unwrap();
    assert!(first >= jiff::civil::date(2016, 10, 1) && first < jiff::civil::date(2016, 10, 5));
    for plan in &worlds {
        let minutes = plan.sites[0].printers[0].print_time.mean().as_minutes();
        assert!((2.0..=4.0).contains(&minutes));
        assert!((2000..=10_000).contains(&plan.blanks.deliveries[0].pieces));
    }
}

#[test]
fn what_cannot_be_unknown_and_what_is_no_law_is_refused_where_it_stands() {
    for (line, kind) in [
        (
            "horizon = { one_of = [[\"2017-12-29\", 1]] }",
            "unknown-here",
        ),
        (
            "sites.Susut.kecamatan = { one_of = [[\"Susut\", 1]] }",
            "unknown-here",
        ),
        (
            "backlog.total = { uncertain = \"poisson(8000)\" }",
            "unknown-unbounded",
        ),
        (
            "backlog.total = { uncertain = \"about 8000\" }",
            "unknown-unreadable",
        ),
        ("backlog.total = { uncertain = 8000 }", "unknown-law"),
        (
            "backlog.total = { one_of = [8000, 9000] }",
            "unknown-choices",
        ),
        (
            "backlog.total = { one_of = [[8000, 0]] }",
            "unknown-choices",
        ),
        (
            "backlog.total = { one_of = [[8000, 1.200], [9000, 987]] }",
            "number-or-thousands",
        ),
        (
            "backlog.total = { uncertain = \"uniform(1, 2)\", one_of = [[1, 1]] }",
            "unknown-both",
        ),
        (
            "backlog.total = { uncertain = \"uniform(1, 2)\", because = \"x\" }",
            "unknown-key-in",
        ),
        (
            "backlog.total = { uncertain = \"uniform(1, 2)\", why = 7 }",
            "unknown-why",
        ),
    ] {
        let problems = parsed(line).expect_err(line);
        let found: Vec<&str> = problems.iter().map(|problem| problem.kind()).collect();
        assert!(found.contains(&kind), "{line}: {found:?}");
        let here = problems
            .iter()
            .find(|problem| problem.kind() == kind)
            .unwrap();
        assert_eq!(here.place().line, Some(2), "{line}");
    }
}

#[test]
fn a_value_that_is_wrong_at_one_end_is_refused() {
    for (line, key) in [
        (
            "backlog.suket_share = { uncertain = \"uniform(0.5, 1.5)\" }",
            "backlog.suket_share",
        ),
        (
            "printer.daily_limit = { uncertain = \"uniform(-5, 50)\" }",
            "printer.daily_limit",
        ),
        (
            "opening_hours.saturday = { one_of = [[\"closed\", 3], [\"open\", 1]] }",
            "opening_hours.saturday",
        ),
    ] {
        let problems = parsed(line).expect_err(line);
        assert!(
            problems.iter().any(|problem| problem.key() == key),
            "{line}"
        );
    }
}

/// Each is right at either end and in the middle, and all are right at their lower and at their upper ends.
#[test]
fn every_value_that_is_wrong_at_an_end_is_told_and_blamed_alone() {
    let lines = "backlog.suket_share = { uncertain = \"uniform(0.5, 1.5)\" }
        printer.spoilage = { one_of = [[0.1, 1], [2, 1]] }
        printer.daily_limit = { uncertain = \"uniform(40, 90)\" }";
    let problems = parsed(lines).unwrap_err().render(Lang::En);
    let told: Vec<&str> = problems.lines().collect();
    assert_eq!(told.len(), 2, "{problems}");
    assert!(
        told[0].contains("nobody knows backlog.suket_share = 1.5, and if"),
        "{problems}"
    );
    assert!(
        told[1].contains("nobody knows printer.spoilage = 2, and if"),
        "{problems}"
    );
}

/// Whoever mends what is wrong in the middle is not told of another fault at the next try.
#[test]
fn what_is_wrong_at_an_end_is_told_beside_what_is_wrong_anyhow() {
    let lines = "backlog.suket_share = { uncertain = \"uniform(0.5, 1.5)\" }
        printer.spoilage = 3
        printer.daily_limit = { uncertain = \"uniform(-5, 90)\" }";
    let problems = parsed(lines).unwrap_err().render(Lang::En);
    let told: Vec<&str> = problems.lines().collect();
    assert_eq!(told.len(), 3, "{problems}");
    assert!(
        told[1].contains("printer.daily_limit: \"uniform(-5, 90)\" cannot be used: "),
        "{problems}"
    );
    assert!(
        told[0].contains("printer.spoilage: found 3; wanted"),
        "{problems}"
    );
    assert!(
        told[2].contains(
            "nobody knows backlog.suket_share = 1.5, and if it turns out so: found 1.5; wanted"
        ),
        "{problems}"
    );
}

#[test]
fn values_that_cross_are_refused_on_reading_with_both_and_what_is_wrong() {
    let lines = "backlog.recorded_from = { uncertain = \"uniform(2016-10-01, 2017-02-01)\" }
        backlog.recorded_to = { uncertain = \"uniform(2017-01-01, 2017-04-20)\" }";
    let problems = parsed(lines).unwrap_err();
    let told: Vec<String> = problems.iter().map(|one| one.render(Lang::En)).collect();
    assert_eq!(
        told,
        [
            "test.toml:2: backlog.recorded_from: nobody knows backlog.recorded_from = 2017-02-01, backlog.recorded_to = \
             2017-01-01, and if it turns out so: found \"2017-02-01\"; wanted a date not after Sun 1 January 2017"
        ]
    );
    assert!(problems.render(Lang::Id).contains("belum diketahui"));
    // What has no part in it is not named, and many others do not hide it.
    let sites = ["Susut", "Bangli", "Tembuku", "Kintamani", "Disdukcapil"];
    let limits = sites.map(|site| {
        let limit = "{ uncertain = \"uniform(40, 90)\" }";
        format!("sites.{site}.printers = [{{ daily_limit = {limit} }}]\n")
    });
    let problems = parsed(&format!("{}{lines}", limits.concat())).unwrap_err();
    assert_eq!(problems.total(), 1);
    let told = problems.render(Lang::En);
    assert!(
        told.contains("2017-02-01") && told.contains("2017-01-01") && !told.contains("limit"),
        "{told}"
    );
}

/// Neither the ends nor the middle are the day that is open already.
#[test]
fn what_is_wrong_between_the_ends_is_found_by_drawing() {
    let lines = "opening_hours.extra_days = [
            { date = 2017-06-03, hours = \"08:00-12:00\" },
            { date = { uncertain = \"uniform(2017-06-01, 2017-06-11)\" }, hours = \"08:00-12:00\" },
        ]";
    let problems = parsed(lines).unwrap_err();
    assert_eq!(
        problems.render(Lang::En),
        "test.toml:4: opening_hours.extra_days[2].date: nobody knows opening_hours.extra_days[2].date = 2017-06-03, and if it \
         turns out so: found \"2017-06-03\" twice; wanted it once"
    );
}

#[test]
fn a_site_may_be_called_uncertain() {
    let lines =
        "kecamatan.uncertain = { share = 1 }\nsites.uncertain = { kecamatan = \"uncertain\" }";
    assert!(plan(lines).worlds.is_empty());
}

#[test]
fn each_replication_is_run_in_its_own_world_and_none_beats_its_best_case() {
    let limit = plan("printer.daily_limit = { one_of = [[50, 1], [100, 1]] }");
    let settings = Settings {
        replications: 40,
        ..Settings::default()
    };
    let p = project(limit.clone(), &settings, &[], &Control::default()).unwrap();
    for (replication, row) in (0..).zip(&p.outcomes) {
        // Without chance the office needs 32 days at 50 cards a day, and 16 at 100.
        let limit = world(&limit, replication).plan.sites[0].printers[0].daily_limit;
        let days = [(50, 32), (100, 16)]
            .into_iter()
            .find(|(cards, _)| *cards == limit);
        assert_eq!(row.working_days, days.map(|(_, days)| days));
        assert_eq!(row.best_case_days, row.working_days);
    }
    assert_eq!(p.best_case_working_days, Some(16));
}

/// Without chance all of the spread is not knowing; with everything known all of it is chance.
#[test]
fn the_spread_is_split_into_chance_and_not_knowing() {
    let settings = Settings {
        replications: 100,
        ..Settings::default()
    };
    let split = |plan: Plan| {
        let p = project(plan, &settings, &[], &Control::default()).unwrap();
        spread(&p, None, &Control::default()).unwrap().unwrap()
    };
    let unknown = split(plan(
        "printer.daily_limit = { uncertain = \"uniform(50, 100)\" }",
    ));
    assert_eq!(unknown.chance, 0.0);
    assert!(unknown.not_knowing > 10.0);
    let chance = split(scenario::builtin("bangli-declared").unwrap().plan);
    assert_eq!(chance.not_knowing, 0.0);
    assert!(chance.chance > 1.0);
    let both = scenario::parse(
        "extends = \"bangli-declared\"\nprinter.daily_limit = { uncertain = \"uniform(50, 100)\" }",
        "both.toml",
        &[],
    );
    let both = split(both.unwrap().plan);
    assert!(both.chance > 1.0 && both.not_knowing > 1.0, "{both:?}");
}

#[test]
fn a_remedy_acts_on_the_worlds_that_are_drawn() {
    let plan =
        plan("sites.Susut.upgrade.done = { one_of = [[\"2017-04-20\", 1], [\"2017-06-01\", 1]] }");
    let without = plan.without(PrinterState::Upgrade).unwrap();
    let late = |plan: &Plan| {
        let on = |r| format!("{:?}", world(plan, r).plan.sites).contains("2017-06-01");
        (0..20).filter(|r| on(*r)).count()
    };
    assert!((3..=17).contains(&late(&plan)));
    assert_eq!(late(&without), 0);
}

#[test]
fn what_stands_for_a_value_is_replaced_whole() {
    let choice: cetak::scenario::Override = "printer.daily_limit={ one_of = [[50, 1], [60, 1]] }"
        .parse()
        .unwrap();
    let plan = scenario::parse("extends = \"bangli\"", "test.toml", &[choice])
        .unwrap()
        .plan;
    let unknown = plan
        .worlds
        .unknown()
        .iter()
        .find(|one| one.key == "printer.daily_limit");
    assert_eq!(
        unknown.map(|one| (&*one.law, &*one.why)),
        Some(("50 (1), 60 (1)", ""))
    );
    let known: cetak::scenario::Override = "printer.daily_limit=70".parse().unwrap();
    let plan = scenario::parse("extends = \"bangli\"", "test.toml", &[known])
        .unwrap()
        .plan;
    assert_eq!(plan.sites[0].printers[0].daily_limit, 70);
    assert!(
        plan.worlds
            .unknown()
            .iter()
            .all(|one| one.key != "printer.daily_limit")
    );
}

#[test]
fn numbers_with_decimals_are_drawn_with_decimals() {
    let plan = plan("arrivals.per_day = { uncertain = \"uniform(0.2, 0.4)\" }");
    let rates = (0..20).map(|r| {
        world(&plan, r).plan.kecamatan[3]
            .recordings
            .clone()
            .unwrap()
            .mean()
    });
    assert!(rates.into_iter().all(|rate| rate > 0.0 && rate < 0.2));
}

#[test]
fn thousands_written_with_a_dot_are_asked_about() {
    let problems =
        parsed("backlog.total = { uncertain = \"uniform(8.000, 12.000)\" }").unwrap_err();
    assert!(
        problems.render(Lang::En).contains("8.000"),
        "{}",
        problems.render(Lang::En)
    );
}

#[test]
fn a_scenario_of_too_many_ends_is_refused_at_once() {
    let choices: Vec<String> = (1..=100).map(|n| format!("[{n}, 1]")).collect();
    let choices = format!("{{ one_of = [{}] }}", choices.join(", "));
    let lines: Vec<String> = ["Susut", "Bangli", "Tembuku", "Kintamani", "Disdukcapil"]
        .iter()
        .map(|site| {
            format!("sites.{site}.printers = [{{ daily_limit = {choices}, overload = {choices} }}]")
        })
        .collect();
    let problems = parsed(&lines.join("\n")).unwrap_err();
    let kinds: Vec<&str> = problems.iter().map(|problem| problem.kind()).collect();
    assert_eq!(kinds, ["unknown-too-many-ends"]);
}

/// Of a list without a single name no site can be asked to choose.
#[test]
fn where_no_kecamatan_is_right_its_site_is_not_blamed() {
    let problems =
        parsed("kecamatan = { Susut = 19 }\nrouting = \"own\"").expect_err("it is no table");
    let found: Vec<&str> = problems.iter().map(|problem| problem.kind()).collect();
    assert!(!found.contains(&"site-of-nobody"), "{found:?}");
}
