//! Queries to a pool: how many units there are, who is served, who holds which, and who waits.

use super::Pool;
use super::kinds::ServiceId;
use super::parts::Service;
use crate::resource::WaitId;
use crate::resource::head::amount;
use crate::resource::watch::Watch;
use crate::time::Time;

impl<T, W: Watch> Pool<T, W> {
    /// The number of units.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.units.len()
    }

    /// The number of units that nobody holds and no cause stops.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.idle.len()
    }

    /// The number of services now, including suspended ones.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.services.len()
    }

    /// The number of waiting requests with a claim to [pre-empt](Self::preempt).
    #[must_use]
    pub fn claims(&self) -> usize {
        self.claims
    }

    /// The items that are served or have units promised, in no particular order.
    pub fn services(&self) -> impl Iterator<Item = (ServiceId, &T)> {
        self.services.iter().map(|(slot, service)| {
            let id = self.id(slot, service.stretch);
            (id, &service.waiter.item.item)
        })
    }

    pub(super) fn service(&self, id: ServiceId) -> Option<&Service<T>> {
        self.check_id(id);
        let service = self.services.get(id.slot)?;
        (service.stretch == id.stretch).then_some(service)
    }

    /// The item served under this name; `None` if the name is stale.
    #[must_use]
    pub fn item(&self, id: ServiceId) -> Option<&T> {
        self.service(id).map(|service| &service.waiter.item.item)
    }

    /// Like [`item`](Self::item), mutably.
    pub fn item_mut(&mut self, id: ServiceId) -> Option<&mut T> {
        self.service(id)?;
        let service = self.services.get_mut(id.slot)?;
        Some(&mut service.waiter.item.item)
    }

    /// The units that this service holds, the lowest first; `None` if the name is stale.
    #[must_use]
    pub fn units(&self, id: ServiceId) -> Option<&[usize]> {
        self.service(id).map(|service| service.units.as_slice())
    }

    /// The service that holds this unit.
    #[must_use]
    pub fn holder(&self, unit: usize) -> Option<ServiceId> {
        let slot = self.units.get(unit)?.slot?;
        let stretch = self.services.get(slot)?.stretch;
        Some(self.id(slot, stretch))
    }

    /// The item waiting under this name; `None` if that wait is over.
    #[must_use]
    pub fn waiter(&self, id: WaitId) -> Option<&T> {
        let asker = &self.head.line.get(id)?.item;
        (asker.returns == id.returns).then_some(&asker.item)
    }

    /// Like [`waiter`](Self::waiter), mutably.
    pub fn waiter_mut(&mut self, id: WaitId) -> Option<&mut T> {
        let asker = &mut self.head.line.get_mut(id)?.item;
        (asker.returns == id.returns).then_some(&mut asker.item)
    }

    /// The waits with their start and reason.
    pub(crate) fn in_line(&self) -> impl Iterator<Item = (&T, Time, String)> {
        let name = self.name();
        self.head.in_line(move |asker| {
            let units = amount(asker.units as u64, "unit", "units", name);
            (&asker.item, units)
        })
    }

    /// Which of those who wait do so for several resources at once, in the order of service.
    pub(crate) fn are_together(&self) -> impl Iterator<Item = bool> {
        self.head.are_together()
    }

    /// The waiting items and the units each wants, in the order of service.
    pub fn waiters(&self) -> impl Iterator<Item = (&T, usize)> {
        let askers = self.head.line.iter().map(|waiter| &waiter.item);
        askers.map(|asker| (&asker.item, asker.units))
    }
}
