//! Characters that are not visible never leave the program as they came in: not in a message, a page, a trace, a CSV cell or a plot.

use std::fs;
use std::process::{Command, Output};

use cetak::error::{Error, ErrorKind, Place};
use cetak::experiment::{Control, Settings};
use cetak::office::plan::Plan;
use cetak::projection::{
    Asker, Projection, ScenarioComparison, compare, project, promise, promises, trace,
};
use cetak::random::Streams;
use cetak::report::csv::Dialect;
use cetak::report::table;
use cetak::scenario::{self, Override, Problems};
use cetak::words::Lang;
use cetak::{report, words};
use proptest::prelude::*;
use proptest::sample::select;

/// What would colour a terminal, begin a line, turn text around, hide, end a tag, or run in a spreadsheet.
const HOSTILE: [&str; 24] = [
    "\u{1b}[31mred",
    "a\nforged: line",
    "a\r\nforged: line",
    "bell\u{7}",
    "tab\there",
    "del\u{7f}",
    "\u{9b}2Jcleared",
    "next\u{85}forged: line",
    "\u{2028}forged: line",
    "\u{2029}forged: line",
    "\u{202e}gnp.exe",
    "\u{2066}isolated\u{2069}",
    "mark\u{200f}\u{61c}",
    "zero\u{200b}width",
    "\u{feff}mark",
    "no\u{fffe}text\u{ffff}",
    "tag\u{e0041}",
    "nul\0",
    "</text><script>alert(1)</script>",
    "\"quoted\" & 'so'",
    "back\\slash.dotted=equal",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
];

fn is_hidden(c: char) -> bool {
    let invisible = "\u{ad}\u{61c}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}";
    c.is_control()
        || invisible.contains(c)
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{206f}').contains(&c)
        || ('\u{e0000}'..='\u{e0fff}').contains(&c)
}

/// Fails if anything but line feeds is hidden in the text, or a line begins as a forged one would.
#[track_caller]
fn clean(text: &str) {
    for line in text.lines() {
        assert!(!line.contains(is_hidden), "{line:?}");
        assert!(!line.starts_with("forged"), "{line:?} in {text:?}");
    }
}

#[track_caller]
fn clean_line(text: &str) {
    clean(text);
    assert!(!text.contains('\n'), "{text:?}");
}

#[track_caller]
fn clean_problems(problems: Problems) {
    for lang in Lang::ALL {
        let said = problems.render(lang);
        clean(&said);
        assert_eq!(said.lines().count(), problems.iter().count(), "{said:?}");
        problems
            .iter()
            .for_each(|one| clean_line(&one.render(lang)));
    }
    let (count, error) = (problems.iter().count(), Error::from(problems));
    clean(&error.to_string());
    assert_eq!(error.to_string().lines().count(), count);
}

/// Text in a TOML file, in quotes.
fn toml(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if is_hidden(c) => format!("\\U{:08X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

/// A scenario that can be run, with these texts at every place where text may stand, some raw.
fn hostile_file(texts: &[String], broken: usize) -> String {
    let text = |i: usize| toml(&texts[i % texts.len()]);
    let mut lines = vec![
        format!("name = {}", text(0)),
        "start = 2017-05-01\nhorizon = 2017-05-19\nrouting = \"own-and-office\"".into(),
        "backlog.total = 9\nblanks.on_hand = 20".into(),
        "holidays.sets = [\"indonesia-2017\"]".into(),
        format!("[[holidays.own]]\ndate = 2017-05-05\nname = {}", text(1)),
        format!("[kecamatan.{}]\nshare = 1", text(2)),
        format!(
            "[sites.{}]\noffice = true\nkecamatan = {}",
            text(3),
            text(2)
        ),
        format!("printers = [{{ name = {} }}]", text(4)),
        format!("[[outages]]\nname = {}\nsites = [{}]", text(5), text(3)),
        "from = 2017-05-02\nuntil = 2017-05-02".into(),
    ];
    let wrong = [
        format!("[printer]\nprint_time = {}", text(6)),
        format!(
            "[printer]\nprint_time = {}",
            toml(&format!("3 min{}", texts[0]))
        ),
        format!("[printer]\nlife = {}\nspoilage = {}", text(6), text(0)),
        format!("[{}]\nx = 1", text(6)),
        format!(
            "[hours]\nmonday = {}\n{} = 1",
            toml(&format!("07:30-{}:", texts[0])),
            text(6)
        ),
        format!("[upgrades]\ncrew_order = [{}]", text(6)),
        format!(
            "[arrivals]\nfrom = {}\n[[arrivals.campaigns]]\nkecamatan = {}",
            text(0),
            text(6)
        ),
        format!(
            "[ribbons]\non_hand = 1\ncards_each = {}",
            toml(&format!("gamma({}=1)", texts[0]))
        ),
        format!("[suket]\n{}.{} = {}", text(0), text(6), text(1)),
        format!("[x]\ny = {}", texts[0]),
        format!("[x]\n{} = 1", texts[0]),
    ];
    lines.extend(wrong.get(broken % 12).cloned());
    if broken % 5 == 1 {
        lines.insert(0, format!("extends = {}", text(6)));
    }
    lines.join("\n")
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(&HOSTILE[..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => (any::<char>(), select(&HOSTILE[..])).prop_map(|(c, text)| format!("{c}{text}")),
    ]
}

/// A plan as a program may build it, which no file reader has looked at.
fn hostile_plan(texts: &[String]) -> Plan {
    let file = include_str!("shown.toml");
    let mut plan = scenario::parse(file, "shown.toml", &[])
        .expect("a sound file")
        .plan;
    let text = |i: usize| texts[i % texts.len()].clone();
    plan.name = text(0);
    for (i, site) in plan.sites.iter_mut().enumerate() {
        site.name = format!("{}{i}", text(1 + i));
        for (k, printer) in site.printers.iter_mut().enumerate() {
            printer.name = format!("{}{k}", text(3 + i + k));
        }
    }
    for (i, kecamatan) in plan.kecamatan.iter_mut().enumerate() {
        kecamatan.name = format!("{}{i}", text(5 + i));
    }
    for outage in &mut plan.outages {
        outage.name = text(7);
    }
    plan
}

fn few() -> Settings {
    Settings {
        replications: 2,
        seed: 1,
        threads: Some(1),
    }
}

fn clean_reports(projection: &Projection) {
    for lang in Lang::ALL {
        clean(&report::text::run(projection, lang));
        clean_svg(&report::plot::svg(projection, lang));
    }
    clean_csv(&report::csv::run(projection, Dialect::Plain));
    for of in table::Of::ALL {
        let projections = std::slice::from_ref(projection);
        clean_csv(&table::csv(of, projections, Dialect::Plain));
        clean_indonesian(&table::csv(of, projections, Dialect::Indonesian));
        clean(&table::json(of, projections));
    }
    let json = report::json::run(projection);
    clean(&json);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["scenario"]["name"], projection.plan.name.as_str());
}

fn clean_comparison(comparison: &ScenarioComparison) {
    for lang in Lang::ALL {
        clean(&report::compare::text(comparison, lang));
        clean_svg(&report::plot::comparison(comparison, lang));
    }
    clean_csv(&report::compare::csv(comparison, Dialect::Plain));
    clean(&report::compare::json(comparison));
}

/// The tables for the notice board, the answer to a resident, and the refusal of one whose kecamatan is this text.
fn clean_promises(plan: &Plan, text: &str) {
    let all = promises(plan.clone(), &few(), &Control::default()).expect("a sound plan");
    let asker = |kecamatan: &str| Asker {
        kecamatan: kecamatan.to_owned(),
        recorded: plan.start,
        suket: true,
    };
    let name = asker(&plan.kecamatan[0].name);
    let one = promise(plan.clone(), &name, &few(), &Control::default()).expect("a sound plan");
    for lang in Lang::ALL {
        clean(&report::promise::board(&all, lang));
        clean(&report::promise::text(&one, lang));
        if let Err(error) = promise(plan.clone(), &asker(text), &few(), &Control::default()) {
            clean_line(&error.render(lang));
        }
    }
    clean_csv(&report::promise::csv(&all, Dialect::Plain));
    clean_indonesian(&report::promise::csv(&one, Dialect::Indonesian));
    clean(&report::promise::board_json(&all));
    clean(&report::promise::json(&one));
}

fn clean_csv(text: &str) {
    clean_cells(text, b',');
}

fn clean_indonesian(text: &str) {
    clean_cells(text.strip_prefix('\u{feff}').expect("a mark"), b';');
}

/// Every cell is one clean line, and a number or text that no spreadsheet runs.
fn clean_cells(text: &str, delimiter: u8) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        for cell in &record.expect("rows of equal length") {
            clean_line(cell);
            let runs = cell.trim_start().starts_with(['=', '+', '-', '@']);
            let number = match delimiter {
                b';' => cell.replace(',', "."),
                _ => cell.to_owned(),
            };
            assert!(!runs || number.parse::<f64>().is_ok(), "{cell:?}");
        }
    }
    assert!(!text.contains('\r'));
}

/// Nothing that XML cannot hold, and no tag but those of a plot.
fn clean_svg(svg: &str) {
    clean(svg);
    for tag in svg.split('<').skip(1) {
        let known = [
            "svg", "/svg", "rect", "text", "/text", "line", "polyline", "polygon", "circle",
        ];
        let name = tag
            .split([' ', '>', '/', '\n'])
            .find(|part| !part.is_empty());
        let name = name.map_or(String::new(), |name| {
            if tag.starts_with('/') {
                format!("/{name}")
            } else {
                name.into()
            }
        });
        assert!(known.contains(&name.as_str()), "<{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn problems_are_one_clean_line_each(
        texts in prop::collection::vec(hostile(), 7),
        broken in 0usize..60,
        file in hostile(),
    ) {
        let text = hostile_file(&texts, broken);
        let key = format!("sites.{}.printers={}", toml(&texts[5]), texts[6]);
        let sets: Vec<Override> = [key, texts[4].clone()]
            .into_iter()
            .filter_map(|set| match set.parse::<Override>() {
                Ok(set) => Some(set),
                Err(error) => {
                    clean_line(&error.to_string());
                    None
                }
            })
            .collect();
        match scenario::parse(&text, &file, &sets) {
            Ok(found) => found.warnings.iter().for_each(|one| {
                Lang::ALL.iter().for_each(|lang| clean_line(&one.render(*lang)));
            }),
            Err(problems) => clean_problems(problems),
        }
        if let Err(problems) = scenario::read(format!("missing/{}", file.replace('\0', "")), &[]) {
            clean_problems(problems);
        }
    }

    #[test]
    fn errors_are_one_clean_line(text in hostile(), file in hostile()) {
        let place = Place::new(file, Some(7));
        clean_line(&place.to_string());
        clean_line(&Error::new(ErrorKind::Value, text.as_str()).at(place).to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn reports_are_clean_whatever_a_plan_says(texts in prop::collection::vec(hostile(), 8)) {
        let plan = hostile_plan(&texts);
        let Ok(projection) = project(plan.clone(), &few(), &[], &Control::default()) else {
            // Names may have turned out alike.
            return Ok(());
        };
        clean_reports(&projection);
        clean_promises(&plan, &texts[6]);
        let mut other = plan.clone();
        other.name = texts[7].clone();
        let comparison = compare(vec![plan.clone(), other], &few(), &[], &Control::default());
        clean_comparison(&comparison.expect("what runs once runs twice"));
        for lang in Lang::ALL {
            trace(plan.clone(), &Streams::new(1, 0), &mut |now, event, office| {
                clean_line(&report::trace::line(now, event, office, lang));
            }).expect("what runs once runs twice");
        }
    }
}

#[test]
fn each_hostile_text_is_clean_at_every_place() {
    for text in HOSTILE {
        for broken in 0..12 {
            let text = hostile_file(&vec![text.to_owned(); 7], broken);
            if let Err(problems) = scenario::parse(&text, "hostile.toml", &[]) {
                clean_problems(problems);
            }
        }
        let plan = hostile_plan(&vec![text.to_owned(); 8]);
        clean_reports(&project(plan, &few(), &[], &Control::default()).expect("a sound plan"));
    }
}

#[test]
fn what_is_hidden_is_named_and_the_rest_is_left_alone() {
    let place = |file: &str| Place::new(file, None).to_string();
    for plain in [
        "C:\\files\\my office.toml",
        "kantor/désa \"1\".toml",
        "役所.toml",
        "🖨.toml",
    ] {
        assert_eq!(place(plain), plain);
    }
    assert_eq!(
        place("a\n\u{1b}[1m\u{202e}.toml"),
        r"a\n\u{1b}[1m\u{202e}.toml"
    );
    let error = scenario::parse(
        "[printer]\nprint_time = \"3 min\\nerror: x\"",
        "f.toml",
        &[],
    );
    let said = error.unwrap_err().render(Lang::En);
    assert!(
        said.contains(r#"found "3 min\nerror: x"; wanted"#),
        "{said}"
    );
}

#[test]
fn no_message_of_ours_hides_anything() {
    for lang in Lang::ALL {
        clean_line(&words::date(lang, jiff::civil::date(2017, 4, 26)));
        clean_line(&words::decimal(lang, -80_000.5, 1));
    }
    let words = concat!(env!("CARGO_MANIFEST_DIR"), "/src/words");
    let files = Lang::ALL.map(|lang| fs::read_dir(format!("{words}/{lang}")).expect("word files"));
    let files: Vec<_> = files.into_iter().flatten().collect();
    assert!(files.len() >= 14, "{files:?}");
    for file in files {
        let path = file.expect("it is listed").path();
        clean(&fs::read_to_string(path).expect("a word file"));
    }
}

#[test]
fn text_that_a_spreadsheet_would_run_is_marked_and_numbers_stay_numbers() {
    let cell = |name: &str| {
        let plan = hostile_plan(&[name.to_owned()]);
        let projection = project(plan, &few(), &[], &Control::default()).expect("a sound plan");
        let csv = report::csv::run(&projection, Dialect::Plain);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let record = reader.records().next().expect("a row").expect("a row");
        record[0].to_owned()
    };
    assert_eq!(cell("Bangli, 2017"), "Bangli, 2017");
    assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
    assert_eq!(cell(" @SUM(A1)"), "' @SUM(A1)");
    assert_eq!(cell("\t=1"), r"\t=1");
    assert_eq!(cell("-5"), "-5");
    assert_eq!(cell("-5+1"), "'-5+1");
    assert_eq!(cell("-inf"), "'-inf");
}

fn cetak(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .env("LC_ALL", "C")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program starts")
}

#[test]
fn arguments_are_shown_clean() {
    for text in HOSTILE.iter().filter(|text| !text.contains('\0')) {
        for arguments in [
            &["check", text][..],
            &["check", "bangli", "--set", text],
            &["check", "bangli", "--set", &format!("name={text}")],
            &["run", "bangli", "--by", text],
            &["run", "bangli", "--seed", text],
            &["run", "bangli", "--format", text],
            &["list", "--lang", text],
            &["list", "--lang", &format!("en{text}")],
            &["list", text],
            &["list", &format!("--lan{text}")],
            &[&format!("--{text}")],
            &[&format!("chec{text}")],
            &["run", "bangli", "-n1", "-o", &format!("missing/{text}")],
            &["run", "bangli", "-n1", "--plot", text],
        ] {
            let output = cetak(arguments);
            for said in [&output.stdout, &output.stderr] {
                clean(std::str::from_utf8(said).expect("UTF-8"));
            }
        }
    }
}
