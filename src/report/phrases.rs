//! Numbers, dates and lengths as reports write them in one language.

use jiff::civil::Date;

use crate::office::PrinterState;
use crate::office::plan::{Plan, Printer};
use crate::projection::{Interval, Mean, Measure, MeasureRow, Pairs, Projection, Share};
use crate::time::Span;
use crate::words::{self, Lang, Value, say};

/// Stands where there is no number.
pub(super) const NOTHING: &str = "–";

/// A language, with the phrases of the reports in it.
#[derive(Clone, Copy)]
pub(super) struct Phrases(pub Lang);

impl Phrases {
    /// The message with this key.
    pub fn say(self, key: &str, variables: &[(&str, Value)]) -> String {
        say(self.0, key, variables)
    }

    /// A message without variables.
    pub fn word(self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The title of a scenario.
    pub fn title(self, plan: &Plan) -> String {
        self.own(plan, &plan.name).to_owned()
    }

    /// What the writer of a plan calls something, in this language if it is given in both.
    pub fn own<'a>(self, plan: &'a Plan, text: &'a str) -> &'a str {
        plan.texts.said(text, self.0)
    }

    /// What an outage is called, by its number from 1: one without a name by that number.
    pub fn outage(self, plan: &Plan, number: usize) -> String {
        let found = number.checked_sub(1).and_then(|at| plan.outages.get(at));
        let name = found.map_or("", |outage| &outage.name);
        match name == format!("outage {number}") {
            true => self.say("outage-number", &[("number", number.into())]),
            false => self.own(plan, name).to_owned(),
        }
    }

    /// What the printer of this number from 1 at its site is called: one without a name by that number.
    pub fn printer(self, plan: &Plan, printer: &Printer, number: usize) -> String {
        match printer.name == format!("printer {number}") {
            true => self.say("printer-number", &[("number", number.into())]),
            false => self.own(plan, &printer.name).to_owned(),
        }
    }

    pub fn state(self, state: PrinterState) -> String {
        self.word(&format!("state-{}", state.key()))
    }

    /// The name of a measure.
    pub fn measure(self, row: &MeasureRow) -> String {
        self.word(&format!("measure-{}", row.key.replace('.', "-")))
    }

    pub fn number(self, value: u32) -> String {
        words::number(self.0, value)
    }

    /// An amount with its significant decimals: none from 1,000 on, one from 1 on, two below 1; none if it is whole.
    pub fn amount(self, value: f64) -> String {
        words::decimal(self.0, value, digits(&[value]))
    }

    /// Amounts shown together, all with the same number of decimals.
    pub fn amounts<const N: usize>(self, values: [f64; N]) -> [String; N] {
        let digits = digits(&values);
        values.map(|value| words::decimal(self.0, value, digits))
    }

    /// A share of 1 as a percentage, with one decimal unless it is whole.
    pub fn percent(self, share: f64) -> String {
        let hundredfold = share * 100.0;
        words::percent(self.0, share, digits(&[hundredfold]).min(1))
    }

    /// The same for a column of a table, always with one decimal.
    pub fn percent_cell(self, share: f64) -> String {
        words::percent(self.0, share, 1)
    }

    /// A date such as "Wed 26 April 2017".
    pub fn date(self, date: Date) -> String {
        words::date(self.0, date)
    }

    /// A date such as "26 April 2017".
    pub fn short_date(self, date: Date) -> String {
        let long = self.date(date);
        long.split_once(' ')
            .map_or(long.clone(), |(_, rest)| rest.to_owned())
    }

    /// A date such as "26 April".
    pub fn day_and_month(self, date: Date) -> String {
        let short = self.short_date(date);
        short
            .rsplit_once(' ')
            .map_or(short.clone(), |(rest, _)| rest.to_owned())
    }

    /// A date in a narrow column: without the year if it is that of the whole run.
    pub fn date_in(self, plan: &Plan, date: Date) -> String {
        match plan.start.year() == plan.horizon.year() {
            true => self.day_and_month(date),
            false => self.short_date(date),
        }
    }

    /// A date in a very narrow column, such as "26 Apr 2017".
    pub fn narrow_date(self, date: Date) -> String {
        let month = words::months(self.0)[usize::from(date.month().unsigned_abs()) - 1];
        format!("{} {} {}", date.day(), &month[..3], date.year())
    }

    /// A month such as "April 2017".
    pub fn month(self, date: Date) -> String {
        let short = self.short_date(date);
        short
            .split_once(' ')
            .map_or(short.clone(), |(_, rest)| rest.to_owned())
    }

    /// How many of fifty futures, such as "45 of 50 futures (90 %)", given `count` of `n` replications; of all of them if there are fewer.
    /// What happens in too few or too many of them for fifty to show it is told as it was counted.
    pub fn futures(self, count: u32, n: u32) -> String {
        let (key, of) = self.in_futures(count, n);
        self.say(key, &of)
    }

    /// The first count of a [`split`](Self::split) in words, such as "41 of 50 futures (82 %)", and the others as there.
    pub fn futures_split(self, counts: [u32; 3], n: u32) -> [String; 2] {
        let parts = self.parts(&counts, n);
        let (first, others) = (&parts[0], parts[1..].join(" / "));
        let count = counts[0];
        if count == 0 || count == n {
            return [self.futures(count, n), others];
        }
        let share = self.percent(f64::from(count) / f64::from(n));
        let of = [
            ("k", first.into()),
            ("of", shown(n).into()),
            ("share", share.into()),
        ];
        [self.say("futures-some", &of), others]
    }

    /// The same for a cell of a table whose head is [`of_futures`](Self::of_futures), such as "45 (90 %)".
    pub fn futures_cell(self, count: u32, n: u32) -> String {
        let k = self.futures_number(count, n);
        if count == 0 || count == n {
            return k;
        }
        let share = f64::from(count) / f64::from(n.max(1));
        let of = [("k", k.into()), ("share", self.percent(share).into())];
        self.say("cell-futures-some", &of)
    }

    /// The same with the number of futures alone.
    pub fn futures_number(self, count: u32, n: u32) -> String {
        self.number_shown(count, of_shown(count, n), n)
    }

    /// The head of a column of [`futures_cell`](Self::futures_cell) or [`split`](Self::split), such as "sooner, of 50".
    pub fn of_futures(self, key: &str, n: u32) -> String {
        self.say(key, &[("of", shown(n).into())])
    }

    /// How the futures divide, such as "41 / 6 / 3", given counts of `n` replications; what is left belongs to none of them. What happens
    /// in so few of them that fifty would show none, or in all but so few, is told as below 1 or above 49.
    pub fn split(self, counts: &[u32], n: u32) -> String {
        self.parts(counts, n).join(" / ")
    }

    fn parts(self, counts: &[u32], n: u32) -> Vec<String> {
        let rest = n.saturating_sub(counts.iter().sum());
        let of_all = largest_remainders(&[counts, &[rest]].concat(), shown(n));
        let parts = std::iter::zip(counts, of_all);
        parts
            .map(|(count, k)| self.number_shown(*count, k, n))
            .collect()
    }

    /// How many of fifty futures, `of_all`, stand for `count` of `n` replications.
    fn number_shown(self, count: u32, of_all: u32, n: u32) -> String {
        match of_all {
            0 if count > 0 => self.word("futures-below-one"),
            all if all == shown(n) && count < n => {
                self.say("futures-above", &[("k", (all - 1).into())])
            }
            some => self.number(some),
        }
    }

    /// How many pairs are sooner, equal and later, and the interval of the share of those that are sooner.
    pub fn pairs(self, pairs: &Pairs) -> [String; 2] {
        let n = pairs.all();
        let sooner = Share::of(pairs.sooner as usize, n as usize);
        [
            self.split(&[pairs.sooner, pairs.equal, pairs.later], n),
            self.percent_range(sooner.interval),
        ]
    }

    fn in_futures(self, count: u32, n: u32) -> (&'static str, [(&'static str, Value<'static>); 5]) {
        let fraction = f64::from(count) / f64::from(n.max(1));
        let of_all = of_shown(count, n);
        let of = [
            ("k", of_all.into()),
            ("of", shown(n).into()),
            ("share", self.percent(fraction).into()),
            ("count", count.into()),
            ("n", n.into()),
        ];
        let key = match of_all {
            _ if count == 0 => "futures-none",
            _ if count == n => "futures-all",
            0 | 50 => "futures-counted",
            _ => "futures-some",
        };
        (key, of)
    }

    /// The number of replications behind a share.
    pub fn count(self, share: &Share, n: u32) -> u32 {
        (share.fraction * f64::from(n)).round() as u32
    }

    /// A date, or that it is after the horizon.
    pub fn date_or_late(self, date: Option<Date>, horizon: Date) -> String {
        match date {
            Some(date) => self.date(date),
            None => self.say(
                "after-horizon",
                &[("date", self.short_date(horizon).into())],
            ),
        }
    }

    /// The beginning and the end of a window: midnights as days, the end as the last whole day.
    pub fn window(self, [from, until]: [(Date, u16); 2]) -> [String; 2] {
        let end = match until {
            (date, 0) => self.date(date.yesterday().unwrap_or(date)),
            _ => self.moment(until),
        };
        let begin = match from {
            (date, 0) => self.date(date),
            _ => self.moment(from),
        };
        [begin, end]
    }

    /// A date and a minute of that day.
    pub fn moment(self, (date, minute): (Date, u16)) -> String {
        let time = format!("{:02}:{:02}", minute / 60, minute % 60);
        self.say(
            "at-time",
            &[("date", self.date(date).into()), ("time", time.into())],
        )
    }

    pub fn working_days(self, days: u32) -> String {
        self.say("length-working-days", &[("n", days.into())])
    }

    /// A list such as "a, b and c".
    pub fn list(self, items: &[String]) -> String {
        match items {
            [] => NOTHING.into(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(", ");
                self.say(
                    "list-and",
                    &[("first", first.into()), ("last", last.into())],
                )
            }
        }
    }

    /// A list such as "a, b or c".
    pub fn alternatives(self, items: &[String]) -> String {
        match items {
            [first @ .., last] if !first.is_empty() => {
                let first = first.join(", ");
                self.say("list-or", &[("first", first.into()), ("last", last.into())])
            }
            _ => self.list(items),
        }
    }

    /// A list such as "a, b"; a list too long for the page shows its first items and the number of the rest.
    pub fn some(self, items: &[&str]) -> String {
        const MOST: usize = 20;
        match items.split_at_checked(MOST) {
            Some((first, more)) if !more.is_empty() => {
                let first = first.join(", ");
                self.say(
                    "list-more",
                    &[("first", first.into()), ("count", more.len().into())],
                )
            }
            _ => items.join(", "),
        }
    }

    /// A mean and its interval, such as "32.4" and "32.2 – 32.6".
    pub fn mean(self, mean: &Mean) -> [String; 2] {
        match mean.ci95 {
            Some(Interval { low, high }) => {
                let [value, low, high] = self.amounts([mean.value, low, high]);
                [value, format!("{low} – {high}")]
            }
            None => [self.amount(mean.value), NOTHING.into()],
        }
    }

    /// P10 and P90 of a count.
    pub fn spread(self, measure: &Measure) -> String {
        let [low, high] =
            self.amounts([measure.quantiles.p10.round(), measure.quantiles.p90.round()]);
        format!("{low} – {high}")
    }

    pub fn percent_range(self, Interval { low, high }: Interval) -> String {
        format!("{} – {}", self.percent_cell(low), self.percent_cell(high))
    }

    /// A span in a suitable unit, with one decimal if needed.
    pub fn length(self, span: Span) -> String {
        let (key, value) = units(span)[0];
        self.say(key, &[("n", rounded(value, 10.0).into())])
    }

    /// A span as it was asked for or assumed: in the largest suitable unit in which two decimals are all of it.
    pub fn asked_length(self, span: Span) -> String {
        let units = units(span);
        let is_short = |(_, value): &&(&str, f64)| (value - rounded(*value, 100.0)).abs() < 1e-9;
        let (key, value) = *units.iter().find(is_short).unwrap_or(&units[0]);
        self.say(key, &[("n", rounded(value, 100.0).into())])
    }

    /// A number as it was asked for or assumed: all its digits, but four decimals at the most, without the tail of binary fractions.
    pub fn asked(self, number: f64) -> String {
        words::shortest(self.0, rounded(number, 1e4))
    }

    /// The same for a number that was computed from what was assumed: an amount, unless four decimals are all of it.
    pub fn computed(self, number: f64) -> String {
        match (number - rounded(number, 1e4)).abs() < 1e-9 {
            true => self.asked(number),
            false => self.amount(number),
        }
    }

    /// The same as [`asked`](Self::asked) for a share of 1, as a percentage.
    pub fn asked_percent(self, share: f64) -> String {
        format!("{} %", self.asked(share * 100.0))
    }

    /// What a reader needs to repeat the run.
    pub fn repeat(self, p: &Projection) -> String {
        self.repeat_of(p.seed, p.replications)
    }

    /// The same for this seed and number of replications.
    pub fn repeat_of(self, seed: u64, replications: u32) -> String {
        let of = [
            ("seed", seed.to_string().into()),
            ("replications", replications.into()),
            ("version", env!("CARGO_PKG_VERSION").into()),
        ];
        self.say("repeat", &of)
    }

    /// What identifies the scenario and the run.
    pub fn hashes(self, p: &Projection) -> String {
        self.hashes_of(&p.digest, p.fingerprint)
    }

    /// The same for this digest and fingerprint.
    pub fn hashes_of(self, digest: &str, fingerprint: u64) -> String {
        let fingerprint = format!("{fingerprint:016x}");
        let of = [
            ("digest", digest.into()),
            ("fingerprint", fingerprint.into()),
        ];
        self.say("repeat-hashes", &of)
    }
}

/// The number of futures that people are told of, given `n` replications.
fn shown(n: u32) -> u32 {
    n.min(50)
}

/// How many of the futures that people are told of stand for `count` of `n` replications: halves to the even number, so that what happens
/// and what does not add up to all.
fn of_shown(count: u32, n: u32) -> u32 {
    (f64::from(count) / f64::from(n.max(1)) * f64::from(shown(n))).round_ties_even() as u32
}

/// Divides `whole` in proportion to the counts: rounded down, and what is left goes one by one to the largest remainders, the first of
/// equals first.
fn largest_remainders(counts: &[u32], whole: u32) -> Vec<u32> {
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let parts = counts
        .iter()
        .map(|count| u64::from(*count) * u64::from(whole));
    let parts: Vec<(u64, u64)> = parts
        .map(|part| (part / all.max(1), part % all.max(1)))
        .collect();
    let given: u64 = parts.iter().map(|part| part.0).sum();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(parts[*i].1));
    let one_more = &order[..usize::try_from(u64::from(whole) - given)
        .unwrap_or(0)
        .min(order.len())];
    let shares = parts.iter().enumerate();
    shares
        .map(|(i, part)| part.0 as u32 + u32::from(one_more.contains(&i)))
        .collect()
}

/// The number of decimals for numbers shown together.
fn digits(values: &[f64]) -> usize {
    let whole = |value: &f64| (value - value.round()).abs() < 1e-9;
    let most = values
        .iter()
        .fold(0.0, |most: f64, value| most.max(value.abs()));
    match most {
        _ if most >= 1000.0 || values.iter().all(whole) => 0,
        _ if most >= 1.0 => 1,
        _ => 2,
    }
}

/// A span in units of time, from the one that suits it to the smallest.
fn units(span: Span) -> Vec<(&'static str, f64)> {
    let all = [
        ("length-days", span.as_days()),
        ("length-hours", span.as_hours()),
        ("length-minutes", span.as_minutes()),
        ("length-seconds", span.as_seconds()),
    ];
    let suits = match all.map(|(_, value)| value) {
        [days, ..] if days >= 2.0 => 0,
        [_, hours, ..] if hours >= 2.0 => 1,
        [_, _, minutes, _] if minutes >= 1.0 || minutes == 0.0 => 2,
        _ => 3,
    };
    all[suits..].to_vec()
}

/// The nearest of the numbers that are so many parts of one.
fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::time::{days, minutes};

    #[test]
    fn lengths_stand_in_the_unit_that_suits_them() {
        let (en, id) = (Phrases(Lang::En), Phrases(Lang::Id));
        assert_eq!(en.length(minutes(3.0)), "3 minutes");
        assert_eq!(en.length(minutes(1.0)), "1 minute");
        assert_eq!(id.length(minutes(10.0 / 3.0)), "3,3 menit");
        assert_eq!(id.length(days(60.0)), "60 hari");
    }

    #[test]
    fn what_is_assumed_stands_as_it_was_written() {
        let (en, id) = (Phrases(Lang::En), Phrases(Lang::Id));
        for (number, said) in [
            (8.55, "8.55"),
            (1234.5, "1,234.5"),
            (8.549_999_999_999_999, "8.55"),
            (1.0 / 3.0, "0.3333"),
            (60.0, "60"),
        ] {
            assert_eq!(en.asked(number), said);
        }
        assert_eq!(
            [8.55, 60.0 / 7.0].map(|one| en.computed(one)),
            ["8.55", "8.6"]
        );
        assert_eq!(en.asked_percent(0.0125), "1.25 %");
        assert_eq!(id.asked_percent(0.07), "7 %");
        // 195, 200 and 0.4 seconds, 2 days and 2 hours, and what no unit has with two decimals.
        for (minutes_long, said) in [
            (3.25, "3,25 menit"),
            (10.0 / 3.0, "200 detik"),
            (0.4 / 60.0, "0,4 detik"),
            (50.0 * 60.0, "50 jam"),
            (2.0 + 0.0001, "2 menit"),
            (1.0, "1 menit"),
        ] {
            assert_eq!(id.asked_length(minutes(minutes_long)), said);
        }
    }

    #[test]
    fn amounts_have_the_decimals_that_say_something() {
        let en = Phrases(Lang::En);
        assert_eq!(en.amount(8000.4), "8,000");
        assert_eq!(en.amount(37.25), "37.2");
        assert_eq!(en.amount(0.124), "0.12");
        assert_eq!(en.amounts([-1.0, 0.2]), ["-1.0", "0.2"]);
        assert_eq!(en.percent(0.43), "43 %");
        assert_eq!(en.percent(0.004), "0.4 %");
    }

    #[test]
    fn fewer_than_fifty_replications_are_told_as_they_are() {
        let en = Phrases(Lang::En);
        assert_eq!(en.futures(8, 12), "8 of 12 futures (66.7 %)");
        assert_eq!(en.futures(12, 12), "all 12 futures");
        assert_eq!(en.futures(1, 1), "the one future");
        assert_eq!(en.futures_cell(8, 12), "8 (66.7 %)");
        assert_eq!(en.of_futures("column-chance", 12), "all served, of 12");
        assert_eq!(en.futures(900, 1_000), "45 of 50 futures (90 %)");
        assert_eq!(en.futures(5, 1_000), "5 of 1,000 futures");
        assert_eq!(en.of_futures("column-chance", 1_000), "all served, of 50");
    }

    #[test]
    fn futures_divide_into_fifty_or_as_they_were_counted() {
        let en = Phrases(Lang::En);
        assert_eq!(en.split(&[820, 120, 60], 1_000), "41 / 6 / 3");
        assert_eq!(en.split(&[5, 4, 3], 12), "5 / 4 / 3");
        // 22.25, 13.875 and 13.875: the largest remainders make it fifty; the rest of the second is of no kind.
        assert_eq!(en.split(&[89, 55, 56], 200), "22 / 14 / 14");
        assert_eq!(en.split(&[89, 55, 0], 200), "22 / 14 / 0");
        assert_eq!(en.split(&[199, 1, 0], 200), ">49 / <1 / 0");
        assert_eq!(en.split(&[], 0), "");
        assert_eq!(en.split(&[0, 0, 0], 0), "0 / 0 / 0");
    }

    #[test]
    fn dates_can_stand_without_weekday_and_year() {
        let day = date(2017, 12, 29);
        assert_eq!(Phrases(Lang::En).short_date(day), "29 December 2017");
        assert_eq!(Phrases(Lang::Id).day_and_month(day), "29 Desember");
        assert_eq!(
            Phrases(Lang::En).date_or_late(None, day),
            "after the horizon (29 December 2017)"
        );
    }

    #[test]
    fn lists_end_with_and() {
        let names = ["Susut", "Bangli", "Tembuku"].map(String::from);
        assert_eq!(Phrases(Lang::En).list(&names), "Susut, Bangli and Tembuku");
        assert_eq!(Phrases(Lang::Id).list(&names[..2]), "Susut dan Bangli");
        assert_eq!(Phrases(Lang::Id).list(&names[..1]), "Susut");
    }

    #[test]
    fn long_lists_are_cut() {
        let names = ["p"; 1_021];
        let phrases = Phrases(Lang::En);
        assert_eq!(phrases.some(&names[..2]), "p, p");
        assert_eq!(phrases.some(&names[..20]).matches('p').count(), 20);
        assert!(phrases.some(&names).ends_with("p, p and 1,001 more"));
        assert!(
            Phrases(Lang::Id)
                .some(&names)
                .ends_with("p, p dan 1.001 lainnya")
        );
    }
}
