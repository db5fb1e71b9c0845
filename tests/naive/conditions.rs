//! Conditions over what has been seen, in three values.

use super::answers::{Answer, Answers, range};
use super::plain::{Fact, Name, Plain, Sentence, Sort};
use std::collections::HashMap;

/// Whether something holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    True,
    False,
    Open,
}

use Verdict::{False, Open, True};

/// What can still be said of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// It hangs on an answer that rules it out: nothing is true of it.
    Aside,
    /// It is one of these.
    OneOf(Vec<Name>),
    /// It is a set that holds the first and perhaps some of the second.
    Holds(Vec<Name>, Vec<Name>),
}

/// All that a condition may ask about.
pub struct Situation<'a> {
    pub answers: &'a Answers,
    /// The asked facts, in their places.
    names: Vec<Name>,
    /// What is seen of each fact, in its place.
    pub seen: Vec<Seen>,
    pub thresholds: HashMap<Name, u64>,
    pub minimum: bool,
    pub fired: Vec<Name>,
    pub stops: Vec<Name>,
    /// The tiers that may be meant.
    pub tiers: Vec<Name>,
    pub none_recommended: bool,
    pub some_not_eligible: bool,
}

impl<'a> Situation<'a> {
    /// What the answers say of the facts that can be asked.
    pub fn new(plain: &Plain, answers: &'a Answers, thresholds: HashMap<Name, u64>) -> Situation<'a> {
        let told: Vec<Seen> = plain.facts.iter().map(|fact| told(plain, fact, answers)).collect();
        let kept = |(fact, seen): (&Fact, &Seen)| if is_aside(plain, fact, &told) { Seen::Aside } else { seen.clone() };
        let seen = plain.facts.iter().zip(&told).map(kept).collect();
        Situation {
            answers,
            names: plain.facts.iter().map(|fact| fact.id).collect(),
            seen,
            thresholds,
            minimum: false,
            fired: Vec::new(),
            stops: Vec::new(),
            tiers: Vec::new(),
            none_recommended: false,
            some_not_eligible: false,
        }
    }

    /// Whether a sentence holds.
    pub fn holds(&self, sentence: &Sentence) -> Verdict {
        match sentence {
            Sentence::All(parts) => all(parts.iter().map(|part| self.holds(part))),
            Sentence::Any(parts) => turned(all(parts.iter().map(|part| turned(self.holds(part))))),
            Sentence::Not(part) => turned(self.holds(part)),
            Sentence::Certain(part) => sure(self.holds(part) == True),
            Sentence::Is(fact, values) => self.is(*fact, &|value| values.contains(&value)),
            Sentence::AtLeast(fact, threshold) => {
                let least = self.thresholds.get(threshold);
                self.is(*fact, &|first| least.is_some_and(|least| first.parse::<u64>().unwrap() >= *least))
            }
            Sentence::Said(fact, values) => sure(match self.answers.get(self.names[*fact]) {
                Some(Answer::One(value)) => values.contains(value),
                Some(Answer::Several(held)) => held.iter().any(|value| values.contains(value)),
                _ => false,
            }),
            Sentence::Tier(tiers) => one_of(&self.tiers, &|tier| tiers.contains(&tier)),
            Sentence::Fired(rules) => sure(rules.iter().any(|rule| self.fired.contains(rule))),
            Sentence::Stop(stops) => sure(stops.iter().any(|stop| self.stops.contains(stop))),
            Sentence::Minimum(complete) => sure(self.minimum == *complete),
            Sentence::NoneRecommended => sure(self.none_recommended),
            Sentence::SomeNotEligible => sure(self.some_not_eligible),
        }
    }

    fn is(&self, fact: usize, fits: &dyn Fn(Name) -> bool) -> Verdict {
        match &self.seen[fact] {
            Seen::Aside => False,
            Seen::OneOf(values) => one_of(values, fits),
            Seen::Holds(surely, perhaps) => {
                if surely.iter().any(|value| fits(value)) {
                    True
                } else if perhaps.iter().any(|value| fits(value)) {
                    Open
                } else {
                    False
                }
            }
        }
    }
}

fn one_of(values: &[Name], fits: &dyn Fn(Name) -> bool) -> Verdict {
    match values.iter().filter(|value| fits(value)).count() {
        0 => False,
        some if some == values.len() => True,
        _ => Open,
    }
}

fn sure(holds: bool) -> Verdict {
    if holds { True } else { False }
}

fn turned(verdict: Verdict) -> Verdict {
    match verdict {
        True => False,
        False => True,
        Open => Open,
    }
}

/// One that is false makes all of them false; without one, an open one leaves them open.
pub fn all(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let mut result = True;
    for verdict in verdicts {
        match verdict {
            False => return False,
            Open => result = Open,
            True => {}
        }
    }
    result
}

/// What an answer says of its fact, before branches are closed.
fn told(plain: &Plain, fact: &Fact, answers: &Answers) -> Seen {
    let all = || fact.values.clone();
    match (&fact.sort, answers.get(fact.id)) {
        (Sort::Set, Some(Answer::Several(held))) => {
            let surely: Vec<Name> = held.iter().copied().filter(|value| fact.values.contains(value)).collect();
            let more = if surely.len() == held.len() { Vec::new() } else { all() };
            Seen::Holds(surely, more)
        }
        (Sort::Set, _) => Seen::Holds(Vec::new(), all()),
        (Sort::Number(_, _), Some(Answer::Number(number))) => Seen::OneOf(vec![range(fact, *number)]),
        (Sort::Number(_, ranges), _) => Seen::OneOf(in_band(plain, fact, answers).unwrap_or_else(|| ranges.clone())),
        (_, Some(Answer::One(value))) if fact.values.contains(value) => Seen::OneOf(vec![value]),
        _ => Seen::OneOf(around(plain, fact, answers).unwrap_or_else(all)),
    }
}

/// The ranges of a number of which only the band was told.
fn in_band(plain: &Plain, number: &Fact, answers: &Answers) -> Option<Vec<Name>> {
    plain.facts.iter().find_map(|fact| match &fact.bands_of {
        Some((of, bands)) if *of == number.id => match answers.get(fact.id) {
            Some(Answer::One(band)) => bands.get(band).filter(|_| fact.values.contains(band)).cloned(),
            _ => None,
        },
        _ => None,
    })
}

/// The bands around a number of which the band was not told.
fn around(plain: &Plain, fact: &Fact, answers: &Answers) -> Option<Vec<Name>> {
    let (of, bands) = fact.bands_of.as_ref()?;
    let Some(Answer::Number(number)) = answers.get(of) else { return None };
    let range = range(plain.fact(of).unwrap(), *number);
    Some(fact.values.iter().copied().filter(|band| bands[band].contains(&range)).collect())
}

/// Whether the answer that a fact hangs on, or one further up, rules it out.
fn is_aside(plain: &Plain, fact: &Fact, seen: &[Seen]) -> bool {
    let Some((above, keeps)) = &fact.hangs_on else { return false };
    let kept = match &seen[*above] {
        Seen::OneOf(values) | Seen::Holds(_, values) if values.iter().any(|value| keeps.contains(value)) => true,
        Seen::Holds(values, _) => values.iter().any(|value| keeps.contains(value)),
        _ => false,
    };
    !kept || is_aside(plain, &plain.facts[*above], seen)
}
