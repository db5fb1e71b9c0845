//! Claims about one object of answers.

use super::answers::kind;
use super::claims;
use super::conditions::Say;
use super::decided::Stands;
use super::prover::{Broken, Prover};
use super::world::World;
use batsat::Lit;

/// Everything that is claimed of one object of answers.
pub fn all(world: &World<'_>) -> Vec<Broken> {
    [total(world), signs(world), minimum(world), actions(world), children(world), stops(world), contradictions(world)].into_iter().flatten().collect()
}

/// Some rule gives the tier, and something is to be done.
fn total(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let decision = prover.any();
    let fired = prover.circuit.any(decision.fired().iter().copied());
    let due: Vec<Lit> = decision.actions(&mut prover.circuit).into_values().collect();
    let due = prover.circuit.any(due);
    let mut broken: Vec<Broken> = prover.broken("total", "a rule gives the tier", !fired, &[&decision]).into_iter().collect();
    broken.extend(prover.broken("total", "something is to be done", !due, &[&decision]));
    broken
}

/// Each sign alone makes the tier as high as it must be.
fn signs(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let decision = prover.any();
    let mut broken = Vec::new();
    for (name, height, sign) in claims::signs(world.bundle) {
        let there = decision.truth(&mut prover.circuit, &sign).yes;
        let high = decision.at_least(&mut prover.circuit, height);
        let bad = prover.circuit.all([there, !high]);
        broken.extend(prover.broken("signs", name, bad, &[&decision]));
    }
    broken
}

/// Nothing below medium is said while one of the most important questions is open.
fn minimum(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let decision = prover.any();
    let low = ["standard", "nothing_recorded"].map(|tier| decision.is_tier(&prover.circuit, tier));
    let low = prover.circuit.any(low);
    let mut broken = Vec::new();
    for id in claims::MINIMUM {
        let fact = Say(world.bundle).fact(id);
        let open = decision.states()[&fact].open(&mut prover.circuit, kind(world.vocabulary(), fact));
        let bad = prover.circuit.all([open, low]);
        broken.extend(prover.broken("minimum", id, bad, &[&decision]));
    }
    broken
}

/// Each action is due wherever the contract says so.
fn actions(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    decision.pathways(&mut prover.circuit);
    let due = decision.actions(&mut prover.circuit);
    let no = prover.circuit.no();
    let mut broken = Vec::new();
    for (id, when) in claims::actions(world.bundle) {
        let holds = decision.truth(&mut prover.circuit, &when);
        // What is asked of the tier may be open: then the action is due all the same where it is not known to be idle.
        let bad = prover.circuit.all([holds.yes, !due.get(id).copied().unwrap_or(no)]);
        broken.extend(prover.broken("actions", id, bad, &[&decision]));
    }
    let young = decision.truth(&mut prover.circuit, &claims::under_16(world.bundle)).yes;
    let bad = prover.circuit.all([young, due.get("marac_referral").copied().unwrap_or(no)]);
    broken.extend(prover.broken("actions", "no MARAC under 16", bad, &[&decision]));
    let first = decision.truth(&mut prover.circuit, &claims::advice_first(world.bundle)).yes;
    let danger = decision.is_tier(&prover.circuit, "immediate");
    let stands = decision.stands_first(&mut prover.circuit, "specialist_advice");
    let bad = prover.circuit.all([first, !danger, !stands]);
    broken.extend(prover.broken("actions", "specialist_advice first", bad, &[&decision]));
    broken
}

/// Children's services are called, whatever else is answered.
fn children(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let decision = prover.any();
    let no = prover.circuit.no();
    let due = decision.actions(&mut prover.circuit).get("child_front_door").copied().unwrap_or(no);
    let mut broken = Vec::new();
    for (name, when) in claims::children(world.bundle) {
        let there = match name {
            // Set aside or not: what somebody recorded of a child counts.
            "a concern" => {
                let fact = Say(world.bundle).fact("child.significant_harm_concern");
                decision.states()[&fact].is(&mut prover.circuit, Say(world.bundle).values(fact, &["yes"]))
            }
            _ => decision.truth(&mut prover.circuit, &when).yes,
        };
        let bad = prover.circuit.all([there, !due]);
        broken.extend(prover.broken("children", name, bad, &[&decision]));
    }
    broken
}

/// Nobody who may be a victim is referred; the call to 999 stands first.
fn stops(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let victim = decision.truth(&mut prover.circuit, &claims::possible_victim(world.bundle)).yes;
    let recommended = prover.circuit.any(pathways.iter().map(|stands| stands.recommended));
    let fires: Vec<Lit> =
        world.bundle.national.rules.iter().zip(&decision.fires).filter(|(rule, _)| rule.id.starts_with('I')).map(|(_, fires)| *fires).collect();
    let danger = prover.circuit.any(fires);
    let first = decision.stands_first(&mut prover.circuit, "call_999");
    let stop = |id: &str| world.bundle.national.stops.iter().position(|stop| stop.id == id).map(|place| decision.stops()[place]);
    let no = prover.circuit.no();
    let parts = [
        ("no pathway for a possible victim", victim, !recommended),
        ("the stop for a possible victim", victim, stop("possible_victim").unwrap_or(no)),
        ("the call to 999 first", danger, first),
        ("the stop for danger", danger, stop("immediate_danger").unwrap_or(no)),
    ];
    let mut broken = Vec::new();
    for (name, when, then) in parts {
        let bad = prover.circuit.all([when, !then]);
        broken.extend(prover.broken("stops", name, bad, &[&decision]));
    }
    broken
}

/// Nothing is both recommended and forbidden; nothing follows twice.
fn contradictions(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let forbids: Vec<Lit> =
        world.bundle.national.stops.iter().zip(decision.stops()).filter(|(stop, _)| stop.forbids_pathways).map(|(_, stands)| *stands).collect();
    let forbidden = prover.circuit.any(forbids);
    let recommended = prover.circuit.any(pathways.iter().map(|stands| stands.recommended));
    let bad = prover.circuit.all([forbidden, recommended]);
    let mut broken: Vec<Broken> = prover.broken("contradiction", "recommended and forbidden", bad, &[&decision]).into_iter().collect();
    for (id, twice) in decision.knowledge.two_at_once(&mut prover.circuit) {
        broken.extend(prover.broken("contradiction", id, twice, &[&decision]));
    }
    broken
}

/// What can be reached: each rule, stop and action; each pathway; each criterion, met and deciding. `false` where nothing can.
pub fn reached(world: &World<'_>) -> Vec<(String, bool)> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let national = &world.bundle.national;
    let mut goals: Vec<(String, Lit)> = Vec::new();
    goals.extend(national.rules.iter().zip(decision.fired()).map(|(rule, fired)| (format!("rule {}", rule.id), *fired)));
    goals.extend(national.stops.iter().zip(decision.stops()).map(|(stop, stands)| (format!("stop {}", stop.id), *stands)));
    goals.extend(decision.actions(&mut prover.circuit).into_iter().map(|(id, due)| (format!("action {id}"), due)));
    for ((pack, pathway), Stands { eligible, criteria, .. }) in world.pathways().zip(&pathways) {
        let id = format!("{}/{}", pack.id, pathway.id);
        goals.push((format!("pathway {id}"), !eligible.no));
        for (place, criterion) in pathway.criteria.iter().enumerate() {
            goals.push((format!("criterion {id} {} met", criterion.id), criteria[place].yes));
            let others = || criteria.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, tri)| *tri);
            let keeps_open = prover.circuit.all(others().map(|tri| tri.yes).chain([!criteria[place].yes]));
            let shuts_out = prover.circuit.all(others().map(|tri| !tri.no).chain([criteria[place].no]));
            let decides = prover.circuit.any([keeps_open, shuts_out]);
            goals.push((format!("criterion {id} {} deciding", criterion.id), decides));
        }
    }
    goals.into_iter().map(|(name, goal)| (name, prover.circuit.can(&[goal]))).collect()
}

/// What cannot be reached anywhere.
pub fn dead(worlds: &[World<'_>]) -> Vec<Broken> {
    let mut all: Vec<(String, bool)> = Vec::new();
    for (name, can) in worlds.iter().flat_map(reached) {
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known |= can,
            None => all.push((name, can)),
        }
    }
    let never = all.into_iter().filter(|(_, can)| !can);
    never.map(|(of, _)| Broken { property: "dead", of, area: String::new(), on: String::new(), answers: Vec::new() }).collect()
}
