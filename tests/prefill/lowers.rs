//! Whatever was answered and whatever is filled in: even if everything is gone on with unread, nothing comes out lower.

use crate::support::{Dice, answers, bundle, day, engine, ids, some_answers, values, with, without};
use crate::{ON, new};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use waymark::decide::beforehand::Beforehand;
use waymark::facts::Answers;
use waymark::packs::Mode;

/// Answers in any area, or in none.
fn answered(dice: &mut Dice, alarm: usize, open: usize) -> Value {
    let base = some_answers(dice, alarm, open);
    let areas = values(bundle().vocabulary.asked("area.person").unwrap());
    let place = dice.roll(areas.len() + 1);
    areas.get(place).map_or_else(|| without(&base, &["area.person"]), |area| with(&base, &json!({"area.person": area})))
}

/// What a host says of what is open, with any value and bands too; about one fact in `told` it says where somebody has answered.
fn said(dice: &mut Dice, own: &Value, told: usize) -> Value {
    let vocabulary = &bundle().vocabulary;
    let mut object = Map::new();
    for id in vocabulary.ids().filter(|id| !values(*id).is_empty()) {
        let is_open = own.get(vocabulary.name(id)).is_none();
        if dice.one_in(if is_open { 2 } else { told }) {
            let values = values(id);
            object.insert(vocabulary.name(id).into(), values[dice.roll(values.len())].clone());
        }
    }
    // An age and a band that contradict each other would be refused as a whole.
    if object.contains_key("person.age") {
        object.remove("person.age_band");
    }
    Value::Object(object)
}

/// The answers and all that was filled in beside them, as if everybody had pressed Continue everywhere.
fn merged(own: &Answers, given: &Answers) -> Answers {
    let mut session = new(Mode::Professional);
    session.answers = own.clone();
    session.fill_in(engine(), day(ON), given, "Records");
    let mut merged = own.clone();
    for offer in session.beforehand.offers() {
        merged.set(offer.fact, Some(offer.value.clone()));
        merged.set_origin(offer.fact, offer.origin);
    }
    merged
}

fn decided(answers: &Answers) -> Value {
    serde_json::to_value(engine().without_changes(answers, day(ON))).unwrap()
}

/// The place of a tier in the list of tiers.
fn place(tier: &Value) -> usize {
    bundle().national.tiers.iter().position(|known| *tier == known.id).unwrap()
}

fn top(decision: &Value) -> usize {
    decision["still_possible"].as_array().unwrap().iter().map(place).max().unwrap()
}

/// The actions up to `specialist_advice`.
fn guarded(decision: &Value) -> Vec<String> {
    let later = ["concurrent_needs", "no_contact", "managed_handover", "set_review"];
    ids(decision, "actions").into_iter().filter(|id| !later.contains(&id.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_comes_out_lower(seed in 1_u64.., alarm in 3_usize..400, open in 2_usize..200, told in 2_usize..150) {
        let mut dice = Dice(seed);
        let own = answered(&mut dice, alarm, open);
        let given = said(&mut dice, &own, told);
        let (own_answers, given_answers) = (answers(&own), answers(&given));
        let all = merged(&own_answers, &given_answers);
        for (fact, value) in own_answers.answered() {
            prop_assert_eq!(all.get(fact), Some(value));
        }
        let (before, after) = (decided(&own_answers), decided(&all));
        prop_assert!(place(&after["tier"]) >= place(&before["tier"]), "{} -> {}: {own} with {given}", before["tier"], after["tier"]);
        prop_assert!(top(&after) >= top(&before), "{} -> {}: {own} with {given}", before["still_possible"], after["still_possible"]);
        for (list, (before, after)) in [("actions", (guarded(&before), guarded(&after))), ("stops", (ids(&before, "stops"), ids(&after, "stops")))] {
            let lost: Vec<&String> = before.iter().filter(|id| !after.contains(id)).collect();
            prop_assert!(lost.is_empty(), "{list} lose {lost:?}: {own} with {given}");
        }
    }
}

/// One fact at a time beside answers that leave only it open, where every value of it can matter: chance seldom comes there.
#[test]
fn no_single_value_rules_out_something_graver() {
    let vocabulary = &bundle().vocabulary;
    let judge = Beforehand::new(engine(), day(ON));
    let (mut taken, mut left) = (0, 0);
    for seed in 1..=12 {
        let base = answered(&mut Dice(seed * 7_919), 4 + seed as usize % 30, 1_000);
        for id in vocabulary.ids() {
            let own = answers(&without(&base, &[vocabulary.name(id)]));
            let before = decided(&own);
            for value in values(id) {
                let given = answers(&json!({vocabulary.name(id): value}));
                if !judge.takes(id, given.get(id).unwrap()) {
                    left += 1;
                    continue;
                }
                taken += 1;
                let after = decided(&merged(&own, &given));
                let said = || format!("{} = {value} beside {base}", vocabulary.name(id));
                assert!(place(&after["tier"]) >= place(&before["tier"]) && top(&after) >= top(&before), "{}", said());
                assert!(guarded(&before).iter().all(|action| guarded(&after).contains(action)), "{}", said());
            }
        }
    }
    assert!(taken > 1_000 && left > 1_000, "{taken} taken, {left} left");
}
