//! Packs that a host brings (`packs="…"`): each of an area, and as free of faults as those that are built in. What holds everywhere, the
//! tiers, the stops and what is done in danger, is never a host's to replace.

use crate::packs::Bundle;
use crate::packs::text::fault::{Faults, plain};
use crate::packs::text::files::{LARGEST, NO_AREA, PackFile, PackFiles, from_bytes, too_large};
use crate::packs::text::syntax;
use crate::packs::text::table::Entry;

use super::opened::plain_name;

/// A file of this name, as it came; or why it is no pack that a host may bring.
pub fn brought(name: &str, bytes: Vec<u8>) -> Result<PackFile, String> {
    let name = plain_name(&plain(name, 100));
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(&name, bytes.len() as u64));
    }
    if NO_AREA.contains(&name.as_str()) {
        return Err(format!(
            "{name}: found a file that holds for every area, expected the pack of one area; a site cannot replace what holds everywhere"
        ));
    }
    from_bytes(&name, bytes)
}

/// All packs, with the brought ones in the place of the built-in ones of the same id.
pub fn files(brought: &[PackFile]) -> PackFiles {
    let mut files = PackFiles::built_in();
    for file in brought {
        let id = id(file);
        files.packs.retain(|built_in| NO_AREA.contains(&built_in.name.as_str()) || self::id(built_in) != id);
        files.replace(file.clone());
    }
    files
}

/// The packs that were brought, and no others, out of all: what the screen takes.
pub fn only(brought: &[PackFile], all: Bundle) -> Bundle {
    let ids: Vec<String> = brought.iter().map(id).collect();
    let areas = all.areas.into_iter().filter(|pack| ids.contains(&pack.id)).collect();
    Bundle { areas, thresholds: all.thresholds, ..Bundle::default() }
}

fn id(file: &PackFile) -> String {
    let faults = Faults::default();
    syntax::parse(file, &faults).map(|table| Entry::whole(file, &table, &faults).text_or_empty("id")).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::packs::text::{file, load};

    fn norfolk() -> String {
        PackFiles::built_in().text("norfolk.toml").replace("version = \"1.0.0\"", "version = \"9.0.0\"")
    }

    #[test]
    fn a_pack_takes_the_place_of_the_built_in_one_of_its_id_whatever_its_file_is_called() {
        for name in ["norfolk.toml", "our-services.toml", "norfolk (2).toml"] {
            let brought = [brought(name, norfolk().into_bytes()).unwrap()];
            let all = load(&files(&brought)).unwrap();
            assert_eq!(all.areas.len(), load(&PackFiles::built_in()).unwrap().areas.len());
            let own = only(&brought, all);
            assert_eq!(own.areas.iter().map(|pack| (&*pack.id, &*pack.version)).collect::<Vec<_>>(), [("norfolk", "9.0.0")]);
            assert!(!own.has_rules());
        }
    }

    #[test]
    fn what_holds_everywhere_is_no_hosts_to_replace() {
        for name in NO_AREA {
            assert!(brought(name, norfolk().into_bytes()).unwrap_err().contains("expected the pack of one area"));
        }
        // Not under another name, either: what is national has no place in the pack of an area.
        let national = PackFiles::built_in().text("national.toml").to_owned();
        assert!(load(&files(&[file("ours.toml", &national)])).is_err());
    }

    #[test]
    fn two_packs_of_one_area_and_no_pack_at_all_are_refused() {
        let other = file("other.toml", &norfolk().replace("id = \"norfolk\"", "id = \"other\""));
        assert!(load(&files(&[other])).is_err());
        assert!(load(&files(&[file("empty.toml", "")])).is_err());
        assert!(brought("large.toml", vec![b' '; LARGEST as usize + 1]).unwrap_err().contains("found 4194305 bytes"));
        assert!(brought("binary.toml", vec![0xff, 0xfe]).unwrap_err().contains("UTF-16"));
    }
}
