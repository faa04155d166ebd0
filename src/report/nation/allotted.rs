//! By what rule the blanks were allotted, what it knows, and what all offices have in common.

use crate::nation::Nation;
use crate::report::page::Page;
use crate::report::phrases::Phrases;
use crate::report::text::delay;

pub(super) fn allotted(page: &mut Page, nation: &Nation, say: Phrases) {
    page.heading(&say.word("nation-head-allotted"));
    let mut notes = vec![say.word(&format!("allotted-{}", nation.allotment.key()))];
    notes.push(say.word(match nation.allotment.is_static() {
        true => "nation-static",
        false => "nation-rounds-rule",
    }));
    page.note(&notes.join(" "));
    if nation.allotment.is_static() {
        page.note(&say.word("nation-alone"));
    }
    page.note(&[received(nation, say), lots(nation, say)].join(" "));
    page.note(&[transport(nation, say), outages(nation, say)].join(" "));
}

/// What the ministry has.
fn received(nation: &Nation, say: Phrases) -> String {
    let later = nation.blanks_in_all() - nation.on_hand;
    say.say(
        "nation-blanks",
        &[
            ("on_hand", nation.on_hand.into()),
            ("pieces", later.into()),
            ("deliveries", nation.deliveries.len().into()),
        ],
    )
}

/// The limits of a lot.
fn lots(nation: &Nation, say: Phrases) -> String {
    let lots = nation.lots;
    let key = match (lots.least > 0, lots.most < u32::MAX) {
        (true, true) => "nation-lots-both",
        (true, false) => "nation-lots-least",
        (false, true) => "nation-lots-most",
        (false, false) => "nation-lots-free",
    };
    let of = [("least", lots.least.into()), ("most", lots.most.into())];
    say.say(key, &of)
}

/// The time from the ministry to an office.
fn transport(nation: &Nation, say: Phrases) -> String {
    match &nation.transport {
        None => say.word("nation-transport-none"),
        Some(time) => {
            let time = delay(say, time);
            say.say("nation-transport", &[("time", time.into())])
        }
    }
}

/// The outages that all offices have together.
fn outages(nation: &Nation, say: Phrases) -> String {
    let plan = &nation.shared;
    let all = (1..).zip(&plan.outages);
    let common = all.filter(|(_, outage)| outage.common);
    let names: Vec<String> = common.map(|(number, _)| say.outage(plan, number)).collect();
    match names.is_empty() {
        true => say.word("nation-outages-none"),
        false => say.say("nation-outages", &[("names", say.list(&names).into())]),
    }
}
