//! What a distribution can draw: spans of simulated time, or plain numbers.

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

/// A kind of value that a [`Distribution`](super::Distribution) can draw: a [`Span`] of simulated time, or a plain number
/// (`f64`).
///
/// No other type can implement it.
pub trait Quantity:
    sealed::Sealed + Copy + Debug + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static
{
    /// The largest value allowed for a parameter or a draw, as a [raw](Quantity::to_raw) number.
    #[doc(hidden)]
    const LARGEST: f64;
    /// The key of the message that states this limit.
    #[doc(hidden)]
    const LARGEST_KEY: &'static str;
    /// Whether the quantity can be a count, or negative, so that a Poisson or a normal distribution of it makes sense.
    #[doc(hidden)]
    const COUNTS: bool;
    /// The value as a raw number: microseconds for a span.
    #[doc(hidden)]
    fn to_raw(self) -> f64;
    /// The value nearest to a raw number, or the largest one; a span has no negative ones.
    #[doc(hidden)]
    fn from_raw(raw: f64) -> Self;
    /// Parses the written form.
    #[doc(hidden)]
    fn read(text: &str) -> Result<Self>;
    /// The written form.
    #[doc(hidden)]
    fn written(self) -> String;
}

impl Quantity for f64 {
    /// Far enough from the largest `f64` for sums and products of parameters to stay finite.
    const LARGEST: f64 = 1e300;
    const LARGEST_KEY: &'static str = "largest-number";
    const COUNTS: bool = true;

    #[inline]
    fn to_raw(self) -> f64 {
        self
    }

    #[inline]
    fn from_raw(raw: f64) -> Self {
        raw.clamp(-Self::LARGEST, Self::LARGEST)
    }

    fn read(text: &str) -> Result<Self> {
        parse_number(text)
    }

    fn written(self) -> String {
        self.to_string()
    }
}

impl Quantity for Span {
    /// 2⁵³ µs, about 285 years: up to here, `f64` represents every whole microsecond exactly.
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
