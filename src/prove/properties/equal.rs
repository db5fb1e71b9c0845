//! Protected characteristics change neither the tier nor what is to be done, and close no service without a declared reason and
//! something else in its place.

use crate::diagram::kernel::Ref;
use crate::facts::Day;
use crate::facts::fact::Protection;
use crate::packs::pack::{Criterion, Pathway};
use crate::prove::claims::{Danger, Equal};
use crate::prove::court::{Court, Refutation};
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
            let mut all = watched.clone();
            all.extend(unscoped(court));
            for (what, on, function) in all {
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
    found.extend(services(court));
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
    let read = court.diagrams.variables_of(&[function]);
    let variable = court.space.variables_of(fact).find(|variable| read.contains(variable))?;
    let states = court.space.variables[usize::from(variable)].states.len();
    for (first, second) in (0..states).flat_map(|first| (0..states).map(move |second| (first, second))).filter(|(first, second)| first < second) {
        let (before, after) = (court.held(function, (variable, first)), court.held(function, (variable, second)));
        let bad = court.differ(before, after);
        let way = court.space.variables[usize::from(variable)].states[second].ways[0].clone();
        let to = way.into_iter().next().map_or_else(|| (fact.to_owned(), None), |(fact, value)| (fact, Some(value)));
        let refutation = court.refute(bad, on, Some(((variable, first), to)), || format!("{fact} changes {what}"));
        if refutation.is_some() {
            return refutation;
        }
    }
    None
}

/// For each pathway whether it fits by those of its criteria alone that declare no scope.
fn unscoped(court: &mut Court<'_>) -> Vec<(String, Option<Day>, Ref)> {
    let mut list = Vec::new();
    for (pack, pathway) in court.place.pathways() {
        let plain: Vec<Criterion> = pathway.criteria.iter().filter(|criterion| criterion.scope.is_empty()).cloned().collect();
        let id = format!("{}/{}", pack.id, pathway.id);
        for place in 0..court.settings.len() {
            let on = court.settings[place].0.from;
            let function = court.settings[place].1.eligible(&mut court.diagrams, &plain);
            if !list.iter().any(|(known, _, same)| *known == id && *same == function) {
                list.push((id.clone(), on, function));
            }
        }
    }
    list
}

/// Services that a protected characteristic closes without a declared scope, or with nothing in their place.
fn services(court: &mut Court<'_>) -> Vec<Refutation> {
    let mut found = Vec::new();
    let protected: Vec<String> = {
        let facts = court.lens.bundle.vocabulary.facts.iter();
        facts.filter(|fact| fact.protected != Protection::None).map(|fact| fact.id.clone()).collect()
    };
    for (what, on, function) in unscoped(court) {
        for fact in &protected {
            found.extend(sways(court, fact, &format!("who fits {what}, and no criterion declares why,"), on, function));
        }
    }
    let listed: Vec<_> = court.place.pathways().collect();
    for (place, (pack, pathway)) in
        listed.iter().enumerate().filter(|(_, (_, pathway))| pathway.criteria.iter().any(|criterion| !criterion.scope.is_empty()))
    {
        for at in 0..court.settings.len() {
            let bad = closed_alone(court, at, place, pathway);
            let on = court.settings[at].0.from;
            let id = format!("{}/{}", pack.id, pathway.id);
            let refutation =
                court.refute(bad, on, None, || format!("{id} is closed by a protected characteristic, and nothing else answers the need"));
            let first = refutation.is_some();
            found.extend(refutation);
            if first {
                break;
            }
        }
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
