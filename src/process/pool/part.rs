//! Units of a pool as part of a request for several resources at once.

use std::rc::Rc;

use super::asking::{Ask, Begin};
use super::{Pool, Units};
use crate::process::several::{self, Look};
use crate::process::tickets::{Answer, Asking, Standing, Ticket};
use crate::resource::{Changes, Request, Watch};

/// Units of a [`Pool`] as part of a request for [several](crate::process::World::seize_all) things.
#[derive(Debug)]
pub struct PartOfPool<'a, W: Watch> {
    pool: &'a Pool<W>,
    units: usize,
}

impl<W: Watch> Pool<W> {
    /// These many units as part of a request for [several](crate::process::World::seize_all) things.
    ///
    /// # Panics
    ///
    /// If `units` is 0 or exceeds the number of units, or if a process panicked before (see
    /// [`Processes`](crate::process::Processes)).
    #[must_use]
    pub fn part(&self, units: usize) -> PartOfPool<'_, W> {
        self.check(units);
        let pool = self;
        PartOfPool { pool, units }
    }
}

impl<W: Watch> several::Ask for PartOfPool<'_, W> {
    fn name(&self) -> &str {
        self.pool.name()
    }

    fn place(&self) -> *const () {
        Rc::as_ptr(&self.pool.shared).cast()
    }

    fn could_start(&self, request: Request) -> bool {
        let state = self.pool.shared.state.borrow();
        let now = self.pool.shared.core.now();
        state.inner.could_start(now, self.units, request)
    }

    fn has_place(&self, request: Request) -> bool {
        let state = &mut *self.pool.shared.state.borrow_mut();
        let now = self.pool.shared.core.now();
        state.inner.has_place(now, request)
    }

    fn join(&self, request: Request) -> Ticket {
        let core = &*self.pool.shared.core;
        let state = &mut *self.pool.shared.state.borrow_mut();
        let asker = state.asker(core);
        let before = state.inner.claims();
        let answer = state
            .inner
            .wait_together(core.now(), self.units, request, asker);
        core.count_claims(before, state.inner.claims());
        let answer = answer.map(|()| (), |out| out.ticket);
        state.tickets.opened(core, answer)
    }

    fn look(&self, ticket: Ticket) -> Look {
        let state = self.pool.shared.state.borrow();
        let now = self.pool.shared.core.now();
        let can_start = |wait| state.inner.can_start_together(now, wait);
        state.tickets.look(ticket, can_start)
    }

    fn leave(&self, ticket: Ticket) {
        self.pool.shared.give_up(ticket);
    }
}

impl<W: Watch> several::Grant for PartOfPool<'_, W> {
    type Got = Units<W>;

    fn start(&self, request: Request) -> Units<W> {
        let ask = Ask {
            units: self.units,
            request,
            preempts: None,
        };
        match self.pool.shared.ask(ask) {
            Answer::Got(units) => units,
            Answer::Waits(_) | Answer::Full => unreachable!("they are free"),
        }
    }

    fn start_waiting(&self, ticket: Ticket) -> Units<W> {
        let core = &*self.pool.shared.core;
        self.pool.shared.act(false, |state| {
            let Some(Standing::Waits(wait)) = state.tickets.close(ticket) else {
                unreachable!("it was looked for before");
            };
            let start = state.inner.start_together(core.now(), wait);
            let start = start.expect("it waits");
            let Changes { displaced, starts } = state.inner.weigh(core.now());
            state.tell(core, displaced, &starts);
            self.pool.shared.begin(state, start.id)
        })
    }
}
