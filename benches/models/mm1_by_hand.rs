//! The same M/M/1 queue by hand, with the same draws.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, VecDeque};

use cetak::random::Streams;
use cetak::stats::{Tally, TimeWeighted};
use cetak::time::{Span, Time};

use super::mm1::{Event, variates};

/// A pending event in a heap, ordered by time, then by the number of its scheduling.
struct Pending(Time, u64, Event);

impl PartialEq for Pending {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pending {}

impl PartialOrd for Pending {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pending {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0, self.1).cmp(&(other.0, other.1))
    }
}

/// A bare loop over a binary heap of enums. Returns the time that all customers spent in the system.
pub fn bare_heap(customers: u64) -> Span {
    let (mut arrivals, mut service) = variates(&Streams::new(2017, 0));
    let mut heap = BinaryHeap::new();
    let mut number = 0;
    let mut schedule = |heap: &mut BinaryHeap<_>, at, event| {
        number += 1;
        heap.push(Reverse(Pending(at, number, event)));
    };
    let (mut queue, mut busy) = (VecDeque::new(), false);
    let (mut served, mut in_system) = (0, Span::ZERO);
    schedule(&mut heap, Time::ZERO + arrivals.draw(), Event::Arrival);
    while served < customers {
        let Reverse(Pending(now, _, event)) = heap.pop().expect("another arrival");
        let starts = match event {
            Event::Arrival => {
                schedule(&mut heap, now + arrivals.draw(), Event::Arrival);
                if busy {
                    queue.push_back(now);
                    continue;
                }
                busy = true;
                Some(now)
            }
            Event::Departure(arrived) => {
                served += 1;
                in_system += now - arrived;
                let next = queue.pop_front();
                busy = next.is_some();
                next
            }
        };
        if let Some(arrived) = starts {
            schedule(&mut heap, now + service.draw(), Event::Departure(arrived));
        }
    }
    in_system
}

/// What the engine's model keeps.
struct Kept {
    queue_length: TimeWeighted,
    busy: TimeWeighted,
    waits: Tally,
    time_in_system: Tally,
}

/// The loop of [`bare_heap`] with the statistics that the engine's model keeps. Returns the mean time in the system in
/// minutes, and the utilisation.
pub fn heap_with_statistics(customers: u64) -> (f64, f64) {
    let (mut arrivals, mut service) = variates(&Streams::new(2017, 0));
    let mut heap = BinaryHeap::new();
    let mut number = 0;
    let mut schedule = |heap: &mut BinaryHeap<_>, at, event| {
        number += 1;
        heap.push(Reverse(Pending(at, number, event)));
    };
    let mut queue: VecDeque<Time> = VecDeque::new();
    let level = TimeWeighted::new(Time::ZERO, 0.0);
    let mut kept = Kept {
        queue_length: level,
        busy: level,
        waits: Tally::new(),
        time_in_system: Tally::new(),
    };
    let mut is_busy = false;
    schedule(&mut heap, Time::ZERO + arrivals.draw(), Event::Arrival);
    loop {
        let Reverse(Pending(now, _, event)) = heap.pop().expect("another arrival");
        let starts = match event {
            Event::Arrival => {
                schedule(&mut heap, now + arrivals.draw(), Event::Arrival);
                if is_busy {
                    queue.push_back(now);
                    kept.queue_length.set(now, queue.len() as f64);
                    continue;
                }
                is_busy = true;
                kept.busy.set(now, 1.0);
                Some(now)
            }
            Event::Departure(arrived) => {
                kept.time_in_system.record((now - arrived).as_minutes());
                if kept.time_in_system.count() == customers {
                    let mean = kept.time_in_system.mean().expect("a million");
                    return (mean, kept.busy.mean(now).expect("time has passed"));
                }
                let next = queue.pop_front();
                match next {
                    Some(_) => kept.queue_length.set(now, queue.len() as f64),
                    None => {
                        is_busy = false;
                        kept.busy.set(now, 0.0);
                    }
                }
                next
            }
        };
        if let Some(arrived) = starts {
            kept.waits.record((now - arrived).as_minutes());
            schedule(&mut heap, now + service.draw(), Event::Departure(arrived));
        }
    }
}

/// A loop that knows that only two times are pending. Returns what [`bare_heap`] does.
pub fn two_variables(customers: u64) -> Span {
    let (mut arrivals, mut service) = variates(&Streams::new(2017, 0));
    let mut arrival = Time::ZERO + arrivals.draw();
    let mut departure = Time::MAX;
    let mut in_system = VecDeque::new();
    let (mut served, mut total) = (0, Span::ZERO);
    while served < customers {
        if arrival <= departure {
            let now = arrival;
            arrival = now + arrivals.draw();
            if in_system.is_empty() {
                departure = now + service.draw();
            }
            in_system.push_back(now);
        } else {
            let now = departure;
            total += now - in_system.pop_front().expect("whoever departs was here");
            served += 1;
            departure = if in_system.is_empty() {
                Time::MAX
            } else {
                now + service.draw()
            };
        }
    }
    total
}
