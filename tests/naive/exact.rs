//! What could still change, by trying every way in which the open answers can turn out.

use super::answers::{self, Answer, Answers};
use super::cases::{Maker, Object};
use super::conditions::Seen;
use super::decision::{Decision, decide, situation};
use super::plain::{Name, Plain, Sort};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The most ways that are tried for one case.
const MOST: usize = 2_000;

/// An open fact and every answer that settles it.
type Choices = (usize, Vec<Value>);

/// A case in which all that matters is answered, but for a few facts that meet in one condition.
pub fn nearly_whole(plain: &Plain, seed: u64) -> Object {
    let mut maker = Maker::new(plain, seed);
    let alarm = maker.pick(&[usize::MAX, usize::MAX, 60, 25]);
    maker.fill(alarm, usize::MAX);
    maker.settle_area();
    for _ in 0..maker.dice.roll(3) {
        maker.goal();
    }
    let sentences = plain.sentences();
    let count = 1 + maker.dice.roll(5);
    let mut facts: Vec<usize> = plain.behind(sentences[maker.dice.roll(sentences.len())]).into_iter().collect();
    let all: Vec<usize> = plain.read.iter().copied().collect();
    facts.push(maker.pick(&all));
    for _ in 0..count {
        let fact = maker.pick(&facts);
        if plain.facts[fact].id != "area.person" {
            maker.leave_open(&plain.facts[fact]);
        }
    }
    maker.object
}

/// The facts that are open and that some rule reads, with all their answers; none where there are too many ways.
pub fn open(plain: &Plain, answers: &Answers, on: &str) -> Option<Vec<Choices>> {
    let situation = situation(plain, answers, on);
    let above = plain.read.iter().filter_map(|place| plain.facts[*place].hangs_on.as_ref()).map(|(above, _)| *above);
    let facts: BTreeSet<usize> = plain.read.iter().copied().chain(above).collect();
    let choices = facts.into_iter().filter(|place| plain.facts[*place].bands_of.is_none());
    let open: Vec<Choices> = choices.map(|place| (place, ways(plain, place, &situation.seen[place]))).filter(|(_, ways)| ways.len() > 1).collect();
    (open.iter().try_fold(1_usize, |product, (_, ways)| product.checked_mul(ways.len())).unwrap_or(usize::MAX) <= MOST).then_some(open)
}

/// Every answer that settles a fact and agrees with what is seen of it.
fn ways(plain: &Plain, place: usize, seen: &Seen) -> Vec<Value> {
    match (&plain.facts[place].sort, seen) {
        (Sort::Number(_, _), Seen::OneOf(ranges)) => ranges.iter().map(|first| json!(first.parse::<u64>().unwrap())).collect(),
        (_, Seen::OneOf(values)) => values.iter().map(|value| json!(value)).collect(),
        (_, Seen::Holds(surely, perhaps)) => {
            let more: Vec<Name> = perhaps.iter().copied().filter(|value| !surely.contains(value)).collect();
            let subset = |number: usize| more.iter().enumerate().filter(move |(bit, _)| number >> bit & 1 == 1).map(|(_, value)| *value);
            (0..1_usize << more.len()).map(|number| json!(surely.iter().copied().chain(subset(number)).collect::<Vec<_>>())).collect()
        }
        (_, Seen::Aside) => Vec::new(),
    }
}

/// What comes of each way, the last fact turning fastest.
pub fn outcomes(plain: &Plain, object: &Object, open: &[Choices], on: &str) -> Vec<Decision> {
    let Some(((place, ways), rest)) = open.split_first() else {
        return vec![decide(plain, &answers::read(plain, object).unwrap(), on)];
    };
    let mut all = Vec::new();
    for way in ways {
        let mut settled = object.clone();
        settled.insert(plain.facts[*place].id.to_owned(), way.clone());
        all.extend(outcomes(plain, &settled, rest, on));
    }
    all
}

/// The open facts that alone can make a difference: two ways that differ in nothing else come out differently.
pub fn matter<T: PartialEq>(
    plain: &Plain,
    answers: &Answers,
    open: &[Choices],
    outcomes: &[Decision],
    of: impl Fn(&Decision) -> T,
) -> BTreeSet<Name> {
    let results: Vec<T> = outcomes.iter().map(of).collect();
    let mut found = BTreeSet::new();
    let mut stride = outcomes.len();
    for (place, ways) in open {
        stride /= ways.len();
        let first = |way: usize| way - (way / stride % ways.len()) * stride;
        if (0..results.len()).any(|way| results[way] != results[first(way)]) {
            found.extend(asked(plain, answers, *place));
        }
    }
    found
}

/// The facts that tell of it: a number, and its bands unless they were asked.
fn asked(plain: &Plain, answers: &Answers, place: usize) -> Vec<Name> {
    let number = plain.facts[place].id;
    let bands = plain.facts.iter().filter(|fact| fact.bands_of.as_ref().is_some_and(|(of, _)| *of == number) && !answers.contains_key(fact.id));
    std::iter::once(number).chain(bands.map(|band| band.id)).collect()
}

/// The facts of the minimum set that are not answered, while for that reason too little is known.
pub fn incomplete(plain: &Plain, answers: &Answers, now: &Decision) -> BTreeSet<Name> {
    let unanswered = |id: &&Name| match answers.get(**id) {
        Some(Answer::One(value)) => !plain.fact(id).unwrap().values.contains(value),
        answer => answer.is_none(),
    };
    if now.tier == plain.open_tier { plain.minimum.iter().filter(unanswered).copied().collect() } else { BTreeSet::new() }
}

/// A change of one answer, and the tier and the eligibility of each pathway that it would give.
pub struct Tried {
    pub fact: Name,
    pub to: Value,
    pub tier: Name,
    pub gives: Vec<Name>,
}

/// Every change of one answer that somebody can make by asking or by acting, to anything but what it is.
pub fn single_changes(plain: &Plain, object: &Object, on: &str) -> Vec<Tried> {
    let answers = answers::read(plain, object).unwrap();
    let seen = situation(plain, &answers, on).seen;
    let mut tried = Vec::new();
    for place in plain.read.iter().copied() {
        let fact = &plain.facts[place];
        let open = match &seen[place] {
            Seen::Aside => continue,
            Seen::OneOf(values) => values.len() > 1,
            Seen::Holds(_, perhaps) => !perhaps.is_empty(),
        };
        if fact.protected || !(open || fact.changeable) || fact.id == "area.person" {
            continue;
        }
        for to in others(plain, place, object.get(fact.id)) {
            let mut changed = object.clone();
            changed.insert(fact.id.to_owned(), to.clone());
            let after = decide(plain, &answers::read(plain, &changed).unwrap(), on);
            let gives = after.pathways.iter().map(|judged| judged.eligibility).collect();
            tried.push(Tried { fact: fact.id, to, tier: after.tier, gives });
        }
    }
    tried
}

/// The other settled answers of a fact; of a set, those that hold one value more than are known.
fn others(plain: &Plain, place: usize, now: Option<&Value>) -> Vec<Value> {
    let fact = &plain.facts[place];
    let all: Vec<Value> = match &fact.sort {
        Sort::Number(_, ranges) => ranges.iter().map(|first| json!(first.parse::<u64>().unwrap())).collect(),
        Sort::Set => {
            let held = |value: &&Name| now.and_then(Value::as_array).is_some_and(|held| held.contains(&json!(value)));
            let with = |more: &Name| json!(fact.values.iter().filter(|value| held(value) || *value == more).collect::<Vec<_>>());
            fact.values.iter().map(with).collect()
        }
        _ => fact.values.iter().map(|value| json!(value)).collect(),
    };
    all.into_iter().filter(|value| Some(value) != now).collect()
}
