//! The date to tell a resident who asks when the card is printed.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::numbers::Dates;
use super::summing::dates;
use super::{Prepared, memory};
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Settings, each};
use crate::office::plan::{Plan, Unknown};
use crate::office::{Day, KecamatanId, PrintDays, Setup};
use crate::random::Streams;
use crate::stats::Histogram;
use crate::support::nearest::nearest;
use crate::words::{Message, Variable};

/// A resident who asks when the card is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    /// Where the resident lives.
    pub kecamatan: String,
    /// The day on which the resident was recorded. From the start of the scenario on, this is one more resident, who joins the queue
    /// behind all others of that day; before it, the last of those recorded there on that day who wait at the start. If there are none,
    /// the next behind them stands for them, or the last one if nobody is behind.
    pub recorded: Date,
    /// Whether the resident holds a suket.
    pub suket: bool,
}

/// When the card of a resident is printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PromisedCard {
    /// Where the resident lives.
    pub kecamatan: String,
    /// The day on which the resident was recorded.
    pub recorded: Date,
    /// Whether the resident holds a suket.
    pub suket: bool,
    /// The date of the card, over the replications that have such a resident.
    pub printed_on: Dates,
    /// The date that is safe to write on the slip: P90, or the next open day if the office is closed on that day; `None` after the horizon.
    pub safe_date: Option<Date>,
    /// The number of replications that have such a resident: all, unless it is not known who waits at the start, or chance decides who is
    /// recorded later.
    #[serde(skip)]
    pub asked: u32,
    /// The number of these in which the card is printed by the safe date; 0 if there is none.
    #[serde(skip)]
    pub kept: u32,
}

/// The cards promised in one scenario.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PromisedCards {
    /// The scenario.
    pub plan: Arc<Plan>,
    /// [`Plan::digest`].
    pub digest: String,
    /// The seed of the random streams.
    pub seed: u64,
    /// Replications done.
    pub replications: u32,
    /// Replications requested; more than done if the run was interrupted.
    pub requested: u32,
    /// The promises: that of the one who asked, or for the residents of the start with a suket and then without, by recording date, and
    /// for one date in the order of the kecamatan of the plan. A resident whom no replication has is left out.
    pub list: Vec<PromisedCard>,
}

/// Finds out when the card of one resident is printed.
///
/// # Errors
///
/// Like [`project`](super::project()); [`ErrorKind::Value`] if there is no such kecamatan, the date is before the recording dates of
/// those who wait at the start or after the horizon, or nobody of that kecamatan waits with, or without, a suket.
///
/// # Examples
///
/// ```
/// use cetak::{experiment::{Control, Settings}, projection::{Asker, promise}, scenario};
/// use jiff::civil::date;
///
/// let office = scenario::builtin("bangli-exact")?;
/// let asker = Asker { kecamatan: "Susut".into(), recorded: date(2016, 11, 12), suket: true };
/// let settings = Settings { replications: 1, ..Settings::default() }; // nothing in it is random
/// let found = promise(office.plan, &asker, &settings, &Control::default())?;
/// assert_eq!(found.list[0].safe_date, Some(date(2017, 4, 28)));
/// # Ok::<(), cetak::Error>(())
/// ```
pub fn promise(
    plan: impl Into<Arc<Plan>>,
    asker: &Asker,
    settings: &Settings,
    control: &Control<'_>,
) -> Result<PromisedCards> {
    let plan = plan.into();
    let dates = dates_of_backlog(&plan, settings)?;
    let wanted = vec![Wanted::of(&plan, asker, dates)?];
    let promises = promise_all(plan, wanted, dates, settings, control)?;
    match promises.list.is_empty() {
        true => Err(nobody(asker)),
        false => Ok(promises),
    }
}

/// Finds out when the cards are printed of residents with and without a suket, for each kecamatan and each day on which those who wait at
/// the start may have been recorded, and each on which new residents may be: of a day from the start on, the last of those recorded there
/// on that day, or the next behind them where residents are recorded daily. Where the table would grow too large, its later days are left out.
///
/// # Errors
///
/// Like [`project`](super::project()); [`ErrorKind::Value`] if there are too many days and kecamatan for the memory.
pub fn promises(
    plan: impl Into<Arc<Plan>>,
    settings: &Settings,
    control: &Control<'_>,
) -> Result<PromisedCards> {
    let plan = plan.into();
    let (from, to) = dates_of_backlog(&plan, settings)?;
    let days = (plan.day_number(to) - plan.day_number(from)).max(0) as u64 + 1;
    let each = 2 * plan.kecamatan.len() as u64;
    let more = memory::check_promises(&plan, each * days, settings)? / each;
    let waits = from.series(jiff::Span::new().days(1));
    let waits = waits.take_while(|date| *date <= to);
    let newcomers = recording_dates(&plan).into_iter().take(more as usize);
    let dates: Vec<(Date, Who)> = waits
        .map(|date| (date, Who::Waits))
        .chain(newcomers.map(|date| (date, Who::Newcomer)))
        .collect();
    let mut wanted = Vec::new();
    for suket in [true, false] {
        for &(recorded, who) in &dates {
            let day = plan.day_number(recorded);
            wanted.extend(plan.kecamatan_by_id().map(|(kecamatan, _)| Wanted {
                kecamatan,
                recorded,
                day,
                suket,
                who,
            }));
        }
    }
    promise_all(plan, wanted, (from, to), settings, control)
}

/// The first and the last date on which those who wait at the start may have been recorded, in all replications.
fn dates_of_backlog(plan: &Plan, settings: &Settings) -> Result<(Date, Date)> {
    let of = |plan: &Plan| (plan.backlog.recorded_from, plan.backlog.recorded_to);
    let is_unknown = |unknown: &Unknown| unknown.key.starts_with("backlog.recorded_");
    if !plan.worlds.unknown().iter().any(is_unknown) {
        return Ok(of(plan));
    }
    let drawn = (0..settings.replications).map(|replication| {
        let streams = Streams::new(settings.seed, replication.into());
        let world = plan.drawn(&streams)?;
        Ok(world.map_or_else(|| of(plan), |world| of(&world.plan)))
    });
    let dates: Vec<(Date, Date)> = drawn.collect::<Result<_>>()?;
    let widest = |(from, to): (Date, Date), (first, last)| (from.min(first), to.max(last));
    Ok(dates.into_iter().reduce(widest).unwrap_or_else(|| of(plan)))
}

/// The dates from the start on, and after all of those who wait then, on which new residents may be recorded.
fn recording_dates(plan: &Plan) -> Vec<Date> {
    let arrivals = &plan.arrivals;
    let daily = plan.kecamatan.iter().any(|k| k.recordings.is_some());
    let open = plan.days.open_days(plan.start, plan.horizon);
    let open = open.map(|(date, _)| date);
    let daily = open.filter(|date| daily && arrivals.are_daily_on(*date));
    let campaigns = arrivals.campaigns.iter().map(|campaign| campaign.date);
    let mut dates: Vec<Date> = daily.chain(campaigns).collect();
    dates.retain(|date| {
        *date >= plan.start && *date > plan.backlog.recorded_to && *date <= plan.horizon
    });
    dates.sort_unstable();
    dates.dedup();
    dates
}

/// A resident who is looked for in each replication.
struct Wanted {
    kecamatan: KecamatanId,
    recorded: Date,
    /// The same in days from the start, which all worlds share.
    day: i32,
    suket: bool,
    who: Who,
}

/// Which of the residents recorded on a day is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The last of those who wait at the start.
    Waits,
    /// The last of those whom the scenario records from the start on.
    Newcomer,
    /// One more resident.
    OneMore,
}

impl Wanted {
    fn of(plan: &Plan, asker: &Asker, (from, to): (Date, Date)) -> Result<Self> {
        let wrong = |message| Err(Error::of(ErrorKind::Value, message));
        let names = || plan.kecamatan.iter().map(|k| k.name.as_str());
        let mut known = plan.kecamatan_by_id();
        let Some((kecamatan, _)) = known.find(|(_, k)| k.name == asker.kecamatan) else {
            let found = asker.kecamatan.as_str();
            return wrong(match nearest(found, names()) {
                Some(near) => Message::new("promise-kecamatan-near")
                    .with("found", found)
                    .with("near", near),
                None => Message::new("promise-kecamatan")
                    .with("found", found)
                    .with("known", Variable::List(names().map(String::from).collect())),
            });
        };
        if asker.recorded > plan.horizon {
            let message = Message::new("promise-late")
                .with("found", asker.recorded)
                .with("horizon", plan.horizon);
            return wrong(message);
        }
        let who = match asker.recorded >= plan.start {
            true => Who::OneMore,
            false => Who::Waits,
        };
        if who == Who::Waits && asker.recorded < from {
            let message = Message::new("promise-early")
                .with("found", asker.recorded)
                .with("from", from)
                .with("to", to);
            return wrong(message);
        }
        Ok(Self {
            kecamatan,
            recorded: asker.recorded,
            day: plan.day_number(asker.recorded),
            suket: asker.suket,
            who,
        })
    }
}

fn promise_all(
    plan: Arc<Plan>,
    wanted: Vec<Wanted>,
    (_, latest): (Date, Date),
    settings: &Settings,
    control: &Control<'_>,
) -> Result<PromisedCards> {
    let one_more = wanted.iter().find(|one| one.who == Who::OneMore);
    let has_newcomers = wanted.iter().any(|one| one.who == Who::Newcomer);
    // A plan made ready, and the numbers of those who are looked for in its runs.
    let prepared = |plan| -> Result<(Prepared, Vec<Option<u32>>)> {
        let setup = Setup::new(plan)?;
        let backlog = &setup.plan().backlog;
        let (from, to) = (backlog.recorded_from, backlog.recorded_to);
        // Where the dates are not known, only the worlds count in which somebody can have been recorded on that day.
        let is_in = |day: Date| from <= day && (day <= to || latest < day);
        let number = |one: &Wanted| match is_in(one.recorded) {
            true => setup.who_was_recorded(one.kecamatan, one.day, one.suket),
            false => None,
        };
        let numbers = wanted.iter().map(number).collect();
        let setup = match one_more {
            Some(one) => setup.with_one_more(one.kecamatan, one.day as Day, one.suket),
            None => setup,
        };
        Ok((Prepared::of(setup), numbers))
    };
    let known = prepared(Arc::clone(&plan))?;
    let one = |streams: &Streams| -> Result<Vec<Option<Option<Day>>>> {
        let world = plan.drawn(streams)?;
        let world = world
            .map(|world| prepared(Arc::new(world.plan)))
            .transpose()?;
        let (office, numbers) = world.as_ref().unwrap_or(&known);
        let mut seen = PrintDays::of(&office.setup);
        if has_newcomers {
            seen = seen.with_newcomers(&office.setup);
        }
        office.watched(streams, control, &mut seen)?;
        let printed_on = |(one, number): (&Wanted, &Option<u32>)| match one.who {
            Who::Waits => number.map(|number| seen.of_backlog(number)),
            Who::Newcomer => seen.of_newcomer(one.kecamatan, one.day, one.suket),
            Who::OneMore => Some(seen.of_one_more()),
        };
        Ok(std::iter::zip(&wanted, numbers).map(printed_on).collect())
    };
    // The days of the cards, and the number of replications that have such a resident.
    let mut found: Vec<(Histogram, u32)> = vec![Default::default(); wanted.len()];
    let replications = each(settings, control, one, |answers| {
        for ((days, asked), answer) in found.iter_mut().zip(answers) {
            if let Some(day) = answer {
                *asked += 1;
                day.into_iter().for_each(|day| days.record(day));
            }
        }
    })?;
    let list = std::iter::zip(&wanted, &found)
        .filter(|(_, (_, asked))| *asked > 0)
        .map(|(one, (days, asked))| promised(&plan, one, days, *asked));
    Ok(PromisedCards {
        digest: known.0.setup.digest().to_owned(),
        seed: settings.seed,
        replications,
        requested: settings.replications,
        list: list.collect(),
        plan,
    })
}

fn promised(plan: &Plan, one: &Wanted, days: &Histogram, asked: u32) -> PromisedCard {
    let each = days
        .iter()
        .flat_map(|(day, times)| std::iter::repeat_n(day, times as usize));
    let printed_on = dates(each, asked as usize, plan);
    let safe_date = printed_on.quantiles.p90.and_then(|p90| {
        let mut open = plan.days.open_days(p90, plan.horizon);
        open.next().map(|(date, _)| date)
    });
    let by = |day: Day| safe_date.is_some_and(|safe| plan.date(day) <= safe);
    let kept = days.iter().filter(|(day, _)| by(*day));
    PromisedCard {
        kecamatan: plan.kecamatan[one.kecamatan.index()].name.clone(),
        recorded: one.recorded,
        suket: one.suket,
        printed_on,
        safe_date,
        asked,
        kept: kept.map(|(_, times)| times as u32).sum(),
    }
}

fn nobody(asker: &Asker) -> Error {
    let kecamatan = asker.kecamatan.as_str();
    let message = match asker.suket {
        true => Message::new("promise-nobody").with("kecamatan", kecamatan),
        false => Message::new("promise-nobody-without").with("kecamatan", kecamatan),
    };
    Error::of(ErrorKind::Value, message)
}
