//! The assumptions about printers: equal printers are described together.

use super::assumptions::alike;
use super::list::List;
use crate::office::plan::{Plan, Printer, Site};
use crate::report::phrases::Phrases;
use crate::scenario::join;

pub(super) fn printers(list: &mut List, plan: &Plan) {
    let say = list.say;
    let all = plan.sites.iter().flat_map(|site| {
        let printers = site.printers.iter();
        printers.map(move |printer| (site, printer))
    });
    let groups = alike(all, |(_, printer)| Printer {
        name: String::new(),
        ..(*printer).clone()
    });
    let groups: Vec<Vec<(&Site, &Printer)>> = groups.into_iter().map(|(_, group)| group).collect();
    let apart = groups.len() > 1;
    for group in &groups {
        limit(list, plan, group);
        absences(list, plan, group, apart);
    }
    // How they print and fail is told once for all to whom it applies.
    let told = alike(groups, |group| how(group[0].1, say));
    let several = told.len() > 1;
    for (text, groups) in told {
        let printers = groups.concat();
        marks(list, &printers, &ESTIMATED);
        list.estimate(match several {
            true => format!("{}: {text}", places(plan, &printers, say)),
            false => text,
        });
    }
}

/// How many printers of one limit there are, and where.
fn limit(list: &mut List, plan: &Plan, group: &[(&Site, &Printer)]) {
    let (say, printer) = (list.say, group[0].1);
    for (site, _) in group {
        // The number of printers, or the list of them.
        list.about_one(&format!("{}.printers", join("sites", &site.name)));
    }
    marks(list, group, &["daily_limit"]);
    let known = !plan
        .worlds
        .unknown()
        .iter()
        .any(|one| one.key.ends_with("daily_limit"));
    let add = if known { List::given } else { List::estimate };
    add(
        list,
        say.say(
            "assume-printers",
            &[
                ("count", group.len().into()),
                ("where", places(plan, group, say).into()),
                ("limit", printer.daily_limit.into()),
            ],
        ),
    );
}

/// How a printer prints and fails.
fn how(printer: &Printer, say: Phrases) -> String {
    let mut estimates = vec![say.say(
        "assume-print-time",
        &[
            ("time", say.random_length(&printer.print_time).into()),
            ("spoilage", say.asked_percent(printer.spoilage).into()),
        ],
    )];
    if printer.overload > 0 {
        estimates.push(say.say(
            "assume-overload",
            &[
                ("cards", printer.overload.into()),
                (
                    "spoilage",
                    say.asked_percent(printer.overload_spoilage).into(),
                ),
                ("wear", printer.overload_wear.into()),
            ],
        ));
    }
    estimates.push(life(printer, say));
    if printer.daily_availability < 1.0 {
        let share = say.asked_percent(printer.daily_availability);
        estimates.push(say.say("assume-availability", &[("share", share.into())]));
    }
    if !printer.ramp.is_empty() {
        let ramp: Vec<String> = printer
            .ramp
            .iter()
            .map(|cards| say.number(*cards))
            .collect();
        estimates.push(say.say("assume-ramp", &[("ramp", ramp.join(", ").into())]));
    }
    estimates.join(" ")
}

/// The keys of a printer in the second sentence about it.
const ESTIMATED: [&str; 9] = [
    "print_time",
    "overload",
    "spoilage",
    "overload_spoilage",
    "overload_wear",
    "life",
    "repair",
    "daily_availability",
    "ramp",
];

/// Adds the marks of these keys: each printer's own, or else those of the defaults.
fn marks(list: &mut List, group: &[(&Site, &Printer)], keys: &[&str]) {
    for key in keys {
        let mut takes_default = false;
        for (site, printer) in group {
            let at = 1 + number(site, printer);
            let own = format!("{}.printers[{at}].{key}", join("sites", &site.name));
            takes_default |= !list.about_only(&own);
        }
        if takes_default {
            list.about_one(&format!("printer.{key}"));
        }
    }
}

/// The most printers of a site that are named one by one.
const MOST_NAMED: usize = 3;

/// Each site once, with the number of its printers if it has several, or their names if others stand beside them: "Bangli, Kintamani 2,
/// Susut printer 2".
fn places(plan: &Plan, group: &[(&Site, &Printer)], say: Phrases) -> String {
    let by_site = alike(group, |(site, _)| site.name.as_str());
    let place = |(name, printers): &(&str, Vec<&(&Site, &Printer)>)| {
        let site = printers[0].0;
        match printers.len() {
            some if some < site.printers.len() && some <= MOST_NAMED => {
                let names = printers.iter().map(|(site, printer)| {
                    let number = 1 + number(site, printer);
                    say.printer(plan, printer, number)
                });
                format!("{name} {}", say.list(&names.collect::<Vec<_>>()))
            }
            1 => (*name).to_owned(),
            many => {
                let of = [("name", (*name).into()), ("count", many.into())];
                say.say("printers-at", &of)
            }
        }
    };
    by_site.iter().map(place).collect::<Vec<_>>().join(", ")
}

/// Where in the list of its site a printer stands.
fn number(site: &Site, printer: &Printer) -> usize {
    let mut all = site.printers.iter();
    all.position(|one| std::ptr::eq(one, printer))
        .unwrap_or_default()
}

fn life(printer: &Printer, say: Phrases) -> String {
    let Some(life) = &printer.life else {
        return say.word("assume-life-none");
    };
    say.say(
        "assume-life",
        &[
            ("life", say.random_number(life, "amount-cards").into()),
            ("repair", say.random_length(&printer.repair).into()),
        ],
    )
}

/// When a printer is not there; with its place if there are others.
fn absences(list: &mut List, plan: &Plan, group: &[(&Site, &Printer)], apart: bool) {
    let (say, printer) = (list.say, group[0].1);
    let mut absences = Vec::new();
    if let Some(date) = printer.arrives {
        absences.push(say.say("assume-arrives", &[("date", say.date(date).into())]));
    }
    let away = printer.away.iter().map(|(from, until)| {
        let of = [
            ("from", say.date(*from).into()),
            ("until", say.date(*until).into()),
        ];
        say.say("assume-away-time", &of)
    });
    let away: Vec<String> = away.collect();
    if !away.is_empty() {
        absences.push(say.say("assume-away", &[("times", say.list(&away).into())]));
    }
    if !absences.is_empty() {
        for (site, printer) in group {
            let path = join("sites", &site.name);
            let item = format!("{path}.printers[{}]", 1 + number(site, printer));
            list.about_only(&format!("{path}.printers"));
            list.about_keys(&item, &["arrives", "away"]);
        }
        let absences = absences.join(" ");
        list.given(match apart {
            true => format!("{}: {absences}", places(plan, group, say)),
            false => absences,
        });
    }
}
