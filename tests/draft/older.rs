//! Drafts that were made with other packs: what is still known is taken up, the rest is named, and nobody is taken past a
//! question that is new.

use crate::cases::fact;
use crate::support::{bundle, day, engine};
use crate::{ON, new, sessions, shown};
use serde_json::{Value, json};
use waymark::decide::Engine;
use waymark::facts::{Kind, Value as Answer};
use waymark::journey::draft::{Lost, Part};
use waymark::journey::{Place, Resumed, Session};
use waymark::packs::{Bundle, Mode, Step};

/// A session that came as far as the check, and its draft.
fn late() -> (Session, Value) {
    let is_late = |session: &Session| matches!(session.page_id(), "check" | "done") && !session.chosen.is_empty();
    let chooses = |session: &Session| session.mode(engine()) == Mode::Professional;
    let session = sessions(17, 60).into_iter().find(|session| is_late(session) && chooses(session)).expect("one");
    let draft = serde_json::from_str(&session.save(engine(), day(ON)).unwrap()).unwrap();
    (session, draft)
}

fn resumed(draft: &Value) -> (Session, Resumed) {
    let mut session = new();
    let resumed = session.resume(engine(), &serde_json::to_vec(draft).unwrap(), day(ON)).unwrap();
    (session, resumed)
}

fn lost(part: Part, name: &str, value: &str) -> Lost {
    Lost { part, name: name.into(), value: value.into() }
}

#[test]
fn what_is_not_known_any_more_is_named_and_the_rest_is_kept() {
    let (before, mut draft) = late();
    draft["answers"]["gone.fact"] = json!("yes");
    draft["answers"]["gone.set"] = json!(["a", "b"]);
    draft["answers"]["source.gone.fact"] = json!("saw_myself");
    draft["answers"]["rel.kind"] = json!("penfriend");
    draft["answers"]["person.age"] = json!(4_000);
    draft["typed"] = json!({"gone.number": "17"});
    draft["details"]["person.shoe_size"] = json!("44");
    draft["chosen"] = json!(["norfolk.closed_long_ago"]);
    let (session, resumed) = resumed(&draft);
    let mut named = resumed.lost.clone();
    named.sort_by(|a, b| a.name.cmp(&b.name));
    let expected = [
        lost(Part::Answer, "gone.fact", "yes"),
        lost(Part::Answer, "gone.number", "17"),
        lost(Part::Answer, "gone.set", "a, b"),
        lost(Part::Pathway, "norfolk.closed_long_ago", ""),
        lost(Part::Answer, "person.age", "4000"),
        lost(Part::Detail, "person.shoe_size", "44"),
        lost(Part::Answer, "rel.kind", "penfriend"),
        lost(Part::Answer, "source.gone.fact", "saw_myself"),
    ];
    assert_eq!(named, expected);
    for fact in bundle().vocabulary.ids().filter(|id| !["rel.kind", "person.age"].contains(&bundle().vocabulary.name(*id))) {
        assert_eq!(session.answers.get(fact), before.answers.get(fact), "{}", bundle().vocabulary.name(fact));
    }
    assert!(session.chosen.is_empty());
}

#[test]
fn of_a_set_the_known_values_are_kept() {
    let (_, mut draft) = late();
    let id = bundle().vocabulary.ids().find(|id| matches!(bundle().vocabulary.fact(*id).map(|fact| &fact.kind), Some(Kind::Set(_)))).unwrap();
    let (name, known) = (bundle().vocabulary.name(id), &bundle().vocabulary.choices(id)[0].is);
    draft["answers"][name] = json!([known, "gone"]);
    let (session, resumed) = resumed(&draft);
    assert_eq!(resumed.lost, [lost(Part::Answer, name, "gone")]);
    assert_eq!(session.answers.get(id), Some(&Answer::Set(1)));
}

#[test]
fn a_page_that_is_gone_leads_to_the_first_that_has_something_to_ask() {
    let (_, mut draft) = late();
    draft["place"]["page"] = "gone".into();
    draft["answers"].as_object_mut().unwrap().remove("now.danger");
    let (session, resumed) = resumed(&draft);
    assert!(!resumed.other_rules && resumed.lost.is_empty());
    assert!(session.asked_here(engine(), day(ON)).contains(&fact("now.danger")), "on {}", session.page_id());
    let mut nowhere = draft.clone();
    nowhere["answers"] = json!({});
    nowhere["trail"] = json!([]);
    nowhere["chosen"] = json!([]);
    let (session, _) = self::resumed(&nowhere);
    assert_eq!(session.page_id(), bundle().journey.pages[0].id);
}

/// With the very packs of the draft the place is kept, whatever has no answer; with others, nobody is taken past a question.
#[test]
fn with_other_packs_nobody_is_taken_past_a_new_question() {
    let (before, mut draft) = late();
    draft["answers"].as_object_mut().unwrap().remove("now.danger");
    let (session, _) = resumed(&draft);
    assert_eq!(session.page_id(), before.page_id());
    for (key, value) in [("vocabulary", json!("sha256-0")), ("packs", json!([]))] {
        let mut other = draft.clone();
        other[key] = value;
        let (session, resumed) = resumed(&other);
        assert!(resumed.other_rules && resumed.lost.is_empty());
        assert!(session.asked_here(engine(), day(ON)).contains(&fact("now.danger")), "on {}", session.page_id());
    }
}

/// A bundle without some of what the draft names: a fact, a value, a page, a stop, a rule.
#[test]
fn a_draft_outlives_packs_that_say_less() {
    let (before, draft) = late();
    let bytes = serde_json::to_vec(&draft).unwrap();
    let mut smaller: Bundle = bundle().clone();
    let renamed = fact("now.danger");
    smaller.vocabulary.facts[renamed.index()].id = "now.danger_2".into();
    smaller.vocabulary.digest = "sha256-other".into();
    smaller.national.digest = "sha256-another".into();
    let result = smaller.journey.pages.iter_mut().find(|page| page.id == before.page_id()).unwrap();
    result.id = "renamed".into();
    smaller.national.stops.iter_mut().for_each(|stop| stop.id.push('2'));
    let engine = Engine::new(&smaller);
    let mut session = new();
    let resumed = session.resume(&engine, &bytes, day(ON)).unwrap();
    assert!(resumed.other_rules);
    assert!(resumed.lost.iter().any(|lost| lost.name == "now.danger"), "{:?}", resumed.lost);
    let Place::Page(page) = &session.place else { panic!("{:?}", session.place) };
    let step = smaller.journey.pages.iter().find(|known| known.id == *page).unwrap().step;
    assert_eq!(step, Step::Safety, "{page}");
    assert!(session.asked_here(&engine, day(ON)).contains(&renamed));
    shown(&session, &engine, day(ON));
}

/// On a later day a pathway may have closed: its choice falls, and is named.
#[test]
fn a_choice_that_the_day_has_undone_is_named() {
    let (before, draft) = late();
    let later = day("2060-01-01");
    let still: Vec<String> = engine()
        .outline(&before.answers, later)
        .pathways
        .into_iter()
        .filter(|pathway| pathway.recommended)
        .map(|pathway| pathway.id.to_string())
        .collect();
    let mut session = new();
    let resumed = session.resume(engine(), &serde_json::to_vec(&draft).unwrap(), later).unwrap();
    let fallen: Vec<&String> = before.chosen.iter().filter(|id| !still.contains(id)).collect();
    assert_eq!(resumed.lost.iter().map(|lost| &lost.name).collect::<Vec<_>>(), fallen);
    assert_eq!(session.chosen.iter().collect::<Vec<_>>(), before.chosen.iter().filter(|id| still.contains(id)).collect::<Vec<_>>());
    assert!(!resumed.other_rules);
}

#[test]
fn without_rules_nothing_is_saved_or_opened() {
    let first = bundle().clone().first_page();
    let engine = Engine::new(&first);
    let mut session = new();
    assert_eq!(session.save(&engine, day(ON)).unwrap_err().what.code(), "too_early");
    let (_, draft) = late();
    assert_eq!(session.resume(&engine, &serde_json::to_vec(&draft).unwrap(), day(ON)).unwrap_err().what.code(), "too_early");
}
