//! What could still change: tiers still possible, and single answers that would turn a pathway.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{Dice, bundle, case, decide, ids, known, minimum, nothing, pathway, some_answers, values, with, without};
use waymark::facts::fact::Kind;

/// The tiers that filling in the open facts can give, by trying every way.
fn by_force(base: &Value, open: &[&str]) -> BTreeSet<String> {
    let Some((fact, rest)) = open.split_first() else {
        return BTreeSet::from([decide(base)["tier"].as_str().unwrap().to_owned()]);
    };
    let id = bundle().vocabulary.asked(fact).unwrap();
    values(id).into_iter().flat_map(|value| by_force(&with(base, &json!({*fact: value})), rest)).collect()
}

#[test]
fn still_possible_is_exact() {
    let vocabulary = &bundle().vocabulary;
    for seed in 1..60 {
        let mut dice = Dice(seed * 7919);
        let whole = some_answers(&mut dice, 25, usize::MAX);
        let names: Vec<&str> = vocabulary
            .facts
            .iter()
            .filter(|f| whole.get(&f.id).is_some() && f.id != "area.person" && !matches!(f.kind, Kind::Set(_)))
            .map(|f| f.id.as_str())
            .collect();
        let open: Vec<&str> = (0..3).map(|_| names[dice.roll(names.len())]).collect::<BTreeSet<_>>().into_iter().collect();
        let base = without(&whole, &open);
        let expected = by_force(&base, &open);
        let found: BTreeSet<String> = ids(&decide(&base), "still_possible").into_iter().collect();
        assert_eq!(found, expected, "with {open:?} open in {base}");
    }
}

#[test]
fn still_possible_over_facts_that_meet_in_one_rule() {
    let sets: [&[&str]; 6] = [
        &["rel.cohabiting", "beh.isolating.present", "beh.physical.present"],
        &["flag.victim_very_frightened", "beh.physical.present", "beh.physical.trend"],
        &["risk.tool", "risk.tool_count", "risk.tool_grade"],
        &["marac.heard", "marac.incident_since"],
        &["hist.other_victims", "beh.economic.present", "beh.economic.severity"],
        &["need.alcohol_drugs", "beh.threats_intimidation.present", "user.alone_with_person_now"],
    ];
    for open in sets {
        for base in [nothing(), with(&minimum(), &json!({"beh.economic.present": "yes"}))] {
            // Only what is open may be open, so that every completion is whole.
            let quiet = some_answers(&mut Dice(1), usize::MAX, usize::MAX);
            let base = without(&with(&quiet, &base), open);
            let found: BTreeSet<String> = ids(&decide(&base), "still_possible").into_iter().collect();
            assert_eq!(found, by_force(&base, open), "{open:?}");
        }
    }
}

#[test]
fn still_possible_stands_in_order_and_holds_the_tier_once_all_is_known() {
    let order = ["nothing_recorded", "not_enough_known", "standard", "medium", "high", "immediate"];
    for seed in 1..100 {
        let mut dice = Dice(seed * 31);
        let decision = decide(&some_answers(&mut dice, 20, 5));
        let places: Vec<usize> = ids(&decision, "still_possible").iter().map(|tier| order.iter().position(|known| known == tier).unwrap()).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
        let whole = decide(&some_answers(&mut dice, 20, usize::MAX));
        assert_eq!(whole["still_possible"], json!([whole["tier"]]));
    }
}

/// What is said of every pathway after one answer is changed.
fn after(base: &Value, change: &Value, pathway: &str) -> Value {
    let fact = change["fact"].as_str().unwrap();
    let changed = decide(&with(base, &json!({fact: change["to"].clone()})));
    support::pathway(&changed, pathway)["eligibility"].clone()
}

#[test]
fn each_change_that_is_offered_flips_the_pathway() {
    let vocabulary = &bundle().vocabulary;
    let mut seen = 0;
    for seed in 1..25 {
        let base = some_answers(&mut Dice(seed * 101), 12, 3);
        let decision = decide(&base);
        for pathway in decision["pathways"].as_array().unwrap() {
            for change in pathway["would_change"].as_array().unwrap() {
                let id = pathway["id"].as_str().unwrap();
                let flipped = after(&base, change, id);
                assert_ne!(flipped, pathway["eligibility"], "{id}: {change} in {base}");
                assert_eq!(flipped, change["gives"], "{id}: {change} in {base}");
                let fact = vocabulary.fact(vocabulary.asked(change["fact"].as_str().unwrap()).unwrap()).unwrap();
                let known = known(&base, &fact.id).is_some();
                assert!(fact.protected == waymark::facts::fact::Protection::None && (fact.changeable || !known), "{id}: {change}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "only {seen} changes");
}

#[test]
fn what_would_change_a_pathway_is_named() {
    let changes = |answers: Value, id: &str| {
        let decision = decide(&answers);
        let list = pathway(&decision, id)["would_change"].as_array().unwrap().clone();
        list.into_iter()
            .map(|change| (change["fact"].as_str().unwrap().to_owned(), change["to"].clone(), change["gives"].as_str().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    // The kind of relationship is not known: only that stands between the person and the project.
    let unknown = with(
        &case("high"),
        &json!({"rel.kind": "unknown", "flag.strangulation": "yes", "legal.cjs": ["none_known"], "legal.court_mandated_programme": "none"}),
    );
    assert!(changes(unknown, "norfolk/change_project").contains(&("rel.kind".into(), json!("partner"), "eligible".into())));
    // Settled against it by what nobody can change.
    let sibling = with(&case("high"), &json!({"rel.kind": "sibling"}));
    assert_eq!(changes(sibling, "norfolk/change_project"), []);
    // An age that is not known is missing, and no age is ever suggested.
    let ageless = without(
        &with(&case("high"), &json!({"flag.strangulation": "yes", "legal.cjs": ["none_known"], "legal.court_mandated_programme": "none"})),
        &["person.age"],
    );
    assert!(pathway(&decide(&ageless), "norfolk/change_project")["missing"].as_array().unwrap().contains(&json!("person.age_band")));
    assert_eq!(changes(ageless, "norfolk/change_project"), []);
}
