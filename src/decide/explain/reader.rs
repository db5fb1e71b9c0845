//! What facts and values are called where another person reads them than answered: "you" would be the wrong one. The words
//! under `referral.fact` and `referral.value` stand in; what has none there is called as on the screen.

use super::words::value_words;
use crate::facts::{FactId, Kind, Value};
use crate::packs::Bundle;

/// The label of a fact.
pub fn fact(bundle: &Bundle, fact: FactId) -> &str {
    let vocabulary = &bundle.vocabulary;
    bundle.words.find(&["referral.fact.", vocabulary.name(fact)].concat()).unwrap_or(vocabulary.short(fact))
}

/// The words of a recorded value.
pub fn value(bundle: &Bundle, fact: FactId, value: &Value) -> String {
    let says = |place: usize| {
        let choice = bundle.vocabulary.choices(fact).get(place)?;
        bundle.words.find(&["referral.value.", &choice.is].concat())
    };
    let own = match value {
        Value::Set(0) => bundle.words.find("referral.nothing"),
        Value::Choice(place) => says(usize::from(*place)),
        Value::Set(set) if set.count_ones() == 1 => says(set.trailing_zeros() as usize),
        _ => None,
    };
    let is_closed = bundle.vocabulary.fact(fact).is_some_and(|fact| !matches!(fact.kind, Kind::Text | Kind::Date | Kind::Number { .. }));
    own.filter(|_| is_closed).map_or_else(|| value_words(bundle, fact, value), str::to_owned)
}
