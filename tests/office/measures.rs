//! A measure is a row of the table in src/projection/measures.rs. docs/results.md and both languages know the same measures.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cetak::projection::{
    Found, KECAMATAN_MEASURES, KecamatanMeasures, MEASURES, MeasureRow, Measures, SITE_MEASURES,
    SiteMeasures,
};
use cetak::words::Lang;

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// A row of the table in the words of the documentation.
fn as_documented(part: &str, (row, found): (&MeasureRow, Found<'_>)) -> String {
    let kind = match found {
        Found::Days(_) => "D",
        Found::Dates(_) => "T",
        Found::Measure(_) => "M",
        Found::WaitDays(_) => "W",
        other => panic!("{other:?} has no letter in the documentation"),
    };
    let place = row.compared.map(|place| format!("{place} "));
    let place = place.unwrap_or_default();
    format!("| `{part}{}` | {kind} | {} | {place}|", row.key, row.unit)
}

#[test]
fn the_documentation_has_one_line_for_each_measure_and_no_other() {
    let (all, site, kecamatan) = (
        Measures::default(),
        SiteMeasures::default(),
        KecamatanMeasures::default(),
    );
    let mut known: Vec<String> = all.rows().map(|row| as_documented("", row)).collect();
    known.extend(site.rows().map(|row| as_documented("sites[].", row)));
    known.extend(
        kecamatan
            .rows()
            .map(|row| as_documented("kecamatan[].", row)),
    );
    let page = read("docs/results.md");
    let (_, section) = page.split_once("### Measures").unwrap();
    let lines = section.lines().skip_while(|line| !line.starts_with('|'));
    let documented: Vec<String> = lines
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line[..line.trim_end_matches('|').rfind('|').unwrap() + 1].to_owned())
        .collect();
    assert_eq!(documented, known);
    assert_eq!(
        known.len(),
        MEASURES.len() + SITE_MEASURES.len() + KECAMATAN_MEASURES.len()
    );
}

#[test]
fn each_measure_has_its_name_in_both_languages_and_no_other_has() {
    let known = MEASURES.iter().map(|row| row.key.replace('.', "-"));
    let known: BTreeSet<String> = known.collect();
    for lang in Lang::ALL {
        let words = read(&format!("src/words/{lang}/report.ftl"));
        let named: BTreeSet<String> = words
            .lines()
            .filter_map(|line| line.strip_prefix("measure-")?.split_once(" = "))
            .map(|(key, _)| key.to_owned())
            .collect();
        assert_eq!(named, known, "{lang}");
    }
}

#[test]
fn the_places_in_a_comparison_count_up_from_one() {
    let mut places: Vec<u8> = MEASURES.iter().filter_map(|row| row.compared).collect();
    places.sort_unstable();
    let counted: Vec<u8> = (1..).take(places.len()).collect();
    assert_eq!(places, counted);
}

/// The lines that docs/contributing.md says a measure took stand in the files that it names.
#[test]
fn the_measure_that_is_shown_as_added_is_there() {
    let page = read("docs/contributing.md");
    let (_, diff) = page.split_once("```diff\n").unwrap();
    let (diff, _) = diff.split_once("```").unwrap();
    let (mut file, mut added) = (String::new(), 0);
    for line in diff.lines() {
        match line.strip_prefix("+++ b/") {
            Some(name) => file = read(name),
            None => {
                let line = line.strip_prefix('+').expect("an added line");
                assert!(file.lines().any(|there| there == line), "{line}");
                added += 1;
            }
        }
    }
    assert_eq!(added, 5);
}
