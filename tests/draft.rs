//! Drafts: any session is taken up again as it was; what later packs no longer know is named; nothing else is opened, and what
//! cannot be opened changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "way/cases.rs"]
mod cases;
#[path = "draft/hostile.rs"]
mod hostile;
#[path = "draft/older.rs"]
mod older;
mod support;
#[allow(dead_code)]
#[path = "way/walk.rs"]
mod walk;

use cases::{Known, areas, case};
use serde_json::Value;
use support::{Dice, bundle, day, engine};
use walk::{answer, press_continue};
use waymark::decide::Engine;
use waymark::facts::Day;
use waymark::facts::answers::Written;
use waymark::journey::{Place, Session};
use waymark::packs::{Mode, Step};
use waymark::referral::fields::{FIELDS, Kind as Detail};

const ON: &str = "2026-11-23";

/// A session as its screen shows it: place, pages, questions, what stands in every field, and what comes of it.
fn shown(session: &Session, engine: &Engine<'_>, on: Day) -> String {
    let vocabulary = &engine.bundle().vocabulary;
    let way = session.way(engine, on);
    let pages: Vec<String> = way
        .pages()
        .iter()
        .map(|reached| format!("{} {:?}", reached.page.id, reached.facts.iter().map(|fact| vocabulary.name(*fact)).collect::<Vec<_>>()))
        .collect();
    let fields: Vec<String> = vocabulary.ids().map(|fact| session.shown(engine, fact)).collect();
    let lists = ["children", "actions_taken", "chosen", "declined"].map(|list| session.details.count(list));
    let asked: Vec<&str> = session.asked_here(engine, on).into_iter().map(|fact| vocabulary.name(fact)).collect();
    // What contradicts is looked at again, from the page on which it held them up.
    let place = match &session.place {
        Place::Contradiction(_) => Place::Page(session.page_id().to_owned()),
        place => place.clone(),
    };
    format!(
        "{:?} {} {:?}\n{}\n{}\n{}\n{}\n{lists:?} {:?} {:?}\n{} {:?}\n{}",
        place,
        session.mode(engine).id(),
        asked,
        pages.join("\n"),
        serde_json::to_string(&Written(vocabulary, &session.answers)).unwrap(),
        serde_json::to_string(session.details.texts()).unwrap(),
        fields.join("|"),
        session.chosen,
        session.reason,
        session.from_check,
        session.left(engine, on),
        serde_json::to_string(&engine.decide(&session.answers, on)).unwrap(),
    )
}

fn new() -> Session {
    Session::new(engine(), Mode::Community, |_, _, _| Some(Vec::new()))
}

fn again(draft: &str, on: Day) -> Session {
    let mut session = new();
    let resumed = session.resume(engine(), draft.as_bytes(), on).unwrap();
    assert_eq!((resumed.lost, resumed.other_rules, resumed.made), (Vec::new(), false, on));
    session
}

/// Types into details, opens entries, chooses pathways, tells how answers are known, as chance has it.
fn fill(session: &mut Session, dice: &mut Dice, on: Day) {
    for field in FIELDS.iter().filter(|field| !matches!(field.section(), "chosen" | "declined")) {
        if dice.one_in(4) {
            let text = if matches!(field.kind, Detail::Date | Detail::Day) { "1/2/2026" } else { "ä \"quoted\" \\ \u{1f9ed}\nline" };
            session.details.set(&field.at(dice.roll(3)), text);
        }
    }
    if dice.one_in(2) {
        session.open_entry("children");
    }
    for fact in bundle().vocabulary.ids() {
        if session.answers.get(fact).is_some() && dice.one_in(5) {
            session.answers.set_origin(fact, Some(dice.roll(bundle().vocabulary.origins.len())));
        }
    }
    for pathway in engine().outline(&session.answers, on).pathways.iter().filter(|pathway| pathway.recommended) {
        session.choose_pathway(&pathway.id, dice.one_in(2));
    }
    session.reason = if dice.one_in(2) { "Because.".into() } else { String::new() };
}

/// A session that chance made, left anywhere: on a page, half answered, at a stop, on the way back, in the middle of a change.
fn chance(dice: &mut Dice, number: usize, on: Day) -> Session {
    let mode = if number.is_multiple_of(3) { Mode::Community } else { Mode::Professional };
    let known = [Known::Even, Known::Quiet, Known::Partly][number % 3];
    let case = case(dice, known, mode, number % areas());
    let mut session = Session::new(engine(), mode, |_, _, _| Some(Vec::new()));
    let steps = dice.roll(75);
    for _ in 0..steps {
        if session.page_id() == "done" {
            break;
        }
        answer(&mut session, on, &case);
        if session.page_id() == "choose" || dice.one_in(20) {
            fill(&mut session, dice, on);
        }
        if dice.one_in(3) {
            session.go_on(engine(), on);
            if let Place::Stop(_) = session.place {
                return session;
            }
        } else {
            press_continue(&mut session, on);
        }
    }
    if session.page_id() == "done" && dice.one_in(2) {
        session.go_back(engine(), on);
    }
    let first_of_safety = bundle().journey.pages.iter().find(|page| page.step == Step::Safety && page.modes.contains(&mode));
    match dice.roll(4) {
        0..=2 if session.page_id() == "check" => session.change(engine(), on, &first_of_safety.unwrap().id),
        0 => session.go_back(engine(), on),
        1 => {
            let asked = session.asked_here(engine(), on);
            for fact in asked {
                session.typed.put(bundle().vocabulary.name(fact), "not a number".into());
            }
        }
        _ => fill(&mut session, dice, on),
    }
    session.faults.clear(); // they are found again at the next Continue
    session
}

fn sessions(seed: u64, count: usize) -> Vec<Session> {
    let mut dice = Dice(seed);
    (0..count).map(|number| chance(&mut dice, number, day(ON))).collect()
}

#[test]
fn any_session_is_taken_up_as_it_was() {
    let on = day(ON);
    let (mut stops, mut late, mut typed, mut changing) = (0, 0, 0, 0);
    for (number, session) in sessions(0x5eed_0123_4567_89ab, 240).iter().enumerate() {
        stops += usize::from(matches!(session.place, Place::Stop(_)));
        late += usize::from(walk::page(session.page_id()).step >= Step::Refer);
        typed += usize::from(session.typed.names().next().is_some());
        changing += usize::from(session.from_check);
        let draft = session.save(engine(), on).unwrap();
        let mut taken = again(&draft, on);
        assert_eq!(shown(&taken, engine(), on), shown(session, engine(), on), "number {number}");
        assert_eq!(taken.save(engine(), on).unwrap(), draft, "number {number}");
        // What contradicts is met again, one Continue later: those two do not go on alike.
        if matches!(session.place, Place::Contradiction(_)) {
            continue;
        }
        // And it goes on as it would have gone on.
        let mut gone = session.clone();
        for session in [&mut gone, &mut taken] {
            session.rest_not_known(engine(), on);
            session.go_on(engine(), on);
            session.acknowledge(engine(), on);
            session.go_back(engine(), on);
        }
        assert_eq!(shown(&taken, engine(), on), shown(&gone, engine(), on), "number {number}, gone on");
    }
    let counted = format!("{stops} at a stop, {late} late, {typed} typed, {changing} changing");
    assert!(stops > 10 && late > 50 && typed > 5 && changing > 3, "{counted}");
}

#[test]
fn a_draft_holds_names_and_no_places() {
    let on = day(ON);
    let session = &sessions(7, 30)[29];
    let draft: Value = serde_json::from_str(&session.save(engine(), on).unwrap()).unwrap();
    assert_eq!((&draft["waymark_draft"], &draft["made"]), (&2.into(), &ON.into()));
    assert_eq!(draft["vocabulary"], bundle().vocabulary.digest.as_str());
    assert_eq!(draft["packs"][0]["id"], "national");
    let numbers: Vec<&String> = draft.as_object().unwrap().iter().filter(|(_, value)| value.is_number()).map(|(key, _)| key).collect();
    assert!(numbers.iter().all(|key| ["waymark_draft"].contains(&key.as_str())), "{numbers:?}");
}

#[test]
fn clear_after_a_draft_leaves_nothing_of_it() {
    let on = day(ON);
    let mut session = again(&sessions(11, 9)[8].save(engine(), on).unwrap(), on);
    let mode = session.mode(engine());
    session.clear(engine());
    let fresh = Session::new(engine(), mode, |_, _, _| Some(Vec::new()));
    assert_eq!(shown(&session, engine(), on), shown(&fresh, engine(), on));
}
