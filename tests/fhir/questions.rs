//! The questionnaire: every question once, asked when the screen asks it, and the form that the responses keep to.

use crate::filled::{Session, by_chance};
use crate::support::{Dice, answers, bundle, day, engine};
use crate::written::{faults, items};
use crate::{message, of_kind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use waymark::decide::tier::Tiering;
use waymark::facts::{Knowledge, Truth};
use waymark::referral::fhir::questionnaire;
use waymark::referral::fields::FIELDS;

fn form() -> Value {
    serde_json::from_str(&questionnaire(bundle())).unwrap()
}

/// Every item by its name, with the name of the group that it stands in.
fn named(form: &Value) -> BTreeMap<String, (String, Value)> {
    fn walk(item: &Value, above: &str, found: &mut BTreeMap<String, (String, Value)>) {
        for inner in item["item"].as_array().into_iter().flatten() {
            let name = inner["linkId"].as_str().unwrap();
            assert!(found.insert(name.into(), (above.into(), inner.clone())).is_none(), "{name} twice");
            walk(inner, name, found);
        }
    }
    let mut found = BTreeMap::new();
    walk(form, "", &mut found);
    found
}

#[test]
fn every_question_is_there_once_and_none_must_be_answered() {
    let form = form();
    assert_eq!(faults(&form), [""; 0]);
    let named = named(&form);
    for fact in &bundle().vocabulary.facts {
        let (_, item) = named.get(&fact.id).unwrap_or_else(|| panic!("no {}", fact.id));
        assert_eq!(item["text"], fact.question.as_str());
        let options: Vec<&str> = item["answerOption"].as_array().into_iter().flatten().map(|o| o["valueCoding"]["code"].as_str().unwrap()).collect();
        assert_eq!(options, fact.kind.choices().iter().map(|choice| choice.is.as_str()).collect::<Vec<_>>());
    }
    for field in FIELDS {
        assert!(named.contains_key(&format!("details.{}", field.path)), "{}", field.path);
    }
    assert!(named.values().filter(|(_, item)| item["type"] != "display").all(|(_, item)| item["required"] == false));
}

/// Whether an item is asked, as the standard reads it.
fn is_asked(item: &Value, case: &Value) -> bool {
    let tests = item["enableWhen"].as_array().unwrap();
    let holds = |test: &Value| {
        let given = match &case[test["question"].as_str().unwrap()] {
            Value::Null => Vec::new(),
            Value::Array(values) => values.clone(),
            value => vec![value.clone()],
        };
        let equal = given.contains(&test["answerCoding"]["code"]);
        match test["operator"].as_str().unwrap() {
            "exists" => test["answerBoolean"] == !given.is_empty(),
            "=" => equal,
            "!=" => !equal,
            other => panic!("{other}"),
        }
    };
    if item["enableBehavior"] == "any" { tests.iter().any(holds) } else { tests.iter().all(holds) }
}

#[test]
fn a_question_is_asked_when_the_screen_asks_it() {
    let (form, vocabulary, national) = (form(), &bundle().vocabulary, &bundle().national);
    let named = named(&form);
    let pages: Vec<_> = bundle().journey.pages.iter().filter_map(|page| Some((page, &named.get(&format!("page.{}", page.id))?.1))).collect();
    let mut dice = Dice(5);
    let (mut said, mut both) = (BTreeSet::new(), BTreeMap::<String, BTreeSet<bool>>::new());
    for _ in 0..400 {
        let case = by_chance(&mut dice).case;
        let read = answers(&case);
        let thresholds = engine().thresholds(&read, day("2024-06-01"));
        let knowledge = Knowledge::new(vocabulary, &read, &thresholds);
        let tiering = Tiering::of(national, &knowledge);
        let mut seen = |name: &str, item: &Value, expected: bool| {
            assert_eq!(is_asked(item, &case), expected, "{name} {case}");
            said.insert(name.to_owned());
            both.entry(name.into()).or_default().insert(expected);
        };
        for (page, item) in pages.iter().filter(|(_, item)| item.get("enableWhen").is_some()) {
            let expected = knowledge.truth(&page.when, &|decided| tiering.decided(decided)) != Truth::No;
            seen(&page.id, item, expected);
        }
        for id in vocabulary.ids() {
            let item = &named[vocabulary.name(id)].1;
            if item.get("enableWhen").is_some() {
                seen(vocabulary.name(id), item, !knowledge.is_closed(id));
            }
        }
    }
    assert!(said.len() > 15, "{said:?}");
    assert!(both.values().filter(|seen| seen.len() == 2).count() > 15, "{both:?}");
}

/// What the form knows but cannot say is told here, so that it shows when it grows.
#[test]
fn most_conditions_can_be_said() {
    let named = named(&form());
    let hanging = bundle().vocabulary.facts.iter().filter(|fact| fact.hangs_on.is_some());
    let not_said: Vec<&str> = hanging.filter(|fact| named[&fact.id].1.get("enableWhen").is_none()).map(|fact| fact.id.as_str()).collect();
    assert!(not_said.is_empty(), "{not_said:?}");
}

#[test]
fn responses_keep_to_the_questionnaire() {
    let form = form();
    let named = named(&form);
    let mut dice = Dice(3);
    for _ in 0..30 {
        let Session { case, details, on } = by_chance(&mut dice);
        let message = message(&answers(&case), &details, on);
        for response in of_kind(&message, "QuestionnaireResponse") {
            assert_eq!(response["questionnaire"], format!("{}|{}", form["url"].as_str().unwrap(), form["version"].as_str().unwrap()));
            for group in response["item"].as_array().unwrap() {
                let name = group["linkId"].as_str().unwrap();
                assert_eq!(named[name].0, "", "{name} stands at the top");
                for item in group["item"].as_array().into_iter().flatten() {
                    assert_eq!(named[item["linkId"].as_str().unwrap()].0, name);
                }
            }
            for item in items(response) {
                keeps_to(item, &named[item["linkId"].as_str().unwrap()].1);
            }
        }
    }
}

fn keeps_to(item: &Value, question: &Value) {
    let given: Vec<&Value> = item["answer"].as_array().into_iter().flatten().collect();
    assert!(given.len() <= 1 || question["repeats"] == true, "{item}");
    for answer in given {
        let (kind, value) = answer.as_object().unwrap().iter().next().unwrap();
        let fits = match question["type"].as_str().unwrap() {
            "choice" => question["answerOption"].as_array().unwrap().iter().any(|option| option["valueCoding"] == *value),
            "integer" => kind == "valueInteger",
            "date" => ["valueDate", "_valueDate"].contains(&kind.as_str()),
            _ => ["valueString", "_valueString"].contains(&kind.as_str()),
        };
        assert!(fits, "{item} {question}");
    }
}
