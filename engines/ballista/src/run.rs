//! Sends the jobs of a campaign to a cluster, and takes their parts.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use arrow_array::{Array, RecordBatch, StringArray, StructArray};
use ballista::prelude::{SessionConfigExt, SessionContextExt};
use cetak::campaign::{Campaign, Job};
use cetak::error::{Error, ErrorKind};
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::{SessionConfig, SessionContext};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::function::{NAME, function, session};
use crate::scheduler::reach;
use crate::{Failure, MESSAGE_BYTES};

/// How often a job is sent that the cluster gives back without an answer.
const TRIES: u32 = 3;
/// How long no job may end before that is said, and then twice as long, and so on.
const QUIET: Duration = Duration::from_secs(60);

/// Sends the jobs that are neither done nor given up, so many at once. Each part is kept as soon as it is there, so the same command goes on
/// wherever it ended.
pub async fn run(folder: &Path, scheduler: &str, at_once: usize) -> Result<(), Failure> {
    let campaign = Campaign::open(folder)?;
    loop {
        let open = campaign.open_jobs()?;
        if open.is_empty() {
            break;
        }
        reach(scheduler).await?;
        let context = connected(scheduler).await?;
        all(&campaign, &open, &context, scheduler, at_once).await?;
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

/// A session that sends its queries to the cluster.
async fn connected(scheduler: &str) -> Result<SessionContext, Failure> {
    let config = SessionConfig::new_with_ballista()
        .with_ballista_grpc_client_max_message_size(MESSAGE_BYTES as usize);
    let url = format!("df://{scheduler}");
    let context = SessionContext::remote_with_state(&url, session(config)).await?;
    // A session for a cluster forgets the functions of the one that it is made of.
    context.register_udf(ScalarUDF::clone(&function("")));
    Ok(context)
}

/// Sends these jobs once, and again those that the cluster gives back. What goes wrong keeps no more jobs from being taken than those that
/// were not sent yet.
async fn all(
    campaign: &Campaign,
    jobs: &[u32],
    context: &SessionContext,
    scheduler: &str,
    at_once: usize,
) -> Result<(), Failure> {
    let mut wrong: Result<(), Failure> = Ok(());
    let mut waiting: Vec<u32> = jobs.iter().rev().copied().collect();
    let mut tries: BTreeMap<u32, u32> = BTreeMap::new();
    let mut sent = JoinSet::new();
    let mut quiet = QUIET;
    loop {
        while wrong.is_ok() && sent.len() < at_once.max(1) {
            let Some(number) = waiting.pop() else { break };
            *tries.entry(number).or_default() += 1;
            let job = campaign.job(number)?;
            let answer = answer(context.clone(), query(job));
            sent.spawn(async move { (number, answer.await) });
        }
        let (number, answer) = match timeout(quiet, sent.join_next()).await {
            Ok(None) => return wrong,
            Ok(Some(ended)) => ended?,
            Err(_) => {
                eprintln!(
                    "no job has ended for {} min; without an executor they wait for one",
                    quiet.as_secs() / 60
                );
                quiet *= 2;
                continue;
            }
        };
        quiet = QUIET;
        let taken = match answer {
            Ok(answer) => take(campaign, campaign.job(number)?, &answer),
            Err(failure) => match reach(scheduler).await {
                Ok(_) if tries[&number] < TRIES => {
                    eprintln!("job {number} is sent again: {failure}");
                    waiting.push(number);
                    Ok(())
                }
                Ok(_) => Err(failure),
                Err(lost) => Err(lost),
            },
        };
        wrong = wrong.and(taken);
    }
}

/// Each job is a query of one stage: executors read nothing of each other, so the loss of one costs what it was running and no more. Ballista 55 may
/// stop for ever where a lost executor was read from: docs/cluster.md.
fn query(job: &Job) -> String {
    let text = job.text().replace('\'', "''");
    format!("SELECT {NAME}(text) FROM (VALUES ('{text}')) AS jobs(text)")
}

async fn answer(context: SessionContext, query: String) -> Result<Vec<RecordBatch>, Failure> {
    Ok(context.sql(&query).await?.collect().await?)
}

/// Takes the part of a job, or notes what went wrong.
fn take(campaign: &Campaign, job: &Job, answer: &[RecordBatch]) -> Result<(), Failure> {
    let number = job.number();
    let ran = answer.iter().find(|batch| batch.num_rows() > 0);
    let ran = ran.and_then(|batch| batch.column(0).as_any().downcast_ref::<StructArray>());
    let said = |name| {
        let column = ran?.column_by_name(name)?;
        let texts = column.as_any().downcast_ref::<StringArray>()?;
        texts.is_valid(0).then(|| texts.value(0))
    };
    let executor = said("executor").unwrap_or_default();
    if let Some(part) = said("part") {
        campaign.accept(job, part.as_bytes())?;
        println!("job {number} is done, by {executor}");
        Ok(())
    } else if let Some(error) = said("error") {
        let error = Error::new(ErrorKind::Value, error);
        eprintln!("job {number} failed: {error}");
        Ok(campaign.keep_failure(job, &error)?)
    } else if let Some(why) = said("refused") {
        Err(format!("the executor {executor} cannot run job {number}: {why}").into())
    } else {
        Err(format!("the cluster gave no answer for job {number}").into())
    }
}
