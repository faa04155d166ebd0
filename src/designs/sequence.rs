//! Sobol' points.

use rand::Rng as _;

use super::directions::DIRECTIONS;
use super::{Inputs, Points};
use crate::error::{Error, ErrorKind, Result};
use crate::random::Stream;
use crate::words::Message;

/// The most dimensions that Sobol' points have here. [`sobol_points`] takes one for each input, [`Sobol`](super::Sobol) two.
pub const MOST_DIMENSIONS: usize = DIRECTIONS.len() + 1;

/// The binary digits of a coordinate.
const DIGITS: u32 = 52;
/// The binary digits of the number of a point.
const NUMBERS: usize = 32;

/// `points` Sobol' points, which fill the space of the inputs more evenly than random ones, with a random digital shift.
///
/// The sequence is that of Sobol' with the direction numbers of Joe & Kuo 2008, in its natural order, from its first point,
/// the origin. The shift adds the digits of one random number to those of all points, for each input by itself, modulo 2. So
/// each point is uniform, the mean of the results over the points is unbiased, and the evenness is that of the sequence (L'Ecuyer
/// & Lemieux 2002, in Modeling Uncertainty). Take a power of two as the number of points: then each half, quarter, eighth, … of
/// the range of each input has equally many.
///
/// # Errors
///
/// [`ErrorKind::Value`] if there are more than [`MOST_DIMENSIONS`] inputs.
///
/// # Panics
///
/// If there are no points, or more than 2³².
pub fn sobol_points(inputs: Inputs, points: usize, stream: &mut Stream) -> Result<Points> {
    assert!(points > 0, "a design without points");
    let wide = inputs.len();
    let sequence = Sequence::new(wide, stream)?;
    let levels = (0..points).flat_map(|point| (0..wide).map(move |input| (point, input)));
    let levels = levels
        .map(|(point, input)| sequence.level(point, input))
        .collect();
    Ok(Points::new(inputs, levels, None))
}

/// A shifted Sobol' sequence.
pub(super) struct Sequence {
    dimensions: Vec<([u64; NUMBERS], u64)>,
}

impl Sequence {
    pub fn new(dimensions: usize, stream: &mut Stream) -> Result<Self> {
        if dimensions > MOST_DIMENSIONS {
            return Err(Error::of(
                ErrorKind::Value,
                Message::new("design-dimensions")
                    .with("found", dimensions)
                    .with("most", MOST_DIMENSIONS),
            ));
        }
        let shifted = (0..dimensions).map(|dimension| {
            let shift = stream.next_u64() >> (64 - DIGITS);
            (directions(dimension), shift)
        });
        Ok(Self {
            dimensions: shifted.collect(),
        })
    }

    /// A coordinate of a point, in the middle of the cell that its digits leave: never 0 and never 1.
    pub fn level(&self, point: usize, dimension: usize) -> f64 {
        assert!(point >> NUMBERS == 0, "a Sobol' point beyond 2^32");
        const CELL: f64 = 1.0 / (1u64 << DIGITS) as f64;
        let (directions, shift) = &self.dimensions[dimension];
        let chosen = directions.iter().enumerate();
        let digits = chosen
            .filter(|(bit, _)| point >> bit & 1 == 1)
            .fold(*shift, |digits, (_, direction)| digits ^ direction);
        (digits as f64 + 0.5) * CELL
    }
}

/// The direction numbers of a dimension as binary fractions of [`DIGITS`] digits, by the recurrence of Bratley & Fox 1988, ACM
/// Transactions on Mathematical Software 14.
fn directions(dimension: usize) -> [u64; NUMBERS] {
    let place = |k: usize| DIGITS - 1 - k as u32;
    let mut found = [0; NUMBERS];
    let Some(before) = dimension.checked_sub(1) else {
        return std::array::from_fn(|k| 1 << place(k));
    };
    let (polynomial, first) = DIRECTIONS[before];
    let degree = first.len();
    for k in 0..NUMBERS {
        found[k] = match first.get(k) {
            Some(number) => u64::from(*number) << place(k),
            None => {
                let oldest = found[k - degree];
                let inner = (1..degree).filter(|j| polynomial >> (degree - 1 - j) & 1 == 1);
                inner.fold(oldest ^ (oldest >> degree), |sum, j| sum ^ found[k - j])
            }
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Streams;

    /// The sequence without its shift, in units of the smallest cell that holds one of `points`.
    fn cells(dimension: usize, points: usize) -> Vec<usize> {
        let sequence = Sequence {
            dimensions: vec![(directions(dimension), 0)],
        };
        let level = |point| sequence.level(point, 0);
        (0..points)
            .map(|point| (level(point) * points as f64) as usize)
            .collect()
    }

    /// The first points of Joe & Kuo's own program, which goes by Gray code: the same points in another order.
    #[test]
    fn the_first_points_are_those_of_the_authors() {
        let expected = [
            [0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875],
            [0.125, 0.625, 0.375],
        ];
        for (place, coordinates) in expected.into_iter().enumerate() {
            let point = place ^ (place >> 1);
            for (dimension, coordinate) in coordinates.into_iter().enumerate() {
                let found = cells(dimension, 8)[point] as f64 / 8.0;
                assert_eq!(found, coordinate, "{place} {dimension}");
            }
        }
    }

    /// Every dimension is a permutation of the cells at every power of two, with and without a shift.
    #[test]
    fn each_dimension_is_stratified() {
        for dimension in 0..MOST_DIMENSIONS {
            for points in [2, 64, 1024] {
                let mut found = cells(dimension, points);
                found.sort_unstable();
                assert!(found.into_iter().eq(0..points), "{dimension} {points}");
            }
        }
        let mut stream = Streams::new(1, 0).stream("shift");
        let shifted = Sequence::new(MOST_DIMENSIONS, &mut stream).unwrap();
        for dimension in 0..MOST_DIMENSIONS {
            let levels = (0..64).map(|point| shifted.level(point, dimension));
            let mut strata: Vec<usize> = levels.map(|level| (level * 64.0) as usize).collect();
            strata.sort_unstable();
            assert!(strata.into_iter().eq(0..64), "{dimension}");
        }
    }

    /// Among the first ten dimensions, so many of the 45 pairs have one of 256 points in each of 256 squares; a wrong
    /// direction number would break some of them. Counted by a second implementation on the authors' file.
    #[test]
    fn pairs_of_dimensions_are_as_even_as_in_the_file() {
        let even = |one: usize, other: usize| {
            let pairs = cells(one, 256).into_iter().zip(cells(other, 256));
            let mut squares: Vec<usize> = pairs.map(|(x, y)| x / 16 * 16 + y / 16).collect();
            squares.sort_unstable();
            squares.into_iter().eq(0..256)
        };
        let pairs = (0..10).flat_map(|other| (0..other).map(move |one| (one, other)));
        assert_eq!(pairs.filter(|(one, other)| even(*one, *other)).count(), 24);
    }

    #[test]
    fn too_many_dimensions_are_refused() {
        let mut stream = Streams::new(1, 0).stream("shift");
        let error = Sequence::new(MOST_DIMENSIONS + 1, &mut stream)
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Value);
    }
}
