//! Words that are to be said to the person causing harm never come up because of what they may not know.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{Dice, answers, bundle, day, engine, some_answers, with};
use waymark::facts::fact::Handling;
use waymark::packs::journey::{Mode, Step};

/// The lines with words for the person, on these answers.
fn spoken(case: &Value) -> BTreeSet<&'static str> {
    let answers = answers(case);
    let lines = [Step::Safety, Step::Recognise, Step::Respond, Step::Refer, Step::Done]
        .into_iter()
        .flat_map(|step| [Mode::Professional, Mode::Community].map(|mode| engine().guidance(&answers, day("2026-11-22"), step, mode)));
    lines.flatten().filter(|line| line.said_to_person).map(|line| line.id.as_str()).collect()
}

#[test]
fn what_the_person_harmed_told_brings_no_words_up() {
    let case = json!({"beh.denial_or_blame": ["denies"], "eng.help_seeking": "asked_for_help"});
    assert_eq!(spoken(&case).into_iter().collect::<Vec<_>>(), ["do_not_nod_along", "help_seeking", "name_the_behaviour"]);
    for (origin, comes_up) in [("victim_told_me", 0), ("child_told_me", 0), ("own_observation", 3), ("police_record", 3)] {
        let told = json!({"source.beh.denial_or_blame": origin, "source.eng.help_seeking": origin});
        assert_eq!(spoken(&with(&case, &told)).len(), comes_up, "{origin}");
    }
}

/// Whatever is answered: what comes up comes up without every restricted fact, and without all that was told in confidence, too.
#[test]
fn what_comes_up_comes_up_without_restricted_facts() {
    let vocabulary = &bundle().vocabulary;
    let mut dice = Dice(9);
    let mut seen = 0;
    for _ in 0..3_000 {
        let (alarm, open) = (1 + dice.roll(6), 2 + dice.roll(20));
        let mut case = some_answers(&mut dice, alarm, open);
        let facts: Vec<String> = case.as_object().unwrap().keys().cloned().collect();
        let told: Vec<&String> = facts.iter().filter(|_| dice.one_in(4)).collect();
        for fact in &told {
            case = with(&case, &json!({format!("source.{fact}"): "victim_told_me"}));
        }
        let restricted = |fact: &String| {
            vocabulary.asked(fact).and_then(|id| vocabulary.fact(id)).is_some_and(|fact| fact.handling != Handling::Normal) || told.contains(&fact)
        };
        let mut open_to_all = case.as_object().unwrap().clone();
        open_to_all.retain(|key, _| !restricted(key) && !key.starts_with("source."));
        let (shown, bare) = (spoken(&case), spoken(&Value::Object(open_to_all)));
        assert!(shown.is_subset(&bare), "{shown:?} {case}");
        seen += shown.len();
    }
    assert!(seen > 300, "{seen}");
}
