//! `campaign`: a folder of jobs for any number of processes, its state, and the answer so far.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cetak::__command::{Message, error, say};
use cetak::campaign::{Answer, Campaign, CampaignPlan, JobEnd};
use cetak::error::{ErrorKind, Result};
use cetak::experiment::{Control, Settings};
use cetak::nation::NationProjection;
use cetak::projection::Projection;
use cetak::report::csv::Dialect;
use cetak::report::{self, compare};
use cetak::scenario::{self, Scenario};
use cetak::words::Lang;

use super::args::{AnswerOptions, CampaignCommand, Format, PageFormat};
use super::nation::{self, Said};
use super::simulate::{code, explain, names_differ, page, read, watched_to, watched_with};
use super::{NO, WRONG, say_aside, write};

/// Jobs for each scenario if none are asked for: enough for a few machines, and each long enough to be worth its file.
const USUAL_JOBS: u32 = 16;

pub(super) fn campaign(command: &CampaignCommand, lang: Lang) -> Result<ExitCode> {
    match command {
        CampaignCommand::New {
            folder,
            files,
            replications,
            seed,
            jobs,
            rule,
            offices,
        } => {
            let settings = Settings {
                replications: *replications,
                seed: *seed,
                threads: None,
            };
            let jobs = jobs.unwrap_or(USUAL_JOBS.min(*replications));
            let plans = plans(files, rule, lang)?;
            let offices = offices.unwrap_or(1);
            new(folder, plans, &settings, (jobs, offices), lang)
        }
        CampaignCommand::Run {
            folder,
            job,
            again,
            threads,
        } => {
            let campaign = Campaign::open(folder)?;
            match (again, job) {
                (true, job) => run_again(&campaign, *job, *threads, lang),
                (false, Some(job)) => run_job(&campaign, *job, *threads, lang),
                (false, None) => run(&campaign, *threads, lang),
            }
        }
        CampaignCommand::Status { folder, format } => {
            let status = Campaign::open(folder)?.status()?;
            let text = match format {
                PageFormat::Text => report::campaign::text(&status, lang),
                PageFormat::Json => report::campaign::json(&status),
            };
            write::write(None, &text)?;
            Ok(ExitCode::SUCCESS)
        }
        CampaignCommand::Answer { options } => answer(options, lang),
    }
}

/// The scenarios of these files, or the nation of one of them under each of these rules.
fn plans(files: &[PathBuf], rules: &[String], lang: Lang) -> Result<Vec<CampaignPlan>> {
    if let [file] = files
        && scenario::is_nation(file)
    {
        return nation::under(file, rules, lang);
    }
    if !rules.is_empty() {
        return Err(error(ErrorKind::Value, Message::new("cli-rule-office")));
    }
    let scenarios = files.iter().map(|file| read(file, &[], lang));
    let scenarios = scenarios.collect::<Result<Vec<Scenario>>>()?;
    names_differ(files, &scenarios)?;
    let plans = scenarios.into_iter().map(|scenario| scenario.plan.into());
    Ok(plans.collect())
}

fn new(
    folder: &Path,
    plans: Vec<CampaignPlan>,
    settings: &Settings,
    (jobs, offices): (u32, u32),
    lang: Lang,
) -> Result<ExitCode> {
    let campaign = Campaign::create_by_offices(folder, plans, settings, jobs, offices)?;
    let said = say(
        lang,
        "campaign-made",
        &[
            ("plans", campaign.plans().len().into()),
            ("replications", campaign.replications().into()),
            ("jobs", campaign.jobs().len().into()),
            ("folder", campaign.status()?.quoted().into()),
        ],
    );
    write::write(None, &(said + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn run(campaign: &Campaign, threads: Option<usize>, lang: Lang) -> Result<ExitCode> {
    let status = campaign.status()?;
    let left = status.all.replications - status.all.replications_done;
    let worked = watched(left, threads, lang, |control| {
        campaign.work(threads, control)
    })?;
    let status = campaign.status()?;
    let mut said = say(
        lang,
        "campaign-worked",
        &[
            ("computed", worked.computed.into()),
            ("done", status.all.done.into()),
            ("jobs", status.all.jobs.into()),
            ("running", status.all.running.into()),
        ],
    );
    if status.all.done == status.all.jobs {
        let of = [("folder", status.quoted().into())];
        said = format!("{said}\n{}", say(lang, "campaign-complete", &of));
    }
    write::write(None, &(said + "\n"))?;
    match status.failed.len() + status.differing.len() {
        0 => Ok(ExitCode::SUCCESS),
        count => {
            let of = [("count", count.into()), ("folder", status.quoted().into())];
            say_aside(&say(lang, "campaign-failed", &of));
            Ok(ExitCode::from(WRONG))
        }
    }
}

fn run_job(campaign: &Campaign, job: u32, threads: Option<usize>, lang: Lang) -> Result<ExitCode> {
    let left = campaign.job(job)?.replications().len() as u32;
    let end = watched(left, threads, lang, |control| {
        campaign.run_job(job, threads, control)
    })?;
    let number = [("job", job.to_string().into())];
    let said = match end {
        JobEnd::Computed => say(lang, "campaign-job-computed", &number),
        JobEnd::Done => say(lang, "campaign-job-done", &number),
        JobEnd::Failed(failed) => return Err(failed),
        _ => {
            let message = Message::new("campaign-job-elsewhere").with("job", job.to_string());
            return Err(error(ErrorKind::Busy, message));
        }
    };
    write::write(None, &(said + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// Computes one job, or all that are done, once more.
fn run_again(
    campaign: &Campaign,
    job: Option<u32>,
    threads: Option<usize>,
    lang: Lang,
) -> Result<ExitCode> {
    let jobs = match job {
        Some(job) => vec![job],
        None => campaign.done()?,
    };
    let sizes = jobs.iter().map(|job| campaign.job(*job));
    let sizes = sizes.map(|job| Ok(job?.replications().len() as u32));
    let sizes = sizes.collect::<Result<Vec<u32>>>()?;
    watched(sizes.iter().sum(), threads, lang, |control| {
        let mut before = 0;
        for (job, size) in jobs.iter().zip(&sizes) {
            let progress = |now| control.progress.iter().for_each(|tell| tell(before + now));
            let after = Control {
                progress: Some(&progress),
                stop: control.stop,
            };
            campaign.run_again(*job, threads, &after)?;
            before += size;
        }
        Ok(())
    })?;
    let said = say(lang, "campaign-again", &[("jobs", jobs.len().into())]);
    write::write(None, &(said + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn answer(options: &AnswerOptions, lang: Lang) -> Result<ExitCode> {
    let campaign = Campaign::open(&options.folder)?;
    let found = match &options.plan {
        Some(plan) => campaign.answer_of(plan)?,
        None => campaign.answer()?,
    };
    let said = Said {
        format: options.format,
        asked: options.lang,
        lang,
    };
    // What is printed, and how it ends if it rests on all replications, or else how many it rests on.
    let (text, end, rests_on) = match found {
        None => {
            let folder = campaign.status()?.quoted();
            say_aside(&say(lang, "campaign-nothing", &[("folder", folder.into())]));
            return Ok(ExitCode::from(NO));
        }
        Some(Answer::One(mut p)) => {
            if p.complete && !options.quick {
                help(&mut p, options.threads, lang)?;
            }
            let text = page(&p, None, options.format, options.lang, lang);
            (text, code(std::slice::from_ref(&*p)), partial(&p))
        }
        Some(Answer::Several(c)) => {
            let text = match options.format {
                Format::Text => compare::text(&c, lang),
                Format::Json => compare::json(&c),
                Format::Csv => compare::csv(&c, Dialect::of(options.lang)),
            };
            (
                text,
                code(&c.projections),
                c.projections.iter().find_map(partial),
            )
        }
        Some(Answer::Nation(mut p)) => {
            if !options.quick {
                nation::try_other_rule(&mut p, options.threads, lang)?;
            }
            (said.one(&p), ExitCode::SUCCESS, partial_of_nation(&p))
        }
        Some(Answer::Nations(c)) => {
            let rests_on = c.projections.iter().find_map(partial_of_nation);
            (said.several(&c), ExitCode::SUCCESS, rests_on)
        }
        Some(_) => unreachable!("the command knows every answer"),
    };
    write::write(None, &text)?;
    Ok(match rests_on {
        None => end,
        Some((done, requested)) => incomplete(done, requested, options.format, lang),
    })
}

/// On how many of how many replications an answer rests, if some are missing.
fn partial(p: &Projection) -> Option<(u32, u32)> {
    p.so_far.as_ref().map(|_| (p.replications, p.requested))
}

/// The same of a nation.
fn partial_of_nation(p: &NationProjection) -> Option<(u32, u32)> {
    p.so_far.as_ref().map(|_| (p.replications, p.requested))
}

/// Says aside that the answer rests on some of the replications, where no page says it.
fn incomplete(done: u32, requested: u32, format: Format, lang: Lang) -> ExitCode {
    if format != Format::Text {
        let of = [("done", done.into()), ("requested", requested.into())];
        say_aside(&say(lang, "campaign-incomplete", &of));
    }
    ExitCode::from(NO)
}

/// Tries what would help, as `run` does.
fn help(p: &mut Projection, threads: Option<usize>, lang: Lang) -> Result<()> {
    let settings = Settings {
        replications: p.replications,
        seed: p.seed,
        threads,
    };
    let total = p.replications.saturating_mul(2);
    watched_to(total, &settings, lang, |settings, control| {
        explain(p, settings, control)
    })
}

/// Works with a progress bar, stopped by Ctrl-C; what is stored is told by the error of what was stopped.
fn watched<T>(
    replications: u32,
    threads: Option<usize>,
    lang: Lang,
    work: impl FnOnce(&Control<'_>) -> Result<T>,
) -> Result<T> {
    let shown = Settings {
        replications,
        threads,
        ..Settings::default()
    };
    watched_with(&shown, lang, |_, control| Ok(work(control)))?
}
