//! Watches a run for the days on which residents' cards are printed. Ordinary runs are not watched, and pay nothing.

use super::Day;
use super::event::Event;
use super::model::Office;
use super::setup::Setup;
use crate::engine::Observer;
use crate::time::Time;

/// The day on which each resident of the start, and the one more of the setup, has the card.
pub(crate) struct PrintDays {
    /// By the number of the resident.
    of_backlog: Vec<Option<Day>>,
    /// The number of the one more resident, once known, and the day.
    one_more: Option<(u32, Option<Day>)>,
    /// The card that is being finished: whose it is, and its day.
    card: Option<(u32, Day)>,
}

impl PrintDays {
    /// Before a run of this setup begins.
    pub fn of(setup: &Setup) -> Self {
        Self {
            of_backlog: vec![None; setup.backlog.len() as usize],
            one_more: None,
            card: None,
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

    fn note(&mut self, number: u32, day: Day) {
        match self.of_backlog.get_mut(number as usize) {
            Some(of) => *of = Some(day),
            None => {
                if let Some((one, of)) = &mut self.one_more
                    && *one == number
                {
                    *of = Some(day);
                }
            }
        }
    }
}

impl Observer<Office> for PrintDays {
    #[inline]
    fn before(&mut self, _: Time, event: &Event, office: &Office) {
        self.card = match event {
            Event::CardDone { printer } => {
                let card = office.state.machines[*printer].card.as_ref();
                card.map(|card| (card.place.id(), card.day))
            }
            _ => None,
        };
    }

    #[inline]
    fn after(&mut self, _: Time, office: &Office) {
        match self.card {
            Some((number, day)) => {
                if office.state.last_card.is_some_and(|card| !card.spoiled) {
                    self.note(number, day);
                }
            }
            None if self.one_more.is_none() => {
                let hours = &office.state.hours;
                let one_more = office.setup.one_more.as_ref();
                // The opening of that day has just recorded this resident after all others.
                if hours.opened && one_more.is_some_and(|one| one.joins == hours.today) {
                    let number = office.state.residents(&office.setup) - 1;
                    self.one_more = Some((number, None));
                }
            }
            None => {}
        }
    }
}
