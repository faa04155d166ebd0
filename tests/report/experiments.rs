//! What every experiment gets: its report and its plots.

use cetak::experiment::{Comparison, Experiment, Number, Output, Outputs, Results, TimeTo};
use cetak::plots;
use cetak::random::Streams;
use cetak::stats::Observed;

/// What replication n yields: n, and the time n unless that is 15 or more.
struct Yields {
    outputs: Outputs<u32>,
    number: Output<Number>,
    time: Output<TimeTo>,
}

fn yields() -> Yields {
    let mut outputs = Outputs::new();
    Yields {
        number: outputs.number("cost, all in", "Rp", |n: &u32| {
            (*n != 7).then(|| f64::from(*n))
        }),
        time: outputs.time_to("end", "d", |n| match n {
            0..15 => Observed::At(f64::from(*n)),
            _ => Observed::NotBefore(15.0),
        }),
        outputs,
    }
}

fn results(outputs: &Outputs<u32>, name: &str, plus: u32) -> Results {
    let one = move |streams: &Streams| Ok(streams.replication() as u32 + plus);
    let experiment = Experiment::new(outputs, one).named(name).replications(20);
    experiment
        .input("clerks", 2)
        .input("rate", "3 / h")
        .run()
        .unwrap()
}

#[test]
fn a_report_has_its_inputs_intervals_and_what_no_mean_has() {
    let Yields { outputs, .. } = yields();
    let found = results(&outputs, "a desk", 0);
    let json: serde_json::Value = serde_json::from_str(&found.report().json()).unwrap();
    assert_eq!(json["inputs"][0], serde_json::json!(["clerks", "2"]));
    assert_eq!(json["replications"], 20);
    assert_eq!(json["fingerprint"].as_str().unwrap().len(), 16);
    let [number, time] = [0, 1].map(|i| json["outputs"][i].clone());
    assert_eq!(
        (&number["name"], &number["missing"]),
        (&"cost, all in".into(), &1.into())
    );
    assert!(
        number["estimate"].is_null() && number["ci95"].is_null(),
        "no mean drops it"
    );
    assert_eq!(time["censored"], 5);
    assert!(time["estimate"].is_null());
    assert_eq!(time["quantiles"]["p50"], 9.0);
    // The 6th and the 15th of 20, by the binomial distribution.
    let median = &time["quantile_intervals"]["p50"];
    assert_eq!(
        (&median["low"], &median["high"]),
        (&5.0.into(), &14.0.into())
    );
    assert_eq!(
        found.report().to_string(),
        "a desk\n\
         clerks: 2\n\
         rate: 3 / h\n\
         \x20                  mean  95 % interval    P10    P50  P90\n\
         cost, all in (Rp)     -              -      -      -    -\n\
         end (d)               -              -  1.000  9.000    -\n\
         cost, all in: 1 replications have none\n\
         end: 5 replications ended before it happened\n\
         20 replications, seed 1, fingerprint "
            .to_owned()
            + &found.report().fingerprint
    );
}

#[test]
fn csv_has_a_row_for_each_statistic_and_for_each_value() {
    let Yields { outputs, .. } = yields();
    let found = results(&outputs, "a desk", 0);
    let report = found.report().csv();
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "experiment,output,unit,statistic,value,low,high");
    assert_eq!(lines[1], "a desk,\"cost, all in\",Rp,estimate,,,");
    assert!(lines.contains(&"a desk,end,d,p50,9,5,14"));
    assert!(lines.contains(&"a desk,end,d,censored,5,,"));
    let rows = found.csv();
    assert_eq!(rows.lines().count(), 1 + 20 * 2);
    assert!(rows.contains("\n7,\"cost, all in\",Rp,,,missing\n"));
    assert!(rows.ends_with("\n19,end,d,15,,censored\n"));
}

#[test]
fn a_name_is_no_formula() {
    let mut outputs = Outputs::new();
    outputs.number("=1+1", "@u", |n: &u32| -f64::from(*n));
    let found = results(&outputs, "+a", 1);
    let report = found.report().csv();
    assert!(
        report.contains("\n'+a,'=1+1,'@u,estimate,-10.5,"),
        "{report}"
    );
    assert!(
        found.csv().contains("\n0,'=1+1,'@u,-1,,\n"),
        "{}",
        found.csv()
    );
}

#[test]
fn the_fingerprint_is_of_every_value() {
    let Yields { outputs, .. } = yields();
    let [one, same, other] = [0, 0, 1].map(|plus| results(&outputs, "a", plus).report());
    assert_eq!(one.fingerprint, same.fingerprint);
    assert_ne!(one.fingerprint, other.fingerprint);
}

fn texts(svg: &str) -> Vec<String> {
    let parts = svg.split("<text").skip(1);
    let text = |part: &str| {
        let (_, text) = part.split_once('>').unwrap();
        text.split("</text>").next().unwrap().trim().to_owned()
    };
    parts.map(text).collect()
}

#[test]
fn the_plot_of_an_output_says_what_it_leaves_out_and_shows_risk_and_error_apart() {
    let Yields {
        outputs,
        number,
        time,
    } = yields();
    let found = results(&outputs, "a desk", 0);
    let svg = plots::output(&found, number);
    let said = texts(&svg);
    assert!(
        said.contains(&"a desk: cost, all in (Rp) · 1 replications have none".to_owned()),
        "{said:?}"
    );
    for word in ["P10", "P50", "P90"] {
        assert!(!said.iter().any(|text| text == word), "nor honest {word}");
    }
    assert!(
        !said.iter().any(|text| text == "mean"),
        "there is no honest mean"
    );
    let dots = svg.matches("<circle").count();
    assert_eq!(dots, 19, "a dot a replication");
    let of_time = texts(&plots::output(&found, time));
    assert!(of_time[0].ends_with("5 ended before it happened"));
    assert!(of_time.iter().any(|text| text == "P50"));
    assert_eq!(svg, plots::output(&found, number));
    // One replication, equal values, none at all: still a plot.
    for (n, value) in [(1, Some(2.0)), (9, Some(2.0)), (9, None)] {
        let mut outputs = Outputs::new();
        let one = outputs.number("one", "", move |_: &()| value);
        let results = Experiment::new(&outputs, |_| Ok(()))
            .replications(n)
            .run()
            .unwrap();
        assert!(plots::output(&results, one).ends_with("</svg>\n"));
    }
}

#[test]
fn a_forest_has_a_row_for_each_experiment_with_its_interval_or_why_there_is_none() {
    let mut outputs = Outputs::new();
    let number = outputs.number("cost", "Rp", |n: &u32| f64::from(*n));
    let half = outputs.number("half", "", |n: &u32| n.is_multiple_of(2).then_some(1.0));
    let name = "three clerks, and a name with more letters than a row has room for";
    let [one, two, three] =
        [("one", 0), ("two", 5), (name, 9)].map(|(name, plus)| results(&outputs, name, plus));
    let comparison = Comparison::of([&one, &two, &three]).unwrap();
    let said = texts(&plots::forest(&comparison, number));
    assert_eq!(said[0], "cost: difference from one");
    assert!(said.contains(&"two".to_owned()));
    assert!(
        said.contains(&"three clerks, and a name with mor…".to_owned()),
        "{said:?}"
    );
    let said = texts(&plots::forest(&comparison, half));
    let none = said.iter().filter(|text| *text == "not known");
    assert_eq!(none.count(), 2);
}

/// All pairs of three, and two against the first: the rows are the contrasts, with the ends of their intervals that hold together.
#[test]
fn a_forest_of_differences_that_hold_together_has_a_row_for_each() {
    let mut outputs = Outputs::new();
    let number = outputs.number("cost", "Rp", |n: &u32| f64::from(*n));
    let all = [("one", 0), ("two", 5), ("three", 9)];
    let all = all.map(|(name, plus)| results(&outputs, name, plus));
    let compared = Comparison::of(&all).unwrap().means(number);
    let svg = plots::forest_together(&compared.all_pairs());
    let said = texts(&svg);
    assert_eq!(said[0], "cost, mean: differences, 95 % together");
    for pair in ["two − one", "three − one", "three − two"] {
        assert!(said.contains(&pair.to_owned()), "{pair}: {said:?}");
    }
    let dots = |svg: &str| svg.matches("<circle").count();
    assert_eq!(dots(&svg), 3);
    let svg = plots::forest_together(&compared.against(0));
    assert_eq!(dots(&svg), 2);
    assert!(!texts(&svg).contains(&"three − two".to_owned()));
    // What has no mean has no dot.
    let mut outputs = Outputs::new();
    let half = outputs.number("half", "", |n: &u32| n.is_multiple_of(2).then_some(1.0));
    let all = [("one", 0), ("two", 1)].map(|(name, plus)| results(&outputs, name, plus));
    let compared = Comparison::of(&all).unwrap().means(half);
    let svg = plots::forest_together(&compared.all_pairs());
    assert!(texts(&svg).contains(&"not known".to_owned()) && dots(&svg) == 0);
}

#[test]
fn values_over_time_have_a_band_and_a_warm_up_is_marked() {
    let rows: Vec<Vec<f64>> = (0..30)
        .map(|run| {
            let mut draws = Streams::new(3, run).stream("noise");
            (0..60)
                .map(|t| f64::from(t.min(20)) + 4.0 * draws.uniform())
                .collect()
        })
        .collect();
    let times: Vec<f64> = (0..60).map(f64::from).collect();
    let svg = plots::series("a queue", ("min", "customers"), &times, &rows);
    assert!(texts(&svg).contains(&"median and P10 – P90 of the replications".to_owned()));
    assert_eq!(svg.matches("<polygon").count(), 1);
    let svg = plots::welch("a queue", "customers", &rows, 3, Some(20));
    let caption = "mean of 30 replications (thin), moving average over 7 (thick)";
    assert!(texts(&svg).contains(&caption.to_owned()));
}

#[test]
fn every_output_of_a_report_has_its_picture_one_below_the_other() {
    let mut outputs = Outputs::new();
    let uniform = outputs.number("number", "Rp", |u: &f64| *u);
    let low = outputs.probability("low", |u: &f64| *u < 0.3);
    let ratio = outputs.ratio("cost per customer", "Rp", |u: &f64| {
        (3.0 * u + 1.0, u + 0.5)
    });
    outputs.resource("desk", |_| {
        let mut desk = cetak::resource::Resource::new("desk", 1);
        let _ = desk.seize(cetak::time::Time::ZERO, ());
        let end = cetak::time::Time::ZERO + cetak::time::minutes(3.0);
        (desk.watch().clone(), end)
    });
    let experiment = Experiment::new(&outputs, |streams: &Streams| {
        Ok(streams.stream("u").uniform())
    });
    let found = experiment.replications(40).run().unwrap();
    let svg = plots::report(&found);
    let said = texts(&svg);
    let titles = [
        "number (Rp)",
        "low",
        "cost per customer (Rp)",
        "desk: utilisation",
    ];
    let places = titles.map(|title| said.iter().position(|text| text == title));
    assert!(
        places.is_sorted() && places.iter().all(Option::is_some),
        "{places:?}"
    );
    assert!(!said.iter().any(|text| text.starts_with("desk: wait, P90")));
    let height = |svg: &str| {
        let (_, rest) = svg.split_once("height=\"").unwrap();
        rest.split_once('"').unwrap().0.parse::<u32>().unwrap()
    };
    let of_probability = plots::output(&found, low);
    let of_ratio = plots::output(&found, ratio);
    let all =
        11 * height(&plots::output(&found, uniform)) + height(&of_probability) + height(&of_ratio);
    assert_eq!(height(&svg), all);

    // A probability: one line of shares, the interval and the share with it. No dots of replications, no risk.
    let said = texts(&of_probability);
    assert!(said.contains(&"share".to_owned()) && !said.contains(&"P50".to_owned()));
    assert_eq!(of_probability.matches("<circle").count(), 1);
    // A ratio: a dot a replication, and the ratio with its interval twice.
    assert!(texts(&of_ratio).contains(&"ratio".to_owned()));
    assert_eq!(of_ratio.matches("<circle").count(), 41);
    assert_eq!(of_ratio.matches("<polygon").count(), 1);
    // One replication, denominators that sum to nothing: still a plot.
    let mut outputs = Outputs::new();
    let none = outputs.ratio("none", "", |_: &()| (1.0, 0.0));
    let results = Experiment::new(&outputs, |_| Ok(())).replications(1).run();
    assert!(plots::output(&results.unwrap(), none).ends_with("</svg>\n"));
    let outputs = Outputs::new();
    let results = Experiment::new(&outputs, |_| Ok(())).replications(1).run();
    assert!(plots::report(&results.unwrap()).ends_with("</svg>\n"));
}

#[test]
fn a_report_draws_series_as_bands_and_welchs_plot_where_there_is_a_warm_up() {
    use cetak::experiment::Window;
    use cetak::stats::Series;
    use cetak::time::{Span, minutes};

    let mut outputs = Outputs::new();
    let level = outputs.series("level", "pcs", |replication: &u64| {
        let value = |step: u64| (step != 60).then(|| (step * (1 + *replication)) as f64);
        Series::new(minutes(5.0), (0..90).map(value).collect())
    });
    let rising = outputs.series("rising", "", |replication: &u64| {
        let value = |step: u64| Some((step * (1 + *replication)) as f64);
        Series::new(minutes(5.0), (0..90).map(value).collect())
    });
    let run = |warm_up| {
        let window = Window::new(warm_up, minutes(450.0) - warm_up);
        let of = |world: &cetak::process::World| Ok(world.streams().replication());
        let experiment = Experiment::of_processes(&outputs, window, of);
        experiment.named("hills").replications(8).run().unwrap()
    };
    let found = run(Span::ZERO);
    // A gap divides the band in two.
    let svg = plots::over_time(&found, level);
    assert_eq!(svg.matches("<polygon").count(), 2);
    let said = texts(&svg);
    for text in ["hills: level (pcs)", "level (pcs)", "time (min)"] {
        assert!(said.contains(&text.to_owned()), "{said:?}");
    }
    assert!(!svg.contains("moving average"));
    let svg = plots::report(&found);
    assert_eq!(svg.matches("<polygon").count(), 3);

    let found = run(minutes(50.0));
    let svg = plots::over_time(&found, rising);
    let said = texts(&svg);
    let doubt = found.check_warm_up(rising).unwrap_err().to_string();
    let doubt = doubt.replace('"', "&quot;");
    assert!(said.contains(&doubt), "{doubt}: {said:?}");
    let svg = plots::report(&found);
    assert!(texts(&svg).contains(&doubt), "the report has it too");
    // With a gap, there is no mean to be averaged.
    assert!(!plots::over_time(&found, level).contains("of 8 replications"));
}
