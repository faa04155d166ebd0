//! How processes ask a pool and get their answers: the part that all handles share.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::task::Poll;

use super::units::Units;
use crate::process::core::{Awaited, Core};
use crate::process::deadlocks::Line;
use crate::process::roster::ProcessId;
use crate::process::telling::Awaits;
use crate::process::tickets::{Answer, Asking, Standing, Ticket, Tickets};
use crate::resource::{
    self, After, Changes, Displaced, OnPreempt, Request, Seized, ServiceId, Start, WaitId, Watch,
};

pub(super) struct Shared<W: Watch> {
    pub core: Rc<Core>,
    pub name: String,
    pub state: RefCell<State<W>>,
}

pub(super) struct State<W> {
    pub inner: resource::Pool<Asker, W>,
    pub tickets: Tickets<ServiceId>,
    /// The number of requests so far; the first has the number 1.
    pub asked: u64,
    /// The requests whose units were taken and that wait for them again, or have them promised, by number.
    pub away: BTreeMap<u64, Away>,
}

/// A wait for units that were taken away.
#[derive(Clone, Copy)]
pub(super) struct Away {
    pub ticket: Ticket,
    pub rule: OnPreempt,
}

/// A process that asks for units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asker {
    pub process: ProcessId,
    pub ticket: Ticket,
    /// The number of this request.
    pub number: u64,
}

/// A request.
pub(super) struct Ask {
    pub units: usize,
    pub request: Request,
    /// Whether, and by which rule, it takes units from others.
    pub preempts: Option<OnPreempt>,
}

impl<W: Watch> State<W> {
    /// A new request of the running process, with the next ticket.
    pub fn asker(&mut self, core: &Core) -> Asker {
        self.asked += 1;
        Asker {
            process: core.current(),
            ticket: self.tickets.next(),
            number: self.asked,
        }
    }

    /// Tells the processes that lost units, and those to which units were promised.
    pub fn tell(&mut self, core: &Core, displaced: Vec<Displaced<Asker>>, starts: &[Start]) {
        for Displaced { after, rule, .. } in displaced {
            let process = match after {
                After::Left(asker) => asker.process,
                After::Waits(wait) => self.await_return(wait, rule),
            };
            core.displace(process);
        }
        for start in starts {
            if self.inner.is_promised(start.id)
                && let Some(asker) = self.inner.item(start.id)
            {
                self.tickets.grant(core, asker.ticket, start.id);
            }
        }
    }

    /// Notes that a process has gone back into the line, where it stands with a new ticket.
    fn await_return(&mut self, wait: WaitId, rule: OnPreempt) -> ProcessId {
        let asker = self.inner.waiter_mut(wait).expect("it was put back");
        asker.ticket = self.tickets.open(asker.process, wait);
        let ticket = asker.ticket;
        self.away.insert(asker.number, Away { ticket, rule });
        asker.process
    }

    /// Shields the services whose units cannot be taken now.
    fn set_shields(&mut self, core: &Core) {
        let shields: Vec<(ServiceId, bool)> = (self.inner.services())
            .map(|(id, asker)| (id, !core.can_be_displaced(asker.process)))
            .collect();
        for (id, is_shielded) in shields {
            self.inner.set_shield(id, is_shielded);
        }
    }

    /// The service of request `number`, if it still holds this unit.
    pub fn holding(&self, unit: usize, number: u64) -> Option<ServiceId> {
        if self.away.contains_key(&number) {
            return None;
        }
        let id = self.inner.holder(unit)?;
        (self.inner.item(id)?.number == number).then_some(id)
    }
}

impl<W: Watch> Shared<W> {
    /// Runs `action`, which may allow claims to be met; `claims` says whether it makes one.
    pub fn act<R>(&self, claims: bool, action: impl FnOnce(&mut State<W>) -> R) -> R {
        let state = &mut *self.state.borrow_mut();
        let before = state.inner.claims();
        if claims || before > 0 {
            state.set_shields(&self.core);
        }
        let done = action(state);
        self.core.count_claims(before, state.inner.claims());
        done
    }
}

impl<W: Watch + 'static> Awaited for Shared<W> {
    fn waiting(&self) -> Vec<Awaits> {
        let state = self.state.borrow();
        let waits = state.inner.in_line();
        let awaits = |(asker, since, what): (&Asker, _, _)| Awaits {
            process: asker.process,
            since,
            what,
        };
        waits.map(awaits).collect()
    }

    fn line(&self) -> Option<Line> {
        let State { inner, .. } = &*self.state.borrow();
        let held = inner.services().filter_map(|(id, asker)| {
            let units = inner.units(id)?;
            Some((asker.process, units.len()))
        });
        let wanted = inner.waiters().map(|(_, units)| units);
        let wanted = wanted.zip(inner.are_together());
        Some(Line::new(inner.capacity(), held, self.waiting(), wanted))
    }

    fn first_of_several(&self) -> Option<ProcessId> {
        let state = self.state.borrow();
        let first = state.inner.first_of_several(self.core.now());
        first.map(|asker| asker.process)
    }

    fn weigh(&self) {
        self.act(false, |state| {
            if state.inner.claims() > 0 {
                let Changes { displaced, starts } = state.inner.weigh(self.core.now());
                state.tell(&self.core, displaced, &starts);
            }
        });
    }

    fn reset_statistics(&self) {
        let now = self.core.now();
        self.state.borrow_mut().inner.reset_statistics(now);
    }

    fn show(&self, look: &mut dyn FnMut(&str, &dyn Any)) {
        look(&self.name, self.state.borrow().inner.watch());
    }
}

impl<W: Watch> Asking for Rc<Shared<W>> {
    type Ask = Ask;
    type Got = Units<W>;

    fn core(&self) -> &Core {
        &self.core
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn ask(&self, ask: Ask) -> Answer<Units<W>> {
        let (core, now) = (&*self.core, self.core.now());
        let Ask { units, request, .. } = ask;
        self.act(ask.preempts.is_some(), |state| {
            let asker = state.asker(core);
            let process = asker.process;
            let answer = match ask.preempts {
                Some(rule) => {
                    let taken = state.inner.preempt(now, units, request, asker, rule);
                    state.tell(core, taken.displaced, &taken.starts);
                    taken.answer
                }
                None => state.inner.request(now, units, request, asker),
            };
            match answer {
                Seized::Starts(start) => Answer::Got(self.begin(state, start.id)),
                Seized::Refused(_) => Answer::Full,
                Seized::Waits(wait) => Answer::Waits(state.tickets.open(process, wait)),
                Seized::Replaces(wait, out) => {
                    state.tickets.push_out(core, out.ticket);
                    Answer::Waits(state.tickets.open(process, wait))
                }
            }
        })
    }

    fn collect(&self, ticket: Ticket) -> Poll<Option<Units<W>>> {
        let state = &mut *self.state.borrow_mut();
        let collected = state.tickets.collect(ticket);
        collected.map(|id| Some(self.begin(state, id?)))
    }

    fn give_up(&self, ticket: Ticket) {
        let now = self.core.now();
        self.act(false, |state| {
            let changes = match state.tickets.close(ticket) {
                Some(Standing::Waits(wait)) => {
                    let gone = state.inner.withdraw(now, wait);
                    gone.map(|gone| (gone.displaced, gone.starts))
                }
                Some(Standing::Granted(id)) => {
                    let released = state.inner.release(now, id);
                    released.map(|released| (released.displaced, released.starts))
                }
                Some(Standing::PushedOut) | None => None,
            };
            if let Some((displaced, starts)) = changes {
                state.tell(&self.core, displaced, &starts);
            }
        });
    }
}

pub(super) trait Begin<W: Watch> {
    fn begin(&self, state: &mut State<W>, id: ServiceId) -> Units<W>;
}

impl<W: Watch> Begin<W> for Rc<Shared<W>> {
    /// Starts holding the promised units.
    fn begin(&self, state: &mut State<W>, id: ServiceId) -> Units<W> {
        state.inner.commit(self.core.now(), id);
        let units = state.inner.units(id).expect("it was promised");
        let (unit, count) = (units[0], units.len());
        let number = state.inner.item(id).expect("it was promised").number;
        Units {
            shared: Rc::clone(self),
            unit,
            count,
            number,
        }
    }
}
