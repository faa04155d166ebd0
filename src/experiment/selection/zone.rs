//! The indifference zone.

/// The indifference zone: a selection need not find smaller differences, and finds larger ones with a given probability.
///
/// # Examples
///
/// ```
/// use cetak::experiment::IndifferenceZone;
///
/// // Half a minute matters, and is found with 99 %.
/// let zone = IndifferenceZone::of(0.5).probability(0.99).first(30);
/// # let _ = zone;
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndifferenceZone {
    pub(crate) width: f64,
    pub(crate) probability: f64,
    pub(crate) first: u32,
    pub(crate) most: u32,
}

impl IndifferenceZone {
    /// Differences of `width` matter, in the unit of the output. They are found with a probability of 95 %, after 20 first replications
    /// of each alternative and with at most 100,000 of each.
    ///
    /// # Panics
    ///
    /// If `width` is not positive.
    #[must_use]
    pub fn of(width: f64) -> Self {
        assert!(width > 0.0, "an indifference of {width} is not positive");
        Self {
            width,
            probability: 0.95,
            first: 20,
            most: 100_000,
        }
    }

    /// Sets the probability.
    ///
    /// # Panics
    ///
    /// If it is not between ½ and 1, both excluded: a coin that decides between two reaches ½.
    #[must_use]
    pub fn probability(mut self, probability: f64) -> Self {
        assert!(
            probability > 0.5 && probability < 1.0,
            "{probability} is no probability of correct selection"
        );
        self.probability = probability;
        self
    }

    /// Sets the number of first replications of each alternative, from which the variances are estimated. With fewer than 10, many more
    /// are needed afterwards (Law & Kelton 10.4.1).
    ///
    /// # Panics
    ///
    /// If it is below 2.
    #[must_use]
    pub fn first(mut self, first: u32) -> Self {
        assert!(first >= 2, "{first} first replications have no variance");
        self.first = first;
        self
    }

    /// Sets the most replications of one alternative.
    #[must_use]
    pub fn at_most(mut self, most: u32) -> Self {
        self.most = most;
        self
    }
}
