//! What a host fills in beforehand: it lowers nothing, takes nothing from anybody, and leaves out no question.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

#[path = "prefill/lowers.rs"]
mod lowers;
#[path = "prefill/way.rs"]
mod way;

use serde_json::{Value, json};
use support::{answers, bundle, day, engine};
use waymark::facts::FactId;
use waymark::journey::{Session, Told};
use waymark::packs::Mode;

const ON: &str = "2024-06-01";

fn new(mode: Mode) -> Session {
    Session::new(engine(), mode, |_, _, _| Some(Vec::new()))
}

fn fact(name: &str) -> FactId {
    bundle().vocabulary.asked(name).unwrap_or_else(|| panic!("no {name}"))
}

/// Fills in, from "Records".
fn fill_in(session: &mut Session, given: &Value) -> Told {
    session.fill_in(engine(), day(ON), &answers(given), "Records")
}

/// The names of the facts that are taken, and of those that are left to be asked.
fn told(given: Value) -> (Vec<&'static str>, Vec<&'static str>) {
    let told = fill_in(&mut new(Mode::Professional), &given);
    let names = |facts: Vec<FactId>| facts.into_iter().map(|fact| bundle().vocabulary.name(fact)).collect();
    (names(told.taken), names(told.asked))
}

#[test]
fn what_rules_weigh_is_taken_only_with_a_value_that_fires_by_itself() {
    let calm = json!({"now.danger": "no", "flag.strangulation": "no", "risk.own_judgement": "standard", "beh.pattern": "single_incident", "who.mutual_claim": "no"});
    assert_eq!(told(calm).0, [""; 0]);
    let alarming = json!({"now.danger": "yes", "flag.strangulation": "yes", "risk.own_judgement": "high", "beh.pattern": "ongoing_pattern", "who.mutual_claim": "yes"});
    assert_eq!(told(alarming).1, [""; 0]);
    // Each says something grave, and rules out something graver.
    let less = json!({"now.threat_to_kill": "past_12m", "risk.tool_count": 12, "risk.tool_grade": "medium", "beh.count_12m": 2});
    assert_eq!(told(less).0, [""; 0]);
    // Alone it raises nothing; beside other answers it would.
    assert_eq!(told(json!({"user.alone_with_person_now": "yes", "rel.cohabiting": "separated_under_12m"})).0, [""; 0]);
}

#[test]
fn a_sign_of_danger_that_fires_nothing_by_itself_is_asked() {
    for (name, value) in [("flag.victim_very_frightened", "yes"), ("now.victim_cannot_speak", "yes"), ("now.person_present_or_may_see", "no")] {
        assert_eq!(told(json!({name: value})), (vec![], vec![name]));
    }
}

#[test]
fn what_lets_go_of_a_care_is_asked_and_what_asks_for_one_is_taken() {
    let careless = [
        json!({"user.device_private": "yes"}),
        json!({"eng.safe_to_discuss": "yes"}),
        json!({"victim.location_secret": "no"}),
        json!({"victim.immigration_insecure": "no"}),
        json!({"hist.same_victim_repeat": "no"}),
        json!({"victim.contact_safe_method": ["text_unsafe", "phone_at_times"]}),
    ];
    for given in careless {
        assert_eq!(told(given.clone()).0, [""; 0], "{given}");
    }
    let careful = json!({"user.device_private": "no", "eng.safe_to_discuss": "no", "victim.location_secret": "yes",
        "victim.immigration_insecure": "yes", "hist.same_victim_repeat": "yes", "victim.contact_safe_method": ["no_safe_route_known"]});
    assert_eq!(told(careful).1, [""; 0]);
}

#[test]
fn what_a_host_may_know_and_no_rule_weighs_is_taken() {
    let known = json!({
        "area.person": "norfolk", "user.role": "housing", "person.age": 34, "victim.age_band": "18_64", "rel.kind": "ex_partner",
        "legal.cjs": ["none_known"], "person.sex_recorded": "male", "need.housing": "yes", "victim.impact": "Text", "risk.tool_date": "2024-02",
    });
    assert_eq!(told(known).1, [""; 0]);
}

#[test]
fn what_would_take_an_action_away_is_asked() {
    // Under 16, no panel and no MARAC of adults.
    assert_eq!(told(json!({"person.age": 15})).1, ["person.age"]);
    assert_eq!(told(json!({"victim.age_band": "under_16"})).1, ["victim.age_band"]);
    // A concern for a child is due by one answer alone, so no other may stand in its place.
    assert_eq!(told(json!({"child.significant_harm_concern": "no"})).1, ["child.significant_harm_concern"]);
    assert_eq!(told(json!({"child.significant_harm_concern": "yes"})).0, ["child.significant_harm_concern"]);
    // It closes questions that rules look at.
    assert_eq!(told(json!({"child.any_0_17": "no"})).1, ["child.any_0_17"]);
}

/// Equality monitoring is no question of the screen: nobody would see it before it is passed on.
#[test]
fn what_no_page_asks_for_is_not_taken() {
    assert_eq!(told(json!({"monitor.religion": "no_religion"})), (vec![], vec!["monitor.religion"]));
}

#[test]
fn what_is_told_does_not_depend_on_what_was_answered() {
    let given = json!({"now.danger": "yes", "flag.strangulation": "no", "rel.kind": "ex_partner", "person.age": 34});
    let mut session = new(Mode::Professional);
    session.answers = answers(&json!({"now.danger": "no", "rel.kind": "sibling", "person.age_band": "under_10"}));
    assert_eq!(fill_in(&mut session, &given), fill_in(&mut new(Mode::Professional), &given));
    assert!(session.beforehand.offers().is_empty());
}
