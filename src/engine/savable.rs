//! Refuses a state that would not load again, while it is being written.
//!
//! JSON has no infinities and no NaN: such a float is written as `null`, and so is `None`, even the inner one of
//! `Some(None)`. A reader cannot tell them apart. And it accepts at most [`MOST_LEVELS`] nested brackets. So a serialiser
//! stands between the state and the writer, passes everything on unchanged, and refuses these. It knows the path to the value
//! that it refuses.

use std::cell::RefCell;
use std::fmt::{self, Write};

use serde::ser::{self, Serialize, Serializer};

/// The deepest nesting of brackets that `serde_json` reads.
const MOST_LEVELS: u32 = 127;

/// The number of names reported at either end of a long path.
const TOLD: usize = 6;

/// What is wrong with a state, and where.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The steps of the path, innermost first.
    way: RefCell<Vec<String>>,
}

impl Findings {
    /// The path to the refused value, such as "state.queue[3].since".
    pub fn place(&self) -> String {
        let way = self.way.borrow();
        let mut place = String::from("state");
        let left_out = way.len().saturating_sub(2 * TOLD);
        for (number, step) in way.iter().rev().enumerate() {
            if left_out == 0 || number < TOLD || number >= TOLD + left_out {
                place.push_str(step);
            } else if number == TOLD {
                place.push_str(" … ");
            }
        }
        place
    }

    #[cold]
    fn note(&self, step: impl FnOnce(&mut String) -> fmt::Result) {
        let mut text = String::new();
        if step(&mut text).is_ok() {
            self.way.borrow_mut().push(text);
        }
    }

    /// Notes a step of the path if writing the value there failed.
    #[inline]
    fn at<T, E>(
        &self,
        done: Result<T, E>,
        step: impl FnOnce(&mut String) -> fmt::Result,
    ) -> Result<T, E> {
        if done.is_err() {
            self.note(step);
        }
        done
    }
}

/// A value that is written through a [`Checked`] serialiser.
pub(super) struct Savable<'a, T: ?Sized> {
    value: &'a T,
    place: Place<'a>,
}

impl<'a, T: ?Sized> Savable<'a, T> {
    /// Wraps a whole state.
    pub fn new(value: &'a T, findings: &'a Findings) -> Self {
        let place = Place {
            findings,
            levels: 0,
            in_some: false,
        };
        Self { value, place }
    }
}

impl<T: Serialize + ?Sized> Serialize for Savable<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, inner: S) -> Result<S::Ok, S::Error> {
        let place = self.place;
        self.value.serialize(Checked { inner, place })
    }
}

/// The place where a value is written.
#[derive(Clone, Copy)]
struct Place<'a> {
    findings: &'a Findings,
    /// The number of brackets around it.
    levels: u32,
    /// Whether it is the value of a `Some`, so that `null` would say `None`.
    in_some: bool,
}

impl<'a> Place<'a> {
    #[inline]
    fn value<T: ?Sized>(self, value: &'a T) -> Savable<'a, T> {
        Savable { value, place: self }
    }

    /// The place inside `brackets` more brackets.
    #[inline]
    fn inside<E: ser::Error>(self, brackets: u32) -> Result<Self, E> {
        let levels = self.levels + brackets;
        if levels > MOST_LEVELS {
            return Err(E::custom(format_args!(
                "it is nested in itself more than {MOST_LEVELS} deep, which cannot be read again"
            )));
        }
        Ok(Self {
            levels,
            in_some: false,
            ..self
        })
    }

    #[inline]
    fn finite<E: ser::Error>(value: f64) -> Result<(), E> {
        if value.is_finite() {
            return Ok(());
        }
        Err(E::custom(format_args!(
            "it is {value}, for which JSON has no number"
        )))
    }

    #[inline]
    fn nothing<E: ser::Error>(self) -> Result<(), E> {
        if self.in_some {
            return Err(E::custom(
                "it is a `Some` of nothing, which would be read again as `None`",
            ));
        }
        Ok(())
    }
}

/// Passes everything on to `inner`, unless it would not load again.
struct Checked<'a, S> {
    inner: S,
    place: Place<'a>,
}

macro_rules! hand_on {
    ($($method:ident: $type:ty),*) => {
        $(#[inline]
        fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
            self.inner.$method(value)
        })*
    };
}

impl<'a, S: Serializer> Serializer for Checked<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Parts<'a, S::SerializeSeq>;
    type SerializeTuple = Parts<'a, S::SerializeTuple>;
    type SerializeTupleStruct = Parts<'a, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Parts<'a, S::SerializeTupleVariant>;
    type SerializeMap = Parts<'a, S::SerializeMap>;
    type SerializeStruct = Parts<'a, S::SerializeStruct>;
    type SerializeStructVariant = Parts<'a, S::SerializeStructVariant>;

    hand_on!(
        serialize_bool: bool,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128,
        serialize_char: char, serialize_str: &str
    );

    #[inline]
    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        Place::finite::<S::Error>(f64::from(value))?;
        self.inner.serialize_f32(value)
    }

    #[inline]
    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        Place::finite::<S::Error>(value)?;
        self.inner.serialize_f64(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<S::Ok, S::Error> {
        self.place.inside::<S::Error>(1)?;
        self.inner.serialize_bytes(value)
    }

    #[inline]
    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.place.nothing::<S::Error>()?;
        self.inner.serialize_none()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        let place = Place {
            in_some: true,
            ..self.place
        };
        self.inner.serialize_some(&place.value(value))
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.place.nothing::<S::Error>()?;
        self.inner.serialize_unit()
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<S::Ok, S::Error> {
        self.place.nothing::<S::Error>()?;
        self.inner.serialize_unit_struct(name)
    }

    #[inline]
    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit_variant(name, index, variant)
    }

    /// A newtype struct is written as its contents.
    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let value = self.place.value(value);
        self.inner.serialize_newtype_struct(name, &value)
    }

    #[inline]
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let place = self.place.inside::<S::Error>(1)?;
        let value = place.value(value);
        let done = (self.inner).serialize_newtype_variant(name, index, variant, &value);
        (place.findings).at(done, |step| write!(step, ".{variant}"))
    }

    #[inline]
    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        let place = self.place.inside::<S::Error>(1)?;
        Ok(Parts::of(self.inner.serialize_seq(len)?, place))
    }

    #[inline]
    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, S::Error> {
        let place = self.place.inside::<S::Error>(1)?;
        Ok(Parts::of(self.inner.serialize_tuple(len)?, place))
    }

    #[inline]
    fn serialize_tuple_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        let place = self.place.inside::<S::Error>(1)?;
        let inner = self.inner.serialize_tuple_struct(name, len)?;
        Ok(Parts::of(inner, place))
    }

    #[inline]
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        let place = self.place.inside::<S::Error>(2)?;
        let inner = (self.inner).serialize_tuple_variant(name, index, variant, len)?;
        Ok(Parts::of(inner, place))
    }

    #[inline]
    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let place = self.place.inside::<S::Error>(1)?;
        Ok(Parts::of(self.inner.serialize_map(len)?, place))
    }

    #[inline]
    fn serialize_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        let place = self.place.inside::<S::Error>(1)?;
        Ok(Parts::of(self.inner.serialize_struct(name, len)?, place))
    }

    #[inline]
    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        let place = self.place.inside::<S::Error>(2)?;
        let inner = (self.inner).serialize_struct_variant(name, index, variant, len)?;
        Ok(Parts::of(inner, place))
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.collect_str(value)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// The parts of one value, written one after another.
struct Parts<'a, P> {
    inner: P,
    place: Place<'a>,
    /// The number of parts written.
    count: usize,
}

impl<'a, P> Parts<'a, P> {
    #[inline]
    fn of(inner: P, place: Place<'a>) -> Self {
        Self {
            inner,
            place,
            count: 0,
        }
    }
}

/// The kinds of parts that are identified by their number.
macro_rules! numbered {
    ($($trait:ident::$method:ident),*) => {
        $(impl<P: ser::$trait> ser::$trait for Parts<'_, P> {
            type Ok = P::Ok;
            type Error = P::Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), P::Error> {
                let number = self.count;
                self.count += 1;
                let done = self.inner.$method(&self.place.value(value));
                (self.place.findings).at(done, |step| write!(step, "[{number}]"))
            }

            #[inline]
            fn end(self) -> Result<P::Ok, P::Error> {
                self.inner.end()
            }
        })*
    };
}

numbered!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

/// The kinds of parts that have names.
macro_rules! named {
    ($($trait:ident),*) => {
        $(impl<P: ser::$trait> ser::$trait for Parts<'_, P> {
            type Ok = P::Ok;
            type Error = P::Error;

            #[inline]
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), P::Error> {
                let done = self.inner.serialize_field(name, &self.place.value(value));
                (self.place.findings).at(done, |step| write!(step, ".{name}"))
            }

            fn skip_field(&mut self, name: &'static str) -> Result<(), P::Error> {
                self.inner.skip_field(name)
            }

            #[inline]
            fn end(self) -> Result<P::Ok, P::Error> {
                self.inner.end()
            }
        })*
    };
}

named!(SerializeStruct, SerializeStructVariant);

impl<P: ser::SerializeMap> ser::SerializeMap for Parts<'_, P> {
    type Ok = P::Ok;
    type Error = P::Error;

    /// Keys are not checked here: the writer itself refuses keys that are not names.
    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), P::Error> {
        self.inner.serialize_key(key)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), P::Error> {
        let number = self.count;
        self.count += 1;
        let done = self.inner.serialize_value(&self.place.value(value));
        (self.place.findings).at(done, |step| write!(step, "[entry {number}]"))
    }

    #[inline]
    fn serialize_entry<K: Serialize + ?Sized, T: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &T,
    ) -> Result<(), P::Error> {
        self.inner.serialize_key(key)?;
        let done = self.inner.serialize_value(&self.place.value(value));
        let name = |step: &mut String| {
            let key = serde_json::to_string(key).map_err(|_| fmt::Error)?;
            write!(step, "[{key}]")
        };
        (self.place.findings).at(done, name)
    }

    #[inline]
    fn end(self) -> Result<P::Ok, P::Error> {
        self.inner.end()
    }
}
