//! Asks the replications of a campaign with SQL, on this machine.

use std::fs;
use std::path::Path;

use cetak::campaign::{Answer, Campaign};
use cetak::report::csv::Dialect;
use cetak::report::{self, table};
use datafusion::prelude::{CsvReadOptions, SessionContext};

use crate::Failure;

pub async fn sql(folder: &Path, query: &str) -> Result<(), Failure> {
    let campaign = Campaign::open(folder)?;
    let mut projections = Vec::new();
    let mut nations = Vec::new();
    for plan in campaign.plans() {
        match campaign.answer_of(plan)? {
            Some(Answer::One(answer)) => projections.push(*answer),
            Some(Answer::Nation(answer)) => nations.push(*answer),
            _ => {}
        }
    }
    let context = SessionContext::new();
    let folder = tempfile::tempdir()?;
    let mut tables = Vec::new();
    if !projections.is_empty() {
        let text = table::csv(table::Of::Replications, &projections, Dialect::Plain);
        tables.push(("replications".to_owned(), text));
    }
    for answer in &nations {
        let name = match nations.len() {
            1 => "nation".to_owned(),
            _ => answer.nation.allotment.key().replace('-', "_"),
        };
        tables.push((name, report::nation::csv(answer, Dialect::Plain)));
    }
    for (name, text) in tables {
        let file = folder.path().join(format!("{name}.csv"));
        fs::write(&file, text)?;
        let path = file.display().to_string();
        context
            .register_csv(name.as_str(), &path, CsvReadOptions::new())
            .await?;
    }
    context.sql(query).await?.show().await?;
    Ok(())
}
