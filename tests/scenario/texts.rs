//! Texts in both languages: the English one is in the plan, and reports say the one of their language.

use cetak::office::plan::Plan;
use cetak::random::Streams;
use cetak::scenario::{self, Override};
use cetak::words::Lang;

const TEXT: &str = r#"
name = { en = "Two counters", id = "Dua loket" }
start = 2017-04-26
horizon = 2017-12-29
backlog.total = { uncertain = "uniform(80, 90)", why = { en = "Not counted.", id = "Belum dihitung." } }
blanks.on_hand = { value = 100, source = { en = "the register", id = "buku register" } }
[sites.Susut]
[[outages]]
name = { value = { en = "no power", id = "listrik padam" }, estimate = true }
from = 2017-05-02
until = 2017-05-03
"#;

fn read(text: &str, sets: &[&str]) -> Plan {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let read = scenario::parse(text, "texts.toml", &sets);
    read.unwrap_or_else(|problems| panic!("{problems}")).plan
}

#[test]
fn each_text_is_said_in_the_language_of_the_reader() {
    let plan = read(TEXT, &[]);
    let source = plan.marks.iter().find_map(|mark| mark.source.clone());
    let english = [
        plan.name.clone(),
        plan.worlds.unknown()[0].why.clone(),
        source.unwrap(),
        plan.outages[0].name.clone(),
    ];
    assert_eq!(
        english,
        ["Two counters", "Not counted.", "the register", "no power"]
    );
    let said = |lang| {
        english
            .each_ref()
            .map(|text| plan.texts.said(text, lang).to_owned())
    };
    assert_eq!(said(Lang::En), english);
    assert_eq!(
        said(Lang::Id),
        [
            "Dua loket",
            "Belum dihitung.",
            "buku register",
            "listrik padam"
        ]
    );
    // The plan of a replication knows them too, for its trace.
    let drawn = plan.drawn(&Streams::new(1, 0)).unwrap().unwrap().plan;
    assert_eq!(drawn.texts.said("no power", Lang::Id), "listrik padam");
}

#[test]
fn a_text_laid_over_another_is_said_as_it_is() {
    let plan = read(TEXT, &["name=Loket", "outages[1].name=PLN"]);
    assert_eq!(plan.texts.said(&plan.name, Lang::Id), "Loket");
    assert_eq!(plan.texts.said(&plan.outages[0].name, Lang::Id), "PLN");
    let set = r#"outages[1].name={ en = "storm", id = "badai" }"#;
    let plan = read(TEXT, &[set, r#"name={ en = "One", id = "Satu" }"#]);
    assert_eq!(plan.texts.said(&plan.outages[0].name, Lang::Id), "badai");
    assert_eq!(plan.texts.said(&plan.name, Lang::Id), "Satu");
}

/// Neither a language alone, nor texts for keys that no reader sees, nor names that are languages.
#[test]
fn other_tables_are_what_they_were() {
    for (from, to, told) in [
        (
            r#"{ en = "Two counters", id = "Dua loket" }"#,
            r#"{ en = "Two counters" }"#,
            "texts.toml:2: name: found a table; wanted text in quotes",
        ),
        (
            r#"{ en = "Not counted.", id = "Belum dihitung." }"#,
            r#"{ en = "", id = "Belum dihitung." }"#,
            "texts.toml:5: backlog.total.why: found a table; wanted text in quotes",
        ),
        (
            "[sites.Susut]",
            "routing = { en = 'own', id = 'own' }\n[sites.Susut]",
            "routing: found",
        ),
    ] {
        let text = TEXT.replace(from, to);
        let problems = scenario::parse(&text, "texts.toml", &[]).unwrap_err();
        let said = problems.render(Lang::En);
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains(told), "{said}");
    }
    let named = TEXT.replace("[sites.Susut]", "[sites.name]\n[sites.en]\n[sites.id]");
    let plan = read(
        &named.replace("[[outages]]", "[kecamatan]\nname = {}\n[[outages]]"),
        &[],
    );
    assert_eq!(plan.sites.len(), 3);
}
