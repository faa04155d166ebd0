//! A value from the command line is refused, or is written as it is read, and can be laid over a scenario.

use cetak::scenario::{self, Override};
use cetak::words::Lang;

pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match text.parse::<Override>() {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(set) => {
            let written = set.to_string();
            let again: Override = written
                .parse()
                .unwrap_or_else(|error| panic!("{written:?}: {error}"));
            assert_eq!(again, set, "{written:?}");
            if let Err(problems) = scenario::parse("extends = \"bangli\"", "fuzz.toml", &[set]) {
                for lang in [Lang::En, Lang::Id] {
                    assert!(!problems.render(lang).is_empty());
                }
            }
        }
    }
}
