//! What nobody knows of a plan: values that are drawn once for each replication.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::Plan;
use crate::error::Result;
use crate::random::Streams;

/// What a value that nobody knows may be, in parts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Possible {
    /// Drawn from a distribution: the name of its family, and its parameters with their names, as a scenario file has them.
    Drawn(&'static str, Vec<(&'static str, String)>),
    /// One of these values, each with its probability.
    OneOf(Vec<(String, f64)>),
}

/// A value of a plan that nobody knows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Unknown {
    /// The key of the value, such as `backlog.total`.
    pub key: String,
    /// What it may be: a distribution, or choices with their weights.
    pub law: String,
    /// The same in parts, for reports that put it into words.
    #[serde(skip)]
    pub possible: Possible,
    /// Why it is not known, and where the law comes from.
    pub why: String,
}

impl Unknown {
    /// A value that nobody knows.
    #[must_use]
    pub fn new(
        key: impl Into<String>,
        law: impl Into<String>,
        possible: Possible,
        why: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            law: law.into(),
            possible,
            why: why.into(),
        }
    }

    /// Its level in a replication, drawn uniformly between 0 and 1 from a stream that is named after its key: `unknown/KEY`.
    #[must_use]
    pub fn level(&self, streams: &Streams) -> f64 {
        streams.stream(&self.stream_name()).uniform()
    }

    fn stream_name(&self) -> String {
        format!("unknown/{}", self.key)
    }
}

/// A plan with everything known, and the values that were drawn for it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct World {
    /// The plan.
    pub plan: Plan,
    /// The value of each unknown, as a scenario file would have it, in the order of [`Worlds::unknown`].
    pub values: Vec<String>,
}

impl World {
    /// A plan, and the values that were drawn for it.
    #[must_use]
    pub fn new(plan: Plan, values: Vec<String>) -> Self {
        Self { plan, values }
    }
}

type Make = dyn Fn(&[f64], u64) -> Result<World> + Send + Sync + RefUnwindSafe + UnwindSafe;

/// The plans that a plan may turn out to be. Without anything unknown it is only the plan itself.
#[derive(Clone, Default)]
pub struct Worlds {
    unknown: Vec<Unknown>,
    make: Option<Arc<Make>>,
}

impl Worlds {
    /// What is unknown, and how a plan is made from the levels of all of it: the level of a value is the probability, between 0 and 1, that
    /// it is not above the one that the plan gets.
    ///
    /// `make` also gets the number of the replication, for its errors. It must give the same plan for the same levels, with the start, the
    /// horizon, the sites and the kecamatan of the plan that holds it.
    #[must_use]
    pub fn new(
        unknown: Vec<Unknown>,
        make: impl Fn(&[f64], u64) -> Result<World> + Send + Sync + RefUnwindSafe + UnwindSafe + 'static,
    ) -> Self {
        Self {
            unknown,
            make: Some(Arc::new(make)),
        }
    }

    /// What is unknown.
    #[must_use]
    pub fn unknown(&self) -> &[Unknown] {
        &self.unknown
    }

    /// Whether everything is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.unknown.is_empty()
    }

    /// The same with a change to each plan that is drawn.
    #[must_use]
    pub fn then(
        &self,
        change: impl Fn(Plan) -> Plan + Send + Sync + RefUnwindSafe + UnwindSafe + 'static,
    ) -> Self {
        let make = self.make.clone().map(|make| -> Arc<Make> {
            Arc::new(move |levels, replication| {
                let World { plan, values } = make(levels, replication)?;
                Ok(World::new(change(plan), values))
            })
        });
        Self {
            unknown: self.unknown.clone(),
            make,
        }
    }
}

impl Plan {
    /// The plan of one replication, with everything that is unknown drawn from its streams; `None` if nothing is.
    ///
    /// # Errors
    ///
    /// If the plan that is drawn cannot be run.
    pub fn drawn(&self, streams: &Streams) -> Result<Option<World>> {
        self.world(&self.levels(streams), streams.replication())
    }

    /// The levels of what is unknown in a replication, in the order of [`Worlds::unknown`].
    #[must_use]
    pub fn levels(&self, streams: &Streams) -> Vec<f64> {
        let unknown = self.worlds.unknown.iter();
        let level = |one: &Unknown| self.stream(streams, &one.stream_name()).uniform();
        unknown.map(level).collect()
    }

    /// The plan at these levels of what is unknown, in the order of [`Worlds::unknown`]; `None` if nothing is. Errors name the replication.
    ///
    /// # Errors
    ///
    /// If the plan cannot be run.
    pub fn world(&self, levels: &[f64], replication: u64) -> Result<Option<World>> {
        let make = self.worlds.make.as_ref();
        make.map(|make| make(levels, replication)).transpose()
    }
}

impl fmt::Debug for Worlds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.unknown.fmt(f)
    }
}

/// Plans with the same unknowns are drawn alike.
impl PartialEq for Worlds {
    fn eq(&self, other: &Self) -> bool {
        self.unknown == other.unknown
    }
}

impl Serialize for Worlds {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.unknown.serialize(serializer)
    }
}
