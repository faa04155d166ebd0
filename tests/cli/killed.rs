//! A process that is killed while it writes leaves the old file or the new one, whole, and nothing that stays.
//!
//! `CETAK_KILLS=2000 cargo test --test cli killed` kills more often than the 20 times of every day.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use cetak::engine::checkpoint;
use cetak::report;
use cetak::words::Lang;

/// Where the writing process writes; only there is it set.
const FOLDER: &str = "CETAK_TEST_FOLDER";
const LENGTH: usize = 1 << 20;

/// A page of one letter and a state of one number, over and over, each time the next.
fn write_for_ever(folder: &Path) -> ! {
    for round in (0u8..26).cycle() {
        let page = char::from(b'a' + round).to_string().repeat(LENGTH);
        report::write(Lang::En, Some(&folder.join("page.txt")), &page).unwrap();
        let state = vec![round; LENGTH / 16];
        checkpoint::save(folder.join("state.json"), "killed", &state).unwrap();
    }
    unreachable!("it ends when it is killed")
}

fn asides(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count() - 2
}

#[test]
fn whenever_it_is_killed_the_old_or_the_new_file_is_there() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        write_for_ever(Path::new(&folder));
    }
    let kills: u64 = std::env::var("CETAK_KILLS").map_or(20, |kills| kills.parse().unwrap());
    let here = tempfile::tempdir().unwrap();
    let folder = here.path();
    report::write(
        Lang::En,
        Some(&folder.join("page.txt")),
        &"-".repeat(LENGTH),
    )
    .unwrap();
    checkpoint::save(folder.join("state.json"), "killed", &vec![0u8; LENGTH / 16]).unwrap();
    let mut left = 0;
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--nocapture", "whenever_it_is_killed"])
            .env(FOLDER, folder)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(30 + kill * 37 % 101));
        child.kill().unwrap();
        child.wait().unwrap();
        left += asides(folder);

        let page = fs::read(folder.join("page.txt")).unwrap();
        assert_eq!(page.len(), LENGTH);
        assert!(page.iter().all(|letter| *letter == page[0]));
        let state: Vec<u8> = checkpoint::load(folder.join("state.json"), "killed").unwrap();
        assert_eq!(state.len(), LENGTH / 16);
        assert!(state.iter().all(|number| *number == state[0]));
        // The next that writes here finds one file of the last at the most.
        assert!(asides(folder) <= 1, "{} files are left", asides(folder));
    }
    assert!(left > 0, "it was never killed while it wrote");
    report::write(Lang::En, Some(&folder.join("page.txt")), "done").unwrap();
    assert_eq!(asides(folder), 0);
}
