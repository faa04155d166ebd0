//! A nation in parts: replications of all offices, or of some of them, stored in files and merged into the same answer.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outcome::NationOutcome;
use super::plan::Nation;
use super::results::NationProjection;
use super::run::Prepared;
use super::summary;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Part, Parts, Settings, Whole, about, store};
use crate::random::Streams;
use crate::words::Message;

/// What a part file says of its run besides. Parts of different offices are runs of their own until they are merged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct About {
    /// The nation file, with its table in it.
    nation: Option<String>,
    /// The first office of the part, and the one behind its last, counted from 0.
    offices: Range<usize>,
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
    summary::check_memory(&nation, settings)?;
    let all = nation.table.len();
    let offices = match offices {
        None => 0..all,
        Some(_) if !nation.allotment.is_static() => {
            let rule = nation.allotment.key();
            let message = Message::new("nation-rounds").with("rule", rule);
            return Err(Error::of(ErrorKind::Value, message));
        }
        Some(part) => {
            let offices = part.replications(all as u32)?;
            offices.start as usize..offices.end as usize
        }
    };
    let whole = Whole {
        digest: nation.digest(),
        seed: settings.seed,
        replications: settings.replications,
        about: About {
            nation: nation.text.as_deref().map(str::to_owned),
            offices: offices.clone(),
        },
    };
    let replications = part.replications(settings.replications)?;
    let prepared = Prepared::of(nation, offices)?;
    let one = |streams: &Streams| prepared.replication(streams, control);
    store(
        path.as_ref(),
        &whole,
        replications,
        settings.threads,
        control,
        one,
    )
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
        let mut groups: BTreeMap<(usize, usize), Vec<PathBuf>> = BTreeMap::new();
        for path in paths.iter().map(AsRef::as_ref) {
            let offices = about::<About>(path)?.about.offices;
            let group = groups.entry((offices.start, offices.end)).or_default();
            group.push(path.to_owned());
        }
        let opened = groups.values().map(|group| Parts::open(group));
        let opened = opened.collect::<Result<Vec<Parts<About>>>>()?;
        let Some(first) = opened.first() else {
            return Err(refused(Message::new("part-no-file")));
        };
        let mut next = 0;
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
            let offices = &parts.whole.about.offices;
            if offices.start != next {
                return Err(refused(match offices.start > next {
                    true => offices_missing(next, offices.start),
                    false => Message::new("part-offices-twice")
                        .with("first", offices.start + 1)
                        .with("last", next.min(offices.end)),
                }));
            }
            next = offices.end;
        }
        Ok(Self { groups: opened })
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
    pub fn merge(
        mut self,
        nation: impl Into<Arc<Nation>>,
        by: &[Date],
    ) -> Result<NationProjection> {
        let nation = nation.into();
        let whole = self.groups[0].whole.clone();
        let digest = nation.digest();
        if digest != whole.digest {
            let message = Message::new("part-other-digest")
                .with("one", whole.digest.as_str())
                .with("other", digest);
            return Err(refused(message));
        }
        let (last, all) = (self.groups.len() - 1, nation.table.len());
        let end = self.groups[last].whole.about.offices.end;
        if end < all {
            return Err(refused(offices_missing(end, all)));
        }
        let settings = Settings {
            replications: whole.replications,
            seed: whole.seed,
            threads: None,
        };
        summary::check_memory(&nation, &settings)?;
        let mut outcomes = Vec::with_capacity(whole.replications as usize);
        for _ in 0..whole.replications {
            let mut all = NationOutcome::default();
            for parts in &mut self.groups {
                let offices = parts.whole.about.offices.len();
                let outcome: Option<NationOutcome> = parts.next()?;
                let outcome = outcome.filter(|one| one.fits(&nation, offices));
                let not_of_plan = || refused(Message::new("part-not-of-plan"));
                all.append(outcome.ok_or_else(not_of_plan)?);
            }
            outcomes.push(all);
        }
        Ok(summary::sum_up(nation, &settings, by, outcomes))
    }
}

fn offices_missing(from: usize, end: usize) -> Message {
    Message::new("part-offices-missing")
        .with("first", from + 1)
        .with("last", end)
}

fn refused(message: Message) -> Error {
    Error::of(ErrorKind::Checkpoint, message)
}
