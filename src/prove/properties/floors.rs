//! Each sign gives at least its tier; and a tier that reassures needs answers to the most important questions.

use crate::facts::{Condition, FactId};
use crate::prove::court::{Court, Refutation};
use crate::prove::truths::among;

/// Answers on which this holds and the tier is lower.
pub fn at_least(court: &mut Court<'_>, when: &Condition, tier: usize) -> Vec<Refutation> {
    let height = court.claims.heights.get(tier).copied().unwrap_or(0);
    let mut found = Vec::new();
    for at in 0..court.settings.len() {
        let (on, decided) = (court.settings[at].0.from, court.settings[at].1.tier);
        let holds = court.settings[at].1.certainly(&mut court.diagrams, when);
        let under = court.tier_at(decided, height, true);
        let bad = court.and(holds, under);
        let id = &court.lens.bundle.national.tiers[tier].id;
        found.extend(court.refute(bad, on, None, || format!("the tier is lower than {id}")));
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Answers on which one of these facts is open and the tier is one that needs it.
pub fn needs_answers(court: &mut Court<'_>, facts: &[FactId], never: u64) -> Vec<Refutation> {
    let mut found = Vec::new();
    for fact in facts {
        for at in 0..court.settings.len() {
            let (on, tier) = (court.settings[at].0.from, court.settings[at].1.tier);
            let settled = court.settings[at].1.settled(&mut court.diagrams, *fact);
            let given = among(&mut court.diagrams, tier, never);
            let bad = court.without(given, settled);
            let name = court.lens.bundle.vocabulary.name(*fact);
            if let Some(refutation) = court.refute(bad, on, None, || format!("the tier is given though {name} has no answer")) {
                found.push(refutation);
                break;
            }
        }
    }
    found
}
