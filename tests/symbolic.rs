//! The functions that are proved are the decision that runs: both on a million answers objects that chance made, in every area,
//! on days between all that begins and ends, with everything that may be unknown, not asked or set aside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use support::{Dice, bundle, engine};
use waymark::decide::decision::Eligibility;
use waymark::diagram::Diagrams;
use waymark::facts::{Answers, Day, FactId, Kind, Value};
use waymark::prove::example::value;
use waymark::prove::setting::Place;
use waymark::prove::space::{Lens, Space};
use waymark::prove::symbolic::Symbolic;
use waymark::prove::truths::{FAILS, HOLDS};

/// How many answers objects are tried, over all areas.
const CASES: usize = 1_000_000;

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

/// What came out how often, and how many cases there were.
type Seen = BTreeMap<String, usize>;

#[test]
fn the_functions_are_the_decision() {
    let (space, lenses) = Space::of(&[bundle()], &[]);
    let places = Place::all(bundle());
    let (space, lens, each) = (&space, &lenses[0], CASES.div_ceil(places.len()));
    let seen: Vec<Seen> = std::thread::scope(|scope| {
        let threads: Vec<_> = places.iter().map(|place| scope.spawn(move || in_place(space, lens, place, each))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let cases: usize = seen.iter().flat_map(|seen| seen.get("cases")).sum();
    let outcomes: BTreeSet<&String> = seen.iter().flat_map(BTreeMap::keys).collect();
    assert!(cases >= CASES);
    // Every tier, and nearly every outcome of every pathway.
    assert!(outcomes.len() > 160, "{outcomes:?}");
    println!("{cases} cases, {} different outcomes", outcomes.len());
}

/// Tries cases in one place, on days between all that changes there.
fn in_place(space: &Space, lens: &Lens<'_>, place: &Place<'_>, cases: usize) -> Seen {
    let bundle = bundle();
    let mut diagrams = Diagrams::default();
    let mut dice = Dice(20_261_122);
    let mut seen = Seen::new();
    let settings = place.settings(bundle);
    let areas: Vec<Option<Value>> = (0..64).filter(|bit| place.areas & 1 << bit != 0).map(|bit| Some(Value::Choice(bit))).collect();
    for setting in &settings {
        let symbolic = Symbolic::of(lens, setting, &mut diagrams);
        let on = setting.from.unwrap_or(Day::of_number(1));
        for _ in 0..cases.div_ceil(settings.len()) {
            let (alarm, open) = (1 + dice.roll(40), 2 + dice.roll(40));
            let mut answers = any_answers(&mut dice, alarm, open);
            answers.set(area(), areas[dice.roll(areas.len())].clone());
            for outcome in same(space, lens, &symbolic, &diagrams, &answers, on) {
                *seen.entry(outcome).or_default() += 1;
            }
        }
    }
    seen
}

/// Demands that both say the same on these answers, and gives what they say.
fn same(space: &Space, lens: &Lens<'_>, symbolic: &Symbolic<'_>, diagrams: &Diagrams, answers: &Answers, on: Day) -> Vec<String> {
    let national = &bundle().national;
    let states = lens.states(space, answers);
    let at = |function| value(diagrams, function, &states);
    let plain = engine().plain(answers, on);
    let tier = &national.tiers[at(symbolic.tier) as usize].id;
    assert_eq!(tier, plain.tier);
    let due = national.actions.iter().zip(&symbolic.actions).filter(|(_, due)| at(**due) == HOLDS).map(|(action, _)| &*action.id);
    let mut ids: Vec<&str> = plain.actions.iter().map(|action| action.id).collect();
    ids.sort_by_key(|id| national.actions.iter().position(|action| action.id == **id));
    assert_eq!(due.collect::<Vec<_>>(), ids);
    let mut outcomes = vec!["cases".to_owned(), tier.clone()];
    for (course, result) in symbolic.pathways.iter().zip(&plain.pathways) {
        let eligible = [Eligibility::NotEligible, Eligibility::CannotTell, Eligibility::Eligible][at(course.eligible) as usize];
        assert_eq!((eligible, at(course.recommended) != FAILS), (result.eligibility, result.recommended), "{} {on}", result.id);
        outcomes.push(format!("{} {}", result.id, result.eligibility.id()));
    }
    outcomes
}
