//! Every key of a scenario file with the values at the limits that docs/scenario-file.md gives it, and values beyond them.

/// One key: what is written for it, laid over [`BASE`].
pub struct Key {
    /// As docs/scenario-file.md lists it.
    pub key: String,
    /// The text of a file, with `{}` for the value.
    template: String,
    /// Values that a run must take.
    pub at: Vec<String>,
    /// Values within the limits of their key with which the office may still be refused, because the whole is too large to run.
    pub large: Vec<String>,
    /// Values that must be refused.
    pub beyond: Vec<String>,
}

impl Key {
    /// What is laid over [`BASE`] to give the key this value.
    pub fn text(&self, value: &str) -> String {
        self.template.replace("{}", value)
    }

    fn at<const N: usize>(mut self, values: [&str; N]) -> Self {
        self.at.extend(values.map(str::to_owned));
        self
    }

    fn at_list(mut self, items: usize, item: impl Fn(usize) -> String) -> Self {
        self.at.push(list(items, item));
        self
    }

    fn large<const N: usize>(mut self, values: [&str; N]) -> Self {
        self.large.extend(values.map(str::to_owned));
        self
    }

    fn large_list(mut self, items: usize, item: impl Fn(usize) -> String) -> Self {
        self.large.push(list(items, item));
        self
    }

    fn beyond<const N: usize>(mut self, values: [&str; N]) -> Self {
        self.beyond.extend(values.map(str::to_owned));
        self
    }

    fn beyond_list(mut self, items: usize, item: impl Fn(usize) -> String) -> Self {
        self.beyond.push(list(items, item));
        self
    }
}

/// The key without the tables around it.
pub fn last(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or(key)
}

fn key(key: impl Into<String>, template: impl Into<String>) -> Key {
    Key {
        key: key.into(),
        template: template.into(),
        at: Vec::new(),
        large: Vec::new(),
        beyond: Vec::new(),
    }
}

fn list(items: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..items).map(item).collect();
    format!("[{}]", items.join(","))
}

/// The date this many days after 26 April 2017.
fn date(after: usize) -> String {
    let start = jiff::civil::date(2017, 4, 26);
    start
        .saturating_add(jiff::Span::new().days(after as i64))
        .to_string()
}

/// A small office that everything is laid over.
pub const BASE: &str = "start = 2017-04-26
horizon = 2017-07-31
routing = 'own-and-office'
backlog.total = 300
blanks.on_hand = 300
[sites.Office]
office = true
kecamatan = 'Bangli'
printers = 2
[sites.Susut]
";

const FIRST: &str = "1900-01-01";
const LAST: &str = "2199-12-31";
/// The longest duration that can be written: 2⁵³ µs.
const LONGEST: &str = "'104249 d'";
const YEARS_30: &str = "horizon = 2047-04-26";

/// Every key of the reference, in its order.
pub fn keys() -> Vec<Key> {
    let mut keys = Vec::new();
    head(&mut keys);
    days(&mut keys);
    residents(&mut keys);
    stock(&mut keys);
    sites(&mut keys);
    happenings(&mut keys);
    keys
}

fn head(keys: &mut Vec<Key>) {
    let name = |length| format!("'{}'", "n".repeat(length));
    keys.extend([
        // The chain is written beside the case: with the case and the base, 16 files.
        key("extends", "extends = {}")
            .at(["'base.toml'", "'chain-1.toml'", "'bangli'"])
            .beyond(["'chain-0.toml'", "3"]),
        key("name", "name = {}")
            .at([&name(1), &name(120)])
            .beyond(["''", &name(121)]),
        key("start", "{}")
            .at([
                &format!("start = {FIRST}\nhorizon = {FIRST}"),
                &format!("start = {FIRST}\nhorizon = 1930-01-01"),
                &format!("start = {LAST}\nhorizon = {LAST}"),
            ])
            .beyond(["start = 1899-12-31", "start = 2200-01-01"]),
        key("horizon", "horizon = {}")
            .at(["2017-04-26", "2047-04-26"])
            .beyond(["2017-04-25", "2048-04-26"]),
        key("routing", "routing = {}")
            .at([
                "'own'",
                "'own-and-office'",
                "'office-while-down'",
                "'pooled'",
            ])
            .beyond(["''", "'all'"]),
    ]);
}

fn days(keys: &mut Vec<Key>) {
    let minutes: Vec<String> = (0..1440)
        .step_by(2)
        .map(|from| {
            format!(
                "{:02}:{:02}-{:02}:{:02}",
                from / 60,
                from % 60,
                (from + 1) / 60,
                (from + 1) % 60
            )
        })
        .collect();
    let minutes = format!("'{}'", minutes.join(", "));
    let hours = ["'closed'", "'00:00-00:01'", "'00:00-24:00'", &minutes];
    let wrong = ["'08:00-08:00'", "'08:00-24:01'"];
    for day in [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ] {
        keys.push(
            key(
                format!("opening_hours.{day}"),
                format!("opening_hours.{day} = {{}}"),
            )
            .at(hours)
            .beyond(wrong),
        );
    }
    let extra = |hours: &'static str| move |at| format!("{{date={},hours='{hours}'}}", date(at));
    let own = |at| format!("{{date={},name='x',half=true}}", date(at));
    let sets = list(14, |at| format!("'indonesia-{}'", 2017 + at));
    keys.extend([
        key(
            "opening_hours.extra_days",
            format!("{YEARS_30}\nopening_hours.extra_days = {{}}"),
        )
        .at(["[]"])
        .at_list(10_000, extra("closed"))
        .at_list(10_000, extra("00:00-24:00"))
        .beyond_list(10_001, extra("closed")),
        key(
            "opening_hours.extra_days[].date",
            "opening_hours.extra_days = [{ date = {}, hours = '08:00-09:00' }]",
        )
        .at([FIRST, LAST])
        .beyond(["1899-12-31", "2200-01-01"]),
        key(
            "opening_hours.extra_days[].hours",
            "opening_hours.extra_days = [{ date = 2017-04-29, hours = {} }]",
        )
        .at(hours)
        .beyond(wrong),
        key("holidays.sets", "horizon = 2030-12-31\nholidays.sets = {}")
            .at(["[]", &sets])
            .beyond(["['indonesia-2016']", "['indonesia-2031']"]),
        key(
            "holidays.joint_leave",
            "horizon = 2017-12-31\nholidays = { sets = ['indonesia-2017'], joint_leave = {} }",
        )
        .at(["true", "false"])
        .beyond(["1"]),
        key(
            "holidays.balinese",
            format!("{YEARS_30}\nholidays.balinese = {{}}"),
        )
        .at(["'none'", "'half'", "'whole'", "'letter'"])
        .beyond(["'all'"]),
        key("holidays.own", format!("{YEARS_30}\nholidays.own = {{}}"))
            .at(["[]"])
            .at_list(10_000, own)
            .beyond_list(10_001, own),
        key(
            "holidays.own[].date",
            "holidays.own = [{ date = {}, name = 'x' }]",
        )
        .at([FIRST, LAST])
        .beyond(["1899-12-31", "2200-01-01"]),
        key(
            "holidays.own[].name",
            "holidays.own = [{ date = 2017-05-01, name = {} }]",
        )
        .at(names(&[1, 60]))
        .beyond(names(&[0, 61])),
        key(
            "holidays.own[].half",
            "holidays.own = [{ date = 2017-05-01, name = 'x', half = {} }]",
        )
        .at(["true", "false"])
        .beyond(["'no'"]),
    ]);
}

/// Names of these lengths.
fn names<const N: usize>(lengths: &[usize; N]) -> [&'static str; N] {
    const LONG: &str = "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'";
    const LONGER: &str = "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'";
    lengths.map(|length| match length {
        0 => "''",
        1 => "'x'",
        60 => LONG,
        _ => LONGER,
    })
}

fn residents(keys: &mut Vec<Key>) {
    let share = |keys: &mut Vec<Key>, name: &str, template: &str| {
        keys.push(key(name, template).at(["0", "0.5", "1"]).beyond([
            "-0.000001",
            "1.000001",
            "nan",
            "inf",
        ]));
    };
    let campaign = |recordings: u32| {
        move |at| {
            format!(
                "{{date={},kecamatan='Susut',recordings={recordings}}}",
                date(at % 90)
            )
        }
    };
    keys.extend([
        key("backlog.total", "backlog.total = {}")
            .at(["0"])
            .large(["10000000"])
            .beyond(["-1", "10000001"]),
        key("backlog.recorded_from", "backlog.recorded_from = {}")
            .at([FIRST, "2017-04-25"])
            .beyond(["1899-12-31", "2017-04-26"]),
        key("backlog.recorded_to", "backlog.recorded_to = {}")
            .at([FIRST, "2017-04-25"])
            .beyond(["1899-12-31", "2017-04-26"]),
    ]);
    share(keys, "backlog.suket_share", "backlog.suket_share = {}");
    let by_date =
        |rows: &str| format!("\"\"\"\nkecamatan,recorded,suket,residents\n{rows}\n\"\"\"");
    keys.extend([
        key("backlog.by_date", "backlog.by_date = {}")
            .at([&by_date(&format!(
                "Susut,{FIRST},yes,1\nBangli,2017-04-25,no,1"
            ))])
            .large([&by_date("Bangli,2017-04-25,no,10000000")])
            .beyond([
                "3",
                "''",
                &by_date(""),
                &by_date("Bangli,1899-12-31,no,1"),
                &by_date("Bangli,2017-04-26,no,1"),
                &by_date("Bangli,2017-04-25,no,0"),
                &by_date("Bangli,2017-04-25,no,9999999\nSusut,2017-04-25,no,2"),
            ]),
        key("suket.valid_months", "suket.valid_months = {}")
            .at(["1", "1200"])
            .beyond(["0", "1201"]),
        key(
            "kecamatan.NAME.share",
            "kecamatan = { Bangli = {}, Susut = { share = {} } }".replacen(
                "Bangli = {}",
                "Bangli = { share = 1 }",
                1,
            ),
        )
        .at(["0", "0.000000001", "1000000000"])
        .beyond(["-1", "1000000001"]),
        key(
            "kecamatan.NAME.recordings",
            "kecamatan = { Bangli = { share = 1 }, Susut = { recordings = {} } }",
        )
        .at(["0", "'poisson(0)'"])
        .large(["100000", "'poisson(100000)'", "'uniform(0, 200000)'"])
        .beyond(["-1", "100001"]),
        key("arrivals.per_day", "arrivals.per_day = {}")
            .at(["0", "0.001"])
            .large(["100000"])
            .beyond(["-1", "100001"]),
        key("arrivals.from", "arrivals = { per_day = 3, from = {} }")
            .at(["2017-04-26", LAST])
            .beyond(["2017-04-25", "2200-01-01"]),
        key("arrivals.until", "arrivals = { per_day = 3, until = {} }")
            .at(["2017-04-26", LAST])
            .beyond(["2017-04-25", "2200-01-01"]),
    ]);
    share(
        keys,
        "arrivals.suket_share",
        "arrivals = { per_day = 3, suket_share = {} }",
    );
    let one = |what: &str| {
        format!(
            "arrivals.campaigns = [{{ date = 2017-05-04, kecamatan = 'Susut', recordings = 9, {what} }}]"
        )
    };
    keys.extend([
        key("arrivals.campaigns", "arrivals.campaigns = {}")
            .at(["[]"])
            .at_list(10_000, campaign(1))
            .large_list(10_000, campaign(1_000))
            .beyond_list(10_001, campaign(1))
            .beyond_list(10_000, campaign(1_001)),
        key(
            "arrivals.campaigns[].date",
            one("")
                .replace("date = 2017-05-04", "date = {}")
                .replace(", }", " }"),
        )
        .at(["2017-04-26", LAST])
        .beyond(["2017-04-25"]),
        key(
            "arrivals.campaigns[].kecamatan",
            one("").replace("'Susut'", "{}").replace(", }", " }"),
        )
        .at(["'Susut'", "'Bangli'"])
        .beyond(["''", "'Kintamani'"]),
        key(
            "arrivals.campaigns[].recordings",
            one("").replace("= 9", "= {}").replace(", }", " }"),
        )
        .at(["1"])
        .large(["10000000"])
        .beyond(["0", "10000001"]),
    ]);
}

fn stock(keys: &mut Vec<Key>) {
    keys.extend([
        key("blanks.on_hand", "blanks.on_hand = {}")
            .at(["0"])
            .large(["10000000"])
            .beyond(["-1", "10000001"]),
        key("blanks.received_on", "blanks.received_on = {}")
            .at([FIRST, "2017-04-26"])
            .beyond(["2017-04-27"]),
        key("blanks.held", "blanks.held = {}")
            .at(["'pooled'", "'by-site'"])
            .beyond(["'nowhere'"]),
        key(
            "blanks.allotment",
            "blanks = { held = 'by-site', allotment = {} }",
        )
        .at([
            "{ Susut = 1 }",
            "{ Office = 0, Susut = 0.000000001 }",
            "{ Office = 1000000000, Susut = 1000000000 }",
        ])
        .beyond(["{}", "{ Susut = 1000000001 }", "{ Susut = -1 }"]),
    ]);
    let ribbons = "ribbons = { on_hand = 3, cards_each = 100, deliveries";
    for (table, before, after) in [
        ("blanks", "blanks.deliveries", ""),
        ("ribbons", ribbons, " }"),
    ] {
        let item = |pieces: u32| move |at| format!("{{date={},pieces={pieces}}}", date(at % 90));
        let name = |key: &str| format!("{table}.deliveries[].{key}");
        let template = |what: &str| format!("{before} = [{{ {what} }}]{after}");
        keys.extend([
            key(
                format!("{table}.deliveries"),
                format!("{before} = {{}}{after}"),
            )
            .at(["[]"])
            .at_list(10_000, item(1))
            .large_list(10_000, item(99_999))
            .beyond_list(10_001, item(1))
            .beyond_list(10_000, item(100_001)),
            key(name("date"), template("date = {}, pieces = 9"))
                .at(["2017-04-26", LAST])
                .beyond(["2017-04-25"]),
            key(
                name("asked"),
                template("asked = {}, arrives_after = '3 d', pieces = 9"),
            )
            .at([FIRST, LAST])
            .beyond(["1899-12-31", "2200-01-01"]),
            key(
                name("arrives_after"),
                template("asked = 2017-05-02, arrives_after = {}, pieces = 9"),
            )
            .at(DELAYS)
            .beyond(["'-1 d'", "'1'"]),
            key(name("pieces"), template("date = 2017-05-02, pieces = {}"))
                .at(["1"])
                .large(["10000000"])
                .beyond(["0", "10000001"]),
        ]);
    }
    keys.extend([
        key("blanks.deliveries[].site", "blanks = { held = 'by-site', deliveries = [{ date = 2017-05-02, pieces = 9, site = {} }] }")
            .at(["'Office'", "'Susut'"])
            .beyond(["'Kintamani'"]),
        // Ribbons are pooled: no site is taken at all.
        key("ribbons.deliveries[].site", "ribbons = { on_hand = 3, cards_each = 100, deliveries = [{ date = 2017-05-02, pieces = 9, site = {} }] }")
            .beyond(["'Office'", "'Susut'"]),
        key("ribbons.on_hand", "ribbons = { on_hand = {}, cards_each = 100 }").at(["0", "10000000"]).beyond(["-1", "10000001"]),
        key("ribbons.cards_each", "ribbons = { on_hand = 300, cards_each = {} }")
            .at(["1", "1000000", "'exponential(1)'", "'exponential(1000000)'"])
            .beyond(["0.9", "1000001"]),
    ]);
}

/// Waiting times up to the longest.
const DELAYS: [&str; 6] = [
    "'0 s'",
    LONGEST,
    "'0 wd'",
    "'104249 wd'",
    "'exponential(104249 d)'",
    "'lognormal(10 wd, 5)'",
];

fn sites(keys: &mut Vec<Key>) {
    let ramp = list(1_000, |_| "10000".to_owned());
    let printer = |key: &str| -> Vec<Key> {
        let every = self::key(
            format!("printer.{key}"),
            format!("printer = {{ overload = 9, life = 500, {key} = {{}} }}"),
        );
        let one = self::key(
            format!("sites.NAME.printers[].{key}"),
            format!("sites.Susut.printers = [{{ overload = 9, life = 500, {key} = {{}} }}]"),
        );
        [every, one]
            .into_iter()
            .map(|row| {
                let template = match key {
                    // No key stands twice.
                    "overload" | "life" => row.template.replacen(
                        if key == "life" {
                            "life = 500, "
                        } else {
                            "overload = 9, "
                        },
                        "",
                        1,
                    ),
                    _ => row.template.clone(),
                };
                Key { template, ..row }
            })
            .collect()
    };
    type Values<'a> = (&'a str, Vec<&'a str>, Vec<&'a str>);
    let longest_ramp = list(1_001, |_| "1".to_owned());
    let rows: [Values; 10] = [
        (
            "print_time",
            vec![
                "'1 s'",
                "'1 d'",
                "'exponential(1 s)'",
                "'uniform(0 s, 2 d)'",
            ],
            vec!["'0.999 s'", "'86401 s'"],
        ),
        ("daily_limit", vec!["0", "10000"], vec!["-1", "10001"]),
        ("overload", vec!["0", "10000"], vec!["-1", "10001"]),
        ("spoilage", vec!["0", "1"], vec!["-0.1", "1.1"]),
        ("overload_spoilage", vec!["0", "1"], vec!["-0.1", "1.1"]),
        ("overload_wear", vec!["0", "1000"], vec!["-0.1", "1000.1"]),
        (
            "life",
            vec!["1", "1000000000", "'exponential(1)'", "'weibull(0.5, 0.5)'"],
            vec!["0.9", "1000000001"],
        ),
        (
            "repair",
            vec!["'0 s'", "'10000 d'", "'exponential(10000 d)'"],
            vec!["'-1 s'", "'10001 d'"],
        ),
        ("daily_availability", vec!["0", "1"], vec!["-0.1", "1.1"]),
        (
            "ramp",
            vec!["[]", "[0]", &ramp],
            vec!["[-1]", "[10001]", &longest_ramp],
        ),
    ];
    for (name, at, beyond) in rows {
        for mut row in printer(name) {
            row.at = at.iter().map(|value| (*value).to_owned()).collect();
            row.beyond = beyond.iter().map(|value| (*value).to_owned()).collect();
            keys.push(row);
        }
    }
    let away = |at| format!("{{from={},until={}}}", date(at), date(at + 3));
    let printers = |at| format!("{{name='p{at}'}}");
    let dates = |row: Key| row.at([FIRST, LAST]).beyond(["1899-12-31", "2200-01-01"]);
    keys.extend([
        key(
            "sites.NAME.office",
            "routing = 'pooled'\nsites.Office.office = {}",
        )
        .at(["true", "false"])
        .beyond(["1"]),
        key("sites.NAME.kecamatan", "{}")
            .at([
                "sites.Susut.kecamatan = 'Bangli'",
                &places("sites", 9_998),
                &places("kecamatan", 10_000),
            ])
            .beyond(["kecamatan.Bangli = {}\nsites.Susut.kecamatan = 'Kintamani'"]),
        key("sites.NAME.printers", "{}")
            .at([
                "sites.Susut.printers = 0",
                "sites.Susut.printers = 1000",
                &format!("sites.Susut.printers = {}", list(1000, printers)),
            ])
            .large([&many_printers(99)])
            .beyond([
                "sites.Susut.printers = -1",
                "sites.Susut.printers = 1001",
                &format!("sites.Susut.printers = {}", list(1001, printers)),
                &many_printers(100),
            ]),
        key(
            "sites.NAME.printers[].name",
            "sites.Susut.printers = [{ name = {} }]",
        )
        .at(names(&[1, 60]))
        .beyond(names(&[0, 61])),
        dates(key(
            "sites.NAME.printers[].arrives",
            "sites.Susut.printers = [{ arrives = {} }]",
        )),
        key(
            "sites.NAME.printers[].away",
            "sites.Susut.printers = [{ away = {} }]",
        )
        .at(["[]"])
        .at_list(1_000, away)
        .beyond_list(1_001, away),
        key(
            "sites.NAME.printers[].away[].from",
            "sites.Susut.printers = [{ away = [{ from = {}, until = 2017-05-08 }] }]",
        )
        .at([FIRST, "2017-05-08"])
        .beyond(["1899-12-31"]),
        key(
            "sites.NAME.printers[].away[].until",
            "sites.Susut.printers = [{ away = [{ from = 2017-05-08, until = {} }] }]",
        )
        .at(["2017-05-08", LAST])
        .beyond(["2017-05-07", "2200-01-01"]),
        key("sites.NAME.upgrade.done", "sites.Susut.upgrade.done = {}")
            .at(["'done'", "'never'", FIRST, LAST, "2199-12-31T23:59"])
            .at(DELAYS)
            .beyond(["1899-12-31", "'-1 d'"]),
        key("sites.NAME.upgrade.work", "sites.Susut.upgrade.work = {}")
            .at(DELAYS)
            .beyond(["'-1 d'", "'1'"]),
        key("upgrades.crew_order", "{}")
            .at(["upgrades.crew_order = []", &crew(9_998)])
            .beyond([
                "upgrades.crew_order = ['Susut']",
                "upgrades.crew_order = ['Kintamani']",
            ]),
    ]);
}

/// This many more sites or kecamatan.
fn places(table: &str, more: usize) -> String {
    let mut text = format!("[{table}]\n");
    for at in 0..more {
        text += &match table {
            "sites" => format!("p{at} = {{ kecamatan = 'Susut' }}\n"),
            // The sites that are there keep their residents.
            _ if at == 0 => "Bangli = {}\n".to_owned(),
            _ if at == 1 => "Susut = {}\n".to_owned(),
            _ => format!("p{at} = {{}}\n"),
        };
    }
    text
}

/// This many more sites of a thousand printers each, beside the thousand at Susut.
fn many_printers(more: usize) -> String {
    let sites: String = (0..more)
        .map(|at| format!("sites.p{at}.printers = 1000\n"))
        .collect();
    format!("sites.Office.printers = 0\nsites.Susut.printers = 1000\n{sites}")
}

/// This many more sites, all of which the crew does, in the opposite order.
fn crew(more: usize) -> String {
    let sites: String = (0..more)
        .map(|at| format!("p{at} = {{ kecamatan = 'Susut', upgrade = {{ work = '1 h' }} }}\n"))
        .collect();
    format!(
        "upgrades.crew_order = {}\n[sites]\n{sites}",
        list(more, |at| format!("'p{}'", more - 1 - at))
    )
}

fn happenings(keys: &mut Vec<Key>) {
    let outage = |at| format!("{{name='o{at}',from=2017-05-02T09:00,until=2017-05-02T11:30}}");
    let busy = |at| format!("{{name='o{at}',every='1 min',lasts='1 s'}}");
    let window = "from = 2017-05-02, until = 2017-05-03";
    let observed = |at| format!("{{from=2017-05-02,until={},total=9}}", date(7 + at % 80));
    keys.extend([
        key("outages[].name", "outages = {}")
            .at([
                &format!("[{{ name = {}, {window} }}]", names(&[60])[0]),
                &format!("[{{ name = 'x', {window} }}]"),
            ])
            .at_list(1_000, outage)
            .large_list(1_000, busy)
            .beyond([
                &format!("[{{ name = '', {window} }}]"),
                &format!("[{{ name = {}, {window} }}]", names(&[61])[0]),
            ]),
        key(
            "outages[].sites",
            format!("outages = [{{ {window}, sites = {{}} }}]"),
        )
        .at(["[]", "['Office', 'Susut']"])
        .beyond(["['Kintamani']"]),
        key(
            "outages[].from",
            "outages = [{ from = {}, until = 2199-12-31 }]",
        )
        .at([FIRST, LAST])
        .beyond(["1899-12-31", "2200-01-01"]),
        key(
            "outages[].until",
            "outages = [{ from = 1900-01-01, until = {} }]",
        )
        .at([FIRST, LAST])
        .beyond(["1899-12-31", "2200-01-01"]),
        key(
            "outages[].every",
            "outages = [{ every = {}, lasts = '1 h' }]",
        )
        .at(["'1 min'", "'10000 d'", "'exponential(1 min)'"])
        .beyond(["'59 s'", "'10001 d'"]),
        key(
            "outages[].lasts",
            "outages = [{ every = '1 h', lasts = {} }]",
        )
        .at(["'1 s'", "'10000 d'", "'exponential(1 s)'"])
        .beyond(["'0.9 s'", "'10001 d'"]),
        key(
            "observations[].from",
            "observations = [{ from = {}, until = 2199-12-31, total = 9 }]",
        )
        .at([FIRST, LAST])
        .beyond(["1899-12-31", "2200-01-01"]),
        key(
            "observations[].until",
            "observations = [{ from = 1900-01-01, until = {}, total = 9 }]",
        )
        .at([FIRST, LAST])
        .beyond(["1899-12-31", "2200-01-01"]),
        key("observations[].counts", "observations = {}")
            .at(["cards", "blanks"]
                .map(|what| format!("[{{ {window}, total = 1, counts = '{what}' }}]"))
                .each_ref()
                .map(|text| text.as_str()))
            .beyond([&*format!("[{{ {window}, total = 1, counts = 'ribbons' }}]")]),
        key("observations[].total", "observations = {}")
            .at([
                &format!("[{{ {window}, total = 0 }}]"),
                &format!("[{{ {window}, total = 10000000 }}]"),
            ])
            .at_list(10_000, observed)
            .beyond([
                &format!("[{{ {window}, total = -1 }}]"),
                &format!("[{{ {window}, total = 10000001 }}]"),
            ]),
        key(
            "observations[].sites",
            format!("observations = [{{ {window}, total = 9, sites = {{}} }}]"),
        )
        .at(["{}", "{ Office = 0, Susut = 10000000 }"])
        .beyond([
            "{ Susut = -1 }",
            "{ Susut = 10000001 }",
            "{ Kintamani = 1 }",
        ]),
    ]);
}
