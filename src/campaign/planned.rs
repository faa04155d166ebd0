//! A plan as text, from which any machine can run a job of it.
//!
//! A new kind of plan is a variant here: `campaign.json` and the text of a job name the kind. A nation would be one, whose jobs have a
//! range of offices beside their range of replications.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::experiment::Whole;
use crate::office::plan::Plan;
use crate::projection::{self, About};
use crate::scenario;
use crate::words::Message;

/// A plan as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Planned {
    /// A scenario file with everything it extends.
    Scenario {
        name: String,
        /// [`Plan::digest`] of what the text reads as.
        digest: String,
        text: String,
    },
}

impl Planned {
    /// A plan that was read from a scenario file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if it was not.
    pub fn of(plan: &Plan) -> Result<Self> {
        let Some(text) = &plan.text else {
            let message = Message::new("campaign-no-text").with("name", plan.name.as_str());
            return Err(Error::of(ErrorKind::Value, message));
        };
        Ok(Self::Scenario {
            name: plan.name.clone(),
            digest: plan.digest(),
            text: text.to_string(),
        })
    }

    pub fn name(&self) -> &str {
        let Self::Scenario { name, .. } = self;
        name
    }

    /// Reads the plan.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Scenario`] if the text is no scenario; [`ErrorKind::Checkpoint`] if it is another one than its digest says.
    pub fn read(&self) -> Result<Arc<Plan>> {
        let Self::Scenario { name, digest, text } = self;
        let plan = scenario::parse(text, Path::new(name), &[])
            .map_err(Error::from)?
            .plan;
        let found = plan.digest();
        if found != *digest {
            let message = Message::new("campaign-digest")
                .with("name", name.as_str())
                .with("digest", digest.as_str())
                .with("found", found);
            return Err(Error::of(ErrorKind::Checkpoint, message));
        }
        Ok(Arc::new(plan))
    }

    /// The run that the part files of the plan belong to.
    pub fn whole(&self, seed: u64, replications: u32) -> Whole<About> {
        let Self::Scenario { digest, text, .. } = self;
        projection::whole(Some(text), digest, seed, replications)
    }
}
