//! Indonesian pages have no English in them: neither from the program nor from the scenarios built into it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cetak::experiment::{Control, Settings};
use cetak::projection::{Asker, project, promise};
use cetak::report::{self, text};
use cetak::scenario;
use cetak::words::Lang;

use super::nation;

/// The words of a text: letters in a row, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic));
    words.map(str::to_lowercase).collect()
}

/// The words that the program says in one language, without the names of variables.
fn said(lang: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/words")
        .join(lang);
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            // What follows a variable up to its end is code.
            let text = line.split_once('=').map_or(line, |(_, text)| text);
            let pieces = text.split('{').map(|piece| match piece.split_once('}') {
                Some((_, after)) => after,
                None => piece,
            });
            pieces.for_each(|piece| found.extend(words(piece)));
        }
    }
    found
}

/// The words of English alone, and those that scenarios of English words are written with.
fn english() -> BTreeSet<String> {
    let mut english = &said("en") - &said("id");
    for (name, _) in scenario::builtins() {
        let plan = scenario::builtin(name).unwrap().plan;
        let unknown = plan.worlds.unknown().iter().map(|one| one.why.clone());
        let sources = plan.marks.iter().filter_map(|mark| mark.source.clone());
        let outages = plan.outages.iter().map(|outage| outage.name.clone());
        for text in unknown.chain(sources).chain(outages) {
            let indonesian = words(plan.texts.said(&text, Lang::Id));
            english.extend(&words(&text) - &indonesian);
        }
    }
    english
}

#[test]
fn no_page_of_a_built_in_scenario_has_english_words_in_indonesian() {
    let english = english();
    assert!(
        ["the", "of", "network", "wanted"]
            .iter()
            .all(|word| english.contains(*word))
    );
    for (name, _) in scenario::builtins() {
        let plan = scenario::builtin(name).unwrap().plan;
        let settings = Settings {
            replications: 2,
            ..Settings::default()
        };
        let asker = Asker {
            kecamatan: plan.kecamatan[0].name.clone(),
            recorded: plan.start,
            suket: true,
        };
        let promised = promise(plan.clone(), &asker, &settings, &Control::default()).unwrap();
        let projection = project(plan, &settings, &[], &Control::default()).unwrap();
        let page = text::run(&projection, Lang::Id) + &report::promise::text(&promised, Lang::Id);
        let found = &words(&page) & &english;
        assert!(found.is_empty(), "{name}: {found:?}\n{page}");
    }
}

/// Nor has a page of a nation whose own names are Indonesian, but for the commands on it.
#[test]
fn no_page_of_a_nation_has_english_words_in_indonesian() {
    let english = english();
    let mut compared = nation::compared();
    for p in &mut compared.projections {
        let nation = std::sync::Arc::make_mut(&mut p.nation);
        nation.shared.name = "Semua kantor".into();
        for outage in &mut nation.shared.outages {
            outage.name = "gangguan pusat".into();
        }
        for row in &mut nation.table {
            row.name = "Kabupaten".into();
            row.province = "Bali".into();
        }
    }
    let mut pages = vec![report::nation::comparison(&compared, Lang::Id)];
    for p in &compared.projections {
        pages.push(report::nation::text(p, Lang::Id));
        pages.push(report::plot::nation(std::slice::from_ref(p), Lang::Id));
    }
    for page in pages {
        let is_said = |line: &&str| !line.contains("cetak nation ") && !line.starts_with('<');
        let page: Vec<&str> = page.lines().filter(is_said).collect();
        let found = &words(&page.join("\n")) & &english;
        assert!(found.is_empty(), "{found:?}\n{}", page.join("\n"));
    }
}
