//! Checks that each resident is in one place, and the last opening and who was recorded by then.

use super::{Finding, Loaded, demand, equal};
use crate::office::bits::Bits;
use crate::office::ids::{KecamatanId, PerKecamatan};
use crate::office::place::Place;
use crate::office::served::Served;
use crate::time::{Span, Time};

impl Loaded<'_> {
    /// Checks the last opening and the number of campaigns held.
    pub(super) fn day(&self) -> Result<(), Finding> {
        let (plan, state) = (self.setup.plan(), self.state);
        let campaigns = &self.setup.campaigns;
        if !state.hours.opened {
            equal("windows before the first opening", state.hours.window, 0)?;
            equal("days before the first opening", state.hours.today, 0)?;
            equal(
                "closing before the first opening",
                state.hours.closes,
                Time::ZERO,
            )?;
            equal(
                "opening before the first opening",
                state.hours.opens,
                Time::ZERO,
            )?;
            equal(
                "time before the first opening",
                state.hours.before,
                Span::ZERO,
            )?;
            equal(
                "campaigns before the first opening",
                state.campaigns_held,
                0,
            )?;
            return equal("residents before the first opening", state.recorded, 0);
        }
        let Some(window) = self.setup.hours.opening(state.hours.window) else {
            return Err(format!("there is no opening window {}", state.hours.window));
        };
        equal("the closing", state.hours.closes, window.close)?;
        equal("the opening", state.hours.opens, window.open)?;
        let before = self.setup.hours.open_between(Time::ZERO, window.open);
        equal("opening time before it", state.hours.before, before)?;
        equal("the day", i64::from(state.hours.today), window.open.day())?;
        demand(window.open <= self.now, || {
            format!("the last opening, at {}, is still to come", window.open)
        })?;
        let date = plan.date(state.hours.today);
        let held = campaigns.partition_point(|campaign| campaign.date <= date);
        equal("campaigns held", state.campaigns_held, held)?;
        Ok(())
    }

    /// Checks that each resident has a card or is in exactly one place: in a printer, or in the right place of a queue.
    pub(super) fn residents(&self) -> Result<(), Finding> {
        let (setup, state) = (self.setup, self.state);
        let (plan, backlog) = (setup.plan(), &setup.backlog);
        let (today, kecamatan) = (state.hours.today as i32, plan.kecamatan.len());
        demand(state.queues.is_sound(backlog, today), || {
            "a queue holds who is not of it, or not in order".to_owned()
        })?;
        let all = state.residents(setup);
        let mut without = Bits::new(all as usize);
        let mut see = |place: Place, where_: &str| {
            let id = place.id();
            demand(id < all && without.insert(id), || {
                format!("resident {id} in {where_} is elsewhere too, or does not exist")
            })
        };
        // Residents per kecamatan who were recorded during the run and have no card.
        let mut newcomers = PerKecamatan::from(vec![0u64; kecamatan]);
        for card in state
            .machines
            .values()
            .iter()
            .filter_map(|machine| machine.card)
        {
            see(card.place, "a printer")?;
            let k = card.kecamatan;
            demand(self.belongs(card.place, k), || {
                format!(
                    "the card of resident {} is of another kecamatan",
                    card.place.id()
                )
            })?;
            newcomers[k] += u64::from(card.place.id() >= backlog.len());
        }
        for k in backlog.kecamatan() {
            for place in state.queues.places_of(k, backlog) {
                see(place, "a queue")?;
                newcomers[k] += u64::from(place.id() >= backlog.len());
            }
        }
        equal(
            "residents without a card",
            state.issued.waiting,
            without.count(),
        )?;
        let numbers = (0..all).filter(|id| !without.contains(*id));
        let numbers = numbers.map(u64::from).sum();
        equal(
            "the numbers of those with a card",
            state.issued.numbers,
            numbers,
        )?;
        let mut of_backlog = PerKecamatan::from(vec![0u64; kecamatan]);
        for id in (0..backlog.len()).filter(|id| !without.contains(*id)) {
            of_backlog[backlog.place(id).0] += 1;
        }
        let left = u64::from(backlog.len()) - of_backlog.values().iter().sum::<u64>();
        self.served("backlog", &state.issued.backlog, left, backlog.len())?;
        for k in backlog.kecamatan() {
            let size = backlog.size(k);
            let left = u64::from(size) - of_backlog[k];
            let served = &state.issued.of[k].backlog;
            self.served("backlog of a kecamatan", served, left, size)?;
        }
        for k in backlog.kecamatan() {
            let printed = u64::from(state.issued.of[k].printed);
            let Some(printed) = printed.checked_sub(of_backlog[k]) else {
                return Err(format!(
                    "{printed} cards of kecamatan {k}, fewer than of its backlog"
                ));
            };
            self.recorded(k, printed + newcomers[k])?;
        }
        let Some(last) = state.last_card else {
            return Ok(());
        };
        let (id, k) = (last.place.id(), last.kecamatan);
        let exists = id < all && k.index() < kecamatan && self.belongs(last.place, k);
        demand(exists && without.contains(id) == last.spoiled, || {
            format!("the last card, of resident {id}, was not finished so")
        })
    }

    fn served(&self, what: &str, served: &Served, left: u64, total: u32) -> Result<(), Finding> {
        equal(
            &format!("{what} without a card"),
            u64::from(served.left()),
            left,
        )?;
        demand(served.is_sound(total, self.state.hours.today), || {
            format!("the milestones of the {what} contradict its count")
        })
    }

    /// Whether a resident can have this place in this kecamatan.
    fn belongs(&self, place: Place, kecamatan: KecamatanId) -> bool {
        match place.id() < self.setup.backlog.len() {
            true => self.setup.backlog.place(place.id()) == (kecamatan, place),
            false => {
                kecamatan.index() < self.setup.plan().kecamatan.len()
                    && place.recorded() <= self.state.hours.today as i32
            }
        }
    }

    /// Checks that this many residents of a kecamatan can have been recorded by now.
    fn recorded(&self, k: KecamatanId, recorded: u64) -> Result<(), Finding> {
        let campaigns = &self.setup.campaigns[..self.state.campaigns_held];
        let from_campaigns: u64 = campaigns
            .iter()
            .filter(|campaign| campaign.kecamatan == k)
            .map(|campaign| u64::from(campaign.recordings))
            .sum();
        let kecamatan = &self.setup.plan().kecamatan[k.index()];
        let others = recorded.checked_sub(from_campaigns);
        let can_be = others.is_some_and(|n| n == 0 || kecamatan.recordings.is_some());
        demand(can_be, || {
            format!(
                "{recorded} residents of {} have joined, {from_campaigns} of them in campaigns",
                kecamatan.name
            )
        })
    }
}
