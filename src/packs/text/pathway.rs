//! Reads one pathway of a pack.

use super::conditions::{Asks, Scope};
use super::pack::{Names, each};
use super::table::Entry;
use crate::facts::fact::Protection;
use crate::facts::{Condition, Vocabulary};
use crate::packs::pack::{Argument, Availability, Criterion, Pathway, Status, Whom, Window};

const PREVENTION: [&str; 4] = ["primary", "secondary", "tertiary", "none"];
const KINDS: [&str; 10] = [
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
const ROUTES: [&str; 7] = ["direct", "via_panel", "police_only", "self", "statutory", "phone_only", "court"];
const WHOM: [(&str, Whom); 7] = [
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
    let scope = Scope { vocabulary, names, thresholds, may_ask: if fallback { Asks::Pathways } else { Asks::Tier } };
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
        source: entry.text("source"),
    }
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
    let protected = |condition: &Condition| {
        condition.facts().into_iter().find(|fact| scope.vocabulary.fact(*fact).is_some_and(|fact| fact.protected == Protection::Full))
    };
    if let Some(fact) = protected(&criterion.met).filter(|_| criterion.scope.is_empty()) {
        let wrong = format!("this looks at {}, a protected characteristic", scope.vocabulary.name(fact));
        entry.fault(entry.span_of("met"), wrong, "add `scope = \"…\"` with the service's published reason, or do not look at it");
    }
    criterion
}

fn read_argument(entry: &Entry<'_>, scope: &Scope<'_>) -> Argument {
    Argument { id: entry.text("id"), when: scope.read_or_always(entry, "when", None), says: entry.text("says"), source: entry.text("source") }
}

fn status(entry: &Entry<'_>) -> Status {
    let statuses = [("windows", 0), ("standing", 1), ("named_only", 2), ("gap", 3)];
    match entry.one_of("status", &statuses) {
        Some(1) => Status::Standing,
        Some(2) => Status::NamedOnly,
        Some(3) => Status::Gap,
        _ => windows(entry),
    }
}

fn windows(entry: &Entry<'_>) -> Status {
    let befores = [("unconfirmed", Availability::Unconfirmed), ("not_started", Availability::NotStarted)];
    let afters = [("ended", Availability::Ended), ("unconfirmed", Availability::Unconfirmed)];
    let before = entry.value("before").and_then(|value| entry.name_of(value, &befores));
    let after = entry.value("after").and_then(|value| entry.name_of(value, &afters));
    let mut windows: Vec<(Window, Entry<'_>)> = entry.entries("windows").into_iter().map(|e| (window(&e), e)).collect();
    windows.sort_by_key(|(window, _)| window.from);
    for (window, at) in &windows {
        at.done();
        if window.to < window.from {
            at.fault(at.span.clone(), "this window ends before it begins", "put the earlier day in `from`");
        }
    }
    for pair in windows.windows(2).filter(|pair| pair[1].0.from <= pair[0].0.to) {
        let wrong = format!("this window begins on {}, before the one that ends on {} is over", pair[1].0.from, pair[0].0.to);
        pair[1].1.fault(pair[1].1.span.clone(), wrong, "make them one, or let the second begin later");
    }
    if windows.is_empty() {
        entry.fault(entry.span_of("status"), "there are no windows", "add `windows = [ … ]`, or use standing, named_only or gap");
    }
    Status::Windows {
        windows: windows.into_iter().map(|(window, _)| window).collect(),
        before: before.unwrap_or(Availability::Unconfirmed),
        after: after.unwrap_or(Availability::Ended),
    }
}

/// A window of a contract, or the time for which a page's word is taken.
fn window(entry: &Entry<'_>) -> Window {
    let source = entry.text("source");
    if entry.value("checked").is_some() {
        let checked = entry.required_day("checked");
        let months: u16 = entry.whole_number("recheck_months").unwrap_or(0);
        if months == 0 {
            entry.fault(entry.span.clone(), "`recheck_months` is missing", "add how many months the page's word is taken for");
        }
        return Window { from: entry.day("from").unwrap_or(checked), to: checked.after_months(months.into()), stale: true, source };
    }
    Window { from: entry.required_day("from"), to: entry.required_day("to"), stale: false, source }
}
