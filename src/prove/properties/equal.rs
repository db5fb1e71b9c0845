//! Protected characteristics change neither the tier nor what is to be done, and close no service without a declared reason and
//! something else in its place.

use crate::diagram::kernel::Ref;
use crate::facts::Day;
use crate::packs::pack::{Criterion, Pathway};
use crate::prove::claims::{Danger, Equal};
use crate::prove::court::{Change, Court, Refutation};
use crate::prove::properties::danger;
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
                let change = Some((pair[0].0, (fact.clone(), Some(pair[1].1.clone()))));
                found.extend(court.refute(bad, on, change, || format!("{fact} changes {what} between values that must come to the same")));
            }
        }
    }
    for fact in &claim.only_raises {
        let values = vec![crate::facts::raw::Raw::Text("no".into()), crate::facts::raw::Raw::Text("yes".into())];
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
    pairs(court, fact, function).into_iter().find_map(|pair| {
        let bad = changed(court, function, &pair);
        court.refute(bad, on, Some((pair.from, pair.change)), || format!("{fact} changes {what}"))
    })
}

/// Two states of a fact.
struct Pair {
    from: (u16, usize),
    to: (u16, usize),
    change: Change,
}

/// Every two states of a fact that a function can tell apart.
fn pairs(court: &Court<'_>, fact: &str, function: Ref) -> Vec<Pair> {
    let read = court.diagrams.variables_of(&[function]);
    let Some(variable) = court.space.variables_of(fact).find(|variable| read.contains(variable)) else { return Vec::new() };
    let states = &court.space.variables[usize::from(variable)].states;
    let pair = |from: usize, to: usize| {
        let recorded = states[to].ways[0].first().cloned();
        let change = recorded.map_or_else(|| (fact.to_owned(), None), |(fact, value)| (fact, Some(value)));
        Pair { from: (variable, from), to: (variable, to), change }
    };
    (0..states.len()).flat_map(|to| (0..to).map(move |from| pair(from, to))).collect()
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
    for (on, fits) in court.each(|symbolic| symbolic.pathways[place].eligible) {
        let at = court.settings.iter().position(|(setting, _)| setting.from == on)?;
        let declared = court.settings[at].1.eligible(&mut court.diagrams, &scoped);
        let mut excused = vec![declared];
        excused.extend(tier_too.then_some(court.settings[at].1.tier));
        for pair in pairs(court, fact, fits) {
            let mut bad = changed(court, fits, &pair);
            for function in &excused {
                let with_it = changed(court, *function, &pair);
                bad = court.without(bad, with_it);
            }
            let wrong = || format!("{fact} changes who fits {}/{}, and no criterion there declares why", pack.id, pathway.id);
            let refutation = court.refute(bad, on, Some((pair.from, pair.change)), wrong);
            if refutation.is_some() {
                return refutation;
            }
        }
    }
    None
}

fn changed(court: &mut Court<'_>, function: Ref, pair: &Pair) -> Ref {
    let (before, after) = (court.held(function, pair.from), court.held(function, pair.to));
    court.differ(before, after)
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
