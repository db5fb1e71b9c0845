//! The reply: made, checked, written, read back, and told from the replies to other referrals.

use super::{read, some_file, support};
use serde_json::{Value, json};
use support::{bundle, day};
use waymark::receive::reply::{Outcome, SCHEMA};
use waymark::receive::{Kind, Reference, Reply};

fn to(outcome: Outcome) -> Reply {
    let mut reply = Reply::new(&read(&some_file(), "2024-06-01").unwrap().reference, day("2024-06-03"));
    reply.outcome = Some(outcome);
    (reply.by.service, reply.by.role, reply.by.email) = ("The Change Project".into(), "Coordinator".into(), "hub@example.org".into());
    match outcome {
        Outcome::Accepted => {}
        Outcome::NotAccepted => {
            reply.reason = "No places before\nthe summer.".into();
            reply.instead = vec!["norfolk/dappa".into(), "specialist_advice".into()];
        }
        Outcome::MoreNeeded => {
            reply.facts = vec!["victim.age_band".into()];
            reply.details = vec!["review_by".into(), "children.0.school".into()];
            reply.questions = "Who else knows?\n\n Is there an interpreter? ".into();
        }
    }
    reply
}

fn codes(reply: &Reply) -> Vec<(String, String)> {
    reply.faults().into_iter().map(|fault| (fault.field, fault.code.into_owned())).collect()
}

fn schema() -> (boon::Schemas, boon::SchemaIndex) {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("reply.json", serde_json::from_str(SCHEMA).unwrap()).unwrap();
    let index = compiler.compile("reply.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
    (schemas, index)
}

#[test]
fn what_is_written_is_read_back_and_is_as_the_schema_says() {
    let (schemas, index) = schema();
    for outcome in Outcome::ALL {
        let reply = to(outcome);
        assert_eq!(codes(&reply), []);
        let json = reply.to_json();
        schemas.validate(&serde_json::from_str(&json).unwrap(), index).unwrap_or_else(|error| panic!("{error:#}"));
        let back = Reply::read(json.as_bytes(), &bundle().words).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(back.to_json(), json);
        assert!(back.answers(&read(&some_file(), "2026-11-23").unwrap().reference), "on any day");
    }
}

/// Nothing of the referral goes into the reply but its reference.
#[test]
fn nothing_of_the_referral_goes_back() {
    for outcome in Outcome::ALL {
        let reply = to(outcome);
        let whole = reply.to_json() + &reply.to_text(bundle(), None);
        for canary in ["A. Worker", "Housing", "07700 900982", "Child <one>", "blocked the door", "a.worker@example.org"] {
            assert!(some_file().contains(canary) && !whole.contains(canary), "{canary}");
        }
        let keys: Vec<String> = serde_json::from_str::<Value>(&reply.to_json()).unwrap().as_object().unwrap().keys().cloned().collect();
        let known = ["by", "details", "elsewhere", "facts", "format", "instead", "on", "outcome", "questions", "reason", "reference", "version"];
        assert!(keys.iter().all(|key| known.contains(&key.as_str())), "{keys:?}");
    }
}

#[test]
fn what_must_be_given_is_asked_for() {
    let list = |pairs: &[(&str, &str)]| -> Vec<(String, String)> { pairs.iter().map(|(field, code)| ((*field).into(), (*code).into())).collect() };
    let who = [("by.service", "required"), ("by.role", "required"), ("by.phone", "required")];
    let mut reply = Reply::new(&Reference::default(), day("2024-06-03"));
    assert_eq!(codes(&reply), list(&[&[("outcome", "required")], &who[..]].concat()));
    reply.outcome = Some(Outcome::NotAccepted);
    assert_eq!(codes(&reply), list(&[&[("reason", "required"), ("elsewhere", "required")], &who[..]].concat()));
    reply.outcome = Some(Outcome::MoreNeeded);
    assert_eq!(codes(&reply), list(&[&[("questions", "required")], &who[..]].concat()));
    reply.outcome = Some(Outcome::Accepted);
    assert_eq!(codes(&reply), list(&who));
    (reply.by.phone, reply.by.email, reply.reason) = ("soon".into(), "x".into(), "a\u{7}".into());
    let expected = [("reason", "control"), ("by.service", "required"), ("by.role", "required"), ("by.phone", "phone"), ("by.email", "email")];
    assert_eq!(codes(&reply), list(&expected));
    for fault in reply.faults().iter().chain(&Reply::default().faults()) {
        let says = fault.says(&bundle().words);
        assert!(!says.contains("reply.") && !says.contains("details."), "{says}");
    }
    // Lines with nothing on them are no questions, and the file without them is read.
    let mut blank = to(Outcome::MoreNeeded);
    blank.questions = " \n ".into();
    assert!(Reply::read(blank.to_json().as_bytes(), &bundle().words).is_ok_and(|reply| reply.questions.is_empty()));
    // What was filled in before the outcome was changed does not go out.
    let mut changed = to(Outcome::MoreNeeded);
    changed.outcome = Some(Outcome::Accepted);
    assert!(!changed.settled().to_json().contains("questions"));
}

#[test]
fn a_reply_is_read_as_words() {
    let own = read(&some_file(), "2024-06-01").unwrap().reference;
    let text = to(Outcome::MoreNeeded).to_text(bundle(), Some(&own));
    for part in [
        "Answer: More is needed",
        &format!("Reference: {}", own.short()),
        "Answered on: 3 June 2024",
        "Service: The Change Project",
        "This reply is for the referral that is open here",
        "- Age group of the person being harmed",
        "- Day on which you will look at this again",
        "- School or nursery (1)",
        "- Who else knows?\n- Is there an interpreter?",
        "Never ask the person causing harm",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let text = to(Outcome::NotAccepted).to_text(bundle(), Some(&Reference::default()));
    for part in ["Not accepted", "for another referral", "- No places before\n- the summer.", "DAPPA"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!to(Outcome::Accepted).to_text(bundle(), None).contains("This reply is for"));
}

#[test]
fn what_is_no_reply_is_refused_for_what_it_is() {
    let (schemas, index) = schema();
    let with = |pointer: &str, to: Value, outcome: Outcome| {
        let mut reply: Value = serde_json::from_str(&self::to(outcome).to_json()).unwrap();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let place = reply.pointer_mut(parent).unwrap();
        if to.is_null() {
            drop(place.as_object_mut().unwrap().remove(key))
        } else {
            place[key] = to
        }
        reply
    };
    let cases = [
        ("/format", json!("waymark-reply/2"), Outcome::Accepted, Kind::Newer),
        ("/format", json!("waymark-referral/1"), Outcome::Accepted, Kind::OtherFile),
        ("/extra", json!(1), Outcome::Accepted, Kind::Broken),
        ("/by/name", json!("A"), Outcome::Accepted, Kind::Broken),
        ("/outcome", json!("maybe"), Outcome::Accepted, Kind::Broken),
        ("/reference", json!("1"), Outcome::Accepted, Kind::Broken),
        ("/on", json!("2024-02-31"), Outcome::Accepted, Kind::Broken),
        ("/by/email", json!("nobody"), Outcome::Accepted, Kind::Broken),
        ("/by/email", Value::Null, Outcome::Accepted, Kind::Broken),
        ("/by", Value::Null, Outcome::Accepted, Kind::Broken),
        ("/reason", Value::Null, Outcome::NotAccepted, Kind::Broken),
        ("/instead", Value::Null, Outcome::NotAccepted, Kind::Broken),
        ("/instead", json!(["a/b", "a/b"]), Outcome::NotAccepted, Kind::Broken),
        ("/questions", json!("Who?"), Outcome::MoreNeeded, Kind::Broken),
        ("/facts", json!([7]), Outcome::MoreNeeded, Kind::Broken),
    ];
    for (pointer, value, outcome, kind) in cases {
        let reply = with(pointer, value, outcome);
        let fault = Reply::read(reply.to_string().as_bytes(), &bundle().words).err().unwrap_or_else(|| panic!("{pointer}"));
        assert_eq!(fault.kind, kind, "{pointer}: {fault}");
        // A day that no month has is beyond a schema.
        assert!(pointer == "/on" || schemas.validate(&reply, index).is_err(), "{pointer}");
    }
}
