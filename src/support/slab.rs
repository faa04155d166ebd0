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

/// The name of a value in a slab: its place, with the generation of that place. It is one word, so that it is moved and compared
/// at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct PlaceId(u64);

impl PlaceId {
    #[inline]
    pub const fn new(place: u32, generation: u32) -> Self {
        Self((generation as u64) << 32 | place as u64)
    }

    #[inline]
    pub const fn place(self) -> u32 {
        self.0 as u32
    }

    #[inline]
    const fn generation(self) -> u32 {
        (self.0 >> 32) as u32
    }
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

    /// The name of the value in this place, or of the next one if it is vacant.
    ///
    /// # Panics
    ///
    /// If there is no such place.
    #[inline]
    pub fn id(&self, place: u32) -> PlaceId {
        PlaceId::new(place, self.places[place as usize].generation)
    }

    /// The value with this name.
    #[inline]
    pub fn named(&mut self, id: PlaceId) -> Option<&mut T> {
        let place = self.places.get_mut(id.place() as usize)?;
        match place.generation == id.generation() {
            true => place.value.as_mut(),
            false => None,
        }
    }

    /// Like [`named`](Self::named), by shared reference.
    #[inline]
    pub fn get_named(&self, id: PlaceId) -> Option<&T> {
        let place = self.places.get(id.place() as usize)?;
        match place.generation == id.generation() {
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
        let first = slab.id(place);
        assert_eq!(first.place(), place);
        assert_eq!(slab.named(first), Some(&mut 'a'));
        slab.remove(place);
        assert_eq!(slab.named(first), None);
        assert_eq!(slab.get_named(first), None);
        assert_eq!(slab.insert('b'), place);
        assert_eq!(slab.named(first), None);
        assert_eq!(slab.get_named(first), None);
        assert_eq!(slab.named(slab.id(place)), Some(&mut 'b'));
        assert_eq!(slab.get_named(slab.id(place)), Some(&'b'));

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
