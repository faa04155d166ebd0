//! Values in numbered places; a place that is vacated is used again.

use serde::{Deserialize, Serialize};

/// A vector whose places can be vacated and filled again, each in O(1).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Slab<T> {
    places: Vec<Option<T>>,
    vacant: Vec<u32>,
}

impl<T> Default for Slab<T> {
    fn default() -> Self {
        Self {
            places: Vec::new(),
            vacant: Vec::new(),
        }
    }
}

impl<T> Slab<T> {
    /// Puts a value into a vacant place, and says which.
    #[inline]
    pub fn insert(&mut self, value: T) -> u32 {
        match self.vacant.pop() {
            Some(place) => {
                self.places[place as usize] = Some(value);
                place
            }
            None => {
                self.places.push(Some(value));
                u32::try_from(self.places.len() - 1).expect("fewer than 2^32 places")
            }
        }
    }

    #[inline]
    pub fn get(&self, place: u32) -> Option<&T> {
        self.places.get(place as usize)?.as_ref()
    }

    #[inline]
    pub fn get_mut(&mut self, place: u32) -> Option<&mut T> {
        self.places.get_mut(place as usize)?.as_mut()
    }

    /// Vacates a place.
    #[inline]
    pub fn remove(&mut self, place: u32) -> Option<T> {
        let value = self.places.get_mut(place as usize)?.take()?;
        self.vacant.push(place);
        Some(value)
    }

    /// How many places are filled.
    #[inline]
    pub fn len(&self) -> usize {
        self.places.len() - self.vacant.len()
    }

    /// What is there, in the order of the places.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let places = (0..).zip(&self.places);
        places.filter_map(|(place, value)| Some((place, value.as_ref()?)))
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
}
