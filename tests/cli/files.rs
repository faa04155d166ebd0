//! What the command writes: no file is lost, none is half there, and output that went nowhere is told.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn cetak(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cetak"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

/// Runs what must fail with code 2 and one line that has all these parts.
fn refused(folder: &Path, arguments: &[&str], parts: &[&str]) {
    let output = cetak(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
    for part in parts {
        assert!(
            said.contains(part),
            "{arguments:?}: {part:?} is not in {said}"
        );
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

const BASE: &str = "extends = \"bangli-exact\"\n";
const SAME: &str = "already read or written";

/// What draws a plot of `child.toml`, and what draws one of built-in scenarios.
const COMMANDS: [&[&str]; 2] = [
    &["run", "child.toml", "-n", "1"],
    &["compare", "bangli-exact", "child.toml", "-n", "1"],
];
const BUILT_IN: [&[&str]; 2] = [
    &["-n", "1"],
    &["compare", "bangli-exact", "bangli-exact-never", "-n", "1"],
];

/// `child.toml` extends `base.toml`, which extends a built-in scenario.
fn family() -> tempfile::TempDir {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("base.toml"), BASE).unwrap();
    fs::write(here.path().join("child.toml"), "extends = \"base.toml\"\n").unwrap();
    fs::create_dir(here.path().join("below")).unwrap();
    here
}

#[test]
fn no_command_writes_over_what_it_reads() {
    let here = family();
    let folder = here.path();
    let mut outputs = vec!["base.toml", "below/../base.toml", "child.toml"];
    fs::hard_link(folder.join("base.toml"), folder.join("hard.toml")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../base.toml", folder.join("below/soft.toml")).unwrap();
        outputs.extend(["hard.toml", "below/soft.toml"]);
    }
    for output in outputs {
        for command in [
            &["trace", "child.toml"][..],
            &["run", "child.toml", "-n", "1"],
            &["compare", "bangli-exact", "child.toml", "-n", "1"],
        ] {
            refused(
                folder,
                &[command, &["-o", output]].concat(),
                &[output, SAME],
            );
        }
    }
    fs::hard_link(folder.join("base.toml"), folder.join("picture.svg")).unwrap();
    for command in COMMANDS.iter().filter(|_| cfg!(unix)) {
        let plot = [command, &["--plot", "picture.svg"][..]].concat();
        refused(folder, &plot, &["picture.svg", SAME]);
    }
    assert_eq!(fs::read_to_string(folder.join("base.toml")).unwrap(), BASE);
}

#[test]
fn two_outputs_do_not_go_into_one_place() {
    let here = tempfile::tempdir().unwrap();
    let folder = here.path();
    fs::create_dir(folder.join("below")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../a.svg", folder.join("below/link.svg")).unwrap();
    let mut pairs = vec![
        ("a.svg", "a.svg"),
        ("a.svg", "./below/../a.svg"),
        ("a.svg", "A.SVG"),
        ("-", "-"),
    ];
    if cfg!(unix) {
        pairs.push(("a.svg", "below/link.svg"));
    }
    for command in BUILT_IN {
        for (report, plot) in &pairs {
            let outputs = ["-o", report, "--plot", plot];
            refused(folder, &[command, &outputs[..]].concat(), &[SAME]);
        }
        // The report goes to standard output unless it is told otherwise.
        let plot = [command, &["--plot", "-"]].concat();
        refused(folder, &plot, &["standard output", SAME]);
    }
    assert!(!folder.join("a.svg").exists());
}

#[test]
fn of_two_outputs_none_is_there_when_one_cannot_be_written() {
    let here = tempfile::tempdir().unwrap();
    for command in BUILT_IN {
        for (report, plot) in [("out.txt", "no/plot.svg"), ("no/out.txt", "plot.svg")] {
            let arguments = [command, &["-o", report, "--plot", plot]].concat();
            refused(here.path(), &arguments, &["no/", "does not exist"]);
            assert!(names(here.path()).is_empty(), "{:?}", names(here.path()));
        }
    }
}

#[test]
fn what_is_no_scenario_is_not_shown() {
    let here = tempfile::tempdir().unwrap();
    let folder = here.path();
    let passwords = "root:s3cret:0:0\nname = s3cret\n<p>s3cret</p>\nsites: s3cret\nKEY=s3cret\n";
    fs::write(folder.join("list.toml"), passwords.repeat(20)).unwrap();
    fs::write(folder.join("own.toml"), "extends = \"list.toml\"\n").unwrap();
    for file in ["list.toml", "own.toml"] {
        let output = cetak(folder, &["check", file]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!said.contains("s3cret"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(
            said.contains("list.toml:1: ") && said.contains("TOML"),
            "{said}"
        );
    }
    // In a scenario, the line is shown.
    fs::write(folder.join("own.toml"), "start = 2017-04-26\nhorizn 2017\n").unwrap();
    refused(
        folder,
        &["check", "own.toml"],
        &["own.toml:2: ", "horizn 2017"],
    );
}

#[cfg(unix)]
mod unix {
    use std::fs::{File, Permissions};
    use std::io::Read;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::PathBuf;
    use std::process::{Child, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    /// Runs a line of the shell in which `$CETAK` is the program.
    fn shell(folder: &Path, line: &str) -> Output {
        Command::new("sh")
            .args(["-c", line])
            .current_dir(folder)
            .env("CETAK", env!("CARGO_BIN_EXE_cetak"))
            .env("LC_ALL", "C")
            .output()
            .unwrap()
    }

    fn pipe(folder: &Path) -> PathBuf {
        let made = Command::new("mkfifo")
            .arg("pipe")
            .current_dir(folder)
            .status();
        assert!(made.unwrap().success());
        folder.join("pipe")
    }

    #[test]
    fn the_file_at_the_end_of_a_link_is_made_or_replaced() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path();
        fs::create_dir(folder.join("below")).unwrap();
        symlink("below/out.txt", folder.join("link")).unwrap();
        for _ in ["made", "replaced"] {
            assert!(cetak(folder, &["-n", "1", "-o", "link"]).status.success());
            assert!(folder.join("link").is_symlink());
            assert!(
                fs::read_to_string(folder.join("below/out.txt"))
                    .unwrap()
                    .len()
                    > 1000
            );
        }
        assert_eq!(names(folder), ["below", "link"]);
        assert_eq!(names(&folder.join("below")), ["out.txt"]);
        // `init` does not write through a link.
        symlink("below/new.toml", folder.join("new.toml")).unwrap();
        refused(folder, &["init", "new.toml"], &["new.toml", "already"]);
        assert!(folder.join("new.toml").is_symlink());
    }

    #[test]
    fn permissions_are_kept_and_respected() {
        let here = tempfile::tempdir().unwrap();
        let file = here.path().join("out.txt");
        let mode = || fs::metadata(&file).unwrap().mode() & 0o7777;
        let run = || shell(here.path(), "umask 027; \"$CETAK\" -n 1 -o out.txt");
        assert!(run().status.success());
        assert_eq!(mode(), 0o640);
        for kept in [0o600, 0o666, 0o755] {
            fs::set_permissions(&file, Permissions::from_mode(kept)).unwrap();
            assert!(run().status.success());
            assert_eq!(mode(), kept);
        }
        fs::write(&file, "kept").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
        let arguments = ["-n", "1", "-o", "out.txt"];
        refused(here.path(), &arguments, &["out.txt", "read-only"]);
        assert_eq!(fs::read_to_string(&file).unwrap(), "kept");
        assert_eq!(names(here.path()), ["out.txt"]);
    }

    #[test]
    fn only_regular_files_are_read_and_nothing_is_waited_for() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path();
        pipe(folder);
        let _socket = std::os::unix::net::UnixListener::bind(folder.join("socket")).unwrap();
        for name in ["./pipe", "./socket", "/dev/stdin", "/dev/zero", "/dev/tty"] {
            fs::write(folder.join("own.toml"), format!("extends = \"{name}\"\n")).unwrap();
            for file in [name, "own.toml"] {
                let mut child = Command::new(env!("CARGO_BIN_EXE_cetak"))
                    .args(["run", "-n", "1", file])
                    .current_dir(folder)
                    .env("LC_ALL", "C")
                    .stdin(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap();
                let code = ends_within(&mut child, Duration::from_secs(5));
                assert_eq!(code, Some(2), "{file}");
                let mut said = String::new();
                child
                    .stderr
                    .take()
                    .unwrap()
                    .read_to_string(&mut said)
                    .unwrap();
                assert!(said.contains("a pipe, a socket or a device"), "{said}");
            }
        }
    }

    /// The code with which it ends, or a panic if it does not.
    fn ends_within(child: &mut Child, most: Duration) -> Option<i32> {
        let begun = Instant::now();
        while begun.elapsed() < most {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        panic!("it has not ended after {most:?}");
    }

    #[test]
    fn output_that_went_nowhere_has_an_error_code() {
        let here = tempfile::tempdir().unwrap();
        for arguments in [
            "list",
            "check bangli",
            "init -",
            "--help",
            "--version",
            "help run",
            "-n 1",
            "trace bangli-exact",
            "compare bangli-exact bangli-exact-never -n 1",
        ] {
            for (to, why) in [(">&-", "it is closed"), (">/dev/full", "the disk is full")] {
                let output = shell(here.path(), &format!("\"$CETAK\" {arguments} {to}"));
                let said = String::from_utf8(output.stderr).unwrap();
                assert_eq!(output.status.code(), Some(2), "{arguments} {to}: {said}");
                let wanted = format!("standard output: cannot be written: {why}\n");
                assert_eq!(said, wanted, "{arguments} {to}");
            }
            for quiet in ["| head -n 1", "| true", "> /dev/null", "<> /dev/null >&0"] {
                let line = format!("{{ \"$CETAK\" {arguments}; echo $? >&2; }} {quiet}");
                let output = shell(here.path(), &line);
                let said = String::from_utf8(output.stderr).unwrap();
                assert_eq!(said, "0\n", "{arguments} {quiet}");
            }
        }
        // What is not needed is not missed.
        let output = shell(here.path(), "\"$CETAK\" -n 1 -o out.txt >&-");
        assert!(output.status.success());
        assert_eq!(names(here.path()), ["out.txt"]);
    }

    #[test]
    fn what_is_open_already_is_written_to_and_never_replaced() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path();
        let file = folder.join("log.txt");
        fs::write(&file, "before\n").unwrap();
        let line = "\"$CETAK\" trace bangli-exact -o /dev/stdout >> log.txt";
        assert!(shell(folder, line).status.success());
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("before\n2017-04-26 "), "{}", &text[..60]);
        // Added to a scenario it would be no scenario any more.
        fs::write(folder.join("own.toml"), BASE).unwrap();
        for command in ["check own.toml", "trace own.toml", "run own.toml -n 1"] {
            let output = shell(folder, &format!("\"$CETAK\" {command} >> own.toml"));
            assert_eq!(output.status.code(), Some(2), "{command}");
        }
        assert_eq!(fs::read_to_string(folder.join("own.toml")).unwrap(), BASE);

        let pipe = pipe(folder);
        let reader = std::thread::spawn(|| fs::read_to_string(pipe).unwrap());
        assert!(cetak(folder, &["-n", "1", "-o", "pipe"]).status.success());
        assert!(reader.join().unwrap().len() > 1000);
    }

    fn signalled(mut child: Child, name: &str) {
        let sent = Command::new("kill")
            .args([name, &child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        assert_eq!(ends_within(&mut child, Duration::from_secs(1)), Some(130));
    }

    fn tracing(folder: &Path, output: Option<&str>) -> Child {
        Command::new(env!("CARGO_BIN_EXE_cetak"))
            .args(["trace", "ten-printers"])
            .args(output.map(|file| ["-o", file]).into_iter().flatten())
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    #[test]
    fn a_signal_ends_a_trace_with_nothing_half_written() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path();
        let whole = cetak(folder, &["trace", "ten-printers"]).stdout;
        fs::write(folder.join("out.txt"), "old").unwrap();
        // Whoever should read does not, so it waits when the signal comes.
        for name in ["-TERM", "-INT", "-HUP"] {
            let child = tracing(folder, None);
            std::thread::sleep(Duration::from_millis(700));
            signalled(child, name);
        }
        pipe(folder);
        let child = tracing(folder, Some("pipe"));
        std::thread::sleep(Duration::from_millis(300));
        signalled(child, "-TERM");
        fs::remove_file(folder.join("pipe")).unwrap();
        // Anywhere in its work, as far as the time tells.
        for tens in 2..20 {
            let mut child = tracing(folder, Some("out.txt"));
            std::thread::sleep(Duration::from_millis(10 * tens));
            if child.try_wait().unwrap().is_none() {
                let _ = Command::new("kill")
                    .args(["-TERM", &child.id().to_string()])
                    .status();
            }
            ends_within(&mut child, Duration::from_secs(1));
            let found = fs::read(folder.join("out.txt")).unwrap();
            assert!(found == b"old" || found == whole, "{} bytes", found.len());
            assert_eq!(names(folder), ["out.txt"]);
        }
    }

    #[test]
    fn what_a_killed_process_left_is_swept_by_the_next() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path();
        fs::write(folder.join(".cetak-4000000-Ab3dE9.tmp"), "half").unwrap();
        fs::write(folder.join(".cetak-mine.tmp"), "mine").unwrap();
        let held_name = ".cetak-4000001-Ab3dE9.tmp";
        let held_file = File::create(folder.join(held_name)).unwrap();
        held_file.lock().unwrap();
        assert!(
            cetak(folder, &["-n", "1", "-o", "out.txt"])
                .status
                .success()
        );
        assert_eq!(names(folder), [held_name, ".cetak-mine.tmp", "out.txt"]);
        // It belongs to nobody any more.
        drop(held_file);
        assert!(cetak(folder, &["init", "new.toml"]).status.success());
        assert_eq!(names(folder), [".cetak-mine.tmp", "new.toml", "out.txt"]);
    }
}
