//! Pathways: every criterion can be met, can be failed and can decide; somebody can be eligible.

use super::bounds::{Bounds, World};
use super::national::{APART, never};
use crate::diagram::kernel::{NO, Ref, YES};
use crate::packs::Pack;
use crate::packs::pack::{Criterion, Pathway};
use crate::packs::text::table::Entry;

/// Checks the pathways of a pack, in the worlds in which it is used.
pub fn check(file: &Entry<'_>, pack: &Pack, mut worlds: Vec<&mut World<'_>>) {
    for (entry, pathway) in file.entries("pathway").iter().zip(&pack.pathways) {
        let criteria = entry.entries("criterion");
        let dead = apiece(&criteria, pathway, &mut worlds);
        if !dead.contains(&true) {
            together(entry, &criteria, pathway, &mut worlds);
        }
        for (list, arguments) in [("supports", &pathway.supports), ("against", &pathway.against)] {
            for (entry, argument) in entry.entries(list).iter().zip(arguments) {
                never(entry, "when", Some(&argument.when), again(&mut worlds));
            }
        }
    }
    if pack.areas != 0 {
        for (entry, line) in file.entries("guidance").iter().zip(&pack.guidance) {
            never(entry, "when", Some(&line.when), again(&mut worlds));
        }
    }
}

fn again<'w, 'a>(worlds: &'w mut [&mut World<'a>]) -> Vec<&'w mut World<'a>> {
    worlds.iter_mut().map(|world| &mut **world).collect()
}

/// Each criterion by itself. Gives which of them can never decide anything.
fn apiece(entries: &[Entry<'_>], pathway: &Pathway, worlds: &mut [&mut World<'_>]) -> Vec<bool> {
    let mut dead = Vec::new();
    for (entry, criterion) in entries.iter().zip(&pathway.criteria) {
        let all: Vec<Bounds> = worlds.iter_mut().map(|world| world.bounds(&criterion.met)).collect();
        let (never_met, always_met) = (all.iter().all(|met| met.never()), all.iter().all(|met| met.always()));
        if never_met {
            entry.fault(entry.span_of("met"), format!("no answers can meet the criterion `{}`", criterion.id), APART);
        } else if always_met {
            let wrong = format!("every answer meets the criterion `{}`, so it decides nothing", criterion.id);
            entry.fault(entry.span_of("met"), wrong, "take it out, or say whom it leaves out");
        } else if criterion.doubt.is_some() && worlds.iter_mut().all(|world| idle_doubt(world, criterion)) {
            let wrong = "wherever this doubt holds, the criterion is met, or it holds on no answers at all";
            entry.fault(entry.span_of("doubt"), wrong, "let it hold where the criterion is not met, or take it out");
        }
        dead.push(never_met || always_met);
    }
    dead
}

fn idle_doubt(world: &mut World<'_>, criterion: &Criterion) -> bool {
    let Some(doubt) = &criterion.doubt else { return false };
    let (doubt, met) = (world.bounds(doubt), world.bounds(&criterion.met));
    world.implies(doubt.most, met.least)
}

/// All criteria of a pathway beside each other.
fn together(entry: &Entry<'_>, criteria: &[Entry<'_>], pathway: &Pathway, worlds: &mut [&mut World<'_>]) {
    let count = pathway.criteria.len();
    let all: Vec<usize> = (0..count).collect();
    if count > 0 && worlds.iter_mut().all(|world| joined(world, pathway, &all, Bounds::some).0 == NO) {
        let apart = |pair: &[usize; 2]| worlds.iter_mut().all(|world| joined(world, pathway, pair, Bounds::some).0 == NO);
        match pairs(count).find(apart) {
            Some([first, second]) => {
                let wrong = format!("nobody can meet both `{}` and this criterion, so nobody is eligible", pathway.criteria[first].id);
                let beside = (criteria[first].span_of("met"), "excludes it");
                criteria[second].fault_beside(criteria[second].span_of("met"), wrong, "let some answers meet both", beside);
            }
            None => entry.fault(entry.span_of("id"), "no answers can meet all of these criteria at once", "let some answers meet them all"),
        }
        return;
    }
    let mut left = all;
    // The later of two that say the same is the one too many.
    for place in (0..count).rev() {
        let others: Vec<usize> = left.iter().copied().filter(|other| *other != place).collect();
        if !worlds.iter_mut().all(|world| decides_nothing(world, pathway, place, &others)) {
            continue;
        }
        let by_one = |other: &&usize| worlds.iter_mut().all(|world| decides_nothing(world, pathway, place, &[**other]));
        let at = &criteria[place];
        match others.iter().find(by_one) {
            Some(other) => {
                let wrong = format!("wherever `{}` is met, this criterion is met, too, so it never decides", pathway.criteria[*other].id);
                let beside = (criteria[*other].span_of("met"), "already sees to it");
                at.fault_beside(at.span_of("met"), wrong, "take it out, or ask for more", beside);
            }
            None => {
                let wrong = "wherever the other criteria are met, this one is met, too, so it never decides";
                at.fault(at.span_of("met"), wrong, "take it out, or ask for more");
            }
        }
        left = others;
    }
}

fn pairs(count: usize) -> impl Iterator<Item = [usize; 2]> {
    (0..count).flat_map(move |second| (0..second).map(move |first| [first, second]))
}

/// Whether the criterion is met wherever the others are, and not plainly failed wherever they are not.
fn decides_nothing(world: &mut World<'_>, pathway: &Pathway, place: usize, others: &[usize]) -> bool {
    let (met, open) = joined(world, pathway, others, |bounds| bounds.most);
    let (own_met, own_open) = joined(world, pathway, &[place], |bounds| bounds.least);
    !others.is_empty() && world.implies(met, own_met) && world.implies(open, own_open)
}

/// Which of its bounds a criterion is taken at.
type Side = fn(Bounds) -> Ref;

/// Where some criteria are all met, and where each is met or in doubt.
fn joined(world: &mut World<'_>, pathway: &Pathway, places: &[usize], side: Side) -> (Ref, Ref) {
    places.iter().fold((YES, YES), |(all_met, all_open), place| {
        let criterion = &pathway.criteria[*place];
        let met = side(world.bounds(&criterion.met));
        let doubt = criterion.doubt.as_ref().map_or(NO, |doubt| side(world.bounds(doubt)));
        let open = world.or(met, doubt);
        (world.and(all_met, met), world.and(all_open, open))
    })
}
