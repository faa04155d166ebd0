//! Who comes when, and who comes first, by hand.

use super::*;

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
