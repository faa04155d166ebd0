//! Groups the digits of a number by threes.

/// Adds separators to a number in the form Rust prints: `group` between thousands, `point` before decimals.
pub(super) fn separated(plain: &str, group: char, point: char) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let mut text = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A number with as many digits as it needs.
pub(super) fn shortest(value: f64, group: char, point: char) -> String {
    if value.is_finite() {
        separated(&value.to_string(), group, point)
    } else {
        value.to_string()
    }
}
