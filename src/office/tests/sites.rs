//! Upgrades, outages and routing, by hand.

use super::*;

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
fn an_outage_stops_its_sites_and_lets_the_card_under_way_finish() {
    let mut plan = one_printer(100);
    plan.outages = vec![Outage {
        name: "server".into(),
        common: false,
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

/// When an outage of the only site ends that has begun at `from` and lasts from 2 to 12 days, in hours after the start of
/// Wednesday 26 April, in 200 replications.
fn ends_of_outage(from: (Date, u16)) -> Vec<f64> {
    let mut plan = one_printer(2000);
    plan.horizon = date(2017, 5, 31);
    plan.outages = vec![Outage {
        name: "network".into(),
        common: false,
        sites: vec![SiteId::new(0)],
        when: OutageTimes::Begun {
            from,
            lasts: Distribution::uniform(crate::time::days(2.0), crate::time::days(12.0)).unwrap(),
        },
    }];
    let setup = Arc::new(Setup::new(plan).unwrap());
    let end = |replication| {
        let mut ends = None;
        let mut trace = Trace::new(|now: Time, event: &Event, _: &Office| {
            if let Event::OutageEnds { .. } = event {
                ends = Some((now - Time::ZERO).as_hours());
            }
        });
        let run = Run::new(Arc::clone(&setup), &Streams::new(1, replication));
        let result = run.finish_observed(&mut trace).unwrap();
        let end = ends.expect("it ends");
        // The site opens at half past seven of the first day.
        let stood_still = result.time().get(PrinterState::Outage) > hours(0.0).into();
        assert_eq!(stood_still, end > 7.5);
        end
    };
    (0..200).map(end).collect()
}

#[test]
fn an_outage_with_a_known_beginning_ends_at_a_drawn_time() {
    let within = |ends: &[f64], low: f64, high: f64| {
        assert!(
            ends.iter().all(|end| (low..=high).contains(end)),
            "{ends:?}"
        );
        let mean = ends.iter().sum::<f64>() / ends.len() as f64;
        // Four standard errors of a uniform distribution.
        let error = (high - low) / 12_f64.sqrt() / (ends.len() as f64).sqrt();
        assert!(
            (mean - f64::midpoint(low, high)).abs() < 4.0 * error,
            "{mean}"
        );
    };
    // From Thursday noon on: 36 hours, and 2 to 12 days.
    within(
        &ends_of_outage((date(2017, 4, 27), 12 * 60)),
        36.0 + 48.0,
        36.0 + 288.0,
    );
    // Since one day, so all lengths are possible still.
    within(&ends_of_outage((date(2017, 4, 25), 0)), 24.0, 264.0);
    // Since eight days: it lasts for 8 to 12 days.
    within(&ends_of_outage((date(2017, 4, 18), 0)), 0.0, 96.0);
}

#[test]
fn an_outage_that_is_over_by_the_start_is_refused() {
    let mut plan = one_printer(1);
    let when = |day| OutageTimes::Begun {
        from: (date(2017, 4, day), 0),
        lasts: Distribution::constant(crate::time::days(5.0)).unwrap(),
    };
    plan.outages = vec![Outage::new("network", vec![SiteId::new(0)], when(22))];
    assert!(plan.validate().is_ok());
    plan.outages[0].when = when(21);
    let told = plan.validate().unwrap_err().to_string();
    assert_eq!(told, "outage \"network\" is always over by the start");
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
        .parse::<crate::office::days::DayHours>()
        .unwrap();
    plan.days = crate::office::days::OfficeDays::new(std::array::from_fn(|_| day.clone()));
    printer_of(&mut plan).ramp = vec![5, 10];
    plan.sites[0].upgrade = Upgrade::On {
        date: date(2017, 4, 26),
        minute: Some(12 * 60 + 30),
    };
    assert_eq!(waiting_after(plan, 3), [15, 5, 0]);
}
