//! The published schema of the referral, held against referrals by two validators of other people: they agree on every one.
//! `WAYMARK_WRITE=1 cargo test --test schema` writes the good examples anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use support::{Dice, answers, bundle, day, engine, some_answers, with};
use waymark::facts::raw::Raw;
use waymark::referral::json::SCHEMA;
use waymark::referral::{Details, Referral};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schema");

/// The schema, read by both.
struct Both {
    boon: (boon::Schemas, boon::SchemaIndex),
    jsonschema: jsonschema::Validator,
}

impl Both {
    fn new() -> Both {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let jsonschema = jsonschema::options().build(&schema).unwrap_or_else(|error| panic!("{error}"));
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource("referral.json", schema).unwrap();
        let index = compiler.compile("referral.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Both { boon: (schemas, index), jsonschema }
    }

    /// Whether both take it. That one does and the other does not is a fault.
    fn take(&self, record: &Value, about: &str) -> Result<(), String> {
        let one = self.boon.0.validate(record, self.boon.1).map_err(|error| format!("{error:#}"));
        let other = self.jsonschema.validate(record).map_err(|error| error.to_string());
        assert_eq!(one.is_ok(), other.is_ok(), "{about}: {one:?} {other:?}");
        one
    }
}

fn record(case: &Value, details: &Value, on: &str) -> Value {
    let raw: Raw = serde_json::from_value(details.clone()).unwrap();
    let details = Details::read(&raw, "").unwrap_or_else(|faults| panic!("{}", faults[0]));
    serde_json::from_str(&Referral::new(engine(), &answers(case), &details, day(on)).to_json()).unwrap()
}

fn json_files(folder: &str) -> Vec<(String, Value)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(format!("{FOLDER}/{folder}")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named =
        |path: PathBuf| (path.file_stem().unwrap().to_string_lossy().into_owned(), serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap());
    paths.into_iter().map(named).collect()
}

/// The examples: a referral with something in every part, one of an ambassador, one that a stop holds up, one of nothing.
fn examples() -> [(&'static str, Value); 4] {
    let full = with(
        &support::case("high"),
        &json!({
            "user.role": "housing", "flag.strangulation": "yes", "source.flag.strangulation": "victim_told_me", "child.any_0_17": "yes",
            "child.impact": ["fear"], "beh.economic.present": "yes", "source.beh.economic.present": "own_observation", "risk.tool_date": "2024-02",
            "victim.impact": "She has stopped seeing friends.", "victim.contact_safe_method": ["no_safe_route_known"], "adapt": ["bsl"],
        }),
    );
    let details = json!({
        "referrer": {"name": "A. Worker", "role": "Officer", "agency": "Housing", "phone": "01632 960 001", "email": "a.worker@example.org"},
        "person": {"name": "not known", "date_of_birth": "1990", "postcode": "not known", "safe_contact": "At work, by letter"},
        "victim": {"name": "withheld", "address": "withheld", "phone": "07700 900982", "wishes": "To stay in the house"},
        "children": [{"name": "First child", "date_of_birth": "2019-05", "impact": "Sleeps badly"}],
        "narrative": {"seen": "He blocked the door.", "venue": "In the morning"},
        "sharing": {"marking": "Official", "marking_reason": "It names a refuge"},
        "actions_taken": [{"action": "Call to the children's front door", "on": "2024-05-31", "reference": "A1"}],
        "chosen": [{"pathway": "norfolk/dappa", "reason": "Serious harm"}],
        "declined": [{"pathway": "norfolk/change_project", "reason": "DAPPA decides"}],
        "review_by": "2024-07-01",
    });
    let ambassador = json!({"user.role": "community_ambassador", "area.person": "norfolk", "beh.physical.present": "yes"});
    let stopped = with(&support::case("medium"), &json!({"who.mutual_claim": "yes", "now.danger": "yes"}));
    [
        ("full", record(&full, &details, "2024-06-01")),
        ("ambassador", record(&ambassador, &json!({"referrer": {"agency": "Rovers", "phone": "01632 960 001"}}), "2026-11-23")),
        ("stopped", record(&stopped, &json!({}), "2026-11-23")),
        ("nothing", record(&json!({}), &json!({}), "2026-11-23")),
    ]
}

#[test]
fn good_referrals_are_taken_by_both() {
    let both = Both::new();
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        for (name, record) in examples() {
            fs::write(format!("{FOLDER}/good/{name}.json"), serde_json::to_string_pretty(&record).unwrap() + "\n").unwrap();
        }
    }
    let files = json_files("good");
    assert_eq!(files.len(), examples().len());
    for (name, record) in files.iter().map(|(name, record)| (name.as_str(), record.clone())).chain(examples()) {
        both.take(&record, name).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// The answers of every scenario and every boundary, and answers by chance.
#[test]
fn what_is_written_is_as_the_schema_says() {
    let both = Both::new();
    let mut cases = 0;
    for path in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance")).unwrap().map(|item| item.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "json") || path.ends_with("refused.json") {
            continue;
        }
        let suite: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for case in suite.iter().step_by(3) {
            let record = record(&case["answers"], &json!({}), case["on"].as_str().unwrap());
            both.take(&record, "a scenario").unwrap_or_else(|error| panic!("{} {error}", case["answers"]));
            cases += 1;
        }
    }
    let mut dice = Dice(19);
    for _ in 0..60 {
        let (alarm, open) = (1 + dice.roll(5), 2 + dice.roll(9));
        let record = record(&some_answers(&mut dice, alarm, open), &json!({}), "2024-06-01");
        both.take(&record, "by chance").unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(cases > 150, "{cases}");
}

/// Each has one fault, at one place of a good example, and is named for it.
#[test]
fn bad_referrals_are_refused_by_both() {
    let both = Both::new();
    let good = json_files("good");
    let bad = json_files("bad");
    assert!(bad.len() >= 40, "{}", bad.len());
    for (name, fault) in bad {
        let (_, base) = good.iter().find(|(name, _)| fault["of"] == name.as_str()).unwrap_or_else(|| panic!("{name}: of which?"));
        both.take(base, &name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut record = base.clone();
        let (parent, key) = fault["at"].as_str().unwrap().rsplit_once('/').unwrap();
        let place = record.pointer_mut(parent).unwrap_or_else(|| panic!("{name}: no {parent}"));
        match (place, fault.get("put")) {
            (Value::Object(members), None) => drop(members.remove(key).unwrap_or_else(|| panic!("{name}: no {key}"))),
            (Value::Object(members), Some(put)) => drop(members.insert(key.into(), put.clone())),
            (Value::Array(items), Some(put)) => items[key.parse::<usize>().unwrap()] = put.clone(),
            _ => panic!("{name}: nothing to change"),
        }
        assert_ne!(&record, base, "{name}: nothing is changed");
        assert!(both.take(&record, &name).is_err(), "{name}: both take it");
    }
}

/// Every object is closed, everything that is defined is used, and whatever the reader of the schema must know is said.
#[test]
fn the_schema_is_closed_and_says_what_things_are() {
    fn walk<'s>(schema: &'s Value, look: &mut dyn FnMut(&'s Value)) {
        look(schema);
        match schema {
            Value::Array(items) => items.iter().for_each(|item| walk(item, look)),
            Value::Object(members) => members.values().for_each(|member| walk(member, look)),
            _ => {}
        }
    }
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["$id"], "https://waymark.invalid/schema/referral/1/referral.schema.json");
    let (mut open, mut used, mut nameless) = (0, Vec::new(), 0);
    walk(&schema, &mut |part| {
        open +=
            usize::from(part["type"] == "object" && part.get("properties").is_some_and(Value::is_object) && part["additionalProperties"] != false);
        used.extend(part["$ref"].as_str().map(|to| to.trim_start_matches("#/$defs/").to_owned()));
        if let Some(members) = part["properties"].as_object().filter(|_| part["type"] == "object") {
            nameless += members.values().filter(|member| member["description"].is_null() && member["$ref"].is_null()).count();
        }
    });
    assert_eq!(open, 0, "an object is open");
    for name in schema["$defs"].as_object().unwrap().keys() {
        assert!(used.contains(name), "{name} is not used");
    }
    assert!(nameless < 20, "{nameless} members are not described");
    let tiers: Vec<&str> = bundle().national.tiers.iter().map(|tier| tier.id.as_str()).collect();
    assert_eq!(schema["$defs"]["tier"]["enum"], json!(tiers));
}
