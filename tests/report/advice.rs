//! What a page advises, and what it says of causes: each sentence where it is true, and not where it is not.

use cetak::experiment::Control;
use cetak::experiment::Settings;
use cetak::projection::{Asker, compare, more_blanks, project, promise, promises};
use cetak::report;
use cetak::scenario;
use cetak::words::Lang;
use jiff::civil::date;

use super::support::{
    OFFICE, both, does_not_say, page, pages, plan, projected, says, settings, whole, words,
};

#[test]
fn a_number_of_more_blanks_is_tried_before_it_is_named() {
    let office = |on_hand: u32, more: &str| {
        format!(
            "backlog.total = 1000\nblanks.on_hand = {on_hand}\nprinter.spoilage = 0.1\n{more}{OFFICE}"
        )
    };
    let with = |pieces: u32| {
        let found = projected(&office(pieces, ""), 400);
        found.measures.cleared_on.share.fraction
    };
    // Where nothing is printed, misprints are counted as well.
    for on_hand in [1000, 0] {
        let found = whole(&office(on_hand, ""), 400);
        let pieces = found.more_blanks.as_ref().unwrap().pieces;
        let (enough, half) = (with(on_hand + pieces), with(on_hand + pieces / 2));
        assert!(enough >= 0.9 && half == 0.0, "{pieces} {enough} {half}");
        // Rounded up to two digits, and no more than a tenth above what is needed.
        assert!(with(on_hand + pieces * 8 / 10) < 0.9, "{pieces}");
        let pages = both(&found);
        let number = pieces.to_string();
        says(
            &pages,
            [
                &format!(
                    "Some {} more blanks are needed: simulated with them",
                    thousands(&number, ",")
                ),
                &format!(
                    "Masih diperlukan sekitar {} keping blangko",
                    thousands(&number, ".")
                ),
            ],
        );
    }
    assert_eq!(whole(&office(2000, ""), 20).more_blanks, None);
    // Other seeds ask for about as many.
    let asked = |seed: u64| {
        let text = office(1000, "");
        let settings = Settings {
            seed,
            ..settings(400)
        };
        let found = project(plan(&text), &settings, &[], &Control::default()).unwrap();
        more_blanks(&found, None, &Control::default())
            .unwrap()
            .unwrap()
            .pieces
    };
    assert!(
        (1..6)
            .map(asked)
            .all(|pieces| (120..=160).contains(&pieces))
    );
}

fn thousands(number: &str, mark: &str) -> String {
    match number.len() {
        0..=3 => number.to_owned(),
        n => format!("{}{mark}{}", &number[..n - 3], &number[n - 3..]),
    }
}

#[test]
fn more_blanks_are_not_advised_where_they_do_not_help() {
    // Printers and blanks are short: 50 a day serve 1,000 in twenty days, and there are eighteen.
    let short = format!("backlog.total = 1000\nblanks.on_hand = 500\n{OFFICE}")
        .replace("2018-06-29", "2018-01-24");
    let found = pages(&short, 20);
    says(
        &found,
        [
            "Blanks alone are not enough: simulated with 500 more on hand from the start, everyone who waits at the start is served by the horizon only in none of 20 futures.",
            "Tambahan blangko saja belum cukup: dengan 500 keping lagi sejak awal",
        ],
    );
    // As many as are wanted are on their way.
    let late = format!(
        "backlog.total = 1000\nblanks.on_hand = 500\nblanks.deliveries = [{{ asked = 2018-02-01, arrives_after = '300 d', pieces = 900 }}]\n{OFFICE}"
    );
    let found = pages(&late, 20);
    says(
        &found,
        [
            "Only blanks that come sooner help.",
            "Yang menolong hanya blangko yang datang lebih awal.",
        ],
    );
    does_not_say(
        &found,
        ["more blanks are needed", "Masih diperlukan sekitar"],
    );
    // Each site has its own.
    let split = "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own'\nbacklog.total = 300\n[blanks]\non_hand = 200\nheld = 'by-site'\nallotment = { A = 3, B = 1 }\n[sites.A]\n[sites.B]\n";
    let lack = |sites: &str| {
        [
            format!("More blanks help only at the sites that lack them: {sites}."),
            format!("Tambahan blangko hanya menolong di tempat yang kekurangan: {sites}."),
        ]
    };
    let of_b = lack("B");
    says(&pages(split, 20), [&of_b[0], &of_b[1]]);
    // Where all lack them, it does not matter which.
    let of_all = lack("A, B");
    does_not_say(
        &pages(&split.replace("A = 3", "A = 1"), 20),
        [&of_all[0], &of_all[1]],
    );
}

#[test]
fn whom_no_site_will_ever_serve_is_told_so_and_blanks_are_not_blamed() {
    let office = |upgrade: &str| {
        format!(
            "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own'\nbacklog.total = 400\nblanks.on_hand = 90\n[sites.Kota]\n[sites.Gunung]\nupgrade.done = {upgrade}\n"
        )
    };
    let found = pages(&office("'never'"), 10);
    says(
        &found,
        [
            "Residents of Gunung are never served: no site that may serve them will ever print.",
            "Warga Gunung tidak pernah terlayani: tidak ada tempat",
        ],
    );
    // Blanks that are never short do not bring nearly all their card.
    does_not_say(
        &found,
        ["more blanks are needed", "Masih diperlukan sekitar"],
    );
    does_not_say(
        &pages(&office("2018-01-03"), 10),
        ["are never served", "tidak pernah terlayani"],
    );
    let pooled = office("'never'").replace("'own'", "'pooled'");
    does_not_say(
        &pages(&pooled, 10),
        ["are never served", "tidak pernah terlayani"],
    );
}

#[test]
fn blanks_that_lie_at_another_site_are_not_too_few() {
    let text = "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own'\nbacklog.total = 300\n\
        [blanks]\non_hand = 150\nheld = 'by-site'\nallotment = { A = 3, B = 1 }\n\
        deliveries = [{ date = 2018-02-05, pieces = 100, site = 'A' }, { date = 2018-03-05, pieces = 100 }]\n[sites.A]\n[sites.B]\n";
    let found = pages(text, 60);
    says(
        &found,
        [
            "while others still have some. Moving blanks from site to site was tried, and helps.",
            "sedangkan tempat lain masih punya. Pemindahan blangko antartempat sudah dicoba, dan menolong.",
        ],
    );
    // B lacks blanks from January to March and again from April on, and A never does.
    says(
        &found,
        [
            "Sites run out of blanks while residents wait for them in all 50 futures; in all 50 futures printing stands still for a day or more at one of them or several, 127 working",
            "Ada tempat yang kehabisan blangko sementara warganya menunggu dalam seluruh 50 kemungkinan; dalam seluruh 50 kemungkinan pencetakan di satu tempat atau lebih sampai terhenti sehari atau lebih, rata-rata 127 hari",
        ],
    );
    says(
        &found,
        [
            " B 1 50 Tue 2 January 2018 43 43",
            " B 1 50 Selasa, 2 Januari 2018 43 43",
        ],
    );
    let with_enough = pages(&text.replace("A = 3, B = 1", "A = 1, B = 1"), 5);
    does_not_say(
        &with_enough,
        ["was tried, and helps", "sudah dicoba, dan menolong"],
    );
    does_not_say(&found, ["come are too few", "datang terlalu sedikit"]);
}

#[test]
fn blanks_that_come_on_the_last_day_come_too_late() {
    let text = format!(
        "backlog.total = 1000\nblanks.on_hand = 900\nblanks.deliveries = [{{ date = 2018-06-29, pieces = 5000 }}]\n{OFFICE}"
    );
    let found = pages(&text, 5);
    says(
        &found,
        [
            "the blanks are used up before more come",
            "blangko habis sebelum tambahannya datang",
        ],
    );
    does_not_say(&found, ["What stops it: time", "Penyebabnya: waktu"]);
}

#[test]
fn a_queue_in_balance_is_not_said_to_grow() {
    let text =
        format!("backlog.total = 0\nblanks.on_hand = 60000\narrivals.per_day = 49.5\n{OFFICE}");
    let found = projected(&text, 100);
    // In half of the futures it happens to be longer at the end.
    assert_eq!(found.holding.holds, Some(false));
    let both = both(&found);
    says(
        &both,
        [
            "It cannot be told whether the queue grows or shrinks at the end: over the last 60 open days 4",
            "belum dapat dipastikan apakah antrean bertambah atau berkurang: dalam 60 hari buka terakhir, setiap hari 4",
        ],
    );
    does_not_say(&both, ["does not keep up", "tidak sanggup mengimbangi"]);
    does_not_say(&both, ["To keep up", "Supaya antrean"]);
}

#[test]
fn a_queue_that_fell_before_grows_since_then_and_ribbons_are_no_lack_of_printers() {
    // 40 a day are recorded from Tuesday 2 January on; no blanks until Friday 2 March, and the last of 14 ribbons of 500 is used up in autumn.
    let text = "start = 2018-01-02\nhorizon = 2019-03-29\nbacklog.total = 100\narrivals.per_day = 40\nprinter.daily_limit = 150\n\
        [sites.Kantor]\noffice = true\n[blanks]\non_hand = 1000\ndeliveries = [{ date = 2018-03-02, pieces = 40000 }]\n[ribbons]\non_hand = 14\ncards_each = 500\n";
    let found = projected(text, 20);
    let since = found.holding.grows_since.unwrap();
    assert!(
        since > date(2018, 8, 1) && since < date(2018, 12, 1),
        "{since}"
    );
    let both = both(&found);
    says(
        &both,
        [
            "The office does not keep up, for there are no ribbons:",
            "Kantor tidak sanggup mengimbangi perekaman baru karena ribbon habis:",
        ],
    );
    does_not_say(&both, ["To keep up, ", "Supaya antrean"]);
    let enough = projected(&text.replace("on_hand = 14", "on_hand = 90"), 20);
    assert_eq!(enough.holding.holds, Some(true));
}

#[test]
fn a_lack_of_blanks_in_the_futures_that_grow_is_told_with_what_a_day_takes() {
    // Half of the futures have enough blanks for the year.
    let text = format!(
        "backlog.total = 0\narrivals.per_day = 40\nprinter.spoilage = 0.1\nblanks.on_hand = {{ one_of = [[3000, 1], [9000, 1]], why = 'Not counted.' }}\n{OFFICE}"
    );
    let found = projected(&text, 60);
    let both = both(&found);
    says(
        &both,
        [
            "The office does not keep up, for there are no blanks:",
            "Kantor tidak sanggup mengimbangi perekaman baru karena blangko habis:",
        ],
    );
    says(
        &both,
        [
            "To keep up, 45 blanks a working day are needed, misprints included.",
            "Supaya antrean tidak bertambah, perlu 45 keping blangko setiap hari kerja",
        ],
    );
}

#[test]
fn a_campaign_at_the_end_is_no_growth() {
    let text = "start = 2018-01-02\nhorizon = 2018-12-28\nbacklog.total = 300\nblanks.on_hand = 20000\nprinter.daily_limit = 40\n[arrivals]\nper_day = 30\nuntil = 2018-06-29\n\
        campaigns = [{ date = 2018-12-18, kecamatan = 'A', recordings = 3000 }]\n[sites.A]\n";
    let found = projected(text, 20);
    let both = both(&found);
    says(
        &both,
        [
            "because of those whom the last campaigns have recorded.",
            "karena warga yang direkam dalam jemput bola terakhir.",
        ],
    );
    does_not_say(&both, ["does not keep up", "tidak sanggup mengimbangi"]);
}

#[test]
fn more_cards_are_not_asked_for_where_blanks_or_residents_are_lacking() {
    let text = "start = 2018-01-02\nhorizon = 2018-12-28\nrouting = 'own'\nbacklog.total = 100\nkecamatan.Utara.recordings = 15\nkecamatan.Selatan.recordings = 14\n\
        printer.daily_limit = 20\n[blanks]\non_hand = 6000\nheld = 'by-site'\nallotment = { Utara = 9, Selatan = 1 }\n[sites.Utara]\n[sites.Selatan]\n";
    let found = pages(text, 5);
    says(
        &found,
        [
            "The office does not keep up, for some sites have no blanks:",
            "Kantor tidak sanggup mengimbangi perekaman baru karena sebagian tempat kehabisan blangko:",
        ],
    );
    does_not_say(&found, ["To keep up", "Supaya antrean"]);
}

#[test]
fn blanks_that_were_never_there_are_not_used_up() {
    let none = pages(
        &format!("backlog.total = 100\nblanks.on_hand = 0\narrivals.per_day = 10\n{OFFICE}"),
        20,
    );
    says(
        &none,
        [
            "there are no blanks at the start, and none are to come",
            "tidak ada blangko sejak awal, dan tidak ada tambahan",
        ],
    );
    says(
        &none,
        ["for there are no blanks: in", "karena blangko habis: dalam"],
    );
    does_not_say(
        &none,
        [
            "used up, and no more",
            "blangko habis, dan tidak ada tambahan",
        ],
    );
    says(
        &none,
        [
            "P50, the median after the horizon (29 June 2018) –",
            "P50, nilai tengah setelah batas waktu (29 Juni 2018) –",
        ],
    );
}

#[test]
fn a_site_that_runs_out_while_others_have_blanks_is_named() {
    let office = |held: &str| {
        format!(
            "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own'\nbacklog.total = 1000\n[blanks]\non_hand = 1300\n{held}\n[sites.A]\n[sites.B]\n"
        )
    };
    let split = pages(&office("held = 'by-site'\nallotment = { A = 4, B = 1 }"), 5);
    says(
        &split,
        [
            "as a whole does not run out, but B runs out",
            "tidak sampai habis, tetapi B kehabisan blangko sementara tempat lain masih punya",
        ],
    );
    does_not_say(
        &pages(&office(""), 5),
        [
            "while others still have",
            "sementara tempat lain masih punya",
        ],
    );
}

#[test]
fn ribbons_that_came_and_are_too_few_did_not_come_late() {
    let office = |deliveries: &str| {
        let ribbons = format!("[ribbons]\non_hand = 2\ncards_each = 300\n{deliveries}\n");
        format!("backlog.total = 2000\nblanks.on_hand = 4000\n{OFFICE}\n{ribbons}")
    };
    let came = pages(
        &office("deliveries = [{ date = 2018-01-10, pieces = 1 }]"),
        5,
    );
    says(
        &came,
        [
            "the ribbons that come are too few",
            "tambahan ribbon yang datang terlalu sedikit",
        ],
    );
    let late = pages(
        &office("deliveries = [{ asked = 2018-05-02, arrives_after = '90 d', pieces = 9 }]"),
        5,
    );
    says(
        &late,
        [
            "the ribbons are used up before more come",
            "ribbon habis sebelum tambahannya datang",
        ],
    );
    let none = pages(&office(""), 5);
    says(
        &none,
        [
            "the ribbons are used up, and no more are to come",
            "ribbon habis, dan tidak ada tambahan",
        ],
    );
    says(
        &none,
        [
            "A printer lacks a ribbon in",
            "Ada alat cetak yang kehabisan ribbon",
        ],
    );
}

#[test]
fn an_office_that_does_not_keep_up_is_told_how_many_cards_it_lacks() {
    let office = |per_day: u32| {
        format!(
            "backlog.total = 200\nblanks.on_hand = 60000\narrivals.per_day = {per_day}\n{OFFICE}"
        )
    };
    let over = pages(&office(80), 30);
    says(
        &over,
        [
            "To keep up, at least 30 more cards a working day are needed",
            "Supaya antrean tidak bertambah, perlu sedikitnya 30 kartu lagi setiap hari kerja",
        ],
    );
    // From the first day on.
    says(
        &over,
        [
            "the queue has grown since Wed 3 January 2018",
            "antrean bertambah sejak Rabu, 3 Januari 2018",
        ],
    );
    says(
        &over,
        [
            "The longest queue, median over the futures: about",
            "Antrean terpanjang, nilai tengah semua kemungkinan: sekitar",
        ],
    );
    says(
        &over,
        [
            "It leaves out 80 new recordings a day",
            "belum memasukkan 80 perekaman baru sehari",
        ],
    );
    let under = pages(&office(40), 30);
    does_not_say(&under, ["To keep up", "Supaya antrean"]);
    does_not_say(&under, ["The longest queue", "Antrean terpanjang"]);
}

#[test]
fn the_queue_grows_since_the_blanks_ended() {
    let text = format!("backlog.total = 0\nblanks.on_hand = 1500\narrivals.per_day = 30\n{OFFICE}");
    let found = projected(&text, 60);
    let since = found.holding.grows_since.unwrap();
    let last = found.measures.blanks_out_on.quantiles;
    assert!(
        last.p10 <= Some(since) && Some(since) <= last.p90,
        "{since} {last:?}"
    );
}

#[test]
fn the_values_most_worth_finding_out_are_named() {
    let text = "extends = 'bangli'";
    let found = whole(text, 300);
    let mut shares = found.spread.clone().unwrap().by_unknown;
    shares.sort_by(|a, b| b.share.total_cmp(&a.share));
    assert_eq!(shares[0].key, "backlog.total");
    says(
        &both(&found),
        [
            "Most worth finding out, with its share of that difference: how many residents wait at the start (",
            "Yang paling perlu dicari tahu, dengan bagiannya dalam perbedaan itu: jumlah warga yang menunggu pada awal simulasi (",
        ],
    );
    // Nearly all are served before the horizon in half of the futures, and in no nine of ten.
    says(
        &both(&found),
        [
            "In half of the futures nearly all of them, 95 %, have a card by",
            "Dalam separuh kemungkinan, 95 % dari mereka sudah memegang kartu paling lambat",
        ],
    );
}

#[test]
fn equal_assumptions_are_told_once() {
    let site = |name: &str| format!("[sites.{name}]\nupgrade.done = 'lognormal(10 wd, 1.8)'\n");
    let campaign = "{ date = 2018-02-01, kecamatan = 'Kantor', recordings = 90 }, { date = 2018-02-02, kecamatan = 'Kantor', recordings = 90 }";
    let text = format!(
        "backlog.total = 300\nblanks.on_hand = 900\narrivals.campaigns = [{campaign}]\n{OFFICE}{}{}[sites.C]\nupgrade.done = 'lognormal(9 wd, 1.8)'\n\
         [sites.D]\nprinters = [{{ daily_limit = 9, arrives = 2018-01-15, spoilage = {{ uncertain = 'uniform(0.005, 0.03)', why = 'Belum dihitung' }} }}, \
         {{ daily_limit = 9, arrives = 2018-01-15, spoilage = {{ uncertain = 'uniform(0.005, 0.03)', why = 'Belum dihitung' }} }}]\n",
        site("A"),
        site("B")
    );
    let found = pages(&text, 5);
    says(
        &found,
        [
            "A, B: each on the new application after",
            "A, B: masing-masing memakai aplikasi baru setelah",
        ],
    );
    says(
        &found,
        [
            "C: on the new application after",
            "C: memakai aplikasi baru setelah",
        ],
    );
    says(
        &found,
        [
            "2 campaigns in Kantor record 90 residents each: Thu 1 February 2018, Fri 2 February 2018",
            "2 kali jemput bola di Kantor, masing-masing merekam 90 warga",
        ],
    );
    // Both printers at once, with a share as a percentage and a reason that ends with a stop.
    says(
        &found,
        [
            ", each any from 0.5 % to 3 %, equally likely. Belum dihitung. [",
            ", masing-masing antara 0,5 % dan 3 %, semuanya sama besar peluangnya. Belum dihitung. [",
        ],
    );
    // Whose printers are not there from the start.
    says(
        &found,
        [
            "2 at D: It is there from Mon 15 January 2018",
            "2 di D: Alat tersedia mulai Senin, 15 Januari 2018",
        ],
    );
    let [english, _] = &found;
    for once in ["each on the new application", "2 at D: It is there"] {
        assert_eq!(english.matches(once).count(), 1, "{once}");
    }
}

#[test]
fn a_kecamatan_without_a_site_is_told_where_it_is_served() {
    let text = "start = 2018-01-02\nhorizon = 2018-06-29\nrouting = 'own'\nbacklog.total = 300\nblanks.on_hand = 900\n\
        [sites.Kantor]\noffice = true\nkecamatan = 'Susut'\n[kecamatan.Susut]\n[kecamatan.Kintamani]\n";
    says(
        &pages(text, 2),
        [
            "Kintamani, without a site of its own, is served at the office",
            "Kintamani, yang tidak punya tempat pencetakan sendiri, dilayani di kantor dinas",
        ],
    );
}

#[test]
fn stock_outs_are_as_frequent_in_the_sentence_as_in_the_table() {
    let found = projected("extends = 'bangli'", 200);
    let times = found.measures.stockouts_count.nonzero;
    assert!(times > found.measures.stockouts_days.nonzero);
    let first = &found.stock_outs[0].dates.share;
    assert_eq!((first.fraction * 200.0).round() as u32, times);
    let english = page(&found, Lang::En);
    let share = format!("({} %)", f64::from(times) / 2.0);
    assert!(
        english.contains(&format!("of 50 futures {share}; in ")),
        "{english}"
    );
}

#[test]
fn counts_that_were_never_above_zero_have_no_interval() {
    let never = projected(
        &format!("backlog.total = 100\nblanks.on_hand = 900\n{OFFICE}"),
        60,
    );
    let found = page(&never, Lang::En);
    assert!(found.contains("cards misprinted 0 – 0 0 0"), "{found}");
    // JSON and CSV know what the page knows.
    assert_eq!(never.measures.spoiled.mean.ci95, None);
    assert!(never.measures.printed.mean.ci95.is_some());
    let spoilt = page(
        &projected(
            &format!(
                "backlog.total = 100\nblanks.on_hand = 900\nprinter.spoilage = 0.0005\n{OFFICE}"
            ),
            60,
        ),
        Lang::En,
    );
    assert!(
        spoilt.contains("Above 0 only in ") && !spoilt.contains("cards misprinted 0 – 0 0 0"),
        "{spoilt}"
    );
}

#[test]
fn how_many_are_served_by_a_date_is_no_fraction_of_a_range() {
    let known = pages(
        &format!("backlog.total = 1000\nblanks.on_hand = 2000\n{OFFICE}"),
        20,
    );
    says(
        &known,
        [
            "By Wed 31 January 2018: 1,000 of 1,000 have a card in half of the futures, and all of them in",
            "dalam separuh kemungkinan 1.000 dari 1.000 warga",
        ],
    );
    let unknown = format!(
        "backlog.total = {{ uncertain = 'uniform(900, 1100)' }}\nblanks.on_hand = 2000\n{OFFICE}"
    );
    let unknown = pages(&unknown, 20);
    says(
        &unknown,
        [
            "residents have a card (P10 – P90: 9",
            "warga sudah memegang kartu (P10 – P90: 9",
        ],
    );
}

#[test]
fn nobody_served_anywhere_is_told_so() {
    let found = pages(
        &format!("backlog.total = 100\nblanks.on_hand = 0\n{OFFICE}[sites.Timur]\n"),
        2,
    );
    says(
        &found,
        [
            "At the end no kecamatan has a card yet",
            "Pada akhir simulasi belum ada kecamatan yang terlayani",
        ],
    );
}

#[test]
fn printers_that_wait_for_residents_are_no_obstacle_where_nobody_waits() {
    let found = pages(
        &format!("backlog.total = 0\nblanks.on_hand = 9000\narrivals.per_day = 10\n{OFFICE}"),
        5,
    );
    says(
        &found,
        [
            "No main obstacle: the printers wait for residents",
            "Tidak ada penghambat utama: alat cetak menunggu warga",
        ],
    );
    does_not_say(
        &found,
        ["Main obstacle: nobody", "Penghambat utama: tidak ada warga"],
    );
}

#[test]
fn a_comparison_says_in_how_many_futures_each_is_sooner_and_who_does_not_keep_up() {
    let office = |name: &str, limit: u32| {
        plan(&format!(
            "name = '{name}'\nbacklog.total = 400\nblanks.on_hand = 60000\narrivals.per_day = 60\nprinter.daily_limit = {limit}\nstart = 2018-01-02\nhorizon = 2018-06-29\n[sites.Kantor]\n"
        ))
    };
    let plans = [office("slow", 50), office("fast", 100)];
    let found = compare(plans, &settings(20), &[], &Control::default()).unwrap();
    let both = [Lang::En, Lang::Id].map(|lang| words(&report::compare::text(&found, lang)));
    says(
        &both,
        [
            "fast against slow: 95 % are served sooner in all 20 futures; at the same time / later: 0 / 0.",
            "fast dibanding slow: 95 % terlayani lebih cepat dalam seluruh 20 kemungkinan; sama / lebih lambat: 0 / 0.",
        ],
    );
    says(
        &both,
        [
            "still grows at the end: slow.",
            "masih bertambah pada akhir simulasi: slow.",
        ],
    );
    says(
        &both,
        ["20 / 0 / 0 83.9 % – 100.0 %", "20 / 0 / 0 83,9 % – 100,0 %"],
    );
}

#[test]
fn dates_of_those_who_wait_at_the_start_do_not_compare_offices_in_which_nobody_does() {
    let office = |name: &str, total: u32| {
        plan(&format!(
            "name = '{name}'\nbacklog.total = {total}\nblanks.on_hand = 900\narrivals.per_day = 10\n{OFFICE}"
        ))
    };
    let found = compare(
        [office("none", 0), office("some", 100)],
        &settings(10),
        &[],
        &Control::default(),
    )
    .unwrap();
    assert_eq!((found.best, found.best_nearly_all), (None, None));
    let both = [Lang::En, Lang::Id].map(|lang| words(&report::compare::text(&found, lang)));
    says(
        &both,
        [
            "Nobody waits at the start in at least one of them",
            "Sedikitnya dalam satu skenario tidak ada yang menunggu sejak awal",
        ],
    );
    let found = compare(
        [office("one", 90), office("some", 300)],
        &settings(10),
        &[],
        &Control::default(),
    )
    .unwrap();
    assert_eq!(found.best, Some(0));
}

#[test]
fn what_does_not_fit_is_named() {
    let observed = "[[observations]]\nfrom = 2018-01-02\nuntil = 2018-01-05\ntotal = 900\n[[observations]]\nfrom = 2018-01-08\nuntil = 2018-01-08\ntotal = 50\n";
    let found = pages(
        &format!("backlog.total = 1000\nblanks.on_hand = 2000\n{OFFICE}{observed}"),
        5,
    );
    says(
        &found,
        [
            "the assumptions do not explain it: Tue 2 January 2018 to Fri 5 January 2018.",
            "asumsi yang dipakai belum menjelaskannya: Selasa, 2 Januari 2018 sampai Jumat, 5 Januari 2018.",
        ],
    );
}

#[test]
fn a_promise_has_its_quantiles_and_equal_days_of_a_board_share_a_row() {
    let office = || plan("extends = 'bangli'");
    let asker = Asker {
        kecamatan: "Susut".to_owned(),
        recorded: date(2017, 2, 1),
        suket: true,
    };
    let one = promise(office(), &asker, &settings(60), &Control::default()).unwrap();
    let both = [Lang::En, Lang::Id].map(|lang| words(&report::promise::text(&one, lang)));
    let [p10, _, p90] = one.list[0].printed_on.quantiles.each().map(Option::unwrap);
    assert!(p10 < p90);
    says(&both, ["card printed by", "kartu tercetak paling lambat"]);
    let english = words(&format!("P10 {}", p10.strftime("%a %-d %B %Y")));
    assert!(both[0].contains(&english), "{english} {}", both[0]);
    let exact = promises(
        plan("extends = 'bangli-exact'"),
        &settings(1),
        &Control::default(),
    )
    .unwrap();
    let table = report::promise::board(&exact, Lang::En);
    // Each date of recording stands in one row, in order.
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| line.contains(" 2016 ") || line.contains(" 2017 "))
        .collect();
    assert!(
        rows.iter().any(|row| row.trim_start().starts_with("1 – ")),
        "{table}"
    );
    let dates: std::collections::BTreeSet<_> = exact.list.iter().map(|one| one.recorded).collect();
    assert!(
        rows.len() < dates.len(),
        "{} rows of {} dates",
        rows.len(),
        dates.len()
    );
    says(
        &[Lang::En, Lang::Id].map(|lang| words(&report::promise::board(&exact, lang))),
        [
            "It holds those who wait at the start, recorded up to",
            "Tabel ini berlaku bagi warga yang menunggu sejak awal, yang direkam sampai",
        ],
    );
    let nobody = promises(
        plan(&format!("backlog.total = 0\nblanks.on_hand = 9\n{OFFICE}")),
        &settings(1),
        &Control::default(),
    )
    .unwrap();
    says(
        &[Lang::En, Lang::Id].map(|lang| words(&report::promise::board(&nobody, lang))),
        ["so this table is empty", "jadi tabel ini kosong"],
    );
    let later = promises(
        plan(&format!(
            "backlog.total = 0\nblanks.on_hand = 9999\narrivals.per_day = 20\n{OFFICE}"
        )),
        &settings(1),
        &Control::default(),
    )
    .unwrap();
    says(
        &[Lang::En, Lang::Id].map(|lang| words(&report::promise::board(&later, lang))),
        [
            "those recorded later, up to Fri 29 June 2018.",
            "yang direkam sesudahnya, sampai Jumat, 29 Juni 2018.",
        ],
    );
}

#[test]
fn remedies_are_told_as_pairs_and_what_their_days_leave_out() {
    let found = pages("extends = 'bangli'", 100);
    says(
        &found,
        ["15 / 5 / 0 53.1 % – 88.8 %", "15 / 5 / 0 53,1 % – 88,8 %"],
    );
    says(
        &found,
        [
            "are served both with the remedy and without it",
            "baik dengan maupun tanpa langkah itu",
        ],
    );
    let all = pages("extends = 'bangli-declared'", 100);
    does_not_say(
        &all,
        [
            "are served both with the remedy and without it",
            "baik dengan maupun tanpa langkah itu",
        ],
    );
}

#[test]
fn a_remedy_that_takes_the_blanks_of_others_says_why_it_is_later() {
    let found = pages("extends = 'regency'", 200);
    says(
        &found,
        [
            "The date by which 95 % are served becomes later with:",
            "Tanggal 95 % terlayani justru mundur dengan:",
        ],
    );
    says(
        &found,
        [
            "The same blanks then go to other residents first",
            "Blangko yang sama lalu habis lebih dulu untuk warga lain",
        ],
    );
}

#[test]
fn where_nothing_helps_nothing_is_advised() {
    // All are served on the first day.
    let found = pages(
        &format!("backlog.total = 40\nblanks.on_hand = 90\n{OFFICE}"),
        20,
    );
    says(
        &found,
        [
            "None of these certainly brings the date forward.",
            "Tidak satu pun pasti memajukan tanggalnya.",
        ],
    );
    does_not_say(&found, ["What helps most", "Paling berpengaruh"]);
    let slow = pages(
        &format!("backlog.total = 600\nblanks.on_hand = 900\n{OFFICE}"),
        20,
    );
    says(
        &slow,
        [
            "What helps most: ten more cards a day on each printer, with their wear.",
            "Paling berpengaruh: sepuluh keping lagi sehari pada setiap alat, meski alat lebih cepat aus.",
        ],
    );
}

#[test]
fn what_the_last_ones_wait_for_is_told_even_if_it_is_not_what_delays_most() {
    let text = format!(
        "backlog.total = 1000\nblanks.on_hand = 1000\nprinter.spoilage = 0.02\nblanks.deliveries = [{{ date = 2018-05-02, pieces = 200 }}]\n{OFFICE}"
    );
    let found = pages(&text, 60);
    says(
        &found,
        [
            "The last ones wait for blanks.",
            "Yang terakhir menunggu blangko.",
        ],
    );
    says(
        &found,
        [
            "For the last 5 % it is the blanks that decide.",
            "Bagi 5 % terakhir, yang menentukan adalah blangko.",
        ],
    );
    let differs = pages("extends = 'bangli-declared'", 200);
    says(
        &differs,
        [
            "What the last ones wait for differs from one future to another: no blanks in",
            "Penyebab menunggunya warga terakhir berbeda dari satu kemungkinan ke kemungkinan lain: blangko habis dalam",
        ],
    );
}

#[test]
fn what_most_futures_do_not_reach_has_no_date() {
    let text =
        format!("backlog.total = 1000\nblanks.on_hand = 1030\nprinter.spoilage = 0.04\n{OFFICE}");
    let found = projected(&text, 100);
    let cleared = found.measures.cleared_on.share.fraction;
    assert!(0.0 < cleared && cleared < 0.5, "{cleared}");
    let both = both(&found);
    says(
        &both,
        [
            "some of the 1,000 residents who wait at the start still wait at the horizon, Fri 29 June 2018, so no date can be promised",
            "karena itu belum ada tanggal yang aman dijanjikan",
        ],
    );
}

#[test]
fn more_working_days_do_not_read_as_later() {
    let office = |name| scenario::builtin(name).unwrap().plan;
    let plans = ["bangli-declared", "bangli-saturdays"].map(office);
    let found = compare(plans, &settings(100), &[], &Control::default()).unwrap();
    let measures = &found.differences[0].measures;
    let mean = |paired: &cetak::projection::Paired| paired.mean.as_ref().unwrap().value;
    assert!(mean(&measures.working_days) > 0.0 && mean(&measures.calendar_days) < 0.0);
    let both = [Lang::En, Lang::Id].map(|lang| words(&report::compare::text(&found, lang)));
    says(
        &both,
        [
            "More working days and yet sooner: it is open on days on which the reference is closed.",
            "Hari kerjanya lebih banyak, tetapi tanggalnya lebih cepat",
        ],
    );
}

#[test]
fn days_with_other_hours_are_told_as_they_are() {
    let own = "[holidays]\nown = [{ date = 2018-01-10, name = 'Town anniversary', half = true }]\n[opening_hours]\nextra_days = [{ date = 2018-01-13, hours = '08:00-12:00' }]\n";
    let found = pages(
        &format!("backlog.total = 100\nblanks.on_hand = 900\narrivals.per_day = 5\n{OFFICE}{own}"),
        5,
    );
    says(
        &found,
        [
            "Days with hours of their own: Sat 13 January 2018 08:00-12:00.",
            "Hari dengan jam buka khusus: Sabtu, 13 Januari 2018 08:00-12:00.",
        ],
    );
    says(
        &found,
        [
            "Open in the morning only on 10 January",
            "Buka hanya pagi hari pada 10 Januari",
        ],
    );
    says(
        &found,
        [
            "days from recording to card, new ",
            "hari dari perekaman sampai kartu, ",
        ],
    );
}

/// Four kecamatan, each with its own site; one records more than its printer can print.
#[test]
fn where_the_queue_grows_is_told_unless_it_grows_everywhere() {
    let office = |utara: u32, others: u32| {
        format!(
            "start = 2018-01-02\nhorizon = 2018-12-28\nrouting = 'own'\nbacklog.total = 100\nblanks.on_hand = 90000\nprinter.daily_limit = 20\n\
             kecamatan.Utara.recordings = {utara}\nkecamatan.Selatan.recordings = {others}\nkecamatan.Timur.recordings = 10\nkecamatan.Barat.recordings = 10\n\
             [sites.Utara]\n[sites.Selatan]\n[sites.Timur]\n[sites.Barat]\n"
        )
    };
    let found = pages(&office(30, 10), 5);
    says(
        &found,
        [
            "Nearly all who wait at the end are of Utara.",
            "Hampir semua yang menunggu pada akhir simulasi adalah warga Utara.",
        ],
    );
    let both = whole(&office(30, 31), 5);
    assert_eq!(both.holding.grows_in, ["Selatan", "Utara"]);
    let all = office(30, 30).replace("= 10", "= 30");
    assert!(whole(&all, 5).holding.grows_in.is_empty());
    let holds = whole(&office(10, 10), 5);
    assert!(holds.holding.grows_in.is_empty());
}

#[test]
fn the_longest_queue_is_that_of_the_first_day_with_the_greatest_median() {
    let text = "start = 2018-01-02\nhorizon = 2018-06-29\nbacklog.total = 3000\nblanks.on_hand = 90000\nprinter.daily_limit = 20\n\
        arrivals.campaigns = [{ date = 2018-03-01, kecamatan = 'Utara', recordings = 2500 }]\nkecamatan.Utara.recordings = 1\n[sites.Utara]\n";
    let found = whole(text, 3);
    let longest = &found.longest_queue;
    let at = found
        .daily
        .dates
        .iter()
        .position(|date| *date == longest.date)
        .unwrap();
    assert_eq!(found.daily.waiting[at], longest.waiting);
    assert!(
        found.daily.waiting[..at]
            .iter()
            .all(|day| day.p50 < longest.waiting.p50)
    );
    assert!(
        found.daily.waiting[at..]
            .iter()
            .all(|day| day.p50 <= longest.waiting.p50)
    );
}

/// In each future as many as were there at the start are used up: that most futures had more than the middle of an unknown stock does not
/// mean that more came.
#[test]
fn blanks_that_are_asked_for_too_late_did_not_come_whatever_was_on_hand() {
    let text = format!(
        "backlog.total = 3000\nblanks.on_hand = {{ one_of = [[100, 3], [900, 2], [901, 2]], why = 'Not counted.' }}\n\
         blanks.deliveries = [{{ date = 2018-07-10, pieces = 9000 }}]\n{OFFICE}"
    );
    let found = pages(&text, 20);
    says(
        &found,
        [
            "the blanks are used up before more come",
            "blangko habis sebelum tambahannya datang",
        ],
    );
}

/// Those served last waited for months for blanks; that they then had to wait for their turn for some days is no news.
#[test]
fn the_last_ones_are_not_said_to_wait_for_their_turn_where_all_waited_for_blanks() {
    let text = format!(
        "backlog.total = 1500\nblanks.on_hand = 1000\nblanks.deliveries = [{{ date = 2018-05-02, pieces = 5000 }}]\n{OFFICE}"
    );
    let found = whole(&text, 10);
    assert_eq!(found.rest_waited_for[0].state.key(), "daily_limit");
    let pages = both(&found);
    does_not_say(
        &pages,
        [
            "The last ones wait for their turn",
            "Yang terakhir menunggu giliran",
        ],
    );
    let enough = text.replace("on_hand = 1000", "on_hand = 9000");
    let found = page(&whole(&enough, 10), Lang::En);
    assert!(
        found.contains("The last ones wait for their turn"),
        "{found}"
    );
}

/// Blanks for those who wait at the start are asked for, not for all who come in two years.
#[test]
fn more_blanks_are_counted_for_those_of_whom_the_sentence_speaks() {
    let text = "start = 2018-01-08\nhorizon = 2019-12-27\nbacklog.total = 3000\nblanks.on_hand = 2500\narrivals.per_day = 50\n\
        [printer]\ndaily_limit = 60\n[sites.Kota]\nprinters = 2\n";
    let found = whole(text, 40);
    let more = found.more_blanks.unwrap();
    assert!(
        more.are_enough() && (500..=1500).contains(&more.pieces),
        "{more:?}"
    );
}

/// Nobody knows much of Bangli, but that everybody may be served anywhere.
#[test]
fn what_an_office_does_already_is_no_remedy() {
    let anywhere = [
        "everyone may be served at any site",
        "setiap warga boleh dilayani di tempat mana saja",
    ];
    says(&pages("extends = 'bangli'", 20), anywhere);
    does_not_say(
        &pages("extends = 'bangli'\nrouting = 'pooled'", 20),
        anywhere,
    );
}
