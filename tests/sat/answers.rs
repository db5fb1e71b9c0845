//! What is recorded, as variables: for each fact one that says "absent", one for each value, open ones included.

use super::circuit::Circuit;
use super::world::World;
use batsat::Lit;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use waymark::facts::fact::{Kind, range_of};
use waymark::facts::{self, Answers, FactId, Vocabulary};

/// What is recorded of one fact.
#[derive(Clone)]
pub struct State {
    /// Nothing.
    pub absent: Lit,
    /// Each value (or range of a number). Of a set any number of them holds, else exactly one where the fact is not absent.
    pub values: Vec<Lit>,
}

/// What is recorded of every fact, by the fact.
pub type States = BTreeMap<FactId, State>;

impl State {
    /// Anything that may be recorded of a fact.
    pub fn any(circuit: &mut Circuit, kind: &Kind) -> State {
        let set = matches!(kind, Kind::Set(_));
        let absent = circuit.fresh();
        let values: Vec<Lit> = (0..count(kind)).map(|_| circuit.fresh()).collect();
        if set {
            values.iter().for_each(|value| circuit.require([!absent, !*value]));
        } else {
            circuit.one_of(&[&values[..], &[absent]].concat());
        }
        State { absent, values }
    }

    /// Exactly this. Of a set: this list.
    pub fn exactly(circuit: &Circuit, kind: &Kind, values: Option<u64>) -> State {
        let holds = |place: usize| circuit.constant(values.is_some_and(|values| values & (1 << place) != 0));
        State { absent: circuit.constant(values.is_none()), values: (0..count(kind)).map(holds).collect() }
    }

    /// Nothing is known: it is absent, or an open value is recorded.
    pub fn open(&self, circuit: &mut Circuit, kind: &Kind) -> Lit {
        let settled = kind.settled();
        let open = self.values.iter().enumerate().filter(|(place, _)| settled & (1 << place) == 0).map(|(_, value)| *value);
        circuit.any(open.chain([self.absent]))
    }

    /// One of these values is recorded.
    pub fn is(&self, circuit: &mut Circuit, values: u64) -> Lit {
        circuit.any(self.values.iter().enumerate().filter(|(place, _)| values & (1 << place) != 0).map(|(_, value)| *value))
    }

    /// The literals that make it just what an answer says.
    fn saying(&self, kind: &Kind, answer: Option<&facts::Value>) -> Vec<Lit> {
        let mask = answer.map(|answer| recorded(kind, answer));
        let holds = |place: usize| mask.is_some_and(|mask| mask & (1 << place) != 0);
        let values = self.values.iter().enumerate().map(|(place, value)| if holds(place) { *value } else { !*value });
        values.chain([if mask.is_none() { self.absent } else { !self.absent }]).collect()
    }

    /// What it says in the way that was found, as answers write it; none where it is absent.
    fn said(&self, circuit: &Circuit, kind: &Kind) -> Option<Value> {
        if circuit.holds(self.absent) {
            return None;
        }
        let is = |place: usize| json!(kind.choices()[place].is);
        let mut held = (0..self.values.len()).filter(|place| circuit.holds(self.values[*place]));
        match kind {
            Kind::Set(_) => Some(Value::Array(held.map(is).collect())),
            Kind::Number { cuts, .. } => held.next().map(|range| json!(if range == 0 { 0 } else { cuts[range - 1] })),
            _ => held.next().map(is),
        }
    }
}

fn count(kind: &Kind) -> usize {
    match kind {
        Kind::Number { cuts, .. } => cuts.len() + 1,
        _ => kind.choices().len(),
    }
}

/// The values that an answer records, a bit each.
fn recorded(kind: &Kind, answer: &facts::Value) -> u64 {
    match (kind, answer) {
        (_, facts::Value::Choice(place)) => 1 << place,
        (_, facts::Value::Set(values)) => *values,
        (Kind::Number { cuts, .. }, facts::Value::Number(number)) => 1 << range_of(cuts, *number),
        _ => 0,
    }
}

/// The type of an asked fact.
pub fn kind(vocabulary: &Vocabulary, fact: FactId) -> &Kind {
    &vocabulary.fact(fact).expect("an asked fact").kind
}

/// Anything that may be recorded in a world.
pub fn any(circuit: &mut Circuit, world: &World<'_>) -> States {
    let vocabulary = world.vocabulary();
    let mut states: States = world.facts.iter().map(|fact| (*fact, State::any(circuit, kind(vocabulary, *fact)))).collect();
    if let Some(area) = vocabulary.asked("area.person") {
        let state = states.entry(area).or_insert_with(|| State::any(circuit, kind(vocabulary, area))).clone();
        let chooses = |place: &usize| world.areas & (1 << place) != 0;
        (0..state.values.len()).filter(|place| !chooses(place)).for_each(|place| circuit.require([!state.values[place]]));
        if world.packs.len() > 1 && world.areas != u64::MAX {
            circuit.require([!state.absent]);
        }
    }
    let consistent = consistent(circuit, vocabulary, &states);
    circuit.require([consistent]);
    states
}

/// Numbers and bands do not contradict each other.
pub fn consistent(circuit: &mut Circuit, vocabulary: &Vocabulary, states: &States) -> Lit {
    let mut parts = Vec::new();
    for (fact, state) in states {
        let kind = kind(vocabulary, *fact);
        let Kind::Bands { of, covers, .. } = kind else { continue };
        let number = &states[of];
        for (band, covered) in covers.iter().enumerate().filter(|(band, _)| kind.settled() & (1 << band) != 0) {
            let outside = number.is(circuit, !covered);
            parts.push(!circuit.all([state.values[band], outside]));
        }
    }
    circuit.all(parts)
}

/// The literals that make what is recorded just these answers.
pub fn saying(vocabulary: &Vocabulary, states: &States, answers: &Answers) -> Vec<Lit> {
    states.iter().flat_map(|(fact, state)| state.saying(kind(vocabulary, *fact), answers.get(*fact))).collect()
}

/// What is recorded in the way that was found, as an answers object.
pub fn found(circuit: &Circuit, vocabulary: &Vocabulary, states: &States) -> Value {
    let said = states.iter().filter_map(|(fact, state)| Some((vocabulary.name(*fact).to_owned(), state.said(circuit, kind(vocabulary, *fact))?)));
    Value::Object(said.collect::<Map<String, Value>>())
}
