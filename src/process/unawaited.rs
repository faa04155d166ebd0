//! Waits that were made and never awaited, which debug builds report.
//!
//! `let unit = clerk.seize();` without `.await` seizes nothing. The compiler cannot warn of it, because the future is used: it
//! is kept. So in debug builds a wait that is dropped without ever having been polled panics. Not all such waits are mistakes:
//! a race whose first side ends at once leaves the second unpolled, and a process may be stopped. In release builds nothing of
//! this exists.

use std::cell::Cell;
use std::rc::Rc;

use super::core::Core;
#[cfg(debug_assertions)]
use super::roster::ProcessId;

thread_local! {
    /// The number of combinators that are dropping waits which they need not have polled.
    static DECLINING: Cell<u32> = const { Cell::new(0) };
}

/// While this exists, a wait may be dropped unpolled.
pub(super) struct Declining(());

impl Declining {
    #[inline]
    pub fn begin() -> Self {
        if cfg!(debug_assertions) {
            DECLINING.set(DECLINING.get() + 1);
        }
        Self(())
    }
}

impl Drop for Declining {
    #[inline]
    fn drop(&mut self) {
        if cfg!(debug_assertions) {
            DECLINING.set(DECLINING.get() - 1);
        }
    }
}

/// By which process a wait was made.
pub(super) struct Made {
    #[cfg(debug_assertions)]
    by: ProcessId,
}

impl Made {
    #[inline(always)]
    pub fn here(core: &Core) -> Self {
        let _ = core;
        Self {
            #[cfg(debug_assertions)]
            by: core.current(),
        }
    }

    /// Reports that the wait is dropped unpolled, if the process that made it runs on and no combinator has declined it.
    #[inline(always)]
    pub fn check(&self, core: &Core, what: impl FnOnce() -> String) {
        let _ = (core, &what);
        #[cfg(debug_assertions)]
        if DECLINING.get() == 0 && core.is_running(self.by) && !std::thread::panicking() {
            let (now, name) = (core.now(), core.current_name());
            panic!(
                "at {now}: {name} drops {} without having awaited it",
                what()
            );
        }
    }
}

/// Reports a wait that is written as an `async` block, if it is dropped before the block [begins](Self::begin).
pub(super) struct Unpolled<F: Fn() -> String> {
    core: Rc<Core>,
    made: Made,
    what: F,
    is_polled: bool,
}

impl<F: Fn() -> String> Unpolled<F> {
    pub fn new(core: &Rc<Core>, what: F) -> Self {
        Self {
            core: Rc::clone(core),
            made: Made::here(core),
            what,
            is_polled: false,
        }
    }

    /// The wait is polled for the first time.
    pub fn begin(mut self) {
        self.is_polled = true;
    }
}

impl<F: Fn() -> String> Drop for Unpolled<F> {
    fn drop(&mut self) {
        if !self.is_polled {
            self.made.check(&self.core, || (self.what)());
        }
    }
}
