//! A condition as engines of other people can read it: over complete answers, with each "not" down at the single tests.

use crate::facts::FactId;

/// Something that holds or fails once every answer is settled.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Every one of them; none is always.
    All(Vec<Test>),
    /// At least one of them; none is never.
    Any(Vec<Test>),
    /// One thing looked at.
    One(Literal),
}

/// One thing looked at, and whether it is to be so or not so.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    /// What is looked at.
    pub looks: Looks,
    /// Whether it is to be so.
    pub holds: bool,
}

/// What a literal looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum Looks {
    /// It has one of these values (a list: holds one of them). Values are places in the subject's own list.
    OneOf(Subject, Vec<usize>),
    /// The recorded number is at least this.
    AtLeast(FactId, u16),
}

/// What can have values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A recorded answer.
    Asked(FactId),
    /// A fact that follows from others.
    Derived(FactId),
    /// The tier rules whose conditions hold, those that yield included.
    Found,
    /// The tier rules that fired.
    Fired,
    /// The stops that stand.
    Stop,
    /// The tier.
    Tier,
    /// The recommended pathways; fallbacks are not among them.
    Recommended,
    /// The pathways that are not eligible; fallbacks are not among them.
    NotEligible,
}

impl Test {
    /// What always holds.
    pub const ALWAYS: Test = Test::All(Vec::new());
    /// What never holds.
    pub const NEVER: Test = Test::Any(Vec::new());

    /// The subject has one of these values, or (with `holds` false) none of them.
    pub fn one_of(subject: Subject, values: Vec<usize>, holds: bool) -> Test {
        match values.is_empty() {
            true => Test::constant(!holds),
            false => Test::One(Literal { looks: Looks::OneOf(subject, values), holds }),
        }
    }

    /// The number is at least this, or (with `holds` false) below it.
    pub fn at_least(fact: FactId, number: u16, holds: bool) -> Test {
        Test::One(Literal { looks: Looks::AtLeast(fact, number), holds })
    }

    /// Always or never.
    pub fn constant(holds: bool) -> Test {
        if holds { Test::ALWAYS } else { Test::NEVER }
    }

    /// Every part, written as flat as may be, each once.
    pub fn all(parts: impl IntoIterator<Item = Test>) -> Test {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Test::All(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
                never if never == Test::NEVER => return Test::NEVER,
                other => add(&mut flat, other),
            }
        }
        one_or(flat, Test::All)
    }

    /// Any part, written as flat as may be, each once.
    pub fn any(parts: impl IntoIterator<Item = Test>) -> Test {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Test::Any(inner) => inner.into_iter().for_each(|part| add(&mut flat, part)),
                always if always == Test::ALWAYS => return Test::ALWAYS,
                other => add(&mut flat, other),
            }
        }
        one_or(flat, Test::Any)
    }

    /// All of them, or (with `holds` false) what is left where one of them fails. The parts are given for that already.
    pub fn joined(parts: impl IntoIterator<Item = Test>, holds: bool) -> Test {
        if holds { Test::all(parts) } else { Test::any(parts) }
    }

    /// What holds where this fails.
    pub fn negated(&self) -> Test {
        match self {
            Test::All(parts) => Test::any(parts.iter().map(Test::negated)),
            Test::Any(parts) => Test::all(parts.iter().map(Test::negated)),
            Test::One(literal) => Test::One(literal.negated()),
        }
    }

    /// Calls `look` on every literal.
    pub fn visit<'t>(&'t self, look: &mut impl FnMut(&'t Literal)) {
        match self {
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| part.visit(look)),
            Test::One(literal) => look(literal),
        }
    }

    /// The ways in which it holds, each a list of literals that stand together; none where there are more than `most`.
    pub fn ways(&self, most: usize) -> Option<Vec<Vec<&Literal>>> {
        let mut ways = match self {
            Test::One(literal) => vec![vec![literal]],
            Test::Any(parts) => {
                let mut ways = Vec::new();
                for part in parts {
                    ways.extend(part.ways(most)?);
                }
                ways
            }
            Test::All(parts) => {
                let mut ways = vec![Vec::new()];
                for part in parts {
                    let more = part.ways(most)?;
                    if ways.len() * more.len() > most {
                        return None;
                    }
                    ways = ways.iter().flat_map(|way| more.iter().filter_map(|more| together(way, more))).collect();
                }
                ways
            }
        };
        absorb(&mut ways);
        (ways.len() <= most).then_some(ways)
    }
}

impl Literal {
    /// The opposite.
    pub fn negated(&self) -> Literal {
        Literal { looks: self.looks.clone(), holds: !self.holds }
    }

    /// What it looks at, recorded or worked out.
    pub fn subject(&self) -> Subject {
        match self.looks {
            Looks::OneOf(subject, _) => subject,
            Looks::AtLeast(fact, _) => Subject::Asked(fact),
        }
    }

    /// The values that it looks for; none for a number.
    pub fn places(&self) -> &[usize] {
        match &self.looks {
            Looks::OneOf(_, values) => values,
            Looks::AtLeast(..) => &[],
        }
    }
}

fn add(parts: &mut Vec<Test>, part: Test) {
    if !parts.contains(&part) {
        parts.push(part);
    }
}

fn one_or(mut parts: Vec<Test>, join: fn(Vec<Test>) -> Test) -> Test {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            join(parts)
        }
        (_, None) => join(parts),
    }
}

/// Both lists as one; none where a literal of one is the opposite of one of the other.
fn together<'t>(way: &[&'t Literal], more: &[&'t Literal]) -> Option<Vec<&'t Literal>> {
    let mut joined = way.to_vec();
    for literal in more {
        if way.iter().any(|other| other.looks == literal.looks && other.holds != literal.holds) {
            return None;
        }
        if !way.contains(literal) {
            joined.push(literal);
        }
    }
    Some(joined)
}

/// Leaves out each way that asks for all that another asks for, and more.
fn absorb(ways: &mut Vec<Vec<&Literal>>) {
    let mut place = 0;
    while place < ways.len() {
        let within = |other: usize| ways[other].iter().all(|literal| ways[place].contains(literal));
        let more = |other: usize| ways[other].len() < ways[place].len() || other < place;
        if (0..ways.len()).any(|other| other != place && more(other) && within(other)) {
            ways.remove(place);
        } else {
            place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(fact: u16, holds: bool) -> Test {
        Test::one_of(Subject::Asked(FactId(fact)), vec![0], holds)
    }

    fn shown(test: &Test) -> Vec<Vec<(u16, bool)>> {
        let named = |literal: &&Literal| match literal.subject() {
            Subject::Asked(fact) => (fact.0, literal.holds),
            _ => (u16::MAX, literal.holds),
        };
        test.ways(99).unwrap_or_default().iter().map(|way| way.iter().map(named).collect()).collect()
    }

    #[test]
    fn a_nested_condition_becomes_the_ways_in_which_it_holds() {
        let test = Test::all([one(1, true), Test::any([one(2, true), Test::all([one(3, true), one(1, false)])])]);
        assert_eq!(shown(&test), [[(1, true), (2, true)]]);
        assert_eq!(shown(&test.negated()), [vec![(1, false)], vec![(2, false), (3, false)], vec![(2, false), (1, true)]]);
        assert_eq!((shown(&Test::ALWAYS), shown(&Test::NEVER)), (vec![vec![]], vec![]));
    }

    #[test]
    fn a_way_that_asks_for_more_than_another_is_left_out() {
        let guarded = |fact| Test::any([one(0, false), one(fact, false)]);
        assert_eq!(shown(&Test::all([guarded(1), guarded(2)])), [vec![(0, false)], vec![(1, false), (2, false)]]);
    }

    #[test]
    fn too_many_ways_are_none() {
        let pair = |fact| Test::any([one(fact, true), one(fact + 1, true)]);
        assert!(Test::all((0..20).map(|i| pair(2 * i))).ways(1000).is_none());
    }

    #[test]
    fn constants_are_folded() {
        assert_eq!(Test::all([one(1, true), Test::NEVER]), Test::NEVER);
        assert_eq!(Test::any([one(1, true), Test::ALWAYS]), Test::ALWAYS);
        assert_eq!(Test::all([one(1, true), Test::ALWAYS]), one(1, true));
        assert_eq!(Test::one_of(Subject::Tier, Vec::new(), false), Test::ALWAYS);
        assert_eq!(Test::any([one(1, true), Test::all([one(1, true), one(1, true)])]), one(1, true));
    }
}
