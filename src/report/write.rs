//! Output that is whole or not there: to standard output, or to a file that is written aside and then renamed.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind as Io, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, ErrorKind, Result};
use crate::words::{Lang, say};

/// Writes `text` to `file`, or to standard output when there is none or it is called `-`.
///
/// A regular file is written aside in the same folder and renamed when it is complete, so that a failure leaves what was there
/// before. A reader of standard output that has gone away (`| head`) is not an error.
///
/// # Errors
///
/// [`ErrorKind::File`], with the file as the place, when it cannot be written.
pub fn write(lang: Lang, file: Option<&Path>, text: &str) -> Result<()> {
    match file.filter(|file| *file != Path::new("-")) {
        None => to_stdout(lang, text),
        Some(file) => to_file(file, text).map_err(|cause| refused(lang, file, cause)),
    }
}

/// Writes `text` to a file that is not there yet, whole or not at all; to standard output when it is called `-`.
///
/// # Errors
///
/// [`ErrorKind::File`] when there is something of that name, or it cannot be written.
pub fn create(lang: Lang, file: &Path, text: &str) -> Result<()> {
    if file == Path::new("-") {
        return to_stdout(lang, text);
    }
    let written = aside(file, text, usual_permissions())
        .and_then(|aside| aside.persist_noclobber(file).map_err(io::Error::from));
    written
        .map(drop)
        .map_err(|cause| refused(lang, file, cause))
}

/// The error of a file that cannot be written, in one line.
fn refused(lang: Lang, file: &Path, cause: io::Error) -> Error {
    let why = match cause.kind() {
        Io::NotFound => say(lang, "write-no-folder", &[]),
        Io::PermissionDenied => say(lang, "write-not-allowed", &[]),
        Io::IsADirectory => say(lang, "write-is-folder", &[]),
        Io::AlreadyExists => say(lang, "write-exists", &[]),
        Io::StorageFull => say(lang, "write-full", &[]),
        _ => cause.to_string(),
    };
    let message = say(lang, "write-failed", &[("why", why.into())]);
    Error::new(ErrorKind::File, message)
        .in_file(file)
        .because(cause)
}

fn to_stdout(lang: Lang, text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(cause) if cause.kind() != Io::BrokenPipe => Err(refused(
            lang,
            Path::new(&say(lang, "write-stdout", &[])),
            cause,
        )),
        _ => Ok(()),
    }
}

fn to_file(file: &Path, text: &str) -> io::Result<()> {
    // The file behind a link is replaced, not the link.
    let target = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => Err(Io::IsADirectory.into()),
        // A device or a pipe cannot be renamed over.
        Ok(there) if !there.is_file() => fs::OpenOptions::new()
            .write(true)
            .open(&target)?
            .write_all(text.as_bytes()),
        Ok(there) if there.permissions().readonly() => Err(Io::PermissionDenied.into()),
        Ok(there) => replace(&target, text, Some(there.permissions())),
        Err(_) => replace(&target, text, None),
    }
}

fn replace(target: &Path, text: &str, permissions: Option<Permissions>) -> io::Result<()> {
    aside(target, text, permissions.or_else(usual_permissions))?.persist(target)?;
    Ok(())
}

/// The text in a file without a lasting name, in the folder of the file that it is to become.
fn aside(target: &Path, text: &str, permissions: Option<Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cetak-");
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut aside = builder.tempfile_in(folder(target))?;
    aside.write_all(text.as_bytes())?;
    aside.as_file().sync_all()?;
    Ok(aside)
}

fn folder(target: &Path) -> PathBuf {
    match target.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_aside() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("out.txt");
        write(Lang::En, Some(&file), "first, which is longer").unwrap();
        write(Lang::En, Some(&file), "second").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_keeps_pointing_at_the_file_it_named() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (
            folder.path().join("out.txt"),
            folder.path().join("link.txt"),
        );
        fs::write(&file, "before").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(Lang::En, Some(&link), "after").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "after");
    }

    #[test]
    fn a_folder_a_missing_folder_and_a_file_to_be_kept_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(Lang::En, Some(folder.path()), "text").unwrap_err();
        assert!(error.to_string().ends_with("it is a folder"), "{error}");

        let missing = folder.path().join("missing/out.txt");
        let error = write(Lang::En, Some(&missing), "text").unwrap_err();
        assert!(error.to_string().contains("missing/out.txt: "), "{error}");
        assert!(
            error.to_string().ends_with("its folder does not exist"),
            "{error}"
        );

        let kept = folder.path().join("kept.txt");
        fs::write(&kept, "kept").unwrap();
        let mut permissions = fs::metadata(&kept).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&kept, permissions).unwrap();
        assert!(write(Lang::En, Some(&kept), "text").is_err());
        assert_eq!(fs::read_to_string(&kept).unwrap(), "kept");
    }
}
