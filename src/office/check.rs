//! The end of a run: closes its books and checks that they balance.

use super::ids::{PerKecamatan, PerSite};
use super::limits::MOST_RESIDENTS;
use super::model::Office;
use super::size;
use super::{Outcome, PrinterState, PrinterTime, TimeByState};
use crate::error::{Error, ErrorKind, Result};
use crate::resource::Stock;
use crate::time::Time;
use crate::words::{Message, Variable};

/// Closes the books of a run that ended at `now`, checks that they balance, and returns the outcome.
pub(super) fn conclude(mut office: Office, now: Time, fingerprint: u64) -> Result<Outcome> {
    let last_day = match office.state.over {
        true => office.setup.plan().last_day(),
        false => office.state.hours.today,
    };
    if !office.state.over {
        // The last card may have ended after midnight; its day may already have a row, which is written again below.
        office.state.counts.waiting.truncate(last_day as usize);
        office.state.counts.on_hand.truncate(last_day as usize);
        office.state.counts.backlog_left.truncate(last_day as usize);
        office.state.counts.recorded.truncate(last_day as usize);
    }
    let residents = office.state.residents(&office.setup);
    if residents > MOST_RESIDENTS {
        let message = size::too_many_residents(f64::from(residents));
        return Err(Error::of(ErrorKind::Value, message));
    }
    let mut rules = office.rules();
    rules.account_all(now);
    rules.end_days_before(last_day + 1);
    rules.count_expired_waiting(last_day);
    let printer_time = rules.printer_time(now);
    let waiting = office.state.queues.places(&office.setup.backlog);
    let waiting_numbers: u64 = waiting.map(|place| u64::from(place.id())).sum();
    let last_number = u64::from(residents).saturating_sub(1);
    let Office { setup, state, .. } = office;
    let waiting_by_kecamatan: Vec<u32> = setup
        .backlog
        .kecamatan()
        .map(|k| state.queues.len(k) as u32)
        .collect();
    let came = |stocks: &[Stock<()>]| {
        let initial: u64 = stocks.iter().map(Stock::initial).sum();
        let received: u64 = stocks.iter().map(Stock::received).sum();
        (initial, initial + received)
    };
    let (blanks_at_start, blanks_received) = came(state.blanks.as_slice());
    let (ribbons_at_start, ribbons_received) = came(state.ribbons.as_slice());
    let on_hand: u64 = state.blanks.iter().map(Stock::level).sum();
    let printed_by_site = state.printed_by_site(&setup);
    let (counts, issued) = (state.counts, state.issued);
    let of = issued.of.values().iter();
    let waits = waiting_by_kecamatan.iter().map(|n| *n > 0);
    let waits: PerKecamatan<bool> = waits.collect();
    let last_open_day = setup
        .routes
        .may_serve(&waits)
        .fold(TimeByState::default(), |sum, site| {
            sum.plus(&counts.last_open_day[site])
        });
    let time_to_clear = counts.time_to_clear;
    let time_to_clear = time_to_clear.unwrap_or_else(|| counts.time_by_site.clone());
    let to_clear: TimeByState = time_to_clear.values().iter().sum();
    let cleared = issued.backlog.cleared();
    let last = of.clone().map(|of| of.backlog.cleared() == cleared);
    let last: PerKecamatan<bool> = last.collect();
    // Where all were served, whoever printed nothing served none of the last.
    let served = |time: &TimeByState| {
        cleared.is_none() || time.get(PrinterState::Printing) > PrinterTime::ZERO
    };
    let time_for_the_rest = match &counts.time_to_nearly_all {
        None => TimeByState::default(),
        Some(nearly) => setup
            .routes
            .may_serve(&last)
            .map(|site| time_to_clear[site].since(&nearly[site]))
            .filter(served)
            .fold(TimeByState::default(), |sum, time| sum.plus(&time)),
    };
    let outcome = Outcome {
        cleared: issued.backlog.cleared(),
        queue_empty: counts.queue_empty,
        blanks_out: counts.blanks_out,
        last_day,
        printed_by_site: printed_by_site.into_values(),
        printed_by_kecamatan: of.clone().map(|of| of.printed).collect(),
        waiting_by_kecamatan,
        recorded: state.recorded,
        spoiled: counts.spoiled,
        overload_cards: counts.overload_cards,
        failures: counts.failures,
        expired_suket: issued.expired_suket,
        stock_outs: counts.stock_outs,
        blankless_days: counts.blankless_days,
        standstill: counts.standstill,
        ribbons_out: counts.ribbons_out,
        blanks_at_start: blanks_at_start as u32,
        blanks_received: blanks_received as u32,
        blanks_on_hand: on_hand as u32,
        ribbons_at_start: ribbons_at_start as u32,
        ribbons_received: ribbons_received as u32,
        waits: issued.waits,
        new_waits: issued.new_waits,
        backlog_left: issued.backlog.left(),
        served_on: issued.backlog.days(),
        served_on_by_kecamatan: of.map(|of| of.backlog.days()).collect(),
        time_to_clear_by_month: by_month(&counts.time_at_month_ends, to_clear),
        time_to_clear_by_site: time_to_clear.into_values(),
        time_by_site: counts.time_by_site.into_values(),
        time_for_the_rest,
        last_open_day,
        waiting: counts.waiting,
        on_hand: counts.on_hand,
        backlog_left_by_day: counts.backlog_left,
        recorded_by_day: counts.recorded,
        observed: counts
            .observed
            .into_iter()
            .map(PerSite::into_values)
            .collect(),
        fingerprint,
    };
    let books = [
        (
            Message::new("books-blanks-received"),
            blanks_received,
            on_hand + u64::from(outcome.printed() + outcome.spoiled),
        ),
        (
            Message::new("books-residents"),
            u64::from(residents),
            u64::from(outcome.printed() + outcome.waiting_at_end()),
        ),
        (
            Message::new("books-numbers"),
            u64::from(residents) * last_number / 2,
            issued.numbers + waiting_numbers,
        ),
        (Message::new("books-in-print"), 0, u64::from(state.in_print)),
        (
            Message::new("books-blanks-on-hand"),
            u64::from(state.blanks_on_hand),
            on_hand,
        ),
    ];
    for (what, counted, added_up) in books {
        if counted != added_up {
            return Err(unbalanced(what, counted, added_up));
        }
    }
    let by_state = outcome.time().total();
    if by_state != printer_time {
        let what = Message::new("books-time");
        return Err(unbalanced(
            what,
            printer_time.to_string(),
            by_state.to_string(),
        ));
    }
    Ok(outcome)
}

/// The time in each month, given the sums at the ends of all months but the last, and the sum at the end.
fn by_month(ends: &[TimeByState], end: TimeByState) -> Vec<TimeByState> {
    let before = std::iter::once(&TimeByState::default())
        .chain(ends)
        .copied()
        .collect::<Vec<_>>();
    let ends = ends.iter().copied().chain([end]);
    std::iter::zip(ends, before)
        .map(|(end, before)| end.since(&before))
        .collect()
}

fn unbalanced(what: Message, counted: impl Into<Variable>, added_up: impl Into<Variable>) -> Error {
    let message = Message::new("books-differ")
        .with("what", what)
        .with("counted", counted)
        .with("added-up", added_up);
    Error::of(ErrorKind::Internal, message)
}
