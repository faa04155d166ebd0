//! Identifies the file that a path names, so that two paths are compared by the file they lead to.

use std::fs::{self, File, Metadata};
use std::path::{Path, PathBuf};

use cetak::__command::{folder, followed};

/// The file that a path leads to; equal for two paths to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// An existing file, by device and number, so that hard links and the case of letters play no part.
    #[cfg(unix)]
    Number(u64, u64),
    /// An existing file, by its one path without links.
    #[cfg(not(unix))]
    Path(PathBuf),
    /// A file that does not exist yet: its folder, and its name regardless of case, since the folder may ignore case too.
    New(PathBuf, String),
}

impl Identity {
    /// The identity of the file at the end of all links.
    pub fn of(path: &Path) -> Self {
        match fs::metadata(path) {
            Ok(there) => Self::there(path, &there),
            Err(_) => Self::new(&followed(path)),
        }
    }

    /// The identity of standard output if it is a file or a pipe, where two outputs would be mixed.
    pub fn of_standard_output() -> Option<Self> {
        let there = standard_output()?.metadata().ok()?;
        // Outside unix, an open file has no path to compare.
        (there.is_file() || is_pipe(&there)).then(|| Self::there(Path::new(""), &there))
    }

    #[cfg(unix)]
    fn there(_: &Path, there: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Identity::Number(there.dev(), there.ino())
    }

    #[cfg(not(unix))]
    fn there(path: &Path, _: &Metadata) -> Self {
        Identity::Path(path.canonicalize().unwrap_or_else(|_| path.to_owned()))
    }

    fn new(path: &Path) -> Self {
        let folder = folder(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Identity::New(
            folder.canonicalize().unwrap_or(folder),
            // First to upper case, then to lower case: "ß" and "SS" count as one name too.
            name.to_uppercase().to_lowercase(),
        )
    }
}

#[cfg(unix)]
fn standard_output() -> Option<File> {
    use std::os::fd::AsFd;
    Some(std::io::stdout().as_fd().try_clone_to_owned().ok()?.into())
}

#[cfg(unix)]
fn is_pipe(there: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    there.file_type().is_fifo()
}

#[cfg(not(unix))]
fn standard_output() -> Option<File> {
    None
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_itself_by_every_name() {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join("a.txt");
        fs::write(&file, "").unwrap();
        fs::create_dir(here.path().join("below")).unwrap();
        let same = |other: &str| Identity::of(&file) == Identity::of(&here.path().join(other));
        assert!(same("a.txt"));
        assert!(same("./below/../a.txt"));
        assert!(!same("b.txt"));
        fs::hard_link(&file, here.path().join("hard.txt")).unwrap();
        assert_eq!(same("hard.txt"), cfg!(unix));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("a.txt", here.path().join("soft.txt")).unwrap();
            assert!(same("soft.txt"));
        }
    }

    #[test]
    fn two_names_for_one_file_to_come_are_the_same() {
        let here = tempfile::tempdir().unwrap();
        fs::create_dir(here.path().join("below")).unwrap();
        let of = |name: &str| Identity::of(&here.path().join(name));
        assert_eq!(of("out.txt"), of("below/../OUT.TXT"));
        assert_eq!(of("straße"), of("STRASSE"));
        assert_ne!(of("out.txt"), of("below/out.txt"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../out.txt", here.path().join("below/link")).unwrap();
            assert_eq!(of("below/link"), of("out.txt"));
            std::os::unix::fs::symlink("loop", here.path().join("loop")).unwrap();
            assert_eq!(of("loop"), of("loop"));
        }
    }
}
