//! Conditions: sets of accepted values joined by all, any and not. No arithmetic, no text, no order:
//! which is what makes unknowns, explanations and proofs exact.

use super::FactId;
use super::fact::Mask;

/// A condition over facts, and over what was decided so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Every one of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// Known to hold: what is open counts as false.
    Certain(Box<Condition>),
    /// The fact has one of these values (for a set: holds at least one of them).
    Is {
        /// The fact.
        fact: FactId,
        /// Its accepted values.
        accepts: Mask,
    },
    /// The number is at least a named threshold.
    AtLeast {
        /// The numeric fact.
        fact: FactId,
        /// The threshold's place in the list of names.
        threshold: u8,
    },
    /// The recorded answer is one of these very values, open ones included.
    Said {
        /// The fact.
        fact: FactId,
        /// The recorded values.
        values: Mask,
    },
    /// Something decided before.
    Decided(Decided),
}

/// What a condition may ask of the decision itself. Each bit is a place in the national pack's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// The tier is one of these.
    Tier(Mask),
    /// One of these rules fired.
    Fired(Mask),
    /// One of these stops stands.
    Stop(Mask),
    /// The minimum set of answers is complete (or, with `false`, is not).
    Minimum(bool),
    /// No pathway for the person causing harm is recommended.
    NoneRecommended,
    /// Some pathway of the area is not eligible.
    SomeNotEligible,
}

impl Condition {
    /// A condition that always holds.
    pub fn always() -> Condition {
        Condition::All(Vec::new())
    }

    /// Every fact it names, each once, in the order they stand.
    pub fn facts(&self) -> Vec<FactId> {
        let mut facts = Vec::new();
        self.visit(&mut |part| {
            if let Condition::Is { fact, .. } | Condition::AtLeast { fact, .. } | Condition::Said { fact, .. } = part
                && !facts.contains(fact)
            {
                facts.push(*fact);
            }
        });
        facts
    }

    /// Calls `look` on every part, itself included.
    pub fn visit(&self, look: &mut impl FnMut(&Condition)) {
        look(self);
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| part.visit(look)),
            Condition::Not(part) | Condition::Certain(part) => part.visit(look),
            _ => {}
        }
    }
}
