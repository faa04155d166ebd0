//! A progress bar while a simulation runs on a terminal, and the signals that end it cleanly.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};

use cetak::__command::{exit, say};
use cetak::words::Lang;
use indicatif::{ProgressBar, ProgressStyle};

use super::{INTERRUPTED, say_aside};

/// Becomes true with the first Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether there is anything to report yet.
static SOMETHING_DONE: AtomicBool = AtomicBool::new(false);

/// Handles signals to end (Ctrl-C, SIGTERM) from now on. A signal stops the simulation, including replications in progress, and the
/// completed ones are reported. It ends the program at once if none is completed, if the report is being written, or if it is the
/// second signal.
pub(super) fn stop_on_ctrl_c(lang: Lang) -> &'static AtomicBool {
    let words = say(lang, "cli-stopping", &[]);
    let handler = move || {
        if STOP.swap(true, Ordering::Relaxed) || !SOMETHING_DONE.load(Ordering::Relaxed) {
            exit(INTERRUPTED);
        }
        say_aside(&words);
    };
    // Without a handler, Ctrl-C ends the program at once, as usual.
    let _ = ctrlc::set_handler(handler);
    &STOP
}

/// Shows the progress of a simulation.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that ends at `total` replications; hidden unless standard error is a terminal.
    pub fn new(total: u32) -> Self {
        let bar = match std::io::stderr().is_terminal() {
            true => ProgressBar::new(total.into()),
            false => ProgressBar::hidden(),
        };
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}")
            .expect("a template of known words");
        bar.set_style(style);
        Bar(bar)
    }

    /// Sets the number of replications done.
    pub fn set(&self, done: u32) {
        // A later stage of the same command begins at 0 again, and there is something to report all the same.
        if done > 0 {
            SOMETHING_DONE.store(true, Ordering::Relaxed);
        }
        // More than was expected.
        if self.0.length().is_some_and(|length| length < done.into()) {
            self.0.set_length(done.into());
        }
        self.0.set_position(done.into());
    }

    /// Leaves the terminal as it was.
    pub fn clear(&self) {
        SOMETHING_DONE.store(false, Ordering::Relaxed);
        self.0.finish_and_clear();
    }
}
