//! Resolving paths: the folder of a path, the end of its links, and whether it names something already open.

use std::fs;
use std::path::{Path, PathBuf};

/// The system itself follows this many links in a row.
const MOST_LINKS: usize = 40;

/// The folder that a file is or will be in.
pub fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The path at the end of all links; nothing need exist there yet.
pub fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            Err(_) => break,
        }
    }
    path
}

/// Whether the path names something already open, such as `/dev/stdout`, which is written to and never replaced.
pub(crate) fn is_open_already(path: &Path) -> bool {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if path.starts_with("/proc") || path.starts_with("/dev/fd") {
            return true;
        }
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            Err(_) => return false,
        }
    }
    false
}
