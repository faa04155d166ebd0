//! The problems found while a tree is read.

use std::cell::{Cell, RefCell};

use super::names::Names;
use super::problem::{MOST_KEPT, Origin, Problem, Problems};
use crate::support::nearest::nearest;

/// The most names compared with unknown ones to find the nearest: 50 unknown names among 1,000, or 5 among 10,000.
const MOST_COMPARED: usize = 50_000;

/// The problems found so far: every warning, the first errors, and the number of errors.
#[derive(Default)]
pub(super) struct Log {
    problems: RefCell<Vec<Problem>>,
    errors: Cell<usize>,
    compared: Cell<usize>,
}

impl Log {
    /// A log that begins with errors.
    pub fn with(faults: Vec<Problem>) -> Self {
        Self {
            errors: Cell::new(faults.len()),
            problems: RefCell::new(faults),
            compared: Cell::default(),
        }
    }

    /// Records an error. An error that is only counted is not built, because its message may cost a search.
    pub fn error(&self, problem: impl FnOnce() -> Problem) {
        let before = self.errors.replace(self.errors.get() + 1);
        if before < MOST_KEPT {
            let problem = problem();
            self.problems.borrow_mut().push(problem);
        }
    }

    pub fn warn(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub fn has_errors(&self) -> bool {
        self.errors.get() > 0
    }

    /// The name nearest to an unknown one; `None` after the largest number of searches, because nobody would read more answers.
    pub fn nearest<'n>(&self, found: &str, names: &'n Names) -> Option<&'n str> {
        let compared = self.compared.get() + names.iter().len();
        if compared > MOST_COMPARED {
            return None;
        }
        self.compared.set(compared);
        nearest(found, names.iter())
    }

    /// The problems in order of file, the scenario's own first, and line; problems without a line come first.
    pub fn into_problems(self, own: &Origin) -> Problems {
        let left_out = self.errors.get().saturating_sub(MOST_KEPT);
        let mut files = vec![own.file.clone()];
        let rank = |problem: &Problem| {
            let file = problem.file();
            let rank = files.iter().position(|known| known == file);
            let rank = rank.unwrap_or_else(|| {
                files.push(file.clone());
                files.len() - 1
            });
            (rank, problem.line())
        };
        let problems = self.problems.into_inner();
        let ranks: Vec<_> = problems.iter().map(rank).collect();
        let mut keyed: Vec<_> = ranks.into_iter().zip(problems).collect();
        keyed.sort_by_key(|(rank, _)| *rank);
        Problems {
            kept: keyed.into_iter().map(|(_, problem)| problem).collect(),
            left_out,
        }
    }
}
