//! Files that are complete or absent: written aside in the same folder, and renamed when complete.

#[cfg(feature = "office")]
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{NamedTempFile, PersistError};

use super::leftovers;
use super::paths::{folder, followed, is_open_already};

/// The files that this process is writing aside, so that a signal handler can remove them.
static UNDER_WAY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn under_way() -> MutexGuard<'static, Vec<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the process with this code. Removes the files it is writing aside, so that no half-written file remains.
#[cfg(feature = "cli")]
pub fn exit(code: u8) -> ! {
    // While this is locked, no other file can be created or renamed.
    let mut files = under_way();
    for file in files.drain(..) {
        let _ = fs::remove_file(file);
    }
    std::process::exit(code.into())
}

/// The entry of a file in the list of those under way.
struct Listed(PathBuf);

impl Drop for Listed {
    fn drop(&mut self) {
        under_way().retain(|file| *file != self.0);
    }
}

/// A file being written; its contents appear under its name once it is [put](Aside::replace) there.
pub struct Aside(To);

enum To {
    /// A regular file, existing or new.
    File {
        aside: NamedTempFile,
        target: PathBuf,
        listed: Listed,
    },
    /// A device, a pipe or something already open, which a rename cannot replace: it gets everything at the end.
    Stream { stream: File, text: Vec<u8> },
}

impl Aside {
    /// Starts writing what will become the file `path`.
    ///
    /// Follows links, even to a file that does not exist yet. An existing file keeps its permissions; a new one gets what the
    /// user's mask allows. Removes what killed processes left in the folder.
    ///
    /// # Errors
    ///
    /// If `path` is a folder, or may not be written although its folder would let it be replaced ([`is_read_only`]), or if
    /// nothing can be written in its folder.
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
        // The folder grants the right to rename; ask the file itself for the right to write.
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
            // Set them exactly: the mask has removed some.
            file.set_permissions(there.permissions())?;
        }
        Ok(Aside(To::File {
            aside,
            target,
            listed,
        }))
    }

    /// Flushes what is written so far to the disk, so that only the rename is left to do.
    ///
    /// # Errors
    ///
    /// If that fails, for example for lack of space.
    pub fn seal(&self) -> io::Result<()> {
        match &self.0 {
            To::File { aside, .. } => aside.as_file().sync_all(),
            To::Stream { .. } => Ok(()),
        }
    }

    /// The device or pipe itself, if this is one and nothing was written yet: it is written to directly.
    #[cfg(feature = "cli")]
    pub fn into_stream(self) -> Result<File, Self> {
        match self.0 {
            To::Stream { stream, text } if text.is_empty() => Ok(stream),
            other => Err(Aside(other)),
        }
    }

    /// Whether it goes to a device or a pipe, where output cannot be taken back.
    #[cfg(feature = "cli")]
    pub fn is_stream(&self) -> bool {
        matches!(self.0, To::Stream { .. })
    }

    /// Replaces the target with what was written.
    ///
    /// # Errors
    ///
    /// If it cannot be replaced; then the old contents are still there.
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

/// Writes `text` to a file that does not exist yet.
///
/// # Errors
///
/// [`ErrorKind::AlreadyExists`] if anything has that name, even a link that leads nowhere; otherwise like [`Aside::new`].
#[cfg(feature = "office")]
pub fn create(path: &Path, text: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let mut aside = Aside::beside(path.to_owned(), None)?;
    aside.write_all(text)?;
    aside.seal()?;
    match aside.0 {
        // Another process may have created it in the meantime.
        To::File {
            aside,
            target,
            listed: _listed,
        } => rename(|| aside.persist_noclobber(&target)),
        To::Stream { .. } => unreachable!("only what is there can be a stream"),
    }
}

/// Whether this is the name of a file that a process writes aside, or left there when it was killed.
#[cfg(feature = "office")]
pub fn is_aside(name: &OsStr) -> bool {
    name.to_str().is_some_and(leftovers::is_aside)
}

/// Gives a file its final name, while no signal handler can remove it.
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

/// The cause of an error: the folder allows the file to be replaced, but the file itself may not be written.
#[derive(Debug)]
struct ReadOnly;

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is read-only")
    }
}

impl std::error::Error for ReadOnly {}

/// Whether a file was refused because it is read-only.
pub fn is_read_only(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|cause| cause.is::<ReadOnly>())
}

/// The permissions of a new file: everything the user's mask allows. Without this, files written aside are private.
#[cfg(unix)]
fn usual_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<Permissions> {
    None
}

/// Keeps the owner and the group of the file, as far as we may set them.
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

    /// This test starts itself as a program.
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

    /// Only a superuser can give files away, so other users see nothing here.
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
