//! The hand-written loop with which replications of an office are compared.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use cetak::office::plan::Printer;
use cetak::random::Streams;
use cetak::time::Time;

/// Prints good cards on equal printers, fifty cards per printer and day, with a binary heap of events. It makes the same
/// draws as the office, but has no queue of residents, no stock, no opening hours, no states and no books to balance.
pub fn print(printer: &Printer, printers: usize, cards: u32, streams: &Streams) -> u32 {
    let named = |what: &str| -> Vec<_> {
        (0..printers)
            .map(|p| streams.stream(&format!("{p}/{what}")))
            .collect()
    };
    let (mut times, mut spoilage) = (named("print time"), named("spoilage"));
    let mut today = vec![0u32; printers];
    let mut list: BinaryHeap<Reverse<(Time, usize)>> =
        (0..printers).map(|p| Reverse((Time::ZERO, p))).collect();
    let mut printed = 0;
    while let Some(Reverse((now, p))) = list.pop() {
        printed += u32::from(spoilage[p].uniform() >= printer.spoilage);
        if printed == cards {
            break;
        }
        today[p] += 1;
        let next = match today[p] {
            50 => {
                today[p] = 0;
                Time::midnight(now.day() + 1)
            }
            _ => now + printer.print_time.draw(&mut times[p]),
        };
        list.push(Reverse((next, p)));
    }
    printed
}
