//! How precise the answer is so far.

use super::precision::DaysPrecision;
use super::results::{HalfWidth, Projection};
use crate::error::Result;

/// The half-widths of the median and the safe date, and of the mean of the working days where one exists.
pub(super) fn so_far(p: &Projection) -> Result<Vec<HalfWidth>> {
    let any = f64::INFINITY;
    let mut wanted = vec![DaysPrecision::Date(0.5, any), DaysPrecision::Date(0.9, any)];
    if p.measures.working_days.mean.is_some() {
        wanted.push(DaysPrecision::MeanWorkingDays(any));
    }
    let look = |one: &DaysPrecision| {
        let found = one.look(&p.outcomes, p.plan.last_day(), wanted.len())?;
        Ok(HalfWidth {
            of: found.of,
            half_width: found.reached,
        })
    };
    wanted.iter().map(look).collect()
}
