//! Those who wait for one thing, in the order of (key, arrival); anyone can leave at any moment.

use std::iter;

use super::core::ProcessId;

const END: u32 = u32::MAX;

struct Node<T> {
    key: i64,
    before: u32,
    after: u32,
    process: ProcessId,
    granted: bool,
    /// `None` while the place is vacant.
    value: Option<T>,
}

/// The place of one wait in a [`Line`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket(u32);

/// A doubly linked row in one vector: joining behind everybody, being granted and leaving cost O(1); joining before some
/// costs one step for each that is overtaken.
///
/// Who is granted is out of the row, and keeps its place in the vector until it comes to [`take`](Self::take) it.
pub(super) struct Line<T> {
    nodes: Vec<Node<T>>,
    vacant: Vec<u32>,
    first: u32,
    last: u32,
    len: usize,
}

impl<T> Line<T> {
    pub fn new() -> Self {
        Self {
            nodes: Vec::new(),
            vacant: Vec::new(),
            first: END,
            last: END,
            len: 0,
        }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn join(&mut self, key: i64, process: ProcessId, value: T) -> Ticket {
        let mut before = self.last;
        while before != END && self.nodes[before as usize].key > key {
            before = self.nodes[before as usize].before;
        }
        let after = match before {
            END => self.first,
            _ => self.nodes[before as usize].after,
        };
        let node = Node {
            key,
            before,
            after,
            process,
            granted: false,
            value: Some(value),
        };
        let place = match self.vacant.pop() {
            Some(place) => {
                self.nodes[place as usize] = node;
                place
            }
            None => {
                let place = u32::try_from(self.nodes.len()).expect("fewer than 2^32 wait");
                self.nodes.push(node);
                place
            }
        };
        self.link(before, place);
        self.link(place, after);
        self.len += 1;
        Ticket(place)
    }

    pub fn first(&self) -> Option<Ticket> {
        (self.first != END).then_some(Ticket(self.first))
    }

    pub fn behind(&self, ticket: Ticket) -> Option<Ticket> {
        let after = self.nodes[ticket.0 as usize].after;
        (after != END).then_some(Ticket(after))
    }

    /// Who waits, in order, each with `what` it waits for.
    pub fn waiting(&self, what: &str) -> impl Iterator<Item = (ProcessId, String)> {
        let tickets = iter::successors(self.first(), |ticket| self.behind(*ticket));
        tickets.map(move |ticket| (self.nodes[ticket.0 as usize].process, what.to_owned()))
    }

    pub fn key(&self, ticket: Ticket) -> i64 {
        self.nodes[ticket.0 as usize].key
    }

    pub fn value(&self, ticket: Ticket) -> &T {
        let value = self.nodes[ticket.0 as usize].value.as_ref();
        value.expect("a ticket is good until it is taken")
    }

    pub fn value_mut(&mut self, ticket: Ticket) -> &mut T {
        let value = self.nodes[ticket.0 as usize].value.as_mut();
        value.expect("a ticket is good until it is taken")
    }

    /// Takes who waits with this ticket out of the row, and says which process it is, to be woken.
    pub fn grant(&mut self, ticket: Ticket) -> ProcessId {
        self.unlink(ticket.0);
        let node = &mut self.nodes[ticket.0 as usize];
        node.granted = true;
        node.process
    }

    pub fn is_granted(&self, ticket: Ticket) -> bool {
        self.nodes[ticket.0 as usize].granted
    }

    /// Ends a wait, granted or not.
    pub fn take(&mut self, ticket: Ticket) -> T {
        if !self.is_granted(ticket) {
            self.unlink(ticket.0);
        }
        self.vacant.push(ticket.0);
        let value = self.nodes[ticket.0 as usize].value.take();
        value.expect("a ticket is good until it is taken")
    }

    fn unlink(&mut self, place: u32) {
        let Node { before, after, .. } = self.nodes[place as usize];
        self.link(before, after);
        self.len -= 1;
    }

    /// Makes `after` follow `before`, where either may be the end of the row.
    fn link(&mut self, before: u32, after: u32) {
        match before {
            END => self.first = after,
            _ => self.nodes[before as usize].after = after,
        }
        match after {
            END => self.last = before,
            _ => self.nodes[after as usize].before = before,
        }
    }
}
