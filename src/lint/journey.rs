//! The pages: every contradiction can stand.

use super::national::never;
use super::worlds::Worlds;
use crate::packs::Bundle;
use crate::packs::text::table::Entry;

/// Checks the contradictions.
pub fn check(file: &Entry<'_>, bundle: &Bundle, worlds: &mut Worlds<'_>) {
    for (entry, contradiction) in file.entries("contradiction").iter().zip(&bundle.journey.contradictions) {
        never(entry, "when", Some(&contradiction.when), worlds.everywhere());
    }
}
