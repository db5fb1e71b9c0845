//! Thresholds: one that no rule names changes nothing, which is how a misspelt one of an area shows.

use std::collections::BTreeSet;

use crate::facts::Condition;
use crate::packs::Bundle;
use crate::packs::text::fault::did_you_mean;
use crate::packs::text::table::Entry;

/// Checks the thresholds of a pack.
pub fn check(file: &Entry<'_>, bundle: &Bundle) {
    let used = used(bundle);
    for entry in file.entries("threshold") {
        let id = entry.text("id");
        if !used.contains(id.as_str()) {
            let mend = did_you_mean(&id, used.iter().copied()).unwrap_or_else(|| "take it out, or name it in a rule".into());
            entry.fault(entry.span_of("id"), format!("no rule names the threshold `{id}`"), mend);
        }
    }
}

fn used(bundle: &Bundle) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    let mut look = |condition: &Condition| {
        condition.visit(&mut |part| {
            if let Condition::AtLeast { threshold, .. } = part {
                used.extend(bundle.thresholds.get(usize::from(*threshold)).map(String::as_str));
            }
        });
    };
    bundle.conditions().for_each(&mut look);
    bundle.journey.pages.iter().for_each(|page| look(&page.when));
    bundle.journey.contradictions.iter().for_each(|contradiction| look(&contradiction.when));
    used
}
