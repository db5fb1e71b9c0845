//! The second algorithm: the rules as clauses for a SAT solver, written from what the decision does and sharing nothing with
//! `src/prove` but the claims. It must decide as the program does, and come to the same verdict on every claim.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "sat/alive.rs"]
mod alive;
#[path = "sat/answers.rs"]
mod answers;
#[path = "sat/circuit.rs"]
mod circuit;
#[path = "sat/claims.rs"]
mod claims;
#[path = "sat/decided.rs"]
mod decided;
#[path = "sat/equal.rs"]
mod equal;
#[path = "sat/known.rs"]
mod known;
#[path = "naive/mod.rs"]
#[allow(dead_code)]
mod naive;
#[path = "mutants/planted.rs"]
#[allow(dead_code)]
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

use batsat::Lit;
use circuit::Circuit;
use decided::{Decision, Stands};
use planted::Mutant;
use prover::Broken;
use serde_json::Value;
use std::collections::BTreeSet;
use support::{bundle, day};
use waymark::decide::Engine;
use waymark::decide::decision::Eligibility;
use waymark::facts::{Answers, Day};
use waymark::packs::Bundle;
use waymark::prove::claims::Claims;
use waymark::prove::properties::{Verdict, prove};
use world::World;

/// How many answers objects are decided both ways.
const CASES: u64 = 3_000;

/// The clauses of one world, ready to be asked.
struct Encoded<'w> {
    circuit: Circuit,
    times: Vec<Lit>,
    decision: Decision<'w>,
    pathways: Vec<Stands>,
    actions: Vec<Lit>,
    /// For each action whether it stands first.
    first: Vec<Lit>,
}

impl<'w> Encoded<'w> {
    fn new(world: &'w World<'w>) -> Encoded<'w> {
        let mut circuit = Circuit::new();
        let times: Vec<Lit> = world.times.iter().map(|_| circuit.fresh()).collect();
        circuit.one_of(&times);
        let states = answers::any(&mut circuit, world);
        let mut decision = Decision::new(&mut circuit, world, states, &times);
        let pathways = decision.pathways(&mut circuit);
        let actions = decision.actions(&mut circuit);
        let first = (0..actions.len()).map(|place| decision.stands_first(&mut circuit, place)).collect();
        Encoded { circuit, times, decision, pathways, actions, first }
    }

    /// What the clauses make of these answers on this day, in words: tier, stops, actions, the first of them, pathways.
    fn decides(&mut self, answers: &Answers, on: Day) -> Said {
        let world = self.decision.world;
        let mut assumed = answers::saying(world.vocabulary(), self.decision.states(), answers);
        assumed.push(self.times[world.time(on)]);
        assert!(self.circuit.can(&assumed), "no way to answer so");
        let (circuit, national) = (&self.circuit, &world.bundle.national);
        let named = |ids: Vec<&str>, lits: &[Lit]| -> BTreeSet<String> {
            ids.into_iter().zip(lits).filter(|(_, lit)| circuit.holds(**lit)).map(|(id, _)| id.to_owned()).collect()
        };
        let actions: Vec<&str> = national.actions.iter().map(|action| &*action.id).collect();
        let pathway = |stands: &Stands| {
            let eligibility = match (circuit.holds(stands.eligible.yes), circuit.holds(stands.eligible.no)) {
                (true, _) => Eligibility::Eligible,
                (_, true) => Eligibility::NotEligible,
                _ => Eligibility::CannotTell,
            };
            (eligibility, circuit.holds(stands.recommended))
        };
        Said {
            tier: named(national.tiers.iter().map(|tier| &*tier.id).collect(), self.decision.tiers()),
            stops: named(national.stops.iter().map(|stop| &*stop.id).collect(), self.decision.stops()),
            fired: named(national.rules.iter().map(|rule| &*rule.id).collect(), self.decision.fired()),
            first: named(actions.clone(), &self.first),
            actions: named(actions, &self.actions),
            pathways: self.pathways.iter().map(pathway).collect(),
        }
    }
}

/// What is decided, in words.
#[derive(Debug, PartialEq)]
struct Said {
    tier: BTreeSet<String>,
    fired: BTreeSet<String>,
    stops: BTreeSet<String>,
    actions: BTreeSet<String>,
    first: BTreeSet<String>,
    pathways: Vec<(Eligibility, bool)>,
}

/// What the program says.
fn program(engine: &Engine<'_>, answers: &Answers, on: Day) -> Said {
    let found = engine.without_changes(answers, on);
    Said {
        tier: [found.tier.to_owned()].into(),
        fired: found.fired.iter().map(|fired| fired.rule.to_owned()).collect(),
        stops: found.stops.iter().map(|stop| (*stop).to_owned()).collect(),
        actions: found.actions.iter().map(|action| action.id.to_owned()).collect(),
        first: found.actions.first().map(|action| action.id.to_owned()).into_iter().collect(),
        pathways: found.pathways.iter().map(|pathway| (pathway.eligibility, pathway.recommended)).collect(),
    }
}

/// How many of some cases the clauses of one bundle and the program with the built-in one decide otherwise, with the first of them.
fn differences(clauses: &Bundle, cases: u64) -> (u64, String) {
    let (claims, engine, plain) = (claims::of(clauses), Engine::new(bundle()), naive::compare::World::of(bundle()));
    let worlds = World::all(clauses, &claims);
    let mut encoded: Vec<Encoded<'_>> = worlds.iter().map(Encoded::new).collect();
    let (mut count, mut first) = (0, String::new());
    for seed in 0..cases {
        let (object, on) = naive::cases::case(&plain.plain, seed);
        let object = Value::Object(object);
        let (answers, on) = (prover::read(bundle(), &object), day(&on));
        let id = &engine.packs(&answers).last().unwrap().id;
        let place = worlds.iter().position(|world| world.name() == id).unwrap();
        let (found, expected) = (encoded[place].decides(&answers, on), program(&engine, &answers, on));
        if found != expected {
            count += 1;
            first = if first.is_empty() { format!("{object} on {on}:\n{found:?}\n{expected:?}") } else { first };
        }
    }
    (count, first)
}

#[test]
fn the_clauses_decide_as_the_program_does() {
    let (count, first) = differences(bundle(), CASES);
    assert!(count == 0, "{count} of {CASES} cases differ, the first: {first}");
}

#[test]
fn a_fault_in_the_clauses_would_be_seen() {
    let mutants = planted::all();
    for name in ["call-999-fifth", "harmed-child-waits", "possible-victim-needs-both", "unknown-repeat-is-none", "a-planned-split-is-none"] {
        let mutant = mutants.iter().find(|mutant| mutant.name == name).unwrap();
        let (count, _) = differences(&mutant.bundle().unwrap(), 600);
        assert!(count > 0, "{name} makes no difference");
    }
}

/// In each of the worlds each claim by its number, with what breaks it.
fn verdicts(worlds: &[World<'_>], claims: &Claims) -> Vec<(String, u16, Vec<Broken>)> {
    let of = |world: &World<'_>| {
        claims.claims.iter().map(|claim| (world.name().to_owned(), claim.number, claims::broken(world, claim))).collect::<Vec<_>>()
    };
    worlds.iter().flat_map(of).collect()
}

/// The claims on which clauses and diagrams come to another verdict; and the numbers of those that are broken.
fn compared(bundle: &Bundle, claims: &Claims, place: Option<&str>) -> (Vec<String>, BTreeSet<u16>) {
    let mut worlds = World::all(bundle, claims);
    worlds.retain(|world| place.is_none_or(|place| place == world.name()));
    let places: Vec<String> = worlds.iter().map(|world| world.name().to_owned()).collect();
    let trials = prove(bundle, claims, &places, None);
    let (mut otherwise, mut broken) = (Vec::new(), BTreeSet::new());
    for (world, number, found) in verdicts(&worlds, claims) {
        let trial = trials.iter().find(|trial| trial.place == world).unwrap();
        let finding = trial.findings.iter().find(|finding| finding.number == number).unwrap();
        let refuted = matches!(finding.verdict, Verdict::Refuted(_));
        if refuted == found.is_empty() {
            let found: Vec<String> = found.iter().map(Broken::to_string).collect();
            otherwise.push(format!("{world}, claim {number}: the diagrams say {:?}, the clauses {found:?}", finding.verdict));
        }
        if refuted {
            broken.insert(number);
        }
    }
    (otherwise, broken)
}

/// What clauses and diagrams say otherwise of planted faults, with the claims that are wanted of each.
fn otherwise(wanted: impl Fn(&Mutant, u16) -> bool + Sync) -> Vec<String> {
    let mutants = planted::all();
    let one = |mutant: &Mutant| -> Vec<String> {
        let Ok(bundle) = mutant.bundle() else { return Vec::new() };
        let mut claims = claims::of(&bundle);
        claims.claims.retain(|claim| wanted(mutant, claim.number));
        compared(&bundle, &claims, Some(mutant.place())).0.into_iter().map(|line| format!("{}: {line}", mutant.name)).collect()
    };
    let part = |first: usize| mutants.iter().skip(first).step_by(2).flat_map(one).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let parts: Vec<_> = (0..2).map(|first| scope.spawn(move || part(first))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a thread")).collect()
    })
}

/// Without an area; the others are for `cargo test --release -- --ignored`, which takes minutes.
#[test]
fn both_prove_the_same_of_the_packs() {
    let (otherwise, broken) = compared(bundle(), &claims::of(bundle()), Some("national"));
    assert!(otherwise.is_empty() && broken.is_empty(), "{broken:?}\n{}", otherwise.join("\n"));
}

/// The clauses alone are quick enough for all places.
#[test]
fn no_claim_is_broken_anywhere() {
    let claims = claims::of(bundle());
    let found = verdicts(&World::all(bundle(), &claims), &claims);
    let told = |(world, number, broken): &(String, u16, Vec<Broken>)| {
        broken.iter().map(|broken| format!("{world}, claim {number}: {broken}\n")).collect::<String>()
    };
    let broken: String = found.iter().map(told).collect();
    assert!(broken.is_empty(), "{broken}");
}

/// The claim that each planted fault must break is broken; and none, by those that nothing finds.
#[test]
fn clauses_refute_what_is_expected_of_planted_faults() {
    let mutants = planted::all();
    let disappoints = |mutant: &Mutant| {
        let bundle = mutant.bundle().ok()?;
        let mut claims = claims::of(&bundle);
        claims.claims.retain(|claim| mutant.claim().is_none_or(|number| number == claim.number));
        let worlds: Vec<World<'_>> = World::all(&bundle, &claims).into_iter().filter(|world| world.name() == mutant.place()).collect();
        let broken = verdicts(&worlds, &claims).iter().any(|(_, _, found)| !found.is_empty());
        (broken != mutant.claim().is_some()).then(|| mutant.name.clone())
    };
    let wrong: Vec<String> = mutants.iter().filter_map(disappoints).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
#[ignore = "takes minutes: every claim, in every place"]
fn both_prove_the_same_everywhere() {
    let (otherwise, broken) = compared(bundle(), &claims::of(bundle()), None);
    assert!(otherwise.is_empty() && broken.is_empty(), "{broken:?}\n{}", otherwise.join("\n"));
}

#[test]
#[ignore = "takes minutes: every claim, of every planted fault"]
fn both_refute_the_same_of_planted_faults() {
    let found = otherwise(|_, _| true);
    assert!(found.is_empty(), "{}", found.join("\n"));
}
