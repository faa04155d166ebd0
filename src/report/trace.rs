//! One replication, one line per event.

use super::phrases::Phrases;
use crate::office::plan::{Plan, Unknown};
use crate::office::{Event, Office, PrinterId, SiteId};
use crate::support::visible::visible;
use crate::time::Time;
use crate::words::{Lang, Value, number, say};

/// The line for an event that has just happened: date, time of day in whole seconds, place, and what happened.
///
/// # Examples
///
/// ```
/// use cetak::random::Streams;
/// use cetak::words::Lang;
/// use cetak::{projection, report, scenario};
///
/// let plan = scenario::builtin("bangli-exact")?.plan;
/// let mut lines = Vec::new();
/// projection::trace(plan, &Streams::new(1, 0), &mut |now, event, office| {
///     lines.push(report::trace::line(now, event, office, Lang::En));
/// })?;
/// assert_eq!(lines[0], "2017-04-26 07:30:00  office                    the office opens");
/// # Ok::<(), cetak::Error>(())
/// ```
pub fn line(now: Time, event: &Event, office: &Office, lang: Lang) -> String {
    let date = office.setup().plan().date(now.day());
    let clock = now.time_of_day().as_micros() / 1_000_000;
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    let (place, what) = (place(event, office, lang), what(event, office, lang));
    let place = visible(&place);
    format!("{date} {hour:02}:{minute:02}:{second:02}  {place:<24}  {what}")
}

/// The line for a value of a plan that nobody knows, as it was drawn for this replication.
pub fn drawn(plan: &Plan, unknown: &Unknown, value: &str, lang: Lang) -> String {
    let words = Phrases(lang);
    let (key, value) = (words.key(&unknown.key, plan), words.written(value));
    let of = [("key", key.into()), ("value", value.into())];
    visible(&say(lang, "trace-drawn", &of)).into_owned()
}

/// The printer or the site of the event, or the office.
fn place(event: &Event, office: &Office, lang: Lang) -> String {
    match *event {
        Event::CardDone { printer }
        | Event::Repaired { printer }
        | Event::PrinterArrives { printer }
        | Event::PrinterLeaves { printer }
        | Event::PrinterReturns { printer } => printer_name(office, printer, lang),
        Event::UpgradeDone { site } => site_name(office.setup().plan(), site),
        Event::BlanksArrive {
            site: Some(site), ..
        } => site_name(office.setup().plan(), site),
        Event::OutageBegins { outage } | Event::OutageEnds { outage } => {
            let plan = office.setup().plan();
            let name = &plan.outages[outage as usize].name;
            plan.texts.said(name, lang).to_owned()
        }
        _ => say(lang, "trace-office", &[]),
    }
}

/// The name of a printer; a printer without a name of its own is called by its number, in the language of the reader.
fn printer_name(office: &Office, printer: PrinterId, lang: Lang) -> String {
    let name = office.setup().printer_name(printer);
    let number = name
        .rsplit_once("/printer ")
        .filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()));
    match number {
        None => name,
        Some((site, number)) => {
            let of = [("site", site.into()), ("number", number.into())];
            say(lang, "trace-printer", &of)
        }
    }
}

fn site_name(plan: &Plan, site: SiteId) -> String {
    plan.site(site).name.clone()
}

fn what(event: &Event, office: &Office, lang: Lang) -> String {
    let word = |key: &str| say(lang, key, &[]);
    let blanks = || number(lang, office.blanks_on_hand());
    match *event {
        Event::Opens { .. } => word("trace-opens"),
        Event::Closes { .. } => {
            let waiting = number(lang, office.waiting());
            say(
                lang,
                "trace-closes",
                &[("waiting", waiting.into()), ("blanks", blanks().into())],
            )
        }
        Event::CardDone { .. } => card(office, lang),
        Event::Repaired { .. } => word("trace-repaired"),
        Event::PrinterArrives { .. } => word("trace-printer-arrives"),
        Event::PrinterLeaves { .. } => word("trace-printer-leaves"),
        Event::PrinterReturns { .. } => word("trace-printer-returns"),
        Event::UpgradeDone { .. } => word("trace-upgrade-done"),
        Event::OutageBegins { outage } => {
            outage_at(outage as usize, "trace-outage-begins", office, lang)
        }
        Event::OutageEnds { outage } => {
            outage_at(outage as usize, "trace-outage-ends", office, lang)
        }
        Event::BlanksArrive { pieces, .. } => {
            let pieces = number(lang, pieces);
            say(
                lang,
                "trace-blanks-arrive",
                &[("pieces", pieces.into()), ("blanks", blanks().into())],
            )
        }
        Event::RibbonsArrive { pieces } => say(
            lang,
            "trace-ribbons-arrive",
            &[("pieces", number(lang, pieces).into())],
        ),
        Event::Horizon => word("trace-horizon"),
    }
}

fn card(office: &Office, lang: Lang) -> String {
    let Some(card) = office.last_card() else {
        return String::new();
    };
    let plan = office.setup().plan();
    let resident = card.resident;
    // The position of the resident in the list, which identifies nobody.
    let resident_number: Value = number(lang, card.number + 1).into();
    let kecamatan = &plan.kecamatan[resident.kecamatan.index()].name;
    let what = match card.spoiled {
        true => say(
            lang,
            "trace-spoiled",
            &[
                ("resident", resident_number),
                ("kecamatan", kecamatan.into()),
            ],
        ),
        false => {
            let recorded = plan.date(resident.recorded).to_string();
            let variables = [
                ("resident", resident_number),
                ("kecamatan", kecamatan.into()),
                ("recorded", recorded.into()),
            ];
            say(lang, "trace-printed", &variables)
        }
    };
    match card.broke {
        true => say(lang, "trace-broke", &[("what", what.into())]),
        false => what,
    }
}

fn outage_at(outage: usize, key: &str, office: &Office, lang: Lang) -> String {
    let plan = office.setup().plan();
    let sites = &plan.outages[outage].sites;
    let names = match sites.len() == plan.sites.len() {
        true => say(lang, "trace-all-sites", &[]),
        false => sites
            .iter()
            .map(|&s| site_name(plan, s))
            .collect::<Vec<_>>()
            .join(", "),
    };
    say(lang, key, &[("sites", names.into())])
}
