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
pub fn example(survey: &mut Survey<'_>, function: Ref, seen: &Seen<'_>) -> Answers {
    let mut cases = function;
    for usual in survey.usual.clone() {
        let both = survey.and(cases, usual);
        if both != NO {
            cases = both;
        }
    }
    shortened(survey, whole(survey, cases), seen)
}

/// Whole answers in which a function holds.
fn whole(survey: &Survey<'_>, function: Ref) -> Answers {
    let vocabulary = &survey.bundle.vocabulary;
    let kind = |fact: FactId| vocabulary.fact(fact).map(|fact| &fact.kind);
    // Of yes and no the latter; else what stands first, and no value of a set.
    let last = |fact: FactId| matches!(kind(fact), Some(kind @ Kind::Choice(_)) if kind.settled().count_ones() == 2);
    let choose = |variable, open: &[usize]| {
        let pick = if last(survey.variables.fact(variable)) { open.last() } else { open.first() };
        pick.copied().unwrap_or(0)
    };
    let mut answers = Answers::none(vocabulary);
    let mut at = function;
    while let Some((variable, branches)) = survey.diagrams.looks_at(at) {
        let open: Vec<usize> = (0..branches.len()).filter(|branch| branches[*branch] != NO).collect();
        let branch = choose(variable, &open);
        at = branches[branch];
        let (fact, value, holds) = survey.variables.says(variable, branch);
        let held = match answers.get(fact) {
            Some(Value::Set(held)) => *held,
            _ => 0,
        };
        answers.set(fact, answer(kind(fact), held, value, holds));
    }
    for fact in vocabulary.ids().filter(|fact| answers.get(*fact).is_none()).collect::<Vec<_>>() {
        let settled = kind(fact).map_or(0, Kind::settled);
        let value = if last(fact) { 63 - settled.leading_zeros() } else { settled.trailing_zeros() };
        answers.set(fact, answer(kind(fact), 0, value, false));
    }
    let aside = Knowledge::new(vocabulary, &answers, &survey.thresholds).set_aside().to_vec();
    aside.into_iter().for_each(|fact| answers.set(fact, None));
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
