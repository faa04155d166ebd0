//! The residents of the initial backlog, laid out once for all replications of a plan.
//!
//! A register tells how many were recorded on which day. Where only the totals are known, recording dates are spread evenly over the window, and
//! suket holders evenly over the residents. Nothing is drawn.

use super::ids::KecamatanId;
use super::place::Place;
use super::plan::{Plan, Recorded};
use super::{Day, Resident};

/// The residents who wait at the start, numbered by kecamatan and, within a kecamatan, by recording date.
#[derive(Debug)]
pub(super) struct Backlog {
    /// The number of each kecamatan's first resident; the last entry is the number of residents.
    firsts: Vec<u32>,
    laid: Laid,
    /// The places of all residents. In each kecamatan the suket holders come first, then the others; both are in order of recording
    /// date.
    pub places: Vec<Place>,
    /// Where the residents without a suket begin in `places`, per kecamatan.
    others: Vec<u32>,
}

/// How the recording dates and the suket follow from the numbers of the residents.
#[derive(Debug)]
enum Laid {
    Evenly {
        first_day: i32,
        days: i64,
        suket_share: f64,
    },
    /// The number of the first resident of each group, the recording day of all in it, and whether they hold a suket.
    ByDate(Vec<(u32, i32, bool)>),
}

impl Backlog {
    pub fn of(plan: &Plan) -> Self {
        let counts = plan.backlog.by_kecamatan(&plan.kecamatan);
        let mut firsts = vec![0];
        for count in &counts {
            firsts.push(firsts[firsts.len() - 1] + count);
        }
        let mut backlog = Self {
            laid: Laid::of(plan),
            places: Vec::with_capacity(plan.backlog.total as usize),
            others: Vec::with_capacity(counts.len()),
            firsts: firsts.clone(),
        };
        let (mut others, mut group) = (Vec::new(), 0);
        for (first, count) in firsts.into_iter().zip(counts) {
            for i in 0..count {
                group = backlog.laid.group_of(first + i, group);
                let (recorded, holds_suket) = backlog.laid.who(group, i, count);
                let place = Place::new(first + i, recorded, holds_suket);
                match place.holds_suket() {
                    true => backlog.places.push(place),
                    false => others.push(place),
                }
            }
            backlog.others.push(backlog.places.len() as u32);
            backlog.places.append(&mut others);
        }
        backlog
    }

    /// The number of residents.
    pub fn len(&self) -> u32 {
        self.places.len() as u32
    }

    /// The earliest recording day of all residents.
    pub fn earliest(&self) -> Option<i32> {
        self.places.iter().map(|place| place.recorded()).min()
    }

    /// The number of a kecamatan's residents.
    pub fn size(&self, kecamatan: KecamatanId) -> u32 {
        let k = kecamatan.index();
        self.firsts[k + 1] - self.firsts[k]
    }

    /// All kecamatan.
    pub fn kecamatan(&self) -> impl ExactSizeIterator<Item = KecamatanId> + use<> {
        (0..self.others.len()).map(KecamatanId::new)
    }

    /// The ranges of `places` that hold a kecamatan's suket holders and its other residents.
    pub fn lines(&self, kecamatan: KecamatanId) -> [(u32, u32); 2] {
        let k = kecamatan.index();
        let (first, others) = (self.firsts[k], self.others[k]);
        [(first, others), (others, self.firsts[k + 1])]
    }

    /// The kecamatan and the place of a resident, computed from the resident's number.
    pub fn place(&self, id: u32) -> (KecamatanId, Place) {
        let k = self.firsts.partition_point(|first| *first <= id) - 1;
        let (i, count) = (id - self.firsts[k], self.firsts[k + 1] - self.firsts[k]);
        let group = match &self.laid {
            Laid::Evenly { .. } => 0,
            Laid::ByDate(groups) => groups.partition_point(|group| group.0 <= id) - 1,
        };
        let (recorded, holds_suket) = self.laid.who(group, i, count);
        (KecamatanId::new(k), Place::new(id, recorded, holds_suket))
    }

    /// The number of the last resident of a line who was recorded on a day. If nobody was, it is the next behind, or the last of the line;
    /// `None` if the line is empty.
    pub fn who_was_recorded(&self, k: KecamatanId, day: i32, holds_suket: bool) -> Option<u32> {
        let [suket, others] = self.lines(k);
        let (first, end) = if holds_suket { suket } else { others };
        let line = &self.places[first as usize..end as usize];
        let (upto, behind) = line.split_at(line.partition_point(|place| place.recorded() <= day));
        let that_day = upto.last().filter(|place| place.recorded() == day);
        let found = that_day.or(behind.first()).or(upto.last());
        found.map(|place| place.id())
    }
}

impl Laid {
    fn of(plan: &Plan) -> Self {
        let backlog = &plan.backlog;
        if backlog.by_date.is_empty() {
            let first_day = plan.day_number(backlog.recorded_from);
            let last_day = plan.day_number(backlog.recorded_to);
            return Self::Evenly {
                first_day,
                days: i64::from(last_day - first_day + 1),
                suket_share: backlog.suket_share,
            };
        }
        let mut by_date = backlog.by_date.clone();
        by_date.sort_unstable();
        let mut next = 0;
        let group = |some: &Recorded| {
            let first = next;
            next += some.residents;
            (first, plan.day_number(some.date), some.holds_suket)
        };
        Self::ByDate(by_date.iter().map(group).collect())
    }

    /// The group of a resident, which is not before the group `from`.
    #[inline]
    fn group_of(&self, id: u32, from: usize) -> usize {
        let Self::ByDate(groups) = self else {
            return from;
        };
        let behind = groups[from..].iter().take_while(|group| group.0 <= id);
        from + behind.count() - 1
    }

    /// The recording day of resident `i` of the `count` of a kecamatan, who is in this group, and whether the resident holds a suket.
    #[inline]
    fn who(&self, group: usize, i: u32, count: u32) -> (i32, bool) {
        match self {
            // The window has one slice for each resident, and this is the middle of slice `i`.
            Self::Evenly {
                first_day,
                days,
                suket_share,
            } => {
                let offset = (2 * i64::from(i) + 1) * days / (2 * i64::from(count));
                (first_day + offset as i32, evenly(i.into(), *suket_share))
            }
            Self::ByDate(groups) => {
                let (_, day, holds_suket) = groups[group];
                (day, holds_suket)
            }
        }
    }
}

/// The first day on which a suket is no longer valid, by recording day.
#[derive(Debug)]
pub(super) struct Expiry {
    first_day: i32,
    days: Vec<i32>,
}

impl Expiry {
    /// Computes it for every day on which a resident of this plan can be recorded.
    pub fn of(plan: &Plan) -> Self {
        let first_day = plan.day_number(plan.backlog.recorded_from).min(0);
        let last_day = plan.day_number(plan.backlog.recorded_to.max(plan.horizon));
        let valid = jiff::Span::new().months(plan.suket_months);
        let expires = |day| plan.day_number(plan.date(day).saturating_add(valid));
        Self {
            first_day,
            days: (first_day..=last_day).map(expires).collect(),
        }
    }

    /// The place from which on a suket is still valid on this day. A suket that was given earlier does not expire later, so all in
    /// front of this place have expired.
    pub fn first_valid(&self, day: Day) -> Place {
        let over = self.days.partition_point(|expires| *expires <= day as i32);
        Place::new(0, self.first_day + over as i32, true)
    }

    /// The day on which the suket of a resident recorded on this day expires.
    pub fn on(&self, recorded: i32) -> i32 {
        self.days[(recorded - self.first_day) as usize]
    }

    /// A resident in the public form.
    pub fn resident(&self, kecamatan: KecamatanId, place: Place) -> Resident {
        let recorded = place.recorded();
        Resident {
            recorded,
            suket_expires: place.holds_suket().then(|| self.on(recorded)),
            kecamatan,
        }
    }
}

/// Whether item `i` is chosen when a share of all items is chosen as evenly as possible.
fn evenly(i: u64, share: f64) -> bool {
    let upto = |n: u64| (n as f64 * share + 0.5).floor() as u64;
    upto(i + 1) > upto(i)
}

/// Splits whole pieces in proportion to weights by largest remainder; among equal remainders, the first gets the piece.
pub(crate) fn allot(pieces: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<f64> = weights
        .iter()
        .map(|w| f64::from(pieces) * (w / sum))
        .collect();
    let mut parts: Vec<u32> = exact.iter().map(|x| x.floor() as u32).collect();
    let mut left = (pieces - parts.iter().sum::<u32>()) as usize;
    let mut takers: Vec<usize> = (0..weights.len()).filter(|&i| weights[i] > 0.0).collect();
    // Only rounding can leave more pieces than there are takers; then every taker gets one more.
    while left >= takers.len() {
        takers.iter().for_each(|&i| parts[i] += 1);
        left -= takers.len();
    }
    if left > 0 {
        let before = |a: &usize, b: &usize| {
            let (x, y) = (exact[*a].fract(), exact[*b].fract());
            y.total_cmp(&x).then(a.cmp(b))
        };
        takers.select_nth_unstable_by(left - 1, before);
        takers[..left].iter().for_each(|&i| parts[i] += 1);
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::sample::bangli_exact;
    use super::super::{Setup, plan, run};
    use super::*;
    use crate::random::Streams;

    #[test]
    fn an_allotment_gives_every_piece_once() {
        assert_eq!(
            allot(8000, &[0.19, 0.21, 0.17, 0.43]),
            [1520, 1680, 1360, 3440]
        );
        assert_eq!(allot(10, &[1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(allot(2, &[0.0, 1.0, 1.0]), [0, 1, 1]);
        assert_eq!(allot(5, &[0.0, 0.0]), [0, 0]);
        assert_eq!(allot(3, &[1.0, 0.0, 1.0, 1.0]), [1, 0, 1, 1]);
        assert_eq!(allot(0, &[1.0]), [0]);
    }

    #[test]
    fn an_even_share_is_the_share() {
        for share in [0.0, 0.1, 0.37, 0.9, 1.0] {
            let chosen = (0..1000).filter(|&i| evenly(i, share)).count();
            assert_eq!(chosen, (1000.0 * share) as usize, "{share}");
        }
    }

    #[test]
    fn a_suket_is_over_from_the_day_on_which_it_expires() {
        let mut plan = bangli_exact();
        for months in [0, 1, 6, 30] {
            plan.suket_months = months;
            let expiry = Expiry::of(&plan);
            for recorded in expiry.first_day..expiry.first_day + expiry.days.len() as i32 {
                for day in (expiry.on(recorded) - 2).max(0)..expiry.on(recorded) + 2 {
                    let is_over = |suket| {
                        let place = Place::new(u32::MAX - 1, recorded, suket);
                        place < expiry.first_valid(day as Day)
                    };
                    assert_eq!(
                        is_over(true),
                        day >= expiry.on(recorded),
                        "{recorded}, {day}"
                    );
                    assert!(!is_over(false));
                }
            }
        }
    }

    #[test]
    fn the_last_recorded_on_a_day_stands_for_it_or_the_next_behind() {
        let mut plan = bangli_exact();
        // Susut has 190 residents in 176 days, and 19 of them without a suket.
        plan.backlog.total = 1000;
        let backlog = Backlog::of(&plan);
        let susut = KecamatanId::new(0);
        let all: Vec<Place> = (0..backlog.size(susut))
            .map(|id| backlog.place(id).1)
            .collect();
        for suket in [true, false] {
            let line = || all.iter().filter(|place| place.holds_suket() == suket);
            let mut neither = 0;
            for day in -200..10 {
                let that_day = line().rfind(|place| place.recorded() == day);
                let behind = line().find(|place| place.recorded() > day);
                neither += u32::from(that_day.is_none() && behind.is_some());
                let wanted = that_day.or(behind).or(line().next_back());
                let found = backlog.who_was_recorded(susut, day, suket);
                assert_eq!(found, wanted.map(|place| place.id()), "day {day}");
            }
            assert!(neither > 20, "some days have nobody");
        }
        plan.backlog.suket_share = 1.0;
        let backlog = Backlog::of(&plan);
        assert_eq!(backlog.who_was_recorded(susut, -3, false), None);
    }

    /// A plan whose backlog is the same, told by date.
    fn by_date(mut plan: Plan) -> Plan {
        let backlog = Backlog::of(&plan);
        let group = |id| {
            let (kecamatan, place) = backlog.place(id);
            Recorded {
                kecamatan,
                date: plan.date(place.recorded()),
                holds_suket: place.holds_suket(),
                residents: 1,
            }
        };
        // In no order.
        let groups: Vec<Recorded> = (0..backlog.len()).rev().map(group).collect();
        plan.backlog = plan::Backlog::of_register(groups).expect("somebody waits");
        plan
    }

    #[test]
    fn a_register_of_an_even_backlog_gives_the_same_results() {
        let mut plan = bangli_exact();
        plan.backlog.total = 1000;
        plan.backlog.suket_share = 0.37;
        let told = by_date(plan.clone());
        assert!(told.validate().is_ok());
        assert_eq!(told.backlog.total, 1000);
        let run = |plan: Plan| {
            let setup = Arc::new(Setup::new(plan).expect("it can run"));
            run(&setup, &Streams::new(1, 0)).expect("it runs")
        };
        assert_eq!(run(told), run(plan));
    }

    #[test]
    fn a_register_that_contradicts_itself_is_refused() {
        let told = by_date(bangli_exact());
        let wrong: [fn(&mut Plan); 5] = [
            |plan| plan.backlog.total += 1,
            |plan| plan.backlog.recorded_from = plan.backlog.recorded_to,
            |plan| plan.backlog.suket_share = 0.5,
            |plan| plan.backlog.by_date[7].residents = 0,
            |plan| plan.kecamatan.truncate(3),
        ];
        for change in wrong {
            let mut plan = told.clone();
            change(&mut plan);
            assert!(plan.validate().is_err());
        }
        assert_eq!(plan::Backlog::of_register(Vec::new()), None);
    }

    #[test]
    fn every_resident_has_one_place_in_the_own_line() {
        for plan in [bangli_exact(), by_date(bangli_exact())] {
            one_place_each(&plan);
        }
    }

    fn one_place_each(plan: &Plan) {
        let backlog = Backlog::of(plan);
        let mut seen = vec![false; 8000];
        for k in backlog.kecamatan() {
            for (line, suket) in backlog.lines(k).into_iter().zip([true, false]) {
                let places = &backlog.places[line.0 as usize..line.1 as usize];
                assert!(places.is_sorted(), "by recording date");
                for place in places {
                    assert_eq!(place.holds_suket(), suket);
                    assert_eq!(backlog.place(place.id()), (k, *place));
                    assert!(!std::mem::replace(&mut seen[place.id() as usize], true));
                }
            }
        }
        assert!(seen.into_iter().all(|seen| seen));
    }
}
