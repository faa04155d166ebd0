//! The shipped scenarios: each can be read from its file and from inside the program, and means what its name says.

use std::fs;
use std::path::PathBuf;

use cetak::office::plan::{OutageTimes, Plan, Upgrade};
use cetak::office::{KecamatanId, SiteId};
use cetak::scenario::{self, Override};
use cetak::words::Lang;
use jiff::civil::date;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/scenarios")
}

fn builtin(name: &str) -> Plan {
    match scenario::builtin(name) {
        Ok(scenario) => scenario.plan,
        Err(problems) => panic!("{name}:\n{problems}"),
    }
}

#[test]
fn every_shipped_file_is_built_in_and_means_the_same() {
    let mut files: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .collect();
    let mut names: Vec<String> = scenario::builtins()
        .map(|(name, _)| name.to_owned())
        .collect();
    files.sort();
    names.sort();
    assert_eq!(files, names);
    for name in names {
        let from_file = scenario::read(folder().join(format!("{name}.toml")), &[])
            .unwrap_or_else(|problems| panic!("{problems}"));
        let from_name = scenario::read(&name, &[]).unwrap();
        assert_eq!(from_file.plan, from_name.plan, "{name}");
        assert_eq!(from_file.plan, builtin(&name), "{name}");
    }
}

#[test]
fn only_the_hindcast_has_warnings_and_they_say_what_does_not_add_up() {
    for (name, _) in scenario::builtins() {
        let warnings = scenario::builtin(name).unwrap().warnings;
        let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        if name == "bangli-hindcast" {
            assert_eq!(said.len(), 1);
            assert!(
                said[0].ends_with("84 + 87 + 95 = 266 is not the total of 258; both are kept"),
                "{said:?}"
            );
        } else {
            assert!(said.is_empty(), "{name}: {said:?}");
        }
    }
}

#[test]
fn bangli_is_as_reported() {
    let plan = builtin("bangli-declared");
    let names: Vec<&str> = plan.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(
        names,
        ["Disdukcapil", "Susut", "Bangli", "Tembuku", "Kintamani"]
    );
    assert_eq!(
        (plan.start, plan.horizon),
        (date(2017, 4, 26), date(2017, 12, 29))
    );
    assert_eq!((plan.backlog.total, plan.blanks.on_hand), (8000, 8000));
    assert_eq!(plan.blanks.received_on, Some(date(2017, 4, 18)));
    let limits: u32 = plan
        .sites
        .iter()
        .flat_map(|site| &site.printers)
        .map(|printer| printer.daily_limit)
        .sum();
    assert_eq!(limits, 250);
    let upgrading: Vec<&str> = plan
        .sites
        .iter()
        .filter(|site| site.upgrade != Upgrade::Done)
        .map(|site| site.name.as_str())
        .collect();
    assert_eq!(upgrading, ["Susut", "Tembuku"]);
    let shares: Vec<f64> = plan.kecamatan.iter().map(|k| k.share).collect();
    assert_eq!(shares, [0.19, 0.21, 0.17, 0.43]);
    assert_eq!(plan.sites[0].kecamatan, None);
    assert_eq!(plan.sites[1].kecamatan, Some(KecamatanId::new(0)));
    // Idul Fitri: after Thursday 22 June the next working day is Monday 3 July.
    assert_eq!(
        plan.days.nth_working_day(date(2017, 6, 23), 1),
        Some(date(2017, 7, 3))
    );
}

#[test]
fn the_variants_differ_from_their_base_in_what_their_name_says() {
    let base = builtin("bangli-declared");
    let mut overload = builtin("bangli-overload-60");
    for printer in overload
        .sites
        .iter_mut()
        .flat_map(|site| &mut site.printers)
    {
        assert_eq!((printer.daily_limit, printer.overload), (50, 10));
        printer.overload = 0;
    }
    overload.name.clone_from(&base.name);
    overload.texts = base.texts.clone();
    overload.text.clone_from(&base.text);
    assert_eq!(overload, base);

    let moved = builtin("bangli-moved-printer");
    let printers =
        |plan: &Plan| -> Vec<usize> { plan.sites.iter().map(|site| site.printers.len()).collect() };
    assert_eq!(printers(&base), [1, 1, 1, 1, 1]);
    assert_eq!(printers(&moved), [1, 0, 1, 1, 2]);
    let more = builtin("bangli-one-more-printer");
    assert_eq!(more.sites[0].printers[1].arrives, Some(date(2017, 5, 24)));

    let saturdays = builtin("bangli-saturdays");
    assert!(saturdays.days.is_open(date(2017, 4, 29)));
    assert!(!base.days.is_open(date(2017, 4, 29)));

    let arrivals = builtin("bangli-arrivals-60");
    let per_day: f64 = arrivals
        .kecamatan
        .iter()
        .map(|k| k.recordings.as_ref().unwrap().mean())
        .sum();
    assert!((per_day - 60.0).abs() < 1e-9);

    let july = builtin("bangli-delivery-july");
    assert_eq!(july.blanks.deliveries.len(), 1);
    assert_eq!(july.blanks.deliveries[0].delay, None);

    let exact = builtin("bangli-exact-8-may");
    let on = |plan: &Plan| plan.sites[1].upgrade.clone();
    let expected = Upgrade::On {
        date: date(2017, 5, 8),
        minute: None,
    };
    assert_eq!(on(&exact), expected);
    assert_eq!(on(&builtin("bangli-exact-never")), Upgrade::Never);
}

#[test]
fn the_hindcast_keeps_what_was_reported() {
    let observations = builtin("bangli-hindcast").observations;
    assert_eq!(observations[0].total, 258);
    let seen = [(0, 84), (2, 87), (4, 95)].map(|(site, cards)| (SiteId::new(site), cards));
    assert_eq!(observations[0].sites, seen);
    assert_eq!(observations[0].until, (date(2017, 4, 27), 720));
    assert_eq!(observations[1].until, (date(2017, 6, 13), 0));
}

#[test]
fn ten_printers_print_2500_a_day() {
    let plan = builtin("ten-printers-stop");
    let away: usize = plan.sites[0].printers.iter().map(|p| p.away.len()).sum();
    assert_eq!((plan.sites[0].printers.len(), away), (10, 4));
    let lots = builtin("ten-printers-lots");
    let delivered: u32 = lots.blanks.deliveries.iter().map(|d| d.pieces).sum();
    assert_eq!(lots.blanks.on_hand + delivered, 100_000);
    for (at, delivery) in lots.blanks.deliveries.iter().enumerate() {
        let day = lots.days.working_days_between(lots.start, delivery.date);
        assert_eq!(day, 6 + 5 * at as u32);
    }
    let flaky = builtin("ten-printers-flaky");
    assert!(
        flaky.sites[0]
            .printers
            .iter()
            .all(|p| p.daily_availability == 0.9)
    );
}

#[test]
fn the_starters_can_be_run_as_they_are() {
    let plans = Lang::ALL.map(|lang| {
        let scenario = scenario::parse(scenario::starter(lang), "starter.toml", &[]).unwrap();
        assert!(scenario.warnings.is_empty());
        let mut plan = scenario.plan;
        plan.name.clear();
        plan.sites[0].name.clear();
        plan.text = None;
        plan
    });
    assert_eq!(plans[0], plans[1]);
}

#[test]
fn a_starter_can_be_run_with_its_remarks_taken_as_lines() {
    for lang in Lang::ALL {
        let text: String = scenario::starter(lang)
            .lines()
            .map(|line| {
                let bare = line.strip_prefix("# ").unwrap_or(line);
                let is_toml = bare.contains(" = ") || bare.starts_with(['[', ']', ' ']);
                format!("{}\n", if is_toml { bare } else { line })
            })
            .collect();
        let plan = scenario::parse(&text, "starter.toml", &[]).unwrap().plan;
        assert_eq!(plan.blanks.deliveries.len(), 2);
        assert!(plan.sites[0].printers[0].life.is_some());
        assert!(plan.kecamatan.iter().all(|k| k.recordings.is_some()));
    }
}

#[test]
fn every_base_can_be_changed_from_the_command_line() {
    let sets: Vec<Override> = [
        "horizon=2017-10-31",
        "sites.Susut.printers=2",
        "sites.Disdukcapil.printers=3",
        "printer.print_time=4 min",
        "printer.daily_limit=60",
        "sites.Tembuku.upgrade.done=never",
        "sites.Susut.upgrade.work=3 d",
        "opening_hours.saturday=07:30-13:00",
        "blanks.on_hand=9000",
        "backlog.total=8500",
        "outages=[{every='exponential(30 d)', lasts='uniform(2 h, 3 d)'}]",
    ]
    .iter()
    .map(|text| text.parse().unwrap())
    .collect();
    for base in [
        "bangli-declared",
        "bangli-one-more-printer",
        "bangli-exact-never",
    ] {
        let plan = scenario::read(base, &sets)
            .unwrap_or_else(|problems| panic!("{problems}"))
            .plan;
        assert_eq!(plan.horizon, date(2017, 10, 31));
        assert_eq!(plan.sites[1].printers.len(), 2);
        assert_eq!(plan.sites[0].printers.len(), 3);
        assert_eq!(plan.sites[0].printers[2].daily_limit, 60);
        assert_eq!(plan.sites[3].upgrade, Upgrade::Never);
        assert!(matches!(plan.sites[1].upgrade, Upgrade::Crew(_)));
        assert_eq!(plan.crew_order, [SiteId::new(1)]);
        assert!(plan.days.is_open(date(2017, 4, 29)));
        assert_eq!((plan.backlog.total, plan.blanks.on_hand), (8500, 9000));
        assert!(matches!(plan.outages[0].when, OutageTimes::Random { .. }));
        assert_eq!(plan.outages[0].sites.len(), 5);
    }
}

#[test]
fn every_title_is_in_both_languages() {
    for (name, _) in scenario::builtins() {
        let plan = scenario::builtin(name).unwrap().plan;
        let indonesian = plan.texts.said(&plan.name, Lang::Id);
        // A place and a month are called the same.
        assert_eq!(indonesian == plan.name, name == "bangli", "{indonesian}");
    }
}
