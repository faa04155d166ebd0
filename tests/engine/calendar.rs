//! The calendar against a sorted list that does the same things slowly.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use cetak::engine::{Calendar, EventId, Priority};
use cetak::time::{Span, Time, minutes};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::json;

fn at(micros: i64) -> Time {
    Time::from_micros(micros)
}

#[derive(Clone, Debug)]
enum Action {
    Schedule {
        delay: i64,
        priority: i16,
    },
    Pop,
    /// Cancels one of the ids ever given out, the stale ones included.
    Cancel {
        which: prop::sample::Index,
    },
    /// Moves one of the ids ever given out, the stale ones included.
    Reschedule {
        which: prop::sample::Index,
        delay: i64,
    },
    /// Schedules this many at once, to pass the sizes at which the calendar changes its structure.
    Many {
        count: u8,
        spread: i64,
    },
    PopMany {
        count: u8,
    },
    CancelMany {
        step: u8,
    },
    SaveAndLoad,
    Clear,
}

fn actions() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => (0_i64..6, -2_i16..3).prop_map(|(delay, priority)| Action::Schedule { delay, priority }),
        8 => Just(Action::Pop),
        4 => any::<prop::sample::Index>().prop_map(|which| Action::Cancel { which }),
        3 => (any::<prop::sample::Index>(), 0_i64..9)
            .prop_map(|(which, delay)| Action::Reschedule { which, delay }),
        3 => (1_u8..120, 1_i64..50).prop_map(|(count, spread)| Action::Many { count, spread }),
        2 => (1_u8..120).prop_map(|count| Action::PopMany { count }),
        1 => (1_u8..4).prop_map(|step| Action::CancelMany { step }),
        1 => Just(Action::SaveAndLoad),
        1 => Just(Action::Clear),
    ]
}

/// The calendar, and beside it (time, minus priority, order of scheduling, event) of all that is pending, kept sorted.
#[derive(Default)]
struct Pair {
    cal: Calendar<u64>,
    list: Vec<(Time, i32, u64, u64)>,
    /// The last id of each event ever scheduled.
    ids: Vec<EventId>,
    /// How often something was scheduled or rescheduled.
    actions: u64,
}

impl Pair {
    fn schedule(&mut self, delay: i64, priority: i16) {
        let number = self.ids.len() as u64;
        let time = self.cal.now() + Span::from_micros(delay);
        self.ids
            .push(self.cal.schedule_with(time, Priority(priority), number));
        self.insert(time, -i32::from(priority), number);
    }

    fn insert(&mut self, time: Time, turned: i32, number: u64) {
        let entry = (time, turned, self.actions, number);
        self.actions += 1;
        let place = self.list.partition_point(|other| *other < entry);
        self.list.insert(place, entry);
    }

    fn pop(&mut self) {
        let before = self.cal.now();
        let wanted = (!self.list.is_empty()).then(|| self.list.remove(0));
        assert_eq!(self.cal.peek_time(), wanted.map(|(time, ..)| time));
        assert_eq!(self.cal.pop(), wanted.map(|(.., number)| number));
        assert_eq!(self.cal.now(), wanted.map_or(before, |(time, ..)| time));
    }

    fn take_from_list(&mut self, number: usize) -> Option<(Time, i32, u64, u64)> {
        let place = self.list.iter().position(|e| e.3 == number as u64)?;
        Some(self.list.remove(place))
    }

    fn cancel(&mut self, number: usize) {
        let wanted = self.take_from_list(number).map(|entry| entry.3);
        assert_eq!(self.cal.cancel(self.ids[number]), wanted);
    }

    fn reschedule(&mut self, number: usize, delay: i64) {
        let time = self.cal.now() + Span::from_micros(delay);
        let old = self.ids[number];
        let moved = self.cal.reschedule(old, time);
        let found = self.take_from_list(number);
        assert_eq!(moved.is_some(), found.is_some());
        if let (Some(id), Some((_, turned, _, number))) = (moved, found) {
            self.ids[number as usize] = id;
            self.insert(time, turned, number);
            assert_eq!(self.cal.cancel(old), None);
        }
    }

    fn check(&self) {
        assert_eq!(self.cal.len(), self.list.len());
        assert_eq!(self.cal.is_empty(), self.list.is_empty());
        assert_eq!(self.cal.peek_time(), self.list.first().map(|first| first.0));
        assert_eq!(self.cal.peek(), self.cal.pending().next());
        let wanted = self.list.iter().map(|(time, turned, _, number)| {
            let id = self.ids[*number as usize];
            (id, *time, Priority(-turned as i16), number)
        });
        let found = self
            .cal
            .pending()
            .map(|p| (p.id, p.time, p.priority, p.event));
        assert!(found.eq(wanted));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn agrees_with_a_sorted_list(actions in prop::collection::vec(actions(), 0..120)) {
        let mut pair = Pair::default();
        for action in actions {
            match action {
                Action::Schedule { delay, priority } => pair.schedule(delay, priority),
                Action::Pop => pair.pop(),
                Action::Cancel { which } if !pair.ids.is_empty() => {
                    pair.cancel(which.index(pair.ids.len()));
                }
                Action::Reschedule { which, delay } if !pair.ids.is_empty() => {
                    pair.reschedule(which.index(pair.ids.len()), delay);
                }
                Action::Cancel { .. } | Action::Reschedule { .. } => {}
                Action::Many { count, spread } => {
                    for i in 0..i64::from(count) {
                        pair.schedule(i * 7919 % spread, 0);
                    }
                }
                Action::PopMany { count } => (0..count).for_each(|_| pair.pop()),
                Action::CancelMany { step } => {
                    (0..pair.ids.len()).step_by(step.into()).for_each(|n| pair.cancel(n));
                }
                Action::SaveAndLoad => {
                    let json = serde_json::to_string(&pair.cal).unwrap();
                    pair.cal = serde_json::from_str(&json).unwrap();
                    assert_eq!(serde_json::to_string(&pair.cal).unwrap(), json);
                }
                Action::Clear => {
                    pair.cal.clear();
                    pair.list.clear();
                }
            }
            pair.check();
        }
        while !pair.cal.is_empty() {
            pair.pop();
        }
        pair.pop();
    }
}

#[test]
fn priorities_span_their_whole_range() {
    let mut cal = Calendar::new();
    for priority in [0, i16::MIN, i16::MAX, -1, 1] {
        cal.schedule_with(at(5), Priority(priority), priority);
    }
    let order: Vec<i16> = std::iter::from_fn(|| cal.pop()).collect();
    assert_eq!(order, [i16::MAX, 1, 0, -1, i16::MIN]);
}

#[test]
fn an_id_stays_stale_when_its_place_is_used_again() {
    let mut cal = Calendar::new();
    let first = cal.schedule_at(at(1), "first");
    assert_eq!(cal.pop(), Some("first"));
    let second = cal.schedule_at(at(2), "second");
    assert_eq!(cal.cancel(first), None);
    assert_eq!(cal.len(), 1);
    assert_eq!(cal.cancel(second), Some("second"));
    cal.schedule_at(at(3), "third");
    cal.clear();
    cal.schedule_at(at(4), "fourth");
    assert_eq!((cal.cancel(first), cal.cancel(second)), (None, None));
    assert_eq!(cal.pop(), Some("fourth"));
}

/// Saved calendars hold exactly what is pending, so a leak would show in their size.
#[test]
fn cancelling_leaves_nothing_behind() {
    let mut cal = Calendar::new();
    for i in 0..100 {
        cal.schedule_at(at(1_000_000 + i), "kept");
    }
    let size = serde_json::to_string(&cal).unwrap().len();
    for i in 0..100_000 {
        let id = cal.schedule_at(at(10 + i), "timeout");
        assert_eq!(cal.cancel(id), Some("timeout"));
        assert_eq!((cal.len(), cal.peek_time()), (100, Some(at(1_000_000))));
    }
    let grown = serde_json::to_string(&cal).unwrap().len() - size;
    assert!(grown < 20, "{grown} bytes more");
}

#[test]
fn the_ids_in_a_saved_copy_stay_good() {
    let mut cal = Calendar::new();
    let early = cal.schedule_at(at(1), "early");
    let late = cal.schedule_at(at(2), "late");
    cal.cancel(early);
    let saved = serde_json::to_string(&(&cal, early, late)).unwrap();
    let (mut copy, early, late): (Calendar<String>, EventId, EventId) =
        serde_json::from_str(&saved).unwrap();
    assert_eq!(copy.cancel(early), None);
    assert_eq!(copy.cancel(late), Some("late".to_owned()));
}

/// With few pending and with many: the two are kept, and saved, in different ways.
#[test]
fn a_saved_calendar_that_contradicts_itself_is_refused() {
    for count in [3, 100] {
        let mut cal = Calendar::new();
        let ids: Vec<EventId> = (0..count).map(|i| cal.schedule_at(at(i + 1), i)).collect();
        cal.pop();
        cal.cancel(ids[1]);
        let good = serde_json::to_value(&cal).unwrap();
        assert!(Calendar::<i64>::deserialize(&good).is_ok(), "{good}");
        let mut spoiled = vec![
            ("/now", json!(10_000), "in the past"),
            ("/sequence", json!(2), "never scheduled"),
            ("/sequence", json!(1_u64 << 48), "more events"),
            ("/sequence", json!(u64::MAX), "more events"),
        ];
        if count > 64 {
            let first = &good["pending"][0];
            spoiled.extend([
                ("/pending/1", first.clone(), "out of order"),
                ("/pending/2/0", first[0].clone(), "out of order"),
                ("/pending/2/1", first[1].clone(), "one name"),
                ("/slots/free", json!([1, 1]), "free place"),
                ("/slots/free/0", json!(100), "free place"),
                ("/slots/free", json!([]), "outside"),
                (
                    "/slots/taken/0",
                    good["slots"]["taken"][1].clone(),
                    "two events",
                ),
                ("/slots/taken", json!([]), "different number"),
                ("/slots/moved", json!([[7, 1], [6, 2]]), "out of order"),
            ]);
        }
        for (place, value, reason) in spoiled {
            let mut bad = good.clone();
            *bad.pointer_mut(place).expect(place) = value;
            let error = Calendar::<i64>::deserialize(&bad).unwrap_err();
            assert!(error.to_string().contains(reason), "{bad}: {error}");
        }
    }
}

/// Equal keys cannot be put in order, so spreading them over buckets would never end.
#[test]
fn a_saved_calendar_with_one_event_many_times_is_refused() {
    let pending = vec![json!([1, 32_767_u64 << 48, 7]); 200];
    let taken: Vec<u32> = (0..200).collect();
    for slots in [
        json!(null),
        json!({"taken": taken, "free": [], "moved": []}),
    ] {
        let saved =
            json!({"now": 0, "sequence": 1, "stop": false, "pending": pending, "slots": slots});
        let error = Calendar::<i64>::deserialize(&saved).unwrap_err();
        assert!(error.to_string().contains("out of order"), "{error}");
    }
}

/// An id stays good while its event moves between the row of few and the slots of many.
#[test]
fn ids_outlive_changes_of_structure() {
    let mut cal = Calendar::new();
    let kept: Vec<EventId> = (0..20)
        .map(|i| cal.schedule_at(at(1_000_000 + i), i))
        .collect();
    for round in 0..3 {
        let passing: Vec<EventId> = (0..200).map(|i| cal.schedule_at(at(i), 100 + i)).collect();
        let moved = cal.reschedule(kept[round], at(2_000_000)).unwrap();
        assert_eq!(cal.cancel(kept[round]), None);
        assert_eq!(cal.cancel(moved), Some(round as i64));
        assert!(passing.iter().all(|id| cal.cancel(*id).is_some()));
        assert_eq!(cal.cancel(moved), None);
        assert_eq!(cal.cancel(kept[10 + round]), Some(10 + round as i64));
        assert_eq!(cal.cancel(passing[0]), None);
    }
    let left: Vec<i64> = std::iter::from_fn(|| cal.pop()).collect();
    assert_eq!(left, [3, 4, 5, 6, 7, 8, 9, 13, 14, 15, 16, 17, 18, 19]);
}

#[test]
fn it_prints_what_is_pending_in_order() {
    let mut cal = Calendar::new();
    cal.schedule_at(at(9), "later");
    cal.schedule_at(at(7), "sooner");
    let text = format!("{cal:?}");
    assert!(
        text.find("sooner").unwrap() < text.find("later").unwrap(),
        "{text}"
    );
}

#[test]
#[should_panic(
    expected = "at 0d 00:01:00: an event cannot be scheduled after a negative delay of -0.000001 s"
)]
fn a_negative_delay_panics() {
    let mut cal = Calendar::new();
    cal.schedule(minutes(1.0), ());
    cal.pop();
    cal.schedule(Span::from_micros(-1), ());
}

#[test]
#[should_panic(
    expected = "at 0d 00:01:00: an event cannot be scheduled in the past, at 0d 00:00:30"
)]
fn scheduling_in_the_past_panics() {
    let mut cal = Calendar::new();
    cal.schedule(minutes(1.0), ());
    cal.pop();
    cal.schedule_at(Time::ZERO + minutes(0.5), ());
}

/// Past the size at which the heap chooses the least child in another way, and back.
#[test]
fn many_events_come_in_order() {
    let mut cal = Calendar::new();
    for number in 0..40_000_u64 {
        let micros = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 51; // many ties
        let id = cal.schedule_at(at(micros as i64), number);
        if number % 3 == 0 {
            assert_eq!(cal.cancel(id), Some(number));
        }
    }
    let order: Vec<(Time, u64)> = std::iter::from_fn(|| {
        let number = cal.pop()?;
        Some((cal.now(), number))
    })
    .collect();
    assert_eq!(order.len(), 40_000 - 13_334);
    assert!(order.is_sorted());
}

/// Delays that are hard on one structure or another.
#[derive(Clone, Copy, Debug)]
enum Delays {
    Equal,
    Now,
    Bimodal,
    TwelveDecades,
    Increasing,
    Decreasing,
    NearlyEqual,
}

impl Delays {
    /// `bits` are random, and it is the `nth` draw.
    fn draw(self, bits: u64, nth: i64) -> i64 {
        let fraction = (bits >> 11) as f64 / (1_u64 << 53) as f64;
        match self {
            Delays::Equal => 60_000_000,
            Delays::Now => 0,
            Delays::Bimodal if bits.is_multiple_of(5) => {
                10_000_000_000_000 + (bits >> 40) as i64 % 100
            }
            Delays::Bimodal => (bits >> 40) as i64 % 100,
            Delays::TwelveDecades => 10_f64.powf(12.0 * fraction) as i64,
            Delays::Increasing => 7 * nth,
            Delays::Decreasing => (1 << 40) - 7 * nth,
            Delays::NearlyEqual => 1_000_000_000_000 + (bits >> 40) as i64 % 3,
        }
    }
}

fn delays() -> impl Strategy<Value = Delays> {
    prop::sample::select(vec![
        Delays::Equal,
        Delays::Now,
        Delays::Bimodal,
        Delays::TwelveDecades,
        Delays::Increasing,
        Delays::Decreasing,
        Delays::NearlyEqual,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Grows and shrinks past every size at which the calendar changes its structure, in both directions, with now and then
    /// a priority, a cancellation or a move, and with pauses in which things are scheduled before all that is far.
    #[test]
    fn agrees_with_a_sorted_list_whatever_the_times(
        phases in prop::collection::vec((delays(), 1_usize..1500, 0_usize..1500), 1..5),
        seed: u64,
    ) {
        let mut pair = Pair::default();
        let mut state = seed;
        let mut random = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
            mixed ^ (mixed >> 32)
        };
        for (delays, grow, shrink) in phases {
            for nth in 0..grow {
                let bits = random();
                let priority = if bits % 7 == 0 { (bits >> 8) as i16 % 3 } else { 0 };
                pair.schedule(delays.draw(random(), nth as i64), priority);
                let other = random() as usize % pair.ids.len();
                match bits % 16 {
                    0 => pair.cancel(other),
                    1 | 2 => pair.reschedule(other, delays.draw(random(), nth as i64)),
                    3..8 => pair.pop(),
                    _ => {}
                }
            }
            pair.check();
            for _ in 0..shrink {
                pair.pop();
            }
            pair.check();
            let json = serde_json::to_string(&pair.cal).unwrap();
            pair.cal = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&pair.cal).unwrap(), json);
        }
        while !pair.cal.is_empty() {
            pair.pop();
        }
    }
}

/// Times become denser and sparser by up to eight decades, for long enough that the calendar changes the width of its slots.
#[test]
fn agrees_with_a_heap_while_times_become_denser_and_sparser() {
    for pending in [80, 3_000, 40_000] {
        let (mut cal, mut heap) = (Calendar::new(), BinaryHeap::new());
        let mut number = 0_u64;
        let mut schedule = |cal: &mut Calendar<u64>, heap: &mut BinaryHeap<_>, mean: f64| {
            number += 1;
            let bits = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 11;
            let share = bits as f64 / (1_u64 << 53) as f64;
            let time = cal.now() + Span::from_micros((2.0 * mean * share) as i64);
            let id = cal.schedule_at(time, number);
            // Dead keys lie among the living ones.
            match number % 5 {
                0 => assert_eq!(cal.cancel(id), Some(number)),
                _ => heap.push(Reverse((time, number))),
            }
        };
        for mean in [1e4, 1e9, 1e1, 1e5, 1e7] {
            while heap.len() < pending {
                schedule(&mut cal, &mut heap, mean);
            }
            for _ in 0..3 * pending.max(1_000) {
                let event = cal.pop();
                let Some(Reverse((time, number))) = heap.pop() else {
                    panic!("as many are pending as before");
                };
                assert_eq!((cal.now(), event), (time, Some(number)));
                while heap.len() < pending {
                    schedule(&mut cal, &mut heap, mean);
                }
            }
            assert_eq!(cal.len(), heap.len());
        }
    }
}

#[test]
fn an_event_due_at_this_very_instant_can_be_cancelled_and_moved() {
    for others in [0, 5_000] {
        let mut cal = Calendar::new();
        for n in 0..others {
            cal.schedule_at(at(100 + n), "other");
        }
        cal.schedule_at(at(5), "first");
        let second = cal.schedule_at(at(5), "second");
        let stale = cal.schedule_at(at(5), "third");
        let fourth = cal.schedule_at(at(5), "fourth");
        assert_eq!(cal.pop(), Some("first"));
        assert_eq!(cal.cancel(second), Some("second"));
        let third = cal.reschedule(stale, at(5)).expect("pending");
        assert_eq!(
            (cal.cancel(stale), cal.reschedule(stale, at(9))),
            (None, None)
        );
        assert_eq!(cal.peek().map(|next| next.id), Some(fourth));
        assert_eq!(cal.pop(), Some("fourth"));
        assert_eq!(cal.peek().map(|next| next.id), Some(third));
        assert_eq!(cal.pop(), Some("third"));
        assert_eq!(
            (cal.cancel(third), cal.reschedule(third, at(9))),
            (None, None)
        );
        assert_eq!((cal.len(), cal.now()), (others as usize, at(5)));
        cal.clear();
        assert!(cal.is_empty() && cal.peek().is_none() && cal.now() == at(5));
    }
}

#[test]
fn a_moved_event_keeps_its_priority() {
    let mut cal = Calendar::new();
    let low = cal.schedule_with(at(1), Priority(-3), "low");
    cal.schedule_at(at(8), "equal");
    let high = cal.schedule_with(at(9), Priority(i16::MAX), "high");
    cal.reschedule(low, at(8)).expect("pending");
    cal.reschedule(high, at(8)).expect("pending");
    let shown: Vec<_> = cal.pending().map(|p| (*p.event, p.priority.0)).collect();
    assert_eq!(shown, [("high", i16::MAX), ("equal", 0), ("low", -3)]);
}

#[test]
#[should_panic(
    expected = "at 0d 00:01:00: an event cannot be scheduled in the past, at 0d 00:00:30"
)]
fn moving_into_the_past_panics() {
    let mut cal = Calendar::new();
    cal.schedule(minutes(1.0), ());
    let id = cal.schedule(minutes(2.0), ());
    cal.pop();
    cal.reschedule(id, Time::ZERO + minutes(0.5));
}

/// The payload is dropped at the cancellation, not when its time comes.
#[test]
fn cancelling_drops_the_event() {
    let payload = std::rc::Rc::new(());
    let mut cal = Calendar::new();
    for round in 0..10_000 {
        let id = cal.schedule_at(at(round % 7 * 1_000_000), payload.clone());
        cal.cancel(id);
        assert_eq!(std::rc::Rc::strong_count(&payload), 1);
    }
    cal.schedule_at(at(1), payload.clone());
    cal.clear();
    assert_eq!(std::rc::Rc::strong_count(&payload), 1);
}
