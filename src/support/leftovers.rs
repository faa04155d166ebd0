//! Files written aside, and what a killed process leaves of them.
//!
//! Such a file is called `.cetak-PROCESS-RANDOM.tmp` and is locked as long as the process that writes it lives: the system takes the
//! lock away with the process, however that ends, on every computer that shares the folder. So a file of that name without a lock
//! belongs to nobody any more.

use std::fs::{self, File, Permissions};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

const PREFIX: &str = ".cetak-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;
/// As often a new file is tried when another process swept it away before it was locked.
const TRIES: usize = 100;

/// A new locked file in this folder, with the permissions that the user's mask leaves of `permissions`.
pub(super) fn create(folder: &Path, permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX).rand_bytes(RANDOM);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    for _ in 0..TRIES {
        let file = builder.tempfile_in(folder)?;
        // Where files cannot be locked, none is swept either.
        let _ = file.as_file().lock();
        if file.path().symlink_metadata().is_ok() {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Removes what killed processes left in this folder. What cannot be read, locked or removed stays.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_aside)
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_ours && let Ok(file) = File::open(entry.path()) {
            // Removed under the lock: a process that has just made it sees that it is gone, and makes another.
            if file.try_lock().is_ok() {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether a file of this name is one of ours.
fn is_aside(name: &str) -> bool {
    let parts = name
        .strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(process, random)| {
        process.parse::<u32>().is_ok()
            && random.len() == RANDOM
            && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_dead_processes_are_swept() {
        let here = tempfile::tempdir().unwrap();
        let living = create(here.path(), None).unwrap();
        let dead = here.path().join(".cetak-1234-aB3dE6.tmp");
        fs::write(&dead, "half").unwrap();
        let others = [
            ".cetak-notes.tmp",
            ".cetak-1234-aB3dE6",
            ".cetak-1234-aB3dE67.tmp",
            ".cetak-x-aB3dE6.tmp",
            "cetak-1234-aB3dE6.tmp",
            ".cetak-1234-aB3d-6.tmp",
        ];
        for name in others {
            fs::write(here.path().join(name), "theirs").unwrap();
        }
        fs::create_dir(here.path().join(".cetak-1234-folder.tmp")).unwrap();
        sweep(here.path());
        assert!(!dead.exists());
        assert!(living.path().exists());
        assert!(here.path().join(".cetak-1234-folder.tmp").is_dir());
        for name in others {
            assert!(here.path().join(name).exists(), "{name}");
        }
    }
}
