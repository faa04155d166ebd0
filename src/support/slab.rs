//! Values in numbered places; vacated places are reused.

use serde::{Deserialize, Serialize};

/// A vector whose places can be vacated and filled again, each in O(1).
///
/// Each place counts how often it was vacated: its generation. So a pair of place and generation never names two values; a
/// place whose generations are used up is not filled again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Slab<T> {
    places: Vec<Place<T>>,
    vacant: Vec<u32>,
    filled: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Place<T> {
    generation: u32,
    value: Option<T>,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            vacant: Vec::new(),
            filled: 0,
        }
    }
}

impl<T> Slab<T> {
    /// Puts a value into the [next place](Self::next_place), and returns the place.
    #[inline]
    pub fn insert(&mut self, value: T) -> u32 {
        self.filled += 1;
        let place = match self.vacant.pop() {
            Some(place) => place,
            None => self.append(),
        };
        let before = self.places[place as usize].value.replace(value);
        debug_assert!(before.is_none(), "the place is vacant");
        // The old value is `None`, so there is nothing to drop, but the compiler cannot know that.
        std::mem::forget(before);
        place
    }

    /// Adds a vacant place. The value is not passed here, because it would be copied twice.
    #[cold]
    #[inline(never)]
    fn append(&mut self) -> u32 {
        let place = self.next_place();
        self.places.push(Place {
            generation: 0,
            value: None,
        });
        place
    }

    /// The place that will be filled next.
    #[inline]
    pub fn next_place(&self) -> u32 {
        match self.vacant.last() {
            Some(place) => *place,
            None => u32::try_from(self.places.len()).expect("fewer than 2^32 places"),
        }
    }

    #[inline]
    pub fn get(&self, place: u32) -> Option<&T> {
        self.places.get(place as usize)?.value.as_ref()
    }

    #[inline]
    pub fn get_mut(&mut self, place: u32) -> Option<&mut T> {
        self.places.get_mut(place as usize)?.value.as_mut()
    }

    /// The generation of the value in this place, or of the next one if it is vacant.
    ///
    /// # Panics
    ///
    /// If there is no such place.
    #[inline]
    pub fn generation(&self, place: u32) -> u32 {
        self.places[place as usize].generation
    }

    /// The value in this place, if it has this generation.
    #[inline]
    pub fn named(&mut self, place: u32, generation: u32) -> Option<&mut T> {
        let place = self.places.get_mut(place as usize)?;
        match place.generation == generation {
            true => place.value.as_mut(),
            false => None,
        }
    }

    /// Like [`named`](Self::named), by shared reference.
    #[inline]
    pub fn get_named(&self, place: u32, generation: u32) -> Option<&T> {
        let place = self.places.get(place as usize)?;
        match place.generation == generation {
            true => place.value.as_ref(),
            false => None,
        }
    }

    /// Vacates a place, and returns the value.
    #[inline]
    pub fn remove(&mut self, place: u32) -> Option<T> {
        let Place { generation, value } = self.places.get_mut(place as usize)?;
        let value = value.take()?;
        self.filled -= 1;
        if let Some(next) = generation.checked_add(1) {
            *generation = next;
            self.vacant.push(place);
        }
        Some(value)
    }

    /// The number of filled places.
    #[inline]
    pub fn len(&self) -> usize {
        self.filled
    }

    /// The values, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let places = (0..).zip(&self.places);
        places.filter_map(|(number, place)| Some((number, place.value.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::Slab;

    #[test]
    fn a_vacant_place_is_used_again() {
        let mut slab = Slab::default();
        let places = ['a', 'b', 'c'].map(|value| slab.insert(value));
        assert_eq!(slab.remove(places[1]), Some('b'));
        assert_eq!(slab.remove(places[1]), None);
        assert_eq!((slab.get(places[1]), slab.len()), (None, 2));
        assert_eq!(slab.insert('d'), places[1]);
        assert!(slab.iter().eq([(0, &'a'), (1, &'d'), (2, &'c')]));
        *slab.get_mut(0).unwrap() = 'e';
        assert_eq!((slab.get(0), slab.get(3)), (Some(&'e'), None));
    }

    #[test]
    fn a_name_is_never_that_of_another_value() {
        let mut slab = Slab::default();
        let place = slab.insert('a');
        let first = slab.generation(place);
        assert_eq!(slab.named(place, first), Some(&mut 'a'));
        slab.remove(place);
        assert_eq!(slab.named(place, first), None);
        assert_eq!(slab.insert('b'), place);
        assert_eq!(slab.named(place, first), None);
        assert_eq!(slab.named(place, slab.generation(place)), Some(&mut 'b'));

        slab.places[0].generation = u32::MAX;
        slab.remove(place);
        assert_eq!(
            (slab.len(), slab.insert('c')),
            (0, 1),
            "its generations are used up"
        );
        assert_eq!(slab.len(), 1);
    }
}
