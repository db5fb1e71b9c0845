//! Every derivation of `contract.md` 2, row by row; what is set aside; bands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{behaviours, decide, ids, known, with};

fn is(answers: Value, fact: &str, expected: Option<&str>) {
    assert_eq!(known(&answers, fact).as_deref(), expected, "{fact} of {answers}");
}

const INTIMATE: [&str; 5] = ["partner", "ex_partner", "spouse_or_civil_partner", "engaged_or_was", "parent_of_same_child"];
const FAMILY: [&str; 4] = ["adult_child_to_parent", "parent_to_adult_child", "sibling", "grandparent_or_inlaw_or_other_relative"];
const OTHERS: [&str; 3] = ["unpaid_carer_not_relative", "household_not_relative", "acquaintance_or_stranger"];

#[test]
fn rel_context() {
    for kind in INTIMATE {
        is(json!({"rel.kind": kind}), "rel.context", Some("ipv"));
        is(json!({"rel.kind": kind, "person.age": 18}), "rel.context", Some("ipv"));
        is(json!({"rel.kind": kind, "person.age": 17}), "rel.context", Some("teen_ipv"));
        is(json!({"rel.kind": kind, "person.age_band": "16_17"}), "rel.context", Some("teen_ipv"));
        is(json!({"rel.kind": kind, "person.age_band": "10_15"}), "rel.context", Some("teen_ipv"));
        is(json!({"rel.kind": kind, "person.age_band": "unknown"}), "rel.context", Some("ipv"));
    }
    for kind in FAMILY {
        is(json!({"rel.kind": kind}), "rel.context", Some("familial"));
        is(json!({"rel.kind": kind, "person.age": 15}), "rel.context", Some("familial"));
    }
    for kind in OTHERS {
        is(json!({"rel.kind": kind}), "rel.context", Some("not_da"));
    }
    is(json!({"rel.kind": "child_to_parent"}), "rel.context", Some("capva"));
    is(json!({"rel.kind": "unknown"}), "rel.context", None);
    is(json!({}), "rel.context", None);
}

#[test]
fn rel_connected() {
    for kind in INTIMATE.iter().chain(&FAMILY).chain(&["child_to_parent"]) {
        is(json!({"rel.kind": kind}), "rel.connected", Some("connected"));
    }
    for kind in OTHERS {
        is(json!({"rel.kind": kind}), "rel.connected", Some("not_connected"));
    }
    is(json!({"rel.kind": "unknown"}), "rel.connected", None);
    is(json!({}), "rel.connected", None);
}

#[test]
fn coercive_control() {
    let three = ["beh.controlling_coercive.present", "beh.monitoring_jealousy.present", "beh.isolating.present"];
    let none = json!({three[0]: "no", three[1]: "no", three[2]: "no"});
    is(none.clone(), "flag.coercive_control", Some("no"));
    for fact in three {
        is(json!({fact: "yes"}), "flag.coercive_control", Some("yes"));
        is(with(&none, &json!({fact: "yes"})), "flag.coercive_control", Some("yes"));
        is(with(&none, &json!({fact: "unknown"})), "flag.coercive_control", None);
        is(support::without(&none, &[fact]), "flag.coercive_control", None);
    }
    is(json!({}), "flag.coercive_control", None);
}

#[test]
fn escalating() {
    for behaviour in behaviours() {
        let (present, trend) = (format!("beh.{behaviour}.present"), format!("beh.{behaviour}.trend"));
        is(json!({&present: "yes", &trend: "more"}), "flag.escalating", Some("yes"));
        is(json!({&trend: "more"}), "flag.escalating", Some("yes"));
        is(json!({&present: "yes", &trend: "same"}), "flag.escalating", Some("no"));
        is(json!({&present: "no", &trend: "more"}), "flag.escalating", Some("no"));
        is(json!({&present: "yes", &trend: "unknown"}), "flag.escalating", None);
        is(json!({&present: "yes"}), "flag.escalating", None);
    }
}

#[test]
fn separation() {
    let cases = [
        ("separated_under_12m", Some("yes")),
        ("planning_or_suspected_separation", Some("yes")),
        ("lives_with", Some("no")),
        ("separated_over_12m", Some("no")),
        ("never_lived_together", Some("no")),
        ("unknown", None),
    ];
    for (value, expected) in cases {
        is(json!({"rel.cohabiting": value}), "flag.separation_recent_or_planned", expected);
    }
    is(json!({}), "flag.separation_recent_or_planned", None);
}

#[test]
fn threat_to_kill() {
    for (value, expected) in [("past_12m", Some("yes")), ("this_week_or_now", Some("yes")), ("none_known", Some("no")), ("unknown", None)] {
        is(json!({"now.threat_to_kill": value}), "flag.threat_kill", expected);
    }
    is(json!({}), "flag.threat_kill", None);
}

/// Every H5 flag of C(iii), answered "no".
fn no_flags() -> Value {
    json!({
        "flag.strangulation": "no", "now.threat_to_kill": "none_known", "flag.weapon_used_or_access": "no", "flag.sexual_violence": "no",
        "flag.stalking_fixated": "no", "flag.hba_or_forced_marriage_fgm": "no", "flag.child_directly_harmed": "no", "flag.order_breach": "no",
    })
}

#[test]
fn harm_serious() {
    is(no_flags(), "harm.serious", Some("no"));
    is(json!({}), "harm.serious", None);
    for flag in no_flags().as_object().unwrap().keys() {
        let yes = if flag == "now.threat_to_kill" { "past_12m" } else { "yes" };
        is(json!({flag: yes}), "harm.serious", Some("yes"));
        is(with(&no_flags(), &json!({flag: yes})), "harm.serious", Some("yes"));
        is(with(&no_flags(), &json!({flag: "unknown"})), "harm.serious", None);
        is(support::without(&no_flags(), &[flag]), "harm.serious", None);
    }
    for behaviour in behaviours() {
        let (present, severity) = (format!("beh.{behaviour}.present"), format!("beh.{behaviour}.severity"));
        is(json!({&present: "yes", &severity: "serious_injury_or_life_threat"}), "harm.serious", Some("yes"));
        is(with(&no_flags(), &json!({&present: "yes", &severity: "injury_or_serious_fear"})), "harm.serious", Some("no"));
        is(with(&no_flags(), &json!({&present: "yes", &severity: "unknown"})), "harm.serious", None);
        is(with(&no_flags(), &json!({&present: "yes"})), "harm.serious", None);
        is(with(&no_flags(), &json!({&present: "unknown"})), "harm.serious", Some("no"));
        is(with(&no_flags(), &json!({&present: "no", &severity: "serious_injury_or_life_threat"})), "harm.serious", Some("no"));
    }
    let tool = |more: Value| with(&json!({"risk.tool": "dash_safelives"}), &more);
    is(tool(json!({"risk.tool_grade": "high"})), "harm.serious", Some("yes"));
    is(tool(json!({"risk.tool_count": 14})), "harm.serious", Some("yes"));
    is(with(&no_flags(), &tool(json!({"risk.tool_count": 13, "risk.tool_grade": "medium"}))), "harm.serious", Some("no"));
    is(with(&no_flags(), &json!({"risk.tool": "dara", "risk.tool_count": 20})), "harm.serious", Some("no"));
    is(with(&no_flags(), &json!({"risk.tool": "unknown"})), "harm.serious", Some("no"));
}

#[test]
fn harm_repeat() {
    let none = json!({"hist.same_victim_repeat": "no", "hist.other_victims": "none_known", "beh.pattern": "single_incident"});
    is(none.clone(), "harm.repeat", Some("no"));
    is(with(&none, &json!({"beh.pattern": "several_unconnected"})), "harm.repeat", Some("no"));
    for (fact, value) in [
        ("hist.same_victim_repeat", "yes"),
        ("hist.other_victims", "one_other"),
        ("hist.other_victims", "two_or_more"),
        ("beh.pattern", "ongoing_pattern"),
    ] {
        is(json!({fact: value}), "harm.repeat", Some("yes"));
        is(with(&none, &json!({fact: value})), "harm.repeat", Some("yes"));
        is(with(&none, &json!({fact: "unknown"})), "harm.repeat", None);
        is(support::without(&none, &[fact]), "harm.repeat", None);
    }
    is(json!({}), "harm.repeat", None);
}

#[test]
fn mode() {
    for (role, mode) in
        [("community_ambassador", "community"), ("friend_or_family", "community"), ("health", "professional"), ("employer", "professional")]
    {
        assert_eq!(decide(&json!({"user.role": role}))["mode"], mode);
    }
    assert_eq!(decide(&json!({}))["mode"], "professional");
}

#[test]
fn an_age_settles_its_band_and_a_band_narrows_the_age() {
    for (age, band) in [(9, "under_10"), (10, "10_15"), (15, "10_15"), (16, "16_17"), (17, "16_17"), (18, "18_plus"), (120, "18_plus")] {
        is(json!({"person.age": age}), "person.age_band", Some(band));
    }
    is(json!({"person.age_band": "16_17"}), "person.age_band", Some("16_17"));
    is(json!({"person.age_band": "unknown", "person.age": 16}), "person.age_band", Some("16_17"));
    is(json!({"person.age_band": "unknown"}), "person.age_band", None);
    // A rule that asks for the age is settled by the band.
    let age = |band: &str| decide(&json!({"area.person": "norfolk", "person.age_band": band}));
    assert_eq!(support::pathway(&age("under_10"), "norfolk/change_project")["eligibility"], "not_eligible");
    assert!(ids(&age("16_17"), "actions").contains(&"child_front_door".to_owned()));
}

#[test]
fn only_a_closed_branch_is_set_aside() {
    let aside = |answers: Value| ids(&decide(&answers), "set_aside");
    assert_eq!(aside(json!({"child.any_0_17": "no", "child.impact": ["saw_or_heard"]})), ["child.impact"]);
    for open in [json!({"child.any_0_17": "yes"}), json!({"child.any_0_17": "unknown"}), json!({})] {
        assert_eq!(aside(with(&open, &json!({"child.impact": ["saw_or_heard"]}))), Vec::<String>::new(), "{open}");
    }
    assert_eq!(aside(json!({"child.any_0_17": "no"})), Vec::<String>::new());
    assert_eq!(
        aside(json!({"beh.physical.present": "no", "beh.physical.severity": "serious_injury_or_life_threat", "beh.physical.trend": "unknown"})),
        ["beh.physical.severity", "beh.physical.trend"]
    );
    assert_eq!(aside(json!({"risk.tool": "none", "risk.tool_count": 20, "risk.tool_date": "2024-01"})), ["risk.tool_count", "risk.tool_date"]);
    assert_eq!(aside(json!({"marac.heard": "never", "marac.incident_since": "yes"})), ["marac.incident_since"]);
}

#[test]
fn what_is_set_aside_counts_for_nothing() {
    let children = |more: Value| decide(&with(&support::nothing(), &more));
    assert_eq!(children(json!({"child.impact": ["saw_or_heard"]}))["tier"], "nothing_recorded");
    assert_eq!(children(json!({"child.any_0_17": "yes", "child.impact": ["saw_or_heard"]}))["tier"], "medium");
    assert_eq!(children(json!({"beh.physical.severity": "serious_injury_or_life_threat"}))["tier"], "nothing_recorded");
    assert_eq!(children(json!({"risk.tool": "none", "risk.tool_grade": "high"}))["tier"], "nothing_recorded");
}

#[test]
fn danger_and_critical_signs_are_never_set_aside() {
    let no_children =
        json!({"child.any_0_17": "no", "flag.child_directly_harmed": "yes", "now.child_in_danger": "yes", "child.significant_harm_concern": "yes"});
    let decision = decide(&no_children);
    assert_eq!(decision["set_aside"], json!([]));
    assert_eq!(decision["tier"], "immediate");
    let vocabulary = &support::bundle().vocabulary;
    for fact in vocabulary.facts.iter().filter(|fact| fact.id.starts_with("now.") || fact.id.starts_with("flag.")) {
        assert!(fact.hangs_on.is_none(), "{}", fact.id);
    }
}
