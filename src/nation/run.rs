//! One replication of a nation.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::allotment::Allotment;
use super::outcome::NationOutcome;
use super::plan::Nation;
use super::split::by_need;
use crate::error::{Error, Result};
use crate::experiment::Control;
use crate::office::{Day, Event, Office, Run, Setup};
use crate::random::Streams;
use crate::words::Message;

/// A nation made ready to run, or some of its offices.
pub struct NationSetup {
    nation: Arc<Nation>,
    /// The first of these offices.
    first: usize,
    setups: Vec<Arc<Setup>>,
}

impl NationSetup {
    /// Makes all offices ready to run.
    ///
    /// # Errors
    ///
    /// What [`Setup::new`] returns for the plan of an office, by its code.
    pub fn new(nation: impl Into<Arc<Nation>>) -> Result<Self> {
        let nation = nation.into();
        let all = 0..nation.table.len();
        Self::of(nation, all)
    }

    /// Makes these offices ready to run. By rounds they must be all.
    pub(crate) fn of(nation: Arc<Nation>, offices: Range<usize>) -> Result<Self> {
        let lots = match nation.allotment.is_static() {
            true => nation.static_lots(),
            false => Vec::new(),
        };
        let setup = |office: usize| {
            let lots: Vec<u32> = lots.iter().map(|parts| parts[office]).collect();
            let setup = Setup::new(nation.plan_with(office, &lots));
            setup
                .map(Arc::new)
                .map_err(|error| of_office(&nation, office, error))
        };
        let setups = offices.clone().map(setup).collect::<Result<_>>()?;
        Ok(Self {
            first: offices.start,
            setups,
            nation,
        })
    }

    /// Runs one replication of these offices.
    ///
    /// # Errors
    ///
    /// Like [`Run::finish_unless`](crate::office::Run::finish_unless), with the code of the office.
    pub fn replication(&self, streams: &Streams, control: &Control<'_>) -> Result<NationOutcome> {
        let stop = AtomicBool::new(false);
        let stop = control.stop.unwrap_or(&stop);
        let mut all = NationOutcome::default();
        let mut take = |office: usize, run: Run, arrived: u32| -> Result<()> {
            let plan = Arc::clone(run.office().setup().plan());
            let mut outcome = run
                .finish_unless(stop)
                .map_err(|error| of_office(&self.nation, self.first + office, error))?;
            // An office that has served everybody ends, and what comes later lies idle.
            let late = arrived.saturating_sub(outcome.blanks_received);
            outcome.blanks_received += late;
            outcome.blanks_on_hand += late;
            all.push(&outcome, plan.backlog.total, plan.last_day());
            Ok(())
        };
        if self.nation.allotment.is_static() {
            for office in 0..self.setups.len() {
                let run = self.begin(office, streams)?;
                let arrived = arrived(run.office().setup(), streams);
                take(office, run, arrived)?;
            }
        } else {
            for (office, (run, arrived)) in self.by_rounds(streams)?.into_iter().enumerate() {
                take(office, run, arrived)?;
            }
        }
        Ok(all)
    }

    /// An office at its start, in a world of its own if it has unknown values.
    fn begin(&self, office: usize, streams: &Streams) -> Result<Run> {
        let setup = &self.setups[office];
        let world = setup.plan().drawn(streams).and_then(|world| {
            let setup = world.map(|world| Setup::new(world.plan).map(Arc::new));
            setup.transpose()
        });
        let world = world.map_err(|error| of_office(&self.nation, self.first + office, error))?;
        Ok(Run::new(
            world.unwrap_or_else(|| Arc::clone(setup)),
            streams,
        ))
    }

    /// All offices, run past the last lot of the ministry. Each lot is allotted on the day on which it is at the ministry, with what was
    /// left over before; the days of all offices are the same. With each, the blanks that arrive there by the horizon.
    fn by_rounds(&self, streams: &Streams) -> Result<Vec<(Run, u32)>> {
        let mut runs = (0..self.setups.len())
            .map(|office| self.begin(office, streams))
            .collect::<Result<Vec<Run>>>()?;
        let received = self.nation.lots_received();
        let Some(first) = self.setups.first() else {
            return Ok(Vec::new());
        };
        let last_day = i64::from(first.plan().last_day());
        let mut arrived = vec![0; runs.len()];
        let mut rounds: Vec<(Day, usize)> = (0..received.len())
            .filter_map(|lot| Some((first.day_at_ministry(&received[lot], lot, streams)?, lot)))
            .collect();
        rounds.sort_unstable();
        let mut sent = vec![0; runs.len()];
        let mut left = 0;
        for (day, lot) in rounds {
            runs.iter_mut().for_each(|run| run.run_to_day(day));
            left += received[lot].pieces;
            let parts = self.round(left, day, &runs, &sent);
            for (office, pieces) in parts.into_iter().enumerate().filter(|(_, n)| *n > 0) {
                left -= pieces;
                sent[office] += pieces;
                let run = &mut runs[office];
                let setup = Arc::clone(run.office().setup());
                if let Some(at) = setup.arrival_from_ministry(&received[lot], lot, day, streams) {
                    run.schedule(at, Event::BlanksArrive { pieces, site: None });
                    arrived[office] += if at.day() <= last_day { pieces } else { 0 };
                }
            }
        }
        Ok(runs.into_iter().zip(arrived).collect())
    }

    /// What each office gets of the blanks at the ministry on a day, given what it was sent before.
    fn round(&self, pieces: u32, day: Day, runs: &[Run], sent: &[u32]) -> Vec<u32> {
        let offices = || runs.iter().map(Run::office);
        let need = offices().zip(sent);
        let need: Vec<u32> = need.map(|(office, sent)| need_of(office, *sent)).collect();
        let mut order: Vec<usize> = (0..runs.len()).collect();
        match self.nation.allotment {
            Allotment::LargestExpiry => {
                let expired = offices().map(|office| office.expired_waiting(day));
                let expired: Vec<usize> = expired.collect();
                order.sort_by_key(|office| std::cmp::Reverse(expired[*office]));
            }
            Allotment::LongestWait => {
                let earliest: Vec<Option<i32>> = offices().map(Office::earliest_waiting).collect();
                order.sort_by_key(|office| (earliest[*office].is_none(), earliest[*office]));
            }
            _ => {
                let coverage = offices().map(|office| {
                    let people = office.printed() + office.waiting();
                    f64::from(office.printed()) / f64::from(people.max(1))
                });
                let coverage: Vec<f64> = coverage.collect();
                order.sort_by(|a, b| coverage[*a].total_cmp(&coverage[*b]));
            }
        }
        by_need(pieces, &order, &need, self.nation.lots)
    }
}

/// The blanks of the lots of a plan that arrive by the horizon; none of those that are allotted by rounds.
fn arrived(setup: &Setup, streams: &Streams) -> u32 {
    let plan = setup.plan();
    let lots = plan.blanks.deliveries.iter().enumerate();
    let lots = lots.filter(|(lot, delivery)| {
        let day = setup.day_at_ministry(delivery, *lot, streams);
        let at = day.and_then(|day| setup.arrival_from_ministry(delivery, *lot, day, streams));
        at.is_some_and(|at| at.day() <= i64::from(plan.last_day()))
    });
    lots.map(|(_, delivery)| delivery.pieces).sum()
}

/// The blanks that an office still needs for those who wait, misprints included, given what it was sent.
fn need_of(office: &Office, sent: u32) -> u32 {
    let spoilage = office.setup().plan().sites[0].printers.first();
    let spoilage = spoilage.map_or(0.0, |printer| printer.spoilage);
    let blanks = (f64::from(office.waiting()) / (1.0 - spoilage).max(0.01)).ceil();
    let on_the_way = u64::from(sent).saturating_sub(office.blanks_received());
    (blanks as u64)
        .saturating_sub(u64::from(office.blanks_on_hand()) + on_the_way)
        .min(u32::MAX.into()) as u32
}

/// The error of an office of the nation.
fn of_office(nation: &Nation, office: usize, error: Error) -> Error {
    let kind = error.kind();
    let message = Message::new("nation-office")
        .with("code", nation.table[office].code.as_str())
        .with("wrong", error);
    Error::of(kind, message)
}
