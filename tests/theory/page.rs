//! docs/validation.md, of which each test here writes its own section.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

/// Held while the page is read and written, because tests run at once.
static PAGE: Mutex<()> = Mutex::new(());

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/validation.md"))
}

fn read() -> String {
    std::fs::read_to_string(path()).expect("docs/validation.md can be read")
}

/// Where a section stands in the page: from its heading to the next; `None` if it is not there.
fn place(page: &str, heading: &str) -> Option<(usize, usize)> {
    let start = match heading {
        "" => 0,
        _ => page.find(&format!("\n## {heading}\n"))? + 1,
    };
    let next = page[start + 1..].find("\n## ");
    Some((start, next.map_or(page.len(), |next| start + 1 + next + 1)))
}

/// The section with this heading; the one before all headings has none, "". Nothing if there is no such section.
pub fn section(heading: &str) -> String {
    let _held = PAGE.lock().expect("no test panics meanwhile");
    let page = read();
    place(&page, heading).map_or(String::new(), |(start, end)| page[start..end].to_owned())
}

/// Puts a section in the place of the one with this heading, or at the end.
pub fn write(heading: &str, text: &str) {
    let _held = PAGE.lock().expect("no test panics meanwhile");
    let page = read();
    let (start, end) = place(&page, heading).unwrap_or((page.len(), page.len()));
    // An empty line stands between two sections.
    let gap = |is_between: bool| if is_between { "\n" } else { "" };
    let (before, after) = (gap(start == page.len()), gap(end < page.len()));
    let page = format!("{}{before}{text}{after}{}", &page[..start], &page[end..]);
    std::fs::write(path(), page).expect("docs/validation.md can be written");
}

pub fn is_updated() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some()
}

/// Writes the section if recordings are updated, and otherwise compares it with `text`.
pub fn hold(heading: &str, text: &str) {
    if is_updated() {
        return write(heading, text);
    }
    assert_eq!(
        text.trim_end(),
        section(heading).trim_end(),
        "docs/validation.md is out of date; UPDATE_EXPECTED=1 rewrites it"
    );
}

/// Today, and the kind of machine on which this runs.
pub fn measured() -> String {
    let run = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        let output = output.expect("the program can be run").stdout;
        String::from_utf8(output).expect("text").trim().to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (today, machine) = (run("date", "-I"), run("uname", "-sm"));
    format!("{today} on {cores} cores, {machine}")
}
