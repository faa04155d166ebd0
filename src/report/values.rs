//! Values of a scenario in the words of a reader: what a key means, and what a random or unknown value may be.

use crate::office::plan::{Plan, Possible};
use crate::random::{Distribution, Quantity};
use crate::scenario;
use crate::time::Span;
use crate::words::{knows, shortest};

use super::phrases::Phrases;

impl Phrases {
    /// What a key of a scenario means, such as "how many residents wait at the start"; the key itself if it is one of those that readers
    /// never meet alone.
    pub fn key(self, key: &str, plan: &Plan) -> String {
        let Some(parts) = scenario::parts(key) else {
            return key.to_owned();
        };
        let of_printer = parts.pattern.strip_prefix("sites.NAME.printers[].");
        let of_printer = of_printer.map(|rest| format!("printer.{rest}"));
        let [own, shared] = [Some(&parts.pattern), of_printer.as_ref()]
            .map(|pattern| pattern.map(|pattern| message(pattern)));
        let name = match parts.pattern.strip_prefix("outages[]") {
            Some(_) => Some(self.outage(plan, parts.items[0])),
            None => parts.name,
        };
        let of = [
            ("name", name.unwrap_or_default().into()),
            ("item", parts.items.first().copied().unwrap_or(1).into()),
        ];
        match (own, shared) {
            (Some(own), _) if knows(&own) => self.say(&own, &of),
            (_, Some(shared)) if knows(&shared) => {
                let what = self.say(&shared, &of);
                let [name, item] = of;
                self.say("key-of-printer", &[("what", what.into()), name, item])
            }
            _ => key.to_owned(),
        }
    }

    /// What the value of this key may be, if nobody knows it.
    pub fn possible(self, key: &str, possible: &Possible) -> String {
        let last = key.rsplit('.').next().unwrap_or(key);
        let written = |value: &str| match value.parse() {
            Ok(share) if scenario::is_share(last) => self.asked_percent(share),
            _ => self.written(value),
        };
        match possible {
            Possible::Drawn(family, parameters) => self.law(family, parameters, &written),
            Possible::OneOf(choices) => {
                let choice = |(value, share): &(String, f64)| {
                    format!("{} ({})", written(value), self.percent(*share))
                };
                let choices: Vec<String> = choices.iter().map(choice).collect();
                self.alternatives(&choices)
            }
        }
    }

    /// A random length: its value if it is constant, otherwise its mean and its distribution.
    pub fn random_length(self, length: &Distribution<Span>) -> String {
        let mean = match is_as_written(length) {
            true => self.asked_length(length.mean()),
            false => self.length(length.mean()),
        };
        self.random(length, mean, &|value| self.written(value))
    }

    /// The same for a random number, which is written with the message of this key.
    pub fn random_number(self, number: &Distribution<f64>, key: &str) -> String {
        let with_unit = |n: String| self.say(key, &[("n", n.into())]);
        let mean = match is_as_written(number) {
            true => self.asked(number.mean()),
            false => self.computed(number.mean()),
        };
        self.random(number, with_unit(mean), &|value| {
            with_unit(self.written(value))
        })
    }

    /// Means of a family of distributions that has no other parameter.
    pub fn random_as(self, family: &str, means: &str) -> String {
        let law = self.law(family, &[], &str::to_owned);
        self.say("random", &[("mean", means.into()), ("law", law.into())])
    }

    fn random<V: Quantity>(
        self,
        found: &Distribution<V>,
        mean: String,
        value: &dyn Fn(&str) -> String,
    ) -> String {
        if found.is_constant() {
            return mean;
        }
        let (family, parameters) = found.parts();
        let law = self.law(family, &parameters, value);
        self.say("random", &[("mean", mean.into()), ("law", law.into())])
    }

    /// A distribution; `value` writes those of its parameters that have a unit.
    fn law(
        self,
        family: &str,
        parameters: &[(&str, String)],
        value: &dyn Fn(&str) -> String,
    ) -> String {
        let key = format!("law-{family}");
        // A list of values, alone or with weights.
        if parameters.iter().all(|(name, _)| name.is_empty()) && !parameters.is_empty() {
            let values = self.alternatives(&self.weighted(family, parameters, value));
            return self.say(&key, &[("values", values.into())]);
        }
        let said = parameters.iter().map(|(name, written)| {
            let said = match *name {
                "shape" | "spread" | "phases" | "alpha" | "beta" | "trials" => {
                    self.written(written)
                }
                "probability" => self.asked_percent(written.parse().unwrap_or_default()),
                _ => value(written),
            };
            (*name, said.into())
        });
        let said: Vec<_> = said.collect();
        self.say(&key, &said)
    }

    /// The values of a list, each with its share if it has a weight: "2 days (25 %)".
    fn weighted(
        self,
        family: &str,
        parameters: &[(&str, String)],
        value: &dyn Fn(&str) -> String,
    ) -> Vec<String> {
        let pairs = parameters
            .iter()
            .map(|(_, one)| match one.split_once(": ") {
                Some((one, weight)) => (one, weight.parse::<f64>().ok()),
                None => (one.as_str(), None),
            });
        let sum: f64 = match family {
            // These are probabilities of at most so much.
            "piecewise_linear" => 1.0,
            _ => pairs.clone().filter_map(|(_, weight)| weight).sum(),
        };
        let said = pairs.map(|(one, weight)| match weight {
            Some(weight) => format!("{} ({})", value(one), self.percent(weight / sum)),
            None => value(one),
        });
        said.collect()
    }

    /// A value as a scenario file has it, as people write it.
    pub fn written(self, value: &str) -> String {
        if let Ok(date) = value.parse() {
            return self.date(date);
        }
        if let Ok(number) = value.parse::<f64>() {
            return shortest(self.0, (number * 1e6).round() / 1e6);
        }
        if let Ok(span) = value.parse() {
            return self.asked_length(span);
        }
        match value {
            "closed" => self.word("assume-closed"),
            "true" | "false" | "never" | "done" => self.word(&format!("value-{value}")),
            _ => value.to_owned(),
        }
    }
}

/// Whether the mean of a distribution was written, and not computed from other parameters.
fn is_as_written<V: Quantity>(found: &Distribution<V>) -> bool {
    let (family, parameters) = found.parts();
    let is_of_mean = parameters.iter().any(|(name, _)| *name == "mean");
    // The mean of a truncated distribution is that of the whole one.
    found.is_constant() || is_of_mean && family != "truncated_normal"
}

/// The key of the message of a key: `key-sites-upgrade-done` for `sites.NAME.upgrade.done`.
fn message(pattern: &str) -> String {
    let plain = pattern.replace(".NAME", "").replace("[]", "");
    format!("key-{}", plain.replace('.', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Override;
    use crate::words::Lang;

    /// The keys of docs/scenario-file.md that hold a value which need not be known.
    fn keys() -> Vec<String> {
        let page = include_str!("../../docs/scenario-file.md");
        let (_, keys) = page.split_once("## The keys").unwrap();
        let keys = keys
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        let known = |key: &str| {
            let root = key.split(['.', '[']).next().unwrap();
            let last = key.rsplit('.').next().unwrap();
            [
                "extends",
                "name",
                "start",
                "horizon",
                "routing",
                "holidays",
                "upgrades",
                "observations",
            ]
            .contains(&root)
                || [
                    "name",
                    "office",
                    "kecamatan",
                    "site",
                    "sites",
                    "held",
                    "by_date",
                ]
                .contains(&last)
        };
        // Lists of tables are no values.
        let is_list = |key: &str| {
            ["extra_days", "campaigns", "deliveries", "away"]
                .iter()
                .any(|list| key.ends_with(list))
        };
        keys.map(|(key, _)| key.to_owned())
            .filter(|key| !known(key) && !is_list(key))
            .collect()
    }

    #[test]
    fn every_key_that_may_be_unknown_has_words() {
        let plan = scenario::builtin("regency").unwrap().plan;
        let keys = keys();
        assert!(keys.len() > 60, "{}", keys.len());
        for key in keys {
            let written = key.replace("NAME", "Kota").replace("[]", "[1]");
            let [english, indonesian] =
                [Lang::En, Lang::Id].map(|lang| Phrases(lang).key(&written, &plan));
            assert!(
                english != written && indonesian != english,
                "{key}: {english}, {indonesian}"
            );
        }
    }

    #[test]
    fn keys_say_which_site_printer_and_item() {
        let plan = scenario::builtin("regency").unwrap().plan;
        let said = |lang, key| Phrases(lang).key(key, &plan);
        for (key, english, indonesian) in [
            (
                "blanks.deliveries[2].asked",
                "the date on which delivery 2 of blanks is asked for",
                "tanggal tambahan blangko ke-2 diminta",
            ),
            (
                "sites.\"Bangli Kota\".printers[2].life",
                "after how many cards a printer breaks (Bangli Kota, printer 2)",
                "jumlah keping sampai alat cetak rusak (Bangli Kota, alat cetak 2)",
            ),
            (
                "outages[1].until",
                "the end of the outage \"no network\"",
                "akhir gangguan \"tanpa jaringan\"",
            ),
            (
                "sites.Kota.printers[1].name",
                "sites.Kota.printers[1].name",
                "sites.Kota.printers[1].name",
            ),
            (
                "outages[9].until",
                "the end of the outage \"\"",
                "akhir gangguan \"\"",
            ),
        ] {
            assert_eq!(said(Lang::En, key), english);
            assert_eq!(said(Lang::Id, key), indonesian);
        }
    }

    /// What a scenario file says of an unknown value, in words.
    fn possible(key: &str, value: &str, lang: Lang) -> String {
        let set: Override = format!("{key}={value}").parse().unwrap();
        let text = "extends = 'bangli-declared'";
        let plan = scenario::parse(text, "test.toml", &[set]).unwrap().plan;
        Phrases(lang).possible(
            &plan.worlds.unknown()[0].key,
            &plan.worlds.unknown()[0].possible,
        )
    }

    #[test]
    fn unknown_values_are_told_as_people_write_them() {
        for (key, value, english, indonesian) in [
            (
                "blanks.deliveries[1].asked",
                "{ uncertain = 'uniform(2017-05-02, 2017-05-09)' }",
                "any from Tue 2 May 2017 to Tue 9 May 2017, equally likely",
                "antara Selasa, 2 Mei 2017 dan Selasa, 9 Mei 2017, semuanya sama besar peluangnya",
            ),
            (
                "backlog.total",
                "{ uncertain = 'triangular(mode = 9000, min = 8000, max = 12000)' }",
                "from 8,000 to 12,000, most likely 9,000",
                "antara 8.000 dan 12.000, paling mungkin 9.000",
            ),
            (
                "printer.print_time",
                "{ uncertain = 'pert(90 s, 3 min, 5 min)' }",
                "from 1.5 minutes to 5 minutes, usually close to 3 minutes",
                "antara 1,5 menit dan 5 menit, biasanya dekat 3 menit",
            ),
            (
                "opening_hours.saturday",
                "{ one_of = [['closed', 3], ['07:30-12:00', 1]] }",
                "closed (75 %) or 07:30-12:00 (25 %)",
                "tutup (75 %) atau 07:30-12:00 (25 %)",
            ),
            (
                "sites.Susut.upgrade.done",
                "{ one_of = [['never', 1], ['done', 1], [2017-05-02, 2]] }",
                "never (25 %), done from the start (25 %) or Tue 2 May 2017 (50 %)",
                "tidak pernah (25 %), selesai sejak awal (25 %) atau Selasa, 2 Mei 2017 (50 %)",
            ),
            (
                "printer.spoilage",
                "{ uncertain = 'empirical(0.015, 0.03)' }",
                "1.5 % or 3 %, equally likely",
                "1,5 % atau 3 %, sama besar peluangnya",
            ),
        ] {
            assert_eq!(possible(key, value, Lang::En), english);
            assert_eq!(possible(key, value, Lang::Id), indonesian);
        }
    }

    /// The message about an unknown family lists all that there are.
    #[test]
    fn every_family_has_its_phrase_and_its_line_in_the_documentation() {
        let page = include_str!("../../docs/scenario-file.md");
        let unknown = "no_family(1)".parse::<Distribution<f64>>().unwrap_err();
        let told = unknown.to_string();
        let (_, known) = told.rsplit_once("known are ").unwrap();
        let known: Vec<&str> = known.split(", ").collect();
        assert!(known.len() > 15, "{told}");
        for name in known {
            assert!(knows(&format!("law-{name}")), "law-{name} in values.ftl");
            assert!(page.contains(&format!("`{name}(")), "{name} in the page");
        }
    }

    #[test]
    fn every_distribution_has_words() {
        for (written, english) in [
            ("constant(3)", "3 cards"),
            (
                "uniform(1, 3)",
                "2 cards on average (any from 1 card to 3 cards, equally likely)",
            ),
            (
                "triangular(1, 2, 3)",
                "2 cards on average (from 1 card to 3 cards, most likely 2 cards)",
            ),
            (
                "pert(1, 2, 3)",
                "2 cards on average (from 1 card to 3 cards, usually close to 2 cards)",
            ),
            (
                "exponential(3)",
                "3 cards on average (purely by chance: often much less, seldom much more)",
            ),
            (
                "gamma(2, 3)",
                "3 cards on average (by chance, a gamma distribution of shape 2)",
            ),
            (
                "erlang(2, 3)",
                "3 cards on average (by chance, the sum of 2 random parts)",
            ),
            ("lognormal(3, 1)", "3 cards"),
            (
                "weibull(1, 8.549999999999999)",
                "8.55 cards on average (a Weibull distribution of shape 1 and scale 8.55 cards)",
            ),
            ("constant(8.55)", "8.55 cards"),
            (
                "poisson(8.55)",
                "8.55 cards on average (as independent events vary)",
            ),
            (
                "normal(5, 1)",
                "5 cards on average (a normal distribution around 5 cards, two thirds within ± 1 card)",
            ),
            (
                "truncated_normal(2, 1, 0, 4)",
                "2 cards on average (from 0 cards to 4 cards, usually within ± 1 card of 2 cards)",
            ),
            (
                "beta(2, 2, 1, 3)",
                "2 cards on average (from 1 card to 3 cards, a beta distribution of 2 and 2)",
            ),
            (
                "hyperexponential(1: 3, 5: 1)",
                "2 cards on average (purely by chance, with means 1 card (75 %) or 5 cards (25 %))",
            ),
            (
                "bernoulli(0.25)",
                "0.25 cards on average (1 with a chance of 25 %, otherwise 0)",
            ),
            (
                "binomial(10, 0.2025)",
                "2.025 cards on average (how many of 10 trials succeed, each with a chance of 20.25 %)",
            ),
            (
                "geometric(0.25)",
                "3 cards on average (how many trials fail before the first success, each with a chance of 25 %)",
            ),
            (
                "discrete(1: 1, 5: 3)",
                "4 cards on average (1 card (25 %) or 5 cards (75 %))",
            ),
            (
                "piecewise_linear(0: 0, 2: 0.5, 4: 1)",
                "2 cards on average (at most 0 cards (0 %), 2 cards (50 %) or 4 cards (100 %), evenly in between)",
            ),
            (
                "empirical(2, 4)",
                "3 cards on average (2 cards or 4 cards, equally likely)",
            ),
        ] {
            let law: Distribution<f64> = written.parse().unwrap();
            assert_eq!(
                Phrases(Lang::En).random_number(&law, "amount-cards"),
                english,
                "{written}"
            );
            assert!(
                !Phrases(Lang::Id)
                    .random_number(&law, "amount-cards")
                    .is_empty()
            );
        }
    }
}
