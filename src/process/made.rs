//! What a world has made, for a report of all of it.

use std::any::Any;
use std::fmt;
use std::rc::Rc;

use super::World;
use super::core::Awaited;
use crate::resource::{Statistics, StoreStatistics};
use crate::stats::TimeWeighted;
use crate::time::Time;

/// All resources, stocks and stores of a world that have figures, in the order in which they were made: what
/// [`Experiment::of_world`](crate::experiment::Experiment::of_world) reports.
pub struct Made {
    world: World,
    /// Kept, so that their figures can be read when the processes that used them have ended.
    all: Vec<Rc<dyn Awaited>>,
}

/// What a report shows of one of them.
pub(crate) enum Figures {
    /// Of what serves.
    Service(Box<Statistics>),
    /// Of what is on hand.
    Level(TimeWeighted),
}

impl Figures {
    /// Those of this watch; `None` if it is one of the model's own, or none.
    fn of(watch: &dyn Any) -> Option<Self> {
        if let Some(statistics) = watch.downcast_ref::<Statistics>() {
            return Some(Self::Service(Box::new(statistics.clone())));
        }
        let of_store = watch.downcast_ref::<StoreStatistics>();
        let level = of_store.map(|(_, level)| level);
        Some(Self::Level(*level.or(watch.downcast_ref())?))
    }
}

/// Its name and its figures.
fn shown(awaited: &dyn Awaited) -> Option<(String, Figures)> {
    let mut found = None;
    awaited.show(&mut |name, watch| {
        found = Figures::of(watch).map(|figures| (name.to_owned(), figures));
    });
    found
}

impl World {
    /// All that has been made until now.
    pub(crate) fn made(&self) -> Made {
        let mut all = self.core.all_awaited();
        all.retain(|awaited| shown(&**awaited).is_some());
        let world = self.clone();
        Made { world, all }
    }
}

impl Made {
    /// The names and the figures of all.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (String, Figures)> {
        self.all.iter().filter_map(|awaited| shown(&**awaited))
    }

    /// The statistics of the one at this place, and the time now.
    pub(crate) fn service(&self, place: usize) -> (Statistics, Time) {
        match shown(&*self.all[place]) {
            Some((_, Figures::Service(statistics))) => (*statistics, self.world.now()),
            _ => unreachable!("the same function made it"),
        }
    }

    /// The level of the one at this place, and the time now.
    pub(crate) fn level(&self, place: usize) -> (TimeWeighted, Time) {
        match shown(&*self.all[place]) {
            Some((_, Figures::Level(level))) => (level, self.world.now()),
            _ => unreachable!("the same function made it"),
        }
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.figures().map(|(name, _)| name);
        f.debug_list().entries(names).finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::process::{Processes, Resource, Signal, Stock};

    #[test]
    fn what_is_made_is_shown_by_its_names() {
        let processes = Processes::new();
        let world = processes.world();
        let _clerk = Resource::new(&world, "clerk", 1);
        let (_bell, _forms) = (Signal::new(&world, "bell"), Stock::new(&world, "forms", 3));
        assert_eq!(format!("{:?}", world.made()), r#"["clerk", "forms"]"#);
    }
}
