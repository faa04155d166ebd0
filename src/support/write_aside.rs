//! Files that are whole or not there: written aside in the same folder, and renamed when they are complete.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, PersistError};

use super::leftovers;
use super::paths::{folder, followed, is_open_already};

/// The files that this process is writing aside, so that a signal can take them away.
static UNDER_WAY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn under_way() -> MutexGuard<'static, Vec<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process with this code. What it is writing aside goes, so that no file is half there.
#[cfg(feature = "cli")]
pub fn exit(code: u8) -> ! {
    // No other file can be made or renamed while this is held.
    let mut files = under_way();
    for file in files.drain(..) {
        let _ = fs::remove_file(file);
    }
    std::process::exit(code.into())
}

/// The place of a file among those under way.
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        under_way().retain(|file| *file != self.0);
    }
}

/// A file that is being written; what is written shows under its name when it is [put](Aside::replace) there.
pub struct Aside(To);

enum To {
    /// A regular file, or one to come.
    File {
        aside: NamedTempFile,
        target: PathBuf,
        listed: Listed,
    },
    /// A device, a pipe or something open already, which cannot be renamed over: it gets all at the end.
    Stream { stream: File, text: Vec<u8> },
}

impl Aside {
    /// Begins what is to stand in the file `path`.
    ///
    /// Links are followed, also to a file that is not there yet. The permissions of a file that is there are kept; of a new one they
    /// are what the user's mask leaves. What killed processes left in the folder is swept away.
    ///
    /// # Errors
    ///
    /// If it is a folder or may not be written, although its folder would let it be replaced ([`is_read_only`]), or if nothing can
    /// be written in its folder.
    pub fn new(path: &Path) -> io::Result<Self> {
        let there = match fs::metadata(path) {
            Ok(there) => there,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Self::beside(followed(path), None);
            }
            Err(error) => return Err(error),
        };
        if there.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        if !there.is_file() || is_open_already(path) {
            let stream = OpenOptions::new().append(true).open(path)?;
            let text = Vec::new();
            return Ok(Aside(To::Stream { stream, text }));
        }
        if there.permissions().readonly() {
            return Err(io::Error::new(ErrorKind::PermissionDenied, ReadOnly));
        }
        // The right to rename is the folder's; the right to write is asked of the file itself.
        OpenOptions::new().write(true).open(path)?;
        Self::beside(path.canonicalize()?, Some(&there))
    }

    fn beside(target: PathBuf, there: Option<&Metadata>) -> io::Result<Self> {
        let folder = folder(&target);
        leftovers::sweep(&folder);
        let permissions = there.map(Metadata::permissions).or_else(usual_permissions);
        let mut files = under_way();
        let aside = leftovers::create(&folder, permissions)?;
        let listed = Listed(aside.path().to_owned());
        files.push(listed.0.clone());
        drop(files);
        if let Some(there) = there {
            let file = aside.as_file();
            keep_owner(file, there);
            // Exactly those: the mask has taken some away.
            file.set_permissions(there.permissions())?;
        }
        Ok(Aside(To::File {
            aside,
            target,
            listed,
        }))
    }

    /// What is written so far is on the disk, so that a rename alone is left to be done.
    ///
    /// # Errors
    ///
    /// If it cannot be, for want of room say.
    pub fn seal(&self) -> io::Result<()> {
        match &self.0 {
            To::File { aside, .. } => aside.as_file().sync_all(),
            To::Stream { .. } => Ok(()),
        }
    }

    /// What is written to at once, because it cannot be written aside: a device or a pipe, to which nothing was written yet.
    #[cfg(feature = "cli")]
    pub fn into_stream(self) -> Result<File, Self> {
        match self.0 {
            To::Stream { stream, text } if text.is_empty() => Ok(stream),
            other => Err(Aside(other)),
        }
    }

    /// Whether it goes to a device or a pipe, where it cannot be taken back.
    #[cfg(feature = "cli")]
    pub fn is_stream(&self) -> bool {
        matches!(self.0, To::Stream { .. })
    }

    /// Puts what was written in the place of what was there.
    ///
    /// # Errors
    ///
    /// If it cannot be put there; then what was there still is.
    pub fn replace(self) -> io::Result<()> {
        self.seal()?;
        match self.0 {
            To::File {
                aside,
                target,
                listed: _listed,
            } => rename(|| aside.persist(&target)),
            To::Stream { mut stream, text } => stream.write_all(&text),
        }
    }
}

/// Writes `text` to a file that is not there yet.
///
/// # Errors
///
/// [`ErrorKind::AlreadyExists`] if there is anything of that name, be it a link that leads nowhere; others as [`Aside::new`].
#[cfg(feature = "cli")]
pub fn create(path: &Path, text: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let mut aside = Aside::beside(path.to_owned(), None)?;
    aside.write_all(text)?;
    aside.seal()?;
    match aside.0 {
        // Another process may have made it in the meantime.
        To::File {
            aside,
            target,
            listed: _listed,
        } => rename(|| aside.persist_noclobber(&target)),
        To::Stream { .. } => unreachable!("only what is there can be a stream"),
    }
}

/// Gives a file its name, when no signal can take it away.
fn rename(persist: impl FnOnce() -> Result<File, PersistError>) -> io::Result<()> {
    let _held = under_way();
    persist()?;
    Ok(())
}

impl Write for Aside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            To::File { aside, .. } => aside.as_file_mut().write(bytes),
            To::Stream { text, .. } => text.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is in the way when a file may be replaced by the rights of its folder, but not written by its own.
#[derive(Debug)]
struct ReadOnly;

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is read-only")
    }
}

impl std::error::Error for ReadOnly {}

/// Whether a file was refused because it is marked as read-only.
pub fn is_read_only(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|cause| cause.is::<ReadOnly>())
}

/// What a new file may be used for: everything the user's mask allows. Files written aside are private otherwise.
#[cfg(unix)]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}

/// The file stays with whom it belonged to, where we may give it away.
#[cfg(unix)]
fn keep_owner(file: &File, there: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    if fchown(file, Some(there.uid()), Some(there.gid())).is_err() {
        let _ = fchown(file, None, Some(there.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "cli")]
    const FOLDER: &str = "CETAK_TEST_FOLDER";

    /// This test is also the program that it starts.
    #[cfg(feature = "cli")]
    #[test]
    fn a_process_that_is_told_to_end_leaves_nothing_half_written() {
        if let Some(folder) = std::env::var_os(FOLDER) {
            let file = Path::new(&folder).join("out.txt");
            let mut aside = Aside::new(&file).unwrap();
            aside.write_all(b"half").unwrap();
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
            std::thread::spawn(|| exit(130)).join().unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("out.txt");
        fs::write(&file, "old").unwrap();
        let name = "support::write_aside::tests::a_process_that_is_told";
        let ended = std::process::Command::new(std::env::current_exe().unwrap())
            .arg(name)
            .env(FOLDER, folder.path())
            .output()
            .unwrap();
        assert_eq!(ended.status.code(), Some(130), "{ended:?}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_given_up_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let aside = Aside::new(&folder.path().join("out.txt")).unwrap();
        let To::File { listed, .. } = &aside.0 else {
            panic!("it is no stream");
        };
        let path = listed.0.clone();
        assert!(under_way().contains(&path) && path.exists());
        drop(aside);
        assert!(!under_way().contains(&path) && !path.exists());
    }

    /// Only a superuser can give files away, so for others there is nothing to see.
    #[cfg(unix)]
    #[test]
    fn a_file_stays_with_whom_it_belongs_to() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("out.txt");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        let is_given = chown(&file, Some(12_345), Some(12_345)).is_ok();
        Aside::new(&file).unwrap().replace().unwrap();
        let there = fs::metadata(&file).unwrap();
        assert_eq!(there.len(), 0);
        assert_eq!(there.uid() == 12_345, is_given);
    }
}
