//! Checks the counts against what happened.

use super::{Finding, Loaded, at_most, demand, equal, sum};
use crate::office::Day;
use crate::office::machine::Machine;

impl Loaded<'_> {
    pub(super) fn counts(&self) -> Result<(), Finding> {
        let (setup, plan, state) = (self.setup, self.setup.plan(), self.state);
        let counts = &state.counts;
        let printed = u64::from(state.residents(setup) - state.waiting);
        equal(
            "cards by kecamatan",
            sum(counts.printed_by_kecamatan.values()),
            printed,
        )?;
        equal(
            "cards by site",
            sum(counts.printed_by_site.values()),
            printed,
        )?;
        let backlog = u64::from(setup.backlog.len());
        let left = u64::from(state.backlog_left);
        equal("residents by wait", sum(&counts.waits), backlog - left)?;
        let earliest = setup.backlog.earliest();
        let longest = earliest.map_or(0, |day| i64::from(state.hours.today) - i64::from(day));
        at_most(
            "the longest wait",
            counts.waits.len() as i64,
            longest.max(0) + 1,
        )?;
        demand(counts.waits.last() != Some(&0), || {
            "a longest wait of nobody".to_owned()
        })?;
        let finished = printed + u64::from(counts.spoiled);
        let started = finished + u64::from(state.in_print);
        let beyond = |machine: &&Machine| machine.card.is_some_and(|card| card.beyond_limit);
        let beyond = state.machines.values().iter().filter(beyond).count() as u64;
        let overload = u64::from(counts.overload_cards);
        let may_overload = setup
            .stations
            .values()
            .iter()
            .any(|station| station.printer.overload > 0);
        demand(
            (beyond..=started).contains(&overload) && (may_overload || overload == 0),
            || format!("{overload} cards beyond the limit of {started}, {beyond} of them in print"),
        )?;
        let broken = state
            .machines
            .values()
            .iter()
            .filter(|machine| machine.broken)
            .count() as u64;
        demand(
            (broken..=finished).contains(&u64::from(counts.failures)),
            || {
                format!(
                    "{} failures, with {broken} printers broken",
                    counts.failures
                )
            },
        )?;
        at_most("expired suket", u64::from(counts.expired_suket), printed)?;
        let none_yet = state.last_card.is_none();
        demand(none_yet == (finished == 0), || {
            "the last card of none, or none of some".to_owned()
        })?;
        for (observed, seen) in counts.observed.iter().zip(&plan.observations) {
            let begun = setup.at(seen.from) <= self.now;
            for (site, observed) in observed.iter() {
                let printed = counts.printed_by_site[site];
                at_most("cards observed", *observed, u32::from(begun) * printed)?;
            }
        }
        Ok(())
    }

    /// Checks the records of the days that are over.
    pub(super) fn history(&self) -> Result<(), Finding> {
        let (state, counts) = (self.state, &self.state.counts);
        let over = counts.waiting.len();
        equal("days of blanks on hand", counts.on_hand.len(), over)?;
        let days = (i64::from(state.hours.today), self.now.day());
        demand((days.0..=days.1).contains(&(over as i64)), || {
            format!(
                "{over} days are noted, on day {} after an opening on day {}",
                days.1, days.0
            )
        })?;
        let residents = u64::from(state.residents(self.setup));
        let received: u128 = state.blanks.iter().map(super::supply::received).sum();
        for (waiting, on_hand) in counts.waiting.iter().zip(&counts.on_hand) {
            at_most("residents who waited", u64::from(*waiting), residents)?;
            at_most("blanks that were on hand", u128::from(*on_hand), received)?;
        }
        let days = counts.waiting.iter().zip(&counts.on_hand);
        let without = days.filter(|(waiting, on_hand)| **waiting > 0 && **on_hand == 0);
        let blankless = counts.blankless_days as usize;
        at_most("days without blanks", blankless, without.count())?;
        let first_empty = counts.waiting.iter().position(|waiting| *waiting == 0);
        demand(
            counts.queue_empty == first_empty.map(|day| day as Day),
            || {
                format!(
                    "the queue was first empty on day {:?}, and not {:?}",
                    first_empty, counts.queue_empty
                )
            },
        )?;
        demand(
            counts.cleared.is_some() == (state.backlog_left == 0),
            || {
                format!(
                    "cleared on day {:?} with {} left",
                    counts.cleared, state.backlog_left
                )
            },
        )?;
        demand(
            counts.blanks_out.is_some() || state.blanks_on_hand > 0,
            || "no blank is left, and that is not noted".to_owned(),
        )?;
        for day in counts.cleared.iter().chain(&counts.blanks_out) {
            at_most("a day that is noted", *day, state.hours.today)?;
        }
        Ok(())
    }
}
