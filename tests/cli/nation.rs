//! `cetak nation` as an official types it.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use super::errors::refused;
use super::parts::{command, printed as done};

fn cetak(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments)
        .output()
        .expect("the program starts")
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
    let twice = said(&["--rule", "need", "--rule", "capacity", "--rule", "need"]);
    assert!(twice.contains("the rule need is named twice"), "{twice}");
    let cut = said(&["--part", "1/2", "--offices", "1/4", "-o", "part"]);
    assert!(cut.contains("3 offices cannot be cut"), "{cut}");
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

/// The keys of an answer in JSON that say which bits it has.
fn bits(json: &str) -> (Value, Value) {
    let read: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let of = |key: &str| match read.get("rules").and_then(Value::as_array) {
        Some(rules) => rules.iter().map(|rule| rule[key].clone()).collect(),
        None => read[key].clone(),
    };
    let bits = (of("fingerprint"), of("replications"));
    assert!(
        !bits.0.is_null() && bits.0 != Value::Array(vec![Value::Null; 2]),
        "{json}"
    );
    bits
}

#[test]
fn what_is_kept_is_gone_on_with() {
    let folder = here();
    let run = ["nation", "negara.toml", "-n", "6"];
    let plain = done(folder.path(), &run);
    let keep = [&run[..], &["--keep", "kept"]].concat();
    // A process that was killed after two replications leaves them in the unfinished file.
    assert_eq!(done(folder.path(), &keep), plain);
    let kept = folder.path().join("kept");
    let text = fs::read_to_string(&kept).unwrap();
    let begun: String = text
        .lines()
        .take(3)
        .map(|line| format!("{line}\n"))
        .collect();
    fs::remove_file(&kept).unwrap();
    fs::write(folder.path().join("kept.unfinished"), begun + "cut of").unwrap();
    assert_eq!(done(folder.path(), &keep), plain);
    assert_eq!(fs::read_to_string(&kept).unwrap(), text);
    // And once it is there, nothing is run.
    assert_eq!(done(folder.path(), &keep), plain);
    let said = refused(
        folder.path(),
        &[&run[..], &["--keep", "negara.toml"]].concat(),
    );
    assert!(said.contains("negara.toml"), "{said}");
    assert!(
        fs::read_to_string(folder.path().join("negara.toml"))
            .unwrap()
            .contains("Tiga")
    );
}

#[test]
fn a_campaign_of_a_nation_has_the_bits_of_one_machine() {
    let folder = here();
    let here = folder.path();
    for (rules, offices, name) in [
        (&["need"][..], "1", "one"),
        (&["need", "capacity", "equal-lots"][..], "2", "cut"),
        (&["need", "lowest-coverage"][..], "1", "rounds"),
    ] {
        let rules: Vec<&str> = rules.iter().flat_map(|rule| ["--rule", rule]).collect();
        let new = [
            "campaign",
            "new",
            name,
            "negara.toml",
            "-n",
            "5",
            "--jobs",
            "2",
            "--offices",
            offices,
        ];
        done(here, &[&new[..], &rules].concat());
        let answer = ["campaign", "answer", name, "--format", "json"];
        assert_eq!(
            cetak(here, &answer).status.code(),
            Some(1),
            "nothing is there"
        );
        // One job of each rule and part is done: the answer rests on their replications.
        done(here, &["campaign", "run", name, "--job", "1"]);
        done(here, &["campaign", "run", name]);
        let alone = [
            &["nation", "negara.toml", "-n", "5", "--format", "json"][..],
            &rules,
        ]
        .concat();
        assert_eq!(
            bits(&done(here, &answer)),
            bits(&done(here, &alone)),
            "{name}"
        );
        done(here, &["campaign", "run", name, "--again"]);
        let page = done(here, &["campaign", "answer", name, "--lang", "id"]);
        assert!(page.contains("Tiga kantor"), "{page}");
    }
    // Half of the jobs: whole replications of all offices alone count.
    let new = [
        "campaign",
        "new",
        "half",
        "negara.toml",
        "-n",
        "4",
        "--jobs",
        "2",
        "--offices",
        "3",
    ];
    done(here, &new);
    for job in ["1", "2", "4"] {
        done(here, &["campaign", "run", "half", "--job", job]);
    }
    assert_eq!(
        cetak(here, &["campaign", "answer", "half"]).status.code(),
        Some(1)
    );
    done(here, &["campaign", "run", "half", "--job", "3"]);
    let some = cetak(here, &["campaign", "answer", "half"]);
    assert_eq!(some.status.code(), Some(1));
    let page = String::from_utf8(some.stdout).unwrap();
    assert!(
        page.contains("Not complete: this answer rests on 2 of the 4"),
        "{page}"
    );
    let json = cetak(here, &["campaign", "answer", "half", "--format", "json"]);
    let read: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(read["so_far"]["replications"], serde_json::json!([[1, 2]]));
    fs::write(here.join("half.json"), json.stdout).unwrap();
    let said = refused(here, &["replay", "half.json"]);
    assert!(said.contains("cannot be repeated"), "{said}");
    let status = done(here, &["campaign", "status", "half"]);
    assert!(
        status.contains("The offices are cut into 3 parts, and a replication counts once for each"),
        "{status}"
    );
    let whole = done(here, &["campaign", "status", "one"]);
    assert!(!whole.contains("The offices are cut"), "{whole}");
}

#[test]
fn a_nation_is_replayed() {
    let folder = here();
    let here = folder.path();
    let json = |arguments: &[&str], name: &str| {
        let result = done(here, &[arguments, &["--format", "json"]].concat());
        fs::write(here.join(name), &result).unwrap();
        let said = done(here, &["replay", name, "--threads", "1", "--lang", "en"]);
        assert_eq!(
            said,
            format!("{name}: repeated, and every number is the same.\n")
        );
        result
    };
    let nation = ["nation", "negara.toml", "-n", "4", "--seed", "7"];
    let idle = json(
        &[
            &nation[..],
            &[
                "--rule",
                "equal-lots",
                "--by",
                "2017-05-05",
                "--set",
                "nation.on_hand=450",
            ],
        ]
        .concat(),
        "one",
    );
    // What was tried is tried again.
    let mut read: Value = serde_json::from_str(&idle).unwrap();
    assert_eq!(read["other_rule"]["replications"], 4, "{idle}");
    json(
        &[
            &nation[..],
            &["--rule", "capacity", "--rule", "longest-wait"],
        ]
        .concat(),
        "two",
    );
    let new = [
        "campaign",
        "new",
        "trial",
        "negara.toml",
        "-n",
        "3",
        "--jobs",
        "1",
    ];
    done(
        here,
        &[&new[..], &["--rule", "capacity", "--rule", "need"]].concat(),
    );
    done(here, &["campaign", "run", "trial"]);
    json(&["campaign", "answer", "trial"], "three");
    read["allotment"]["rule"] = "need".into();
    fs::write(here.join("changed"), read.to_string()).unwrap();
    let changed = cetak(here, &["replay", "changed"]);
    assert_eq!(changed.status.code(), Some(1));
    let said = String::from_utf8(changed.stdout).unwrap();
    assert!(said.contains("idle_blanks.mean"), "{said}");
}

#[test]
fn the_help_of_a_nation_has_its_own_defaults() {
    let folder = here();
    let help = done(folder.path(), &["nation", "--help"]);
    let help = help.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(
        help.contains("[default: 100; 1000 with --office]"),
        "{help}"
    );
    assert!(
        help.contains("Report how many people have a card by this date"),
        "{help}"
    );
    assert!(!help.contains("--precision"), "{help}");
}

#[test]
fn a_campaign_says_what_it_cannot_run_together() {
    let folder = here();
    let new = |more: &[&str]| {
        let start = ["campaign", "new", "x"];
        refused(folder.path(), &[&start[..], more].concat())
    };
    let said = new(&["negara.toml", "bangli"]);
    assert!(said.contains("cetak nation"), "{said}");
    let said = new(&["bangli", "--rule", "need"]);
    assert!(said.contains("nation file"), "{said}");
    let said = new(&[
        "negara.toml",
        "--rule",
        "longest-wait",
        "--offices",
        "2",
        "-n",
        "4",
    ]);
    assert!(said.contains("longest-wait"), "{said}");
    let said = new(&["negara.toml", "--rule", "need", "--rule", "need", "-n", "4"]);
    assert!(said.contains("the rule need is named twice"), "{said}");
    let said = new(&["negara.toml", "--offices", "4", "-n", "4"]);
    assert!(
        said.contains("3 offices cannot be cut into more than 3 parts"),
        "{said}"
    );
    assert!(!folder.path().join("x").exists());
}
