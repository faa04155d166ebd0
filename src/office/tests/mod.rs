//! Exact cases of the office model, by hand.

mod measured;

use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::engine::Trace;
use crate::office::ids::{KecamatanId, SiteId};
use crate::office::plan::*;
use crate::office::sample::{bangli_exact, printer};
use crate::office::{
    Event, Office, Outcome, PrintDays, PrinterState, PrinterTime, Resident, Run, Setup, run,
};
use crate::random::{Distribution, Streams};
use crate::time::{Time, hours, minutes};

fn outcome(plan: Plan) -> (Arc<Setup>, Outcome) {
    let setup = Arc::new(Setup::new(plan).unwrap());
    let outcome = run(&setup, &Streams::new(1, 0)).unwrap();
    (setup, outcome)
}

/// Working days to clear, and the date.
fn cleared(plan: Plan) -> (u32, Date) {
    let (setup, outcome) = outcome(plan);
    let day = outcome.cleared.expect("it clears");
    (setup.plan().working_days_to(day), setup.plan().date(day))
}

fn with_upgrades(upgrade: &Upgrade) -> Plan {
    let mut plan = bangli_exact();
    for site in &mut plan.sites {
        if ["Susut", "Tembuku"].contains(&site.name.as_str()) {
            site.upgrade = upgrade.clone();
        }
    }
    plan
}

fn on(date: Date) -> Upgrade {
    Upgrade::On { date, minute: None }
}

#[test]
fn the_reference_cases_of_bangli() {
    assert_eq!(cleared(bangli_exact()), (32, date(2017, 6, 14)));
    assert_eq!(
        cleared(with_upgrades(&on(date(2017, 5, 8)))),
        (35, date(2017, 6, 19))
    );
    assert_eq!(
        cleared(with_upgrades(&on(date(2017, 5, 15)))),
        (37, date(2017, 6, 21))
    );
    assert_eq!(
        cleared(with_upgrades(&Upgrade::Never)),
        (54, date(2017, 7, 24))
    );
}

#[test]
fn the_books_of_the_first_reference_case() {
    let (setup, outcome) = outcome(bangli_exact());
    assert_eq!(outcome.printed(), 8000);
    assert_eq!(outcome.printed_by_site, [1600; 5]);
    assert_eq!(outcome.printed_by_kecamatan, [1520, 1680, 1360, 3440]);
    assert_eq!(outcome.blanks_out, outcome.cleared);
    assert_eq!(outcome.waiting[0], 7750);
    assert_eq!(outcome.last_day, outcome.cleared.unwrap());
    // 32 open days: 25 of 8 hours and 7 Fridays of 5.5 hours; five printers print 1,600 cards of 3 minutes each.
    let fridays = 7;
    let open = hours(8.0) * (32 - fridays) + hours(5.5) * fridays;
    let time = outcome.time();
    assert_eq!(time.total(), open * 5);
    assert_eq!(time.get(PrinterState::Printing), minutes(3.0) * 8000);
    assert_eq!(
        time.get(PrinterState::DailyLimit) + time.get(PrinterState::NoResident),
        open * 5 - minutes(3.0) * 8000
    );
    let waits: u32 = outcome.waits.iter().sum();
    assert_eq!(waits, setup.plan().backlog.total);
}

/// One site with one printer, `backlog` residents, and blanks for all: small enough to follow by hand. Wednesday 26 April opens at 07:30.
fn one_printer(backlog: u32) -> Plan {
    let mut plan = bangli_exact();
    plan.sites.truncate(1);
    plan.sites[0].kecamatan = Some(KecamatanId::new(0));
    plan.kecamatan.truncate(1);
    plan.backlog.total = backlog;
    plan.blanks.on_hand = backlog + 1000;
    plan
}

fn printer_of(plan: &mut Plan) -> &mut Printer {
    &mut plan.sites[0].printers[0]
}

fn waiting_after(plan: Plan, days: usize) -> Vec<u32> {
    let mut waiting = outcome(plan).1.waiting;
    let last = *waiting.last().unwrap();
    waiting.resize(days.max(waiting.len()), last);
    waiting.truncate(days);
    waiting
}

#[test]
fn the_daily_limit_resets_at_midnight_and_weekends_are_closed() {
    // Wed, Thu, Fri, Sat, Sun, Mon (1 May: holiday), Tue.
    assert_eq!(
        waiting_after(one_printer(200), 7),
        [150, 100, 50, 50, 50, 50, 0]
    );
}

#[test]
fn a_card_that_has_started_is_finished_past_closing_time() {
    let mut plan = one_printer(3);
    printer_of(&mut plan).print_time = Distribution::constant(hours(3.0)).unwrap();
    // Cards start at 07:30, 10:30 and 13:30; the last one ends at 16:30, an hour after closing.
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.cleared, Some(0));
    assert_eq!(outcome.time().get(PrinterState::Printing), hours(8.0));
}

#[test]
fn no_card_starts_at_the_instant_of_closing() {
    let mut plan = one_printer(3);
    printer_of(&mut plan).print_time = Distribution::constant(hours(4.0)).unwrap();
    assert_eq!(outcome(plan).1.cleared, Some(1));
}

#[test]
fn overload_prints_more_and_wears_faster() {
    let mut plan = one_printer(200);
    let p = printer_of(&mut plan);
    p.overload = 10;
    p.overload_wear = 5.0;
    // 50 cards wear 50 and 10 more wear 50: the first day wears 100, the second breaks the printer at its 51st card, when 155 is passed.
    p.life = Some(Distribution::constant(151.0).unwrap());
    p.repair = Distribution::constant(crate::time::days(1.0)).unwrap();
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.failures, 1);
    // Day 1 prints 60; day 2 prints 51 and breaks (100 + 50 + 5 = 155); repaired on Friday at the same time; Tuesday is the rest.
    assert_eq!(&outcome.waiting[..2], [140, 89]);
    assert_eq!(
        outcome.overload_cards,
        10 + 1 + (outcome.waiting[1] - outcome.waiting[2]).saturating_sub(50)
    );
    assert!(outcome.time().get(PrinterState::Broken) > PrinterTime::ZERO);
}

#[test]
fn a_repair_takes_calendar_time_and_the_printer_is_as_good_as_new() {
    let mut plan = one_printer(100);
    let p = printer_of(&mut plan);
    p.life = Some(Distribution::constant(20.0).unwrap());
    p.repair = Distribution::constant(hours(2.0)).unwrap();
    // 20 cards take an hour, then 2 hours of repair: 07:30-08:30, 10:30-11:30, 13:30-14:00 (10 cards: the limit of 50).
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.waiting[0], 50);
    // Day 1 breaks twice; day 2 starts with 10 cards of wear: breaks after 10, 30 and 50 cards, at 08:00, 11:00 and 14:00.
    assert_eq!(outcome.failures, 5);
    assert_eq!(
        outcome.time().get(PrinterState::Broken),
        hours(2.0) * 4 + hours(1.5)
    );
}

#[test]
fn a_spoiled_card_uses_a_blank_and_a_place_in_the_limit_and_clears_nobody() {
    let mut plan = one_printer(60);
    let p = printer_of(&mut plan);
    p.overload = 10;
    p.overload_spoilage = 1.0;
    // 50 good ones, then 10 beyond the limit that are all spoiled; the other 10 residents are served the next day.
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.waiting, [10, 0]);
    assert_eq!(outcome.spoiled, 10);
    assert_eq!(outcome.blanks_received - outcome.blanks_on_hand, 70);
}

#[test]
fn an_upgrade_is_usable_from_opening_or_from_its_minute() {
    let mut plan = one_printer(100);
    plan.sites[0].upgrade = on(date(2017, 4, 27));
    assert_eq!(waiting_after(plan.clone(), 3), [100, 50, 0]);
    // At 15:00 on the 27th: 30 minutes are left, 10 cards.
    plan.sites[0].upgrade = Upgrade::On {
        date: date(2017, 4, 27),
        minute: Some(15 * 60),
    };
    assert_eq!(waiting_after(plan.clone(), 3), [100, 90, 40]);
    // After 2 working days: on the third, a Friday.
    plan.sites[0].upgrade =
        Upgrade::After(Delay::WorkingDays(Distribution::constant(2.0).unwrap()));
    assert_eq!(waiting_after(plan.clone(), 3), [100, 100, 50]);
    // After 30 hours: on the second day, from its opening.
    plan.sites[0].upgrade = Upgrade::After(Delay::Calendar(
        Distribution::constant(hours(30.0)).unwrap(),
    ));
    assert_eq!(waiting_after(plan, 3), [100, 50, 0]);
}

#[test]
fn one_crew_upgrades_site_after_site() {
    let mut plan = bangli_exact();
    let two_days = Delay::WorkingDays(Distribution::constant(2.0).unwrap());
    plan.sites[1].upgrade = Upgrade::Crew(two_days.clone());
    plan.sites[3].upgrade = Upgrade::Crew(two_days);
    plan.crew_order = [3, 1].map(SiteId::new).into();
    // Tembuku (3) prints from the third working day, Fri 28 April; Susut (1) from the fifth, Wed 3 May.
    let waiting = waiting_after(plan, 8);
    assert_eq!(waiting, [7850, 7700, 7500, 7500, 7500, 7500, 7300, 7050]);
}

#[test]
fn routing_says_who_is_served_where() {
    let served = |routing: Routing, upgrade: Upgrade| {
        let mut plan = with_upgrades(&upgrade);
        plan.routing = routing;
        plan.horizon = date(2017, 4, 26);
        outcome(plan).1.printed_by_kecamatan
    };
    // The office (in kecamatan Bangli, by its plan) and the counter of Bangli both serve Bangli.
    assert_eq!(served(Routing::Own, Upgrade::Done), [50, 100, 50, 50]);
    assert_eq!(served(Routing::Own, Upgrade::Never), [0, 100, 0, 50]);
    // While Susut and Tembuku are down, the office serves theirs beside its own, by recording date.
    let stands_in = served(Routing::OfficeWhileDown, Upgrade::Never);
    assert_eq!(stands_in.iter().sum::<u32>(), 150);
    assert!(
        stands_in[0] > 0 && stands_in[2] > 0 && stands_in[3] == 50,
        "{stands_in:?}"
    );
    assert_eq!(
        served(Routing::OfficeWhileDown, Upgrade::Done),
        [50, 100, 50, 50]
    );
    let office_too = served(Routing::OwnAndOffice, Upgrade::Done);
    assert!(
        office_too[3] > 50 && office_too.iter().sum::<u32>() == 250,
        "{office_too:?}"
    );
}

#[test]
fn suket_holders_come_first_by_recording_date() {
    let mut plan = one_printer(100);
    plan.backlog.suket_share = 0.5;
    plan.horizon = date(2017, 4, 26);
    let run = Run::new(Arc::new(Setup::new(plan).unwrap()), &Streams::new(1, 0));
    let setup = run.office().setup().clone();
    let residents: Vec<Resident> = (0..100)
        .map(|id| setup.backlog.place(id))
        .map(|(k, place)| setup.expiry.resident(k, place))
        .collect();
    let (_, outcome) = outcome(run.office().setup().plan().as_ref().clone());
    // 50 cards for the 50 holders: their waits, and no others, are counted.
    let mut expected: Vec<usize> = residents
        .iter()
        .filter(|r| r.suket_expires.is_some())
        .map(|r| -r.recorded as usize)
        .collect();
    expected.sort_unstable();
    let counted = outcome
        .waits
        .iter()
        .enumerate()
        .flat_map(|(d, n)| std::iter::repeat_n(d, *n as usize));
    assert_eq!(counted.collect::<Vec<_>>(), expected);
}

#[test]
fn deliveries_come_on_their_day_and_split_stocks_stay_split() {
    let mut plan = one_printer(100);
    plan.blanks.on_hand = 20;
    plan.blanks.deliveries = vec![Delivery {
        date: date(2017, 4, 28),
        delay: None,
        pieces: 80,
        site: None,
    }];
    let (_, result) = outcome(plan.clone());
    assert_eq!(&result.waiting[..3], [80, 80, 30]);
    assert_eq!(result.blanks_out, Some(0));
    assert_eq!(
        result.time().get(PrinterState::NoBlank),
        hours(7.0) + hours(8.0)
    );
    plan.blanks.deliveries[0].delay = Some(Delay::Calendar(
        Distribution::constant(crate::time::days(4.0)).unwrap(),
    ));
    // Asked for on Friday, four days later is Tuesday 2 May.
    assert_eq!(waiting_after(plan, 7), [80, 80, 80, 80, 80, 80, 30]);

    let mut split = bangli_exact();
    split.blanks.on_hand = 100;
    split.blanks.held = Held::BySite(vec![4.0, 1.0, 0.0, 0.0, 0.0]);
    split.horizon = date(2017, 4, 28);
    let (_, result) = outcome(split);
    assert_eq!(result.printed_by_site, [80, 20, 0, 0, 0]);
}

#[test]
fn ribbons_run_out_like_blanks() {
    let mut plan = one_printer(100);
    plan.ribbons = Some(Ribbons {
        on_hand: 2,
        cards_each: Distribution::constant(30.0).unwrap(),
        deliveries: vec![Delivery {
            date: date(2017, 4, 28),
            delay: None,
            pieces: 5,
            site: None,
        }],
    });
    let (_, result) = outcome(plan);
    assert_eq!(result.waiting[..2], [50, 40]);
    assert_eq!(result.time().get(PrinterState::NoRibbon), hours(7.5));
}

#[test]
fn an_outage_stops_its_sites_and_lets_the_card_under_way_finish() {
    let mut plan = one_printer(100);
    plan.outages = vec![Outage {
        name: "server".into(),
        sites: vec![SiteId::new(0)],
        when: OutageTimes::Fixed {
            from: (date(2017, 4, 26), 7 * 60 + 31),
            until: (date(2017, 4, 27), 15 * 60),
        },
    }];
    // One card on the 26th; half an hour on the 27th.
    let (_, result) = outcome(plan);
    assert_eq!(result.waiting[..3], [99, 89, 39]);
    assert_eq!(
        result.time().get(PrinterState::Outage),
        hours(8.0) - minutes(3.0) + hours(7.5)
    );
}

#[test]
fn a_ramp_an_absence_and_a_late_printer() {
    let mut plan = one_printer(500);
    printer_of(&mut plan).ramp = vec![10, 20];
    assert_eq!(waiting_after(plan, 3), [490, 470, 420]);

    let mut plan = one_printer(500);
    printer_of(&mut plan).away = vec![(date(2017, 4, 27), date(2017, 4, 27))];
    assert_eq!(waiting_after(plan, 3), [450, 450, 400]);

    let mut plan = one_printer(500);
    let late = Printer {
        name: "printer 2".into(),
        arrives: Some(date(2017, 4, 28)),
        ..printer()
    };
    plan.sites[0].printers.push(late);
    plan.horizon = date(2017, 4, 28);
    let (_, result) = outcome(plan);
    assert_eq!(result.waiting, [450, 400, 300]);
    // The late printer's time counts from its arrival.
    assert_eq!(result.time().total(), hours(8.0) * 2 + hours(5.5) * 2);
}

#[test]
fn new_residents_join_on_working_days_and_campaigns_at_the_next_opening() {
    let mut plan = one_printer(10);
    plan.backlog.suket_share = 1.0;
    plan.kecamatan[0].recordings = Some(Distribution::constant(60.0).unwrap());
    plan.arrivals.until = Some(date(2017, 4, 28));
    plan.arrivals.campaigns = vec![Campaign {
        date: date(2017, 4, 30),
        kecamatan: KecamatanId::new(0),
        recordings: 100,
    }];
    let (_, result) = outcome(plan);
    // Wed 10 + 60 - 50, Thu + 60 - 50, Fri + 60 - 50; the campaign of Sunday joins on Tuesday 2 May.
    assert_eq!(result.waiting[..7], [20, 30, 40, 40, 40, 40, 90]);
    assert_eq!(result.cleared, Some(0));
    assert_eq!(result.queue_empty, Some(8));
    assert_eq!(result.recorded, 280);
}

#[test]
fn a_suket_that_expires_before_the_card_is_counted_also_for_those_who_still_wait() {
    let mut plan = one_printer(100);
    // Recorded on 27 October: six months later, 27 April, it is no longer valid. 50 are served in time.
    plan.backlog.recorded_from = date(2016, 10, 27);
    plan.backlog.recorded_to = date(2016, 10, 27);
    plan.backlog.suket_share = 1.0;
    assert_eq!(outcome(plan.clone()).1.expired_suket, 50);
    plan.blanks.on_hand = 50;
    assert_eq!(outcome(plan).1.expired_suket, 50);
}

#[test]
fn what_does_not_clear_is_censored_and_says_what_stopped_it() {
    let mut plan = one_printer(100);
    plan.blanks.on_hand = 60;
    let (_, result) = outcome(plan);
    assert_eq!(result.cleared, None);
    assert_eq!(result.backlog_left, 40);
    assert_eq!(
        result.last_open_day.largest_loss(),
        Some(PrinterState::NoBlank)
    );
    let never = Plan {
        horizon: date(2017, 5, 5),
        ..with_upgrades(&Upgrade::Never)
    };
    assert_eq!(outcome(never).1.cleared, None);
}

#[test]
fn an_office_open_around_the_clock_resets_its_limit_at_midnight() {
    let mut plan = one_printer(1000);
    let always = "00:00-24:00".parse::<super::days::DayHours>().unwrap();
    plan.days = super::days::OfficeDays::new(std::array::from_fn(|_| always.clone()));
    printer_of(&mut plan).daily_limit = 240;
    printer_of(&mut plan).print_time = Distribution::constant(minutes(6.0)).unwrap();
    // 240 cards of 6 minutes fill a day exactly; the card that ends at midnight belongs to the day it was started on.
    let (_, result) = outcome(plan.clone());
    assert_eq!(result.cleared, Some(4));
    assert_eq!(
        result.time().get(PrinterState::Printing),
        minutes(6.0) * 1000
    );
    // The run ends with the day on which everybody is served, even if the office does not close on that day.
    assert_eq!(result.last_day, 4);
    assert_eq!(result.time().total(), hours(24.0) * 5);
    // The same if the last card ends at midnight, with the day.
    plan.backlog.total = 960;
    let (_, result) = outcome(plan);
    assert_eq!((result.cleared, result.last_day), (Some(3), 3));
    assert_eq!(result.time().get(PrinterState::Printing), hours(24.0) * 4);
    assert_eq!(result.time().total(), hours(24.0) * 4);
}

#[test]
fn a_printer_that_stands_idle_stands_for_the_cause_that_holds_now() {
    let mut plan = bangli_exact();
    plan.sites.truncate(2);
    plan.backlog.total = 10;
    // The first site has no blank; the second serves all ten, one every 3 minutes, the last being taken at 07:57.
    plan.blanks.held = Held::BySite(vec![0.0, 1.0]);
    let (_, result) = outcome(plan);
    let idle = result.time_by_site[0];
    assert_eq!(idle.get(PrinterState::NoBlank), minutes(27.0));
    assert_eq!(
        idle.get(PrinterState::NoResident),
        hours(8.0) - minutes(27.0)
    );
}

#[test]
fn a_crew_goes_from_calendar_time_to_working_days_and_back() {
    let mut plan = bangli_exact();
    let days = |n| Delay::Calendar(Distribution::constant(crate::time::days(n)).unwrap());
    let working_days = |n| Delay::WorkingDays(Distribution::constant(n).unwrap());
    plan.sites[1].upgrade = Upgrade::Crew(days(3.0));
    plan.sites[3].upgrade = Upgrade::Crew(working_days(2.0));
    plan.sites[4].upgrade = Upgrade::Crew(days(0.5));
    plan.crew_order = [1, 3, 4].map(SiteId::new).into();
    let mut done = Vec::new();
    let setup = Arc::new(Setup::new(plan).unwrap());
    let mut trace = Trace::new(|now: Time, event: &Event, _: &Office| {
        if let Event::UpgradeDone { site } = event {
            done.push((*site, setup.plan().date(now.day())));
        }
    });
    let run = Run::new(Arc::clone(&setup), &Streams::new(1, 0));
    run.finish_observed(&mut trace).unwrap();
    // Wed 26 April + 3 days = Sat 29; two working days after it are Tue 2 and Wed 3 May (1 May is a holiday), so Thu 4; at noon that day.
    let (sat, thu) = (date(2017, 4, 29), date(2017, 5, 4));
    assert_eq!(
        done,
        [(1, sat), (3, thu), (4, thu)].map(|(site, at)| (SiteId::new(site), at))
    );
}

#[test]
fn an_upgrade_that_ends_in_the_lunch_break_has_its_first_day_today() {
    let mut plan = one_printer(20);
    let day = "07:30-12:00, 13:00-15:30"
        .parse::<super::days::DayHours>()
        .unwrap();
    plan.days = super::days::OfficeDays::new(std::array::from_fn(|_| day.clone()));
    printer_of(&mut plan).ramp = vec![5, 10];
    plan.sites[0].upgrade = Upgrade::On {
        date: date(2017, 4, 26),
        minute: Some(12 * 60 + 30),
    };
    assert_eq!(waiting_after(plan, 3), [15, 5, 0]);
}

#[test]
fn no_blanks_at_all_are_out_from_the_first_day() {
    let mut plan = one_printer(20);
    plan.blanks.on_hand = 0;
    assert_eq!(outcome(plan).1.blanks_out, Some(0));
}

#[test]
fn a_run_that_has_ended_does_not_go_on() {
    let setup = Arc::new(Setup::new(bangli_exact()).unwrap());
    let expected = run(&setup, &Streams::new(1, 0)).unwrap();
    let mut run = Run::new(setup, &Streams::new(1, 0));
    for beyond in 1..4 {
        run.run_to_day(expected.last_day + beyond);
    }
    assert_eq!(run.finish().unwrap(), expected);
}

#[test]
fn ribbons_are_pooled_where_blanks_are_held_by_site() {
    let mut plan = bangli_exact();
    plan.routing = Routing::Own;
    plan.backlog.total = 100;
    plan.blanks.on_hand = 500;
    plan.blanks.held = Held::BySite(vec![1.0; 5]);
    // 43 residents of Kintamani take three ribbons of 20 cards: one ribbon for each of five sites would leave them waiting.
    plan.ribbons = Some(Ribbons {
        on_hand: 5,
        cards_each: Distribution::constant(20.0).unwrap(),
        deliveries: vec![Delivery {
            date: date(2017, 4, 28),
            delay: None,
            pieces: 2,
            site: None,
        }],
    });
    let (_, result) = outcome(plan);
    assert_eq!(result.printed(), 100);
    assert_eq!(result.time().get(PrinterState::NoBlank), PrinterTime::ZERO);
}

#[test]
fn a_run_ends_with_the_last_open_day_of_the_recordings() {
    let mut plan = one_printer(10);
    plan.kecamatan[0].recordings = Some(Distribution::constant(5.0).unwrap());
    // Saturday.
    plan.arrivals.until = Some(date(2017, 5, 6));
    let (setup, result) = outcome(plan);
    assert_eq!(setup.plan().date(result.last_day), date(2017, 5, 5));
    // Wed to Fri, Tue to Fri; Monday 1 May is a holiday.
    assert_eq!(result.recorded, 5 * 7);
}

/// A plan with chance in everything that is drawn card by card, day by day, and once.
fn with_chance() -> Plan {
    let mut plan = bangli_exact();
    plan.blanks.on_hand = 12_000;
    plan.kecamatan[0].recordings = Some(Distribution::poisson(6.0).unwrap());
    plan.arrivals.until = Some(date(2017, 7, 3));
    for site in &mut plan.sites {
        let printer = &mut site.printers[0];
        printer.print_time =
            Distribution::triangular(minutes(2.0), minutes(3.0), minutes(5.0)).unwrap();
        (printer.spoilage, printer.daily_availability) = (0.05, 0.9);
        printer.life = Some(Distribution::weibull(1.5, 3000.0).unwrap());
        printer.repair = Distribution::exponential(hours(30.0)).unwrap();
    }
    plan
}

#[test]
fn a_run_that_is_watched_for_print_days_is_the_same_run() {
    let setup = Arc::new(Setup::new(with_chance()).unwrap());
    let streams = Streams::new(1, 0);
    let mut seen = PrintDays::of(&setup);
    let watched = Run::new(Arc::clone(&setup), &streams)
        .finish_observed(&mut seen)
        .unwrap();
    assert_eq!(watched, run(&setup, &streams).unwrap());
    // The days are those of the waits that the run counts, and the last one is the day on which the backlog clears.
    let days = (0..8000).map(|number| seen.of_backlog(number));
    assert_eq!(days.clone().max().flatten(), watched.cleared);
    let mut waits = vec![0; watched.waits.len()];
    for (number, day) in (0..).zip(days) {
        let recorded = setup.backlog.place(number).1.recorded();
        waits[(day.unwrap() as i32 - recorded) as usize] += 1;
    }
    assert_eq!(waits, watched.waits);
    assert_eq!(seen.of_one_more(), None);
}

#[test]
fn one_more_resident_shifts_no_draw_of_the_others() {
    let streams = Streams::new(2, 0);
    let [alone, with_one_more] = [None, Some(date(2017, 9, 4))].map(|recorded| {
        let mut setup = Setup::new(with_chance()).unwrap();
        if let Some(recorded) = recorded {
            let day = setup.plan().day_number(recorded) as u32;
            setup = setup.with_one_more(KecamatanId::new(2), day, false);
        }
        let setup = Arc::new(setup);
        let mut seen = PrintDays::of(&setup);
        let run = Run::new(setup, &streams);
        (run.finish_observed(&mut seen).unwrap(), seen)
    });
    // The one more comes after all others, so all others have their cards on the same days, and the runs are the same until then.
    let day = with_one_more.1.of_one_more().expect("there is a card");
    assert!(alone.0.last_day < day && alone.0.failures > 0);
    for number in 0..8000 {
        assert_eq!(
            with_one_more.1.of_backlog(number),
            alone.1.of_backlog(number)
        );
    }
    assert_eq!(with_one_more.0.recorded, alone.0.recorded + 1);
    let before = alone.0.waiting.len();
    assert_eq!(with_one_more.0.waiting[..before], alone.0.waiting);
    assert_eq!(
        with_one_more.0.new_waits.iter().sum::<u32>(),
        alone.0.recorded + 1
    );
}
