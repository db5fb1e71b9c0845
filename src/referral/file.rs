//! How the record is written down: everything restricted stands in one part. Outside it stands nothing that a restricted
//! fact or detail tells: not as an answer, not as a reason, not in the decision, which depends on everything.

use super::record::{Choice, Disclosure, FORMAT, Marking, Recorded, Rests, Risk};
use super::restricted::half;
use super::{Details, Referral};
use crate::decide::Decision;
use crate::facts::answers::Written;
use crate::facts::{Answers, Vocabulary};
use serde::{Serialize, Serializer};

/// One referral, risk and safety first.
#[derive(Serialize)]
pub struct File<'r> {
    /// Present where nobody may contact the person being harmed.
    #[serde(skip_serializing_if = "str::is_empty")]
    first_line: &'r str,
    /// How the whole of it is handled.
    marking: &'r Marking<'r>,
    /// What kind of record this is, and which version of that kind.
    format: &'static str,
    /// The version of Waymark that wrote it.
    version: &'static str,
    /// The day it was decided for.
    on: &'r str,
    /// As what it was written.
    mode: &'static str,
    /// The tier and what to do, in words.
    risk: &'r Risk<'r>,
    /// All that must never reach the person causing harm.
    restricted: Restricted<'r>,
    /// The facts that are not restricted, in words.
    recorded: &'r [Recorded<'r>],
    /// The pathways chosen.
    chosen: Vec<Place<'r>>,
    /// Recommended pathways that are not taken.
    declined: Vec<Place<'r>>,
    /// What a referral is, and is not.
    guidance: &'r [&'r str],
    /// Details that were asked for and not given, by path.
    incomplete: &'r [String],
    /// The vocabulary and the packs that it rests on.
    packs: &'r [Rests<'r>],
    /// Who, where and how, but for what is restricted.
    details: Details,
    /// The answers as the program reads them, but for the restricted ones.
    answers: Half<'r>,
}

/// The restricted part.
#[derive(Serialize)]
pub struct Restricted<'r> {
    /// What it is.
    says: &'r str,
    /// How it is handled.
    because: &'r str,
    /// What must never reach the person causing harm, by name.
    do_not_disclose: &'r [Disclosure<'r>],
    /// What else raised the tier.
    raised_by: &'r [&'r str],
    /// Facts that are restricted by their kind, or because the person being harmed or a child told them, in words.
    recorded: &'r [Recorded<'r>],
    /// How the pathways chosen fit, and why they were.
    chosen: Vec<Reason<'r>>,
    /// How the pathways not taken fit, and why they were not.
    declined: Vec<Reason<'r>>,
    /// Details that are restricted.
    details: Details,
    /// Answers that are restricted, with their sources.
    answers: Half<'r>,
    /// The decision, whole: it depends on everything.
    decision: &'r Decision<'r>,
}

/// Where a pathway is found.
#[derive(Serialize)]
struct Place<'r> {
    /// Its id.
    pathway: &'r str,
    /// Its name.
    name: &'r str,
    /// Whether it runs.
    availability: &'static str,
    /// How to get there.
    how: &'r str,
}

/// Why a pathway was chosen, or not.
#[derive(Serialize)]
struct Reason<'r> {
    /// Its id.
    pathway: &'r str,
    /// Whether its criteria are met.
    eligibility: &'static str,
    /// Why.
    reason: &'r str,
}

/// The answers that are restricted, or all others.
struct Half<'r>(&'r Vocabulary, Answers);

impl Serialize for Half<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written(self.0, &self.1).serialize(serializer)
    }
}

impl Referral<'_> {
    /// As it is written down.
    pub fn file(&self) -> File<'_> {
        let Written(vocabulary, answers) = self.answers;
        let words = &self.bundle.words;
        File {
            first_line: self.first_line,
            marking: &self.marking,
            format: FORMAT,
            version: self.version,
            on: &self.on,
            mode: self.mode,
            risk: &self.risk,
            restricted: Restricted {
                says: words.say("referral.restricted"),
                because: words.say("referral.restricted_about"),
                do_not_disclose: &self.do_not_disclose,
                raised_by: &self.risk.raised_by_restricted,
                recorded: &self.restricted,
                chosen: self.chosen.iter().map(reason).collect(),
                declined: self.declined.iter().map(reason).collect(),
                details: self.details.half(true),
                answers: Half(vocabulary, half(vocabulary, answers, true)),
                decision: &self.decision,
            },
            recorded: &self.recorded,
            chosen: self.chosen.iter().map(place).collect(),
            declined: self.declined.iter().map(place).collect(),
            guidance: &self.guidance,
            incomplete: &self.incomplete,
            packs: &self.packs,
            details: self.details.half(false),
            answers: Half(vocabulary, half(vocabulary, answers, false)),
        }
    }
}

fn place<'r>(choice: &'r Choice<'_>) -> Place<'r> {
    Place { pathway: choice.pathway, name: choice.name, availability: choice.availability, how: choice.how }
}

fn reason<'r>(choice: &'r Choice<'_>) -> Reason<'r> {
    Reason { pathway: choice.pathway, eligibility: choice.eligibility, reason: choice.reason }
}
