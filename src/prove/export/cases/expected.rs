//! What we decide of a case, in as much as other engines do it over.

use serde::Serialize;
use std::collections::BTreeMap;

use crate::decide::Engine;
use crate::facts::Answers;
use crate::prove::export::model::Model;

/// What an engine must come to.
#[derive(Serialize)]
pub struct Expected<'a> {
    /// The value of each fact that follows from others; none where it has none.
    pub derived: BTreeMap<&'a str, Option<&'a str>>,
    /// The tier rules that fired.
    pub fired: Vec<&'a str>,
    /// The stops that stand.
    pub stops: Vec<&'a str>,
    /// The tier.
    pub tier: &'a str,
    /// The criteria, as `pathway/criterion`.
    pub criteria: Criteria,
    /// The eligibility of each pathway.
    pub eligibility: BTreeMap<String, &'static str>,
    /// The pathways that are recommended.
    pub recommended: Vec<String>,
    /// The actions, by name.
    pub actions: Vec<&'a str>,
}

/// The criteria that are met, and those of which only the service can tell. All others are not met.
#[derive(Default, Serialize)]
pub struct Criteria {
    /// Met.
    pub met: Vec<String>,
    /// Not known.
    pub unknown: Vec<String>,
}

impl<'a> Expected<'a> {
    /// Decides.
    pub fn of(model: &Model<'a>, engine: &Engine<'a>, answers: &Answers) -> Expected<'a> {
        let decision = engine.without_changes(answers, model.on);
        let vocabulary = model.vocabulary();
        let derived = engine.judge(answers, model.on, |knowledge, _| {
            let value = |derived: &crate::prove::export::model::DerivedTests<'a>| {
                let known = knowledge.of(derived.id);
                let value = (known.may.count_ones() == 1).then(|| vocabulary.choices(derived.id).get(known.may.trailing_zeros() as usize));
                (derived.fact.id.as_str(), value.flatten().map(|choice| choice.is.as_str()))
            };
            model.derived.iter().map(value).collect()
        });
        let mut criteria = Criteria::default();
        for pathway in &decision.pathways {
            for criterion in &pathway.criteria {
                let id = || format!("{}/{}", pathway.id, criterion.id);
                match criterion.result {
                    "met" => criteria.met.push(id()),
                    "unknown" => criteria.unknown.push(id()),
                    _ => {}
                }
            }
        }
        let mut actions: Vec<&str> = decision.actions.iter().map(|action| action.id).collect();
        actions.sort_unstable();
        Expected {
            derived,
            fired: decision.fired.iter().map(|fired| fired.rule).collect(),
            stops: decision.stops,
            tier: decision.tier,
            criteria,
            eligibility: decision.pathways.iter().map(|pathway| (pathway.id.clone(), pathway.eligibility.id())).collect(),
            recommended: decision.pathways.iter().filter(|pathway| pathway.recommended).map(|pathway| pathway.id.clone()).collect(),
            actions,
        }
    }
}
