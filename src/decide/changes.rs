//! Single answers that would turn a pathway's eligibility into another: by asking for what is open, or by changing
//! what somebody can change. Never a protected characteristic.

use super::decision::{Change, Eligibility, To};
use crate::facts::fact::{Mask, Protection};
use crate::facts::{Answers, FactId, Kind, Knowledge, Value, Vocabulary};

/// The facts worth trying: those that are open and can still change it, and those that somebody can change.
pub fn candidates(knowledge: &Knowledge<'_>, open: &[FactId], reads: &[FactId]) -> Vec<FactId> {
    let vocabulary = knowledge.vocabulary;
    let changeable = reads.iter().filter(|fact| vocabulary.fact(**fact).is_some_and(|fact| fact.changeable) && knowledge.of(**fact).may != 0);
    let mut facts: Vec<FactId> = open.iter().chain(changeable).copied().collect();
    facts.retain(|fact| vocabulary.fact(*fact).is_some_and(|fact| fact.protected == Protection::None));
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// For each pathway and each of its facts the first value that flips its eligibility; one that makes it eligible
/// before all others. `eligibility` says what answers make of the pathways with these places.
pub fn changes<'a>(
    vocabulary: &'a Vocabulary,
    answers: &Answers,
    facts: &[Vec<FactId>],
    now: &[Eligibility],
    eligibility: impl Fn(&Answers, &[usize]) -> Vec<Eligibility>,
) -> Vec<Vec<Change<'a>>> {
    let mut tried: Vec<FactId> = facts.iter().flatten().copied().collect();
    tried.sort_unstable();
    tried.dedup();
    let mut changed = answers.clone();
    let mut found: Vec<Vec<Change<'a>>> = vec![Vec::new(); facts.len()];
    for fact in tried {
        let concerned: Vec<usize> = (0..facts.len()).filter(|place| facts[*place].contains(&fact)).collect();
        let mut best: Vec<Option<(Eligibility, Value)>> = vec![None; concerned.len()];
        for value in values(vocabulary, answers, fact) {
            changed.set(fact, Some(value.clone()));
            for ((gives, best), place) in eligibility(&changed, &concerned).into_iter().zip(&mut best).zip(&concerned) {
                let better = best.as_ref().is_none_or(|(best, _)| *best != Eligibility::Eligible && gives == Eligibility::Eligible);
                if gives != now[*place] && better {
                    *best = Some((gives, value.clone()));
                }
            }
        }
        changed.set(fact, answers.get(fact).cloned());
        for (best, place) in best.into_iter().zip(concerned) {
            let change = best.map(|(gives, to)| Change { fact: vocabulary.name(fact), to: written(vocabulary, fact, &to), gives });
            found[place].extend(change);
        }
    }
    found
}

/// The other settled values of a fact; of a set: one value more.
fn values(vocabulary: &Vocabulary, answers: &Answers, fact: FactId) -> Vec<Value> {
    let Some(kind) = vocabulary.fact(fact).map(|fact| &fact.kind) else { return Vec::new() };
    let settled = (0..64).filter(|place| kind.settled() & (1 << place) != 0);
    let all: Vec<Value> = match kind {
        Kind::Choice(_) | Kind::Bands { .. } => settled.map(Value::Choice).collect(),
        Kind::Number { cuts, .. } => std::iter::once(0).chain(cuts.iter().copied()).map(Value::Number).collect(),
        Kind::Set(_) => {
            let held: Mask = match answers.get(fact) {
                Some(Value::Set(held)) => held & kind.settled(),
                _ => 0,
            };
            settled.map(|place| Value::Set(held | 1 << place)).collect()
        }
        Kind::Date | Kind::Text => Vec::new(),
    };
    all.into_iter().filter(|value| answers.get(fact) != Some(value)).collect()
}

fn written<'a>(vocabulary: &'a Vocabulary, fact: FactId, value: &Value) -> To<'a> {
    let choices = vocabulary.choices(fact);
    match value {
        Value::Number(number) => To::Number(*number),
        Value::Set(set) => To::Set(choices.iter().enumerate().filter(|(place, _)| set & (1 << place) != 0).map(|(_, choice)| &*choice.is).collect()),
        Value::Choice(place) => To::One(choices.get(usize::from(*place)).map_or("", |choice| &choice.is)),
        Value::Date(_) | Value::Text(_) => To::One(""),
    }
}
