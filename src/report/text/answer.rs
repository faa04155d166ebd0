//! The opening: when everyone is served, in fifty futures, when nearly all are, and what stops the rest. Then the best case, the sum that
//! people do without a program, and the long closures to keep in mind.

use jiff::civil::Date;

use super::{futures, supply, too_few};
use crate::office::plan::{Held, OutageTimes, Plan, Printer, Site, Upgrade};
use crate::office::{KecamatanId, NEARLY_ALL, PrinterState};
use crate::projection::{CauseCount, DailyRates, LATELY, Lack, Projection, Remedy, WINDOW, window};
use crate::report::page::Page;
use crate::report::phrases::{NOTHING, Phrases};
use crate::time::Span;

/// Closed days in a row from which a closure is mentioned: longer than a weekend with a holiday on either side.
const LONG_CLOSURE: usize = 5;
/// Where so many times as many are served as are recorded, the queue shrinks.
const FALLING: f64 = 1.05;
/// A queue that has grown for more days than this before the blanks were used up grows without that too.
const GREW_BEFORE: i32 = 30;
/// The share of its open time from which a site lacks blanks often.
const OFTEN: f64 = 0.1;
/// A queue that is at most this share of what it was has fallen.
const FALLEN: f64 = 0.95;
/// Days from which the date of nearly all is told beside that of the last.
const WELL_BEFORE: i32 = 7;

pub(super) fn answer(page: &mut Page, p: &Projection, say: Phrases) {
    let mut opening = vec![served(p, say)];
    opening.extend(nearly_all(p, say));
    opening.extend(stopped(p, say));
    page.paragraph(&opening.join(" "));
    for date in &p.by {
        page.paragraph(&by(p, *date, say));
    }
    if let Some(growing) = growing(p, say) {
        page.paragraph(&growing);
    }
    let blanks = std::iter::once(supply::blanks(p, say)).chain(supply::left_at_end(p, say));
    page.paragraph(&blanks.collect::<Vec<_>>().join(" "));
    if let Some(ribbons) = supply::ribbons(p, say) {
        page.paragraph(&ribbons);
    }
}

/// Fifty futures; then the best case, the sum that people do without a program, and the long closures.
pub(super) fn without_a_program(page: &mut Page, p: &Projection, say: Phrases) {
    // So few would make fifty dots of the same dates.
    if !too_few(p, p.replications) {
        futures::futures(page, p, say);
    }
    page.gap();
    page.paragraph(&best_case(p, say));
    if let Some(arithmetic) = arithmetic(&p.plan, say) {
        page.paragraph(&arithmetic);
    }
    let until = p
        .measures
        .cleared_on
        .quantiles
        .p90
        .unwrap_or(p.plan.horizon);
    for (last, next) in long_closures(&p.plan, until) {
        let dates = [
            ("last", say.date(last).into()),
            ("next", say.date(next).into()),
        ];
        page.paragraph(&say.say("closure", &dates));
    }
}

/// How many residents wait at the start: a number, or a range if nobody knows it.
fn residents(p: &Projection, say: Phrases) -> String {
    match (p.backlog.p10, p.backlog.p90) {
        (least, most) if least == most => say.number(least),
        (least, most) => format!("{} – {} (P10 – P90)", say.number(least), say.number(most)),
    }
}

/// When everybody is served, in futures.
fn served(p: &Projection, say: Phrases) -> String {
    if p.backlog.p90 == 0 {
        return say.word("answer-nobody");
    }
    let dates = p.measures.cleared_on.quantiles;
    let working = &p.measures.working_days;
    let days = |n: Option<u32>| say.working_days(n.unwrap_or_default());
    let date = |date: Option<Date>| say.date_or_late(date, p.plan.horizon);
    let key = match (dates.p50, dates.p90) {
        (Some(_), Some(_)) if too_few(p, p.replications) => "answer-few",
        (Some(median), Some(safe)) if median == safe => "answer-one-date",
        (Some(_), Some(_)) => "answer-two-dates",
        (Some(_), None) => "answer-no-safe-date",
        (None, _) if working.censored < p.replications => "answer-seldom",
        (None, _) => "answer-never",
    };
    let by_then = dates
        .p90
        .map_or(0, |safe| p.happened_by(safe, |r| r.cleared));
    say.say(
        key,
        &[
            ("residents", residents(p, say).into()),
            ("date", date(dates.p50).into()),
            ("days", days(working.quantiles.p50).into()),
            ("safe", date(dates.p90).into()),
            ("safe_days", days(working.quantiles.p90).into()),
            (
                "futures",
                say.futures(by_then, p.outcomes.len() as u32).into(),
            ),
            ("late", say.futures(working.censored, p.replications).into()),
            ("horizon", say.date(p.plan.horizon).into()),
        ],
    )
}

/// When nearly all are served, if that is well before the last one is, and what the rest wait for.
fn nearly_all(p: &Projection, say: Phrases) -> Vec<String> {
    let Some(nearly) = p.served_on.get(NEARLY_ALL).map(|s| s.dates.quantiles) else {
        return Vec::new();
    };
    let last = p.measures.cleared_on.quantiles;
    // The safe date, or that of half of the futures if there is none.
    let (key, nearly, last) = match (nearly.p90, nearly.p50) {
        (Some(safe), _) => ("answer-nearly-all", safe, last.p90),
        (None, Some(median)) => ("answer-nearly-all-half", median, last.p50),
        (None, None) => return Vec::new(),
    };
    let mut said = Vec::new();
    if last.is_none_or(|last| (last - nearly).get_days() >= WELL_BEFORE) {
        let by_then = p.happened_by(nearly, |r| r.served_on[NEARLY_ALL]);
        let futures = say.futures(by_then, p.outcomes.len() as u32);
        let of = [
            ("date", say.date(nearly).into()),
            ("futures", futures.into()),
        ];
        said.push(say.say(key, &of));
    }
    // Those that wait for their turn after the others have waited for longer for something else.
    let their_turn = [PrinterState::DailyLimit, PrinterState::StartingUp];
    let rest = p.rest_waited_for.first().map(|cause| cause.state);
    if rest.is_some_and(|rest| their_turn.contains(&rest) && p.binding != Some(rest)) {
        return said;
    }
    // Where some are never served, what stops them is told next.
    if p.measures.cleared_on.quantiles.p90.is_none() && !p.stopped_by.is_empty() {
        return said;
    }
    match p.rest_waited_for.as_slice() {
        // One cause that is not that of most futures would be no advice.
        [first, second, ..] if first.replications < 2 * second.replications => {
            let cause = |cause: &CauseCount| {
                let state = ("state", say.state(cause.state).into());
                let futures = say.futures(cause.replications, p.replications);
                say.say("rest-cause", &[state, ("futures", futures.into())])
            };
            let causes: Vec<String> = [first, second].map(cause).into();
            said.push(say.say("rest-differs", &[("causes", say.list(&causes).into())]));
        }
        [cause, ..] => said.push(say.word(&format!("rest-{}", cause.state.key()))),
        [] => {}
    }
    said
}

/// How many are served by a date that was asked for, and in how many futures all are.
fn by(p: &Projection, date: Date, say: Phrases) -> String {
    let found = p.served_by.iter().find(|by| by.date == date);
    let served = found.map_or(0.0, |by| by.served.quantiles.p50);
    let spread = found.map_or(NOTHING.into(), |by| say.spread(&by.served));
    let all = p.happened_by(date, |r| r.cleared);
    let of = [
        ("date", say.date(date).into()),
        ("served", say.amount(served).into()),
        ("residents", residents(p, say).into()),
        ("spread", spread.into()),
        ("futures", say.futures(all, p.outcomes.len() as u32).into()),
    ];
    // A number out of a range would say nothing.
    let known = p.backlog.p10 == p.backlog.p90;
    say.say(
        if known {
            "answer-by"
        } else {
            "answer-by-unknown"
        },
        &of,
    )
}

/// That the office does not keep up with new recordings, if it does not, and where.
fn growing(p: &Projection, say: Phrases) -> Option<String> {
    let holding = &p.holding;
    let Some(since) = holding.grows_since else {
        return growing_lately(p, say);
    };
    let [recorded, served] =
        [holding.rates.recorded, holding.rates.served].map(|rate| say.amount(rate));
    let known = p.outcomes.iter().filter(|r| r.grows.is_some()).count() as u32;
    let grows = p.outcomes.iter().filter(|r| r.grows == Some(true)).count() as u32;
    let of = [
        ("recorded", recorded.into()),
        ("served", served.into()),
        ("since", say.date(since).into()),
        ("futures", say.futures(grows, known).into()),
        ("days", window(open_days(p).len()).into()),
    ];
    let longest = &p.longest_queue;
    let now = p.daily.waiting.last().map_or(0, |waiting| waiting.p50);
    let is_over = p
        .plan
        .arrivals
        .until
        .is_some_and(|until| until < p.plan.horizon);
    let lacks = holding.lacks.unwrap_or(Lack::Printers);
    if lacks == Lack::Printers && of_campaigns(p, WINDOW, holding.rates) {
        return (now > 0).then(|| say.word("answer-grows-campaign"));
    }
    // It was longer, but shrinks by now.
    let shrinks = holding.rates.served > FALLING * holding.rates.recorded;
    let is_over = is_over && now < longest.waiting.p50;
    if shrinks || is_over {
        // The mean hides those in which it grows.
        let some = (!is_over).then(|| say.say("answer-grows-few", &of));
        return growing_lately(p, say).or(some);
    }
    if !p.grows_for_sure() {
        return (now > 0).then(|| say.say("answer-steady", &of));
    }
    if lacks == Lack::Printers && 2 * grows <= known {
        return Some(say.say("answer-grows-some", &of));
    }
    // The median tells of most futures.
    let falls = 2 * grows > known
        && longest.date > since
        && f64::from(now) < FALLEN * f64::from(longest.waiting.p50);
    if falls {
        let of = [
            ("since", say.date(since).into()),
            ("date", say.date(longest.date).into()),
        ];
        return Some(match lacks {
            Lack::Blanks | Lack::BlanksAtSites => say.say("answer-grew-blanks", &of),
            Lack::Printers | Lack::Ribbons => say.say("answer-grew", &of),
        });
    }
    let mut said = vec![say.say(
        match lacks {
            Lack::Printers => "answer-grows",
            Lack::Blanks => "answer-grows-blanks",
            Lack::BlanksAtSites => "answer-grows-blanks-sites",
            Lack::Ribbons => "answer-grows-ribbons",
        },
        &of,
    )];
    let places: Vec<&str> = holding.grows_in.iter().map(String::as_str).collect();
    if !places.is_empty() {
        let places = [("kecamatan", say.some(&places).into())];
        said.push(say.say("answer-grows-in", &places));
    }
    let blanks_out = p.measures.blanks_out_on.quantiles.p50;
    let grew_before = blanks_out.is_some_and(|out| (out - since).get_days() > GREW_BEFORE);
    // A site may lack blanks before all are used up.
    let is_pooled = p.plan.blanks.held == Held::Pooled;
    if lacks == Lack::Blanks && is_pooled && grew_before {
        said.push(say.word("answer-grows-before"));
    }
    said.extend(wanted(p, lacks, say));
    Some(said.join(" "))
}

/// What it would take to keep up, if that can be said.
fn wanted(p: &Projection, lacks: Lack, say: Phrases) -> Vec<String> {
    if lacks == Lack::BlanksAtSites {
        let sites = supply::short_of_blanks(p, OFTEN);
        let sites = [("sites", say.some(&sites).into())];
        let mut said = vec![say.say("answer-blanks-at-sites", &sites)];
        let helps = supply::one_stock(p).is_some_and(Remedy::serves_more);
        said.extend(helps.then(|| say.word("advice-one-stock")));
        return said;
    }
    let needed = p.holding.needed_per_day.map(|needed| match lacks {
        Lack::Blanks => say.say(
            "answer-grows-blanks-daily",
            &[("blanks", say.amount(needed).into())],
        ),
        _ => say.say("answer-grows-more", &[("cards", say.amount(needed).into())]),
    });
    needed.into_iter().collect()
}

/// That the queue grows on the last days, or that nothing is printed any more, if it is so in most futures although the office kept up until
/// then.
fn growing_lately(p: &Projection, say: Phrases) -> Option<String> {
    let lately = p.holding.lately.as_ref()?;
    let since = lately.grows_since?;
    // Of the others it was told what stops them.
    let still = p
        .outcomes
        .iter()
        .filter(|r| r.cleared.is_some() && r.stands_still());
    let wants = |state| {
        2 * still
            .clone()
            .filter(|r| r.last_obstacle == Some(state))
            .count()
            > p.outcomes.len()
    };
    let key = if wants(PrinterState::NoBlank) {
        "answer-still-blanks"
    } else if wants(PrinterState::NoRibbon) {
        "answer-still-ribbons"
    } else if of_campaigns(p, LATELY, lately.rates) {
        return Some(say.word("answer-grows-campaign"));
    } else {
        "answer-grows-lately"
    };
    let futures = match key {
        "answer-grows-lately" => say.count(&lately.share, p.replications),
        _ => still.count() as u32,
    };
    let of = [
        ("futures", say.futures(futures, p.replications).into()),
        ("days", LATELY.into()),
        ("recorded", say.amount(lately.rates.recorded).into()),
        ("served", say.amount(lately.rates.served).into()),
        ("since", say.date(since).into()),
    ];
    Some(say.say(key, &of))
}

/// Whether so many are served in the last open days that without campaigns the queue would not have grown in them.
fn of_campaigns(p: &Projection, days: usize, rates: DailyRates) -> bool {
    let open = open_days(p);
    let from = open.get(open.len().saturating_sub(days));
    let campaigns = p.plan.arrivals.campaigns.iter();
    let recorded = campaigns.filter(|campaign| from.is_some_and(|from| campaign.date >= *from));
    let recorded: f64 = recorded
        .map(|campaign| f64::from(campaign.recordings))
        .sum();
    recorded > 0.0 && rates.recorded - recorded / (days as f64) <= rates.served
}

fn open_days(p: &Projection) -> Vec<Date> {
    let open = p.plan.days.open_days(p.plan.start, p.plan.horizon);
    open.map(|(date, _)| date).collect()
}

/// What stops the replications that do not clear, and how many residents still wait.
fn stopped(p: &Projection, say: Phrases) -> Vec<String> {
    let censored = p.measures.working_days.censored;
    let waiting = (censored == p.replications).then(|| {
        let waiting = say.amount(p.measures.waiting_at_end.mean.value.round());
        let recorded = p.outcomes.iter().any(|r| r.recorded > 0);
        let key = match recorded {
            true => "answer-waiting-new",
            false => "answer-waiting",
        };
        say.say(key, &[("waiting", waiting.into())])
    });
    let mut said: Vec<String> = never_served(p, say).into_iter().collect();
    let [first, others @ ..] = p.stopped_by.as_slice() else {
        said.extend(waiting);
        return said;
    };
    if p.measures.cleared_on.quantiles.p90.is_some() {
        let futures = say.futures(censored, p.replications);
        said.push(say.say("stopped-some", &[("futures", futures.into())]));
    }
    said.push(match first.state {
        PrinterState::NoBlank if supply::none_at_start(&p.plan) && supply::none_comes(&p.plan) => {
            say.word("stopped-no_blank-none")
        }
        PrinterState::NoBlank if supply::lie_elsewhere(p) => say.word("stopped-no_blank-elsewhere"),
        PrinterState::NoBlank if p.more_blanks_came() => say.word("stopped-no_blank-few"),
        PrinterState::NoBlank if !p.plan.blanks.deliveries.is_empty() => {
            say.word("stopped-no_blank-late")
        }
        PrinterState::NoRibbon => supply::no_ribbon(p, say),
        // What came on the last days came too late.
        PrinterState::Printing | PrinterState::DailyLimit
            if supply::stood_still(p, PrinterState::NoBlank) =>
        {
            say.word("stopped-no_blank-late")
        }
        PrinterState::Printing | PrinterState::DailyLimit
            if supply::stood_still(p, PrinterState::NoRibbon) =>
        {
            say.word("stopped-no_ribbon-late")
        }
        state => say.word(&format!("stopped-{}", state.key())),
    });
    if first.state == PrinterState::NoBlank {
        said.extend(match supply::lie_elsewhere(p) {
            true => supply::one_stock(p)
                .is_some_and(|tried| tried.helps() || tried.serves_more())
                .then(|| say.word("advice-one-stock")),
            false => supply::more_blanks(p, say),
        });
    }
    if !others.is_empty() {
        let causes: Vec<String> = others
            .iter()
            .map(|stopped| {
                let of = [
                    ("state", say.state(stopped.state).into()),
                    (
                        "futures",
                        say.futures(stopped.replications, p.replications).into(),
                    ),
                ];
                say.say("stopped-count", &of)
            })
            .collect();
        said.push(say.say("stopped-other", &[("causes", say.list(&causes).into())]));
    }
    said.extend(waiting);
    said
}

/// Whose residents nobody may ever serve, if it is the same in all futures that have it.
fn never_served(p: &Projection, say: Phrases) -> Option<String> {
    let never = p.outcomes.iter().map(|r| &r.never_served);
    let always = p.outcomes.first()?.never_served.iter().copied();
    let always: Box<[KecamatanId]> = always
        .filter(|id| never.clone().all(|never| never.contains(id)))
        .collect();
    // What holds in every future is told first, whatever else some have.
    let never = never.map(|never| match always.is_empty() {
        true => never,
        false => &always,
    });
    let mut never = never.filter(|never| !never.is_empty());
    let first = never.next()?;
    let mut futures = 1;
    for other in never {
        if other != first {
            return None;
        }
        futures += 1;
    }
    let names = first.iter();
    let names: Vec<&str> = names
        .map(|id| p.plan.kecamatan[id.index()].name.as_str())
        .collect();
    let of = [
        ("kecamatan", say.some(&names).into()),
        ("futures", say.futures(futures, p.replications).into()),
    ];
    Some(match futures == p.replications {
        true => say.say("stopped-never", &of),
        false => say.say("stopped-never-some", &of),
    })
}

fn best_case(p: &Projection, say: Phrases) -> String {
    match (p.best_case_working_days, p.best_case_on) {
        (Some(days), Some(date)) => say.say(
            match p.plan.worlds.is_empty() {
                true => "best-case",
                false => "best-case-luckiest",
            },
            &[
                ("days", say.working_days(days).into()),
                ("date", say.date(date).into()),
            ],
        ),
        _ => say.word("best-case-none"),
    }
}

/// Backlog divided by the sum of the daily limits, the sum that people do without a program.
fn arithmetic(plan: &Plan, say: Phrases) -> Option<String> {
    let printers = plan.sites.iter().flat_map(|site| &site.printers);
    let daily = printers.fold(0u32, |sum, printer| sum.saturating_add(printer.daily_limit));
    let residents = plan.backlog.total;
    if residents == 0 || daily == 0 {
        return None;
    }
    let days = residents.div_ceil(daily);
    let date = plan.days.nth_working_day(plan.start, days);
    let key = match date {
        Some(_) => "arithmetic",
        None => "arithmetic-late",
    };
    let mut said = say.say(
        key,
        &[
            ("residents", residents.into()),
            ("daily", daily.into()),
            ("days", say.working_days(days).into()),
            (
                "date",
                date.map_or_else(String::new, |date| say.date(date)).into(),
            ),
        ],
    );
    if !plan.worlds.is_empty() {
        said.push(' ');
        said.push_str(&say.word("arithmetic-middle"));
    }
    let recorded = plan.kecamatan.iter().filter_map(|k| k.recordings.as_ref());
    let recorded: f64 = recorded.map(|rate| rate.mean()).sum();
    if recorded > 0.0 {
        let of = [("recorded", say.amount(recorded).into())];
        said.push(' ');
        said.push_str(&say.say("arithmetic-recordings", &of));
    }
    let absent = absent(plan, date.unwrap_or(plan.horizon));
    if absent > 0 {
        said.push(' ');
        said.push_str(&say.say("arithmetic-absent", &[("printers", absent.into())]));
    }
    if plan
        .sites
        .iter()
        .flat_map(|site| &site.printers)
        .any(|printer| printer.overload > 0)
    {
        said.push(' ');
        said.push_str(&say.word("arithmetic-overload"));
    }
    let most = most_a_day(plan);
    if most < daily {
        said.push(' ');
        said.push_str(&say.say("arithmetic-limit", &[("most", most.into())]));
    }
    let supply = supply::pieces(plan, date.unwrap_or(plan.horizon));
    if supply < residents {
        said.push(' ');
        said.push_str(&say.say("arithmetic-blanks", &[("blanks", supply.into())]));
    }
    Some(said)
}

/// How many printers cannot print at first, or are away for a time before `until`.
fn absent(plan: &Plan, until: Date) -> usize {
    let is_away = |printer: &Printer| {
        let mut away = printer.away.iter();
        printer.arrives.is_some_and(|arrives| arrives > plan.start)
            || away.any(|(first, last)| *first <= until && *last >= plan.start)
    };
    let stops = |at: usize| {
        plan.outages.iter().any(|outage| {
            let here = outage.sites.iter().any(|site| site.index() == at);
            here && match &outage.when {
                OutageTimes::Fixed { from, until: end } => from.0 <= until && end.0 >= plan.start,
                OutageTimes::Begun { from, .. } => from.0 <= until,
                OutageTimes::Random { .. } => false,
            }
        })
    };
    let absent = |(at, site): (usize, &Site)| {
        let is_done = match site.upgrade {
            Upgrade::Done => true,
            Upgrade::On { date, .. } => date <= plan.start,
            _ => false,
        };
        match is_done && !stops(at) {
            true => site.printers.iter().filter(|one| is_away(one)).count(),
            false => site.printers.len(),
        }
    };
    plan.sites.iter().enumerate().map(absent).sum()
}

/// How many cards all printers together can print on the longest day, within their daily limits.
fn most_a_day(plan: &Plan) -> u32 {
    let longest = plan.longest_day().unwrap_or(Span::ZERO);
    let most = |printer: &Printer| {
        let fit = longest.as_minutes() / printer.print_time.mean().as_minutes();
        printer.daily_limit.min(fit as u32)
    };
    let printers = plan.sites.iter().flat_map(|site| &site.printers);
    printers.map(most).fold(0, u32::saturating_add)
}

/// For each long run of closed days that ends by `until`: the last working day before it and the first after it.
fn long_closures(plan: &Plan, until: Date) -> Vec<(Date, Date)> {
    let open: Vec<Date> = plan
        .days
        .open_days(plan.start, until)
        .map(|(date, _)| date)
        .collect();
    let long = |pair: &&[Date]| {
        let closed = pair[0].until(pair[1]).map_or(0, |span| span.get_days() - 1);
        usize::try_from(closed).is_ok_and(|closed| closed >= LONG_CLOSURE)
    };
    open.windows(2)
        .filter(long)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}
