//! Those who put something in and wait for room: in what order, how long, and who comes to nothing.

use cetak::resource::{
    Buffer, Moved, Request, Seized, Side, Statistics, Stock, Store, StoreStatistics, WaitId, Wants,
};
use cetak::time::Time;

use crate::support::{at, waits};

struct Anyone;

impl Wants<char> for Anyone {}

type Shelf = Buffer<char, Statistics, (), Statistics>;
type Rack = Store<char, Anyone, StoreStatistics, Statistics>;

/// A full shelf of five pieces.
fn shelf() -> Shelf {
    let stock = Stock::watched("shelf", 5, ()).with_capacity(5);
    Buffer::with_statistics(stock)
}

/// A full rack of one item.
fn rack() -> Rack {
    let mut rack = Store::with_statistics("rack").with_capacity(1);
    assert!(matches!(rack.put(at(0), 'o'), Ok(None)));
    rack.reset_statistics(at(0));
    rack
}

/// Something that is full, for one putter at a time.
trait Full {
    fn ask(&mut self, now: Time, request: Request, who: char) -> Seized<(), char>;

    /// Makes room for one. Returns who puts something in then.
    fn make_room(&mut self, now: Time) -> Option<char>;

    fn give_up(&mut self, now: Time, wait: WaitId) -> Option<char>;
}

impl Full for Shelf {
    fn ask(&mut self, now: Time, request: Request, who: char) -> Seized<(), char> {
        match self.reserve(now, Side::Put, 5, request, who) {
            Seized::Starts(promise) => {
                self.commit(now, promise);
                Seized::Starts(())
            }
            Seized::Waits(wait) => Seized::Waits(wait),
            Seized::Replaces(wait, out) => Seized::Replaces(wait, out),
            Seized::Refused(who) => Seized::Refused(who),
        }
    }

    fn make_room(&mut self, now: Time) -> Option<char> {
        let Seized::Starts(taker) = self.reserve(now, Side::Take, 5, Request::default(), 't')
        else {
            panic!("they are there");
        };
        self.commit(now, taker);
        let putter = self.reserve_next(now)?;
        Some(self.commit(now, putter))
    }

    fn give_up(&mut self, now: Time, wait: WaitId) -> Option<char> {
        self.leave(now, Side::Put, wait)
    }
}

/// Each brings an item by its own name.
impl Full for Rack {
    fn ask(&mut self, now: Time, request: Request, who: char) -> Seized<(), char> {
        match self.reserve_room(now, who, request, Anyone) {
            Seized::Starts(promise) => {
                self.commit(now, promise);
                Seized::Starts(())
            }
            Seized::Waits(wait) => Seized::Waits(wait),
            Seized::Replaces(wait, (_, out)) => Seized::Replaces(wait, out),
            Seized::Refused((_, who)) => Seized::Refused(who),
        }
    }

    fn make_room(&mut self, now: Time) -> Option<char> {
        assert!(self.take_if(now, |_| true).is_some());
        let putter = self.reserve_next(now)?;
        assert!(matches!(self.commit(now, putter), Moved::Put(_)));
        self.items().last().copied()
    }

    fn give_up(&mut self, now: Time, wait: WaitId) -> Option<char> {
        self.withdraw_room(now, wait).map(|(_, item)| item)
    }
}

/// Two come at 1 and 2, and there is room at 4 and 9: 1 waits from 1, 2 from 2, 1 from 4 to 9.
fn two_wait(full: &mut impl Full) {
    waits(full.ask(at(1), Request::default(), 'p'));
    waits(full.ask(at(2), Request::default(), 'q'));
    assert_eq!(
        (full.make_room(at(4)), full.make_room(at(9))),
        (Some('p'), Some('q'))
    );
}

#[test]
fn putters_who_wait_3_and_7_minutes_are_a_line_of_1_on_average_in_10() {
    let (mut shelf, mut rack) = (shelf(), rack());
    two_wait(&mut shelf);
    two_wait(&mut rack);
    for (line, waits) in [
        (shelf.queue_length_for_room(), shelf.waits_for_room()),
        (rack.queue_length_for_room(), rack.waits_for_room()),
    ] {
        assert_eq!((line.mean(at(10)), line.max()), (Some(1.0), 2.0));
        assert_eq!(
            (waits.count(), waits.mean(), waits.max()),
            (2, Some(5.0), Some(7.0))
        );
    }
    for (line, waits) in [
        (shelf.queue_length(), shelf.waits()),
        (rack.queue_length(), rack.waits()),
    ] {
        assert_eq!(line.mean(at(10)), Some(0.0));
        assert_eq!((waits.count(), waits.max()), (2, Some(0.0)));
    }
    assert_eq!(rack.over_time().mean(at(10)), Some(1.0));
}

#[test]
fn a_taker_who_waits_3_minutes_is_a_line_of_a_half_on_average_in_6() {
    let mut shelf = shelf();
    assert_eq!(shelf.make_room(at(0)), None);
    waits(shelf.reserve(at(1), Side::Take, 5, Request::default(), 't'));
    assert_eq!(shelf.put(at(4), 5), ['t']);
    assert_eq!(shelf.queue_length().mean(at(6)), Some(0.5));
    let waits = shelf.waits();
    assert_eq!((waits.count(), waits.max()), (2, Some(3.0)));
}

#[test]
fn who_puts_something_in_at_once_waits_0_minutes() {
    let mut shelf = shelf();
    assert_eq!(shelf.make_room(at(1)), None);
    assert_eq!(shelf.put(at(2), 5), []);
    assert_eq!(shelf.make_room(at(3)), None);
    assert_eq!(
        shelf.ask(at(3), Request::default(), 'p'),
        Seized::Starts(())
    );
    let waits = shelf.waits_for_room();
    assert_eq!((waits.count(), waits.max()), (2, Some(0.0)));

    let mut rack = rack();
    assert_eq!(rack.make_room(at(1)), None);
    assert!(matches!(rack.put(at(2), 'p'), Ok(None)));
    assert!(rack.put(at(2), 'q').is_err() && rack.put_if_room(at(2), 'q').is_err());
    assert_eq!(rack.make_room(at(3)), None);
    assert_eq!(rack.put_if_room(at(3), 'q'), Ok(()));
    assert_eq!(rack.make_room(at(4)), None);
    assert_eq!(rack.ask(at(4), Request::default(), 'r'), Seized::Starts(()));
    let waits = rack.waits_for_room();
    assert_eq!((waits.count(), waits.max()), (3, Some(0.0)));
}

fn urgent_first(full: &mut impl Full) {
    waits(full.ask(at(1), Request::key(5), 'p'));
    waits(full.ask(at(2), Request::key(1), 'q'));
    assert_eq!(
        (full.make_room(at(4)), full.make_room(at(9))),
        (Some('q'), Some('p'))
    );
}

#[test]
fn of_two_putters_the_one_with_key_1_goes_before_the_one_with_key_5() {
    urgent_first(&mut shelf());
    urgent_first(&mut rack());
}

fn last_first(full: &mut impl Full) {
    waits(full.ask(at(1), Request::default(), 'p'));
    waits(full.ask(at(2), Request::default(), 'q'));
    assert_eq!(
        (full.make_room(at(4)), full.make_room(at(9))),
        (Some('q'), Some('p'))
    );
}

#[test]
fn putters_at_1_and_2_go_in_reverse_where_the_last_comes_first() {
    last_first(&mut shelf().last_come_first_for_room());
    last_first(&mut rack().last_come_first_for_room());
}

fn past_its_deadline(full: &mut impl Full) {
    let wait = waits(full.ask(at(1), Request::default().until(at(4)), 'p'));
    waits(full.ask(at(2), Request::default(), 'q'));
    assert_eq!(full.make_room(at(4)), Some('q'));
    assert_eq!(full.give_up(at(4), wait), Some('p'));
    assert_eq!(full.give_up(at(4), wait), None);
}

#[test]
fn a_putter_whose_deadline_is_4_gets_no_room_at_4() {
    let (mut shelf, mut rack) = (shelf(), rack());
    past_its_deadline(&mut shelf);
    past_its_deadline(&mut rack);
    assert_eq!((shelf.gave_up_for_room(), rack.gave_up_for_room()), (1, 1));
    assert_eq!((shelf.gave_up(), rack.gave_up()), (0, 0));
}

/// Room for one in the queue: `p` takes it, `q` is no more urgent and finds none, `r` takes it from `p` and gives up.
fn one_of_each(full: &mut impl Full) {
    waits(full.ask(at(1), Request::key(5), 'p'));
    assert_eq!(full.ask(at(2), Request::key(5), 'q'), Seized::Refused('q'));
    let Seized::Replaces(wait, 'p') = full.ask(at(3), Request::key(1), 'r') else {
        panic!("p goes");
    };
    assert_eq!(full.give_up(at(4), wait), Some('r'));
}

#[test]
fn a_queue_of_1_putter_refuses_1_pushes_1_out_and_1_gives_up() {
    let mut shelf = shelf()
        .with_queue_limit_for_room(1)
        .with_push_out_for_room();
    one_of_each(&mut shelf);
    let room = (
        shelf.refused_for_room(),
        shelf.pushed_out_for_room(),
        shelf.gave_up_for_room(),
    );
    assert_eq!((room, shelf.waiting_for_room()), ((1, 1, 1), 0));
    assert_eq!(
        (shelf.refused(), shelf.pushed_out(), shelf.gave_up()),
        (0, 0, 0)
    );
    shelf.reset_statistics(at(5));
    let room = (
        shelf.refused_for_room(),
        shelf.pushed_out_for_room(),
        shelf.gave_up_for_room(),
    );
    assert_eq!(room, (0, 0, 0));

    let mut rack = rack().with_queue_limit_for_room(1).with_push_out_for_room();
    one_of_each(&mut rack);
    let room = (
        rack.refused_for_room(),
        rack.pushed_out_for_room(),
        rack.gave_up_for_room(),
    );
    assert_eq!((room, rack.waiting_for_room()), ((1, 1, 1), 0));
    assert_eq!(
        (rack.refused(), rack.pushed_out(), rack.gave_up()),
        (0, 0, 0)
    );
}

/// The limit of one queue is none of the other.
#[test]
fn a_limit_of_0_for_takers_lets_2_putters_wait() {
    let mut shelf = shelf().with_queue_limit(0);
    two_wait(&mut shelf);
    assert_eq!(shelf.refused_for_room(), 0);
}

/// Room for one. `p` and `q` wait for room; the taker gives up what it was promised, and the item is as old as before.
#[test]
fn those_who_bring_items_wait_for_room() {
    #[derive(Debug, PartialEq)]
    struct Anyone;
    impl Wants<u32> for Anyone {}
    let mut store: Store<u32, Anyone> = Store::new("shelf").with_capacity(1);
    assert_eq!(store.put(at(0), 1), Ok(None));
    let default = Request::default();
    for item in [2, 3] {
        let wait = store.reserve_room(at(0), item, default, Anyone);
        assert!(matches!(wait, Seized::Waits(_)));
    }
    let Seized::Starts(promise) = store.reserve(at(1), default, Anyone) else {
        panic!("it is there");
    };
    assert!(
        store.reserve_next(at(1)).is_none(),
        "its place is not free yet"
    );
    assert_eq!(store.cancel(promise), (Anyone, None));
    assert!(store.reserve_next(at(1)).is_none());
    for item in 1..=3 {
        let Seized::Starts(promise) = store.reserve(at(2), default, Anyone) else {
            panic!("it is there");
        };
        assert_eq!(store.commit(at(2), promise), Moved::Took(Anyone, item));
        assert_eq!(store.waiting_for_room(), (3 - item) as usize);
        if let Some(room) = store.reserve_next(at(2)) {
            assert_eq!(store.commit(at(2), room), Moved::Put(Anyone));
        }
    }
    assert_eq!((store.items().len(), store.gave_up()), (0, 1));
}
