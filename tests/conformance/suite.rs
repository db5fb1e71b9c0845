//! The form of the suite: what is compared of a decision, how it is compared, and how it is written.

use super::sources::Source;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Lists of which only the members count.
const SETS: [&str; 4] = ["fired", "stops", "set_aside", "missing"];

/// What is compared of a decision.
pub fn expectation(decision: &Value) -> Value {
    let ids = |list: &str, key: &str| decision[list].as_array().into_iter().flatten().map(|item| item[key].clone()).collect::<Vec<_>>();
    let pathways: Map<String, Value> = list(&decision["pathways"]).map(|one| (text(&one["id"]).to_owned(), pathway(one))).collect();
    let mut missing: Vec<&str> = list(&decision["missing"]).map(text).collect();
    missing.sort_unstable();
    json!({
        "mode": decision["mode"], "tier": decision["tier"], "still_possible": decision["still_possible"], "fired": ids("fired", "rule"),
        "stops": decision["stops"], "actions": ids("actions", "id"), "pathways": pathways, "set_aside": decision["set_aside"],
        "missing": missing, "next": decision["next"],
    })
}

fn pathway(one: &Value) -> Value {
    let criteria: Map<String, Value> =
        list(&one["criteria"]).map(|criterion| (text(&criterion["id"]).to_owned(), criterion["result"].clone())).collect();
    json!({
        "eligibility": one["eligibility"], "availability": one["availability"], "route": one["route"], "recommended": one["recommended"],
        "criteria": criteria,
    })
}

/// The packs of a decision: ids with versions.
pub fn packs(decision: &Value) -> Value {
    list(&decision["packs"]).map(|pack| (text(&pack["id"]).to_owned(), pack["version"].clone())).collect::<Map<_, _>>().into()
}

/// Every place at which two expectations differ, as a JSON pointer with both values.
pub fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut places = Vec::new();
    compare("", expected, found, &mut places);
    places
}

fn compare(at: &str, expected: &Value, found: &Value, places: &mut Vec<String>) {
    if let (Value::Object(expected), Value::Object(found)) = (expected, found) {
        let keys: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
        for key in keys {
            let place = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            match (expected.get(key), found.get(key)) {
                (Some(expected), Some(found)) => compare(&place, expected, found, places),
                (Some(_), None) => places.push(format!("{place}: expected, and not there")),
                _ => places.push(format!("{place}: there, and not expected")),
            }
        }
    } else if SETS.iter().any(|set| at == format!("/{set}")) {
        let (expected, found): (BTreeSet<&str>, BTreeSet<&str>) = (list(expected).map(text).collect(), list(found).map(text).collect());
        if expected != found {
            let only = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| a.difference(b).copied().collect::<Vec<_>>().join(", ");
            places.push(format!(
                "{at}: expected and not there: [{}]; there and not expected: [{}]",
                only(&expected, &found),
                only(&found, &expected)
            ));
        }
    } else if expected != found {
        places.push(format!("{at}: expected {expected}, found {found}"));
    }
}

/// A case as it is written: a line a field, and a line a pathway.
pub fn case(source: &Source, decision: &Value) -> String {
    let expect = expectation(decision);
    let field = |name: &str| format!("  \"{name}\": {}", expect[name]);
    let pathways: Vec<String> =
        list(&decision["pathways"]).map(|one| format!("   {}: {}", one["id"], expect["pathways"][text(&one["id"])])).collect();
    let fields = ["mode", "tier", "still_possible", "fired", "stops", "actions", "set_aside", "missing", "next"].map(field);
    format!(
        "{{\n \"name\": {},\n \"packs\": {},\n \"on\": \"{}\",\n \"answers\": {},\n \"expect\": {{\n{},\n  \"pathways\": {{\n{}\n  }}\n }}\n}}",
        json!(source.name),
        packs(decision),
        source.on,
        source.answers,
        fields.join(",\n"),
        pathways.join(",\n"),
    )
}

/// Items as a JSON list.
pub fn list_of(items: impl Iterator<Item = String>) -> String {
    format!("[\n{}\n]\n", items.collect::<Vec<_>>().join(",\n"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
