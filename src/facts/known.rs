//! What is known of every fact, derived ones included, given the answers: the one place where "absent",
//! "unknown", "set aside" and "follows from" are told apart.

use super::condition::{Condition, Decided};
use super::fact::{Kind, Mask, range_of, ranges_between};
use super::{Answers, FactId, Truth, Value, Vocabulary};

/// The values that a fact may still have, and (for sets) those that it certainly holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Known {
    /// Values that are still possible. Nothing is possible for a fact that is set aside.
    pub may: Mask,
    /// Values that a set certainly holds; empty for all other types.
    pub must: Mask,
    /// Whether the fact holds a set, so that a value that is possible may still be missing from it.
    pub set: bool,
}

impl Known {
    /// Exactly one of these values.
    pub fn one_of(may: Mask) -> Known {
        Known { may, must: 0, set: false }
    }

    /// A set that holds `must` and perhaps more of `may`.
    pub fn set_of(must: Mask, may: Mask) -> Known {
        Known { may, must, set: true }
    }

    /// Whether the value is one of `accepts`.
    pub fn is(self, accepts: Mask) -> Truth {
        if self.may & accepts == 0 {
            Truth::No
        } else if self.must & accepts != 0 || (!self.set && self.may & !accepts == 0) {
            Truth::Yes
        } else {
            Truth::Open
        }
    }
}

/// Everything known from one set of answers.
pub struct Knowledge<'a> {
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// The answers it is drawn from.
    pub answers: &'a Answers,
    /// The value of each named threshold.
    pub thresholds: &'a [u16],
    known: Vec<Known>,
    set_aside: Vec<FactId>,
}

impl<'a> Knowledge<'a> {
    /// Draws what follows from the answers.
    pub fn new(vocabulary: &'a Vocabulary, answers: &'a Answers, thresholds: &'a [u16]) -> Knowledge<'a> {
        let mut known: Vec<Known> = vocabulary.ids().map(|id| recorded(vocabulary, answers, id)).collect();
        bands(vocabulary, &mut known);
        let closed: Vec<bool> = vocabulary.ids().map(|id| is_closed(vocabulary, &known, id)).collect();
        let mut set_aside = Vec::new();
        for (id, _) in vocabulary.ids().zip(closed).filter(|(_, closed)| *closed) {
            known[id.index()] = Known::default();
            if answers.get(id).is_some() {
                set_aside.push(id);
            }
        }
        let mut knowledge = Knowledge { vocabulary, answers, thresholds, known, set_aside };
        for derived in &vocabulary.derived {
            let value = knowledge.derive(derived);
            knowledge.known.push(value);
        }
        knowledge
    }

    /// What is known of one fact.
    pub fn of(&self, fact: FactId) -> Known {
        self.known.get(fact.index()).copied().unwrap_or_default()
    }

    /// Facts that were answered on a branch that another answer has closed.
    pub fn set_aside(&self) -> &[FactId] {
        &self.set_aside
    }

    /// Whether the fact is settled: recorded as something known.
    pub fn is_settled(&self, fact: FactId) -> bool {
        let known = self.of(fact);
        match self.vocabulary.fact(fact).map(|f| &f.kind) {
            Some(Kind::Set(_)) => known.may == known.must,
            Some(Kind::Date | Kind::Text) => self.answers.get(fact).is_some(),
            _ => known.may.count_ones() <= 1,
        }
    }

    /// The truth of a condition; what it asks of the decision itself is answered by `decided`.
    pub fn truth(&self, condition: &Condition, decided: &dyn Fn(Decided) -> Truth) -> Truth {
        match condition {
            Condition::All(parts) => Truth::all(parts.iter().map(|part| self.truth(part, decided))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| self.truth(part, decided))),
            Condition::Not(part) => !self.truth(part, decided),
            Condition::Certain(part) => self.truth(part, decided).is_yes().into(),
            Condition::Is { fact, accepts } => self.of(*fact).is(*accepts),
            Condition::AtLeast { fact, threshold } => self.of(*fact).is(self.reaching(*fact, *threshold)),
            Condition::Said { fact, values } => self.said(*fact, *values).into(),
            Condition::Decided(what) => decided(*what),
        }
    }

    /// The ranges of a number that reach a named threshold.
    pub fn reaching(&self, fact: FactId, threshold: u8) -> Mask {
        let value = self.thresholds.get(usize::from(threshold)).copied().unwrap_or(u16::MAX);
        ranges_between(self.vocabulary.cuts(fact), value, None)
    }

    fn said(&self, fact: FactId, values: Mask) -> bool {
        match self.answers.get(fact) {
            Some(Value::Choice(i)) => values & (1 << i) != 0,
            Some(Value::Set(set)) => values & set != 0,
            _ => false,
        }
    }

    fn derive(&self, derived: &super::vocabulary::Derived) -> Known {
        let mut may = 0;
        for (i, condition) in derived.when.iter().enumerate() {
            match condition.as_ref().map_or(Truth::No, |c| self.truth(c, &|_| Truth::Open)) {
                Truth::Yes => return Known::one_of(1 << i),
                Truth::Open => may |= 1 << i,
                Truth::No => {}
            }
        }
        let all = derived.values.iter().enumerate().filter(|(_, v)| !v.open).fold(0, |mask, (i, _)| mask | 1 << i);
        Known::one_of(match derived.otherwise {
            Some(otherwise) => may | 1 << otherwise,
            None if may == 0 => all,
            None => may,
        })
    }
}

/// What an answer says of its fact, by itself.
fn recorded(vocabulary: &Vocabulary, answers: &Answers, id: FactId) -> Known {
    let Some(fact) = vocabulary.fact(id) else { return Known::default() };
    let settled = fact.kind.settled();
    match (answers.get(id), &fact.kind) {
        (Some(Value::Choice(i)), _) if settled & (1 << i) != 0 => Known::one_of(1 << i),
        (Some(Value::Set(set)), _) if set & !settled == 0 => Known::set_of(*set, *set),
        (Some(Value::Set(set)), _) => Known::set_of(set & settled, settled),
        (Some(Value::Number(number)), Kind::Number { cuts, .. }) => Known::one_of(1 << range_of(cuts, *number)),
        (_, Kind::Set(_)) => Known::set_of(0, settled),
        _ => Known::one_of(settled),
    }
}

/// A number and its bands tell of each other.
fn bands(vocabulary: &Vocabulary, known: &mut [Known]) {
    for (i, fact) in vocabulary.facts.iter().enumerate() {
        let Kind::Bands { of, covers, .. } = &fact.kind else { continue };
        let in_band = covers.iter().enumerate().filter(|(b, _)| known[i].may & (1 << b) != 0).fold(0, |mask, (_, c)| mask | c);
        let number = known[of.index()].may & in_band;
        known[of.index()] = Known::one_of(number);
        let bands = covers.iter().enumerate().filter(|(_, c)| *c & number != 0).fold(0, |mask, (b, _)| mask | 1 << b);
        known[i] = Known::one_of(known[i].may & bands);
    }
}

/// Whether the answer that a fact hangs on has been given and closes its branch.
fn is_closed(vocabulary: &Vocabulary, known: &[Known], id: FactId) -> bool {
    let mut next = vocabulary.fact(id).and_then(|fact| fact.hangs_on);
    while let Some(above) = next {
        if known[above.fact.index()].may & above.accepts == 0 {
            return true;
        }
        next = vocabulary.fact(above.fact).and_then(|fact| fact.hangs_on);
    }
    false
}
