//! Every assumption of the answer, as numbered sentences made from the plan. Each sentence says whether the office can look it up or
//! nobody has counted it.

use super::assumed_days::office_days;
use super::assumed_residents::{arrivals, residents};
use super::assumed_supply::{blanks, delay, ribbons};
use super::list::List;
use super::printers;
use crate::office::plan::{OutageTimes, Plan, Upgrade};
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
            ("what", list.say.key(&unknown.key, plan).into()),
            ("law", list.say.possible(&unknown.possible).into()),
            ("why", list.say.own(plan, &unknown.why).into()),
        ];
        let key = match unknown.why.is_empty() {
            true => "assume-unknown",
            false => "assume-unknown-why",
        };
        list.estimate(list.say(key, &of));
    }
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
        let name = ("name", Value::from(say.own(plan, &outage.name)));
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
