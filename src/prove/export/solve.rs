//! Finds answers for which tests hold: narrows what each fact may be, tries one way after another, and gives up in time.

use super::model::Model;
use super::test::{Literal, Looks, Subject, Test};
use crate::facts::fact::{Kind, Mask, range_of, ranges_between};
use crate::facts::{Known, Truth};

/// What each asked fact may still be, by its place.
pub type Domain = Vec<Known>;

/// How many ways are tried before it gives up.
const MOST_STEPS: usize = 4_000;

/// Every fact may be anything that is settled, and the area is one that the model is for.
pub fn everything(model: &Model<'_>) -> Domain {
    let vocabulary = model.vocabulary();
    let any = |kind: &Kind| match kind {
        Kind::Set(_) => Known::set_of(0, kind.settled()),
        _ => Known::one_of(kind.settled()),
    };
    let mut domain: Domain = vocabulary.facts.iter().map(|fact| any(&fact.kind)).collect();
    if let Some((area, values)) = model.area {
        domain[area.index()] = Known::one_of(values);
    }
    domain
}

/// What is left of a domain where all these tests hold; none where no such answers were found.
pub fn solve(model: &Model<'_>, wanted: Vec<Test>, domain: Domain) -> Option<Domain> {
    let mut steps = 0;
    Search { model, steps: &mut steps }.find(wanted, Vec::new(), domain)
}

struct Search<'s, 'a> {
    model: &'s Model<'a>,
    steps: &'s mut usize,
}

impl Search<'_, '_> {
    fn find(&mut self, mut wanted: Vec<Test>, mut choices: Vec<Vec<Test>>, mut domain: Domain) -> Option<Domain> {
        *self.steps += 1;
        if *self.steps > MOST_STEPS {
            return None;
        }
        loop {
            while let Some(test) = wanted.pop() {
                match test {
                    Test::All(parts) => wanted.extend(parts),
                    Test::Any(parts) => choices.push(parts),
                    Test::One(literal) => match self.narrowed(&literal, &mut domain) {
                        Narrowed::Done => {}
                        Narrowed::Impossible => return None,
                        Narrowed::Means(test) => wanted.push(test),
                    },
                }
            }
            choices = self.left(choices, &domain)?;
            match choices.iter().position(|choice| choice.len() == 1) {
                Some(forced) => wanted.append(&mut choices.swap_remove(forced)),
                None => break,
            }
        }
        let Some(smallest) = (0..choices.len()).min_by_key(|place| choices[*place].len()) else { return Some(domain) };
        let choice = choices.swap_remove(smallest);
        choice.into_iter().find_map(|part| self.find(vec![part], choices.clone(), domain.clone()))
    }

    /// The choices that are still to be made, without the parts that cannot be; none where nothing is left of one.
    fn left(&self, choices: Vec<Vec<Test>>, domain: &Domain) -> Option<Vec<Vec<Test>>> {
        let mut left = Vec::new();
        for mut choice in choices {
            if choice.iter().any(|part| self.truth(part, domain).is_yes()) {
                continue;
            }
            choice.retain(|part| !matches!(self.truth(part, domain), Truth::No));
            if choice.is_empty() {
                return None;
            }
            left.push(choice);
        }
        Some(left)
    }

    fn truth(&self, test: &Test, domain: &Domain) -> Truth {
        match test {
            Test::All(parts) => Truth::all(parts.iter().map(|part| self.truth(part, domain))),
            Test::Any(parts) => Truth::any(parts.iter().map(|part| self.truth(part, domain))),
            Test::One(literal) => match accepted(self.model, literal) {
                Some((fact, accepts)) if literal.holds => domain[fact].is(accepts),
                Some((fact, accepts)) => !domain[fact].is(accepts),
                None => Truth::Open,
            },
        }
    }

    fn narrowed(&self, literal: &Literal, domain: &mut Domain) -> Narrowed {
        let Some((fact, accepts)) = accepted(self.model, literal) else {
            let subject = literal.subject();
            let means = Test::any(literal.places().iter().map(|value| self.model.definition(subject, *value)));
            return Narrowed::Means(if literal.holds { means } else { means.negated() });
        };
        let known = &mut domain[fact];
        match (known.set, literal.holds) {
            (true, true) if known.must & accepts != 0 => {}
            (true, true) => match (known.may & accepts).count_ones() {
                0 => return Narrowed::Impossible,
                1 => known.must |= known.may & accepts,
                _ => return Narrowed::Means(Test::any(literal.places().iter().map(|value| Test::one_of(literal.subject(), vec![*value], true)))),
            },
            (true, false) if known.must & accepts != 0 => return Narrowed::Impossible,
            (_, holds) => known.may &= if holds { accepts } else { !accepts },
        }
        if !known.set && known.may == 0 { Narrowed::Impossible } else { Narrowed::Done }
    }
}

enum Narrowed {
    Done,
    Impossible,
    Means(Test),
}

/// The asked fact that a literal looks at, and the values (or ranges) that it accepts; none for what is worked out.
pub fn accepted(model: &Model<'_>, literal: &Literal) -> Option<(usize, Mask)> {
    match &literal.looks {
        Looks::OneOf(Subject::Asked(fact), values) => Some((fact.index(), values.iter().fold(0, |mask, value| mask | 1 << value))),
        Looks::OneOf(..) => None,
        Looks::AtLeast(fact, number) => {
            let cuts = model.vocabulary().cuts(*fact);
            debug_assert_eq!(cuts.get(range_of(cuts, *number).wrapping_sub(1)).copied().unwrap_or(0), *number);
            Some((fact.index(), ranges_between(cuts, *number, None)))
        }
    }
}
