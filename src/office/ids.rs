//! Numbers of sites, printers and kecamatan, each with a type of its own so that none is taken for another.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut, Range};

use serde::{Deserialize, Serialize};

/// The position of an item in a list, counted from 0.
pub(super) trait Id: Copy + Ord {
    fn index(self) -> usize;
    fn of(index: usize) -> Self;
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The id with this number, counted from 0.
            ///
            /// # Panics
            ///
            /// If `index > u32::MAX`.
            #[must_use]
            #[inline]
            pub const fn new(index: usize) -> Self {
                assert!(index <= u32::MAX as usize, "a plan has fewer than 2^32 of anything");
                Self(index as u32)
            }

            /// Its number, counted from 0.
            #[must_use]
            #[inline]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Id for $name {
            #[inline]
            fn index(self) -> usize {
                self.index()
            }

            #[inline]
            fn of(index: usize) -> Self {
                Self::new(index)
            }
        }

        /// Shows the number, counted from 0.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

/// All ids of a range, whose end is not included.
pub(super) fn ids<I: Id>(range: Range<I>) -> impl DoubleEndedIterator<Item = I> {
    (range.start.index()..range.end.index()).map(I::of)
}

/// Residents have plain numbers.
impl Id for u32 {
    #[inline]
    fn index(self) -> usize {
        self as usize
    }

    #[inline]
    fn of(index: usize) -> Self {
        index as u32
    }
}

id!(
    /// A site, by its position in [`Plan::sites`](super::plan::Plan::sites).
    SiteId
);
id!(
    /// A printer, counted over all sites, site by site.
    PrinterId
);
id!(
    /// A kecamatan, by its position in [`Plan::kecamatan`](super::plan::Plan::kecamatan).
    KecamatanId
);

pub(super) type PerSite<T> = By<SiteId, T>;
pub(super) type PerPrinter<T> = By<PrinterId, T>;
pub(super) type PerKecamatan<T> = By<KecamatanId, T>;

/// One value for each site, printer or kecamatan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct By<I, T> {
    values: Vec<T>,
    #[serde(skip)]
    id: PhantomData<fn(I)>,
}

impl<I, T> Default for By<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T> From<Vec<T>> for By<I, T> {
    fn from(values: Vec<T>) -> Self {
        Self {
            values,
            id: PhantomData,
        }
    }
}

impl<I, T> FromIterator<T> for By<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(values: A) -> Self {
        Self::from(Vec::from_iter(values))
    }
}

impl<I: Id, T> By<I, T> {
    #[inline]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// All ids, first to last.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.values.len()).map(I::of)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.values
            .iter()
            .enumerate()
            .map(|(i, value)| (I::of(i), value))
    }

    pub fn values(&self) -> &[T] {
        &self.values
    }

    pub fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }

    pub fn into_values(self) -> Vec<T> {
        self.values
    }
}

impl<I: Id, T> Index<I> for By<I, T> {
    type Output = T;

    #[inline]
    fn index(&self, id: I) -> &T {
        &self.values[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for By<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.values[id.index()]
    }
}
