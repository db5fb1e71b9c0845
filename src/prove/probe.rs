//! What rules ask of single facts: the questions that tell one state of a fact from another.

use crate::facts::fact::{Mask, ranges_between};
use crate::facts::{Condition, FactId, Known, Truth, Value};
use crate::packs::Bundle;

/// One question about one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Has it one of these values?
    Is(Mask),
    /// Is one of these very values recorded?
    Said(Mask),
    /// Can it no longer have any of these values, so that what hangs on them is set aside?
    Closes(Mask),
    /// Is it settled?
    Settled,
}

impl Probe {
    /// The answer, as a number that tells it from the others.
    pub fn on(self, known: Known, value: Option<&Value>) -> u8 {
        match self {
            Probe::Is(accepts) => match known.is(accepts) {
                Truth::No => 0,
                Truth::Open => 1,
                Truth::Yes => 2,
            },
            Probe::Said(values) => u8::from(said(value, values)),
            Probe::Closes(accepts) => u8::from(known.may & accepts == 0),
            Probe::Settled => u8::from(if known.set { known.may == known.must } else { known.may.count_ones() <= 1 }),
        }
    }

    /// The values that it looks at. A list is settled where it holds all that there are, even where there may be more.
    pub fn values(self) -> Mask {
        match self {
            Probe::Is(values) | Probe::Said(values) | Probe::Closes(values) => values,
            Probe::Settled => Mask::MAX,
        }
    }
}

/// Whether one of these very values is recorded.
pub fn said(value: Option<&Value>, values: Mask) -> bool {
    match value {
        Some(Value::Choice(place)) => values & (1 << place) != 0,
        Some(Value::Set(set)) => values & set != 0,
        _ => false,
    }
}

/// Every question that a bundle's rules (and these conditions) ask.
pub fn probes_of<'a>(bundle: &'a Bundle, more: impl Iterator<Item = &'a Condition>) -> Vec<(FactId, Probe)> {
    let mut probes: Vec<(FactId, Probe)> = Vec::new();
    let mut add = |fact, test| {
        if !probes.contains(&(fact, test)) {
            probes.push((fact, test));
        }
    };
    for condition in bundle.conditions().chain(more) {
        condition.visit(&mut |part| match part {
            Condition::Is { fact, accepts } => add(*fact, Probe::Is(*accepts)),
            Condition::Said { fact, values } => add(*fact, Probe::Said(*values)),
            Condition::AtLeast { fact, threshold } => {
                let values = bundle.packs().flat_map(|pack| &pack.thresholds).filter(|known| known.name == *threshold);
                values.for_each(|known| add(*fact, Probe::Is(ranges_between(bundle.vocabulary.cuts(*fact), known.value, None))));
            }
            _ => {}
        });
    }
    // Which packs apply hangs on each value by itself.
    if let Some(area) = bundle.vocabulary.asked("area.person") {
        (0..bundle.vocabulary.choices(area).len()).for_each(|value| add(area, Probe::Said(1 << value)));
    }
    bundle.national.minimum.iter().for_each(|fact| add(*fact, Probe::Settled));
    let hangs_on = bundle.vocabulary.facts.iter().filter_map(|fact| fact.hangs_on);
    hangs_on.for_each(|hangs_on| add(hangs_on.fact, Probe::Closes(hangs_on.accepts)));
    probes
}
