//! When the office is open: hours as text, holidays against what is known, the pawukon cycle, counts of working days.

use std::collections::HashSet;

use cetak::office::days::{
    Basis, ClosureReason, DayHours, Extent, HolidayKind, HolidaySet, HolyDay, LetterKnown,
    OfficeDays, PAWUKON_DAYS, Practice, pawukon_day,
};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

fn hours(text: &str) -> DayHours {
    text.parse::<DayHours>()
        .expect("the hours of this test are well-formed")
}

fn set(name: &str) -> HolidaySet {
    HolidaySet::named(name).expect("the set of this test is built in")
}

/// Monday to Thursday 07:30–15:30, Friday until 13:00, and no holidays.
fn weekdays() -> OfficeDays {
    let day = hours("07:30-15:30");
    let off = DayHours::closed();
    OfficeDays::new([
        day.clone(),
        day.clone(),
        day.clone(),
        day,
        hours("07:30-13:00"),
        off.clone(),
        off,
    ])
}

fn bangli_2017() -> OfficeDays {
    weekdays().with_holidays(set("indonesia-2017"))
}

fn days_of(set: &HolidaySet, kind: HolidayKind, from: Date, to: Date) -> Vec<Date> {
    set.holidays()
        .iter()
        .filter(|holiday| holiday.kind == kind && (from..=to).contains(&holiday.date))
        .map(|holiday| holiday.date)
        .collect()
}

fn all_days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |day| *day <= to)
}

#[test]
fn hours_are_written_as_they_are_read() {
    for text in [
        "07:30-15:30",
        "07:30-12:00, 13:00-15:30",
        "00:00-24:00",
        "closed",
    ] {
        assert_eq!(hours(text).to_string(), text);
    }
    assert_eq!(hours(" 7:30 - 15:30 ").to_string(), "07:30-15:30");
    assert_eq!(hours("08:00-12:00,12:00-16:00"), hours("08:00-16:00"));
    assert_eq!(hours("00:00-24:00").length().as_hours(), 24.0);
    assert!(!hours("closed").is_open());
    let json = serde_json::to_string(&hours("07:30-13:00")).unwrap();
    assert_eq!(json, "\"07:30-13:00\"");
    assert_eq!(
        serde_json::from_str::<DayHours>(&json).unwrap(),
        hours("07:30-13:00")
    );
    assert!(serde_json::from_str::<DayHours>("\"13:00-07:30\"").is_err());
}

#[test]
fn wrong_hours_are_refused_with_what_was_found_and_wanted() {
    for (text, found, wanted) in [
        ("", "``", "`07:30-15:30`"),
        ("Closed", "`Closed`", "`closed`"),
        ("07:30", "`07:30`", "`07:30-15:30`"),
        ("07:30-12:00, lunch", "`lunch`", "with commas"),
        ("07:30-12:00,", "``", "`07:30-15:30`"),
        ("07:60-12:00", "`07:60-12:00`", "`07:30-15:30`"),
        ("+7:30-12:00", "`+7:30-12:00`", "`07:30-15:30`"),
        ("07:3-12:00", "`07:3-12:00`", "`07:30-15:30`"),
        ("07:30-24:01", "`07:30-24:01`", "`07:30-15:30`"),
        ("15:30-07:30", "15:30-07:30", "end after it begins"),
        ("08:00-08:00", "08:00-08:00", "end after it begins"),
        (
            "08:00-12:00, 11:59-13:00",
            "11:59-13:00",
            "after 08:00-12:00 has ended",
        ),
        (
            "13:00-15:00, 08:00-12:00",
            "08:00-12:00",
            "after 13:00-15:00 has ended",
        ),
    ] {
        let message = text.parse::<DayHours>().unwrap_err().to_string();
        assert!(
            message.contains(found) && message.contains(wanted),
            "{text:?}: {message}"
        );
    }
    assert!(DayHours::new([(1430, 1441)]).is_err());
}

#[test]
fn a_half_day_ends_at_noon() {
    assert_eq!(hours("07:30-15:30").first_half(), hours("07:30-12:00"));
    assert_eq!(
        hours("07:30-11:00, 13:00-15:00").first_half(),
        hours("07:30-11:00")
    );
    assert_eq!(hours("12:00-20:00").first_half(), DayHours::closed());
    assert_eq!(hours("07:30-15:30").until(450), DayHours::closed());
    assert_eq!(hours("07:30-15:30").until(451), hours("07:30-07:31"));
}

#[test]
fn the_holidays_around_idul_fitri_2017_are_those_of_the_decrees() {
    let set = set("indonesia-2017");
    let (from, to) = (date(2017, 4, 20), date(2017, 7, 31));
    assert_eq!(
        days_of(&set, HolidayKind::National, from, to),
        [(4, 24), (5, 1), (5, 11), (5, 25), (6, 1), (6, 25), (6, 26)]
            .map(|(m, d)| date(2017, m, d))
    );
    assert_eq!(
        days_of(&set, HolidayKind::JointLeave, from, to),
        [23, 27, 28, 29, 30].map(|day| date(2017, 6, day))
    );
    assert_eq!(
        bangli_2017().nth_working_day(date(2017, 6, 22), 2),
        Some(date(2017, 7, 3))
    );
    let working = weekdays().with_holidays(set.without_joint_leave());
    assert!(working.is_open(date(2017, 6, 23)) && !working.is_open(date(2017, 6, 26)));
}

#[test]
fn other_years_hold_the_joint_leave_of_their_decrees() {
    let known: [(i16, &[(i8, i8)]); 6] = [
        (
            2018,
            &[
                (6, 11),
                (6, 12),
                (6, 13),
                (6, 14),
                (6, 18),
                (6, 19),
                (6, 20),
                (12, 24),
            ],
        ),
        (2019, &[(6, 3), (6, 4), (6, 7), (12, 24)]),
        (2020, &[(8, 21), (10, 28), (10, 30), (12, 24), (12, 31)]),
        (2021, &[(5, 12)]),
        (2022, &[(4, 29), (5, 4), (5, 5), (5, 6)]),
        (
            2024,
            &[
                (2, 9),
                (3, 12),
                (4, 8),
                (4, 9),
                (4, 12),
                (4, 15),
                (5, 10),
                (5, 24),
                (6, 18),
                (12, 26),
            ],
        ),
    ];
    for (year, days) in known {
        let expected: Vec<Date> = days.iter().map(|&(m, d)| date(year, m, d)).collect();
        let set = set(&format!("indonesia-{year}"));
        assert_eq!(
            days_of(
                &set,
                HolidayKind::JointLeave,
                date(year, 1, 1),
                date(year, 12, 31)
            ),
            expected
        );
    }
    // In 2021 two feasts met on one date, and two others were moved by decree.
    let of_2021 = set("indonesia-2021");
    let names: Vec<&str> = of_2021
        .on(date(2021, 5, 13))
        .map(|holiday| holiday.indonesian.as_str())
        .collect();
    assert_eq!(names, ["Kenaikan Yesus Kristus", "Hari Raya Idul Fitri"]);
    assert_eq!(of_2021.on(date(2021, 8, 11)).count(), 1);
    assert_eq!(of_2021.on(date(2021, 10, 20)).count(), 1);
}

#[test]
fn every_set_is_complete_and_says_what_it_estimates() {
    assert_eq!(HolidaySet::names().count(), 14);
    for (name, year) in HolidaySet::names().zip(2017..) {
        let set = set(&name);
        assert_eq!((set.name(), set.year()), (name, year));
        assert!(set.holidays().is_sorted_by_key(|holiday| holiday.date));
        for holiday in set.holidays() {
            assert_eq!(holiday.date.year(), year);
            assert!(!holiday.indonesian.is_empty() && !holiday.english.is_empty());
        }
        for (month, day) in [(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)] {
            assert_eq!(set.on(date(year, month, day)).count(), 1);
        }
        let distinct: HashSet<(Date, &str)> = set
            .holidays()
            .iter()
            .map(|holiday| (holiday.date, holiday.english.as_str()))
            .collect();
        assert_eq!(distinct.len(), set.holidays().len());
        // Ascension is the Thursday 39 days after Easter, which is two days after Good Friday.
        let on = |name| {
            let mut days = set.holidays().iter().filter(|day| day.english == name);
            days.next().map(|day| day.date).unwrap()
        };
        assert_eq!(on("Good Friday").weekday(), Weekday::Friday);
        assert_eq!(on("Good Friday") + 41.days(), on("Ascension Day"));
        assert_eq!(set.has_estimates(), year >= 2027);
        let decreed = set
            .holidays()
            .iter()
            .any(|day| day.basis == Basis::Decree || day.kind == HolidayKind::JointLeave);
        assert_eq!(decreed, year <= 2027);
    }
}

#[test]
fn an_unknown_set_names_the_nearest() {
    for (name, nearest) in [
        ("indonesia-2016", "`indonesia-2017`"),
        ("indonesia-2031", "`indonesia-2030`"),
        ("indonesai-2024", "`indonesia-2024`"),
        ("Indonesia 2019", "`indonesia-2019`"),
    ] {
        let message = HolidaySet::named(name).unwrap_err().to_string();
        for part in [name, nearest, "indonesia-2017 to indonesia-2030"] {
            assert!(message.contains(part), "{name}: {message}");
        }
    }
}

#[test]
fn galungan_falls_where_it_is_known_to_have_fallen() {
    for galungan in [
        date(2016, 2, 10),
        date(2016, 9, 7),
        date(2017, 4, 5),
        date(2017, 11, 1),
        date(2018, 5, 30),
        date(2018, 12, 26),
        date(2024, 9, 25),
        date(2025, 11, 19),
    ] {
        assert_eq!(HolyDay::on(galungan), Some(HolyDay::Galungan));
        for (days, holy) in [
            (-1, HolyDay::PenampahanGalungan),
            (1, HolyDay::UmanisGalungan),
            (9, HolyDay::PenampahanKuningan),
            (10, HolyDay::Kuningan),
            (11, HolyDay::UmanisKuningan),
        ] {
            assert_eq!(HolyDay::on(galungan + days.days()), Some(holy));
        }
    }
    // Saraswati of 21 January and 19 August 2017, each with Pagerwesi on the Wednesday after.
    for saraswati in [date(2017, 1, 21), date(2017, 8, 19)] {
        assert_eq!(HolyDay::on(saraswati), Some(HolyDay::Saraswati));
        assert_eq!(HolyDay::on(saraswati + 4.days()), Some(HolyDay::Pagerwesi));
    }
}

#[test]
fn one_cycle_has_each_holy_day_once_on_its_weekday() {
    let start = date(2017, 4, 5);
    let found: Vec<(HolyDay, Weekday)> = all_days(start, start + 209.days())
        .filter_map(|day| Some((HolyDay::on(day)?, day.weekday())))
        .collect();
    assert_eq!(
        found,
        [
            (HolyDay::Galungan, Weekday::Wednesday),
            (HolyDay::UmanisGalungan, Weekday::Thursday),
            (HolyDay::PenampahanKuningan, Weekday::Friday),
            (HolyDay::Kuningan, Weekday::Saturday),
            (HolyDay::UmanisKuningan, Weekday::Sunday),
            (HolyDay::Saraswati, Weekday::Saturday),
            (HolyDay::Pagerwesi, Weekday::Wednesday),
            (HolyDay::PenampahanGalungan, Weekday::Tuesday),
        ]
    );
}

/// The dates on which an office that is open every day of the week closes for a Balinese holy day, wholly or from noon.
fn balinese(practice: Practice, year: i16) -> Vec<(Date, HolyDay, Extent)> {
    let days = OfficeDays::new([(); 7].map(|()| hours("08:00-16:00"))).with_balinese(practice);
    let one = |closure: cetak::office::days::Closure| match closure.reasons[..] {
        [ClosureReason::Balinese(day)] => (closure.date, day, closure.extent),
        _ => panic!("{closure:?}"),
    };
    days.closures(date(year, 1, 1), date(year, 12, 31))
        .map(one)
        .collect()
}

fn dates_of(practice: Practice, year: i16) -> Vec<(i8, i8)> {
    let found = balinese(practice, year).into_iter();
    found.map(|(date, ..)| (date.month(), date.day())).collect()
}

/// Galungan of 5 April and 1 November 2017, Kuningan ten days after each, Saraswati of 21 January and 19 August.
#[test]
fn the_half_and_the_whole_practice_close_on_the_same_six_holy_days_of_2017() {
    let expected = [
        (1, 21),
        (1, 25),
        (4, 4),
        (4, 5),
        (4, 6),
        (4, 15),
        (8, 19),
        (8, 23),
        (10, 31),
        (11, 1),
        (11, 2),
        (11, 11),
    ];
    assert_eq!(dates_of(Practice::Half, 2017), expected);
    assert_eq!(dates_of(Practice::Whole, 2017), expected);
    let extents = |practice| balinese(practice, 2017).into_iter().map(|found| found.2);
    assert!(extents(Practice::Half).all(|extent| extent == Extent::Half));
    assert!(extents(Practice::Whole).all(|extent| extent == Extent::Whole));
}

/// The days of 2013 as Antara reported them in January 2013.
#[test]
fn a_letter_that_is_known_wholly_closes_on_its_days_and_no_others() {
    use HolyDay::*;
    let expected = [
        (1, 10, Siwaratri),
        (1, 11, Siwaratri),
        (1, 12, Saraswati),
        (1, 16, Pagerwesi),
        (3, 11, TawurKesanga),
        (3, 13, NgembakGeni),
        (3, 26, PenampahanGalungan),
        (3, 27, Galungan),
        (3, 28, UmanisGalungan),
        (4, 5, PenampahanKuningan),
        (4, 6, Kuningan),
        (4, 7, UmanisKuningan),
        (8, 10, Saraswati),
        (8, 14, Pagerwesi),
        (10, 22, PenampahanGalungan),
        (10, 23, Galungan),
        (10, 24, UmanisGalungan),
        (11, 1, PenampahanKuningan),
        (11, 2, Kuningan),
        (11, 3, UmanisKuningan),
    ]
    .map(|(month, day, holy)| (date(2013, month, day), holy, Extent::Whole));
    assert_eq!(balinese(Practice::Letter, 2013), expected);
    // One day of Siwaratri, and neither Sunday after Kuningan.
    let of_2024 = [
        (1, 9),
        (2, 27),
        (2, 28),
        (2, 29),
        (3, 8),
        (3, 9),
        (3, 10),
        (3, 12),
        (7, 13),
        (7, 17),
        (9, 24),
        (9, 25),
        (9, 26),
        (10, 4),
        (10, 5),
    ];
    assert_eq!(dates_of(Practice::Letter, 2024), of_2024);
    assert_eq!(dates_of(Practice::Letter, 2012).len(), 18);
}

/// Of 2017 the days of January are on record; the others are those of the cycle, with Penampahan and Umanis Kuningan.
#[test]
fn a_letter_that_is_known_in_part_is_filled_up_from_the_cycle() {
    let expected = [
        (1, 21),
        (1, 25),
        (1, 26),
        (1, 27),
        (4, 4),
        (4, 5),
        (4, 6),
        (4, 14),
        (4, 15),
        (4, 16),
        (8, 19),
        (8, 23),
        (10, 31),
        (11, 1),
        (11, 2),
        (11, 10),
        (11, 11),
        (11, 12),
    ];
    assert_eq!(dates_of(Practice::Letter, 2017), expected);
    let siwaratri = balinese(Practice::Letter, 2017)[2];
    assert_eq!(siwaratri.1, HolyDay::Siwaratri);
}

/// Galungan of 30 May and 26 December 2018. Nyepi was on 17 March, Siwaratri in January; no letter for that year is on record.
#[test]
fn without_a_letter_the_days_of_the_cycle_close_and_no_lunar_day() {
    let expected = [
        (3, 17),
        (3, 21),
        (5, 29),
        (5, 30),
        (5, 31),
        (6, 8),
        (6, 9),
        (6, 10),
        (10, 13),
        (10, 17),
        (12, 25),
        (12, 26),
        (12, 27),
    ];
    assert_eq!(dates_of(Practice::Letter, 2018), expected);
}

#[test]
fn a_report_can_tell_how_much_of_each_letter_is_known() {
    let known = |practice| -> Vec<(i16, LetterKnown)> {
        let days = weekdays().with_balinese(practice);
        days.letters(date(2016, 12, 31), date(2018, 1, 1)).collect()
    };
    assert_eq!(
        known(Practice::Letter),
        [
            (2016, LetterKnown::Part),
            (2017, LetterKnown::Part),
            (2018, LetterKnown::Not)
        ]
    );
    assert_eq!(known(Practice::Whole), []);
    assert_eq!(LetterKnown::of(2013), LetterKnown::Whole);
}

/// The day counts of the reference cases: Monday to Friday from 26 April 2017, holidays and joint leave off.
#[test]
fn the_reference_working_days_of_2017() {
    let (days, start) = (bangli_2017(), date(2017, 4, 26));
    for (n, month, day, weekday) in [
        (1, 4, 26, Weekday::Wednesday),
        (32, 6, 14, Weekday::Wednesday),
        (35, 6, 19, Weekday::Monday),
        (37, 6, 21, Weekday::Wednesday),
        (54, 7, 24, Weekday::Monday),
    ] {
        let on = date(2017, month, day);
        assert_eq!(days.nth_working_day(start, n), Some(on));
        assert_eq!(days.working_days_between(start, on), n);
        assert_eq!(on.weekday(), weekday);
    }
    assert_eq!(days.nth_working_day(start, 0), None);
}

#[test]
fn the_strongest_rule_decides_the_hours() {
    let galungan = date(2017, 11, 1);
    let days = bangli_2017();
    assert_eq!(days.hours(galungan), hours("07:30-15:30"));
    let half = days.clone().with_balinese(Practice::Half);
    assert_eq!(half.hours(galungan), hours("07:30-12:00"));
    let whole = days.clone().with_balinese(Practice::Whole);
    assert!(!whole.is_open(galungan));
    let own = half.clone().with_closed(galungan, Extent::Whole, "Odalan");
    assert!(!own.is_open(galungan));
    let extra = own.with_extra(galungan, hours("08:00-10:00"));
    assert_eq!(extra.hours(galungan), hours("08:00-10:00"));
    assert_eq!(extra.why_closed(galungan), None);

    // A Saturday made a working day, and an extra day that closes.
    let days = days
        .with_extra(date(2017, 4, 29), hours("08:00-12:00"))
        .with_extra(date(2017, 5, 2), DayHours::closed());
    assert!(days.is_open(date(2017, 4, 29)) && !days.is_open(date(2017, 4, 30)));
    assert!(!days.is_open(date(2017, 5, 2)));
}

#[test]
fn a_closure_says_why_and_how_much() {
    let days = bangli_2017().with_balinese(Practice::Half).with_closed(
        date(2017, 5, 5),
        Extent::Half,
        "Training",
    );
    assert_eq!(days.why_closed(date(2017, 5, 4)), None);

    let training = days.why_closed(date(2017, 5, 5)).unwrap();
    assert_eq!(training.extent, Extent::Half);
    assert_eq!(training.reasons, [ClosureReason::Own("Training".into())]);

    let saturday = days.why_closed(date(2017, 5, 6)).unwrap();
    assert_eq!(saturday.extent, Extent::Whole);
    assert_eq!(saturday.reasons, [ClosureReason::Weekly]);

    // Idul Fitri 2017 was a Sunday: both reasons, the named one first.
    let idul_fitri = days.why_closed(date(2017, 6, 25)).unwrap();
    let [ClosureReason::Holiday(holiday), ClosureReason::Weekly] = &idul_fitri.reasons[..] else {
        panic!("{idul_fitri:?}");
    };
    assert_eq!(holiday.english, "Eid al-Fitr");

    // Kuningan is a Saturday: a half day of a closed day is closed.
    let kuningan = days.why_closed(date(2017, 11, 11)).unwrap();
    assert_eq!(kuningan.extent, Extent::Whole);
    assert_eq!(
        kuningan.reasons,
        [
            ClosureReason::Balinese(HolyDay::Kuningan),
            ClosureReason::Weekly
        ]
    );
    let around_idul_fitri: Vec<Date> = days
        .closures(date(2017, 6, 22), date(2017, 7, 3))
        .map(|closure| closure.date)
        .collect();
    let closed: Vec<Date> = all_days(date(2017, 6, 23), date(2017, 7, 2)).collect();
    assert_eq!(around_idul_fitri, closed);
}

#[test]
fn a_horizon_beyond_the_sets_is_refused_by_name() {
    let days = bangli_2017();
    assert!(
        days.check_cover(date(2017, 1, 1), date(2017, 12, 31))
            .is_ok()
    );
    assert!(!days.covers(date(2018, 1, 1)) && days.covers(date(2017, 12, 31)));
    let message = |start, end| days.check_cover(start, end).unwrap_err().to_string();
    let late = message(date(2017, 12, 1), date(2019, 1, 31));
    assert!(
        late.contains("give also indonesia-2018, indonesia-2019;"),
        "{late}"
    );
    assert!(late.ends_with("given: indonesia-2017"), "{late}");
    let early = message(date(2016, 12, 31), date(2017, 1, 31));
    assert!(early.contains("no built-in set for 2016;"), "{early}");
    assert!(!early.contains("give also"), "{early}");

    // Without any set there is nothing to be covered; counting never leaves the years that are.
    assert!(
        weekdays()
            .check_cover(date(1900, 1, 1), date(2100, 1, 1))
            .is_ok()
    );
    assert_eq!(days.nth_working_day(date(2017, 12, 29), 2), None);
    assert_eq!(
        weekdays().nth_working_day(date(2017, 12, 29), 2),
        Some(date(2018, 1, 1))
    );
}

#[test]
fn estimated_holidays_are_told() {
    let days = weekdays()
        .with_holidays(set("indonesia-2026"))
        .with_holidays(set("indonesia-2027"));
    let estimated: Vec<Date> = days
        .estimated(date(2026, 1, 1), date(2027, 3, 31))
        .map(|holiday| holiday.date)
        .collect();
    assert_eq!(estimated, [date(2027, 3, 10), date(2027, 3, 11)]);
}

#[test]
fn office_days_survive_being_saved() {
    let days = bangli_2017()
        .with_balinese(Practice::Half)
        .with_closed(date(2017, 5, 5), Extent::Half, "Training")
        .with_extra(date(2017, 4, 29), hours("08:00-12:00"));
    let json = serde_json::to_string(&days).unwrap();
    assert_eq!(serde_json::from_str::<OfficeDays>(&json).unwrap(), days);
}

fn any_date() -> impl Strategy<Value = Date> {
    (0..5_000_i64).prop_map(|days| date(2015, 1, 1) + days.days())
}

fn any_hours() -> impl Strategy<Value = DayHours> {
    proptest::collection::btree_set(0..=1440_u16, 0..5).prop_map(|ends| {
        let ends: Vec<u16> = ends.into_iter().collect();
        DayHours::new(ends.chunks_exact(2).map(|pair| (pair[0], pair[1]))).unwrap()
    })
}

fn any_extent() -> impl Strategy<Value = Extent> {
    prop_oneof![Just(Extent::Whole), Just(Extent::Half)]
}

fn any_practice() -> impl Strategy<Value = Practice> {
    prop_oneof![
        Just(Practice::Half),
        Just(Practice::Whole),
        Just(Practice::Letter)
    ]
}

prop_compose! {
    fn any_office()(
        week in proptest::array::uniform7(any_hours()),
        years in proptest::collection::vec(2017..=2030_i16, 0..4),
        balinese in proptest::option::of(any_practice()),
        closed in proptest::collection::vec((any_date(), any_extent()), 0..20),
        extra in proptest::collection::vec((any_date(), any_hours()), 0..20),
    ) -> OfficeDays {
        let mut office = OfficeDays::new(week);
        for year in years {
            office = office.with_holidays(set(&format!("indonesia-{year}")));
        }
        if let Some(practice) = balinese {
            office = office.with_balinese(practice);
        }
        for (day, extent) in closed {
            office = office.with_closed(day, extent, "own");
        }
        for (day, hours) in extra {
            office = office.with_extra(day, hours);
        }
        office
    }
}

proptest! {
    #[test]
    fn the_count_is_the_number_of_open_dates(office in any_office(), from in any_date(), length in -5..800_i64) {
        let to = from + length.days();
        let naive = all_days(from, to).filter(|&day| office.is_open(day)).count();
        prop_assert_eq!(office.working_days_between(from, to) as usize, naive);
        prop_assert_eq!(office.open_days(from, to).count(), naive);
    }

    #[test]
    fn the_nth_working_day_is_the_one_the_count_reaches(office in any_office(), from in any_date(), n in 1..300_u32) {
        // An office that is never open again would be followed to the year 9999.
        prop_assume!(all_days(from, from + 6.days()).any(|day| office.is_open(day)));
        if let Some(day) = office.nth_working_day(from, n) {
            prop_assert!(office.is_open(day) && office.covers(day));
            prop_assert_eq!(office.working_days_between(from, day), n);
        }
    }

    #[test]
    fn what_is_closed_or_cut_has_a_reason(office in any_office(), day in any_date()) {
        let hours = office.hours(day);
        if let Some(closure) = office.why_closed(day) {
            prop_assert_eq!(closure.extent == Extent::Half, hours.is_open());
            prop_assert!(!closure.reasons.is_empty());
            prop_assert!(hours.windows().iter().all(|window| window.1 <= 12 * 60));
        }
    }

    #[test]
    fn hours_survive_being_written(hours in any_hours()) {
        prop_assert_eq!(hours.to_string().parse::<DayHours>().unwrap(), hours.clone());
        let windows = hours.windows();
        prop_assert!(windows.iter().all(|(from, to)| from < to));
        prop_assert!(windows.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    #[test]
    fn the_cycle_is_210_days_and_goes_day_by_day(day in any_date(), cycles in -20..20_i64) {
        let later = day + (cycles * i64::from(PAWUKON_DAYS)).days();
        prop_assert_eq!(HolyDay::on(day), HolyDay::on(later));
        prop_assert_eq!(pawukon_day(day + 1.day()), (pawukon_day(day) + 1) % PAWUKON_DAYS);
        // Every week of the cycle begins on a Sunday.
        prop_assert_eq!(pawukon_day(day) % 7, day.weekday().to_sunday_zero_offset() as u16);
    }
}
