//! Why it takes so long: how the printers spend their open time until everybody is served, the main obstacle, and what would help.

use crate::office::PrinterState;
use crate::projection::{Interval, Loss, MonthLoss, Pairs, Projection, Remedy, UnknownShare};
use crate::report::page::{Align, Page, columns};
use crate::report::phrases::{NOTHING, Phrases};
use crate::report::text::places::table;
use crate::report::text::too_few;

/// Below this many tries of each remedy a reader is told that they are few.
const FEW_TRIES: u32 = 20;
/// A share of those who wait at the end that is hardly any.
const HARDLY_ANY: f64 = 0.01;
/// Values worth finding out that are named.
const MOST_UNKNOWN: usize = 3;
/// Months shown.
const MOST_MONTHS: usize = 36;

/// The loss table until everybody is served, in all and month by month, with the main obstacle.
pub(super) fn losses(page: &mut Page, p: &Projection, say: Phrases) {
    page.heading(&say.word(match p.backlog.p90 {
        0 => "head-loss-whole",
        _ => "head-loss",
    }));
    let rows: Vec<Vec<String>> = p
        .loss
        .iter()
        .filter(|loss| loss.hours > 0.0)
        .map(|loss| {
            let (hours, cards) = (
                say.amount(loss.hours.round()),
                say.amount(loss.cards.round()),
            );
            vec![
                say.state(loss.state),
                say.percent_cell(loss.share),
                hours,
                cards,
            ]
        })
        .collect();
    let columns = [
        ("column-state", Align::Left),
        ("column-share", Align::Right),
        ("column-hours", Align::Right),
        ("column-lost", Align::Right),
    ];
    table(page, &columns, &rows, say);
    page.note(&main_obstacle(p, say));
    months(page, p, say);
}

fn main_obstacle(p: &Projection, say: Phrases) -> String {
    let Some(cause) = p.bound_by.first() else {
        let lost = |loss: &Loss| loss.state == PrinterState::NoResident && loss.share > 0.0;
        return match p.loss.iter().any(lost) {
            true => say.word("binding-nobody"),
            false => say.word("binding-none"),
        };
    };
    let share = p.loss.iter().find(|loss| loss.state == cause.state);
    let of = [
        ("state", say.state(cause.state).into()),
        (
            "share",
            say.percent(share.map_or(0.0, |loss| loss.share)).into(),
        ),
        (
            "futures",
            say.futures(cause.replications, p.replications).into(),
        ),
    ];
    say.say("binding", &of)
}

/// The main loss of each month.
fn months(page: &mut Page, p: &Projection, say: Phrases) {
    let worked = |month: &&MonthLoss| month.shares.iter().sum::<f64>() > 0.0;
    let worked: Vec<&MonthLoss> = p.loss_by_month.iter().filter(worked).collect();
    if worked.len() < 2 {
        return;
    }
    page.heading(&say.word("head-months"));
    let row = |month: &&MonthLoss| {
        let shares = std::iter::zip(PrinterState::ALL, month.shares);
        let printing = month.shares[PrinterState::Printing as usize];
        let nobody_waits = p.backlog.p90 == 0;
        let losses = shares.filter(|(state, _)| match state {
            PrinterState::Printing => false,
            PrinterState::NoResident => !nobody_waits,
            _ => true,
        });
        let largest = losses.max_by(|a, b| a.1.total_cmp(&b.1));
        let (state, share) = match largest.filter(|(_, share)| *share > 0.0) {
            Some((state, share)) => (say.state(state), say.percent_cell(share)),
            None => (NOTHING.into(), NOTHING.into()),
        };
        vec![
            say.month(month.month),
            say.percent_cell(printing),
            state,
            share,
        ]
    };
    let rows: Vec<Vec<String>> = worked.iter().take(MOST_MONTHS).map(row).collect();
    let columns = [
        ("column-month", Align::Left),
        ("state-printing", Align::Right),
        ("column-main-loss", Align::Left),
        ("column-share", Align::Right),
    ];
    table(page, &columns, &rows, say);
    if let (Some(more), Some(last)) = (worked.len().checked_sub(MOST_MONTHS + 1), worked.last()) {
        let of = [
            ("count", (more + 1).into()),
            ("last", say.month(last.month).into()),
        ];
        page.note(&say.say("note-months-more", &of));
    }
}

/// What would help, as it was tried; then what helps most, and what buys nothing.
pub(super) fn remedies(page: &mut Page, p: &Projection, say: Phrases) {
    let Some(remedies) = &p.remedies else {
        page.gap();
        let stopped = !p.complete && p.replications == p.requested;
        return page.paragraph(&say.word(match stopped {
            true => "remedies-stopped",
            false => "remedies-not-tried",
        }));
    };
    if remedies.is_empty() {
        return;
    }
    page.heading(&say.word("head-remedies"));
    let rows: Vec<Vec<String>> = remedies.iter().map(|remedy| row(remedy, say)).collect();
    // Each was tried in the same replications, but for what never cost any time.
    let n = remedies.iter().map(|remedy| remedy.pairs.all()).min();
    let n = n.unwrap_or(0);
    let heads = [
        say.word("column-remedy"),
        say.word("column-days-sooner"),
        say.word("row-interval"),
        say.of_futures("column-sooner-in", n),
        say.word("column-sooner-interval"),
    ];
    let aligns = [
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Left,
        Align::Right,
    ];
    page.table(&columns(&heads, &aligns), &rows);
    page.note(&say.say("note-remedies", &[("n", n.into())]));
    if remedies
        .iter()
        .any(|r| r.fraction.min(r.fraction_without) < 1.0)
    {
        page.note(&say.word("note-remedies-both"));
    }
    if remedies.iter().any(|remedy| remedy.pairs.neither > 0) {
        page.note(&say.word("note-remedies-rest"));
    }
    let unsure = remedies
        .iter()
        .filter(|r| !r.helps() && verdict(r) == Verdict::Unsure)
        .count();
    if n < FEW_TRIES && 2 * unsure > remedies.len() {
        page.note(&say.word("note-remedies-few"));
    }
    // Days alone would hide that more, or fewer, reach the date at all.
    let best = remedies.iter().find(|remedy| remedy.helps());
    let without_days = best.filter(|best| best.days.as_ref().is_none_or(|days| days.value >= 0.0));
    let differs = |remedy: &&Remedy| {
        remedy.fraction != remedy.fraction_without
            && without_days.is_none_or(|told| told.cause != remedy.cause)
    };
    for remedy in remedies.iter().filter(differs) {
        let [with, without] = reaching(remedy, say);
        let of = [
            ("remedy", name(remedy, say).into()),
            ("with", with.into()),
            ("without", without.into()),
        ];
        page.note(&say.say("remedy-reaches", &of));
    }
    // Hardly any fewer, or more, is nothing to act on.
    let hardly = (p.measures.waiting_at_end.mean.value * HARDLY_ANY).max(1.0);
    let changes = |is_so: fn(&Remedy) -> bool, key: &str| -> Vec<String> {
        let change = |remedy: &Remedy| remedy.waiting_at_end.value.abs();
        let changes = remedies
            .iter()
            .filter(|one| is_so(one) && change(one) > hardly);
        let mut changes: Vec<&Remedy> = changes.collect();
        changes.sort_by(|a, b| change(b).total_cmp(&change(a)));
        let told = |one: &Remedy| {
            let number = say.amount(change(one));
            say.say(
                key,
                &[("remedy", name(one, say).into()), ("number", number.into())],
            )
        };
        changes.into_iter().map(told).collect()
    };
    let serve_more = changes(Remedy::serves_more, "remedy-fewer");
    let serve_fewer = changes(Remedy::serves_fewer, "remedy-more");
    let is_told = remedies
        .iter()
        .any(|remedy| verdict(remedy) != Verdict::Untold);
    let most = match best {
        None if !is_told => None,
        best => Some(best),
    };
    if let Some(best) = most {
        page.note(&match best {
            None if !serve_more.is_empty() => say.word("advice-no-date"),
            Some(best) => {
                let [with, without] = reaching(best, say);
                let of = [
                    ("remedy", name(best, say).into()),
                    ("with", with.into()),
                    ("without", without.into()),
                ];
                match without_days {
                    None if serve_more.is_empty() => say.say("advice", &of),
                    None => say.say("advice-soonest", &of),
                    Some(_) => say.say("advice-reaches", &of),
                }
            }
            None => say.word("advice-none"),
        });
    }
    if !serve_more.is_empty() {
        page.note(&say.say(
            "advice-serves-more",
            &[("remedies", serve_more.join("; ").into())],
        ));
    }
    if !serve_fewer.is_empty() {
        page.note(&say.say(
            "advice-serves-fewer",
            &[("remedies", serve_fewer.join("; ").into())],
        ));
    }
    let others = remedies.iter().filter(|remedy| !remedy.helps());
    for (key, of) in [
        ("advice-later", Verdict::Later),
        ("advice-unsure", Verdict::Unsure),
        ("advice-untold", Verdict::Untold),
        (
            match too_few(p, n) {
                true => "advice-few",
                false => "advice-useless",
            },
            Verdict::None,
        ),
    ] {
        let names = others.clone().filter(|remedy| verdict(remedy) == of);
        let names: Vec<String> = names.map(|remedy| name(remedy, say)).collect();
        if !names.is_empty() {
            page.note(&say.say(key, &[("remedies", names.join("; ").into())]));
        }
        // Had they been enough, all who wait would have been served sooner, in whatever order.
        let mut scarce = remedies.iter().filter(|remedy| remedy.helps());
        let scarce = scarce.any(|remedy| remedy.cause == PrinterState::NoBlank.into());
        if !names.is_empty() && of == Verdict::Later && scarce {
            page.note(&say.word("advice-later-blanks"));
        }
    }
    let is_of_most = match p.rest_waited_for.as_slice() {
        [first, second, ..] => first.replications >= 2 * second.replications,
        all => !all.is_empty(),
    };
    let waits_for = p.rest_waited_for.first().map(|cause| cause.state);
    if is_of_most
        && waits_for == Some(PrinterState::NoBlank)
        && best.is_none_or(|r| r.cause.state() != PrinterState::NoBlank)
    {
        page.note(&say.word("advice-rest-blanks"));
    }
    if best.is_some_and(|best| Some(best.cause.state()) != p.binding) {
        page.note(&say.word("advice-not-the-largest"));
    }
}

/// What a remedy that does not certainly help does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Later,
    Unsure,
    None,
    /// Neither with it nor without it is the date within the horizon.
    Untold,
}

fn verdict(remedy: &Remedy) -> Verdict {
    let interval = remedy.days.as_ref().and_then(|days| days.ci95);
    let Pairs {
        sooner,
        equal,
        later,
        ..
    } = remedy.pairs;
    let pairs = sooner + equal + later;
    match interval {
        _ if pairs == 0 => Verdict::Untold,
        _ if remedy.pairs.sooner == 0 && remedy.pairs.later == 0 => Verdict::None,
        // A few pairs of many are no reason to keep what causes delay.
        Some(interval) if interval.low > 0.0 && 10 * remedy.pairs.later >= pairs => Verdict::Later,
        _ => Verdict::Unsure,
    }
}

/// How far the futures differ by what nobody knows, and by chance.
pub(super) fn spread(page: &mut Page, p: &Projection, say: Phrases) {
    if p.plan.worlds.is_empty() {
        return;
    }
    if let Some(share) = p
        .spread
        .as_ref()
        .and_then(|spread| spread.share_of_not_knowing())
    {
        page.gap();
        let of = [
            ("unknown", say.percent(share).into()),
            ("chance", say.percent(1.0 - share).into()),
        ];
        page.paragraph(&say.say("spread", &of));
        if share >= 0.5 {
            page.paragraph(&ask(p, say));
        }
    }
}

/// Which of the values that nobody knows are most worth finding out.
fn ask(p: &Projection, say: Phrases) -> String {
    let found = p.spread.iter().flat_map(|spread| &spread.by_unknown);
    let mut found: Vec<&UnknownShare> = found.filter(|one| one.interval.low > 0.0).collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    found.truncate(MOST_UNKNOWN);
    if found.is_empty() {
        return say.word("spread-ask");
    }
    let name = |one: &&UnknownShare| {
        let what = say.key(&one.key, &p.plan);
        format!("{what} ({})", say.percent(one.share))
    };
    let names: Vec<String> = found.iter().map(name).collect();
    say.say("spread-ask-names", &[("names", names.join("; ").into())])
}

/// In how many futures the date is reached with a remedy, and without it.
fn reaching(remedy: &Remedy, say: Phrases) -> [String; 2] {
    let n = remedy.pairs.all();
    let fractions = [remedy.fraction, remedy.fraction_without];
    fractions.map(|fraction| say.futures((fraction * f64::from(n)).round() as u32, n))
}

fn name(remedy: &Remedy, say: Phrases) -> String {
    say.word(&format!("remedy-{}", remedy.cause.key()))
}

fn row(remedy: &Remedy, say: Phrases) -> Vec<String> {
    // Days sooner are the shift with the other sign; adding 0 makes -0 a plain 0.
    let (days, interval) = match &remedy.days {
        Some(shift) => match shift.ci95 {
            Some(Interval { low, high }) => {
                let [days, low, high] = say.amounts([-shift.value, -high, -low].map(|d| d + 0.0));
                (days, format!("{low} – {high}"))
            }
            None => (say.amount(0.0 - shift.value), NOTHING.into()),
        },
        None => (NOTHING.into(), NOTHING.into()),
    };
    let [split, sooner] = say.pairs(&remedy.pairs);
    vec![name(remedy, say), days, interval, split, sooner]
}
