//! Everything that can be recorded, as finite variables. A state of a variable is what stands in the answers: nothing, an open
//! value, or a settled one. What no rule tells apart is one state. Names and not places stand in it, so that two vocabularies
//! can share a space.

use std::collections::HashMap;

use super::probe::{Probe, probes_of};
use crate::facts::fact::{Mask, range_of};
use crate::facts::raw::Raw;
use crate::facts::{Answers, Condition, FactId, Kind, Knowledge, Known, Value, Vocabulary};
use crate::packs::Bundle;

/// One way to record something: fact ids with their values.
pub type Recorded = Vec<(String, Raw)>;

/// One variable: a fact, a number with its bands, or one question about a set.
pub struct Variable {
    /// The facts it tells of, by id.
    pub facts: Vec<String>,
    /// What it may be.
    pub states: Vec<State>,
    /// Which part of a set it is, for a set.
    pub part: Part,
}

/// What a variable may be: every way to record it that no rule tells from the others, the simplest first.
pub struct State {
    /// The ways.
    pub ways: Vec<Recorded>,
}

/// Whether a variable is a whole fact or part of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole fact.
    Whole,
    /// Whether a set is recorded: not at all, in full, or with an open value, each open value a state.
    Listed,
    /// Whether a set that is recorded holds this value.
    Holds(String),
}

/// The variables of one or more bundles.
pub struct Space {
    /// The variables, in the order of the vocabulary.
    pub variables: Vec<Variable>,
}

/// How one bundle sees the space.
pub struct Lens<'a> {
    /// The bundle.
    pub bundle: &'a Bundle,
    /// For each asked fact where it stands.
    places: Vec<Place>,
    /// For each variable that is a whole fact (with its bands): the facts, and the state of each way to answer them.
    wholes: Vec<(u16, Vec<FactId>, HashMap<Key, usize>)>,
}

/// How facts are answered: the place of each value, or of the range that a number falls in.
type Key = Vec<Option<u16>>;

/// What is known of a fact, and what is recorded of it.
pub type Seen = (Known, Option<Value>);

/// Where a fact stands in the space.
#[derive(Clone)]
pub enum Place {
    /// No rule reads it.
    Unread,
    /// One variable, with what is known of the fact in each state, and what is recorded.
    Whole(u16, Vec<Seen>),
    /// A set: the variable of its being listed, with the open values of each state, and a variable for each value.
    Set(u16, Vec<Mask>, Vec<(u32, u16)>),
}

impl Space {
    /// The space of bundles, fine enough for these conditions (each with the place of its bundle), too.
    pub fn of<'a>(bundles: &[&'a Bundle], more: &[(usize, &Condition)]) -> (Space, Vec<Lens<'a>>) {
        let probes: Vec<Vec<(FactId, Probe)>> = bundles
            .iter()
            .enumerate()
            .map(|(place, bundle)| probes_of(bundle, more.iter().filter(|(of, _)| *of == place).map(|(_, condition)| *condition)))
            .collect();
        let mut space = Space { variables: Vec::new() };
        let mut lenses: Vec<Lens<'a>> = bundles.iter().map(|bundle| Lens::blind(bundle)).collect();
        for name in names(bundles) {
            let kinds: Vec<Option<(FactId, &Kind)>> = bundles.iter().map(|bundle| kind(bundle, name)).collect();
            match kinds.iter().flatten().next().map(|(_, kind)| *kind) {
                Some(Kind::Set(_)) => space.add_set(name, &kinds, &probes, &mut lenses),
                Some(Kind::Choice(_) | Kind::Number { .. }) => space.add_whole(name, bundles, &probes, &mut lenses),
                _ => {}
            }
        }
        lenses.iter_mut().for_each(|lens| lens.index(&space));
        (space, lenses)
    }

    fn add_whole(&mut self, name: &str, bundles: &[&Bundle], probes: &[Vec<(FactId, Probe)>], lenses: &mut [Lens<'_>]) {
        let ways = ways(name, bundles);
        let facts: Vec<String> = std::iter::once(name.to_owned()).chain(bands_of(name, bundles)).collect();
        let seen: Vec<Vec<Vec<Seen>>> = bundles.iter().map(|bundle| ways.iter().map(|way| see(&bundle.vocabulary, &facts, way)).collect()).collect();
        // What every probe says of a way tells it from others.
        let told_apart = |way: usize| -> Vec<u8> {
            let mut said = Vec::new();
            for ((bundle, probes), seen) in bundles.iter().zip(probes).zip(&seen) {
                for (place, fact) in facts.iter().enumerate() {
                    let Some(fact) = bundle.vocabulary.asked(fact) else { continue };
                    let (known, value) = &seen[way][place];
                    said.extend(probes.iter().filter(|(of, _)| *of == fact).map(|(_, test)| test.on(*known, value.as_ref())));
                }
            }
            said
        };
        let mut states: Vec<(Vec<u8>, usize, State)> = Vec::new();
        for (place, way) in ways.iter().enumerate() {
            let said = told_apart(place);
            match states.iter_mut().find(|(other, ..)| *other == said) {
                Some((.., state)) => state.ways.push(way.clone()),
                None => states.push((said, place, State { ways: vec![way.clone()] })),
            }
        }
        if states.len() < 2 {
            return;
        }
        let variable = self.variables.len() as u16;
        for ((lens, bundle), seen) in lenses.iter_mut().zip(bundles).zip(&seen) {
            for (place, fact) in facts.iter().enumerate() {
                if let Some(fact) = bundle.vocabulary.asked(fact) {
                    let of_state = states.iter().map(|(_, way, _)| seen[*way][place].clone()).collect();
                    lens.places[fact.index()] = Place::Whole(variable, of_state);
                }
            }
        }
        self.variables.push(Variable { facts, states: states.into_iter().map(|(.., state)| state).collect(), part: Part::Whole });
    }

    fn add_set(&mut self, name: &str, kinds: &[Option<(FactId, &Kind)>], probes: &[Vec<(FactId, Probe)>], lenses: &mut [Lens<'_>]) {
        let (mut read, mut open): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (kind, probes) in kinds.iter().zip(probes) {
            let Some((fact, kind)) = kind else { continue };
            let values = probes.iter().filter(|(of, _)| of == fact).fold(0, |values, (_, probe)| values | probe.values());
            for (place, choice) in kind.choices().iter().enumerate() {
                let list = if choice.open { &mut open } else { &mut read };
                if (choice.open || values & (1 << place) != 0) && !list.contains(&choice.is) {
                    list.push(choice.is.clone());
                }
            }
        }
        if read.is_empty() {
            return;
        }
        let listed = self.variables.len() as u16;
        let recorded = |values: Vec<Raw>| State { ways: vec![vec![(name.to_owned(), Raw::List(values))]] };
        let opens = open.iter().map(|open| recorded(vec![Raw::Text(open.clone())]));
        let states = [State { ways: vec![Vec::new()] }, recorded(Vec::new())].into_iter().chain(opens).collect();
        self.variables.push(Variable { facts: vec![name.to_owned()], states, part: Part::Listed });
        let mut holds = Vec::new();
        for value in &read {
            holds.push((value, self.variables.len() as u16));
            let states = vec![State { ways: vec![Vec::new()] }, recorded(vec![Raw::Text(value.clone())])];
            self.variables.push(Variable { facts: vec![name.to_owned()], states, part: Part::Holds(value.clone()) });
        }
        for (lens, kind) in lenses.iter_mut().zip(kinds) {
            let Some((fact, kind)) = kind else { continue };
            let opens = [0, 0].into_iter().chain(open.iter().map(|open| kind.choice(open).map_or(0, |place| 1 << place))).collect();
            let values = holds.iter().filter_map(|(value, variable)| Some((kind.choice(value)? as u32, *variable))).collect();
            lens.places[fact.index()] = Place::Set(listed, opens, values);
        }
    }

    /// How many ways there are to fill in everything that rules tell apart.
    pub fn size(&self) -> f64 {
        self.variables.iter().map(|variable| variable.states.len() as f64).product()
    }

    /// The answers object of a choice of states, the simplest way for each.
    pub fn answers(&self, states: &[usize]) -> Recorded {
        let mut recorded: Recorded = Vec::new();
        for (variable, state) in self.variables.iter().zip(states) {
            let way = variable.states.get(*state).and_then(|state| state.ways.first()).cloned().unwrap_or_default();
            match (&variable.part, recorded.last_mut()) {
                (Part::Whole | Part::Listed, _) => recorded.extend(way),
                // A value counts only where the set is recorded.
                (Part::Holds(_), Some((fact, Raw::List(list)))) if *fact == variable.facts[0] => {
                    list.splice(0..0, way.into_iter().flat_map(|(_, value)| if let Raw::List(value) = value { value } else { Vec::new() }));
                }
                (Part::Holds(_), _) => {}
            }
        }
        recorded
    }

    /// The variables that tell of a fact.
    pub fn variables_of(&self, fact: &str) -> impl Iterator<Item = u16> {
        (0..).zip(&self.variables).filter(move |(_, variable)| variable.facts.iter().any(|of| of == fact)).map(|(place, _)| place)
    }

    /// The variable and the state in which just this value of a fact is recorded (or, without one, nothing); none where no rule
    /// tells it from other values.
    pub fn state_of(&self, fact: &str, value: Option<&Raw>) -> Option<(u16, usize)> {
        let variable = self.variables_of(fact).next()?;
        let states = &self.variables[usize::from(variable)].states;
        let is = |way: &Recorded| match (value, way.as_slice()) {
            (None, []) => true,
            (Some(value), [(of, recorded)]) => of == fact && recorded == value,
            _ => false,
        };
        states.iter().position(|state| state.ways.iter().any(is)).map(|state| (variable, state))
    }
}

impl<'a> Lens<'a> {
    fn blind(bundle: &'a Bundle) -> Lens<'a> {
        Lens { bundle, places: vec![Place::Unread; bundle.vocabulary.facts.len()], wholes: Vec::new() }
    }

    /// Where a fact stands.
    pub fn place(&self, fact: FactId) -> &Place {
        self.places.get(fact.index()).unwrap_or(&Place::Unread)
    }

    /// The state of each variable on some answers.
    pub fn states(&self, space: &Space, answers: &Answers) -> Vec<usize> {
        let mut states = vec![0; space.variables.len()];
        for (variable, facts, known) in &self.wholes {
            states[usize::from(*variable)] = known.get(&self.key(facts, answers)).copied().unwrap_or(0);
        }
        for fact in self.bundle.vocabulary.ids() {
            let (Place::Set(listed, opens, values), Some(Value::Set(set))) = (self.place(fact), answers.get(fact)) else { continue };
            let open = opens.iter().position(|open| open & set != 0);
            states[usize::from(*listed)] = open.unwrap_or(1);
            for (value, variable) in values {
                states[usize::from(*variable)] = usize::from(set & (1 << value) != 0);
            }
        }
        states
    }

    /// Notes the state of every way to answer the facts that are variables.
    fn index(&mut self, space: &Space) {
        for (place, variable) in (0..).zip(&space.variables).filter(|(_, variable)| variable.part == Part::Whole) {
            let facts: Vec<FactId> = variable.facts.iter().filter_map(|fact| self.bundle.vocabulary.asked(fact)).collect();
            let mut known = HashMap::new();
            for (state, ways) in variable.states.iter().enumerate() {
                for way in &ways.ways {
                    known.insert(self.key(&facts, &recorded(&self.bundle.vocabulary, way)), state);
                }
            }
            self.wholes.push((place, facts, known));
        }
    }

    fn key(&self, facts: &[FactId], answers: &Answers) -> Key {
        let place = |fact: &FactId| match answers.get(*fact)? {
            Value::Choice(place) => Some(u16::from(*place)),
            Value::Number(number) => Some(range_of(self.bundle.vocabulary.cuts(*fact), *number) as u16),
            _ => None,
        };
        facts.iter().map(place).collect()
    }
}

/// Every fact that is one variable or more, of all bundles, in order; bands are told of by their number.
fn names<'a>(bundles: &[&'a Bundle]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for fact in bundles.iter().flat_map(|bundle| &bundle.vocabulary.facts) {
        if !names.contains(&fact.id.as_str()) {
            names.push(&fact.id);
        }
    }
    names
}

fn kind<'a>(bundle: &'a Bundle, name: &str) -> Option<(FactId, &'a Kind)> {
    let fact = bundle.vocabulary.asked(name)?;
    Some((fact, &bundle.vocabulary.fact(fact)?.kind))
}

/// The bands of a number, by id.
fn bands_of(name: &str, bundles: &[&Bundle]) -> Vec<String> {
    let mut bands = Vec::new();
    for bundle in bundles {
        for fact in &bundle.vocabulary.facts {
            if matches!(fact.kind, Kind::Bands { of, .. } if bundle.vocabulary.name(of) == name) && !bands.contains(&fact.id) {
                bands.push(fact.id.clone());
            }
        }
    }
    bands
}

/// Every way to record a fact (with its bands), the simplest first: nothing, open values, settled ones, both together.
fn ways(name: &str, bundles: &[&Bundle]) -> Vec<Recorded> {
    let mut ways: Vec<Recorded> = vec![Vec::new()];
    let values = single_values(name, bundles);
    let bands: Vec<(String, Raw)> = bands_of(name, bundles)
        .into_iter()
        .flat_map(|band| single_values(&band, bundles).into_iter().map(move |value| (band.clone(), value)))
        .collect();
    ways.extend(values.iter().map(|value| vec![(name.to_owned(), value.clone())]));
    ways.extend(bands.iter().map(|band| vec![band.clone()]));
    let both = values.iter().flat_map(|value| bands.iter().map(|band| vec![(name.to_owned(), value.clone()), band.clone()]));
    ways.extend(both.filter(|way| bundles.iter().all(|bundle| fits(&bundle.vocabulary, way))));
    ways
}

/// Every value of a fact in any bundle, open ones first; of a number, the first of each range.
fn single_values(name: &str, bundles: &[&Bundle]) -> Vec<Raw> {
    let (mut open, mut settled, mut numbers): (Vec<Raw>, Vec<Raw>, Vec<u64>) = (Vec::new(), Vec::new(), Vec::new());
    for (_, kind) in bundles.iter().filter_map(|bundle| kind(bundle, name)) {
        for choice in kind.choices() {
            let (list, value) = (if choice.open { &mut open } else { &mut settled }, Raw::Text(choice.is.clone()));
            if !list.contains(&value) {
                list.push(value);
            }
        }
        if let Kind::Number { cuts, .. } = kind {
            numbers.extend(std::iter::once(0).chain(cuts.iter().map(|cut| u64::from(*cut))));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    open.into_iter().chain(settled).chain(numbers.into_iter().map(Raw::Whole)).collect()
}

/// Whether the bundle takes these answers (what it does not know at all is no fault here).
fn fits(vocabulary: &Vocabulary, way: &Recorded) -> bool {
    let known: Recorded = way.iter().filter(|(fact, _)| vocabulary.asked(fact).is_some()).cloned().collect();
    Answers::read(vocabulary, &Raw::Object(known)).is_ok()
}

/// The answers of a way; what a vocabulary does not know is not recorded for it.
fn recorded(vocabulary: &Vocabulary, way: &Recorded) -> Answers {
    let known = way.iter().filter(|entry| vocabulary.asked(&entry.0).is_some() && fits(vocabulary, &vec![(*entry).clone()])).cloned().collect();
    Answers::read(vocabulary, &Raw::Object(known)).unwrap_or_else(|_| Answers::none(vocabulary))
}

/// What is known of each fact where just this is recorded.
fn see(vocabulary: &Vocabulary, facts: &[String], way: &Recorded) -> Vec<Seen> {
    let answers = recorded(vocabulary, way);
    let knowledge = Knowledge::new(vocabulary, &answers, &[]);
    let of = |fact: FactId| (knowledge.of(fact), answers.get(fact).cloned());
    facts.iter().map(|fact| vocabulary.asked(fact).map_or((Known::default(), None), of)).collect()
}
