//! Somebody who goes through the screen, answers what is asked, and keeps note of it.

use crate::support::{bundle, engine};
use waymark::decide::Decision;
use waymark::decide::next::can_be_asked;
use waymark::facts::{Answers, Day, FactId};
use waymark::journey::{Place, Session};
use waymark::packs::{Mode, Page};

/// A page that was passed.
pub struct Passed {
    pub page: &'static Page,
    /// What was asked there, in order.
    pub asked: Vec<FactId>,
    /// What was asked though it had no answer and could not change anything usable.
    pub useless: Vec<FactId>,
    /// What this page, where it asks only what matters, and its neighbours that are still to come were worth on arriving.
    pub worth: Vec<f64>,
    /// The pages that were left on arriving.
    pub left: Vec<String>,
    /// The rules of the highest tier that had fired on leaving, a bit each.
    pub top_rules: u64,
}

/// A whole way, from the first page to the last.
pub struct Walked {
    pub passed: Vec<Passed>,
    /// Each stop that held up, with the page that was left.
    pub stops: Vec<(String, String)>,
    pub session: Session,
    /// The answers on arriving at the result.
    pub at_result: Answers,
}

/// A page by its id.
pub fn page(id: &str) -> &'static Page {
    bundle().journey.pages.iter().find(|page| page.id == id).unwrap_or_else(|| panic!("no page {id}"))
}

/// A new session; nothing is wrong with its details.
pub fn session() -> Session {
    Session::new(engine(), Mode::Professional, |_, _, _| Some(Vec::new()))
}

/// Answers what is asked on the page as the case has it, what an answer opens on the same page too.
pub fn answer(session: &mut Session, on: Day, case: &Answers) -> Vec<FactId> {
    let mut asked: Vec<FactId> = Vec::new();
    while let Some(fact) = session.asked_here(engine(), on).into_iter().find(|fact| !asked.contains(fact)) {
        session.answers.set(fact, case.get(fact).cloned());
        asked.push(fact);
    }
    asked
}

/// Presses Continue, and again at each stop and each contradiction; gives the stops.
pub fn press_continue(session: &mut Session, on: Day) -> Vec<String> {
    let here = session.page_id().to_owned();
    let mut stops = Vec::new();
    session.go_on(engine(), on);
    for _ in 0..60 {
        match &session.place {
            Place::Stop(stop) => stops.push(stop.clone()),
            Place::Contradiction(_) => {}
            Place::Page(_) => break,
        }
        session.acknowledge(engine(), on);
        assert!(stops.len() < 9, "held up again and again on {here}");
    }
    assert!(session.page_id() != here, "held up on {here}: {:?} {:?}", session.place, session.faults);
    stops
}

/// Goes through the screen as far as a page, and answers as the case has it.
pub fn walk(on: Day, case: &Answers, to: &str) -> Walked {
    let mut walked = Walked { passed: Vec::new(), stops: Vec::new(), session: session(), at_result: Answers::default() };
    loop {
        let session = &mut walked.session;
        let here = session.page_id().to_owned();
        if here == "result" {
            walked.at_result = session.answers.clone();
        }
        let page = page(&here);
        let worth = engine().worth(&session.answers, on);
        let shown = session.asked_here(engine(), on);
        let is_useless = |fact: &FactId| page.only_what_matters && worth[fact.index()] == 0.0 && session.answers.get(*fact).is_none();
        let useless = shown.into_iter().filter(is_useless).collect();
        let left = left(session, on);
        let neighbours = std::iter::once(&here).chain(&left).map(|id| self::page(id));
        let neighbours = neighbours.take_while(|next| next.only_what_matters && next.step == page.step);
        let worth = neighbours.map(|next| next.facts.iter().map(|fact| worth[fact.index()]).sum()).collect();
        let asked = answer(session, on, case);
        let top_rules = top_rules(&session.answers, on);
        walked.passed.push(Passed { page, asked, useless, worth, left, top_rules });
        if here == to {
            return walked;
        }
        let stops = press_continue(session, on);
        walked.stops.extend(stops.into_iter().map(|stop| (stop, here.clone())));
    }
}

/// The rules of the highest tier that fire, a bit each.
pub fn top_rules(answers: &Answers, on: Day) -> u64 {
    let decision = engine().without_changes(answers, on);
    let rules = bundle().national.rules.iter().enumerate();
    let fired = rules.filter(|(_, rule)| decision.fired.iter().any(|fired| fired.rule == rule.id && fired.tier == "immediate"));
    fired.fold(0, |mask, (place, _)| mask | 1 << place)
}

/// The pages that come after this one, as the screen counts them.
pub fn left(session: &Session, on: Day) -> Vec<String> {
    let way = session.way(engine(), on);
    let mut left: Vec<String> = Vec::new();
    let mut here = session.page_id().to_owned();
    while let Some(next) = way.after(&here).filter(|next| next.page.step < waymark::packs::Step::Check) {
        here.clone_from(&next.page.id);
        left.push(here.clone());
    }
    assert_eq!(left.len(), session.left(engine(), on));
    left
}

/// Every question of the mode that could be asked, has no answer, and still matters, whether its page can be reached or
/// not. Whether it is safe to speak is asked once danger is told of, and not while that is only not known.
pub fn still_useful(answers: &Answers, mode: Mode, on: Day) -> Vec<FactId> {
    let worth = engine().worth(answers, on);
    let speaking = bundle().vocabulary.asked("now.victim_cannot_speak");
    engine().judge(answers, on, |knowledge, tiering| {
        let danger = tiering.tier + 1 == bundle().national.tiers.len();
        let pages = bundle().journey.pages.iter().filter(|page| page.modes.contains(&mode));
        let useful = |fact: &FactId| worth[fact.index()] > 0.0 && answers.get(*fact).is_none() && can_be_asked(knowledge, *fact);
        let useful = |fact: &FactId| useful(fact) && (danger || Some(*fact) != speaking);
        pages.flat_map(|page| page.facts.iter().copied()).filter(useful).collect()
    })
}

/// What of a decision can be used: tier, actions in order, stops, and the eligibility of each pathway that may run.
pub fn result(answers: &Answers, on: Day) -> String {
    let decision: Decision<'_> = engine().without_changes(answers, on);
    let actions: Vec<&str> = decision.actions.iter().map(|action| action.id).collect();
    let pathways = decision.pathways.iter().filter(|pathway| pathway.availability.may_run());
    let pathways: Vec<String> = pathways.map(|pathway| format!("{} {}", pathway.id, pathway.eligibility.id())).collect();
    format!("{}\n{}\n{}\n{}", decision.tier, actions.join(" "), decision.stops.join(" "), pathways.join("\n"))
}

/// The names of facts.
pub fn names(facts: &[FactId]) -> Vec<&'static str> {
    facts.iter().map(|fact| bundle().vocabulary.name(*fact)).collect()
}
