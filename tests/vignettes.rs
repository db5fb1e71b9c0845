//! Cases with what must come out of them. A vignette whose area has no pack yet is held to everything but its pathways.

#![allow(clippy::expect_used, clippy::panic)]

use serde_json::Value;
use waymark::decide::Engine;
use waymark::facts::{Answers, Day, raw::Raw};
use waymark::packs::text;

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Everything in which a decision differs from what a vignette expects.
fn differences(decision: &Value, expect: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    let ids = |list: &str, key: &str| -> Vec<String> {
        decision[list].as_array().into_iter().flatten().filter_map(|item| item[key].as_str().map(str::to_owned)).collect()
    };
    let (actions, fired) = (ids("actions", "id"), ids("fired", "rule"));
    let pathways = decision["pathways"].as_array().cloned().unwrap_or_default();
    for (key, expected) in expect.as_object().into_iter().flatten() {
        match key.as_str() {
            "tier" => must(&decision["tier"] == expected, format!("tier {} instead of {expected}", decision["tier"])),
            "fired" => strings(expected).iter().for_each(|rule| must(fired.iter().any(|f| f == rule), format!("{rule} did not fire: {fired:?}"))),
            "actions" => strings(expected).iter().for_each(|id| must(actions.iter().any(|a| a == id), format!("no action {id}: {actions:?}"))),
            "not_actions" => strings(expected).iter().for_each(|id| must(!actions.iter().any(|a| a == id), format!("action {id}"))),
            "first_action" => must(actions.first().map(String::as_str) == expected.as_str(), format!("first action {:?}", actions.first())),
            "stops" => must(&decision["stops"] == expected, format!("stops {}", decision["stops"])),
            "none_recommended" => must(pathways.iter().all(|p| p["recommended"] == false), "something is recommended".into()),
            "pathways" => {
                for (id, fields) in expected.as_object().into_iter().flatten() {
                    let Some(pathway) = pathways.iter().find(|p| p["id"] == id.as_str()) else {
                        must(false, format!("no pathway {id}"));
                        continue;
                    };
                    for (field, value) in fields.as_object().into_iter().flatten() {
                        must(&pathway[field] == value, format!("{id}: {field} is {} instead of {value}", pathway[field]));
                    }
                }
            }
            other => must(false, format!("the vignette expects `{other}`, which this test does not know")),
        }
    }
    wrong
}

#[test]
fn every_vignette_comes_out_as_it_must() {
    let bundle = text::built_in().unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()));
    let engine = Engine::new(&bundle);
    let vignettes: Vec<Value> = serde_json::from_str(include_str!("vignettes/given.json")).expect("vignettes");
    assert!(!vignettes.is_empty());
    let mut failures = Vec::new();
    for vignette in &vignettes {
        let raw: Raw = serde_json::from_value(vignette["answers"].clone()).expect("answers");
        let answers = Answers::read(&bundle.vocabulary, &raw).expect("answers that the vocabulary knows");
        let on = Day::parse(vignette["on"].as_str().expect("a day")).expect("a day");
        let decision = serde_json::to_value(engine.decide(&answers, on)).expect("JSON");
        let mut expect = vignette["expect"].clone();
        if decision["packs"].as_array().map_or(0, Vec::len) < 2
            && let Some(expect) = expect.as_object_mut()
        {
            expect.remove("pathways");
        }
        let wrong = differences(&decision, &expect);
        failures.extend(wrong.into_iter().map(|what| format!("{}: {what}", vignette["name"])));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
