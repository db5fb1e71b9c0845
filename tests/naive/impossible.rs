//! What can never come out, proved by trying every state that the facts behind a criterion can be in.

use super::answers::Answers;
use super::conditions::{Seen, Situation};
use super::pathways::{can_run, result};
use super::plain::{Criterion, Name, Pack, Plain, Sentence, Sort};
use super::{derived, tiers};
use std::collections::BTreeSet;

/// The most states that are tried for one criterion; where there are more, nothing is proved.
const MOST: usize = 20_000;

/// Everything that `coverage` waits for and that is proved never to come out.
pub fn impossible(plain: &Plain) -> BTreeSet<(Name, Name, Name)> {
    let mut never = BTreeSet::new();
    for action in plain.actions.iter().filter(|action| matches!(&action.when, Sentence::All(parts) if parts.is_empty())) {
        never.insert(("action", action.id, "no"));
    }
    for pack in std::iter::once(&plain.national).chain(&plain.areas) {
        for pathway in &pack.pathways {
            let results: Vec<BTreeSet<Name>> = pathway.criteria.iter().map(|criterion| reachable(plain, pack, criterion)).collect();
            for (criterion, results) in pathway.criteria.iter().zip(&results) {
                never.extend(["met", "not_met", "unknown"].iter().filter(|how| !results.contains(*how)).map(|how| (pathway.id, criterion.id, *how)));
            }
            let any = |how: &str| results.iter().any(|results| results.contains(how));
            never.extend((!any("not_met")).then_some(("eligibility", pathway.id, "not_eligible")));
            never.extend((!any("unknown")).then_some(("eligibility", pathway.id, "cannot_tell")));
            never.extend((!can_run(&pathway.runs)).then_some(("recommended", pathway.id, "yes")));
        }
    }
    never
}

/// One thing that a criterion looks at, in one of its states.
#[derive(Clone)]
enum State {
    Fact(usize, Seen),
    Tiers(Vec<Name>),
    NoneRecommended(bool),
}

/// The results that a criterion can have, or all where there are too many states to try.
fn reachable(plain: &Plain, pack: &Pack, criterion: &Criterion) -> BTreeSet<Name> {
    let sentences = || std::iter::once(&criterion.met).chain(&criterion.doubt);
    let mut things: Vec<Vec<State>> = sentences()
        .flat_map(|sentence| plain.behind(sentence))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|place| states(plain, pack, place).into_iter().map(|seen| State::Fact(place, seen)).collect())
        .collect();
    if sentences().any(|sentence| asks(sentence, &|part| matches!(part, Sentence::Tier(_)))) {
        let each = plain.tiers.iter().map(|tier| State::Tiers(vec![tier]));
        things.push(each.chain([State::Tiers(plain.tiers.clone())]).collect());
    }
    if sentences().any(|sentence| asks(sentence, &|part| matches!(part, Sentence::NoneRecommended))) {
        things.push([true, false].map(State::NoneRecommended).into());
    }
    let other = |part: &Sentence| {
        matches!(part, Sentence::Said(..) | Sentence::Fired(_) | Sentence::Stop(_) | Sentence::Minimum(_) | Sentence::SomeNotEligible)
    };
    let ways = things.iter().try_fold(1_usize, |product, states| product.checked_mul(states.len())).unwrap_or(usize::MAX);
    if ways > MOST || sentences().any(|sentence| asks(sentence, &other)) {
        return ["met", "not_met", "unknown"].into();
    }
    let nothing = Answers::new();
    let mut situation = Situation::new(plain, &nothing, tiers::thresholds(&[&plain.national, pack], "2024-06-01"));
    let mut found = BTreeSet::new();
    for way in 0..ways {
        let mut rest = way;
        for states in &things {
            match states[rest % states.len()].clone() {
                State::Fact(place, seen) => situation.seen[place] = seen,
                State::Tiers(tiers) => situation.tiers = tiers,
                State::NoneRecommended(none) => situation.none_recommended = none,
            }
            rest /= states.len();
        }
        situation.seen.truncate(plain.facts.len());
        derived::derive(plain, &mut situation);
        found.insert(result(criterion, &situation));
    }
    found
}

/// Whether a part of a sentence is such a one.
fn asks(sentence: &Sentence, such: &dyn Fn(&Sentence) -> bool) -> bool {
    such(sentence)
        || match sentence {
            Sentence::All(parts) | Sentence::Any(parts) => parts.iter().any(|part| asks(part, such)),
            Sentence::Not(part) | Sentence::Certain(part) => asks(part, such),
            _ => false,
        }
}

/// Every state that a fact can be in where a pack applies, and perhaps some that it cannot.
fn states(plain: &Plain, pack: &Pack, place: usize) -> Vec<Seen> {
    let fact = &plain.facts[place];
    let single = |values: &[Name]| values.iter().map(|value| Seen::OneOf(vec![value])).collect::<Vec<_>>();
    let mut states: Vec<Seen> = match &fact.sort {
        _ if fact.id == "area.person" && !pack.areas.is_empty() => return single(&pack.areas),
        Sort::Number(_, ranges) => {
            let bands = plain.facts.iter().filter_map(|other| other.bands_of.as_ref()).filter(|(of, _)| *of == fact.id);
            let covered = bands.flat_map(|(_, bands)| bands.values().cloned().map(Seen::OneOf));
            single(ranges).into_iter().chain(covered).chain([Seen::OneOf(ranges.clone())]).collect()
        }
        // What else a set holds is of no matter to one who asks for some of its values, so at most three at once are tried.
        Sort::Set => {
            let some = |surely: &[Name], perhaps: &[Name]| Seen::Holds(surely.to_vec(), perhaps.to_vec());
            let each = fact.values.iter().flat_map(|value| [some(&[value], &[]), some(&[], &[value]), some(&[value], &fact.values)]);
            each.chain([some(&[], &[]), some(&[], &fact.values)]).collect()
        }
        _ => single(&fact.values).into_iter().chain([Seen::OneOf(fact.values.clone())]).collect(),
    };
    states.extend(fact.hangs_on.as_ref().map(|_| Seen::Aside));
    states
}
