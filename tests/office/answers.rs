//! What a head of office is told: each was once wrong, empty, or the same for plans that differ.

use cetak::experiment::{Control, Settings};
use cetak::office::plan::Plan;
use cetak::office::{NEARLY_ALL, PrinterState};
use cetak::projection::{Lack, Projection, compare, project, remedies};
use cetak::random::Streams;
use cetak::report;
use cetak::scenario::{self, Override};
use cetak::words::Lang;
use jiff::civil::date;

fn plan(base: &str, sets: &[&str]) -> Plan {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let scenario = scenario::parse(&format!("extends = \"{base}\""), "test", &sets);
    scenario
        .unwrap_or_else(|problems| panic!("{problems}"))
        .plan
}

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

fn projected(plan: Plan, replications: u32) -> Projection {
    project(plan, &settings(replications), &[], &Control::default()).unwrap()
}

/// Blanks are lacking until August; afterwards the office waits for the few who are recorded.
#[test]
fn the_main_obstacle_does_not_depend_on_the_horizon() {
    let short = [
        "blanks.on_hand=3000",
        "blanks.deliveries=[{ date = 2017-08-07, pieces = 20000 }]",
        "arrivals.per_day=5",
    ];
    for horizon in ["horizon=2017-12-29", "horizon=2018-12-28"] {
        let p = projected(
            plan("bangli-declared", &[&short[..], &[horizon]].concat()),
            20,
        );
        assert_eq!(p.binding, Some(PrinterState::NoBlank), "{horizon}");
        let shares: f64 = p.loss.iter().map(|loss| loss.share).sum();
        assert!((shares - 1.0).abs() < 1e-12);
        let july = &p.loss_by_month[3];
        assert_eq!(july.name(), "2017-07");
        assert!(july.shares[PrinterState::NoBlank as usize] > 0.9);
    }
}

/// 60 new residents a day and blanks for the backlog only: in the end the queue grows every day.
#[test]
fn an_office_that_does_not_keep_up_is_told_so() {
    let sets = ["backlog.total=10000", "horizon=2018-12-31"];
    let p = projected(plan("bangli-arrivals-60", &sets), 40);
    assert_eq!(p.holding.holds, Some(false));
    assert!((p.holding.rates.recorded - 60.0).abs() < 3.0);
    assert!(p.holding.rates.served < 1.0);
    assert!(
        p.holding
            .grows_since
            .is_some_and(|day| day < date(2018, 3, 1))
    );
    let page = report::text::run(&p, Lang::En);
    assert!(page.contains("The office does not keep up"), "{page}");
    let holds = projected(plan("bangli-declared", &[]), 40);
    assert_eq!(holds.holding.holds, Some(true));
    assert!(!report::text::run(&holds, Lang::En).contains("does not keep up"));
}

/// A hundred wait, and 235 days are open: nearly eleven months without holidays.
fn nearly_a_year(more: &str) -> Plan {
    let text = format!("start = 2018-02-05\nhorizon = 2018-12-28\nbacklog.total = 100\n{more}\n");
    let scenario = scenario::parse(&text, "test", &[]);
    scenario.unwrap_or_else(|found| panic!("{found}")).plan
}

/// One site with a printer, which does not keep up.
fn lacking(more: &str) -> Projection {
    let found = projected(nearly_a_year(&format!("{more}\n[sites.Kota]")), 10);
    assert_eq!(found.holding.holds, Some(false), "{:?}", found.holding);
    found
}

#[test]
fn what_an_office_lacks_is_what_stops_it_in_the_end() {
    let daily = "arrivals.per_day = 40\nprinter.daily_limit = 150";
    // Blanks for all but the last 22 days or so, which is less than half of the last 60.
    let blanks = lacking(&format!("{daily}\nblanks.on_hand = 8600"));
    assert!(blanks.outcomes.iter().all(|r| !r.lacks_blanks));
    assert_eq!(blanks.holding.lacks, Some(Lack::Blanks));
    let lately = blanks.holding.lately.expect("a long run");
    assert_eq!((lately.stands_still, lately.share.fraction), (1.0, 1.0));
    // They come back ten days before the end, and the queue falls.
    let late = "blanks = { on_hand = 2000, deliveries = [{ date = 2018-12-12, pieces = 9000 }] }";
    let falls = lacking(&format!("{daily}\n{late}")).holding;
    assert_eq!(falls.lacks, Some(Lack::Blanks));
    let lately = falls.lately.expect("a long run");
    assert!(!lately.grows() && lately.grows_since.is_none());
    assert!(falls.grows_since.is_some());
    let ribbons = "ribbons = { on_hand = 17, cards_each = 500 }";
    let ribbons = lacking(&format!("{daily}\nblanks.on_hand = 60000\n{ribbons}"));
    assert_eq!(ribbons.holding.lacks, Some(Lack::Ribbons));
    assert_eq!(ribbons.holding.needed_per_day, None);
}

/// A has blanks of its own for all but some 13 of the 235 open days, B for 25.
#[test]
fn a_site_that_hardly_ever_lacks_blanks_leaves_them_a_matter_of_sites() {
    let sites = "routing = 'own'\nprinter.daily_limit = 150\nkecamatan.A.recordings = 20\nkecamatan.B.recordings = 20\n\
        blanks = { on_hand = 5000, held = 'by-site', allotment = { A = 9, B = 1 } }\n[sites.A]\n[sites.B]";
    let found = projected(nearly_a_year(sites), 10);
    assert!(found.outcomes.iter().all(|r| r.grows == Some(true)));
    assert_eq!(found.holding.lacks, Some(Lack::BlanksAtSites));
}

/// 60 a day are recorded and 50 printed; a month without blanks hides how many more printers could do.
#[test]
fn cards_that_are_lacking_are_told_where_nothing_else_took_time() {
    let daily = "arrivals.per_day = 60\nprinter.daily_limit = 50";
    let printers = lacking(&format!("{daily}\nblanks.on_hand = 60000"));
    assert_eq!(printers.holding.lacks, Some(Lack::Printers));
    let needed = printers.holding.needed_per_day.expect("only printers lack");
    assert!((8.0..=13.0).contains(&needed), "{needed}");
    let late = "blanks = { on_hand = 2000, deliveries = [{ date = 2018-05-01, pieces = 60000 }] }";
    let also = lacking(&format!("{daily}\n{late}"));
    assert_eq!(also.holding.lacks, Some(Lack::Printers));
    assert_eq!(also.holding.needed_per_day, None);
}

/// In both plans the last card waits for the same delivery.
#[test]
fn plans_whose_last_card_waits_for_the_same_delivery_are_told_apart() {
    let after = |days: u32| {
        let upgrades =
            ["Susut", "Tembuku"].map(|site| format!("sites.{site}.upgrade.done={days} wd"));
        let sets: Vec<&str> = upgrades.iter().map(String::as_str).collect();
        plan("bangli-declared", &sets)
    };
    let c = compare(
        [after(2), after(20)],
        &settings(40),
        &[],
        &Control::default(),
    )
    .unwrap();
    let nearly = &c.differences[0].served_on[NEARLY_ALL];
    let days = nearly.days.mean.as_ref().unwrap();
    assert!(days.value > 3.0 && days.ci95.unwrap().low > 0.0, "{days:?}");
    assert_eq!(nearly.days.pairs.sooner, 0);
    let by_date = c
        .projections
        .iter()
        .map(|p| p.served_on[NEARLY_ALL].dates.quantiles.p50);
    assert!(by_date.is_sorted());
}

#[test]
fn intervals_stay_within_what_a_count_or_a_share_can_be() {
    for base in ["bangli-declared", "bangli-overload-75"] {
        let p = projected(plan(base, &[]), 60);
        for (row, found) in p.measures.rows() {
            if let Some(interval) = found.mean().and_then(|mean| mean.ci95) {
                assert!(
                    interval.low >= 0.0 && interval.low <= interval.high,
                    "{}",
                    row.key
                );
            }
        }
        for site in &p.sites {
            let interval = site.measures.utilisation.mean.ci95.unwrap();
            assert!(0.0 <= interval.low && interval.high <= 1.0);
        }
    }
}

/// Few are recorded after the backlog is served, and the printers have little to do until the horizon.
#[test]
fn the_use_of_sites_is_of_the_same_time_as_the_loss_table() {
    let p = projected(plan("bangli-exact", &["arrivals.per_day=2"]), 1);
    let printing = PrinterState::Printing;
    let until_served = p.totals.time_to_clear_by_site();
    for (s, site) in p.sites.iter().enumerate() {
        let found = site.measures.utilisation.mean.value;
        assert_eq!(found, until_served[s].share(printing));
        assert!(found > 2.0 * p.totals.time_by_site()[s].share(printing));
    }
}

#[test]
fn the_causes_that_are_told_are_those_that_happened() {
    let page =
        |sets: &[&str]| report::text::run(&projected(plan("bangli-exact", sets), 3), Lang::En);
    let none_to_come = page(&["blanks.on_hand=4000"]);
    assert!(none_to_come.contains("the blanks are used up, and no more are to come"));
    let too_late = page(&[
        "blanks.on_hand=4000",
        "blanks.deliveries=[{ asked = 2017-12-01, arrives_after = \"60 d\", pieces = 8000 }]",
    ]);
    assert!(too_late.contains("the blanks are used up before more come"));
    let too_few = page(&[
        "blanks.on_hand=4000",
        "blanks.deliveries=[{ date = 2017-07-03, pieces = 1000 }]",
    ]);
    assert!(too_few.contains("the blanks that come are too few"));
    let none_at_all = page(&["blanks.on_hand=0"]);
    assert!(none_at_all.contains("No blank is on hand at the start."));
    assert!(!none_at_all.contains("first used up by"));
}

#[test]
fn windows_are_told_as_they_are_written_and_blanks_are_counted_as_blanks() {
    let p = projected(plan("bangli-hindcast", &["printer.spoilage=0.1"]), 5);
    let [seen, used] = &p.observations[..] else {
        panic!("two observations");
    };
    assert_eq!(
        (&*seen.from, &*seen.until),
        ("2017-04-26", "2017-04-27T12:00")
    );
    assert_eq!((&*used.from, &*used.until), ("2017-04-26", "2017-06-12"));
    let cards = projected(plan("bangli-hindcast", &["printer.spoilage=0.1"]), 5);
    let (good, all) = (
        cards.observations[0].simulated.mean.value,
        used.simulated.mean.value,
    );
    assert!(good > 0.0 && all > good);
    for (lang, wanted) in [
        (
            Lang::En,
            [
                "Wed 26 April 2017 to Thu 27 April 2017 at",
                "Mon 12 June 2017",
            ],
        ),
        (
            Lang::Id,
            ["Kamis, 27 April 2017 pukul", "Senin, 12 Juni 2017"],
        ),
    ] {
        let page = report::text::run(&p, lang)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(wanted.iter().all(|words| page.contains(words)), "{page}");
    }
}

/// 8,000 blanks of which a tenth is misprinted: 8,000 are used, and some 7,200 cards are good.
#[test]
fn blanks_used_count_the_misprints_too() {
    let sets = [
        "printer.spoilage=0.1",
        "observations=[{ from = 2017-04-26, until = 2017-12-29, total = 8000, counts = \"blanks\" },
          { from = 2017-04-26, until = 2017-12-29, total = 8000 }]",
    ];
    let p = projected(
        plan(
            "bangli-exact",
            &sets
                .map(|set| set.to_owned())
                .each_ref()
                .map(|s| s.as_str()),
        ),
        5,
    );
    assert_eq!(p.observations[0].simulated.mean.value, 8000.0);
    let good = p.observations[1].simulated.mean.value;
    assert_eq!(good, p.measures.printed.mean.value);
    assert!((7100.0..7300.0).contains(&good));
}

/// What is said of removing the main obstacle is what a comparison with the plan without it says; `None` if nothing removes it.
fn check_main_obstacle(original: Plan, replications: u32) -> Option<PrinterState> {
    let p = projected(original.clone(), replications);
    let binding = p.binding?;
    let found = remedies(&p, None, &Control::default()).unwrap();
    let remedy = found.iter().find(|remedy| remedy.cause == binding.into())?;
    let n = settings(remedy.pairs.all());
    let without = original.without(binding)?;
    let c = compare([original, without], &n, &[], &Control::default()).unwrap();
    let shift = &c.differences[0].served_on[NEARLY_ALL].days;
    assert_eq!(shift.pairs, remedy.pairs, "{binding:?}");
    if shift.censored == 0 {
        assert_eq!(shift.mean, remedy.days, "{binding:?}");
    }
    Some(binding)
}

#[test]
fn the_main_obstacle_removed_moves_the_date_by_what_is_said() {
    for name in [
        "bangli",
        "bangli-arrivals-60",
        "bangli-declared",
        "bangli-saturdays",
        "bangli-overload-75",
        "regency",
    ] {
        assert!(check_main_obstacle(plan(name, &[]), 40).is_some(), "{name}");
    }
}

#[test]
fn in_fifty_random_offices_the_main_obstacle_removed_moves_the_date_by_what_is_said() {
    let mut stream = Streams::new(1, 0).stream("offices");
    let mut obstacles = Vec::new();
    for _ in 0..50 {
        let mut between = |low: f64, high: f64| (low + (high - low) * stream.uniform()).round();
        let routing = ["own", "own-and-office", "office-while-down", "pooled"]
            [between(-0.49, 3.49).abs() as usize];
        let sets = [
            format!("routing={routing}"),
            format!("printer.daily_limit={}", between(25.0, 160.0)),
            format!("backlog.total={}", between(1000.0, 9000.0)),
            format!("blanks.on_hand={}", between(1000.0, 12_000.0)),
            format!("arrivals.per_day={}", between(0.0, 30.0)),
            format!("sites.Susut.upgrade.done={} wd", between(0.0, 40.0)),
            format!("sites.Tembuku.upgrade.done={} wd", between(0.0, 40.0)),
            format!("printer.life={}", between(200.0, 4000.0)),
            format!(
                "printer.ramp=[{}, {}]",
                between(5.0, 50.0),
                between(5.0, 50.0)
            ),
            ["", "blanks.held=by-site"][between(0.0, 1.0) as usize].to_owned(),
            ["", "ribbons={ on_hand = 3, cards_each = 500 }"][between(-0.3, 1.0) as usize]
                .to_owned(),
            ["", "printer.spoilage={ uncertain = \"uniform(0, 0.1)\" }"]
                [between(0.0, 1.0) as usize]
                .to_owned(),
            format!(
                "arrivals.campaigns=[{{ date = 2017-05-{:02}, kecamatan = \"Bangli\", recordings = {} }}]",
                between(1.0, 31.0),
                between(1.0, 900.0)
            ),
            format!(
                "outages=[{{ sites = [\"Kintamani\"], from = 2017-05-02, until = 2017-05-{:02} }}]",
                between(3.0, 31.0)
            ),
        ];
        let sets = sets.iter().map(String::as_str);
        let sets: Vec<&str> = sets.filter(|set| !set.is_empty()).collect();
        obstacles.extend(check_main_obstacle(plan("bangli-declared", &sets), 6));
    }
    assert!(obstacles.len() >= 40, "{obstacles:?}");
    for cause in [
        PrinterState::NoBlank,
        PrinterState::DailyLimit,
        PrinterState::NoResident,
    ] {
        assert!(obstacles.contains(&cause), "{cause:?} of {obstacles:?}");
    }
}
