//! The assumptions about blanks and ribbons.

use super::assumed_residents::shares;
use super::list::List;
use crate::office::plan::{Allotted, Blanks, Delay, Delivery, Held, Plan};
use crate::report::phrases::Phrases;
use crate::words::Value;

pub(super) fn blanks(list: &mut List, plan: &Plan) {
    let (say, blanks) = (list.say, &plan.blanks);
    if let Some(allotted) = &plan.allotted {
        return lots(list, blanks, allotted);
    }
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
            let shares = shares(say, names, weights.iter().copied(), "equal-sites");
            say.say("assume-held-split", &[("shares", shares.into())])
        }
    });
    if blanks.deliveries.is_empty() {
        list.about_one("blanks.deliveries");
        list.estimate(say.word("assume-no-delivery"));
    }
    deliveries(list, plan, "blanks", &blanks.deliveries, "assume-delivery");
}

/// What an office of a nation gets of the lots of the ministry. Lots that differ only in their dates are told together.
fn lots(list: &mut List, blanks: &Blanks, allotted: &Allotted) {
    let say = list.say;
    let of = [
        ("rule", say.word(&format!("rule-{}", allotted.rule)).into()),
        ("offices", allotted.offices.into()),
    ];
    list.given(say.say("assume-allotted", &of));
    let alike =
        |a: &Delivery, b: &Delivery| (a.pieces, &a.at_ministry) == (b.pieces, &b.at_ministry);
    let mut groups: Vec<Vec<&Delivery>> = Vec::new();
    for lot in blanks.deliveries.iter().filter(|lot| lot.pieces > 0) {
        match groups.iter_mut().find(|group| alike(group[0], lot)) {
            Some(group) => group.push(lot),
            None => groups.push(vec![lot]),
        }
    }
    for group in &groups {
        let dates: Vec<String> = group.iter().map(|lot| say.date(lot.date)).collect();
        let mut of = vec![
            ("pieces", Value::from(group[0].pieces)),
            ("date", say.list(&dates).into()),
        ];
        let wait = group[0].at_ministry.as_ref();
        of.extend(wait.map(|wait| ("wait", delay(say, wait).into())));
        let key = match (group.len() > 1, wait.is_some()) {
            (false, false) => "assume-lot",
            (false, true) => "assume-lot-asked",
            (true, false) => "assume-lot-each",
            (true, true) => "assume-lot-each-asked",
        };
        list.estimate(say.say(key, &of));
    }
    let Some(group) = groups.first() else {
        return list.estimate(say.word("assume-no-lot"));
    };
    list.estimate(match &group[0].delay {
        None => say.word("assume-transport-none"),
        Some(time) => say.say("assume-transport", &[("delay", delay(say, time).into())]),
    });
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
                &[
                    ("pieces", delivery.pieces.into()),
                    ("site", (&plan.site(site).name).into()),
                ],
            ));
        }
        list.estimate(text);
    }
}
pub(in crate::report) fn delay(say: Phrases, delay: &Delay) -> String {
    match delay {
        Delay::Calendar(span) => say.random_length(span),
        Delay::WorkingDays(days) => say.random_number(days, "amount-working-days"),
    }
}
pub(super) fn ribbons(list: &mut List, plan: &Plan) {
    let say = list.say;
    let Some(ribbons) = &plan.ribbons else {
        list.about_one("ribbons");
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
