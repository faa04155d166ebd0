//! Numbers that an Indonesian reader takes for thousands: `1.200` is 1.2 in a scenario, and 1200 in a spreadsheet in Bangli.

use super::is_digits;
use crate::words::Message;

/// The question about the first number of a text that reads as thousands: one point, with one to three digits before it and exactly
/// three behind it. `0.015` does not, for nobody begins thousands with a zero.
pub(in crate::scenario) fn doubt(text: &str) -> Option<Message> {
    let (number, after) = numbers(text).find(|(number, _)| reads_as_thousands(number))?;
    let unit: String = after
        .trim_start()
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    // As a scenario writes it, with a space between.
    let with_unit = |number: &str| format!("{number} {unit}").trim_end().to_owned();
    let found = match after.starts_with(' ') || unit.is_empty() {
        true => with_unit(number),
        false => format!("{number}{unit}"),
    };
    let (whole, decimals) = number.split_once('.')?;
    let shortest = format!("{whole}.{decimals}");
    let shortest = shortest.trim_end_matches('0').trim_end_matches('.');
    // With another zero it cannot be thousands any more.
    let plain = match shortest.len() == number.len() {
        true => format!("{number}0"),
        false => shortest.to_owned(),
    };
    let message = Message::new("number-or-thousands")
        .with("found", found)
        .with("value", number.parse::<f64>().unwrap_or(f64::NAN))
        .with("thousands", with_unit(&format!("{whole}{decimals}")))
        .with("plain", with_unit(&plain));
    Some(message)
}

fn reads_as_thousands(number: &str) -> bool {
    let Some((whole, decimals)) = number.split_once('.') else {
        return false;
    };
    let begins = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    begins && is_digits(whole) && decimals.len() == 3 && is_digits(decimals)
}

/// The numbers in a text, as they are written, each with the text after it.
fn numbers(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_');
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(in_number)?;
        let after = rest[start..].find(|c| !in_number(c));
        let end = after.map_or(rest.len(), |length| start + length);
        let number = &rest[start..end];
        rest = &rest[end..];
        // With an exponent it is no number of a spreadsheet.
        let power = rest.strip_prefix(['e', 'E']);
        let has_power =
            power.is_some_and(|p| p.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c)));
        Some((if has_power { "" } else { number }, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn a_number_that_reads_as_thousands_is_asked_about() {
        for (text, wanted) in [
            (
                "1.200",
                "1.200 is 1.2 here; wanted 1200 if thousands are meant, 1.2 if not",
            ),
            (
                "8.000",
                "8.000 is 8 here; wanted 8000 if thousands are meant, 8 if not",
            ),
            (
                "+1.926",
                "1.926 is 1.926 here; wanted 1926 if thousands are meant, 1.9260 if not",
            ),
            (
                "weibull(1.5, 20.000)",
                "20.000 is 20 here; wanted 20000 if thousands are meant, 20 if not",
            ),
            (
                "uniform(987 s,1.926s)",
                "1.926s is 1.926 here; wanted 1926 s if thousands are meant, 1.9260 s if not",
            ),
            (
                "1.200 min",
                "1.200 min is 1.2 here; wanted 1200 min if thousands are meant, 1.2 min if not",
            ),
        ] {
            assert_eq!(doubt(text).unwrap().say(Lang::En), wanted);
        }
        assert_eq!(
            doubt("1.200").unwrap().say(Lang::Id),
            "1.200 berarti 1,2 di sini; seharusnya 1200 kalau maksudnya ribuan, 1.2 kalau bukan"
        );
    }

    #[test]
    fn any_other_number_is_what_it_is() {
        for text in [
            "",
            "1",
            "1200",
            "0.015",
            "1.2",
            "1.20",
            "1.2000",
            "1000.125",
            "1.200e3",
            "1.200E-3",
            "1_000.5",
            "1.200.000",
            "01.200",
            "weibull(shape = 1.5, scale = 8000)",
            "uniform(14 d, 56 d)",
            "1.200_0",
        ] {
            assert_eq!(doubt(text), None, "{text}");
        }
    }
}
