//! Limits, wear and misprints of printers, by hand.

use super::*;

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
fn an_office_open_around_the_clock_resets_its_limit_at_midnight() {
    let mut plan = one_printer(1000);
    let always = "00:00-24:00"
        .parse::<crate::office::days::DayHours>()
        .unwrap();
    plan.days = crate::office::days::OfficeDays::new(std::array::from_fn(|_| always.clone()));
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
