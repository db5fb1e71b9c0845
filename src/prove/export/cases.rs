//! Complete cases with what we decide of each, for other engines to do over: the boundaries of every condition, and as many
//! as are asked for by chance.

mod boundary;
mod chance;
mod expected;

use serde::Serialize;

use super::model::Model;
use super::solve::{Domain, accepted, everything};
use super::test::{Literal, Test};
use crate::decide::Engine;
use crate::decide::tier::bits;
use crate::facts::answers::Written;
use crate::facts::fact::Kind;
use crate::facts::{Answers, FactId, Knowledge, Known, Value};
use expected::Expected;

pub use boundary::Target;

/// One case.
#[derive(Serialize)]
pub struct Case<'a> {
    /// What it is a boundary of, or that it is by chance.
    pub about: String,
    /// The answers, as `waymark decide` takes them.
    pub answers: Written<'a>,
    /// What we decide.
    pub expected: Expected<'a>,
}

/// Makes cases for one model.
pub struct Cases<'m, 'a> {
    model: &'m Model<'a>,
    engine: Engine<'a>,
    /// For each fact the value (or range) that brings up least; nothing for lists.
    quiet: Vec<usize>,
}

impl<'m, 'a> Cases<'m, 'a> {
    /// For a model.
    pub fn new(model: &'m Model<'a>) -> Cases<'m, 'a> {
        Cases { model, engine: Engine::new(model.bundle), quiet: quiet(model) }
    }

    /// A case with what we decide of it.
    pub fn case<'c>(&self, about: &str, answers: &'c Answers) -> Case<'c>
    where
        'a: 'c,
    {
        Case { about: about.into(), answers: Written(self.model.vocabulary(), answers), expected: Expected::of(self.model, &self.engine, answers) }
    }

    /// The quietest answers of a domain.
    fn answers(&self, domain: &Domain) -> Answers {
        let vocabulary = self.model.vocabulary();
        let mut answers = Answers::none(vocabulary);
        for (id, known) in vocabulary.ids().zip(domain) {
            let value = match vocabulary.fact(id).map(|fact| &fact.kind) {
                Some(Kind::Choice(_)) => self.quietest(id, known.may).map(|value| Value::Choice(value as u8)),
                Some(Kind::Set(_)) => Some(Value::Set(known.must)),
                Some(Kind::Number { cuts, .. }) => {
                    self.quietest(id, known.may).map(|range| Value::Number(range.checked_sub(1).map_or(0, |cut| cuts[cut])))
                }
                _ => None,
            };
            answers.set(id, value);
        }
        answers
    }

    fn quietest(&self, id: FactId, may: u64) -> Option<usize> {
        let quiet = self.quiet[id.index()];
        if may & (1 << quiet) != 0 { Some(quiet) } else { bits(may).next() }
    }

    /// The same answers without those on a closed branch.
    fn without_closed(&self, answers: &Answers) -> Answers {
        let vocabulary = self.model.vocabulary();
        let knowledge = Knowledge::new(vocabulary, answers, &[]);
        let mut open = answers.clone();
        knowledge.set_aside().iter().for_each(|fact| open.set(*fact, None));
        open
    }
}

/// For each fact the value that the fewest conditions for a tier or a stop ask for; of these, the one that the fewest for an
/// action do; of these, the one that most criteria do.
fn quiet(model: &Model<'_>) -> Vec<usize> {
    let rules = model.rules.iter().map(|(_, test)| test).chain(model.stops.iter().map(|(_, test)| test));
    let derived = model.derived.iter().flat_map(|derived| derived.values.iter().map(|(_, test)| test));
    let actions = model.actions.iter().map(|(_, test)| test);
    let criteria = model.pathways.iter().flat_map(|pathway| pathway.criteria.iter().map(|criterion| &criterion.met));
    let mut weights: Vec<Vec<i64>> = model.vocabulary().facts.iter().map(|_| vec![0; 64]).collect();
    let mut weigh = |test: &Test, weight: i64| {
        test.visit(&mut |literal: &Literal| {
            if let Some((fact, accepts)) = accepted(model, literal) {
                bits(if literal.holds { accepts } else { !accepts }).for_each(|value| weights[fact][value] += weight);
            }
        });
    };
    rules.chain(derived).for_each(|test| weigh(test, 10_000));
    actions.for_each(|test| weigh(test, 100));
    criteria.for_each(|test| weigh(test, -1));
    let least = |(known, weights): (&Known, &Vec<i64>)| bits(known.may).min_by_key(|value| weights[*value]).unwrap_or(0);
    everything(model).iter().zip(&weights).map(least).collect()
}
