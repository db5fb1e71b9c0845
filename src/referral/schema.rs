//! The JSON Schema of the referral, made from the types that are written: their comments are its descriptions. What types do not
//! say stands here: patterns, closed lists, and which details belong in which part.
//! `WAYMARK_WRITE=1 cargo test --lib schema` writes it anew.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::fields::{FIELDS, Field, Kind, SECTIONS};
use super::file::{File, Half};
use super::json::SCHEMA;
use super::labels;
use super::record::FORMAT;
use crate::packs::text::built_in;
use crate::packs::{Bundle, Mode};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

impl JsonSchema for Half<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Answers".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A flat object from the id of a fact to its answer, and from `source.` and the id to how it is known.",
            "type": "object",
            "propertyNames": {"pattern": FACT},
            "additionalProperties": {"oneOf": [
                {"type": "string", "maxLength": 5000},
                {"type": "integer", "minimum": 0},
                {"type": "array", "uniqueItems": true, "items": {"type": "string"}},
            ]},
        })
    }
}

const FACT: &str = "^[a-z0-9_]+(\\.[a-z0-9_]+)*$";

/// What stands for a text in the schema, for each member that is more than any text: the type, the member, the definition.
const MEMBERS: [(&str, &str, &str); 36] = [
    ("File", "on", "day"),
    ("File", "mode", "mode"),
    ("File", "format", "format"),
    ("Risk", "tier", "tier"),
    ("Rests", "digest", "digest"),
    ("Place", "pathway", "pathway_id"),
    ("Place", "availability", "Availability"),
    ("Reason", "pathway", "pathway_id"),
    ("Reason", "eligibility", "Eligibility"),
    ("Recorded", "fact", "fact_id"),
    ("Disclosure", "kind", "kind"),
    ("Disclosure", "because", "Why"),
    ("Decision", "on", "day"),
    ("Decision", "mode", "mode"),
    ("Decision", "tier", "tier"),
    ("Decision", "still_possible/items", "tier"),
    ("Decision", "stops/items", "stop"),
    ("Decision", "set_aside/items", "fact_id"),
    ("Decision", "missing/items", "fact_id"),
    ("Decision", "next/items", "fact_id"),
    ("PackUsed", "digest", "digest"),
    ("Fired", "tier", "tier"),
    ("Fired", "facts/items", "fact_id"),
    ("ActionDue", "id", "id"),
    ("ActionDue", "facts/items", "fact_id"),
    ("PathwayResult", "id", "pathway_id"),
    ("PathwayResult", "prevention", "prevention"),
    ("PathwayResult", "known_until", "day"),
    ("PathwayResult", "route", "route"),
    ("PathwayResult", "missing/items", "fact_id"),
    ("CriterionResult", "id", "id"),
    ("CriterionResult", "result", "result"),
    ("CriterionResult", "facts/items", "fact_id"),
    ("Argument", "id", "id"),
    ("Argument", "facts/items", "fact_id"),
    ("Change", "fact", "fact_id"),
];

/// Lists that are never empty.
const FILLED: [(&str, &str, u64); 4] = [("File", "guidance", 1), ("File", "packs", 2), ("Risk", "actions", 1), ("Decision", "actions", 1)];

/// The definitions that the types do not have.
fn definitions(bundle: &Bundle) -> Value {
    let national = &bundle.national;
    let tiers: Vec<&str> = national.tiers.iter().map(|tier| tier.id.as_str()).collect();
    let stops: Vec<&str> = national.stops.iter().map(|stop| stop.id.as_str()).collect();
    let or_open = |schema: Value| json!({"anyOf": [{"$ref": "#/$defs/left_open"}, schema]});
    json!({
        "format": {"const": FORMAT},
        "mode": {"enum": [Mode::Professional.id(), Mode::Community.id()]},
        "tier": {"enum": tiers},
        "stop": {"enum": stops},
        "kind": {"enum": ["fact", "detail", "plan"]},
        "result": {"enum": ["met", "not_met", "unknown"]},
        "prevention": {"enum": ["primary", "secondary", "tertiary", "none"]},
        "route": {"enum": ["direct", "via_panel", "police_only", "self", "statutory", "phone_only", "court"]},
        "id": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        "fact_id": {"type": "string", "pattern": FACT},
        "pathway_id": {"type": "string", "pattern": "^[a-z0-9_]+/[a-z0-9_]+$"},
        "digest": {"type": "string", "pattern": "^sha256-[0-9a-f]{64}$"},
        "day": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
        "line": {"type": "string", "maxLength": 300, "pattern": "^[^\\u0000-\\u001f\\u007f]*$"},
        "lines": {"type": "string", "maxLength": 5000},
        "left_open": {"description": "Asked and not known, or known and kept back.", "enum": ["not known", "withheld"]},
        "email": or_open(json!({"type": "string", "maxLength": 254, "pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"})),
        "phone": or_open(json!({"type": "string", "maxLength": 40, "pattern": "^\\+?[0-9 ().-]{7,}( ext[. 0-9]*)?$"})),
        "postcode": or_open(json!({"type": "string", "pattern": "^ *[A-Za-z]{1,3}[0-9]?[A-Za-z0-9]? ?[0-9][A-Za-z]{2} *$"})),
        "partial_date": or_open(json!({"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"})),
    })
}

/// The schema of the types, made as strict as what is written.
fn generated(bundle: &Bundle) -> Value {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<File<'_>>();
    let mut root = schema.to_value();
    tidy(&mut root);
    let mut types = root["$defs"].as_object().unwrap().clone();
    let details = |restricted| half(bundle, &types, restricted);
    let halves = [details(false), details(true)];
    SECTION_TYPES.iter().for_each(|name| assert!(types.remove(*name).is_some(), "{name}"));
    let mut file = root.as_object().unwrap().clone();
    ["$schema", "$defs", "title"].iter().for_each(|key| drop(file.remove(*key)));
    types.insert("File".into(), Value::Object(file));
    for (name, member, definition) in MEMBERS {
        refine(&mut types, name, member, definition);
    }
    for (name, member, least) in FILLED {
        types[name]["properties"][member]["minItems"] = json!(least);
    }
    types["File"]["properties"]["details"] = halves[0].clone();
    types["Restricted"]["properties"]["details"] = halves[1].clone();
    types["File"]["properties"]["recorded"]["items"]["not"] = json!({"required": ["restricted_by"], "properties": {}, "additionalProperties": true});
    types["Restricted"]["properties"]["recorded"]["items"]["required"] = json!(["restricted_by"]);
    let Some(Value::Object(mut file)) = types.remove("File") else { panic!() };
    types.extend(definitions(bundle).as_object().unwrap().clone());
    file.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    file.insert("$id".into(), json!(format!("https://waymark.invalid/schema/referral/{}/referral.schema.json", FORMAT.rsplit('/').next().unwrap())));
    file.insert("title".into(), json!("Waymark referral"));
    file.insert("$defs".into(), Value::Object(types));
    Value::Object(file)
}

/// The types of the sections of the details, which stand in the schema only within the two halves.
const SECTION_TYPES: [&str; 9] = ["Details", "Referrer", "Person", "Victim", "Child", "Narrative", "Sharing", "ActionTaken", "Chosen"];

/// Puts a definition where any text was allowed.
fn refine(types: &mut Map<String, Value>, name: &str, member: &str, definition: &str) {
    let place = types[name]["properties"].pointer_mut(&format!("/{member}")).unwrap_or_else(|| panic!("{name} has no {member}"));
    assert_eq!(place["type"], "string", "{name}.{member}");
    let object = place.as_object_mut().unwrap();
    object.remove("type");
    object.insert("$ref".into(), json!(format!("#/$defs/{definition}")));
}

/// The details of one part: its fields alone, each with what it may hold.
fn half(bundle: &Bundle, types: &Map<String, Value>, restricted: bool) -> Value {
    let mut sections = Map::new();
    for section in SECTIONS {
        let own = FIELDS.iter().filter(|field| field.section() == section && field.restricted == restricted);
        let whole = &types["Details"]["properties"][section];
        let described =
            |inner: Value| json!({"description": whole["description"], "type": "object", "additionalProperties": false, "properties": inner});
        let fields: Map<String, Value> = own.clone().map(|field| (field.name().to_owned(), detail(bundle, types, field))).collect();
        let Some(first) = own.clone().next() else { continue };
        let schema = if !first.path.contains('.') {
            fields[first.name()].clone()
        } else if first.repeats() {
            let item = json!({"type": "object", "additionalProperties": false, "properties": fields});
            json!({"description": whole["description"], "type": "array", "maxItems": super::details::MOST_ENTRIES, "items": item})
        } else {
            described(Value::Object(fields))
        };
        sections.insert(section.into(), schema);
    }
    json!({"type": "object", "additionalProperties": false, "properties": sections})
}

fn detail(bundle: &Bundle, types: &Map<String, Value>, field: &Field) -> Value {
    let section = &types["Details"]["properties"][field.section()];
    let to = section["$ref"].as_str().or(section["items"]["$ref"].as_str()).map_or("", |to| to.rsplit('/').next().unwrap());
    let own = types.get(to).map_or(section, |section| &section["properties"][field.name()]);
    assert!(own["description"].is_string(), "{}", field.path);
    let kind = match field.kind {
        Kind::Text => "line",
        Kind::Long => "lines",
        Kind::Email => "email",
        Kind::Phone => "phone",
        Kind::Postcode => "postcode",
        Kind::Date => "partial_date",
        Kind::Day => "day",
    };
    json!({"title": labels::detail(&bundle.words, field.path), "description": own["description"], "$ref": format!("#/$defs/{kind}")})
}

/// Closes every object, turns lists of single values into one list, and takes out what says nothing of JSON.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(members) => {
            members.values_mut().for_each(tidy);
            if members.get("properties").is_some_and(Value::is_object) && members.get("type") == Some(&json!("object")) {
                members.insert("additionalProperties".into(), json!(false));
            }
            if members.get("type") == Some(&json!(["string", "null"])) {
                members.insert("type".into(), json!("string"));
            }
            if members.get("type") == Some(&json!("integer")) {
                ["format", "maximum"].iter().for_each(|key| drop(members.remove(*key)));
            }
            members.remove("default");
            if let Some([Value::Object(reference), null]) = members.get("anyOf").and_then(Value::as_array).map(Vec::as_slice)
                && *null == json!({"type": "null"})
            {
                let reference = reference.clone();
                members.remove("anyOf");
                members.extend(reference);
            }
            if let Some(Value::String(description)) = members.get_mut("description") {
                *description = without_citation(description);
            }
            single_values(members);
        }
        _ => {}
    }
}

/// A description without the paper that it names in brackets: who reads the schema does not have it.
fn without_citation(description: &str) -> String {
    let Some((before, (_, after))) = description.split_once(" (`").and_then(|(before, rest)| Some((before, rest.split_once(')')?))) else {
        return description.into();
    };
    format!("{before}{after}")
}

/// Values that are each described become one list, and their descriptions one text.
fn single_values(members: &mut Map<String, Value>) {
    let Some(Value::Array(values)) = members.get("oneOf") else { return };
    if values.iter().any(|value| value["const"].is_null()) {
        return;
    }
    let list: Vec<Value> = values.iter().map(|value| value["const"].clone()).collect();
    let says = |value: &Value| format!("{}: {}", value["const"].as_str().unwrap(), value["description"].as_str().unwrap_or_default());
    let about: Vec<String> =
        members.get("description").and_then(Value::as_str).map(str::to_owned).into_iter().chain(values.iter().map(says)).collect();
    members.remove("oneOf");
    members.insert("description".into(), json!(about.join(" ")));
    members.insert("enum".into(), Value::Array(list));
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let bundle = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
    let lines = |json: &str| {
        json.lines().map(|line| format!("{}{}\n", " ".repeat((line.len() - line.trim_start().len()) / 2), line.trim_start())).collect::<String>()
    };
    let schema = lines(&super::json::indented(&generated(&bundle).to_string()));
    assert!(!schema.contains(".md"));
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/referral/referral.schema.json"), &schema).unwrap();
    } else {
        assert!(schema == SCHEMA, "`WAYMARK_WRITE=1 cargo test --lib schema` writes the schema anew");
    }
}
