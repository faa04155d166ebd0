//! Every way in which a command can go wrong ends with one clear line, the right code, and no panic.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn cetak(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

/// Runs what must fail with code 2, and returns what it says.
pub fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = cetak(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    said
}

fn one_line(said: &str, parts: &[&str]) {
    assert_eq!(said.lines().count(), 1, "{said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is not in {said}");
    }
}

#[test]
fn a_scenario_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    one_line(&refused(here, &["run", "missing.toml"]), &["missing.toml"]);
    fs::create_dir(here.join("folder.toml")).unwrap();
    one_line(&refused(here, &["run", "folder.toml"]), &["folder.toml"]);
    fs::write(here.join("binary.toml"), [0xff, 0xfe, 0x00]).unwrap();
    one_line(&refused(here, &["run", "binary.toml"]), &["binary.toml:1"]);
    one_line(&refused(here, &["run", "banglli"]), &["banglli", "bangli"]);
}

#[test]
fn every_problem_of_every_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(
        here.join("a.toml"),
        "extends = \"bangli\"\nblanks.on_hand = \"many\"\nbacklog.totl = 8000\n",
    )
    .unwrap();
    fs::write(
        here.join("b.toml"),
        "extends = \"bangli\"\nhorizn = 2017-12-29\n",
    )
    .unwrap();
    let output = cetak(here, &["check", "a.toml", "bangli", "b.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    for place in ["a.toml:2: ", "a.toml:3: ", "b.toml:2: "] {
        assert!(said.contains(place), "{place} is not in {said}");
    }
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .starts_with("bangli: OK")
    );
}

/// One day in 214 is the one that is open already, which no reading of the scenario can be sure to meet.
#[test]
fn a_world_that_cannot_be_run_ends_the_run_with_its_number_and_its_values() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let open = "extends = \"bangli-exact\"\nopening_hours.extra_days = [\n    { date = 2017-06-03, hours = \"08:00-12:00\" },\n    \
        { date = { uncertain = \"uniform(2017-05-01, 2017-12-01)\" }, hours = \"08:00-12:00\" },\n]\n";
    fs::write(here.join("open.toml"), open).unwrap();
    assert!(cetak(here, &["check", "open.toml"]).status.success());
    fs::write(here.join("report.txt"), "as it was").unwrap();
    let run = [
        "run",
        "open.toml",
        "-n",
        "12",
        "--seed",
        "46",
        "-o",
        "report.txt",
        "--threads",
    ];
    let said = refused(here, &[&run[..], &["1"]].concat());
    one_line(
        &said,
        &[
            "open.toml:4: opening_hours.extra_days[2].date: replication 6 draws opening_hours.extra_days[2].date = 2017-06-03 ",
            "found \"2017-06-03\" twice",
            "Narrow what these values may be",
        ],
    );
    assert_eq!(said, refused(here, &[&run[..], &["2"]].concat()));
    assert_eq!(
        fs::read_to_string(here.join("report.txt")).unwrap(),
        "as it was"
    );
    assert_eq!(fs::read_dir(here).unwrap().count(), 2);
    // The same replication alone says the same.
    let trace = ["trace", "open.toml", "--seed", "46", "--replication", "6"];
    assert_eq!(refused(here, &trace), said);
}

#[test]
fn problems_are_told_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let english = refused(folder.path(), &["run", "missing.toml", "--lang", "en"]);
    let indonesian = refused(folder.path(), &["run", "missing.toml", "--lang", "id"]);
    assert_ne!(english, indonesian);
    let by = refused(folder.path(), &["--by", "2018-01-01", "--lang", "id"]);
    one_line(&by, &["Senin, 1 Januari 2018", "di luar"]);
}

#[test]
fn what_an_argument_holds_is_told_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (wrong, english, indonesian) in [
        (
            ["--set", "nothing"],
            "--set nothing: there is no equals sign; wanted KEY=VALUE",
            "--set nothing: tidak ada tanda sama dengan; seharusnya KUNCI=NILAI",
        ),
        (
            ["--by", "22-06-2017"],
            "--by 22-06-2017: a date is written as year-month-day; did you mean 2017-06-22?",
            "--by 22-06-2017: tanggal ditulis tahun-bulan-hari; mungkin maksudnya 2017-06-22?",
        ),
        (
            ["--by", "besok"],
            "--by besok is no date; wanted one as in 2017-06-22",
            "--by besok bukan tanggal; seharusnya seperti 2017-06-22",
        ),
        (
            ["--set", "blanks.received_on=2 Nopember 2016"],
            "blanks.received_on: found \"2 Nopember 2016\"; wanted a date from 1900 to 2199, such as 2017-04-26; did you mean 2016-11-02?",
            "mungkin maksudnya 2016-11-02?",
        ),
        (
            ["--set", "printer.print_time=gamma(2, -3 min)"],
            "(gamma distribution: the mean is -3 min, but must be 0 or more)",
            "(sebaran gamma: mean adalah -3 min, seharusnya 0 atau lebih)",
        ),
    ] {
        for (lang, part) in [("en", english), ("id", indonesian)] {
            let arguments = [&["run", "bangli", "--lang", lang], &wrong[..]].concat();
            one_line(&refused(folder.path(), &arguments), &[part]);
        }
    }
}

#[test]
fn words_of_the_command_line_that_were_meant_otherwise_are_answered() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, tip) in [
        (&["jalankan", "bangli"][..], "perintah yang mirip: 'run'"),
        (
            &["bandingkan", "bangli", "regency"],
            "perintah yang mirip: 'compare'",
        ),
        (
            &["run", "bangli", "regency"],
            "beberapa skenario dibandingkan dengan: cetak compare",
        ),
        (
            &["run", "bangli", "--by", "30", "Juni", "2017"],
            "teks dengan spasi diapit tanda",
        ),
        (
            &["run", "bangli", "--set", "batas_harian=60"],
            "seharusnya printer.daily_limit",
        ),
        (
            &["sweep", "bangli", "--vary", "printer.daily_limit=50;60"],
            "mungkin maksudnya 50,60?",
        ),
    ] {
        let said = refused(folder.path(), &[arguments, &["--lang", "id"]].concat());
        assert!(said.contains(tip), "{arguments:?}: {said}");
    }
    let find = [
        "find",
        "bangli",
        "--key",
        "printer.daily_limit",
        "--goal",
        "cleared by 2017-08-30 with 90 %",
    ];
    for (from, to, part) in [
        (
            "50/hari",
            "80 keping",
            "found 50/hari and 80 keping, which are written 50 and 80",
        ),
        ("1.000", "2.000", "wanted 1000 if thousands are meant"),
    ] {
        let said = refused(
            folder.path(),
            &[&find[..], &["--from", from, "--to", to]].concat(),
        );
        one_line(&said, &[part]);
    }
}

#[test]
fn dates_of_a_search_are_asked_about_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let find = |from: &str, goal: &str| {
        let key = "sites.Kintamani.upgrade.done";
        let to = "2017-06-30";
        let search = ["find", "bangli", "--key", key, "--from", from, "--to", to];
        refused(
            folder.path(),
            &[&search[..], &["--goal", goal, "--lang", "id"]].concat(),
        )
    };
    one_line(
        &find("26/04/2017", "tuntas sampai 2017-07-28 dengan 90 %"),
        &["ditemukan 26/04/2017 dan 2017-06-30; ini ditulis 2017-04-26 dan 2017-06-30"],
    );
    one_line(
        &find("2017-05-01", "tuntas sampai 28 Juli 2017 dengan 90 %"),
        &["mungkin maksudnya \"tuntas sampai 2017-07-28 dengan 90 %\"?"],
    );
}

#[test]
fn a_file_under_another_name_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let text = "extends = \"bangli\"\n";
    fs::write(here.join("kantor.toml.txt"), text).unwrap();
    let meant = "there is no file kantor.toml; did you mean kantor.toml.txt, which is there?";
    one_line(&refused(here, &["run", "kantor.toml"]), &[meant]);
    one_line(
        &refused(here, &["run", "kantor"]),
        &["\"kantor\"", "the file kantor.toml.txt?"],
    );
    for (name, meant) in [
        (
            "bangli.toml",
            "the built-in scenario bangli, which is written without .toml?",
        ),
        (
            "kantr.toml",
            "did you mean kantor.toml.txt, which is there?",
        ),
        (
            "kantor.xlsx",
            "did you mean kantor.toml.txt, which is there?",
        ),
        ("declared", "did you mean \"bangli-declared\"?"),
    ] {
        one_line(&refused(here, &["run", name]), &[meant]);
        one_line(
            &refused(here, &["sweep", name, "--vary", "backlog.total=1,2"]),
            &[meant],
        );
    }
    // Every command that reads a file tells of the one that is there.
    fs::write(here.join("ukuran.csv"), "x\n").unwrap();
    fs::write(here.join("hasil.json"), "{}").unwrap();
    one_line(
        &refused(here, &["fit", "ukurn.csv"]),
        &["did you mean ukuran.csv?"],
    );
    one_line(
        &refused(here, &["merge", "hasl.json"]),
        &["did you mean hasil.json?"],
    );
    one_line(
        &refused(here, &["replay", "hasl.json"]),
        &["did you mean hasil.json?"],
    );
    for scenario in ["bangli", "kantor.toml"] {
        let said = refused(here, &[scenario]);
        assert!(
            said.contains(&format!(
                "tip: a scenario is run with: cetak run {scenario}"
            )),
            "{said}"
        );
    }
    fs::write(here.join("child.toml"), "extends = \"kantor.toml\"\n").unwrap();
    let child = refused(here, &["run", "child.toml"]);
    one_line(
        &child,
        &[
            "child.toml:1: extends: there is no file",
            "kantor.toml.txt, which",
        ],
    );
    fs::rename(here.join("kantor.toml.txt"), here.join("kantor.toml")).unwrap();
    for (typed, near) in [
        ("kantor.toml.txt", "did you mean kantor.toml,"),
        ("./kantr.toml", "did you mean ./kantor.toml,"),
        ("Kantor.TOML", "did you mean kantor.toml,"),
        ("kantor", "did you mean the file kantor.toml?"),
    ] {
        one_line(&refused(here, &["run", typed]), &[near]);
    }
    let said = refused(here, &["run", "kantr.toml", "--lang", "id"]);
    one_line(&said, &["mungkin maksudnya kantor.toml, yang ada di sana?"]);
    one_line(
        &refused(here, &["run", "weather.toml"]),
        &["wanted the path"],
    );
    one_line(
        &refused(here, &["run", "no/kantor.toml"]),
        &["wanted the path"],
    );
    // A folder is no scenario.
    fs::create_dir(here.join("lain.toml.txt")).unwrap();
    one_line(&refused(here, &["run", "lain.toml"]), &["wanted the path"]);
}

#[test]
fn two_scenarios_of_one_name_are_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.toml"), "extends = \"bangli\"\n").unwrap();
    one_line(
        &refused(here, &["compare", "bangli", "a.toml", "-n", "1"]),
        &[
            "bangli and a.toml are both called \"Bangli, April 2017\"",
            "name =",
        ],
    );
    let said = refused(
        here,
        &["compare", "bangli", "a.toml", "-n", "1", "--lang", "id"],
    );
    one_line(
        &said,
        &["bangli dan a.toml sama-sama bernama \"Bangli, April 2017\""],
    );
}

#[test]
fn arguments_that_cannot_be_understood() {
    let folder = tempfile::tempdir().unwrap();
    for wrong in [
        &["run"][..],
        &["compare", "bangli"],
        &["run", "bangli", "-n", "0"],
        &["run", "bangli", "-n", "999999999999"],
        &["run", "bangli", "--seed", "one"],
        &["run", "bangli", "--format", "pdf"],
        &["run", "bangli", "--lang", "fr"],
        &["--seed", "1", "run", "bangli"],
        &["fly"],
    ] {
        let said = refused(folder.path(), wrong);
        assert!(said.starts_with("error: "), "{wrong:?}: {said}");
    }
}

/// Written by hand: what somebody is told who mistypes a command.
#[test]
fn arguments_are_refused_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (wrong, parts) in [
        (
            &["run", "bangli", "--sed", "1"][..],
            &[
                "kesalahan: argumen '--sed' tidak dikenal",
                "petunjuk: argumen yang mirip: '--seed'",
            ][..],
        ),
        (
            &["rum"],
            &["perintah 'rum' tidak dikenal", "perintah yang mirip: 'run'"],
        ),
        (
            &["run", "bangli", "--seed"],
            &["'--seed <N>' memerlukan nilai, tetapi tidak diberi"],
        ),
        (
            &["run", "bangli", "--format", "jsn"],
            &[
                "nilai 'jsn' untuk '--format <FORMAT>' tidak dikenal; pilihan: text, json, csv",
                "mirip: 'json'",
            ],
        ),
        (
            &["run", "bangli", "-n", "0"],
            &[
                "nilai '0' untuk '--replications <N>' tidak dapat dipakai: 0 bukan bilangan bulat dari 1 sampai 100.000",
            ],
        ),
        (
            &["run", "bangli", "--seed", "satu"],
            &["satu bukan bilangan bulat dari 0 sampai 18446744073709551615"],
        ),
        (
            &["run"],
            &[
                "argumen yang harus ada belum diberikan: <BERKAS|NAMA>",
                "Pemakaian: cetak run",
            ],
        ),
        (
            &["compare", "bangli"],
            &["compare memerlukan sedikitnya dua skenario; baru satu yang disebut"],
        ),
        (
            &["run", "bangli", "-n", "1", "-n", "2"],
            &["argumen '--replications <N>' hanya boleh satu kali"],
        ),
        (&["help", "rum"], &["perintah 'rum' tidak dikenal"]),
        (
            &["run", "bangli", "--lang", "fr"],
            &["bahasanya \"fr\", seharusnya en atau id"],
        ),
        (
            &["--lang", "fr", "run", "bangli"],
            &["bahasanya \"fr\", seharusnya en atau id"],
        ),
        (&["run", "bangli", "\u{1b}[1m"], &["\\u{1b}[1m"]),
    ] {
        for arguments in [
            [&["--lang", "id"], wrong].concat(),
            [wrong, &["--lang=id"]].concat(),
        ] {
            // A language that is missing its value takes none.
            let arguments: Vec<&str> = arguments.into_iter().collect();
            if wrong.last() == Some(&"--seed") && arguments.last() == Some(&"--lang=id") {
                continue;
            }
            let said = refused(folder.path(), &arguments);
            for part in parts {
                assert!(
                    said.contains(part),
                    "{arguments:?}: {part:?} is not in\n{said}"
                );
            }
            for english in [
                "error", "tip", "Usage", "OPTIONS", "FILE", "invalid", "required", "the ",
            ] {
                assert!(!said.contains(english), "{english:?} is in\n{said}");
            }
            assert!(
                said.contains("Keterangan lebih lanjut: '--help'."),
                "{said}"
            );
        }
    }
}

#[test]
fn help_and_lists_are_in_the_language_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| {
        let output = cetak(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let page = said(&["run", "--help", "--lang", "id"]);
    assert!(
        page.contains("Pemakaian: cetak run [PILIHAN] <BERKAS|NAMA>"),
        "{page}"
    );
    assert!(
        page.contains("Bilangan awal untuk semua yang acak [bawaan: 1]"),
        "{page}"
    );
    assert_eq!(page, said(&["--lang=id", "help", "run"]));
    let english = said(&["run", "--help"]);
    assert!(
        english.contains("Usage: cetak run [OPTIONS] <FILE|NAME>"),
        "{english}"
    );
    assert!(
        english.contains("[possible values: text, json, csv]"),
        "{english}"
    );
    assert!(said(&["--version", "--lang", "id"]).starts_with("cetak "));
    let list = said(&["list", "--lang", "id"]);
    assert!(
        list.contains("Bangli, buka hari Sabtu") && !list.contains("with Saturdays"),
        "{list}"
    );
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let run = |output: &str| refused(here, &["-n", "1", "-o", output]);
    one_line(
        &run("missing/out.txt"),
        &["missing/out.txt", "its folder does not exist"],
    );
    fs::create_dir(here.join("folder")).unwrap();
    one_line(&run("folder"), &["folder", "it is a folder"]);
    assert_eq!(fs::read_dir(here).unwrap().count(), 1);
}

#[test]
fn a_file_that_is_read_or_written_already_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("own.toml"), "extends = \"bangli\"\n").unwrap();
    one_line(
        &refused(here, &["run", "own.toml", "-o", "own.toml"]),
        &["own.toml: "],
    );
    one_line(
        &refused(here, &["-n", "1", "-o", "same", "--plot", "same"]),
        &["same: "],
    );
    assert_eq!(
        fs::read_to_string(here.join("own.toml")).unwrap(),
        "extends = \"bangli\"\n"
    );
    one_line(
        &refused(here, &["init", "own.toml"]),
        &["own.toml: ", "already"],
    );
    assert_eq!(
        fs::read_to_string(here.join("own.toml")).unwrap(),
        "extends = \"bangli\"\n"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(["-n", "1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.status.success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    let output = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(["list", "--lang", "en"])
        .stdout(full())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    one_line(
        &String::from_utf8(output.stderr).unwrap(),
        &["standard output", "full"],
    );
}

/// If standard error cannot be written, the exit code is right and nothing panics.
#[test]
fn a_full_standard_error_changes_no_code() {
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(["check", "no-such-file.toml"])
        .stderr(full)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn a_plot_that_is_not_called_svg_is_refused_before_anything_is_run() {
    for command in [
        &["run", "bangli"][..],
        &["compare", "bangli", "bangli-exact"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_cetak"))
            .args(command)
            .args(["--lang", "en", "--plot", "bangli.png"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        one_line(
            &String::from_utf8(output.stderr).unwrap(),
            &["bangli.png", ".svg"],
        );
    }
}

#[test]
fn a_promise_or_a_table_that_cannot_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let promise = |recorded: &str, kecamatan: &str, lang: &str| {
        let asked = [
            "--recorded",
            recorded,
            "--kecamatan",
            kecamatan,
            "--lang",
            lang,
        ];
        refused(here, &[&["promise", "bangli"], &asked[..]].concat())
    };
    one_line(
        &promise("2016-11-12", "Susutt", "en"),
        &["did you mean Susut?"],
    );
    one_line(
        &promise("2016-11-12", "Susutt", "id"),
        &["mungkin maksudnya Susut?"],
    );
    one_line(
        &promise("2016-10-01", "Susut", "en"),
        &["Sat 1 October 2016 is before"],
    );
    one_line(
        &promise("2018-10-01", "Susut", "id"),
        &["Senin, 1 Oktober 2018 lewat batas waktu"],
    );
    one_line(
        &promise("12-11-2016", "Susut", "en"),
        &["12-11-2016", "did you mean 2016-11-12?"],
    );
    one_line(
        &promise("12-11-2016", "Susut", "id"),
        &["--recorded 12-11-2016: tanggal ditulis tahun-bulan-hari; mungkin maksudnya 2016-11-12?"],
    );
    let neither = refused(here, &["promise", "bangli"]);
    assert!(
        neither.contains("--recorded") && neither.contains("--kecamatan"),
        "{neither}"
    );
    refused(here, &["promise", "bangli", "--table", "--no-suket"]);
    for command in [
        &["run", "bangli"][..],
        &["compare", "bangli", "bangli-exact"],
    ] {
        let page = |lang| {
            refused(
                here,
                &[command, &["--table", "daily", "--lang", lang]].concat(),
            )
        };
        one_line(&page("en"), &["--format csv or --format json"]);
        one_line(&page("id"), &["--format csv atau --format json"]);
    }
}

#[test]
fn numbers_and_counts_of_arguments_are_told_as_the_language_writes_them() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (arguments, english, indonesian) in [
        (
            &["run", "bangli", "-n", "1.000"][..],
            "1.000 is no whole number from 1 to 100,000; did you mean 1000?",
            "1.000 bukan bilangan bulat dari 1 sampai 100.000; mungkin maksudnya 1000?",
        ),
        (
            &["run", "bangli", "-n", "1.00"],
            "1.00 is no whole number from 1 to 100,000\n",
            "1.00 bukan bilangan bulat dari 1 sampai 100.000\n",
        ),
        (
            &["run", "bangli", "--threads", "5000"],
            "5000 is no whole number from 1 to 1,024\n",
            "5000 bukan bilangan bulat dari 1 sampai 1.024\n",
        ),
        (
            &["run", "bangli", "--seed=-1"],
            "from 0 to 18446744073709551615",
            "dari 0 sampai 18446744073709551615",
        ),
        (
            &["compare", "bangli"],
            "compare needs two scenarios or more; only one is named",
            "compare memerlukan sedikitnya dua skenario; baru satu yang disebut",
        ),
        (
            &["sweep", "bangli", "--vary", "printer.daily_limit=5"],
            "--vary: this is one value; give 2 to 100",
            "--vary: ini hanya satu nilai; sebutkan 2 sampai 100",
        ),
    ] {
        for (lang, part) in [("en", english), ("id", indonesian)] {
            let said = refused(here, &[arguments, &["--lang", lang]].concat());
            assert!(said.contains(part), "{part:?} is not in {said}");
        }
    }
}

#[test]
fn what_is_no_result_is_told_without_english() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("words"), "ini bukan hasil").unwrap();
    fs::write(here.join("bytes"), [0xff, 0xfe]).unwrap();
    fs::create_dir(here.join("folder")).unwrap();
    for (file, part) in [
        (
            "words",
            "words: ini bukan JSON (baris 1, kolom 1); seharusnya hasil cetak run",
        ),
        (
            "bytes",
            "bytes: hasil ini tidak dapat dibaca: isinya bukan teks UTF-8",
        ),
        (
            "folder",
            "folder: hasil ini tidak dapat dibaca: itu sebuah folder",
        ),
        (
            "none",
            "none: hasil ini tidak dapat dibaca: berkas atau foldernya tidak ada",
        ),
    ] {
        one_line(&refused(here, &["replay", file, "--lang", "id"]), &[part]);
    }
    let said = refused(here, &["run", "bangly", "--lang", "id"]);
    one_line(
        &said,
        &["bangly: ditemukan", "mungkin maksudnya \"bangli\"?"],
    );
}
