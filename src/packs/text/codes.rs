//! Reads `codes.toml`.

use super::citations;
use super::conditions::{Asks, Scope};
use super::pack::{Names, each, source};
use super::people;
use super::references::unique;
use super::table::Entry;
use crate::facts::Vocabulary;
use crate::packs::codes::{Code, Codes};

/// The codes that every message needs; without one of them it would not be understood.
const NEEDED: [&str; 11] = [
    "message_event",
    "message_reason",
    "request_category",
    "task",
    "restricted",
    "very_restricted",
    "sensitivity",
    "author",
    "assembler",
    "flag_category",
    "contact_category",
];

/// Reads the codes.
pub fn read(file: &Entry<'_>, vocabulary: &Vocabulary, names: &Names, thresholds: &[(String, Vec<u16>)]) -> Codes {
    file.value("id");
    file.required_day("checked");
    let scope = Scope { vocabulary, names, thresholds, may_ask: Asks::Tier, later: &[] };
    let codes = Codes {
        version: file.text("version"),
        codes: each(file, "code", |entry| code(entry, &scope)),
        priorities: each(file, "priority", |entry| priority(entry, names)),
    };
    each(file, "source", source);
    for id in NEEDED.iter().filter(|id| codes.find(id).is_none()) {
        file.fault(file.span_of("id"), format!("no [[code]] is called `{id}`"), "add it: every message in FHIR carries it");
    }
    citations::check(file);
    people::check(file);
    unique(file, "code", "id");
    unique(file, "priority", "tier");
    file.done();
    codes
}

fn code(entry: &Entry<'_>, scope: &Scope<'_>) -> Code {
    Code {
        id: entry.text("id"),
        system: entry.text("system"),
        code: entry.text("code"),
        display: entry.text("display"),
        when: scope.read(entry, "when", None),
        source: entry.text("source"),
    }
}

fn priority(entry: &Entry<'_>, names: &Names) -> (String, String) {
    let tier = entry.text("tier");
    if !tier.is_empty() && !names.tiers.contains(&tier) {
        entry.fault(entry.span_of("tier"), format!("no tier is called `{tier}`"), "use the id of a [[tier]] of national.toml");
    }
    let is = entry.one_of("is", &["stat", "asap", "urgent", "routine"].map(|name| (name, name))).unwrap_or_default();
    (tier, is.to_owned())
}
