//! What to do, in order; and what answers the need where a pathway does not.

use super::conditions::{Situation, Verdict};
use super::pathways::{Judged, may_run};
use super::plain::{Action, Name, Pathway, Plain};

/// The actions that are called for. What must be done now stands first in immediate danger; then what this case puts first;
/// then what must be done now; then the rest by rank.
pub fn due(plain: &Plain, situation: &Situation<'_>, tier: Name) -> Vec<Name> {
    let holds = |sentence: &super::plain::Sentence| situation.holds(sentence) == Verdict::True;
    let danger = Some(&tier) == plain.tiers.last();
    let place = |action: &Action| {
        let first = action.first_when.as_ref().is_some_and(holds);
        match (danger, action.now, first) {
            (true, true, true) | (false, _, true) => 0,
            (_, true, false) => 1,
            (true, false, true) => 2,
            (_, false, false) => 3,
        }
    };
    let mut due: Vec<&Action> = plain.actions.iter().filter(|action| holds(&action.when)).collect();
    due.sort_by_key(|action| (place(action), action.rank));
    due.into_iter().map(|action| action.id).collect()
}

/// Of the services and actions that a pathway names, those that do answer the need; else advice.
pub fn instead(pathway: &Pathway, judged: &Judged, recommended: &[Name], actions: &[Name]) -> Vec<Name> {
    if judged.eligibility != "not_eligible" && may_run(judged.availability) {
        return Vec::new();
    }
    let mut named = Vec::new();
    for reference in &pathway.instead {
        match reference.strip_prefix("action.") {
            Some(action) if actions.contains(&action) => named.push(action),
            None if recommended.contains(reference) => named.push(reference),
            _ => {}
        }
    }
    if named.is_empty() && actions.contains(&"specialist_advice") {
        named.push("specialist_advice");
    }
    named
}
