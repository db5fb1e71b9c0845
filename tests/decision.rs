//! The decision: each tier rule, each action, what is still possible and what would change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Dice, behaviours, bundle, case, decide, decide_on, ids, minimum, nothing, pathway, some_answers, with, without};
use waymark::facts::fact::Kind;

#[track_caller]
fn fires(rule: &str, answers: Value) {
    assert!(ids(&decide(&answers), "fired").iter().any(|fired| fired == rule), "{rule} must fire on {answers}");
}

#[track_caller]
fn silent(rule: &str, answers: Value) {
    assert!(!ids(&decide(&answers), "fired").iter().any(|fired| fired == rule), "{rule} must not fire on {answers}");
}

/// The rule fires where all of these hold, and not where one is missing or not known.
fn needs_each(rule: &str, parts: &Value) {
    fires(rule, parts.clone());
    for fact in parts.as_object().unwrap().keys() {
        silent(rule, without(parts, &[fact]));
        let vocabulary = &bundle().vocabulary;
        let kind = &vocabulary.fact(vocabulary.asked(fact).unwrap()).unwrap().kind;
        if kind.choice("unknown").is_some() && !matches!(kind, Kind::Set(_)) {
            silent(rule, with(parts, &json!({fact: "unknown"})));
        }
    }
}

#[test]
fn i1_danger_now() {
    for fact in ["now.danger", "now.child_in_danger", "now.weapon_present"] {
        needs_each("I1", &json!({fact: "yes"}));
        silent("I1", json!({fact: "no"}));
        assert_eq!(decide(&with(&nothing(), &json!({fact: "yes"})))["tier"], "immediate");
    }
    fires("I1", json!({"now.threat_to_kill": "this_week_or_now"}));
    silent("I1", json!({"now.threat_to_kill": "past_12m"}));
}

#[test]
fn i2_the_worker_is_not_safe() {
    needs_each("I2", &json!({"now.threat_to_worker": "yes"}));
    silent("I2", json!({"user.alone_with_person_now": "yes"}));
    for flag in [
        "flag.strangulation",
        "flag.weapon_used_or_access",
        "flag.sexual_violence",
        "flag.stalking_fixated",
        "flag.hba_or_forced_marriage_fgm",
        "flag.child_directly_harmed",
        "flag.order_breach",
        "now.danger",
        "now.weapon_present",
    ] {
        needs_each("I2", &json!({"user.alone_with_person_now": "yes", flag: "yes"}));
    }
    needs_each("I2", &json!({"user.alone_with_person_now": "yes", "now.threat_to_kill": "past_12m"}));
}

#[test]
fn i3_suicide() {
    for value in ["plan_or_intent", "threat_linked_to_victim"] {
        needs_each("I3", &json!({"now.person_suicide_risk": value}));
    }
    silent("I3", json!({"now.person_suicide_risk": "thoughts"}));
    silent("I3", json!({"now.person_suicide_risk": "none_known"}));
}

#[test]
fn h1_a_tool_says_high() {
    fires("H1", json!({"risk.tool": "dash_police", "risk.tool_count": 14}));
    silent("H1", json!({"risk.tool": "dash_police", "risk.tool_count": 13}));
    fires("H1", json!({"risk.tool": "dara", "risk.tool_grade": "high", "risk.tool_count": 2}));
    silent("H1", json!({"risk.tool": "dara", "risk.tool_count": 24}));
    silent("H1", json!({"risk.tool": "other", "risk.tool_count": 24, "risk.tool_grade": "not_given"}));
    fires("H1", json!({"risk.tool_count": 14}));
    silent("H1", json!({"risk.tool": "none", "risk.tool_grade": "high"}));
    assert_eq!(
        decide(&with(
            &nothing(),
            &json!({"flag.strangulation": "yes", "risk.tool": "dash_safelives", "risk.tool_count": 3, "risk.tool_grade": "standard"})
        ))["tier"],
        "high"
    );
}

#[test]
fn h2_h3_h4_judgement_repeat_and_escalation() {
    fires("H2", json!({"risk.own_judgement": "high"}));
    for below in ["standard", "medium", "cannot_say"] {
        silent("H2", json!({"risk.own_judgement": below}));
    }
    needs_each("H3", &json!({"marac.heard": "within_12m", "marac.incident_since": "yes"}));
    silent("H3", json!({"marac.heard": "over_12m", "marac.incident_since": "yes"}));
    silent("H3", json!({"marac.heard": "within_12m", "marac.incident_since": "no"}));
    for count in ["beh.police_12m", "beh.count_12m"] {
        fires("H4", json!({count: 3}));
        silent("H4", json!({count: 2}));
    }
}

#[test]
fn h5_one_sign_is_enough() {
    for flag in [
        "flag.strangulation",
        "flag.weapon_used_or_access",
        "flag.sexual_violence",
        "flag.stalking_fixated",
        "flag.hba_or_forced_marriage_fgm",
        "flag.child_directly_harmed",
        "flag.order_breach",
    ] {
        needs_each("H5", &json!({flag: "yes"}));
        silent("H5", json!({flag: "no"}));
    }
    fires("H5", json!({"now.threat_to_kill": "past_12m"}));
    silent("H5", json!({"now.threat_to_kill": "none_known"}));
}

#[test]
fn h6_the_cluster() {
    for separation in ["separated_under_12m", "planning_or_suspected_separation"] {
        for control in ["beh.controlling_coercive.present", "beh.monitoring_jealousy.present", "beh.isolating.present"] {
            for harm in ["beh.physical.present", "beh.sexual.present"] {
                needs_each("H6", &json!({"rel.cohabiting": separation, control: "yes", harm: "yes"}));
            }
        }
    }
    silent("H6", json!({"rel.cohabiting": "separated_over_12m", "beh.isolating.present": "yes", "beh.physical.present": "yes"}));
}

#[test]
fn h7_severity() {
    for behaviour in behaviours() {
        let severity = format!("beh.{behaviour}.severity");
        let present = format!("beh.{behaviour}.present");
        fires("H7", json!({&present: "yes", &severity: "serious_injury_or_life_threat"}));
        silent("H7", json!({&present: "no", &severity: "serious_injury_or_life_threat"}));
        silent("H7", json!({&present: "yes", &severity: "injury_or_serious_fear"}));
        needs_each("H7", &json!({"hist.other_victims": "two_or_more", &severity: "injury_or_serious_fear"}));
        silent("H7", json!({"hist.other_victims": "one_other", &present: "yes", &severity: "injury_or_serious_fear"}));
        silent("H7", json!({"hist.other_victims": "two_or_more", &present: "yes", &severity: "distress_or_fear"}));
    }
    assert!(
        ids(&decide(&json!({"hist.other_victims": "two_or_more", "beh.physical.severity": "injury_or_serious_fear"})), "actions")
            .contains(&"priority_panel".into())
    );
}

#[test]
fn h8_fear_and_babies() {
    needs_each("H8", &json!({"flag.victim_very_frightened": "yes", "beh.physical.trend": "more"}));
    silent("H8", json!({"flag.victim_very_frightened": "unsafe_to_ask", "beh.physical.trend": "more"}));
    needs_each("H8", &json!({"flag.victim_pregnant_or_new_baby_18m": "yes", "beh.physical.present": "yes"}));
    needs_each("H8", &json!({"flag.victim_pregnant_or_new_baby_18m": "yes", "beh.isolating.present": "yes"}));
    silent("H8", json!({"flag.victim_pregnant_or_new_baby_18m": "yes", "beh.economic.present": "yes"}));
}

#[test]
fn m1_to_m6() {
    needs_each("M1", &json!({"beh.isolating.present": "yes"}));
    silent("M1", json!({"beh.isolating.present": "yes", "flag.strangulation": "yes"}));
    fires("M1", json!({"beh.isolating.present": "yes", "now.danger": "yes"}));
    needs_each("M2", &json!({"beh.pattern": "ongoing_pattern"}));
    silent("M2", json!({"beh.pattern": "several_unconnected"}));
    for count in ["beh.police_12m", "beh.count_12m"] {
        fires("M2", json!({count: 2}));
        silent("M2", json!({count: 1}));
    }
    needs_each("M3", &json!({"beh.economic.trend": "more"}));
    for impact in ["saw_or_heard", "used_in_abuse"] {
        fires("M3", json!({"child.any_0_17": "yes", "child.impact": [impact]}));
    }
    silent("M3", json!({"child.any_0_17": "yes", "child.impact": ["none_seen"]}));
    silent("M3", json!({"child.any_0_17": "yes", "child.impact": ["not_known"]}));
    needs_each("M3", &json!({"beh.harassment_stalking.present": "yes", "rel.cohabiting": "separated_over_12m"}));
    silent("M3", json!({"beh.harassment_stalking.present": "yes", "rel.cohabiting": "lives_with"}));
    needs_each("M3", &json!({"beh.tech_facilitated.present": "yes"}));
    fires("M4", json!({"risk.tool": "dash_safelives", "risk.tool_count": 10}));
    silent("M4", json!({"risk.tool": "dash_safelives", "risk.tool_count": 9}));
    fires("M4", json!({"risk.tool": "dara", "risk.tool_grade": "medium"}));
    silent("M4", json!({"risk.tool": "dara", "risk.tool_count": 12}));
    for need in [
        json!({"need.alcohol_drugs": "some"}),
        json!({"need.alcohol_drugs": "chaotic_needs_stabilising"}),
        json!({"need.mental_health": "severe_or_crisis"}),
    ] {
        for harm in ["beh.physical.present", "beh.threats_intimidation.present"] {
            needs_each("M5", &with(&need, &json!({harm: "yes"})));
        }
    }
    silent("M5", json!({"need.mental_health": "some", "beh.physical.present": "yes"}));
    for fact in ["flag.animal_harm", "beh.harming_animals_or_property.present", "beh.threats_intimidation.present"] {
        needs_each("M6", &json!({fact: "yes"}));
    }
}

#[test]
fn s1_n1_n2_need_the_minimum_set() {
    let standard = with(&minimum(), &json!({"beh.economic.present": "yes"}));
    assert_eq!(decide(&standard)["tier"], "standard");
    assert_eq!(ids(&decide(&standard), "fired"), ["S1"]);
    assert_eq!(decide(&nothing())["tier"], "nothing_recorded");
    assert_eq!(ids(&decide(&nothing()), "fired"), ["N2"]);
    assert_eq!(decide(&json!({}))["tier"], "not_enough_known");
    // No behaviour is recorded as present, and not all were asked for.
    assert_eq!(decide(&minimum())["tier"], "not_enough_known");
    for fact in minimum().as_object().unwrap().keys() {
        for base in [&standard, &nothing()] {
            for open in [without(base, &[fact]), with(base, &json!({fact: "unknown"}))] {
                let decision = decide(&open);
                assert_eq!(decision["tier"], "not_enough_known", "{fact} is open");
                assert_eq!(ids(&decision, "fired"), ["N1"]);
                assert!(ids(&decision, "missing").contains(fact), "{fact} is missing");
            }
        }
    }
    for behaviour in behaviours() {
        let open = with(&nothing(), &json!({format!("beh.{behaviour}.present"): "unknown"}));
        assert_eq!(decide(&open)["tier"], "not_enough_known", "{behaviour}");
    }
}

#[test]
fn all_unknown_is_never_standard() {
    let vocabulary = &bundle().vocabulary;
    let unknown = vocabulary.facts.iter().filter(|fact| fact.kind.choice("unknown").is_some());
    let all: serde_json::Map<String, Value> =
        unknown.map(|fact| (fact.id.clone(), if matches!(fact.kind, Kind::Set(_)) { json!(["unknown"]) } else { json!("unknown") })).collect();
    let decision = decide(&Value::Object(all));
    assert_eq!(decision["tier"], "not_enough_known");
    assert_eq!(ids(&decision, "actions")[0], "specialist_advice");
}

#[track_caller]
fn on(action: &str, answers: Value) {
    assert!(ids(&decide(&answers), "actions").iter().any(|id| id == action), "{action} must be there: {answers}");
}

#[track_caller]
fn off(action: &str, answers: Value) {
    assert!(!ids(&decide(&answers), "actions").iter().any(|id| id == action), "{action} must not be there: {answers}");
}

#[test]
fn actions_of_immediate_danger() {
    for danger in [json!({"now.danger": "yes"}), json!({"now.threat_to_worker": "yes"}), json!({"now.person_suicide_risk": "plan_or_intent"})] {
        on("call_999", danger.clone());
        assert_eq!(ids(&decide(&danger), "actions")[0], "call_999");
        assert!(ids(&decide(&danger), "stops").contains(&"immediate_danger".into()));
        on("silent_solution", with(&danger, &json!({"now.victim_cannot_speak": "yes"})));
        off("silent_solution", with(&danger, &json!({"now.victim_cannot_speak": "unknown"})));
    }
    off("call_999", case("high"));
    off("silent_solution", with(&case("high"), &json!({"now.victim_cannot_speak": "yes"})));
    on("worker_safety", json!({"now.threat_to_worker": "yes"}));
    on("worker_safety", json!({"now.person_present_or_may_see": "yes"}));
    off("worker_safety", json!({"now.danger": "yes"}));
    on("suicide_crisis", json!({"now.person_suicide_risk": "threat_linked_to_victim"}));
    off("suicide_crisis", json!({"now.person_suicide_risk": "thoughts"}));
}

#[test]
fn the_child_front_door() {
    let calm = case("standard");
    off("child_front_door", calm.clone());
    for child in [
        json!({"now.child_in_danger": "yes"}),
        json!({"flag.child_directly_harmed": "yes"}),
        json!({"child.significant_harm_concern": "yes"}),
        json!({"person.age": 17}),
        json!({"person.age": 9}),
        json!({"victim.age_band": "16_17"}),
        json!({"victim.age_band": "under_16"}),
    ] {
        on("child_front_door", with(&calm, &child));
    }
    on("child_front_door", json!({"person.age_band": "16_17"}));
    off("child_front_door", with(&case("medium"), &json!({"child.any_0_17": "yes"})));
    on("child_front_door", with(&case("high"), &json!({"child.any_0_17": "yes"})));
    on("child_front_door", with(&case("immediate"), &json!({"child.any_0_17": "yes"})));
    off("child_front_door", with(&case("high"), &json!({"child.any_0_17": "unknown"})));
}

#[test]
fn the_marac() {
    on("marac_referral", case("high"));
    on("marac_referral", case("immediate"));
    off("marac_referral", case("medium"));
    off("marac_referral", json!({"rel.kind": "ex_partner"}));
    let high = case("high");
    on("marac_referral", with(&high, &json!({"person.age": 16})));
    off("marac_referral", with(&high, &json!({"person.age": 15})));
    on("marac_referral", without(&high, &["person.age", "victim.age_band"]));
    on("marac_referral", with(&high, &json!({"victim.age_band": "16_17"})));
    off("marac_referral", with(&high, &json!({"victim.age_band": "under_16"})));
    on("marac_referral", with(&high, &json!({"victim.age_band": "unknown"})));
    for kind in ["acquaintance_or_stranger", "household_not_relative", "unknown"] {
        off("marac_referral", with(&high, &json!({"rel.kind": kind})));
    }
    on("marac_referral", with(&high, &json!({"rel.kind": "sibling"})));
}

#[test]
fn the_other_actions() {
    let calm = case("standard");
    on("adult_safeguarding", json!({"flag.victim_isolated_or_adult_at_risk": "yes"}));
    off("adult_safeguarding", json!({"flag.victim_isolated_or_adult_at_risk": "no"}));
    on("position_of_trust", json!({"flag.position_of_trust": "yes"}));
    off("position_of_trust", json!({"flag.position_of_trust": "unknown"}));
    for priority in [
        json!({"hist.other_victims": "two_or_more"}),
        json!({"flag.order_breach": "yes"}),
        json!({"flag.strangulation": "yes"}),
        json!({"hist.same_victim_repeat": "yes", "beh.physical.present": "yes", "beh.physical.trend": "more"}),
    ] {
        on("priority_panel", with(&calm, &priority));
        off("priority_panel", with(&with(&calm, &priority), &json!({"person.age": 15})));
    }
    off("priority_panel", with(&calm, &json!({"hist.same_victim_repeat": "yes"})));
    on("police", json!({"rel.kind": "acquaintance_or_stranger", "risk.own_judgement": "high"}));
    off("police", json!({"rel.kind": "acquaintance_or_stranger", "beh.pattern": "ongoing_pattern"}));
    off("police", json!({"rel.kind": "ex_partner", "risk.own_judgement": "high"}));
    on("police", json!({"flag.stalking_fixated": "yes"}));
    on("police", json!({"flag.order_breach": "yes"}));
    on("hba_specialist", json!({"flag.hba_or_forced_marriage_fgm": "yes"}));
    on("hba_specialist", json!({"who.multiple_people_causing_harm": "yes"}));
    off("hba_specialist", json!({"who.multiple_people_causing_harm": "unknown"}));
    for tier in ["immediate", "high", "medium", "standard", "not_enough_known"] {
        on("victim_support_offer", case(tier));
    }
    off("victim_support_offer", case("nothing_recorded"));
    on("separate_worker", json!({"user.also_supports_victim": "yes"}));
    off("separate_worker", json!({"user.also_supports_victim": "no"}));
    for need in [
        json!({"need.housing": "yes"}),
        json!({"need.mental_health": "some"}),
        json!({"need.language": "yes"}),
        json!({"need.alcohol_drugs": "in_treatment"}),
    ] {
        on("concurrent_needs", need);
    }
    off("concurrent_needs", json!({"need.housing": "unknown", "need.mental_health": "none_known"}));
    on("no_contact", json!({"victim.contact_safe_method": ["no_safe_route_known"]}));
    off("no_contact", json!({"victim.contact_safe_method": ["phone_at_times"]}));
    on("managed_handover", with(&calm, &json!({"rel.kind": "sibling"})));
    on("set_review", json!({}));
}

#[test]
fn specialist_advice_is_always_there_and_first_where_it_must_be() {
    let first = |answers: Value| ids(&decide(&answers), "actions")[0].clone();
    on("specialist_advice", case("high"));
    assert_ne!(first(case("high")), "specialist_advice");
    for open in [case("not_enough_known"), case("nothing_recorded")] {
        assert_eq!(first(open), "specialist_advice");
    }
    for doubt in [
        json!({"who.mutual_claim": "yes"}),
        json!({"who.may_be_self_defence": "yes"}),
        json!({"who.mutual_claim": "unknown"}),
        json!({"who.may_be_self_defence": "unknown"}),
        json!({"who.multiple_people_causing_harm": "unknown"}),
    ] {
        assert_eq!(first(with(&case("high"), &doubt)), "specialist_advice", "{doubt}");
        let now = ids(&decide(&with(&case("immediate"), &doubt)), "actions");
        assert_eq!((now[0].as_str(), now[1].as_str()), ("call_999", "specialist_advice"), "after what must be done now");
    }
    // Nothing is recommended: the Change Project ended, and nothing else is for this person.
    let free = with(&case("high"), &json!({"legal.cjs": ["none_known"], "legal.court_mandated_programme": "none"}));
    assert_eq!(ids(&decide_on(&free, "2026-06-01"), "actions")[0], "specialist_advice");
    assert_ne!(ids(&decide_on(&free, "2024-06-01"), "actions")[0], "specialist_advice");
}

#[test]
fn a_possible_victim_is_never_referred() {
    for stop in ["who.mutual_claim", "who.may_be_self_defence"] {
        let decision = decide(&with(&case("high"), &json!({stop: "yes"})));
        assert_eq!(ids(&decision, "stops"), ["possible_victim"]);
        assert!(decision["pathways"].as_array().unwrap().iter().all(|pathway| pathway["recommended"] == false));
        assert_eq!(decide(&with(&case("high"), &json!({stop: "unknown"})))["stops"], json!([]));
    }
}

#[test]
fn the_change_project_runs_in_its_windows() {
    let days = [
        ("2023-03-31", "unconfirmed"),
        ("2023-04-01", "running"),
        ("2024-03-31", "running"),
        ("2024-04-01", "running"),
        ("2025-03-31", "running"),
        ("2025-04-01", "ended"),
        ("2026-11-22", "ended"),
    ];
    for (on, availability) in days {
        let decision = decide_on(&case("high"), on);
        let project = pathway(&decision, "norfolk/change_project");
        assert_eq!(project["availability"], availability, "{on}");
        assert_eq!(project["recommended"], availability != "ended", "{on}");
        assert_eq!(decision["on"], on);
        assert_eq!(project["instead"].as_array().unwrap().is_empty(), availability != "ended", "{on}");
    }
}

#[test]
fn every_field_of_the_contract_is_there() {
    let decision = decide(&case("high"));
    for (field, is) in [
        ("on", "s"),
        ("mode", "s"),
        ("packs", "l"),
        ("tier", "s"),
        ("still_possible", "l"),
        ("fired", "l"),
        ("stops", "l"),
        ("actions", "l"),
        ("pathways", "l"),
        ("set_aside", "l"),
        ("missing", "l"),
        ("next", "l"),
    ] {
        assert!(if is == "s" { decision[field].is_string() } else { decision[field].is_array() }, "{field}");
    }
    let has = |list: &str, fields: &[&str]| {
        let items = decision[list].as_array().unwrap();
        assert!(!items.is_empty(), "{list}");
        items.iter().for_each(|item| fields.iter().for_each(|field| assert!(!item[field].is_null(), "{list}: {field} in {item}")));
    };
    has("packs", &["id", "version", "digest"]);
    has("fired", &["rule", "tier", "facts", "because", "source"]);
    has("actions", &["id", "urgency", "because", "source"]);
    has(
        "pathways",
        &[
            "id",
            "name",
            "prevention",
            "type",
            "eligibility",
            "availability",
            "route",
            "recommended",
            "criteria",
            "supports",
            "against",
            "missing",
            "would_change",
            "instead",
        ],
    );
    for pathway in decision["pathways"].as_array().unwrap() {
        for criterion in pathway["criteria"].as_array().unwrap() {
            ["id", "result", "because", "source", "facts"].iter().for_each(|field| assert!(!criterion[field].is_null(), "{field} in {criterion}"));
        }
    }
    assert_eq!(ids(&decision, "packs"), ["national", "norfolk"]);
    assert!(decision["packs"][0]["digest"].as_str().unwrap().starts_with("sha256-"));
    assert_eq!(ids(&decide(&json!({})), "packs"), ["national"]);
}

#[test]
fn eligibility_is_the_conjunction_of_the_criteria() {
    for seed in 1..200 {
        let decision = decide(&some_answers(&mut Dice(seed), 6, 4));
        for pathway in decision["pathways"].as_array().unwrap() {
            let results: Vec<&str> = pathway["criteria"].as_array().unwrap().iter().map(|criterion| criterion["result"].as_str().unwrap()).collect();
            let expected = if results.contains(&"not_met") {
                "not_eligible"
            } else if results.contains(&"unknown") {
                "cannot_tell"
            } else {
                "eligible"
            };
            assert_eq!(pathway["eligibility"], expected, "{}", pathway["id"]);
            let runs = ["running", "unconfirmed"].contains(&pathway["availability"].as_str().unwrap());
            let stopped = ids(&decision, "stops").contains(&"possible_victim".into());
            assert_eq!(pathway["recommended"], expected != "not_eligible" && runs && !stopped, "{}", pathway["id"]);
            if expected == "not_eligible" || !runs {
                assert!(!pathway["instead"].as_array().unwrap().is_empty(), "{} ends the case", pathway["id"]);
            }
        }
    }
}

#[test]
fn nothing_recorded_looks_at_the_behaviours_alone() {
    for other in [
        json!({"hist.other_victims": "one_other"}),
        json!({"hist.same_victim_repeat": "yes"}),
        json!({"hist.same_victim_repeat": "unknown"}),
        json!({}),
    ] {
        assert_eq!(decide(&with(&nothing(), &other))["tier"], "nothing_recorded", "{other}");
        assert_eq!(decide(&with(&with(&nothing(), &other), &json!({"beh.economic.present": "yes"})))["tier"], "standard", "{other}");
        assert_eq!(decide(&with(&with(&nothing(), &other), &json!({"beh.economic.present": "unknown"})))["tier"], "not_enough_known", "{other}");
    }
    assert!(!decide(&json!({}))["still_possible"].as_array().unwrap().contains(&json!("not_enough_known")));
}

#[test]
fn specialist_advice_stands_first_where_the_contract_says_so() {
    let first = |answers: Value| ids(&decide(&answers), "actions").first().cloned();
    for unsure in [
        json!({"now.person_present_or_may_see": "yes"}),
        json!({"victim.age_band": "under_16"}),
        json!({"who.mutual_claim": "yes", "flag.child_directly_harmed": "yes"}),
    ] {
        assert_eq!(first(unsure.clone()).as_deref(), Some("specialist_advice"), "{unsure}");
    }
    for danger in [
        json!({"now.danger": "yes"}),
        json!({"now.threat_to_worker": "yes", "who.mutual_claim": "yes"}),
        json!({"now.person_suicide_risk": "plan_or_intent"}),
    ] {
        assert_eq!(first(danger.clone()).as_deref(), Some("call_999"), "{danger}");
    }
}
