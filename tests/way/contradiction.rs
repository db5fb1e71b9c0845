//! Answers that contradict each other: each contradiction of the pack holds up once, where it is completed, and again only when
//! its answers are others.

use crate::cases::{Known, areas, case};
use crate::support::{Dice, bundle, engine};
use crate::tried;
use crate::walk::{answer, press_continue, session};
use std::collections::{BTreeMap, BTreeSet};
use waymark::facts::{Answers, Day, FactId, Value};
use waymark::journey::{Place, Session};
use waymark::packs::Mode;
use waymark::packs::journey::Contradiction;

fn all() -> &'static [Contradiction] {
    &bundle().journey.contradictions
}

/// Whether a contradiction stands, as its condition says.
fn stands(contradiction: &Contradiction, answers: &Answers, on: Day) -> bool {
    engine().judge(answers, on, |knowledge, tiering| knowledge.truth(&contradiction.when, &|asked| tiering.decided(asked)).is_yes())
}

/// The questions that a contradiction is about.
fn about(contradiction: &Contradiction) -> BTreeSet<FactId> {
    contradiction.when.facts().into_iter().flat_map(|fact| bundle().vocabulary.asked_behind(fact)).collect()
}

/// A quiet case in which it stands.
fn case_of(contradiction: &Contradiction, on: Day) -> Answers {
    let mut dice = Dice(4_242);
    let quiet = case(&mut dice, Known::Quiet, Mode::Professional, 0);
    for _ in 0..20_000 {
        let other = case(&mut dice, Known::Quiet, Mode::Professional, 0);
        let even = case(&mut dice, Known::Even, Mode::Professional, 0);
        let mut tried = quiet.clone();
        for fact in about(contradiction) {
            tried.set(fact, if dice.one_in(4) { even.get(fact) } else { other.get(fact) }.cloned());
        }
        // What hangs on an answer that closes it is not asked.
        for fact in about(contradiction) {
            if let Some(above) = bundle().vocabulary.fact(fact).unwrap().hangs_on {
                tried.set(above.fact, Some(Value::Choice(above.accepts.trailing_zeros() as u8)));
            }
        }
        crate::cases::settle_bands(&mut tried);
        if stands(contradiction, &tried, on) {
            return tried;
        }
    }
    panic!("{}: no case", contradiction.id)
}

/// Goes on to the check, and keeps note of what held up on which page.
fn walk_through(session: &mut Session, on: Day, case: &Answers) -> Vec<(String, String)> {
    let mut held = Vec::new();
    while session.page_id() != "check" {
        answer(session, on, case);
        let here = session.page_id().to_owned();
        session.go_on(engine(), on);
        while !matches!(session.place, Place::Page(_)) {
            if let Place::Contradiction(id) = &session.place {
                held.push((id.clone(), here.clone()));
            }
            session.acknowledge(engine(), on);
        }
        assert!(session.faults.is_empty(), "{:?}", session.faults);
    }
    held
}

#[test]
fn each_holds_up_once_on_the_page_that_completed_it_and_again_when_its_answers_are_others() {
    assert!(all().len() >= 25);
    let on = crate::support::day("2026-11-22");
    for contradiction in all() {
        let (id, case) = (&contradiction.id, case_of(contradiction, on));
        let mut session = session();
        let held = walk_through(&mut session, on, &case);
        let on_page: Vec<&String> = held.iter().filter(|(held, _)| held == id).map(|(_, page)| page).collect();
        // What does not matter to the result is not asked, and what is asked is completed on one page.
        assert!(on_page.len() <= 1, "{id}: {on_page:?}");
        let facts = about(contradiction);
        let here = if let [page] = on_page[..] {
            let asked = session.way(engine(), on).find(page).unwrap().facts.clone();
            assert!(asked.iter().any(|fact| facts.contains(fact)), "{id}: held up on {page}, which asks {:?}", crate::walk::names(&asked));
            true
        } else {
            false
        };

        // From the check: some question of it is asked there, or all answers are set as a host sets them beforehand.
        if !here {
            facts.iter().filter(|fact| case.get(**fact).is_some()).for_each(|fact| session.answers.set(*fact, case.get(*fact).cloned()));
            let counts = stands(contradiction, &session.counting(engine(), on), on);
            session.go_on(engine(), on);
            let came = hold_ups(&mut session, on).contains(id);
            assert_eq!(came, counts, "{id}: from the check");
            session.go_back(engine(), on);
            assert!(came, "{id}: does not come up in a case in which it should");
        }
        session.go_on(engine(), on);
        assert!(!hold_ups(&mut session, on).contains(id), "{id}: held up once more");
        session.go_back(engine(), on);

        // Other answers that contradict each other hold up again; those from before do not.
        let before: Vec<(FactId, Option<Value>)> = facts.iter().map(|fact| (*fact, session.answers.get(*fact).cloned())).collect();
        let same = session.clone();
        if let Some(other) = other_answers(contradiction, &session, on) {
            session.answers = other;
            session.go_on(engine(), on);
            assert!(hold_ups(&mut session, on).contains(id), "{id}: other answers do not hold up");
            session.place = same.place.clone();
            before.into_iter().for_each(|(fact, value)| session.answers.set(fact, value));
            session.go_on(engine(), on);
            assert!(!hold_ups(&mut session, on).contains(id), "{id}: the answers from before hold up again");
        }
    }
}

fn hold_ups(session: &mut Session, on: Day) -> Vec<String> {
    let mut held = Vec::new();
    while !matches!(session.place, Place::Page(_)) {
        if let Place::Contradiction(id) = &session.place {
            held.push(id.clone());
        }
        session.acknowledge(engine(), on);
    }
    held
}

/// The answers with one of those concerned changed, so that they still contradict each other.
fn other_answers(contradiction: &Contradiction, session: &Session, on: Day) -> Option<Answers> {
    let vocabulary = &bundle().vocabulary;
    let concerned: Vec<FactId> = about(contradiction).into_iter().filter(|fact| session.answers.get(*fact).is_some()).collect();
    concerned.into_iter().find_map(|fact| {
        let count = vocabulary.choices(fact).len();
        let now = session.answers.get(fact)?;
        (0..count).find_map(|place| {
            let value = match now {
                Value::Choice(_) => Value::Choice(place as u8),
                Value::Set(set) => Value::Set(set ^ 1 << place),
                _ => return None,
            };
            let mut other = session.answers.clone();
            other.set(fact, Some(value.clone()));
            // Whose answers are not among those that make it stand is none of its business.
            let behind = |answers: &Answers| {
                engine().judge(answers, on, |knowledge, tiering| {
                    waymark::decide::witness::facts_behind(knowledge, &contradiction.when, &|asked| tiering.decided(asked))
                })
            };
            let band = vocabulary.name(fact).starts_with("person.age");
            (!band && value != *now && stands(contradiction, &other, on) && behind(&other).contains(&fact)).then_some(other)
        })
    })
}

#[test]
fn each_answer_concerned_can_be_changed_and_they_go_on_from_where_they_were() {
    let (mut changed, mut ids) = (0, BTreeMap::<String, usize>::new());
    for tried in tried().iter().filter(|tried| tried.known != Known::Partly).step_by(2) {
        let (on, mut session) = (tried.on, session());
        while session.page_id() != "check" {
            answer(&mut session, on, &tried.case);
            let here = session.page_id().to_owned();
            session.go_on(engine(), on);
            while !matches!(session.place, Place::Page(_)) {
                if let Some(found) = session.contradiction(engine()) {
                    *ids.entry(found.id.clone()).or_default() += 1;
                    let concerned = session.concerned(engine(), on, found);
                    let label = format!("{}: {} on {here}", tried.label, found.id);
                    assert!(!concerned.is_empty() && concerned.iter().all(|one| about(found).contains(&one.fact)), "{label}");
                    let page = |fact| session.way(engine(), on).page_of(fact).map(|page| page.id.clone());
                    assert!(concerned.iter().all(|one| page(one.fact).as_ref() == Some(&one.page)), "{label}");
                    if ids[&found.id] <= 3 {
                        for one in &concerned {
                            changed += usize::from(change_and_go_on(&session, on, one.fact, &one.page, &here, &label));
                        }
                    }
                }
                session.acknowledge(engine(), on);
            }
        }
    }
    println!("{changed} answers changed from {} contradictions: {ids:?}", ids.len());
    assert!(changed > 50 && ids.len() > 15);
}

/// Changes an answer to "not known" from the contradiction; they come back to where they were, or to what is to be asked now.
fn change_and_go_on(held: &Session, on: Day, fact: FactId, page: &str, here: &str, label: &str) -> bool {
    let vocabulary = &bundle().vocabulary;
    let mut session = held.clone();
    session.change(engine(), on, page);
    assert_eq!((session.page_id(), &session.place), (page, &Place::Page(page.into())), "{label}");
    // Back leads to where they were held up, and loses nothing.
    let mut back = session.clone();
    back.go_back(engine(), on);
    assert_eq!((back.page_id(), &back.answers), (here, &held.answers), "{label}");
    let Some(open) = vocabulary.choices(fact).iter().position(|choice| choice.open) else { return false };
    if vocabulary.name(fact).starts_with("person.age") || !matches!(session.answers.get(fact), Some(Value::Choice(_))) {
        return false;
    }
    session.choose(fact, open);
    if !session.asked_here(engine(), on).iter().all(|fact| session.answers.get(*fact).is_some()) {
        return false;
    }
    let mut expected = held.clone();
    expected.choose(fact, open);
    press_continue_once(&mut session, on);
    let way = session.way(engine(), on);
    let asked_first = way.find(session.page_id()).is_some_and(|reached| reached.facts.iter().any(|fact| session.answers.get(*fact).is_none()));
    assert!(way.is_after(session.page_id(), here) || asked_first, "{label}: went to {}", session.page_id());
    let next = way.after(here).map(|next| next.page.id.clone());
    assert!(asked_first || Some(session.page_id().to_owned()) == next, "{label}: {} and not {next:?}", session.page_id());
    true
}

fn press_continue_once(session: &mut Session, on: Day) {
    session.go_on(engine(), on);
    hold_ups(session, on);
    assert!(session.faults.is_empty());
}

/// An ambassador is held up, too, but never by what only a professional was asked.
#[test]
fn what_does_not_count_contradicts_nothing() {
    let (on, mut dice) = (crate::support::day("2026-11-22"), Dice(7));
    let mut told = 0;
    for number in 0..40 {
        let case = case(&mut dice, Known::Even, Mode::Community, number % areas());
        let mut session = session();
        // As if they had answered everything as a professional before.
        session.answers = case.clone();
        loop {
            answer(&mut session, on, &case);
            if session.page_id() == "check" {
                break;
            }
            session.go_on(engine(), on);
            while !matches!(session.place, Place::Page(_)) {
                if let Some(found) = session.contradiction(engine()) {
                    let counting = session.counting(engine(), on);
                    assert!(stands(found, &counting, on), "{}", found.id);
                    assert!(session.concerned(engine(), on, found).iter().all(|one| counting.get(one.fact).is_some()));
                    told += 1;
                }
                session.acknowledge(engine(), on);
            }
        }
        press_continue(&mut session, on);
    }
    assert!(told > 10, "{told}");
}
