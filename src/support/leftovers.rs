//! Temporary files, and those that a killed process leaves behind.
//!
//! A file is written under the name `.cetak-PROCESS-RANDOM.tmp`, locked as long as the process that writes it lives: the
//! system releases the lock when the process ends, however that happens, on every computer that shares the folder. So a file
//! with such a name and without a lock is abandoned.

use std::fs::{self, File, Permissions};
use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

const PREFIX: &str = ".cetak-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;
/// How often to try again if another process removed the new file before it was locked.
const TRIES: usize = 100;

/// Creates a locked file in `folder`, with `permissions` as far as the user's mask allows them.
pub(super) fn create(folder: &Path, permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    let prefix = format!("{PREFIX}{}-", std::process::id());
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX).rand_bytes(RANDOM);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    for _ in 0..TRIES {
        let file = builder.tempfile_in(folder)?;
        // If files cannot be locked here, none is removed either.
        let _ = file.as_file().lock();
        if file.path().symlink_metadata().is_ok() {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Removes what killed processes left in this folder. Files that cannot be read, locked or removed stay.
pub(super) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_aside)
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_ours && let Ok(file) = File::open(entry.path()) {
            // Remove it while holding the lock: a process that has just created it sees that it is gone, and creates another.
            if file.try_lock().is_ok() {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether this is the name of such a file.
pub(super) fn is_aside(name: &str) -> bool {
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
