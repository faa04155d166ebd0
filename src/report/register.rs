//! The backlog of a register, as text.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::half::first_half_last;
use super::page::{Align, Page};
use super::phrases::Phrases;
use crate::register::{Group, Reason, Register, Rejected, Rows};
use crate::words::Lang;

/// What a register says, as a page of plain text. `file` is the name of the register, `written` that of the part of a scenario that was written from it.
#[must_use]
pub fn text(register: &Register, file: &str, written: Option<&str>, lang: Lang) -> String {
    let say = Phrases(lang);
    let mut page = Page::default();
    let of = [
        ("file", file.into()),
        ("rows", register.rows.into()),
        ("waiting", register.waiting().into()),
    ];
    page.paragraph(&say.say("title-register", &of));
    match dates(&register.groups) {
        Some([from, middle, to]) => {
            let date = |date| say.date(date).into();
            let of = [
                ("from", date(from)),
                ("middle", date(middle)),
                ("to", date(to)),
            ];
            page.paragraph(&say.say("register-dates", &of));
            page.heading(&say.word("head-register-kecamatan"));
            kecamatan(&mut page, register, say);
        }
        None => page.paragraph(&say.word("register-nobody")),
    }
    notes(
        &mut page,
        "head-register-others",
        others(register, say),
        say,
    );
    notes(
        &mut page,
        "head-register-doubts",
        doubts(register, say),
        say,
    );
    page.gap();
    page.paragraph(&match written {
        Some(file) => say.say("register-written", &[("file", file.into())]),
        None => say.word("register-not-written"),
    });
    page.paragraph(&say.word("register-private"));
    page.finish()
}

/// What a scenario says of where its backlog comes from.
#[must_use]
pub fn source(register: &Register, file: &str, lang: Lang) -> String {
    // A source is short.
    let file: String = file.chars().take(60).collect();
    let of = [
        ("file", file.into()),
        ("rows", register.rows.into()),
        ("waiting", register.waiting().into()),
    ];
    Phrases(lang).say("register-from", &of)
}

/// A heading and what stands below it, if anything does.
fn notes(page: &mut Page, head: &str, notes: Vec<String>, say: Phrases) {
    if notes.is_empty() {
        return;
    }
    page.heading(&say.word(head));
    for note in notes {
        page.note(&note);
    }
}

/// The first recording date, the one by which half of the residents were recorded, and the last.
fn dates<'g>(groups: impl IntoIterator<Item = &'g Group>) -> Option<[Date; 3]> {
    first_half_last(
        groups
            .into_iter()
            .map(|group| (group.date, group.residents)),
    )
}

fn kecamatan(page: &mut Page, register: &Register, say: Phrases) {
    let mut by_name: BTreeMap<&str, Vec<&Group>> = BTreeMap::new();
    for group in &register.groups {
        by_name.entry(&group.kecamatan).or_default().push(group);
    }
    let rows = by_name.into_iter().filter_map(|(name, groups)| {
        let [first, middle, _] = dates(groups.iter().copied())?;
        let count = |only_suket: bool| -> u32 {
            let groups = groups
                .iter()
                .filter(|group| group.holds_suket || !only_suket);
            groups.map(|group| group.residents).sum()
        };
        Some(vec![
            name.to_owned(),
            say.number(count(false)),
            say.number(count(true)),
            say.short_date(first),
            say.short_date(middle),
        ])
    });
    let heads = [
        "kecamatan",
        "residents",
        "with-suket",
        "first-recorded",
        "half-recorded",
    ];
    let heads = heads.map(|head| say.word(&format!("column-{head}")));
    let [name, numbers @ ..] = &heads;
    let mut columns = vec![(name.as_str(), Align::Left)];
    columns.extend(numbers.iter().map(|head| (head.as_str(), Align::Right)));
    page.table(&columns, &rows.collect::<Vec<_>>());
}

/// Rows of which something is said.
fn told(key: &str, rows: &Rows, say: Phrases) -> Option<String> {
    let of = [
        ("count", rows.len().into()),
        ("rows", rows.to_string().into()),
    ];
    (!rows.is_empty()).then(|| say.say(key, &of))
}

/// What is not in the backlog.
fn others(register: &Register, say: Phrases) -> Vec<String> {
    let counted =
        |key: &str, count: u64| (count > 0).then(|| say.say(key, &[("count", count.into())]));
    let mut all: Vec<String> = [
        counted("register-have-card", register.have_card),
        counted("register-not-ready", register.not_ready),
        told("register-repeated", &register.repeated, say),
    ]
    .into_iter()
    .flatten()
    .collect();
    for Rejected { reason, rows } in &register.rejected {
        let reason = say.word(match reason {
            Reason::NoKecamatan => "register-reason-no-kecamatan",
            Reason::UnknownKecamatan => "register-reason-unknown-kecamatan",
            Reason::NoDate => "register-reason-no-date",
            Reason::UnreadableDate => "register-reason-unreadable-date",
            Reason::UnknownStatus => "register-reason-unknown-status",
        });
        let of = [
            ("count", rows.len().into()),
            ("reason", reason.into()),
            ("rows", rows.to_string().into()),
        ];
        all.push(say.say("register-left-out", &of));
    }
    all
}

/// What is counted, and worth a look.
fn doubts(register: &Register, say: Phrases) -> Vec<String> {
    let columns = register.columns;
    let missing = |has: bool, key: &str| (!has).then(|| say.word(key));
    let without = register.without_nik;
    let without_nik = (columns.nik && without > 0)
        .then(|| say.say("register-without-nik", &[("count", without.into())]));
    let all = [
        missing(columns.suket, "register-no-suket"),
        missing(columns.status, "register-no-status"),
        missing(columns.nik, "register-no-nik"),
        told("register-respelt", &register.respelt, say),
        without_nik,
    ];
    all.into_iter().flatten().collect()
}
