//! Contestants of the hold model: the calendar and what is written by hand.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;

use cetak::engine::Calendar;
use cetak::time::{Span, Time, seconds};

use super::hold::{Delays, Payload};

pub trait Contestant {
    fn with_pending(delays: &Delays, pending: usize) -> Self;
    fn hold(&mut self, delay: Span);
}

impl Contestant for Calendar<Payload> {
    fn with_pending(delays: &Delays, pending: usize) -> Self {
        let mut cal = Calendar::new();
        for i in 0..pending {
            cal.schedule(delays.nth(i * 31), [i as u64; 2]);
        }
        cal
    }

    #[inline]
    fn hold(&mut self, delay: Span) {
        let event = self.pop().expect("as many as before");
        self.schedule(delay, black_box(event));
    }
}

pub struct Binary {
    heap: BinaryHeap<Reverse<(Time, u64, Payload)>>,
    number: u64,
}

impl Contestant for Binary {
    fn with_pending(delays: &Delays, pending: usize) -> Self {
        let heap = (0..pending)
            .map(|i| Reverse((Time::ZERO + delays.nth(i * 31), i as u64, [i as u64; 2])))
            .collect();
        let number = pending as u64;
        Self { heap, number }
    }

    #[inline]
    fn hold(&mut self, delay: Span) {
        let Reverse((now, _, event)) = self.heap.pop().expect("as many as before");
        self.number += 1;
        self.heap
            .push(Reverse((now + delay, self.number, black_box(event))));
    }
}

pub struct Quaternary {
    heap: Vec<(Time, u64, Payload)>,
    number: u64,
}

impl Quaternary {
    fn precedes(a: &(Time, u64, Payload), b: &(Time, u64, Payload)) -> bool {
        (a.0, a.1) < (b.0, b.1)
    }

    fn push(&mut self, entry: (Time, u64, Payload)) {
        let mut place = self.heap.len();
        self.heap.push(entry);
        while place > 0 {
            let parent = (place - 1) / 4;
            if !Self::precedes(&self.heap[place], &self.heap[parent]) {
                break;
            }
            self.heap.swap(place, parent);
            place = parent;
        }
    }

    fn pop(&mut self) -> (Time, u64, Payload) {
        let first = self.heap.swap_remove(0);
        let mut place = 0;
        loop {
            let children = place * 4 + 1;
            let end = (children + 4).min(self.heap.len());
            let Some(least) = (children..end).reduce(|a, b| {
                if Self::precedes(&self.heap[b], &self.heap[a]) {
                    b
                } else {
                    a
                }
            }) else {
                break;
            };
            if !Self::precedes(&self.heap[least], &self.heap[place]) {
                break;
            }
            self.heap.swap(place, least);
            place = least;
        }
        first
    }
}

impl Contestant for Quaternary {
    fn with_pending(delays: &Delays, pending: usize) -> Self {
        let mut new = Self {
            heap: Vec::new(),
            number: pending as u64,
        };
        for i in 0..pending {
            new.push((Time::ZERO + delays.nth(i * 31), i as u64, [i as u64; 2]));
        }
        new
    }

    #[inline]
    fn hold(&mut self, delay: Span) {
        let (now, _, event) = self.pop();
        self.number += 1;
        self.push((now + delay, self.number, black_box(event)));
    }
}

/// Brown (1988), "Calendar queues", without the resizing: as many days as events are pending, each twice the mean gap long.
pub struct Buckets {
    /// The days, each sorted from last to first.
    days: Vec<Vec<(Time, u64, Payload)>>,
    width: i64,
    today: i64,
    number: u64,
}

impl Buckets {
    fn push(&mut self, entry: (Time, u64, Payload)) {
        let number = (entry.0.as_micros() / self.width) as usize & (self.days.len() - 1);
        let day = &mut self.days[number];
        let place = day
            .iter()
            .rposition(|other| (other.0, other.1) > (entry.0, entry.1))
            .map_or(0, |before| before + 1);
        day.insert(place, entry);
    }

    fn pop(&mut self) -> (Time, u64, Payload) {
        loop {
            let number = self.today as usize & (self.days.len() - 1);
            let day = &mut self.days[number];
            if let Some(first) = day.pop_if(|first| first.0.as_micros() / self.width == self.today)
            {
                return first;
            }
            self.today += 1;
        }
    }
}

impl Contestant for Buckets {
    fn with_pending(delays: &Delays, pending: usize) -> Self {
        let mut new = Self {
            days: vec![Vec::new(); pending.next_power_of_two()],
            width: 2 * seconds(60.0).as_micros(),
            today: 0,
            number: pending as u64,
        };
        for i in 0..pending {
            new.push((Time::ZERO + delays.nth(i * 31), i as u64, [i as u64; 2]));
        }
        new
    }

    #[inline]
    fn hold(&mut self, delay: Span) {
        let (now, _, event) = self.pop();
        self.number += 1;
        self.push((now + delay, self.number, black_box(event)));
    }
}
