//! One fact that is answered in two ways: how the answers before and the change are written.

use super::court::Change;
use super::space::{Part, Recorded, Space};

/// A fact before and after: the states of its variables, and how each is recorded where that matters.
#[derive(Clone, Debug)]
pub struct Shift {
    /// The states before.
    pub from: Vec<(u16, usize)>,
    /// The states after.
    pub to: Vec<(u16, usize)>,
    /// The ways to record it that may be shown; none where any may.
    pub ways: Option<[Vec<Recorded>; 2]>,
}

impl Shift {
    /// A variable that goes from one state to another.
    pub fn of(variable: u16, from: usize, to: usize) -> Shift {
        Shift { from: vec![(variable, from)], to: vec![(variable, to)], ways: None }
    }

    /// A variable that goes from one state to another, recorded in one of these ways before and after.
    pub fn between((variable, from): (u16, usize), to: usize, before: Vec<Recorded>, after: Vec<Recorded>) -> Shift {
        Shift { ways: Some([before, after]), ..Shift::of(variable, from, to) }
    }

    /// A variable that goes to a state from the one of these that lies nearest, recorded in one of these ways.
    pub fn nearest(variable: u16, from: &[(usize, Vec<Recorded>)], to: usize, after: &[Recorded]) -> Option<Shift> {
        let (from, before) = from.iter().min_by_key(|(_, before)| nearest(before, after).map(|(was, is)| distance(&was, &is)))?;
        Some(Shift::between((variable, *from), to, before.clone(), after.to_vec()))
    }

    /// Whether one fact alone changes.
    pub fn is_single(&self, space: &Space) -> bool {
        !self.distance(space).0
    }

    /// Whether more than one fact changes, and how much is recorded before and after.
    pub fn distance(&self, space: &Space) -> (bool, usize, usize) {
        let [before, after] = self.recorded(space);
        nearest(&before, &after).map_or((false, 0, 0), |(was, is)| distance(&was, &is))
    }

    /// The ways to record it before and after; none of a list, which is written as its values.
    fn recorded(&self, space: &Space) -> [Vec<Recorded>; 2] {
        let every = |held: &[(u16, usize)]| {
            let state = held.first().map(|(variable, state)| &space.variables[usize::from(*variable)].states[*state]);
            state.map_or_else(Vec::new, |state| state.ways.clone())
        };
        let whole = self.from.first().is_some_and(|(variable, _)| space.variables[usize::from(*variable)].part == Part::Whole);
        let ways = || self.ways.clone().unwrap_or_else(|| [every(&self.from), every(&self.to)]);
        if whole { ways() } else { Default::default() }
    }
}

/// The answers before, and what changes.
pub fn change(space: &Space, states: &[usize], shift: &Shift) -> (Recorded, Option<Change>) {
    let with = |held: &[(u16, usize)]| {
        let mut states = states.to_vec();
        held.iter().for_each(|(variable, state)| states[usize::from(*variable)] = *state);
        space.answers(&states)
    };
    let (before, after) = (with(&shift.from), with(&shift.to));
    let Some(&(variable, _)) = shift.from.first() else { return (before, None) };
    let about = &space.variables[usize::from(variable)];
    let [was, is] = shift.recorded(space);
    let Some((was, is)) = nearest(&was, &is) else {
        let fact = &about.facts[0];
        let value = after.into_iter().find(|(of, _)| of == fact).map(|(_, value)| value);
        return (before, Some((fact.clone(), value)));
    };
    let change = single(&was, &is).or_else(|| is.first().map(|(fact, value)| (fact.clone(), Some(value.clone()))));
    (in_place(space, &before, &about.facts, was), change)
}

/// The two ways that lie nearest to each other, of these the simplest: one fact changes, if that can be.
fn nearest(before: &[Recorded], after: &[Recorded]) -> Option<(Recorded, Recorded)> {
    let pairs = before.iter().flat_map(|was| after.iter().map(move |is| (was, is)));
    pairs.min_by_key(|(was, is)| distance(was, is)).map(|(was, is)| (was.clone(), is.clone()))
}

/// Whether more than one fact changes, and how much is recorded before and after.
fn distance(was: &Recorded, is: &Recorded) -> (bool, usize, usize) {
    (single(was, is).is_none(), was.len(), is.len())
}

/// The one fact in which two ways differ.
fn single(before: &Recorded, after: &Recorded) -> Option<Change> {
    let other = |one: &Recorded, two: &Recorded| one.iter().filter(|entry| !two.contains(entry)).cloned().collect::<Vec<_>>();
    match (other(before, after).as_slice(), other(after, before).as_slice()) {
        ([], [(fact, value)]) => Some((fact.clone(), Some(value.clone()))),
        ([(fact, _)], []) => Some((fact.clone(), None)),
        ([(was, _)], [(fact, value)]) if was == fact => Some((fact.clone(), Some(value.clone()))),
        _ => None,
    }
}

/// The answers with these facts recorded in this way, in the order of the space.
fn in_place(space: &Space, answers: &Recorded, facts: &[String], way: Recorded) -> Recorded {
    let mut recorded: Recorded = answers.iter().filter(|(fact, _)| !facts.contains(fact)).cloned().chain(way).collect();
    let place = |fact: &str| space.variables.iter().position(|variable| variable.facts.iter().any(|of| of == fact));
    recorded.sort_by_key(|(fact, _)| place(fact));
    recorded
}
