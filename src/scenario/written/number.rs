//! Numbers as people write them elsewhere: `8.000.000`, `80,37`, `80 %`, `1/100`.

use super::thousands::doubt;
use super::{Meant, is_digits, value};
use crate::words::Message;

/// A number with separators of thousands, a decimal comma, or as per cent.
pub(in crate::scenario) fn number(text: &str) -> Option<Meant> {
    let text = text.trim();
    if let Some(of_hundred) = per_cent(text) {
        return value(hundredth(&of_hundred)?, Message::new("toml-percent"));
    }
    if let Some(plain) = plain(text) {
        return value(plain, Message::new("toml-bad-number"));
    }
    let (whole, decimals) = text.split_once(',')?;
    if !is_digits(whole) || !is_digits(decimals) {
        return None;
    }
    let decimal = format!("{whole}.{decimals}");
    if doubt(&decimal).is_some() {
        let unclear = Message::new("toml-thousands")
            .with("thousands", format!("{whole}{decimals}"))
            .with("plain", decimal.trim_end_matches('0').trim_end_matches('.'));
        return Some(Meant::Unclear(unclear));
    }
    value(decimal, Message::new("toml-comma"))
}

/// Signs and words for per cent.
pub(super) const PER_CENT: [&str; 3] = ["%", "persen", "percent"];

/// The number before the sign or word for per cent, with a point before decimals.
pub(in crate::scenario) fn per_cent(text: &str) -> Option<String> {
    let of_hundred = PER_CENT
        .iter()
        .find_map(|word| text.trim_end().strip_suffix(word))?
        .trim();
    let plain = plain(of_hundred).unwrap_or_else(|| of_hundred.replace(',', "."));
    plain.parse::<f64>().is_ok().then_some(plain)
}

/// A part of 1 as two numbers: `1/100`, `3 dari 200`.
pub(in crate::scenario) fn fraction(text: &str) -> Option<String> {
    let between = ["/", " dari ", " out of ", " of "];
    let (part, whole) = between.iter().find_map(|word| text.split_once(word))?;
    let number = |text: &str| text.trim().parse::<u32>().ok().map(f64::from);
    let (part, whole) = (number(part)?, number(whole)?);
    (part <= whole && whole > 0.0).then(|| ((part / whole * 1e6).round() / 1e6).to_string())
}

/// A number without its separators of thousands, if it has two of them or decimals behind, so that they can be nothing else.
fn plain(text: &str) -> Option<String> {
    for (group, point) in [('.', ','), (',', '.')] {
        let (whole, decimals) = match text.split_once(point) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let groups: Vec<&str> = whole.split(group).collect();
        let first = (1..=3).contains(&groups[0].len()) && is_digits(groups[0]);
        let by_threes = groups[1..]
            .iter()
            .all(|part| part.len() == 3 && is_digits(part));
        let certain = groups.len() > 2 || (groups.len() == 2 && decimals.is_some());
        if first && by_threes && certain && decimals.is_none_or(is_digits) {
            let whole = groups.concat();
            return Some(match decimals.unwrap_or("").trim_end_matches('0') {
                "" => whole,
                decimals => format!("{whole}.{decimals}"),
            });
        }
    }
    None
}

/// A hundredth of a plain number, digit by digit, so that no digit changes.
pub(in crate::scenario) fn hundredth(plain: &str) -> Option<String> {
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    if !is_digits(whole) || !(decimals.is_empty() || is_digits(decimals)) {
        return None;
    }
    let whole = format!("{whole:0>3}");
    let (units, hundredths) = whole.split_at(whole.len() - 2);
    let units = units.trim_start_matches('0');
    let decimals = format!("{hundredths}{decimals}");
    let decimals = decimals.trim_end_matches('0');
    let units = if units.is_empty() { "0" } else { units };
    Some(match decimals {
        "" => units.to_owned(),
        decimals => format!("{units}.{decimals}"),
    })
}
