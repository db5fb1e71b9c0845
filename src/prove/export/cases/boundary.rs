//! The boundaries: for every single test within every condition a case in which it alone decides, and its neighbours.

use super::Cases;
use crate::decide::tier::bits;
use crate::facts::fact::Kind;
use crate::facts::{Answers, FactId, Value};
use crate::prove::export::solve::{accepted, everything, solve};
use crate::prove::export::test::{Literal, Looks, Subject, Test};

/// A condition whose boundaries are looked for.
pub struct Target {
    /// Its name, such as `rule.H5`.
    pub name: String,
    /// Where it holds.
    pub test: Test,
    /// What is to hold besides, so that it shows in the decision; left out where no answers fit.
    besides: Vec<Test>,
}

impl Cases<'_, '_> {
    /// Every condition that is exported.
    pub fn targets(&self) -> Vec<Target> {
        let model = self.model;
        let mut targets = Vec::new();
        let mut add = |name: String, test: &Test, besides: Vec<Test>| targets.push(Target { name, test: test.clone(), besides });
        for derived in &model.derived {
            for (value, test) in &derived.values {
                add(format!("{} = {}", derived.fact.id, model.value(Subject::Derived(derived.id), *value)), test, Vec::new());
            }
        }
        for (rule, test) in &model.rules {
            let free = Test::one_of(Subject::Found, bits(rule.yields_to).collect(), false);
            add(format!("rule.{}", rule.id), test, vec![free]);
        }
        model.stops.iter().for_each(|(stop, test)| add(format!("stop.{}", stop.id), test, Vec::new()));
        for pathway in &model.pathways {
            for (place, tests) in pathway.criteria.iter().enumerate() {
                let name = format!("{}/{}", pathway.id, tests.criterion.id);
                let others = || pathway.criteria.iter().enumerate().filter(move |(other, _)| *other != place);
                let besides: Vec<Test> = others().map(|(_, other)| other.met.clone()).collect();
                add(name.clone(), &tests.met, besides.clone());
                if tests.doubt != Test::NEVER {
                    add(format!("{name}, its doubt"), &tests.doubt, besides.into_iter().chain([tests.met.negated()]).collect());
                }
            }
        }
        model.actions.iter().for_each(|(action, test)| add(format!("action.{}", action.id), test, Vec::new()));
        targets
    }

    /// Every boundary case, with what it is a boundary of.
    pub fn boundaries(&self) -> Vec<(String, Answers)> {
        let mut cases: Vec<(String, Answers)> = Vec::new();
        for target in self.targets() {
            cases.extend(self.around(&target).into_iter().flatten().map(|answers| (target.name.clone(), answers)));
        }
        let mut seen = std::collections::HashSet::new();
        cases.retain(|(_, answers)| seen.insert(format!("{answers:?}")));
        cases
    }

    /// The boundary cases of one condition: a list for each of its literals, empty where it never decides alone.
    pub fn around(&self, target: &Target) -> Vec<Vec<Answers>> {
        let mut alone = Vec::new();
        deciding(&target.test, &mut Vec::new(), &mut alone);
        alone.into_iter().map(|(literal, others)| self.around_literal(target, literal, others)).collect()
    }

    fn around_literal(&self, target: &Target, literal: &Literal, others: Vec<Test>) -> Vec<Answers> {
        let find = |literal: Literal| {
            let wanted = || others.iter().cloned().chain([Test::One(literal.clone())]);
            let found = solve(self.model, wanted().chain(target.besides.iter().cloned()).collect(), everything(self.model));
            found.or_else(|| solve(self.model, wanted().collect(), everything(self.model))).map(|domain| self.answers(&domain))
        };
        let Some(holds) = find(literal.clone()) else { return Vec::new() };
        let mut cases = match literal.looks {
            Looks::OneOf(Subject::Asked(fact), _) | Looks::AtLeast(fact, _) => self.neighbours(&holds, fact, literal),
            // What is worked out has boundaries of its own: here it is enough that it is so, and that it is not.
            Looks::OneOf(..) => find(literal.negated()).into_iter().collect(),
        };
        cases.push(self.without_closed(&holds));
        cases.push(holds);
        cases
    }

    /// The same answers with every other value of one fact.
    fn neighbours(&self, answers: &Answers, fact: FactId, literal: &Literal) -> Vec<Answers> {
        let Some(kind) = self.model.vocabulary().fact(fact).map(|fact| &fact.kind) else { return Vec::new() };
        let allowed = everything(self.model)[fact.index()].may;
        let values: Vec<Value> = match kind {
            Kind::Choice(_) => bits(allowed).map(|value| Value::Choice(value as u8)).collect(),
            Kind::Number { max, cuts } => {
                let around = cuts.iter().flat_map(|cut| [cut.saturating_sub(1), *cut, cut.saturating_add(1)]);
                around.chain([0, *max]).filter(|number| number <= max).map(Value::Number).collect()
            }
            Kind::Set(_) => {
                let has = if let Some(Value::Set(has)) = answers.get(fact) { *has } else { 0 };
                let looked = accepted(self.model, literal).map_or(0, |(_, accepts)| accepts);
                let each = bits(allowed).flat_map(|value| [1 << value, has ^ (1 << value)]);
                each.chain([0, has & !looked, has | looked, allowed, allowed & !looked]).map(Value::Set).collect()
            }
            _ => Vec::new(),
        };
        let with = |value: Value| {
            let mut answers = answers.clone();
            answers.set(fact, Some(value));
            answers
        };
        values.into_iter().filter(|value| answers.get(fact) != Some(value)).map(with).collect()
    }
}

/// For each literal within a test: what must hold of the rest, so that the literal alone decides.
fn deciding<'t>(test: &'t Test, others: &mut Vec<Test>, found: &mut Vec<(&'t Literal, Vec<Test>)>) {
    let (parts, all) = match test {
        Test::One(literal) => return found.push((literal, others.clone())),
        Test::All(parts) => (parts, true),
        Test::Any(parts) => (parts, false),
    };
    for (place, part) in parts.iter().enumerate() {
        let before = others.len();
        let beside = parts.iter().enumerate().filter(|(other, _)| *other != place);
        others.extend(beside.map(|(_, other)| if all { other.clone() } else { other.negated() }));
        deciding(part, others, found);
        others.truncate(before);
    }
}
