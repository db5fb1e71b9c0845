//! What may be filled in before anybody has answered: only what cannot make a danger look smaller.
//!
//! Somebody who goes through the pages in a hurry may leave a value as it was filled in. So it is judged here as if that
//! were certain, from the packs' own conditions, and the worst that a value can do must be nothing:
//!
//! - What the tier rules and the stops look at, through derived facts, branches and the minimum set too, and every sign of
//!   danger, is taken only with a value that by itself fires a rule or a stop. Any other value would answer with a calm
//!   that nobody on this screen has looked for.
//! - No other value of the fact may do more by itself: a checklist that comes to "medium" rules out "high". What a
//!   protected characteristic does (an age, for the law) is no measure of danger, and is left out of this.
//! - What the vocabulary keeps for whoever is asked (`not_beforehand`) is not taken: that the device is private, or that a way
//!   to reach somebody is safe, fires no rule, and can still put somebody in danger.
//! - Nothing that would be due without the value may fall away with it: no action, no stop, no rule of a higher tier.
//!
//! What is not taken is asked, as everything is.

use super::engine::Engine;
use super::tier::{Tiering, bits};
use crate::facts::condition::Decided;
use crate::facts::fact::{Mask, Protection};
use crate::facts::{Answers, Condition, Day, FactId, Kind, Knowledge, Truth, Value};
use crate::packs::Pack;

/// Judges values that nobody on the screen has given.
pub struct Beforehand<'a> {
    engine: &'a Engine<'a>,
    on: Day,
    /// The highest that each threshold is anywhere: the area may still become another.
    thresholds: Vec<u16>,
    /// What rules and stops look at.
    weighed: Vec<FactId>,
    /// What actions look at beside those.
    acted_on: Vec<FactId>,
}

/// What one answer does by itself, beyond what no answer does.
#[derive(Default)]
struct Effect {
    /// One more than the place of the highest tier of a rule that fired; nothing where none did.
    tier: usize,
    stops: Mask,
    actions: Mask,
}

impl Effect {
    fn fires(&self) -> bool {
        self.tier > 0 || self.stops != 0
    }

    fn does_no_less_than(&self, other: &Effect) -> bool {
        self.tier >= other.tier && other.stops & !self.stops == 0 && other.actions & !self.actions == 0
    }
}

impl<'a> Beforehand<'a> {
    /// Judges by the packs of an engine, on a day.
    pub fn new(engine: &'a Engine<'a>, on: Day) -> Beforehand<'a> {
        let (vocabulary, national) = (&engine.bundle().vocabulary, &engine.bundle().national);
        let rules = national.rules.iter().map(|rule| &rule.when);
        let weighed: Vec<&Condition> = rules.chain(national.stops.iter().map(|stop| &stop.when)).collect();
        let mut read = facts_of(engine, &weighed);
        if weighed.iter().any(|condition| reads_minimum(condition)) {
            read.extend(&national.minimum);
        }
        let danger = |fact: &FactId| vocabulary.fact(*fact).is_some_and(|fact| fact.tells_of_danger());
        read.extend(vocabulary.ids().filter(danger));
        let actions: Vec<&Condition> = national.actions.iter().map(|action| &action.when).collect();
        Beforehand {
            engine,
            on,
            thresholds: highest(engine, on),
            weighed: all_behind(engine, read),
            acted_on: all_behind(engine, facts_of(engine, &actions)),
        }
    }

    /// Whether a value may be filled in; any other is left to be asked.
    pub fn takes(&self, fact: FactId, value: &Value) -> bool {
        if self.keeps_for_the_user(fact, value) {
            return false;
        }
        let (nothing, alone) = (self.only(fact, None), self.only(fact, Some(value.clone())));
        let effect = self.effect(&nothing, &alone);
        (effect.fires() || !self.weighed.contains(&fact))
            && self.none_does_more(fact, &nothing, &effect)
            && !self.takes_away(&nothing, &alone, &effect)
    }

    /// Whether rules or stops look at a fact, or it tells of danger.
    pub fn weighs(&self, fact: FactId) -> bool {
        self.weighed.contains(&fact)
    }

    fn keeps_for_the_user(&self, fact: FactId, value: &Value) -> bool {
        let kept = self.engine.bundle().vocabulary.fact(fact).map_or(0, |fact| fact.not_beforehand);
        match value {
            Value::Choice(place) => kept & (1 << place) != 0,
            Value::Set(values) => kept & values != 0,
            Value::Number(_) | Value::Date(_) | Value::Text(_) => false,
        }
    }

    fn only(&self, fact: FactId, value: Option<Value>) -> Answers {
        let mut answers = Answers::none(&self.engine.bundle().vocabulary);
        answers.set(fact, value);
        answers
    }

    fn judge<T>(&self, answers: &Answers, look: impl FnOnce(&Knowledge<'_>, &Tiering) -> T) -> T {
        let knowledge = Knowledge::new(&self.engine.bundle().vocabulary, answers, &self.thresholds);
        look(&knowledge, &Tiering::of(&self.engine.bundle().national, &knowledge))
    }

    fn effect(&self, nothing: &Answers, alone: &Answers) -> Effect {
        let national = &self.engine.bundle().national;
        let outcome = |answers: &Answers| self.judge(answers, |knowledge, tiering| (tiering.fired, tiering.stops, due(national, knowledge, tiering)));
        let ((fired, stops, actions), (fired_anyway, stops_anyway, due_anyway)) = (outcome(alone), outcome(nothing));
        let tier = bits(fired & !fired_anyway).map(|rule| usize::from(national.rules[rule].tier) + 1).max().unwrap_or(0);
        Effect { tier, stops: stops & !stops_anyway, actions: actions & !due_anyway }
    }

    fn none_does_more(&self, fact: FactId, nothing: &Answers, effect: &Effect) -> bool {
        let Some(known) = self.engine.bundle().vocabulary.fact(fact) else { return false };
        let others = if known.protected == Protection::None { single_values(&known.kind) } else { Vec::new() };
        others.into_iter().all(|other| effect.does_no_less_than(&self.effect(nothing, &self.only(fact, Some(other)))))
    }

    /// Whether something could be due without the value and not with it: through a threshold of the area that it chooses, a
    /// branch that it closes, or a condition that it makes false.
    fn takes_away(&self, nothing: &Answers, alone: &Answers, effect: &Effect) -> bool {
        let thresholds = [alone, nothing].map(|answers| self.engine.thresholds(answers, self.on));
        if thresholds[0].iter().zip(&thresholds[1]).any(|(with, without)| with > without) {
            return true;
        }
        let national = &self.engine.bundle().national;
        let higher = national.rules.iter().filter(|rule| usize::from(rule.tier) + 1 > effect.tier).map(|rule| &rule.when);
        let conditions = higher.chain(national.stops.iter().map(|stop| &stop.when)).chain(national.actions.iter().map(|action| &action.when));
        self.judge(alone, |with, _| {
            let closes = self.weighed.iter().chain(&self.acted_on).any(|fact| with.is_closed(*fact));
            closes || self.judge(nothing, |without, _| with_derived(self.engine, conditions).iter().any(|when| makes_false(when, with, without)))
        })
    }
}

/// Whether a condition says "not" of something that a value makes true.
fn makes_false(condition: &Condition, with: &Knowledge<'_>, without: &Knowledge<'_>) -> bool {
    let open = |_: Decided| Truth::Open;
    let made_true = |part: &Condition| {
        let about_a_fact = matches!(part, Condition::Is { .. } | Condition::AtLeast { .. } | Condition::Said { .. });
        about_a_fact && with.truth(part, &open).is_yes() && !without.truth(part, &open).is_yes()
    };
    let mut found = false;
    condition.visit(&mut |part| {
        if let Condition::Not(inner) = part {
            inner.visit(&mut |part| found |= made_true(part));
        }
    });
    found
}

/// The conditions, and those of the derived facts that they look at.
fn with_derived<'c>(engine: &Engine<'c>, conditions: impl Iterator<Item = &'c Condition>) -> Vec<&'c Condition> {
    let mut all: Vec<&Condition> = conditions.collect();
    let mut next = 0;
    while let Some(condition) = all.get(next).copied() {
        next += 1;
        for derived in condition.facts().into_iter().filter_map(|fact| engine.bundle().vocabulary.derived(fact)) {
            let new = derived.when.iter().flatten().filter(|when| !all.iter().any(|known| std::ptr::eq(*known, *when)));
            all.extend(new.collect::<Vec<_>>());
        }
    }
    all
}

fn facts_of(engine: &Engine<'_>, conditions: &[&Condition]) -> Vec<FactId> {
    conditions.iter().flat_map(|condition| condition.facts()).flat_map(|fact| engine.bundle().vocabulary.asked_behind(fact)).collect()
}

/// These facts, the numbers that they are bands of, and the answers that they hang on.
fn all_behind(engine: &Engine<'_>, mut facts: Vec<FactId>) -> Vec<FactId> {
    facts.sort_unstable();
    facts.dedup();
    let mut next = 0;
    while let Some(fact) = facts.get(next).and_then(|fact| engine.bundle().vocabulary.fact(*fact)) {
        next += 1;
        let number = if let Kind::Bands { of, .. } = fact.kind { Some(of) } else { None };
        for behind in [number, fact.hangs_on.map(|above| above.fact)].into_iter().flatten() {
            if !facts.contains(&behind) {
                facts.push(behind);
            }
        }
    }
    facts
}

fn reads_minimum(condition: &Condition) -> bool {
    let mut found = false;
    condition.visit(&mut |part| found |= matches!(part, Condition::Decided(Decided::Minimum(_))));
    found
}

/// The actions that are due, a bit each, whatever becomes of the pathways.
fn due(national: &Pack, knowledge: &Knowledge<'_>, tiering: &Tiering) -> Mask {
    let holds = |when: &Condition| knowledge.truth(when, &|decided| tiering.decided(decided)).is_yes();
    national.actions.iter().enumerate().filter(|(_, action)| holds(&action.when)).fold(0, |mask: Mask, (place, _)| mask | 1 << place)
}

/// The highest that each threshold is on a day, in any area or in none.
fn highest(engine: &Engine<'_>, on: Day) -> Vec<u16> {
    let bundle = engine.bundle();
    let areas = bundle.vocabulary.asked("area.person").map_or(0, |area| bundle.vocabulary.choices(area).len());
    let of = |area: Option<usize>| bundle.thresholds_on(&bundle.packs_for(area), Some(on));
    (0..areas).map(|area| of(Some(area))).fold(of(None), |highest, area| highest.iter().zip(&area).map(|(a, b)| *a.max(b)).collect())
}

/// Every single value of a fact, as far as rules tell them apart.
fn single_values(kind: &Kind) -> Vec<Value> {
    let places = 0..kind.choices().len();
    match kind {
        Kind::Choice(_) | Kind::Bands { .. } => places.map(|place| Value::Choice(place as u8)).collect(),
        Kind::Set(_) => places.map(|place| Value::Set(1 << place)).collect(),
        Kind::Number { cuts, .. } => std::iter::once(&0).chain(cuts).map(|from| Value::Number(*from)).collect(),
        Kind::Date | Kind::Text => Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::packs::Bundle;
    use crate::packs::pack::Threshold;
    use crate::packs::text::built_in;

    const ON: &str = "2026-11-23";

    fn bundle() -> Bundle {
        built_in().unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    fn takes(bundle: &Bundle, fact: &str, value: Value) -> bool {
        let engine = Engine::new(bundle);
        Beforehand::new(&engine, Day::parse(ON).unwrap()).takes(bundle.vocabulary.asked(fact).unwrap(), &value)
    }

    fn choice(bundle: &Bundle, fact: &str, value: &str) -> Value {
        let choices = bundle.vocabulary.choices(bundle.vocabulary.asked(fact).unwrap());
        Value::Choice(choices.iter().position(|choice| choice.is == value).unwrap() as u8)
    }

    #[test]
    fn what_rules_reach_through_derived_facts_branches_and_the_minimum_set_is_weighed() {
        let bundle = bundle();
        let engine = Engine::new(&bundle);
        let judge = Beforehand::new(&engine, Day::parse(ON).unwrap());
        let weighs = |fact: &str| judge.weighs(bundle.vocabulary.asked(fact).unwrap());
        // Through a derived fact; through the minimum set alone; above what rules look at; a sign of danger that no rule looks at.
        for fact in ["beh.isolating.present", "hist.other_victims", "risk.tool", "now.victim_cannot_speak"] {
            assert!(weighs(fact), "{fact}");
        }
        for fact in ["person.age", "rel.kind", "area.person", "legal.cjs", "person.gender"] {
            assert!(!weighs(fact), "{fact}");
        }
    }

    #[test]
    fn an_area_that_asks_for_more_before_a_case_is_high_is_left_to_be_asked() {
        let mut bundle = bundle();
        let norfolk = choice(&bundle, "area.person", "norfolk");
        assert!(takes(&bundle, "area.person", norfolk.clone()) && takes(&bundle, "risk.tool_count", Value::Number(14)));
        let high = bundle.thresholds.iter().position(|name| name == "dash_high").unwrap() as u8;
        let Value::Choice(place) = norfolk else { panic!("an area is a choice") };
        let pack = bundle.areas.iter_mut().find(|pack| pack.areas & (1 << place) != 0).unwrap();
        pack.thresholds.push(Threshold { name: high, value: 16, ..bundle.national.thresholds[0].clone() });
        assert!(!takes(&bundle, "area.person", norfolk));
        // And a number is high only where it is so in every area.
        assert!(!takes(&bundle, "risk.tool_count", Value::Number(14)) && takes(&bundle, "risk.tool_count", Value::Number(16)));
    }

    #[test]
    fn a_rule_that_is_added_to_a_pack_is_heeded_without_a_word_of_rust() {
        let mut bundle = bundle();
        let contact = bundle.vocabulary.asked("rel.contact_level").unwrap();
        let value = |place| Value::Choice(place);
        assert!(takes(&bundle, "rel.contact_level", value(0)) && takes(&bundle, "rel.contact_level", value(1)));
        let high = bundle.national.rules.iter_mut().find(|rule| rule.id == "H2").unwrap();
        high.when = Condition::Any(vec![high.when.clone(), Condition::Is { fact: contact, accepts: 0b1 }]);
        assert!(takes(&bundle, "rel.contact_level", value(0)) && !takes(&bundle, "rel.contact_level", value(1)));
    }
}
