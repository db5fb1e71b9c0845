//! On the way: every page as if nothing had been filled in, own answers before all, and who filled in until it is changed.

use crate::support::{answers, bundle, day, decide_on, engine};
use crate::{ON, fact, fill_in, new};
use serde_json::{Value, json};
use waymark::facts::Value as Answer;
use waymark::journey::{Place, Session};
use waymark::packs::Mode;

fn choose(session: &mut Session, name: &str, value: &str) {
    let place = bundle().vocabulary.choices(fact(name)).iter().position(|choice| choice.is == value).unwrap();
    session.choose(fact(name), place);
}

fn go_on(session: &mut Session) {
    session.go_on(engine(), day(ON));
}

fn pages(session: &Session) -> Vec<(String, Vec<&'static str>)> {
    let names = |facts: &[waymark::facts::FactId]| facts.iter().map(|fact| bundle().vocabulary.name(*fact)).collect();
    session.way(engine(), day(ON)).pages().iter().map(|reached| (reached.page.id.clone(), names(&reached.facts))).collect()
}

/// On the page that asks where the person lives.
fn second_page(given: &Value) -> Session {
    let mut session = new(Mode::Professional);
    fill_in(&mut session, given);
    choose(&mut session, "user.role", "health");
    choose(&mut session, "user.device_private", "yes");
    choose(&mut session, "user.setting", "other");
    go_on(&mut session);
    assert_eq!(session.place, Place::Page("where".into()));
    session
}

#[test]
fn the_way_and_the_decision_know_nothing_of_it_until_its_page_is_left() {
    let given = json!({"area.person": "norfolk", "risk.own_judgement": "high", "now.danger": "yes", "beh.controlling_coercive.present": "yes", "rel.kind": "ex_partner"});
    let (empty, mut filled) = (new(Mode::Professional), new(Mode::Professional));
    fill_in(&mut filled, &given);
    assert_eq!(pages(&filled), pages(&empty));
    assert_eq!(filled.counting(engine(), day(ON)), empty.answers);
    let mut filled = second_page(&given);
    assert_eq!(filled.answers.get(fact("area.person")), None);
    choose(&mut filled, "user.also_supports_victim", "no");
    go_on(&mut filled);
    assert!(filled.faults.is_empty());
    assert!(filled.answers.get(fact("area.person")).is_some(), "it was seen and gone on with");
    // The question about danger is asked, and no stop stands before it was.
    assert_eq!(filled.place, Place::Page("danger-now".into()));
    assert_eq!(filled.value(fact("now.danger")), Some(&Answer::Choice(0)));
    for (name, value) in [("now.child_in_danger", "no"), ("now.weapon_present", "no"), ("now.threat_to_kill", "none_known")] {
        choose(&mut filled, name, value);
    }
    go_on(&mut filled);
    assert_eq!(filled.place, Place::Stop("immediate_danger".into()));
}

#[test]
fn a_page_with_something_wrong_is_not_left_and_nothing_is_gone_on_with() {
    let mut session = second_page(&json!({"area.person": "norfolk"}));
    go_on(&mut session);
    assert_eq!(session.faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["user.also_supports_victim"]);
    assert_eq!(session.answers.get(fact("area.person")), None);
    // What is filled in now is no fault any more.
    fill_in(&mut session, &json!({"user.also_supports_victim": "yes"}));
    assert!(session.faults.is_empty());
    go_on(&mut session);
    assert_eq!(session.place, Place::Page("danger-now".into()));
}

#[test]
fn an_own_answer_stands_and_what_nobody_touched_may_change() {
    let mut session = second_page(&json!({"area.person": "norfolk", "rel.kind": "sibling"}));
    choose(&mut session, "area.person", "cumbria_cumberland");
    fill_in(&mut session, &json!({"area.person": "sussex_east", "rel.kind": "ex_partner"}));
    let choice = |name: &str, value: &str| answers(&json!({name: value})).get(fact(name)).cloned();
    assert_eq!(session.value(fact("area.person")).cloned(), choice("area.person", "cumbria_cumberland"));
    assert_eq!(session.value(fact("rel.kind")).cloned(), choice("rel.kind", "ex_partner"));
    assert_eq!((session.filled_in_by(fact("area.person")), session.filled_in_by(fact("rel.kind"))), (None, Some("Records")));
    // What was gone on with is somebody's answer.
    let mut session = second_page(&json!({"area.person": "norfolk"}));
    choose(&mut session, "user.also_supports_victim", "no");
    go_on(&mut session);
    fill_in(&mut session, &json!({"area.person": "sussex_east"}));
    assert_eq!(session.answers.get(fact("area.person")).cloned(), choice("area.person", "norfolk"));
    assert_eq!(session.filled_in_by(fact("area.person")), Some("Records"));
    choose(&mut session, "area.person", "sussex_east");
    choose(&mut session, "area.person", "norfolk");
    assert_eq!(session.filled_in_by(fact("area.person")), None);
}

#[test]
fn an_emptied_field_and_a_set_without_values_are_own_answers() {
    let mut session = new(Mode::Professional);
    session.place = Place::Page("who".into());
    fill_in(&mut session, &json!({"person.age": 34, "rel.kind": "sibling", "person.age_band": "18_plus", "victim.age_band": "18_64"}));
    assert_eq!(session.shown(engine(), fact("person.age")), "34");
    session.typed.put("person.age", String::new());
    go_on(&mut session);
    assert_eq!((session.answers.get(fact("person.age")), session.filled_in_by(fact("person.age"))), (None, None));
    fill_in(&mut session, &json!({"person.age": 40}));
    assert_eq!(session.shown(engine(), fact("person.age")), "");
    let mut session = new(Mode::Professional);
    fill_in(&mut session, &json!({"adapt": ["bsl"]}));
    session.toggle(fact("adapt"), 0, true);
    let bsl = bundle().vocabulary.choices(fact("adapt")).iter().position(|choice| choice.is == "bsl").unwrap();
    assert_eq!(session.answers.get(fact("adapt")), Some(&Answer::Set(1 | 1 << bsl)));
    session.toggle(fact("adapt"), bsl, false);
    session.toggle(fact("adapt"), 0, false);
    assert_eq!((session.value(fact("adapt")), session.filled_in_by(fact("adapt"))), (None, None));
}

#[test]
fn a_sign_of_danger_is_asked_where_no_page_of_the_mode_asks_for_it() {
    let (mut ambassador, without) = (new(Mode::Community), new(Mode::Community));
    fill_in(&mut ambassador, &json!({"flag.order_breach": "yes", "legal.cjs": ["none_known"]}));
    let asks = |session: &Session, name: &str| pages(session).iter().any(|(_, facts)| facts.contains(&name));
    assert!(asks(&ambassador, "flag.order_breach") && !asks(&without, "flag.order_breach"));
    assert!(!asks(&ambassador, "legal.cjs"));
    assert_eq!(ambassador.counting(engine(), day(ON)), without.answers);
    // Where the answers have settled the tier, too.
    let mut settled = new(Mode::Professional);
    settled.answers = answers(&json!({"user.role": "health", "area.person": "norfolk", "now.danger": "yes", "flag.animal_harm": "yes"}));
    settled.answers.set(fact("flag.animal_harm"), None);
    fill_in(&mut settled, &json!({"flag.animal_harm": "yes"}));
    assert!(asks(&settled, "flag.animal_harm"));
}

#[test]
fn a_question_that_hangs_on_what_was_filled_in_is_shown_on_that_page_alone() {
    let mut session = new(Mode::Professional);
    fill_in(&mut session, &json!({"beh.controlling_coercive.present": "yes", "beh.controlling_coercive.recency": "past_month"}));
    let below = fact("beh.controlling_coercive.recency");
    assert!(session.is_shown_here(engine(), below) && !session.is_shown(engine(), below));
    assert!(!pages(&session).iter().any(|(page, _)| page.starts_with("behaviour-detail")));
}

#[test]
fn a_source_comes_with_its_fact_and_what_a_victim_said_stays_restricted() {
    let given = json!({"area.person": "norfolk", "source.area.person": "victim_told_me", "now.danger": "no", "source.now.danger": "police_record", "source.rel.kind": "police_record"});
    let mut session = second_page(&given);
    assert_eq!(session.answers.origin(fact("area.person")), None, "no answer, no source");
    choose(&mut session, "user.also_supports_victim", "no");
    let mut changed = session.clone();
    go_on(&mut session);
    let victim = bundle().vocabulary.origins.iter().position(|origin| origin.is == "victim_told_me");
    assert_eq!(session.answers.origin(fact("area.person")), victim);
    assert!(session.answers.for_the_person(&bundle().vocabulary).get(fact("area.person")).is_none());
    for name in ["now.danger", "rel.kind"] {
        assert_eq!(session.answers.origin(fact(name)), None, "not taken, so its source is not");
    }
    choose(&mut changed, "area.person", "sussex_east");
    assert_eq!(changed.answers.origin(fact("area.person")), victim, "another answer does not lift it");
    // A record is a source of what stands in it, and of nothing else.
    let mut record = second_page(&json!({"area.person": "norfolk", "source.area.person": "police_record"}));
    choose(&mut record, "area.person", "sussex_east");
    assert_eq!(record.answers.origin(fact("area.person")), None);
}

#[test]
fn a_draft_says_who_filled_in_and_clear_forgets_it() {
    let mut session = second_page(&json!({"area.person": "norfolk", "source.area.person": "police_record", "rel.kind": "sibling", "person.age": 34}));
    choose(&mut session, "user.also_supports_victim", "no");
    go_on(&mut session);
    let draft = session.save(engine(), day(ON)).unwrap();
    let mut taken = new(Mode::Community);
    taken.resume(engine(), draft.as_bytes(), day(ON)).unwrap();
    assert_eq!((&taken.beforehand, &taken.answers), (&session.beforehand, &session.answers));
    assert_eq!(taken.save(engine(), day(ON)).unwrap(), draft);
    // Somebody who rewrites a draft cannot have it say what may not be filled in.
    let forged = draft.replace(r#"{"fact":"rel.kind","value":"sibling""#, r#"{"fact":"now.danger","value":"no""#);
    assert_ne!(forged, draft);
    taken.resume(engine(), forged.as_bytes(), day(ON)).unwrap();
    assert_eq!(taken.value(fact("now.danger")), None);
    session.clear(engine());
    assert!(session.beforehand.offers().is_empty());
}

#[test]
fn a_band_that_was_answered_keeps_a_number_out_that_contradicts_it() {
    let mut session = new(Mode::Professional);
    session.answers = answers(&json!({"person.age_band": "16_17"}));
    fill_in(&mut session, &json!({"person.age": 34}));
    assert_eq!(session.value(fact("person.age")), None);
    // Of two that were filled in, the later stands.
    let mut session = new(Mode::Professional);
    fill_in(&mut session, &json!({"person.age": 34}));
    fill_in(&mut session, &json!({"person.age_band": "18_plus"}));
    assert!(session.value(fact("person.age")).is_some() && session.value(fact("person.age_band")).is_some());
}

#[test]
fn what_is_handed_to_the_host_is_the_decision_on_answers_alone() {
    let mut session = new(Mode::Professional);
    fill_in(&mut session, &json!({"flag.strangulation": "yes", "area.person": "norfolk"}));
    let decision = engine().decide(&session.counting(engine(), day(ON)), day(ON));
    assert_eq!(serde_json::to_value(decision).unwrap(), decide_on(&json!({}), ON));
}
