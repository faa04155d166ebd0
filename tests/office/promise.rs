//! The date that is told to a resident who asks.

use std::collections::BTreeMap;

use cetak::error::Result;
use cetak::experiment::{Control, Settings};
use cetak::office::plan::Plan;
use cetak::projection::{Asker, PromisedCard, PromisedCards, project, promise, promises};
use cetak::scenario;
use cetak::words::Lang;
use jiff::civil::{Date, date};

/// Five kecamatan with 1,600 residents each, of whom 90 % hold a suket unless the lines say otherwise.
fn plan(lines: &str) -> Plan {
    let suket = match lines.contains("suket_share") {
        true => "",
        false => "backlog.suket_share = 0.9\n",
    };
    let text = format!("extends = \"bangli-exact\"\n{suket}{lines}");
    match scenario::parse(&text, "test.toml", &[]) {
        Ok(scenario) => scenario.plan,
        Err(problems) => panic!("{}", problems.render(Lang::En)),
    }
}

/// One printer in one kecamatan that prints two cards a day, so that every case can be followed by hand.
fn two_a_day(residents: u32, lines: &str) -> Plan {
    let small = move |mut plan: Plan| {
        plan.sites.truncate(1);
        plan.sites[0].kecamatan = None;
        plan.sites[0].printers[0].daily_limit = 2;
        plan.kecamatan.truncate(1);
        plan.kecamatan[0].name = "Susut".into();
        plan.backlog.total = residents;
        plan
    };
    let mut plan = small(plan(lines));
    plan.worlds = plan.worlds.then(small);
    plan
}

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

fn asked(
    plan: Plan,
    kecamatan: &str,
    recorded: Date,
    suket: bool,
    n: u32,
) -> Result<PromisedCards> {
    let asker = Asker {
        kecamatan: kecamatan.into(),
        recorded,
        suket,
    };
    promise(plan, &asker, &settings(n), &Control::default())
}

fn susut(plan: Plan, recorded: Date, suket: bool) -> PromisedCard {
    let mut found = asked(plan, "Susut", recorded, suket, 1).unwrap();
    found.list.remove(0)
}

/// The residents of the start in the order in which they are served where everybody may be served anywhere: with a suket first, then by
/// recording date, then by kecamatan. Each is in a slice of the recording time, and the suket are spread evenly.
fn queue(plan: &Plan) -> Vec<(bool, Date, usize)> {
    let days = (plan.backlog.recorded_to - plan.backlog.recorded_from).get_days() + 1;
    let upto = |i: i32| (f64::from(i) * plan.backlog.suket_share + 0.5).floor();
    let mut queue = Vec::new();
    // All shares are equal.
    let count = plan.backlog.total as i32 / plan.kecamatan.len() as i32;
    for k in 0..plan.kecamatan.len() {
        for i in 0..count {
            let day = (2 * i + 1) * days / (2 * count);
            let recorded = plan.backlog.recorded_from + jiff::Span::new().days(day);
            queue.push((upto(i + 1) == upto(i), recorded, k));
        }
    }
    queue.sort();
    queue
}

#[test]
fn the_kth_card_is_printed_on_the_day_of_its_250() {
    let plan = plan("");
    let queue = queue(&plan);
    assert_eq!(queue.len(), 8000);
    let printed_on = |k: usize| {
        let days = k.div_ceil(250) as u32;
        plan.days.nth_working_day(plan.start, days).unwrap()
    };
    let mut last: BTreeMap<(usize, bool, Date), usize> = BTreeMap::new();
    for (k, (without, recorded, kecamatan)) in (1..).zip(&queue) {
        last.insert((*kecamatan, !without, *recorded), k);
    }
    let found = promises(plan.clone(), &settings(2), &Control::default()).unwrap();
    assert_eq!(found.list.len(), 2 * 5 * 180);
    let (mut there, mut behind) = (0, 0);
    for one in &found.list {
        let of = |k: &cetak::office::plan::Kecamatan| k.name == one.kecamatan;
        let kecamatan = plan.kecamatan.iter().position(of).unwrap();
        let line = |from, to| last.range((kecamatan, one.suket, from)..=(kecamatan, one.suket, to));
        let rank = match last.get(&(kecamatan, one.suket, one.recorded)) {
            Some(rank) => {
                there += 1;
                *rank
            }
            // Nobody was recorded there on that day: the next behind, or the last of the line.
            None => {
                behind += 1;
                let next = line(one.recorded, Date::MAX).next();
                let of_next_day = |recorded: Date| {
                    let mut all = (1..).zip(&queue);
                    let first = all.find(|(_, (without, day, k))| {
                        (!without, *day, *k) == (one.suket, recorded, kecamatan)
                    });
                    first.unwrap().0
                };
                next.map_or_else(
                    || *line(Date::MIN, one.recorded).next_back().unwrap().1,
                    |((_, _, recorded), _)| of_next_day(*recorded),
                )
            }
        };
        let wanted = Some(printed_on(rank));
        assert_eq!(one.printed_on.quantiles.each(), [wanted; 3], "{one:?}");
        assert_eq!(one.safe_date, wanted);
        assert_eq!((one.asked, one.kept), (2, 2));
    }
    assert!(there > 1000 && behind > 50, "{there} {behind}");
}

#[test]
fn the_last_of_all_is_promised_the_date_by_which_all_are_served() {
    let plan = plan("");
    let (_, recorded, k) = *queue(&plan).last().unwrap();
    let name = plan.kecamatan[k].name.clone();
    let all = project(plan.clone(), &settings(3), &[], &Control::default()).unwrap();
    let one = asked(plan, &name, recorded, false, 3).unwrap();
    assert_eq!(one.list[0].printed_on, all.measures.cleared_on);
    assert_eq!(one.list[0].safe_date, Some(date(2017, 6, 14)));
}

#[test]
fn a_suket_goes_before_an_earlier_date() {
    // Ten residents, recorded in ten slices of the time; of five cards, the first is for the middle one, who holds the only suket.
    let plan = two_a_day(10, "backlog.suket_share = 0.1");
    let (_, holder, _) = queue(&plan)[0];
    let first = plan.backlog.recorded_from;
    assert!(holder > first + jiff::Span::new().days(60));
    assert_eq!(
        susut(plan.clone(), holder, true).safe_date,
        Some(date(2017, 4, 26))
    );
    // The last of those without is the tenth card: Wed, Thu, Fri, Tue (Monday is a holiday), Wed.
    assert_eq!(
        susut(plan.clone(), plan.backlog.recorded_to, false).safe_date,
        Some(date(2017, 5, 3))
    );
}

#[test]
fn a_misprint_is_printed_when_its_turn_comes_again() {
    // The third card of each day goes beyond the limit and is misprinted.
    let mut plan = two_a_day(3, "backlog.suket_share = 1.0");
    let printer = &mut plan.sites[0].printers[0];
    (printer.overload, printer.overload_spoilage) = (1, 1.0);
    let (_, third, _) = queue(&plan)[2];
    assert_eq!(
        susut(plan, third, true).safe_date,
        Some(date(2017, 4, 27)),
        "not on the first day"
    );
}

#[test]
fn one_more_resident_joins_behind_all_others_of_the_day_and_with_the_suket_as_asked() {
    // Ten wait; each of them holds a suket: until Wednesday 3 May there are two cards a day for them.
    let plan = |lines: &str| two_a_day(10, &format!("backlog.suket_share = 1.0\n{lines}"));
    let wednesday = date(2017, 4, 26);
    // The eleventh card.
    for recorded in [wednesday, date(2017, 4, 28), date(2017, 5, 3)] {
        let one = susut(plan(""), recorded, true);
        assert_eq!(one.safe_date, Some(date(2017, 5, 4)), "{recorded}");
    }
    // Nobody else waits any more: on that day, or on Monday if the office is closed.
    assert_eq!(
        susut(plan(""), date(2017, 5, 9), false).safe_date,
        Some(date(2017, 5, 9))
    );
    assert_eq!(
        susut(plan(""), date(2017, 5, 13), true).safe_date,
        Some(date(2017, 5, 15))
    );
    // Three others are recorded on the first day only.
    let plan = |suket_share: f64| {
        let mut plan = plan("");
        plan.arrivals.from = wednesday;
        plan.arrivals.until = Some(wednesday);
        plan.arrivals.suket_share = suket_share;
        plan.kecamatan[0].recordings = Some("3".parse().unwrap());
        plan
    };
    // The fourteenth card.
    assert_eq!(
        susut(plan(1.0), wednesday, true).safe_date,
        Some(date(2017, 5, 5))
    );
    // With a suket before the three without: the eleventh card.
    assert_eq!(
        susut(plan(0.0), wednesday, true).safe_date,
        Some(date(2017, 5, 4))
    );
    assert_eq!(
        susut(plan(0.0), wednesday, false).safe_date,
        Some(date(2017, 5, 5))
    );
}

#[test]
fn what_is_not_printed_within_the_horizon_has_no_safe_date() {
    let mut short = two_a_day(10, "");
    short.horizon = date(2017, 4, 28);
    let one = susut(short.clone(), short.backlog.recorded_to, true);
    assert_eq!(one.safe_date, None);
    assert_eq!((one.printed_on.share.fraction, one.kept), (0.0, 0));
    assert_eq!(one.printed_on.quantiles.each(), [None; 3]);
    // The office does not open again: Saturday 29 April, Sunday, a holiday.
    short.horizon = date(2017, 5, 1);
    assert_eq!(susut(short, date(2017, 4, 29), true).safe_date, None);
}

#[test]
fn a_safe_date_is_an_open_day() {
    // In half of the worlds the office opens on Saturdays, and prints the seventh card on the first of them; in the plan as read it
    // does not open.
    let saturdays =
        "opening_hours.saturday = { one_of = [[\"closed\", 51], [\"07:30-15:30\", 49]] }";
    let plan = two_a_day(8, &format!("backlog.suket_share = 1.0\n{saturdays}"));
    let (_, seventh, _) = queue(&plan)[6];
    let (saturday, tuesday) = (Some(date(2017, 4, 29)), Some(date(2017, 5, 2)));
    let mut printed = Vec::new();
    for seed in 1..=12 {
        let one = settings(1);
        let asker = Asker {
            kecamatan: "Susut".into(),
            recorded: seventh,
            suket: true,
        };
        let found = promise(
            plan.clone(),
            &asker,
            &Settings { seed, ..one },
            &Control::default(),
        );
        let found = &found.unwrap().list[0];
        assert_eq!((found.safe_date, found.kept), (tuesday, 1));
        printed.push(found.printed_on.quantiles.p90);
    }
    assert!(printed.contains(&saturday) && printed.contains(&tuesday));
    printed.retain(|date| ![saturday, tuesday].contains(date));
    assert_eq!(printed, []);
}

#[test]
fn who_is_asked_for_is_looked_for_in_each_world() {
    let totals = "backlog.total = { one_of = [[4000, 1], [8000, 1]] }";
    let recorded = date(2017, 4, 25);
    let last = |total: &str| {
        let mut last = asked(plan(total), "Kintamani", recorded, false, 60).unwrap();
        last.list.remove(0)
    };
    let both = last(totals).printed_on.quantiles;
    let each = ["backlog.total = 4000", "backlog.total = 8000"].map(|total| last(total).safe_date);
    assert!(each[0] < each[1]);
    assert_eq!([both.p10, both.p90], each);

    // In some worlds everybody holds a suket; only the others tell what happens to those without.
    let shares = "backlog.suket_share = { one_of = [[0.9, 1], [1.0, 1]] }";
    let some = last(shares);
    assert!((10..50).contains(&some.asked), "{}", some.asked);
    assert_eq!(some.printed_on.quantiles.each(), [each[1]; 3]);
    assert_eq!(some.kept, some.asked);
}

#[test]
fn who_cannot_be_meant_is_refused_in_both_languages() {
    let told = |kecamatan: &str, recorded: Date, suket: bool, share: &str| {
        let plan = plan(&format!("backlog.suket_share = {share}"));
        let error = asked(plan, kecamatan, recorded, suket, 1).unwrap_err();
        [Lang::En, Lang::Id].map(|lang| error.render(lang))
    };
    let good = date(2016, 11, 12);
    assert_eq!(
        told("Sussut", good, true, "0.9"),
        [
            "there is no kecamatan \"Sussut\", did you mean Susut?",
            "tidak ada kecamatan \"Sussut\", mungkin maksudnya Susut?"
        ]
    );
    assert_eq!(
        told("Denpasar Barat", good, true, "0.9")[0],
        "there is no kecamatan \"Denpasar Barat\": there are Disdukcapil, Susut, Bangli, Tembuku, Kintamani"
    );
    assert_eq!(
        told("Susut", date(2016, 10, 27), true, "0.9"),
        [
            "Thu 27 October 2016 is before the recording dates of those who wait at the start, Fri 28 October 2016 to Tue 25 April 2017",
            "Kamis, 27 Oktober 2016 mendahului tanggal perekaman warga yang menunggu sejak awal, Jumat, 28 Oktober 2016 sampai Selasa, 25 April 2017"
        ]
    );
    assert_eq!(
        told("Susut", date(2018, 1, 1), true, "0.9"),
        [
            "Mon 1 January 2018 is after the horizon, Fri 29 December 2017",
            "Senin, 1 Januari 2018 lewat batas waktu, Jumat, 29 Desember 2017"
        ]
    );
    assert_eq!(
        told("Susut", good, false, "1.0"),
        [
            "nobody of Susut waits at the start without a suket",
            "tidak ada warga Susut tanpa suket yang menunggu sejak awal"
        ]
    );
    assert_eq!(
        told("Susut", good, true, "0.0")[0],
        "nobody of Susut waits at the start with a suket"
    );
}

#[test]
fn a_board_of_too_many_dates_is_refused() {
    let mut many = plan("");
    many.backlog.recorded_from = date(1, 1, 1);
    let error = promises(many, &settings(100_000), &Control::default()).unwrap_err();
    assert!(error.to_string().contains("at most"), "{error}");
}

/// Four residents wait and two are recorded on each open day: a printer of two cards a day prints theirs two open days later.
#[test]
fn a_board_holds_whom_the_scenario_records_later() {
    let mut plan = two_a_day(4, "");
    plan.arrivals.until = Some(date(2017, 5, 12));
    plan.arrivals.suket_share = 1.0;
    plan.kecamatan[0].recordings = Some("2".parse().unwrap());
    let found = promises(plan.clone(), &settings(2), &Control::default()).unwrap();
    let later: Vec<&PromisedCard> = found
        .list
        .iter()
        .filter(|one| one.recorded >= plan.start)
        .collect();
    let open: Vec<Date> = plan
        .days
        .open_days(plan.start, plan.horizon)
        .map(|(date, _)| date)
        .collect();
    let recorded: Vec<Date> = later.iter().map(|one| one.recorded).collect();
    let until = open
        .iter()
        .position(|day| *day > date(2017, 5, 12))
        .unwrap();
    assert_eq!(recorded, open[..until]);
    for (at, one) in later.iter().enumerate() {
        let wanted = Some(open[at + 2]);
        assert_eq!(one.printed_on.quantiles.each(), [wanted; 3], "{one:?}");
        assert_eq!((one.suket, one.asked, one.kept), (true, 2, 2));
    }
}

/// One resident a day, with a suket or without: each has the card on the same day, and stands for those of the days before on which nobody was
/// recorded as they are.
#[test]
fn a_board_tells_newcomers_with_and_without_a_suket_apart() {
    let mut plan = two_a_day(0, "");
    (plan.horizon, plan.arrivals.until) = (date(2017, 5, 31), Some(date(2017, 5, 12)));
    plan.arrivals.suket_share = 0.5;
    plan.kecamatan[0].recordings = Some("1".parse().unwrap());
    let found = promises(plan.clone(), &settings(200), &Control::default()).unwrap();
    let of_day = |day: Date| -> Vec<&PromisedCard> {
        found
            .list
            .iter()
            .filter(|one| one.recorded == day)
            .collect()
    };
    let first = of_day(date(2017, 4, 26));
    assert_eq!((first[0].asked, first[1].asked), (200, 200));
    for one in first {
        let dates = one.printed_on.quantiles;
        // Half of the days have one: the first of them, and the fourth or so of ten replications.
        assert_eq!(dates.p10, Some(date(2017, 4, 26)), "{one:?}");
        assert!(
            dates.p90 >= Some(date(2017, 4, 28)) && dates.p90 <= Some(date(2017, 5, 3)),
            "{one:?}"
        );
    }
    // Nobody comes behind those of the last day.
    let last = of_day(date(2017, 5, 12));
    assert_eq!(last[0].asked + last[1].asked, 200);
    assert!(
        last.iter()
            .all(|one| one.safe_date == Some(date(2017, 5, 12)))
    );
    assert!(of_day(date(2017, 4, 29)).is_empty(), "closed");
}

/// Only a campaign records in the second kecamatan: nobody else of it has a row.
#[test]
fn a_board_has_the_residents_of_a_campaign_on_its_date_alone() {
    let text = "backlog.total = 0\nstart = 2018-01-02\nhorizon = 2018-03-30\nblanks.on_hand = 9000\n[kecamatan.A]\nshare = 1\nrecordings = 3\n[kecamatan.B]\nshare = 0\n\
        [[arrivals.campaigns]]\ndate = 2018-02-06\nkecamatan = 'B'\nrecordings = 30\n[sites.A]\n[sites.B]\n";
    let plan = match scenario::parse(text, "test.toml", &[]) {
        Ok(scenario) => scenario.plan,
        Err(problems) => panic!("{}", problems.render(Lang::En)),
    };
    let found = promises(plan, &settings(5), &Control::default()).unwrap();
    let of_b: Vec<&PromisedCard> = found
        .list
        .iter()
        .filter(|one| one.kecamatan == "B")
        .collect();
    assert_eq!(of_b.len(), 1, "{of_b:?}");
    assert_eq!(of_b[0].recorded, date(2018, 2, 6));
    assert!(found.list.len() > 30);
}

/// The recording of those who wait began some day between 1 October and 1 December, and ended between 1 January and 25 April.
#[test]
fn a_promise_of_unknown_recording_dates_counts_the_worlds_that_have_such_a_resident() {
    let unknown = plan(
        "backlog.recorded_from = { uncertain = 'uniform(2016-10-01, 2016-12-01)', why = 'Not known.' }\n\
         backlog.recorded_to = { uncertain = 'uniform(2017-01-01, 2017-04-25)', why = 'Not known.' }\n",
    );
    let n = 200;
    let counted = |recorded: Date| {
        let found = asked(unknown.clone(), "Susut", recorded, true, n).unwrap();
        found.list[0].asked
    };
    let worlds = (0..u64::from(n)).map(|replication| {
        let streams = cetak::random::Streams::new(settings(n).seed, replication);
        unknown.drawn(&streams).unwrap().unwrap().plan.backlog
    });
    let worlds: Vec<_> = worlds
        .map(|backlog| (backlog.recorded_from, backlog.recorded_to))
        .collect();
    let first = worlds.iter().map(|(from, _)| *from).min().unwrap();
    let last = worlds.iter().map(|(_, to)| *to).max().unwrap();
    let within = [date(2016, 10, 20), date(2016, 12, 15), date(2017, 3, 15)];
    for day in within.into_iter().chain([first, last]) {
        let has = worlds
            .iter()
            .filter(|(from, to)| (*from..=*to).contains(&day));
        assert_eq!(counted(day) as usize, has.count(), "{day}");
    }
    assert!(counted(first) < n && counted(last) < n);
    // Before the first is nobody; after the last, the last of all stands for whoever asks.
    assert!(
        asked(
            unknown.clone(),
            "Susut",
            first.yesterday().unwrap(),
            true,
            n
        )
        .is_err()
    );
    assert_eq!(counted(last.tomorrow().unwrap()), n);
    let board = promises(unknown.clone(), &settings(n), &Control::default()).unwrap();
    let dates = || board.list.iter().map(|one| one.recorded);
    assert_eq!((dates().min(), dates().max()), (Some(first), Some(last)));
}
