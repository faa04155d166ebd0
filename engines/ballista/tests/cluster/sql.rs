//! The results are open to SQL.

use std::path::Path;

use cetak::campaign::{Answer, Campaign};
use cetak::report;
use cetak::report::csv::Dialect;

use crate::campaigns::{alone, nation, office};
use crate::processes::output;

/// The cells of the rows that a query gives.
fn asked(folder: &Path, query: &str) -> Vec<Vec<String>> {
    let output = output(&["sql", folder.to_str().unwrap(), query]);
    let said = String::from_utf8(output.stdout).unwrap();
    let aside = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{aside}");
    let rows = said.lines().filter(|line| line.starts_with('|')).skip(1);
    let cells = |row: &str| {
        let cells = row.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    rows.map(cells).collect()
}

#[test]
fn the_replications_of_an_office_are_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("campaign");
    let campaign = office(&path, 40, 2);
    alone(&campaign);
    let Some(Answer::One(answer)) = campaign.answer().unwrap() else {
        panic!("it is one office");
    };
    let query = "SELECT count(*), count(DISTINCT replication), avg(working_days) FROM replications";
    let rows = asked(&path, query);
    assert_eq!(rows[0][..2], ["40", "40"]);
    let mean: f64 = rows[0][2].parse().unwrap();
    let days = answer.outcomes.iter().map(|one| one.working_days);
    let days: Vec<f64> = days.flatten().map(f64::from).collect();
    let expected = days.iter().sum::<f64>() / days.len() as f64;
    assert!((mean - expected).abs() < 1e-9, "{mean} {expected}");
}

#[test]
fn the_offices_of_a_nation_are_a_table_with_all_rules() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("campaign");
    let campaign: Campaign = nation(&path, 8, 2);
    alone(&campaign);

    let query = "SELECT rule, code, name, mean FROM nation WHERE measure = 'blanks_received' ORDER BY rule, code";
    let rows = asked(&path, query);
    let mut expected = Vec::new();
    for plan in campaign.plans() {
        let Some(Answer::Nation(answer)) = campaign.answer_of(plan).unwrap() else {
            panic!("it is a nation");
        };
        let text = report::nation::csv(&answer, Dialect::Plain);
        let received = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let received = received.filter(|cells| cells[5] == "blanks_received");
        for cells in received {
            let mean: f64 = cells[7].parse().unwrap();
            expected.push([cells[1], cells[2], cells[3], &format!("{mean:?}")].map(str::to_owned));
        }
    }
    expected.sort();
    assert_eq!(rows, expected);
    assert_eq!(rows.len(), 6);
    let codes = |rule: &str| {
        let of = rows.iter().filter(move |row| row[0] == rule);
        of.map(|row| row[1].as_str()).collect::<Vec<_>>()
    };
    assert_eq!(codes("need"), ["51.01", "51.1", "51.10"]);
    assert_eq!(codes("equal-lots"), codes("need"));
    let totals = "SELECT rule, mean FROM nation WHERE code IS NULL AND measure = 'people'";
    assert_eq!(asked(&path, totals).len(), 2);
}
