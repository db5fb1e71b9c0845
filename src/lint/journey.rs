//! The pages: every contradiction is about answers, and some answers make it stand.

use super::national::never;
use super::worlds::Worlds;
use crate::packs::Bundle;
use crate::packs::text::table::Entry;

/// Checks the contradictions.
pub fn check(file: &Entry<'_>, bundle: &Bundle, worlds: &mut Worlds<'_>) {
    for (entry, contradiction) in file.entries("contradiction").iter().zip(&bundle.journey.contradictions) {
        if contradiction.when.facts().is_empty() {
            entry.fault(entry.span_of("when"), "this asks for no fact", "name the facts whose answers contradict each other");
        }
        never(entry, "when", Some(&contradiction.when), worlds.everywhere());
    }
}
