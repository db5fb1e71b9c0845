//! What needs say and cannot mean: a case in no status or in two, a need that no case has.

use super::Needs;
use crate::diagram::kernel::{NO, YES};
use crate::packs::Bundle;
use crate::packs::text::table::Entry;
use crate::prove::survey::Survey;

/// Checks the needs over all whole answers.
pub fn check(file: &Entry<'_>, needs: &Needs, bundle: &Bundle) {
    let mut national = Survey::of_national(bundle, needs);
    statuses(file, needs, &mut national);
    let entries = file.entries("need");
    for (place, need) in needs.needs.iter().enumerate() {
        let tiers = || crate::decide::tier::bits(need.tiers);
        if national.combinations(place) == 0 {
            let wrong = "no answers give a case with this need";
            entries[place].fault(
                entries[place].span_of("id"),
                wrong,
                "look at `whom` beside `tiers` and `statuses` for two parts that exclude each other",
            );
            continue;
        }
        for tier in tiers().filter(|tier| national.combinations_at(place, *tier) == 0) {
            let wrong = format!("no case with this need is in the tier `{}`", bundle.national.tiers[tier].id);
            entries[place].fault(entries[place].span_of("tiers"), wrong, "take the tier out, or look at `whom`");
        }
    }
}

/// Every case is in one status and no more.
fn statuses(file: &Entry<'_>, needs: &Needs, survey: &mut Survey<'_>) {
    let entries = file.entries("status");
    let within = survey.statuses().to_vec();
    let mut any = NO;
    for (place, one) in within.iter().enumerate() {
        if *one == NO {
            entries[place].fault(entries[place].span_of("id"), "no answers give this status", "look for two parts that exclude each other");
        }
        if let Some(earlier) = (0..place).find(|earlier| survey.and(within[*earlier], *one) != NO) {
            let wrong = format!("a case can be in the status `{}` and in this one", needs.statuses[earlier].id);
            let beside = (entries[earlier].span_of("id"), "the other one");
            entries[place].fault_beside(entries[place].span_of("id"), wrong, "let one of them yield to the other: `yields_to`", beside);
        }
        any = survey.or(any, *one);
    }
    if let (true, Some(last)) = (any != YES, entries.last()) {
        last.fault(last.span_of("id"), "some cases are in none of the statuses", "let one of them stand without `when` and yield to all others");
    }
}
