//! The dates between which residents were recorded, and the one in the middle.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// The first of the dates, the one by which half of the residents were recorded, and the last; `None` if there is nobody.
pub(super) fn first_half_last(recorded: impl Iterator<Item = (Date, u32)>) -> Option<[Date; 3]> {
    let mut by_date: BTreeMap<Date, u64> = BTreeMap::new();
    for (date, residents) in recorded {
        *by_date.entry(date).or_default() += u64::from(residents);
    }
    let all: u64 = by_date.values().sum();
    let mut so_far = 0;
    let half = by_date.iter().find(|(_, residents)| {
        so_far += **residents;
        2 * so_far >= all
    });
    let (first, last) = (by_date.keys().next()?, by_date.keys().next_back()?);
    Some([*first, *half?.0, *last])
}
