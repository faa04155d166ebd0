//! Every assumption of the answer, as numbered sentences made from the plan. Each sentence says whether the office can look it up or
//! nobody has counted it.

use jiff::civil::Date;

use super::list::List;
use super::printers;
use crate::office::days::{Closure, Extent, LetterKnown, Reason};
use crate::office::plan::{Delay, Delivery, Held, OutageTimes, Plan, Routing, Upgrade};
use crate::report::page::Page;
use crate::report::phrases::Phrases;
use crate::scenario::join;
use crate::words::Value;

pub(super) fn assumptions(page: &mut Page, plan: &Plan, say: Phrases) {
    page.heading(&say.word("head-assumptions"));
    page.note(&say.word("note-assumptions"));
    if !plan.worlds.is_empty() {
        page.note(&say.word("note-unknown"));
    }
    let mut list = List::new(say, plan);
    residents(&mut list, plan);
    arrivals(&mut list, plan);
    blanks(&mut list, plan);
    ribbons(&mut list, plan);
    office_days(&mut list, plan);
    upgrades(&mut list, plan);
    printers::printers(&mut list, plan);
    outages(&mut list, plan);
    unknown(&mut list, plan);
    for (i, item) in list.items().iter().enumerate() {
        page.item(i + 1, item);
    }
}

fn unknown(list: &mut List, plan: &Plan) {
    for unknown in plan.worlds.unknown() {
        let of = [
            ("key", (&unknown.key).into()),
            ("law", (&unknown.law).into()),
            ("why", (&unknown.why).into()),
        ];
        let key = match unknown.why.is_empty() {
            true => "assume-unknown",
            false => "assume-unknown-why",
        };
        list.estimate(list.say(key, &of));
    }
}

fn residents(list: &mut List, plan: &Plan) {
    let (say, backlog) = (list.say, &plan.backlog);
    let names = plan.kecamatan.iter().map(|k| k.name.as_str());
    let shares = shares(say, names, plan.kecamatan.iter().map(|k| k.share));
    let of = [
        ("residents", backlog.total.into()),
        ("shares", shares.into()),
    ];
    list.about("backlog.total");
    for kecamatan in &plan.kecamatan {
        list.about(&format!("{}.share", join("kecamatan", &kecamatan.name)));
    }
    list.estimate(say.say("assume-backlog", &of));
    let from = say.date(backlog.recorded_from);
    let to = say.date(backlog.recorded_to);
    list.about_keys("backlog", &["recorded_from", "recorded_to"]);
    list.estimate(say.say(
        "assume-recorded",
        &[("from", from.into()), ("to", to.into())],
    ));
    let share = say.percent(backlog.suket_share);
    list.about("backlog.suket_share");
    list.about("suket.valid_months");
    list.estimate(say.say(
        "assume-suket",
        &[
            ("share", share.into()),
            ("months", plan.suket_months.into()),
        ],
    ));
    list.given(say.word("assume-order"));
    list.about("routing");
    list.estimate(say.word(match plan.routing {
        Routing::Own => "assume-routing-own",
        Routing::OwnAndOffice => "assume-routing-own-office",
        Routing::OfficeWhileDown => "assume-routing-down",
        Routing::Pooled => "assume-routing-pooled",
    }));
}

/// Parts of the sum of all weights, such as "Susut 19 %, Bangli 21 %".
fn shares<'a>(
    say: Phrases,
    names: impl Iterator<Item = &'a str>,
    weights: impl Iterator<Item = f64> + Clone,
) -> String {
    let sum: f64 = weights.clone().sum();
    let part = |(name, weight): (&str, f64)| {
        format!(
            "{name} {}",
            say.percent(if sum > 0.0 { weight / sum } else { 0.0 })
        )
    };
    let parts: Vec<String> = names.zip(weights).map(part).collect();
    say.list(&parts)
}

fn arrivals(list: &mut List, plan: &Plan) {
    let (say, arrivals) = (list.say, &plan.arrivals);
    let rates: Vec<String> = plan
        .kecamatan
        .iter()
        .filter_map(|k| {
            Some(format!(
                "{} {}",
                k.name,
                say.random_number(k.recordings.as_ref()?, "amount-plain")
            ))
        })
        .collect();
    if rates.is_empty() && arrivals.campaigns.is_empty() {
        list.about("arrivals");
        return list.estimate(say.word("assume-arrivals-none"));
    }
    if !rates.is_empty() {
        let until = arrivals.until.unwrap_or(plan.horizon);
        list.about_keys("arrivals", &["per_day", "from", "until", "suket_share"]);
        for kecamatan in &plan.kecamatan {
            list.about(&format!(
                "{}.recordings",
                join("kecamatan", &kecamatan.name)
            ));
        }
        list.estimate(list.say(
            "assume-arrivals",
            &[
                ("from", say.date(arrivals.from).into()),
                ("until", say.date(until).into()),
                ("rates", rates.join("; ").into()),
                ("share", say.percent(arrivals.suket_share).into()),
            ],
        ));
    }
    for (at, campaign) in (1..).zip(&arrivals.campaigns) {
        list.about(&format!("arrivals.campaigns[{at}]"));
        list.estimate(list.say(
            "assume-campaign",
            &[
                (
                    "kecamatan",
                    (&plan.kecamatan[campaign.kecamatan.index()].name).into(),
                ),
                ("date", say.date(campaign.date).into()),
                ("count", campaign.recordings.into()),
            ],
        ));
    }
}

fn blanks(list: &mut List, plan: &Plan) {
    let (say, blanks) = (list.say, &plan.blanks);
    let pieces = ("pieces", blanks.on_hand.into());
    list.about_keys("blanks", &["on_hand", "received_on"]);
    list.given(match blanks.received_on {
        Some(date) => say.say(
            "assume-blanks-received",
            &[pieces, ("date", say.date(date).into())],
        ),
        None => say.say("assume-blanks", &[pieces]),
    });
    list.about_keys("blanks", &["held", "allotment"]);
    list.estimate(match &blanks.held {
        Held::Pooled => say.word("assume-held-pooled"),
        Held::BySite(weights) => {
            let names = plan.sites.iter().map(|site| site.name.as_str());
            let shares = shares(say, names, weights.iter().copied());
            say.say("assume-held-split", &[("shares", shares.into())])
        }
    });
    if blanks.deliveries.is_empty() {
        list.estimate(say.word("assume-no-delivery"));
    }
    deliveries(list, plan, "blanks", &blanks.deliveries, "assume-delivery");
}

/// Deliveries that differ only in their dates are told together.
fn deliveries(list: &mut List, plan: &Plan, table: &str, deliveries: &[Delivery], key: &str) {
    let say = list.say;
    let alike =
        |a: &Delivery, b: &Delivery| (a.pieces, &a.delay, a.site) == (b.pieces, &b.delay, b.site);
    let mut groups: Vec<Vec<(usize, &Delivery)>> = Vec::new();
    for (at, delivery) in (1..).zip(deliveries) {
        match groups.iter_mut().find(|group| alike(group[0].1, delivery)) {
            Some(group) => group.push((at, delivery)),
            None => groups.push(vec![(at, delivery)]),
        }
    }
    for group in groups {
        for (at, _) in &group {
            list.about(&format!("{table}.deliveries[{at}]"));
        }
        let delivery = group[0].1;
        let dates: Vec<String> = group.iter().map(|(_, lot)| say.date(lot.date)).collect();
        let each = match group.len() {
            1 => key.to_owned(),
            _ => format!("{key}-each"),
        };
        let mut of = vec![
            ("pieces", Value::from(delivery.pieces)),
            ("date", say.list(&dates).into()),
        ];
        let mut text = match &delivery.delay {
            None => say.say(&each, &of),
            Some(wait) => {
                of.push(("delay", delay(say, wait).into()));
                say.say(&format!("{each}-delay"), &of)
            }
        };
        if let Some(site) = delivery.site {
            text.push(' ');
            text.push_str(&say.say(
                "assume-delivery-site",
                &[("site", (&plan.site(site).name).into())],
            ));
        }
        list.estimate(text);
    }
}

fn delay(say: Phrases, delay: &Delay) -> String {
    match delay {
        Delay::Calendar(span) => say.random_length(span),
        Delay::WorkingDays(days) => say.random_number(days, "amount-working-days"),
    }
}

fn ribbons(list: &mut List, plan: &Plan) {
    let say = list.say;
    let Some(ribbons) = &plan.ribbons else {
        return list.estimate(say.word("assume-ribbons-none"));
    };
    let cards = say.random_number(&ribbons.cards_each, "amount-cards");
    let of = [("count", ribbons.on_hand.into()), ("cards", cards.into())];
    list.about_keys("ribbons", &["on_hand", "cards_each"]);
    list.estimate(say.say("assume-ribbons", &of));
    deliveries(
        list,
        plan,
        "ribbons",
        &ribbons.deliveries,
        "assume-ribbon-delivery",
    );
}

fn office_days(list: &mut List, plan: &Plan) {
    let say = list.say;
    list.about("opening_hours");
    list.estimate(say.say("assume-hours", &[("hours", week(plan, say).into())]));
    let special: Vec<Closure> = plan
        .days
        .closures(plan.start, plan.horizon)
        .filter(beyond_weekly)
        .collect();
    let dates = |extent: Extent| -> Vec<Date> {
        let of_extent = special.iter().filter(|closure| closure.extent == extent);
        of_extent.map(|closure| closure.date).collect()
    };
    let (whole, half) = (dates(Extent::Whole), dates(Extent::Half));
    if special.is_empty() {
        list.about("holidays");
        list.given(say.word("assume-holidays-none"));
    }
    if !whole.is_empty() {
        list.about("holidays");
        list.given(say.say(
            "assume-holidays",
            &[("dates", by_year(plan, &whole, say).into())],
        ));
    }
    if !half.is_empty() {
        list.about("holidays");
        list.given(say.say(
            "assume-half-days",
            &[("dates", by_year(plan, &half, say).into())],
        ));
    }
    let extra: Vec<String> = plan
        .days
        .extra_days(plan.start, plan.horizon)
        .map(|(date, hours)| {
            let hours = match hours.is_open() {
                true => hours.to_string(),
                false => say.word("assume-closed"),
            };
            format!("{} {hours}", say.date(date))
        })
        .collect();
    if !extra.is_empty() {
        list.about("opening_hours.extra_days");
        list.estimate(say.say("assume-extra-days", &[("days", say.list(&extra).into())]));
    }
    letters(list, plan);
    let estimated: Vec<String> = plan
        .days
        .estimated(plan.start, plan.horizon)
        .map(|holiday| {
            let name = match say.0 {
                crate::words::Lang::En => &holiday.english,
                crate::words::Lang::Id => &holiday.indonesian,
            };
            format!("{} ({name})", say.short_date(holiday.date))
        })
        .collect();
    if !estimated.is_empty() {
        list.estimate(say.say(
            "assume-holidays-estimated",
            &[("names", say.list(&estimated).into())],
        ));
    }
}

/// For which years the governor's letters are known, wholly or in part, and for which the 210-day cycle stands in.
fn letters(list: &mut List, plan: &Plan) {
    let say = list.say;
    let years: Vec<(i16, LetterKnown)> = plan.days.letters(plan.start, plan.horizon).collect();
    let said = |known: LetterKnown, key: &str| {
        let of_kind = years.iter().filter(|(_, found)| *found == known);
        let of_kind: Vec<i16> = of_kind.map(|(year, _)| *year).collect();
        let runs = of_kind.chunk_by(|a, b| a + 1 == *b);
        let runs: Vec<String> = runs
            .map(|run| match run {
                [first, .., last] => format!("{first}–{last}"),
                _ => run[0].to_string(),
            })
            .collect();
        (!runs.is_empty()).then(|| say.say(key, &[("years", say.list(&runs).into())]))
    };
    if let Some(text) = said(LetterKnown::Whole, "assume-letter-whole") {
        list.given(text);
    }
    if let Some(text) = said(LetterKnown::Part, "assume-letter-part") {
        list.estimate(text);
    }
    if let Some(text) = said(LetterKnown::Not, "assume-letter-not") {
        list.estimate(text);
    }
}

/// Dates of one year without it; those of several years year by year, with the year after the last date of each.
fn by_year(plan: &Plan, dates: &[Date], say: Phrases) -> String {
    let days = |dates: &[Date]| {
        dates
            .iter()
            .map(|date| say.day_and_month(*date))
            .collect::<Vec<_>>()
    };
    if plan.start.year() == plan.horizon.year() {
        return say.list(&days(dates));
    }
    let years = dates.chunk_by(|a, b| a.year() == b.year());
    let years: Vec<String> = years
        .map(|year| format!("{} {}", say.list(&days(year)), year[0].year()))
        .collect();
    years.join("; ")
}

/// Whether a day is closed or cut short for a reason other than its day of the week.
fn beyond_weekly(closure: &Closure) -> bool {
    !closure.reasons.contains(&Reason::Weekly)
}

/// The hours of the week, with consecutive days of equal hours together: "Mon 07:30-15:30, …".
fn week(plan: &Plan, say: Phrases) -> String {
    let usual = usual_week(plan);
    let name = |date: Date| {
        let long = say.date(date);
        long.split([',', ' ']).next().unwrap_or_default().to_owned()
    };
    let days: Vec<(Date, String)> = usual
        .into_iter()
        .map(|date| {
            let hours = plan.days.hours(date);
            let hours = if hours.is_open() {
                hours.to_string()
            } else {
                say.word("assume-closed")
            };
            (date, hours)
        })
        .collect();
    let runs = days.chunk_by(|a, b| a.1 == b.1);
    let parts: Vec<String> = runs
        .map(|run| match run {
            [(day, hours)] => format!("{} {hours}", name(*day)),
            [(first, hours), .., (last, _)] => format!("{}–{} {hours}", name(*first), name(*last)),
            [] => String::new(),
        })
        .collect();
    parts.join("; ")
}

/// For each day from Monday to Sunday, a date on or after the start with only its weekly hours. No real office lacks such a day for a
/// year, so the search stops after one.
fn usual_week(plan: &Plan) -> Vec<Date> {
    let dates: Vec<Date> = std::iter::successors(Some(plan.start), |date| date.tomorrow().ok())
        .take(366)
        .collect();
    let usual = |date: &&Date| {
        plan.days
            .why_closed(**date)
            .is_none_or(|why| why.reasons == [Reason::Weekly])
    };
    (0..7)
        .filter_map(|day| {
            let mut same_day = dates
                .iter()
                .filter(|date| date.weekday().to_monday_zero_offset() == day);
            same_day.find(usual).copied()
        })
        .collect()
}

fn upgrades(list: &mut List, plan: &Plan) {
    let say = list.say;
    let done: Vec<String> = plan
        .sites
        .iter()
        .filter(|s| s.upgrade == Upgrade::Done)
        .map(|s| s.name.clone())
        .collect();
    if !done.is_empty() {
        for site in &done {
            list.about(&format!("{}.upgrade", join("sites", site)));
        }
        list.given(say.say("assume-upgrade-done", &[("sites", say.list(&done).into())]));
    }
    let order: Vec<&str> = plan
        .crew_order
        .iter()
        .map(|&i| plan.site(i).name.as_str())
        .collect();
    for site in &plan.sites {
        let name = ("site", Value::from(&site.name));
        if site.upgrade == Upgrade::Done {
            continue;
        }
        list.about(&format!("{}.upgrade", join("sites", &site.name)));
        list.estimate(match &site.upgrade {
            Upgrade::Done => continue,
            Upgrade::Never => say.say("assume-upgrade-never", &[name]),
            Upgrade::On { date, minute } => {
                let when =
                    minute.map_or_else(|| say.date(*date), |minute| say.moment((*date, minute)));
                say.say("assume-upgrade-on", &[name, ("date", when.into())])
            }
            Upgrade::After(wait) => say.say(
                "assume-upgrade-after",
                &[name, ("delay", delay(say, wait).into())],
            ),
            Upgrade::Crew(wait) => say.say(
                "assume-upgrade-crew",
                &[name, ("delay", delay(say, wait).into())],
            ),
        });
    }
    // Written once, not per site: that would be as many names as the square of the number of sites.
    if order.len() > 1 {
        let order = order.join(" → ");
        list.about("upgrades.crew_order");
        list.given(say.say("assume-crew-order", &[("order", order.into())]));
    }
}

fn outages(list: &mut List, plan: &Plan) {
    let say = list.say;
    if plan.outages.is_empty() {
        list.estimate(say.word("assume-outages-none"));
    }
    for (at, outage) in (1..).zip(&plan.outages) {
        list.about(&format!("outages[{at}]"));
        let sites: Vec<&str> = outage
            .sites
            .iter()
            .map(|&i| plan.site(i).name.as_str())
            .collect();
        let name = ("name", Value::from(&outage.name));
        let sites = ("sites", Value::from(say.some(&sites)));
        list.estimate(match &outage.when {
            OutageTimes::Fixed { from, until } => {
                let [from, until] = say.window([*from, *until]);
                let times = [("from", from.into()), ("until", until.into())];
                say.say(
                    "assume-outage-fixed",
                    &[&[name, sites], &times[..]].concat(),
                )
            }
            OutageTimes::Random { every, lasts } => say.say(
                "assume-outage-random",
                &[
                    name,
                    sites,
                    ("every", say.random_length(every).into()),
                    ("lasts", say.random_length(lasts).into()),
                ],
            ),
        });
    }
}
