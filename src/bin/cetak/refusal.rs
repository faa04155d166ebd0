//! Errors about arguments that cannot be understood, in our words.

use cetak::__command::say;
use cetak::scenario;
use cetak::words::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The error in this language: what is wrong, what may have been meant, how the command is used.
pub(super) fn told(error: &clap::Error, lang: Lang) -> String {
    let said = Said { error, lang };
    let what = [("what", said.what().into())];
    let mut parts = vec![say(lang, "refused-as", &what)];
    parts.extend(
        said.tip()
            .map(|tip| "  ".to_owned() + &say(lang, "refused-tip", &[("what", tip.into())])),
    );
    if let Some(usage) = said.all(ContextKind::Usage).first() {
        let usage = usage.strip_prefix("Usage: ").unwrap_or(usage);
        parts.push(format!("{}: {usage}", say(lang, "help-usage", &[])));
    }
    parts.push(say(lang, "refused-more", &[]));
    parts.join("\n\n")
}

struct Said<'e> {
    error: &'e clap::Error,
    lang: Lang,
}

impl Said<'_> {
    /// What the error has of this kind.
    fn all(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
            Some(ContextValue::StyledStrs(texts)) => {
                texts.iter().map(ToString::to_string).collect()
            }
            Some(ContextValue::Number(number)) => vec![number.to_string()],
            _ => Vec::new(),
        }
    }

    fn one(&self, kind: ContextKind) -> String {
        self.all(kind).join(", ")
    }

    fn what(&self) -> String {
        let argument = || ("argument", self.one(ContextKind::InvalidArg).into());
        let value = self.one(ContextKind::InvalidValue);
        let say = |key, of: &[_]| say(self.lang, key, of);
        match self.error.kind() {
            ErrorKind::UnknownArgument => say(
                "refused-unknown",
                &[("found", self.one(ContextKind::InvalidArg).into())],
            ),
            ErrorKind::InvalidSubcommand => {
                let found = self.one(ContextKind::InvalidSubcommand);
                say("refused-command", &[("found", found.into())])
            }
            ErrorKind::InvalidValue if value.is_empty() => {
                say("refused-value-missing", &[argument()])
            }
            ErrorKind::InvalidValue => {
                let known = self.one(ContextKind::ValidValue);
                let of = [("found", value.into()), argument(), ("known", known.into())];
                say("refused-value", &of)
            }
            ErrorKind::ValueValidation => {
                let of = [
                    ("found", value.into()),
                    argument(),
                    ("why", self.why().into()),
                ];
                say("refused-value-why", &of)
            }
            ErrorKind::ArgumentConflict => {
                let other = self.one(ContextKind::PriorArg);
                match other == self.one(ContextKind::InvalidArg) {
                    true => say("refused-twice", &[argument()]),
                    false => say("refused-beside", &[argument(), ("other", other.into())]),
                }
            }
            ErrorKind::MissingRequiredArgument => {
                let of = [("arguments", self.one(ContextKind::InvalidArg).into())];
                say("refused-missing", &of)
            }
            // Only compare has an argument that needs more than one value.
            ErrorKind::TooFewValues => say("refused-too-few", &[]),
            ErrorKind::MissingSubcommand => {
                let known = self.one(ContextKind::ValidSubcommand);
                say("refused-missing-command", &[("known", known.into())])
            }
            ErrorKind::InvalidUtf8 => say("refused-text", &[]),
            _ => say("refused-otherwise", &[]),
        }
    }

    /// Why a value is no value of its argument.
    fn why(&self) -> String {
        let source = std::error::Error::source(self.error);
        match source.and_then(|source| source.downcast_ref::<cetak::Error>()) {
            Some(ours) => ours.render(self.lang),
            None => say(self.lang, "refused-otherwise", &[]),
        }
    }

    fn tip(&self) -> Option<String> {
        let first = |kind| self.all(kind).into_iter().next();
        let near = |text: String| ("near", text.into());
        let say = |key, of: &[_]| say(self.lang, key, of);
        let argument =
            first(ContextKind::SuggestedArg).map(|text| say("refused-similar", &[near(text)]));
        let command = || {
            first(ContextKind::SuggestedSubcommand)
                .map(|text| say("refused-similar-command", &[near(text)]))
        };
        let value = || {
            first(ContextKind::SuggestedValue)
                .map(|text| say("refused-similar-value", &[near(text)]))
        };
        let run = first(ContextKind::InvalidSubcommand)
            .filter(|found| is_scenario(found))
            .map(|found| say("refused-run", &[("found", found.into())]));
        let ours = || {
            let near = in_our_words(&first(ContextKind::InvalidSubcommand)?)?;
            Some(say("refused-similar-command", &[("near", near.into())]))
        };
        // A word too many: a second scenario, or the rest of a text with blanks.
        let more = || {
            let found = first(ContextKind::InvalidArg).filter(|found| !found.starts_with('-'))?;
            let is_unknown = self.error.kind() == ErrorKind::UnknownArgument;
            let key = match is_scenario(&found) {
                true => "refused-several",
                false => "refused-blanks",
            };
            is_unknown.then(|| say(key, &[]))
        };
        let merge = || {
            let conflict = self.error.kind() == ErrorKind::ArgumentConflict;
            let named = [
                self.one(ContextKind::InvalidArg),
                self.one(ContextKind::PriorArg),
            ];
            let is_part = conflict
                && named[0] != named[1]
                && named.iter().any(|one| one.starts_with("--part"));
            is_part.then(|| say("refused-part", &[]))
        };
        run.or_else(ours)
            .or_else(merge)
            .or(argument)
            .or_else(command)
            .or_else(value)
            .or_else(more)
    }
}

/// Whether a word that is no command is a scenario, or named like one.
fn is_scenario(word: &str) -> bool {
    word.contains('.') || scenario::builtins().any(|(name, _)| name == word)
}

/// The command that an Indonesian word means.
fn in_our_words(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "jalankan" | "simulasikan" => "run",
        "bandingkan" => "compare",
        "cek" | "periksa" => "check",
        "cari" | "carikan" => "find",
        "janji" | "janjikan" => "promise",
        "ubah" | "variasikan" => "sweep",
        "gabung" | "gabungkan" => "merge",
        "ulang" | "ulangi" => "replay",
        "runut" | "jejak" => "trace",
        "cocokkan" => "fit",
        "mulai" | "buat" => "init",
        "daftar" => "list",
        "bantuan" | "tolong" => "help",
        _ => return None,
    })
}
