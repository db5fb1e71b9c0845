//! A value that stands nowhere else is planted for each restricted detail and fact, one at a time and all at once: it stands in the
//! restricted part of each face, and nowhere else.

use super::support::{self, Dice, answers, bundle, some_answers, values, with};
use super::{Faces, faces, told_by};
use serde_json::{Value, json};
use waymark::facts::Kind as FactKind;
use waymark::facts::fact::Handling;
use waymark::referral::Details;
use waymark::referral::fields::{FIELDS, Field, Kind};

const ROLES: [&str; 2] = ["health", "community_ambassador"];

/// A text of the right kind that stands nowhere else.
fn canary(field: &Field, number: usize) -> String {
    match field.kind {
        Kind::Text | Kind::Long => format!("canary{number}x"),
        Kind::Email => format!("canary{number}x@example.org"),
        Kind::Phone => format!("07700 9{number:05}"),
        Kind::Postcode => format!("ZE{} {}AA", 1 + number % 9, number / 9 % 10),
        Kind::Date => format!("1{:03}-11", 100 + number),
        Kind::Day => "2031-07-09".into(),
    }
}

fn hides(faces: &Faces, text: &str, about: &str) {
    for (face, open) in ["JSON", "text", "HTML"].into_iter().zip(&faces.open) {
        assert!(!open.contains(text), "{about}: {text:?} stands in the open part of the {face}");
    }
}

fn holds(faces: &Faces, text: &str, about: &str) {
    for (face, restricted) in ["JSON", "text", "HTML"].into_iter().zip(&faces.restricted) {
        assert!(restricted.contains(text), "{about}: {text:?} does not stand in the restricted part of the {face}");
    }
}

/// Every restricted detail, in the second entry of a list as well.
#[test]
fn restricted_details_stand_in_the_restricted_part_alone() {
    for role in ROLES {
        let case = answers(&told_by(role, &support::case("high")));
        let mut details = Details::default();
        let mut planted = Vec::new();
        for (number, field) in FIELDS.iter().enumerate() {
            for place in 0..if field.repeats() { 2 } else { 1 } {
                let text = if field.name() == "pathway" { "norfolk/dappa".into() } else { canary(field, number + 100 * place) };
                assert!(details.set(&field.at(place), text.as_str()));
                planted.push((field, field.at(place), text));
            }
        }
        let faces = faces(&case, &details);
        let restricted: Vec<_> = planted.iter().filter(|(field, ..)| field.restricted).collect();
        assert!(restricted.len() > 60, "{}", restricted.len());
        for (_, path, text) in restricted {
            hides(&faces, text, path);
            holds(&faces, text, path);
        }
        for (_, path, text) in planted.iter().filter(|(field, ..)| !field.restricted) {
            assert!(faces.open.iter().all(|open| open.contains(text)), "{path}");
        }
    }
}

/// What the person being harmed says, wants or does, what children go through and what others must not know is restricted: B6 and C(iv).
#[test]
fn what_the_rules_name_is_restricted() {
    let is_restricted = |path: &str| FIELDS.iter().find(|field| field.path == path).unwrap_or_else(|| panic!("{path}")).restricted;
    for field in FIELDS {
        if ["victim", "children", "actions_taken"].contains(&field.section()) || field.name() == "reason" {
            assert!(field.restricted, "{}", field.path);
        }
        let told_of_the_person = ["narrative.venue", "narrative.previous_programmes"].contains(&field.path);
        assert!(field.section() != "narrative" || field.restricted || told_of_the_person, "{}", field.path);
    }
    for path in ["person.safe_contact", "sharing.shared", "sharing.not_shared", "sharing.must_not_disclose", "sharing.marking_reason"] {
        assert!(is_restricted(path), "{path}");
    }
    let victims =
        bundle().vocabulary.facts.iter().filter(|fact| fact.id.starts_with("victim.") && !fact.id.ends_with("_band") && !fact.id.contains("sex"));
    victims.for_each(|fact| assert!(fact.handling != Handling::Normal, "{}", fact.id));
}

fn is_restricted(fact: &str) -> bool {
    bundle().vocabulary.asked(fact).and_then(|id| bundle().vocabulary.fact(id)).is_some_and(|fact| fact.handling != Handling::Normal)
}

/// Free text and dates that are restricted by their kind, or by who told them.
#[test]
fn restricted_texts_and_dates_stand_in_the_restricted_part_alone() {
    let mut planted = 0;
    for (number, fact) in bundle().vocabulary.facts.iter().enumerate() {
        let (value, shown) = match fact.kind {
            FactKind::Text => (json!(format!("canary{number}x")), format!("canary{number}x")),
            FactKind::Date => (json!(format!("1{number:03}-11")), format!("11/1{number:03}")),
            _ => continue,
        };
        for role in ROLES {
            for (origin, closed) in [("victim_told_me", true), ("child_told_me", true), ("own_observation", is_restricted(&fact.id))] {
                let told = json!({&fact.id: value, format!("source.{}", fact.id): origin});
                let faces = faces(&answers(&with(&told_by(role, &support::case("high")), &told)), &Details::default());
                if closed {
                    hides(&faces, &shown, &fact.id);
                    hides(&faces, value.as_str().unwrap(), &fact.id);
                    assert!(faces.restricted[1].contains(&shown) && faces.restricted[2].contains(&shown), "{}", fact.id);
                    planted += 1;
                }
            }
        }
    }
    assert!(planted > 20, "{planted}");
}

/// Every fact with every value, told by the person being harmed or a child: its id and its words stand in the restricted part alone.
#[test]
fn what_was_told_in_confidence_stands_in_the_restricted_part_alone() {
    let vocabulary = &bundle().vocabulary;
    let mut told = 0;
    for id in vocabulary.ids() {
        let name = vocabulary.name(id);
        for (place, value) in values(id).into_iter().enumerate() {
            let origin = ["victim_told_me", "child_told_me"][place % 2];
            let base = support::without(&support::case("high"), &["person.age"]);
            let case = with(&base, &json!({name: value, format!("source.{name}"): origin}));
            let answers = answers(&case);
            let faces = faces(&answers, &Details::default());
            let shown = waymark::decide::explain::reader::value(bundle(), id, answers.get(id).unwrap());
            let pair = format!("{}: {shown}", waymark::decide::explain::reader::fact(bundle(), id));
            hides(&faces, &format!("\"{name}\""), name);
            hides(&faces, &format!("source.{name}"), name);
            assert!(!faces.open[1].contains(&pair), "{pair}");
            assert!(faces.restricted[0].contains(&format!("\"source.{name}\":\"{origin}\"")), "{name}");
            assert!(shown.is_empty() || faces.restricted[1].contains(&pair), "{pair}");
            told += 1;
        }
    }
    assert!(told > 400, "{told}");
}

/// Whatever else is answered: where the rules that fired, the result and what is to be done stay the same, no restricted answer changes a
/// sign outside the restricted part, nor does it that one was given at all.
#[test]
fn the_open_part_does_not_depend_on_restricted_answers() {
    let vocabulary = &bundle().vocabulary;
    let mut dice = Dice(61);
    let (mut compared, mut other) = (0, 0);
    for round in 0..60 {
        let (alarm, open) = (1 + dice.roll(5), 3 + dice.roll(20));
        let mut case = told_by(ROLES[round % 2], &some_answers(&mut dice, alarm, open));
        for fact in case.as_object().unwrap().keys().cloned().collect::<Vec<_>>() {
            if dice.one_in(5) && !fact.starts_with("user.") && !fact.starts_with("area.") {
                let origin = ["victim_told_me", "child_told_me"][dice.roll(2)];
                case = with(&case, &json!({format!("source.{fact}"): origin}));
            }
        }
        let told = |case: &Value, fact: &str| is_restricted(fact) || case.get(format!("source.{fact}")).is_some();
        let names: Vec<&str> = vocabulary.ids().map(|id| vocabulary.name(id)).filter(|fact| told(&case, fact)).collect();
        let before = faces(&answers(&case), &Details::default());
        for _ in 0..8 {
            let fact = names[dice.roll(names.len())];
            let values = values(vocabulary.find(fact).unwrap());
            if values.is_empty() || fact == "person.age" || fact.ends_with("age_band") {
                continue;
            }
            let changed = match dice.roll(4) {
                0 if is_restricted(fact) => support::without(&case, &[fact]),
                _ => with(&case, &json!({fact: values[dice.roll(values.len())]})),
            };
            let after = faces(&answers(&changed), &Details::default());
            let result = |faces: &Faces| {
                let [open, restricted] = [&faces.open[0], &faces.restricted[0]].map(|json| serde_json::from_str::<Value>(json).unwrap());
                let told = ["tier", "stops", "actions"].map(|key| open["risk"][key].clone());
                (open["first_line"].clone(), told, support::ids(&restricted["decision"], "fired"))
            };
            if result(&before) == result(&after) {
                assert_eq!(before.open, after.open, "{fact} in {case} and {changed}");
                compared += 1;
            } else {
                other += 1;
            }
        }
    }
    assert!(compared > 200 && other > 0, "{compared} {other}");
}
