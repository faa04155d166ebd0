//! Asks the replications of a campaign with SQL, on this machine.

use std::fs;
use std::path::Path;

use arrow_schema::{DataType, Field, Schema};
use cetak::campaign::{Answer, Campaign};
use cetak::report::csv::Dialect;
use cetak::report::{self, table};
use datafusion::prelude::{CsvReadOptions, SessionContext};

use crate::Failure;

/// The columns of the table `nation` that hold numbers alone. A code of an office is a text, even if it looks like a number.
const NUMBERS: [&str; 4] = ["mean", "ci95_low", "ci95_high", "nonzero"];

pub async fn sql(folder: &Path, query: &str) -> Result<(), Failure> {
    let campaign = Campaign::open(folder)?;
    let mut projections = Vec::new();
    let mut nations = String::new();
    for plan in campaign.plans() {
        match campaign.answer_of(plan)? {
            Some(Answer::One(answer)) => projections.push(*answer),
            Some(Answer::Nation(answer)) => {
                let text = report::nation::csv(&answer, Dialect::Plain);
                // One table with the heads of the first rule.
                let heads = text.find('\n').map_or(0, |end| end + 1);
                nations += match nations.is_empty() {
                    true => &text,
                    false => &text[heads..],
                };
            }
            _ => {}
        }
    }
    let context = SessionContext::new();
    let folder = tempfile::tempdir()?;
    if !projections.is_empty() {
        let text = table::csv(table::Of::Replications, &projections, Dialect::Plain);
        let file = folder.path().join("replications.csv");
        fs::write(&file, text)?;
        let options = CsvReadOptions::new();
        context
            .register_csv("replications", &file.display().to_string(), options)
            .await?;
    }
    if !nations.is_empty() {
        let schema = of_nation(&nations);
        let file = folder.path().join("nation.csv");
        fs::write(&file, nations)?;
        let options = CsvReadOptions::new().schema(&schema);
        context
            .register_csv("nation", &file.display().to_string(), options)
            .await?;
    }
    context.sql(query).await?.show().await?;
    Ok(())
}

/// The columns of the table `nation`.
fn of_nation(text: &str) -> Schema {
    let heads = text.lines().next().unwrap_or_default().split(',');
    let field = |name: &str| {
        let kind = match NUMBERS.contains(&name) {
            true => DataType::Float64,
            false => DataType::Utf8,
        };
        Field::new(name, kind, true)
    };
    Schema::new(heads.map(field).collect::<Vec<_>>())
}
