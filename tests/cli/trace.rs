//! `cetak trace` tells one replication, one line an event.

use std::process::Command;

fn trace(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .arg("trace")
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_card_has_its_line() {
    let text = trace(&["bangli-exact", "--lang", "en"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "2017-04-26 07:30:00  office                    the office opens"
    );
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.contains("card for resident"))
            .count(),
        8000
    );
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.contains("the office opens"))
            .count(),
        32
    );
    let last = "2017-06-14 15:30:00  office                    the office closes; waiting: 0, blanks on hand: 0";
    assert_eq!(lines.last(), Some(&last));
    assert!(
        lines.is_sorted_by_key(|line| &line[..19]),
        "lines are in order of time"
    );
}

#[test]
fn each_kind_of_event_is_told_in_both_languages() {
    let sets = [
        "--set",
        "printer.spoilage=0.2",
        "--set",
        "printer.life=40",
        "--set",
        "printer.repair=1 h",
        "--set",
        "outages=[{ name = \"server\", from = 2017-05-03, until = 2017-05-03 }, { name = \"listrik\", sites = [\"Susut\"], from = 2017-05-04, until = 2017-05-04 }]",
        "--set",
        "sites.Susut.printers=[{ name = \"printer 1\", arrives = 2017-05-05, away = [{ from = 2017-05-08, until = 2017-05-09 }] }]",
        "--set",
        "blanks.deliveries=[{ date = 2017-05-10, pieces = 500 }]",
        "--set",
        "sites.Susut.upgrade.done=2017-05-04",
        "--set",
        "ribbons.on_hand=40",
        "--set",
        "ribbons.cards_each=500",
        "--set",
        "ribbons.deliveries=[{ date = 2017-05-11, pieces = 3 }]",
        "--set",
        "horizon=2017-05-31",
    ];
    let told = |lang: &str, expected: &[&str]| {
        let text = trace(&[&["bangli-declared", "--lang", lang][..], &sets].concat());
        for what in expected {
            assert!(
                text.lines().any(|line| line.contains(what)),
                "{lang}: {what}"
            );
        }
    };
    told(
        "en",
        &[
            "misprint; resident",
            "the printer breaks",
            "Kintamani/printer 1       repaired",
            "server                    outage begins: all sites",
            "outage over",
            "outage begins: Susut",
            "Susut                     upgraded",
            "Susut/printer 1           the printer arrives",
            "the printer is taken away",
            "the printer is back",
            "500 blanks arrive",
            "3 ribbons arrive",
            "the horizon is reached",
        ],
    );
    told(
        "id",
        &[
            "gagal cetak; warga",
            "alat cetak rusak",
            "selesai diperbaiki",
            "gangguan mulai: semua tempat",
            "gangguan selesai",
            "gangguan mulai: Susut",
            "pembaruan selesai",
            "alat cetak tiba",
            "alat cetak dibawa pergi",
            "alat cetak kembali",
            "500 keping blangko tiba",
            "3 ribbon tiba",
            "akhir masa simulasi",
        ],
    );
}

#[test]
fn a_replication_is_that_of_the_run() {
    assert_ne!(
        trace(&["bangli-declared"]),
        trace(&["bangli-declared", "--replication", "2"])
    );
    assert_eq!(
        trace(&["bangli-declared", "--replication", "2"]),
        trace(&["bangli-declared", "--replication", "2"])
    );
}
