//! Keeps outputs apart: never over an input, never two in one place.

use std::path::{Path, PathBuf};

use cetak::__command::{Message, error};
use cetak::error::{ErrorKind, Result};

use super::identity::Identity;
use super::write::{self, Output};

/// Refuses an output that is also an input, or two outputs to one file, whatever their names, links or letter case.
///
/// Standard output counts as an output: it may lead to one of the files too.
pub(super) fn keep_apart(inputs: &[PathBuf], outputs: &[Output<'_>]) -> Result<()> {
    let mut taken: Vec<Place> = inputs
        .iter()
        .map(|file| Place::File(Identity::of(file)))
        .collect();
    for output in outputs {
        let place = Place::of(*output);
        if taken.contains(&place) {
            let message = Message::new("cli-same-file").with("file", write::name(*output));
            return Err(error(ErrorKind::File, message));
        }
        taken.push(place);
    }
    Ok(())
}

#[derive(PartialEq)]
enum Place {
    File(Identity),
    /// A terminal or a pipe.
    StandardOutput,
}

impl Place {
    fn of(output: Output<'_>) -> Self {
        match output.filter(|file| *file != Path::new("-")) {
            Some(file) => Place::File(Identity::of(file)),
            None => match Identity::of_standard_output() {
                Some(file) => Place::File(file),
                None => Place::StandardOutput,
            },
        }
    }
}
