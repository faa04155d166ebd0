//! A part run into its file, or gone on with.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::head::{Head, Whole, no_part, refused, unreadable};
use super::line;
use super::read::{Reader, seed};
use crate::engine::checkpoint;
use crate::error::{Error, ErrorKind, Result};
use crate::experiment::replicate::{Control, Settings, each_of};
use crate::random::Streams;
use crate::words::{Message, Variable};

/// Runs these replications of a run into the file `path`, which appears when it is complete. Until then they are in the file
/// `path` with `.unfinished` behind it; complete replications of the same run in it are kept, and the others are run.
///
/// A process that is killed loses the replications under way. Nothing is run if the file is there and holds the same. If it holds all
/// replications of a shorter run, and all of this one are wanted, they are taken over and the others are run; the file is replaced when they are done.
///
/// # Errors
///
/// Like [`each`](super::super::each); [`ErrorKind::Interrupted`] whenever it was stopped before the last replication; [`ErrorKind::File`] if a file cannot be
/// read or written; [`ErrorKind::Busy`] while another process runs it; [`ErrorKind::Internal`] if the part came from elsewhere meanwhile and differs; [`ErrorKind::Checkpoint`] if one is there that holds something else, or if an outcome has no form in a file.
pub(crate) fn store<A, O>(
    path: &Path,
    whole: &Whole<A>,
    replications: Range<u32>,
    threads: Option<usize>,
    control: &Control<'_>,
    one: impl Fn(&Streams) -> Result<O> + Sync,
) -> Result<()>
where
    A: Clone + PartialEq + Serialize + DeserializeOwned,
    O: Serialize,
{
    let there = there(path, whole, &replications)?;
    if matches!(there, There::Same) {
        return Ok(());
    }
    let unfinished = unfinished(path);
    let (mut file, hash, mut first) = begin(&unfinished, whole, &replications)?;
    if matches!(there, There::Nothing) && path.exists() {
        // Another process completed it before this one had the lock, and what is open here is its file, or an empty one.
        let _ = fs::remove_file(&unfinished);
        drop(file);
        return store(path, whole, replications, threads, control, one);
    }
    let mut append = |line: String| {
        let written = file.write_all(line.as_bytes());
        written.map_err(|error| unwritable(error, &unfinished))
    };
    let is_first = matches!(there, There::Nothing);
    if let There::Shorter(mut shorter) = there {
        while let Some(text) = shorter.text()? {
            // Those before were taken over already.
            if shorter.next_replication() > first {
                append(line::line(&text, seed(hash, first)))?;
                first += 1;
            }
        }
    }
    let settings = Settings {
        replications: replications.end - first,
        seed: whole.seed,
        threads,
    };
    let mut done = first;
    if settings.replications > 0 {
        let one = |streams: &Streams| {
            let outcome = one(streams)?;
            let text = checkpoint::text(&outcome)?;
            Ok(line::line(&text, seed(hash, streams.replication() as u32)))
        };
        let take = |line| {
            append(line)?;
            done += 1;
            Ok(())
        };
        match each_of(|place| first + place, &settings, control, one, take) {
            Err(error) if error.kind() != ErrorKind::Interrupted => return Err(error),
            _ => {}
        }
    }
    file.sync_all()
        .map_err(|error| unwritable(error, &unfinished))?;
    if done < replications.end {
        let message = Message::new("part-stopped")
            .with("done", done - replications.start)
            .with("all", replications.end - replications.start);
        return Err(Error::of(ErrorKind::Interrupted, message));
    }
    // Still under the lock, so that nobody begins it again.
    if is_first && path.exists() {
        // It came from elsewhere in the meantime.
        agree(path, &unfinished)?;
        return fs::remove_file(&unfinished).map_err(|error| unwritable(error, &unfinished));
    }
    fs::rename(&unfinished, path).map_err(|error| unwritable(error, path))
}

/// What is at the place of a part before it is run.
enum There<A> {
    Nothing,
    /// The part itself.
    Same,
    /// All replications of a shorter run, where all of this one are wanted.
    Shorter(Reader<A>),
}

/// Looks at the place of a part; anything else that is there is an error.
fn there<A>(path: &Path, whole: &Whole<A>, replications: &Range<u32>) -> Result<There<A>>
where
    A: PartialEq + DeserializeOwned,
{
    if !path.exists() {
        return Ok(There::Nothing);
    }
    let mut there: Reader<A> = Reader::open(path)?;
    let is_shorter = there.head.whole.is_shorter(whole)
        && there.head.replications() == (0..there.head.whole.replications)
        && *replications == (0..whole.replications);
    if !is_shorter {
        same(&there, whole, replications)?;
    }
    there.verify()?;
    if there.next_replication() < there.head.replications().end {
        return Err(refused(Message::new("part-cut-off"), path));
    }
    Ok(match is_shorter {
        false => There::Same,
        true => There::Shorter(Reader::open(path)?),
    })
}

/// Holds two files of one part against each other, bit by bit.
///
/// # Errors
///
/// [`ErrorKind::Internal`] if they differ: the same replications never come out otherwise.
pub(crate) fn agree(one: &Path, other: &Path) -> Result<()> {
    let bytes = |path: &Path| fs::read(path).map_err(|error| unreadable(error, path));
    match bytes(one)? == bytes(other)? {
        true => Ok(()),
        false => Err(differ(one, other)),
    }
}

/// The error of two files of one part that differ.
pub(super) fn differ(one: &Path, other: &Path) -> Error {
    let message = Message::new("part-differs")
        .with("one", one.display().to_string())
        .with("other", other.display().to_string());
    Error::of(ErrorKind::Internal, message)
}

/// Where a part is until it is complete.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

/// Opens the unfinished file behind its last whole replication, and returns the hash of its first line and the replication to go on with.
fn begin<A>(path: &Path, whole: &Whole<A>, replications: &Range<u32>) -> Result<(File, u64, u32)>
where
    A: Clone + PartialEq + Serialize + DeserializeOwned,
{
    let unwritable = |error| unwritable(error, path);
    let mut options = OpenOptions::new();
    let options = options.read(true).write(true).create(true).truncate(false);
    let mut file = options.open(path).map_err(unwritable)?;
    // Held until the file is closed, also by a process that is killed.
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => {
            Error::of(ErrorKind::Busy, Message::new("part-busy")).in_file(path)
        }
        TryLockError::Error(error) => unwritable(error),
    })?;
    let head = checkpoint::text(&Head::new(whole.clone(), replications.clone()))?;
    let hash = line::hash(&head, 0);
    let first = line::line(&head, 0);
    let mut begun = Vec::new();
    let read = (&file).take(first.len() as u64).read_to_end(&mut begun);
    read.map_err(|error| unreadable(error, path))?;
    file.rewind().map_err(unwritable)?;
    if begun.len() < first.len() && first.as_bytes().starts_with(&begun) {
        // A new file, or one whose first line was not written to its end.
        file.write_all(first.as_bytes()).map_err(unwritable)?;
        return Ok((file, hash, replications.start));
    }
    let again = file.try_clone().map_err(unwritable)?;
    let mut there = Reader::begin(again, path)?.ok_or_else(|| no_part(path))?;
    same(&there, whole, replications)?;
    let end = there.verify()?;
    file.set_len(end).map_err(unwritable)?;
    file.seek(SeekFrom::Start(end)).map_err(unwritable)?;
    Ok((file, hash, there.next_replication()))
}

/// Refuses a file of another run, or of other replications.
pub(super) fn same<A, F: Read + Seek>(
    there: &Reader<A, F>,
    whole: &Whole<A>,
    replications: &Range<u32>,
) -> Result<()>
where
    A: PartialEq + DeserializeOwned,
{
    let differs = match there.head.whole.is_shorter(whole) {
        true => Some(
            Message::new("part-shorter")
                .with("one", there.head.whole.replications)
                .with("other", whole.replications),
        ),
        false => there.head.whole.difference(whole),
    };
    let differs = differs.or_else(|| {
        let has = there.head.replications();
        (has != *replications).then(|| {
            Message::new("part-other-range")
                .with("first", has.start + 1)
                .with("last", has.end)
                .with("wanted-first", replications.start + 1)
                .with("wanted-last", replications.end)
        })
    });
    match differs {
        None => Ok(()),
        Some(differs) => {
            let message = Message::new("part-there").with("differs", differs);
            Err(refused(message, there.path()))
        }
    }
}

pub(super) fn unwritable(error: io::Error, file: &Path) -> Error {
    let message = Message::new("part-unwritable").with("detail", Variable::of_io(&error));
    Error::of(ErrorKind::File, message)
        .in_file(file)
        .because(error)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::thread;

    use super::*;

    fn whole() -> Whole<()> {
        Whole {
            digest: "of a test".to_owned(),
            seed: 7,
            replications: 3,
            about: (),
        }
    }

    fn stored(path: &Path, one: impl Fn(u64) + Sync) -> Result<()> {
        let run = |streams: &Streams| {
            one(streams.replication());
            Ok(streams.replication())
        };
        store(path, &whole(), 0..3, Some(1), &Control::default(), run)
    }

    #[test]
    fn a_part_that_came_meanwhile_is_compared_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
        stored(&first, |_| {}).unwrap();
        let bytes = fs::read(&first).unwrap();
        let at_last = |replication, bytes: &[u8]| {
            if replication == 2 {
                fs::write(&second, bytes).unwrap();
            }
        };
        stored(&second, |replication| at_last(replication, &bytes)).unwrap();
        assert!(!unfinished(&second).exists());
        assert_eq!(fs::read(&second).unwrap(), bytes);

        fs::remove_file(&second).unwrap();
        let error = stored(&second, |replication| at_last(replication, b"other")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Internal, "{error}");
        assert_eq!(fs::read(&second).unwrap(), b"other");
        assert_eq!(fs::read(unfinished(&second)).unwrap(), bytes);
    }

    #[test]
    fn processes_that_all_want_a_part_run_each_replication_once() {
        let folder = tempfile::tempdir().unwrap();
        for round in 0..100 {
            let path = folder.path().join(round.to_string());
            let runs = AtomicU32::new(0);
            let until_done = || {
                let count = |_| {
                    runs.fetch_add(1, Ordering::Relaxed);
                };
                while let Err(error) = stored(&path, count) {
                    assert_eq!(error.kind(), ErrorKind::Busy, "{error}");
                    thread::yield_now();
                }
            };
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(until_done);
                }
            });
            assert_eq!(runs.into_inner(), 3);
            assert!(path.exists() && !unfinished(&path).exists());
        }
    }
}
