//! Changing an answer from the check of all answers: every question that was asked gets another answer, and then its own
//! again.

use crate::cases::{Known, another, settle_bands};
use crate::support::{bundle, engine};
use crate::walk::{names, press_continue, result, still_useful};
use crate::{Tried, tried};
use waymark::facts::{Answers, Day, FactId, Kind, Value};
use waymark::journey::{Place, Session};
use waymark::packs::Mode;

/// Answers what has no answer on this page and those that come up, until the check is there again; gives the questions
/// that were new.
fn back_to_check(session: &mut Session, on: Day, case: &Answers, label: &str) -> Vec<FactId> {
    let mut new: Vec<FactId> = Vec::new();
    for _ in 0..60 {
        loop {
            let open = |fact: &FactId| session.answers.get(*fact).is_none() && !new.contains(fact);
            let Some(fact) = session.asked_here(engine(), on).into_iter().find(open) else { break };
            session.answers.set(fact, case.get(fact).cloned());
            new.push(fact);
        }
        press_continue(session, on);
        if session.place == Place::Page("check".into()) {
            assert!(!session.from_check, "{label}");
            return new;
        }
        let is_new = |fact: &FactId| session.answers.get(*fact).is_none() && !new.contains(fact);
        assert!(session.asked_here(engine(), on).iter().any(is_new), "{label}: nothing new on {}", session.page_id());
    }
    panic!("{label}: never back, last on {}", session.page_id());
}

/// At the check of a finished way.
fn at_check(tried: &Tried) -> Session {
    let mut session = tried.walked.session.clone();
    session.go_back(engine(), tried.on);
    assert_eq!(session.place, Place::Page("check".into()));
    session
}

/// Everything that must hold once the check is there again. The answers are those of a complete case with one changed.
fn is_whole(session: &Session, tried: &Tried, all: &Answers, label: &str) {
    let Tried { on, .. } = tried;
    let mode = session.mode(engine());
    assert_eq!(result(&session.answers, *on), result(all, *on), "{label}");
    let useful: Vec<FactId> = still_useful(&session.answers, mode, *on).into_iter().filter(|fact| all.get(*fact).is_some()).collect();
    assert!(useful.is_empty(), "{label}: {:?} could still change the result", names(&useful));
    for reached in session.way(engine(), *on).pages() {
        let shown = reached.facts.iter().filter(|fact| session.is_shown(engine(), **fact));
        let open = shown.filter(|fact| session.answers.get(**fact).is_none() && all.get(**fact).is_some());
        let open: Vec<FactId> = open.copied().collect();
        assert!(open.is_empty(), "{label}: {:?} of {} has no answer", names(&open), reached.page.id);
    }
}

/// With an answer changed, the questions that hang on it, and were answered, count for nothing.
fn counts_nothing(session: &Session, on: Day, changed: FactId, label: &str) -> usize {
    let vocabulary = &bundle().vocabulary;
    let closed = |fact: &FactId| {
        let above = vocabulary.fact(*fact).and_then(|fact| fact.hangs_on).filter(|above| above.fact == changed);
        let kept = |answer: &Value, accepts: u64| matches!(answer, Value::Choice(place) if accepts & 1 << place != 0);
        let settled = |answer: &Value| {
            let kind = vocabulary.fact(changed).map(|fact| fact.kind.settled()).unwrap_or_default();
            matches!(answer, Value::Choice(place) if kind & 1 << place != 0)
        };
        above.is_some_and(|above| session.answers.get(changed).is_some_and(|answer| settled(answer) && !kept(answer, above.accepts)))
    };
    let below: Vec<FactId> = vocabulary.ids().filter(|fact| session.answers.get(*fact).is_some() && closed(fact)).collect();
    let decision = engine().without_changes(&session.answers, on);
    let mut without = session.answers.clone();
    for fact in &below {
        assert!(decision.set_aside.contains(&vocabulary.name(*fact)), "{label}: {} is not set aside", vocabulary.name(*fact));
        without.set(*fact, None);
    }
    assert_eq!(result(&session.answers, on), result(&without, on), "{label}");
    below.len()
}

#[test]
fn any_answer_can_be_changed_from_the_check_and_changed_back() {
    let vocabulary = &bundle().vocabulary;
    let (mut changes, mut asked_anew, mut set_aside) = (0, 0, 0);
    // Every area once, both modes.
    for tried in tried().iter().filter(|tried| tried.known != Known::Partly).step_by(17) {
        let start = at_check(tried);
        let before = result(&start.answers, tried.on);
        for passed in &tried.walked.passed {
            for changed in passed.asked.iter().copied() {
                let kind = &vocabulary.fact(changed).unwrap().kind;
                let Some(value) = another(start.answers.get(changed), kind) else { continue };
                let label = format!("{}: {} to {value:?}", tried.label, vocabulary.name(changed));
                let mut all = tried.case.clone();
                all.set(changed, Some(value.clone()));
                let mut session = start.clone();
                session.change(engine(), tried.on, &passed.page.id);
                assert!(session.asked_here(engine(), tried.on).contains(&changed), "{label}: not on its page any more");
                session.answers.set(changed, Some(value));
                keep_age_and_band_together(&mut session, &mut all, changed);
                let own: Vec<(FactId, Option<Value>)> = vocabulary.ids().map(|fact| (fact, start.answers.get(fact).cloned())).collect();
                let new = back_to_check(&mut session, tried.on, &all, &label);
                let of_another_mode = session.mode(engine()) != tried.mode;
                (changes, asked_anew) = (changes + 1, asked_anew + new.len());
                set_aside += counts_nothing(&session, tried.on, changed, &label);
                is_whole(&session, tried, &of_mode(&all, &session), &label);

                // And back again: its own answer brings everything back.
                session.change(engine(), tried.on, &passed.page.id);
                session.answers.set(changed, start.answers.get(changed).cloned());
                keep_as_it_was(&mut session, &start, changed);
                let label = format!("{label} and back");
                back_to_check(&mut session, tried.on, &tried.case, &label);
                // Who was a professional for a while has answered more than an ambassador is asked, and it counts.
                let now = result(&session.answers, tried.on);
                assert!(now == before || of_another_mode, "{label}: {now}\nbefore: {before}");
                for (fact, answer) in own {
                    assert!(answer.is_none() || session.answers.get(fact) == answer.as_ref(), "{label}: {} is lost", vocabulary.name(fact));
                }
            }
        }
    }
    println!("{changes} changes, {asked_anew} questions asked anew, {set_aside} answers set aside");
    assert!(changes > 800 && asked_anew > 100 && set_aside > 100, "{changes} {asked_anew} {set_aside}");
}

#[test]
fn who_leaves_a_change_half_way_is_asked_the_rest_later() {
    let (child, yes) = (crate::cases::fact("child.any_0_17"), Value::Choice(0));
    let without_children = |tried: &&Tried| tried.known != Known::Partly && tried.walked.session.answers.get(child) == Some(&Value::Choice(1));
    let mut asked_anew = 0;
    for tried in tried().iter().filter(without_children).take(20) {
        let mut session = at_check(tried);
        let mut all = tried.case.clone();
        all.set(child, Some(yes.clone()));
        let page = tried.walked.passed.iter().find(|passed| passed.asked.contains(&child)).unwrap().page;
        session.change(engine(), tried.on, &page.id);
        session.answers.set(child, Some(yes.clone()));
        session.go_back(engine(), tried.on);
        assert_eq!(session.place, Place::Page("check".into()), "{}", tried.label);
        let in_mode = of_mode(&all, &session);
        let is_open = session.way(engine(), tried.on).pages().iter().any(|reached| {
            reached.facts.iter().any(|fact| session.answers.get(*fact).is_none() && in_mode.get(*fact).is_some() && session.is_shown(engine(), *fact))
        });
        if is_open {
            asked_anew += back_to_check(&mut session, tried.on, &all, &tried.label).len();
        }
        is_whole(&session, tried, &of_mode(&all, &session), &tried.label);
        press_continue(&mut session, tried.on);
        assert_eq!(session.page_id(), "done", "{}", tried.label);
    }
    assert!(asked_anew > 10, "{asked_anew}");
}

/// What can be asked in the mode that the session has now.
fn of_mode(all: &Answers, session: &Session) -> Answers {
    let mut all = all.clone();
    let mode = session.mode(engine());
    let asked: Vec<FactId> = crate::pages(mode).flat_map(|page| page.facts.iter().copied()).collect();
    for fact in bundle().vocabulary.ids().filter(|fact| !asked.contains(fact)) {
        // What was answered in the other mode still counts.
        let answer = session.answers.get(fact).cloned();
        all.set(fact, answer);
    }
    all
}

/// An age and its group are one thing: who changes the one mends the other, or is told to.
fn keep_age_and_band_together(session: &mut Session, all: &mut Answers, changed: FactId) {
    let vocabulary = &bundle().vocabulary;
    for band in vocabulary.ids() {
        let Some(Kind::Bands { of, .. }) = vocabulary.fact(band).map(|fact| &fact.kind) else { continue };
        if changed == *of {
            settle_bands(all);
            session.answers.set(band, all.get(band).cloned());
        } else if changed == band {
            all.set(*of, None);
            session.answers.set(*of, None);
        }
    }
}

fn keep_as_it_was(session: &mut Session, start: &Session, changed: FactId) {
    let vocabulary = &bundle().vocabulary;
    for band in vocabulary.ids() {
        if let Some(Kind::Bands { of, .. }) = vocabulary.fact(band).map(|fact| &fact.kind)
            && [band, *of].contains(&changed)
        {
            session.answers.set(band, start.answers.get(band).cloned());
            session.answers.set(*of, start.answers.get(*of).cloned());
        }
    }
}

/// A service that was chosen, and is not recommended any more, is not chosen any more: the choice is looked at again.
#[test]
fn a_choice_that_no_longer_stands_is_looked_at_again() {
    let (mut chosen, mut dropped) = (0, 0);
    for tried in tried().iter().filter(|tried| tried.walked.session.mode(engine()) == Mode::Professional) {
        let recommended = |answers: &Answers| -> Vec<String> {
            let decision = engine().outline(answers, tried.on);
            decision.pathways.into_iter().filter(|pathway| pathway.recommended).map(|pathway| pathway.id).collect()
        };
        let mut session = at_check(tried);
        for id in recommended(&session.answers) {
            session.choose_pathway(&id, true);
            chosen += 1;
        }
        let self_defence = crate::cases::fact("who.may_be_self_defence");
        let Some(page) =
            session.way(engine(), tried.on).pages().iter().find(|reached| reached.facts.contains(&self_defence)).map(|reached| &reached.page.id)
        else {
            continue;
        };
        if session.chosen.is_empty() || session.answers.get(self_defence) == Some(&Value::Choice(0)) {
            continue;
        }
        session.change(engine(), tried.on, page);
        session.choose(self_defence, 0);
        press_continue(&mut session, tried.on);
        assert!(session.chosen.is_empty(), "{:?} may no longer be chosen", session.chosen);
        assert_eq!(session.place, Place::Page("choose".into()), "{} {:?}", tried.on, session.chosen);
        press_continue(&mut session, tried.on);
        assert_eq!(session.place, Place::Page("check".into()));
        assert_eq!(session.details.count("chosen"), 0);
        dropped += 1;
    }
    assert!(chosen > 100 && dropped > 10, "{chosen} chosen, {dropped} cases in which the choice fell");
}
