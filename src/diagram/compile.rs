//! Conditions made into diagrams: over all ways in which the open answers could still turn out.

use super::kernel::{Diagrams, Join, NO, Ref, TERMINALS, YES};
use crate::facts::condition::{Condition, Decided};
use crate::facts::fact::{Kind, Mask, ranges_between};
use crate::facts::{FactId, Knowledge, Vocabulary};

/// The variables of a vocabulary: one for each fact with a single value, one for each value of a set.
pub struct Variables {
    list: Vec<Variable>,
    /// The first variable of each fact.
    first: Vec<u16>,
}

#[derive(Clone, Copy)]
struct Variable {
    fact: FactId,
    /// The fact's values (or ranges) that the variable tells apart; for a value of a set, that value alone.
    values: Mask,
    set: bool,
}

impl Variables {
    /// Lays out the variables in the vocabulary's order.
    pub fn of(vocabulary: &Vocabulary) -> Variables {
        let (mut list, mut first) = (Vec::new(), Vec::new());
        for id in vocabulary.ids() {
            first.push(list.len() as u16);
            let Some(kind) = vocabulary.fact(id).map(|fact| &fact.kind) else { continue };
            match kind {
                Kind::Choice(_) | Kind::Number { .. } => list.push(Variable { fact: id, values: kind.settled(), set: false }),
                Kind::Set(_) => list.extend(bits(kind.settled()).map(|bit| Variable { fact: id, values: 1 << bit, set: true })),
                Kind::Bands { .. } | Kind::Date | Kind::Text => {}
            }
        }
        Variables { list, first }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// The fact that a variable belongs to.
    pub fn fact(&self, variable: u16) -> FactId {
        self.list[usize::from(variable)].fact
    }

    /// What a branch of a variable says: the fact, its value (or range), and whether the fact has it.
    #[cfg(any(not(target_arch = "wasm32"), feature = "author"))]
    pub fn says(&self, variable: u16, branch: usize) -> (FactId, u32, bool) {
        let Variable { fact, values, set } = self.list[usize::from(variable)];
        let value = bits(values).nth(if set { 0 } else { branch }).unwrap_or(0);
        (fact, value, !set || branch == 1)
    }

    /// For each variable the branches that are still possible.
    pub fn possible(&self, knowledge: &Knowledge<'_>) -> Vec<u64> {
        self.list
            .iter()
            .map(|variable| {
                let known = knowledge.of(variable.fact);
                if variable.set {
                    match (known.must & variable.values != 0, known.may & variable.values != 0) {
                        (true, _) => 0b10,
                        (false, true) => 0b11,
                        (false, false) => 0b01,
                    }
                } else if known.may == 0 {
                    // Set aside: the branch above is closed, so nothing rests on it.
                    u64::MAX
                } else {
                    bits(variable.values).enumerate().filter(|(_, bit)| known.may & (1 << bit) != 0).fold(0, |mask, (i, _)| mask | 1 << i)
                }
            })
            .collect()
    }
}

fn bits(mask: Mask) -> impl Iterator<Item = u32> + Clone {
    (0..64).filter(move |bit| mask & (1 << bit) != 0)
}

/// Makes diagrams of conditions.
pub struct Compiler<'a> {
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// Its variables.
    pub variables: &'a Variables,
    /// The value of each named threshold.
    pub thresholds: &'a [u16],
    /// Where diagrams are kept.
    pub diagrams: &'a mut Diagrams,
}

impl Compiler<'_> {
    /// The diagram of a condition; what it asks of the decision is answered by `decided`.
    pub fn condition(&mut self, condition: &Condition, decided: &mut dyn FnMut(&mut Diagrams, Decided) -> Ref) -> Ref {
        match condition {
            Condition::All(parts) => self.joined(Join::Least, YES, parts, decided),
            Condition::Any(parts) => self.joined(Join::Most, NO, parts, decided),
            Condition::Not(part) => {
                let inner = self.condition(part, decided);
                not(self.diagrams, inner)
            }
            // Once every answer is known, what holds is certain.
            Condition::Certain(part) => self.condition(part, decided),
            Condition::Is { fact, accepts } => self.is(*fact, *accepts),
            Condition::AtLeast { fact, threshold } => {
                let value = self.thresholds.get(usize::from(*threshold)).copied().unwrap_or(u16::MAX);
                self.is(*fact, ranges_between(self.vocabulary.cuts(*fact), value, None))
            }
            Condition::Said { fact, values } => {
                let settled = self.vocabulary.fact(*fact).map_or(0, |fact| fact.kind.settled());
                self.literal(*fact, values & settled)
            }
            Condition::Decided(what) => decided(self.diagrams, *what),
        }
    }

    fn joined(&mut self, how: Join, start: Ref, parts: &[Condition], decided: &mut dyn FnMut(&mut Diagrams, Decided) -> Ref) -> Ref {
        parts.iter().fold(start, |joined, part| {
            let part = self.condition(part, decided);
            self.diagrams.join(how, joined, part)
        })
    }

    /// "The fact has one of these values", on a branch that is open.
    fn is(&mut self, fact: FactId, accepts: Mask) -> Ref {
        if self.vocabulary.derived(fact).is_some() {
            return self.derived(fact, accepts);
        }
        let mut result = self.literal(fact, accepts);
        let mut above = self.vocabulary.fact(fact).and_then(|fact| fact.hangs_on);
        while let Some(hangs_on) = above {
            let open = self.literal(hangs_on.fact, hangs_on.accepts);
            result = self.diagrams.join(Join::Least, result, open);
            above = self.vocabulary.fact(hangs_on.fact).and_then(|fact| fact.hangs_on);
        }
        result
    }

    fn literal(&mut self, fact: FactId, accepts: Mask) -> Ref {
        let first = self.variables.first.get(fact.index()).copied().unwrap_or(0);
        match self.vocabulary.fact(fact).map(|fact| &fact.kind) {
            Some(Kind::Bands { of, covers, .. }) => {
                let ranges = covers.iter().enumerate().filter(|(i, _)| accepts & (1 << i) != 0).fold(0, |mask, (_, c)| mask | c);
                self.literal(*of, ranges)
            }
            Some(Kind::Set(_)) => {
                let variables: Vec<u16> = (first..)
                    .zip(self.variables.list[usize::from(first)..].iter().take_while(|variable| variable.fact == fact))
                    .filter(|(_, variable)| variable.values & accepts != 0)
                    .map(|(place, _)| place)
                    .collect();
                variables.into_iter().fold(NO, |any, place| {
                    let holds = self.diagrams.node(place, [NO, YES].into());
                    self.diagrams.join(Join::Most, any, holds)
                })
            }
            Some(Kind::Choice(_) | Kind::Number { .. }) => {
                let values = self.variables.list[usize::from(first)].values;
                let branches = bits(values).map(|bit| if accepts & (1 << bit) != 0 { YES } else { NO }).collect();
                self.diagrams.node(first, branches)
            }
            _ => NO,
        }
    }

    fn derived(&mut self, fact: FactId, accepts: Mask) -> Ref {
        let Some(derived) = self.vocabulary.derived(fact) else { return NO };
        let (mut accepted, mut any) = (NO, NO);
        for (i, condition) in derived.when.iter().enumerate() {
            let Some(condition) = condition else { continue };
            let holds = self.condition(condition, &mut |_, _| NO);
            any = self.diagrams.join(Join::Most, any, holds);
            if accepts & (1 << i) != 0 {
                accepted = self.diagrams.join(Join::Most, accepted, holds);
            }
        }
        if derived.otherwise.is_some_and(|otherwise| accepts & (1 << otherwise) != 0) {
            let none = not(self.diagrams, any);
            accepted = self.diagrams.join(Join::Most, accepted, none);
        }
        accepted
    }
}

/// The function that holds where this one does not.
pub fn not(diagrams: &mut Diagrams, function: Ref) -> Ref {
    let mut constants = [0; TERMINALS as usize];
    constants[NO as usize] = YES;
    diagrams.replace(function, &constants)
}

/// The function that holds where this one is one of the marked constants.
pub fn one_of(diagrams: &mut Diagrams, function: Ref, marked: u64) -> Ref {
    let constants = std::array::from_fn(|constant| if marked & (1 << constant) != 0 { YES } else { NO });
    diagrams.replace(function, &constants)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::diagram::kernel::Narrowed;
    use crate::facts::{Answers, Truth, Value};
    use crate::packs::text::built_in;

    /// Every rule of the national pack, on whole answers: the diagram says what the condition says.
    #[test]
    fn a_diagram_says_what_its_condition_says() {
        let bundle = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
        let vocabulary = &bundle.vocabulary;
        let thresholds: Vec<u16> = bundle.thresholds.iter().map(|_| 3).collect();
        let variables = Variables::of(vocabulary);
        let mut diagrams = Diagrams::default();
        let mut compiler = Compiler { vocabulary, variables: &variables, thresholds: &thresholds, diagrams: &mut diagrams };
        let rules: Vec<Ref> = bundle.national.rules.iter().map(|rule| compiler.condition(&rule.when, &mut |_, _| NO)).collect();
        let mut seed = 1_u64;
        let mut fired = 0;
        for _ in 0..300 {
            let mut answers = Answers::none(vocabulary);
            for id in vocabulary.ids() {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let roll = seed >> 33;
                let value = match vocabulary.fact(id).map(|fact| &fact.kind) {
                    Some(kind @ Kind::Choice(_)) => {
                        let settled: Vec<u32> = bits(kind.settled()).collect();
                        Value::Choice(settled[roll as usize % settled.len()] as u8)
                    }
                    Some(kind @ Kind::Set(_)) => Value::Set(roll & kind.settled()),
                    Some(Kind::Number { .. }) => Value::Number((roll % 25) as u16),
                    _ => continue,
                };
                answers.set(id, Some(value));
            }
            let knowledge = Knowledge::new(vocabulary, &answers, &thresholds);
            let possible = variables.possible(&knowledge);
            for (rule, function) in bundle.national.rules.iter().zip(&rules) {
                let mut into = Narrowed::default();
                let narrowed = diagrams.narrow(*function, &possible, &mut into);
                let truth = knowledge.truth(&rule.when, &|_| Truth::No);
                assert_eq!(narrowed, if truth.is_yes() { YES } else { NO }, "{} is {truth:?}", rule.id);
                fired += usize::from(truth.is_yes());
            }
        }
        assert!(fired > 300);
    }
}
