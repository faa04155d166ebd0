//! Finds the file that was meant by the name of one that is not there.

use std::path::{Path, PathBuf};

use super::nearest::nearest;

/// The most names of a folder that are looked at.
const MOST_NAMES: usize = 10_000;
/// The shortest name, in characters, that may be the end of a longer one.
const SHORTEST_END: usize = 4;

/// The file in the folder of a missing one that was probably meant: the same name with the ending that Windows or an editor adds or
/// hides, or else the file with this ending whose name is nearest, or the only one that ends so.
pub(crate) fn beside(missing: &Path, ending: &str) -> Option<PathBuf> {
    let stem = |name: &str| {
        let name = name.to_lowercase();
        let name = name.strip_suffix(".txt").unwrap_or(&name);
        let name = name.strip_suffix(ending).unwrap_or(name);
        name.to_owned()
    };
    let name = stem(missing.file_name()?.to_str()?);
    let folder = missing.parent().filter(|folder| *folder != Path::new(""));
    let there = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names: Vec<String> = there
        .take(MOST_NAMES)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| missing.with_file_name(name).is_file())
        .collect();
    let all: Vec<(String, &String)> = names.iter().map(|name| (stem(name), name)).collect();
    let of_kind = || {
        all.iter()
            .filter(|(_, name)| name.to_lowercase().contains(ending))
    };
    let same = || all.iter().find(|(stem, _)| *stem == name);
    let near = || {
        // Another ending on the same name, as in `office.xlsx`.
        let bare = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(bare, _)| bare);
        let near = nearest(bare, of_kind().map(|(stem, _)| stem.as_str()))?;
        of_kind().find(|(stem, _)| stem == near)
    };
    let end = || {
        let mut long = of_kind().filter(|(stem, _)| stem.ends_with(&name));
        long.next()
            .filter(|_| name.chars().count() >= SHORTEST_END && long.next().is_none())
    };
    let (_, chosen) = same().or_else(near).or_else(end)?;
    Some(missing.with_file_name(chosen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_a_name_that_is_near_and_by_its_end() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "nofil.toml",
            "rencana.toml.txt",
            "Rencana Kota.toml",
            "kantor-2027.toml",
            "hasil.json",
        ] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let found = |name: &str, ending| {
            let found = beside(&folder.path().join(name), ending)?;
            Some(found.file_name()?.to_str()?.to_owned())
        };
        for (name, wanted) in [
            ("nofile.toml", Some("nofil.toml")),
            ("rencana.toml", Some("rencana.toml.txt")),
            ("kota.toml", Some("Rencana Kota.toml")),
            ("kantor_2027", Some("kantor-2027.toml")),
            ("kantor-2027.xlsx", Some("kantor-2027.toml")),
            // The endings alone are alike.
            ("bangli.toml", None),
            (".toml", None),
            ("l.toml", None),
        ] {
            assert_eq!(found(name, ".toml").as_deref(), wanted, "{name}");
        }
        assert_eq!(found("hasl.json", ".json").as_deref(), Some("hasil.json"));
    }
}
