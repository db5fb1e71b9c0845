//! The tier: the highest rule that fired. No points and no weights; no rule lowers anything.

use crate::facts::condition::Decided;
use crate::facts::fact::{Mask, below};
use crate::facts::{Knowledge, Known, Truth};
use crate::packs::Pack;
use crate::packs::pack::{Rule, Tier};

/// What the rules of the national pack make of the answers.
pub struct Tiering {
    /// The rules that fired, a bit each, those left out that yield to another.
    pub fired: Mask,
    /// The tier's place in the list of tiers.
    pub tier: usize,
    /// The stops that stand, a bit each.
    pub stops: Mask,
    /// Whether the minimum set of answers is complete.
    pub minimum: bool,
    known_tier: Known,
}

impl Tiering {
    /// Applies the rules.
    pub fn of(national: &Pack, knowledge: &Knowledge<'_>) -> Tiering {
        let minimum = national.minimum.iter().all(|fact| knowledge.is_settled(*fact));
        let about_minimum = |decided| match decided {
            Decided::Minimum(complete) => (minimum == complete).into(),
            _ => Truth::Open,
        };
        let fires = |rule: &Rule| knowledge.truth(&rule.when, &about_minimum).is_yes();
        let all = national.rules.iter().enumerate().filter(|(_, rule)| fires(rule)).fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let fired = bits(all).filter(|&i| national.rules[i].yields_to & all == 0).fold(0, |mask: Mask, i| mask | 1 << i);
        let about_fired = |decided| match decided {
            Decided::Fired(rules) => (fired & rules != 0).into(),
            other => about_minimum(other),
        };
        let stands = |when| knowledge.truth(when, &about_fired).is_yes();
        let stops = national.stops.iter().enumerate().filter(|(_, stop)| stands(&stop.when)).fold(0, |mask: Mask, (i, _)| mask | 1 << i);
        let lowest_open = national.tiers.iter().position(|tier| tier.open).unwrap_or(0);
        let tier = bits(fired).map(|i| usize::from(national.rules[i].tier)).max().unwrap_or(lowest_open);
        Tiering { fired, tier, stops, minimum, known_tier: known_tier(&national.tiers, tier) }
    }

    /// Answers what a condition asks of the tiering.
    pub fn decided(&self, decided: Decided) -> Truth {
        match decided {
            Decided::Tier(tiers) => self.known_tier.is(tiers),
            Decided::Fired(rules) => (self.fired & rules != 0).into(),
            Decided::Stop(stops) => (self.stops & stops != 0).into(),
            Decided::Minimum(complete) => (self.minimum == complete).into(),
            Decided::NoneRecommended | Decided::SomeNotEligible => Truth::Open,
        }
    }
}

/// A state in which too little is known leaves the tier open.
fn known_tier(tiers: &[Tier], tier: usize) -> Known {
    if tiers.get(tier).is_none_or(|tier| tier.open) {
        Known::one_of(below(tiers.len()) & !tiers.iter().enumerate().filter(|(_, t)| t.open).fold(0, |mask: Mask, (i, _)| mask | 1 << i))
    } else {
        Known::one_of(1 << tier)
    }
}

/// The places of the bits of a mask.
pub fn bits(mask: Mask) -> impl Iterator<Item = usize> {
    (0..64).filter(move |bit| mask & (1 << bit) != 0)
}
