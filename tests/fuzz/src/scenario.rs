//! A scenario file that holds anything is understood or refused, in both languages; one that is understood can be run and reported.

use cetak::experiment::{Control, Settings};
use cetak::office::plan::{OutageTimes, Plan};
use cetak::report::csv::Dialect;
use cetak::words::Lang;
use cetak::{projection, report, scenario};
use jiff::ToSpan;

pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match scenario::parse(text, "fuzz.toml", &[]) {
        Err(problems) => {
            for lang in [Lang::En, Lang::Id] {
                assert!(!problems.render(lang).is_empty());
            }
        }
        Ok(scenario) => {
            for warning in &scenario.warnings {
                assert!(
                    !warning.render(Lang::En).is_empty() && !warning.render(Lang::Id).is_empty()
                );
            }
            if let Some(plan) = shortened(scenario.plan) {
                runs(plan);
            }
        }
    }
}

/// The plan with fewer days, residents and blanks, if that makes it short; a fuzzer needs many runs a second.
fn shortened(mut plan: Plan) -> Option<Plan> {
    const RESIDENTS: u32 = 200;
    let printers: usize = plan.sites.iter().map(|site| site.printers.len()).sum();
    let recordings: f64 = plan
        .kecamatan
        .iter()
        .filter_map(|kecamatan| kecamatan.recordings.as_ref())
        .map(|daily| daily.mean())
        .sum();
    let often = |when: &OutageTimes| matches!(when, OutageTimes::Random { every, lasts } if every.mean().as_hours() + lasts.mean().as_hours() < 1.0);
    if printers > 50 || recordings > 50.0 || plan.outages.iter().any(|outage| often(&outage.when)) {
        return None;
    }
    plan.horizon = plan.horizon.min(plan.start.saturating_add(60.days()));
    plan.backlog.total = plan.backlog.total.min(RESIDENTS);
    plan.blanks.on_hand = plan.blanks.on_hand.min(RESIDENTS);
    for campaign in &mut plan.arrivals.campaigns {
        campaign.recordings = campaign.recordings.min(RESIDENTS);
    }
    for delivery in &mut plan.blanks.deliveries {
        delivery.pieces = delivery.pieces.min(RESIDENTS);
    }
    let lists = plan.arrivals.campaigns.len() + plan.blanks.deliveries.len() + plan.outages.len();
    (lists < 20).then_some(plan)
}

fn runs(plan: Plan) {
    let settings = Settings {
        replications: 1,
        seed: 1,
        threads: Some(1),
    };
    let projection = projection::project(plan, &settings, &[], &Control::default())
        .unwrap_or_else(|error| panic!("{error}"));
    for lang in [Lang::En, Lang::Id] {
        assert!(!report::text::run(&projection, lang).is_empty());
        assert!(report::plot::svg(&projection, lang).ends_with("</svg>\n"));
    }
    let json: serde_json::Value =
        serde_json::from_str(&report::json::run(&projection)).expect("JSON");
    assert_eq!(json["replications"], 1);
    assert!(!report::csv::run(&projection, Dialect::Plain).is_empty());
}
