//! Whether there is a standard output at all.

use std::io;

/// An error if the program was started with its standard output closed (`>&-`).
///
/// The Rust runtime puts `/dev/null` in its place before `main`, so that writing to it succeeds and says nothing. What was there
/// before is seen by a function that the loader calls earlier; `main.rs` registers it. `/dev/null` itself is as good an output as any.
pub(crate) fn is_open() -> io::Result<()> {
    #[cfg(unix)]
    if uucore::signals::stdout_was_closed() {
        return Err(io::Error::new(io::ErrorKind::NotConnected, "it is closed"));
    }
    Ok(())
}
