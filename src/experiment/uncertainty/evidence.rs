//! Inputs that are known from data, and how they are drawn.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, ErrorKind, Result};
use crate::fitting::{Family, FamilyFit};
use crate::random::{Distribution, Quantity, Stream, Streams};
use crate::time::Span;
use crate::words::Message;

/// The fewest observations of an input.
const FEWEST: usize = 2;

/// The inputs of a model that are known from data: observations with a family of distributions, observations alone, and shares such as
/// 9 of 20. [`InputUncertainty`](super::InputUncertainty) uses it and has an example.
///
/// Each method adds an input and returns its handle, with which the model gets the fitted or drawn input. The inputs are assumed to be
/// independent of each other, and the observations of each to be independent draws from one law.
///
/// # Panics
///
/// Each method panics if an input has this name already.
pub struct Evidence {
    id: u64,
    list: Vec<Known>,
}

struct Known {
    name: String,
    observations: usize,
    fitted: Value,
    draw: Box<Draw>,
}

type Draw = dyn Fn(&mut Stream) -> Result<Value> + Send + Sync;

/// An input as it was fitted or drawn.
#[derive(Clone, Debug)]
pub enum Value {
    Spans(Distribution),
    Numbers(Distribution<f64>),
    Share(f64),
}

mod sealed {
    /// Seals the trait: no other crate can add a kind of input.
    pub trait Sealed {}
}

/// What an input known from data can be: a distribution of spans or of numbers, or a share (`f64`).
pub trait Drawable: sealed::Sealed + Sized {
    #[doc(hidden)]
    fn value(self) -> Value;
    #[doc(hidden)]
    fn of(value: &Value) -> &Self;
}

macro_rules! drawable {
    ($($type:ty: $variant:ident,)+) => {$(
        impl sealed::Sealed for $type {}

        impl Drawable for $type {
            fn value(self) -> Value {
                Value::$variant(self)
            }

            fn of(value: &Value) -> &Self {
                match value {
                    Value::$variant(found) => found,
                    other => unreachable!("a handle says what its input is, and this is {other:?}"),
                }
            }
        }
    )+};
}

drawable! {
    Distribution<Span>: Spans,
    Distribution<f64>: Numbers,
    f64: Share,
}

/// The handle of an input that is known from data, given by [`Evidence`]. `T` is what the model gets.
pub struct FromData<T> {
    evidence: u64,
    place: usize,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for FromData<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for FromData<T> {}

impl<T> fmt::Debug for FromData<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FromData").field(&self.place).finish()
    }
}

impl<T> FromData<T> {
    /// Its place among the inputs.
    ///
    /// # Panics
    ///
    /// If it belongs to other evidence than this.
    pub(super) fn place_in(self, evidence: u64) -> usize {
        assert!(
            self.evidence == evidence,
            "this input belongs to other evidence than that in which it is looked for"
        );
        self.place
    }
}

/// All inputs of one draw, as the model gets them: those fitted to the data, or others that the data allow.
#[derive(Clone, Debug)]
pub struct Drawn {
    evidence: u64,
    values: Vec<Value>,
}

impl Drawn {
    /// An input: its distribution, or its share.
    ///
    /// # Panics
    ///
    /// If the input belongs to other evidence.
    #[must_use]
    pub fn of<T: Drawable>(&self, input: FromData<T>) -> &T {
        T::of(&self.values[input.place_in(self.evidence)])
    }

    /// The features of a draw, by input: the mean and the standard deviation of a distribution, or the share.
    pub(super) fn features(&self) -> impl Iterator<Item = Vec<f64>> {
        fn moments<V: Quantity>(law: &Distribution<V>) -> Vec<f64> {
            vec![law.mean().to_raw(), law.standard_deviation().to_raw()]
        }
        self.values.iter().map(|value| match value {
            Value::Spans(law) => moments(law),
            Value::Numbers(law) => moments(law),
            Value::Share(share) => vec![*share],
        })
    }
}

impl Evidence {
    /// No inputs yet.
    #[must_use]
    pub fn new() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        Self {
            id: MADE.fetch_add(1, Ordering::Relaxed),
            list: Vec::new(),
        }
    }

    /// Adds an input whose law is of a known family, fitted to observations by maximum likelihood.
    ///
    /// A draw takes parameters from their posterior under a non-informative prior (exponential, normal, lognormal, uniform, Poisson,
    /// geometric), or from the parametric bootstrap, which fits the family to a sample of the fitted law (all others).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there are fewer than two observations, if all are equal, if one is negative (unless the family is normal), too
    /// large or not a number, or if the family cannot have produced them.
    pub fn fitted<V: Quantity>(
        &mut self,
        name: impl Into<String>,
        family: Family,
        observations: &[V],
    ) -> Result<FromData<Distribution<V>>>
    where
        Distribution<V>: Drawable,
    {
        let name = name.into();
        check(&name, observations, family == Family::Normal)?;
        let Some(fit) = FamilyFit::of(family, observations) else {
            let message = Message::new("evidence-no-fit")
                .with("name", name)
                .with("family", family.to_string());
            return Err(Error::of(ErrorKind::Value, message));
        };
        let fitted: Distribution<V> = fit.distribution()?;
        let draw = move |stream: &mut Stream| Ok(fit.draw::<V>(stream)?.value());
        Ok(self.add(name, observations.len(), fitted, draw))
    }

    /// Adds an input whose law is the observations themselves, each as likely as the others.
    ///
    /// A draw takes as many observations from them, with replacement (the bootstrap). With fewer than about thirty observations, draws
    /// vary less than the unknown law may: a value that was not observed is never drawn.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there are fewer than two observations, if all are equal, or if one is negative, too large or not a number.
    pub fn empirical<V: Quantity>(
        &mut self,
        name: impl Into<String>,
        observations: &[V],
    ) -> Result<FromData<Distribution<V>>>
    where
        Distribution<V>: Drawable,
    {
        let name = name.into();
        check(&name, observations, false)?;
        let fitted = Distribution::empirical(observations)?;
        let observations = observations.to_vec();
        let count = observations.len();
        let draw = move |stream: &mut Stream| {
            let again = (0..count).map(|_| observations[stream.index(count)]);
            Ok(Distribution::empirical(&again.collect::<Vec<V>>())?.value())
        };
        Ok(self.add(name, count, fitted, draw))
    }

    /// Adds a share that was seen `of` times in `trials` independent trials.
    ///
    /// A draw takes a share from its posterior under the prior of Jeffreys, beta(½, ½): a beta distribution.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Value`] if there are fewer than two trials, or fewer than `of`.
    pub fn share(
        &mut self,
        name: impl Into<String>,
        of: u32,
        trials: u32,
    ) -> Result<FromData<f64>> {
        let name = name.into();
        if (trials as usize) < FEWEST || of > trials {
            let message = Message::new("evidence-share")
                .with("name", name)
                .with("found", of)
                .with("trials", trials);
            return Err(Error::of(ErrorKind::Value, message));
        }
        let (of, trials) = (f64::from(of), f64::from(trials));
        // The number of trials is cut to what the parameters of a beta distribution may be: beyond it, the share is known as well as exactly.
        let scale = (1e6 / (trials + 1.0)).min(1.0);
        let [yes, no] = [of + 0.5, trials - of + 0.5].map(|shape| (shape * scale).max(0.01));
        let posterior = Distribution::<f64>::beta(yes, no, 0.0, 1.0)?;
        let draw = move |stream: &mut Stream| Ok(posterior.draw(stream).value());
        Ok(self.add(name, trials as usize, of / trials, draw))
    }

    fn add<T: Drawable>(
        &mut self,
        name: String,
        observations: usize,
        fitted: T,
        draw: impl Fn(&mut Stream) -> Result<Value> + Send + Sync + 'static,
    ) -> FromData<T> {
        assert!(
            self.list.iter().all(|other| other.name != name),
            "two inputs are called {name:?}"
        );
        self.list.push(Known {
            name,
            observations,
            fitted: fitted.value(),
            draw: Box::new(draw),
        });
        FromData {
            evidence: self.id,
            place: self.list.len() - 1,
            kind: PhantomData,
        }
    }

    /// The inputs as they are fitted to the data.
    #[must_use]
    pub fn as_fitted(&self) -> Drawn {
        Drawn {
            evidence: self.id,
            values: self.list.iter().map(|known| known.fitted.clone()).collect(),
        }
    }

    /// Draws all inputs. Each has a stream of its own name, so another input changes none of its draws.
    pub(super) fn drawn(&self, streams: &Streams) -> Result<Drawn> {
        let draw = |known: &Known| {
            let mut stream = streams.stream(&format!("input uncertainty/{}", known.name));
            (known.draw)(&mut stream)
        };
        Ok(Drawn {
            evidence: self.id,
            values: self.list.iter().map(draw).collect::<Result<_>>()?,
        })
    }

    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// The inputs in order, each with its name and its number of observations.
    pub fn inputs(&self) -> impl ExactSizeIterator<Item = (&str, usize)> {
        let inputs = self.list.iter();
        inputs.map(|known| (known.name.as_str(), known.observations))
    }
}

impl Default for Evidence {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.inputs()).finish()
    }
}

fn check<V: Quantity>(name: &str, observations: &[V], negative_allowed: bool) -> Result<()> {
    let wrong = |message: Message| Err(Error::of(ErrorKind::Value, message));
    if observations.len() < FEWEST {
        return wrong(
            Message::new("evidence-too-few")
                .with("name", name)
                .with("found", observations.len())
                .with("fewest", FEWEST),
        );
    }
    let raw = || observations.iter().map(|value| value.to_raw());
    let good = |x: f64| x.abs() <= V::LARGEST && (negative_allowed || x >= 0.0);
    if let Some(at) = raw().position(|x| !good(x)) {
        return wrong(
            Message::new("evidence-not-an-observation")
                .with("name", name)
                .with("number", at + 1),
        );
    }
    let first = observations[0];
    if raw().all(|x| x == first.to_raw()) {
        return wrong(
            Message::new("evidence-all-equal")
                .with("name", name)
                .with("value", first.written()),
        );
    }
    Ok(())
}
