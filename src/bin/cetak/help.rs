//! The arguments in the language of the user: what clap knows of them, with every text from the word files.

use std::ffi::OsString;

use cetak::__command::say;
use cetak::words::Lang;
use clap::builder::styling::Styles;
use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Cli;

/// The requested language, wherever it stands, and the arguments without it. A language that nobody speaks stays for clap to refuse, as
/// one argument: ahead of a command it would take two for the beginning of another command line.
pub(super) fn language(arguments: impl Iterator<Item = OsString>) -> (Option<Lang>, Vec<OsString>) {
    let mut lang = None;
    let mut left: Vec<OsString> = Vec::new();
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            left.push(argument);
            left.extend(arguments);
            break;
        }
        let read = |text: Option<&str>| text.and_then(|text| text.parse::<Lang>().ok());
        let beside = argument
            .to_str()
            .and_then(|text| text.strip_prefix("--lang="));
        let found = match argument == "--lang" {
            true => read(arguments.peek().and_then(|next| next.to_str())),
            false => read(beside),
        };
        match found {
            Some(found) => {
                lang = Some(found);
                if argument == "--lang" {
                    arguments.next();
                }
            }
            None => {
                let value = arguments.next_if(|next| argument == "--lang" && !is_option(next));
                let parts = std::iter::once(argument).chain(value);
                left.push(parts.collect::<Vec<_>>().join("=".as_ref()));
            }
        }
    }
    (lang, left)
}

fn is_option(argument: &OsString) -> bool {
    argument.as_encoded_bytes().starts_with(b"-")
}

/// The command with its arguments, in this language.
pub(super) fn command(lang: Lang) -> Command {
    let mut command = told(Cli::command(), lang);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(say(lang, "arg-version", &[]))
        .help_heading(say(lang, "help-options", &[]));
    command = command.disable_version_flag(true).arg(version);
    command.build();
    with_usage(command, lang)
}

/// A command and those below it, with the messages of their keys.
fn told(command: Command, lang: Lang) -> Command {
    let word = |key: &str| say(lang, key, &[]);
    let about = command.get_about().map(ToString::to_string);
    let after = command.get_after_help().map(ToString::to_string);
    let is_help = command.get_name() == "help";
    let header = Styles::styled().get_header().to_owned();
    let template = format!(
        "{{about-with-newline}}\n{header}{}:{header:#} {{usage}}\n\n{{all-args}}{{after-help}}",
        word("help-usage")
    );
    let mut command = command
        .disable_help_flag(true)
        .help_template(template)
        .subcommand_help_heading(word("help-commands"))
        .subcommand_value_name(word("value-command"))
        .mut_args(|argument| said(argument, lang))
        .mut_subcommands(|below| told(below, lang));
    if let Some(key) = about {
        command = command.about(word(&key));
    }
    if let Some(key) = after {
        command = command.after_help(word(&key));
    }
    if !is_help {
        let argument = Arg::new("lang")
            .long("lang")
            .value_name("id|en")
            .value_parser(|text: &str| text.parse::<Lang>())
            .help("arg-lang");
        command = command.arg(said(argument, lang));
    }
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("arg-help");
    command.arg(said(help, lang))
}

/// An argument with the messages of its keys, and with its default and its possible values in its text.
fn said(argument: Arg, lang: Lang) -> Arg {
    let word = |key: &str| say(lang, key, &[]);
    let key = argument.get_help().map(ToString::to_string);
    let mut text = key.map_or_else(String::new, |key| word(&key));
    let is_flag = !argument.get_action().takes_values();
    let defaults: Vec<String> = (argument.get_default_values().iter())
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    if !defaults.is_empty() && !is_flag {
        let of = [("text", text.into()), ("value", defaults.join(" ").into())];
        text = say(lang, "help-default", &of);
    }
    let values: Vec<PossibleValue> = argument.get_possible_values();
    if !values.is_empty() && !is_flag {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let of = [("text", text.into()), ("values", names.join(", ").into())];
        text = say(lang, "help-possible", &of);
    }
    let heading = match argument.is_positional() {
        true => word("help-arguments"),
        false => word("help-options"),
    };
    let named = argument.get_value_names().and_then(|names| names.first());
    let named = named
        .filter(|name| name.starts_with("value-"))
        .map(|name| word(name));
    let argument = argument.help(text).help_heading(heading);
    let argument = match is_flag {
        true => argument,
        false => argument.hide_default_value(true).hide_possible_values(true),
    };
    match named {
        Some(name) => argument.value_name(name),
        None => argument,
    }
}

/// A built command and those below it, with the words in their usage.
fn with_usage(mut command: Command, lang: Lang) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let options = format!("[{}]", say(lang, "help-any-options", &[]));
    let usage = usage.replace("[OPTIONS]", &options);
    command
        .override_usage(usage)
        .mut_subcommands(|below| with_usage(below, lang))
}

/// The page of the program, or of one of its commands.
pub(super) fn page(mut command: Command, of: Option<&str>) -> Result<StyledStr, clap::Error> {
    let Some(name) = of else {
        return Ok(command.render_help());
    };
    match command.find_subcommand_mut(name) {
        Some(found) => Ok(found.render_help()),
        // The command says itself that there is no such command.
        None => Err(command
            .clone()
            .try_get_matches_from([command.get_name(), name])
            .err()
            .unwrap_or_else(|| command.error(clap::error::ErrorKind::InvalidSubcommand, name))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(command: &mut Command) -> Vec<String> {
        let mut pages = vec![command.render_help().to_string()];
        let names: Vec<String> = command
            .get_subcommands()
            .map(|below| below.get_name().to_owned())
            .collect();
        for name in names {
            pages.extend(lines(command.find_subcommand_mut(name).unwrap()));
        }
        pages
    }

    #[test]
    fn no_help_page_speaks_english_in_indonesian() {
        let pages = lines(&mut command(Lang::Id));
        let commands = command(Lang::Id);
        let below = commands
            .get_subcommands()
            .map(|one| one.get_subcommands().count());
        let all = 1 + commands.get_subcommands().count() + below.sum::<usize>();
        assert_eq!(pages.len(), all);
        for page in pages {
            for english in [
                "Usage",
                "Options",
                "OPTIONS",
                "Arguments",
                "Commands",
                "COMMAND",
                "default",
                "possible values",
                "Print help",
                "Print version",
                "error:",
                "tip:",
                "FILE",
                "NAME",
                "VALUE",
                "DATE",
                " the ",
            ] {
                assert!(!page.contains(english), "{english} is in\n{page}");
            }
            assert!(
                page.contains("Pemakaian: cetak") && page.contains("Pilihan:"),
                "{page}"
            );
        }
    }

    /// Every text is said in both languages, or `say` would panic, and is another one in each.
    #[test]
    fn every_command_and_argument_has_a_text_in_both_languages() {
        fn texts(command: &Command, found: &mut Vec<(String, String)>) {
            let name = command.get_name();
            let about = command
                .get_about()
                .map_or_else(String::new, ToString::to_string);
            found.push((name.to_owned(), about));
            for argument in command.get_arguments() {
                let text = argument
                    .get_help()
                    .map_or_else(String::new, ToString::to_string);
                found.push((format!("{name} {}", argument.get_id()), text));
            }
            for below in command.get_subcommands() {
                texts(below, found);
            }
        }
        let (mut english, mut indonesian) = (Vec::new(), Vec::new());
        texts(&command(Lang::En), &mut english);
        texts(&command(Lang::Id), &mut indonesian);
        assert!(english.len() > 40, "{}", english.len());
        for ((of, english), (same, indonesian)) in english.iter().zip(&indonesian) {
            assert_eq!(of, same);
            assert!(!english.is_empty() && !indonesian.is_empty(), "{of}");
            assert_ne!(english, indonesian, "{of}");
        }
    }

    #[test]
    fn the_language_stands_anywhere() {
        let of = |arguments: &[&str]| {
            let (lang, left) = language(arguments.iter().map(OsString::from));
            let left: Vec<String> = left
                .into_iter()
                .map(|one| one.into_string().unwrap())
                .collect();
            (lang, left.join(" "))
        };
        let found = |lang, left: &str| (Some(lang), left.to_owned());
        assert_eq!(
            of(&["cetak", "--lang", "id", "run", "x"]),
            found(Lang::Id, "cetak run x")
        );
        assert_eq!(
            of(&["cetak", "run", "x", "--lang=id"]),
            found(Lang::Id, "cetak run x")
        );
        assert_eq!(
            of(&["cetak", "--lang", "id", "--lang", "en"]),
            found(Lang::En, "cetak")
        );
        // What is no language is left for the error.
        assert_eq!(
            of(&["cetak", "--lang", "fr", "--lang=id"]),
            found(Lang::Id, "cetak --lang=fr")
        );
        assert_eq!(
            of(&["cetak", "--lang=id", "--lang"]),
            found(Lang::Id, "cetak --lang")
        );
        assert_eq!(
            of(&["cetak", "--lang=id", "--", "--lang", "en"]),
            found(Lang::Id, "cetak -- --lang en")
        );
    }
}
