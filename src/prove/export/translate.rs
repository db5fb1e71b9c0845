//! From the conditions of packs to tests over complete answers. There, what is certain is what holds, the minimum set is
//! answered, and nobody said "not known".

use super::test::{Subject, Test};
use crate::decide::tier::bits;
use crate::facts::condition::Decided;
use crate::facts::fact::{Kind, Mask, ranges_between};
use crate::facts::{Condition, FactId, Vocabulary};

/// What conditions are translated with.
pub struct Translator<'a> {
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// The value of each named threshold.
    pub thresholds: &'a [u16],
    /// The pathways that somebody outside police and courts can refer to, fallbacks left out.
    pub take_referrals: Vec<usize>,
    /// The area's own pathways, fallbacks left out.
    pub local: Vec<usize>,
}

impl Translator<'_> {
    /// The test that holds where the condition holds; with `holds` false, where it fails.
    pub fn test(&self, condition: &Condition, holds: bool) -> Test {
        let each = |parts: &[Condition]| parts.iter().map(|part| self.test(part, holds)).collect::<Vec<_>>();
        match condition {
            Condition::All(parts) => Test::joined(each(parts), holds),
            Condition::Any(parts) => Test::joined(each(parts), !holds),
            Condition::Not(part) => self.test(part, !holds),
            Condition::Certain(part) => self.test(part, holds),
            Condition::Is { fact, accepts } => self.is(*fact, *accepts, holds),
            Condition::AtLeast { fact, threshold } => {
                let value = self.thresholds.get(usize::from(*threshold)).copied().unwrap_or(u16::MAX);
                self.is(*fact, ranges_between(self.vocabulary.cuts(*fact), value, None), holds)
            }
            Condition::Said { fact, values } => {
                let settled = self.vocabulary.fact(*fact).map_or(0, |fact| fact.kind.settled());
                Test::one_of(Subject::Asked(*fact), bits(values & settled).collect(), holds)
            }
            Condition::Decided(what) => self.decided(*what, holds),
        }
    }

    fn decided(&self, what: Decided, holds: bool) -> Test {
        let one_of = |subject, values: Mask| Test::one_of(subject, bits(values).collect(), holds);
        match what {
            Decided::Tier(tiers) => one_of(Subject::Tier, tiers),
            Decided::Fired(rules) => one_of(Subject::Fired, rules),
            Decided::Stop(stops) => one_of(Subject::Stop, stops),
            Decided::Minimum(complete) => Test::constant(complete == holds),
            Decided::NoneRecommended => Test::one_of(Subject::Recommended, self.take_referrals.clone(), !holds),
            Decided::SomeNotEligible => Test::one_of(Subject::NotEligible, self.local.clone(), holds),
        }
    }

    /// The fact has one of these values, and no answer above it closes its branch.
    fn is(&self, fact: FactId, accepts: Mask, holds: bool) -> Test {
        let mut parts = Vec::new();
        let mut above = self.vocabulary.fact(fact).and_then(|fact| fact.hangs_on);
        while let Some(hangs_on) = above {
            parts.insert(0, self.recorded(hangs_on.fact, hangs_on.accepts, holds));
            above = self.vocabulary.fact(hangs_on.fact).and_then(|fact| fact.hangs_on);
        }
        parts.push(self.recorded(fact, accepts, holds));
        Test::joined(parts, holds)
    }

    fn recorded(&self, fact: FactId, accepts: Mask, holds: bool) -> Test {
        match self.vocabulary.fact(fact).map(|fact| &fact.kind) {
            None => Test::one_of(Subject::Derived(fact), bits(accepts).collect(), holds),
            Some(Kind::Choice(_) | Kind::Set(_)) => Test::one_of(Subject::Asked(fact), bits(accepts).collect(), holds),
            Some(Kind::Number { cuts, .. }) => number(fact, cuts, accepts, holds),
            // A complete case gives the number; the band says no more.
            Some(Kind::Bands { of, covers, .. }) => {
                let ranges = bits(accepts).filter_map(|band| covers.get(band)).fold(0, |mask, covered| mask | covered);
                number(*of, self.vocabulary.cuts(*of), ranges, holds)
            }
            Some(Kind::Date | Kind::Text) => Test::constant(!holds),
        }
    }
}

/// The number falls into one of these ranges.
fn number(fact: FactId, cuts: &[u16], ranges: Mask, holds: bool) -> Test {
    let inside = |range: usize| range <= cuts.len() && ranges & (1 << range) != 0;
    let mut runs = Vec::new();
    let mut range = 0;
    while range <= cuts.len() {
        let from = range;
        while inside(range) {
            range += 1;
        }
        if range > from {
            let above = from.checked_sub(1).map(|cut| Test::at_least(fact, cuts[cut], holds));
            let below = cuts.get(range - 1).map(|cut| Test::at_least(fact, *cut, !holds));
            runs.push(Test::joined(above.into_iter().chain(below), holds));
        }
        range += 1;
    }
    Test::joined(runs, !holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_become_bounds() {
        let (fact, cuts) = (FactId(0), [8, 16, 18]);
        let (from, under) = (|cut| Test::at_least(fact, cut, true), |cut| Test::at_least(fact, cut, false));
        assert_eq!(number(fact, &cuts, 0b0001, true), under(8));
        assert_eq!(number(fact, &cuts, 0b1000, true), from(18));
        assert_eq!(number(fact, &cuts, 0b0110, true), Test::all([from(8), under(18)]));
        assert_eq!(number(fact, &cuts, 0b0110, false), Test::any([under(8), from(18)]));
        assert_eq!(number(fact, &cuts, 0b0101, true), Test::any([under(8), Test::all([from(16), under(18)])]));
        assert_eq!((number(fact, &cuts, 0b1111, true), number(fact, &cuts, 0, true)), (Test::ALWAYS, Test::NEVER));
    }
}
