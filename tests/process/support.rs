//! What the tests of processes share: times in whole minutes, and a world in which is noted what happens when.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use cetak::engine::{Ended, Simulation};
use cetak::process::{Interrupt, Pool, Process, Processes, World};
use cetak::resource::Key;
use cetak::time::{Span, Time, minutes};

pub fn span(minute: i64) -> Span {
    minutes(1.0) * minute
}

pub fn at(minute: i64) -> Time {
    Time::ZERO + span(minute)
}

/// What happened: the minute, what.
pub type Log = Rc<RefCell<Vec<(i64, &'static str)>>>;

/// What an interrupted process is told, where reasons are numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Told {
    Sent(i64),
    Preempted,
}

impl From<Interrupt> for Told {
    fn from(interrupt: Interrupt) -> Self {
        match interrupt {
            Interrupt::Sent(reason) => Self::Sent(i64::from(reason.into::<i32>())),
            _ => Self::Preempted,
        }
    }
}

/// A world and what is noted in it.
#[derive(Clone)]
pub struct Here {
    pub world: World,
    pub log: Log,
}

impl Here {
    pub fn of(processes: &Processes) -> Self {
        Self {
            world: processes.world(),
            log: Log::default(),
        }
    }

    pub fn note(&self, what: &'static str) {
        let minute = ((self.world.now() - Time::ZERO) / span(1)) as i64;
        assert_eq!(self.world.now(), at(minute));
        self.log.borrow_mut().push((minute, what));
    }

    /// Spawns what begins at this minute.
    pub fn from<F: Future<Output = ()> + 'static>(
        &self,
        minute: i64,
        life: impl FnOnce(Here) -> F + 'static,
    ) -> Process {
        let here = self.clone();
        self.world.spawn(async move {
            here.hold(minute).await;
            life(here.clone()).await;
        })
    }

    /// From this minute on one waits for units, holds them for so long, and says so at the end.
    pub fn user(
        &self,
        minute: i64,
        pool: &Pool,
        units: usize,
        length: i64,
        name: &'static str,
    ) -> Process {
        let pool = pool.clone();
        self.from(minute, async move |here| {
            let _units = pool.seize_with(units, Key(0)).await;
            here.hold(length).await;
            here.note(name);
        })
    }

    pub async fn hold(&self, minute: i64) {
        self.world.hold(span(minute)).await;
    }

    pub async fn interruptible_hold(&self, minute: i64) -> Result<(), Told> {
        let hold = self.world.hold(span(minute));
        self.world.interruptible(hold).await.map_err(Told::from)
    }
}

/// Runs what `build` spawns until nothing is pending, and returns what happened.
pub fn play(build: impl FnOnce(&Here)) -> Vec<(i64, &'static str)> {
    let processes = Processes::new();
    let here = Here::of(&processes);
    build(&here);
    let mut sim = Simulation::new(processes);
    assert_eq!(sim.run(), Ended::Empty, "nobody waits for ever");
    assert_eq!(sim.model().alive(), 0);
    here.log.take()
}
