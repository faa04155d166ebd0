//! What the planner says of a value: kept by its key, dropped with the value, printed with its assumption, and part of no number.

use std::fs;

use cetak::experiment::{Control, Settings};
use cetak::office::plan::Plan;
use cetak::projection::project;
use cetak::report::text;
use cetak::scenario::{self, Override};
use cetak::words::Lang;

const BASE: &str = r#"
start = 2017-04-26
horizon = 2017-12-29
routing = { value = "own", source = "surat edaran" }

[backlog]
source = "dasbor SIAK, 25 April 2017"
total = 80
suket_share = { value = 0.9, estimate = true }

[kecamatan]
source = "BPS 2016"
[kecamatan.Susut]
share = 0.4
[kecamatan.Bangli]
share = { value = 0.6, source = "buku register" }

[blanks]
on_hand = 100
allotment = { value = { Susut = 1, Bangli = 2 }, estimate = true }
held = "by-site"
deliveries = [
    { date = 2017-07-01, pieces = 10, source = "berita acara" },
    { date = 2017-08-01, pieces = 10 },
]

[printer]
estimate = true
life = 8000
daily_limit = { value = 50, source = "brosur" }

[sites.Susut]
printers = [{ name = "lama", life = 4000 }, { name = "baru", estimate = false, source = "faktur", spoilage = 0.01 }]
[sites.Bangli]
printers = { value = 2, source = "inventaris" }
upgrade = { done = 2017-05-08, source = "teknisi" }
"#;

fn plan(text: &str, sets: &[&str]) -> Plan {
    let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
    let read = scenario::parse(text, "marks.toml", &sets);
    read.unwrap_or_else(|problems| panic!("{problems}")).plan
}

/// The marks of a plan, a line each: path, source, estimate.
fn marks(plan: &Plan) -> Vec<String> {
    let line = |mark: &cetak::office::plan::Mark| {
        let source = mark.source.as_deref().unwrap_or("-");
        let estimate = mark
            .estimate
            .map_or("-".to_owned(), |flag| flag.to_string());
        format!("{}: {source}, {estimate}", mark.path)
    };
    plan.marks.iter().map(line).collect()
}

#[test]
fn a_mark_is_of_its_value_or_of_all_in_its_table_without_one() {
    assert_eq!(
        marks(&plan(BASE, &[])),
        [
            "routing: surat edaran, -",
            "backlog: dasbor SIAK, 25 April 2017, -",
            "backlog.total: dasbor SIAK, 25 April 2017, -",
            "backlog.suket_share: -, true",
            "kecamatan: BPS 2016, -",
            "kecamatan.Susut.share: BPS 2016, -",
            "kecamatan.Bangli.share: buku register, -",
            "blanks.allotment.Susut: -, true",
            "blanks.allotment.Bangli: -, true",
            "blanks.deliveries[1]: berita acara, -",
            "blanks.deliveries[1].date: berita acara, -",
            "blanks.deliveries[1].pieces: berita acara, -",
            "printer: -, true",
            "printer.life: -, true",
            "printer.daily_limit: brosur, -",
            "sites.Susut.printers[2]: faktur, false",
            "sites.Susut.printers[2].name: faktur, false",
            "sites.Susut.printers[2].spoilage: faktur, false",
            "sites.Bangli.printers: inventaris, -",
            "sites.Bangli.upgrade: teknisi, -",
            "sites.Bangli.upgrade.done: teknisi, -",
            // Of this printer alone, so the mark of the default is not its own.
            "sites.Susut.printers[1].life: -, -",
        ]
    );
}

#[test]
fn marks_change_no_value_and_no_digest() {
    let unmarked = BASE
        .replace("{ value = \"own\", source = \"surat edaran\" }", "\"own\"")
        .replace("{ value = 0.9, estimate = true }", "0.9")
        .replace("{ value = 0.6, source = \"buku register\" }", "0.6")
        .replace(
            "{ value = { Susut = 1, Bangli = 2 }, estimate = true }",
            "{ Susut = 1, Bangli = 2 }",
        )
        .replace("{ value = 50, source = \"brosur\" }", "50")
        .replace("{ value = 2, source = \"inventaris\" }", "2")
        .replace(", source = \"teknisi\"", "")
        .replace(", source = \"berita acara\"", "")
        .replace("estimate = false, source = \"faktur\", ", "");
    let lines = unmarked.lines();
    let unmarked: Vec<&str> = lines
        .filter(|line| !line.starts_with("source") && !line.starts_with("estimate"))
        .collect();
    let mut marked = plan(BASE, &[]);
    let mut unmarked = plan(&unmarked.join("\n"), &[]);
    assert!(unmarked.marks.is_empty());
    assert_eq!(marked.digest(), unmarked.digest());
    marked.marks.clear();
    (marked.text, unmarked.text) = (None, None);
    assert_eq!(marked, unmarked);
}

#[test]
fn a_value_that_replaces_another_replaces_its_mark() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("base.toml"), BASE).unwrap();
    let over = "extends = \"base.toml\"\nrouting = \"own\"\n[backlog]\ntotal = { value = 70, source = \"hitungan ulang\" }\n\
                [kecamatan.Susut]\nshare = 0.5\n[printer]\nsource = \"pabrik\"\nlife = 9000\n";
    fs::write(folder.path().join("over.toml"), over).unwrap();
    let read = |sets: &[Override]| {
        let read = scenario::read(folder.path().join("over.toml"), sets);
        read.unwrap_or_else(|problems| panic!("{problems}")).plan
    };
    let found = marks(&read(&[]));
    for kept in [
        "backlog.total: hitungan ulang, -",
        "backlog.suket_share: -, true",
        "kecamatan.Bangli.share: buku register, -",
        "printer.life: pabrik, -",
        "printer.daily_limit: brosur, -",
        // In a table with a mark, which was written before.
        "kecamatan.Susut.share: -, -",
    ] {
        assert!(
            found.contains(&kept.to_owned()),
            "{kept} is not in {found:#?}"
        );
    }
    assert!(
        !found.iter().any(|mark| mark.starts_with("routing")),
        "{found:#?}"
    );
    let sets = [
        "printer.life=7000",
        "backlog.source=rapat",
        "backlog.total={value=60, estimate=true}",
    ];
    let sets = sets.map(|set| set.parse().unwrap());
    let found = marks(&read(&sets));
    assert!(
        found.contains(&"printer.life: -, -".to_owned()),
        "{found:#?}"
    );
    assert!(
        found.contains(&"backlog.suket_share: rapat, -".to_owned()),
        "{found:#?}"
    );
    assert!(
        found.contains(&"backlog.total: -, true".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn a_place_may_be_called_as_a_mark_is() {
    let text = "start = 2017-04-26\nhorizon = 2017-12-29\nbacklog.total = 8\nblanks.on_hand = 8\nblanks.held = \"by-site\"\n\
                blanks.allotment = { source = 2, value = 1 }\n[kecamatan.source]\n[kecamatan.estimate]\n[sites.source]\n[sites.value]\n\
                kecamatan = \"estimate\"\n";
    let plan = plan(text, &[]);
    let names: Vec<&str> = plan.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["source", "value"]);
    assert!(plan.marks.is_empty());
}

#[test]
fn marks_are_printed_with_their_assumption_in_both_languages() {
    let of = |lang| {
        let settings = Settings {
            replications: 2,
            ..Settings::default()
        };
        let projection = project(plan(BASE, &[]), &settings, &[], &Control::default()).unwrap();
        let page = text::run(&projection, lang);
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (lang, parts) in [
        (
            Lang::En,
            [
                "[estimate] (source: dasbor SIAK, 25 April 2017; BPS 2016; buku register)",
                "[estimate]",
                "[estimate] (source: berita acara)",
                "[given] (source: inventaris; brosur)",
                "[estimate] (source: teknisi)",
                "[estimate] (source: surat edaran)",
            ],
        ),
        (
            Lang::Id,
            [
                "[perkiraan] (sumber: dasbor SIAK, 25 April 2017; BPS 2016; buku register)",
                "[perkiraan]",
                "[perkiraan] (sumber: berita acara)",
                "[data] (sumber: inventaris; brosur)",
                "[perkiraan] (sumber: teknisi)",
                "[perkiraan] (sumber: surat edaran)",
            ],
        ),
    ] {
        let page = of(lang);
        for part in parts {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        // The delivery without a mark has none.
        assert_eq!(page.matches("berita acara").count(), 1);
    }
    let hidden = BASE.replace("surat edaran", "surat\u{202e}edaran");
    let settings = Settings {
        replications: 1,
        ..Settings::default()
    };
    let projection = project(plan(&hidden, &[]), &settings, &[], &Control::default()).unwrap();
    assert!(text::run(&projection, Lang::En).contains(r"surat\u{202e}edaran"));
}

/// A source beside a value that nobody knows, or beside what was seen, is printed where the page says so.
#[test]
fn sources_of_unknown_values_and_of_what_was_seen_are_printed() {
    let text = "start = 2017-04-26
horizon = 2017-06-30
backlog.total = { uncertain = \"triangular(50, 60, 90)\", why = \"Belum dihitung.\", source = \"kepala bidang\" }
blanks.on_hand = 200
sites.Susut.printers = 1
[[observations]]
from = 2017-04-26
until = 2017-04-28
total = 60
source = \"berita acara harian\"
";
    let plan = plan(text, &[]);
    let settings = Settings {
        replications: 4,
        ..Settings::default()
    };
    let found = project(plan, &settings, &[], &Control::default()).unwrap();
    let page = text::run(&found, Lang::Id);
    let unknown = page.lines().collect::<Vec<_>>().join(" ");
    let unknown = unknown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        unknown.contains("Belum dihitung. [perkiraan] (sumber: kepala bidang)"),
        "{page}"
    );
    assert!(
        unknown.contains("Sumber data kenyataan: berita acara harian."),
        "{page}"
    );
}
