//! How often everything that can come out came out.

use super::decision::Decision;
use super::plain::{Name, Plain};
use std::collections::{BTreeSet, HashMap};

/// Counts of what came out: of what sort, which, how.
#[derive(Default)]
pub struct Coverage(pub HashMap<(Name, Name, Name), usize>);

impl Coverage {
    /// Counts one decision.
    pub fn count(&mut self, plain: &Plain, decision: &Decision) {
        let mut add = |sort, which, how| *self.0.entry((sort, which, how)).or_default() += 1;
        let yes = |holds: bool| if holds { "yes" } else { "no" };
        plain.rules.iter().for_each(|rule| add("rule", rule.id, yes(decision.fired.contains(&rule.id))));
        plain.stops.iter().for_each(|stop| add("stop", stop.id, yes(decision.stops.contains(&stop.id))));
        plain.actions.iter().for_each(|action| add("action", action.id, yes(decision.actions.contains(&action.id))));
        add("tier", decision.tier, "yes");
        add("mode", decision.mode, "yes");
        decision.actions.first().iter().for_each(|first| add("first action", first, "yes"));
        decision.set_aside.iter().for_each(|fact| add("set aside", fact, "yes"));
        for judged in &decision.pathways {
            add("eligibility", judged.id, judged.eligibility);
            add("availability", judged.id, judged.availability);
            add("recommended", judged.id, yes(judged.recommended));
            add("instead", judged.id, yes(!judged.instead.is_empty()));
            judged.criteria.iter().for_each(|(criterion, result)| add(judged.id, criterion, result));
            judged.supports.iter().chain(&judged.against).for_each(|argument| add(judged.id, argument, "speaks"));
        }
    }

    /// Adds what another counted.
    pub fn join(&mut self, other: Coverage) {
        other.0.into_iter().for_each(|(key, count)| *self.0.entry(key).or_default() += count);
    }

    /// What never came out.
    pub fn never(&self, plain: &Plain) -> BTreeSet<(Name, Name, Name)> {
        expected(plain).into_iter().filter(|key| !self.0.contains_key(key)).collect()
    }

    /// What came out least often, and how often.
    pub fn rarest(&self, count: usize) -> Vec<(usize, (Name, Name, Name))> {
        let mut all: Vec<_> = self.0.iter().map(|(key, count)| (*count, *key)).collect();
        all.sort_unstable();
        all.truncate(count);
        all
    }
}

/// Everything that packs let come out, each way.
fn expected(plain: &Plain) -> BTreeSet<(Name, Name, Name)> {
    let mut all = BTreeSet::new();
    let mut both = |sort, which| all.extend([(sort, which, "yes"), (sort, which, "no")]);
    plain.rules.iter().for_each(|rule| both("rule", rule.id));
    plain.stops.iter().for_each(|stop| both("stop", stop.id));
    plain.actions.iter().for_each(|action| both("action", action.id));
    all.extend(plain.all_tiers.iter().map(|tier| ("tier", *tier, "yes")));
    all.extend(plain.facts.iter().filter(|fact| fact.hangs_on.is_some()).map(|fact| ("set aside", fact.id, "yes")));
    all.extend(["professional", "community"].map(|mode| ("mode", mode, "yes")));
    for pathway in plain.pathways() {
        all.extend(["eligible", "not_eligible", "cannot_tell"].map(|how| ("eligibility", pathway.id, how)));
        for criterion in &pathway.criteria {
            all.extend(["met", "not_met", "unknown"].map(|how| (pathway.id, criterion.id, how)));
        }
        all.extend(pathway.supports.iter().chain(&pathway.against).map(|(argument, _)| (pathway.id, *argument, "speaks")));
        all.extend(["yes", "no"].map(|how| ("recommended", pathway.id, how)));
    }
    all
}
