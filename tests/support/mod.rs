//! What the tests share: the built-in packs, decisions as JSON, and answers made from a number.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Map, Value, json};
use std::sync::OnceLock;
use waymark::decide::Engine;
use waymark::facts::fact::{Kind, Mask};
use waymark::facts::{Answers, Day, FactId, Knowledge, raw::Raw};
use waymark::packs::{Bundle, text};

/// The packs that this build was made with.
pub fn bundle() -> &'static Bundle {
    static BUNDLE: OnceLock<Bundle> = OnceLock::new();
    BUNDLE.get_or_init(|| text::built_in().unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>())))
}

thread_local! {
    static ENGINE: &'static Engine<'static> = Box::leak(Box::new(Engine::new(bundle())));
}

/// An engine of this thread: what it makes once is used again.
pub fn engine() -> &'static Engine<'static> {
    ENGINE.with(|engine| *engine)
}

/// Reads answers.
pub fn answers(json: &Value) -> Answers {
    let raw: Raw = serde_json::from_value(json.clone()).expect("JSON");
    Answers::read(&bundle().vocabulary, &raw).unwrap_or_else(|faults| panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()))
}

/// A day.
pub fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// Decides on 1 June 2024.
pub fn decide(json: &Value) -> Value {
    decide_on(json, "2024-06-01")
}

/// Decides on a day.
pub fn decide_on(json: &Value, on: &str) -> Value {
    serde_json::to_value(engine().decide(&answers(json), day(on))).expect("JSON")
}

/// The ids of a list of a decision.
pub fn ids(decision: &Value, list: &str) -> Vec<String> {
    let key = if list == "fired" { "rule" } else { "id" };
    decision[list].as_array().expect("a list").iter().map(|item| item.get(key).unwrap_or(item).as_str().expect("an id").to_owned()).collect()
}

/// A pathway of a decision.
pub fn pathway<'d>(decision: &'d Value, id: &str) -> &'d Value {
    decision["pathways"].as_array().expect("a list").iter().find(|pathway| pathway["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

/// One object and then another over it.
pub fn with(base: &Value, more: &Value) -> Value {
    let mut object = base.as_object().expect("an object").clone();
    object.extend(more.as_object().expect("an object").clone());
    Value::Object(object)
}

/// One object without some keys.
pub fn without(base: &Value, keys: &[&str]) -> Value {
    let mut object = base.as_object().expect("an object").clone();
    keys.iter().for_each(|key| drop(object.remove(*key)));
    Value::Object(object)
}

/// The minimum set, answered with nothing that raises anything.
pub fn minimum() -> Value {
    json!({
        "now.danger": "no", "now.threat_to_kill": "none_known", "flag.strangulation": "no", "flag.weapon_used_or_access": "no",
        "flag.sexual_violence": "no", "flag.stalking_fixated": "no", "rel.cohabiting": "lives_with", "beh.controlling_coercive.present": "no",
        "beh.monitoring_jealousy.present": "no", "beh.isolating.present": "no", "child.any_0_17": "no", "beh.pattern": "single_incident",
        "hist.other_victims": "none_known",
    })
}

/// The ids of all behaviours.
pub fn behaviours() -> Vec<String> {
    let name = |id: &str| id.strip_prefix("beh.")?.strip_suffix(".present").map(str::to_owned);
    bundle().vocabulary.facts.iter().filter_map(|fact| name(&fact.id)).collect()
}

/// The minimum set, with every behaviour answered "no".
pub fn nothing() -> Value {
    let all: Map<String, Value> = behaviours().into_iter().map(|behaviour| (format!("beh.{behaviour}.present"), json!("no"))).collect();
    with(&minimum(), &Value::Object(all))
}

/// The value of a fact, derived ones included; none while it is open.
pub fn known(json: &Value, fact: &str) -> Option<String> {
    let vocabulary = &bundle().vocabulary;
    let answers = answers(json);
    let thresholds = engine().thresholds(&answers, day("2024-06-01"));
    let knowledge = Knowledge::new(vocabulary, &answers, &thresholds);
    let id = vocabulary.find(fact).unwrap_or_else(|| panic!("no {fact}"));
    let may = knowledge.of(id).may;
    (may.count_ones() == 1).then(|| vocabulary.choices(id)[may.trailing_zeros() as usize].is.clone())
}

/// Small numbers that follow from one seed.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }

    /// Whether one in `sides` comes up.
    pub fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }
}

fn places(mask: Mask) -> Vec<usize> {
    (0..64).filter(|bit| mask & (1 << bit) != 0).collect()
}

/// Every settled value of a fact as answers write it (a number for each range; for a set: nothing, each value, all).
pub fn values(fact: FactId) -> Vec<Value> {
    let vocabulary = &bundle().vocabulary;
    let Some(kind) = vocabulary.fact(fact).map(|fact| &fact.kind) else { return Vec::new() };
    let is = |place: &usize| json!(kind.choices()[*place].is);
    match kind {
        Kind::Choice(_) | Kind::Bands { .. } => places(kind.settled()).iter().map(is).collect(),
        Kind::Number { cuts, .. } => std::iter::once(0).chain(cuts.iter().copied()).map(|number| json!(number)).collect(),
        Kind::Set(_) => {
            let single = places(kind.settled()).into_iter().map(|place| json!([is(&place)]));
            let all: Vec<Value> = places(kind.settled()).iter().map(is).collect();
            std::iter::once(json!([])).chain(single).chain([json!(all)]).collect()
        }
        Kind::Date | Kind::Text => Vec::new(),
    }
}

/// The value that says least of danger, where one does.
fn quiet(id: &str, values: &[Value]) -> Value {
    let calm =
        ["no", "none_known", "none", "never", "standard", "single_incident", "lives_with", "same", "distress_or_fear", "not_considered", "18_plus"];
    let named = values.iter().find(|value| value.as_str().is_some_and(|text| calm.contains(&text)));
    let number = if id == "person.age" { json!(34) } else { json!(0) };
    named.cloned().unwrap_or_else(|| if values.iter().all(Value::is_number) { number } else { values[0].clone() })
}

/// Answers made from dice: about one fact in `alarm` has any value at all, the others are quiet, and about one in
/// `open` is unknown or absent. Bands are left to their numbers.
pub fn some_answers(dice: &mut Dice, alarm: usize, open: usize) -> Value {
    let vocabulary = &bundle().vocabulary;
    let mut object = Map::new();
    for id in vocabulary.ids() {
        let fact = vocabulary.fact(id).expect("a fact");
        let values = values(id);
        if values.is_empty() || matches!(fact.kind, Kind::Bands { .. }) {
            continue;
        }
        if dice.one_in(open) {
            if dice.one_in(2) && fact.kind.choice("unknown").is_some() {
                let unknown = if matches!(fact.kind, Kind::Set(_)) { json!(["unknown"]) } else { json!("unknown") };
                object.insert(fact.id.clone(), unknown);
            }
            continue;
        }
        let value = if dice.one_in(alarm) { values[dice.roll(values.len())].clone() } else { quiet(&fact.id, &values) };
        object.insert(fact.id.clone(), value);
    }
    object.insert("area.person".into(), json!("norfolk"));
    Value::Object(object)
}

/// Someone of full age and a former partner, in the tier that is asked for.
pub fn case(tier: &str) -> Value {
    let base = json!({"area.person": "norfolk", "rel.kind": "ex_partner", "person.age": 34, "victim.age_band": "18_64"});
    with(
        &base,
        &match tier {
            "immediate" => json!({"now.danger": "yes"}),
            "high" => json!({"risk.own_judgement": "high"}),
            "medium" => json!({"beh.pattern": "ongoing_pattern"}),
            "standard" => with(&minimum(), &json!({"beh.economic.present": "yes"})),
            "nothing_recorded" => nothing(),
            _ => json!({}),
        },
    )
}
