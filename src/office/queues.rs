//! The residents who wait, by kecamatan, and who is next.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use serde::{Deserialize, Serialize};

use super::backlog::Backlog;
use super::ids::{KecamatanId, PerKecamatan};
use super::place::Place;
use super::routes::Serves;

/// The residents who wait, by kecamatan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Queues {
    /// The line of suket holders and the line of the others, per kecamatan.
    lines: PerKecamatan<[Line; 2]>,
}

/// One class of one kecamatan, ordered by place. It has three sorted parts, so that no resident is ever moved.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    /// Residents of the backlog who have not been called yet: a range of its places.
    next: u32,
    end: u32,
    /// Residents recorded during the run who join behind everybody before them.
    joined: VecDeque<Place>,
    /// Residents who go ahead of somebody who came earlier: after a misprint, or after a campaign on a closed day.
    returned: BinaryHeap<Reverse<Place>>,
}

impl Line {
    fn head(&self, backlog: &[Place]) -> Place {
        let first = match self.next < self.end {
            true => backlog[self.next as usize],
            false => Place::NOBODY,
        };
        let joined = self.joined.front().map_or(Place::NOBODY, |place| *place);
        let returned = self.returned.peek().map_or(Place::NOBODY, |place| place.0);
        first.min(joined).min(returned)
    }

    fn join(&mut self, place: Place, backlog: &[Place]) {
        let last = match (self.joined.back(), self.next < self.end) {
            (Some(last), _) => *last,
            (None, true) => backlog[self.end as usize - 1],
            (None, false) => place,
        };
        match place < last {
            true => self.returned.push(Reverse(place)),
            false => self.joined.push_back(place),
        }
    }

    /// Removes the first resident and returns the new first, if only residents of the backlog wait, and more than one. That is so for most
    /// of the time in most runs.
    #[inline(always)]
    fn take_of_stretch(&mut self, backlog: &[Place]) -> Option<Place> {
        let next = self.next + 1;
        let is_stretch = next < self.end && self.joined.is_empty() && self.returned.is_empty();
        is_stretch.then(|| {
            self.next = next;
            backlog[next as usize]
        })
    }

    /// Removes the first resident, `head`, and returns the new first.
    fn take_of_three(&mut self, head: Place, backlog: &[Place]) -> Place {
        if self.next < self.end && backlog[self.next as usize] == head {
            self.next += 1;
        } else if self.joined.front() == Some(&head) {
            self.joined.pop_front();
        } else {
            let taken = self.returned.pop();
            debug_assert_eq!(taken, Some(Reverse(head)));
        }
        self.head(backlog)
    }

    fn len(&self) -> usize {
        (self.end - self.next) as usize + self.joined.len() + self.returned.len()
    }

    fn places<'a>(&'a self, backlog: &'a [Place]) -> impl Iterator<Item = Place> {
        let stretch = &backlog[self.next as usize..self.end as usize];
        let returned = self.returned.iter().map(|place| place.0);
        stretch.iter().chain(&self.joined).copied().chain(returned)
    }
}

impl Queues {
    /// The queues with the whole backlog waiting.
    pub fn of(backlog: &Backlog) -> Self {
        let line = |(next, end)| Line {
            next,
            end,
            joined: VecDeque::new(),
            returned: BinaryHeap::new(),
        };
        Self {
            lines: backlog
                .kecamatan()
                .map(|k| backlog.lines(k).map(line))
                .collect(),
        }
    }

    /// The place of the first resident of a kecamatan; [`Place::NOBODY`] if nobody waits.
    #[inline]
    fn head(&self, kecamatan: KecamatanId, backlog: &Backlog) -> Place {
        let [suket, others] = &self.lines[kecamatan];
        match suket.head(&backlog.places) {
            Place::NOBODY => others.head(&backlog.places),
            first => first,
        }
    }

    /// Calls the first resident of a kecamatan, who stands at `head`, which the next takes. Returns the place of the one called, and
    /// whether nobody else waits there.
    #[inline(always)]
    pub fn call(
        &mut self,
        head: &mut Place,
        kecamatan: KecamatanId,
        backlog: &Backlog,
    ) -> (Place, bool) {
        let place = *head;
        let lines = &mut self.lines[kecamatan];
        let line = &mut lines[usize::from(!place.holds_suket())];
        let was_last;
        (*head, was_last) = match line.take_of_stretch(&backlog.places) {
            Some(first) => (first, false),
            None => {
                let first = Self::call_of_three(lines, place, &backlog.places);
                (first, first == Place::NOBODY)
            }
        };
        (place, was_last)
    }

    /// Calls the first resident of a kecamatan, and returns the new first.
    #[cold]
    #[inline(never)]
    fn call_of_three(lines: &mut [Line; 2], place: Place, backlog: &[Place]) -> Place {
        let line = &mut lines[usize::from(!place.holds_suket())];
        match line.take_of_three(place, backlog) {
            Place::NOBODY => lines[1].head(backlog),
            first => first,
        }
    }

    /// Number of residents of one kecamatan who wait.
    pub fn len(&self, kecamatan: KecamatanId) -> usize {
        self.lines[kecamatan].iter().map(Line::len).sum()
    }

    /// Who waits of those who joined during the run with a number from `first` on, in no particular order.
    pub fn joined_since(&self, first: u32) -> impl Iterator<Item = (KecamatanId, Place)> {
        let lines = self.lines.iter();
        let lines = lines.flat_map(|(k, lines)| lines.iter().map(move |line| (k, line)));
        lines.flat_map(move |(k, line)| {
            // Who joins behind all others has the highest number.
            let joined = line.joined.iter().rev().copied();
            let joined = joined.take_while(move |place| place.id() >= first);
            let returned = line.returned.iter().map(|place| place.0);
            let places = joined.chain(returned.filter(move |place| place.id() >= first));
            places.map(move |place| (k, place))
        })
    }

    /// The places of all who wait, in no particular order.
    pub fn places<'a>(&'a self, backlog: &'a Backlog) -> impl Iterator<Item = Place> {
        let lines = self.lines.values().iter().flatten();
        lines.flat_map(|line| line.places(&backlog.places))
    }
}

impl Line {
    /// Whether this can be the line of the backlog places from `first` to `end` and of residents who joined it.
    fn is_sound(
        &self,
        (first, end): (u32, u32),
        suket: bool,
        joined: impl Fn(Place) -> bool,
    ) -> bool {
        let others = || {
            self.joined
                .iter()
                .copied()
                .chain(self.returned.iter().map(|place| place.0))
        };
        (first..=end).contains(&self.next)
            && self.end == end
            && self.joined.iter().is_sorted()
            && others().all(|place| place.holds_suket() == suket && joined(place))
    }
}

impl Queues {
    /// Whether every resident waits in the queue of the own kecamatan, in the place that the backlog gives or in one that a resident
    /// recorded by `today` can have.
    pub fn is_sound(&self, backlog: &Backlog, today: i32) -> bool {
        let mut lines = self.lines.iter();
        self.lines.len() == backlog.kecamatan().len()
            && lines.all(|(k, lines)| {
                let joined = |place: Place| match place.id() < backlog.len() {
                    true => backlog.place(place.id()) == (k, place),
                    false => place.recorded() <= today,
                };
                let of_backlog = backlog.lines(k);
                lines[0].is_sound(of_backlog[0], true, joined)
                    && lines[1].is_sound(of_backlog[1], false, joined)
            })
    }

    /// The places of the residents of one kecamatan who wait, in no particular order.
    pub fn places_of<'a>(
        &'a self,
        kecamatan: KecamatanId,
        backlog: &'a Backlog,
    ) -> impl Iterator<Item = Place> {
        let lines = self.lines[kecamatan].iter();
        lines.flat_map(|line| line.places(&backlog.places))
    }
}

/// The first resident of each kecamatan, and the first of all residents whom the choosing sites may serve.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    /// The first resident of each kecamatan, and nobody up to the end of the last group.
    of: Vec<Place>,
    /// Which kecamatan are open to the sites that choose among several, always or while their own sites are down:
    /// [`Place::FRONT`], or else [`Place::NOBODY`].
    behind: Vec<Place>,
    /// A tournament of the groups: they are the leaves, and each inner node holds the child that comes first.
    ///
    /// Only the winner is always right. Another node may show a resident who has been called since: that group plays again when it
    /// would win, so a call costs nothing here unless it was the winner's.
    nodes: Vec<(Place, KecamatanId)>,
    winner: (Place, KecamatanId),
}

/// As many neighbouring kecamatan as are compared at once.
const GROUP: usize = 4;

fn behind(open: bool) -> Place {
    match open {
        true => Place::FRONT,
        false => Place::NOBODY,
    }
}

impl Heads {
    pub fn of(queues: &Queues, backlog: &Backlog, open: PerKecamatan<bool>) -> Self {
        let groups = open.len().div_ceil(GROUP);
        let nobody = (Place::NOBODY, KecamatanId::new(0));
        let mut heads = Self {
            of: open.ids().map(|k| queues.head(k, backlog)).collect(),
            behind: open.values().iter().map(|open| behind(*open)).collect(),
            nodes: vec![nobody; 2 * groups.next_power_of_two()],
            winner: nobody,
        };
        heads.of.resize(groups * GROUP, Place::NOBODY);
        heads.behind.resize(groups * GROUP, Place::NOBODY);
        for group in 0..groups {
            heads.replay(group);
        }
        heads.find_winner(KecamatanId::new(0));
        heads
    }

    /// The first resident of the open kecamatan of a group, and the kecamatan.
    #[inline(always)]
    fn first_of(&self, group: usize) -> (Place, KecamatanId) {
        let (of, behind) = (self.of.as_chunks().0, self.behind.as_chunks().0);
        let (of, behind): (&[Place; GROUP], &[Place; GROUP]) = (&of[group], &behind[group]);
        let (mut first, mut whose) = (Place::NOBODY, 0);
        for k in 0..GROUP {
            let head = of[k].or_last(behind[k]);
            if head < first {
                (first, whose) = (head, k);
            }
        }
        (first, KecamatanId::new(group * GROUP + whose))
    }

    /// Lets the group of a changed kecamatan play again, and then those of the winners who have been called, until the winner is right.
    /// Whom a node shows is never behind those who wait, so nobody below a right winner can come before it.
    ///
    /// A single group has no winner: it is compared when somebody asks, which is less often than its first resident is called.
    #[inline(never)]
    fn find_winner(&mut self, changed: KecamatanId) {
        if self.of.len() == GROUP {
            return;
        }
        let mut again = changed;
        loop {
            self.replay(again.index() / GROUP);
            self.winner = self.nodes[1];
            let (first, kecamatan) = self.winner;
            if first == Place::NOBODY || first == self.of[kecamatan.index()] {
                break;
            }
            again = kecamatan;
        }
    }

    /// Updates the tournament after the first resident of a group has changed.
    #[inline(always)]
    fn replay(&mut self, group: usize) {
        let mut node = self.nodes.len() / 2 + group;
        let mut winner = self.first_of(group);
        self.nodes[node] = winner;
        while node > 1 {
            let other = self.nodes[node ^ 1];
            // Two places are equal only if both are `NOBODY`.
            if other.0 < winner.0 {
                winner = other;
            }
            node /= 2;
            if self.nodes[node].0 == winner.0 {
                // The first is the same as before, here and in all nodes above.
                break;
            }
            self.nodes[node] = winner;
        }
    }

    /// Whether no resident of a kecamatan waits.
    #[inline]
    pub fn is_empty(&self, kecamatan: KecamatanId) -> bool {
        self.of[kecamatan.index()] == Place::NOBODY
    }

    /// The resident whom a printer serves next, and the kecamatan; `None` if no resident it may serve is waiting.
    #[inline]
    pub fn next(&self, serves: Serves) -> Option<(Place, KecamatanId)> {
        let next = match serves {
            Serves::Nobody => return None,
            Serves::One(k) => (self.of[k.index()], k),
            Serves::Open if self.of.len() == GROUP => self.first_of(0),
            Serves::Open => self.winner,
        };
        (next.0 != Place::NOBODY).then_some(next)
    }

    pub fn is_open(&self, kecamatan: KecamatanId) -> bool {
        self.behind[kecamatan.index()] == behind(true)
    }

    /// Opens a kecamatan to the choosing sites, or closes it.
    pub fn set_open(&mut self, kecamatan: KecamatanId, open: bool) {
        self.behind[kecamatan.index()] = behind(open);
        self.find_winner(kecamatan);
    }

    /// Like [`next`](Self::next), with the place to be changed when that resident is called.
    #[inline(always)]
    pub fn next_mut(&mut self, serves: Serves) -> Option<(&mut Place, KecamatanId)> {
        let kecamatan = match serves {
            Serves::One(k) => k,
            _ => self.next(serves)?.1,
        };
        let head = &mut self.of[kecamatan.index()];
        (*head != Place::NOBODY).then_some((head, kecamatan))
    }

    /// The resident at this place was called.
    #[inline(always)]
    pub fn was_called(&mut self, place: Place, kecamatan: KecamatanId) {
        if place == self.winner.0 {
            self.find_winner(kecamatan);
        }
    }

    /// A resident joins the queue, or returns to the old place.
    #[inline(never)]
    pub fn join(
        &mut self,
        place: Place,
        kecamatan: KecamatanId,
        queues: &mut Queues,
        backlog: &Backlog,
    ) {
        let line = usize::from(!place.holds_suket());
        queues.lines[kecamatan][line].join(place, &backlog.places);
        if place < self.of[kecamatan.index()] {
            self.of[kecamatan.index()] = place;
            self.find_winner(kecamatan);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::bangli_exact;
    use super::*;

    fn k(number: usize) -> KecamatanId {
        KecamatanId::new(number)
    }

    /// More kecamatan than fit into two groups.
    const MANY: usize = 2 * GROUP + 1;

    /// Two kecamatan with a backlog of their own, the others with residents who join.
    fn of(total: u32, suket_share: f64) -> (Backlog, Queues, Heads) {
        of_many(MANY, total, suket_share)
    }

    fn of_many(many: usize, total: u32, suket_share: f64) -> (Backlog, Queues, Heads) {
        let mut plan = bangli_exact();
        plan.kecamatan.truncate(3);
        plan.kecamatan[2].share = 0.0;
        plan.kecamatan.resize(many, plan.kecamatan[2].clone());
        plan.kecamatan.swap(1, many - 1);
        plan.backlog.total = total;
        plan.backlog.suket_share = suket_share;
        let backlog = Backlog::of(&plan);
        let queues = Queues::of(&backlog);
        let heads = Heads::of(&queues, &backlog, vec![true; many].into());
        (backlog, queues, heads)
    }

    fn call(
        serves: Serves,
        backlog: &Backlog,
        queues: &mut Queues,
        heads: &mut Heads,
    ) -> Option<Place> {
        let (head, kecamatan) = heads.next_mut(serves)?;
        let (place, was_last) = queues.call(head, kecamatan, backlog);
        assert_eq!(was_last, *head == Place::NOBODY);
        heads.was_called(place, kecamatan);
        Some(place)
    }

    fn all(backlog: &Backlog, queues: &mut Queues, heads: &mut Heads) -> Vec<u32> {
        let next = || Some(call(Serves::Open, backlog, queues, heads)?.id());
        std::iter::from_fn(next).collect()
    }

    /// Takes the first resident of a kecamatan.
    fn take(of: KecamatanId, backlog: &Backlog, queues: &mut Queues, heads: &mut Heads) -> Place {
        call(Serves::One(of), backlog, queues, heads).expect("somebody waits")
    }

    fn first_open(heads: &Heads) -> Option<KecamatanId> {
        heads.next(Serves::Open).map(|(_, kecamatan)| kecamatan)
    }

    #[test]
    fn a_misprint_keeps_the_place() {
        let (backlog, mut queues, mut heads) = of(0, 1.0);
        let places = [-3, -2, -1].map(|day| Place::new((day + 3) as u32, day, true));
        for place in places {
            heads.join(place, k(0), &mut queues, &backlog);
        }
        assert_eq!(take(k(0), &backlog, &mut queues, &mut heads), places[0]);
        assert_eq!(take(k(0), &backlog, &mut queues, &mut heads), places[1]);
        heads.join(places[1], k(0), &mut queues, &backlog);
        heads.join(places[0], k(0), &mut queues, &backlog);
        assert_eq!(all(&backlog, &mut queues, &mut heads), [0, 1, 2]);
    }

    #[test]
    fn only_the_open_kecamatan_are_chosen_from() {
        let (backlog, mut queues, mut heads) = of(0, 1.0);
        heads.set_open(k(1), false);
        heads.join(Place::new(0, -1, true), k(1), &mut queues, &backlog);
        assert_eq!(first_open(&heads), None);
        heads.set_open(k(1), true);
        assert_eq!(first_open(&heads), Some(k(1)));
        assert_eq!((queues.len(k(1)), heads.is_empty(k(1))), (1, false));
        assert_eq!(take(k(1), &backlog, &mut queues, &mut heads).id(), 0);
        assert!(heads.is_empty(k(1)) && queues.len(k(1)) == 0);
    }

    #[test]
    fn queues_that_no_run_can_have_reached_are_not_sound() {
        const TODAY: i32 = 5;
        let (backlog, queues, _) = of(8, 0.5);
        let with = |change: &dyn Fn(&mut [Line; 2])| {
            let mut changed = queues.clone();
            change(&mut changed.lines[k(0)]);
            changed.is_sound(&backlog, TODAY)
        };
        let new = |day: i32, suket: bool| Place::new(100, day, suket);
        let (of_another, elsewhere) = backlog.place(7);
        assert!(of_another != k(0));
        assert!(with(&|_| ()));
        for (line, suket) in [(0, true), (1, false)] {
            let sound = |change: &dyn Fn(&mut Line)| with(&|lines| change(&mut lines[line]));
            assert!(sound(&|line| line.joined.extend([new(TODAY, suket)])));
            assert!(sound(&|line| line.next = line.end));
            let of_tomorrow = new(TODAY + 1, suket);
            for wrong in [of_tomorrow, new(TODAY, !suket), elsewhere, Place::NOBODY] {
                assert!(!sound(&|line| line.joined.push_back(wrong)), "{wrong:?}");
                assert!(
                    !sound(&|line| line.returned.push(Reverse(wrong))),
                    "{wrong:?}"
                );
            }
            let turned_about = [new(TODAY, suket), new(TODAY - 1, suket)];
            assert!(!sound(&|line| line.joined.extend(turned_about)));
            assert!(!sound(&|line| line.end += 1));
            assert!(!sound(&|line| line.next = line.end + 1));
        }
        let mut fewer = queues.clone();
        fewer.lines = PerKecamatan::from(queues.lines.values()[1..].to_vec());
        assert!(!fewer.is_sound(&backlog, TODAY));
    }

    proptest! {
        /// Whatever joins and returns in between, the next is always the least place of all.
        #[test]
        fn the_next_is_the_first_of_all(
            many in prop_oneof![Just(3), Just(GROUP), Just(MANY)],
            total in 0u32..30,
            suket_share in 0.0f64..=1.0,
            steps in prop::collection::vec((0u32..6, -400i32..60, any::<bool>(), 0..MANY), 0..60),
        ) {
            let (backlog, mut queues, mut heads) = of_many(many, total, suket_share);
            let mut waiting: Vec<(Place, KecamatanId)> = (0..total).map(|id| {
                let (kecamatan, place) = backlog.place(id);
                (place, kecamatan)
            }).collect();
            let (mut called, mut open) = (Vec::new(), vec![true; many]);
            let mut id = total;
            for (step, recorded, suket, kecamatan) in steps {
                let kecamatan = k(kecamatan % many);
                match step {
                    0 => {
                        let place = Place::new(id, recorded, suket);
                        id += 1;
                        heads.join(place, kecamatan, &mut queues, &backlog);
                        waiting.push((place, kecamatan));
                    }
                    1 if !called.is_empty() => {
                        let (place, kecamatan) = called.pop().expect("it is not empty");
                        heads.join(place, kecamatan, &mut queues, &backlog);
                        waiting.push((place, kecamatan));
                    }
                    2 => {
                        open[kecamatan.index()] = suket;
                        heads.set_open(kecamatan, suket);
                    }
                    _ => {
                        // The resident whom a choosing site calls, or an own site.
                        let of = |w: &&(Place, KecamatanId)| match step {
                            3 => w.1 == kecamatan,
                            _ => open[w.1.index()],
                        };
                        let serves = match step {
                            3 => Serves::One(kecamatan),
                            _ => Serves::Open,
                        };
                        let least = waiting.iter().filter(of).copied().min();
                        prop_assert_eq!(heads.next(serves), least);
                        if let Some((place, kecamatan)) = least {
                            prop_assert_eq!(take(kecamatan, &backlog, &mut queues, &mut heads), place);
                            waiting.retain(|w| w.0 != place);
                            called.push((place, kecamatan));
                        }
                    }
                }
                let again = Heads::of(&queues, &backlog, open.clone().into());
                prop_assert_eq!(&again.of, &heads.of);
                prop_assert_eq!(again.next(Serves::Open), heads.next(Serves::Open));
                let mut places: Vec<Place> = queues.places(&backlog).collect();
                places.sort();
                let mut expected: Vec<Place> = waiting.iter().map(|w| w.0).collect();
                expected.sort();
                prop_assert_eq!(places, expected);
            }
        }
    }
}
