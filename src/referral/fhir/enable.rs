//! Conditions of packs as a questionnaire of FHIR can say them: tests of single answers, of which all or any must hold. A
//! condition that it cannot say exactly is left out, so that a question is rather shown too often than hidden.

use crate::facts::condition::Condition;
use crate::facts::fact::{Kind, Mask};
use crate::facts::{FactId, Vocabulary};

/// A test of one answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Test {
    /// There is an answer.
    Answered(FactId),
    /// There is none.
    NotAnswered(FactId),
    /// The answer is this value.
    Is(FactId, usize),
    /// No answer is this value.
    IsNot(FactId, usize),
}

/// A condition in both ways in which it may be said, as far as it can be.
#[derive(Default)]
struct Said {
    any: Option<Vec<Test>>,
    all: Option<Vec<Test>>,
}

/// Tests of which all or any must hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Enable {
    /// Whether all must hold, and not only one.
    pub all: bool,
    /// The tests; never none.
    pub tests: Vec<Test>,
}

/// When a condition is not known to be false, which is when a page is reached. None where it always holds, or cannot be said.
pub fn while_possible(vocabulary: &Vocabulary, condition: &Condition) -> Option<Enable> {
    let Said { any, all } = Sayer { vocabulary }.say(condition, false);
    let ways = [all.map(|tests| Enable { all: true, tests }), any.map(|tests| Enable { all: false, tests })];
    // Of two ways the one that asks for values alone: some programs do not know whether there is an answer.
    let asks_whether = |way: &Enable| way.tests.iter().any(|test| matches!(test, Test::Answered(_) | Test::NotAnswered(_)));
    let way = ways.into_iter().flatten().min_by_key(|way| (asks_whether(way), way.tests.len()))?;
    (!way.tests.is_empty()).then_some(way)
}

struct Sayer<'v> {
    vocabulary: &'v Vocabulary,
}

impl Sayer<'_> {
    /// Where `certain`, when the condition is known to hold; otherwise when it is not known to be false.
    fn say(&self, condition: &Condition, certain: bool) -> Said {
        match condition {
            Condition::All(parts) => self.join(parts, certain),
            Condition::Any(parts) => mirror(self.mirrored(parts, certain)),
            Condition::Not(part) => mirror(self.say(part, !certain)),
            Condition::Certain(part) => self.say(part, true),
            Condition::Is { fact, accepts } => self.is(*fact, *accepts, certain),
            Condition::Said { fact, values } if self.is_plain(*fact) => {
                let tests = (0..64).filter(|value| values & (1 << value) != 0).map(|value| Test::Is(*fact, value));
                one_or_all(tests.collect())
            }
            _ => Said::default(),
        }
    }

    /// All of the parts: they can be said together where each can be said as tests that all hold.
    fn join(&self, parts: &[Condition], certain: bool) -> Said {
        let said: Vec<Said> = parts.iter().map(|part| self.say(part, certain)).collect();
        joined(said)
    }

    /// All of the parts turned round.
    fn mirrored(&self, parts: &[Condition], certain: bool) -> Said {
        joined(parts.iter().map(|part| mirror(self.say(part, certain))).collect())
    }

    fn is(&self, fact: FactId, accepts: Mask, certain: bool) -> Said {
        if !self.is_plain(fact) {
            return Said::default();
        }
        let choices = self.vocabulary.choices(fact);
        let places = |wanted: &dyn Fn(bool, bool) -> bool| -> Vec<usize> {
            let fits = |place: &usize| wanted(accepts & (1 << place) != 0, choices.get(*place).is_some_and(|choice| choice.open));
            (0..choices.len()).filter(fits).collect()
        };
        let tests = |places: Vec<usize>, test: fn(FactId, usize) -> Test| places.into_iter().map(move |place| test(fact, place));
        if certain {
            let any = tests(places(&|accepted, open| accepted && !open), Test::Is).collect();
            let others = tests(places(&|accepted, open| !accepted || open), Test::IsNot);
            Said { any: Some(any), all: Some(std::iter::once(Test::Answered(fact)).chain(others).collect()) }
        } else {
            let those = tests(places(&|accepted, open| accepted || open), Test::Is);
            let all = tests(places(&|accepted, open| !accepted && !open), Test::IsNot).collect();
            Said { any: Some(std::iter::once(Test::NotAnswered(fact)).chain(those).collect()), all: Some(all) }
        }
    }

    /// One of a closed list, which hangs on nothing and is known in no other way.
    fn is_plain(&self, fact: FactId) -> bool {
        self.vocabulary.fact(fact).is_some_and(|fact| matches!(fact.kind, Kind::Choice(_)) && fact.hangs_on.is_none())
    }
}

fn joined(said: Vec<Said>) -> Said {
    let mut said = said;
    if said.len() == 1 {
        return said.remove(0);
    }
    let all: Option<Vec<Vec<Test>>> = said.into_iter().map(|part| part.all.or_else(|| part.any.filter(|any| any.len() == 1))).collect();
    Said { any: None, all: all.map(|all| all.concat()) }
}

fn one_or_all(any: Vec<Test>) -> Said {
    Said { all: (any.len() == 1).then(|| any.clone()), any: Some(any) }
}

/// The opposite: what all held, one fails.
fn mirror(said: Said) -> Said {
    let turn = |tests: Vec<Test>| tests.into_iter().map(opposite).collect();
    Said { any: said.all.map(turn), all: said.any.map(turn) }
}

fn opposite(test: Test) -> Test {
    match test {
        Test::Answered(fact) => Test::NotAnswered(fact),
        Test::NotAnswered(fact) => Test::Answered(fact),
        Test::Is(fact, value) => Test::IsNot(fact, value),
        Test::IsNot(fact, value) => Test::Is(fact, value),
    }
}
