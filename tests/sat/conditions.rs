//! Conditions written by hand, by the names of facts and values.

use waymark::facts::condition::{Condition, Decided};
use waymark::facts::fact::{Mask, ranges_between};
use waymark::facts::{FactId, Vocabulary};
use waymark::packs::Bundle;

/// Writes conditions over one bundle. What a pack has not got can never hold.
pub struct Say<'a>(pub &'a Bundle);

impl<'a> Say<'a> {
    fn vocabulary(&self) -> &'a Vocabulary {
        &self.0.vocabulary
    }

    /// The place of a fact.
    pub fn fact(&self, id: &str) -> FactId {
        self.vocabulary().find(id).unwrap_or_else(|| panic!("no fact is called {id}"))
    }

    /// The places of values of a fact.
    pub fn values(&self, fact: FactId, values: &[&str]) -> Mask {
        let place = |value: &&str| self.vocabulary().choices(fact).iter().position(|choice| choice.is == *value);
        values.iter().map(|value| 1 << place(value).unwrap_or_else(|| panic!("{} has no {value}", self.vocabulary().name(fact)))).sum()
    }

    /// The fact has one of these values.
    pub fn is(&self, id: &str, values: &[&str]) -> Condition {
        let fact = self.fact(id);
        Condition::Is { fact, accepts: self.values(fact, values) }
    }

    /// The answer is yes.
    pub fn yes(&self, id: &str) -> Condition {
        self.is(id, &["yes"])
    }

    /// One of these answers is yes.
    pub fn some(&self, ids: &[&str]) -> Condition {
        Condition::Any(ids.iter().map(|id| self.yes(id)).collect())
    }

    /// Asked, and not known.
    pub fn unknown(&self, id: &str) -> Condition {
        let fact = self.fact(id);
        Condition::Said { fact, values: self.values(fact, &["unknown"]) }
    }

    /// For one of the behaviours this field has one of these values.
    pub fn behaviour(&self, field: &str, values: &[&str]) -> Condition {
        let ending = format!(".{field}");
        let named = self.vocabulary().facts.iter().filter(|fact| fact.id.starts_with("beh.") && fact.id.ends_with(&ending));
        Condition::Any(named.map(|fact| self.is(&fact.id, values)).collect())
    }

    /// The number lies below this one, which is one of its cuts.
    pub fn below(&self, id: &str, upper: u16) -> Condition {
        let fact = self.fact(id);
        Condition::Is { fact, accepts: ranges_between(self.vocabulary().cuts(fact), 0, Some(upper)) }
    }

    /// The number is at least this one, which is one of its cuts.
    pub fn at_least(&self, id: &str, number: u16) -> Condition {
        let fact = self.fact(id);
        Condition::Is { fact, accepts: ranges_between(self.vocabulary().cuts(fact), number, None) }
    }

    /// The number comes to a named threshold.
    pub fn reaches(&self, id: &str, threshold: &str) -> Condition {
        let place = self.0.thresholds.iter().position(|name| name == threshold).unwrap_or_else(|| panic!("no threshold is called {threshold}"));
        Condition::AtLeast { fact: self.fact(id), threshold: place as u8 }
    }

    /// The tier is one of these.
    pub fn tier(&self, tiers: &[&str]) -> Condition {
        let places = self.0.national.tiers.iter().enumerate().filter(|(_, tier)| tiers.contains(&&*tier.id));
        Condition::Decided(Decided::Tier(places.map(|(place, _)| 1 << place).sum()))
    }

    /// A rule fired whose id begins so.
    pub fn fired(&self, begins: &str) -> Condition {
        let places = self.0.national.rules.iter().enumerate().filter(|(_, rule)| rule.id.starts_with(begins));
        Condition::Decided(Decided::Fired(places.map(|(place, _)| 1 << place).sum()))
    }

    /// Nothing that somebody can refer to is recommended.
    pub fn nothing_recommended(&self) -> Condition {
        Condition::Decided(Decided::NoneRecommended)
    }
}

/// All of them.
pub fn all(parts: impl Into<Vec<Condition>>) -> Condition {
    Condition::All(parts.into())
}

/// One of them.
pub fn any(parts: impl Into<Vec<Condition>>) -> Condition {
    Condition::Any(parts.into())
}

/// Not this.
pub fn not(part: Condition) -> Condition {
    Condition::Not(Box::new(part))
}

/// Known to hold.
pub fn certain(part: Condition) -> Condition {
    Condition::Certain(Box::new(part))
}
