//! `[opening_hours]` and `[holidays]`.

use std::collections::BTreeSet;

use super::Period;
use crate::office::days::{DayHours, Extent, HolidaySet, OfficeDays, Practice};
use crate::scenario::reader::Field;
use crate::scenario::section::{Section, wanted_table};
use crate::scenario::tree::Data;
use crate::words::{Message, Variable};

const WEEK: [(&str, &str); 7] = [
    ("monday", "07:30-15:30"),
    ("tuesday", "07:30-15:30"),
    ("wednesday", "07:30-15:30"),
    ("thursday", "07:30-15:30"),
    ("friday", "07:30-13:00"),
    ("saturday", "closed"),
    ("sunday", "closed"),
];

pub(super) fn read(root: &Section, window: Option<Period>) -> OfficeDays {
    let hours = root.section("opening_hours");
    let week = WEEK.map(|(day, usual)| {
        hours
            .as_ref()
            .and_then(|hours| hours.get(day)?.hours())
            .unwrap_or_else(|| {
                usual
                    .parse::<DayHours>()
                    .expect("the usual hours are well written")
            })
    });
    let mut days = OfficeDays::new(week);
    if let Some(list) = hours.as_ref().and_then(|hours| hours.get("extra_days")) {
        let mut dates = BTreeSet::new();
        for item in list.items(10_000) {
            let Some(section) = item.section("opening_hours.extra_days[]") else {
                continue;
            };
            let date_field = section.require("date", Message::new("wanted-date"));
            let hours = section
                .require("hours", Message::new("wanted-hours"))
                .and_then(|field| field.hours());
            let date = date_field.as_ref().and_then(|field| field.date());
            if let (Some(date), Some(hours), Some(field)) = (date, hours, date_field) {
                if !dates.insert(date) {
                    field.error(Message::new("twice").with("found", field.data().found()));
                }
                days = days.with_extra(date, hours);
            }
        }
    }
    let Some(field) = root.get("holidays") else {
        return days;
    };
    // A name or names in place of the section.
    if let (Data::Text(_) | Data::List(_), Some(window)) = (field.data(), window) {
        let wanted = wanted_table("holidays");
        match sets_of(window) {
            Some(near) => field.refuse_near(wanted, &format!("holidays.{near}")),
            None => field.refuse(wanted),
        }
        return days;
    }
    match field.section("holidays") {
        Some(section) => holidays(days, &section, window),
        None => days,
    }
}

fn holidays(mut days: OfficeDays, section: &Section, window: Option<Period>) -> OfficeDays {
    let joint_leave = section.get("joint_leave").and_then(|field| field.flag());
    if let Some(field) = section.get("sets") {
        let mut years = BTreeSet::new();
        let names: Vec<String> = HolidaySet::names().collect();
        let items = field.items(100);
        let readable = matches!(field.data(), Data::List(_));
        let given: Vec<&str> = items.iter().filter_map(|item| item.data().text()).collect();
        let mut known = readable;
        for item in &items {
            let set = match item.data() {
                // The field's own message is used: `HolidaySet::named` would search for the nearest name, however long the text is.
                Data::Text(name) if names.contains(name) => HolidaySet::named(name).ok(),
                _ => None,
            };
            let Some(set) = set else {
                refuse(item, &names, &given, window);
                known = false;
                continue;
            };
            years.insert(set.year());
            days = days.with_holidays(if joint_leave == Some(false) {
                set.without_joint_leave()
            } else {
                set
            });
        }
        if known && !years.is_empty() {
            covered(&field, &years, window);
        }
    }
    let choices = [
        ("none", None),
        ("half", Some(Practice::Half)),
        ("whole", Some(Practice::Whole)),
        ("letter", Some(Practice::Letter)),
    ];
    let balinese = section
        .get("balinese")
        .and_then(|field| field.choice(&choices));
    if let Some(Some(practice)) = balinese {
        days = days.with_balinese(practice);
    }
    for item in section
        .get("own")
        .iter()
        .flat_map(|field| field.items(10_000))
    {
        let Some(own) = item.section("holidays.own[]") else {
            continue;
        };
        let date = own
            .require("date", Message::new("wanted-date"))
            .and_then(|field| field.date());
        let name = own
            .require("name", Message::new("wanted-name"))
            .and_then(|field| field.name());
        let half = own.get("half").and_then(|field| field.flag());
        if let (Some(date), Some(name)) = (date, name) {
            let extent = if half == Some(true) {
                Extent::Half
            } else {
                Extent::Whole
            };
            days = days.with_closed(date, extent, name);
        }
    }
    days
}

/// Refuses an unknown set: that of another year was probably meant to be that of the start, unless that is given too.
fn refuse(item: &Field, names: &[String], given: &[&str], window: Option<Period>) {
    let is_set = match item.data() {
        Data::Text(name) => name.starts_with("indonesia-"),
        _ => false,
    };
    let own = window.map(|window| set_of(window.start.year()));
    let is_meant = |own: &String| is_set && names.contains(own) && !given.contains(&own.as_str());
    match own.filter(is_meant) {
        Some(own) => {
            let choices = Variable::OneOf(names.to_vec());
            item.refuse_near(Message::new("wanted-one-of").with("choices", choices), &own);
        }
        None => item.refuse_word(names.iter().map(String::as_str)),
    }
}

fn set_of(year: i16) -> String {
    format!("indonesia-{year}")
}

/// The sets of all years of a period, as a file names them; `None` if one of them is not built in.
fn sets_of(window: Period) -> Option<String> {
    let known: Vec<String> = HolidaySet::names().collect();
    let years = window.start.year()..=window.horizon.year();
    let names: Vec<String> = years.map(set_of).collect();
    let quoted = names.iter().map(|name| format!("\"{name}\""));
    let all = names.iter().all(|name| known.contains(name));
    all.then(|| format!("sets = [{}]", quoted.collect::<Vec<_>>().join(", ")))
}

/// A horizon whose holidays are only partly known would silently be open on the unknown ones.
fn covered(field: &Field, years: &BTreeSet<i16>, window: Option<Period>) {
    let Some(window) = window else { return };
    let lacking: Vec<String> = (window.start.year()..=window.horizon.year())
        .filter(|year| !years.contains(year))
        .map(|year| year.to_string())
        .collect();
    let overlaps = years
        .iter()
        .any(|year| (window.start.year()..=window.horizon.year()).contains(year));
    if let Some(near) = sets_of(window).filter(|_| !overlaps) {
        field.error(
            Message::new("holidays-of-others")
                .with(
                    "given",
                    Variable::List(years.iter().map(i16::to_string).collect()),
                )
                .with("start", window.start)
                .with("horizon", window.horizon)
                .with("near", near),
        );
    } else if !lacking.is_empty() {
        let given = years.iter().map(i16::to_string).collect();
        field.error(
            Message::new("holidays-lacking")
                .with("given", Variable::List(given))
                .with("lacking", Variable::List(lacking))
                .with("start", window.start)
                .with("horizon", window.horizon),
        );
    }
}
