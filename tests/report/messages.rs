//! The word files and the sources say the same: every key that is used is there in both languages, every key that is there is used, and
//! every variable of a message is given.
//!
//! The sources are read as text. What is looked for is written as it is everywhere: `Message::new("key").with("name", …)`, with all its
//! variables in one chain, and `say(lang, "key", &[("name", …)])`. A key that is chosen first and said later has no variables,
//! except in reports, where each is said by the tests of pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The variables of each message.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// Files whose messages may be chosen by a key first and get their variables later.
const OF_REPORTS: [&str; 5] = ["report", "nation", "register", "values", "trace"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, kind));
        } else if path.extension().is_some_and(|end| end == kind) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The messages of one word file, each with its text as it is written.
fn messages(text: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, text)) = line
            .split_once(" = ")
            .filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            current = key.to_owned();
            assert!(found.insert(current.clone(), text.to_owned()).is_none());
        } else if let Some(message) = found.get_mut(&current) {
            message.push_str(line);
        }
    }
    found
}

fn variables(message: &str) -> BTreeSet<String> {
    let name = |part: &str| {
        let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'));
        part[..end.unwrap_or(part.len())].to_owned()
    };
    message.split('$').skip(1).map(name).collect()
}

/// The keys of one language, of the files chosen by their names.
fn keys(lang: &str, chosen: impl Fn(&str) -> bool) -> Keys {
    let files = files(&root().join("words").join(lang), "ftl");
    let chosen = files
        .iter()
        .filter(|path| chosen(path.file_stem().unwrap().to_str().unwrap()));
    let texts = chosen.map(|path| fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| messages(&text))
        .map(|(key, text)| (key, variables(&text)))
        .collect()
}

/// A piece of a source without comments.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name or a number.
    Word(String),
    Sign(char),
    Text(String),
}

/// The tokens of a source up to its own tests.
fn tokens(source: &str) -> Vec<Token> {
    let is_tests = |at: &usize| {
        let after = source[at + "#[cfg(test)]".len()..].trim_start();
        after.starts_with("mod tests {")
    };
    let mut tests = source.match_indices("#[cfg(test)]").map(|(at, _)| at);
    let end = tests.find(is_tests).unwrap_or(source.len());
    let mut rest = source[..end].chars().peekable();
    let mut found = Vec::new();
    while let Some(c) = rest.next() {
        match c {
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
            '"' => {
                let mut text = String::new();
                while let Some(c) = rest.next().filter(|c| *c != '"') {
                    text.push(c);
                    text.extend(rest.next_if(|_| c == '\\'));
                }
                found.push(Token::Text(text));
            }
            // A character, not a lifetime.
            '\'' => {
                let ahead: Vec<char> = rest.clone().take(3).collect();
                match ahead[..] {
                    ['\\', _, '\''] => drop(rest.nth(2)),
                    [_, '\'', ..] => drop(rest.nth(1)),
                    _ => {}
                }
            }
            c if c.is_alphanumeric() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                found.push(Token::Word(word));
            }
            c if c.is_whitespace() => {}
            c => found.push(Token::Sign(c)),
        }
    }
    found
}

fn word(token: Option<&Token>) -> &str {
    match token {
        Some(Token::Word(word)) => word,
        _ => "",
    }
}

fn sign(token: Option<&Token>) -> char {
    match token {
        Some(Token::Sign(sign)) => *sign,
        _ => ' ',
    }
}

/// Where the brackets close whose opening stands at `open`.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    panic!("brackets do not close");
}

/// A key in a source, and the variables given with it where that can be seen.
#[derive(Debug)]
struct Use {
    key: String,
    given: Option<BTreeSet<String>>,
    /// Whether nothing else can be given.
    is_whole: bool,
    /// What stands before it calls for a key.
    is_key: bool,
}

fn uses(tokens: &[Token]) -> Vec<Use> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Token::Text(text) = token else { continue };
        let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
        if sign(before(1)) == '(' && word(before(2)) == "with" {
            continue;
        }
        let (key, is_new) = (
            text.clone(),
            sign(before(1)) == '(' && word(before(2)) == "new" && word(before(5)) == "Message",
        );
        let says = |n| sign(before(n)) == '(' && matches!(word(before(n + 1)), "say" | "word");
        let is_said = says(1) || (sign(before(1)) == ',' && says(3));
        let given = if is_new {
            Some(chained(tokens, at + 1))
        } else if is_said {
            let open = if says(1) { at - 1 } else { at - 3 };
            Some(listed(tokens, open, closing(tokens, open)))
        } else {
            None
        };
        found.push(Use {
            is_key: is_new || is_said || key.starts_with("wanted-"),
            is_whole: is_new,
            key,
            given,
        });
    }
    found
}

/// The names in `.with("name", …)` after a bracket.
fn chained(tokens: &[Token], mut end: usize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    while sign(tokens.get(end + 1)) == '.' && word(tokens.get(end + 2)) == "with" {
        if let Some(Token::Text(name)) = tokens.get(end + 4) {
            names.insert(name.clone());
        }
        end = closing(tokens, end + 3);
    }
    names
}

/// The names in `("name", …)` between two places, also where a variable that stands there was given its value before.
fn listed(tokens: &[Token], from: usize, to: usize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for at in from..to {
        match &tokens[at] {
            Token::Text(name) if sign(tokens.get(at - 1)) == '(' => {
                names.insert(name.clone());
            }
            Token::Word(variable) => {
                let is_let = |at: &usize| {
                    word(tokens.get(*at)) == "let"
                        && word(tokens.get(at + 1)) == variable
                        && sign(tokens.get(at + 2)) == '='
                };
                if let Some(start) = (0..from).rev().find(is_let) {
                    let end = (start..from).find(|at| sign(tokens.get(*at)) == ';');
                    names.extend(listed(tokens, start + 3, end.unwrap_or(from)));
                }
            }
            _ => {}
        }
    }
    names
}

/// Whether a text with gaps, as `format!` has them, can become this key.
fn may_become(pattern: &str, key: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('{') else {
        return false;
    };
    let end = rest.split_once('}').map_or("", |(_, end)| end);
    let is_pattern = pattern.contains('-') && !pattern.contains(' ');
    is_pattern
        && key.len() > start.len() + end.len()
        && key.starts_with(start)
        && key.ends_with(end)
}

/// What is wrong between sources and word files, a line each.
fn mismatches(sources: &[String], all: &Keys, of_errors: &Keys) -> Vec<String> {
    let uses: Vec<Use> = sources
        .iter()
        .flat_map(|source| uses(&tokens(source)))
        .collect();
    let mut found = Vec::new();
    for one in &uses {
        let Use { key, given, .. } = one;
        let Some(needed) = all.get(key) else {
            if one.is_key {
                found.push(format!("{key} is used, and is not there"));
            }
            continue;
        };
        let seen = given.clone().unwrap_or_default();
        if of_errors.contains_key(key) || given.is_some() {
            for name in needed.difference(&seen) {
                found.push(format!("{key} is used without {name}"));
            }
        }
        if one.is_whole {
            for name in seen.difference(needed) {
                found.push(format!("{key} is given {name}, and does not say it"));
            }
        }
    }
    let used: BTreeSet<&str> = uses.iter().map(|one| one.key.as_str()).collect();
    for key in all.keys() {
        let is_used = used.contains(key.as_str()) || used.iter().any(|text| may_become(text, key));
        if !is_used {
            found.push(format!("{key} is there, and is never used"));
        }
    }
    found
}

#[test]
fn sources_and_word_files_match() {
    let sources: Vec<String> = files(&root(), "rs")
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for lang in ["en", "id"] {
        let all = keys(lang, |_| true);
        let of_errors = keys(lang, |file| !OF_REPORTS.contains(&file));
        assert!(all.len() > 400 && of_errors.len() > 200, "{}", all.len());
        let found = mismatches(&sources, &all, &of_errors);
        assert!(found.is_empty(), "{lang}:\n{}", found.join("\n"));
    }
}

#[test]
fn planted_mismatches_are_found() {
    let all: Keys = messages("a-b = { $x } and { $y }\nc-d = c\nmore-e = e\nwanted-f = f")
        .into_iter()
        .map(|(key, text)| (key, variables(&text)))
        .collect();
    let good = r#"
        let of = [("x", 1.into()), ("y", 2.into())];
        say(lang, "a-b", &of); self.say("a-b", &[("x", f("c-d")), ("y", z)]);
        Message::new("a-b").with("x", g(1, '"')).with("y", "c-d"); // Message::new("none")
        word(&format!("more-{}", key)); field.text("wanted-f")
        #[cfg(test)]
        mod tests { Message::new("none") }"#;
    let check = |source: &str| mismatches(&[good.to_owned(), source.to_owned()], &all, &all);
    assert_eq!(check(""), [""; 0]);
    for (planted, finding) in [
        (r#"Message::new("c-e")"#, "c-e is used, and is not there"),
        (r#"say(lang, "c-e", &[])"#, "c-e is used, and is not there"),
        (r#"text("wanted-g")"#, "wanted-g is used, and is not there"),
        (
            r#"Message::new("a-b").with("x", 1)"#,
            "a-b is used without y",
        ),
        (
            r#"let (of, at) = z; say(lang, "a-b", &[("y", 1.into())])"#,
            "a-b is used without x",
        ),
        (r#"let key = "a-b";"#, "a-b is used without x"),
        (
            r#"Message::new("c-d").with("z", 1)"#,
            "c-d is given z, and does not say it",
        ),
    ] {
        let found = check(planted);
        assert!(found.contains(&finding.to_owned()), "{planted}: {found:?}");
    }
    let found = mismatches(&[String::new()], &all, &all);
    assert!(found.contains(&"c-d is there, and is never used".to_owned()));
}
