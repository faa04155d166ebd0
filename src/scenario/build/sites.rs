//! `[sites]`, `[kecamatan]` and `[upgrades]`.

use std::collections::{HashMap, HashSet};

use super::printers::{self, Defaults};
use super::{MOST_RESIDENTS, Period, is_word, names_among};
use crate::office::plan::{Backlog, Kecamatan, Routing, Site, Upgrade};
use crate::office::{KecamatanId, SiteId};
use crate::random::Distribution;
use crate::scenario::names::Names;
use crate::scenario::reader::{Field, is_name};
use crate::scenario::section::Section;
use crate::scenario::tree::{Data, Entry};
use crate::support::nearest::nearest;
use crate::words::{Message, Variable};

/// The most sites, and the most kecamatan: more than Indonesia has.
const MOST_PLACES: usize = 10_000;
/// The most printers in all.
const MOST_PRINTERS: usize = 100_000;
/// The most new recordings per day, by their mean.
const MOST_RECORDINGS: f64 = 100_000.0;

/// The sites that print cards, and the kecamatan of the residents.
pub(super) struct Places {
    pub sites: Vec<Site>,
    pub kecamatan: Vec<Kecamatan>,
    pub crew_order: Vec<SiteId>,
    pub site_names: Names,
    pub kecamatan_names: Names,
    /// Whether every `office` could be read.
    knows_office: bool,
}

impl Places {
    /// Reports each site with printers that serves no kecamatan: it is not the office, has no `kecamatan`, and its name is not that of one.
    ///
    /// If residents are served by kecamatan, its printers would idle for ever, so this is an error. If anybody may be served
    /// anywhere, such a site prints like any other, and only a name that looks misspelt gets a warning.
    pub fn require_residents(&self, root: &Section, routing: Routing) {
        // If no name is right, the errors have been reported.
        let names = &self.kecamatan_names;
        if root.get("kecamatan").is_none() || names.is_partial || names.iter().next().is_none() {
            return;
        }
        let served: HashSet<usize> = (self.sites.iter())
            .filter_map(|site| Some(site.kecamatan?.index()))
            .collect();
        let free = self.kecamatan_names.iter().enumerate();
        let free: Names = free
            .filter(|(at, _)| !served.contains(at))
            .map(|(_, name)| name)
            .collect();
        // Unusable names have been reported.
        let fields = root.get("sites").map(|field| field.named());
        let fields: HashMap<&str, Field> = fields.unwrap_or_default().into_iter().collect();
        for site in &self.sites {
            let has_residents = site.office || site.kecamatan.is_some();
            let Some(field) = fields.get(site.name.as_str()) else {
                continue;
            };
            // An unknown `kecamatan` was reported where it is written.
            if has_residents || site.printers.is_empty() || field.find(&["kecamatan"]).is_some() {
                continue;
            }
            let near = || field.nearest(&site.name, &free);
            if routing == Routing::Pooled {
                if let Some(near) = near() {
                    field.warn(Message::new("site-name-near").with("near", near));
                }
                continue;
            }
            field.error(match near() {
                Some(near) => Message::new("site-of-nobody-near").with("near", near),
                None => Message::new("site-of-nobody")
                    .with("known", self.kecamatan_names.some())
                    .with("routing", routing.to_string()),
            });
        }
    }

    /// Refuses a routing that sends residents to the office if no site is the office.
    pub fn require_office(&self, root: &Section, routing: Routing) {
        if !self.sites.is_empty()
            && !self.site_names.is_partial
            && self.knows_office
            && !self.sites.iter().any(|site| site.office)
            && let Some(field) = root.get("routing")
        {
            field.error(Message::new("no-office").with("routing", routing.to_string()));
        }
    }
}

pub(super) fn read(root: &Section, defaults: &Defaults, window: Option<Period>) -> Places {
    let fields = named_places(root.get("sites"));
    let lacks_sites = |field: Field| is_empty(&field) && field.is_whole();
    if root.get("sites").is_none_or(lacks_sites) {
        root.missing("sites", Message::new("wanted-sites"));
    }
    let sections: Vec<(&str, Section)> = fields
        .iter()
        .filter_map(|(name, field)| Some((*name, field.section("sites.NAME")?)))
        .collect();
    let kecamatan = kecamatan(root, &sections);
    let is_whole = |key| root.get(key).is_none_or(|field| field.is_whole());
    let mut kecamatan_names: Names = kecamatan.iter().map(|k| k.name.as_str()).collect();
    kecamatan_names.is_partial = !is_whole("kecamatan");
    let mut office: Option<&str> = None;
    let mut knows_office = true;
    let mut printers_so_far = 0;
    let mut sites = Vec::new();
    let mut with_crew = Vec::new();
    for (at, (name, section)) in sections.iter().enumerate() {
        let office_field = section.get("office");
        let is_office = office_field.as_ref().and_then(|field| {
            let flag = field.flag()?;
            match office {
                Some(first) if flag => {
                    field.error(Message::new("two-offices").with("first", first))
                }
                _ => office = flag.then_some(*name).or(office),
            }
            Some(flag)
        });
        knows_office &= office_field.is_none() || is_office.is_some();
        let own = match section.get("kecamatan") {
            Some(field) => field.index(&kecamatan_names),
            None => kecamatan_names.position(name),
        };
        let printers_field = section.get("printers");
        let printers = printers::read(printers_field.clone(), defaults);
        printers_so_far += printers.len();
        if let Some(field) = printers_field.filter(|_| printers_so_far > MOST_PRINTERS) {
            field.too_many(printers_so_far as u64, MOST_PRINTERS as u64);
            break;
        }
        let upgrade_section = section
            .get("upgrade")
            .and_then(|field| field.section("sites.NAME.upgrade"));
        // Its place in the order of the crew does not depend on how long the work takes.
        if (upgrade_section.as_ref()).is_some_and(|section| section.get("work").is_some()) {
            with_crew.push(SiteId::new(at));
        }
        let upgrade = upgrade_section
            .and_then(|section| upgrade(&section, window))
            .unwrap_or(Upgrade::Done);
        sites.push(Site {
            name: (*name).to_owned(),
            office: is_office.unwrap_or(false),
            kecamatan: own.map(KecamatanId::new),
            printers,
            upgrade,
        });
    }
    let mut site_names: Names = sites.iter().map(|site| site.name.as_str()).collect();
    site_names.is_partial = !is_whole("sites");
    let crew_order = crew_order(root, &site_names, with_crew);
    Places {
        sites,
        kecamatan,
        crew_order,
        site_names,
        kecamatan_names,
        knows_office,
    }
}

fn is_empty(field: &Field) -> bool {
    matches!(field.data(), Data::Table(table) if table.entries.is_empty())
}

/// The entries of `[sites]` or `[kecamatan]`, without those whose names cannot be used.
fn named_places<'a>(field: Option<Field<'a>>) -> Vec<(&'a str, Field<'a>)> {
    let Some(field) = field else {
        return Vec::new();
    };
    let entries = field.named();
    if entries.len() > MOST_PLACES {
        field.too_many(entries.len() as u64, MOST_PLACES as u64);
        return Vec::new();
    }
    let usable = |(name, value): &(&str, Field)| {
        let usable = is_name(name);
        if !usable {
            value.error(Message::new("bad-name"));
        }
        usable
    };
    entries.into_iter().filter(usable).collect()
}

/// The kecamatan as given; if none are given, one for each name that the sites serve.
fn kecamatan(root: &Section, sites: &[(&str, Section)]) -> Vec<Kecamatan> {
    let mut kecamatan: Vec<Kecamatan> = Vec::new();
    let given = root.get("kecamatan");
    match &given {
        Some(field) => {
            let (mut written, mut is_read) = (Vec::new(), field.is_whole());
            for (name, field) in named_places(Some(field.clone())) {
                let Some(section) = field.section("kecamatan.NAME") else {
                    continue;
                };
                let share = section.get("share");
                let value = share.as_ref().and_then(|field| field.number(0.0, 1e9));
                is_read &= share.is_none() || value.is_some();
                written.extend(value.zip(share));
                kecamatan.push(Kecamatan {
                    name: name.to_owned(),
                    share: value.unwrap_or(1.0),
                    recordings: section.get("recordings").and_then(|field| {
                        field.counts(0.0, MOST_RECORDINGS, MOST_RESIDENTS.into())
                    }),
                });
            }
            let all_zero = !kecamatan.is_empty() && kecamatan.iter().all(|k| k.share == 0.0);
            if all_zero && field.is_whole() {
                field.error(Message::new("no-share"));
            }
            if is_read {
                parts_of_one(field, &kecamatan, &written);
            }
        }
        None => {
            let mut taken = HashSet::new();
            for (name, section) in sites {
                let field = section.get("kecamatan");
                let served = match field.as_ref().map(Field::data) {
                    Some(Data::Text(text)) if is_name(text) => text,
                    _ => *name,
                };
                if taken.insert(served) {
                    kecamatan.push(Kecamatan {
                        name: served.to_owned(),
                        share: 1.0,
                        recordings: None,
                    });
                }
            }
        }
    }
    kecamatan
}

/// Warns about shares that are written as parts of 1 and are more than 1 together; what their roundings can add is allowed.
fn parts_of_one(field: &Field, kecamatan: &[Kecamatan], written: &[(f64, Field)]) {
    let mut shares = written.iter().map(|(share, _)| *share);
    let parts = shares.clone().all(|share| share < 1.0) && shares.any(|share| share > 0.0);
    let sum: f64 = kecamatan.iter().map(|one| one.share).sum();
    let rounded = |(_, field): &(f64, Field)| 0.5 * libm::pow(0.1, field.decimals() as f64);
    let slack: f64 = written.iter().map(rounded).sum();
    if parts && sum > 1.0 + slack + 1e-9 {
        let sum = (sum * 1e6).round() / 1e6;
        field.warn(Message::new("shares-beyond-one").with("sum", sum));
    }
}

impl Places {
    /// Gives each kecamatan without `recordings` a Poisson number with its share of the total mean. Where the file has no share, that of a backlog by date
    /// is taken.
    pub fn share_out(
        &mut self,
        root: &Section,
        arrivals: Option<&Section>,
        backlog: Option<&Backlog>,
    ) {
        let per_day = arrivals
            .and_then(|section| section.get("per_day"))
            .and_then(|field| field.number(0.0, MOST_RECORDINGS));
        let has_share = |entry: &Entry| {
            let kecamatan = entry.value.data.table();
            kecamatan.is_some_and(|kecamatan| kecamatan.get("share").is_some())
        };
        let written = root.get("kecamatan");
        let written = written.and_then(|field| field.data().table());
        let is_written = written.is_some_and(|table| table.entries.iter().any(has_share));
        if let Some(backlog) = backlog.filter(|backlog| !backlog.by_date.is_empty() && !is_written)
        {
            let counts = backlog.by_kecamatan(&self.kecamatan);
            for (one, count) in self.kecamatan.iter_mut().zip(counts) {
                one.share = count.into();
            }
        }
        let Some(per_day) = per_day else {
            return;
        };
        let all: f64 = self.kecamatan.iter().map(|k| k.share).sum();
        for one in &mut self.kecamatan {
            let mean = per_day * one.share / all;
            if one.recordings.is_none() && mean > 0.0 {
                one.recordings = Distribution::poisson(mean).ok();
            }
        }
    }
}

fn upgrade(section: &Section, window: Option<Period>) -> Option<Upgrade> {
    let (done, work) = (section.get("done"), section.get("work"));
    match (done, work) {
        (Some(_), Some(work)) => {
            work.error(Message::new("either-done-or-work"));
            None
        }
        (None, Some(work)) => work.delay("wanted-delay").map(Upgrade::Crew),
        (Some(done), None) => upgrade_end(&done, window),
        (None, None) => None,
    }
}

fn upgrade_end(field: &Field, window: Option<Period>) -> Option<Upgrade> {
    if is_word(field, "never") {
        return Some(Upgrade::Never);
    }
    if is_word(field, "done") {
        return Some(Upgrade::Done);
    }
    if let Some((date, minute)) = field.try_moment() {
        return Some(if window.is_some_and(|window| date < window.start) {
            Upgrade::Done
        } else {
            Upgrade::On { date, minute }
        });
    }
    let text = field.data().text();
    let word =
        text.and_then(|text| nearest(text, ["never", "done"]).or_else(|| word_of_upgrade(text)));
    if let Some(near) = field
        .meant_date()
        .or_else(|| field.meant_dates())
        .or(word.map(|word| format!("\"{word}\"")))
    {
        field.refuse_near(Message::new("wanted-upgrade"), &near);
        return None;
    }
    field.delay("wanted-upgrade").map(Upgrade::After)
}

/// The word that an Indonesian one, or another English one, means for the end of an upgrade.
fn word_of_upgrade(text: &str) -> Option<&'static str> {
    match text.trim().to_lowercase().as_str() {
        "sudah" | "selesai" | "sudah selesai" | "beres" | "ya" | "yes" | "finished" => Some("done"),
        "tidak pernah" | "tidak" | "tidak akan" | "tidak ada" | "no" | "none" => Some("never"),
        _ => None,
    }
}

/// The order in which the crew works: as given, otherwise the order of the sites in the file.
fn crew_order(root: &Section, names: &Names, with_crew: Vec<SiteId>) -> Vec<SiteId> {
    let field = root
        .section("upgrades")
        .and_then(|section| section.get("crew_order"));
    let Some(field) = field else {
        return with_crew;
    };
    let order = names_among(&field, names);
    let without = |sites: &[SiteId], others: &[SiteId]| -> Vec<String> {
        let others: HashSet<SiteId> = others.iter().copied().collect();
        let missing = sites.iter().filter(|site| !others.contains(site));
        missing.map(|site| names[site.index()].to_owned()).collect()
    };
    let extra = without(&order, &with_crew);
    if !extra.is_empty() && !names.is_partial {
        field.error(Message::new("crew-without-work").with("sites", Variable::List(extra)));
    }
    let lacking = without(&with_crew, &order);
    if !lacking.is_empty() && field.is_whole() && !names.is_partial {
        field.error(Message::new("crew-lacks").with("sites", Variable::List(lacking)));
    }
    order
}
