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
        "nation",
        &[
            "offices",
            "table",
            "allotment",
            "min_lot",
            "max_lot",
            "on_hand",
            "deliveries",
            "transport",
            "outages",
        ],
    ),
    (
        "nation.deliveries[]",
        &["date", "asked", "arrives_after", "pieces"],
    ),
    (
        "nation.outages[]",
        &["name", "from", "until", "every", "lasts"],
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
        &[
            "total",
            "recorded_from",
            "recorded_to",
            "suket_share",
            "by_date",
        ],
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

/// Whether the value of a key is a share of 1, given the last part of its path. The share of a kecamatan may be any number.
pub(crate) fn is_share(key: &str) -> bool {
    let shares = [
        "suket_share",
        "spoilage",
        "overload_spoilage",
        "daily_availability",
    ];
    shares.contains(&key)
}

/// The keys whose values are whole numbers.
pub(super) const WHOLE: [&str; 9] = [
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

/// Keys, and the words that mean them where planners write Indonesian. A word of several keys means the first that a table has.
const INDONESIAN: [(&str, &[&str]); 49] = [
    ("arrives", &["tiba"]),
    ("source", &["sumber"]),
    ("estimate", &["perkiraan"]),
    ("crew_order", &["urutan"]),
    ("start", &["mulai", "awal", "tanggal_mulai"]),
    ("from", &["dari", "mulai", "awal", "tanggal_mulai"]),
    ("horizon", &["akhir", "batas_waktu"]),
    ("done", &["selesai"]),
    ("until", &["sampai", "hingga", "akhir", "selesai"]),
    ("name", &["nama"]),
    ("opening_hours", &["jam_buka", "jam_kerja", "hari_kerja"]),
    ("hours", &["jam"]),
    ("monday", &["senin"]),
    ("tuesday", &["selasa"]),
    ("wednesday", &["rabu"]),
    ("thursday", &["kamis"]),
    ("friday", &["jumat"]),
    ("saturday", &["sabtu"]),
    ("sunday", &["minggu"]),
    ("holidays", &["libur", "hari_libur"]),
    ("backlog", &["tunggakan", "antrean"]),
    ("total", &["jumlah"]),
    ("pieces", &["jumlah", "keping"]),
    ("on_hand", &["jumlah", "tersedia", "persediaan", "stok"]),
    ("recordings", &["perekaman"]),
    ("arrivals", &["kedatangan", "perekaman"]),
    ("per_day", &["per_hari"]),
    ("campaigns", &["jemput_bola"]),
    ("blanks", &["blangko", "blanko"]),
    ("deliveries", &["kiriman", "tambahan"]),
    ("asked", &["diminta"]),
    ("date", &["tanggal"]),
    ("ribbons", &["pita"]),
    ("printer", &["alat_cetak", "mesin_cetak", "pencetak"]),
    ("printers", &["alat_cetak", "mesin_cetak", "pencetak"]),
    ("daily_limit", &["batas_harian"]),
    ("print_time", &["lama_cetak", "waktu_cetak"]),
    ("spoilage", &["gagal_cetak"]),
    ("repair", &["perbaikan"]),
    ("sites", &["tempat", "tempat_cetak"]),
    ("site", &["tempat", "tempat_cetak"]),
    ("office", &["kantor"]),
    ("upgrade", &["pembaruan"]),
    ("outages", &["gangguan"]),
    ("observations", &["pengamatan"]),
    ("share", &["bagian"]),
    (
        "why",
        &[
            "alasan",
            "sebab",
            "kenapa",
            "mengapa",
            "keterangan",
            "catatan",
        ],
    ),
    (
        "uncertain",
        &["tidak_pasti", "belum_pasti", "belum_diketahui"],
    ),
    ("one_of", &["salah_satu", "pilihan"]),
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
    let is_meant = |(key, words): &&(_, &[&str])| keys.contains(key) && words.contains(&&*word);
    INDONESIAN.iter().find(is_meant).map(|(key, _)| *key)
}

/// Whether a scenario may have this key at its root.
pub(super) fn is_root_key(key: &str) -> bool {
    keys_of("").contains(&key)
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
