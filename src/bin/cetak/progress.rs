//! A bar while a simulation runs on a terminal, and the signals that end it cleanly.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};

use cetak::__command::{exit, say};
use cetak::words::Lang;
use indicatif::{ProgressBar, ProgressStyle};

use super::{INTERRUPTED, say_aside};

/// Turns true with the first Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether there is anything to report yet.
static SOMETHING_DONE: AtomicBool = AtomicBool::new(false);

/// From now on a signal to end (Ctrl-C, SIGTERM) stops the simulation, replications under way included, and what is done is reported. It
/// ends the program at once where nothing is done, where the report is being written, and when it comes a second time.
pub(super) fn stop_on_ctrl_c(lang: Lang) -> &'static AtomicBool {
    let words = say(lang, "cli-stopping", &[]);
    let handler = move || {
        if STOP.swap(true, Ordering::Relaxed) || !SOMETHING_DONE.load(Ordering::Relaxed) {
            exit(INTERRUPTED);
        }
        say_aside(&words);
    };
    // Where no handler can be had, Ctrl-C ends the program at once, as ever.
    let _ = ctrlc::set_handler(handler);
    &STOP
}

/// How far a simulation is.
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

    /// So many replications are done.
    pub fn set(&self, done: u32) {
        SOMETHING_DONE.store(done > 0, Ordering::Relaxed);
        self.0.set_position(done.into());
    }

    /// Leaves the terminal as it was.
    pub fn clear(&self) {
        SOMETHING_DONE.store(false, Ordering::Relaxed);
        self.0.finish_and_clear();
    }
}
