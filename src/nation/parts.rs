//! A nation in parts: replications of all offices, or of some of them, stored in files and merged into the same answer.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outcome::NationOutcome;
use super::plan::Nation;
use super::results::NationProjection;
use super::run::NationSetup;
use super::summary;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Part, Parts, Settings, Whole, about, common, store};
use crate::random::Streams;
use crate::words::Message;

/// What a part file says of its run besides. Parts of different offices are runs of their own until they are merged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct About {
    /// The nation file, with its table in it.
    nation: Option<String>,
    /// The first office of the part, and the one behind its last, counted from 0.
    offices: Range<usize>,
}

/// The run of some offices of a nation that parts belong to: the text of its file, and [`Nation::digest`].
pub(crate) fn whole(
    nation: Option<&str>,
    digest: &str,
    offices: Range<usize>,
    seed: u64,
    replications: u32,
) -> Whole<About> {
    Whole {
        digest: digest.to_owned(),
        seed,
        replications,
        about: About {
            nation: nation.map(str::to_owned),
            offices,
        },
    }
}

/// Runs one part of the replications that `settings` asks for, of all offices or of one part of them, and stores it in the file `path`.
///
/// The file appears when the part is complete, as in [`project_part`](crate::projection::project_part()), and the same call goes on after a stop.
///
/// # Errors
///
/// Like [`project`](super::project()) and [`project_part`](crate::projection::project_part()); [`ErrorKind::Value`] for a part of the offices
/// where blanks are allotted by rounds, because no office can then be run without the others.
pub fn nation_part(
    nation: impl Into<Arc<Nation>>,
    settings: &Settings,
    part: Part,
    offices: Option<Part>,
    path: impl AsRef<Path>,
    control: &Control<'_>,
) -> Result<()> {
    let nation = nation.into();
    let offices = match offices {
        None => 0..nation.table.len(),
        Some(part) => offices_of(&nation, part)?,
    };
    let replications = part.replications(settings.replications)?;
    nation_replications(
        nation,
        settings,
        replications,
        offices,
        path.as_ref(),
        control,
    )
}

/// The offices of a part of them.
///
/// # Errors
///
/// [`ErrorKind::Value`] if blanks are allotted by rounds, or there are more parts than offices.
pub(crate) fn offices_of(nation: &Nation, part: Part) -> Result<Range<usize>> {
    if !nation.allotment.is_static() {
        let message = Message::new("nation-rounds").with("rule", nation.allotment.key());
        return Err(Error::of(ErrorKind::Value, message));
    }
    let all = nation.table.len() as u32;
    let offices = part.replications(all).map_err(|_| {
        let message = Message::new("part-too-many-offices").with("offices", all);
        Error::of(ErrorKind::Value, message)
    })?;
    Ok(offices.start as usize..offices.end as usize)
}

/// The same for any range of the replications and of the offices.
pub(crate) fn nation_replications(
    nation: Arc<Nation>,
    settings: &Settings,
    replications: Range<u32>,
    offices: Range<usize>,
    path: &Path,
    control: &Control<'_>,
) -> Result<()> {
    summary::check_memory(&nation, settings)?;
    let whole = whole(
        nation.text.as_deref(),
        &nation.digest(),
        offices.clone(),
        settings.seed,
        settings.replications,
    );
    let prepared = NationSetup::of(nation, offices)?;
    let one = |streams: &Streams| prepared.replication(streams, control);
    store(path, &whole, replications, settings.threads, control, one)
}

/// Refuses a nation that cannot be run and merged for as many replications.
pub(crate) fn check(nation: &Arc<Nation>, settings: &Settings) -> Result<()> {
    summary::check_memory(nation, settings)?;
    NationSetup::new(Arc::clone(nation)).map(drop)
}

/// The parts of a nation, from their files.
pub struct NationParts {
    /// The parts of the same offices together, in the order of the offices.
    groups: Vec<Parts<About>>,
}

impl NationParts {
    /// Whether a file is a part of a nation. A file that cannot be read is none.
    #[must_use]
    pub fn is_one(path: impl AsRef<Path>) -> bool {
        about::<About>(path.as_ref()).is_ok()
    }

    /// Opens the files of all parts, in any order.
    ///
    /// # Errors
    ///
    /// Like [`PartFiles::open`](crate::projection::PartFiles::open); offices that are missing, or in two parts.
    pub fn open(paths: &[impl AsRef<Path>]) -> Result<Self> {
        let of_path = |path: &Path| Ok((about::<About>(path)?.about.offices, path.to_owned()));
        let paths = paths.iter().map(|path| of_path(path.as_ref()));
        let groups = by_offices(paths.collect::<Result<_>>()?);
        let opened = groups.values().map(|group| Parts::open(group));
        let opened = opened.collect::<Result<Vec<Parts<About>>>>()?;
        let Some(first) = opened.first() else {
            return Err(refused(Message::new("part-no-file")));
        };
        for (parts, files) in opened.iter().zip(groups.values()) {
            // Of one run in everything but the offices.
            let mut about = parts.whole.clone();
            about.about.offices = first.whole.about.offices.clone();
            if let Some(differs) = first.whole.difference(&about) {
                let message = Message::new("part-of-another")
                    .with("file", files[0].display().to_string())
                    .with(
                        "first",
                        groups
                            .values()
                            .next()
                            .map_or(String::new(), |f| f[0].display().to_string()),
                    )
                    .with("differs", differs);
                return Err(refused(message));
            }
        }
        end_of(&opened)?;
        Ok(Self { groups: opened })
    }

    /// Opens what is there so far of the parts, given the offices of each; `None` if no replication is there of all offices.
    pub(crate) fn so_far(paths: Vec<(Range<usize>, PathBuf)>) -> Result<Option<Self>> {
        let groups = by_offices(paths);
        let groups = groups.values().map(|group| Parts::so_far(group));
        let groups = groups.collect::<Result<Option<Vec<Parts<About>>>>>()?;
        let found = groups.map(|groups| Self { groups });
        Ok(found.filter(|found| !found.replications().is_empty()))
    }

    /// The replications of all offices that are there, in order, counted from 0.
    pub(crate) fn replications(&self) -> Vec<Range<u32>> {
        let all = self.groups.iter().map(Parts::replications);
        all.reduce(common).unwrap_or_default()
    }

    /// The nation file that was run, with its table in it; `None` if the nation was not read from one.
    #[must_use]
    pub fn scenario(&self) -> Option<&str> {
        self.groups[0].whole.about.nation.as_deref()
    }

    /// Merges the parts: the same answer as that of [`project`](super::project()) on one machine, bit for bit.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Checkpoint`] if the parts are of another nation, lack offices of it, or hold what no replication of it can be.
    pub fn merge(self, nation: impl Into<Arc<Nation>>, by: &[Date]) -> Result<NationProjection> {
        let nation = nation.into();
        let all = self.replications();
        self.merge_some(nation, by, &all)
    }

    /// Merges these replications of all offices, which must be there. The answer says in [`NationProjection::so_far`] which ones it rests on,
    /// unless they are all that were asked for.
    pub(crate) fn merge_some(
        self,
        nation: Arc<Nation>,
        by: &[Date],
        some: &[Range<u32>],
    ) -> Result<NationProjection> {
        let (end, all) = (end_of(&self.groups)?, nation.table.len());
        if end != all {
            return Err(refused(offices_missing(end, all)));
        }
        let whole = self.groups[0].whole.clone();
        whole.is_of(&nation.digest())?;
        let settings = Settings {
            replications: whole.replications,
            seed: whole.seed,
            threads: None,
        };
        summary::check_memory(&nation, &settings)?;
        let mut outcomes: BTreeMap<u32, NationOutcome> = BTreeMap::new();
        for parts in self.groups {
            let offices = parts.whole.about.offices.len();
            parts.each(|replication, outcome: NationOutcome| {
                if !outcome.fits(&nation, offices) {
                    return Err(refused(Message::new("part-not-of-plan")));
                }
                if some.iter().any(|range| range.contains(&replication)) {
                    outcomes.entry(replication).or_default().append(outcome);
                }
                Ok(())
            })?;
        }
        let outcomes = outcomes.into_values().collect();
        let mut found = summary::sum_up(nation, &settings, by, outcomes);
        if !found.complete {
            let ranges = some.iter().map(|range| [range.start + 1, range.end]);
            found.so_far = Some(ranges.collect());
        }
        Ok(found)
    }
}

/// The files of the same offices together, in the order of the offices.
fn by_offices(paths: Vec<(Range<usize>, PathBuf)>) -> BTreeMap<(usize, usize), Vec<PathBuf>> {
    let mut groups: BTreeMap<(usize, usize), Vec<PathBuf>> = BTreeMap::new();
    for (offices, path) in paths {
        let group = groups.entry((offices.start, offices.end)).or_default();
        group.push(path);
    }
    groups
}

/// The office behind the last. Refuses offices that do not begin behind those before.
fn end_of(groups: &[Parts<About>]) -> Result<usize> {
    groups.iter().try_fold(0, |next, parts| {
        let offices = &parts.whole.about.offices;
        match offices.start.cmp(&next) {
            Ordering::Equal => Ok(offices.end),
            Ordering::Greater => Err(refused(offices_missing(next, offices.start))),
            Ordering::Less => Err(refused(
                Message::new("part-offices-twice")
                    .with("first", offices.start + 1)
                    .with("last", next.min(offices.end)),
            )),
        }
    })
}

fn offices_missing(from: usize, end: usize) -> Message {
    Message::new("part-offices-missing")
        .with("first", from + 1)
        .with("last", end)
}

fn refused(message: Message) -> Error {
    Error::of(ErrorKind::Checkpoint, message)
}
