//! `[[outages]]`, `[[observations]]` and the village campaigns.

use std::collections::HashSet;

use jiff::civil::Date;

use super::sites::Places;
use super::{MOST_RESIDENTS, Period, by_name, names_among, not_before_start};
use crate::office::plan::{Campaign, Counted, Observation, Outage, OutageTimes};
use crate::office::{KecamatanId, SiteId};
use crate::scenario::names::Names;
use crate::scenario::reader::Field;
use crate::scenario::section::Section;
use crate::time::{days, minutes, seconds};
use crate::words::{Message, Variable};

pub(super) fn outages(root: &Section, places: &Places, window: Option<Period>) -> Vec<Outage> {
    let start = window.map(|window| window.start);
    let names = &places.site_names;
    let items = root.get("outages").map(|field| field.items(1000));
    let read = |(at, item): (usize, Field)| {
        let section = item.section("outages[]")?;
        let name = section.get("name").and_then(|field| field.name());
        let sites = section.get("sites").map(|field| names_among(&field, names));
        Some(Outage {
            name: name.map_or_else(|| format!("outage {}", at + 1), str::to_owned),
            sites: sites.unwrap_or_else(|| (0..names.iter().len()).map(SiteId::new).collect()),
            when: outage_times(&section, start)?,
            common: false,
        })
    };
    let items = items.into_iter().flatten().enumerate();
    let mut outages: Vec<Outage> = Vec::new();
    let mut taken = HashSet::new();
    for (at, item) in items {
        let Some(outage) = read((at, item.clone())) else {
            continue;
        };
        no_two_alike(&item, &outage.name, &mut taken);
        outages.push(outage);
    }
    outages
}

/// Refuses a name that was taken: random streams are found by name, so two outages with one name would happen together.
pub(super) fn no_two_alike(item: &Field, name: &str, taken: &mut HashSet<String>) {
    if !taken.insert(name.to_owned()) {
        let name = Variable::Text(format!("\"{name}\""));
        item.error(Message::new("twice").with("found", name));
    }
}

pub(super) fn outage_times(section: &Section, start: Option<Date>) -> Option<OutageTimes> {
    let has = |key| section.get(key).is_some();
    if has("from") && has("lasts") && !has("until") && !has("every") {
        return begun(section, start);
    }
    let fixed = section.get("from").or(section.get("until"));
    let random = section.get("every").or(section.get("lasts"));
    match (fixed, random) {
        (Some(_), Some(random)) => {
            random.error(Message::new("either-fixed-or-random"));
            None
        }
        (Some(_), None) => {
            let (from, until) = window(section)?;
            Some(OutageTimes::Fixed { from, until })
        }
        (None, _) => {
            let wanted = || Message::new("wanted-duration");
            if section.get("every").is_none() && section.get("lasts").is_none() {
                section.missing("from", Message::new("wanted-outage"));
                return None;
            }
            let every = section
                .require("every", wanted())
                .and_then(|field| field.spans(minutes(1.0), days(10_000.0)));
            let lasts = section
                .require("lasts", wanted())
                .and_then(|field| field.spans(seconds(1.0), days(10_000.0)));
            Some(OutageTimes::Random {
                every: every?,
                lasts: lasts?,
            })
        }
    }
}

/// An outage that begins at a known time and ends nobody knows when.
fn begun(section: &Section, start: Option<Date>) -> Option<OutageTimes> {
    let from = section.get("from").and_then(|field| field.window_start());
    let field = section.get("lasts")?;
    let lasts = field.spans(seconds(1.0), days(10_000.0));
    let (from, lasts, start) = (from?, lasts?, start?);
    let since = f64::from((start - from.0).get_days()) - f64::from(from.1) / (24.0 * 60.0);
    if lasts.cdf(days(since)) >= 1.0 {
        field.refuse(Message::new("wanted-outage-beyond"));
        return None;
    }
    Some(OutageTimes::Begun { from, lasts })
}

type Moment = (jiff::civil::Date, u16);

/// `from` and `until`, which must be in order.
fn window(section: &Section) -> Option<(Moment, Moment)> {
    let wanted = || Message::new("wanted-moment");
    let from = section.require("from", wanted());
    let until = section.require("until", wanted());
    let from = from.and_then(|field| field.window_start());
    let end = until.as_ref().and_then(|field| field.window_end());
    let (from, end) = (from?, end?);
    if end <= from {
        let first = format!("{} {:02}:{:02}", from.0, from.1 / 60, from.1 % 60);
        until?.refuse(Message::new("wanted-moment-after").with("first", first));
        return None;
    }
    Some((from, end))
}

pub(super) fn observations(root: &Section, places: &Places) -> Vec<Observation> {
    let names = &places.site_names;
    let items = root.get("observations").map(|field| field.items(10_000));
    let read = |item: Field| {
        let section = item.section("observations[]")?;
        let window = window(&section);
        let wanted = Message::new("wanted-count")
            .with("low", 0_u32)
            .with("high", MOST_RESIDENTS);
        let total_field = section.require("total", wanted);
        let total = total_field
            .as_ref()
            .and_then(|field| field.count(0, MOST_RESIDENTS));
        let counted_as = match section.get("counts") {
            None => Some(Counted::Cards),
            Some(field) => field.choice(&Counted::ALL),
        };
        let sites = section.get("sites").map(|field| {
            let counted = by_name(&field, names).into_iter();
            let counts: Option<Vec<(SiteId, u32)>> = counted
                .map(|known| known.map(|(site, value)| (site, value.count(0, MOST_RESIDENTS))))
                // All counts are read before a wrong one ends the reading, so that each wrong one is reported.
                .collect::<Vec<_>>()
                .into_iter()
                .map(|known| known.and_then(|(site, count)| Some((SiteId::new(site), count?))))
                .collect();
            (field, counts)
        });
        let total = total?;
        let mut counted = Vec::new();
        if let Some((field, counts)) = sites {
            counted = counts?;
            add_up(&field, &counted, total);
        }
        let (from, until) = window?;
        Some(Observation {
            from,
            until,
            counted: counted_as?,
            total,
            sites: counted,
        })
    };
    items.into_iter().flatten().filter_map(read).collect()
}

/// Warns if the counts of the sites do not add up to the reported total.
fn add_up(field: &Field, counts: &[(SiteId, u32)], total: u32) {
    let sum: u64 = counts.iter().map(|(_, count)| u64::from(*count)).sum();
    if counts.is_empty() || sum == u64::from(total) {
        return;
    }
    let parts: Vec<String> = counts.iter().map(|(_, count)| count.to_string()).collect();
    field.warn(
        Message::new("sum-differs")
            .with("parts", parts.join(" + "))
            .with("sum", sum as f64)
            .with("total", total),
    );
}

pub(super) fn campaigns(field: &Field, kecamatan: &Names, window: Option<Period>) -> Vec<Campaign> {
    let read = |item: &Field| {
        let section = item.section("arrivals.campaigns[]")?;
        let one_of = || Message::new("wanted-kecamatan");
        let date_field = section.require("date", Message::new("wanted-date"));
        let date = date_field.as_ref().and_then(|field| {
            let date = field.date()?;
            not_before_start(field, date, window);
            Some(date)
        });
        let place = section
            .require("kecamatan", one_of())
            .and_then(|field| field.index(kecamatan));
        let count = Message::new("wanted-count")
            .with("low", 1_u32)
            .with("high", MOST_RESIDENTS);
        let recordings = section
            .require("recordings", count)
            .and_then(|field| field.count(1, MOST_RESIDENTS));
        Some(Campaign {
            date: date?,
            kecamatan: KecamatanId::new(place?),
            recordings: recordings?,
        })
    };
    let campaigns: Vec<Campaign> = field.items(10_000).iter().filter_map(read).collect();
    let all: u64 = campaigns.iter().map(|c| u64::from(c.recordings)).sum();
    if all > u64::from(MOST_RESIDENTS) {
        field.too_many(all, MOST_RESIDENTS.into());
    }
    campaigns
}
