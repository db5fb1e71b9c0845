//! Equality by its plain meaning: two people who differ in a protected characteristic alone.

use super::plain::{Found, steps, thing_of, upward};
use super::table::{Case, Table, turned, way};
use waymark::facts::Truth;
use waymark::facts::raw::Raw;
use waymark::packs::pack::Criterion;
use waymark::prove::claims::{Claims, Danger, Equal};

/// Everything that speaks against it.
pub fn refuted(table: &Table<'_>, claims: &Claims, claim: &Equal, found: &mut Found) {
    for fact in &claim.facts {
        changes(table, claims, fact, &[], found);
    }
    for (facts, actions) in &claim.by_law {
        changes(table, claims, &facts[0], actions, found);
    }
    for (fact, values) in &claim.alike {
        alike(table, claims, fact, values, found);
    }
    for fact in &claim.only_raises {
        let values = vec![Raw::Text("no".into()), Raw::Text("yes".into())];
        steps(table, claims, &upward(table, &Danger { fact: fact.clone(), values }), None, found);
    }
    let by_law = claim.by_law.iter().flat_map(|(facts, _)| facts);
    for fact in claim.facts.iter().chain(by_law).chain(&claim.only_raises) {
        closes(table, fact, claim.only_raises.contains(fact), found);
    }
    nothing_instead(table, found);
}

/// Every two cases that differ in one thing alone: the day, the first object, the change, and both cases.
fn pairs<'t>(table: &'t Table<'_>, fact: &str) -> impl Iterator<Item = (usize, usize, (usize, usize, usize), &'t Case, &'t Case)> + use<'t> {
    let (place, thing) = thing_of(table.things, fact);
    let (things, ways) = (table.things, thing.ways.len());
    table.here().flat_map(move |(day, object, before)| {
        let from = way(things, object, place);
        let others = (0..ways).filter(move |to| *to != from);
        others.map(move |to| (day, object, (place, from, to), before, &table.cases[day][turned(things, object, place, to)]))
    })
}

/// The tier and the guarded actions that differ.
fn differing(table: &Table<'_>, claims: &Claims, before: &Case, after: &Case, allowed: &[usize]) -> Vec<String> {
    let mut differing = Vec::new();
    differing.extend((before.tier != after.tier).then(|| "the tier".to_owned()));
    let guarded = claims.guarded.iter().filter(|action| !allowed.contains(action));
    let changed = guarded.filter(|action| before.due.contains(action) != after.due.contains(action));
    differing.extend(changed.map(|action| table.bundle.national.actions[*action].id.clone()));
    differing
}

fn changes(table: &Table<'_>, claims: &Claims, fact: &str, allowed: &[usize], found: &mut Found) {
    for (day, object, change, before, after) in pairs(table, fact) {
        for what in differing(table, claims, before, after, allowed) {
            found.at(table, &format!("{fact} changes {what}"), day, object, Some(change));
        }
    }
}

fn alike(table: &Table<'_>, claims: &Claims, fact: &str, values: &[Raw], found: &mut Found) {
    let ways = &thing_of(table.things, fact).1.ways;
    let position = |value: &Raw| ways.iter().position(|way| way.len() == 1 && way[0].1 == *value).expect("a way");
    for two in values.windows(2) {
        for (day, object, change, before, after) in
            pairs(table, fact).filter(|(_, _, (_, from, to), ..)| (*from, *to) == (position(&two[0]), position(&two[1])))
        {
            for what in differing(table, claims, before, after, &[]) {
                found.at(table, &format!("{fact} changes {what} between values that must come to the same"), day, object, Some(change));
            }
        }
    }
}

/// Who fits a service changes, and nothing that declares why does.
fn closes(table: &Table<'_>, fact: &str, tier_too: bool, found: &mut Found) {
    for (place, (pack, pathway)) in table.pathways().enumerate().filter(|(_, (_, pathway))| !pathway.fallback) {
        let says = format!("{fact} changes who fits {}/{}, and no criterion there declares why", pack.id, pathway.id);
        let declared = |case: &Case| table.eligible(case, pathway.criteria.iter().filter(|criterion| !criterion.scope.is_empty()));
        for (day, object, change, before, after) in pairs(table, fact) {
            let excused = tier_too && before.tier != after.tier;
            if before.eligible[place] != after.eligible[place] && !excused && declared(before) == declared(after) {
                found.at(table, &says, day, object, Some(change));
            }
        }
    }
}

/// A service that may run is closed by what it declares alone, and nothing that it names is there instead.
fn nothing_instead(table: &Table<'_>, found: &mut Found) {
    let listed: Vec<String> = table.pathways().map(|(pack, pathway)| format!("{}/{}", pack.id, pathway.id)).collect();
    for (id, (_, pathway)) in listed.iter().zip(table.pathways()) {
        let says = format!("{id} is closed by a protected characteristic, and nothing that it names instead answers the need");
        let declares = |criterion: &&Criterion| !criterion.scope.is_empty();
        if !pathway.criteria.iter().any(|criterion| declares(&criterion)) {
            continue;
        }
        let answers = |case: &Case, reference: &String| match reference.strip_prefix("action.") {
            Some(action) => case.due.iter().any(|due| table.bundle.national.actions[*due].id == action),
            None => listed.iter().position(|id| id == reference).is_some_and(|place| case.recommended & (1 << place) != 0),
        };
        for (day, object, case) in table.here().filter(|(day, ..)| pathway.status.on(table.days[*day]).may_run()) {
            let closed = table.eligible(case, pathway.criteria.iter().filter(declares)) == Truth::No;
            let fits = table.eligible(case, pathway.criteria.iter().filter(|criterion| !declares(criterion))) != Truth::No;
            if closed && fits && !pathway.instead.iter().any(|reference| answers(case, reference)) {
                found.at(table, &says, day, object, None);
            }
        }
    }
}
