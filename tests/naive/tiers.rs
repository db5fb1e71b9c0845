//! The rules that fired, the tier they give, the stops that stand; thresholds and the minimum set.

use super::answers::{Answer, Answers};
use super::conditions::{Seen, Situation, Verdict};
use super::plain::{Name, Pack, Plain};
use std::collections::HashMap;

/// Each threshold in force on a day: the area's before the national one; of several, the one that came last.
pub fn thresholds(packs: &[&Pack], on: &str) -> HashMap<Name, u64> {
    let mut values = HashMap::new();
    for pack in packs {
        let mut in_force: Vec<&(Name, u64, String)> = pack.thresholds.iter().filter(|(_, _, from)| from.as_str() <= on).collect();
        in_force.sort_by_key(|(_, _, from)| from);
        values.extend(in_force.into_iter().map(|(name, value, _)| (*name, *value)));
    }
    values
}

/// Whether every fact of the minimum set is answered. "Not known" is no answer here.
fn minimum(plain: &Plain, answers: &Answers, seen: &[Seen]) -> bool {
    plain.minimum.iter().all(|id| {
        let settled = |value: &Name| plain.fact(id).unwrap().values.contains(value);
        match answers.get(id) {
            _ if seen[plain.place(id)] == Seen::Aside => true,
            Some(Answer::One(value)) => settled(value),
            Some(Answer::Several(values)) => values.iter().all(settled),
            Some(Answer::Number(_) | Answer::Words) => true,
            None => false,
        }
    })
}

/// Applies rules and stops; gives the tier.
pub fn decide(plain: &Plain, situation: &mut Situation<'_>) -> Name {
    situation.minimum = minimum(plain, situation.answers, &situation.seen);
    let would: Vec<Name> = plain.rules.iter().filter(|rule| situation.holds(&rule.when) == Verdict::True).map(|rule| rule.id).collect();
    let fired = plain.rules.iter().filter(|rule| would.contains(&rule.id) && !rule.yields_to.iter().any(|other| would.contains(other)));
    let (rules, tiers): (Vec<Name>, Vec<Name>) = fired.map(|rule| (rule.id, rule.tier)).unzip();
    situation.fired = rules;
    situation.stops = plain.stops.iter().filter(|stop| situation.holds(&stop.when) == Verdict::True).map(|stop| stop.id).collect();
    let highest = plain.all_tiers.iter().rfind(|tier| tiers.contains(tier)).copied().unwrap_or(plain.open_tier);
    situation.tiers = if highest == plain.open_tier { plain.tiers.clone() } else { vec![highest] };
    highest
}
