//! Codes of others that a referral carries for their computers: which list, which code, and when a flag is raised.

use crate::facts::Condition;

/// The codes of `codes.toml`.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    /// Version of the file they were read from.
    pub version: String,
    /// The codes.
    pub codes: Vec<Code>,
    /// For some tiers, how soon a request is to be acted on: `stat`, `asap`, `urgent`; the others are `routine`.
    pub priorities: Vec<(String, String)>,
}

/// One code of somebody's list.
#[derive(Clone, Debug)]
pub struct Code {
    /// What it is for, such as `message_event`.
    pub id: String,
    /// The address that names the list.
    pub system: String,
    /// The code.
    pub code: String,
    /// What its owners call it.
    pub display: String,
    /// It is a flag, raised where this is known to be true.
    pub when: Option<Condition>,
    /// Where it comes from.
    pub source: String,
}

impl Codes {
    /// The code for something.
    pub fn find(&self, id: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }

    /// How soon a request of this tier is to be acted on.
    pub fn priority(&self, tier: &str) -> &str {
        self.priorities.iter().find(|(known, _)| known == tier).map_or("routine", |(_, priority)| priority)
    }
}
