//! `cetak find`: how far a value may go, with an exit code for "the answer is no".

use std::process::{Command, Output};

use serde_json::{Value, json};

fn cetak(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .arg("find")
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

/// A page with its lines joined.
fn flowing(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

const LIMIT: [&str; 9] = [
    "bangli-exact",
    "-n",
    "10",
    "--key",
    "printer.daily_limit",
    "--from",
    "60",
    "--to",
    "40",
];
const CLEARED: &str = "cleared by 2017-06-14 with 90 %";

/// 8,000 / (5 × 50) are 32 working days, until 14 June.
#[test]
fn the_answer_is_a_sentence_with_what_the_next_value_gives() {
    let (code, page, said) = cetak(&[&LIMIT[..], &["--goal", CLEARED]].concat());
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let page = flowing(&page);
    assert!(
        page.contains(
            "The smallest value with which everyone who waits at the start has a card by Wed 14 June 2017 in at least 90 % of futures is 50: all 10 futures; the 95 % confidence interval of that share is 72.2 % – 100.0 %. With the next, 49, it is none of 10 futures."
        ),
        "{page}"
    );
    assert!(page.starts_with("Bangli, exact: the daily limit of a printer from 60 to 40,"));
    assert!(page.contains("reaches it, of 10 "), "{page}");
    let goal = "tuntas sampai 2017-06-14 dengan 90 %";
    let (_, page, _) = cetak(&[&LIMIT[..], &["--goal", goal, "--lang", "id"]].concat());
    let page = flowing(&page);
    assert!(
        page.contains(
            "Nilai terkecil agar semua yang menunggu sejak awal sudah punya kartu pada Rabu, 14 Juni 2017 dalam sedikitnya 90 % kemungkinan adalah 50: seluruh 10 kemungkinan; selang kepercayaan 95 % untuk bagian itu 72,2 % – 100,0 %. Dengan nilai berikutnya, 49, hasilnya 0 dari 10 kemungkinan."
        ),
        "{page}"
    );
}

/// 4,000 blanks are gone on Friday 19 May; asked for on Monday 8 May, more come on Monday 22 May.
#[test]
fn the_latest_day_to_ask_for_blanks_is_a_date() {
    let lot = "blanks.deliveries=[{ asked = 2017-05-01, arrives_after = '14 d', pieces = 4000 }]";
    let sets = [
        "bangli-exact",
        "-n",
        "2",
        "--set",
        "blanks.on_hand=4000",
        "--set",
        lot,
    ];
    let key = ["--key", "blanks.deliveries[1].asked"];
    let ends = ["--from", "2017-04-26", "--to", "2017-06-06"];
    let goal = ["--goal", "no standstill until 2017-05-31 with 100 %"];
    let (code, page, _) = cetak(&[&sets[..], &key, &ends, &goal].concat());
    assert_eq!(code, Some(0));
    let page = flowing(&page);
    let answer = "The latest date with which printing does not stand still for want of blanks until Wed 31 May 2017 in at least 100 % of futures is Mon 8 May 2017: all 2 futures;";
    assert!(page.contains(answer), "{page}");
    assert!(
        page.contains("With the next, Tue 9 May 2017, it is none of 2 futures."),
        "{page}"
    );
}

#[test]
fn json_has_the_value_its_share_and_what_was_tried() {
    let (code, text, _) = cetak(&[&LIMIT[..], &["--goal", CLEARED, "--format", "json"]].concat());
    assert_eq!(code, Some(0));
    let found: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found["key"], "printer.daily_limit");
    assert_eq!(found["value"], 50);
    assert_eq!(found["probability"]["value"], 1.0);
    assert_eq!(found["monotone"], true);
    assert_eq!(
        found["goal"],
        json!({ "wanted": "cleared", "share": null, "date": "2017-06-14", "probability": 0.9 })
    );
    let tried = found["tried"].as_array().unwrap();
    assert_eq!(tried.len(), 21);
    assert_eq!(
        (&tried[0]["value"], &tried[20]["value"]),
        (&json!(60), &json!(40))
    );
    assert_eq!(tried[11]["value"], 49);
    assert_eq!(tried[11]["probability"]["value"], 0.0);
    let (_, csv, _) = cetak(&[&LIMIT[..], &["--goal", CLEARED, "--format", "csv"]].concat());
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[0],
        "key,value,reaches,found,probability,interval_low,interval_high"
    );
    assert!(
        lines[11].starts_with("printer.daily_limit,50,true,true,1,0.72"),
        "{csv}"
    );
    assert!(
        lines[12].starts_with("printer.daily_limit,49,false,false,0,0,"),
        "{csv}"
    );
}

#[test]
fn a_goal_that_no_value_reaches_ends_with_code_1() {
    let early = ["--goal", "cleared by 2017-05-02 with 10 %"];
    let (code, page, said) = cetak(&[&LIMIT[..], &early].concat());
    assert_eq!((code, said.as_str()), (Some(1), ""));
    let page = flowing(&page);
    assert!(
        page.contains("With no value from 60 to 40 is it so in a single future that everyone who waits at the start has a card by Tue 2 May 2017; at least 10 % of them were wanted."),
        "{page}"
    );
    let (code, text, _) = cetak(&[&LIMIT[..], &early, &["--format", "json"]].concat());
    assert_eq!(code, Some(1));
    let found: Value = serde_json::from_str(&text).unwrap();
    assert!(found["value"].is_null() && found["probability"].is_null());
    assert_eq!(found["tried"].as_array().unwrap().len(), 21);
}

#[test]
fn what_cannot_be_sought_is_refused_in_both_languages() {
    let find = |key, from, to, goal, lang| {
        let ends = ["--key", key, "--from", from, "--to", to, "--goal", goal];
        let (code, page, said) = cetak(&[&["bangli-exact", "--lang", lang], &ends[..]].concat());
        assert_eq!((code, page.as_str()), (Some(2), ""), "{said}");
        said
    };
    let limit = "printer.daily_limit";
    for (key, from, to, goal, english, indonesian) in [
        (
            limit,
            "1",
            "2",
            "clear by June",
            "--goal clear by June: wanted a goal such as \"cleared by 2017-07-28 with 90 %\"",
            "--goal clear by June: seharusnya sasaran seperti \"tuntas sampai 2017-07-28 dengan 90 %\"",
        ),
        (
            limit,
            "1",
            "2",
            "cleared by 2018-06-14 with 90 %",
            "--goal: Thu 14 June 2018 is outside the simulated days",
            "--goal: Kamis, 14 Juni 2018 di luar hari-hari simulasi",
        ),
        (
            limit,
            "1",
            "2 d",
            CLEARED,
            "--from, --to and --step: found 1 and 2 d",
            "--from, --to dan --step: ditemukan 1 dan 2 d",
        ),
        (
            limit,
            "-2",
            "-1",
            CLEARED,
            "--key: printer.daily_limit: found -2; wanted a whole number",
            "--key: printer.daily_limit: ditemukan -2; seharusnya bilangan bulat",
        ),
        (
            "printer.daily_limit=5",
            "1",
            "2",
            CLEARED,
            "--key printer.daily_limit=5: there is an equals sign",
            "--key printer.daily_limit=5: ada tanda sama dengan",
        ),
        (
            "blanks.deliveries[1].asked",
            "2017-05-01",
            "2017-05-02",
            CLEARED,
            "--key: blanks.deliveries: the scenario has no such list",
            "--key: blanks.deliveries: skenario tidak memuat daftar ini",
        ),
    ] {
        for (lang, part) in [("en", english), ("id", indonesian)] {
            let said = find(key, from, to, goal, lang);
            assert!(said.contains(part), "{part:?} is not in {said}");
        }
    }
    // Both values are wrong, and both are told.
    assert_eq!(find(limit, "-2", "-1", CLEARED, "en").lines().count(), 2);
}

/// Of the delivery of the baseline, 5,000 pieces do whatever more would do.
const PIECES: [&str; 7] = [
    "bangli",
    "-n",
    "60",
    "--step",
    "1000",
    "--key",
    "blanks.deliveries[1].pieces",
];
const RISING: [&str; 4] = ["--from", "1000", "--to", "10000"];
const FALLING: [&str; 4] = ["--from", "10000", "--to", "1000"];

/// The page on the pieces of the delivery, with its lines joined.
fn of_pieces(more: &[&str], goal: &str) -> String {
    let (_, page, _) = cetak(&[&PIECES[..], more, &["--goal", goal]].concat());
    flowing(&page)
}

#[test]
fn where_more_does_not_help_is_told() {
    let goal = "cleared by 2017-09-08 with 90 %";
    let page = of_pieces(&RISING, goal);
    assert!(
        page.contains("It comes nearest with 5,000: 41 of 50 futures (81.7 %). From 5,000 to 10,000 it is the same, 81.7 %; more than 5,000 does not raise it. The values tried"),
        "{page}"
    );
    // The key is told in words.
    assert!(
        page.starts_with(
            "Bangli, April 2017: how many blanks come with delivery 1 from 1,000 to 10,000,"
        ),
        "{page}"
    );
    assert!(!page.contains("blanks.deliveries"), "{page}");
    let page = of_pieces(&[&RISING[..], &["--lang", "id"]].concat(), goal);
    assert!(
        page.contains("tidak ada nilai yang mencapai sasaran ini: semua yang menunggu sejak awal sudah punya kartu pada Jumat, 8 September 2017 dalam sedikitnya 90 % kemungkinan. Yang paling mendekati adalah 5.000: 41 dari 50 kemungkinan (81,7 %). Dari 5.000 sampai 10.000 hasilnya sama: 81,7 %; lebih dari 5.000 tidak menaikkannya."),
        "{page}"
    );
    // Where more is what is asked for in vain, the last value that reaches the goal says so too.
    let page = of_pieces(&RISING, "cleared by 2017-09-29 with 90 %");
    assert!(
        page.contains("the other way round. From 5,000 to 10,000 it is the same, 98.3 %; more than 5,000 does not raise it."),
        "{page}"
    );
    // The best values come first: fewer are worse, and nothing is said of what would help.
    let page = of_pieces(&FALLING, goal);
    assert!(
        page.contains("From 10,000 to 5,000 it is the same, 81.7 %. The values tried"),
        "{page}"
    );
}

#[test]
fn the_values_between_which_the_answer_may_lie_are_those_of_the_intervals() {
    // 5,000 reaches 90 % with its whole interval, 4,000 may or may not, and 3,000 does not with any of it.
    let page = of_pieces(&FALLING, "cleared by 2017-09-29 with 90 %");
    assert!(
        page.contains(
            "With so few replications the answer may lie between 4,000 and 5,000. The values tried"
        ),
        "{page}"
    );
    let id = [&FALLING[..], &["--lang", "id"]].concat();
    let page = of_pieces(&id, "cleared by 2017-09-29 with 90 %");
    assert!(
        page.contains("Dengan simulasi sebanyak ini jawabannya bisa antara 4.000 dan 5.000."),
        "{page}"
    );
    // From here on it is certain.
    let page = of_pieces(&FALLING, "cleared by 2017-09-29 with 80 %");
    assert!(!page.contains("so few"), "{page}");
}

#[test]
fn where_fifty_futures_hide_the_difference_counts_are_told() {
    // 57 of 60 are 95 %, and fifty futures would show 48, which are 96 %.
    let page = of_pieces(&FALLING, "cleared by 2017-09-29 with 96 %");
    assert!(
        page.contains("With the next, 4,000, it is 57 of 60 futures."),
        "{page}"
    );
    assert!(page.contains("4,000 57 in 60"), "{page}");
}

#[test]
fn a_goal_of_those_who_wait_tells_nothing_where_nobody_does() {
    let nobody = ["--set", "backlog.total=0"];
    let goal = "served 95 % by 2017-09-29 with 90 %";
    let page = of_pieces(&[&FALLING[..], &nobody].concat(), goal);
    assert!(
        page.contains(
            "Nobody waits at the start, so this goal tells nothing apart. The values tried"
        ),
        "{page}"
    );
    let page = of_pieces(&[&FALLING[..], &nobody, &["--lang", "id"]].concat(), goal);
    assert!(
        page.contains(
            "Tidak ada warga yang menunggu sejak awal, jadi sasaran ini tidak membedakan apa pun."
        ),
        "{page}"
    );
    let standstill = "no standstill until 2017-09-29 with 90 %";
    let page = of_pieces(&[&FALLING[..], &nobody].concat(), standstill);
    assert!(!page.contains("Nobody waits"), "{page}");
}
