//! The national pack: every rule can fire, every stop can stand, every action and line of guidance can come up.

use super::bounds::World;
use super::worlds::Worlds;
use crate::diagram::kernel::NO;
use crate::facts::Condition;
use crate::packs::Bundle;
use crate::packs::text::table::Entry;

/// How a condition that holds on no answers is mended.
pub const APART: &str = "look for two parts that exclude each other, or take it out";

/// Checks rules, stops, actions and guidance.
pub fn check(file: &Entry<'_>, bundle: &Bundle, worlds: &mut Worlds<'_>) {
    let national = &bundle.national;
    for (place, entry) in file.entries("rule").iter().enumerate().take(national.rules.len()) {
        if worlds.everywhere().iter().all(|world| world.rules()[place].never()) {
            entry.fault(entry.span_of("when"), format!("no answers make the rule {} fire", national.rules[place].id), APART);
        } else if worlds.everywhere().iter_mut().all(|world| always_yields(bundle, world, place)) {
            let wrong = format!("wherever the rule {} fires, one that it yields to fires, too, so it never counts", national.rules[place].id);
            entry.fault(entry.span_of("yields_to"), wrong, "take the rule out, or let it yield to fewer");
        }
    }
    for (place, entry) in file.entries("stop").iter().enumerate().take(national.stops.len()) {
        if worlds.everywhere().iter().all(|world| world.stops()[place].never()) {
            entry.fault(entry.span_of("when"), format!("no answers make the stop {} stand", national.stops[place].id), APART);
        }
    }
    for (entry, action) in file.entries("action").iter().zip(&national.actions) {
        never(entry, "when", Some(&action.when), worlds.everywhere());
        never(entry, "first_when", action.first_when.as_ref(), worlds.everywhere());
    }
    for (entry, line) in file.entries("guidance").iter().zip(&national.guidance) {
        never(entry, "when", Some(&line.when), worlds.everywhere());
    }
}

/// Notes a condition of an entry that no answers make hold.
pub fn never(entry: &Entry<'_>, key: &str, condition: Option<&Condition>, worlds: Vec<&mut World<'_>>) {
    if let Some(condition) = condition.filter(|_| entry.has(key))
        && worlds.into_iter().all(|world| world.bounds(condition).never())
    {
        entry.fault(entry.span_of(key), "no answers make this hold", APART);
    }
}

fn always_yields(bundle: &Bundle, world: &mut World<'_>, place: usize) -> bool {
    let yields_to = bundle.national.rules[place].yields_to;
    let fires = world.rules()[place].most;
    let others: Vec<_> = world.rules().iter().enumerate().filter(|(other, _)| yields_to & 1 << other != 0).map(|(_, bounds)| bounds.least).collect();
    let some = others.into_iter().fold(NO, |some, other| world.or(some, other));
    world.implies(fires, some)
}
