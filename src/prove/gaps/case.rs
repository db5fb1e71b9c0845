//! A case out of many: answers in which a function holds, with no more in them than the decision needs to see it.

use crate::decide::tier::Tiering;
use crate::diagram::kernel::{NO, Ref};
use crate::facts::{Answers, Condition, FactId, Kind, Knowledge, Truth, Value};
use crate::packs::pack::Pathway;
use crate::prove::survey::Survey;

/// What must be seen in an example by deciding it.
pub struct Seen<'c> {
    /// Its tier, where it has to have one.
    pub tier: Option<usize>,
    /// What certainly holds.
    pub holds: Vec<&'c Condition>,
    /// The pathways that certainly do not take it, or against which this certainly speaks.
    pub untaken: Vec<(&'c Pathway, Condition)>,
}

impl Seen<'_> {
    /// Whether deciding these answers shows it all.
    fn by(&self, survey: &Survey<'_>, answers: &Answers) -> bool {
        let knowledge = Knowledge::new(&survey.bundle.vocabulary, answers, &survey.thresholds);
        let tiering = Tiering::of(&survey.bundle.national, &knowledge);
        let truth = |condition: &Condition| knowledge.truth(condition, &|decided| tiering.decided(decided));
        let untaken = |(pathway, against): &(&Pathway, Condition)| {
            let not_met = pathway.criteria.iter().any(|criterion| truth(&criterion.met) == Truth::No);
            not_met || truth(against).is_yes()
        };
        self.tier.is_none_or(|tier| tiering.tier == tier)
            && knowledge.set_aside().is_empty()
            && self.holds.iter().all(|condition| truth(condition).is_yes())
            && self.untaken.iter().all(untaken)
    }
}

/// An example of a function, as ordinary as can be, and as short as it can be made by leaving answers out.
pub fn example(survey: &Survey<'_>, function: Ref, seen: &Seen<'_>) -> Answers {
    shortened(survey, whole(survey, function, seen), seen)
}

/// Whole answers in which a function holds.
fn whole(survey: &Survey<'_>, function: Ref, seen: &Seen<'_>) -> Answers {
    let vocabulary = &survey.bundle.vocabulary;
    let kind = |fact: FactId| vocabulary.fact(fact).map(|fact| &fact.kind);
    let mut answers = Answers::none(vocabulary);
    let mut at = function;
    while let Some((variable, branches)) = survey.diagrams.looks_at(at) {
        let branch = choose(survey, variable, branches);
        let (fact, value, holds) = survey.variables.says(variable, branch);
        let held = match answers.get(fact) {
            Some(Value::Set(held)) => *held,
            _ => 0,
        };
        answers.set(fact, answer(kind(fact), held, value, holds));
        at = branches[branch];
    }
    for fact in vocabulary.ids().filter(|fact| answers.get(*fact).is_none()).collect::<Vec<_>>() {
        let settled = kind(fact).map_or(0, Kind::settled);
        let usual = usual(survey, fact).first().copied();
        let otherwise = if is_yes_or_no(kind(fact)) { 63 - settled.leading_zeros() } else { settled.trailing_zeros() };
        answers.set(fact, answer(kind(fact), 0, usual.unwrap_or(otherwise), false));
    }
    let aside = Knowledge::new(vocabulary, &answers, &survey.thresholds).set_aside().to_vec();
    aside.into_iter().for_each(|fact| answers.set(fact, None));
    spelt_out(survey, answers, seen)
}

/// The branch to go down: to a usual value, else of yes and no to the latter, else to what stands first, and to no value of a set.
fn choose(survey: &Survey<'_>, variable: u16, branches: &[Ref]) -> usize {
    let fact = survey.variables.fact(variable);
    let kind = survey.bundle.vocabulary.fact(fact).map(|fact| &fact.kind);
    let open = || (0..branches.len()).filter(|branch| branches[*branch] != NO);
    let value = |branch: usize| survey.variables.says(variable, branch).1;
    let usual = match kind {
        Some(Kind::Set(_)) => None,
        _ => usual(survey, fact).iter().find_map(|usual| open().find(|branch| value(*branch) == *usual)),
    };
    usual.or_else(|| if is_yes_or_no(kind) { open().next_back() } else { open().next() }).unwrap_or(0)
}

fn usual<'s>(survey: &'s Survey<'_>, fact: FactId) -> &'s [u32] {
    survey.needs.usual.iter().find(|(known, _)| *known == fact).map_or(&[], |(_, values)| values)
}

fn is_yes_or_no(kind: Option<&Kind>) -> bool {
    matches!(kind, Some(kind @ Kind::Choice(_)) if kind.settled().count_ones() == 2)
}

/// Says "none known" and the like where a set holds nothing, as long as that is no other case.
fn spelt_out(survey: &Survey<'_>, mut answers: Answers, seen: &Seen<'_>) -> Answers {
    for (fact, values) in &survey.needs.usual {
        if answers.get(*fact) == Some(&Value::Set(0)) {
            let mut said = answers.clone();
            said.set(*fact, values.first().map(|value| Value::Set(1 << value)));
            if seen.by(survey, &said) {
                answers = said;
            }
        }
    }
    answers
}

/// The answer that has this value of a fact (of a number: the least in this range), beside what a set already holds.
fn answer(kind: Option<&Kind>, held: u64, value: u32, holds: bool) -> Option<Value> {
    match kind? {
        Kind::Choice(_) => Some(Value::Choice(value as u8)),
        Kind::Set(_) => Some(Value::Set(if holds { held | 1 << value } else { held })),
        Kind::Number { cuts, .. } => Some(Value::Number((value as usize).checked_sub(1).and_then(|cut| cuts.get(cut)).copied().unwrap_or(0))),
        Kind::Bands { .. } | Kind::Date | Kind::Text => None,
    }
}

/// Leaves out all that the decision can do without, many answers at a time and then fewer. Where a person lives is always said.
fn shortened(survey: &Survey<'_>, mut answers: Answers, seen: &Seen<'_>) -> Answers {
    let lives = survey.bundle.vocabulary.asked("area.person");
    let mut left: Vec<FactId> = answers.answered().map(|(fact, _)| fact).filter(|fact| Some(*fact) != lives).collect();
    let mut many = left.len();
    while many > 0 {
        let mut at = 0;
        while at < left.len() {
            let end = (at + many).min(left.len());
            let mut fewer = answers.clone();
            left[at..end].iter().for_each(|fact| fewer.set(*fact, None));
            if seen.by(survey, &fewer) {
                answers = fewer;
                left.drain(at..end);
            } else {
                at = end;
            }
        }
        many /= 2;
    }
    answers
}
