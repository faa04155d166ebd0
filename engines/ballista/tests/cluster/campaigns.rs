//! Small campaigns, and what is compared of them.

use std::fs;
use std::path::Path;

use cetak::campaign::{Answer, Campaign};
use cetak::experiment::{Control, Settings};
use cetak::report;
use cetak::scenario;

fn settings(replications: u32) -> Settings {
    Settings {
        replications,
        ..Settings::default()
    }
}

/// Of one office.
pub fn office(folder: &Path, replications: u32, jobs: u32) -> Campaign {
    let plan = scenario::builtin("bangli-declared").unwrap().plan;
    Campaign::create(folder, [plan], &settings(replications), jobs).unwrap()
}

/// Of three offices under two static rules, each job in two parts of the offices. Their codes are not numbers, although they look like it.
pub fn nation(folder: &Path, replications: u32, jobs: u32) -> Campaign {
    let of = |rule: &str| {
        let text = format!(
            "name = \"Three by {rule}\"\nstart = 2017-05-08\nhorizon = 2017-12-29\n\
             [nation]\nallotment = \"{rule}\"\ntransport = \"uniform(3 wd, 10 wd)\"\non_hand = 700\n\
             table = \"\"\"\ncode,name,printers,backlog,recordings\n\
             51.01,Satu,1,600,3\n51.1,Dua,1,300,2\n51.10,Tiga,2,100,1\n\"\"\"\n\
             [[nation.deliveries]]\nasked = 2017-08-01\narrives_after = \"uniform(14 d, 56 d)\"\npieces = 600\n"
        );
        scenario::parse_nation(&text, "three.toml", &[])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .nation
    };
    let rules = ["need", "equal-lots"].map(of);
    Campaign::create_by_offices(folder, rules, &settings(replications), jobs, 2).unwrap()
}

/// Runs a campaign by this process.
pub fn alone(campaign: &Campaign) {
    campaign.work(None, &Control::default()).unwrap();
}

/// The answer as `cetak campaign answer --format json` prints it.
pub fn answer(campaign: &Campaign) -> String {
    match campaign.answer().unwrap() {
        Some(Answer::One(answer)) => report::json::run(&answer),
        Some(Answer::Nations(answer)) => report::nation::comparison_json(&answer),
        other => panic!("{other:?}"),
    }
}

/// The bytes of all part files, and the answer.
pub fn bits(campaign: &Campaign) -> (Vec<Vec<u8>>, String) {
    let part = |number| campaign.folder().join(format!("parts/{number:05}.part"));
    let parts = (1..=campaign.jobs().len()).map(|number| fs::read(part(number)).unwrap());
    (parts.collect(), answer(campaign))
}
