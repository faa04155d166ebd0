//! Random streams, variates and arrivals whose clones share one stream.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::convert::Infallible;
use std::rc::Rc;

use rand::Rng as _;
use rand::rand_core::TryRng;

use super::World;
use crate::random::{self, Arrival, Distribution, Quantity, Streams};
use crate::time::Span;

/// The streams of a world that have been asked for, so that one name is one stream.
#[derive(Default)]
pub(super) struct Draws {
    streams: OnceCell<Streams>,
    by_name: RefCell<HashMap<String, Stream>>,
}

impl Draws {
    pub fn of(streams: Streams) -> Self {
        Self {
            streams: OnceCell::from(streams),
            by_name: RefCell::default(),
        }
    }

    fn streams(&self) -> Streams {
        let Some(streams) = self.streams.get() else {
            panic!(
                "streams were asked for in a world without any: make its processes with Processes::with_streams"
            );
        };
        *streams
    }

    fn stream(&self, name: &str) -> Stream {
        let Some(streams) = self.streams.get() else {
            panic!(
                "the stream {name:?} was asked for in a world without streams: make its processes with Processes::with_streams"
            );
        };
        if let Some(known) = self.by_name.borrow().get(name) {
            return known.clone();
        }
        let made = Stream(Rc::new(RefCell::new(streams.stream(name))));
        let mut by_name = self.by_name.borrow_mut();
        by_name.insert(name.to_owned(), made.clone());
        made
    }
}

impl World {
    /// The [streams](super::Processes::with_streams) of this world, for what is drawn by a value of [`random`](crate::random), such as
    /// [`random::Arrivals`]. A [`stream`](Self::stream) of the same name would repeat its draws.
    ///
    /// # Panics
    ///
    /// If the processes were made without streams.
    #[must_use]
    pub fn streams(&self) -> Streams {
        self.core.draws().streams()
    }

    /// The stream with this name, of the [streams](super::Processes::with_streams) of this world. Asking again gives another
    /// handle of the same stream, which goes on where it is: a process may ask for it whenever it draws.
    ///
    /// # Panics
    ///
    /// If the processes were made without streams.
    #[must_use]
    pub fn stream(&self, name: &str) -> Stream {
        self.core.draws().stream(name)
    }

    /// Draws of `distribution` from the [stream](Self::stream) with this name.
    ///
    /// # Examples
    ///
    /// Each car asks for itself how long it is washed; no two get the same draw:
    ///
    /// ```
    /// use std::{cell::RefCell, rc::Rc};
    ///
    /// use cetak::engine::Simulation;
    /// use cetak::process::{Processes, World};
    /// use cetak::random::{Distribution, Streams};
    /// use cetak::time::minutes;
    ///
    /// let law = Distribution::uniform(minutes(3.0), minutes(8.0))?;
    /// let washed = Rc::new(RefCell::new(Vec::new()));
    /// let processes = Processes::with_streams(Streams::new(2017, 0));
    /// let world = processes.world();
    /// for _ in 0..3 {
    ///     let (world, law, washed) = (world.clone(), law.clone(), Rc::clone(&washed));
    ///     processes.world().spawn(async move {
    ///         world.hold(world.variate("washing", law).draw()).await;
    ///         washed.borrow_mut().push(world.now());
    ///     });
    /// }
    /// Simulation::new(processes).run();
    /// assert!(washed.borrow().is_sorted_by(|one, next| one < next));
    /// # Ok::<(), cetak::Error>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If the processes were made without streams.
    #[must_use]
    pub fn variate<V: Quantity>(&self, name: &str, distribution: Distribution<V>) -> Variate<V> {
        Variate {
            distribution,
            stream: self.stream(name),
        }
    }

    /// These arrivals as a handle: of all its clones together, each arrival is drawn once.
    ///
    /// # Examples
    ///
    /// ```
    /// use cetak::process::{Processes, World};
    /// use cetak::random::{Arrivals, Streams};
    /// use cetak::time::{Time, minutes};
    ///
    /// let streams = Streams::new(2017, 0);
    /// let world = Processes::with_streams(streams).world();
    /// let patients = streams.stream("patients");
    /// let patients = Arrivals::poisson(Time::ZERO, minutes(5.0), patients)?;
    /// let (one, other) = (world.arrivals(patients.clone()), world.arrivals(patients));
    /// assert_eq!(one.draw(), other.draw(), "two sources, each with its own draws");
    /// assert_ne!(one.draw(), one.clone().draw(), "two handles of one source");
    /// # Ok::<(), cetak::Error>(())
    /// ```
    #[must_use]
    pub fn arrivals(&self, arrivals: random::Arrivals) -> Arrivals {
        Arrivals(Rc::new(RefCell::new(arrivals)))
    }
}

/// A handle of one stream of random numbers: all clones draw from the same stream, so that no number is drawn twice. Made by
/// [`World::stream`].
///
/// The stream itself is a [`random::Stream`](crate::random::Stream), a value whose clones repeat its numbers. Like it, this
/// is an `Rng` of the `rand` crate, version 0.10.
#[derive(Clone, Debug)]
pub struct Stream(Rc<RefCell<random::Stream>>);

impl Stream {
    /// A number drawn uniformly from the open interval (0, 1), as by
    /// [`random::Stream::uniform`](crate::random::Stream::uniform).
    #[inline]
    pub fn uniform(&self) -> f64 {
        self.0.borrow_mut().uniform()
    }

    /// A whole number drawn uniformly from `0..n`, as by [`random::Stream::index`](crate::random::Stream::index).
    #[inline]
    pub fn index(&self, n: usize) -> usize {
        self.0.borrow_mut().index(n)
    }

    /// A draw of this distribution.
    #[inline]
    pub fn draw<V: Quantity>(&self, distribution: &Distribution<V>) -> V {
        distribution.draw(&mut self.0.borrow_mut())
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.0.borrow_mut().next_u32())
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.borrow_mut().next_u64())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.borrow_mut().fill_bytes(bytes);
        Ok(())
    }
}

/// Draws of one distribution from one stream that all clones share. Made by [`World::variate`].
///
/// [`random::Variate`](crate::random::Variate) is the same as a value, whose clones repeat its draws.
#[derive(Clone, Debug)]
pub struct Variate<V: Quantity = Span> {
    distribution: Distribution<V>,
    stream: Stream,
}

impl<V: Quantity> Variate<V> {
    /// The next draw.
    #[inline]
    pub fn draw(&self) -> V {
        self.stream.draw(&self.distribution)
    }

    /// The distribution it draws from.
    #[must_use]
    pub fn distribution(&self) -> &Distribution<V> {
        &self.distribution
    }
}

/// One source of arrivals that all clones share. Made by [`World::arrivals`].
///
/// [`random::Arrivals`](crate::random::Arrivals) is the same as a value, whose clones repeat its arrivals.
#[derive(Clone, Debug)]
pub struct Arrivals(Rc<RefCell<random::Arrivals>>);

impl Arrivals {
    /// The next arrival; `None` if no more come.
    #[inline]
    pub fn draw(&self) -> Option<Arrival> {
        self.0.borrow_mut().draw()
    }
}
