//! Files of a megabyte, whatever stands in them, are read in time that grows as they do, and told in fifty lines.
//!
//! Each shape once took minutes to days, gigabytes, or the stack. The bound on time is a guard: a shape takes a fraction of a second.

use std::fmt::Write;
use std::time::{Duration, Instant};

use cetak::scenario::{self, Problems, Scenario, Severity};
use cetak::words::Lang;

const LARGEST: usize = 1 << 20;
const GUARD: Duration = Duration::from_secs(60);

const LEAST: &str =
    "start = 2017-04-26\nhorizon = 2017-12-29\nbacklog.total = 10\nblanks.on_hand = 10\n";

/// `before`, as many pieces as fit into the largest file, and `after`.
fn filled(before: &str, piece: impl Fn(usize) -> String, after: &str) -> String {
    let mut text = before.to_owned();
    for at in 0.. {
        let next = piece(at);
        if text.len() + next.len() + after.len() > LARGEST {
            break;
        }
        text += &next;
    }
    text + after
}

fn repeated(before: &str, piece: &str, after: &str) -> String {
    filled(before, |_| piece.to_owned(), after)
}

/// A scenario with this many sites below what is given.
fn with_sites(count: usize, text: &str, site: &str) -> String {
    let mut whole = format!("{LEAST}{text}");
    for at in 0..count {
        writeln!(whole, "[sites.'Tempat {at}']\n{site}").unwrap();
    }
    whole
}

fn read(name: &str, text: &str) -> Result<Scenario, Problems> {
    assert!(text.len() <= LARGEST, "{name}: {} bytes", text.len());
    let begun = Instant::now();
    let found = scenario::parse(text, "large.toml", &[]);
    let said = match &found {
        Ok(scenario) => scenario.render_warnings(Lang::En),
        Err(problems) => problems.render(Lang::En),
    };
    let took = begun.elapsed();
    println!("{took:9.3?} {name}");
    assert!(took < GUARD, "{name} took {took:?}");
    let lines = said.lines().count();
    assert!(lines <= 51, "{name} is told in {lines} lines");
    found
}

fn refused(name: &str, text: &str) -> Problems {
    let problems = read(name, text).expect_err(name);
    let errors = problems.iter().filter(|p| p.severity() == Severity::Error);
    assert!((1..=1000).contains(&errors.count()), "{name}");
    let told = problems.render(Lang::En);
    // Of what is no scenario at all, three lines and how many more there are.
    let most = if told.contains("a line that is not TOML") {
        4
    } else {
        51
    };
    assert_eq!(told.lines().count(), problems.total().min(most), "{name}");
    problems
}

#[test]
fn text_that_is_no_toml_is_refused_at_once() {
    for piece in [
        "=\n",
        "= ",
        "=",
        "[",
        "[[",
        "[\n",
        "]",
        "{",
        "}",
        "{\n",
        ",",
        "\n",
        "\r",
        "\0",
        "\t",
        ".",
        ". ",
        "'",
        "\"",
        "'''",
        "\"\"\"",
        "\\",
        "#",
        "#\u{1}\n",
        "a\n",
        "a b\n",
        "a=\n",
        "a=[\n",
        "a=[",
        "a={",
        "a={a=",
        "a=]\n",
        "a=}\n",
        "a=1 1\n",
        "a='\n",
        "a=\"\\q\"\n",
        "[a\n",
        "[[a]\n",
        "[]\n",
        "a.=1\n",
        "a.",
        "a.b.",
        "[a.",
        "é",
        "é=1\n",
        "a=2017-99-99\n",
        "a=1__1\n",
        "a=[1 1]\n",
        "a={b=1 c=2}\n",
    ] {
        refused(
            &format!("{piece:?} again and again"),
            &repeated("", piece, "\n="),
        );
        refused(
            &format!("{piece:?} in a list"),
            &repeated("a = [", piece, "\n="),
        );
    }
    refused("escapes in one text", &repeated("a = \"", "\\q", "\"\n="));
    // In a scenario, the first fifty lines are shown.
    let lines = "=\n".repeat(20_000);
    let problems = refused("lines of =", &format!("start = 2017-04-26\n{lines}"));
    assert_eq!((problems.total(), problems.iter().count()), (20_000, 1000));
    let said = problems.render(Lang::En);
    assert!(
        said.starts_with("large.toml:2: found =; wanted TOML"),
        "{said}"
    );
    assert!(said.ends_with("\n… and 19,950 more problems"), "{said}");
    let said = problems.render(Lang::Id);
    assert!(said.ends_with("\n… dan 19.950 masalah lagi"), "{said}");
    // Without a key of ours it is no scenario, which one line says.
    let problems = refused("lines of = alone", &lines);
    assert_eq!((problems.total(), problems.iter().count()), (1, 1));
    let said = problems.render(Lang::En);
    assert!(
        said.starts_with("large.toml:1: found a text that is no scenario"),
        "{said}"
    );
}

#[test]
fn depth_is_refused_and_takes_no_stack() {
    let in_list =
        |open: &str, close: &str, n: usize| format!("a = {}1{}", open.repeat(n), close.repeat(n));
    let dotted = "a.".repeat(LARGEST / 2 - 10);
    let inside = |n: usize| in_list(&format!("{{{}a=", "a.".repeat(7)), "}", n);
    for (name, text, kind) in [
        ("key", format!("{dotted}a=1"), "key-long"),
        ("heading", format!("[{dotted}a]"), "key-long"),
        ("list heading", format!("[[{dotted}a]]"), "key-long"),
        ("inline key", format!("a={{{dotted}a=1}}"), "key-long"),
        (
            "nine parts",
            "a.'b.c' . \"d\".e.f.g.h.i.j=1".to_owned(),
            "key-long",
        ),
        ("seventeen lists", in_list("[", "]", 16), "too-deep"),
        ("seventy lists", in_list("[", "]", 70), "too-deep"),
        ("seventy tables", inside(70), "too-deep"),
        ("lists", in_list("[", "]", LARGEST / 2 - 10), "file-foreign"),
        (
            "tables",
            in_list("{a=", "}", LARGEST / 4 - 10),
            "file-foreign",
        ),
    ] {
        let problems = refused(name, &text);
        assert!(
            problems.iter().any(|p| p.kind() == kind),
            "{name}: {problems}"
        );
    }
    let problems = refused(
        "nine short",
        "\na.b.c.d.e.f.g.h.i = 1\n[b.c.d.e.f.g.h.i.j.k]",
    );
    let expected = "large.toml:2: found a key of 9 parts; wanted 8 at most
large.toml:3: found a key of 10 parts; wanted 8 at most";
    assert_eq!(problems.to_string(), expected);
    // As deep as is allowed, the file is read, and its keys are judged.
    let problems = refused("eight", "a.b.c.d.e.f.g.h = [[[[[[[1]]]]]]]");
    assert!(
        problems.iter().all(|p| p.kind() != "too-deep"),
        "{problems}"
    );
    // What stands on the command line is no less deep.
    for value in [format!("{{{dotted}a=1}}"), in_list("[", "]", 70)] {
        let set = format!("printer.life={value}").parse().unwrap();
        let problems = scenario::parse(LEAST, "large.toml", &[set]).unwrap_err();
        assert!(problems.iter().any(|p| p.key() == "printer.life"));
    }
}

#[test]
fn keys_that_are_not_known_are_refused_at_once() {
    for (name, text) in [
        ("unknown keys", filled("", |at| format!("k{at}=1\n"), "")),
        (
            "unknown keys of a table",
            filled("[printer]\n", |at| format!("k{at}=1\n"), ""),
        ),
        (
            "unknown keys in one line",
            filled("printer={", |at| format!("k{at}=1,"), "a=1}"),
        ),
        ("unknown tables", filled("", |at| format!("[t{at}]\n"), "")),
        ("unknown lists", filled("", |at| format!("[[t{at}]]\n"), "")),
        ("keys twice", repeated("", "start=1\n", "")),
        ("tables twice", repeated("", "[blanks]\n", "")),
        ("keys below a value", repeated("a=1\n", "a.b=1\n", "")),
        ("one key", repeated("", "start", "=1")),
        ("one quoted key", repeated("'", "horizon", "'=1")),
        (
            "long keys",
            filled("", |at| format!("{}{at}=1\n", "start".repeat(200)), ""),
        ),
        (
            "a list of tables",
            repeated(LEAST, "[[outages]]\nfrom=1\n", ""),
        ),
        ("one long line", repeated("start =", " ", "1")),
        ("one long text", repeated("start = '", "2017", "'")),
        ("one long number", repeated("backlog.total = 1", "0", "")),
        (
            "long numbers",
            filled("", |at| format!("k{at}=1{}\n", "0".repeat(1000)), ""),
        ),
    ] {
        refused(name, &text);
    }
    let unknown = refused(
        "1,200 unknown keys",
        &filled("", |at| format!("k{at}{}=1\n", "x".repeat(863)), ""),
    );
    // One for each key, and five keys that are missing.
    let lines = LARGEST / 870;
    assert!(
        unknown.total().abs_diff(lines + 5) < 10,
        "{}",
        unknown.total()
    );
}

#[test]
fn names_that_are_not_known_are_refused_at_once() {
    let unknown = |n: usize| {
        (0..n)
            .map(|at| format!("'Tampat {at}', "))
            .collect::<String>()
    };
    let numbered = |n: usize| {
        (0..n)
            .map(|at| format!("'Tampat {at}' = 1, "))
            .collect::<String>()
    };
    let dates = "from = 2017-05-01, until = 2017-05-02";
    let delivery = |site: &str| format!("{{date = 2017-05-01, pieces = 1, site = '{site}'}}, ");
    let name60 = |at: usize| format!("{at:060}");
    let sites60: String = (0..8000)
        .map(|at| format!("[sites.'{}']\n", name60(at)))
        .collect();
    let outage60 = format!(
        "{LEAST}outages = [{{{dates}, sites = [{}]}}]\n",
        format!("'{}', ", "9".repeat(60)).repeat(5000)
    );
    for (name, text) in [
        (
            "an outage",
            with_sites(
                10_000,
                &format!("outages = [{{{dates}, sites = [{}]}}]\n", unknown(10_000)),
                "",
            ),
        ),
        (
            "outages",
            with_sites(
                10_000,
                &format!(
                    "outages = [{}]\n",
                    format!("{{{dates}, sites = [{}]}},", unknown(10)).repeat(900)
                ),
                "",
            ),
        ),
        (
            "outages of known sites",
            with_sites(
                9_000,
                &format!(
                    "outages = [{}]\n",
                    format!("{{{dates}, sites = ['Tempat 8999', 'Tempat 8999']}},").repeat(1000)
                ),
                "",
            ),
        ),
        (
            "the order of the crew",
            with_sites(
                10_000,
                &format!("upgrades.crew_order = [{}]\n", unknown(10_000)),
                "",
            ),
        ),
        (
            "sites for the crew",
            with_sites(10_000, "upgrades.crew_order = []\n", "upgrade.work = '1 d'"),
        ),
        (
            "an allotment",
            with_sites(
                10_000,
                &format!(
                    "blanks.held = 'by-site'\nblanks.allotment = {{{}}}\n",
                    numbered(10_000)
                ),
                "",
            ),
        ),
        (
            "an observation",
            with_sites(
                10_000,
                &format!(
                    "observations = [{{total = 1, {dates}, sites = {{{}}}}}]\n",
                    numbered(10_000)
                ),
                "",
            ),
        ),
        (
            "deliveries",
            with_sites(
                10_000,
                &format!(
                    "blanks.deliveries = [{}]\n",
                    delivery("Tampat").repeat(10_000)
                ),
                "",
            ),
        ),
        (
            "deliveries to known sites",
            with_sites(
                10_000,
                &format!(
                    "blanks.deliveries = [{}]\n",
                    delivery("Tempat 9999").repeat(10_000)
                ),
                "",
            ),
        ),
        (
            "campaigns",
            with_sites(
                10_000,
                &format!(
                    "arrivals.campaigns = [{}]\n",
                    "{date = 2017-05-01, kecamatan = 'X', recordings = 1}, ".repeat(10_000)
                ),
                "",
            ),
        ),
        (
            "kecamatan of sites",
            with_sites(10_000, "kecamatan.X.share = 1\n", "kecamatan = 'Y'"),
        ),
        ("names of sixty characters", format!("{outage60}{sites60}")),
        (
            "names of a kilobyte",
            filled(
                &with_sites(10_000, "[blanks.allotment]\n", ""),
                |at| format!("[sites.'{at:01000}']\n"),
                "",
            ),
        ),
        ("one name", repeated(&format!("{LEAST}[sites.'"), "x", "']")),
        (
            "one name that is looked for",
            repeated(
                &with_sites(10_000, "outages = [{sites = ['", ""),
                "x",
                "']}]",
            )
            .replace("[sites.'Tempat 0']\n", ""),
        ),
        (
            "too many sites",
            filled(LEAST, |at| format!("[sites.{at}]\n"), ""),
        ),
        (
            "too many kecamatan",
            filled(LEAST, |at| format!("[kecamatan.{at}]\n"), ""),
        ),
        (
            "holidays of unknown names",
            repeated(&format!("{LEAST}holidays.sets = ['"), "indonesia-", "']"),
        ),
    ] {
        refused(name, &text);
    }
}

#[test]
fn values_that_are_wrong_are_refused_at_once() {
    for (name, before, piece, after) in [
        ("ramp", "printer.ramp = [", "-1,", "]"),
        ("absences", "sites.A.printers = [{away = [", "{},", "]}]"),
        ("printers", "sites.A.printers = [", "{},", "]"),
        (
            "sites that are no tables",
            "sites.A.printers = [",
            "1,",
            "]",
        ),
        ("days of holidays", "holidays.own = [", "1,", "]"),
        ("extra days", "opening_hours.extra_days = [", "{},", "]"),
        ("holiday sets", "holidays.sets = [", "'x',", "]"),
        (
            "windows of a day",
            "opening_hours.monday = '",
            "07:00-08:00, ",
            "'",
        ),
        (
            "windows that touch",
            "opening_hours.monday = '00:00-00:01, ",
            "00:01-00:02,",
            "'",
        ),
        (
            "values of a distribution",
            "printer.life = 'empirical(",
            "-1,",
            ")'",
        ),
        (
            "parameters of a distribution",
            "printer.life = 'lognormal(",
            "1,",
            ")'",
        ),
        (
            "named parameters",
            "printer.life = 'lognormal(",
            "median=1,",
            ")'",
        ),
        ("a distribution", "printer.life = '", "lognormal", "(1)'"),
        ("brackets", "printer.life = '", "(", ")'"),
        ("units", "sites.A.upgrade.done = '1 ", "wd ", "'"),
        ("a word", "routing = '", "own", "'"),
        ("digits", "printer.repair = '1", "0", " d'"),
        ("decimals", "printer.repair = '0.", "0", " d'"),
    ] {
        let text = repeated(&format!("{LEAST}{before}"), piece, after);
        let problems = read(name, &text).err();
        // A repair of no time is one: zeros after the point are still zero.
        assert!(problems.is_some() || name == "decimals", "{name}");
    }
}

#[test]
fn large_plans_are_read_at_once() {
    let plan = read("10,000 sites", &with_sites(10_000, "", ""))
        .unwrap()
        .plan;
    assert_eq!((plan.sites.len(), plan.kecamatan.len()), (10_000, 10_000));
    let plan = read(
        "3,000 sites",
        &with_sites(
            3_000,
            "routing = 'own'\n",
            "printers = 3\nupgrade.work = '1 d'",
        ),
    )
    .unwrap()
    .plan;
    assert_eq!(plan.crew_order.len(), 3_000);
    let plan = read(
        "100 sites of 1,000 printers",
        &with_sites(100, "", "printers = 1000"),
    )
    .unwrap()
    .plan;
    assert_eq!(
        plan.sites
            .iter()
            .map(|site| site.printers.len())
            .sum::<usize>(),
        100_000
    );
    // A list of values is shared by the printers, not copied for each.
    let values = "1 min, ".repeat(100_000);
    let text = format!("printer.print_time = 'empirical({values}2 min)'\n");
    read(
        "100,000 printers of one list",
        &with_sites(100, &text, "printers = 1000"),
    )
    .unwrap();
}

#[test]
fn warnings_are_told_in_fifty_lines_as_well() {
    let kecamatan: String = (0..9_000)
        .map(|at| format!("[kecamatan.'K {at}']\n"))
        .collect();
    let text = format!(
        "{}{kecamatan}",
        with_sites(1, "routing = 'own'\n", "kecamatan = 'K 5'")
    );
    let scenario = read("kecamatan that nobody serves", &text).unwrap();
    assert_eq!(scenario.warnings.len(), 8_999);
    let said = scenario.render_warnings(Lang::En);
    assert!(said.ends_with("\n… and 8,949 more warnings"), "{said}");
    let said = scenario.render_warnings(Lang::Id);
    assert!(said.ends_with("\n… dan 8.949 peringatan lagi"), "{said}");
    let printers = |site: usize| {
        (0..900)
            .map(move |at| format!("{{daily_limit={}}},", 200 + site * 900 + at))
            .collect::<String>()
    };
    let sites: String = (0..10)
        .map(|site| format!("[sites.S{site}]\nprinters=[{}]\n", printers(site)))
        .collect();
    let scenario = read("limits that are out of reach", &format!("{LEAST}{sites}")).unwrap();
    assert_eq!(scenario.warnings.len(), 9_000);
    // Where there are errors too, no warning is told in their place.
    let counts: String =
        "{from = 2017-05-01, until = 2017-05-02, total = 1, sites.A = 2}, ".repeat(5_000);
    let text = format!("{LEAST}[sites.A]\nprinters = -1\n[kecamatan.A]\n")
        .replace("start", &format!("observations = [{counts}]\nstart"));
    let problems = refused("observations that do not add up", &text);
    assert_eq!(problems.total(), 5_001);
    assert!(problems.to_string().contains("sites.A.printers: found -1"));
}
