//! Sends the jobs of a campaign to a cluster, and takes their parts.

use std::path::Path;
use std::time::Duration;

use arrow_array::{Array, RecordBatch, StringArray, StructArray};
use ballista::prelude::{SessionConfigExt, SessionContextExt};
use cetak::campaign::{Campaign, Job};
use cetak::error::{Error, ErrorKind};
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::{SessionConfig, SessionContext};

use tokio::time::timeout;

use crate::Failure;
use crate::function::{NAME, function, session};

/// How often a batch is sent that the cluster gives back without an answer, because an executor was lost at the wrong moment.
const TRIES: u32 = 3;

/// Sends the jobs that are neither done nor given up, batch by batch. If the scheduler is lost, the parts of all batches before are there, and the
/// same command goes on.
pub async fn run(
    folder: &Path,
    scheduler: &str,
    batch: usize,
    patience: Duration,
) -> Result<(), Failure> {
    let campaign = Campaign::open(folder)?;
    loop {
        let open = campaign.open_jobs()?;
        if open.is_empty() {
            break;
        }
        for jobs in open.chunks(batch.max(1)) {
            let jobs: Vec<&Job> = jobs
                .iter()
                .map(|number| campaign.job(*number))
                .collect::<Result<_, _>>()?;
            take(&campaign, &jobs, sent(&jobs, scheduler, patience).await?)?;
        }
    }
    let status = campaign.status()?;
    println!(
        "{} of {} jobs are done",
        status.all.done,
        campaign.jobs().len()
    );
    match status.all.done as usize == campaign.jobs().len() {
        true => Ok(()),
        false => Err("some jobs have failed three times: cetak campaign status names them".into()),
    }
}

/// The answers of a batch.
async fn sent(
    jobs: &[&Job],
    scheduler: &str,
    patience: Duration,
) -> Result<Vec<RecordBatch>, Failure> {
    let mut tries = 0;
    loop {
        tries += 1;
        let ended = match timeout(patience, answers(jobs, scheduler)).await {
            Ok(ended) => ended,
            Err(_) => Err(format!("no answer in {} s", patience.as_secs()).into()),
        };
        match ended {
            Err(failure) if tries < TRIES => eprintln!("the batch is sent again: {failure}"),
            ended => return ended,
        }
    }
}

async fn answers(jobs: &[&Job], scheduler: &str) -> Result<Vec<RecordBatch>, Failure> {
    // One partition per job, so that no executor gets two that others could run.
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(jobs.len().max(2))
        .with_ballista_coalesce_enabled(false);
    let url = format!("df://{scheduler}");
    let context = SessionContext::remote_with_state(&url, session(config)).await?;
    // A session for a cluster forgets the functions of the one that it is made of.
    context.register_udf(ScalarUDF::clone(&function()));
    let rows: Vec<String> = jobs
        .iter()
        .map(|job| format!("({}, '{}')", job.number(), job.text().replace('\'', "''")))
        .collect();
    // To group by the row spreads the rows over the executors; without it one executor gets all.
    let query = format!(
        "SELECT job, {NAME}(text) AS run FROM (SELECT job, text FROM (VALUES {}) AS jobs(job, text) GROUP BY job, text)",
        rows.join(", ")
    );
    Ok(context.sql(&query).await?.collect().await?)
}

/// Takes the parts, and notes what went wrong.
fn take(campaign: &Campaign, jobs: &[&Job], answers: Vec<RecordBatch>) -> Result<(), Failure> {
    let mut missing: Vec<u32> = jobs.iter().map(|job| job.number()).collect();
    for batch in answers {
        let numbers =
            datafusion::arrow::compute::cast(batch.column(0), &arrow_schema::DataType::Int64)?;
        let numbers = numbers
            .as_any()
            .downcast_ref::<arrow_array::Int64Array>()
            .ok_or("the cluster gave no numbers of jobs")?;
        let runs = batch.column(1).as_any().downcast_ref::<StructArray>();
        let runs = runs.ok_or("the cluster gave no parts")?;
        let texts = |name| {
            let column = runs.column_by_name(name)?;
            column.as_any().downcast_ref::<StringArray>()
        };
        let columns = texts("part").zip(texts("error")).zip(texts("process"));
        let ((parts, errors), processes) = columns.ok_or("the cluster gave no texts")?;
        for row in 0..batch.num_rows() {
            let job = campaign.job(numbers.value(row) as u32)?;
            missing.retain(|number| *number != job.number());
            let process = processes.value(row);
            if parts.is_valid(row) {
                campaign.accept(job, parts.value(row).as_bytes())?;
                println!("job {} is done, by process {process}", job.number());
            } else {
                let error = Error::new(ErrorKind::Value, errors.value(row));
                eprintln!("job {} failed: {error}", job.number());
                campaign.keep_failure(job, &error)?;
            }
        }
    }
    match missing.first() {
        None => Ok(()),
        Some(number) => Err(format!("the cluster gave no answer for job {number}").into()),
    }
}
