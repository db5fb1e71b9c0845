//! What other engines are given: every condition has cases on both sides of its boundaries, and the files say what the packs say.
//! Whether other engines agree is tried by `tests/witness`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{bundle, day};
use waymark::facts::{Answers, Knowledge};
use waymark::packs::Bundle;
use waymark::prove::export::cases::Cases;
use waymark::prove::export::dice::Dice;
use waymark::prove::export::{Jdm, JsonLogic, Model, area, names};

fn model<'a>(bundle: &'a Bundle, name: &str) -> Model<'a> {
    Model::of(bundle, area(bundle, name).expect("an area"), day("2024-06-01")).expect("a model")
}

fn json_logic(bundle: &Bundle, name: &str) -> Value {
    serde_json::to_value(JsonLogic::of(&model(bundle, name))).unwrap()
}

fn jdm(name: &str) -> Value {
    serde_json::to_value(Jdm::of(&model(bundle(), name)).unwrap()).unwrap()
}

/// The expression of a rule by its name.
fn logic<'f>(file: &'f Value, name: &str) -> &'f Value {
    let rules = file["rules"].as_array().unwrap();
    rules.iter().find(|rule| rule["name"] == name).map(|rule| &rule["logic"]).unwrap_or_else(|| panic!("no {name}"))
}

/// Whether a decision of ours says that the condition of this name holds.
fn holds(expected: &Value, name: &str) -> bool {
    let has = |list: &Value, id: &str| list.as_array().unwrap().iter().any(|item| item == id);
    match (name.split_once('.'), name.split_once(" = "), name.strip_suffix(", its doubt")) {
        (.., Some(criterion)) => has(&expected["criteria"]["unknown"], criterion),
        (_, Some((fact, value)), _) => expected["derived"][fact] == value,
        (Some(("rule", rule)), ..) => has(&expected["fired"], rule),
        (Some(("stop", stop)), ..) => has(&expected["stops"], stop),
        (Some(("action", action)), ..) => has(&expected["actions"], action),
        _ => has(&expected["criteria"]["met"], name),
    }
}

#[test]
fn every_condition_has_cases_on_both_sides() {
    let national = BTreeSet::from(["rule.N1", "action.specialist_advice", "action.set_review", "action.managed_handover"].map(str::to_owned));
    let (mut literals, mut silent) = (0, Vec::new());
    for name in names(bundle()) {
        let model = model(bundle(), name);
        let cases = Cases::new(&model);
        for target in cases.targets() {
            let around = cases.around(&target);
            literals += around.len();
            silent.extend(around.iter().filter(|cases| cases.is_empty()).map(|_| format!("{name}: {}", target.name)));
            let side = |answers: &Answers| holds(&serde_json::to_value(cases.case("", answers)).unwrap()["expected"], &target.name);
            let sides: BTreeSet<bool> = around.iter().flatten().map(side).collect();
            // Complete answers are enough for a tier; some actions are always due, and some pathway of an area never fits. A pack is
            // written for the very area that its criterion asks for.
            let one_sided = national.contains(&target.name) || (target.name.ends_with("/area") && sides == BTreeSet::from([true]));
            assert!(one_sided || sides.len() == 2, "{name}: {} has cases on one side only: {sides:?}", target.name);
        }
    }
    // What never decides alone says what something beside it says already.
    silent.retain(|target| !target.ends_with("rule.N1"));
    assert!(literals > 2_000 && silent.len() < 20, "{} of {literals} literals never decide alone: {silent:?}", silent.len());
}

#[test]
fn cases_by_chance_are_complete_and_reach_everything() {
    for name in names(bundle()) {
        let model = model(bundle(), name);
        let cases = Cases::new(&model);
        let starts = cases.boundaries();
        let mut dice = Dice::new(7);
        let mut reached: BTreeSet<String> = BTreeSet::new();
        for _ in 0..600 {
            let answers = cases.by_chance(&mut dice, &starts);
            let thresholds = support::engine().thresholds(&answers, model.on);
            let knowledge = Knowledge::new(&bundle().vocabulary, &answers, &thresholds);
            let open = bundle().vocabulary.ids().find(|id| {
                let kind = &bundle().vocabulary.fact(*id).unwrap().kind;
                kind.settled() != 0 && !knowledge.is_closed(*id) && !knowledge.is_settled(*id)
            });
            assert_eq!(open.map(|id| bundle().vocabulary.name(id)), None, "{name}: not complete");
            let case = serde_json::to_value(cases.case("chance", &answers)).unwrap();
            assert_eq!(support::answers(&case["answers"]), answers);
            let expected = &case["expected"];
            reached.insert(expected["tier"].as_str().unwrap().into());
            reached.extend(expected["fired"].as_array().unwrap().iter().map(|rule| rule.as_str().unwrap().to_owned()));
            reached.extend(expected["eligibility"].as_object().unwrap().iter().map(|(id, result)| format!("{id} {}", result.as_str().unwrap())));
        }
        assert!(!reached.contains("not_enough_known"), "{name}");
        let rules = bundle().national.rules.iter().map(|rule| rule.id.clone()).filter(|rule| rule != "N1");
        let tiers = bundle().national.tiers.iter().map(|tier| tier.id.clone()).filter(|tier| tier != "not_enough_known");
        let eligible = model.pathways.iter().map(|pathway| format!("{} eligible", pathway.id));
        let missed: Vec<String> = rules.chain(tiers).chain(eligible).filter(|what| !reached.contains(what)).collect();
        assert!(missed.is_empty(), "{name}: chance never reached {missed:?}");
    }
}

#[test]
fn json_logic_reads_as_the_pack_does() {
    let norfolk = json_logic(bundle(), "norfolk");
    assert_eq!(
        *logic(&norfolk, "flag.separation_recent_or_planned"),
        json!({"if": [
            {"in": [{"var": "rel.cohabiting"}, ["separated_under_12m", "planning_or_suspected_separation"]]}, "yes", "no",
        ]})
    );
    // The threshold is a number, and the branch that the fact hangs on stands beside it.
    assert_eq!(logic(&norfolk, "fired.H1")["or"][1]["and"][1], json!({">=": [{"var": "risk.tool_count"}, 14]}));
    assert_eq!(*logic(&norfolk, "action.call_999"), json!({"or": [{"var": "fired.I1"}, {"var": "fired.I2"}, {"var": "fired.I3"}]}));
    let age = json!({"and": [{">=": [{"var": "person.age"}, 16]}, {"<": [{"var": "person.age"}, 18]}]});
    assert_eq!(
        *logic(&norfolk, "criterion.norfolk/change_project.age"),
        json!({"if": [{">=": [{"var": "person.age"}, 18]}, "met", age, "unknown", "not_met"]})
    );
    assert_eq!((&norfolk["areas"], &norfolk["on"]), (&json!(["norfolk"]), &json!("2024-06-01")));
}

#[test]
fn json_logic_uses_the_operators_that_every_implementation_has() {
    fn visit(logic: &Value, seen: &mut BTreeSet<String>) {
        match logic {
            Value::Object(one) => {
                assert_eq!(one.len(), 1, "{logic}");
                one.iter().for_each(|(operator, inner)| {
                    seen.insert(operator.clone());
                    visit(inner, seen);
                });
            }
            Value::Array(items) => items.iter().for_each(|item| visit(item, seen)),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    for name in names(bundle()) {
        json_logic(bundle(), name)["rules"].as_array().unwrap().iter().for_each(|rule| visit(&rule["logic"], &mut seen));
    }
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), ["!", "!==", "<", "===", ">=", "and", "if", "in", "or", "var"]);
}

#[test]
fn a_graph_is_one_chain_of_tables_that_fit_their_columns() {
    for name in names(bundle()) {
        let graph = jdm(name);
        let (nodes, edges) = (graph["nodes"].as_array().unwrap(), graph["edges"].as_array().unwrap());
        let ids: BTreeSet<&str> = nodes.iter().map(|node| node["id"].as_str().unwrap()).collect();
        assert_eq!((ids.len(), edges.len()), (nodes.len(), nodes.len() - 1));
        for (edge, pair) in edges.iter().zip(nodes.windows(2)) {
            assert_eq!((&edge["sourceId"], &edge["targetId"]), (&pair[0]["id"], &pair[1]["id"]));
        }
        for node in nodes.iter().filter(|node| node["type"] == "decisionTableNode") {
            let columns =
                |which: &str| node["content"][which].as_array().unwrap().iter().map(|column| column["id"].as_str().unwrap()).collect::<Vec<_>>();
            let wanted: BTreeSet<&str> = columns("inputs").into_iter().chain(columns("outputs")).chain(["_id", "_description"]).collect();
            for row in node["content"]["rules"].as_array().unwrap() {
                assert_eq!(row.as_object().unwrap().keys().map(String::as_str).collect::<BTreeSet<_>>(), wanted, "{}", node["id"]);
            }
        }
    }
}

#[test]
fn a_fact_that_another_name_begins_with_cannot_be_exported() {
    for id in ["flag", "tier", "flag.strangulation.twice"] {
        let mut bundle = bundle().clone();
        bundle.vocabulary.facts[0].id = id.into();
        assert!(Model::of(&bundle, None, day("2024-06-01")).is_err_and(|fault| fault.contains(id)), "{id}");
    }
}

#[test]
fn a_condition_of_too_many_ways_is_no_table() {
    use waymark::facts::Condition;
    let mut bundle = bundle().clone();
    let rules = &bundle.national.rules;
    let when = |id: &str| rules.iter().find(|rule| rule.id == id).expect("a rule").when.clone();
    let all = Condition::All(["H5", "H7", "M3"].map(when).into());
    bundle.national.rules[0].when = all;
    let fault = Jdm::of(&model(&bundle, "")).err().expect("a fault");
    assert!(fault.starts_with("I1: found a condition of more than 1000 rows"), "{fault}");
    assert!(logic(&json_logic(&bundle, ""), "fired.I1")["and"].is_array());
}
