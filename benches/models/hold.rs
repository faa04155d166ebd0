//! What every contestant of the hold model uses: the events and their delays.

use cetak::random::{Distribution, Streams};
use cetak::time::{Span, seconds};

/// As large as a small event of a model.
pub type Payload = [u64; 2];

/// Delays that are used over and over; their number is a power of two.
pub struct Delays {
    drawn: Vec<Span>,
    next: usize,
}

impl Delays {
    pub fn new(pending: usize) -> Self {
        let mean = seconds(60.0) * pending as i64;
        let distribution = Distribution::exponential(mean).expect("a positive mean");
        let mut delays = Streams::new(1, 0).variate("delays", distribution);
        Self {
            drawn: (0..1 << 16).map(|_| delays.draw()).collect(),
            next: 0,
        }
    }

    pub fn nth(&self, n: usize) -> Span {
        self.drawn[n & (self.drawn.len() - 1)]
    }

    pub fn draw(&mut self) -> Span {
        self.next += 1;
        self.nth(self.next)
    }
}
