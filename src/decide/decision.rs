//! The decision as `contract.md` 3 defines it. Every sentence in it comes from a pack.

use crate::packs::pack::{Availability, Urgency};
use serde::Serialize;

/// What was decided, on what, and why.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Decision<'a> {
    /// The day it was decided for, as `YYYY-MM-DD`.
    pub on: String,
    /// `professional` or `community`.
    pub mode: &'a str,
    /// The packs it rests on.
    pub packs: Vec<PackUsed<'a>>,
    /// The tier.
    pub tier: &'a str,
    /// Every tier that some way of filling in the open answers would give, from the least to the most.
    pub still_possible: Vec<&'a str>,
    /// The tier rules that fired.
    pub fired: Vec<Fired<'a>>,
    /// Reasons to stop before anything else.
    pub stops: Vec<&'a str>,
    /// What to do, in order.
    pub actions: Vec<ActionDue<'a>>,
    /// Every pathway of the packs, and what can be said of it.
    pub pathways: Vec<PathwayResult<'a>>,
    /// Answers on a branch that another answer has closed: they count for nothing.
    pub set_aside: Vec<&'a str>,
    /// Facts whose answer could still change this result, the one that settles most first.
    pub missing: Vec<&'a str>,
    /// What to ask next.
    pub next: Vec<&'a str>,
}

impl<'a> Decision<'a> {
    /// The area's pathways before the national ones, and of each those that fit before those that may, and last those
    /// that do not.
    pub fn nearest_first(&self) -> Vec<&PathwayResult<'a>> {
        let national = self.packs.first().map_or("", |pack| pack.id);
        let mut ordered = Vec::new();
        for local in [true, false] {
            for fits in [Eligibility::Eligible, Eligibility::CannotTell, Eligibility::NotEligible] {
                let is_local = |pathway: &PathwayResult<'_>| pathway.id.split('/').next() != Some(national);
                ordered.extend(self.pathways.iter().filter(|pathway| is_local(pathway) == local && pathway.eligibility == fits));
            }
        }
        ordered
    }
}

/// A pack that a decision rests on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PackUsed<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The digest of its text.
    pub digest: &'a str,
}

/// A tier rule that fired.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fired<'a> {
    /// The rule's id, such as `H5`.
    pub rule: &'a str,
    /// The tier it gives.
    pub tier: &'a str,
    /// The recorded facts that fired it.
    pub facts: Vec<&'a str>,
    /// What it found, in words.
    pub because: &'a str,
    /// Where the rule comes from.
    pub source: &'a str,
}

/// Something to do.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ActionDue<'a> {
    /// The action's id.
    pub id: &'a str,
    /// How soon.
    pub urgency: Urgency,
    /// What to do.
    pub says: &'a str,
    /// Why.
    pub because: &'a str,
    /// The recorded facts that call for it.
    pub facts: Vec<&'a str>,
    /// What this means in the area, with its telephone number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub local: Vec<LocalWords<'a>>,
    /// Where it comes from.
    pub source: &'a str,
}

/// The area's own words for an action.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LocalWords<'a> {
    /// What to do here.
    pub says: &'a str,
    /// Who answers.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub contact: &'a str,
    /// The number.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub phone: &'a str,
    /// Where it comes from.
    pub source: &'a str,
}

/// Whether a pathway's hard criteria are met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Eligibility {
    /// All are met.
    Eligible,
    /// One is not met.
    NotEligible,
    /// None is known not to be met, and one is open.
    CannotTell,
}

impl Eligibility {
    /// The name that files and the page use.
    pub fn id(self) -> &'static str {
        ["eligible", "not_eligible", "cannot_tell"][self as usize]
    }
}

impl Availability {
    /// The name that files and the page use.
    pub fn id(self) -> &'static str {
        ["running", "ended", "not_started", "unconfirmed", "named_only", "gap"][self as usize]
    }
}

/// What can be said of one pathway.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PathwayResult<'a> {
    /// `pack/id`.
    pub id: String,
    /// Name.
    pub name: &'a str,
    /// What it is, in plain words.
    pub says: &'a str,
    /// Level of prevention.
    pub prevention: &'a str,
    /// Type.
    #[serde(rename = "type")]
    pub kind: &'a str,
    /// Whether its hard criteria are met.
    pub eligibility: Eligibility,
    /// Whether it runs on the day.
    pub availability: Availability,
    /// The last day on which it is known to run, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_until: Option<String>,
    /// How people come to it.
    pub route: &'a str,
    /// How to get there, in plain words.
    pub how: &'a str,
    /// Worth referring to now.
    pub recommended: bool,
    /// Each hard criterion.
    pub criteria: Vec<CriterionResult<'a>>,
    /// What speaks for it.
    pub supports: Vec<Argument<'a>>,
    /// What speaks against it.
    pub against: Vec<Argument<'a>>,
    /// Whom it is not for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_for: Vec<&'a str>,
    /// Facts whose answer could still change its eligibility.
    pub missing: Vec<&'a str>,
    /// Single changes that would flip its eligibility.
    pub would_change: Vec<Change<'a>>,
    /// What answers the need where this one does not.
    pub instead: Vec<&'a str>,
    /// Where it comes from.
    pub source: &'a str,
}

/// One hard criterion.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CriterionResult<'a> {
    /// Its id within the pathway.
    pub id: &'a str,
    /// `met`, `not_met` or `unknown`.
    pub result: &'static str,
    /// The criterion in words.
    pub because: &'a str,
    /// Why it looks at a protected characteristic; empty where it does not.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub scope: &'a str,
    /// Where it comes from.
    pub source: &'a str,
    /// The facts it looks at.
    pub facts: Vec<&'a str>,
}

/// What speaks for or against a pathway.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Argument<'a> {
    /// Its id within the pathway.
    pub id: &'a str,
    /// What it says.
    pub because: &'a str,
    /// The recorded facts it rests on.
    pub facts: Vec<&'a str>,
    /// Where it comes from.
    pub source: &'a str,
}

/// A change of one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Change<'a> {
    /// The fact.
    pub fact: &'a str,
    /// The value it would have, as answers write it.
    pub to: To<'a>,
    /// What the eligibility would then be.
    pub gives: Eligibility,
}

/// A value as answers write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum To<'a> {
    /// One of a closed list.
    One(&'a str),
    /// A whole number.
    Number(u16),
    /// Several of a closed list.
    Set(Vec<&'a str>),
}
