//! What files say of one another: places that only one may have, alternatives, local words, what carries a safety rule.

use std::collections::HashMap;
use std::ops::Range;

use super::fault::did_you_mean;
use super::table::Entry;
use crate::packs::{Bundle, Pack};

/// Sees that no two entries of a list of a file, or of a pathway, have the same name.
pub fn unique(file: &Entry<'_>, list: &str, key: &str) {
    let mut first: HashMap<String, Range<usize>> = HashMap::new();
    let header = if file.span.is_empty() { list.to_owned() } else { format!("pathway.{list}") };
    for entry in file.entries(list).iter().filter(|entry| entry.has(key)) {
        let (name, span) = (entry.text(key), entry.span_of(key));
        match first.get(&name) {
            Some(earlier) if !name.is_empty() => {
                let wrong = format!("two entries [[{header}]] are called `{name}`");
                entry.fault_beside(span, wrong, format!("give each its own `{key}`"), (earlier.clone(), "the first one"));
            }
            _ => drop(first.insert(name, span)),
        }
    }
}

/// Checks everything that one file says of another.
pub fn check<'a>(bundle: &Bundle, files: impl Iterator<Item = Entry<'a>>) {
    let packs: Vec<&Pack> = std::iter::once(&bundle.national).chain(&bundle.areas).collect();
    let files: Vec<Entry<'a>> = files.collect();
    places(&packs, &files);
    let known = Known::of(bundle, &packs);
    for (file, pack) in files.iter().zip(packs) {
        file.entries("pathway").iter().for_each(|entry| instead(entry, pack, &known));
        for entry in file.entries("safety") {
            for (reference, span) in entry.texts("carried_by") {
                let reason = reference.strip_prefix("design.").is_some_and(|reason| !reason.is_empty());
                if !reason && !known.carriers.contains(&reference) {
                    let mend = did_you_mean(&reference, known.carriers.iter().map(String::as_str));
                    let otherwise = || "name what carries it: action.*, stop.*, guidance.*, fact.*, rule.*, pathway.* or design.<reason>".into();
                    entry.fault(span, format!("`{reference}` does not exist"), mend.unwrap_or_else(otherwise));
                }
            }
        }
        for entry in file.entries("local").iter().filter(|entry| entry.has("action")) {
            let action = entry.text("action");
            let ids = || known.actions.iter().filter_map(|action| action.strip_prefix("action."));
            if !ids().any(|id| id == action) {
                let mend = did_you_mean(&action, ids()).unwrap_or_else(|| "use the id of an [[action]] of national.toml".into());
                entry.fault(entry.span_of("action"), format!("no action is called `{action}`"), mend);
            }
        }
    }
}

/// What may be named.
struct Known {
    actions: Vec<String>,
    pathways: Vec<String>,
    carriers: Vec<String>,
}

impl Known {
    fn of(bundle: &Bundle, packs: &[&Pack]) -> Known {
        let national = &bundle.national;
        let actions: Vec<String> = national.actions.iter().map(|action| format!("action.{}", action.id)).collect();
        let pathways: Vec<String> = packs.iter().flat_map(|pack| pack.pathways.iter().map(|pathway| format!("{}/{}", pack.id, pathway.id))).collect();
        let mut carriers = actions.clone();
        carriers.extend(national.stops.iter().map(|stop| format!("stop.{}", stop.id)));
        carriers.extend(national.rules.iter().map(|rule| format!("rule.{}", rule.id)));
        carriers.extend(packs.iter().flat_map(|pack| &pack.guidance).map(|line| format!("guidance.{}", line.id)));
        carriers.extend(pathways.iter().map(|id| format!("pathway.{id}")));
        let vocabulary = &bundle.vocabulary;
        let facts = vocabulary.facts.iter().map(|fact| &fact.id).chain(vocabulary.derived.iter().map(|derived| &derived.id));
        carriers.extend(facts.map(|id| format!("fact.{id}")));
        Known { actions, pathways, carriers }
    }
}

/// What a pathway names instead of itself must be there, in this pack or the national one, and another.
fn instead(entry: &Entry<'_>, pack: &Pack, known: &Known) {
    let own = format!("{}/{}", pack.id, entry.text("id"));
    let in_reach = |id: &str| id.split_once('/').is_some_and(|(other, _)| other == pack.id || other == "national");
    let mut named: Vec<(String, Range<usize>)> = Vec::new();
    for (reference, span) in entry.texts("instead").into_iter().filter(|(reference, _)| !reference.is_empty()) {
        if reference == own {
            entry.fault(span.clone(), "a pathway that names itself as its alternative", "name another pathway or an action, or take it out");
        } else if known.pathways.contains(&reference) && !in_reach(&reference) {
            let wrong = format!("`{reference}` belongs to another area, so it is never there together with this one");
            entry.fault(span.clone(), wrong, format!("name a pathway of {} or of national, or an action", pack.id));
        } else if !known.pathways.contains(&reference) && !known.actions.contains(&reference) {
            let reachable = known.pathways.iter().filter(|id| in_reach(id) && **id != own).chain(&known.actions).map(String::as_str);
            let mend = did_you_mean(&reference, reachable).unwrap_or_else(|| "name a pathway as pack/id, an action as action.id".into());
            entry.fault(span.clone(), format!("`{reference}` does not exist"), mend);
        }
        match named.iter().find(|(earlier, _)| *earlier == reference) {
            Some((_, first)) => {
                entry.fault_beside(span, format!("`{reference}` stands here twice"), "take one out", (first.clone(), "the first one"))
            }
            None => named.push((reference, span)),
        }
    }
}

/// Every pack has an id of its own, and every area one pack at most.
fn places(packs: &[&Pack], files: &[Entry<'_>]) {
    for (i, (pack, file)) in packs.iter().zip(files).enumerate() {
        let earlier = || packs[..i].iter().zip(files);
        if let Some((_, other)) = earlier().find(|(earlier, _)| earlier.id == pack.id && !pack.id.is_empty()) {
            file.fault(
                file.span_of("id"),
                format!("the pack of {} is called `{}`, too", other.file.name, pack.id),
                "give each pack an id of its own",
            );
        }
        if let Some((_, other)) = earlier().find(|(earlier, _)| earlier.areas & pack.areas != 0) {
            let wrong = format!("the pack of {} serves one of these areas, too", other.file.name);
            file.fault(file.span_of("areas"), wrong, "let each area be served by one pack");
        }
        if i > 0 && pack.areas == 0 && file.list("areas").is_empty() {
            file.fault(file.span_of("areas"), "this pack serves no area, so it is never used", "add `areas = [ … ]` with values of area.person");
        }
    }
}
