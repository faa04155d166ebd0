//! Servers that work on all jobs at once or serve several customers together, and the list of those who wait.

use cetak::resource::{
    BatchServer, Buffer, Condition, Pool, ProcessorSharing, Request, Resource, Seized, Side, Stock,
    Store, Wants,
};
use cetak::time::{Time, minutes};
use proptest::prelude::*;

fn at(minute: f64) -> Time {
    Time::ZERO + minutes(minute)
}

proptest! {
    /// Against a walk from change to change in which every job is worked on by itself.
    #[test]
    fn sharing_agrees_with_a_walk_job_by_job(
        servers in 1_usize..4,
        jobs in prop::collection::vec((0_u32..20, 1_u32..30), 1..20),
        leaves in prop::option::of((1_u32..60, 0_usize..20)),
    ) {
        let mut events: Vec<(f64, Option<f64>)> = Vec::new();
        let mut now = 0.0;
        for (pause, work) in jobs {
            now += f64::from(pause);
            events.push((now, Some(f64::from(work))));
        }
        let leaves = leaves.map(|(minute, job)| (f64::from(minute), job));
        if let Some((minute, _)) = leaves {
            events.push((minute, None));
            events.sort_by(|one, other| one.0.total_cmp(&other.0));
        }
        // By hand: what is left of each job, and when it ended.
        let mut left: Vec<(usize, f64)> = Vec::new();
        let mut ends: Vec<(usize, f64)> = Vec::new();
        let mut tested = ProcessorSharing::new("tested", servers);
        let (mut ids, mut found) = (Vec::new(), Vec::new());
        let (mut clock, mut number, mut busy) = (0.0, 0, 0.0);
        let mut events = events.into_iter().peekable();
        loop {
            let rate = (servers as f64 / left.len().max(1) as f64).min(1.0);
            let end = left.iter().map(|(_, work)| clock + work / rate).fold(f64::INFINITY, f64::min);
            let next = events.peek().map_or(f64::INFINITY, |event| event.0);
            let until = end.min(next);
            if until.is_infinite() {
                break;
            }
            busy += (until - clock) * left.len().min(servers) as f64;
            for (_, work) in &mut left {
                *work -= (until - clock) * rate;
            }
            clock = until;
            if let Some(end) = tested.next_end()
                && end <= at(until + 1e-6)
            {
                for job in tested.complete(end) {
                    found.push((job, end));
                }
            }
            ends.extend(left.iter().filter(|(_, work)| *work < 1e-9).map(|(job, _)| (*job, clock)));
            left.retain(|(_, work)| *work >= 1e-9);
            if next <= end {
                let (_, work) = events.next().expect("there is one");
                let now = at(clock).max(found.last().map_or(Time::ZERO, |(_, end)| *end));
                match work {
                    Some(work) => {
                        ids.push(tested.add(now, minutes(work), number));
                        left.push((number, work));
                        number += 1;
                    }
                    None => {
                        let (_, job) = leaves.expect("it leaves");
                        if let Some(id) = ids.get(job) {
                            let gone = tested.withdraw(now, *id);
                            let known = left.iter().find(|(other, _)| *other == job);
                            prop_assert_eq!(gone.is_some(), known.is_some());
                            if let (Some((_, span)), Some((_, work))) = (gone, known) {
                                prop_assert!((span.as_minutes() - work).abs() < 1e-5);
                            }
                            left.retain(|(other, _)| *other != job);
                        }
                    }
                }
                prop_assert_eq!(tested.in_service(), left.len());
                let json = serde_json::to_string(&tested).unwrap();
                tested = serde_json::from_str(&json).unwrap();
            }
        }
        prop_assert_eq!(found.len(), ends.len());
        found.sort_by_key(|(job, _)| *job);
        ends.sort_by_key(|(job, _)| *job);
        for ((job, end), (other, minute)) in found.into_iter().zip(ends) {
            prop_assert_eq!(job, other);
            let apart = (end - Time::ZERO).as_minutes() - minute;
            prop_assert!(apart.abs() < 1e-5, "job {} ends at {} and not at {}", job, end, minute);
        }
        if clock > 0.0 {
            let share = tested.utilisation(at(clock).max(at(clock + 1e-6))).expect("time has passed");
            prop_assert!((share - busy / clock / servers as f64).abs() < 1e-5);
        }
    }

    /// Against a queue that is counted by hand.
    #[test]
    fn batches_are_those_counted_by_hand(
        (least, most) in (1_usize..4).prop_flat_map(|least| (Just(least), least..6)),
        servers in 1_usize..3,
        actions in prop::collection::vec(0_u8..8, 0..80),
    ) {
        let mut tested = BatchServer::new("tested", servers, least, most);
        let (mut queue, mut busy, mut number) = (Vec::new(), 0, 0);
        let start = |queue: &mut Vec<u32>, busy: &mut usize, least| {
            let starts = *busy < servers && queue.len() >= least;
            *busy += usize::from(starts);
            starts.then(|| queue.drain(..most.min(queue.len())).collect::<Vec<u32>>())
        };
        for (minute, action) in (0_u32..).zip(actions) {
            let now = at(f64::from(minute));
            let (wanted, found) = match action {
                0..5 => {
                    queue.push(number);
                    number += 1;
                    (start(&mut queue, &mut busy, least), tested.seize(now, number - 1))
                }
                5 => (start(&mut queue, &mut busy, 1), tested.start(now)),
                _ if busy > 0 => {
                    busy -= 1;
                    (start(&mut queue, &mut busy, least), tested.release(now))
                }
                _ => continue,
            };
            prop_assert_eq!(found, wanted);
            prop_assert_eq!((tested.waiting(), tested.in_service()), (queue.len(), busy));
            prop_assert_eq!(tested.waits().count(), u64::from(number) - queue.len() as u64);
        }
    }
}

#[test]
#[should_panic(expected = "kiln: a batch of 3 to 2 customers is none")]
fn a_batch_has_a_size() {
    let _ = BatchServer::<()>::new("kiln", 1, 3, 2);
}

#[test]
fn more_servers_start_more_batches_and_fewer_let_them_finish() {
    let mut kiln = BatchServer::new("kiln", 1, 2, 2).with_queue_limit(3);
    for pot in 0..5 {
        let batch = kiln.seize(at(0.0), pot);
        assert_eq!(batch, (pot == 1).then(|| vec![0, 1]));
    }
    let refused = kiln.request(at(0.0), Request::default(), 5);
    assert_eq!((refused, kiln.refused()), (Seized::Refused(5), 1));
    assert_eq!(kiln.set_servers(at(1.0), 3), [[2, 3]]);
    assert!(kiln.set_servers(at(2.0), 0).is_empty());
    assert_eq!(kiln.release(at(4.0)), None);
    assert_eq!(kiln.start(at(5.0)), None);
    assert_eq!(kiln.overtime().mean(at(6.0)), Some((2.0 * 2.0 + 2.0) / 6.0));
}

/// Anything will do.
struct Any(&'static str);

impl Wants<u32> for Any {}

#[test]
fn every_resource_says_who_waits_for_what_since_when() {
    let mut told = Vec::new();
    let mut say = |list: Vec<cetak::engine::Waiting>| {
        told.extend(list.iter().map(ToString::to_string));
    };
    let name = |who: &&str| (*who).to_owned();

    let mut clerk = Resource::new("clerk", 1);
    let _ = clerk.seize(at(0.0), "Wayan");
    let _ = clerk.seize(at(1.0), "Made");
    say(clerk.who_waits(name));
    let mut tugs = Pool::new("tugs", 2);
    let _ = tugs.request(at(1.0), 1, Request::default(), "Dewi");
    let _ = tugs.request(at(2.0), 2, Request::default(), "Sri");
    say(tugs.who_waits(name));
    let mut shelf = Buffer::new(Stock::new("shelf", 1).with_capacity(1));
    let _ = shelf.reserve(at(3.0), Side::Put, 1, Request::default(), "lorry");
    say(shelf.who_waits(name));
    let mut blanks = Buffer::new(Stock::new("blanks", 1));
    let _ = blanks.take(at(3.0), 40, Request::default(), "printer");
    say(blanks.who_waits(name));
    let mut cards: Store<u32, Any> = Store::new("cards");
    let _ = cards.take(at(4.0), Request::default(), Any("courier"));
    say(cards.who_waits(|who| who.0.to_owned()));
    let mut tide = Condition::new("tide");
    tide.wait(at(5.0), Request::default(), "Bayu");
    say(tide.who_waits(name));
    let mut kiln = BatchServer::new("kiln", 1, 2, 2);
    let _ = kiln.seize(at(6.0), "pot");
    say(kiln.who_waits(name));
    let wanted = [
        "Made waits for 1 unit of clerk since 0d 00:01:00",
        "Sri waits for 2 units of tugs since 0d 00:02:00",
        "lorry waits for room for 1 piece of shelf since 0d 00:03:00",
        "printer waits for 40 pieces of blanks since 0d 00:03:00",
        "courier waits for an item of cards since 0d 00:04:00",
        "Bayu waits for tide since 0d 00:05:00",
        "pot waits for a batch of kiln since 0d 00:06:00",
    ];
    assert_eq!(told, wanted);
}
