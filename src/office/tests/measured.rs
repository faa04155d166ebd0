//! What a run records for the reports, by hand.

use jiff::civil::date;

use super::{one_printer, outcome, printer_of};
use crate::office::plan::*;
use crate::office::sample::bangli_exact;
use crate::office::{PrinterState, PrinterTime, SiteId, StockOut, TimeByState};
use crate::random::Distribution;
use crate::time::{hours, minutes};

/// 50 cards a day on Wed 26, Thu 27 and Fri 28 April and on Tue 2 May, which are days 0, 1, 2 and 6.
#[test]
fn shares_of_the_backlog_are_served_on_the_days_of_their_cards() {
    let (_, outcome) = outcome(one_printer(200));
    // Cards 100, 160, 180, 190, 198 and 200.
    let days = [1, 6, 6, 6, 6, 6].map(Some);
    assert_eq!(outcome.served_on, days);
    assert_eq!(outcome.served_on_by_kecamatan, [days]);
    assert_eq!(outcome.backlog_left_by_day, [150, 100, 50, 50, 50, 50, 0]);
    assert_eq!(outcome.served_on[5], outcome.cleared);
}

#[test]
fn each_kecamatan_has_its_own_days() {
    let mut plan = bangli_exact();
    plan.routing = Routing::Own;
    let (setup, outcome) = outcome(plan);
    // Two printers serve the 1,680 of Bangli, one each of the others: 1,520, 1,360 and 3,440 residents.
    for (k, (printers, residents)) in [(1, 1520), (2, 1680), (1, 1360), (1, 3440)]
        .into_iter()
        .enumerate()
    {
        let halves = u32::div_ceil(residents / 2, printers * 50);
        let half = setup
            .plan()
            .days
            .nth_working_day(setup.plan().start, halves);
        let found = outcome.served_on_by_kecamatan[k][0].map(|day| setup.plan().date(day));
        assert_eq!(found, half, "kecamatan {k}");
    }
}

/// A card of 20 hours starts on Wednesday at 07:30 and ends on Thursday at 03:30, after an outage at 01:00 has ended Wednesday's books.
#[test]
fn a_card_finished_after_midnight_belongs_to_the_day_of_its_start() {
    let mut plan = one_printer(2);
    printer_of(&mut plan).print_time = Distribution::constant(hours(20.0)).unwrap();
    plan.outages = vec![Outage {
        name: "night".into(),
        common: false,
        sites: vec![crate::office::SiteId::new(0)],
        when: OutageTimes::Fixed {
            from: (date(2017, 4, 27), 60),
            until: (date(2017, 4, 27), 120),
        },
    }];
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.backlog_left_by_day, [1, 0]);
    assert_eq!(outcome.served_on, [0, 1, 1, 1, 1, 1].map(Some));
}

/// The backlog of 100 is done on Thursday; residents recorded on that day and later are not part of it.
#[test]
fn the_time_to_clear_ends_with_the_backlog() {
    let mut plan = one_printer(100);
    plan.horizon = date(2017, 6, 30);
    plan.kecamatan[0].recordings = Some(Distribution::constant(10.0).unwrap());
    plan.arrivals.from = date(2017, 4, 27);
    // All hold a suket, so those recorded first come first.
    plan.backlog.suket_share = 1.0;
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.cleared, Some(1));
    let to_clear: TimeByState = outcome.time_to_clear_by_site.iter().sum();
    // Of Thursday, the time until the last card of the backlog: 50 cards of 3 minutes, from the opening on.
    assert_eq!(to_clear.total(), hours(8.0) + minutes(3.0) * 50);
    assert_eq!(to_clear.get(PrinterState::Printing), minutes(3.0) * 100);
    assert_eq!(to_clear.largest_loss(), Some(PrinterState::DailyLimit));
    assert_eq!(
        outcome.time().largest_loss(),
        Some(PrinterState::NoResident)
    );
    assert_eq!(outcome.time_to_clear_by_month, [to_clear]);
}

#[test]
fn the_time_to_clear_of_each_month_is_that_of_its_days() {
    let (_, outcome) = outcome(bangli_exact());
    // April has three working days, of which Friday is short; May has 20, of which three are Fridays that are open.
    let [april, may, june] = outcome.time_to_clear_by_month[..] else {
        panic!("three months: {:?}", outcome.time_to_clear_by_month);
    };
    assert_eq!(april.total(), (hours(8.0) * 2 + hours(5.5)) * 5);
    assert_eq!(april.get(PrinterState::Printing), minutes(3.0) * 750);
    let sum = april.plus(&may).plus(&june);
    assert_eq!(sum, outcome.time_to_clear_by_site.iter().sum());
}

/// Of the stock of all sites.
fn stock_out(day: u32, days: u32) -> StockOut {
    let site = None;
    StockOut { day, site, days }
}

/// 4,000 blanks are gone on Friday 19 May (day 23). 100 more come on 24 May (day 28), and the rest on 7 June.
#[test]
fn each_stock_out_has_its_day_and_its_days_of_standstill() {
    let mut plan = bangli_exact();
    plan.blanks.on_hand = 4000;
    let lot = |day, pieces| Delivery::new(day, pieces);
    plan.blanks.deliveries = vec![lot(date(2017, 5, 24), 100), lot(date(2017, 6, 7), 4000)];
    let (_, found) = outcome(plan.clone());
    // 22 and 23 May; then 26, 29, 30 and 31 May and 2, 5 and 6 June: 25 May and 1 June are holidays.
    let wanted = [stock_out(23, 2), stock_out(28, 7)];
    assert_eq!(found.stock_outs, wanted);
    assert_eq!((found.blankless_days, found.standstill), (9, Some(26)));
    // The last blank of all goes to the last resident: nobody waits, and it is no stock-out.
    plan.blanks.deliveries[1].pieces = 3900;
    assert_eq!(outcome(plan.clone()).1.stock_outs, wanted);
    plan.blanks.on_hand = 0;
    plan.blanks.deliveries.truncate(1);
    plan.horizon = date(2017, 5, 26);
    let from_the_start = [stock_out(0, 18), stock_out(28, 1)];
    let (_, found) = outcome(plan);
    assert_eq!(found.stock_outs, from_the_start);
    assert_eq!(found.standstill, Some(0));
}

/// Nobody waits when the last blank is used; residents recorded later do, so the stock-out begins with them.
#[test]
fn a_stock_out_begins_with_the_first_who_waits() {
    let mut plan = one_printer(10);
    plan.blanks.on_hand = 10;
    plan.horizon = date(2017, 5, 5);
    plan.kecamatan[0].recordings = Some(Distribution::constant(1.0).unwrap());
    plan.arrivals.from = date(2017, 5, 3);
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.stock_outs, [stock_out(7, 3)]);
    assert_eq!(outcome.standstill, Some(7));
}

/// Two kecamatan, each with a site of its own.
fn two_sites() -> Plan {
    let mut plan = bangli_exact();
    plan.routing = Routing::Own;
    plan.kecamatan.truncate(2);
    plan.sites.truncate(3);
    plan.sites.remove(0);
    plan
}

/// Two sites of 50 cards a day with stocks of their own: the first has 60 blanks, and 60 more on Tue 2 May (day 6); the second has enough.
#[test]
fn a_site_without_blanks_stands_still_although_others_have_some() {
    let mut plan = two_sites();
    plan.kecamatan[1].share = 0.19;
    plan.backlog.total = 400;
    plan.blanks.on_hand = 360;
    plan.blanks.held = Held::BySite(vec![1.0, 5.0]);
    let site = SiteId::new(0);
    let mut more = Delivery::new(date(2017, 5, 2), 60);
    more.site = Some(site);
    plan.blanks.deliveries = vec![more];
    plan.horizon = date(2017, 5, 9);
    let (_, found) = outcome(plan.clone());
    // Friday 28 April; then Thu 4, Fri 5, Mon 8 and Tue 9 May.
    let site = Some(site);
    let wanted = [(1, 1), (7, 4)].map(|(day, days)| StockOut { day, site, days });
    assert_eq!(found.stock_outs, wanted);
    assert_eq!((found.blankless_days, found.standstill), (5, Some(2)));
    assert_eq!(found.blanks_out, None);
    // A day on which both stand still is one day.
    plan.blanks.held = Held::BySite(vec![1.0, 0.0]);
    plan.blanks.on_hand = 60;
    let (_, found) = outcome(plan.clone());
    let both = found.stock_outs.iter().map(|one| one.days);
    assert_eq!((both.sum::<u32>(), found.blankless_days), (5 + 9, 9));
    assert_eq!((found.stock_outs[0].day, found.standstill), (0, Some(0)));
    // A site that waits for its upgrade does not want blanks.
    plan.sites[1].upgrade = Upgrade::Never;
    let (_, found) = outcome(plan);
    assert_eq!((found.blankless_days, found.standstill), (5, Some(2)));
}

/// What the last residents wait for is asked where they wait: a printer that is away where all are served keeps nobody waiting.
#[test]
fn the_time_for_the_rest_is_that_of_the_sites_that_serve_the_last() {
    let mut plan = two_sites();
    plan.backlog.total = 2000;
    (plan.kecamatan[0].share, plan.kecamatan[1].share) = (1.0, 9.0);
    plan.sites[0].printers[0].away = vec![(date(2017, 5, 8), date(2017, 12, 29))];
    let (_, found) = outcome(plan.clone());
    let rest = found.time_for_the_rest;
    assert_eq!(rest.get(PrinterState::Broken), PrinterTime::ZERO);
    assert!(rest.get(PrinterState::Printing) > PrinterTime::ZERO);
    // 50 of 1,000 are left where the printer is away for good, and the others are done that day.
    plan.kecamatan[0].share = 9.0;
    plan.sites[0].printers[0].away = vec![(date(2017, 5, 26), date(2017, 12, 29))];
    let (_, found) = outcome(plan);
    assert_eq!((found.cleared, found.backlog_left), (None, 50));
    assert!(found.time_for_the_rest.share(PrinterState::Broken) > 0.99);
}

/// The office and the site of the only kecamatan may serve its 1,000 residents, and the site never prints: 19 days for 95 %, and the last 50
/// wait for their turn at the office. Where they have no card at the end, they wait for either.
#[test]
fn a_site_that_prints_nothing_is_not_what_those_who_are_served_waited_for() {
    let mut plan = bangli_exact();
    plan.routing = Routing::OwnAndOffice;
    plan.kecamatan.truncate(1);
    plan.sites.truncate(2);
    plan.sites[0].kecamatan = None;
    plan.sites[1].upgrade = Upgrade::Never;
    plan.backlog.total = 1000;
    let (_, found) = outcome(plan.clone());
    assert!(found.cleared.is_some());
    assert_eq!(found.printed_by_site, [1000, 0]);
    let rest = found.time_for_the_rest;
    assert_eq!(rest.get(PrinterState::Upgrade), PrinterTime::ZERO);
    assert!(rest.share(PrinterState::DailyLimit) > 0.5, "{rest:?}");
    plan.horizon = plan.days.nth_working_day(plan.start, 19).unwrap();
    let (_, found) = outcome(plan);
    assert_eq!((found.cleared, found.backlog_left), (None, 50));
    let rest = found.time_for_the_rest;
    assert!(rest.get(PrinterState::Upgrade) > PrinterTime::ZERO);
}

/// A ribbon of 30 cards, and one more in the stock: the printer stops after 60 cards, on the second day.
#[test]
fn the_day_is_noted_on_which_a_printer_first_lacks_a_ribbon() {
    let mut plan = one_printer(200);
    plan.horizon = date(2017, 5, 5);
    plan.ribbons = Some(Ribbons {
        on_hand: 2,
        cards_each: Distribution::constant(30.0).unwrap(),
        deliveries: vec![],
    });
    assert_eq!(outcome(plan.clone()).1.ribbons_out, Some(1));
    plan.ribbons = None;
    assert_eq!(outcome(plan).1.ribbons_out, None);
}

/// 60 waited at the start; 20 are recorded on Wednesday and get their card on Thursday.
#[test]
fn the_waits_of_new_residents_are_their_own() {
    let mut plan = one_printer(60);
    plan.kecamatan[0].recordings = Some(Distribution::constant(20.0).unwrap());
    plan.arrivals.until = Some(date(2017, 4, 26));
    let (_, outcome) = outcome(plan);
    assert_eq!(outcome.new_waits, [0, 20]);
    assert_eq!(outcome.waits.iter().sum::<u32>(), 60);
    assert_eq!(outcome.recorded_by_day, [20, 20]);
}
