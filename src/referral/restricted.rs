//! What must never reach the person causing harm: by how a fact is handled, or by who told it. The first can be
//! read in the vocabulary; the second nobody can lift.

use crate::facts::fact::Handling;
use crate::facts::{Answers, FactId, Vocabulary};
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
