//! Attempts that failed, at most three for a job; what went wrong is kept in a file for each.

use std::fs;
use std::io::ErrorKind as Io;

use super::folder::{Folder, make_folder_of, unwritable};
use super::job::Job;
use crate::engine::checkpoint::PROGRAM;
use crate::error::{Error, Result};
use crate::support::write_aside::create;
use crate::words::{Lang, Message, Variable};

/// How often a job is tried in all.
pub(super) const MOST: u32 = 3;

const LANGUAGES: [(Lang, &str); 2] = [(Lang::En, "en: "), (Lang::Id, "id: ")];

/// What went wrong, in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told([String; 2]);

impl Told {
    pub fn of(error: &Error) -> Self {
        Self(LANGUAGES.map(|(lang, _)| error.render(lang)))
    }

    pub fn in_lang(&self, lang: Lang) -> &str {
        let place = LANGUAGES.iter().position(|(one, _)| *one == lang);
        &self.0[place.unwrap_or_default()]
    }

    /// Reads what [`keep`] wrote.
    fn read(text: &str) -> Self {
        Self(LANGUAGES.map(|(_, mark)| {
            let lines = text.lines().filter_map(|line| line.strip_prefix(mark));
            lines.collect::<Vec<_>>().join("\n")
        }))
    }
}

/// How many attempts at a job have failed.
pub(super) fn count(folder: &Folder, job: u32) -> u32 {
    let is_there = |attempt: &u32| folder.failed(job, *attempt).exists();
    (1..).take_while(is_there).count() as u32
}

/// What went wrong in an attempt at a job.
pub(super) fn told(folder: &Folder, job: u32, attempt: u32) -> Told {
    let text = fs::read_to_string(folder.failed(job, attempt));
    Told::read(&text.unwrap_or_default())
}

/// Keeps what went wrong in one more attempt at a job.
pub(super) fn keep(folder: &Folder, job: &Job, error: &Error) -> Result<()> {
    let number = job.number();
    for attempt in count(folder, number) + 1.. {
        let path = folder.failed(number, attempt);
        make_folder_of(&path)?;
        match create(&path, text(job, attempt, error).as_bytes()) {
            // Another process failed at the same time.
            Err(error) if error.kind() == Io::AlreadyExists => {}
            kept => return kept.map_err(|error| unwritable(error, &path)),
        }
    }
    Ok(())
}

fn text(job: &Job, attempt: u32, error: &Error) -> String {
    let told = Told::of(error);
    let mut text = format!("{PROGRAM}\n");
    for ((lang, mark), error) in LANGUAGES.iter().zip(&told.0) {
        let heading = Message::new("campaign-attempt")
            .with("attempt", attempt)
            .with("job", job.number())
            .with("name", job.plan())
            .with("first", job.replications().start + 1)
            .with("last", job.replications().end);
        text += &Variable::from(heading).say(*lang);
        text.push('\n');
        for line in error.lines() {
            text += &format!("{mark}{line}\n");
        }
    }
    text
}
