//! The referral as a message in FHIR: whole, the same each time, the restricted part apart, and well formed where the validators of
//! others do not look. `WAYMARK_FHIR=folder` writes the messages, which `tests/fhir/validate` holds to the published definitions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)] // the scenarios are only read here
#[path = "scenarios/claim.rs"]
mod claim;
#[path = "fhir/form.rs"]
mod filled;
#[allow(dead_code)]
#[path = "scenarios/form.rs"]
mod form;
#[path = "fhir/questions.rs"]
mod questions;
mod support;
#[path = "fhir/written.rs"]
mod written;

use filled::{Session, by_chance, details, full};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;
use support::{Dice, answers, bundle, day, engine, with, without};
use waymark::facts::{Answers, Day};
use waymark::referral::fields::FIELDS;
use waymark::referral::restricted::why;
use waymark::referral::{Details, Referral, fhir};
use written::{faults, items, leaves};

/// The message of a case, as a file holds it.
pub fn text(answers: &Answers, details: &Details, on: Day) -> String {
    Referral::new(engine(), answers, details, on).to_fhir()
}

/// The message of a case.
pub fn message(answers: &Answers, details: &Details, on: Day) -> Value {
    serde_json::from_str(&text(answers, details, on)).expect("JSON")
}

/// What a message holds.
pub fn resources(message: &Value) -> Vec<&Value> {
    message["entry"].as_array().expect("entries").iter().map(|entry| &entry["resource"]).collect()
}

/// Whether a resource is of the restricted part.
pub fn is_apart(resource: &Value) -> bool {
    resource["meta"]["security"].as_array().expect("a marking").iter().any(|label| label["code"] == "V")
}

/// The resources of one kind.
pub fn of_kind<'m>(message: &'m Value, kind: &str) -> Vec<&'m Value> {
    resources(message).into_iter().filter(|resource| resource["resourceType"] == kind).collect()
}

/// Every case of the scenarios, on its first day, with details that take turns.
fn scenarios() -> &'static [(String, Value)] {
    static ALL: OnceLock<Vec<(String, Value)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
        let mut names: Vec<String> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name.ends_with(".md"));
        names.sort_by_key(|name| (name != "README.md", name.clone()));
        let (mut bases, mut all) = (form::Bases::default(), Vec::new());
        for name in names {
            let page = form::read(&bundle().vocabulary, &name, &std::fs::read_to_string(folder.join(&name)).unwrap(), &mut bases);
            for case in page.unwrap_or_else(|faults| panic!("{faults:?}")).cases {
                let details = [Details::default(), full(all.len()), some_left_open()][all.len() % 3].clone();
                let on = case.expected.first().map_or(day("2024-06-01"), |expected| expected.on);
                all.push((case.at, message(&answers(&case.answers), &details, on)));
            }
        }
        all
    })
}

fn some_left_open() -> Details {
    details(&json!({
        "referrer": {"name": "A. Worker", "agency": "Housing", "phone": "01603 123456"},
        "person": {"name": "not known", "date_of_birth": "1990-02", "phone": "not known", "address": "withheld", "first_language": "not known"},
        "victim": {"name": "withheld", "address": "withheld", "postcode": "withheld", "date_of_birth": "not known"},
        "children": [{"date_of_birth": "2019"}, {"name": "not known", "relationship": "Son"}],
        "actions_taken": [{"action": "Called the front door", "on": "not known"}],
        "chosen": [{"pathway": "norfolk/change_project", "reason": "Serious harm"}, {"pathway": "national/respect_phoneline"}],
        "review_by": "2024-07-01",
    }))
}

/// A case in Norfolk with something in every part.
fn some() -> (Value, Details) {
    let case = json!({
        "area.person": "norfolk", "rel.kind": "ex_partner", "person.age": 34, "flag.strangulation": "yes", "source.flag.strangulation": "victim_told_me",
        "victim.contact_safe_method": ["no_safe_route_known"], "beh.economic.present": "yes", "child.any_0_17": "no", "victim.impact": "a\n\"b\" \\",
        "risk.tool": "dash_safelives", "risk.tool_date": "2024-02", "adapt": ["bsl"], "strength": [], "eng.agrees_to_referral": "unsafe_to_ask",
        "need.housing": "unknown",
    });
    (case, some_left_open())
}

fn some_message() -> Value {
    let (case, details) = some();
    message(&answers(&case), &details, day("2024-06-01"))
}

#[test]
fn every_scenario_is_well_formed() {
    let all = scenarios();
    assert!(all.len() > 150, "{}", all.len());
    let wrong: Vec<String> = all.iter().flat_map(|(at, message)| faults(message).into_iter().map(move |fault| format!("{at}: {fault}"))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if let Some(folder) = std::env::var_os("WAYMARK_FHIR") {
        std::fs::create_dir_all(&folder).unwrap();
        let questionnaire = fhir::questionnaire(bundle());
        std::fs::write(Path::new(&folder).join("a-questionnaire.json"), questionnaire).unwrap();
        for (place, (_, message)) in all.iter().enumerate() {
            std::fs::write(Path::new(&folder).join(format!("message-{place:03}.json")), message.to_string()).unwrap();
        }
    }
}

#[test]
fn faults_that_validators_pass_over_are_found() {
    let planted = |pointer: &str, value: Value| {
        let mut message = some_message();
        *message.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        faults(&message)
    };
    assert_eq!(faults(&some_message()), [""; 0]);
    let found = |pointer: &str, value: Value, expected: &str| {
        let faults = planted(pointer, value);
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{pointer}: {faults:?}");
    };
    found("/entry/0/resource/sender/reference", json!("urn:uuid:00000000-0000-8000-8000-000000000000"), "leads nowhere");
    found("/entry/1/resource/authoredOn", json!("2024-06-01T10:00:00"), "without a zone");
    found("/entry/0/resource/source/software", json!(""), "empty");
    found("/entry/0/resource/source/software", json!(" "), "empty");
    found("/entry/0/resource/focus", json!([]), "empty");
    found("/entry/1/fullUrl", json!("urn:uuid:00000000-0000-8000-8000-000000000000"), "another name");
    let mut twice = some_message();
    let again = twice["entry"][1].clone();
    twice["entry"].as_array_mut().unwrap().push(again);
    assert!(faults(&twice).iter().any(|fault| fault.contains("twice")));
}

#[test]
fn the_message_is_shaped_as_the_standard_shapes_a_referral() {
    let message = some_message();
    assert_eq!((&message["resourceType"], &message["type"]), (&json!("Bundle"), &json!("message")));
    assert!(is_apart(&message), "the whole is handled as its restricted part");
    let header = resources(&message)[0];
    assert_eq!(header["resourceType"], "MessageHeader");
    assert_eq!(header["eventCoding"]["code"], "servicerequest-request");
    let requests = of_kind(&message, "ServiceRequest");
    assert_eq!(requests.len(), 2);
    assert_eq!(header["focus"].as_array().unwrap().len(), 2);
    for request in requests {
        assert_eq!((&request["intent"], &request["status"], &request["priority"]), (&json!("plan"), &json!("active"), &json!("asap")));
        assert_eq!(request["category"][0]["coding"][0]["code"], "referral");
        assert_eq!((&request["authoredOn"], &request["occurrencePeriod"]["start"]), (&json!("2024-06-01"), &json!("2024-06-01")));
    }
    assert_eq!(of_kind(&message, "Task")[0]["restriction"]["period"]["end"], "2024-07-01");
    let person = of_kind(&message, "Patient")[0];
    assert_eq!(person["birthDate"], "1990-02");
    let why = |element: &Value| element["extension"][0]["valueCode"].as_str().unwrap_or("none").to_owned();
    assert_eq!(why(&person["name"][0]["_text"]), "asked-unknown");
    assert_eq!(why(&person["telecom"][0]["_value"]), "asked-unknown");
    assert_eq!(why(&person["address"][0]["_text"]), "masked");
    let others = of_kind(&message, "RelatedPerson");
    assert_eq!(others.len(), 3);
    assert!(others.iter().all(|other| is_apart(other)));
    assert_eq!(why(&others[0]["_birthDate"]), "asked-unknown");
    let risk = of_kind(&message, "RiskAssessment");
    assert_eq!(risk.iter().map(|risk| is_apart(risk)).collect::<Vec<_>>(), [false, true]);
    assert!(risk[0]["prediction"][0].get("rationale").is_none() && risk[1]["prediction"][0]["rationale"].as_str().unwrap().len() > 10);
    assert_eq!(risk[0]["prediction"][0]["qualitativeRisk"]["coding"][0]["code"], "high");
    let digest = &bundle().national.digest;
    assert!(risk[0]["method"]["coding"].as_array().unwrap().iter().any(|rules| rules["code"] == json!(digest)));
}

#[test]
fn no_service_chosen_is_a_request_all_the_same() {
    let message = message(&answers(&json!({})), &Details::default(), day("2024-06-01"));
    assert_eq!(of_kind(&message, "ServiceRequest").len(), 1);
    assert_eq!(of_kind(&message, "HealthcareService").len(), 0);
    assert_eq!(faults(&message), [""; 0]);
}

fn flags(case: &Value) -> BTreeSet<String> {
    let message = message(&answers(case), &Details::default(), day("2024-06-01"));
    let flags = of_kind(&message, "Flag");
    assert!(flags.iter().all(|flag| is_apart(flag)));
    let code = |flag: &&Value| flag["code"]["coding"][0]["code"].as_str().or(flag["code"]["text"].as_str()).unwrap().to_owned();
    flags.iter().map(code).collect()
}

#[test]
fn flags_are_raised_on_what_is_known() {
    let set = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>();
    let high = json!({"beh.economic.present": "yes", "risk.own_judgement": "high"});
    assert_eq!(flags(&json!({})), set(&[]));
    assert_eq!(flags(&json!({"beh.economic.present": "unknown"})), set(&[]));
    assert_eq!(flags(&json!({"beh.economic.present": "yes"})), set(&["697950003"]));
    assert_eq!(flags(&high), set(&["697950003", "129707006"]));
    assert_eq!(flags(&with(&high, &json!({"rel.cohabiting": "lives_with"}))), set(&["697950003", "129707006", "881081000000100"]));
    // Whoever may be the one who is harmed is flagged as no danger to others.
    let both = json!({"rel.cohabiting": "lives_with", "who.may_be_self_defence": "yes"});
    assert_eq!(flags(&with(&high, &both)), set(&["697950003"]));
    let no_route = json!({"victim.contact_safe_method": ["no_safe_route_known"]});
    assert_eq!(flags(&no_route), set(&[bundle().words.say("referral.no_contact")]));
}

#[test]
fn the_same_record_gives_the_same_bytes_and_another_gives_other_names() {
    let (case, details) = some();
    let of = |case: &Value| text(&answers(case), &details, day("2024-06-01"));
    assert_eq!(of(&case), of(&case));
    let id = |text: &str| serde_json::from_str::<Value>(text).unwrap()["id"].as_str().unwrap().to_owned();
    let others = [with(&case, &json!({"flag.strangulation": "no"})), without(&case, &["source.flag.strangulation"])];
    for other in &others {
        assert_ne!(id(&of(other)), id(&of(&case)));
    }
    assert_ne!(id(&text(&answers(&case), &details, day("2024-06-02"))), id(&of(&case)));
    assert_ne!(id(&text(&answers(&case), &Details::default(), day("2024-06-01"))), id(&of(&case)));
}

/// What is recorded of each fact, in all responses of a message.
fn recorded(message: &Value) -> BTreeMap<String, Vec<(bool, Value)>> {
    let mut found: BTreeMap<String, Vec<(bool, Value)>> = BTreeMap::new();
    for response in of_kind(message, "QuestionnaireResponse") {
        for item in items(response) {
            found.entry(item["linkId"].as_str().unwrap().into()).or_default().push((is_apart(response), item.clone()));
        }
    }
    found
}

/// The values of an item as answers write them.
fn as_answered(item: &Value, like: &Value) -> Value {
    let answers: Vec<Value> = item["answer"].as_array().into_iter().flatten().map(value).collect();
    if like.is_array() { json!(answers) } else { answers.first().cloned().unwrap_or(Value::Null) }
}

fn value(answer: &Value) -> Value {
    let parts = answer.as_object().unwrap();
    parts.get("valueCoding").map_or_else(|| parts.values().next().unwrap().clone(), |coding| coding["code"].clone())
}

#[test]
fn every_answer_and_every_detail_is_there_once_and_in_its_part() {
    let vocabulary = &bundle().vocabulary;
    let mut dice = Dice(7);
    for _ in 0..50 {
        let Session { case, details, on } = by_chance(&mut dice);
        let read = answers(&case);
        let message = message(&read, &details, on);
        assert_eq!(faults(&message), [""; 0]);
        let recorded = recorded(&message);
        for (fact, value) in case.as_object().unwrap().iter().filter(|(key, _)| !key.starts_with("source.")) {
            let found = recorded.get(fact).unwrap_or_else(|| panic!("no {fact} in {case}"));
            let [(apart, item)] = found.as_slice() else { panic!("{fact} twice") };
            assert_eq!(as_answered(item, value), *value, "{fact}");
            let id = vocabulary.asked(fact).unwrap();
            assert_eq!(*apart, why(vocabulary, &read, id).is_some(), "{fact}");
            assert_eq!(item["text"], vocabulary.short(id));
            let known =
                item["extension"].as_array().into_iter().flatten().find(|extension| extension["url"].as_str().unwrap().ends_with("/known-by"));
            assert_eq!(known.map(|known| &known["valueCoding"]["code"]), case.get(format!("source.{fact}")), "{fact}");
            for coding in item["answer"].as_array().into_iter().flatten().filter_map(|answer| answer.get("valueCoding")) {
                let choice = vocabulary.choices(id).iter().find(|choice| coding["code"] == json!(choice.is)).unwrap();
                assert_eq!(coding["display"], json!(choice.says));
            }
        }
        for field in FIELDS {
            let given: Vec<&str> = (0..2).map(|place| details.get(&field.at(place))).filter(|text| !text.is_empty()).collect();
            let given = if field.repeats() { given } else { given.into_iter().take(1).collect() };
            let found = recorded.get(&format!("details.{}", field.path)).cloned().unwrap_or_default();
            let texts: Vec<String> = found.iter().map(|(_, item)| as_answered(item, &Value::Null).as_str().unwrap_or("").to_owned()).collect();
            assert_eq!(texts, given, "{}", field.path);
            assert!(found.iter().all(|(apart, _)| *apart == field.restricted), "{}", field.path);
        }
    }
}

/// Without the restricted part nothing else changes but what is decided of it, and nothing leads to where it was.
#[test]
fn nothing_outside_the_restricted_part_tells_of_it() {
    let vocabulary = &bundle().vocabulary;
    let mut dice = Dice(11);
    for _ in 0..50 {
        let Session { case, details, on } = by_chance(&mut dice);
        // The area says which packs are used, whoever told it.
        let case = without(&case, &["source.area.person"]);
        let read = answers(&case);
        let whole = message(&read, &details, on);
        let mut open = details.clone();
        for field in FIELDS.iter().filter(|field| field.restricted) {
            (0..details.count(field.section()).max(1)).for_each(|place| assert!(open.set(&field.at(place), "")));
        }
        let bare = message(&read.for_the_person(vocabulary), &open, on);
        let (left, expected) = (outside(&whole), outside(&bare));
        assert_eq!(left, expected, "{case}");
    }
}

/// What stands outside the restricted part, with places for names, and without what was decided.
fn outside(message: &Value) -> Vec<Value> {
    let places: BTreeMap<&str, String> =
        resources(message).into_iter().filter(|r| !is_apart(r)).enumerate().map(|(i, r)| (r["id"].as_str().unwrap(), format!("<{i}>"))).collect();
    let open = resources(message).into_iter().filter(|resource| !is_apart(resource));
    let mut open: Vec<Value> = open
        .map(|resource| {
            let text = places.iter().fold(resource.to_string(), |text, (id, place)| text.replace(*id, place));
            assert!(!text.contains("urn:uuid:0") && !leaves(resource).iter().any(|(at, leaf)| dangles(at, leaf, &places)), "{resource}");
            serde_json::from_str(&text).unwrap()
        })
        .collect();
    for resource in &mut open {
        let decided: &[&str] = match resource["resourceType"].as_str().unwrap() {
            "RiskAssessment" => &["prediction", "mitigation", "note"],
            "ServiceRequest" => &["priority"],
            _ => &[],
        };
        decided.iter().for_each(|member| drop(resource.as_object_mut().unwrap().remove(*member)));
    }
    open
}

fn dangles(at: &str, leaf: &Value, places: &BTreeMap<&str, String>) -> bool {
    at.ends_with("/reference") && !places.contains_key(leaf.as_str().unwrap().trim_start_matches("urn:uuid:"))
}

/// Whatever is typed into the restricted part stands there alone.
#[test]
fn what_is_typed_in_confidence_stands_in_the_restricted_part_alone() {
    let case = json!({"area.person": "norfolk", "victim.impact": "canary one", "family.functioning_impact": "canary two", "share.decision_note": "canary three"});
    let mut details = full(0);
    for field in FIELDS.iter().filter(|field| field.restricted) {
        for place in 0..details.count(field.section()).max(1) {
            assert!(details.set(&field.at(place), format!("canary of {} {place}", field.path)));
        }
    }
    let message = message(&answers(&case), &details, day("2024-06-01"));
    let (apart, open): (Vec<&Value>, Vec<&Value>) = resources(&message).into_iter().partition(|resource| is_apart(resource));
    for resource in open {
        assert!(!resource.to_string().contains("canary"), "{resource}");
    }
    let apart = apart.into_iter().map(Value::to_string).collect::<String>();
    for field in FIELDS.iter().filter(|field| field.restricted) {
        assert!(apart.contains(&format!("canary of {} 0", field.path)), "{}", field.path);
    }
    assert!(["one", "two", "three"].iter().all(|canary| apart.contains(&format!("canary {canary}"))));
}
