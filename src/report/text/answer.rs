//! The opening: when everyone is served, when the blanks are gone, and what stops it. Then the best case, the sum that people do
//! without a program, and the long closures to keep in mind.

use jiff::civil::Date;

use crate::office::PrinterState;
use crate::office::plan::Plan;
use crate::projection::Projection;
use crate::report::page::Page;
use crate::report::phrases::Phrases;

/// Closed days in a row from which a closure is mentioned: longer than a weekend with a holiday on either side.
const LONG_CLOSURE: usize = 5;

pub(super) fn answer(page: &mut Page, p: &Projection, say: Phrases) {
    let mut opening = vec![served(p, say)];
    opening.extend(stopped(p, say));
    page.paragraph(&opening.join(" "));
    page.paragraph(&blanks(p, say));
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

fn served(p: &Projection, say: Phrases) -> String {
    if p.plan.backlog.total == 0 {
        return say.word("answer-nobody");
    }
    let dates = p.measures.cleared_on.quantiles;
    let working = &p.measures.working_days;
    let days = |n: Option<u32>| say.working_days(n.unwrap_or_default());
    let date = |date: Option<Date>| say.date_or_late(date, p.plan.horizon);
    let key = match (dates.p50, dates.p90) {
        (Some(median), Some(safe)) if median == safe => "answer-one-date",
        (Some(_), Some(_)) => "answer-two-dates",
        (Some(_), None) => "answer-no-safe-date",
        (None, _) if working.censored < p.replications => "answer-seldom",
        (None, _) => "answer-never",
    };
    say.say(
        key,
        &[
            ("residents", p.plan.backlog.total.into()),
            ("date", date(dates.p50).into()),
            ("days", days(working.quantiles.p50).into()),
            ("safe", date(dates.p90).into()),
            ("safe_days", days(working.quantiles.p90).into()),
            ("never", working.censored.into()),
            ("replications", p.replications.into()),
            ("horizon", say.date(p.plan.horizon).into()),
        ],
    )
}

/// What stops the replications that do not clear, and how many residents still wait.
fn stopped(p: &Projection, say: Phrases) -> Vec<String> {
    let [first, others @ ..] = p.stopped_by.as_slice() else {
        return Vec::new();
    };
    let mut said = Vec::new();
    let censored = p.measures.working_days.censored;
    let all = censored == p.replications;
    if p.measures.cleared_on.quantiles.p90.is_some() {
        let of = [
            ("count", censored.into()),
            ("replications", p.replications.into()),
        ];
        said.push(say.say("stopped-some", &of));
    }
    said.push(say.word(&format!("stopped-{}", first.state.key())));
    let supply = supply(&p.plan);
    if first.state == PrinterState::NoBlank && supply < p.plan.backlog.total {
        said.push(say.say(
            "answer-never-blanks",
            &[
                ("residents", p.plan.backlog.total.into()),
                ("blanks", supply.into()),
            ],
        ));
    }
    if !others.is_empty() {
        let causes: Vec<String> = others
            .iter()
            .map(|stopped| {
                let of = [
                    ("state", say.state(stopped.state).into()),
                    ("count", stopped.replications.into()),
                    ("replications", p.replications.into()),
                ];
                say.say("stopped-count", &of)
            })
            .collect();
        said.push(say.say("stopped-other", &[("causes", say.list(&causes).into())]));
    }
    if all {
        let waiting = say.amount(p.measures.waiting_at_end.mean.value.round());
        said.push(say.say("answer-waiting", &[("waiting", waiting.into())]));
    }
    said
}

/// Blanks on hand at the start, plus all deliveries dated or asked for within the horizon.
fn supply(plan: &Plan) -> u32 {
    let within = plan
        .blanks
        .deliveries
        .iter()
        .filter(|d| d.date <= plan.horizon);
    within.fold(plan.blanks.on_hand, |sum, d| sum.saturating_add(d.pieces))
}

fn blanks(p: &Projection, say: Phrases) -> String {
    let found = &p.measures.blanks_out_on;
    let dates = found.quantiles;
    let count = (found.share.fraction * f64::from(p.replications)).round();
    let of = |key: &str, date: Option<Date>| {
        let date = say.date_or_late(date, p.plan.horizon);
        let safe = say.date_or_late(dates.p90, p.plan.horizon);
        say.say(
            key,
            &[
                ("date", date.into()),
                ("safe", safe.into()),
                ("count", count.into()),
                ("replications", p.replications.into()),
            ],
        )
    };
    match (dates.p50, dates.p90) {
        (Some(median), Some(safe)) if median == safe => of("blanks-one-date", Some(median)),
        (Some(median), Some(_)) => of("blanks-two-dates", Some(median)),
        (Some(median), None) => of("blanks-some-date", Some(median)),
        (None, _) if count > 0.0 => of("blanks-some", None),
        (None, _) => say.word("blanks-never"),
    }
}

fn best_case(p: &Projection, say: Phrases) -> String {
    match (p.best_case_working_days, p.best_case_on) {
        (Some(days), Some(date)) => say.say(
            "best-case",
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
    let (key, date) = match plan.days.nth_working_day(plan.start, days) {
        Some(date) => ("arithmetic", say.date(date)),
        None => ("arithmetic-late", String::new()),
    };
    let mut said = say.say(
        key,
        &[
            ("residents", residents.into()),
            ("daily", daily.into()),
            ("days", say.working_days(days).into()),
            ("date", date.into()),
        ],
    );
    let supply = supply(plan);
    if supply < residents {
        said.push(' ');
        said.push_str(&say.say("arithmetic-blanks", &[("blanks", supply.into())]));
    }
    Some(said)
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
