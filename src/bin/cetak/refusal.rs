//! Errors about arguments that cannot be understood.

use cetak::__command::visible;
use clap::error::{ContextKind, ContextValue};

/// The same error, with the hidden characters escaped in what it quotes from the arguments.
pub(super) fn shown(mut error: clap::Error) -> clap::Error {
    let quoted: Vec<_> = error
        .context()
        // The usage has several lines, all of them ours.
        .filter(|(kind, _)| *kind != ContextKind::Usage)
        .filter_map(|(kind, value)| Some((kind, escaped(value)?)))
        .collect();
    for (kind, value) in quoted {
        error.insert(kind, value);
    }
    error
}

/// The value with hidden characters escaped, if it is text; hints that quote an argument lose their colours.
fn escaped(value: &ContextValue) -> Option<ContextValue> {
    let plain = |text: &str| visible(text).into_owned();
    Some(match value {
        ContextValue::String(text) => ContextValue::String(plain(text)),
        ContextValue::Strings(texts) => {
            ContextValue::Strings(texts.iter().map(|text| plain(text)).collect())
        }
        ContextValue::StyledStr(text) => ContextValue::StyledStr(plain(&text.to_string()).into()),
        ContextValue::StyledStrs(texts) => {
            let texts = texts.iter().map(|text| plain(&text.to_string()).into());
            ContextValue::StyledStrs(texts.collect())
        }
        _ => return None,
    })
}
