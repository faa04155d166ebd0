//! The keys that a scenario file may have.

use crate::support::nearest::nearest;

/// The keys of one printer: these, and those that the defaults of all printers have too.
macro_rules! of_printers {
    ($($own:literal),*) => {
        &[
            $($own,)*
            "print_time",
            "daily_limit",
            "overload",
            "spoilage",
            "overload_spoilage",
            "overload_wear",
            "life",
            "repair",
            "daily_availability",
            "ramp",
        ]
    };
}

/// The keys of every table, by the path of the table. `NAME` stands for a name that the writer chooses, `[]` for each item of a list.
pub(super) const TABLES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "extends",
            "name",
            "start",
            "horizon",
            "routing",
            "opening_hours",
            "holidays",
            "backlog",
            "suket",
            "kecamatan",
            "arrivals",
            "blanks",
            "ribbons",
            "printer",
            "sites",
            "upgrades",
            "outages",
            "observations",
        ],
    ),
    (
        "opening_hours",
        &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "extra_days",
        ],
    ),
    ("opening_hours.extra_days[]", &["date", "hours"]),
    ("holidays", &["sets", "joint_leave", "balinese", "own"]),
    ("holidays.own[]", &["date", "name", "half"]),
    (
        "backlog",
        &["total", "recorded_from", "recorded_to", "suket_share"],
    ),
    ("suket", &["valid_months"]),
    ("kecamatan.NAME", &["share", "recordings"]),
    (
        "arrivals",
        &["per_day", "from", "until", "suket_share", "campaigns"],
    ),
    ("arrivals.campaigns[]", &["date", "kecamatan", "recordings"]),
    (
        "blanks",
        &["on_hand", "received_on", "held", "allotment", "deliveries"],
    ),
    (
        "blanks.deliveries[]",
        &["date", "asked", "arrives_after", "pieces", "site"],
    ),
    ("ribbons", &["on_hand", "cards_each", "deliveries"]),
    (
        "ribbons.deliveries[]",
        &["date", "asked", "arrives_after", "pieces", "site"],
    ),
    ("printer", of_printers!()),
    (
        "sites.NAME",
        &["office", "kecamatan", "printers", "upgrade"],
    ),
    (
        "sites.NAME.printers[]",
        of_printers!("name", "arrives", "away"),
    ),
    ("sites.NAME.printers[].away[]", &["from", "until"]),
    ("sites.NAME.upgrade", &["done", "work"]),
    ("upgrades", &["crew_order"]),
    (
        "outages[]",
        &["name", "sites", "from", "until", "every", "lasts"],
    ),
    (
        "observations[]",
        &["from", "until", "total", "counts", "sites"],
    ),
];

/// The keys whose values may have decimals; all other numbers are whole.
pub(super) const FRACTIONS: [&str; 10] = [
    "share",
    "suket_share",
    "spoilage",
    "overload_spoilage",
    "overload_wear",
    "daily_availability",
    "per_day",
    "recordings",
    "life",
    "cards_each",
];

/// The keys whose values are shares of 1. The share of a kecamatan may be any number.
const SHARES: [&str; 4] = [
    "suket_share",
    "spoilage",
    "overload_spoilage",
    "daily_availability",
];

/// The keys whose values are whole numbers.
const WHOLE: [&str; 9] = [
    "valid_months",
    "on_hand",
    "pieces",
    "daily_limit",
    "overload",
    "ramp",
    "total",
    "printers",
    "counts",
];

/// Whether the value of a key is a share of 1.
pub(super) fn is_share(key: &str) -> bool {
    SHARES.contains(&key)
}

/// Whether the value of a key is a whole number.
pub(super) fn is_whole(key: &str) -> bool {
    WHOLE.contains(&key)
}

/// Whether the value of a key is opening hours.
pub(super) fn is_hours(key: &str) -> bool {
    key == "hours" || (key != "extra_days" && keys_of("opening_hours").contains(&key))
}

/// Whether a heading may have this name, without names that the writer chooses.
pub(super) fn is_table(name: &str) -> bool {
    TABLES
        .iter()
        .any(|(path, _)| *path == name && !path.is_empty())
}

/// Whether a table of this name stands in a list, so that its heading has two brackets.
pub(super) fn is_listed(table: &str) -> bool {
    TABLES
        .iter()
        .any(|(path, _)| path.strip_suffix("[]") == Some(table))
}

/// Keys as planners write them in Indonesian, and the keys that they may mean.
const INDONESIAN: [(&str, &[&str]); 71] = [
    ("dari", &["from"]),
    ("sampai", &["until"]),
    ("hingga", &["until"]),
    ("tiba", &["arrives"]),
    ("sumber", &["source"]),
    ("perkiraan", &["estimate"]),
    ("urutan", &["crew_order"]),
    ("mulai", &["start", "from"]),
    ("awal", &["start", "from"]),
    ("tanggal_mulai", &["start", "from"]),
    ("akhir", &["horizon", "until"]),
    ("batas_waktu", &["horizon"]),
    ("selesai", &["done", "until"]),
    ("nama", &["name"]),
    ("jam_buka", &["opening_hours"]),
    ("jam_kerja", &["opening_hours"]),
    ("hari_kerja", &["opening_hours"]),
    ("jam", &["hours"]),
    ("senin", &["monday"]),
    ("selasa", &["tuesday"]),
    ("rabu", &["wednesday"]),
    ("kamis", &["thursday"]),
    ("jumat", &["friday"]),
    ("sabtu", &["saturday"]),
    ("minggu", &["sunday"]),
    ("libur", &["holidays"]),
    ("hari_libur", &["holidays"]),
    ("tunggakan", &["backlog"]),
    ("antrean", &["backlog"]),
    ("jumlah", &["total", "pieces", "on_hand"]),
    ("kedatangan", &["arrivals"]),
    ("perekaman", &["recordings", "arrivals"]),
    ("per_hari", &["per_day"]),
    ("jemput_bola", &["campaigns"]),
    ("blangko", &["blanks"]),
    ("blanko", &["blanks"]),
    ("tersedia", &["on_hand"]),
    ("persediaan", &["on_hand"]),
    ("stok", &["on_hand"]),
    ("kiriman", &["deliveries"]),
    ("tambahan", &["deliveries"]),
    ("diminta", &["asked"]),
    ("tanggal", &["date"]),
    ("keping", &["pieces"]),
    ("pita", &["ribbons"]),
    ("alat_cetak", &["printer", "printers"]),
    ("mesin_cetak", &["printer", "printers"]),
    ("pencetak", &["printer", "printers"]),
    ("batas_harian", &["daily_limit"]),
    ("lama_cetak", &["print_time"]),
    ("waktu_cetak", &["print_time"]),
    ("gagal_cetak", &["spoilage"]),
    ("perbaikan", &["repair"]),
    ("tempat", &["sites", "site"]),
    ("tempat_cetak", &["sites", "site"]),
    ("kantor", &["office"]),
    ("pembaruan", &["upgrade"]),
    ("gangguan", &["outages"]),
    ("pengamatan", &["observations"]),
    ("bagian", &["share"]),
    ("alasan", &["why"]),
    ("sebab", &["why"]),
    ("kenapa", &["why"]),
    ("mengapa", &["why"]),
    ("keterangan", &["why"]),
    ("catatan", &["why"]),
    ("tidak_pasti", &["uncertain"]),
    ("belum_pasti", &["uncertain"]),
    ("belum_diketahui", &["uncertain"]),
    ("salah_satu", &["one_of"]),
    ("pilihan", &["one_of"]),
];

/// The key among these that an unknown one was meant to be.
pub(super) fn meant_key<'k>(
    found: &str,
    keys: impl IntoIterator<Item = &'k &'static str>,
) -> Option<&'static str> {
    let keys: Vec<&'static str> = keys.into_iter().copied().collect();
    meant(found, &keys).or_else(|| nearest(found, keys))
}

/// The key among these that an Indonesian word means.
fn meant(word: &str, keys: &[&'static str]) -> Option<&'static str> {
    let word = word.trim().to_lowercase().replace([' ', '-'], "_");
    let (_, meant) = INDONESIAN.iter().find(|(known, _)| *known == word)?;
    meant.iter().copied().find(|key| keys.contains(key))
}

/// Whether a scenario may have this key at its root.
pub(super) fn is_root_key(key: &str) -> bool {
    TABLES
        .iter()
        .any(|(table, keys)| table.is_empty() && keys.contains(&key))
}

/// Whether any table of a scenario may have this key.
pub(super) fn is_key(key: &str) -> bool {
    TABLES.iter().any(|(_, keys)| keys.contains(&key))
}

/// The keys of one table.
pub(super) fn keys_of(table: &str) -> &'static [&'static str] {
    TABLES
        .iter()
        .find(|(path, _)| *path == table)
        .map(|(_, keys)| *keys)
        .unwrap_or_else(|| panic!("the schema has no table {table:?}"))
}

/// The key below the root that a word is or means, with its table.
pub(super) fn elsewhere(word: &str) -> Option<String> {
    let below = || TABLES.iter().filter(|(path, _)| !path.is_empty());
    let own = below().find_map(|(path, keys)| {
        keys.iter()
            .find(|key| **key == word)
            .map(|key| (path, *key))
    });
    let (path, key) =
        own.or_else(|| below().find_map(|(path, keys)| Some((path, meant(word, keys)?))))?;
    Some(format!("{path}.{key}"))
}
