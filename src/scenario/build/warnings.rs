//! Warns about plans that are possible but hardly meant.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::office::plan::{Plan, Printer, Site, Upgrade};
use crate::scenario::reader::Field;
use crate::time::Span;
use crate::words::Message;

/// Records a warning at each place of the file that is worth a second look.
pub(super) fn check(plan: &Plan, root: &Field) {
    if !plan.days.is_open(plan.start)
        && let Some(field) = root.find(&["start"])
    {
        field.warn(Message::new("start-closed").with("start", plan.start));
    }
    if plan.blanks.on_hand < plan.backlog.total
        && plan.blanks.deliveries.is_empty()
        && let Some(field) = root.find(&["blanks", "on_hand"])
    {
        field.warn(
            Message::new("blanks-short")
                .with("blanks", plan.blanks.on_hand)
                .with("backlog", plan.backlog.total),
        );
    }
    if plan
        .sites
        .iter()
        .flat_map(|site| &site.printers)
        .all(|printer| printer.spoilage >= 1.0)
        && let Some(field) = root.find(&["printer", "spoilage"])
    {
        field.warn(Message::new("all-misprinted"));
    }
    limits(plan, root);
    idle(plan, root);
    served(plan, root);
    if let Some(field) = root.find(&["observations"]) {
        let seen = |o: &crate::office::plan::Observation| {
            o.until.0 >= plan.start && o.from.0 <= plan.horizon
        };
        if !plan.observations.iter().all(seen) {
            field.warn(
                Message::new("observation-outside")
                    .with("start", plan.start)
                    .with("horizon", plan.horizon),
            );
        }
    }
}

/// Warns about residents who wait for ever, because no site that may serve them will ever print.
fn served(plan: &Plan, root: &Field) {
    let prints = |site: &Site| site.upgrade != Upgrade::Never && !site.printers.is_empty();
    if !plan.sites.iter().any(prints) {
        if let Some(field) = root.find(&["sites"]) {
            field.warn(Message::new("nothing-prints"));
        }
        return;
    }
    let (sites, kecamatan) = (entries(root, "sites"), entries(root, "kecamatan"));
    for id in plan.never_served() {
        let name = plan.kecamatan[id.index()].name.as_str();
        let field = kecamatan.get(name);
        if let Some(field) = field.or_else(|| sites.get(name)) {
            let routing = plan.routing.to_string();
            field.warn(Message::new("nobody-serves").with("routing", routing));
        }
    }
}

/// Warns about values of printers that never count: how long a repair takes where nothing breaks, how cards beyond a limit turn out
/// where none are printed. The latter may be meant for files that extend this one.
fn idle(plan: &Plan, root: &Field) {
    let fails = |printer: &Printer| printer.life.is_some();
    let beyond = |printer: &Printer| printer.overload > 0;
    let wears = |printer: &Printer| fails(printer) && beyond(printer);
    let sites = entries(root, "sites");
    let idle = |key: &str, counts: &dyn Fn(&Printer) -> bool| {
        let mut all = plan.sites.iter().flat_map(|site| &site.printers);
        let usual = root.find(&["printer", key]).filter(|_| !all.any(counts));
        let own = plan.sites.iter().flat_map(|site| {
            let list = sites
                .get(site.name.as_str())
                .and_then(|site| site.find(&["printers"]));
            let items = list
                .filter(|list| list.mentions(key))
                .map(|list| list.items(u32::MAX));
            let items = items.unwrap_or_default().into_iter().zip(&site.printers);
            let idle = items.filter(|(_, printer)| !counts(printer));
            idle.filter_map(|(item, _)| item.find(&[key]))
                .collect::<Vec<_>>()
        });
        usual.into_iter().chain(own).collect::<Vec<_>>()
    };
    for field in idle("repair", &fails) {
        field.warn(Message::new("idle-repair"));
    }
    for field in idle("overload_wear", &wears)
        .iter()
        .filter(|field| field.is_set())
    {
        field.warn(Message::new("idle-wear"));
    }
    for field in idle("overload_spoilage", &beyond)
        .iter()
        .filter(|field| field.is_set())
    {
        field.warn(Message::new("idle-overload"));
    }
}

/// Warns about each daily limit that no day is long enough to reach, once each.
fn limits(plan: &Plan, root: &Field) {
    let Some(longest) = plan.longest_day() else {
        return;
    };
    let mut said: HashSet<(u32, Span)> = HashSet::new();
    let sites = entries(root, "sites");
    for site in &plan.sites {
        let own = OnceCell::new();
        for printer in &site.printers {
            let time = printer.print_time.mean();
            let too_long =
                time.as_minutes() * f64::from(printer.daily_limit) > longest.as_minutes();
            if !too_long || !said.insert((printer.daily_limit, time)) {
                continue;
            }
            let own = own.get_or_init(|| {
                let list = sites.get(site.name.as_str())?.find(&["printers"])?;
                let says = list.mentions("daily_limit") || list.mentions("print_time");
                says.then_some(list)
            });
            let field = own
                .clone()
                .or_else(|| root.find(&["printer", "daily_limit"]))
                .or_else(|| root.find(&["printer", "print_time"]));
            if let Some(field) = field {
                field.warn(
                    Message::new("limit-unreachable")
                        .with("limit", printer.daily_limit)
                        .with("each", (time.as_minutes() * 10.0).round() / 10.0)
                        .with(
                            "longest",
                            Message::new("length-hours").with("n", longest.as_hours()),
                        ),
                );
            }
        }
    }
}

/// The entries of a table of the root, as a map for many look-ups.
fn entries<'a>(root: &Field<'a>, table: &str) -> HashMap<&'a str, Field<'a>> {
    match root.find(&[table]) {
        Some(field) => field.named().into_iter().collect(),
        None => HashMap::new(),
    }
}
