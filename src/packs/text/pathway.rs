//! Reads one pathway of a pack.

use super::conditions::{Asks, Scope};
use super::key::{Wrong, wrong_with};
use super::pack::{Names, each};
use super::references::unique;
use super::table::Entry;
use super::windows::status;
use crate::facts::fact::Protection;
use crate::facts::{Condition, Vocabulary};
use crate::packs::pack::{Argument, Criterion, Key, Pathway, Whom};

/// The levels of prevention.
pub const PREVENTION: [&str; 4] = ["primary", "secondary", "tertiary", "none"];
/// The types of pathway.
pub const KINDS: [&str; 10] = [
    "behaviour_change",
    "intensive_case_management",
    "early_response",
    "help_seeking",
    "family",
    "system",
    "victim_support",
    "support",
    "statutory",
    "education",
];
/// How people come to a pathway.
pub const ROUTES: [&str; 7] = ["direct", "via_panel", "police_only", "self", "statutory", "phone_only", "court"];
/// Whom a pathway may work with.
pub const WHOM: [(&str, Whom); 7] = [
    ("person", Whom::Person),
    ("victim", Whom::Victim),
    ("family", Whom::Family),
    ("supporter", Whom::Supporter),
    ("system", Whom::System),
    ("advice", Whom::Advice),
    ("community", Whom::Community),
];

/// Reads a pathway with its criteria and arguments.
pub fn read(entry: &Entry<'_>, vocabulary: &Vocabulary, names: &Names, thresholds: &[(String, Vec<u16>)]) -> Pathway {
    let fallback = entry.flag("fallback");
    ["criterion", "supports", "against"].iter().for_each(|list| unique(entry, list, "id"));
    let scope = Scope { vocabulary, names, thresholds, may_ask: if fallback { Asks::Pathways } else { Asks::Tier }, later: &[] };
    Pathway {
        id: entry.text("id"),
        name: entry.text("name"),
        whom: entry.one_of("for", &WHOM).unwrap_or(Whom::Person),
        prevention: word(entry, "prevention", &PREVENTION),
        kind: word(entry, "type", &KINDS),
        delivery: entry.text_or_empty("delivery"),
        route: word(entry, "route", &ROUTES),
        how: entry.text("how"),
        says: entry.text("says"),
        status: status(entry),
        criteria: each(entry, "criterion", |criterion| read_criterion(criterion, &scope)),
        supports: each(entry, "supports", |argument| read_argument(argument, &scope)),
        against: each(entry, "against", |argument| read_argument(argument, &scope)),
        fallback,
        not_for: entry.texts("not_for").into_iter().map(|(text, _)| text).collect(),
        instead: entry.texts("instead").into_iter().map(|(text, _)| text).collect(),
        key: entry.entry("key").and_then(|key| read_key(&key)),
        source: entry.text("source"),
    }
}

/// Reads the key that referrals are sealed to; none where it is no key.
fn read_key(entry: &Entry<'_>) -> Option<Key> {
    let key = Key { age: entry.text("age"), checked: entry.required_day("checked"), source: entry.text("source") };
    entry.done();
    let mend = match wrong_with(&key.age) {
        None => return Some(key),
        Some(Wrong::Secret) => "take it out, and tell the service: a secret key that was written down elsewhere must be replaced",
        Some(Wrong::NoKey) => "copy the service's whole public key, which begins with age1; one wrong letter makes it another",
    };
    // A text that is missing is a fault already.
    if !key.age.is_empty() {
        entry.fault(entry.span_of("age"), "this is no public key of the age format", mend);
    }
    None
}

fn word(entry: &Entry<'_>, key: &str, words: &[&'static str]) -> String {
    let names: Vec<(&str, &str)> = words.iter().map(|word| (*word, *word)).collect();
    entry.one_of(key, &names).unwrap_or_default().into()
}

fn read_criterion(entry: &Entry<'_>, scope: &Scope<'_>) -> Criterion {
    let criterion = Criterion {
        id: entry.text("id"),
        met: scope.read_required(entry, "met"),
        doubt: scope.read(entry, "doubt", None),
        says: entry.text("says"),
        why_not: entry.text_or_empty("why_not"),
        scope: entry.text_or_empty("scope"),
        source: entry.text("source"),
    };
    for (key, condition) in [("met", Some(&criterion.met)), ("doubt", criterion.doubt.as_ref())] {
        let looks_at = condition.and_then(|condition| protected(scope.vocabulary, condition));
        if let Some(fact) = looks_at.filter(|_| criterion.scope.is_empty()) {
            let wrong = format!("this looks at {fact}, a protected characteristic");
            entry.fault(entry.span_of(key), wrong, "add `scope = \"…\"` with the service's published reason, or do not look at it");
        }
    }
    criterion
}

/// A protected characteristic that a condition looks at, by itself or through what follows from it.
fn protected<'a>(vocabulary: &'a Vocabulary, condition: &Condition) -> Option<&'a str> {
    condition.facts().into_iter().find_map(|fact| match (vocabulary.fact(fact), vocabulary.derived(fact)) {
        (Some(asked), _) => (asked.protected == Protection::Full).then_some(asked.id.as_str()),
        (_, Some(derived)) => derived.when.iter().flatten().find_map(|when| protected(vocabulary, when)),
        _ => None,
    })
}

fn read_argument(entry: &Entry<'_>, scope: &Scope<'_>) -> Argument {
    Argument { id: entry.text("id"), when: scope.read_or_always(entry, "when", None), says: entry.text("says"), source: entry.text("source") }
}
