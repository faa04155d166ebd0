//! Checks the counts against what happened.

use super::{Finding, Loaded, at_most, demand, equal, sum};
use crate::office::machine::Machine;
use crate::office::plan::Counted;
use crate::office::{Day, SiteId};

impl Loaded<'_> {
    pub(super) fn counts(&self) -> Result<(), Finding> {
        let (setup, plan, state) = (self.setup, self.setup.plan(), self.state);
        let counts = &state.counts;
        let printed = u64::from(state.residents(setup) - state.issued.waiting);
        let printed_by_site = state.printed_by_site(setup);
        equal(
            "cards by kecamatan",
            state
                .issued
                .of
                .values()
                .iter()
                .map(|of| u64::from(of.printed))
                .sum(),
            printed,
        )?;
        equal("cards by site", sum(printed_by_site.values()), printed)?;
        let backlog = u64::from(setup.backlog.len());
        let left = u64::from(state.issued.backlog.left());
        equal(
            "residents by wait",
            sum(&state.issued.waits),
            backlog - left,
        )?;
        let new = printed - (backlog - left);
        equal("new residents by wait", sum(&state.issued.new_waits), new)?;
        let earliest = setup.backlog.earliest();
        let longest = earliest.map_or(0, |day| i64::from(state.hours.today) - i64::from(day));
        at_most(
            "the longest wait",
            state.issued.waits.len() as i64,
            longest.max(0) + 1,
        )?;
        let new = state.issued.new_waits.len() as i64;
        at_most(
            "the longest new wait",
            new,
            i64::from(state.hours.today) + 1,
        )?;
        demand(
            state.issued.waits.last() != Some(&0) && state.issued.new_waits.last() != Some(&0),
            || "a longest wait of nobody".to_owned(),
        )?;
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
        at_most(
            "expired suket",
            u64::from(state.issued.expired_suket),
            printed,
        )?;
        let none_yet = state.last_card.is_none();
        demand(none_yet == (finished == 0), || {
            "the last card of none, or none of some".to_owned()
        })?;
        for (observed, seen) in counts.observed.iter().zip(&plan.observations) {
            let begun = setup.at(seen.from) <= self.now;
            for (site, observed) in observed.iter() {
                let printed = printed_by_site[site];
                let spoiled = match seen.counted {
                    Counted::Blanks => counts.spoiled,
                    _ => 0,
                };
                at_most(
                    "cards observed",
                    *observed,
                    u32::from(begun) * (printed + spoiled),
                )?;
            }
        }
        Ok(())
    }

    /// Checks the records of the days that are over.
    pub(super) fn history(&self) -> Result<(), Finding> {
        let (state, counts) = (self.state, &self.state.counts);
        let over = counts.waiting.len();
        equal("days of blanks on hand", counts.on_hand.len(), over)?;
        equal("days of the backlog", counts.backlog_left.len(), over)?;
        equal("days of recordings", counts.recorded.len(), over)?;
        let days = (i64::from(state.hours.today), self.now.day());
        demand((days.0..=days.1).contains(&(over as i64)), || {
            format!(
                "{over} days are noted, on day {} after an opening on day {}",
                days.1, days.0
            )
        })?;
        let falls = counts.backlog_left.iter().rev().is_sorted();
        let (first, last) = (counts.backlog_left.first(), counts.backlog_left.last());
        let begins = first.is_none_or(|left| *left <= self.setup.backlog.len());
        let ends = last.is_none_or(|left| *left >= state.issued.backlog.left());
        demand(falls && begins && ends, || {
            "the backlog grew, or lost more than has a card".to_owned()
        })?;
        let recorded = counts.recorded.iter().chain([&state.recorded]);
        demand(recorded.is_sorted(), || {
            "fewer were recorded than on an earlier day".to_owned()
        })?;
        let residents = u64::from(state.residents(self.setup));
        let received: u128 = state.blanks.iter().map(super::supply::received).sum();
        for (waiting, on_hand) in counts.waiting.iter().zip(&counts.on_hand) {
            at_most("residents who waited", u64::from(*waiting), residents)?;
            at_most("blanks that were on hand", u128::from(*on_hand), received)?;
        }
        let waited = counts.waiting.iter().filter(|waiting| **waiting > 0);
        let blankless = counts.blankless_days as usize;
        at_most("days without blanks", blankless, waited.count())?;
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
            counts.blanks_out.is_some() || state.blanks_on_hand > 0,
            || "no blank is left, and that is not noted".to_owned(),
        )?;
        for day in counts.ribbons_out.iter().chain(&counts.blanks_out) {
            at_most("a day that is noted", *day, state.hours.today)?;
        }
        Ok(())
    }

    /// Checks that the stock-outs are in order, that their days make up those that are counted, and that those under way are of empty
    /// stocks.
    pub(super) fn stock_outs(&self) -> Result<(), Finding> {
        let (state, stock_outs) = (self.state, &self.state.counts.stock_outs);
        let begin = stock_outs.iter().map(|stock_out| stock_out.day);
        let in_time = stock_outs
            .iter()
            .all(|s| i64::from(s.day) <= self.now.day());
        demand(begin.is_sorted() && in_time, || {
            "a stock-out began after the next, or is still to come".to_owned()
        })?;
        let first = stock_outs.iter().find(|stock_out| stock_out.days > 0);
        let standstill = state.counts.standstill;
        let right = match (first, standstill) {
            (Some(first), Some(day)) => {
                first.day <= day && (day as usize) < state.counts.waiting.len()
            }
            (first, day) => first.is_none() && day.is_none(),
        };
        demand(right, || {
            format!("printing first stood still on day {standstill:?}, which no stock-out has")
        })?;
        let days = stock_outs.iter().map(|s| u64::from(s.days));
        let counted = u64::from(state.counts.blankless_days);
        let longest = days.clone().max().unwrap_or(0);
        demand(longest <= counted && counted <= days.sum(), || {
            format!("{counted} days without blanks, which the stock-outs do not have")
        })?;
        let is_of = |site: Option<SiteId>| match site {
            None => self.setup.site_with(0).is_none(),
            Some(site) => self.setup.site_with(0).is_some() && site.index() < self.setup.stocks(),
        };
        demand(stock_outs.iter().all(|s| is_of(s.site)), || {
            "a stock-out of a stock that is not there".to_owned()
        })?;
        let is_under_way = |(stock, number): (usize, &u32)| {
            let of = stock_outs.get(*number as usize);
            of.is_some_and(|of| of.site == self.setup.site_with(stock))
                && state.blanks[stock].level() == 0
        };
        let under_way = state.out_of_stock.iter().enumerate();
        let mut under_way = under_way.filter_map(|(stock, number)| Some((stock, number.as_ref()?)));
        demand(under_way.all(is_under_way), || {
            "a stock-out that never began, or with blanks on hand".to_owned()
        })
    }
}
