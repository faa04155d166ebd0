//! The processes that hold the units of a [`Resource`](super::Resource).

use super::core::Core;
use super::roster::ProcessId;

/// The process of each unit that is held. Nothing is recorded before a program asks which processes are [deadlocked](super::World::deadlocked), so
/// that until then a unit costs two comparisons.
#[derive(Default)]
pub(super) struct Holders(Vec<ProcessId>);

impl Holders {
    /// The running process holds one more unit.
    #[inline(always)]
    pub fn note(&mut self, core: &Core) {
        if core.notes_holders.get() {
            self.note_current(core);
        }
    }

    #[cold]
    #[inline(never)]
    fn note_current(&mut self, core: &Core) {
        self.0.push(core.current());
    }

    /// A unit is given back, one of `in_service`.
    #[inline(always)]
    pub fn strike(&mut self, core: &Core, in_service: usize) {
        if core.notes_holders.get() {
            self.strike_one(core.in_hand(), in_service);
        }
    }

    /// If `process` is not noted, it has seized the unit before holders were, unless all that are held are noted. Then another has
    /// given it the unit, nothing tells who, and nothing is known any more.
    #[cold]
    #[inline(never)]
    fn strike_one(&mut self, process: ProcessId, in_service: usize) {
        match self.0.iter().position(|holder| *holder == process) {
            Some(place) => drop(self.0.swap_remove(place)),
            None if self.0.len() < in_service => {}
            None => self.0.clear(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = ProcessId> {
        self.0.iter().copied()
    }
}
