//! Which scenario was selected, as part of a comparison.

use serde::Serialize;

use super::page::{Align, Page};
use super::phrases::{NOTHING, Phrases};
use crate::experiment::{Contrast, Guarantee, Interval, Mean, Unguaranteed};
use crate::projection::{ScenarioComparison, Selection};

/// Writes what was selected, with what guarantee, and how the others differ from it.
pub(super) fn write(
    page: &mut Page,
    c: &ScenarioComparison,
    found: &Selection,
    names: &[String],
    say: Phrases,
) {
    let selected = &found.selected;
    let name = names[selected.selected].as_str();
    let of = |indices: &[usize]| {
        let names: Vec<String> = indices.iter().map(|i| names[*i].clone()).collect();
        say.list(&names)
    };
    let width = say.asked(found.indifference);
    let is_used_up = selected.unguaranteed == Some(Unguaranteed::UsedUp);
    let undecided = || {
        [
            ("name", name.into()),
            ("others", of(&selected.undecided).into()),
        ]
    };
    page.paragraph(&match selected.undecided[..] {
        [] => say.say("select-selected", &[("name", name.into())]),
        _ if is_used_up => say.say("select-undecided", &undecided()),
        _ => say.say("select-equal", &undecided()),
    });
    page.paragraph(&match selected.guarantee {
        Some(Guarantee::CorrectSelection { probability, .. }) => say.say(
            "select-guarantee",
            &[
                ("probability", say.percent(probability).into()),
                ("width", width.into()),
                ("replications", (selected.replications() as f64).into()),
            ],
        ),
        _ if is_used_up => say.word("select-used-up"),
        _ => say.word("select-unseen"),
    });
    let n = c.projections[0].replications;
    page.paragraph(&match found.indistinguishable[..] {
        [] => say.say("select-worse", &[("replications", n.into())]),
        _ => say.say(
            "select-indistinguishable",
            &[
                ("replications", n.into()),
                ("others", of(&found.indistinguishable).into()),
            ],
        ),
    });
    let mean =
        |mean: Option<&Mean>| mean.map_or([NOTHING.into(), NOTHING.into()], |mean| say.mean(mean));
    let row = |i: usize| {
        let [days, interval] = mean(c.projections[i].measures.working_days.mean.as_ref());
        let contrast = found
            .differences
            .iter()
            .find(|contrast| contrast.other == i);
        let [difference, together] = match contrast {
            None => [NOTHING.into(), NOTHING.into()],
            Some(contrast) => {
                let shown = contrast.difference.map(|value| Mean {
                    value,
                    ci95: contrast.ci95,
                });
                let [difference, together] = mean(shown.as_ref());
                let sign = if contrast.difference > Some(0.0) {
                    "+"
                } else {
                    ""
                };
                [format!("{sign}{difference}"), together]
            }
        };
        let mark = if i == selected.selected { "*" } else { "" };
        let seen = say.number(selected.sampled[i].replications);
        vec![
            mark.to_owned(),
            names[i].clone(),
            days,
            interval,
            difference,
            together,
            seen,
        ]
    };
    let rows: Vec<Vec<String>> = (0..names.len()).map(row).collect();
    let heads = [
        "column-scenario",
        "measure-working_days",
        "row-interval",
        "select-column-difference",
        "select-column-together",
        "select-column-seen",
    ];
    let heads = heads.map(|key| say.word(key));
    let aligns = [
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Right,
    ];
    let mut columns = vec![("", Align::Left)];
    columns.extend(std::iter::zip(&heads, aligns).map(|(head, align)| (head.as_str(), align)));
    page.table(&columns, &rows);
}

/// The selection as JSON.
#[derive(Serialize)]
pub(super) struct Json<'a> {
    selected: &'a str,
    undecided: Vec<&'a str>,
    indistinguishable: Vec<&'a str>,
    indifference: f64,
    guarantee: Option<Guarantee>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unguaranteed: Option<Unguaranteed>,
    replications: Vec<u32>,
    differences: Vec<Difference<'a>>,
}

#[derive(Serialize)]
struct Difference<'a> {
    scenario: &'a str,
    working_days: Option<f64>,
    ci95: Option<Interval>,
    correlation: Option<f64>,
    variance_ratio: Option<f64>,
}

pub(super) fn json<'a>(c: &'a ScenarioComparison, found: &'a Selection) -> Json<'a> {
    let name = |i: usize| c.projections[i].plan.name.as_str();
    let names = |indices: &[usize]| indices.iter().map(|i| name(*i)).collect();
    let difference = |contrast: &Contrast| Difference {
        scenario: name(contrast.other),
        working_days: contrast.difference,
        ci95: contrast.ci95,
        correlation: contrast.correlation,
        variance_ratio: contrast.variance_ratio,
    };
    Json {
        selected: name(found.selected.selected),
        undecided: names(&found.selected.undecided),
        indistinguishable: names(&found.indistinguishable),
        indifference: found.indifference,
        guarantee: found.selected.guarantee,
        unguaranteed: found.selected.unguaranteed,
        replications: found
            .selected
            .sampled
            .iter()
            .map(|of| of.replications)
            .collect(),
        differences: found.differences.iter().map(difference).collect(),
    }
}
