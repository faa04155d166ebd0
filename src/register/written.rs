//! The part of a scenario that a register gives.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Register;

impl Register {
    /// The backlog by date and the kecamatan, as a part of a scenario file, which another extends. `from` says where it comes from.
    #[must_use]
    pub fn scenario(&self, from: &str) -> String {
        let mut text = String::from("[backlog]\n");
        let _ = writeln!(text, "source = {}", toml::Value::from(from));
        text.push_str("by_date = \"\"\"\nkecamatan,recorded,suket,residents\n");
        for group in &self.groups {
            let suket = if group.holds_suket { "yes" } else { "no" };
            let name = &group.kecamatan;
            let (date, residents) = (group.date, group.residents);
            let _ = writeln!(text, "{name},{date},{suket},{residents}");
        }
        text.push_str("\"\"\"\n\n[kecamatan]\n");
        let names: BTreeSet<&str> = self
            .groups
            .iter()
            .map(|group| group.kecamatan.as_str())
            .collect();
        for name in names {
            let _ = writeln!(text, "{} = {{}}", quoted(name));
        }
        text
    }
}

/// A name as a key.
fn quoted(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    match name.chars().all(is_bare) {
        true => name.to_owned(),
        false => toml::Value::from(name).to_string(),
    }
}
