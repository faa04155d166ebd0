//! A backlog by date: `backlog.by_date`.

use std::fs;

use cetak::office::plan::{Backlog, Plan, Recorded};
use cetak::random::Streams;
use cetak::scenario::{self, Problems};
use cetak::words::Lang;
use jiff::civil::{Date, date};

const OFFICE: &str = r#"
start = 2017-04-26
horizon = 2017-12-29
blanks.on_hand = 8000
kecamatan.Susut = {}
kecamatan."Bangli Kota" = {}
sites.Office = { office = true, printers = 2 }
"#;

fn of(backlog: &str) -> Result<Plan, Problems> {
    let text = format!("{OFFICE}{backlog}");
    scenario::parse(&text, "office.toml", &[]).map(|read| read.plan)
}

fn table(rows: &str) -> String {
    format!("backlog.by_date = \"\"\"\nkecamatan,recorded,suket,residents\n{rows}\"\"\"\n")
}

fn told(backlog: &str) -> String {
    of(backlog).expect_err("it is refused").render(Lang::En)
}

/// The kecamatan, the date, the suket and the number of each group.
fn groups(plan: &Plan) -> Vec<(String, Date, bool, u32)> {
    let group = |some: &Recorded| {
        let kecamatan = &plan.kecamatan[some.kecamatan.index()];
        (
            kecamatan.name.clone(),
            some.date,
            some.holds_suket,
            some.residents,
        )
    };
    plan.backlog.by_date.iter().map(group).collect()
}

#[test]
fn a_table_tells_who_waits() {
    let rows =
        "Susut,2016-11-12,yes,30\nBANGLI KOTA,1 Maret 2017,tidak,10\nSusut,12/11/2016,ya,0\n";
    let plan = of(&table(rows)).expect("it is read");
    let (susut, bangli) = ("Susut".to_owned(), "Bangli Kota".to_owned());
    let (november, march) = (date(2016, 11, 12), date(2017, 3, 1));
    assert_eq!(
        groups(&plan),
        [(susut, november, true, 30), (bangli, march, false, 10)]
    );
    let Backlog {
        total,
        recorded_from,
        recorded_to,
        suket_share,
        ..
    } = plan.backlog;
    assert_eq!(
        (total, recorded_from, recorded_to, suket_share),
        (40, november, march, 0.75)
    );
    // New recordings are shared out like those who wait, unless the file has shares.
    assert_eq!(plan.kecamatan[0].share, 30.0);
    let with_shares = OFFICE.replace("kecamatan.Susut = {}", "kecamatan.Susut = { share = 2 }");
    let text = format!("{with_shares}{}", table(rows));
    let shares = scenario::parse(&text, "office.toml", &[])
        .expect("it is read")
        .plan;
    assert_eq!(
        (shares.kecamatan[0].share, shares.kecamatan[1].share),
        (2.0, 1.0)
    );
}

#[test]
fn a_table_may_stand_in_a_file_beside_the_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("waiting.csv");
    fs::write(
        &file,
        "\u{feff}Residents;Suket;Tanggal Perekaman;Kec\r\n7;ya;2017-01-31;susut\r\n\r\n",
    )
    .unwrap();
    let office = folder.path().join("office.toml");
    fs::write(
        &office,
        format!("{OFFICE}backlog.by_date = \"waiting.csv\"\n"),
    )
    .unwrap();
    let read = scenario::read(&office, &[]).expect("it is read");
    assert_eq!(
        groups(&read.plan),
        [("Susut".to_owned(), date(2017, 1, 31), true, 7)]
    );
    assert_eq!(read.files, [office, file.clone()]);
    // A result carries the table with the scenario.
    let text = read.plan.text.clone().expect("it has one");
    let again = scenario::parse(&text, "again.toml", &[])
        .expect("it is read")
        .plan;
    assert_eq!(again.backlog, read.plan.backlog);

    // One that extends it finds the file beside that, and the command line finds its own.
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let other = inner.join("other.toml");
    fs::write(&other, "extends = \"../office.toml\"\n").unwrap();
    assert_eq!(
        scenario::read(&other, &[])
            .expect("it is read")
            .plan
            .backlog
            .total,
        7
    );
    let named = format!("backlog.by_date={}", file.display());
    let set = [named.parse().expect("a value laid over")];
    fs::write(&other, format!("{OFFICE}backlog.by_date = \"gone.csv\"\n")).unwrap();
    let gone = scenario::read(&other, &[])
        .expect_err("it is not there")
        .render(Lang::En);
    assert!(
        gone.contains("other.toml:8: backlog.by_date: there is no file"),
        "{gone}"
    );
    fs::write(&other, OFFICE).unwrap();
    assert_eq!(
        scenario::read(&other, &set)
            .expect("it is read")
            .plan
            .backlog
            .total,
        7
    );
}

#[test]
fn all_that_is_wrong_is_told_with_its_line() {
    let rows = "Susut,2017-04-26,yes,1\nSusat,2016-13-01,maybe,1.000\nSusut,2016-11-12,yes,3\n,,,\nSusut,,yes,2\n";
    let told_of = told(&table(rows));
    for line in [
        "office.toml:10: backlog.by_date.recorded: found \"2017-04-26\"; wanted a date before the start",
        "office.toml:11: backlog.by_date.kecamatan: found \"Susat\"; wanted Susut or Bangli Kota",
        "office.toml:11: backlog.by_date.recorded: found \"2016-13-01\"; wanted a date",
        "office.toml:11: backlog.by_date.suket: found \"maybe\"; wanted yes or no",
        "office.toml:11: backlog.by_date.residents: found \"1.000\"; wanted a whole number",
        "office.toml:14: backlog.by_date.recorded: found nothing; wanted a date",
    ] {
        assert!(told_of.contains(line), "{line}\n\n{told_of}");
    }
    assert_eq!(told_of.lines().count(), 6, "{told_of}");

    for (backlog, wanted) in [
        (table(""), "office.toml:8: backlog.by_date: there is nothing in the table"),
        (table("Susut,2016-11-12,yes,0\n"), "nobody waits in the table"),
        (
            table("Susut,2016-11-12,yes,9999999\nSusut,2016-11-13,yes,2\n"),
            "found 10,000,001; wanted 10,000,000 at most",
        ),
        (format!("{}backlog.total = 3\n", table("Susut,2016-11-12,yes,3\n")), "backlog.total: by_date says this already"),
        ("backlog.by_date = 3\n".into(), "wanted the name of a CSV file"),
        ("backlog.by_date = \"no.csv\"\n".into(), "there is no file no.csv"),
        (
            "backlog.by_date = \"\"\"\nkecamatan,record,suket,residents\nSusut,2017-01-01,ya,1\n\"\"\"\n".into(),
            "office.toml:9: backlog.by_date: the table has no column recorded; is it the one called record?",
        ),
        (
            "backlog.by_date = \"\"\"\nkecamatan,recorded,suket,x\nSusut,2017-01-01,ya,1\n\"\"\"\n".into(),
            "the table has no column residents; its columns are",
        ),
    ] {
        let said = told(&backlog);
        assert!(said.contains(wanted), "{wanted}\n\n{said}");
    }
}

/// Of two ways to say who waits, the one laid over replaces the other.
#[test]
fn a_table_takes_the_place_of_a_total_and_a_total_that_of_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, text: &str, sets: &[&str]| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let sets: Vec<_> = sets.iter().map(|set| set.parse().unwrap()).collect();
        scenario::read(path, &sets).map(|read| read.plan.backlog)
    };
    let total = "backlog = { total = 7, recorded_from = 2017-01-01, suket_share = 0.5 }\n";
    read("total.toml", &format!("{OFFICE}{total}"), &[]).expect("it is read");
    let over = format!(
        "extends = \"total.toml\"\n{}",
        table("Susut,2017-02-01,no,3\n")
    );
    assert_eq!(read("table.toml", &over, &[]).expect("it is read").total, 3);
    let back = read("table.toml", &over, &["backlog.total=9"]).expect("it is read");
    assert_eq!((back.total, back.by_date.len()), (9, 0));
    // A share alone says no other way.
    let both = read("table.toml", &over, &["backlog.suket_share=0.3"]).expect_err("it is refused");
    assert!(
        both.render(Lang::En)
            .contains("backlog.suket_share: by_date says this already")
    );
}

#[test]
fn every_world_has_the_same_table() {
    let unknown = "printer.daily_limit = { uncertain = \"uniform(50, 80)\" }\n";
    let plan = of(&format!("{unknown}{}", table("Susut,2016-11-12,yes,30\n"))).expect("it is read");
    let world = plan.drawn(&Streams::new(1, 3)).expect("it can run");
    let world = world.expect("the limit is unknown").plan;
    assert_eq!(world.backlog, plan.backlog);
    assert_eq!(world.kecamatan, plan.kecamatan);
}
