//! Reads `national.toml` and the packs of areas.

use super::citations;
use super::conditions::{Asks, Scope};
use super::fault::did_you_mean;
use super::journey::{modes, step_names};
use super::pathway;
use super::people;
use super::references::unique;
use super::table::Entry;
use crate::facts::fact::{Kind, Mask};
use crate::facts::{FactId, Vocabulary};
use crate::packs::journey::Step;
use crate::packs::pack::{Action, Advice, Contact, Guidance, Local, Pack, Rule, Safety, Source, Stop, Threshold, Tier, Urgency};

/// The names that conditions may use, from the national pack.
#[derive(Debug, Default)]
pub struct Names {
    /// Tiers, from the least to the most.
    pub tiers: Vec<String>,
    /// Tier rules.
    pub rules: Vec<String>,
    /// Stops.
    pub stops: Vec<String>,
}

impl Names {
    /// Gathers them before anything is read that uses them.
    pub fn gather(national: &Entry<'_>) -> Names {
        let ids = |key: &str, most: usize| {
            let mut entries = national.entries(key);
            if let Some(past) = entries.get(most) {
                national.fault(past.span.clone(), format!("more than {most} entries [[{key}]]"), "join some, or leave some out");
            }
            entries.truncate(most);
            entries.iter().map(|entry| entry.text("id")).collect()
        };
        // A condition keeps a bit for each name; a decision diagram knows 16 outcomes.
        Names { tiers: ids("tier", 15), rules: ids("rule", 64), stops: ids("stop", 64) }
    }
}

/// Every named threshold with all the values that some pack gives it.
pub fn threshold_values<'a>(packs: impl Iterator<Item = Entry<'a>>) -> Vec<(String, Vec<u16>)> {
    let mut thresholds: Vec<(String, Vec<u16>)> = Vec::new();
    for entry in packs.flat_map(|pack| pack.entries("threshold")) {
        let (id, value) = (entry.text("id"), entry.whole_number("value").unwrap_or(0));
        match thresholds.iter().position(|(known, _)| *known == id) {
            Some(place) => thresholds[place].1.push(value),
            None if thresholds.len() > usize::from(u8::MAX) => entry.fault(entry.span.clone(), "more than 256 thresholds", "leave some out"),
            None => thresholds.push((id, vec![value])),
        }
    }
    thresholds
}

/// Reads one pack.
pub fn read(file: &Entry<'_>, vocabulary: &Vocabulary, names: &Names, thresholds: &[(String, Vec<u16>)]) -> Pack {
    let scope = |may_ask| Scope { vocabulary, names, thresholds, may_ask, later: &[] };
    file.required_day("checked");
    let pack = Pack {
        id: file.text("id"),
        version: file.text("version"),
        digest: String::new(),
        title: file.text("title"),
        areas: areas(file, vocabulary),
        sources: each(file, "source", source),
        tiers: each(file, "tier", tier),
        thresholds: each(file, "threshold", |entry| threshold(entry, thresholds)),
        minimum: each(file, "minimum", |entry| minimum(entry, vocabulary)).concat(),
        rules: each(file, "rule", |entry| rule(entry, &scope(Asks::Minimum))),
        stops: each(file, "stop", |entry| stop(entry, &scope(Asks::Fired))),
        actions: each(file, "action", |entry| action(entry, &scope(Asks::Pathways))),
        locals: Vec::new(),
        safety: each(file, "safety", safety),
        guidance: each(file, "guidance", |entry| guidance(entry, &scope(Asks::Tier))),
        contacts: each(file, "contact", contact),
        pathways: each(file, "pathway", |entry| pathway::read(entry, vocabulary, names, thresholds)),
    };
    let locals = each(file, "local", |entry| local(entry, &pack.contacts));
    people::check(file);
    citations::check(file);
    file.done();
    for list in ["rule", "tier", "stop", "action", "safety", "contact", "pathway", "guidance"] {
        unique(file, list, "id");
    }
    unique(file, "source", "key");
    thresholds_once(file);
    Pack { locals, ..pack }
}

/// Reads every table of a list and sees that nothing in it was passed over.
pub fn each<T>(file: &Entry<'_>, key: &str, read: impl Fn(&Entry<'_>) -> T) -> Vec<T> {
    let entries = file.entries(key);
    entries
        .iter()
        .map(|entry| {
            let item = read(entry);
            entry.done();
            item
        })
        .collect()
}

/// A threshold may stand more than once, each time in force from another day.
fn thresholds_once(file: &Entry<'_>) {
    let entries = file.entries("threshold");
    let place = |entry: &Entry<'_>| (entry.text("id"), entry.day("from"));
    for (i, entry) in entries.iter().enumerate() {
        if let Some(earlier) = entries[..i].iter().find(|earlier| place(earlier) == place(entry)) {
            let wrong = format!("two entries [[threshold]] give `{}` from the same day", entry.text("id"));
            entry.fault_beside(entry.span_of("id"), wrong, "keep one, or give each its own `from`", (earlier.span_of("id"), "the first one"));
        }
    }
}

fn areas(file: &Entry<'_>, vocabulary: &Vocabulary) -> Mask {
    let person = vocabulary.asked("area.person");
    let choices = person.map(|fact| vocabulary.choices(fact)).unwrap_or_default();
    let names: Vec<(&str, Mask)> = choices.iter().enumerate().map(|(i, choice)| (choice.is.as_str(), 1 << i)).collect();
    file.list("areas").into_iter().filter_map(|value| file.name_of(value, &names)).fold(0, |mask, bit| mask | bit)
}

/// Reads a source.
pub fn source(entry: &Entry<'_>) -> Source {
    Source { key: entry.text("key"), title: entry.text("title"), date: entry.day("date"), url: entry.text_or_empty("url") }
}

fn tier(entry: &Entry<'_>) -> Tier {
    Tier { id: entry.text("id"), says: entry.text("says"), explains: entry.text("explains"), open: entry.flag("open") }
}

fn threshold(entry: &Entry<'_>, thresholds: &[(String, Vec<u16>)]) -> Threshold {
    let id = entry.text("id");
    Threshold {
        name: thresholds.iter().position(|(known, _)| *known == id).unwrap_or(0) as u8,
        value: entry.whole_number("value").unwrap_or(0),
        from: entry.day("from"),
        source: entry.text("source"),
    }
}

fn minimum(entry: &Entry<'_>, vocabulary: &Vocabulary) -> Vec<FactId> {
    entry.text("source");
    let find = |(id, span): (String, std::ops::Range<usize>)| {
        let found = vocabulary.asked(&id).filter(|fact| vocabulary.fact(*fact).is_some_and(|fact| !matches!(fact.kind, Kind::Date | Kind::Text)));
        if found.is_none() {
            let known = vocabulary.facts.iter().map(|fact| fact.id.as_str());
            let mend = did_you_mean(&id, known).filter(|_| vocabulary.asked(&id).is_none());
            entry.fault(span, format!("`{id}` is no fact that rules can read"), mend.unwrap_or_else(|| "use an id of vocabulary.toml".into()));
        }
        found
    };
    entry.texts("facts").into_iter().filter_map(find).collect()
}

fn rule(entry: &Entry<'_>, scope: &Scope<'_>) -> Rule {
    let tiers: Vec<(&str, u8)> = scope.names.tiers.iter().enumerate().map(|(i, tier)| (tier.as_str(), i as u8)).collect();
    Rule {
        id: entry.text("id"),
        tier: entry.one_of("tier", &tiers).unwrap_or(0),
        when: scope.read_required(entry, "when"),
        yields_to: entry.value("yields_to").map_or(0, |value| scope.named(entry, value, &scope.names.rules, "rule")),
        says: entry.text("says"),
        source: entry.text("source"),
    }
}

fn stop(entry: &Entry<'_>, scope: &Scope<'_>) -> Stop {
    Stop {
        id: entry.text("id"),
        when: scope.read_required(entry, "when"),
        forbids_pathways: entry.one_of("forbids", &[("pathways", true), ("nothing", false)]).unwrap_or(true),
        says: entry.text("says"),
        mend: entry.text("mend"),
        source: entry.text("source"),
    }
}

fn rank(entry: &Entry<'_>) -> u8 {
    u8::try_from(entry.whole_number("rank").unwrap_or(100)).unwrap_or(u8::MAX)
}

fn action(entry: &Entry<'_>, scope: &Scope<'_>) -> Action {
    let urgency = [("now", Urgency::Now), ("today", Urgency::Today), ("this_week", Urgency::ThisWeek), ("with_referral", Urgency::WithReferral)];
    Action {
        id: entry.text("id"),
        urgency: entry.one_of("urgency", &urgency).unwrap_or(Urgency::Today),
        rank: rank(entry),
        first_when: scope.read(entry, "first_when", None),
        when: scope.read_or_always(entry, "when", None),
        says: entry.text("says"),
        because: entry.text("because"),
        source: entry.text("source"),
    }
}

fn local(entry: &Entry<'_>, contacts: &[Contact]) -> Local {
    let names: Vec<(&str, u8)> = contacts.iter().zip(0..=u8::MAX).map(|(contact, place)| (contact.id.as_str(), place)).collect();
    Local {
        action: entry.text("action"),
        says: entry.text("says"),
        contact: entry.value("contact").and_then(|value| entry.name_of(value, &names)),
        source: entry.text("source"),
    }
}

fn safety(entry: &Entry<'_>) -> Safety {
    Safety {
        id: entry.text("id"),
        says: entry.text("says"),
        carried_by: entry.texts("carried_by").into_iter().map(|(text, _)| text).collect(),
        source: entry.text("source"),
    }
}

/// The steps in which lines of guidance are shown: the first page speaks for itself, and on the check nothing is new.
fn guided_steps() -> Vec<(&'static str, Step)> {
    step_names().into_iter().filter(|(_, step)| !matches!(step, Step::Start | Step::Check)).collect()
}

fn guidance(entry: &Entry<'_>, scope: &Scope<'_>) -> Guidance {
    let kinds = [("do", Advice::Do), ("do_not", Advice::DoNot), ("know", Advice::Know)];
    Guidance {
        id: entry.text("id"),
        step: entry.one_of("step", &guided_steps()).unwrap_or(Step::Respond),
        kind: entry.one_of("kind", &kinds).unwrap_or(Advice::Know),
        modes: modes(entry),
        when: scope.read_or_always(entry, "when", None),
        rank: rank(entry),
        said_to_person: entry.flag("said_to_person"),
        says: entry.text("says"),
        source: entry.text("source"),
    }
}

/// Whom a contact may be for.
const WHOM: [(&str, &str); 6] =
    [("emergency", "emergency"), ("advice", "advice"), ("victim", "victim"), ("child", "child"), ("adult", "adult"), ("supporter", "supporter")];

fn contact(entry: &Entry<'_>) -> Contact {
    Contact {
        id: entry.text("id"),
        name: entry.text("name"),
        phone: entry.text("phone"),
        says: entry.text("says"),
        whom: entry.one_of("for", &WHOM).unwrap_or_default().into(),
        checked: entry.required_day("checked"),
        confirmed: entry.flag_or("confirmed", true),
        source: entry.text("source"),
    }
}
