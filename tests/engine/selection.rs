//! Selection of the best: is it right as often as promised, and do search, selection and estimation keep apart?

use std::collections::BTreeSet;
use std::sync::Mutex;

use cetak::ErrorKind;
use cetak::experiment::{
    Alternatives, Experiment, Guarantee, IndifferenceZone, Number, Output, Outputs, Selected,
    Unguaranteed, Window,
};
use cetak::process::{Resource, World};
use cetak::random::{Distribution, Streams};
use cetak::stats::{normal_quantile, wilson};
use cetak::time::{hours, minutes};

fn number() -> (Outputs<f64>, Output<Number>) {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "min", |value: &f64| *value);
    (outputs, value)
}

fn slow() -> bool {
    std::env::var_os("CETAK_SLOW").is_some()
}

/// How often the alternative 0 of `k` is selected, which alone is better than the others, by exactly the indifference of 1 (the slippage
/// configuration). The deviation is `noise`, of which `shared` is common to all.
fn correct(
    k: usize,
    noise: f64,
    shared: f64,
    runs: u64,
    select: impl Fn(
        &Alternatives<
            '_,
            f64,
            Number,
            &(dyn Fn(usize, &Streams) -> cetak::error::Result<f64> + Sync),
        >,
    ) -> Selected,
) -> (u64, f64) {
    let (outputs, value) = number();
    let names: Vec<String> = (0..k).map(|i| format!("number {i}")).collect();
    let one = |i: usize, streams: &Streams| {
        let own = normal_quantile(streams.stream(&i.to_string()).uniform());
        let common = match shared > 0.0 {
            true => shared * normal_quantile(streams.stream("shared").uniform()),
            false => 0.0,
        };
        Ok(f64::from(u8::from(i != 0)) + noise * own + common)
    };
    let one: &(dyn Fn(usize, &Streams) -> cetak::error::Result<f64> + Sync) = &one;
    let (mut right, mut spent) = (0, 0);
    for seed in 0..runs {
        let alternatives = Alternatives::smallest(&outputs, value, names.clone(), one)
            .seed(seed)
            .threads(1);
        let selected = select(&alternatives);
        right += u64::from(selected.selected == 0);
        spent += selected.replications();
    }
    (right, spent as f64 / runs as f64)
}

/// Refuses a procedure that is right less often than promised, at 99.9 %.
fn promised(name: &str, (right, spent): (u64, f64), runs: u64, probability: f64) {
    println!("{name}: {right} of {runs} right, {spent:.0} replications on average");
    assert!(
        wilson(right, runs, 0.998).1 >= probability,
        "{name}: {right} of {runs}"
    );
}

#[test]
fn rinott_is_right_as_often_as_promised_in_the_slippage_configuration() {
    let runs = if slow() { 5000 } else { 500 };
    for (k, first, p) in [(2, 10, 0.95), (5, 10, 0.9), (10, 20, 0.95)] {
        let zone = IndifferenceZone::of(1.0).first(first).probability(p);
        let found = correct(k, 1.5, 0.0, runs, |a| a.rinott(&zone).unwrap());
        promised(&format!("Rinott, k = {k}, {first} first"), found, runs, p);
    }
}

#[test]
fn kn_is_right_as_often_as_promised_in_the_slippage_configuration() {
    let runs = if slow() { 5000 } else { 500 };
    for (k, first, p, shared) in [
        (2, 10, 0.95, 0.0),
        (5, 10, 0.9, 0.0),
        (10, 20, 0.95, 0.0),
        (5, 10, 0.9, 3.0),
    ] {
        let zone = IndifferenceZone::of(1.0).first(first).probability(p);
        let name = |kn| format!("{kn}, k = {k}, {first} first, {shared} shared");
        let found = correct(k, 1.5, shared, runs, |a| a.kn(&zone).unwrap());
        promised(&name("KN"), found, runs, p);
        let updated = correct(k, 1.5, shared, runs, |a| a.kn_updated(&zone).unwrap());
        promised(&name("KN++"), updated, runs, p - 0.01);
        assert!(updated.1 < found.1, "KN++ takes fewer replications");
    }
}

/// The most unfavourable case of a fully sequential procedure is that of two: then the promise is about what is kept.
#[test]
fn kn_does_not_keep_much_more_than_it_promises_between_two() {
    let runs = if slow() { 5000 } else { 1000 };
    let zone = IndifferenceZone::of(1.0).first(20).probability(0.9);
    let (right, _) = correct(2, 7.0, 0.0, runs, |a| a.kn(&zone).unwrap());
    let share = right as f64 / runs as f64;
    println!("{share}");
    assert!(share > 0.87 && share < 0.96, "{share}");
}

#[test]
fn sequential_selection_needs_fewer_replications_and_common_numbers_fewer_still() {
    let zone = IndifferenceZone::of(1.0);
    let spent = |shared: f64, noise: f64| {
        let kn = correct(8, noise, shared, 20, |a| a.kn(&zone).unwrap()).1;
        let rinott = correct(8, noise, shared, 20, |a| a.rinott(&zone).unwrap()).1;
        (kn, rinott)
    };
    let (kn, rinott) = spent(0.0, 3.0);
    println!("KN {kn}, Rinott {rinott}");
    assert!(kn < 0.6 * rinott, "{kn} {rinott}");
    // The same total deviation of 3, nearly all of it shared.
    let (common, rinott) = spent(8.0_f64.sqrt(), 1.0);
    assert!(
        common < 0.4 * kn && common < 0.2 * rinott,
        "{common} {kn} {rinott}"
    );
}

/// OCBA is right more often than the same budget in equal parts (Chen et al. 2000, experiment 1: means 1 to 10, deviation 6).
#[test]
fn a_budget_is_best_spent_where_it_tells_most() {
    let (outputs, value) = number();
    let names: Vec<String> = (1..=10).map(|i| i.to_string()).collect();
    let runs = 300;
    let (mut ocba, mut equal) = (0, 0);
    for seed in 0..runs {
        let one = |i: usize, streams: &Streams| {
            Ok(i as f64 + 6.0 * normal_quantile(streams.stream("noise").uniform()))
        };
        let alternatives = Alternatives::smallest(&outputs, value, names.clone(), one)
            .seed(seed)
            .threads(1);
        let found = alternatives.ocba(800, 20).unwrap();
        assert_eq!(found.replications(), 800);
        let Some(Guarantee::Approximate { probability }) = found.guarantee else {
            panic!("no guarantee")
        };
        assert!((0.0..=1.0).contains(&probability));
        ocba += u32::from(found.selected == 0);
        equal += u32::from(alternatives.ocba(800, 80).unwrap().selected == 0);
        if seed == 0 {
            let spent: Vec<u32> = found.sampled.iter().map(|of| of.replications).collect();
            assert!(
                spent[0] > 100 && spent[1] > 100 && spent[9] < 40,
                "{spent:?}"
            );
        }
    }
    assert!(ocba > equal + 20, "{ocba} and {equal} of {runs}");
    let error = Alternatives::smallest(&outputs, value, names, |_, _: &Streams| Ok(1.0))
        .ocba(199, 20)
        .unwrap_err();
    assert!(
        error.to_string().contains("less than the 200 first ones"),
        "{error}"
    );
}

/// The replications of a search, of a selection and of an estimation, as the model meets them.
#[test]
fn search_selection_and_estimation_share_no_replication() {
    let (outputs, value) = number();
    let met: Mutex<Vec<u64>> = Mutex::new(Vec::new());
    let one = |i: usize, streams: &Streams| {
        met.lock().unwrap().push(streams.replication());
        Ok(i as f64 + normal_quantile(streams.stream("noise").uniform()))
    };
    let taken = || -> BTreeSet<u64> {
        std::mem::take(&mut *met.lock().unwrap())
            .into_iter()
            .collect()
    };
    let alternatives = Alternatives::smallest(&outputs, value, ["a", "b", "c"], one).threads(2);
    let zone = IndifferenceZone::of(0.5);

    Experiment::new(&outputs, |s| one(0, s))
        .replications(500)
        .run()
        .unwrap();
    let search = taken();
    let mut selections = Vec::new();
    let selected = alternatives.kn(&zone).unwrap();
    selections.push(taken());
    alternatives.kn_updated(&zone).unwrap();
    selections.push(taken());
    alternatives.rinott(&zone).unwrap();
    selections.push(taken());
    alternatives.ocba(300, 10).unwrap();
    selections.push(taken());
    let estimation = alternatives.estimate(&selected, 500).unwrap();
    let estimated = taken();

    assert_eq!((search.len(), estimated.len()), (500, 500));
    assert!(search.is_disjoint(&estimated));
    for selection in selections {
        assert!(!selection.is_empty());
        assert!(selection.is_disjoint(&search) && selection.is_disjoint(&estimated));
    }
    // Any of them can be run again by its number.
    let row = &estimation.results[1].rows[3];
    let again = Experiment::new(&outputs, |s| one(1, s))
        .only([row.replication])
        .unwrap();
    assert_eq!(again.rows[0], *row);
}

/// The same list of outputs serves an experiment, which has the queue over time, and a selection, which does not keep it.
#[test]
fn a_queue_over_time_is_no_part_of_a_selection() {
    let mut outputs = Outputs::new();
    let wait = outputs.tally("wait", "min", Resource::waits);
    outputs.queue_over_time("queue", minutes(30.0), Resource::observed);
    let day = |clerks: usize, world: &World| {
        let desk = Resource::new(world, "desk", clerks);
        let between = world.variate("arrivals", Distribution::exponential(minutes(5.0))?);
        world.spawn_arrivals(between, &desk, |world: World, desk: Resource| async move {
            let _clerk = desk.seize().await;
            world.hold(minutes(4.0)).await;
        });
        Ok(desk)
    };
    let window = Window::from(hours(4.0));
    let alternatives = Alternatives::smallest(&outputs, wait, ["one", "two"], |i, streams| {
        window.of_processes(streams, |world| day(i + 1, world))
    });
    let selected = alternatives.kn(&IndifferenceZone::of(1.0)).unwrap();
    let estimation = alternatives.estimate(&selected, 20).unwrap();
    assert_eq!(selected.selected, 1);
    assert!(
        estimation
            .results
            .iter()
            .all(|results| results.series.is_empty())
    );
    let two = Experiment::of_processes(&outputs, window, |world| day(2, world));
    let results = two.replications(20).run().unwrap();
    assert_eq!((results.series.len(), results.rows[0].series.len()), (1, 1));
}

#[test]
fn a_zone_that_no_procedure_could_keep_panics() {
    let refused = |make: fn() -> IndifferenceZone| std::panic::catch_unwind(make).is_err();
    assert!(refused(|| IndifferenceZone::of(0.0)));
    assert!(refused(|| IndifferenceZone::of(f64::NAN)));
    assert!(refused(|| IndifferenceZone::of(1.0).probability(0.5)));
    assert!(refused(|| IndifferenceZone::of(1.0).probability(1.0)));
    assert!(refused(|| IndifferenceZone::of(1.0).first(1)));
    assert!(!refused(|| IndifferenceZone::of(1e-9)
        .probability(0.51)
        .first(2)));
}

/// What is selected by its luck looks better than it is, but not when it is estimated again.
#[test]
fn what_was_selected_is_estimated_without_the_luck_of_its_selection() {
    let (outputs, value) = number();
    let names: Vec<String> = (0..20).map(|i| i.to_string()).collect();
    let (mut flattered, mut honest) = (0.0, 0.0);
    let runs = 60;
    for seed in 0..runs {
        let one = |i: usize, streams: &Streams| {
            Ok(10.0 + normal_quantile(streams.stream(&i.to_string()).uniform()))
        };
        let alternatives = Alternatives::smallest(&outputs, value, names.clone(), one)
            .seed(seed)
            .threads(1);
        let selected = alternatives.ocba(400, 20).unwrap();
        let estimation = alternatives.estimate(&selected, 20).unwrap();
        flattered += selected.sampled[selected.selected].mean / runs as f64;
        honest += estimation.results[selected.selected]
            .of(value)
            .mean
            .unwrap()
            .value
            / runs as f64;
        // All are the same, and mostly nothing else is claimed.
        assert!(estimation.indistinguishable.len() >= 15);
    }
    assert!(flattered < 9.7, "{flattered}");
    // 60 means of 20: an error of 1 / √1200.
    assert!((honest - 10.0).abs() < 3.3 / 1200.0_f64.sqrt(), "{honest}");
}

#[test]
fn the_largest_is_the_smallest_turned_about() {
    let (outputs, value) = number();
    let one = |i: usize, streams: &Streams| {
        Ok([3.0, 5.0, 4.0][i] + normal_quantile(streams.stream("noise").uniform()))
    };
    let alternatives = Alternatives::largest(&outputs, value, ["a", "b", "c"], one);
    for selected in [
        alternatives.kn(&IndifferenceZone::of(1.0)).unwrap(),
        alternatives.rinott(&IndifferenceZone::of(1.0)).unwrap(),
        alternatives.ocba(90, 10).unwrap(),
    ] {
        assert_eq!(selected.selected, 1);
        assert!(selected.sampled.iter().all(|of| of.mean > 2.0));
    }
    let selected = alternatives.kn(&IndifferenceZone::of(1.0)).unwrap();
    let estimation = alternatives.estimate(&selected, 100).unwrap();
    // Shared noise: the differences are exact.
    assert!(estimation.indistinguishable.is_empty());
    assert!((estimation.differences.contrasts[0].difference.unwrap() + 2.0).abs() < 1e-9);
}

#[test]
fn alternatives_that_are_alike_are_undecided_or_indistinguishable() {
    let (outputs, value) = number();
    let one = |_: usize, streams: &Streams| Ok(streams.stream("u").uniform());
    let alike = Alternatives::smallest(&outputs, value, ["a", "b"], one);
    let selected = alike.kn(&IndifferenceZone::of(0.1)).unwrap();
    assert_eq!((selected.selected, &selected.undecided[..]), (0, &[1][..]));
    assert_eq!(selected.guarantee, None, "they may differ in what is rare");
    assert_eq!(selected.unguaranteed, Some(Unguaranteed::Alike));
    let zone = IndifferenceZone::of(0.1);
    let constant = |_: usize, _: &Streams| Ok(1.0);
    let constant = Alternatives::smallest(&outputs, value, ["a", "b"], constant);
    for selected in [constant.rinott(&zone), constant.ocba(60, 20)] {
        let why = selected.unwrap().unguaranteed;
        assert_eq!(why, Some(Unguaranteed::Alike));
    }
    let estimation = alike.estimate(&selected, 50).unwrap();
    assert_eq!(estimation.indistinguishable, [1]);

    // The most replications are done before a decision.
    let noisy = |i: usize, streams: &Streams| {
        Ok(0.01 * i as f64 + normal_quantile(streams.stream(&i.to_string()).uniform()))
    };
    let noisy = Alternatives::smallest(&outputs, value, ["a", "b", "c"], noisy);
    let zone = IndifferenceZone::of(0.01).at_most(100);
    let selected = noisy.kn(&zone).unwrap();
    assert_eq!(selected.undecided.len(), 2);
    assert_eq!(selected.guarantee, None, "it was cut short");
    assert_eq!(selected.unguaranteed, Some(Unguaranteed::UsedUp));
    assert!(
        selected
            .to_string()
            .contains("used up before a decision.\n")
    );
    assert_eq!(noisy.kn_updated(&zone).unwrap().guarantee, None);
    assert!(selected.sampled.iter().all(|of| of.replications == 100));
    let error = noisy.rinott(&zone).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    assert!(
        error.to_string().contains("at most 100 are allowed"),
        "{error}"
    );
}

#[test]
fn a_selection_is_the_same_on_any_number_of_threads_and_refuses_what_has_no_mean() {
    let mut outputs = Outputs::new();
    let value = outputs.number("value", "min", |value: &f64| {
        (*value > -3.0).then_some(*value)
    });
    let one = |i: usize, streams: &Streams| {
        Ok(0.3 * i as f64 + normal_quantile(streams.stream(&i.to_string()).uniform()))
    };
    let on =
        |threads| Alternatives::smallest(&outputs, value, ["a", "b", "c"], one).threads(threads);
    let zone = IndifferenceZone::of(0.3);
    assert_eq!(on(1).kn(&zone).unwrap(), on(3).kn(&zone).unwrap());
    assert_eq!(on(1).ocba(300, 20).unwrap(), on(3).ocba(300, 20).unwrap());
    let error = on(1).kn(&IndifferenceZone::of(0.01)).unwrap_err();
    assert!(
        error.to_string().contains("has no honest mean of value"),
        "{error}"
    );
    let single = Alternatives::smallest(&outputs, value, ["a"], one);
    assert!(
        single
            .kn(&zone)
            .unwrap_err()
            .to_string()
            .contains("at least 2")
    );
}

/// Alternative 1 costs nothing, but for a rare breakdown at 1,000; alternative 0 costs 5 for certain, or nearly.
#[test]
fn nothing_is_guaranteed_where_no_variance_was_seen() {
    let (outputs, value) = number();
    let of = |noise: f64, rare: f64| {
        move |i: usize, streams: &Streams| {
            let u = streams.stream("u").uniform();
            Ok(match i {
                0 => 5.0 + noise * u,
                _ if u < rare => 1000.0,
                _ => 0.0,
            })
        }
    };
    let zone = IndifferenceZone::of(1.0).first(20);
    let names = ["safe", "cheap"];
    let seen = |noise: f64, rare: f64| {
        let alternatives = Alternatives::smallest(&outputs, value, names, of(noise, rare)).seed(3);
        [
            alternatives.kn(&zone).unwrap(),
            alternatives.kn_updated(&zone).unwrap(),
            alternatives.rinott(&zone).unwrap(),
            alternatives.ocba(60, 20).unwrap(),
        ]
    };
    for found in seen(0.0, 1e-6) {
        assert_eq!(
            (found.selected, found.guarantee),
            (1, None),
            "the rare was not seen"
        );
    }
    // With a variance that is merely too small nobody sees it.
    let wrong = (0..200).filter(|seed| {
        let one = |i: usize, streams: &Streams| {
            let u = streams.stream("u").uniform();
            let rare = if u < 0.01 { 1000.0 } else { 0.0 };
            Ok(if i == 0 { 5.0 } else { rare } + streams.stream(&i.to_string()).uniform())
        };
        let alternatives = Alternatives::smallest(&outputs, value, names, one).seed(*seed);
        alternatives.threads(1).kn(&zone).unwrap().selected == 1
    });
    let wrong = wrong.count();
    println!("{wrong} of 200 wrong");
    assert!(
        (140..180).contains(&wrong),
        "docs/statistics.md tells 4 of 5: {wrong}"
    );
    // Where both vary, of the same kinds of procedures, all say what they guarantee.
    let noisy =
        |i: usize, streams: &Streams| Ok(5.0 * i as f64 + streams.stream(&i.to_string()).uniform());
    let alternatives = Alternatives::smallest(&outputs, value, names, noisy).seed(3);
    assert!(alternatives.kn(&zone).unwrap().guarantee.is_some());
    assert!(alternatives.kn_updated(&zone).unwrap().guarantee.is_some());
    assert!(alternatives.rinott(&zone).unwrap().guarantee.is_some());
    assert!(alternatives.ocba(60, 20).unwrap().guarantee.is_some());
}

#[test]
fn a_selection_and_its_estimation_are_printed_in_plain_words() {
    let (outputs, value) = number();
    let one = |i: usize, streams: &Streams| {
        let noise = streams.stream("noise").uniform();
        Ok([5.0, 3.0, 3.0][i] + noise * [1.0, 1.0, 2.0][i])
    };
    let names = ["old", "new\n", ""];
    let alternatives = Alternatives::smallest(&outputs, value, names, one).threads(1);
    let zone = IndifferenceZone::of(0.25).first(20);
    let mut selected = alternatives.kn(&zone).unwrap();
    let text = selected.to_string();
    println!("{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "new\\n is selected.");
    assert_eq!(lines[1], "       replications  mean seen");
    assert!(lines[2].starts_with("old              20"), "{text}");
    assert!(lines[4].starts_with("#2 "), "{text}");
    assert_eq!(lines[5], selected.guarantee.unwrap().to_string());
    assert!(lines[6].contains("flatter"));
    assert_eq!(lines.len(), 7);

    let estimation = alternatives.estimate(&selected, 50).unwrap();
    let text = estimation.to_string();
    println!("{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "value (min)");
    assert!(lines[1].ends_with("mean  95 % interval  from the selected   95 % together"));
    assert!(lines[2].starts_with("old    5.59   5.51 to 5.66"), "{text}");
    assert!(lines[3].ends_with(" selected"), "{text}");
    assert!(lines[2].ends_with("  2.000  2.000 to 2.000"), "{text}");
    assert_eq!(lines[5], "All others are shown to be worse.");

    selected.undecided = vec![2, 0];
    assert_eq!(selected.unguaranteed, None);
    selected.guarantee = None;
    selected.unguaranteed = Some(Unguaranteed::Alike);
    let text = selected.to_string();
    assert!(text.starts_with("new\\n is selected. It could not be told from #2, old.\n"));
    assert!(
        text.contains(
            "\nNothing is guaranteed: some of the replications that count were all alike"
        )
    );
    assert!(!text.contains("used up"));
    // With the noisier one selected, the other is not shown to be worse.
    selected.selected = 2;
    let text = alternatives.estimate(&selected, 50).unwrap().to_string();
    assert!(text.ends_with("\nNot shown to be worse: new\\n."), "{text}");
}
