//! The parts of a table of measures: its rows, the results for them, and the macro that makes the results type from the rows.

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::measures::Differences;
use super::numbers::*;

/// A row in a table of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeasureRow {
    /// Its key in JSON and CSV; `a.b` is the key `b` of the object `a`. Messages name it `measure-KEY`, with `_` for the dot;
    /// docs/results.md explains it.
    pub key: &'static str,
    /// The unit in which it is counted.
    pub unit: MeasureUnit,
    /// Its place among the measures by which scenarios are compared; `None` if they are not compared by it.
    pub compared: Option<u8>,
}

/// The unit of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeasureUnit {
    /// Days on which the office opens.
    WorkingDays,
    /// All days.
    CalendarDays,
    /// A day of the calendar.
    Date,
    /// Cards, good or misprinted.
    Cards,
    /// Failures of printers.
    Failures,
    /// Suket.
    Suket,
    /// Residents.
    Residents,
    /// Times without blanks.
    Stockouts,
    /// A fraction of 1.
    Share,
}

impl fmt::Display for MeasureUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            MeasureUnit::WorkingDays => "working days",
            MeasureUnit::CalendarDays => "calendar days",
            MeasureUnit::Date => "date",
            MeasureUnit::Cards => "cards",
            MeasureUnit::Failures => "failures",
            MeasureUnit::Suket => "suket",
            MeasureUnit::Residents => "residents",
            MeasureUnit::Stockouts => "stock-outs",
            MeasureUnit::Share => "share",
        })
    }
}

/// The result for a measure, by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Found<'a> {
    /// Days to something.
    Days(&'a Days),
    /// The date of something.
    Dates(&'a Dates),
    /// A count or share.
    Measure(&'a Measure),
    /// Residents' waits.
    WaitDays(&'a WaitDays),
}

impl<'a> Found<'a> {
    /// Its mean, if an honest one exists; dates have none.
    #[must_use]
    pub fn mean(self) -> Option<&'a Mean> {
        match self {
            Found::Days(days) => days.mean.as_ref(),
            Found::Dates(_) => None,
            Found::Measure(measure) => Some(&measure.mean),
            Found::WaitDays(days) => days.mean.as_ref(),
        }
    }
}

impl Differences {
    /// The measures by which scenarios are compared, in order.
    pub fn compared(&self) -> Vec<(&'static MeasureRow, &Paired)> {
        let mut rows: Vec<_> = self.rows().collect();
        rows.retain(|(row, _)| row.compared.is_some());
        rows.sort_by_key(|(row, _)| row.compared);
        rows
    }
}

/// Makes from a table: the list of its rows, a struct with a field for each row, the summing up, and the loop over the rows.
///
/// It is a macro, because only a macro makes a field from a row: with fields, the compiler finds a misspelt name, and the number
/// behind it has the type of its kind.
macro_rules! table {
    ($(#[$list_is:meta])* $list:ident, $(#[$all_is:meta])* $all:ident by $context:ty { $(
        $(#[$is:meta])*
        $key:ident $(as $shown:literal)?: $kind:ident in $unit:ident $(, compared($place:literal))? = $of:expr;
    )* }) => {
        $(#[$list_is])*
        pub const $list: &[MeasureRow] = &[$(MeasureRow {
            key: [$($shown,)? stringify!($key)][0],
            unit: MeasureUnit::$unit,
            compared: [$(Some($place),)? None][0],
        }),*];

        $(#[$all_is])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $all {
            $($(#[$is])* pub $key: $kind,)*
        }

        impl $all {
            pub(super) fn sum_up(all: &Replications<'_>, context: $context) -> Self {
                Self { $($key: {
                    let of: fn(&Replication, $context) -> <$kind as Kind>::One = $of;
                    <$kind>::sum_up(all.list.iter().map(|r| of(r, context)).collect(), MeasureUnit::$unit, all)
                },)* }
            }

            /// Each row of the table with its result.
            pub fn rows(&self) -> impl Iterator<Item = (&'static MeasureRow, Found<'_>)> {
                $list.iter().zip([$(Found::$kind(&self.$key)),*])
            }
        }

        impl Serialize for $all {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                nested(self.rows().map(|(row, found)| (row.key, found)), serializer)
            }
        }
    };
}

/// Makes from the same rows the type for the differences between scenarios.
macro_rules! differences {
    ($(
        $(#[$is:meta])*
        $key:ident $(as $shown:literal)?: $kind:ident in $unit:ident $(, compared($place:literal))? = $of:expr;
    )*) => {
        /// Scenario minus reference in each measure; below zero is sooner or fewer. Dates differ by calendar days.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct Differences {
            $($(#[$is])* pub $key: Paired,)*
        }

        impl Differences {
            pub(super) fn of(reference: &Replications<'_>, other: &Replications<'_>) -> Self {
                Self { $($key: paired::<$kind>(reference, other, MeasureUnit::$unit, |r| {
                    let of: fn(&Replication, ()) -> <$kind as Kind>::One = $of;
                    of(r, ())
                }),)* }
            }

            /// Each row of the table with its difference.
            pub fn rows(&self) -> impl Iterator<Item = (&'static MeasureRow, &Paired)> {
                MEASURES.iter().zip([$(&self.$key),*])
            }
        }
    };
}

macro_rules! measures {
    ($($rows:tt)*) => {
        table! {
            /// The measures of an office as a whole, in the order of the reports.
            MEASURES,
            /// The results for each measure of an office as a whole.
            Measures by () { $($rows)* }
        }
        differences! { $($rows)* }
    };
}

/// Writes values under their keys; neighbours with keys `a.b` and `a.c` become one object `a`.
pub(crate) fn nested<S: Serializer, T: Serialize>(
    values: impl Iterator<Item = (&'static str, T)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut keys = serializer.serialize_map(None)?;
    let mut values = values.peekable();
    while let Some((key, value)) = values.next() {
        let Some((object, first)) = key.split_once('.') else {
            keys.serialize_entry(key, &value)?;
            continue;
        };
        let inner = |key: &'static str| key.split_once('.').filter(|(other, _)| *other == object);
        let mut entries = vec![(first, value)];
        while let Some((key, value)) = values.next_if(|(key, _)| inner(key).is_some()) {
            entries.push((inner(key).map_or(key, |(_, inner)| inner), value));
        }
        keys.serialize_entry(object, &InOrder(entries))?;
    }
    keys.end()
}

struct InOrder<T>(Vec<(&'static str, T)>);

impl<T: Serialize> Serialize for InOrder<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

pub(super) use {differences, measures, table};
