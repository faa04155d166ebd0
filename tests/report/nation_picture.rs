//! The picture of a nation: a cell for each office, its step, the marks of starved offices, and the legend.

use std::path::Path;

use cetak::nation::{NationProjection, OfficeRow};
use cetak::report::plot;
use cetak::words::Lang;
use jiff::civil::date;

use super::nation::{compared, equal_lots};

/// The texts of the document.
fn texts(svg: &str) -> Vec<&str> {
    let parts = svg.split("<text").skip(1);
    parts
        .map(|part| {
            let (_, rest) = part.split_once('>').unwrap();
            rest.split("</text>").next().unwrap().trim()
        })
        .collect()
}

/// Whether this is the end of a step, not the rule.
fn is_end(text: &str) -> bool {
    text.starts_with("by ") && (text.ends_with("2017") || text.ends_with("2018"))
}

/// The numbers of filled cells, and of marks of starved offices.
fn cells_and_marks(svg: &str) -> (usize, usize) {
    let filled = svg.matches("<rect").count() - svg.matches("fill=\"none\"").count();
    (filled, svg.matches("<polygon").count() / 2)
}

fn starved(p: &NationProjection) -> usize {
    p.offices
        .iter()
        .filter(|office| office.starved.fraction >= 0.5)
        .count()
}

#[test]
fn every_office_has_a_cell_and_starved_ones_a_mark() {
    let p = equal_lots();
    let svg = plot::nation(std::slice::from_ref(&p), Lang::En);
    let (cells, marks) = cells_and_marks(&svg);
    // With the background, and six cells and a mark in the legend.
    assert_eq!(cells, 1 + 12 + 6);
    assert_eq!(marks, starved(&p) + 1);
    assert!(starved(&p) > 0 && starved(&p) < 12);
    for words in [
        "Twelve offices: 95 % served, by office",
        "Province 01",
        "Province 04",
        "04.009",
        "not by 27 Jun 2018",
    ] {
        assert!(texts(&svg).contains(&words), "{words}: {:?}", texts(&svg));
    }
    let indonesian = plot::nation(&[p], Lang::Id);
    for words in [
        "Twelve offices: 95 % terlayani, menurut kantor",
        "belum pada 27 Jun 2018",
    ] {
        assert!(texts(&indonesian).contains(&words), "{words}");
    }
}

#[test]
fn the_step_of_an_office_is_that_of_its_median() {
    let mut p = equal_lots();
    for office in &mut p.offices {
        office.nearly_all.quantiles.p50 = Some(p.nation.shared.start);
    }
    // 100 days after the start: steps of 20 days.
    p.offices[1].nearly_all.quantiles.p50 = Some(date(2017, 8, 4));
    p.offices[2].nearly_all.quantiles.p50 = Some(date(2017, 5, 16));
    p.offices[3].nearly_all.quantiles.p50 = Some(date(2017, 5, 17));
    p.offices[4].nearly_all.quantiles.p50 = None;
    let svg = plot::nation(std::slice::from_ref(&p), Lang::En);
    let texts = texts(&svg);
    let ends: Vec<&&str> = texts.iter().filter(|text| is_end(text)).collect();
    assert_eq!(
        ends,
        [
            &"by 16 May 2017",
            &"by 5 Jun 2017",
            &"by 25 Jun 2017",
            &"by 15 Jul 2017",
            &"by 4 Aug 2017"
        ]
    );
    let mark = |code: &str| texts[texts.iter().position(|text| *text == code).unwrap() - 1];
    for (code, wanted) in [
        ("01.000", "1"),
        ("01.001", "5"),
        ("01.002", "1"),
        ("02.003", "2"),
        ("02.004", "×"),
    ] {
        assert_eq!(mark(code), wanted, "{code}");
    }
}

#[test]
fn rules_stand_below_each_other_with_the_same_steps() {
    let all = compared().projections;
    let svg = plot::nation(&all, Lang::En);
    let one = plot::nation(&all[..1], Lang::En);
    let height = |svg: &str| {
        let rest = svg.split("height=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().parse::<u32>().unwrap()
    };
    assert_eq!(height(&svg), 3 * height(&one));
    let texts = texts(&svg);
    let last: Vec<&&str> = texts.iter().filter(|text| is_end(text)).collect();
    assert_eq!(last.len(), 15);
    assert!(last[..5] == last[5..10] && last[..5] == last[10..]);
    for rule in ["by need ·", "in equal lots ·", "lowest coverage first ·"] {
        assert_eq!(
            texts.iter().filter(|text| text.starts_with(rule)).count(),
            1,
            "{rule}"
        );
    }
}

/// A nation of many offices, of which one province has too many for a row.
#[test]
fn many_offices_have_cells_without_codes_and_places_above() {
    let mut p = equal_lots();
    let office = p.offices[0].clone();
    let nation = std::sync::Arc::make_mut(&mut p.nation);
    nation.table.clear();
    p.offices.clear();
    for (province, count) in [
        ("", 3),
        ("Jawa Timur", 60),
        ("<Bali> & Nusa Tenggara yang namanya panjang sekali", 9),
    ] {
        for number in 0..count {
            let mut row = OfficeRow::new(format!("{}.{number}", province.len()), 10);
            row.province = province.into();
            nation.table.push(row);
            p.offices.push(office.clone());
        }
    }
    let svg = plot::nation(&[p], Lang::Id);
    let (cells, _) = cells_and_marks(&svg);
    assert_eq!(cells, 1 + 72 + 6);
    let texts = texts(&svg);
    assert!(texts.contains(&"(tanpa provinsi)"));
    assert!(
        texts
            .iter()
            .any(|text| text.starts_with("&lt;Bali&gt; &amp; Nusa") && text.ends_with('…'))
    );
    assert_eq!(
        texts.iter().filter(|text| **text == "Jawa Timur").count(),
        1
    );
    assert!(texts.contains(&"35") && !texts.contains(&"0.0"));
    // No cell stands outside.
    for part in svg.split("<rect x=\"").skip(1) {
        let number = |part: &str, name: &str| {
            let rest = part.split(name).nth(1).unwrap();
            rest.split('"').next().unwrap().parse::<u32>().unwrap()
        };
        let x: u32 = part.split('"').next().unwrap().parse().unwrap();
        assert!(x + number(part, "width=\"") <= 1000, "{part}");
    }
}

/// `UPDATE_EXPECTED=1 cargo test --test report nation_picture` draws it anew.
#[test]
fn the_picture_in_the_documentation_is_what_is_drawn() {
    let drawn = plot::nation(&[equal_lots()], Lang::En);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/img/nation.svg");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    let shown = std::fs::read_to_string(&file).expect("the picture; UPDATE_EXPECTED=1 draws it");
    assert!(shown == drawn, "docs/img/nation.svg is not what is drawn");
    assert!(include_str!("../../docs/results.md").contains("](img/nation.svg)"));
}
