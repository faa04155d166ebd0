//! The keys that a scenario file may have.

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

/// The tables below the root that have this key.
pub(super) fn tables_with(key: &str) -> impl Iterator<Item = &'static str> {
    TABLES
        .iter()
        .filter(move |(path, keys)| !path.is_empty() && keys.contains(&key))
        .map(|(path, _)| *path)
}
