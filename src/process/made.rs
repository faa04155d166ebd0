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
    all: Vec<One>,
}

struct One {
    name: String,
    figures: Figures,
    /// Kept, so that its figures can be read when the processes that used it have ended.
    awaited: Rc<dyn Awaited>,
}

/// What a report shows of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figures {
    /// Of what serves.
    Service,
    /// Of what is on hand.
    Level,
}

impl Figures {
    /// Those of this watch; `None` if it is one of the model's own, or none.
    fn of(watch: &dyn Any) -> Option<Self> {
        match watch.is::<Statistics>() {
            true => Some(Self::Service),
            false => level(watch).map(|_| Self::Level),
        }
    }
}

/// The level that a watch records.
fn level(watch: &dyn Any) -> Option<TimeWeighted> {
    let of_store = watch.downcast_ref::<StoreStatistics>();
    let level = of_store.map(|(_, level)| level);
    level.or(watch.downcast_ref()).copied()
}

impl World {
    /// All that has been made until now.
    pub(crate) fn made(&self) -> Made {
        let one = |awaited: Rc<dyn Awaited>| {
            let mut found = None;
            awaited.show(&mut |name, watch| {
                found = Figures::of(watch).map(|figures| (name.to_owned(), figures));
            });
            let (name, figures) = found?;
            Some(One {
                name,
                figures,
                awaited,
            })
        };
        Made {
            world: self.clone(),
            all: self
                .core
                .all_awaited()
                .into_iter()
                .filter_map(one)
                .collect(),
        }
    }
}

impl Made {
    /// The names of all, and which figures each has.
    pub(crate) fn names(&self) -> Vec<(String, Figures)> {
        let name = |one: &One| (one.name.clone(), one.figures);
        self.all.iter().map(name).collect()
    }

    /// The statistics of the one at this place, which serves, and the time now.
    pub(crate) fn service(&self, place: usize) -> (Statistics, Time) {
        self.read(place, |watch| watch.downcast_ref().cloned())
    }

    /// The level of the one at this place, and the time now.
    pub(crate) fn level(&self, place: usize) -> (TimeWeighted, Time) {
        self.read(place, level)
    }

    fn read<T>(&self, place: usize, figures: impl Fn(&dyn Any) -> Option<T>) -> (T, Time) {
        let mut found = None;
        self.all[place]
            .awaited
            .show(&mut |_, watch| found = figures(watch));
        (found.expect("a watch keeps its type"), self.world.now())
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.all.iter().map(|one| &one.name))
            .finish()
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
