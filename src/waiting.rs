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
}

impl Waiting {
    /// Says that `who` waits for `what`.
    pub fn new(who: impl fmt::Display, what: impl fmt::Display) -> Self {
        Self {
            who: who.to_string(),
            what: what.to_string(),
            since: None,
        }
    }

    /// Adds since when.
    #[must_use]
    pub fn since(mut self, since: Time) -> Self {
        self.since = Some(since);
        self
    }
}

/// Prints "Who waits for what since when".
impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} waits for {}",
            visible(&self.who),
            visible(&self.what)
        )?;
        match self.since {
            Some(since) => write!(f, " since {since}"),
            None => Ok(()),
        }
    }
}
