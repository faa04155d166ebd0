//! Nation files and their tables: what is read, and what is wrong with them.

use std::fs;

use cetak::nation::Allotment;
use cetak::scenario::{self, NationScenario, Override};
use cetak::words::Lang;

const SHARED: &str = "start = 2017-04-26\nhorizon = 2017-12-29\nbacklog.suket_share = 0.5\nprinter.daily_limit = 40\n";

fn parse(text: &str) -> Result<NationScenario, String> {
    let read = scenario::parse_nation(text, "nation.toml", &[]);
    read.map_err(|problems| problems.render(Lang::En))
}

/// A nation with this table, or all that is wrong with it.
fn with_table(table: &str) -> Result<NationScenario, String> {
    parse(&format!(
        "{SHARED}[nation]\nallotment = \"need\"\ntable = \"\"\"\n{table}\"\"\"\n"
    ))
}

#[test]
fn a_table_may_be_of_any_office() {
    let tables = [
        "code,printers,backlog,recordings\n51.06,5,8000,60.5\n51.07,4,900,0\n",
        "\u{feff}Kode;Nama;Alat cetak;Tunggakan;Perekaman per hari;Batas harian;Pemegang suket;Provinsi;Kecamatan\n\
         51.06;Bangli;5;8000;60,5;40;4000;Bali;1\n51.07;51.07;4;900;0;;;;\n\n",
        "backlog\tcode\tprinters\trecordings\tnote\n8000\t51.06\t5\t60.5\tx, y\n900\t51.07\t4\t0\t\n",
    ];
    for table in tables {
        let nation = with_table(table).unwrap().nation;
        let [bangli, other] = &nation.table[..] else {
            panic!("two offices");
        };
        assert_eq!(
            (&*bangli.code, bangli.printers, bangli.backlog),
            ("51.06", 5, 8000)
        );
        assert_eq!(
            (bangli.daily_limit, bangli.suket, bangli.kecamatan),
            (40, 4000, 1)
        );
        assert_eq!(bangli.recordings, 60.5);
        assert_eq!(
            (&*other.name, other.suket, other.recordings),
            ("51.07", 450, 0.0)
        );
    }
}

#[test]
fn everything_that_is_wrong_with_a_table_is_told_with_its_line() {
    let table = "code,printers,backlog,recordings,suket\n\
                 51.06,5,8000,60,9000\n51/07,4,,x,\n51.06,-1,8.000,1,0\nnation,1,1,1,1\n";
    let told = with_table(table).unwrap_err();
    let lines: Vec<&str> = told.lines().collect();
    for (line, column, part) in [
        (2, "suket", "from 0 to 8,000"),
        (3, "code", "51.06"),
        (3, "backlog", "found nothing"),
        (3, "recordings", "\"x\""),
        (4, "printers", "\"-1\""),
        (4, "backlog", "\"8.000\""),
        (4, "code", "line 2 has the code 51.06 too"),
        (5, "code", "\"nation\""),
    ] {
        let found = lines
            .iter()
            .any(|one| one.contains(&format!("{line}: {column}: ")) && one.contains(part));
        assert!(found, "{line} {column} {part} in\n{told}");
    }
    assert_eq!(lines.len(), 8, "{told}");
}

#[test]
fn a_table_without_its_columns_or_rows_is_refused() {
    let told = with_table("kode,alat,tunggakan\n1,2,3\n").unwrap_err();
    assert!(told.contains("no column printers"), "{told}");
    let told = with_table("code,printer_s,backlog\n1,2,3\n").unwrap_err();
    assert!(told.contains("is it the one called printer_s?"), "{told}");
    for empty in ["", "code,printers,backlog\n", "\n\n"] {
        let told = with_table(empty).unwrap_err();
        assert!(told.contains("nothing in the table"), "{told}");
    }
    let told = with_table("code,printers,backlog\n1,1,20000000\n2,1,20000000\n").map(drop);
    assert!(told.is_ok());
    let crowd: String = (0..60).map(|code| format!("{code},1,20000000\n")).collect();
    let told = with_table(&format!("code,printers,backlog\n{crowd}")).unwrap_err();
    assert!(told.contains("1,200,000,000 people"), "{told}");
}

#[test]
fn a_column_may_not_stand_twice_and_what_nothing_reads_is_told_if_it_is_near() {
    for heads in [
        "code,printers,backlog,backlog",
        "code,printers,backlog,antrean",
    ] {
        let told = with_table(&format!("{heads}\nA,1,2,3\n")).unwrap_err();
        assert!(
            told.contains("both mean backlog; wanted one of them"),
            "{told}"
        );
        assert_eq!(told.lines().count(), 1, "{told}");
    }
    let warned = |table: &str| with_table(table).unwrap().render_warnings(Lang::En);
    let told = warned("code,printers,backlog,recording,perekaman_harian,note\nA,1,2,3,4,x\n");
    assert!(
        told.contains("nothing reads the column recording; if it is meant as recordings"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
    let told = warned("code,printers,backlog,perekaman_per_har\nA,1,2,3\n");
    assert!(told.contains("perekaman_per_har;"), "{told}");
    // Nothing lacks where the column itself is there.
    assert_eq!(
        warned("code,printers,backlog,recordings,recording\nA,1,2,3,4\n"),
        ""
    );
    let told = with_table("code,printers,tunggakkan\nA,1,2\n").unwrap_err();
    assert!(told.contains("is it the one called tunggakkan?"), "{told}");
}

#[test]
fn a_name_stands_on_one_line() {
    for name in ["\"x\ny\"", "a\u{1b}[31m", &"x".repeat(61)] {
        for column in ["name", "province"] {
            let text = format!("code,{column},printers,backlog\nA,{name},1,2\n");
            let told = scenario::parse_nation(
                &format!("{SHARED}[nation]\nallotment = \"need\"\ntable = {text:?}\n")
                    .replace("\\u{1b}", "\\u001b"),
                "nation.toml",
                &[],
            );
            let told = told.unwrap_err().render(Lang::En);
            assert!(told.contains(&format!("{column}: found")), "{told}");
            assert!(
                told.contains("at most 60 characters, on one line"),
                "{told}"
            );
        }
    }
    let name = "é".repeat(60);
    let read = with_table(&format!("code,name,printers,backlog\nA,{name},1,2\n")).unwrap();
    assert_eq!(read.nation.table[0].name, name);
}

#[test]
fn all_that_is_wrong_with_the_ministry_is_told_at_once() {
    let text = format!(
        "{SHARED}[nation]\nallotment = \"need\"\nmin_lot = -1\nmax_lot = 0\non_hand = -2\ntransport = \"2 parsec\"\n\
         table = \"code,printers,backlog,suket\\nA,1,many,5\"\ndeliveries = [{{ pieces = 0 }}]\noutages = [{{ name = \"x\" }}]\n"
    );
    let told = parse(&text).unwrap_err();
    for key in [
        "nation.min_lot",
        "nation.max_lot",
        "nation.on_hand",
        "nation.transport",
        "nation.deliveries[1].pieces",
        "nation.deliveries[1].date",
        "nation.outages[1].from",
        "backlog: found \"many\"",
    ] {
        assert!(told.contains(key), "{key} in\n{told}");
    }
    // The suket are not held against a backlog that nobody knows.
    assert_eq!(told.lines().count(), 8, "{told}");
    let limits = |least: u32, most: u32| {
        parse(&format!(
            "{SHARED}[nation]\nallotment = \"need\"\nmin_lot = {least}\nmax_lot = {most}\ntable = \"code,printers,backlog\\nA,1,2\"\n"
        ))
    };
    assert!(limits(5, 4).unwrap_err().contains("from 5 to"));
    assert!(limits(5, 5).is_ok());
}

#[test]
fn what_the_ministry_does_is_read() {
    let text = format!(
        "{SHARED}[nation]\nallotment = \"longest-wait\"\nmin_lot = 500\nmax_lot = 2000\non_hand = 7000\n\
         transport = \"3 wd\"\ntable = \"code,printers,backlog\\nA,1,2\"\n\
         deliveries = [{{ date = 2017-06-01, pieces = 10 }}, {{ asked = 2017-06-01, arrives_after = \"9 d\", pieces = 20 }}]\n\
         outages = [{{ every = \"exponential(9 d)\", lasts = \"1 h\" }}]\n"
    );
    let read = parse(&text).unwrap();
    let nation = &read.nation;
    assert_eq!(nation.allotment, Allotment::LongestWait);
    assert_eq!(
        (nation.lots.least, nation.lots.most, nation.on_hand),
        (500, 2000, 7000)
    );
    assert_eq!(nation.deliveries.len(), 2);
    assert!(nation.transport.is_some());
    assert!(nation.shared.outages[0].common);
    assert!(read.warnings.is_empty());
    // What a result carries reads back to the same.
    let again = parse(nation.text.as_deref().unwrap()).unwrap();
    assert_eq!(again.nation.digest(), nation.digest());
}

#[test]
fn faults_of_the_file_and_of_the_table_are_told_together() {
    let text = "start = 2017-04-31\nhorizon = 2017-12-29\nrouting = \"pooled\"\nbacklog.total = 5\nblanks.on_hand = 3\n\
                [sites.Susut]\nprinters = 1\n[nation]\nallotment = \"needs\"\nmax_lots = 3\ndeliveries = [{ pieces = 1 }]\n\
                table = \"code,printers,backlog\\nA,x,2\"\n";
    let told = parse(text).unwrap_err();
    for part in [
        "found start = 2017-04-31",
        "routing: this has no place",
        "backlog.total: this has no place",
        "blanks: this has no place",
        "sites: this has no place",
        "nation.allotment: found \"needs\"",
        "nation.max_lots: there is no such key; did you mean max_lot?",
        "nation.deliveries[1].date: found nothing",
        "printers: found \"x\"",
    ] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    assert_eq!(told.lines().count(), 9, "{told}");
}

#[test]
fn files_are_found_beside_the_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nation.toml");
    let text = format!("{SHARED}[nation]\nallotment = \"need\"\noffices = \"offices.csv\"\n");
    fs::write(&path, &text).unwrap();
    let read = |sets: &[&str]| {
        let sets: Vec<Override> = sets.iter().map(|set| set.parse().unwrap()).collect();
        scenario::read_nation(&path, &sets).map_err(|problems| problems.render(Lang::En))
    };
    let told = read(&[]).unwrap_err();
    assert!(
        told.contains("offices.csv; wanted a table in CSV"),
        "{told}"
    );
    fs::write(
        folder.path().join("offices.csv"),
        "code,printers,backlog\nA,1,x\n",
    )
    .unwrap();
    let told = read(&[]).unwrap_err();
    assert!(
        told.contains("offices.csv:2: backlog: found \"x\""),
        "{told}"
    );
    fs::write(
        folder.path().join("offices.csv"),
        "code,printers,backlog\nA,1,2\n",
    )
    .unwrap();
    let found = read(&["nation.allotment=capacity", "printer.daily_limit=7"]).unwrap();
    assert_eq!(found.files.len(), 2);
    assert_eq!(found.nation.allotment, Allotment::Capacity);
    assert_eq!(found.nation.table[0].daily_limit, 7);
    fs::write(folder.path().join("offices.csv"), b"PK\x03\x04\xff").unwrap();
    assert!(read(&[]).unwrap_err().contains("saved as CSV"));
}

#[test]
fn one_office_and_a_nation_are_not_mistaken_for_each_other() {
    let text = format!("{SHARED}[nation]\nallotment = \"need\"\n");
    let told = scenario::parse(&text, "nation.toml", &[])
        .unwrap_err()
        .render(Lang::En);
    assert!(
        told.contains("nation: this file describes a nation"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
    let office = format!("{SHARED}[sites.Susut]\nprinters = 1\n");
    let told = scenario::parse_nation(&office, "one.toml", &[])
        .unwrap_err()
        .render(Lang::En);
    assert!(told.contains("cetak run"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn every_key_and_column_is_documented() {
    let page = include_str!("../../docs/nation.md");
    for key in [
        "offices",
        "table",
        "allotment",
        "min_lot",
        "max_lot",
        "transport",
        "on_hand",
        "deliveries",
        "outages",
    ] {
        assert!(page.contains(&format!("`nation.{key}`")), "{key}");
    }
    for rule in Allotment::ALL {
        let kind = if rule.is_static() {
            "static"
        } else {
            "by rounds"
        };
        assert!(
            page.contains(&format!("| `\"{rule}\"` | {kind} |")),
            "{rule}"
        );
    }
    for column in [
        "code",
        "name",
        "province",
        "kecamatan",
        "printers",
        "limit",
        "backlog",
        "recordings",
        "suket",
    ] {
        assert!(page.contains(&format!("\n| `{column}` |")), "{column}");
    }
}
