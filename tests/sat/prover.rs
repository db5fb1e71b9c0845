//! Asks whether answers that break a claim are possible, and tells the smallest that are found.

use super::answers::{self, State, States};
use super::circuit::Circuit;
use super::decided::Decision;
use super::world::World;
use batsat::Lit;
use serde_json::Value;
use std::fmt;
use waymark::decide::Engine;
use waymark::facts::raw::Raw;
use waymark::facts::{Answers, FactId};
use waymark::packs::Bundle;
use waymark::prove::claims::Turn;

/// A claim that does not hold.
pub struct Broken {
    /// What it does not hold of.
    pub of: String,
    /// The first day of the time.
    pub on: String,
    /// The answers; where the claim compares two, the others after them.
    pub answers: Vec<Value>,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (from {} on)", self.of, self.on)?;
        self.answers.iter().try_for_each(|answers| write!(f, " {answers}"))
    }
}

/// One or more objects of answers in one world, at one time.
pub struct Prover<'w> {
    /// The packs.
    pub world: &'w World<'w>,
    /// The clauses.
    pub circuit: Circuit,
    times: Vec<Lit>,
}

impl<'w> Prover<'w> {
    /// Without any answers yet.
    pub fn new(world: &'w World<'w>) -> Prover<'w> {
        let mut circuit = Circuit::new();
        let times: Vec<Lit> = world.times.iter().map(|_| circuit.fresh()).collect();
        circuit.one_of(&times);
        Prover { world, circuit, times }
    }

    /// Anything that may be recorded.
    pub fn any(&mut self) -> Decision<'w> {
        let states = answers::any(&mut self.circuit, self.world);
        Decision::new(&mut self.circuit, self.world, states, &self.times)
    }

    /// The same answers, but for a few facts.
    pub fn but(&mut self, base: &Decision<'w>, changed: impl IntoIterator<Item = (FactId, State)>) -> (Decision<'w>, Lit) {
        let mut states: States = base.states().clone();
        states.extend(changed);
        let consistent = answers::consistent(&mut self.circuit, self.world.vocabulary(), &states);
        (Decision::new(&mut self.circuit, self.world, states, &self.times), consistent)
    }

    /// The same answers, but for what these facts say.
    pub fn changed(&mut self, base: &Decision<'w>, facts: &[FactId]) -> Decision<'w> {
        let vocabulary = self.world.vocabulary();
        let states: Vec<_> = facts.iter().map(|fact| (*fact, State::any(&mut self.circuit, answers::kind(vocabulary, *fact)))).collect();
        let (decision, consistent) = self.but(base, states);
        self.circuit.require([consistent]);
        decision
    }

    /// Whether something can hold; then as few answers as can be, each of the objects at a time.
    pub fn broken(&mut self, of: impl Into<String>, bad: Lit, decisions: &[&Decision<'w>]) -> Option<Broken> {
        if !self.circuit.can(&[bad]) {
            return None;
        }
        let mut assumed = vec![bad];
        for decision in decisions {
            for state in decision.states().values() {
                assumed.push(state.absent);
                if !self.circuit.can(&assumed) {
                    assumed.pop();
                }
            }
        }
        // What was left out last may have failed: the way that is told is found once more.
        assert!(self.circuit.can(&assumed));
        let time = self.times.iter().position(|time| self.circuit.holds(*time)).expect("a time");
        let found = Broken {
            of: of.into(),
            on: self.world.times[time].from.to_string(),
            answers: decisions.iter().map(|decision| answers::found(&self.circuit, self.world.vocabulary(), decision.states())).collect(),
        };
        decisions.iter().zip(&found.answers).for_each(|(decision, object)| self.confirm(decision, object, time));
        Some(found)
    }

    /// The program decides these answers as the clauses say.
    fn confirm(&mut self, decision: &Decision<'w>, object: &Value, time: usize) {
        let bundle = self.world.bundle;
        let holds = |lit: &Lit| self.circuit.holds(*lit);
        let tiers: Vec<&str> = bundle.national.tiers.iter().zip(decision.tiers()).filter(|(_, is)| holds(is)).map(|(tier, _)| &*tier.id).collect();
        let stops: Vec<&str> =
            bundle.national.stops.iter().zip(decision.stops()).filter(|(_, stands)| holds(stands)).map(|(stop, _)| &*stop.id).collect();
        let found = Engine::new(bundle).without_changes(&read(bundle, object), self.world.times[time].from);
        assert_eq!((tiers, stops), (vec![found.tier], found.stops), "{object}");
    }

    /// Whether a guarded action of the first is missing in the second.
    pub fn lost(&mut self, first: &Decision<'w>, second: &Decision<'w>, guarded: &[usize]) -> Lit {
        let (before, after) = (first.actions(&mut self.circuit), second.actions(&mut self.circuit));
        let lost: Vec<Lit> = guarded.iter().map(|place| self.circuit.all([before[*place], !after[*place]])).collect();
        self.circuit.any(lost)
    }

    /// Whether the tier of the second is lower.
    pub fn lower(&mut self, first: &Decision<'w>, second: &Decision<'w>) -> Lit {
        let highest = self.world.claims.heights.iter().copied().max().unwrap_or(0);
        let mut parts = Vec::new();
        for height in 1..=highest {
            let (before, after) = (first.at_least(&mut self.circuit, height), second.at_least(&mut self.circuit, height));
            parts.push(self.circuit.all([before, !after]));
        }
        self.circuit.any(parts)
    }

    /// Whether the tier turns from one into one of some others.
    pub fn turns(&mut self, first: &Decision<'w>, second: &Decision<'w>, turn: &Turn) -> Lit {
        let (from, to) = (first.is_tier(&mut self.circuit, 1 << turn.from), second.is_tier(&mut self.circuit, turn.to));
        self.circuit.all([from, to])
    }

    /// Whether a pathway may run.
    pub fn runs(&mut self, place: usize) -> Lit {
        let now = self.world.times.iter().zip(&self.times).filter(|(time, _)| time.runs[place]).map(|(_, now)| *now);
        self.circuit.any(now.collect::<Vec<_>>())
    }

    /// Whether the tiers differ.
    pub fn tiers_differ(&mut self, first: &Decision<'w>, second: &Decision<'w>) -> Lit {
        let pairs: Vec<(Lit, Lit)> = first.tiers().iter().copied().zip(second.tiers().iter().copied()).collect();
        let parts: Vec<Lit> = pairs.into_iter().map(|(a, b)| self.circuit.differ(a, b)).collect();
        self.circuit.any(parts)
    }
}

/// Reads an answers object of a bundle.
pub fn read(bundle: &Bundle, object: &Value) -> Answers {
    let raw: Raw = serde_json::from_value(object.clone()).expect("JSON");
    Answers::read(&bundle.vocabulary, &raw).unwrap_or_else(|faults| panic!("{}", faults.iter().map(|fault| format!("{fault}\n")).collect::<String>()))
}
