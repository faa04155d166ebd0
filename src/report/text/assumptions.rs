//! Every assumption of the answer, as numbered sentences made from the plan. Each sentence says whether the office can look it up or
//! nobody has counted it.

use super::assumed_days::office_days;
use super::assumed_residents::{arrivals, residents};
use super::assumed_supply::{blanks, delay, ribbons};
use super::list::List;
use super::printers;
use crate::office::plan::{OutageTimes, Plan, Site, Unknown, Upgrade};
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
    let said = |unknown: &&Unknown| {
        let mut why = list.say.own(plan, &unknown.why).to_owned();
        if why.ends_with(char::is_alphanumeric) {
            why.push('.');
        }
        (list.say.possible(&unknown.key, &unknown.possible), why)
    };
    for ((law, why), alike) in alike(plan.worlds.unknown(), said) {
        for one in &alike {
            list.about(&one.key);
        }
        let what = alike.iter().map(|one| list.say.key(&one.key, plan));
        let what: Vec<String> = what.collect();
        let of = [
            ("what", list.say.list(&what).into()),
            ("count", what.len().into()),
            ("law", law.into()),
            ("why", (&why).into()),
        ];
        let key = match why.is_empty() {
            true => "assume-unknown",
            false => "assume-unknown-why",
        };
        list.estimate(list.say(key, &of));
    }
}

/// Groups what is described in the same way, in the order of the first of each.
pub(super) fn alike<T, D: PartialEq>(
    all: impl IntoIterator<Item = T>,
    described: impl Fn(&T) -> D,
) -> Vec<(D, Vec<T>)> {
    let mut groups: Vec<(D, Vec<T>)> = Vec::new();
    for one in all {
        let description = described(&one);
        match groups.iter_mut().find(|(same, _)| *same == description) {
            Some((_, group)) => group.push(one),
            None => groups.push((description, vec![one])),
        }
    }
    groups
}

fn upgrades(list: &mut List, plan: &Plan) {
    let say = list.say;
    let is_open = |site: &Site| {
        let key = format!("{}.upgrade", join("sites", &site.name));
        let mut unknown = plan.worlds.unknown().iter();
        unknown.any(|one| {
            one.key
                .strip_prefix(&key)
                .is_some_and(|rest| rest.starts_with('.'))
        })
    };
    let is_done = |site: &&Site| site.upgrade == Upgrade::Done && !is_open(site);
    let done: Vec<String> = plan
        .sites
        .iter()
        .filter(is_done)
        .map(|s| s.name.clone())
        .collect();
    if !done.is_empty() {
        for site in &done {
            list.about(&format!("{}.upgrade", join("sites", site)));
        }
        let text = say.say("assume-upgrade-done", &[("sites", say.list(&done).into())]);
        // If it is so everywhere, the scenario says nothing of upgrades.
        match done.len() == plan.sites.len() {
            true => list.estimate(text),
            false => list.given(text),
        }
    }
    let order: Vec<&str> = plan
        .crew_order
        .iter()
        .map(|&i| plan.site(i).name.as_str())
        .collect();
    let later = plan.sites.iter().filter(|site| !is_done(site));
    for ((upgrade, is_open), sites) in alike(later, |site| (site.upgrade.clone(), is_open(site))) {
        for site in &sites {
            list.about(&format!("{}.upgrade", join("sites", &site.name)));
        }
        let names: Vec<&str> = sites.iter().map(|site| site.name.as_str()).collect();
        let sites = [
            ("sites", Value::from(say.some(&names))),
            ("count", names.len().into()),
        ];
        let after = |key: &str, when: String| {
            say.say(key, &[&sites[..], &[("when", when.into())]].concat())
        };
        let mut said = match &upgrade {
            Upgrade::Done => say.say("assume-upgrade-done", &sites),
            Upgrade::Never => say.say("assume-upgrade-never", &sites),
            Upgrade::On { date, minute } => {
                let when =
                    minute.map_or_else(|| say.date(*date), |minute| say.moment((*date, minute)));
                after("assume-upgrade-on", when)
            }
            Upgrade::After(wait) => after("assume-upgrade-after", delay(say, wait)),
            Upgrade::Crew(wait) => after("assume-upgrade-crew", delay(say, wait)),
        };
        if is_open {
            said.push(' ');
            said.push_str(&say.word("assume-upgrade-open"));
        }
        list.estimate(said);
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
        list.about_one("outages");
        list.estimate(say.word("assume-outages-none"));
    }
    for (at, outage) in (1..).zip(&plan.outages) {
        list.about(&format!("outages[{at}]"));
        let sites: Vec<&str> = outage
            .sites
            .iter()
            .map(|&i| plan.site(i).name.as_str())
            .collect();
        let name = ("name", Value::from(say.outage(plan, at)));
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
            OutageTimes::Begun { from, lasts } => say.say(
                "assume-outage-begun",
                &[
                    name,
                    sites,
                    ("from", say.moment(*from).into()),
                    ("lasts", say.random_length(lasts).into()),
                ],
            ),
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
