//! What a page says of the cause: only what happened in its futures, and nothing that a few of them, or one value of many, happen to show.

use cetak::scenario;

use super::support::{OFFICE, both, does_not_say, pages, says, whole};

/// Two sites that serve their own kecamatan, one of them with this upgrade.
fn two_sites(upgrade: &str) -> String {
    format!(
        "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own'\nbacklog.total = 400\nblanks.on_hand = 900\n[sites.Kota]\n[sites.Gunung]\nupgrade.done = {upgrade}\n"
    )
}

#[test]
fn what_only_some_futures_bring_is_no_fact() {
    let text = two_sites("{ one_of = [['never', 1], ['done', 1]], why = 'Unsure.' }");
    let found = whole(&text, 200);
    let never = found.outcomes.iter().filter(|r| r.never_served.len() == 1);
    let never = never.count() as f64 / 4.0;
    assert!(0.0 < never && never < 50.0, "{never}");
    let both = both(&found);
    let futures = format!("n {} ", never.round_ties_even());
    says(
        &both,
        [
            " residents of Gunung are never served: no site that may serve them will then ever print",
            " warga Gunung tidak pernah terlayani: dalam kemungkinan itu tidak ada tempat",
        ],
    );
    assert!(
        both[0].contains(&format!("{futures}of 50 futures")),
        "{}",
        both[0]
    );
    does_not_say(
        &both,
        ["Residents of Gunung are never", "Warga Gunung tidak pernah"],
    );
    says(
        &both,
        [
            "Gunung: the upgrade is not finished within the horizon. This is the mean or the likeliest choice of what nobody knows",
            "Gunung: pembaruan belum selesai pada batas waktu. Ini rata-rata atau pilihan yang paling mungkin dari hal yang belum diketahui",
        ],
    );
    // The days of those who are served either way are the same: it is the futures that it gains.
    says(
        &both,
        [
            "What helps most: all upgrades done at the start. With it 95 % are served by the horizon in all 50 futures, without it in",
            "Paling berpengaruh: semua pembaruan selesai sejak awal. Dengan langkah ini 95 % terlayani sebelum batas waktu dalam seluruh 50 kemungkinan; tanpa langkah ini dalam",
        ],
    );
    does_not_say(
        &pages(&two_sites("'never'"), 10),
        ["of what nobody knows", "dari hal yang belum diketahui"],
    );
}

#[test]
fn kecamatan_that_wait_for_ever_in_other_futures_are_not_mixed_up() {
    let text = two_sites("{ one_of = [['never', 1], ['done', 1]] }")
        + "[sites.Pantai]\nupgrade.done = { one_of = [['done', 1], ['never', 1]] }\n";
    does_not_say(
        &pages(&text, 40),
        ["are never served", "tidak pernah terlayani"],
    );
}

#[test]
fn warnings_are_right_whatever_an_unknown_value_turns_out_to_be() {
    let warnings = |text: &str| -> Vec<&'static str> {
        let read = scenario::parse(text, "written.toml", &[]).unwrap();
        read.warnings.iter().map(|one| one.kind()).collect()
    };
    assert_eq!(warnings(&two_sites("'never'")), ["nobody-serves"]);
    let unsure = two_sites("{ one_of = [['never', 1], ['done', 1]] }");
    assert!(warnings(&unsure).is_empty());
    let blanks = |backlog: &str| {
        format!(
            "backlog.total = {backlog}\nblanks.on_hand = {{ uncertain = 'uniform(600, 900)' }}\n{OFFICE}"
        )
    };
    assert!(warnings(&blanks("800")).is_empty());
    assert_eq!(warnings(&blanks("1000")), ["blanks-short"]);
}

#[test]
fn ribbons_that_came_after_a_drawn_time_are_too_few() {
    let office = |after: &str| {
        format!(
            "backlog.total = 2000\nblanks.on_hand = 4000\n{OFFICE}\n[ribbons]\non_hand = 2\ncards_each = 300\ndeliveries = [{{ asked = 2018-01-10, arrives_after = '{after}', pieces = 1 }}]\n"
        )
    };
    says(
        &pages(&office("uniform(5 d, 20 d)"), 12),
        [
            "the ribbons that come are too few",
            "tambahan ribbon yang datang terlalu sedikit",
        ],
    );
    says(
        &pages(&office("uniform(500 d, 900 d)"), 12),
        [
            "the ribbons are used up before more come",
            "ribbon habis sebelum tambahannya datang",
        ],
    );
}

#[test]
fn whom_nobody_serves_is_told_although_no_printer_has_anything_in_its_way() {
    let text = "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own'\nbacklog.total = 400\nblanks.on_hand = 900\n[kecamatan.Kota]\n[kecamatan.Kubu]\n[sites.Kota]\n";
    says(
        &pages(text, 10),
        [
            "Residents of Kubu are never served: no site that may serve them will ever print.",
            "Warga Kubu tidak pernah terlayani: tidak ada tempat",
        ],
    );
}

#[test]
fn a_few_futures_promise_nothing() {
    let few = pages("extends = 'regency'", 2);
    says(
        &few,
        [
            "So few futures promise nothing; ask for more with -n.",
            "Kemungkinan sesedikit itu belum menjanjikan apa-apa",
        ],
    );
    says(
        &few,
        [
            "Tried too seldom to tell:",
            "Terlalu jarang dicoba untuk tahu hasilnya:",
        ],
    );
    does_not_say(
        &few,
        ["this is the date to promise", "tanggal inilah yang aman"],
    );
    does_not_say(&few, ["Each dot", "titik"]);
    does_not_say(&few, ["does not move", "Tidak memajukan"]);
    // Without chance one future is like another.
    let fixed = pages(
        &format!("backlog.total = 300\nblanks.on_hand = 900\n{OFFICE}"),
        2,
    );
    says(
        &fixed,
        ["this is the date to promise", "tanggal inilah yang aman"],
    );
    says(&fixed, ["does not move", "Tidak memajukan"]);
}

#[test]
fn what_is_not_known_stands_with_its_mean_in_the_sum() {
    let text = format!(
        "backlog.total = {{ uncertain = 'uniform(300, 500)' }}\nblanks.on_hand = 900\n{OFFICE}"
    );
    says(
        &pages(&text, 20),
        [
            "It takes the mean, or the likeliest choice, of what nobody knows.",
            "Hitungan itu memakai rata-rata, atau pilihan yang paling mungkin",
        ],
    );
}

/// With blanks enough the same upgrades bring the date forward.
#[test]
fn sooner_printers_that_use_up_the_blanks_for_others_say_so() {
    let found = pages("extends = 'bangli-arrivals-60'\nbacklog.total = 10000", 300);
    says(
        &found,
        [
            "The date by which 95 % are served becomes later with: all upgrades done at the start. The same blanks then go to other residents first.",
            "Tanggal 95 % terlayani justru mundur dengan: semua pembaruan selesai sejak awal. Blangko yang sama lalu habis lebih dulu untuk warga lain.",
        ],
    );
    let enough = pages("extends = 'bangli-arrivals-60'\nblanks.on_hand = 60000", 50);
    does_not_say(&enough, ["The same blanks then", "Blangko yang sama lalu"]);
}

#[test]
fn a_suket_that_ends_on_the_day_of_the_card_is_not_said_to_end_before_it() {
    let text = format!("backlog.total = 300\nblanks.on_hand = 900\n{OFFICE}");
    says(
        &pages(&text, 2),
        [
            "suket expired by the card's day",
            "suket kedaluwarsa pada hari kartu jadi",
        ],
    );
}
