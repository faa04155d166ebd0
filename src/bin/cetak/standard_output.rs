//! Whether the program has a standard output.

use std::io;

/// An error if the program was started with its standard output closed (`>&-`).
///
/// In that case the Rust runtime opens `/dev/null` in its place before `main`, and writing to it succeeds silently. A function that
/// the loader calls earlier sees what was there before; `main.rs` registers it. An output redirected to `/dev/null` is accepted.
pub(crate) fn is_open() -> io::Result<()> {
    #[cfg(unix)]
    if uucore::signals::stdout_was_closed() {
        return Err(io::Error::new(io::ErrorKind::NotConnected, "it is closed"));
    }
    Ok(())
}
