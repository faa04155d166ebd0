//! Values as people write them elsewhere: `26/04/2017`, `80 %`, `8 ribu`, `ya`, `2 s/d 4 menit`.

// | file, in reading order | what it holds |
// |---|---|
// | `number` | numbers with separators, and per cent |
// | `thousands` | numbers that may be meant as thousands |
// | `units` | words for units of time |
// | `words` | numbers with words around them |
// | `law` | durations, ranges and distributions |
// | `hours` | opening hours |

pub(super) mod hours;
pub(super) mod law;
pub(super) mod number;
pub(super) mod thousands;
pub(super) mod units;
pub(super) mod words;

use self::number::{hundredth, number, per_cent};
use super::schema::{WHOLE, is_share};
use crate::words::{Message, date_meant};

/// What a value that is no TOML was meant to be.
#[derive(Debug, PartialEq)]
pub(in crate::scenario) enum Meant {
    /// The value as TOML, and the rule that it breaks.
    Value(String, Message),
    /// It can be read in two ways, or not at all; the message says which.
    Unclear(Message),
}

fn value(text: impl Into<String>, rule: Message) -> Option<Meant> {
    Some(Meant::Value(text.into(), rule))
}

/// What a value without quotes was meant to be, if it is a date, a number, a share or a yes or no.
fn meant(text: &str) -> Option<Meant> {
    let flag = || value(flag(text)?, Message::new("toml-flag"));
    date(text).or_else(|| number(text)).or_else(flag)
}

/// The yes or no that a word or a number means.
pub(in crate::scenario) fn flag(text: &str) -> Option<&'static str> {
    match text.trim().to_lowercase().as_str() {
        "ya" | "benar" | "yes" | "true" | "1" => Some("true"),
        "tidak" | "salah" | "no" | "false" | "0" => Some("false"),
        _ => None,
    }
}

/// A date in another form, with a time of day after it or not.
fn date(text: &str) -> Option<Meant> {
    Some(match date_meant(text)? {
        Ok(date) => Meant::Value(date, Message::new("toml-date-order")),
        Err(no_such_day) => Meant::Unclear(no_such_day),
    })
}

/// What a value without quotes of this key was meant to be, if it is a date, a number, a share or a yes or no.
pub(in crate::scenario) fn meant_for(key: Option<&str>, text: &str) -> Option<Meant> {
    let Some(key) = key else { return meant(text) };
    if let Some(number) = per_cent(text).filter(|_| !is_share(key)) {
        return match (key, WHOLE.contains(&key)) {
            ("share", _) => value(number, Message::new("toml-weight")),
            (_, true) => Some(Meant::Unclear(Message::new("toml-whole"))),
            _ => value(number, Message::new("toml-bad-number")),
        };
    }
    match meant(text)? {
        Meant::Value(number, _) if WHOLE.contains(&key) && number.contains('.') => {
            Some(Meant::Unclear(Message::new("toml-whole")))
        }
        Meant::Value(number, rule) if rule == Message::new("toml-comma") && is_share(key) => {
            match number.parse().is_ok_and(|found: f64| found > 1.0) {
                true => value(hundredth(&number)?, Message::new("toml-percent")),
                false => value(number, rule),
            }
        }
        meant => Some(meant),
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_read(
            text in "(\\PC|[0-9]|[.,;:%()/ -]|bulan|menit|s/d|ribu|Mei){0,12}",
        ) {
            let _ = (
                meant(&text),
                law::translated(&text),
                words::without_words(&text),
                hours::hours(&text),
                number::fraction(&text),
            );
        }
    }

    fn certain(text: &str) -> Option<String> {
        match meant(text) {
            Some(Meant::Value(value, _)) => Some(value),
            _ => None,
        }
    }

    #[test]
    fn what_people_write_elsewhere_is_known() {
        for (text, toml) in [
            ("26/04/2017", "2017-04-26"),
            ("26-04-2017", "2017-04-26"),
            ("26.4.2017", "2017-04-26"),
            ("04/26/2017", "2017-04-26"),
            ("2017/4/26", "2017-04-26"),
            ("1 Maret 2018", "2018-03-01"),
            ("1 March 2018", "2018-03-01"),
            ("March 1, 2018", "2018-03-01"),
            ("Rabu, 26 April 2017", "2017-04-26"),
            ("1-Agt-2017", "2017-08-01"),
            ("1 Mei 2017", "2017-05-01"),
            ("5 des 2017", "2017-12-05"),
            ("26/04/2017 9:30", "2017-04-26T09:30"),
            ("80%", "0.8"),
            ("80 %", "0.8"),
            ("80,37 %", "0.8037"),
            ("5 persen", "0.05"),
            ("100%", "1"),
            ("0.5%", "0.005"),
            ("250%", "2.5"),
            ("80,37", "80.37"),
            ("0,015", "0.015"),
            ("8.000.000", "8000000"),
            ("8,000,000", "8000000"),
            ("1.234,5", "1234.5"),
            ("12.350,00", "12350"),
            ("1,234.5", "1234.5"),
            ("Ya", "true"),
            ("TIDAK", "false"),
        ] {
            assert_eq!(certain(text).as_deref(), Some(toml), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_not_at_all_is_not_guessed() {
        for text in ["8,000", "31/02/2017", "0/0/2017", "31 Februari 2017"] {
            assert!(matches!(meant(text), Some(Meant::Unclear(_))), "{text}");
        }
        for text in [
            "",
            "1.2.3",
            "Susut",
            "07:30-15:30",
            "3 min",
            "1 Ma 2018",
            "%",
            "x%",
            ",5",
            "8.00.000",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
