//! Plots: their words, and where what they mark stands.

use std::collections::BTreeSet;
use std::sync::Arc;

use cetak::office::Day;
use cetak::office::plan::{Delivery, Plan};
use cetak::projection::{Daily, Projection, ScenarioComparison};
use cetak::report;
use cetak::stats::quantile_interval;
use cetak::words::Lang;
use jiff::civil::{Date, date};

use super::sample;

/// A line that falls from `from` to 0 within `days`, with a band around it.
fn falling(plan: &Plan, from: u32, days: u32) -> Daily {
    let length = plan.start.until(plan.horizon).unwrap().get_days() + 1;
    let mut daily = Daily::default();
    let mut date = plan.start;
    let mut open = 0;
    for _ in 0..length {
        open += u32::from(plan.days.is_open(date));
        let left = |days: u32| {
            from.saturating_sub(from / days * open + if open >= days { from % days } else { 0 })
        };
        let band = [left(days - 4), left(days), left(days + 5)].into();
        daily.dates.push(date);
        daily.waiting.push(band);
        daily.on_hand.push(band);
        date = date.tomorrow().unwrap();
    }
    daily
}

/// A projection whose dates and days are set by hand, so that their places are known.
fn cleared() -> Projection {
    let mut p = sample::cleared();
    (p.replications, p.requested) = (1000, 1000);
    let dates = [date(2017, 6, 16), date(2017, 6, 21), date(2017, 7, 4)];
    p.measures.cleared_on.quantiles = dates.map(Some).into();
    p.daily = falling(&p.plan, 8000, 37);
    p
}

/// The same where nobody knows when it clears.
fn censored() -> Projection {
    let mut p = sample::censored();
    p.daily = falling(&p.plan, 8000, 37);
    for waiting in &mut p.daily.waiting {
        *waiting = waiting.map(|residents| residents + 2000);
    }
    p
}

fn comparison() -> ScenarioComparison {
    let mut c = sample::comparison();
    c.projections = vec![cleared(), censored()];
    c
}

/// Every element of the document, with its start and end tags in order.
fn is_well_formed(svg: &str) -> bool {
    let mut open = Vec::new();
    for part in svg.split('<').skip(1) {
        let Some((tag, _)) = part.split_once('>') else {
            return false;
        };
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or_default();
        match tag {
            _ if tag.starts_with(['?', '!']) || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            _ => open.push(name),
        }
    }
    open.is_empty()
}

#[test]
fn the_plot_is_well_formed_labelled_and_always_the_same() {
    let mut projection = cleared();
    Arc::make_mut(&mut projection.plan).name = "Dinas <Dukcapil> & \"Bangli\"".into();
    for (lang, wanted) in [
        (
            Lang::En,
            [
                "residents waiting",
                "blanks on hand",
                "weekend",
                "P50: Wed 21 June 2017",
                "date (2017)",
            ],
        ),
        (
            Lang::Id,
            [
                "warga yang menunggu",
                "persediaan blangko",
                "akhir pekan",
                "P50: Rabu, 21 Juni 2017",
                "tanggal (2017)",
            ],
        ),
    ] {
        let svg = report::plot::svg(&projection, lang);
        assert!(is_well_formed(&svg));
        assert!(svg.contains("Dinas &lt;Dukcapil&gt; &amp; &quot;Bangli&quot;"));
        for words in wanted {
            assert!(svg.contains(words), "{words}");
        }
        assert_eq!(svg, report::plot::svg(&projection, lang));
    }
    let late = report::plot::svg(&censored(), Lang::En);
    assert!(late.contains("90 % safe: after the horizon (29 December 2017)"));
}

/// An attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn number(tag: &str, name: &str) -> f64 {
    let found = attribute(tag, name).and_then(|text| text.parse().ok());
    found.unwrap_or_else(|| panic!("{name} of {tag}"))
}

/// The tags of this name.
fn tags<'a>(svg: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let begin = format!("{name} ");
    let tags = svg.split('<').filter_map(|tag| tag.split('>').next());
    tags.filter(move |tag| tag.starts_with(&begin))
}

/// The words, with the point at which each is anchored.
fn words(svg: &str) -> Vec<(f64, f64, &str)> {
    let texts = svg.split("<text ").skip(1).map(|rest| {
        let (tag, rest) = rest.split_once('>').expect("a tag");
        let tag = &svg[svg.find(tag).expect("it is in there") - 1..][..tag.len() + 1];
        let words = rest.split('<').next().expect("the words").trim();
        (number(tag, "x"), number(tag, "y"), words)
    });
    texts.collect()
}

fn x_of(svg: &str, wanted: &str) -> f64 {
    let words = words(svg);
    let mut found = words.iter().filter(|(.., text)| *text == wanted);
    let (x, ..) = found
        .next()
        .unwrap_or_else(|| panic!("{wanted:?} is not in {words:?}"));
    *x
}

/// Where a date begins, by the dates below the plot of 2017.
fn place(svg: &str, wanted: Date) -> f64 {
    let (from, to) = (date(2017, 5, 15), date(2017, 6, 26));
    let (left, right) = (x_of(svg, "15 May"), x_of(svg, "26 June"));
    let days = |date: Date| f64::from(from.until(date).unwrap().get_days());
    left + (right - left) * days(wanted) / days(to)
}

#[track_caller]
fn near(found: f64, wanted: f64) {
    assert!(
        (found - wanted).abs() <= 1.5,
        "{found} is not near {wanted}"
    );
}

/// The corners of each shape of this many corners, the first of which is not repeated, and its fill.
fn shapes(svg: &str, corners: usize) -> Vec<(Vec<(f64, f64)>, &str)> {
    let shapes = tags(svg, "polygon").map(|tag| {
        let points = attribute(tag, "points").expect("points").split_whitespace();
        let mut points: Vec<(f64, f64)> = points
            .map(|point| {
                let (x, y) = point.split_once(',').expect("a point");
                (x.parse().expect("x"), y.parse().expect("y"))
            })
            .collect();
        if points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        (points, attribute(tag, "fill").expect("a fill"))
    });
    shapes
        .filter(|(points, _)| points.len() == corners)
        .collect()
}

/// The places and fills of the marks of deliveries: triangles that stand on their tip.
fn deliveries(svg: &str) -> Vec<(f64, f64, &str)> {
    let marks = shapes(svg, 3).into_iter().filter_map(|(corners, fill)| {
        let (x, y) = corners[2];
        (corners[0].1 == corners[1].1 && corners[0].1 < y).then_some((x, y, fill))
    });
    marks.collect()
}

fn plan(projection: &mut Projection) -> &mut Plan {
    Arc::make_mut(&mut projection.plan)
}

fn named(name: &str) -> Projection {
    let mut projection = cleared();
    plan(&mut projection).name = name.into();
    projection
}

fn compared(projections: Vec<Projection>) -> String {
    let mut comparison = comparison();
    comparison.projections = projections;
    let svg = report::plot::comparison(&comparison, Lang::En);
    assert!(is_well_formed(&svg));
    svg
}

#[test]
fn the_plot_of_a_comparison_is_well_formed_labelled_and_always_the_same() {
    for (lang, wanted) in [
        (
            Lang::En,
            [
                "Scenarios compared",
                "2 scenarios, 1,000 replications each, on the same chance events.",
                "When everyone who waits at the start is served",
                "P50: 21 June 2017 · 90 % safe: 4 July 2017",
                "P50: after the horizon",
                "blanks asked for",
                "residents waiting, median",
                "date (2017)",
            ],
        ),
        (
            Lang::Id,
            [
                "Perbandingan skenario",
                "2 skenario, masing-masing 1.000 kali simulasi, dengan kejadian acak yang sama.",
                "Kapan semua yang menunggu sejak awal terlayani",
                "P50: 21 Juni 2017 · aman 90 %: 4 Juli 2017",
                "P50: setelah batas waktu",
                "blangko diminta",
                "warga yang menunggu, nilai tengah",
                "tanggal (2017)",
            ],
        ),
    ] {
        let svg = report::plot::comparison(&comparison(), lang);
        assert!(is_well_formed(&svg));
        let found: BTreeSet<&str> = words(&svg).into_iter().map(|(.., text)| text).collect();
        for words in wanted
            .into_iter()
            .chain(["Bangli, April 2017", "Bangli, no second delivery"])
        {
            assert!(found.contains(words), "{words} is not in {found:?}");
        }
        assert_eq!(svg, report::plot::comparison(&comparison(), lang));
    }
}

#[test]
fn each_row_has_its_interval_and_median_at_their_dates_and_an_arrow_for_a_late_one() {
    let svg = report::plot::comparison(&comparison(), Lang::En);
    let rows: Vec<f64> = ["Bangli, April 2017", "Bangli, no second delivery"]
        .iter()
        .map(|name| {
            words(&svg)
                .iter()
                .find(|(.., text)| text == name)
                .unwrap()
                .1
        })
        .collect();
    // P10, P50 and P90 are 16 June, 21 June and 4 July; the date ends where the next begins.
    let [low, median, high] =
        [date(2017, 6, 17), date(2017, 6, 22), date(2017, 7, 5)].map(|day| place(&svg, day));
    let bars: Vec<&str> = tags(&svg, "rect")
        .filter(|tag| number(tag, "height") == 10.0 && number(tag, "x") > 84.0)
        .collect();
    assert_eq!(
        bars.len(),
        2,
        "the fill and the border of one interval: {bars:?}"
    );
    for bar in bars {
        near(number(bar, "x"), low);
        near(number(bar, "x") + number(bar, "width"), high);
        assert!((rows[0]..rows[1]).contains(&number(bar, "y")));
    }
    let in_rows = |at: &(f64, f64)| at.1 > rows[0] && at.0 > 84.0;
    let diamonds = shapes(&svg, 4)
        .into_iter()
        .filter(|(corners, _)| in_rows(&corners[0]));
    let medians: Vec<f64> = diamonds.map(|(corners, _)| corners[1].0).collect();
    assert_eq!(medians.len(), 1);
    near(medians[0], median);
    // The arrow of the second row points on from the right end, since its horizon is beyond it.
    let arrows: Vec<Vec<(f64, f64)>> = shapes(&svg, 3)
        .into_iter()
        .map(|(corners, _)| corners)
        .filter(|corners| in_rows(&corners[0]) && corners[0].0 == corners[2].0)
        .collect();
    assert_eq!(arrows.len(), 1);
    assert!(arrows[0][0].1 > rows[1] && arrows[0][1].0 > arrows[0][0].0);
    assert!(arrows[0][0].0 > place(&svg, date(2017, 7, 5)));
}

#[test]
fn how_well_the_median_is_known_has_a_colour_of_its_own() {
    let mut known = cleared();
    let n = known.outcomes.len();
    // From day 20 to 35, as far as the axis goes.
    let days: Vec<Day> = (0..n).map(|i| 20 + (15 * i / n) as Day).collect();
    for (day, row) in std::iter::zip(&days, &mut known.outcomes) {
        row.cleared = Some(*day);
    }
    let days: Vec<f64> = days.into_iter().map(f64::from).collect();
    let interval = quantile_interval(&days, n, 0.5, 0.95).unwrap();
    let [low, high] = [interval.low, interval.high].map(|day| known.plan.date(day.unwrap() as Day));
    let svg = compared(vec![known, censored()]);
    let begin = place(&svg, low.tomorrow().unwrap());
    let end = place(&svg, high.tomorrow().unwrap());
    let lines = tags(&svg, "polyline").filter(|tag| tag.contains("#A02878"));
    let ends = lines.filter_map(|tag| {
        let points = attribute(tag, "points")?.split_whitespace();
        let xs = points.map(|point| point.split(',').next().unwrap().parse::<f64>().unwrap());
        let xs: Vec<f64> = xs.collect();
        (xs[0] != xs[1]).then(|| (xs[0], xs[1]))
    });
    // The first is in the legend; the second scenario has none, because nobody knows its median.
    let ends: Vec<(f64, f64)> = ends.collect();
    assert_eq!(ends.len(), 2, "{ends:?}");
    near(ends[1].0, begin);
    near(ends[1].1, end);
    assert!(svg.contains("95 % interval of the median"));
}

#[test]
fn a_late_date_is_marked_at_a_horizon_that_is_within_the_axis() {
    let mut early = censored();
    plan(&mut early).horizon = date(2017, 6, 11);
    let svg = compared(vec![cleared(), early]);
    let horizon = place(&svg, date(2017, 6, 12));
    let mut arrows = shapes(&svg, 3).into_iter().map(|(corners, _)| corners);
    assert!(
        arrows.any(|corners| corners[0].0 == corners[2].0 && (corners[0].0 - horizon).abs() <= 1.5)
    );
}

#[test]
fn a_long_name_is_cut_visibly_and_one_of_sixty_letters_is_not() {
    let sixty = "Kantor Dukcapil Kabupaten Bangli dengan satu alat tambahan 1";
    assert_eq!(sixty.len(), 60);
    let long = "W".repeat(120);
    let svg = compared(vec![named(sixty), named(&long)]);
    let words = words(&svg);
    assert!(words.iter().any(|(.., text)| *text == sixty));
    let (x, y, cut) = words.iter().find(|(.., text)| text.ends_with('…')).unwrap();
    assert!(cut.starts_with("WWWW") && cut.len() < 60, "{cut}");
    // A W is as wide as its letter is high, 15 / 1.24 pixels; the dates to the right of it take more than 200 pixels.
    let dates = words.iter().find(|at| at.1 == *y && at.0 > *x).unwrap();
    assert!(x + (cut.len() - 3) as f64 * 15.0 / 1.24 < dates.0 - 200.0);
    let one = report::plot::svg(&named(&long), Lang::En);
    assert!(one.contains("WWWW…") && !one.contains(&long));
}

#[test]
fn scenarios_are_told_apart_without_colours() {
    let svg = compared((1..=8).map(|i| named(&format!("Scenario {i}"))).collect());
    // A number in each row and on each line.
    for number in 1..=8 {
        let number = number.to_string();
        let found = words(&svg)
            .iter()
            .filter(|(.., text)| *text == number)
            .count();
        assert_eq!(found, 2, "{number}");
    }
    // Of the samples beside the rows, no two next to each other have the same dashes.
    let sample = |i: usize| -> Vec<String> {
        let name = format!("Scenario {}", i + 1);
        let y = words(&svg)
            .iter()
            .find(|(.., text)| *text == name)
            .unwrap()
            .1
            + 15.0;
        let dashes = tags(&svg, "polyline").filter_map(|tag| {
            let points = attribute(tag, "points")?;
            let xs: Option<Vec<&str>> = points
                .split_whitespace()
                .map(|point| point.strip_suffix(&format!(",{y}")))
                .collect();
            let xs = xs?;
            (xs.first()?.parse::<f64>().ok()? < 60.0).then(|| xs.join(" "))
        });
        dashes.collect()
    };
    let samples: Vec<Vec<String>> = (0..8).map(sample).collect();
    assert!(
        samples.iter().all(|dashes| !dashes.is_empty()),
        "{samples:?}"
    );
    let first_five: BTreeSet<&Vec<String>> = samples[..5].iter().collect();
    assert_eq!(first_five.len(), 5, "{samples:?}");
    // Those that repeat a pattern have another colour.
    let strokes: BTreeSet<&str> = tags(&svg, "circle")
        .filter_map(|tag| attribute(tag, "stroke"))
        .collect();
    assert!(strokes.len() >= 4, "{strokes:?}");
}

#[test]
fn equal_lines_have_their_numbers_apart() {
    let svg = compared((1..=8).map(|i| named(&format!("Scenario {i}"))).collect());
    let rings: Vec<(f64, f64)> = tags(&svg, "circle")
        .filter(|tag| number(tag, "cx") > 84.0 && attribute(tag, "fill") == Some("none"))
        .map(|tag| (number(tag, "cx"), number(tag, "cy")))
        .collect();
    assert_eq!(rings.len(), 8);
    for (i, a) in rings.iter().enumerate() {
        for b in &rings[i + 1..] {
            let (x, y) = (a.0 - b.0, a.1 - b.1);
            assert!(x * x + y * y >= 16.0 * 16.0, "{a:?} and {b:?} overlap");
        }
    }
}

#[test]
fn a_scenario_that_starts_later_stands_further_to_the_right() {
    let mut late = named("Late");
    plan(&mut late).start = date(2017, 6, 5);
    late.daily = cleared().daily;
    let svg = compared(vec![cleared(), late]);
    // The second line begins where its start is.
    let begin = place(&svg, date(2017, 6, 5));
    let lines: Vec<f64> = tags(&svg, "polyline")
        .filter(|tag| attribute(tag, "stroke") == Some("#0072B2"))
        .filter_map(|tag| attribute(tag, "points")?.split(',').next()?.parse().ok())
        .filter(|x| *x > 84.0)
        .collect();
    near(lines.iter().copied().fold(f64::INFINITY, f64::min), begin);
}

/// The same office from another start, where waiting changes until this date.
fn within(start: Date, horizon: Date) -> Projection {
    let mut projection = cleared();
    let plan = plan(&mut projection);
    (plan.start, plan.horizon) = (start, horizon);
    let days = start.until(horizon).unwrap().get_days() as u32;
    projection.daily = Default::default();
    for day in 0..days {
        let date = start.checked_add(jiff::Span::new().days(day)).unwrap();
        projection.daily.dates.push(date);
        projection.daily.waiting.push([days - day; 3].into());
        projection.daily.on_hand.push([days - day; 3].into());
    }
    projection
}

#[test]
fn years_stand_below_the_dates_where_an_axis_is_not_of_one_year() {
    let april = date(2017, 4, 26);
    for (projection, years) in [
        (cleared(), vec![]),
        // Within a year, but longer than ten months.
        (
            within(date(2017, 1, 1), date(2017, 12, 1)),
            vec![("1 January", "2017")],
        ),
        (
            within(april, date(2018, 3, 1)),
            vec![("1 May", "2017"), ("1 January", "2018")],
        ),
        (
            within(april, date(2020, 4, 25)),
            vec![
                ("1 May", "2017"),
                ("1 January", "2018"),
                ("1 January", "2019"),
                ("1 January", "2020"),
            ],
        ),
    ] {
        let one = report::plot::svg(&projection, Lang::En);
        for svg in [one, compared(vec![projection.clone(), projection])] {
            let words = words(&svg);
            let found: Vec<(f64, &str)> = words
                .iter()
                .filter(|(.., text)| text.len() == 4 && text.starts_with("20"))
                .map(|(x, _, text)| (*x, *text))
                .collect();
            let written: Vec<&str> = found.iter().map(|(_, year)| *year).collect();
            assert_eq!(
                written,
                years.iter().map(|(_, year)| *year).collect::<Vec<_>>()
            );
            for ((x, _), (day, _)) in found.iter().zip(&years) {
                assert!(
                    words.iter().any(|(at, _, text)| at == x && text == day),
                    "{x} {day}"
                );
            }
            assert_eq!(svg.contains("date (2017)"), years.is_empty());
        }
    }
}

#[test]
fn deliveries_are_marked_at_the_date_they_come_or_are_asked_for() {
    let mut projection = cleared();
    plan(&mut projection).blanks.deliveries.extend([
        Delivery::new(date(2017, 5, 22), 1_500),
        Delivery::new(date(2017, 5, 22), 500),
    ]);
    let svg = report::plot::svg(&projection, Lang::En);
    let row = words(&svg)
        .iter()
        .find(|(.., text)| *text == "weekend")
        .unwrap()
        .1;
    let marks: Vec<_> = deliveries(&svg)
        .into_iter()
        .filter(|mark| mark.1 > row + 20.0)
        .collect();
    assert_eq!(marks.len(), 2, "{marks:?}");
    near(marks[0].0, place(&svg, date(2017, 5, 22)));
    near(marks[1].0, place(&svg, date(2017, 6, 6)));
    assert_ne!(marks[0].2, "#FFFFFF", "blanks that come are filled");
    assert_eq!(
        marks[1].2, "#FFFFFF",
        "blanks that are asked for are hollow"
    );
    let found: Vec<&str> = words(&svg).into_iter().map(|(.., text)| text).collect();
    for wanted in ["blanks arrive", "blanks asked for", "+2,000", "+10,000"] {
        assert!(found.contains(&wanted), "{wanted}: {found:?}");
    }
    // In a comparison each scenario has its own.
    let svg = compared(vec![projection, cleared(), censored()]);
    let heights: Vec<f64> = deliveries(&svg).iter().map(|mark| mark.1).collect();
    let rows: BTreeSet<i64> = heights
        .iter()
        .filter(|y| **y > row + 20.0)
        .map(|y| *y as i64)
        .collect();
    assert_eq!(rows.len(), 2, "the third scenario has none: {heights:?}");
    // Without deliveries nothing is explained.
    let none = report::plot::svg(&censored(), Lang::En);
    assert!(deliveries(&none).is_empty() && !none.contains("blanks a"));
}

#[test]
fn the_pieces_of_deliveries_close_together_are_left_out() {
    let mut projection = cleared();
    plan(&mut projection)
        .blanks
        .deliveries
        .push(Delivery::new(date(2017, 6, 7), 1_500));
    let svg = report::plot::svg(&projection, Lang::En);
    assert!(!svg.contains("+10,000") && !svg.contains("+1,500"));
}

#[test]
fn results_without_days_or_scenarios_still_have_a_plot() {
    let mut projection = cleared();
    projection.daily = Default::default();
    assert!(is_well_formed(&report::plot::svg(&projection, Lang::En)));
    compared(vec![projection.clone(), projection]);
    compared(vec![]);
}
