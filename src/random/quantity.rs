//! What a distribution can be of: spans of simulated time, or plain numbers.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::distribution::parse_number;
use crate::error::Result;
use crate::time::Span;

mod sealed {
    pub trait Sealed {}
    impl Sealed for f64 {}
    impl Sealed for crate::time::Span {}
}

/// What a [`Distribution`](super::Distribution) can be of: a [`Span`] of simulated time, or a plain number (`f64`).
///
/// No other type can implement it.
pub trait Quantity:
    sealed::Sealed + Copy + Debug + PartialEq + Serialize + DeserializeOwned + 'static
{
    /// The largest value that a parameter or a draw may have, in [raw](Quantity::to_raw) terms.
    #[doc(hidden)]
    const LARGEST: f64;
    /// The message that says it.
    #[doc(hidden)]
    const LARGEST_KEY: &'static str;
    /// Whether the quantity can count things, so that a Poisson distribution of it makes sense.
    #[doc(hidden)]
    const COUNTS: bool;
    /// The value as a number: microseconds for a span.
    #[doc(hidden)]
    fn to_raw(self) -> f64;
    /// The value nearest to a number that is not negative, or the largest one.
    #[doc(hidden)]
    fn from_raw(raw: f64) -> Self;
    /// Reads the written form.
    #[doc(hidden)]
    fn read(text: &str) -> Result<Self>;
    /// The written form.
    #[doc(hidden)]
    fn written(self) -> String;
}

impl Quantity for f64 {
    /// Far enough from the largest `f64` that sums and products of parameters stay finite.
    const LARGEST: f64 = 1e300;
    const LARGEST_KEY: &'static str = "largest-number";
    const COUNTS: bool = true;

    #[inline]
    fn to_raw(self) -> f64 {
        self
    }

    #[inline]
    fn from_raw(raw: f64) -> Self {
        raw.min(Self::LARGEST)
    }

    fn read(text: &str) -> Result<Self> {
        parse_number(text)
    }

    fn written(self) -> String {
        self.to_string()
    }
}

impl Quantity for Span {
    /// 2⁵³ µs, about 285 years: up to here every whole microsecond is an exact `f64`.
    const LARGEST: f64 = (1u64 << 53) as f64;
    const LARGEST_KEY: &'static str = "largest-span";
    const COUNTS: bool = false;

    #[inline]
    fn to_raw(self) -> f64 {
        self.as_micros() as f64
    }

    #[inline]
    fn from_raw(raw: f64) -> Self {
        Span::from_micros((raw.min(Self::LARGEST) + 0.5) as i64)
    }

    fn read(text: &str) -> Result<Self> {
        text.parse()
    }

    fn written(self) -> String {
        self.to_string()
    }
}
