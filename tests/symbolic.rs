//! The functions that are proved are the decision that runs: both on a million answers objects that chance made, in every area,
//! on days between all that begins and ends, with everything that may be unknown, not asked or set aside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use support::{Dice, bundle, engine};
use waymark::decide::decision::Eligibility;
use waymark::diagram::Diagrams;
use waymark::facts::{Answers, Day, FactId, Kind, Value};
use waymark::prove::example::value;
use waymark::prove::setting::Place;
use waymark::prove::space::Space;
use waymark::prove::symbolic::Symbolic;
use waymark::prove::truths::{FAILS, HOLDS};

/// How many answers objects are tried, over all areas.
const CASES: usize = 50_000;

/// Answers of any form that `Answers::read` takes.
fn any_answers(dice: &mut Dice, alarm: usize, open: usize) -> Answers {
    let vocabulary = &bundle().vocabulary;
    let mut answers = Answers::none(vocabulary);
    for id in vocabulary.ids() {
        let kind = &vocabulary.fact(id).unwrap().kind;
        if dice.one_in(open) {
            continue;
        }
        let value = match kind {
            Kind::Choice(values) if dice.one_in(alarm) => Value::Choice(dice.roll(values.len()) as u8),
            // What says least of danger stands second in a yes and no, and first elsewhere.
            Kind::Choice(values) => Value::Choice(u8::from(values[0].is == "yes")),
            Kind::Set(values) => Value::Set((0..3).fold(0, |set, _| set | u64::from(!dice.one_in(3)) << dice.roll(values.len()))),
            Kind::Number { .. } => Value::Number(dice.roll(25) as u16),
            Kind::Bands { of, values, covers } => {
                let band = dice.roll(values.len());
                // A band must agree with its number, which stands before it.
                let agrees = match answers.get(*of) {
                    Some(Value::Number(number)) => covers[band] & 1 << vocabulary.cuts(*of).partition_point(|cut| cut <= number) != 0,
                    _ => true,
                };
                if !agrees && !values[band].open {
                    continue;
                }
                Value::Choice(band as u8)
            }
            Kind::Date | Kind::Text => continue,
        };
        answers.set(id, Some(value));
    }
    answers
}

fn area() -> FactId {
    bundle().vocabulary.asked("area.person").unwrap()
}

#[test]
fn the_functions_are_the_decision() {
    let bundle = bundle();
    let (space, lenses) = Space::of(&[bundle], &[]);
    let mut diagrams = Diagrams::default();
    let mut dice = Dice(20_261_122);
    let (mut cases, mut seen): (usize, BTreeMap<String, usize>) = (0, BTreeMap::new());
    let places = Place::all(bundle);
    for place in &places {
        let settings = place.settings(bundle);
        let each = CASES.div_ceil(places.len() * settings.len());
        for setting in &settings {
            let symbolic = Symbolic::of(&lenses[0], setting, &mut diagrams);
            let on = setting.from.unwrap_or(Day::of_number(1));
            let areas: Vec<Option<Value>> = (0..64).filter(|bit| place.areas & 1 << bit != 0).map(|bit| Some(Value::Choice(bit))).collect();
            for _ in 0..each {
                let (alarm, open) = (1 + dice.roll(40), 2 + dice.roll(40));
                let mut answers = any_answers(&mut dice, alarm, open);
                answers.set(area(), areas[dice.roll(areas.len())].clone());
                let states = lenses[0].states(&space, &answers);
                let at = |function| value(&diagrams, function, &states);
                let plain = engine().plain(&answers, on);
                let tier = &bundle.national.tiers[at(symbolic.tier) as usize].id;
                assert_eq!(tier, plain.tier);
                let due: Vec<&str> = bundle
                    .national
                    .actions
                    .iter()
                    .zip(&symbolic.actions)
                    .filter(|(_, due)| at(**due) == HOLDS)
                    .map(|(action, _)| &*action.id)
                    .collect();
                let mut ids: Vec<&str> = plain.actions.iter().map(|action| action.id).collect();
                ids.sort_by_key(|id| bundle.national.actions.iter().position(|action| action.id == **id));
                assert_eq!(due, ids);
                for (course, result) in symbolic.pathways.iter().zip(&plain.pathways) {
                    let eligible = [Eligibility::NotEligible, Eligibility::CannotTell, Eligibility::Eligible][at(course.eligible) as usize];
                    assert_eq!((eligible, at(course.recommended) != FAILS), (result.eligibility, result.recommended), "{} {}", result.id, on);
                    *seen.entry(format!("{} {}", result.id, result.eligibility.id())).or_default() += 1;
                }
                *seen.entry(tier.clone()).or_default() += 1;
                cases += 1;
            }
        }
    }
    assert!(cases >= CASES);
    // Every tier and nearly every outcome of every pathway has been seen.
    assert!(seen.len() > 150, "{seen:?}");
    println!("{cases} cases, {} outcomes, {} nodes", seen.len(), diagrams.size());
}
