//! Reads counts, numbers and shares.

use super::reader::Field;
use super::tree::Data;
use super::unknown::may_be_unknown;
use super::written::Meant;
use super::written::law::translated;
use super::written::number::{fraction, hundredth, number, per_cent};
use super::written::thousands::doubt;
use super::written::units::MONTHS;
use super::written::words::without_words;
use crate::random::Distribution;
use crate::words::Message;

/// What a planner writes for a count of 0.
const NOTHING: [&str; 7] = ["nihil", "nol", "tidak ada", "kosong", "none", "zero", "no"];

impl Field<'_> {
    pub fn count(&self, low: u32, high: u32) -> Option<u32> {
        let count = match self.data() {
            Data::Integer(_, Some(value)) => u32::try_from(*value).ok(),
            _ => None,
        };
        let inside = |count: &u32| (low..=high).contains(count);
        let found = count.filter(inside);
        if found.is_none() {
            let wanted = Message::new("wanted-count")
                .with("low", low)
                .with("high", high);
            let near = self.whole_number().filter(inside);
            let near = near.map(|near| near.to_string());
            self.refuse_meant(wanted, near.or_else(|| self.uncertain()).as_deref());
        }
        found
    }

    /// The whole number that a number with points, in quotes or with words was meant to be: 8000 for `8.000`, `"8.000"`, `"8000"` and
    /// `"8 ribu"`.
    pub fn whole_number(&self) -> Option<u32> {
        let (Data::Text(text) | Data::Float(text, _)) = self.data() else {
            return None;
        };
        let months = || {
            let number = MONTHS.iter().find_map(|word| text.strip_suffix(word));
            number.filter(|_| self.path().ends_with("_months"))
        };
        let text = without_words(text).or_else(|| Some(months()?.trim_end().to_owned()));
        let text = &text.unwrap_or_else(|| self.data().written());
        if let Some(Meant::Value(plain, _)) = number(text) {
            return plain.parse().ok();
        }
        let thousands = || {
            let is_number = text.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
            let reads = is_number && doubt(&text.replace(',', ".")).is_some();
            reads.then(|| text.replace(['.', ','], ""))
        };
        // Spreadsheets write whole numbers as 80.0, 8E+03, or nothing at all.
        let whole = match self.plain() {
            Some(value)
                if doubt(text).is_none() && value.fract() == 0.0 && (0.0..1e9).contains(&value) =>
            {
                Some(value as u32)
            }
            _ => NOTHING
                .contains(&text.trim().to_lowercase().as_str())
                .then_some(0),
        };
        text.parse()
            .ok()
            .or_else(|| thousands()?.parse().ok())
            .or(whole)
    }

    /// The unknown value that a distribution or a range in place of a number was meant to be.
    fn uncertain(&self) -> Option<String> {
        let text = translated(self.data().text()?);
        let law: Distribution<f64> = text.parse().ok()?;
        let is_one = !law.is_constant() && law.max().is_some() && may_be_unknown(self.path());
        is_one.then(|| format!("{{ uncertain = \"{text}\" }}"))
    }

    /// A plain number, whole or not, of any size.
    fn plain(&self) -> Option<f64> {
        match self.data() {
            Data::Integer(_, Some(value)) => Some(*value as f64),
            Data::Float(_, value) => Some(*value),
            _ => None,
        }
    }

    pub fn number(&self, low: f64, high: f64) -> Option<f64> {
        let wanted = Message::new("wanted-number")
            .with("low", low)
            .with("high", high);
        let value = self.within(low, high, wanted, None)?;
        self.is_certain().then_some(value)
    }

    /// Whether no number of this value can be meant as thousands; one that can is an error.
    pub fn is_certain(&self) -> bool {
        let doubt = match self.data() {
            Data::Text(text) | Data::Float(text, _) => doubt(text),
            _ => None,
        };
        match doubt {
            Some(message) => {
                self.error(message);
                false
            }
            None => true,
        }
    }

    /// The decimals that a number is written with; none for any other value.
    pub fn decimals(&self) -> usize {
        match self.data() {
            Data::Float(text, _) => text.split_once('.').map_or(0, |(_, end)| end.len()),
            _ => 0,
        }
    }

    /// A share or a probability.
    pub fn share(&self) -> Option<f64> {
        self.within(0.0, 1.0, Message::new("wanted-share"), self.per_cent())
    }

    /// A number between two limits; `near` is what one outside may have been meant to be.
    fn within(&self, low: f64, high: f64, wanted: Message, near: Option<String>) -> Option<f64> {
        let inside = |value: &f64| (low..=high).contains(value);
        let found = self.plain().filter(inside);
        if found.is_none() {
            // A number in quotes, as in "80 %", "0,05" or "80 per hari".
            let meant = match self.data() {
                Data::Text(text) => {
                    let text = without_words(text).unwrap_or_else(|| text.clone());
                    if let Some(doubt) = doubt(&text).filter(|_| text.parse::<f64>().is_ok()) {
                        self.error(doubt);
                        return None;
                    }
                    // Only a share is at most 1: 80 % of anything else means 80.
                    let is_share = high <= 1.0;
                    match number(&text) {
                        Some(Meant::Value(_, _)) if !is_share && per_cent(&text).is_some() => {
                            per_cent(&text)
                        }
                        Some(Meant::Value(near, _)) => Some(near),
                        _ => fraction(&text).filter(|_| is_share).or(Some(text)),
                    }
                }
                _ => None,
            };
            let meant = meant.filter(|near| near.parse().is_ok_and(|value| inside(&value)));
            let meant = meant.map(|near| match near.starts_with('.') {
                true => format!("0{near}"),
                false => near,
            });
            let meant = meant.or(near).or_else(|| self.uncertain());
            self.refuse_meant(wanted, meant.as_deref());
        }
        found
    }

    /// The share of 1 that a number up to 100 was meant to be as per cent.
    fn per_cent(&self) -> Option<String> {
        let value = self.plain()?;
        hundredth(&self.data().written()).filter(|_| value > 1.0 && value <= 100.0)
    }
}
