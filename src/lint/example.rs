//! Answers on which a function holds, in words.

use super::bounds::World;
use crate::diagram::kernel::{Narrowed, Ref, YES};
use crate::facts::fact::Kind;
use crate::facts::{FactId, Vocabulary};

/// An example of answers on which a function holds: `rel.kind = partner, person.age from 10 to 15`.
pub fn example(vocabulary: &Vocabulary, world: &World<'_>, function: Ref) -> String {
    let variables = world.variables();
    let mut possible = vec![u64::MAX; variables.count()];
    let mut said = Vec::new();
    loop {
        let narrowed = |possible: &[u64]| {
            let mut into = Narrowed::default();
            let function = world.diagrams().narrow(function, possible, &mut into);
            (into.diagrams.variables_of(&[function]).first().copied(), into.diagrams.constants_of(function))
        };
        let Some(variable) = narrowed(&possible).0 else { break };
        let place = usize::from(variable);
        let branch = (0..64).find(|branch| {
            possible[place] = 1 << branch;
            narrowed(&possible).1 & (1 << YES) != 0
        });
        let Some(branch) = branch else { break };
        let (fact, value, holds) = variables.says(variable, branch);
        said.push(answer(vocabulary, fact, value, holds));
    }
    said.join(", ")
}

fn answer(vocabulary: &Vocabulary, fact: FactId, value: u32, holds: bool) -> String {
    let name = vocabulary.name(fact);
    match vocabulary.fact(fact).map(|fact| &fact.kind) {
        Some(Kind::Number { cuts, .. }) => {
            let value = value as usize;
            let from = if value == 0 { 0 } else { cuts.get(value - 1).copied().unwrap_or(0) };
            match cuts.get(value) {
                Some(cut) if cut - 1 == from => format!("{name} = {from}"),
                Some(cut) => format!("{name} from {from} to {}", cut - 1),
                None => format!("{name} {from} or more"),
            }
        }
        Some(kind) => {
            let is = kind.choices().get(value as usize).map_or("", |choice| choice.is.as_str());
            match (kind, holds) {
                (Kind::Set(_), true) => format!("{name} with {is}"),
                (Kind::Set(_), false) => format!("{name} without {is}"),
                _ => format!("{name} = {is}"),
            }
        }
        None => name.to_owned(),
    }
}
