//! Reads `journey.toml`.

use super::conditions::{Asks, Scope};
use super::fault::did_you_mean;
use super::pack::Names;
use super::people;
use super::references::unique;
use super::table::Entry;
use crate::facts::Vocabulary;
use crate::facts::fact::Need;
use crate::packs::journey::{Contradiction, Journey, Mode, Page, Step};

/// Reads the pages; one that repeats becomes one for each member of its family.
pub fn read(file: &Entry<'_>, vocabulary: &Vocabulary, names: &Names, thresholds: &[(String, Vec<u16>)]) -> Journey {
    for key in ["id", "checked", "source"] {
        file.value(key);
    }
    let scope = Scope { vocabulary, names, thresholds, may_ask: Asks::Tier, later: &[] };
    let mut journey = Journey { version: file.text("version"), ..Journey::default() };
    for entry in file.entries("page") {
        match entry.value("repeat") {
            Some(family) => {
                let (family, span) = (entry.text_of(family), family.span());
                let members = members(vocabulary, &family);
                if members.is_empty() && !family.is_empty() {
                    entry.fault(span, format!("no family is called `{family}`"), "use the id of a [[family]] of vocabulary.toml");
                    page(&entry, &scope, None);
                }
                for member in members {
                    journey.pages.push(page(&entry, &scope, Some((&family, &member))));
                }
            }
            None => journey.pages.push(page(&entry, &scope, None)),
        }
        entry.done();
    }
    journey.contradictions = file.entries("contradiction").iter().map(|entry| contradiction(entry, vocabulary, names, thresholds)).collect();
    everything_for_the_referral(file, vocabulary, &journey);
    people::check(file);
    unique(file, "page", "id");
    unique(file, "contradiction", "id");
    file.done();
    journey
}

/// What only the referral needs never matters to the result, so a page that asks only what matters would never ask it.
fn everything_for_the_referral(file: &Entry<'_>, vocabulary: &Vocabulary, journey: &Journey) {
    let asks = |page: &Page, fact| !page.only_what_matters && page.modes.contains(&Mode::Professional) && page.facts.contains(&fact);
    let needed = vocabulary.ids().filter(|id| vocabulary.fact(*id).is_some_and(|fact| fact.need == Need::Referral));
    for id in needed.filter(|id| !journey.pages.iter().any(|page| asks(page, *id))) {
        let wrong = format!("no page for professionals always asks for `{}`, which the referral needs", vocabulary.name(id));
        let mend = "put it on a page with `ask = \"always\"`, or give the fact another `need` in vocabulary.toml";
        file.fault(file.span_of("id"), wrong, mend);
    }
}

/// The steps by the names that files use.
pub fn step_names() -> [(&'static str, Step); 7] {
    Step::ALL.map(|step| (step.id(), step))
}

/// The modes that an entry names.
pub fn modes(entry: &Entry<'_>) -> Vec<Mode> {
    let names = [("professional", Mode::Professional), ("community", Mode::Community)];
    if !entry.has("modes") {
        entry.missing("modes", "add `modes = [\"professional\", \"community\"]`, or one of them".into());
    }
    entry.list("modes").into_iter().filter_map(|value| entry.name_of(value, &names)).collect()
}

fn page(entry: &Entry<'_>, scope: &Scope<'_>, repeat: Option<(&str, &str)>) -> Page {
    let member = repeat.map(|(_, member)| member);
    let words = repeat.and_then(|(family, member)| scope.vocabulary.asked(&format!("{family}.{member}.present")));
    let put_in = |text: String| match words {
        Some(fact) => text.replace("{says}", scope.vocabulary.short(fact)),
        None => text,
    };
    let facts = entry.texts("facts").into_iter().filter_map(|(id, span)| {
        let id = member.map_or_else(|| id.clone(), |member| id.replace('*', member));
        let found = scope.vocabulary.asked(&id);
        if found.is_none() {
            let known = scope.vocabulary.facts.iter().map(|fact| fact.id.as_str());
            let mend = did_you_mean(&id, known).unwrap_or_else(|| "use an id of vocabulary.toml".into());
            entry.fault(span, format!("no fact that can be asked is called `{id}`"), mend);
        }
        found
    });
    Page {
        facts: facts.collect(),
        details: if entry.has("details") { entry.texts("details").into_iter().map(|(section, _)| section).collect() } else { Vec::new() },
        id: member.map_or_else(|| entry.text("id"), |member| format!("{}-{}", entry.text("id"), member.replace('_', "-"))),
        step: entry.one_of("step", &step_names()).unwrap_or(Step::Start),
        modes: modes(entry),
        title: put_in(entry.text("title")),
        lead: put_in(entry.text_or_empty("lead")),
        only_what_matters: entry.value("ask").and_then(|v| entry.name_of(v, &[("always", false), ("matters", true)])).unwrap_or(false),
        when: scope.read_or_always(entry, "when", member),
    }
}

/// Answers alone contradict each other, not what is made of them.
fn contradiction(entry: &Entry<'_>, vocabulary: &Vocabulary, names: &Names, thresholds: &[(String, Vec<u16>)]) -> Contradiction {
    let scope = Scope { vocabulary, names, thresholds, may_ask: Asks::Facts, later: &[] };
    let when = scope.read_required(entry, "when");
    let read = Contradiction { id: entry.text("id"), title: entry.text("title"), says: entry.text("says"), when };
    entry.done();
    read
}

fn members(vocabulary: &Vocabulary, family: &str) -> Vec<String> {
    let name = |id: &str| id.strip_prefix(family)?.strip_prefix('.')?.split_once('.').map(|(member, _)| member.to_owned());
    let mut members: Vec<String> = vocabulary.facts.iter().filter_map(|fact| name(&fact.id)).collect();
    members.dedup();
    members
}
