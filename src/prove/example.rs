//! Reading off functions: their value on some answers, the smallest answers on which they hold, and how much of everything that
//! could be answered they cover.

use std::collections::HashMap;

use super::space::Space;
use crate::diagram::kernel::{Diagrams, Ref};

/// The value of a function in a choice of states.
pub fn value(diagrams: &Diagrams, function: Ref, states: &[usize]) -> Ref {
    let mut at = function;
    while let Some((variable, branches)) = diagrams.looks_at(at) {
        at = states.get(usize::from(variable)).and_then(|state| branches.get(*state)).copied().unwrap_or(0);
    }
    at
}

/// The states with the fewest answers in which a function is not 0; none where it is 0 everywhere.
pub fn smallest(diagrams: &Diagrams, space: &Space, function: Ref) -> Option<Vec<usize>> {
    let mut costs: HashMap<Ref, Option<usize>> = HashMap::new();
    cost(diagrams, space, function, &mut costs)?;
    let mut states = vec![0; space.variables.len()];
    let mut at = function;
    while let Some((variable, branches)) = diagrams.looks_at(at) {
        let priced = branches.iter().enumerate().filter_map(|(state, branch)| {
            let below = cost(diagrams, space, *branch, &mut costs)?;
            Some((below + price(space, variable, state), state, *branch))
        });
        let (_, state, branch) = priced.min()?;
        states[usize::from(variable)] = state;
        at = branch;
    }
    Some(states)
}

/// The fewest answers with which a function is not 0.
fn cost(diagrams: &Diagrams, space: &Space, function: Ref, costs: &mut HashMap<Ref, Option<usize>>) -> Option<usize> {
    let Some((variable, branches)) = diagrams.looks_at(function) else { return (function != 0).then_some(0) };
    if let Some(known) = costs.get(&function) {
        return *known;
    }
    let below =
        branches.iter().enumerate().filter_map(|(state, branch)| Some(cost(diagrams, space, *branch, costs)? + price(space, variable, state)));
    let least = below.min();
    costs.insert(function, least);
    least
}

/// What a state costs in answers: nothing where nothing is recorded.
fn price(space: &Space, variable: u16, state: usize) -> usize {
    let states = space.variables.get(usize::from(variable)).map_or(&[][..], |variable| &variable.states);
    states.get(state).and_then(|state| state.ways.first()).map_or(0, Vec::len)
}

/// Which share of all ways to fill in the answers makes a function anything but 0, each way to answer a fact counting the same.
pub fn share(diagrams: &Diagrams, space: &Space, function: Ref) -> f64 {
    fn of(diagrams: &Diagrams, space: &Space, function: Ref, known: &mut HashMap<Ref, f64>) -> f64 {
        let Some((variable, branches)) = diagrams.looks_at(function) else { return f64::from(u8::from(function != 0)) };
        if let Some(share) = known.get(&function) {
            return *share;
        }
        let states = &space.variables[usize::from(variable)].states;
        let all: usize = states.iter().map(|state| state.ways.len()).sum();
        let parts = branches.iter().zip(states).map(|(branch, state)| of(diagrams, space, *branch, known) * state.ways.len() as f64);
        let share = parts.sum::<f64>() / all as f64;
        known.insert(function, share);
        share
    }
    of(diagrams, space, function, &mut HashMap::new())
}
