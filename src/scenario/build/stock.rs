//! `[blanks]` and `[ribbons]`.

use super::sites::Places;
use super::{MOST_RESIDENTS, Period, by_name, not_before_start};
use crate::office::SiteId;
use crate::office::plan::{Blanks, Delivery, Held, Ribbons, pieces_in_all};
use crate::scenario::reader::Field;
use crate::scenario::section::Section;
use crate::scenario::tree::Data;
use crate::words::Message;

/// The most pieces of one kind, on hand and delivered together.
const MOST_PIECES: u64 = 1_000_000_000;
/// The most deliveries of one kind.
const MOST_DELIVERIES: u32 = 10_000;

pub(super) fn blanks(root: &Section, places: &Places, window: Option<Period>) -> Option<Blanks> {
    let wanted = Message::new("wanted-count")
        .with("low", 0_u32)
        .with("high", MOST_RESIDENTS);
    let Some(field) = root.get("blanks") else {
        root.missing_below("blanks", "on_hand", wanted);
        return None;
    };
    let section = field.section("blanks")?;
    let on_hand = section
        .require("on_hand", wanted)
        .and_then(|field| field.count(0, MOST_RESIDENTS));
    let received_on = section.get("received_on").and_then(|field| {
        let date = field.date()?;
        if let Some(window) = window.filter(|window| date > window.start) {
            field.refuse(Message::new("wanted-received").with("start", window.start));
        }
        Some(date)
    });
    let by_site = match section.get("held") {
        // Where it is wrong, only what goes with an allotment can be told.
        Some(field) => field.choice(&[("pooled", false), ("by-site", true)]),
        None => Some(false),
    };
    let allotment = section.get("allotment");
    let held = match (by_site, allotment) {
        (Some(true), allotment) | (None, allotment @ Some(_)) => {
            Held::BySite(weights(allotment, places))
        }
        (Some(false), Some(field)) => {
            field.error(Message::new("allotment-of-pooled"));
            Held::Pooled
        }
        (Some(false) | None, None) => Held::Pooled,
    };
    let deliveries = deliveries(
        &section,
        "blanks.deliveries[]",
        on_hand,
        places,
        window,
        by_site.unwrap_or(true),
    );
    Some(Blanks {
        on_hand: on_hand?,
        received_on,
        held,
        deliveries,
    })
}

/// The weight of each site in the allotment: as given, 0 for a site that is not named; without weights, the number of printers.
fn weights(allotment: Option<Field>, places: &Places) -> Vec<f64> {
    let by_printers = || places.sites.iter().map(|site| site.printers.len() as f64);
    let Some(field) = allotment else {
        return by_printers().collect();
    };
    let mut weights = vec![0.0; places.sites.len()];
    let mut wrong = !matches!(field.data(), Data::Table(_));
    for named in by_name(&field, &places.site_names) {
        let weight = named.and_then(|(site, value)| Some((site, value.number(0.0, 1e9)?)));
        match weight {
            Some((site, weight)) => weights[site] = weight,
            None => wrong = true,
        }
    }
    if !wrong && field.is_whole() && weights.iter().sum::<f64>() == 0.0 {
        field.error(Message::new("allotment-empty"));
    }
    weights
}

pub(super) fn ribbons(root: &Section, places: &Places, window: Option<Period>) -> Option<Ribbons> {
    let section = root.section("ribbons")?;
    let wanted = Message::new("wanted-count")
        .with("low", 0_u32)
        .with("high", MOST_RESIDENTS);
    let on_hand = section
        .require("on_hand", wanted)
        .and_then(|field| field.count(0, MOST_RESIDENTS));
    let cards_each = section
        .require("cards_each", Message::new("wanted-numbers"))
        .and_then(|field| field.numbers(1.0, 1e6));
    let deliveries = deliveries(
        &section,
        "ribbons.deliveries[]",
        on_hand,
        places,
        window,
        false,
    );
    Some(Ribbons {
        on_hand: on_hand?,
        cards_each: cards_each?,
        deliveries,
    })
}

fn deliveries(
    section: &Section,
    table: &'static str,
    on_hand: Option<u32>,
    places: &Places,
    window: Option<Period>,
    by_site: bool,
) -> Vec<Delivery> {
    let Some(field) = section.get("deliveries") else {
        return Vec::new();
    };
    let deliveries: Vec<Delivery> = field
        .items(MOST_DELIVERIES)
        .iter()
        .filter_map(|item| delivery(&item.section(table)?, Some((places, by_site)), window))
        .collect();
    let all = pieces_in_all(on_hand.unwrap_or(0), &deliveries);
    if all > MOST_PIECES {
        field.too_many(all, MOST_PIECES);
    }
    deliveries
}

/// One delivery. `to` has the sites that it may name, and whether they hold their blanks by themselves; `None` if there are none to name.
pub(super) fn delivery(
    section: &Section,
    to: Option<(&Places, bool)>,
    window: Option<Period>,
) -> Option<Delivery> {
    let (date, asked) = (section.get("date"), section.get("asked"));
    let after = section.get("arrives_after");
    let pieces = section
        .require(
            "pieces",
            Message::new("wanted-count")
                .with("low", 1_u32)
                .with("high", MOST_RESIDENTS),
        )
        .and_then(|field| field.count(1, MOST_RESIDENTS));
    let site = to.and_then(|(places, by_site)| {
        let field = section.get("site")?;
        let site = field.index(&places.site_names);
        if site.is_some() && !by_site {
            field.error(Message::new("site-of-pooled"));
        }
        site
    });
    let (date, delay) = match (date, asked) {
        (Some(date), None) => {
            if let Some(field) = &after {
                field.error(Message::new("delay-without-asked"));
            }
            let day = date.date();
            if let Some(day) = day {
                not_before_start(&date, day, window);
            }
            (day, None)
        }
        (None, Some(asked)) => {
            let delay = match after {
                Some(field) => field.delay("wanted-delay"),
                None => {
                    section.missing("arrives_after", Message::new("wanted-delay"));
                    None
                }
            };
            (asked.date(), Some(delay?))
        }
        (Some(_), Some(asked)) => {
            asked.error(Message::new("either-date-or-asked"));
            return None;
        }
        (None, None) => {
            section.missing("date", Message::new("wanted-date-or-asked"));
            return None;
        }
    };
    Some(Delivery {
        date: date?,
        at_ministry: None,
        delay,
        pieces: pieces?,
        site: site.map(SiteId::new),
    })
}
