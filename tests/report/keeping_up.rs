//! Whether an office keeps up with new recordings: what the page says of the queue, why it grows, and what would be needed.

use cetak::projection::Lack;
use cetak::words::Lang;
use jiff::civil::date;

use super::support::{both, does_not_say, page, pages, says, whole};

const NOTHING_GROWS: [&str; 2] = ["does not keep up", "tidak sanggup mengimbangi"];

/// One printer with time for 160 cards a day, and more blanks than are needed.
fn office(more: &str) -> String {
    format!(
        "start = 2018-02-05\nhorizon = 2018-12-28\nbacklog.total = 3000\nblanks.on_hand = 60000\n{more}\n[sites.Kota]\n"
    )
}

/// A resident more or less in the evening is no queue that grows.
#[test]
fn an_office_that_serves_everybody_by_the_evening_keeps_up() {
    for recorded in [20, 100] {
        let text = office(&format!(
            "holidays.sets = ['indonesia-2018']\narrivals.per_day = {recorded}\nprinter.daily_limit = 1000"
        ));
        let found = whole(&text, 200);
        assert_eq!(found.holding.holds, Some(true), "{:?}", found.holding);
        let pages = both(&found);
        does_not_say(&pages, NOTHING_GROWS);
        does_not_say(
            &pages,
            [
                "It cannot be told whether the queue",
                "belum dapat dipastikan apakah antrean",
            ],
        );
        // The sum that people do forgets that the limit is never reached.
        says(
            &pages,
            [
                "It forgets that the longest day has time for about 160 cards only.",
                "hari terpanjang pun hanya cukup untuk sekitar 160 kartu.",
            ],
        );
    }
    // Two too many a day are a queue that grows, by any measure.
    let text = office("arrivals.per_day = 52\nprinter.daily_limit = 50");
    assert_eq!(whole(&text, 20).holding.holds, Some(false));
}

#[test]
fn cards_that_are_needed_to_keep_up_include_misprints() {
    let text = office("arrivals.per_day = 50\nprinter.daily_limit = 50\nprinter.spoilage = 0.5");
    // 50 cards of which half are good: 50 - 25 more good ones are 50 more cards, and so many do keep up.
    let pages = pages(&text, 20);
    let needed: f64 = pages[0]
        .split("To keep up, at least ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .and_then(|number| number.parse().ok())
        .expect("a number");
    assert!((47.0..=53.0).contains(&needed), "{needed}");
    let limit = 50.0 + needed + 5.0;
    let enough = text.replace("daily_limit = 50", &format!("daily_limit = {limit}"));
    assert_eq!(whole(&enough, 20).holding.holds, Some(true));
}

/// The stock comes back ten days before the end.
#[test]
fn a_queue_that_has_grown_and_falls_again_is_told_so_with_what_was_lacking() {
    let text = office(
        "arrivals.per_day = 40\nprinter.daily_limit = 150\nblanks.deliveries = [{ date = 2018-12-12, pieces = 9000 }]",
    )
    .replace("on_hand = 60000", "on_hand = 2000");
    let found = whole(&text, 20);
    let pages = both(&found);
    says(
        &pages,
        [
            "to Tue 11 December 2018, for there were no blanks; since then it falls.",
            "sampai Selasa, 11 Desember 2018 karena blangko habis, lalu berkurang.",
        ],
    );
    let ends = text.replace("2018-12-12", "2019-01-02");
    let pages = both(&whole(&ends, 20));
    does_not_say(&pages, ["since then it falls", "lalu berkurang"]);
}

/// Dinas has more blanks than it can use; Utara has none.
#[test]
fn a_site_without_blanks_is_why_the_queue_grows_and_one_stock_is_tried() {
    let text = "start = 2018-02-05\nhorizon = 2018-12-28\nrouting = 'own'\nbacklog.total = 200\n\
        kecamatan.Dinas.recordings = 10\nkecamatan.Utara.recordings = 10\nprinter.daily_limit = 30\n\
        [blanks]\non_hand = 6000\nheld = 'by-site'\nallotment = { Dinas = 19, Utara = 1 }\n[sites.Dinas]\n[sites.Utara]\n";
    let found = whole(text, 20);
    let pages = both(&found);
    says(
        &pages,
        [
            "The office does not keep up, for some sites have no blanks: in all 20 futures the queue grows.",
            "Kantor tidak sanggup mengimbangi perekaman baru karena sebagian tempat kehabisan blangko:",
        ],
    );
    says(
        &pages,
        [
            "More blanks help only at the sites that lack them: Utara. Moving blanks from site to site was tried, and helps.",
            "Tambahan blangko hanya menolong di tempat yang kekurangan: Utara. Pemindahan blangko antartempat sudah dicoba",
        ],
    );
    does_not_say(&pages, ["To keep up", "Supaya antrean"]);
    // No date moves, for all who wait at the start are served; the queue is what it changes.
    let fewer = found.remedies.iter().flatten();
    let fewer: Vec<_> = fewer.filter(|remedy| remedy.serves_more()).collect();
    assert!(
        fewer
            .iter()
            .any(|remedy| remedy.cause.key() == "held_by_site"),
        "{fewer:?}"
    );
    let pooled = text.replace(
        "'by-site'\nallotment = { Dinas = 19, Utara = 1 }",
        "'pooled'",
    );
    let waiting = [text, &pooled].map(|text| whole(text, 20).measures.waiting_at_end.mean.value);
    let told = fewer
        .iter()
        .find(|remedy| remedy.cause.key() == "held_by_site")
        .unwrap();
    assert!((told.waiting_at_end.value - (waiting[1] - waiting[0])).abs() < 1e-9);
    says(
        &pages,
        [
            "Fewer wait at the end, on average: ",
            "Rata-rata jumlah yang masih menunggu pada akhir simulasi berkurang dengan: ",
        ],
    );
}

/// The blanks end when everybody who waited has a card, and nothing is printed for those who come later.
#[test]
fn an_office_that_has_stopped_printing_is_told_so_though_its_queue_was_longer_before() {
    let text = office("arrivals.per_day = 10\nprinter.daily_limit = 50")
        .replace("backlog.total = 3000", "backlog.total = 6000")
        .replace("on_hand = 60000", "on_hand = 7500")
        .replace("horizon = 2018-12-28", "horizon = 2018-10-05");
    let found = whole(&text, 20);
    assert_eq!(found.holding.holds, Some(true), "{:?}", found.holding);
    let pages = both(&found);
    says(
        &pages,
        [
            "At the end nothing is printed: in all 20 futures there have been no blanks for the last 15 open days or more,",
            "Pada akhir simulasi tidak ada lagi pencetakan: dalam seluruh 20 kemungkinan blangko sudah habis selama 15 hari buka terakhir atau lebih,",
        ],
    );
    let enough = page(&whole(&text.replace("7500", "9000"), 20), Lang::En);
    assert!(!enough.contains("nothing is printed"), "{enough}");
}

/// Half of the futures grow by chance, and in some of them by much.
#[test]
fn a_queue_that_grows_in_few_futures_is_not_certain_to_grow() {
    let text = "start = 2018-02-05\nhorizon = 2018-12-28\nbacklog.total = 100\nblanks.on_hand = 60000\narrivals.per_day = 46\n\
        printer.daily_limit = { one_of = [[50, 2], [40, 1]], why = 'Not known.' }\n[sites.Kota]\n";
    let found = whole(text, 60);
    assert_eq!(found.holding.holds, Some(false));
    let pages = both(&found);
    says(
        &pages,
        [
            "It is not certain that the office keeps up: in ",
            "Belum pasti kantor sanggup mengimbangi perekaman baru: dalam ",
        ],
    );
    does_not_say(&pages, NOTHING_GROWS);
}

/// The queue was long before, so that it is shorter than two months ago, and grows since a printer is away.
#[test]
fn a_queue_that_grows_at_the_end_is_told_although_it_was_longer_before() {
    let text = |away: &str| {
        format!(
            "start = 2018-01-02\nhorizon = 2018-12-28\nbacklog.total = 10000\nblanks.on_hand = 60000\narrivals.per_day = 60\n\
             printer.daily_limit = 50\n[sites.Kota]\nprinters = [{{}}, {{ away = [{{ from = {away}, until = 2019-12-31 }}] }}]\n"
        )
    };
    let found = whole(&text("2018-11-12"), 20);
    assert_eq!(found.holding.holds, Some(true), "{:?}", found.holding);
    let lately = found.holding.lately.as_ref().unwrap();
    assert!(lately.grows() && lately.stands_still == 0.0 && lately.rates.served == 50.0);
    assert_eq!(lately.share.fraction, 1.0);
    let since = lately.grows_since.unwrap();
    assert!((since - date(2018, 11, 9)).get_days().abs() <= 3, "{since}");
    says(
        &both(&found),
        [
            "At the end the queue is growing in all 20 futures: in the last 15 open days ",
            "Pada akhir simulasi antrean bertambah dalam seluruh 20 kemungkinan: dalam 15 hari buka terakhir, ",
        ],
    );
    // Away after the horizon, it grows nowhere.
    let pages = both(&whole(&text("2019-01-02"), 20));
    does_not_say(&pages, ["the queue is growing", "antrean bertambah"]);
    // Those whom a campaign has just recorded are no queue that the office cannot serve.
    let campaign =
        "[[arrivals.campaigns]]\ndate = 2018-12-20\nkecamatan = 'Kota'\nrecordings = 900\n";
    let pages = both(&whole(&format!("{}{campaign}", text("2019-01-02")), 20));
    does_not_say(&pages, ["the queue is growing", "antrean bertambah"]);
}

/// Fifty a day are recorded, and hardly any card is misprinted.
#[test]
fn blanks_that_will_not_last_are_told_with_their_days() {
    let text = |blanks: u32, more: &str| {
        let text = office(&format!(
            "arrivals.per_day = 50\nprinter.daily_limit = 150\n{more}"
        ));
        text.replace("60000", &blanks.to_string())
    };
    let found = whole(&text(60_000, ""), 20);
    let used = 60_000 - found.daily.on_hand.last().unwrap().p50;
    let enough_for = |days: u32| both(&whole(&text(used + days * 50 + 25, ""), 20));
    says(
        &enough_for(9),
        [
            "blanks are left: enough for 9 days of new recordings.",
            "keping, cukup untuk 9 hari perekaman baru.",
        ],
    );
    // Who still waits takes them first.
    let waiting = whole(
        &text(used + 100, "horizon = 2018-03-02").replacen("horizon = 2018-12-28\n", "", 1),
        20,
    );
    let left = waiting.daily.on_hand.last().unwrap().p50;
    assert!(left > 1000, "{left}");
    let few =
        text(used + 200 - left, "horizon = 2018-03-02").replacen("horizon = 2018-12-28\n", "", 1);
    says(
        &both(&whole(&few, 20)),
        ["residents wait for them.", "warga menunggunya."],
    );
    let none = ["of new recordings.", "perekaman baru."];
    does_not_say(&enough_for(25), none);
    // Nobody new comes, and no blank is wanted.
    does_not_say(
        &both(&whole(&text(used + 475, "arrivals.until = 2018-12-21"), 20)),
        none,
    );
    // Where blanks are what the office lacks, it is told as that.
    does_not_say(&both(&whole(&text(used - 5000, ""), 20)), none);
}

/// All blanks of both sites are used up: it no longer matters where they lie.
#[test]
fn blanks_that_all_sites_lack_are_not_a_matter_of_sites() {
    let text = "start = 2018-03-01\nhorizon = 2018-12-28\nrouting = 'own'\nbacklog.total = 6000\narrivals.per_day = 40\n\
        [blanks]\non_hand = 6000\nheld = 'by-site'\nallotment = { A = 3, B = 1 }\ndeliveries = [{ date = 2018-07-02, pieces = 3000 }]\n\
        [kecamatan]\nA = { share = 0.5 }\nB = { share = 0.5 }\n[sites.A]\n[sites.B]\n";
    let found = whole(text, 20);
    assert_eq!(found.holding.lacks, Some(Lack::Blanks));
    let needed = found.holding.needed_per_day.unwrap();
    assert!((40.0..=42.0).contains(&needed), "{needed}");
    let pages = both(&found);
    says(
        &pages,
        [
            "does not keep up, for there are no blanks",
            "karena blangko habis",
        ],
    );
    does_not_say(
        &pages,
        [
            "only at the sites that lack them",
            "hanya menolong di tempat yang kekurangan",
        ],
    );
    does_not_say(&pages, ["Moving blanks from site", "Pemindahan blangko"]);
}

/// A campaign whose residents are served faster than new ones come is worked off, whatever the last months have seen.
#[test]
fn a_campaign_that_is_worked_off_is_no_lack_of_printers() {
    let campaign = |recordings: u32, blanks: u32| {
        let text = office("arrivals.per_day = 40\nprinter.daily_limit = 50\n");
        let text = text.replace("backlog.total = 3000", "backlog.total = 100");
        let text = text.replace("60000", &blanks.to_string());
        format!(
            "{text}[[arrivals.campaigns]]\ndate = 2018-11-06\nkecamatan = 'Kota'\nrecordings = {recordings}\n"
        )
    };
    let found = whole(&campaign(1500, 60_000), 20);
    assert_eq!(found.holding.holds, Some(false), "{:?}", found.holding);
    let pages = both(&found);
    does_not_say(&pages, NOTHING_GROWS);
    says(
        &pages,
        [
            "whom the last campaigns have recorded",
            "jemput bola terakhir",
        ],
    );
    // With blanks for the daily recordings up to the campaign alone, it is the blanks.
    let used = 100 + 40 * 190;
    let found = whole(&campaign(1500, used), 20);
    assert_eq!(found.holding.lacks, Some(Lack::Blanks));
    says(
        &both(&found),
        ["for there are no blanks", "karena blangko habis"],
    );
}

/// Two printers in two of three futures work off the backlog fast; one in the third does not keep up.
#[test]
fn futures_that_grow_are_told_although_the_mean_queue_shrinks() {
    let text = "start = 2018-02-05\nhorizon = 2018-12-28\nbacklog.total = 9000\nblanks.on_hand = 60000\narrivals.per_day = 55\n\
        printer.daily_limit = 50\n[sites.Kota]\nprinters = { one_of = [[1, 1], [2, 2]], why = 'Not known.' }\n";
    let found = whole(text, 60);
    assert_eq!(found.holding.holds, Some(false), "{:?}", found.holding);
    assert!(found.holding.rates.served > 1.05 * found.holding.rates.recorded);
    says(
        &both(&found),
        [
            "It is not certain that the office keeps up: in ",
            "Belum pasti kantor sanggup mengimbangi perekaman baru: dalam ",
        ],
    );
}
