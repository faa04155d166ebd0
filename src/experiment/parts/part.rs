//! Which replications a part has.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};
use crate::words::Message;

/// One of the equal parts into which the replications of a run are cut, written `3/8`.
///
/// # Examples
///
/// ```
/// use cetak::experiment::Part;
///
/// let part: Part = "3/8".parse()?;
/// assert_eq!(part.replications(1000)?, 250..375);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// From 1 to `of`.
    number: u32,
    of: u32,
}

impl Part {
    /// Part `number` of `of` parts, counted from 1.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] unless `number` is from 1 to `of`.
    pub fn new(number: u32, of: u32) -> Result<Self> {
        match (1..=of).contains(&number) {
            true => Ok(Self { number, of }),
            false => Err(unreadable(&format!("{number}/{of}"))),
        }
    }

    /// The replications of this part of a run of so many, counted from 0. Parts differ by at most one replication.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there are more parts than replications.
    pub fn replications(self, all: u32) -> Result<Range<u32>> {
        if self.of > all {
            let message = Message::new("part-too-many")
                .with("replications", all)
                .with("parts", self.of);
            return Err(Error::of(ErrorKind::Value, message));
        }
        let before = |parts: u32| (u64::from(all) * u64::from(parts) / u64::from(self.of)) as u32;
        Ok(before(self.number - 1)..before(self.number))
    }
}

impl FromStr for Part {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let numbers = text.split_once('/');
        let numbers =
            numbers.and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let (number, of) = numbers.ok_or_else(|| unreadable(text))?;
        Part::new(number, of).map_err(|_| unreadable(text))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

fn unreadable(found: &str) -> Error {
    Error::of(
        ErrorKind::Value,
        Message::new("part-unreadable").with("found", found),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_all_replications_once() {
        for (all, of) in [(1, 1), (7, 7), (10, 3), (1000, 7), (u32::MAX, 11)] {
            let mut next = 0;
            for number in 1..=of {
                let range = Part::new(number, of).unwrap().replications(all).unwrap();
                assert_eq!(range.start, next);
                assert!((all / of..=all / of + 1).contains(&(range.end - range.start)));
                next = range.end;
            }
            assert_eq!(next, all);
        }
    }

    #[test]
    fn what_is_no_part_is_refused() {
        for wrong in ["", "3", "0/8", "9/8", "1/0", "-1/8", "1/2/3", "3 /8"] {
            assert!(wrong.parse::<Part>().is_err(), "{wrong}");
        }
        assert_eq!("8/8".parse::<Part>().unwrap().to_string(), "8/8");
        assert!(Part::new(1, 8).unwrap().replications(7).is_err());
    }
}
