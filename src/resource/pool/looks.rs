//! Looking at a pool: how many there are, and who is served, holds and waits.

use super::Pool;
use super::kinds::ServiceId;
use super::parts::Service;
use crate::resource::WaitId;
use crate::resource::watch::Watch;

impl<T, W: Watch> Pool<T, W> {
    /// How many units there are.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.units.len()
    }

    /// How many units nobody holds and no cause stops.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.idle.len()
    }

    /// How many are served now, those who are suspended counted.
    #[must_use]
    pub fn in_service(&self) -> usize {
        self.services.len()
    }

    /// How many wait with a claim to [pre-empt](Self::preempt).
    #[must_use]
    pub fn claims(&self) -> usize {
        self.claims
    }

    /// Who is served or was promised units, in no particular order.
    pub fn services(&self) -> impl Iterator<Item = (ServiceId, &T)> {
        self.services.iter().map(|(slot, service)| {
            let stretch = service.stretch;
            (ServiceId { slot, stretch }, &service.waiter.item.item)
        })
    }

    pub(super) fn service(&self, id: ServiceId) -> Option<&Service<T>> {
        let service = self.services.get(id.slot)?;
        (service.stretch == id.stretch).then_some(service)
    }

    /// Who is served under this name; `None` if it is stale.
    #[must_use]
    pub fn item(&self, id: ServiceId) -> Option<&T> {
        self.service(id).map(|service| &service.waiter.item.item)
    }

    /// As [`item`](Self::item), to be changed.
    pub fn item_mut(&mut self, id: ServiceId) -> Option<&mut T> {
        self.service(id)?;
        let service = self.services.get_mut(id.slot)?;
        Some(&mut service.waiter.item.item)
    }

    /// The units that this service holds, the lowest first; `None` if its name is stale.
    #[must_use]
    pub fn units(&self, id: ServiceId) -> Option<&[usize]> {
        self.service(id).map(|service| service.units.as_slice())
    }

    /// The service that holds this unit.
    #[must_use]
    pub fn holder(&self, unit: usize) -> Option<ServiceId> {
        let slot = self.units.get(unit)?.slot?;
        let stretch = self.services.get(slot)?.stretch;
        Some(ServiceId { slot, stretch })
    }

    /// Who waits under this name; `None` if that wait is over.
    #[must_use]
    pub fn waiter(&self, id: WaitId) -> Option<&T> {
        let asker = &self.head.line.get(id)?.item;
        (asker.returns == id.returns).then_some(&asker.item)
    }

    /// As [`waiter`](Self::waiter), to be changed.
    pub fn waiter_mut(&mut self, id: WaitId) -> Option<&mut T> {
        let asker = &mut self.head.line.get_mut(id)?.item;
        (asker.returns == id.returns).then_some(&mut asker.item)
    }

    /// Who waits and for how many units, in the order in which they will be served.
    pub fn waiters(&self) -> impl Iterator<Item = (&T, usize)> {
        let askers = self.head.line.iter().map(|waiter| &waiter.item);
        askers.map(|asker| (&asker.item, asker.units))
    }
}
