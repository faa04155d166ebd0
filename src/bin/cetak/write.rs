//! Writes output as a whole or not at all: to standard output, or to files that are written aside and renamed.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind as Io, Write};
use std::path::Path;

use cetak::__command::{Aside, Message, Variable, create as create_aside, error, is_read_only};
use cetak::error::{Error, ErrorKind, Result};

use super::standard_output;

/// An output: a file, or standard output for `None` and for `-`.
pub type Output<'a> = Option<&'a Path>;

/// Writes `text` to `file`, or to standard output for `None` and for `-`.
///
/// A regular file is written aside in the same folder and renamed when it is complete, so a failure leaves the old file. A link is
/// followed, even to a file that does not exist yet. An existing file keeps its permissions; a read-only file is refused. A reader of
/// standard output that goes away (`| head`) is no error.
///
/// # Errors
///
/// [`ErrorKind::File`] if the output cannot be written or there is no standard output.
pub fn write(file: Output<'_>, text: &str) -> Result<()> {
    write_all(&[(file, text)])
}

/// Writes several outputs as [`write()`] does. Afterwards either all are written, or the error says which ones are.
///
/// # Errors
///
/// Like [`write()`]. All files are complete in their folders before the first is renamed, so a failure rarely leaves some of them.
pub fn write_all(outputs: &[(Output<'_>, &str)]) -> Result<()> {
    let mut prepared = outputs
        .iter()
        .map(|(file, text)| Prepared::new(*file, text))
        .collect::<Result<Vec<Prepared<'_>>>>()?;
    // Streams cannot be taken back, so they go first, while no file has been replaced.
    prepared.sort_by_key(|output| {
        output
            .aside
            .as_ref()
            .is_some_and(|aside| !aside.is_stream())
    });
    put(prepared)
}

/// An output that is complete and only has to be put in place.
struct Prepared<'a> {
    file: Option<&'a Path>,
    text: &'a str,
    /// `None` for standard output.
    aside: Option<Aside>,
}

impl<'a> Prepared<'a> {
    fn new(file: Output<'a>, text: &'a str) -> Result<Self> {
        let file = file.filter(|file| *file != Path::new("-"));
        let aside = file
            .map(|file| filled(file, text).map_err(|cause| refused(Some(file), cause, &[])))
            .transpose()?;
        Ok(Prepared { file, text, aside })
    }
}

/// The name of an output in messages: its file, or standard output.
pub fn name(output: Output<'_>) -> Variable {
    match output.filter(|file| *file != Path::new("-")) {
        Some(file) => file.display().to_string().into(),
        None => Message::new("write-stdout").into(),
    }
}

fn filled(file: &Path, text: &str) -> io::Result<Aside> {
    let mut aside = Aside::new(file)?;
    aside.write_all(text.as_bytes())?;
    aside.seal()?;
    Ok(aside)
}

fn put(prepared: Vec<Prepared<'_>>) -> Result<()> {
    let mut there: Vec<Output<'_>> = Vec::new();
    for output in prepared {
        match output.aside {
            Some(aside) => aside.replace(),
            None => to_stdout(output.text),
        }
        .map_err(|cause| refused(output.file, cause, &there))?;
        there.push(output.file);
    }
    Ok(())
}

/// Writes lines one at a time, any number of them: to standard output at once, to a file that appears when all lines are written.
pub struct LineOutput<'a> {
    file: Option<&'a Path>,
    /// `None` when the reader has gone away, and after an error.
    to: Option<To>,
    error: Option<io::Error>,
}

enum To {
    Stdout(BufWriter<io::Stdout>),
    Stream(BufWriter<File>),
    Aside(Box<BufWriter<Aside>>),
}

impl<'a> LineOutput<'a> {
    /// Starts the lines of an output.
    ///
    /// # Errors
    ///
    /// Like [`write()`].
    pub fn new(file: Output<'a>) -> Result<Self> {
        let file = file.filter(|file| *file != Path::new("-"));
        let to = match file {
            None => standard_output::is_open().map(|()| To::Stdout(BufWriter::new(io::stdout()))),
            Some(path) => Aside::new(path).map(|aside| match aside.into_stream() {
                Ok(stream) => To::Stream(BufWriter::new(stream)),
                Err(aside) => To::Aside(Box::new(BufWriter::new(aside))),
            }),
        };
        let mut lines = LineOutput {
            file,
            to: None,
            error: None,
        };
        lines.to = Some(to.map_err(|cause| refused(file, cause, &[]))?);
        Ok(lines)
    }

    /// Writes a line. After an error, which [`end`](Self::end) returns, the remaining lines are dropped.
    pub fn push(&mut self, line: &str) {
        let written = match &mut self.to {
            Some(To::Stdout(to)) => writeln!(to, "{line}"),
            Some(To::Stream(to)) => writeln!(to, "{line}"),
            Some(To::Aside(to)) => writeln!(to, "{line}"),
            None => return,
        };
        self.note(written);
    }

    fn note(&mut self, written: io::Result<()>) {
        if let Err(cause) = written {
            self.to = None;
            self.error = Some(cause).filter(|cause| cause.kind() != Io::BrokenPipe);
        }
    }

    /// Finishes the output.
    ///
    /// # Errors
    ///
    /// Like [`write()`].
    pub fn end(mut self) -> Result<()> {
        let ended = match self.to.take() {
            Some(To::Stdout(mut to)) => to.flush(),
            Some(To::Stream(mut to)) => to.flush(),
            Some(To::Aside(to)) => to
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(Aside::replace),
            None => Ok(()),
        };
        self.note(ended);
        match self.error.take() {
            Some(cause) => Err(refused(self.file, cause, &[])),
            None => Ok(()),
        }
    }
}

/// Writes `text` to a new file, as a whole or not at all; to standard output for `-`.
///
/// # Errors
///
/// [`ErrorKind::File`] if something with that name exists, or it cannot be written.
pub fn create(file: &Path, text: &str) -> Result<()> {
    if file == Path::new("-") {
        return write(None, text);
    }
    create_aside(file, text.as_bytes()).map_err(|cause| refused(Some(file), cause, &[]))
}

/// The error for an output that cannot be written, on one line; `there` are the outputs already written.
fn refused(output: Output<'_>, cause: io::Error, there: &[Output<'_>]) -> Error {
    let why: Variable = match cause.kind() {
        Io::NotFound => Message::new("write-no-folder").into(),
        _ if is_read_only(&cause) => Message::new("write-read-only").into(),
        Io::PermissionDenied => Message::new("write-not-allowed").into(),
        Io::IsADirectory => Message::new("write-is-folder").into(),
        Io::AlreadyExists => Message::new("write-exists").into(),
        Io::StorageFull => Message::new("write-full").into(),
        Io::NotConnected => Message::new("write-closed").into(),
        _ => Variable::of_io(&cause),
    };
    let names = there.iter().map(|output| name(*output));
    let there = names.reduce(|first, last| {
        let both = Message::new("list-and")
            .with("first", first)
            .with("last", last);
        both.into()
    });
    let message = match there {
        None => Message::new("write-failed")
            .with("file", name(output))
            .with("why", why),
        Some(there) => Message::new("write-failed-after")
            .with("file", name(output))
            .with("why", why)
            .with("there", there),
    };
    error(ErrorKind::File, message).because(cause)
}

fn to_stdout(text: &str) -> io::Result<()> {
    // Writing nothing needs no standard output.
    if text.is_empty() {
        return Ok(());
    }
    standard_output::is_open()?;
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(cause) if cause.kind() == Io::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_aside() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("out.txt");
        write(Some(&file), "first, which is longer").unwrap();
        write(Some(&file), "second").unwrap();
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
        write(Some(&link), "after").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "after");
    }

    #[test]
    fn a_folder_a_missing_folder_and_a_file_to_be_kept_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = write(Some(folder.path()), "text").unwrap_err();
        assert!(error.to_string().ends_with("it is a folder"), "{error}");

        let missing = folder.path().join("missing/out.txt");
        let error = write(Some(&missing), "text").unwrap_err();
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
        assert!(write(Some(&kept), "text").is_err());
        assert_eq!(fs::read_to_string(&kept).unwrap(), "kept");
    }

    #[test]
    fn what_was_written_before_a_failure_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (report, plot) = (folder.path().join("a.txt"), folder.path().join("b.svg"));
        let prepared = [(&report, "report"), (&plot, "plot")]
            .map(|(file, text)| Prepared::new(Some(file), text).unwrap());
        // Neither is there before both are complete.
        assert!(!report.exists() && !plot.exists());
        fs::create_dir(&plot).unwrap();
        let error = put(prepared.into()).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("{}: ", plot.display())),
            "{error}"
        );
        let there = format!("what was written before it: {}", report.display());
        assert!(error.ends_with(&there), "{error}");
        assert_eq!(fs::read_to_string(&report).unwrap(), "report");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
