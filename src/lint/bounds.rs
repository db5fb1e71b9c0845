//! Between which bounds a condition stands, whatever is answered and whatever is left open.

use crate::diagram::compile::{Compiler, Variables, not};
use crate::diagram::kernel::{Diagrams, Join, NO, Ref, YES};
use crate::facts::condition::Decided;
use crate::facts::fact::{Mask, below, ranges_between};
use crate::facts::vocabulary::Derived;
use crate::facts::{Condition, FactId};
use crate::packs::Bundle;

/// Three functions of whole answers. For a condition on facts that hang on nothing, all three are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Where the condition is false on some answers, this is false on every way to complete them.
    pub least: Ref,
    /// Where it holds on some answers, this holds on every way to complete them.
    pub most: Ref,
    /// Where it holds on some answers, this holds on the ways to complete them that set nothing aside that was answered.
    /// It is narrower than `most`, and as good for asking whether there are such answers at all.
    some: Ref,
}

impl Bounds {
    /// Nothing is known of it.
    const FREE: Bounds = Bounds { least: NO, most: YES, some: YES };

    fn exact(function: Ref) -> Bounds {
        Bounds { least: function, most: function, some: function }
    }

    /// No answers make it hold.
    pub fn never(self) -> bool {
        self.some == NO
    }

    /// Holds wherever it may hold, on answers that set nothing aside.
    pub fn some(self) -> Ref {
        self.some
    }

    /// No answers make it false.
    pub fn always(self) -> bool {
        self.least == YES
    }
}

/// Finds the bounds of conditions, with one choice of thresholds.
pub struct World<'a> {
    bundle: &'a Bundle,
    variables: Variables,
    thresholds: Vec<u16>,
    diagrams: Diagrams,
    rules: Vec<Bounds>,
    stops: Vec<Bounds>,
}

impl<'a> World<'a> {
    /// The bounds of every rule and stop are found at once, as other conditions ask for them.
    pub fn new(bundle: &'a Bundle, thresholds: Vec<u16>) -> World<'a> {
        let (variables, diagrams) = (Variables::of(&bundle.vocabulary), Diagrams::default());
        let mut world = World { bundle, variables, thresholds, diagrams, rules: Vec::new(), stops: Vec::new() };
        for rule in &bundle.national.rules {
            let bounds = world.bounds(&rule.when);
            world.rules.push(bounds);
        }
        for stop in &bundle.national.stops {
            let bounds = world.bounds(&stop.when);
            world.stops.push(bounds);
        }
        world
    }

    /// The variables of its functions.
    pub fn variables(&self) -> &Variables {
        &self.variables
    }

    /// Where its functions are kept.
    pub fn diagrams(&self) -> &Diagrams {
        &self.diagrams
    }

    /// The bounds of the tier rules, each by itself.
    pub fn rules(&self) -> &[Bounds] {
        &self.rules
    }

    /// The bounds of the stops.
    pub fn stops(&self) -> &[Bounds] {
        &self.stops
    }

    /// Both.
    pub fn and(&mut self, a: Ref, b: Ref) -> Ref {
        self.diagrams.join(Join::Least, a, b)
    }

    /// Either.
    pub fn or(&mut self, a: Ref, b: Ref) -> Ref {
        self.diagrams.join(Join::Most, a, b)
    }

    /// Not.
    pub fn not(&mut self, a: Ref) -> Ref {
        not(&mut self.diagrams, a)
    }

    /// Whether the second holds wherever the first does.
    pub fn implies(&mut self, first: Ref, second: Ref) -> bool {
        let otherwise = self.not(second);
        self.and(first, otherwise) == NO
    }

    /// The function of a condition once every answer is known. What it asks of the decision is taken not to hold.
    pub fn exact(&mut self, condition: &Condition) -> Ref {
        let vocabulary = &self.bundle.vocabulary;
        let mut compiler = Compiler { vocabulary, variables: &self.variables, thresholds: &self.thresholds, diagrams: &mut self.diagrams };
        compiler.condition(condition, &mut |_, _| NO)
    }

    /// The bounds of a condition.
    pub fn bounds(&mut self, condition: &Condition) -> Bounds {
        match condition {
            Condition::All(parts) => parts.iter().fold(Bounds::exact(YES), |all, part| {
                let part = self.bounds(part);
                self.join(Join::Least, all, part)
            }),
            Condition::Any(parts) => parts.iter().fold(Bounds::exact(NO), |any, part| {
                let part = self.bounds(part);
                self.join(Join::Most, any, part)
            }),
            Condition::Not(part) => {
                let part = self.bounds(part);
                let most = self.not(part.least);
                Bounds { least: self.not(part.most), most, some: most }
            }
            Condition::Certain(part) => Bounds { least: NO, ..self.bounds(part) },
            Condition::Is { fact, accepts } => match self.bundle.vocabulary.derived(*fact) {
                Some(derived) => self.derived(derived, *accepts),
                None => self.answered(condition, *fact, *accepts),
            },
            Condition::AtLeast { fact, threshold } => {
                let value = self.thresholds.get(usize::from(*threshold)).copied().unwrap_or(u16::MAX);
                self.answered(condition, *fact, ranges_between(self.bundle.vocabulary.cuts(*fact), value, None))
            }
            Condition::Said { fact, values } => {
                let settled = self.bundle.vocabulary.fact(*fact).map_or(0, |fact| fact.kind.settled());
                // An open value that was recorded says nothing about the whole answers.
                let most = if values & !settled == 0 { self.exact(condition) } else { YES };
                Bounds { least: NO, most, some: most }
            }
            Condition::Decided(what) => self.decided(*what),
        }
    }

    fn join(&mut self, how: Join, a: Bounds, b: Bounds) -> Bounds {
        let mut both = |a, b| self.diagrams.join(how, a, b);
        Bounds { least: both(a.least, b.least), most: both(a.most, b.most), some: both(a.some, b.some) }
    }

    /// A fact that was answered counts while what it hangs on is still open.
    fn answered(&mut self, condition: &Condition, fact: FactId, values: Mask) -> Bounds {
        let exact = self.exact(condition);
        Bounds { most: self.exact(&Condition::Said { fact, values }), ..Bounds::exact(exact) }
    }

    /// A derived fact has the value whose condition holds; without one, a value that is still open, or the one for otherwise.
    fn derived(&mut self, derived: &Derived, accepts: Mask) -> Bounds {
        let (mut accepted, mut others) = (Bounds::exact(NO), Bounds::exact(NO));
        for (place, condition) in derived.when.iter().enumerate() {
            let Some(condition) = condition else { continue };
            let value = self.bounds(condition);
            if accepts & 1 << place != 0 {
                accepted = self.join(Join::Most, accepted, value);
            } else {
                others = self.join(Join::Most, others, value);
            }
        }
        let otherwise = derived.otherwise.map(|otherwise| accepts & 1 << otherwise != 0);
        let (no_other, no_other_at_all) = (self.not(others.least), self.not(others.most));
        let least = if otherwise == Some(true) { no_other_at_all } else { self.and(accepted.least, no_other_at_all) };
        match otherwise {
            Some(false) => Bounds { least, ..accepted },
            _ => Bounds { least, most: self.or(accepted.most, no_other), some: self.or(accepted.some, no_other) },
        }
    }

    fn decided(&mut self, what: Decided) -> Bounds {
        match what {
            Decided::Tier(tiers) => self.tier(tiers),
            Decided::Fired(rules) => Bounds { least: NO, ..self.any(rules, |world| &world.rules) },
            Decided::Stop(stops) => Bounds { least: NO, ..self.any(stops, |world| &world.stops) },
            Decided::Minimum(_) | Decided::NoneRecommended | Decided::SomeNotEligible => Bounds::FREE,
        }
    }

    /// A tier stands only where one of its rules may fire; it is another one only where a rule of another may.
    fn tier(&mut self, tiers: Mask) -> Bounds {
        let national = &self.bundle.national;
        let open = national.tiers.iter().enumerate().filter(|(_, tier)| tier.open).fold(0, |mask: Mask, (place, _)| mask | 1 << place);
        let all = below(national.tiers.len()) & !open;
        let giving = |tiers: Mask| {
            let gives = |place: usize| tiers & (1_u64 << national.rules[place].tier) != 0;
            (0..national.rules.len()).filter(|place| gives(*place)).fold(0, |mask: Mask, place| mask | 1 << place)
        };
        let other = self.any(giving(all & !tiers), |world| &world.rules).most;
        let least = self.not(other);
        // Too little known leaves every tier possible.
        if tiers & all == all { Bounds { least, ..Bounds::FREE } } else { Bounds { least, ..self.any(giving(tiers), |world| &world.rules) } }
    }

    fn any(&mut self, marked: Mask, of: impl for<'w> Fn(&'w World<'_>) -> &'w [Bounds]) -> Bounds {
        let places = (0..64).filter(|place| marked & 1 << place != 0);
        // What has not been looked at yet could be anything.
        places.fold(Bounds::exact(NO), |any, place| {
            let one = of(self).get(place).copied().unwrap_or(Bounds::FREE);
            self.join(Join::Most, any, one)
        })
    }
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;
    use crate::decide::tier::Tiering;
    use crate::diagram::kernel::Narrowed;
    use crate::facts::fact::Kind;
    use crate::facts::{Answers, Knowledge, Truth, Value};
    use crate::packs::text::built_in;

    /// Every condition of every pack, on answers of which some are left open: what holds lies within the upper bound, what
    /// is false without the lower, and what holds is never called impossible.
    #[test]
    fn conditions_stay_within_their_bounds() {
        let bundle = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
        let thresholds: Vec<u16> = bundle.thresholds.iter().map(|_| 3).collect();
        let mut world = World::new(&bundle, thresholds.clone());
        let packs = || std::iter::once(&bundle.national).chain(&bundle.areas);
        let criteria = || packs().flat_map(|pack| &pack.pathways).flat_map(|pathway| &pathway.criteria);
        let mut conditions: Vec<&Condition> = criteria().flat_map(|criterion| std::iter::once(&criterion.met).chain(&criterion.doubt)).collect();
        conditions.extend(bundle.national.rules.iter().map(|rule| &rule.when));
        conditions.extend(bundle.national.stops.iter().map(|stop| &stop.when));
        conditions.extend(bundle.national.actions.iter().map(|action| &action.when));
        let bounds: Vec<Bounds> = conditions.iter().map(|condition| world.bounds(condition)).collect();
        let (mut seed, mut held, mut failed) = (1_u64, 0, 0);
        for case in 0..60 {
            let mut answers = Answers::none(&bundle.vocabulary);
            for id in bundle.vocabulary.ids() {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let roll = seed >> 33;
                // From hardly anything answered to nearly everything.
                if roll % 60 > case {
                    continue;
                }
                let value = match bundle.vocabulary.fact(id).map(|fact| &fact.kind) {
                    Some(Kind::Choice(values)) => Value::Choice((roll / 64 % values.len() as u64) as u8),
                    Some(kind @ Kind::Set(_)) => Value::Set((roll / 64) & kind.settled()),
                    Some(Kind::Number { .. }) => Value::Number((roll / 64 % 25) as u16),
                    _ => continue,
                };
                answers.set(id, Some(value));
            }
            let knowledge = Knowledge::new(&bundle.vocabulary, &answers, &thresholds);
            let tiering = Tiering::of(&bundle.national, &knowledge);
            let possible = world.variables().possible(&knowledge);
            for (condition, bounds) in conditions.iter().zip(&bounds) {
                let truth = knowledge.truth(condition, &|decided| tiering.decided(decided));
                let narrowed = |function| world.diagrams().narrow(function, &possible, &mut Narrowed::default());
                match truth {
                    Truth::Yes => {
                        assert_eq!(narrowed(bounds.most), YES, "{condition:?}");
                        assert!(!bounds.never());
                        held += 1;
                    }
                    Truth::No => {
                        assert_eq!(narrowed(bounds.least), NO, "{condition:?}");
                        assert!(!bounds.always());
                        failed += 1;
                    }
                    Truth::Open => {}
                }
            }
        }
        assert!(held > 1_000 && failed > 1_000, "{held} {failed}");
    }
}
