//! The residents and the order in which they are served.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::plan::{Backlog, Kecamatan, Plan};

/// A resident without a name: nothing personal is known or kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resident {
    /// Recording date, in days from the start (below 0: before it).
    pub recorded: i32,
    /// The first day on which the suket is no longer valid, in days from the start; `None`: no suket.
    pub suket_expires: Option<i32>,
    /// Index of the kecamatan.
    pub kecamatan: u16,
}

/// The residents of the initial backlog, by kecamatan, and within it by recording date.
///
/// Recording dates are spread evenly over the window, and the suket holders evenly over the residents: both are estimates of
/// what is known only in total, so that no chance is added where none is known.
pub(super) fn backlog(plan: &Plan) -> Vec<Resident> {
    let Backlog {
        total,
        recorded_from,
        recorded_to,
        suket_share,
    } = plan.backlog;
    let first = plan.day_number(recorded_from);
    let days = i64::from(plan.day_number(recorded_to) - first + 1);
    let weights: Vec<f64> = plan.kecamatan.iter().map(|k: &Kecamatan| k.share).collect();
    let mut residents = Vec::with_capacity(total as usize);
    for (k, count) in allot(total, &weights).into_iter().enumerate() {
        for i in 0..i64::from(count) {
            // The middle of the resident's own slice of the window.
            let offset = (2 * i + 1) * days / (2 * i64::from(count));
            let recorded = first + offset as i32;
            let holds_suket = evenly(i as u64, suket_share);
            residents.push(Resident {
                recorded,
                suket_expires: holds_suket.then(|| plan.suket_expires(recorded)),
                kecamatan: k as u16,
            });
        }
    }
    residents
}

/// Whether item `i` is among the chosen when a share of all items is chosen as evenly as possible.
fn evenly(i: u64, share: f64) -> bool {
    let upto = |n: u64| (n as f64 * share + 0.5).floor() as u64;
    upto(i + 1) > upto(i)
}

/// Splits whole pieces in proportion to weights, by largest remainder; of equal remainders the first gets the piece.
pub(super) fn allot(pieces: u32, weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<f64> = weights
        .iter()
        .map(|w| f64::from(pieces) * (w / sum))
        .collect();
    let mut parts: Vec<u32> = exact.iter().map(|x| x.floor() as u32).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by(|&a, &b| exact[b].fract().total_cmp(&exact[a].fract()));
    let left = pieces - parts.iter().sum::<u32>();
    for &i in by_remainder
        .iter()
        .cycle()
        .filter(|&&i| weights[i] > 0.0)
        .take(left as usize)
    {
        parts[i] += 1;
    }
    parts
}

/// The place of a resident in a queue, as one number: suket holders first, then by recording date, then in the order they joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
struct Place(u64);

const NO_SUKET: u64 = 1 << 63;
/// Makes recording days, which may lie before the start, sort as unsigned numbers.
const DAY_OFFSET: i64 = 1 << 30;

impl Place {
    fn of(id: u32, resident: &Resident) -> Self {
        let class = if resident.suket_expires.is_some() {
            0
        } else {
            NO_SUKET
        };
        let day = (i64::from(resident.recorded) + DAY_OFFSET) as u64;
        Place(class | day << 32 | u64::from(id))
    }

    fn id(self) -> u32 {
        self.0 as u32
    }
}

/// Those who wait, kecamatan by kecamatan.
///
/// New residents are recorded after all who came before, so each class of each kecamatan is a line that grows at its end; only a
/// resident whose card was misprinted goes back, to the place held before, near the front.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Queues {
    lines: Vec<Lines>,
    /// The first of each kecamatan, so that a free printer looks at one number for each.
    heads: Vec<Place>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Lines {
    suket: VecDeque<Place>,
    no_suket: VecDeque<Place>,
}

/// The head of an empty line: behind everybody.
const NOBODY: Place = Place(u64::MAX);

impl Lines {
    fn line(&mut self, place: Place) -> &mut VecDeque<Place> {
        match place.0 & NO_SUKET {
            0 => &mut self.suket,
            _ => &mut self.no_suket,
        }
    }

    fn head(&self) -> Place {
        let first = self.suket.front().or_else(|| self.no_suket.front());
        first.copied().unwrap_or(NOBODY)
    }
}

impl Queues {
    /// Empty queues for this many kecamatan.
    pub fn new(kecamatan: usize) -> Self {
        Self {
            lines: vec![Lines::default(); kecamatan],
            heads: vec![NOBODY; kecamatan],
        }
    }

    /// A resident joins, or takes the old place again.
    pub fn join(&mut self, id: u32, resident: &Resident) {
        let place = Place::of(id, resident);
        let kecamatan = usize::from(resident.kecamatan);
        let line = self.lines[kecamatan].line(place);
        match line.back() {
            Some(last) if *last > place => {
                let before = line.iter().take_while(|other| **other < place).count();
                line.insert(before, place);
            }
            _ => line.push_back(place),
        }
        self.heads[kecamatan] = self.heads[kecamatan].min(place);
    }

    /// Which of these kecamatan the next resident comes from; `None` when nobody of them waits.
    pub fn next_of(&self, kecamatan: impl Iterator<Item = usize>) -> Option<usize> {
        let first = kecamatan.min_by_key(|k| self.heads[*k])?;
        (self.heads[first] != NOBODY).then_some(first)
    }

    /// The first of a kecamatan leaves the queue.
    ///
    /// # Panics
    ///
    /// If nobody of it waits.
    pub fn take(&mut self, kecamatan: usize) -> u32 {
        let place = self.heads[kecamatan];
        let lines = &mut self.lines[kecamatan];
        let taken = lines.line(place).pop_front();
        assert_eq!(
            taken,
            Some(place),
            "a resident is taken from a queue that is not empty"
        );
        self.heads[kecamatan] = lines.head();
        place.id()
    }

    /// Whether nobody of one kecamatan waits.
    pub fn is_empty(&self, kecamatan: usize) -> bool {
        self.heads[kecamatan] == NOBODY
    }

    /// How many of one kecamatan wait.
    pub fn len(&self, kecamatan: usize) -> usize {
        let lines = &self.lines[kecamatan];
        lines.suket.len() + lines.no_suket.len()
    }

    /// How many kecamatan there are queues for.
    pub fn kecamatan(&self) -> usize {
        self.lines.len().min(self.heads.len())
    }

    /// Whether each who waits stands where it would join, in order, and the heads are the first ones.
    ///
    /// # Errors
    ///
    /// Which queue is not so.
    pub fn check(&self, resident: impl Fn(u32) -> Resident) -> Result<(), String> {
        for (k, (lines, head)) in self.lines.iter().zip(&self.heads).enumerate() {
            let stands_well = |place: &Place, no_suket| {
                let resident = resident(place.id());
                *place == Place::of(place.id(), &resident)
                    && usize::from(resident.kecamatan) == k
                    && (place.0 & NO_SUKET != 0) == no_suket
            };
            let in_order = lines.suket.iter().is_sorted() && lines.no_suket.iter().is_sorted();
            let all_well = lines.suket.iter().all(|place| stands_well(place, false))
                && lines.no_suket.iter().all(|place| stands_well(place, true));
            if !in_order || !all_well || *head != lines.head() {
                return Err(format!("the queue of kecamatan {k} is not in its order"));
            }
        }
        match self.lines.len() == self.heads.len() {
            true => Ok(()),
            false => Err("queues without a head".to_owned()),
        }
    }

    /// The ids of all who wait, in no promised order.
    pub fn ids(&self) -> impl Iterator<Item = u32> {
        self.lines
            .iter()
            .flat_map(|l| l.suket.iter().chain(&l.no_suket))
            .map(|place| place.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resident(recorded: i32, suket: bool, kecamatan: u16) -> Resident {
        Resident {
            recorded,
            suket_expires: suket.then_some(recorded + 180),
            kecamatan,
        }
    }

    #[test]
    fn suket_holders_go_first_then_recording_date_then_order_of_joining() {
        let residents = [
            resident(-5, false, 0),
            resident(-9, false, 1),
            resident(-2, true, 1),
            resident(-3, true, 0),
            resident(-3, true, 1),
        ];
        let mut queues = Queues::new(2);
        for (id, r) in residents.iter().enumerate() {
            queues.join(id as u32, r);
        }
        // Within one line residents join in order of recording date; 2 joined before 4 and goes behind.
        let order: Vec<u32> =
            std::iter::from_fn(|| Some(queues.take(queues.next_of(0..2)?))).collect();
        assert_eq!(order, [3, 4, 2, 1, 0]);
    }

    #[test]
    fn a_misprint_keeps_the_place() {
        let residents = [
            resident(-3, true, 0),
            resident(-2, true, 0),
            resident(-1, true, 0),
        ];
        let mut queues = Queues::new(1);
        for (id, r) in residents.iter().enumerate() {
            queues.join(id as u32, r);
        }
        assert_eq!(queues.take(0), 0);
        assert_eq!(queues.take(0), 1);
        queues.join(1, &residents[1]);
        queues.join(0, &residents[0]);
        let order: Vec<u32> =
            std::iter::from_fn(|| Some(queues.take(queues.next_of(0..1)?))).collect();
        assert_eq!(order, [0, 1, 2]);
    }

    #[test]
    fn only_the_kecamatan_asked_for_are_served() {
        let mut queues = Queues::new(2);
        queues.join(0, &resident(-1, true, 1));
        assert_eq!(queues.next_of(std::iter::once(0)), None);
        assert_eq!(queues.next_of(0..2), Some(1));
        assert_eq!(queues.len(1), 1);
    }

    #[test]
    fn an_allotment_gives_every_piece_once() {
        assert_eq!(
            allot(8000, &[0.19, 0.21, 0.17, 0.43]),
            [1520, 1680, 1360, 3440]
        );
        assert_eq!(allot(10, &[1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(allot(2, &[0.0, 1.0, 1.0]), [0, 1, 1]);
        assert_eq!(allot(5, &[0.0, 0.0]), [0, 0]);
    }

    #[test]
    fn an_even_share_is_the_share() {
        for share in [0.0, 0.1, 0.37, 0.9, 1.0] {
            let chosen = (0..1000).filter(|&i| evenly(i, share)).count();
            assert_eq!(chosen, (1000.0 * share) as usize, "{share}");
        }
    }
}
