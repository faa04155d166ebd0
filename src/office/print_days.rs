//! Watches a run for the days on which residents' cards are printed. Ordinary runs are not watched, and pay nothing.

use std::collections::BTreeMap;

use super::Day;
use super::event::Event;
use super::ids::{KecamatanId, PerKecamatan};
use super::machine::Card;
use super::model::Office;
use super::place::Place;
use super::setup::Setup;
use crate::engine::Observer;
use crate::time::Time;

/// The first and the last in the queue of those recorded on each day, and the days of their cards.
type EndsOfDays = BTreeMap<i32, [(Place, Option<Day>); 2]>;

/// Those recorded during the run in one kecamatan.
struct Newcomers {
    /// Whether residents are recorded daily.
    are_daily: bool,
    /// Those with a suket and those without.
    ends: [EndsOfDays; 2],
}

impl Newcomers {
    fn ends(&mut self, place: Place) -> &mut EndsOfDays {
        &mut self.ends[usize::from(!place.holds_suket())]
    }
}

/// The day on which each resident of the start, and the one more of the setup, has the card; if asked for, also the last of those recorded
/// on each day of the run.
pub(crate) struct PrintDays {
    /// By the number of the resident.
    of_backlog: Vec<Option<Day>>,
    /// The number of the one more resident, once known, and the day.
    one_more: Option<(u32, Option<Day>)>,
    newcomers: Option<PerKecamatan<Newcomers>>,
    /// Residents whose recording was seen.
    recorded: u32,
    /// The card that is being finished.
    card: Option<Card>,
}

impl PrintDays {
    /// Before a run of this setup begins.
    pub fn of(setup: &Setup) -> Self {
        Self {
            of_backlog: vec![None; setup.backlog.len() as usize],
            one_more: None,
            newcomers: None,
            recorded: setup.backlog.len(),
            card: None,
        }
    }

    /// Watches those recorded during the run as well.
    pub fn with_newcomers(self, setup: &Setup) -> Self {
        let newcomers = setup.plan().kecamatan.iter().map(|k| Newcomers {
            are_daily: k.recordings.is_some(),
            ends: Default::default(),
        });
        Self {
            newcomers: Some(newcomers.collect()),
            ..self
        }
    }

    /// The day on which a resident of the start has the card; `None` if not within the horizon.
    pub fn of_backlog(&self, number: u32) -> Option<Day> {
        self.of_backlog[number as usize]
    }

    /// The same for the one more resident.
    pub fn of_one_more(&self) -> Option<Day> {
        self.one_more.and_then(|(_, day)| day)
    }

    /// The same for the last in the queue of those recorded during the run in a kecamatan on a day. If nobody was, it is the next behind
    /// them where residents are recorded daily; `None` if there is none.
    pub fn of_newcomer(
        &self,
        kecamatan: KecamatanId,
        recorded: i32,
        suket: bool,
    ) -> Option<Option<Day>> {
        let newcomers = &self.newcomers.as_ref()?[kecamatan];
        let ends = &newcomers.ends[usize::from(!suket)];
        let (day, [first, last]) = ends.range(recorded..).next()?;
        match *day == recorded {
            true => Some(last.1),
            false => newcomers.are_daily.then_some(first.1),
        }
    }

    fn note(&mut self, card: Card) {
        let (place, day) = (card.place, Some(card.day));
        if let Some(of) = self.of_backlog.get_mut(place.id() as usize) {
            *of = day;
            return;
        }
        if let Some((one, of)) = &mut self.one_more
            && *one == place.id()
        {
            *of = day;
        }
        if let Some(newcomers) = &mut self.newcomers {
            let line = newcomers[card.kecamatan].ends(place);
            let ends = line.get_mut(&place.recorded()).into_iter().flatten();
            let one = ends.filter(|(one, _)| *one == place);
            one.for_each(|(_, of)| *of = day);
        }
    }

    /// Sees who has been recorded since it last looked: they wait, or a printer took them at once.
    fn see_newcomers(&mut self, office: &Office) {
        let (state, first) = (&office.state, self.recorded);
        self.recorded = state.residents(&office.setup);
        let Some(newcomers) = self.newcomers.as_mut().filter(|_| first < self.recorded) else {
            return;
        };
        let cards = state.machines.values().iter();
        let cards = cards.filter_map(|machine| machine.card);
        let called = cards.map(|card| (card.kecamatan, card.place));
        let all = called.filter(|(_, place)| place.id() >= first);
        for (kecamatan, place) in all.chain(state.queues.joined_since(first)) {
            let ends = newcomers[kecamatan].ends(place).entry(place.recorded());
            let [first, last] = ends.or_insert([(place, None); 2]);
            first.0 = first.0.min(place);
            last.0 = last.0.max(place);
        }
    }
}

impl Observer<Office> for PrintDays {
    #[inline]
    fn before(&mut self, _: Time, event: &Event, office: &Office) {
        self.card = match event {
            Event::CardDone { printer } => office.state.machines[*printer].card,
            _ => None,
        };
    }

    #[inline]
    fn after(&mut self, _: Time, office: &Office) {
        let good = || office.state.last_card.is_some_and(|card| !card.spoiled);
        match self.card {
            Some(card) if good() => self.note(card),
            Some(_) => {}
            None => {
                self.see_newcomers(office);
                let hours = &office.state.hours;
                let one_more = office.setup.one_more.as_ref();
                // The opening of that day has just recorded this resident after all others.
                if self.one_more.is_none()
                    && hours.opened
                    && one_more.is_some_and(|one| one.joins == hours.today)
                {
                    self.one_more = Some((self.recorded - 1, None));
                }
            }
        }
    }
}
