//! What must never reach the person causing harm: by how a fact is handled, or by who told it. The first can be
//! read in the vocabulary; the second nobody can lift.

use crate::decide::Decision;
use crate::decide::decision::ActionDue;
use crate::facts::fact::Handling;
use crate::facts::{Answers, Condition, FactId, Kind, Vocabulary};
use serde::Serialize;

/// Why a recorded fact is restricted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The person being harmed, or a child, told it.
    Origin,
    /// Facts of this kind never reach the person causing harm.
    Handling,
    /// Facts of this kind are only for those who need them to keep someone safe.
    NeedToKnow,
}

impl Why {
    /// The name that files and words use.
    pub fn id(self) -> &'static str {
        ["origin", "handling", "need_to_know"][self as usize]
    }
}

/// Why a fact, as these answers tell it, is restricted; none where it is not.
pub fn why(vocabulary: &Vocabulary, answers: &Answers, fact: FactId) -> Option<Why> {
    let origin = answers.origin(fact).and_then(|origin| vocabulary.origins.get(origin));
    match vocabulary.fact(fact).map(|fact| fact.handling) {
        _ if origin.is_some_and(|origin| origin.restricts) => Some(Why::Origin),
        Some(Handling::RestrictedFromPerson) => Some(Why::Handling),
        Some(Handling::NeedToKnow) => Some(Why::NeedToKnow),
        Some(Handling::Normal) | None => None,
    }
}

/// Whether a reason that rests on these facts tells something restricted. What follows from several facts does so where any
/// of those that were answered is restricted.
fn tells(vocabulary: &Vocabulary, answers: &Answers, facts: &[&str]) -> bool {
    facts.iter().filter_map(|id| vocabulary.find(id)).any(|fact| is_behind(vocabulary, answers, fact))
}

fn is_behind(vocabulary: &Vocabulary, answers: &Answers, fact: FactId) -> bool {
    match vocabulary.derived(fact) {
        Some(derived) => derived.when.iter().flatten().flat_map(Condition::facts).any(|read| is_behind(vocabulary, answers, read)),
        None => same(vocabulary, fact).any(|fact| answers.get(fact).is_some() && why(vocabulary, answers, fact).is_some()),
    }
}

/// The fact itself, and the number or the band that tells the same.
fn same(vocabulary: &Vocabulary, fact: FactId) -> impl Iterator<Item = FactId> {
    let of = |id: FactId| if let Some(Kind::Bands { of, .. }) = vocabulary.fact(id).map(|fact| &fact.kind) { *of } else { id };
    vocabulary.ids().filter(move |other| of(*other) == of(fact))
}

/// What may be told of a decision beside the restricted part: the result and what to do, and of the reasons those that hold on
/// the open answers alone, as `open` was decided on these. So no other restricted answer would change a word of it.
pub fn told<'a>(whole: &Decision<'a>, open: &Decision<'a>) -> Decision<'a> {
    let fired = open.fired.iter().filter(|fired| whole.fired.iter().any(|known| known.rule == fired.rule));
    let action = |due: &ActionDue<'a>| match open.actions.iter().find(|known| known.id == due.id) {
        Some(open) => ActionDue { facts: open.facts.clone(), ..due.clone() },
        None => ActionDue { facts: Vec::new(), because: "", ..due.clone() },
    };
    Decision {
        fired: fired.cloned().collect(),
        actions: whole.actions.iter().map(action).collect(),
        set_aside: open.set_aside.clone(),
        ..whole.clone()
    }
}

/// The reasons of a decision that tell something restricted.
pub fn untold<'a>(vocabulary: &Vocabulary, answers: &Answers, whole: &Decision<'a>) -> Decision<'a> {
    let mut untold = whole.clone();
    untold.fired.retain(|fired| tells(vocabulary, answers, &fired.facts));
    untold.actions.retain(|action| tells(vocabulary, answers, &action.facts));
    untold
}

/// The answers that are restricted, with their sources; or all others.
pub fn half(vocabulary: &Vocabulary, answers: &Answers, restricted: bool) -> Answers {
    let mut half = answers.clone();
    for fact in vocabulary.ids().filter(|fact| why(vocabulary, answers, *fact).is_some() != restricted) {
        half.set(fact, None);
        half.set_origin(fact, None);
    }
    half
}
