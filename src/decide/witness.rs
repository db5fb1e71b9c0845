//! Which recorded facts make a condition hold: what an explanation points at.

use crate::facts::condition::{Condition, Decided};
use crate::facts::{FactId, Knowledge, Truth};

/// The facts that make a condition true, each once. None for a condition that does not hold.
pub fn facts_behind(knowledge: &Knowledge<'_>, condition: &Condition, decided: &dyn Fn(Decided) -> Truth) -> Vec<FactId> {
    let mut facts = Vec::new();
    gather(knowledge, condition, decided, &mut facts);
    facts
}

fn gather(knowledge: &Knowledge<'_>, condition: &Condition, decided: &dyn Fn(Decided) -> Truth, facts: &mut Vec<FactId>) {
    if !knowledge.truth(condition, decided).is_yes() {
        return;
    }
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| gather(knowledge, part, decided, facts)),
        Condition::Certain(part) => gather(knowledge, part, decided, facts),
        // What is not so holds because of answers, too: those that were given.
        Condition::Not(part) => part.facts().into_iter().filter(|fact| knowledge.answers.get(*fact).is_some()).for_each(|fact| add(facts, fact)),
        Condition::Is { fact, .. } | Condition::AtLeast { fact, .. } | Condition::Said { fact, .. } => add(facts, *fact),
        Condition::Decided(_) => {}
    }
}

fn add(facts: &mut Vec<FactId>, fact: FactId) {
    if !facts.contains(&fact) {
        facts.push(fact);
    }
}
