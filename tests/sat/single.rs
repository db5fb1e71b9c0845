//! Claims about one object of answers.

use super::answers::{State, kind};
use super::prover::{Broken, Prover};
use super::world::World;
use batsat::Lit;
use waymark::facts::condition::Condition;
use waymark::facts::fact::Handling;
use waymark::facts::{FactId, fact::Mask};

/// No rule gives the tier, or nothing is to be done.
pub fn total(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    decision.pathways(&mut prover.circuit);
    let fired = prover.circuit.any(decision.fired().iter().copied());
    let due = decision.actions(&mut prover.circuit);
    let due = prover.circuit.any(due);
    let mut broken: Vec<Broken> = prover.broken("no rule gives the tier", !fired, &[&decision]).into_iter().collect();
    broken.extend(prover.broken("nothing is to be done", !due, &[&decision]));
    broken
}

/// A service is recommended in spite of a stop; or in danger something stands before the first thing to do.
pub fn stops_win(world: &World<'_>, stops: &[usize], when: &Condition, first: usize) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let recommended = prover.circuit.any(pathways.iter().map(|stands| stands.recommended));
    let mut broken = Vec::new();
    for stop in stops {
        let bad = prover.circuit.all([decision.stops()[*stop], recommended]);
        broken.extend(prover.broken("recommended in spite of a stop", bad, &[&decision]));
    }
    let danger = decision.truth(&mut prover.circuit, when).yes;
    let stands = decision.stands_first(&mut prover.circuit, first);
    let bad = prover.circuit.all([danger, !stands]);
    broken.extend(prover.broken("something before the first thing to do", bad, &[&decision]));
    broken
}

/// A service is recommended though none may be.
pub fn none_recommended(world: &World<'_>, when: &Condition) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let recommended = prover.circuit.any(pathways.iter().map(|stands| stands.recommended));
    let holds = decision.truth(&mut prover.circuit, when).yes;
    let bad = prover.circuit.all([holds, recommended]);
    prover.broken("recommended", bad, &[&decision]).into_iter().collect()
}

/// A stop that does not stand though it must.
pub fn stands(world: &World<'_>, when: &Condition, stop: usize) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let decision = prover.any();
    let holds = decision.truth(&mut prover.circuit, when).yes;
    let bad = prover.circuit.all([holds, !decision.stops()[stop]]);
    prover.broken(&world.bundle.national.stops[stop].id, bad, &[&decision]).into_iter().collect()
}

/// Actions that are not due though they must be.
pub fn always_due(world: &World<'_>, duties: &[(Condition, usize)]) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    decision.pathways(&mut prover.circuit);
    let due = decision.actions(&mut prover.circuit);
    let mut broken = Vec::new();
    for (when, action) in duties {
        let holds = decision.truth(&mut prover.circuit, when).yes;
        let bad = prover.circuit.all([holds, !due[*action]]);
        broken.extend(prover.broken(&world.bundle.national.actions[*action].id, bad, &[&decision]));
    }
    broken
}

/// Signs that do not make the tier as high as they must.
pub fn at_least(world: &World<'_>, floors: &[(Condition, usize)]) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    decision.pathways(&mut prover.circuit);
    let mut broken = Vec::new();
    for (place, (when, tier)) in floors.iter().enumerate() {
        let there = decision.truth(&mut prover.circuit, when).yes;
        let high = decision.at_least(&mut prover.circuit, world.claims.heights[*tier]);
        let bad = prover.circuit.all([there, !high]);
        broken.extend(prover.broken(format!("sign {place}"), bad, &[&decision]));
    }
    broken
}

/// A tier that reassures while one of these has no answer.
pub fn needs_answers(world: &World<'_>, facts: &[FactId], never: Mask) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let decision = prover.any();
    let given = decision.is_tier(&mut prover.circuit, never);
    let mut broken = Vec::new();
    for fact in facts {
        let settled = decision.knowledge.settled(&mut prover.circuit, *fact);
        let bad = prover.circuit.all([given, !settled]);
        broken.extend(prover.broken(world.vocabulary().name(*fact), bad, &[&decision]));
    }
    broken
}

/// Something recommended and forbidden, or a fact with two values.
pub fn consistent(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let stops = world.bundle.national.stops.iter().zip(decision.stops());
    let forbids: Vec<Lit> = stops.filter(|(stop, _)| stop.forbids_pathways).map(|(_, stands)| *stands).collect();
    let forbidden = prover.circuit.any(forbids);
    let recommended = prover.circuit.any(pathways.iter().map(|stands| stands.recommended));
    let bad = prover.circuit.all([forbidden, recommended]);
    let mut broken: Vec<Broken> = prover.broken("recommended and forbidden", bad, &[&decision]).into_iter().collect();
    for (derived, values) in decision.knowledge.derivations(&mut prover.circuit) {
        let yes: Vec<Lit> = values.iter().flatten().map(|tri| tri.yes).collect();
        let pairs = (0..yes.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        let twice: Vec<Lit> = pairs.map(|(a, b)| prover.circuit.all([yes[a], yes[b]])).collect();
        let twice = prover.circuit.any(twice);
        broken.extend(prover.broken(&derived.id, twice, &[&decision]));
    }
    broken
}

/// Words for the person that come up because of what is restricted from them.
pub fn confidential(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let vocabulary = world.vocabulary();
    let restricted = world.facts.iter().filter(|fact| vocabulary.fact(**fact).is_some_and(|fact| fact.handling > Handling::Normal));
    let absent: Vec<(FactId, State)> = restricted.map(|fact| (*fact, State::exactly(&prover.circuit, kind(vocabulary, *fact), None))).collect();
    let mut whole = prover.any();
    let (mut bare, consistent) = prover.but(&whole, absent);
    prover.circuit.require([consistent]);
    whole.pathways(&mut prover.circuit);
    bare.pathways(&mut prover.circuit);
    let mut broken = Vec::new();
    for line in world.packs.iter().flat_map(|pack| &pack.guidance).filter(|line| line.said_to_person) {
        let (shown, still) = (whole.truth(&mut prover.circuit, &line.when).yes, bare.truth(&mut prover.circuit, &line.when).yes);
        let bad = prover.circuit.all([shown, !still]);
        broken.extend(prover.broken(&line.id, bad, &[&whole, &bare]));
    }
    broken
}
