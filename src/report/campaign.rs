//! How far a campaign is, as text and JSON.

use serde::Serialize;

use super::json::{self, Head};
use super::page::{Align, Page, columns};
use super::phrases::Phrases;
use crate::campaign::{Counts, Status};
use crate::time::seconds;
use crate::words::Lang;

/// The status as a page of plain text.
#[must_use]
pub fn text(status: &Status, lang: Lang) -> String {
    let say = Phrases(lang);
    let all = &status.all;
    let mut page = Page::default();
    page.title(&status.folder);
    page.paragraph(&say.say(
        "campaign-plans",
        &[
            ("plans", (status.plans.len() as u32).into()),
            ("replications", status.replications.into()),
            ("seed", status.seed.to_string().into()),
        ],
    ));
    page.gap();
    page.paragraph(&say.say(
        "campaign-done",
        &[
            ("replications", all.replications_done.into()),
            ("of", all.replications.into()),
            ("jobs", all.done.into()),
            ("of-jobs", all.jobs.into()),
        ],
    ));
    time_left(&mut page, status, say);
    counts(&mut page, status, say);
    failed(&mut page, status, say);
    differing(&mut page, status, say);
    page.finish()
}

/// How long the rest takes, or what to do next.
fn time_left(page: &mut Page, status: &Status, say: Phrases) {
    let all = &status.all;
    if all.done == all.jobs {
        page.paragraph(&say.word("campaign-all-done"));
        page.command(&format!("cetak campaign answer {}", status.quoted()));
        return;
    }
    let length = |time: f64| ("length", say.length(seconds(time)).into());
    match (status.seconds_left, status.seconds_left_of_one) {
        (Some(time), _) => page.paragraph(&say.say(
            "campaign-time-left",
            &[length(time), ("processes", all.running.into())],
        )),
        (None, Some(time)) => page.paragraph(&say.say("campaign-at-rest", &[length(time)])),
        (None, None) if all.running > 0 => page.paragraph(&say.word("campaign-no-pace")),
        (None, None) => page.paragraph(&say.word("campaign-not-begun")),
    }
    if all.running == 0 {
        page.command(&format!("cetak campaign run {}", status.quoted()));
    }
}

/// One row for each plan, and one for all.
fn counts(page: &mut Page, status: &Status, say: Phrases) {
    page.heading(&say.word("campaign-head-jobs"));
    let row = |name: &str, of: &Counts| {
        let mut row = vec![name.to_owned()];
        let counts = [of.done, of.running, of.failed, of.uncertain, of.waiting];
        row.extend(counts.map(|count| say.number(count)));
        row.push(say.say(
            "campaign-of",
            &[
                ("done", of.replications_done.into()),
                ("all", of.replications.into()),
            ],
        ));
        row
    };
    let mut rows: Vec<Vec<String>> = status
        .plans
        .iter()
        .map(|plan| row(plan.name_in(say.0), &plan.counts))
        .collect();
    if status.plans.len() > 1 {
        rows.push(row(&say.word("campaign-row-all"), &status.all));
    }
    let heads = [
        "campaign-column-plan",
        "campaign-column-done",
        "campaign-column-running",
        "campaign-column-failed",
        "campaign-column-uncertain",
        "campaign-column-waiting",
        "campaign-column-replications",
    ]
    .map(|key| say.word(key));
    let mut aligns = [Align::Right; 7];
    aligns[0] = Align::Left;
    page.table(&columns(&heads, &aligns), &rows);
    if status.office_parts > 1 {
        let of = [("parts", status.office_parts.into())];
        page.note(&say.say("campaign-note-offices", &of));
    }
    if status.all.uncertain > 0 {
        page.note(&say.word("campaign-note-uncertain"));
    }
}

/// The jobs that failed, each with what went wrong and the command that runs it alone.
fn failed(page: &mut Page, status: &Status, say: Phrases) {
    for job in &status.failed {
        page.heading(&say.say(
            "campaign-failed-job",
            &[
                ("job", job.job.to_string().into()),
                ("name", (&job.plan).into()),
                ("first", job.first.into()),
                ("last", job.last.into()),
                ("attempts", job.attempts.into()),
            ],
        ));
        page.note(job.error(say.0));
        page.command(&job.command);
    }
}

/// The jobs that were computed twice with different bits.
fn differing(page: &mut Page, status: &Status, say: Phrases) {
    for job in &status.differing {
        let number = ("job", job.job.to_string().into());
        page.heading(&say.say("campaign-differing-job", &[number]));
        job.files.iter().for_each(|file| page.command(file));
        page.note(&say.word("campaign-note-differing"));
    }
}

/// The status as JSON, indented, with a line feed at the end. The keys are always in the same order.
#[must_use]
pub fn json(status: &Status) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        #[serde(flatten)]
        head: Head,
        #[serde(flatten)]
        status: &'a Status,
    }
    json::pretty(&Document {
        head: Head::new(),
        status,
    })
}
