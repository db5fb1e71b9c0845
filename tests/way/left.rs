//! How much is left, as the screen says it on each page: going on takes one off, going back puts one on, and what an answer
//! added is said, be it on the next page, on the same one, or at a stop. Walks by chance, with steps back and changed minds.

use crate::cases::{Known, another};
use crate::support::{Dice, bundle, engine};
use crate::tried;
use crate::walk::{answer, session};
use waymark::facts::Value;
use waymark::journey::{Place, Session};
use waymark::packs::Step;

/// What the screen says: nothing once the answers are checked.
fn said(session: &Session, on: waymark::facts::Day) -> Option<(usize, usize)> {
    let page = crate::walk::page(session.page_id());
    (page.step < Step::Check).then(|| (session.left(engine(), on), session.grown(engine(), on)))
}

/// What was said before, what is said now, and how far they came in between: one page on, one page back, or none.
fn never_grows_unsaid(before: Option<(usize, usize)>, now: Option<(usize, usize)>, moved: isize, label: &str) -> usize {
    let (Some((before, _)), Some((now, grown))) = (before, now) else { return 0 };
    let expected = before as isize - moved;
    assert_eq!(grown as isize, (now as isize - expected).max(0), "{label}: {before} were left, {now} are, {grown} is said");
    grown
}

#[test]
fn the_count_of_what_is_left_never_grows_without_a_word() {
    let (mut steps, mut backs, mut holds, mut grew, mut refused) = (0, 0, 0, 0, 0);
    for (number, tried) in tried().iter().enumerate().filter(|(_, tried)| tried.known != Known::Partly).step_by(3) {
        let (on, mut dice, mut session) = (tried.on, Dice(977 + number as u64), session());
        while session.page_id() != "check" && steps < 20_000 {
            let label = format!("{}: on {}", tried.label, session.page_id());
            let mut before = said(&session, on);
            // Continue before anything is answered leads nowhere, and adds nothing.
            if dice.one_in(9) {
                let mut hasty = session.clone();
                hasty.go_on(engine(), on);
                if !hasty.faults.is_empty() {
                    never_grows_unsaid(before, said(&hasty, on), 0, &label);
                    refused += 1;
                }
            }
            // They go back, change their mind about something there, and go on again.
            if dice.one_in(6) {
                let here = session.page_id().to_owned();
                session.go_back(engine(), on);
                grew += never_grows_unsaid(before, said(&session, on), if session.page_id() == here { 0 } else { -1 }, &label);
                // This is what they see: what they choose now is told of when they have pressed something.
                before = said(&session, on);
                backs += 1;
                let facts = session.asked_here(engine(), on);
                if let Some(fact) = facts.get(dice.roll(facts.len().max(1))) {
                    let kind = &bundle().vocabulary.fact(*fact).unwrap().kind;
                    let other = another(session.answers.get(*fact), kind).filter(|value| matches!(value, Value::Choice(_)));
                    if let Some(other) = other.filter(|_| !["person.age", "person.age_band"].contains(&bundle().vocabulary.name(*fact))) {
                        session.answers.set(*fact, Some(other));
                    }
                }
            }
            answer_what_is_open(&mut session, tried);
            session.go_on(engine(), on);
            let mut told = before;
            while !matches!(session.place, Place::Page(_)) {
                grew += never_grows_unsaid(told, said(&session, on), 0, &label);
                told = said(&session, on);
                holds += 1;
                session.acknowledge(engine(), on);
            }
            assert!(session.faults.is_empty(), "{label}: {:?}", session.faults);
            grew += never_grows_unsaid(told, said(&session, on), 1, &label);
            steps += 1;
        }
    }
    println!("{steps} steps, {backs} back, {holds} times held up, {refused} times refused, {grew} pages added and said");
    assert!(steps > 2_000 && backs > 300 && holds > 300 && refused > 100 && grew > 200);
}

/// Answers what has no answer as the case has it: a changed mind stays.
fn answer_what_is_open(session: &mut Session, tried: &crate::Tried) {
    let given = session.answers.clone();
    let mut all = tried.case.clone();
    given.answered().for_each(|(fact, value)| all.set(fact, Some(value.clone())));
    answer(session, tried.on, &all);
}

/// From the check only what a change made necessary is left.
#[test]
fn who_came_to_change_an_answer_is_told_what_is_left_before_the_check() {
    let (child, mut asked) = (crate::cases::fact("child.any_0_17"), 0);
    for tried in tried().iter().filter(|tried| tried.known != Known::Partly && tried.case.get(child) == Some(&Value::Choice(1))) {
        let (on, mut session) = (tried.on, tried.walked.session.clone());
        session.go_back(engine(), on);
        let Some(page) = session.way(engine(), on).page_of(child) else { continue };
        session.change(engine(), on, &page.id);
        assert_eq!(said(&session, on), Some((0, 0)), "{}", tried.label);
        session.choose(child, 0);
        let mut before = said(&session, on).map(|_| (0, 0));
        loop {
            answer(&mut session, on, &{
                let mut all = tried.case.clone();
                all.set(child, Some(Value::Choice(0)));
                all
            });
            session.go_on(engine(), on);
            while !matches!(session.place, Place::Page(_)) {
                before = said(&session, on);
                session.acknowledge(engine(), on);
            }
            if session.page_id() == "check" {
                break;
            }
            asked += 1;
            never_grows_unsaid(before, said(&session, on), 1, &tried.label);
            before = said(&session, on);
        }
    }
    assert!(asked > 10, "{asked}");
}
