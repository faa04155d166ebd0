//! A nation file that holds anything is understood or refused, in both languages; a small one can be run.

use cetak::experiment::{Control, Settings};
use cetak::words::Lang;
use cetak::{nation, scenario};

pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match scenario::parse_nation(text, "fuzz.toml", &[]) {
        Err(problems) => {
            for lang in [Lang::En, Lang::Id] {
                assert!(!problems.render(lang).is_empty());
            }
        }
        Ok(read) => {
            let nation = read.nation;
            let plan = &nation.shared;
            let people = |row: &nation::OfficeRow| f64::from(row.backlog) + row.recordings * 60.0;
            let people: f64 = nation.table.iter().map(people).sum();
            let printers: u32 = nation.table.iter().map(|row| row.printers).sum();
            let short = plan.last_day() <= 60 && plan.outages.is_empty();
            if people > 500.0 || printers > 50 || !short || nation.deliveries.len() > 20 {
                return;
            }
            let settings = Settings {
                replications: 1,
                seed: 1,
                threads: Some(1),
            };
            let found = nation::project(nation, &settings, &[], &Control::default());
            found.unwrap_or_else(|error| panic!("{error}"));
        }
    }
}
