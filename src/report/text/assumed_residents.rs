//! The assumptions about residents: those who wait at the start, and those who are recorded later.

use super::assumptions::alike;
use super::list::List;
use crate::office::plan::{Plan, Routing};
use crate::report::half::first_half_last;
use crate::report::phrases::Phrases;
use crate::scenario::join;
use crate::words::Value;

pub(super) fn residents(list: &mut List, plan: &Plan) {
    let (say, backlog) = (list.say, &plan.backlog);
    if backlog.total == 0 && plan.worlds.is_empty() {
        list.about("backlog");
        list.estimate(say.word("answer-nobody"));
    } else {
        waiting(list, plan);
    }
    list.about_one("");
    list.given(say.word("assume-order"));
    list.about("routing");
    list.estimate(say.word(match plan.routing {
        Routing::Own => "assume-routing-own",
        Routing::OwnAndOffice => "assume-routing-own-office",
        Routing::OfficeWhileDown => "assume-routing-down",
        Routing::Pooled => "assume-routing-pooled",
    }));
    if plan.routing == Routing::Own && plan.sites.iter().any(|site| site.office) {
        let with_own = plan.with_own_site();
        let without = plan.kecamatan_by_id();
        let without = without.filter(|(id, _)| !with_own.contains(id));
        let without: Vec<&str> = without.map(|(_, one)| one.name.as_str()).collect();
        if !without.is_empty() {
            let of = [
                ("kecamatan", say.some(&without).into()),
                ("count", without.len().into()),
            ];
            list.about("routing");
            list.given(say.say("assume-routing-no-site", &of));
        }
    }
}
/// Those who wait at the start.
fn waiting(list: &mut List, plan: &Plan) {
    let (say, backlog) = (list.say, &plan.backlog);
    let names = plan.kecamatan.iter().map(|k| k.name.as_str());
    let counts = backlog.by_kecamatan(&plan.kecamatan);
    let is_by_date = !backlog.by_date.is_empty();
    // A register is looked up.
    let add = match is_by_date {
        true => List::given,
        false => List::estimate,
    };
    let weights = plan
        .kecamatan
        .iter()
        .zip(counts)
        .map(|(one, count)| match is_by_date {
            true => f64::from(count),
            false => one.share,
        });
    let shares = shares(say, names, weights, "equal-kecamatan");
    let of = [
        ("residents", backlog.total.into()),
        ("shares", shares.into()),
    ];
    list.about_keys("backlog", &["total", "by_date"]);
    for kecamatan in &plan.kecamatan {
        list.about(&format!("{}.share", join("kecamatan", &kecamatan.name)));
    }
    add(list, say.say("assume-backlog", &of));
    let from = say.date(backlog.recorded_from);
    let to = say.date(backlog.recorded_to);
    let residents = ("residents", Value::from(backlog.total));
    let dates = [("from", Value::from(from)), ("to", to.into())];
    let recorded = backlog.by_date.iter();
    match first_half_last(recorded.map(|some| (some.date, some.residents))) {
        Some([_, date, _]) => {
            list.about("backlog.by_date");
            let middle = ("middle", Value::from(say.date(date)));
            let of = [&dates[..], &[residents.clone(), middle]].concat();
            add(list, say.say("assume-by-date", &of));
        }
        None => {
            list.about_keys("backlog", &["recorded_from", "recorded_to"]);
            let of = [&dates[..], std::slice::from_ref(&residents)].concat();
            add(list, say.say("assume-recorded", &of));
        }
    }
    let share = match is_by_date {
        true => say.percent(backlog.suket_share),
        false => say.asked_percent(backlog.suket_share),
    };
    list.about_keys("backlog", &["suket_share", "by_date"]);
    list.about("suket.valid_months");
    let of = [
        residents,
        ("share", share.into()),
        ("months", plan.suket_months.into()),
    ];
    add(list, say.say("assume-suket", &of));
}

/// More equal parts than this are told with their number, and not one by one.
const MOST_EQUAL: usize = 4;

/// Parts of the sum of all weights, such as "Susut 19 %, Bangli 21 %"; many that are equal are told by their number, with the message of
/// this key.
pub(super) fn shares<'a>(
    say: Phrases,
    names: impl Iterator<Item = &'a str>,
    weights: impl Iterator<Item = f64> + Clone,
    equal: &str,
) -> String {
    let sum: f64 = weights.clone().sum();
    let part = |weight: f64| say.percent(if sum > 0.0 { weight / sum } else { 0.0 });
    let parts: Vec<(&str, String)> = names.zip(weights.map(part)).collect();
    each(say, &parts, equal)
}

/// Names with what each has, or if many have the same, their number with it.
fn each(say: Phrases, parts: &[(&str, String)], equal: &str) -> String {
    match parts {
        [(_, first), ..]
            if parts.len() > MOST_EQUAL && parts.iter().all(|(_, one)| one == first) =>
        {
            let of = [("count", parts.len().into()), ("each", first.into())];
            say.say(equal, &of)
        }
        _ => {
            let parts = parts.iter().map(|(name, one)| format!("{name} {one}"));
            say.list(&parts.collect::<Vec<_>>())
        }
    }
}

pub(super) fn arrivals(list: &mut List, plan: &Plan) {
    let (say, arrivals) = (list.say, &plan.arrivals);
    let rates = rates(say, plan);
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
                ("rates", rates.into()),
                ("share", say.asked_percent(arrivals.suket_share).into()),
            ],
        ));
    }
    let campaigns = (1..).zip(&arrivals.campaigns);
    let alike = alike(campaigns, |(_, one)| (one.kecamatan, one.recordings));
    for ((kecamatan, recordings), campaigns) in alike {
        for (at, _) in &campaigns {
            list.about(&format!("arrivals.campaigns[{at}]"));
        }
        let dates = campaigns.iter().map(|(_, one)| say.date(one.date));
        let dates: Vec<String> = dates.collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        list.estimate(list.say(
            "assume-campaign",
            &[
                (
                    "kecamatan",
                    (&plan.kecamatan[kecamatan.index()].name).into(),
                ),
                ("dates", say.some(&dates).into()),
                ("campaigns", dates.len().into()),
                ("count", recordings.into()),
            ],
        ));
    }
}
/// How many are recorded in each kecamatan; a law that all share is told once. Empty if nobody is.
fn rates(say: Phrases, plan: &Plan) -> String {
    let rates = plan
        .kecamatan
        .iter()
        .filter_map(|k| Some((&k.name, k.recordings.as_ref()?)));
    let means = rates
        .clone()
        .map(|(name, rate)| (name.as_str(), say.computed(rate.mean())));
    let means: Vec<(&str, String)> = means.collect();
    if means.len() > 1 && rates.clone().all(|(_, rate)| rate.parts().0 == "poisson") {
        return say.random_as("poisson", &each(say, &means, "equal-recordings"));
    }
    let rates =
        rates.map(|(name, rate)| format!("{name} {}", say.random_number(rate, "amount-plain")));
    rates.collect::<Vec<_>>().join("; ")
}
