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
    closed: Vec<bool>,
    set_aside: Vec<FactId>,
}

impl<'a> Knowledge<'a> {
    /// Draws what follows from the answers.
    pub fn new(vocabulary: &'a Vocabulary, answers: &'a Answers, thresholds: &'a [u16]) -> Knowledge<'a> {
        let mut known: Vec<Known> = vocabulary.ids().map(|id| recorded(vocabulary, answers, id)).collect();
        bands(vocabulary, &mut known);
        let closed: Vec<bool> = vocabulary.ids().map(|id| is_closed(vocabulary, &known, id)).collect();
        let mut set_aside = Vec::new();
        for (id, _) in vocabulary.ids().zip(&closed).filter(|(_, closed)| **closed) {
            known[id.index()] = Known::default();
            if answers.get(id).is_some() {
                set_aside.push(id);
            }
        }
        let mut knowledge = Knowledge { vocabulary, answers, thresholds, known, closed, set_aside };
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

    /// Whether the fact hangs on an answer that has been given otherwise: it is not asked, and counts for nothing.
    pub fn is_closed(&self, fact: FactId) -> bool {
        self.closed.get(fact.index()).copied().unwrap_or(false)
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

    /// The numbers whose bands have no answer yet: the number, then its bands.
    pub fn open_bands(&self) -> impl Iterator<Item = (FactId, FactId)> {
        self.vocabulary.ids().filter_map(|id| match self.vocabulary.fact(id).map(|fact| &fact.kind) {
            Some(Kind::Bands { of, .. }) if self.answers.get(id).is_none() => Some((*of, id)),
            _ => None,
        })
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::facts::fact::{Choice, Fact, Handling, HangsOn, Need};

    fn choice(is: &str) -> Choice {
        Choice { is: is.into(), says: is.into(), open: is == "unknown" }
    }

    fn fact(id: &str, kind: Kind) -> Fact {
        let (question, hint, short, community, source) = Default::default();
        Fact {
            id: id.into(),
            group: 0,
            kind,
            question,
            hint,
            short,
            community,
            need: Need::Core,
            handling: Handling::Normal,
            protected: crate::facts::fact::Protection::None,
            changeable: false,
            not_beforehand: 0,
            hangs_on: None,
            source,
        }
    }

    /// a: yes, no, unknown. b hangs on a = yes. set: x, y, unknown. n: cuts 10 and 20. band: below 10, from 10, unknown.
    fn vocabulary() -> Vocabulary {
        let tri = || Kind::Choice(vec![choice("yes"), choice("no"), choice("unknown")]);
        let mut b = fact("b", tri());
        b.hangs_on = Some(HangsOn { fact: FactId(0), accepts: 0b1 });
        let set = fact("set", Kind::Set(vec![choice("x"), choice("y"), choice("unknown")]));
        let n = fact("n", Kind::Number { max: 99, cuts: vec![10, 20] });
        let values = vec![choice("low"), choice("high"), choice("unknown")];
        let band = fact("band", Kind::Bands { of: FactId(3), values, covers: vec![0b001, 0b110, 0b111] });
        Vocabulary { facts: vec![fact("a", tri()), b, set, n, band], ..Vocabulary::default() }
    }

    fn known(answered: &[(u16, Value)], fact: u16) -> Known {
        let vocabulary = vocabulary();
        let mut answers = Answers::none(&vocabulary);
        answered.iter().for_each(|(fact, value)| answers.set(FactId(*fact), Some(value.clone())));
        Knowledge::new(&vocabulary, &answers, &[]).of(FactId(fact))
    }

    #[test]
    fn absent_and_unknown_leave_everything_possible() {
        assert_eq!(known(&[], 0), Known::one_of(0b11));
        assert_eq!(known(&[(0, Value::Choice(2))], 0), Known::one_of(0b11));
        assert_eq!(known(&[(0, Value::Choice(1))], 0), Known::one_of(0b10));
        assert_eq!(known(&[], 2), Known::set_of(0, 0b11));
    }

    #[test]
    fn a_set_without_unknown_is_settled_and_one_with_it_may_hold_more() {
        assert_eq!(known(&[(2, Value::Set(0b001))], 2), Known::set_of(0b01, 0b01));
        assert_eq!(known(&[(2, Value::Set(0b101))], 2), Known::set_of(0b01, 0b11));
        assert_eq!(known(&[(2, Value::Set(0))], 2), Known::set_of(0, 0));
        let held = Known::set_of(0b01, 0b11);
        assert_eq!((held.is(0b01), held.is(0b10), held.is(0b100)), (Truth::Yes, Truth::Open, Truth::No));
    }

    #[test]
    fn one_value_is_accepted_refused_or_open() {
        let may = Known::one_of(0b011);
        assert_eq!((may.is(0b011), may.is(0b001), may.is(0b100)), (Truth::Yes, Truth::Open, Truth::No));
        // What is set aside has no value, so nothing is true of it.
        assert_eq!(Known::default().is(0b111), Truth::No);
    }

    #[test]
    fn a_number_and_its_band_tell_of_each_other() {
        assert_eq!(known(&[(3, Value::Number(15))], 4), Known::one_of(0b010));
        assert_eq!(known(&[(4, Value::Choice(1))], 3), Known::one_of(0b110));
        assert_eq!(known(&[(4, Value::Choice(2)), (3, Value::Number(5))], 4), Known::one_of(0b001));
    }

    #[test]
    fn a_closed_branch_is_set_aside_and_an_open_one_is_not() {
        let vocabulary = vocabulary();
        for (above, aside) in [(None, false), (Some(Value::Choice(0)), false), (Some(Value::Choice(2)), false), (Some(Value::Choice(1)), true)] {
            let mut answers = Answers::none(&vocabulary);
            answers.set(FactId(0), above);
            answers.set(FactId(1), Some(Value::Choice(0)));
            let knowledge = Knowledge::new(&vocabulary, &answers, &[]);
            assert_eq!(knowledge.set_aside() == [FactId(1)], aside);
            assert_eq!(knowledge.of(FactId(1)).is(0b1).is_yes(), !aside);
        }
    }

    #[test]
    fn certain_and_said_tell_not_known_apart() {
        let vocabulary = vocabulary();
        let truth = |value: Option<Value>, condition: &Condition| {
            let mut answers = Answers::none(&vocabulary);
            answers.set(FactId(0), value);
            Knowledge::new(&vocabulary, &answers, &[]).truth(condition, &|_| Truth::Open)
        };
        let yes = Condition::Is { fact: FactId(0), accepts: 0b1 };
        let certain = Condition::Certain(Box::new(yes.clone()));
        let said = Condition::Said { fact: FactId(0), values: 0b100 };
        assert_eq!([truth(None, &yes), truth(None, &certain), truth(None, &said)], [Truth::Open, Truth::No, Truth::No]);
        let unknown = || Some(Value::Choice(2));
        assert_eq!([truth(unknown(), &yes), truth(unknown(), &certain), truth(unknown(), &said)], [Truth::Open, Truth::No, Truth::Yes]);
        assert_eq!(truth(Some(Value::Choice(0)), &certain), Truth::Yes);
    }
}
