//! The vocabulary: every fact that can be recorded, and those that follow from them.

use super::fact::{Choice, Kind};
use super::{Condition, Fact, FactId};

/// All facts, in the order in which they are asked, and all derived facts, each after those it rests on.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Version of the file it was read from.
    pub version: String,
    /// SHA-256 of that file, as `sha256-<hex>`.
    pub digest: String,
    /// The words for yes, no, not known and not safe to ask.
    pub tri: Vec<Choice>,
    /// Headings under which facts stand together.
    pub groups: Vec<Group>,
    /// The facts that can be asked.
    pub facts: Vec<Fact>,
    /// The facts that follow from others.
    pub derived: Vec<Derived>,
    /// The ways in which a fact can be known.
    pub origins: Vec<Origin>,
}

/// A heading of the vocabulary.
#[derive(Clone, Debug)]
pub struct Group {
    /// Id, such as `flags`.
    pub id: String,
    /// Title shown above its facts.
    pub title: String,
}

/// How a fact is known (`source.<fact id>` in answers; `domain.md` C(i), Conventions).
#[derive(Clone, Debug)]
pub struct Origin {
    /// The value in answers, such as `victim_told_me`.
    pub is: String,
    /// The words shown for it.
    pub says: String,
    /// A fact known in this way is restricted from the person causing harm, and nobody can lift that.
    pub restricts: bool,
}

/// A fact that follows from others (`contract.md` 2).
#[derive(Clone, Debug)]
pub struct Derived {
    /// Its id, which is an error as input.
    pub id: String,
    /// A short label.
    pub short: String,
    /// Its values.
    pub values: Vec<Choice>,
    /// When it has each of them. No two can hold at once.
    pub when: Vec<Option<Condition>>,
    /// The value where no condition holds and none is open.
    pub otherwise: Option<u8>,
    /// Where the rule comes from.
    pub source: String,
}

impl Vocabulary {
    /// Finds an asked fact by its id.
    pub fn asked(&self, id: &str) -> Option<FactId> {
        self.facts.iter().position(|fact| fact.id == id).map(|i| FactId(i as u16))
    }

    /// Finds any fact by its id, derived ones included.
    pub fn find(&self, id: &str) -> Option<FactId> {
        self.asked(id).or_else(|| {
            let place = self.derived.iter().position(|derived| derived.id == id)?;
            Some(FactId((self.facts.len() + place) as u16))
        })
    }

    /// The asked fact of this place; none for a derived one.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.get(id.index())
    }

    /// The derived fact of this place; none for an asked one.
    pub fn derived(&self, id: FactId) -> Option<&Derived> {
        self.derived.get(id.index().checked_sub(self.facts.len())?)
    }

    /// The id in words.
    pub fn name(&self, id: FactId) -> &str {
        match (self.fact(id), self.derived(id)) {
            (Some(fact), _) => &fact.id,
            (None, Some(derived)) => &derived.id,
            (None, None) => "",
        }
    }

    /// The short label of a fact.
    pub fn short(&self, id: FactId) -> &str {
        match (self.fact(id), self.derived(id)) {
            (Some(fact), _) => &fact.short,
            (None, Some(derived)) => &derived.short,
            (None, None) => "",
        }
    }

    /// The values of a closed list, derived facts included.
    pub fn choices(&self, id: FactId) -> &[Choice] {
        match (self.fact(id), self.derived(id)) {
            (Some(fact), _) => fact.kind.choices(),
            (None, Some(derived)) => &derived.values,
            (None, None) => &[],
        }
    }

    /// The asked facts that a fact rests on: itself and, for a number, its bands; for a derived one those of its conditions.
    pub fn asked_behind(&self, id: FactId) -> Vec<FactId> {
        let mut behind: Vec<FactId> = Vec::new();
        let mut add = |found: FactId| {
            if !behind.contains(&found) {
                behind.push(found);
            }
        };
        match self.derived(id) {
            Some(derived) => {
                let below = derived.when.iter().flatten().flat_map(Condition::facts);
                below.flat_map(|fact| self.asked_behind(fact)).for_each(&mut add);
            }
            None => {
                add(id);
                let is_band = |band: &FactId| matches!(self.fact(*band).map(|fact| &fact.kind), Some(Kind::Bands { of, .. }) if *of == id);
                self.ids().filter(is_band).for_each(&mut add);
            }
        }
        behind
    }

    /// Where a number's ranges begin; none for other types.
    pub fn cuts(&self, id: FactId) -> &[u16] {
        match self.fact(id).map(|fact| &fact.kind) {
            Some(Kind::Number { cuts, .. }) => cuts,
            _ => &[],
        }
    }

    /// The ids of all asked facts.
    pub fn ids(&self) -> impl Iterator<Item = FactId> + use<> {
        (0..self.facts.len() as u16).map(FactId)
    }
}
