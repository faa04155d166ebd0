//! Who waits for what: what engine, resources and processes tell in the same words.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::support::visible::visible;
use crate::time::Time;

/// An entity that waits, and what it waits for: see [`Model::waiting`](crate::engine::Model::waiting).
///
/// # Examples
///
/// Two clerks who each hold what the other needs:
///
/// ```
/// use cetak::engine::{Calendar, Ended, Model, Simulation, Waiting};
///
/// struct Desks;
///
/// impl Model for Desks {
///     type Event = ();
///     fn start(&mut self, _: &mut Calendar<()>) {}
///     fn handle(&mut self, (): (), _: &mut Calendar<()>) {}
///     fn waiting(&self) -> Vec<Waiting> {
///         vec![Waiting::new("clerk 1", "stamp"), Waiting::new("clerk 2", "ink pad")]
///     }
/// }
///
/// let mut sim = Simulation::new(Desks);
/// assert_eq!(sim.run(), Ended::Deadlock);
/// let named: Vec<String> = sim.model().waiting().iter().map(ToString::to_string).collect();
/// assert_eq!(named, ["clerk 1 waits for stamp", "clerk 2 waits for ink pad"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Waiting {
    /// Who waits.
    pub who: String,
    /// What would end the wait.
    pub what: String,
    /// Since when, if that is known.
    pub since: Option<Time>,
    /// Who keeps the wait from ending, if that is known: see [`World::deadlocked`](crate::process::World::deadlocked).
    #[serde(default)]
    pub held_up_by: Vec<String>,
}

impl Waiting {
    /// Says that `who` waits for `what`.
    pub fn new(who: impl fmt::Display, what: impl fmt::Display) -> Self {
        Self {
            who: who.to_string(),
            what: what.to_string(),
            since: None,
            held_up_by: Vec::new(),
        }
    }

    /// Adds since when.
    #[must_use]
    pub fn since(mut self, since: Time) -> Self {
        self.since = Some(since);
        self
    }

    /// Adds who keeps the wait from ending.
    #[must_use]
    pub fn held_up_by(mut self, who: impl IntoIterator<Item = String>) -> Self {
        self.held_up_by.extend(who);
        self
    }
}

/// Prints "Who waits for what since when, held up by whom".
impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} waits for {}",
            visible(&self.who),
            visible(&self.what)
        )?;
        if let Some(since) = self.since {
            write!(f, " since {since}")?;
        }
        for (number, who) in self.held_up_by.iter().enumerate() {
            let before = if number == 0 { ", held up by" } else { "," };
            write!(f, "{before} {}", visible(who))?;
        }
        Ok(())
    }
}
