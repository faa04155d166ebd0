//! What a reader of a page would stumble over: a part that says nothing in this office, a table that is cut, a mark on one of two dates.

use cetak::experiment::Control;
use cetak::office::plan::Plan;
use cetak::projection::{DaysPrecision, Projection, compare, project, project_to};
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;

use super::support::{both, does_not_say, page, plan, says, settings};

fn projected(text: &str, replications: u32) -> Projection {
    project(
        plan(text),
        &settings(replications),
        &[],
        &Control::default(),
    )
    .unwrap()
}

const SMALL: &str = r#"
start = 2017-04-26
horizon = 2017-12-29
printer.daily_limit = 50
[sites.Kantor]
"#;

#[test]
fn where_nobody_waits_nothing_is_said_of_those_who_wait() {
    let new = format!("backlog.total = 0\narrivals.per_day = 20\nblanks.on_hand = 600{SMALL}");
    let found = projected(&new, 3);
    let english = page(&found, Lang::En);
    for about_them in [
        "Fifty futures",
        "Best case",
        "Mental arithmetic",
        "Until everyone waiting at the start",
        "When most of those",
        "How many are served by a date",
        "0 residents wait",
        "until everyone who waits at the start is served",
        "What would help",
    ] {
        assert!(!english.contains(about_them), "{about_them}: {english}");
    }
    assert!(english.contains("Nobody waits at the start. The office does not keep up"));
    assert!(english.contains("Where the printers' open time goes state"));
    let waiting = format!("backlog.total = 9\nblanks.on_hand = 600{SMALL}");
    assert!(page(&projected(&waiting, 3), Lang::En).contains("Mental arithmetic: 9 residents"));
}

#[test]
fn the_mental_arithmetic_says_which_printers_it_counts_although_they_cannot_print() {
    let office = |printers: &str, site: &str| {
        let text = format!(
            "start = 2017-04-26\nhorizon = 2017-12-29\nbacklog.total = 900\nblanks.on_hand = 2000\nprinter.daily_limit = 10\n\
             [sites.Kantor]\nprinters = [{{}}, {printers}]\n[sites.Susut]\n{site}\n"
        );
        both(&projected(&text, 1))
    };
    let says_so = [
        "It counts 1 printer that cannot always print in that time.",
        "Hitungan itu memakai juga 1 alat cetak yang tidak selalu dapat mencetak selama waktu itu.",
    ];
    // 900 cards of 30 a day take 30 days, to 6 June.
    let away = |from: &str, to: &str| format!("{{ away = [{{ from = {from}, until = {to} }}] }}");
    does_not_say(&office("{}", ""), says_so);
    says(&office(&away("2017-06-06", "2017-06-20"), ""), says_so);
    does_not_say(&office(&away("2017-06-07", "2017-06-20"), ""), says_so);
    says(&office("{ arrives = 2017-04-27 }", ""), says_so);
    says(&office("{}", "upgrade = { done = 'never' }"), says_so);
    says(
        &office("{ overload = 5 }", ""),
        [
            "It leaves out the cards beyond the daily limit.",
            "Hitungan itu belum memasukkan kartu di atas batas harian.",
        ],
    );
}

#[test]
fn months_beyond_those_shown_are_told() {
    let years = |horizon: &str| {
        let text = format!("backlog.total = 900\nblanks.on_hand = 10{SMALL}");
        projected(&text.replace("2017-12-29", horizon), 1)
    };
    // April 2017 to March 2020 are 36 months.
    let shown = page(&years("2020-03-31"), Lang::En);
    assert!(!shown.contains("not shown here"), "{shown}");
    let cut = years("2020-05-29");
    assert!(page(&cut, Lang::En).contains("2 more months, up to May 2020, are not shown here"));
    assert!(
        page(&cut, Lang::Id).contains("2 bulan berikutnya, sampai Mei 2020, tidak ditampilkan")
    );
}

#[test]
fn shares_that_are_never_served_are_later_and_the_page_says_what_that_is() {
    let found = projected(
        &format!("backlog.total = 100\nblanks.on_hand = 85{SMALL}"),
        2,
    );
    let page = report::text::run(&found, Lang::En);
    let row = |share: &str| {
        let mut rows = page.lines().map(str::trim);
        rows.find(|line| line.starts_with(share))
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        row("80 %"),
        "80 %   Thu 27 April 2017   Thu 27 April 2017   Thu 27 April 2017"
    );
    assert_eq!(
        row("90 %").split_whitespace().skip(2).collect::<Vec<_>>(),
        ["later"; 3]
    );
    assert!(
        page.contains("  Later: after the horizon, 29 December 2017.\n"),
        "{page}"
    );
}

/// 100 residents on one printer: of two offices, one has 96 blanks at once and the rest late, the other prints less a day and lacks none.
#[test]
fn each_date_of_a_comparison_has_its_own_best() {
    let office = |name: &str, limit: u32, blanks: &str| {
        plan(&format!(
            "name = '{name}'\nbacklog.total = 100\n{}\n[blanks]\n{blanks}",
            SMALL.replace("daily_limit = 50", &format!("daily_limit = {limit}"))
        ))
    };
    let hasty = office(
        "hasty",
        50,
        "on_hand = 96\ndeliveries = [{ date = 2017-06-01, pieces = 10 }]",
    );
    let steady = office("steady", 25, "on_hand = 110");
    let compared = |plans: [&Plan; 2]| {
        let plans = plans.map(Clone::clone);
        compare(plans, &settings(4), &[], &Control::default()).unwrap()
    };
    let both = compared([&hasty, &steady]);
    assert_eq!((both.best_nearly_all, both.best), (Some(0), Some(1)));
    let text = report::compare::text(&both, Lang::En);
    let cells = |name: &str| {
        let row = text
            .lines()
            .find(|line| line.starts_with("  ") && line.trim().starts_with(name))
            .unwrap();
        row.split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        cells("hasty")[1..4],
        ["27 April 2017*", "1 June 2017", "1 June 2017"]
    );
    assert_eq!(
        cells("steady")[1..4],
        ["1 May 2017", "1 May 2017", "1 May 2017*"]
    );
    let said: Vec<&str> = text.split_whitespace().collect();
    let said = said.join(" ");
    assert!(
        said.contains("95 % are served soonest with hasty"),
        "{said}"
    );
    assert!(
        said.contains("The last resident is served soonest with steady"),
        "{said}"
    );
    let json: serde_json::Value = serde_json::from_str(&report::compare::json(&both)).unwrap();
    assert_eq!(
        (&json["best_95"], &json["best"]),
        (&"hasty".into(), &"steady".into())
    );
    // One that is soonest in both is said once, and where the last is never served, only the other date is compared.
    let slow = office("slow", 20, "on_hand = 110");
    let one = compared([&steady, &slow]);
    assert_eq!((one.best_nearly_all, one.best), (Some(0), Some(0)));
    assert!(report::compare::text(&one, Lang::En).contains("Soonest, for 95 % as for the last"));
    let short = office("short", 50, "on_hand = 96");
    let short = compared([&short, &slow]);
    assert_eq!((short.best_nearly_all, short.best), (Some(0), Some(1)));
}

#[test]
fn the_sum_without_a_program_is_told_the_blanks_that_are_there_by_then() {
    let late = "[blanks]\non_hand = 60\ndeliveries = [{ date = 2017-04-28, pieces = 15 }, { date = 2017-05-10, pieces = 900 }]";
    let found = projected(&format!("backlog.total = 100\n{SMALL}\n{late}"), 1);
    let english = page(&found, Lang::En);
    // Two days at 50 a day.
    let said = "100 residents / 50 cards a day = 2 working days, that is Thu 27 April 2017. It forgets that at most 60 blanks are there by then.";
    assert!(english.contains(said), "{english}");
}

#[test]
fn the_mean_of_days_that_not_all_futures_have_is_refused_with_what_to_ask_for() {
    let short = || plan(&format!("backlog.total = 100\nblanks.on_hand = 85{SMALL}"));
    let asked = |what: &str| -> Vec<DaysPrecision> { vec![what.parse().unwrap()] };
    let to = |what: &str| {
        project_to(
            &asked(what),
            short(),
            &settings(4000),
            &[],
            &Control::default(),
        )
    };
    let refused = to("0.25wd").unwrap_err();
    assert_eq!(
        refused.render(Lang::En),
        "--precision: the working days have no mean, because in 30 of 30 replications not everyone is served within the horizon; \
         the P50 of the date is after it too, so give a later horizon"
    );
    let said = "tanggal P50 pun sesudah batas waktu itu";
    assert!(refused.render(Lang::Id).contains(said));
    // Of 30 futures 5 are after the horizon: too many for the P90.
    let bangli = scenario::builtin("bangli").unwrap().plan;
    let mean = ["0.25wd".parse().unwrap()];
    let refused = project_to(&mean, bangli, &settings(4000), &[], &Control::default());
    let refused = refused.unwrap_err();
    for (lang, said) in [
        (Lang::En, "in 5 of 30 replications"),
        (Lang::En, "such as --precision p80=7d"),
        (Lang::Id, "seperti --precision p80=7d"),
    ] {
        assert!(refused.render(lang).contains(said), "{refused}");
    }
    // No number of replications would tell how precise a date after the horizon is.
    let late = to("p90=1d").unwrap();
    assert_eq!(late.replications, 30);
    let said = "is after the horizon, so how precise it is cannot be told";
    assert!(page(&late, Lang::En).contains(said));
}

#[test]
fn what_was_reached_of_a_precision_stands_on_the_page() {
    let asked = ["p50=4d".parse().unwrap(), "2wd".parse().unwrap()];
    let found = |most: u32| {
        let plan = scenario::builtin("bangli-declared").unwrap().plan;
        project_to(&asked, plan, &settings(most), &[], &Control::default()).unwrap()
    };
    let few = page(&found(20), Lang::En);
    assert!(
        few.contains("± 2 was asked for. Allow more simulations with -n"),
        "{few}"
    );
    let enough = found(4000);
    assert!(
        enough
            .precision
            .iter()
            .flatten()
            .all(|one| one.is_reached())
    );
    let english = page(&enough, Lang::En);
    assert!(english.contains("The date on which everyone is served at 50 % is known to within ±"));
    assert!(
        english.contains("working days at 95 % confidence, as asked (± 2)."),
        "{english}"
    );
    assert!(
        page(&enough, Lang::Id)
            .contains("hari kerja pada tingkat kepercayaan 95 %, sesuai permintaan (± 2).")
    );
}

#[test]
fn few_replications_are_told_and_a_law_that_all_kecamatan_share_is_told_once() {
    let found = |n| projected("extends = 'regency'\nhorizon = 2018-10-31", n);
    let english = page(&found(3), Lang::En);
    assert!(
        english.contains("So few replications give rough dates only"),
        "{english}"
    );
    assert_eq!(english.matches("as independent events vary").count(), 1);
    assert!(english.contains("Kota 23, Utara 14,"), "{english}");
    // Where all futures are one, few tell as much as many.
    let exact = page(&projected("extends = 'bangli-exact'", 3), Lang::En);
    assert!(!exact.contains("rough dates"), "{exact}");
}

/// Ribbons have the early, the middle and the late date of their end on the page, as blanks have; an office that does not count them
/// says nothing of them.
#[test]
fn the_end_of_the_ribbons_has_all_its_dates_on_the_page() {
    let office = "start = 2018-01-02\nhorizon = 2018-06-29\nbacklog.total = 3000\nblanks.on_hand = 9000\n[sites.A]\n";
    let ribbons = "[ribbons]\ndeliveries = [{ date = 2018-03-01, pieces = 20 }]\non_hand = 2\ncards_each = 'uniform(200, 600)'\n";
    let found = projected(&format!("{office}{ribbons}"), 40);
    let dates = found.measures.ribbons_out_on.quantiles;
    assert!(dates.p10 < dates.p90, "{dates:?}");
    for lang in [Lang::En, Lang::Id] {
        let page = page(&found, lang);
        for date in dates.each() {
            let date = cetak::words::date(lang, date.unwrap());
            assert!(page.contains(&date), "{date} is not in\n{page}");
        }
    }
    let head = "first without a ribbon";
    assert!(page(&found, Lang::En).contains(head));
    assert!(!page(&projected(office, 4), Lang::En).contains(head));
}
