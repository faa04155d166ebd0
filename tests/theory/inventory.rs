//! An (s, S) inventory with backorders.

use cetak::engine::{Calendar, Model, Simulation};
use cetak::random::{Stream, Streams, Variate};
use cetak::resource::{Buffer, Reorder, Request, Seized, Stock};
use cetak::stats::TimeWeighted;
use cetak::time::{Span, Time, minutes};

use crate::study::{NARROW, OBSERVED, SEED, Study, WARM_UP, exponential};

const POINT: i64 = 6;
const LEVEL: i64 = 18;
/// Minutes from an order to its delivery, and between customers on average.
const LEAD: f64 = 40.0;
const BETWEEN: f64 = 10.0;
/// The probabilities that a customer wants 1, 2 or 3 pieces.
const SIZES: [f64; 3] = [0.5, 0.3, 0.2];

enum Event {
    Customer,
    Delivery(u64),
}

struct Shop {
    customers: Variate,
    sizes: Stream,
    stock: Buffer<u64>,
    on_order: u64,
    owed: u64,
    orders: u64,
    net: TimeWeighted,
    somebody_waits: TimeWeighted,
}

impl Shop {
    fn write_down(&mut self, now: Time) {
        let net = self.stock.stock().level() as f64 - self.owed as f64;
        self.net.set(now, net);
        let waits = u8::from(self.stock.waiting() > 0);
        self.somebody_waits.set(now, f64::from(waits));
    }
}

impl Model for Shop {
    type Event = Event;

    fn start(&mut self, cal: &mut Calendar<Event>) {
        cal.schedule(self.customers.draw(), Event::Customer);
    }

    fn handle(&mut self, event: Event, cal: &mut Calendar<Event>) {
        let now = cal.now();
        match event {
            Event::Customer => {
                cal.schedule(self.customers.draw(), Event::Customer);
                let chance = self.sizes.uniform();
                let pieces = match chance {
                    c if c < SIZES[0] => 1,
                    c if c < SIZES[0] + SIZES[1] => 2,
                    _ => 3,
                };
                let answer = self.stock.take(now, pieces, Request::default(), pieces);
                if let Seized::Waits(_) = answer {
                    self.owed += pieces;
                }
                let policy = Reorder::UpTo {
                    point: POINT,
                    level: LEVEL,
                };
                let here = self.stock.stock().level() + self.on_order;
                let order = policy.order(here as i64 - self.owed as i64);
                if order > 0 {
                    self.on_order += order;
                    self.orders += 1;
                    cal.schedule(minutes(LEAD), Event::Delivery(order));
                }
            }
            Event::Delivery(pieces) => {
                self.on_order -= pieces;
                self.owed -= self.stock.put(now, pieces).iter().sum::<u64>();
            }
        }
        self.write_down(now);
    }
}

/// The position is a Markov chain that a customer takes from y to y − k, or to S from s or below. Whatever is on order
/// now has come when a lead time has passed, so net stock is then the position now less the demand of a lead time
/// (Hadley & Whitin 1963), which is compound Poisson.
pub fn order_up_to() -> Study {
    let (first, states) = (POINT + 1, (LEVEL - POINT) as usize);
    let mut position = vec![1.0 / states as f64; states];
    let mut crossing = 0.0;
    for _ in 0..2_000 {
        let mut next = vec![0.0; states];
        crossing = 0.0;
        for (state, p) in position.iter().enumerate() {
            for (i, size) in SIZES.iter().enumerate() {
                match state.checked_sub(i + 1) {
                    Some(lower) => next[lower] += p * size,
                    None => crossing += p * size,
                }
            }
        }
        next[states - 1] += crossing;
        position = next;
    }
    // Panjer (1981): P(D = n) = (λL/n) Σ k P(size = k) P(D = n − k).
    let customers = LEAD / BETWEEN;
    let mut demand = vec![f64::exp(-customers)];
    for n in 1..100 {
        let sum: f64 = (1..=3.min(n))
            .map(|k| k as f64 * SIZES[k - 1] * demand[n - k])
            .sum();
        demand.push(customers / n as f64 * sum);
    }
    let (mut net, mut waits) = (0.0, 0.0);
    for (state, p) in position.iter().enumerate() {
        for (d, q) in demand.iter().enumerate() {
            let level = first + state as i64 - d as i64;
            net += p * q * level as f64;
            waits += if level < 0 { p * q } else { 0.0 };
        }
    }
    Study {
        name: format!("({POINT}, {LEVEL}) inventory, compound Poisson demand, lead time {LEAD}"),
        quantities: vec![
            ("mean net stock".to_owned(), net),
            ("share of the time with somebody waiting".to_owned(), waits),
            ("orders per minute".to_owned(), crossing / BETWEEN),
        ],
        narrow: NARROW,
        run: Box::new(replicate),
    }
}

fn replicate(replication: u64) -> Vec<f64> {
    let streams = Streams::new(SEED, replication);
    let at_start = |value| TimeWeighted::new(Time::ZERO, value);
    let mut sim = Simulation::new(Shop {
        customers: streams.variate("inventory/customers", exponential(BETWEEN)),
        sizes: streams.stream("inventory/sizes"),
        stock: Buffer::new(Stock::new("shelf", LEVEL as u64)),
        on_order: 0,
        owed: 0,
        orders: 0,
        net: at_start(LEVEL as f64),
        somebody_waits: at_start(0.0),
    });
    let warm = Time::ZERO + minutes(WARM_UP);
    let observed: Span = minutes(OBSERVED);
    let end = warm + observed;
    sim.run_until(warm);
    let shop = sim.model_mut();
    shop.orders = 0;
    shop.net.reset(warm);
    shop.somebody_waits.reset(warm);
    sim.run_until(end);
    let shop = sim.model();
    vec![
        shop.net.mean(end).expect("time has passed"),
        shop.somebody_waits.mean(end).expect("time has passed"),
        shop.orders as f64 / observed.as_minutes(),
    ]
}
