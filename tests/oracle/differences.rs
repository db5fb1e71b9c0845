//! Who is decided differently by two small worlds: every answers object decided by both.

use std::collections::BTreeMap;

use super::facts::{Thing, size};
use super::table::{objects, recorded, way};
use waymark::decide::{Decision, Engine};
use waymark::facts::{Answers, Day};
use waymark::packs::Bundle;
use waymark::prove::diff::What;

/// The packs that decide before and after, what is decided otherwise, what it was and what it is.
pub type Class = ((String, String), What, String, String);

/// How much of a place a class of change covers (by weight, of all), and the size of the smallest answers in it.
pub struct Covered {
    pub weight: f64,
    pub of: f64,
    pub smallest: usize,
}

/// Every class of change on a day.
pub fn differences(old: &Bundle, new: &Bundle, things: &[Thing], on: Day) -> BTreeMap<Class, Covered> {
    let engines = [Engine::new(old), Engine::new(new)];
    let mut all: BTreeMap<(String, String), f64> = BTreeMap::new();
    let mut found: BTreeMap<Class, Covered> = BTreeMap::new();
    for (object, answers) in objects(old, things).iter().enumerate() {
        let [before, after] = [0, 1].map(|side: usize| Side::of(&engines[side], answers, on));
        let place = (before.place.clone(), after.place.clone());
        let (weight, size) = (weight(things, object), size(&recorded(things, object)));
        *all.entry(place.clone()).or_default() += weight;
        for (what, was) in &before.results {
            let is = &after.results[what];
            if was != is {
                let class = (place.clone(), what.clone(), was.clone(), is.clone());
                let covered = found.entry(class).or_insert(Covered { weight: 0.0, of: 0.0, smallest: size });
                covered.weight += weight;
                covered.smallest = size.min(covered.smallest);
            }
        }
    }
    found.iter_mut().for_each(|((place, ..), covered)| covered.of = all[place]);
    found
}

/// A list is three questions (is it recorded, and does it hold each value), so not to record it counts for all that it might hold.
fn weight(things: &[Thing], object: usize) -> f64 {
    let unrecorded = |(place, thing): (usize, &Thing)| thing.facts == ["kinds"] && way(things, object, place) == 0;
    if things.iter().enumerate().any(unrecorded) { 4.0 } else { 1.0 }
}

/// What one bundle decides.
struct Side {
    place: String,
    results: BTreeMap<What, String>,
}

impl Side {
    fn of(engine: &Engine<'_>, answers: &Answers, on: Day) -> Side {
        let Decision { packs, tier, actions, pathways, .. } = engine.plain(answers, on);
        let mut results = BTreeMap::from([(What::Tier, tier.to_owned())]);
        for action in &engine.bundle().national.actions {
            let due = actions.iter().any(|due| due.id == action.id);
            results.insert(What::Action(action.id.clone()), if due { "due" } else { "not_due" }.into());
        }
        for pathway in pathways {
            results.insert(What::Eligibility(pathway.id.clone()), pathway.eligibility.id().into());
            results.insert(What::Availability(pathway.id), pathway.availability.id().into());
        }
        Side { place: packs.last().map(|pack| pack.id.to_owned()).unwrap_or_default(), results }
    }
}
