//! A scenario with values that nobody knows: the scenarios that it may turn out to be.

use super::Found;
use crate::error::Error;
use crate::office::plan::{Backlog, Plan, World};
use crate::random::Streams;
use crate::scenario::build;
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::tree::{Data, Node};
use crate::words::{Message, Variable};

/// All combinations of ends are checked up to this number; beyond, as many combinations of the ends of two.
const MOST_CORNERS: usize = 64;
/// As many worlds are drawn on reading: those of the first replications with the seed that is used if none is given.
const DRAWS: u64 = 16;
const SEED: u64 = 1;

/// A scenario in which some values are open.
pub(super) struct Open {
    /// With the middle of each unknown in its place.
    root: Node,
    stem: String,
    found: Vec<Found>,
    ends: Vec<Vec<Data>>,
    /// The backlog by date, if there is one. It must be known, and to read its table again for each replication would take longer than to run it.
    by_date: Option<Backlog>,
}

impl Open {
    pub fn new(root: Node, stem: &str, found: Vec<Found>) -> Self {
        Self {
            root,
            stem: stem.to_owned(),
            ends: found.iter().map(|one| one.law.ends()).collect(),
            found,
            by_date: None,
        }
    }

    /// Keeps the backlog of the plan with the middle of each unknown, if it is by date.
    pub fn keep(&mut self, backlog: &Backlog) {
        self.by_date = (!backlog.by_date.is_empty()).then(|| backlog.clone());
    }

    /// The plan at these levels of what is unknown.
    pub fn world(&self, levels: &[f64], replication: u64) -> Result<World, Error> {
        let values = self.at(levels);
        match self.plan(&values) {
            Ok((plan, _)) => {
                let written = values.iter().map(Data::written).collect();
                Ok(World::new(plan, written))
            }
            Err(problems) => Err(Error::from(self.blame(
                &values,
                problems,
                |values, what| {
                    // People count from 1, streams from 0.
                    Message::new("unknown-drawn")
                        .with("replication", replication as f64 + 1.0)
                        .with("values", values)
                        .with("what", what)
                },
            ))),
        }
    }

    /// Refuses a scenario that cannot be run with what its unknown values may turn out to be: each at its ends, with the others in the
    /// middle; opposite ends together, all combinations while they are few and otherwise those of two; all at their lower or
    /// upper ends; and some worlds as replications will draw them. Every value that is wrong alone is told. Keeps only the warnings that are right in all of these.
    pub fn check(&self, warnings: &mut Vec<Problem>) -> Result<(), Problems> {
        let middle = self.middle();
        let wrong = self.wrong_alone(|end| self.try_with(&middle, &[end], warnings).err());
        if !wrong.kept.is_empty() {
            return Err(wrong);
        }
        let all = self.ends.iter().map(Vec::len);
        let corners = all.fold(1_usize, |all, ends| all.saturating_mul(ends));
        if corners <= MOST_CORNERS {
            for corner in 0..corners {
                self.try_values(self.corner(corner), warnings)?;
            }
        } else {
            self.check_pairs(&middle, warnings)?;
            let mut of = |end: fn(&Vec<Data>) -> Option<&Data>| {
                let ends = self.ends.iter().filter_map(end).cloned();
                self.try_values(ends.collect(), warnings)
            };
            of(|ends| ends.first())?;
            of(|ends| ends.last())?;
        }
        (0..DRAWS).try_for_each(|replication| {
            let streams = Streams::new(SEED, replication);
            let found = self.found.iter();
            let levels: Vec<f64> = found.map(|one| one.told.level(&streams)).collect();
            self.try_values(self.at(&levels), warnings)
        })
    }

    /// What is wrong with a scenario whose middle is refused: these problems, and those that its unknown values have besides.
    pub fn refused(&self, problems: Problems) -> Problems {
        let middle = self.middle();
        let known = self.plan(&middle).err().unwrap_or(Problems::none());
        let wrong = self.wrong_alone(|(i, end)| {
            let values = with(&middle, &[(i, end)]);
            let more = self.plan(&values).err()?.without(&known);
            (!more.kept.is_empty()).then(|| self.blame(&values, more, together))
        });
        problems.with(wrong)
    }

    /// The problems of each unknown value at the first of its ends that has any: the other is often wrong too, for the same reason.
    fn wrong_alone(&self, mut at: impl FnMut((usize, &Data)) -> Option<Problems>) -> Problems {
        let ends = self.ends.iter().enumerate();
        ends.filter_map(|(i, ends)| ends.iter().find_map(|end| at((i, end))))
            .fold(Problems::none(), Problems::with)
    }

    /// Tries the ends of two values at a time. Those that stand close together come first: they are the likeliest to contradict each
    /// other.
    fn check_pairs(&self, middle: &[Data], warnings: &mut Vec<Problem>) -> Result<(), Problems> {
        let unknown = 0..self.found.len();
        let pairs = unknown.flat_map(|j| (0..j).map(move |i| (i, j)));
        let mut pairs: Vec<(usize, usize)> = pairs.collect();
        pairs.sort_by_key(|(i, j)| {
            let (one, other) = (&self.found[*i].path, &self.found[*j].path);
            let common = std::iter::zip(one, other).take_while(|(a, b)| a == b);
            std::cmp::Reverse(common.count())
        });
        let ends = |(i, j): (usize, usize)| {
            let with = move |a| self.ends[j].iter().map(move |b| [(i, a), (j, b)]);
            self.ends[i].iter().flat_map(with)
        };
        let corners = pairs.into_iter().flat_map(ends);
        corners
            .take(MOST_CORNERS)
            .try_for_each(|corner| self.try_with(middle, &corner, warnings))
    }

    /// A combination of ends by its number.
    fn corner(&self, mut number: usize) -> Vec<Data> {
        let end = |ends: &Vec<Data>| {
            let end = ends[number % ends.len()].clone();
            number /= ends.len();
            end
        };
        self.ends.iter().map(end).collect()
    }

    fn middle(&self) -> Vec<Data> {
        self.found.iter().map(|one| one.law.middle()).collect()
    }

    fn at(&self, levels: &[f64]) -> Vec<Data> {
        let all = std::iter::zip(&self.found, levels);
        all.map(|(one, level)| one.law.at(*level)).collect()
    }

    fn plan(&self, values: &[Data]) -> Result<(Plan, Vec<Problem>), Problems> {
        let mut tree = self.root.clone();
        for (one, data) in std::iter::zip(&self.found, values) {
            if let Some(node) = tree.at_mut(&one.path) {
                node.data = data.clone();
            }
        }
        build::plan(&tree, &self.stem, Vec::new(), self.by_date.as_ref())
    }

    fn try_with(
        &self,
        middle: &[Data],
        some: &[(usize, &Data)],
        warnings: &mut Vec<Problem>,
    ) -> Result<(), Problems> {
        self.try_values(with(middle, some), warnings)
    }

    fn try_values(&self, values: Vec<Data>, warnings: &mut Vec<Problem>) -> Result<(), Problems> {
        let problems = match self.plan(&values) {
            Ok((_, here)) => {
                warnings.retain(|one| here.iter().any(|other| one.is_like(other)));
                return Ok(());
            }
            Err(problems) => problems,
        };
        Err(self.blame(&values, problems, together))
    }

    /// The problems of a scenario with these values, each told with the values that have a part in them.
    fn blame(
        &self,
        values: &[Data],
        problems: Problems,
        told: impl Fn(Variable, Message) -> Message,
    ) -> Problems {
        let has_part = |i: &usize| {
            let mut others = vec![self.found[*i].law.middle()];
            others.extend(self.ends[*i].first().cloned());
            others.extend(self.ends[*i].last().cloned());
            others.into_iter().any(|other| {
                let mut values = values.to_vec();
                values[*i] = other;
                // Something is not wrong any more.
                let still = self.plan(&values).err();
                still.is_none_or(|still| !problems.iter().all(|one| still.iter().any(|s| s == one)))
            })
        };
        let parts = (0..values.len()).filter(has_part);
        let written = |i: usize| format!("{} = {}", self.found[i].told.key, values[i].written());
        let parts: Vec<String> = parts.map(written).collect();
        problems.told_as(|what| told(Variable::List(parts.clone()), what))
    }
}

/// These values with some others in their place.
fn with(values: &[Data], some: &[(usize, &Data)]) -> Vec<Data> {
    let mut values = values.to_vec();
    for (i, data) in some {
        values[*i] = (*data).clone();
    }
    values
}

fn together(values: Variable, what: Message) -> Message {
    Message::new("unknown-together")
        .with("values", values)
        .with("what", what)
}
