//! `cetak nation` as an official types it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn cetak(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

/// Runs what must succeed, and returns what it prints.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = cetak(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs what must fail with code 2, and returns what it says.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = cetak(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    said
}

/// A nation of three small offices.
fn here() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = "name = 'Tiga kantor'\nstart = 2017-04-26\nhorizon = 2017-06-30\n[nation]\noffices = 'kantor.csv'\n\
        allotment = 'need'\non_hand = 400\n";
    let table = "code,name,province,printers,backlog\n51.01,Jembrana,Bali,1,100\n51.06,Bangli,Bali,1,200\n52.01,Lombok Barat,NTB,2,300\n";
    fs::write(folder.path().join("negara.toml"), file).unwrap();
    fs::write(folder.path().join("kantor.csv"), table).unwrap();
    folder
}

#[test]
fn a_nation_is_told_as_a_page_json_csv_and_a_picture() {
    let folder = here();
    let run = |more: &[&str]| {
        done(
            folder.path(),
            &[&["nation", "negara.toml", "-n", "3"], more].concat(),
        )
    };
    let page = run(&["--lang", "id"]);
    assert!(
        page.starts_with("Tiga kantor\n═══════════\n3 kantor di 2 provinsi"),
        "{page}"
    );
    assert!(
        page.contains("Aturan pembagian blangko: menurut kebutuhan."),
        "{page}"
    );
    let json: Value =
        serde_json::from_str(&run(&["--format", "json", "--by", "2017-05-05"])).unwrap();
    assert_eq!(json["replications"], 3);
    assert_eq!(json["people_by"][1]["date"], "2017-05-05");
    assert_eq!(json["offices"][1]["code"], "51.06");
    let csv = run(&["--format", "csv", "--lang", "id", "--plot", "kotak.svg"]);
    assert!(csv.starts_with("\u{feff}scenario;rule;code;"), "{csv}");
    let svg = fs::read_to_string(folder.path().join("kotak.svg")).unwrap();
    assert!(
        svg.contains("Tiga kantor: 95 % terlayani, menurut kantor"),
        "{svg}"
    );
}

#[test]
fn one_rule_takes_the_place_of_the_files_and_several_are_compared() {
    let folder = here();
    let run = |more: &[&str]| {
        done(
            folder.path(),
            &[&["nation", "negara.toml", "-n", "2"], more].concat(),
        )
    };
    let json = |more: &[&str]| -> Value {
        serde_json::from_str(&run(&[more, &["--format", "json"]].concat())).unwrap()
    };
    let equal = json(&["--rule", "equal-lots"]);
    assert_eq!(equal["allotment"]["rule"], "equal-lots");
    let both = json(&["--rule", "need", "--rule", "equal-lots"]);
    assert_eq!(both["differences"][0]["reference"], "need");
    let numbers =
        |answer: &Value| ["fingerprint", "people_by", "offices"].map(|key| answer[key].clone());
    assert_eq!(numbers(&both["rules"][1]), numbers(&equal));
    assert_eq!(numbers(&both["rules"][0]), numbers(&json(&[])));
    let page = run(&[
        "--rule",
        "need",
        "--rule",
        "lowest-coverage",
        "--plot",
        "both.svg",
    ]);
    assert!(
        page.contains("Rule \"lowest coverage first\" against \"by need\":"),
        "{page}"
    );
    let csv = run(&["--rule", "need", "--rule", "equal-lots", "--format", "csv"]);
    assert!(
        csv.contains("Tiga kantor,equal-lots,,,,more_served,need,"),
        "{csv}"
    );
}

#[test]
fn one_office_has_the_page_of_an_office() {
    let folder = here();
    let page = done(
        folder.path(),
        &[
            "nation",
            "negara.toml",
            "-n",
            "20",
            "--office",
            "51.06",
            "--plot",
            "satu.svg",
        ],
    );
    assert!(
        page.starts_with("Bangli\n══════\nSimulated 20 times"),
        "{page}"
    );
    assert!(folder.path().join("satu.svg").is_file());
}

#[test]
fn a_wrong_code_rule_or_table_is_told_with_what_is_meant() {
    let folder = here();
    let said = |more: &[&str]| {
        refused(
            folder.path(),
            &[&["nation", "negara.toml", "-n", "2"], more].concat(),
        )
    };
    let code = said(&["--office", "51.60"]);
    assert!(code.contains("51.60") && code.contains("51.06"), "{code}");
    let rounds = said(&[
        "--set",
        "nation.allotment=longest-wait",
        "--office",
        "51.06",
    ]);
    assert!(
        rounds.contains("longest-wait") && rounds.contains("equal-lots"),
        "{rounds}"
    );
    let rule = said(&["--rule", "needs"]);
    assert!(
        rule.contains("needs") && rule.contains("largest-expiry"),
        "{rule}"
    );
    let picture = said(&["--plot", "kotak.png"]);
    assert!(picture.contains("kotak.png"), "{picture}");
    let table = "code,name,province,printers,backlog\n51.01,Jembrana,Bali,1,many\n51.01,Bangli,Bali,-1,200\n";
    fs::write(folder.path().join("kantor.csv"), table).unwrap();
    let table = said(&[]);
    assert_eq!(table.lines().count(), 3, "{table}");
    for part in ["kantor.csv:2", "kantor.csv:3", "many", "-1", "51.01"] {
        assert!(table.contains(part), "{part} is not in {table}");
    }
}

#[test]
fn parts_give_the_page_and_the_picture_of_the_whole() {
    let folder = here();
    let run = |arguments: &[&str]| done(folder.path(), arguments);
    for part in ["1/2", "2/2"] {
        let name = format!("bagian-{}", &part[..1]);
        run(&[
            "nation",
            "negara.toml",
            "-n",
            "4",
            "--part",
            part,
            "-o",
            &name,
        ]);
    }
    run(&[
        "nation",
        "negara.toml",
        "-n",
        "4",
        "--format",
        "json",
        "-o",
        "whole.json",
        "--plot",
        "whole.svg",
    ]);
    run(&[
        "merge",
        "bagian-1",
        "bagian-2",
        "--format",
        "json",
        "-o",
        "merged.json",
        "--plot",
        "merged.svg",
    ]);
    for kind in ["json", "svg"] {
        let read =
            |name: &str| fs::read_to_string(folder.path().join(format!("{name}.{kind}"))).unwrap();
        assert!(read("whole") == read("merged"), "{kind}");
    }
    let table = refused(
        folder.path(),
        &[
            "merge", "bagian-1", "bagian-2", "--table", "daily", "--format", "csv",
        ],
    );
    assert!(table.contains("--table"), "{table}");
}
