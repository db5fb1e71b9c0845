//! Derived facts: at most one value may be true, and each must be true on some answers.

use super::bounds::World;
use super::example::example;
use super::worlds::Worlds;
use crate::diagram::kernel::NO;
use crate::facts::vocabulary::Derived;
use crate::packs::Bundle;
use crate::packs::text::table::Entry;

/// Checks every derived fact of the vocabulary.
pub fn check(file: &Entry<'_>, bundle: &Bundle, worlds: &mut Worlds<'_>) {
    for (entry, derived) in file.entries("derived").iter().zip(&bundle.vocabulary.derived) {
        let values = entry.entries("values");
        for (place, condition) in derived.when.iter().enumerate() {
            let Some(condition) = condition else { continue };
            if worlds.everywhere().iter_mut().all(|world| world.bounds(condition).never()) {
                let wrong = format!("no answers give {} the value `{}`", derived.id, derived.values[place].is);
                values[place].fault(values[place].span_of("when"), wrong, "look for two parts that exclude each other");
            }
        }
        let clash = worlds.everywhere().into_iter().find_map(|world| clash(bundle, world, derived));
        if let Some((first, second, answers)) = clash {
            let [one, other] = [first, second].map(|place| &derived.values[place].is);
            let wrong = format!("{} can be `{one}` and `{other}` at once: {answers}", derived.id);
            let (beside, at) = (values[first].span_of("when"), &values[second]);
            at.fault_beside(at.span_of("when"), wrong, "let at most one of the two be true", (beside, "holds there, too"));
        }
    }
}

/// The first two values that can be true at once, with answers on which they are.
fn clash(bundle: &Bundle, world: &mut World<'_>, derived: &Derived) -> Option<(usize, usize, String)> {
    let holds: Vec<_> = derived.when.iter().map(|condition| condition.as_ref().map_or(NO, |condition| world.exact(condition))).collect();
    for second in 0..holds.len() {
        for first in 0..second {
            let both = world.and(holds[first], holds[second]);
            if both != NO {
                return Some((first, second, example(&bundle.vocabulary, world, both)));
            }
        }
    }
    None
}
