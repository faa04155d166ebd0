//! Blanks and ribbons, by hand.

use super::*;

#[test]
fn deliveries_come_on_their_day_and_split_stocks_stay_split() {
    let mut plan = one_printer(100);
    plan.blanks.on_hand = 20;
    plan.blanks.deliveries = vec![Delivery {
        date: date(2017, 4, 28),
        at_ministry: None,
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
            at_ministry: None,
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
fn no_blanks_at_all_are_out_from_the_first_day() {
    let mut plan = one_printer(20);
    plan.blanks.on_hand = 0;
    assert_eq!(outcome(plan).1.blanks_out, Some(0));
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
            at_ministry: None,
            delay: None,
            pieces: 2,
            site: None,
        }],
    });
    let (_, result) = outcome(plan);
    assert_eq!(result.printed(), 100);
    assert_eq!(result.time().get(PrinterState::NoBlank), PrinterTime::ZERO);
}
