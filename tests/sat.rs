//! The second algorithm: the rules as clauses for a SAT solver, written from what the decision does and sharing nothing with `src/prove`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "sat/answers.rs"]
mod answers;
#[path = "sat/circuit.rs"]
mod circuit;
#[path = "sat/claims.rs"]
mod claims;
#[path = "sat/conditions.rs"]
mod conditions;
#[path = "sat/decided.rs"]
mod decided;
#[path = "sat/known.rs"]
mod known;
#[path = "naive/mod.rs"]
mod naive;
#[path = "mutants/planted.rs"]
mod planted;
#[path = "sat/prover.rs"]
mod prover;
#[path = "sat/relations.rs"]
mod relations;
#[path = "sat/single.rs"]
mod single;
mod support;
#[path = "sat/world.rs"]
mod world;

use circuit::Circuit;
use decided::Decision;
use serde_json::Value;
use std::collections::BTreeSet;
use support::{bundle, day, engine};
use waymark::decide::decision::Eligibility;
use world::World;

/// How many answers objects are decided both ways.
const CASES: u64 = 3_000;

#[test]
fn the_clauses_decide_as_the_program_does() {
    let worlds = World::all(bundle());
    let plain = naive::compare::World::of(bundle());
    let mut encoded: Vec<_> = worlds
        .iter()
        .map(|world| {
            let mut circuit = Circuit::new();
            let times: Vec<_> = world.times.iter().map(|_| circuit.fresh()).collect();
            circuit.one_of(&times);
            let states = answers::any(&mut circuit, world);
            let mut decision = Decision::new(&mut circuit, world, states, &times);
            let pathways = decision.pathways(&mut circuit);
            let actions = decision.actions(&mut circuit);
            let first = decision.stands_first(&mut circuit, "call_999");
            println!("{}: {} facts, {} times, {} variables", world.name(), world.facts.len(), times.len(), circuit.size());
            (circuit, times, decision, pathways, actions, first)
        })
        .collect();
    for seed in 0..CASES {
        let (object, on) = naive::cases::case(&plain.plain, seed);
        let answers = support::answers(&Value::Object(object.clone()));
        let on = day(&on);
        let packs = engine().packs(&answers);
        let place =
            worlds.iter().position(|world| world.packs.len() == packs.len() && world.packs.last().unwrap().id == packs.last().unwrap().id).unwrap();
        let (world, (circuit, times, decision, pathways, actions, first)) = (&worlds[place], &mut encoded[place]);
        let mut assumed = answers::saying(world.vocabulary(), decision.states(), &answers);
        assumed.push(times[world.time(on)]);
        assert!(circuit.can(&assumed), "{object:?}");
        let found = engine().outline(&answers, on);
        let tiers: Vec<&str> =
            world.bundle.national.tiers.iter().zip(decision.tiers()).filter(|(_, is)| circuit.holds(**is)).map(|(tier, _)| &*tier.id).collect();
        assert_eq!(tiers, [found.tier], "{object:?}");
        let due: BTreeSet<&str> = actions.iter().filter(|(_, due)| circuit.holds(**due)).map(|(id, _)| *id).collect();
        assert_eq!(due, found.actions.iter().map(|action| action.id).collect(), "{object:?}");
        assert_eq!(circuit.holds(*first), found.actions[0].id == "call_999", "{object:?}");
        for (stands, result) in pathways.iter().zip(&found.pathways) {
            let eligibility = match (circuit.holds(stands.eligible.yes), circuit.holds(stands.eligible.no)) {
                (true, _) => Eligibility::Eligible,
                (_, true) => Eligibility::NotEligible,
                _ => Eligibility::CannotTell,
            };
            assert_eq!((eligibility, circuit.holds(stands.recommended)), (result.eligibility, result.recommended), "{} {object:?}", result.id);
        }
    }
}

#[test]
fn what_is_claimed_holds() {
    let worlds = World::all(bundle());
    let mut broken = Vec::new();
    for world in &worlds {
        let began = std::time::Instant::now();
        broken.extend(single::all(world));
        let one = began.elapsed();
        broken.extend(relations::monotone(world));
        let two = began.elapsed();
        broken.extend(relations::unknown(world));
        let three = began.elapsed();
        broken.extend(relations::equality(world));
        println!("{}: single {one:?}, monotone {:?}, unknown {:?}, equal {:?}", world.name(), two - one, three - two, began.elapsed() - three);
    }
    broken.extend(single::dead(&worlds));
    assert!(broken.is_empty(), "{} claims are broken:\n{}", broken.len(), broken.iter().map(|broken| format!("{broken:?}\n")).collect::<String>());
}

/// What is broken in the packs, with the worlds that a change of this file reaches.
fn broken(bundle: &waymark::packs::Bundle, file: &str) -> Vec<prover::Broken> {
    let worlds = World::all(bundle);
    let mut broken = Vec::new();
    for world in &worlds {
        let local = format!("{}.toml", world.name());
        let common = ["national.toml", "vocabulary.toml"].contains(&file);
        if local == file || common && ["norfolk", "no area"].contains(&world.name()) {
            broken.extend(single::all(world));
            broken.extend(relations::monotone(world));
            broken.extend(relations::unknown(world));
            broken.extend(relations::equality(world));
        }
    }
    broken.extend(single::dead(&worlds).into_iter().filter(|broken| !broken.of.ends_with("area deciding")));
    broken
}

#[test]
#[ignore = "takes minutes"]
fn mutants() {
    for mutant in planted::all() {
        let Ok(bundle) = mutant.bundle() else { continue };
        let began = std::time::Instant::now();
        let found = broken(&bundle, &mutant.file);
        println!("{} ({}): {:?} {:?}", mutant.name, mutant.caught_by, prover::names(&found), began.elapsed());
    }
}
