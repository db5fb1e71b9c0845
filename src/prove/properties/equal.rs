//! Protected characteristics change neither the tier nor what is to be done, and close no service without a declared reason and
//! something else in its place.

use crate::diagram::kernel::{Ref, TERMINALS};
use crate::facts::Day;
use crate::facts::raw::Raw;
use crate::packs::pack::{Criterion, Pathway};
use crate::prove::claims::{Danger, Equal};
use crate::prove::court::{Court, Refutation};
use crate::prove::example::value;
use crate::prove::properties::danger;
use crate::prove::shift::Shift;
use crate::prove::truths::{FAILS, HOLDS, OPEN, among};

/// Answers on which a protected characteristic makes a difference that it may not make.
pub fn refutations(court: &mut Court<'_>, claim: &Equal) -> Vec<Refutation> {
    let mut found = Vec::new();
    let watched = watched(court);
    for fact in &claim.facts {
        for (what, on, function) in &watched {
            found.extend(sways(court, fact, what, *on, *function));
        }
    }
    for (facts, actions) in &claim.by_law {
        let allowed: Vec<&str> = actions.iter().map(|action| court.actions()[*action].id.as_str()).collect();
        for (what, on, function) in watched.iter().filter(|(what, ..)| !allowed.contains(&what.as_str())) {
            for fact in facts.iter().take(1) {
                found.extend(sways(court, fact, what, *on, *function));
            }
        }
    }
    for (fact, values) in &claim.alike {
        let states: Vec<_> = values.iter().filter_map(|value| Some((court.space.state_of(fact, Some(value))?, value))).collect();
        for pair in states.windows(2).filter(|pair| pair[0].0 != pair[1].0) {
            for (what, on, function) in watched.clone() {
                let (before, after) = (court.held(function, pair[0].0), court.held(function, pair[1].0));
                let bad = court.differ(before, after);
                let recorded = |value: &Raw| vec![vec![(fact.clone(), value.clone())]];
                let shift = Shift::between(pair[0].0, pair[1].0.1, recorded(pair[0].1), recorded(pair[1].1));
                found.extend(court.refute(bad, on, Some(&shift), || format!("{fact} changes {what} between values that must come to the same")));
            }
        }
    }
    for fact in &claim.only_raises {
        let values = vec![Raw::Text("no".into()), Raw::Text("yes".into())];
        let steps = danger::upward(court, &Danger { fact: fact.clone(), values });
        found.extend(danger::changes(court, steps, None));
    }
    let protected: Vec<&String> = claim.facts.iter().chain(claim.by_law.iter().flat_map(|(facts, _)| facts)).chain(&claim.only_raises).collect();
    for fact in protected {
        let tier_too = claim.only_raises.contains(fact);
        let count = court.place.pathways().count();
        found.extend((0..count).filter_map(|place| closes(court, fact, place, tier_too)).collect::<Vec<_>>());
    }
    found.extend(nothing_instead(court));
    found
}

/// The tier and the guarded actions, each different function once, with its name.
fn watched(court: &Court<'_>) -> Vec<(String, Option<Day>, Ref)> {
    let tiers = court.each(|symbolic| symbolic.tier).into_iter().map(|(on, tier)| ("the tier".to_owned(), on, tier));
    let guarded = court.claims.guarded.iter().flat_map(|action| {
        let id = &court.actions()[*action].id;
        court.each(|symbolic| symbolic.actions[*action]).into_iter().map(move |(on, due)| (id.clone(), on, due))
    });
    tiers.chain(guarded).collect()
}

/// Answers on which a fact sways a function, if it does.
fn sways(court: &mut Court<'_>, fact: &str, what: &str, on: Option<Day>, function: Ref) -> Option<Refutation> {
    differs(court, fact, function, &[], on, || format!("{fact} changes {what}"))
}

/// Answers on which a fact changes who fits a pathway, where nothing that declares its scope changes with it. (A fact that may
/// only raise changes the tier, and what looks at the tier; apart from that it may change nothing.)
fn closes(court: &mut Court<'_>, fact: &str, place: usize, tier_too: bool) -> Option<Refutation> {
    let (pack, pathway) = court.place.pathways().nth(place)?;
    // A fallback looks at what became of the others.
    if pathway.fallback {
        return None;
    }
    let scoped: Vec<Criterion> = pathway.criteria.iter().filter(|criterion| !criterion.scope.is_empty()).cloned().collect();
    let mut tried = Vec::new();
    for at in 0..court.settings.len() {
        let declared = court.settings[at].1.eligible(&mut court.diagrams, &scoped);
        let (on, symbolic) = (court.settings[at].0.from, &court.settings[at].1);
        let functions = (symbolic.pathways[place].eligible, declared, tier_too.then_some(symbolic.tier));
        if tried.contains(&functions) {
            continue;
        }
        tried.push(functions);
        let excused: Vec<Ref> = std::iter::once(declared).chain(functions.2).collect();
        let wrong = || format!("{fact} changes who fits {}/{}, and no criterion there declares why", pack.id, pathway.id);
        let refutation = differs(court, fact, functions.0, &excused, on, wrong);
        if refutation.is_some() {
            return refutation;
        }
    }
    None
}

/// Answers to everything else on which two answers to a fact give different values of a function, and the same of those that
/// excuse it.
fn differs(court: &mut Court<'_>, fact: &str, function: Ref, excused: &[Ref], on: Option<Day>, wrong: impl FnOnce() -> String) -> Option<Refutation> {
    let read = court.diagrams.variables_of(&[function]);
    let every: Vec<u16> = court.space.variables_of(fact).collect();
    if !every.iter().any(|variable| read.contains(variable)) {
        return None;
    }
    let all: Vec<Ref> = std::iter::once(function).chain(excused.iter().copied()).collect();
    let looked_at = court.diagrams.variables_of(&all);
    let variables: Vec<u16> = every.into_iter().filter(|variable| looked_at.contains(variable)).collect();
    let mut bad = FAILS;
    for same in alike(court, excused) {
        let mut one = FAILS;
        for value in constants(court, function) {
            let here = among(&mut court.diagrams, function, 1 << value);
            let here = court.and(here, same);
            let here = court.some(here, &variables);
            let both = court.and(one, here);
            bad = court.any(vec![bad, both]);
            one = court.any(vec![one, here]);
        }
    }
    court.refute_at(bad, on, |court, states| first_shift(court, &variables, &all, states), wrong)
}

/// Every way in which several functions can turn out.
fn alike(court: &mut Court<'_>, functions: &[Ref]) -> Vec<Ref> {
    functions.iter().fold(vec![HOLDS], |alike, function| {
        let mut finer = Vec::new();
        for value in constants(court, *function) {
            let here = among(&mut court.diagrams, *function, 1 << value);
            finer.extend(alike.iter().map(|same| court.and(*same, here)));
        }
        finer.into_iter().filter(|same| *same != FAILS).collect()
    })
}

fn constants(court: &Court<'_>, function: Ref) -> impl Iterator<Item = Ref> + use<> {
    let constants = court.diagrams.constants_of(function);
    (0..TERMINALS).filter(move |constant| constants & (1 << constant) != 0)
}

/// Two answers to a fact between which the first function changes and the others do not: those that lie nearest to each other.
fn first_shift(court: &Court<'_>, variables: &[u16], functions: &[Ref], states: &[usize]) -> Option<Shift> {
    let mut tried: Vec<(Vec<Ref>, States)> = Vec::new();
    let mut nearest: Option<Shift> = None;
    for to in answers_to(court, variables) {
        let mut states = states.to_vec();
        to.iter().for_each(|(variable, state)| states[usize::from(*variable)] = *state);
        let values: Vec<Ref> = functions.iter().map(|function| value(&court.diagrams, *function, &states)).collect();
        let differ = |known: &[Ref]| known[0] != values[0] && known[1..] == values[1..];
        let shifts = tried.iter().filter(|(known, _)| differ(known)).map(|(_, from)| Shift { from: from.clone(), to: to.clone(), ways: None });
        nearest = nearest.into_iter().chain(shifts).min_by_key(|shift| shift.distance(court.space));
        if nearest.as_ref().is_some_and(|shift| shift.is_single(court.space)) {
            break;
        }
        tried.push((values, to));
    }
    nearest
}

/// Variables, each with a state.
type States = Vec<(u16, usize)>;

/// Every choice of states of some variables, the simplest first.
fn answers_to(court: &Court<'_>, variables: &[u16]) -> impl Iterator<Item = States> + use<> {
    let counts: States = variables.iter().map(|variable| (*variable, court.space.variables[usize::from(*variable)].states.len())).collect();
    let all: usize = counts.iter().map(|(_, count)| count).product();
    (0..all).map(move |answer| {
        let mut rest = answer;
        let state = |(variable, count): &(u16, usize)| {
            let state = rest % count;
            rest /= count;
            (*variable, state)
        };
        counts.iter().map(state).collect()
    })
}

/// Services that a declared scope closes, with nothing in their place.
fn nothing_instead(court: &mut Court<'_>) -> Vec<Refutation> {
    let mut found = Vec::new();
    for (place, (pack, pathway)) in court.place.pathways().enumerate() {
        if pathway.criteria.iter().all(|criterion| criterion.scope.is_empty()) {
            continue;
        }
        found.extend((0..court.settings.len()).find_map(|at| {
            let bad = closed_alone(court, at, place, pathway);
            let on = court.settings[at].0.from;
            let wrong =
                || format!("{}/{} is closed by a protected characteristic, and nothing that it names instead answers the need", pack.id, pathway.id);
            court.refute(bad, on, None, wrong)
        }));
    }
    found
}

/// Where a service that may run is closed by what it declares alone, and nothing that it names stands in its place.
fn closed_alone(court: &mut Court<'_>, at: usize, place: usize, pathway: &Pathway) -> Ref {
    let (setting, symbolic) = &court.settings[at];
    if !setting.availability[place].may_run() {
        return FAILS;
    }
    let (scoped, plain): (Vec<Criterion>, Vec<Criterion>) = pathway.criteria.iter().cloned().partition(|criterion| !criterion.scope.is_empty());
    let (scoped, plain) = (symbolic.eligible(&mut court.diagrams, &scoped), symbolic.eligible(&mut court.diagrams, &plain));
    let instead = instead(court, at, pathway);
    let closed = among(&mut court.diagrams, scoped, 1 << FAILS);
    let fits = among(&mut court.diagrams, plain, 1 << OPEN | 1 << HOLDS);
    let closed = court.and(closed, fits);
    let answered = court.any(instead);
    court.without(closed, answered)
}

/// What a service names in its place: actions that are due, services that are recommended.
fn instead(court: &Court<'_>, at: usize, pathway: &Pathway) -> Vec<Ref> {
    let symbolic = &court.settings[at].1;
    let named = |reference: &String| match reference.strip_prefix("action.") {
        Some(action) => court.actions().iter().position(|known| known.id == action).map(|place| symbolic.actions[place]),
        None => {
            let place = court.place.pathways().position(|(pack, pathway)| format!("{}/{}", pack.id, pathway.id) == *reference);
            place.map(|place| symbolic.pathways[place].recommended)
        }
    };
    pathway.instead.iter().filter_map(named).collect()
}
