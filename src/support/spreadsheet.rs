//! Text that a spreadsheet shows and does not run.

use super::visible::visible;

/// The characters that begin a formula, full-width forms included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Text that a spreadsheet shows and does not run: an apostrophe goes before a cell that begins like a formula and is no number, and
/// hidden characters are escaped. `splits` are where a spreadsheet may see the next cell although CSV does not quote the text.
pub fn harmless(text: &str, splits: &[char]) -> String {
    let text = visible(text);
    if text.parse::<f64>().is_ok_and(f64::is_finite) {
        return text.into_owned();
    }
    // A spreadsheet that separates elsewhere sees one more cell after each of these.
    let cells = text.split_inclusive(splits).map(|cell| {
        let begins = cell.trim_start().chars().next();
        match begins.is_some_and(|c| FORMULA.contains(&c)) {
            true => format!("'{cell}"),
            false => cell.to_owned(),
        }
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_shown_to_it_as_text() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            (" @x", "' @x"),
            ("\t=1+1", "\\t=1+1"),
            ("x;=1+1", "x;'=1+1"),
            ("；x;＝1", "；x;'＝1"),
            ("-5", "-5"),
            ("+1e3", "+1e3"),
            ("-5 x", "'-5 x"),
            ("Susut; Bangli", "Susut; Bangli"),
            ("-inf", "'-inf"),
        ] {
            for splits in [&[';'][..], &[',', ';']] {
                assert_eq!(harmless(text, splits), cell);
            }
        }
        // The other spreadsheet separates at commas, and there CSV does not quote them.
        assert_eq!(harmless("x,=1+1", &[';']), "x,=1+1");
        assert_eq!(harmless("x,=1+1", &[',', ';']), "x,'=1+1");
    }
}
