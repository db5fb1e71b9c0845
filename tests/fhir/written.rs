//! What validators of others pass over, looked for in what we write: a reference that leads nowhere, a moment without a zone, a text with
//! nothing in it.

use serde_json::Value;
use std::collections::BTreeSet;

/// Every value of a document that holds no others, with its JSON pointer.
pub fn leaves(value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    walk(value, "", &mut |at, value| {
        if !value.is_object() && !value.is_array() {
            found.push((at.to_owned(), value.clone()));
        }
    });
    found
}

fn walk(value: &Value, at: &str, look: &mut impl FnMut(&str, &Value)) {
    look(at, value);
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(place, item)| walk(item, &format!("{at}/{place}"), look)),
        Value::Object(members) => members.iter().for_each(|(name, member)| walk(member, &format!("{at}/{name}"), look)),
        _ => {}
    }
}

/// Elements that hold a moment, or a day.
const MOMENTS: [&str; 8] = ["authored", "authoredOn", "occurredDateTime", "occurrenceDateTime", "recorded", "start", "end", "timestamp"];

/// What is wrong with a message.
pub fn faults(message: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for entry in message["entry"].as_array().into_iter().flatten() {
        let (url, id) = (entry["fullUrl"].as_str().unwrap_or(""), entry["resource"]["id"].as_str().unwrap_or(""));
        if url != format!("urn:uuid:{id}") {
            faults.push(format!("{url}: the resource has another name, {id}"));
        }
        if !names.insert(url) {
            faults.push(format!("{url} twice"));
        }
    }
    walk(message, "", &mut |at, value| {
        let name = at.rsplit('/').next().unwrap_or_default();
        let text = value.as_str();
        if name == "reference" && !text.is_some_and(|text| names.contains(text)) {
            faults.push(format!("{at}: {value} leads nowhere"));
        }
        if MOMENTS.contains(&name) && text.is_some_and(|text| text.contains('T') && !has_zone(text)) {
            faults.push(format!("{at}: {value} without a zone"));
        }
        let empty = text.is_some_and(|text| text.trim().is_empty()) || value.as_array().is_some_and(Vec::is_empty);
        if empty || value.as_object().is_some_and(serde_json::Map::is_empty) || value.is_null() {
            faults.push(format!("{at}: empty"));
        }
    });
    faults
}

fn has_zone(text: &str) -> bool {
    let time = text.split('T').nth(1).unwrap_or_default();
    time.ends_with('Z') || time.contains(['+', '-'])
}

/// Every item of a form or a response that is no group, at any depth.
pub fn items(form: &Value) -> Vec<&Value> {
    let inner = form["item"].as_array().into_iter().flatten();
    inner
        .flat_map(|item| if item.get("item").is_some() && item.get("type").is_none_or(|kind| kind == "group") { items(item) } else { vec![item] })
        .collect()
}
