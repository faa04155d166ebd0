//! Watches a run for what each place does day by day. Ordinary runs are not watched, and keep none of it.

use super::event::Event;
use super::ids::{KecamatanId, SiteId};
use super::model::Office;
use super::setup::Setup;
use super::{Day, Outcome};
use crate::engine::Observer;
use crate::time::Time;

/// Cards by site on each day, and residents waiting by kecamatan at the end of each day.
pub(crate) struct DailyCounts {
    sites: usize,
    kecamatan: usize,
    /// Good cards, day by day and for one day site by site. A card belongs to the day on which it was started.
    printed: Vec<u32>,
    /// Residents waiting, day by day and for one day kecamatan by kecamatan.
    waiting: Vec<u32>,
    /// The card that is being finished: where, and its day.
    card: Option<(SiteId, Day)>,
    /// Whether the horizon is reached.
    over: bool,
}

impl DailyCounts {
    /// Empty counts for a run of this setup.
    pub fn of(setup: &Setup) -> Self {
        let plan = setup.plan();
        Self {
            sites: plan.sites.len(),
            kecamatan: plan.kecamatan.len(),
            printed: Vec::new(),
            waiting: Vec::new(),
            card: None,
            over: false,
        }
    }

    /// The same for the whole run, whose outcome has the residents who wait at the end.
    #[must_use]
    pub fn until_the_end(mut self, outcome: &Outcome) -> Self {
        let days = outcome.last_day as usize + 1;
        if !self.over {
            // The last card may have ended after midnight; its day has the residents who wait then.
            self.waiting.truncate((days - 1) * self.kecamatan);
        }
        while self.waiting.len() < days * self.kecamatan {
            self.waiting.extend(&outcome.waiting_by_kecamatan);
        }
        self.printed.resize(days * self.sites, 0);
        self
    }

    /// Good cards of each day, by site.
    pub fn printed(&self) -> impl Iterator<Item = &[u32]> {
        self.printed.chunks_exact(self.sites)
    }

    /// Residents waiting at the end of each day, by kecamatan.
    pub fn waiting(&self) -> impl Iterator<Item = &[u32]> {
        self.waiting.chunks_exact(self.kecamatan)
    }

    fn end_days_before(&mut self, day: Day, office: &Office) {
        while self.waiting.len() < day as usize * self.kecamatan {
            let first = self.waiting.len();
            let in_queue = (0..self.kecamatan).map(|k| office.waiting_of(KecamatanId::new(k)));
            self.waiting.extend(in_queue);
            // A resident whose card is in a printer waits as well.
            let cards = office.state.machines.values().iter();
            for card in cards.filter_map(|machine| machine.card.as_ref()) {
                self.waiting[first + card.kecamatan.index()] += 1;
            }
        }
    }
}

impl Observer<Office> for DailyCounts {
    fn before(&mut self, now: Time, event: &Event, office: &Office) {
        self.card = None;
        match event {
            Event::CardDone { printer } => {
                let card = office.state.machines[*printer].card.as_ref();
                let site = office.setup.stations[*printer].site;
                self.card = card.map(|card| (site, card.day));
            }
            // Only these end the days before them, as in the run.
            _ => self.end_days_before(now.day() as Day, office),
        }
    }

    fn after(&mut self, _: Time, office: &Office) {
        self.over = office.state.over;
        let good = || office.state.last_card.is_some_and(|card| !card.spoiled);
        if let Some((site, day)) = self.card.filter(|_| good()) {
            let at = day as usize * self.sites + site.index();
            if self.printed.len() <= at {
                self.printed.resize((day as usize + 1) * self.sites, 0);
            }
            self.printed[at] += 1;
        }
    }
}
