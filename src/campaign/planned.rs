//! A plan as text, from which any machine can run a job of it: a scenario, or a nation.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::experiment::{Control, Part, Settings, Whole};
use crate::nation::{self, Allotment, Nation};
use crate::office::plan::Plan;
use crate::projection;
use crate::scenario;
use crate::words::{Lang, Message};

/// What a campaign can run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum CampaignPlan {
    /// One office.
    Office(Arc<Plan>),
    /// A nation.
    Nation(Arc<Nation>),
}

impl From<Plan> for CampaignPlan {
    fn from(plan: Plan) -> Self {
        Self::Office(Arc::new(plan))
    }
}

impl From<Arc<Plan>> for CampaignPlan {
    fn from(plan: Arc<Plan>) -> Self {
        Self::Office(plan)
    }
}

impl From<Nation> for CampaignPlan {
    fn from(nation: Nation) -> Self {
        Self::Nation(Arc::new(nation))
    }
}

impl CampaignPlan {
    fn name(&self) -> &str {
        match self {
            Self::Office(plan) => &plan.name,
            Self::Nation(nation) => nation.name(),
        }
    }

    fn name_in(&self, lang: Lang) -> &str {
        let texts = match self {
            Self::Office(plan) => &plan.texts,
            Self::Nation(nation) => &nation.shared.texts,
        };
        texts.said(self.name(), lang)
    }

    fn digest(&self) -> String {
        match self {
            Self::Office(plan) => plan.digest(),
            Self::Nation(nation) => nation.digest(),
        }
    }

    fn text(&self) -> Option<&Arc<str>> {
        match self {
            Self::Office(plan) => plan.text.as_ref(),
            Self::Nation(nation) => nation.text.as_ref(),
        }
    }

    /// The offices of each job of the same replications: those of a nation in so many parts, or nothing of one office.
    pub(super) fn office_ranges(&self, parts: u32) -> Result<Vec<Option<Range<usize>>>> {
        let Self::Nation(nation) = self else {
            return Ok(vec![None]);
        };
        if parts <= 1 {
            return Ok(vec![Some(0..nation.table.len())]);
        }
        let part = |number| nation::offices_of(nation, Part::new(number, parts)?).map(Some);
        (1..=parts).map(part).collect()
    }

    /// Runs some replications into the file `path`, of a nation these offices.
    pub(super) fn run(
        self,
        settings: &Settings,
        replications: Range<u32>,
        offices: Option<Range<usize>>,
        path: &Path,
        control: &Control<'_>,
    ) -> Result<()> {
        match self {
            Self::Office(plan) => {
                projection::project_replications(plan, settings, replications, path, control)
            }
            Self::Nation(nation) => {
                let offices = offices.unwrap_or(0..nation.table.len());
                nation::nation_replications(nation, settings, replications, offices, path, control)
            }
        }
    }
}

/// Refuses plans that no campaign can run and answer together: offices and nations, or nations that differ in more than their rule.
pub(super) fn check(plans: &[CampaignPlan], settings: &Settings) -> Result<()> {
    let (mut offices, mut nations) = (Vec::new(), Vec::new());
    for plan in plans {
        match plan {
            CampaignPlan::Office(plan) => offices.push(Arc::clone(plan)),
            CampaignPlan::Nation(nation) => nations.push(nation),
        }
    }
    // Their answers stand beside each other by rule.
    let rules: HashSet<Allotment> = nations.iter().map(|nation| nation.allotment).collect();
    let is_one = |nation: &&Arc<Nation>| is_one_nation(nation, nations[0]);
    let one_nation = rules.len() == nations.len() && nations.iter().all(is_one);
    if (!offices.is_empty() && !nations.is_empty()) || !one_nation {
        return Err(Error::of(ErrorKind::Value, Message::new("campaign-mixed")));
    }
    nations
        .into_iter()
        .try_for_each(|nation| nation::check(nation, settings))?;
    match offices.is_empty() {
        true => Ok(()),
        false => projection::check(&offices, settings),
    }
}

/// Whether two nations differ in nothing but the rule and the name.
fn is_one_nation(one: &Nation, other: &Nation) -> bool {
    let mut alike = other.clone();
    alike.allotment = one.allotment;
    alike.shared.name.clone_from(&one.shared.name);
    alike.digest() == one.digest()
}

/// A plan as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Planned {
    kind: Kind,
    name: String,
    /// Its name in Indonesian.
    name_id: String,
    /// [`Plan::digest`] or [`Nation::digest`] of what the text reads as.
    digest: String,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Scenario,
    Nation,
}

impl Planned {
    /// A plan that was read from a file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if it was not.
    pub fn of(plan: &CampaignPlan) -> Result<Self> {
        let Some(text) = plan.text() else {
            let message = Message::new("campaign-no-text").with("name", plan.name());
            return Err(Error::of(ErrorKind::Value, message));
        };
        Ok(Self {
            kind: match plan {
                CampaignPlan::Office(_) => Kind::Scenario,
                CampaignPlan::Nation(_) => Kind::Nation,
            },
            name: plan.name().to_owned(),
            name_id: plan.name_in(Lang::Id).to_owned(),
            digest: plan.digest(),
            text: text.to_string(),
        })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name in a language.
    pub fn name_in(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.name,
            Lang::Id => &self.name_id,
        }
    }

    /// Reads the plan.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scenario`] if the text is no scenario; [`ErrorKind::Checkpoint`] if it is another one than its digest says.
    pub fn read(&self) -> Result<CampaignPlan> {
        let name = Path::new(&self.name);
        let plan: CampaignPlan = match self.kind {
            Kind::Scenario => {
                let read = scenario::parse(&self.text, name, &[]);
                read.map_err(Error::from)?.plan.into()
            }
            Kind::Nation => {
                let read = scenario::parse_nation(&self.text, name, &[]);
                read.map_err(Error::from)?.nation.into()
            }
        };
        let found = plan.digest();
        if found != self.digest {
            let message = Message::new("campaign-digest")
                .with("name", self.name.as_str())
                .with("digest", self.digest.as_str())
                .with("found", found);
            return Err(Error::of(ErrorKind::Checkpoint, message));
        }
        Ok(plan)
    }

    /// The run that part files of a scenario belong to.
    pub fn of_scenario(&self, seed: u64, replications: u32) -> Whole<projection::About> {
        projection::whole(Some(&self.text), &self.digest, seed, replications)
    }

    /// The run that part files of these offices of a nation belong to.
    pub fn of_nation(
        &self,
        offices: Range<usize>,
        seed: u64,
        replications: u32,
    ) -> Whole<nation::About> {
        nation::whole(Some(&self.text), &self.digest, offices, seed, replications)
    }
}
