//! What is to be reached in most futures: `served 95 % by 2017-06-30 with 80 %`.

use std::str::FromStr;

use jiff::civil::Date;
use serde::Serialize;

use super::Replication;
use crate::error::{Error, ErrorKind, Result};
use crate::office::plan::Plan;
use crate::office::{Day, MILESTONES};
use crate::words::{Message, date_meant};

/// Something that is to happen by a date, in at least a share of the replications.
///
/// It is read from English or Indonesian, with or without the small words: `cleared by 2017-07-28 with 90 %`, `served 95 % by …`, `no
/// standstill until …`; `tuntas sampai 2017-07-28 dengan 90 %`, `terlayani 95 % sampai …`, `tanpa henti sampai …`.
///
/// # Examples
///
/// ```
/// use cetak::projection::{Goal, Wanted};
///
/// let goal: Goal = "served 95 % by 2017-06-30 with 80 %".parse()?;
/// assert_eq!((goal.wanted, goal.probability), (Wanted::Served(95), 0.8));
/// assert_eq!(goal, "terlayani 95% sampai 2017-06-30 dengan 80%".parse()?);
/// # Ok::<(), cetak::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// What is to happen.
    pub wanted: Wanted,
    /// The last day on which it may happen; for [`Wanted::NoStandstill`], the last day on which printing must go on.
    pub by: Date,
    /// The share of replications in which it is to happen, above 0 and at most 1.
    pub probability: f64,
}

/// What may be wanted by a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Wanted {
    /// Everyone who waits at the start has a card.
    Cleared,
    /// This percentage of those who wait at the start have a card: 50, 80, 90, 95 or 99.
    Served(u32),
    /// Until then, there is no open day on which printing stands still for want of blanks.
    NoStandstill,
}

impl Goal {
    /// Whether a replication of a plan reaches it.
    #[must_use]
    pub fn is_reached(&self, replication: &Replication, plan: &Plan) -> bool {
        let by = plan.day_number(self.by);
        let by_then = |day: Option<Day>| day.is_some_and(|day| i64::from(day) <= i64::from(by));
        match self.wanted {
            Wanted::Cleared => by_then(replication.cleared),
            Wanted::Served(percent) => {
                let milestone = MILESTONES.iter().position(|known| *known == percent);
                by_then(milestone.and_then(|i| replication.served_on[i]))
            }
            Wanted::NoStandstill => !by_then(replication.standstill),
        }
    }

    /// Whether enough of the replications reach it.
    #[must_use]
    pub fn is_met(&self, reached: u32, replications: u32) -> bool {
        // A share of 0.07 is not exactly 7 of 100.
        f64::from(reached) >= self.probability * f64::from(replications) - 1e-9
    }
}

/// Words that say nothing here.
const SMALL: [&str; 36] = [
    "%",
    "a",
    "all",
    "at",
    "by",
    "chance",
    "end",
    "everyone",
    "futures",
    "in",
    "is",
    "least",
    "of",
    "on",
    "percent",
    "probability",
    "the",
    "to",
    "until",
    "up",
    "with",
    "dalam",
    "dari",
    "dengan",
    "hingga",
    "kemungkinan",
    "minimal",
    "pada",
    "paling",
    "peluang",
    "persen",
    "sampai",
    "sedikit",
    "semua",
    "sedikitnya",
    "tanggal",
];
const CLEARED: [&str; 3] = ["cleared", "tuntas", "selesai"];
const SERVED: [&str; 3] = ["served", "terlayani", "dilayani"];
const NO: [&str; 4] = ["no", "without", "tanpa", "tidak"];
const STANDSTILL: [&str; 4] = ["standstill", "henti", "terhenti", "berhenti"];

impl FromStr for Goal {
    type Err = Error;

    /// # Errors
    ///
    /// [`ErrorKind::Value`], with the forms of a goal, if it cannot be understood.
    fn from_str(text: &str) -> Result<Self> {
        understood(text).ok_or_else(|| {
            let message = match with_date(text) {
                Some(near) => Message::new("goal-unreadable-near")
                    .with("found", text)
                    .with("near", near),
                None => Message::new("goal-unreadable").with("found", text),
            };
            Error::of(ErrorKind::Value, message)
        })
    }
}

/// The goal with its date as year-month-day, if only the date was written in another form.
fn with_date(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    // The longest first: the year of `30 June 2027` belongs to it.
    let spans = (1..=4)
        .rev()
        .flat_map(|long| (0..words.len()).map(move |from| from..from + long));
    let near = |span: std::ops::Range<usize>| {
        let written = words.get(span.clone())?.join(" ");
        let date = date_meant(written.trim_end_matches([',', ';', '.']))?.ok()?;
        let near = [&words[..span.start], &[date.as_str()], &words[span.end..]].concat();
        let near = near.join(" ");
        understood(&near).map(|_| near)
    };
    spans.into_iter().find_map(near)
}

fn understood(text: &str) -> Option<Goal> {
    let text = text.to_lowercase().replace('%', " % ");
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', ';', '.']))
        .filter(|word| !SMALL.contains(word))
        .collect();
    let date = |word: &&str| {
        word.contains('-')
            .then(|| word.parse::<Date>().ok())
            .flatten()
    };
    let at = words.iter().position(|word| date(word).is_some())?;
    let by = date(&words[at])?;
    let number = |word: &str| word.replace(',', ".").parse::<f64>().ok();
    let wanted = match words[..at] {
        [word] if CLEARED.contains(&word) => Wanted::Cleared,
        [no, word] if NO.contains(&no) && STANDSTILL.contains(&word) => Wanted::NoStandstill,
        [one, other] => {
            let share = match (SERVED.contains(&one), SERVED.contains(&other)) {
                (true, false) => other,
                (false, true) => one,
                _ => return None,
            };
            let percent: u32 = share.parse().ok()?;
            match MILESTONES.contains(&percent) {
                true if percent == 100 => Wanted::Cleared,
                true => Wanted::Served(percent),
                false => return None,
            }
        }
        _ => return None,
    };
    let [percent] = words[at + 1..] else {
        return None;
    };
    let percent = number(percent)?;
    (percent > 0.0 && percent <= 100.0).then_some(Goal {
        wanted,
        by,
        probability: percent / 100.0,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_goal_is_read_in_both_languages_and_without_the_small_words() {
        let goal = |wanted, percent: f64| {
            Some(Goal {
                wanted,
                by: date(2017, 7, 28),
                probability: percent / 100.0,
            })
        };
        for (text, wanted) in [
            (
                "cleared by 2017-07-28 with 90 %",
                goal(Wanted::Cleared, 90.0),
            ),
            ("Cleared 2017-07-28 90", goal(Wanted::Cleared, 90.0)),
            (
                "tuntas sampai 2017-07-28 dengan 90 %",
                goal(Wanted::Cleared, 90.0),
            ),
            (
                "served 100 % by 2017-07-28, with 90%",
                goal(Wanted::Cleared, 90.0),
            ),
            (
                "served 95 % by 2017-07-28 with 92.5 %",
                goal(Wanted::Served(95), 92.5),
            ),
            (
                "95% served by 2017-07-28 in at least 80%",
                goal(Wanted::Served(95), 80.0),
            ),
            (
                "terlayani 50 % sampai 2017-07-28 dengan 92,5 %",
                goal(Wanted::Served(50), 92.5),
            ),
            (
                "no standstill until 2017-07-28 with 90 %",
                goal(Wanted::NoStandstill, 90.0),
            ),
            (
                "tanpa henti sampai tanggal 2017-07-28 dengan peluang 90 persen",
                goal(Wanted::NoStandstill, 90.0),
            ),
        ] {
            assert_eq!(understood(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_goal_is_told_the_forms() {
        for text in [
            "",
            "cleared",
            "cleared by 2017-07-28",
            "cleared by 2017-07-28 with 0 %",
            "cleared by 2017-07-28 with 101 %",
            "cleared by 2017-07-28 with -5 %",
            "cleared by 2017-07-28 with nan %",
            "cleared by 2017-07-28 with 90 % and more",
            "served by 2017-07-28 with 90 %",
            "served 70 % by 2017-07-28 with 90 %",
            "served served by 2017-07-28 with 90 %",
            "standstill until 2017-07-28 with 90 %",
            "no cleared by 2017-07-28 with 90 %",
        ] {
            let error = text.parse::<Goal>().unwrap_err();
            assert!(error.to_string().contains("served 95 % by"), "{error}");
        }
    }

    #[test]
    fn a_date_in_another_form_is_asked_about_with_the_goal_that_was_meant() {
        for (text, near) in [
            (
                "cleared by 30/06/2027 with 90 %",
                "cleared by 2027-06-30 with 90 %",
            ),
            (
                "tuntas sampai 30 Juni 2027, dengan 90 %",
                "tuntas sampai 2027-06-30 dengan 90 %",
            ),
        ] {
            let error = text.parse::<Goal>().unwrap_err();
            let said = error.to_string();
            assert!(
                said.ends_with(&format!("did you mean \"{near}\"?")),
                "{said}"
            );
        }
    }

    #[test]
    fn a_share_that_is_exactly_wanted_is_enough() {
        let goal: Goal = "cleared by 2017-07-28 with 7 %".parse().unwrap();
        assert!(goal.is_met(7, 100) && !goal.is_met(6, 100));
        let goal: Goal = "cleared by 2017-07-28 with 100 %".parse().unwrap();
        assert!(goal.is_met(3, 3) && !goal.is_met(2, 3));
    }

    proptest! {
        #[test]
        fn no_text_panics(text: String) {
            let _ = understood(&text);
        }
    }
}
