//! Reads `national.toml` and the packs of areas.

use super::conditions::{Asks, Scope};
use super::journey::{modes, step_names};
use super::pathway;
use super::table::Entry;
use crate::facts::fact::{Kind, Mask};
use crate::facts::{FactId, Vocabulary};
use crate::packs::Bundle;
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
        let ids = |key: &str| national.entries(key).iter().map(|entry| entry.text("id")).collect();
        Names { tiers: ids("tier"), rules: ids("rule"), stops: ids("stop") }
    }
}

/// Every named threshold with all the values that some pack gives it.
pub fn threshold_values<'a>(packs: impl Iterator<Item = Entry<'a>>) -> Vec<(String, Vec<u16>)> {
    let mut thresholds: Vec<(String, Vec<u16>)> = Vec::new();
    for entry in packs.flat_map(|pack| pack.entries("threshold")) {
        let (id, value) = (entry.text("id"), entry.whole_number("value").unwrap_or(0));
        match thresholds.iter_mut().find(|(known, _)| *known == id) {
            Some((_, values)) => values.push(value),
            None => thresholds.push((id, vec![value])),
        }
    }
    thresholds
}

/// Reads one pack.
pub fn read(file: &Entry<'_>, vocabulary: &Vocabulary, names: &Names, thresholds: &[(String, Vec<u16>)]) -> Pack {
    let scope = |may_ask| Scope { vocabulary, names, thresholds, may_ask };
    file.value("checked");
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
        guidance: each(file, "guidance", |entry| guidance(entry, &scope(Asks::Pathways))),
        contacts: each(file, "contact", contact),
        pathways: each(file, "pathway", |entry| pathway::read(entry, vocabulary, names, thresholds)),
    };
    let locals = each(file, "local", |entry| local(entry, &pack.contacts));
    file.done();
    unique(file, "rule", pack.rules.iter().map(|rule| rule.id.as_str()));
    unique(file, "action", pack.actions.iter().map(|action| action.id.as_str()));
    unique(file, "contact", pack.contacts.iter().map(|contact| contact.id.as_str()));
    unique(file, "pathway", pack.pathways.iter().map(|pathway| pathway.id.as_str()));
    unique(file, "guidance", pack.guidance.iter().map(|line| line.id.as_str()));
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

fn unique<'a>(file: &Entry<'_>, key: &str, ids: impl Iterator<Item = &'a str>) {
    let ids: Vec<&str> = ids.collect();
    for (i, id) in ids.iter().enumerate().filter(|(i, id)| ids[..*i].contains(id)) {
        let span = file.entries(key).get(i).map_or(0..0, |entry| entry.span_of("id"));
        file.fault(span, format!("two entries [[{key}]] are called `{id}`"), "give each an id of its own");
    }
}

fn areas(file: &Entry<'_>, vocabulary: &Vocabulary) -> Mask {
    let person = vocabulary.asked("area.person");
    let choices = person.map(|fact| vocabulary.choices(fact)).unwrap_or_default();
    let names: Vec<(&str, Mask)> = choices.iter().enumerate().map(|(i, choice)| (choice.is.as_str(), 1 << i)).collect();
    file.list("areas").into_iter().filter_map(|value| file.name_of(value, &names)).fold(0, |mask, bit| mask | bit)
}

fn source(entry: &Entry<'_>) -> Source {
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
            entry.fault(span, format!("`{id}` is no fact that rules can read"), "use an id of vocabulary.toml");
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
    let names: Vec<(&str, u8)> = contacts.iter().enumerate().map(|(i, contact)| (contact.id.as_str(), i as u8)).collect();
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

fn guidance(entry: &Entry<'_>, scope: &Scope<'_>) -> Guidance {
    let kinds = [("do", Advice::Do), ("do_not", Advice::DoNot), ("know", Advice::Know)];
    Guidance {
        id: entry.text("id"),
        step: entry.one_of("step", &step_names()).unwrap_or(Step::Respond),
        kind: entry.one_of("kind", &kinds).unwrap_or(Advice::Know),
        modes: modes(entry),
        when: scope.read_or_always(entry, "when", None),
        rank: rank(entry),
        says: entry.text("says"),
        source: entry.text("source"),
    }
}

fn contact(entry: &Entry<'_>) -> Contact {
    Contact {
        id: entry.text("id"),
        name: entry.text("name"),
        phone: entry.text("phone"),
        says: entry.text("says"),
        whom: entry.text("for"),
        checked: entry.required_day("checked"),
        confirmed: entry.flag_or("confirmed", true),
        source: entry.text("source"),
    }
}

/// Every pack has an id of its own, and every area one pack at most.
fn check_places(packs: &[&Pack], files: &[Entry<'_>]) {
    for (i, (pack, file)) in packs.iter().zip(files).enumerate() {
        if packs[..i].iter().any(|earlier| earlier.id == pack.id) {
            file.fault(file.span_of("id"), format!("another pack is called `{}`", pack.id), "give each pack an id of its own");
        }
        if packs[..i].iter().any(|earlier| earlier.areas & pack.areas != 0) {
            file.fault(file.span_of("areas"), "another pack serves one of these areas", "let each area be served by one pack");
        }
        if i > 0 && pack.areas == 0 {
            file.fault(file.span_of("areas"), "this pack serves no area, so it is never used", "add `areas = [ … ]` with values of area.person");
        }
    }
}

/// Checks what one file says of another: alternatives, local words, what carries a safety rule.
pub fn check_references<'a>(bundle: &Bundle, files: impl Iterator<Item = Entry<'a>>) {
    let packs: Vec<&Pack> = std::iter::once(&bundle.national).chain(&bundle.areas).collect();
    let files: Vec<Entry<'a>> = files.collect();
    check_places(&packs, &files);
    let is_action = |id: &str| bundle.national.actions.iter().any(|action| action.id == id);
    let is_pathway = |id: &str| {
        packs.iter().any(|pack| {
            id.strip_prefix(&*pack.id).and_then(|rest| rest.strip_prefix('/')).is_some_and(|own| pack.pathways.iter().any(|p| p.id == own))
        })
    };
    let is_guidance = |id: &str| packs.iter().any(|pack| pack.guidance.iter().any(|line| line.id == id));
    let exists = |reference: &str| match reference.split_once('.') {
        Some(("action", id)) => is_action(id),
        Some(("guidance", id)) => is_guidance(id),
        Some(("stop", id)) => bundle.national.stops.iter().any(|stop| stop.id == id),
        Some(("rule", id)) => bundle.national.rules.iter().any(|rule| rule.id == id),
        Some(("fact", id)) => bundle.vocabulary.find(id).is_some(),
        Some(("pathway", id)) => is_pathway(id),
        Some(("design", reason)) => !reason.is_empty(),
        _ => is_pathway(reference),
    };
    for file in files {
        let references =
            file.entries("pathway").into_iter().map(|e| (e, "instead")).chain(file.entries("safety").into_iter().map(|e| (e, "carried_by")));
        for (entry, key) in references {
            for (reference, span) in entry.texts(key).into_iter().filter(|(reference, _)| !exists(reference)) {
                entry.fault(span, format!("`{reference}` does not exist"), "name a pathway as pack/id, an action as action.id");
            }
        }
        for entry in file.entries("local").iter().filter(|entry| !is_action(&entry.text("action"))) {
            entry.fault(entry.span_of("action"), "no such action", "use the id of an [[action]] of national.toml");
        }
    }
}
