//! What is written is read, decided again and found to follow; what was changed, cut off or made to do harm is said to be so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "receive/hostile.rs"]
mod hostile;
#[path = "receive/reply.rs"]
mod reply;
mod support;

use serde_json::{Value, json};
use std::fs;
use support::{Dice, answers, bundle, day, engine, some_answers, with};
use waymark::facts::answers::LONGEST_TEXT;
use waymark::facts::raw::Raw;
use waymark::receive::again::{Standing, What};
use waymark::receive::{Fault, Kind, Received, Reference, bounded};
use waymark::referral::checks::LONGEST_LINE;
use waymark::referral::fields::{FIELDS, Kind as Takes};
use waymark::referral::{Details, Referral};

/// The file of a referral.
pub fn file(answered: &Value, details: &Value, on: &str) -> String {
    let raw: Raw = serde_json::from_value(details.clone()).unwrap();
    let details = Details::read(&raw, "").unwrap_or_else(|faults| panic!("{}", faults[0]));
    Referral::new(engine(), &answers(answered), &details, day(on)).to_json()
}

/// Opens a file on a day.
pub fn read(text: &str, today: &str) -> Result<Received, Fault> {
    Received::read(text.as_bytes(), engine(), day(today))
}

/// A referral of a high risk in Norfolk, with something in every part.
pub fn some() -> (Value, Value) {
    let answers = json!({
        "area.person": "norfolk", "rel.kind": "ex_partner", "person.age": 34, "flag.strangulation": "yes", "source.flag.strangulation": "victim_told_me",
        "victim.contact_safe_method": ["no_safe_route_known"], "beh.economic.present": "yes", "child.any_0_17": "no", "victim.impact": "a\n\"b\" \\",
        "risk.tool_date": "2024-02", "adapt": ["bsl"], "strength": [],
    });
    let details = json!({
        "referrer": {"name": "A. Worker", "agency": "Housing", "email": "a.worker@example.org"},
        "person": {"name": "not known"},
        "victim": {"address": "withheld", "phone": "07700 900982"},
        "children": [{"name": "Child <one>", "date_of_birth": "2019"}],
        "narrative": {"seen": "He blocked the door.\nREFERRAL ACCEPTED"},
        "chosen": [{"pathway": "norfolk/change_project", "reason": "Serious harm"}],
        "review_by": "2024-07-01",
    });
    (answers, details)
}

/// Its file.
pub fn some_file() -> String {
    let (answers, details) = some();
    file(&answers, &details, "2024-06-01")
}

/// A file with one place changed.
pub fn changed(pointer: &str, to: Value) -> String {
    let mut file: Value = serde_json::from_str(&some_file()).unwrap();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match file.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}")) {
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = to,
        object => object[key] = to,
    }
    file.to_string()
}

fn whole(text: &str, on: &str) -> Received {
    let received = read(text, on).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(received.is_as_made_here(), "{:?} {:?} {:?} {:?}", received.differences, received.since, received.places, received.wrong);
    assert!(!received.was_changed());
    received
}

#[test]
fn what_is_written_is_read_and_follows() {
    let (answered, details) = some();
    let received = whole(&some_file(), "2024-06-01");
    assert_eq!(received.answers, answers(&answered));
    assert_eq!(serde_json::to_value(&received.details).unwrap(), details);
    assert_eq!(received.referral(engine()).to_json(), some_file(), "made here it is the same, byte by byte");
}

/// Vignettes, the answers of every scenario, and answers by chance in every area, on days in every year.
#[test]
fn many_referrals_come_through() {
    let (_, details) = some();
    let details = support::without(&details, &["chosen", "review_by"]);
    let mut cases = 0;
    for path in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance")).unwrap().map(|item| item.unwrap().path()) {
        if path.extension().is_none_or(|extension| extension != "json") || path.ends_with("refused.json") {
            continue;
        }
        let suite: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        for case in suite {
            let on = case["on"].as_str().unwrap();
            whole(&file(&case["answers"], &details, on), on);
            cases += 1;
        }
    }
    assert!(cases > 500, "{cases}");
    let mut dice = Dice(77);
    let areas = bundle().vocabulary.choices(bundle().vocabulary.asked("area.person").unwrap());
    for round in 0..400 {
        let (alarm, open) = (1 + dice.roll(6), 1 + dice.roll(12));
        let area = json!({"area.person": areas[dice.roll(areas.len())].is});
        let on = format!("20{}-0{}-11", 22 + round % 6, 1 + round % 9);
        let case = with(&some_answers(&mut dice, alarm, open), &area);
        let text = file(&case, &json!({}), &on);
        assert_eq!(whole(&text, &on).answers, answers(&case));
    }
}

/// Every detail at its longest, in every entry of every list, and every text.
#[test]
fn the_largest_referral_is_read() {
    let mut details = Details::default();
    let text = |kind: Takes| match kind {
        Takes::Text => "x".repeat(LONGEST_LINE),
        Takes::Long => "é \"".repeat(LONGEST_TEXT / 3),
        Takes::Email => "a@example.org".into(),
        Takes::Phone => "07700 900982".into(),
        Takes::Postcode => "NR1 3JU".into(),
        Takes::Date | Takes::Day => "2030-01-01".into(),
    };
    for field in FIELDS.iter().filter(|field| !matches!(field.section(), "chosen" | "declined")) {
        (0..if field.repeats() { 30 } else { 1 }).for_each(|place| assert!(details.set(&field.at(place), text(field.kind)), "{}", field.path));
    }
    let mut case = some_answers(&mut Dice(5), 1, 100);
    for fact in bundle().vocabulary.facts.iter().filter(|fact| matches!(fact.kind, waymark::facts::Kind::Text)) {
        case[&fact.id] = json!("ü".repeat(LONGEST_TEXT));
    }
    let answers = answers(&case);
    let json = Referral::new(engine(), &answers, &details, day("2024-06-01")).to_json();
    assert!(json.len() > 500_000 && json.len() < bounded::LARGEST, "{}", json.len());
    whole(&json, "2024-06-01");
}

#[test]
fn the_reference_is_that_of_what_was_written() {
    let reference = |text: &str, today: &str| read(text, today).unwrap().reference;
    let own = reference(&some_file(), "2024-06-01");
    assert!(own.as_str().len() == 71 && own.short().len() == 9, "{}", own.as_str());
    // Written down otherwise, decided on another day, read on another: the same referral.
    let value: Value = serde_json::from_str(&some_file()).unwrap();
    assert_eq!(reference(&value.to_string(), "2026-11-23"), own);
    let (answered, details) = some();
    assert_eq!(reference(&file(&answered, &details, "2025-06-01"), "2025-06-01"), own);
    assert_eq!(Reference::of_parts(&answered, &details), own, "what has not been written yet has the same");
    // Any other answer or detail: another referral.
    let other = with(&answered, &json!({"child.any_0_17": "yes"}));
    assert_ne!(reference(&file(&other, &details, "2024-06-01"), "2024-06-01"), own);
    let other = with(&details, &json!({"review_by": "2024-07-02"}));
    assert_ne!(reference(&file(&answered, &other, "2024-06-01"), "2024-06-01"), own);
}

#[test]
fn a_changed_file_is_called_changed() {
    let decision: Value = serde_json::from_str::<Value>(&some_file()).unwrap()["restricted"]["decision"].clone();
    let pathway = decision["pathways"].as_array().unwrap().iter().position(|pathway| pathway["id"] == "norfolk/change_project").unwrap();
    let less: Vec<&Value> = decision["actions"].as_array().unwrap().iter().skip(1).collect();
    let cases = [
        ("/restricted/decision/tier".to_owned(), json!("standard"), What::Tier),
        ("/restricted/decision/stops".into(), json!(["possible_victim"]), What::Stop),
        ("/restricted/decision/actions".into(), json!(less), What::Action),
        ("/restricted/decision/actions/0/urgency".into(), json!("with_referral"), What::Urgency),
        (format!("/restricted/decision/pathways/{pathway}/eligibility"), json!("not_eligible"), What::Eligibility),
        (format!("/restricted/decision/pathways/{pathway}/availability"), json!("gap"), What::Availability),
        (format!("/restricted/decision/pathways/{pathway}/recommended"), json!(false), What::Recommended),
        (format!("/restricted/decision/pathways/{pathway}/id"), json!("norfolk/other"), What::Pathway),
        // An answer changed, and the decision left as it was.
        ("/restricted/answers/flag.strangulation".into(), json!("no"), What::Tier),
    ];
    for (pointer, to, what) in cases {
        let received = read(&changed(&pointer, to), "2024-06-01").unwrap_or_else(|fault| panic!("{pointer}: {fault}"));
        assert!(received.was_changed() && !received.is_as_made_here(), "{pointer}");
        assert!(received.differences.iter().any(|found| found.what == what), "{pointer}: {:?}", received.differences);
        let text = received.to_text(engine());
        assert!(text.starts_with("!!! ") && text.contains("THIS FILE WAS CHANGED AFTER IT WAS MADE"), "{text}");
        assert!(text.contains("does not follow from its answers"), "{text}");
    }
    // What no rule reads, and the record says of its answers, is held against them too.
    for (pointer, to) in
        [("/risk/says", json!("Low")), ("/restricted/do_not_disclose", json!([])), ("/marking/says", json!("Public")), ("/mode", json!("community"))]
    {
        let received = read(&changed(pointer, to), "2024-06-01").unwrap();
        assert!(received.was_changed() && received.differences.is_empty(), "{pointer}");
        assert!(received.to_text(engine()).contains(pointer), "{pointer} {:?}", received.places);
    }
}

#[test]
fn other_rules_are_told_from_changes() {
    let with_packs = |change: &dyn Fn(&mut Value)| {
        let mut file: Value = serde_json::from_str(&some_file()).unwrap();
        change(&mut file);
        read(&file.to_string(), "2024-06-01").unwrap()
    };
    let standing = |received: &Received, id: &str| received.packs.iter().find(|pack| pack.id == id).map(|pack| pack.standing);
    let digest = format!("sha256-{}", "0".repeat(64));
    let older = with_packs(&|file| {
        file["packs"][1]["version"] = json!("0.0.9");
        file["packs"][1]["digest"] = json!(digest);
        file["restricted"]["decision"]["tier"] = json!("medium");
    });
    assert_eq!((standing(&older, "national"), older.was_changed()), (Some(Standing::OtherVersion), false));
    assert_eq!((older.differences.len(), older.differences[0].what, older.places.len()), (1, What::Tier, 0));
    let text = older.to_text(engine());
    assert!(text.contains("national: version 0.0.9 in the file") && text.contains("Result: \"Medium\" in the file, \"High\" here"), "{text}");
    let other_text = with_packs(&|file| file["packs"][1]["digest"] = json!(digest));
    assert_eq!(standing(&other_text, "national"), Some(Standing::OtherText));
    assert!(!other_text.is_as_made_here() && other_text.to_text(engine()).contains("the same version with another text"));
    let unknown = with_packs(&|file| file["packs"][2]["id"] = json!("atlantis"));
    assert_eq!((standing(&unknown, "atlantis"), standing(&unknown, "norfolk")), (Some(Standing::NotHere), Some(Standing::NotThere)));
    assert!(!unknown.rests_on_ours());
}

#[test]
fn what_time_changed_is_listed_apart() {
    let received = read(&some_file(), "2026-11-23").unwrap();
    assert!(received.differences.is_empty() && !received.was_changed() && !received.is_as_made_here());
    let ended = received.since.iter().find(|found| found.id == "norfolk/change_project" && found.what == What::Availability).unwrap();
    assert_eq!((ended.file.as_str(), ended.here.as_str()), ("running", "ended"));
    assert!(received.to_text(engine()).contains("Decided differently here for today, 23 November 2026"));
}

#[test]
fn what_is_restricted_comes_first_then_what_is_missing_then_the_rest() {
    let text = read(&some_file(), "2024-06-01").unwrap().to_text(engine());
    let places: Vec<usize> = [
        "!!! RESTRICTED: NEVER FOR THE EYES",
        "Reference: ",
        "Result: High",
        "# Must never reach the person causing harm",
        "Strangled someone",
        "Child <one>",
        "WHAT IS MISSING",
        "- Name of the person causing harm: not known",
        "CHECK OF THE FILE",
        "WHAT TO DO, IN ORDER",
        "CHOSEN",
        "OTHER ANSWERS",
        "RULES USED",
    ]
    .iter()
    .map(|part| text.find(part).unwrap_or_else(|| panic!("no {part} in {text}")))
    .collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?} {text}");
    assert!(text.contains("Address of the person being harmed: withheld"), "{text}");
    let keys = bundle().words.texts.iter().map(|(key, _)| key.as_str());
    keys.filter(|key| key.matches('.').count() > 0).for_each(|key| assert!(!text.contains(key), "{key} is not said: {text}"));
}

#[test]
fn what_is_missing_is_listed() {
    let received = read(&file(&json!({}), &json!({}), "2024-06-01"), "2024-06-01").unwrap();
    let text = received.to_text(engine());
    for missing in ["- Name\n", "Day on which the referrer looks at this again", "Someone is in danger now"] {
        let at = text.find(missing).unwrap_or_else(|| panic!("{missing}: {text}"));
        assert!(text.find("WHAT IS MISSING").unwrap() < at && at < text.find("CHECK OF THE FILE").unwrap(), "{missing}");
    }
}

/// A service that is not listed here, or that a stop forbids: the file opens, and says so.
#[test]
fn a_choice_that_does_not_go_with_the_decision_is_said() {
    let received = read(&changed("/details/chosen/0/pathway", json!("norfolk/nothing")), "2024-06-01").unwrap();
    assert_eq!(received.wrong.iter().map(|fault| fault.code.as_ref()).collect::<Vec<_>>(), ["no_pathway"]);
    assert!(!received.is_as_made_here() && received.to_text(engine()).contains("Does not go with what is decided here"));
}

#[test]
fn where_instead_names_what_the_packs_name() {
    let received = read(&some_file(), "2026-11-23").unwrap();
    let referral = received.referral(engine());
    let instead = received.instead(&referral);
    assert!(instead.len() > 2 && !instead.iter().any(|id| id == "norfolk/change_project"), "{instead:?}");
    instead.iter().for_each(|id| assert_ne!(waymark::receive::view::place_name(bundle(), id), *id, "no name for {id}"));
}

/// Whoever reads a fault learns what it is, where, and how to mend it.
#[test]
fn every_kind_of_fault_has_its_words() {
    for kind in Kind::ALL {
        let [says, mend, place] = Fault::new(kind, "/a", "x", "y").says(&bundle().words);
        for text in [&says, &mend, &place] {
            assert!(!text.is_empty() && !text.contains("receive.") && !text.contains('{'), "{}: {text}", kind.id());
        }
        assert!(place.contains("/a"), "{place}");
    }
}
