//! `[nation]`: what the ministry has and how it is allotted.

use std::collections::HashSet;

use super::happenings::{no_two_alike, outage_times};
use super::stock::delivery;
use super::{MOST_RESIDENTS, Period};
use crate::nation::{Allotment, Lots, Nation, OfficeRow};
use crate::office::SiteId;
use crate::office::plan::{Delay, Delivery, Outage, Plan};
use crate::scenario::reader::Field;
use crate::scenario::section::Section;
use crate::words::Message;

/// What the ministry has and does.
pub(in crate::scenario) struct Ministry {
    allotment: Allotment,
    lots: Lots,
    on_hand: u32,
    deliveries: Vec<Delivery>,
    transport: Option<Delay>,
    outages: Vec<Outage>,
}

impl Ministry {
    /// The nation of these offices, which share a plan.
    pub fn of(self, mut shared: Plan, table: Vec<OfficeRow>) -> Nation {
        shared.outages.extend(self.outages);
        Nation {
            allotment: self.allotment,
            lots: self.lots,
            on_hand: self.on_hand,
            deliveries: self.deliveries,
            transport: self.transport,
            ..Nation::new(shared, table)
        }
    }
}

/// Reads the section; `None` if something is wrong, which is told.
pub(in crate::scenario) fn read(field: &Field, window: Option<Period>) -> Option<Ministry> {
    let section = field.section("nation")?;
    let allotment = section
        .require("allotment", Message::new("wanted-allotment"))
        .and_then(|field| field.choice(&Allotment::ALL.map(|rule| (rule.key(), rule))));
    let count = |key, low| {
        section
            .get(key)
            .map(|field| field.count(low, MOST_RESIDENTS))
    };
    let least = count("min_lot", 0).unwrap_or(Some(0));
    let most = count("max_lot", 1).unwrap_or(Some(u32::MAX));
    if let (Some(least), Some(most)) = (least, most)
        && let Some(field) = section.get("max_lot").filter(|_| least > most)
    {
        let wanted = Message::new("wanted-count")
            .with("low", least)
            .with("high", MOST_RESIDENTS);
        field.refuse(wanted);
    }
    let on_hand = count("on_hand", 0).unwrap_or(Some(0));
    let deliveries = section.get("deliveries").map(|field| {
        let items = field.items(1000);
        let read = |item: &Field| {
            let section = item.section("nation.deliveries[]")?;
            delivery(&section, None, window)
        };
        items.iter().filter_map(read).collect::<Vec<Delivery>>()
    });
    let transport = section
        .get("transport")
        .map(|field| field.delay("wanted-delay"));
    let deliveries = deliveries.unwrap_or_default();
    let outages = outages(&section, window);
    // All that is wrong has been told.
    let lots = Lots {
        least: least?,
        most: most?,
    };
    let transport = match transport {
        Some(read) => Some(read?),
        None => None,
    };
    let on_hand = on_hand?;
    let all = u64::from(on_hand)
        + deliveries
            .iter()
            .map(|lot| u64::from(lot.pieces))
            .sum::<u64>();
    if all > u64::from(u32::MAX) {
        field.too_many(all, u32::MAX.into());
    }
    Some(Ministry {
        allotment: allotment?,
        lots,
        on_hand,
        deliveries,
        transport,
        outages,
    })
}

/// The outages that all offices have together.
fn outages(section: &Section, window: Option<Period>) -> Vec<Outage> {
    let items = section.get("outages").map(|field| field.items(1000));
    let mut taken = HashSet::new();
    let mut outages = Vec::new();
    for (at, item) in items.into_iter().flatten().enumerate() {
        let Some(section) = item.section("nation.outages[]") else {
            continue;
        };
        let name = section.get("name").and_then(|field| field.name());
        let name = name.map_or_else(|| format!("nation {}", at + 1), str::to_owned);
        no_two_alike(&item, &name, &mut taken);
        if let Some(when) = outage_times(&section, window.map(|window| window.start)) {
            outages.push(Outage {
                common: true,
                ..Outage::new(name, vec![SiteId::new(0)], when)
            });
        }
    }
    outages
}
