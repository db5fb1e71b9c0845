//! What the scenarios must show between them. Only blocks that came out as they say are counted.

use super::claim::{Claim, Part};
use super::form::{Case, Never};
use super::support::{bundle, engine, values};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use waymark::facts::condition::{Condition, Decided};
use waymark::facts::fact::Kind;
use waymark::facts::{Answers, Day, FactId, raw::Raw};
use waymark::packs::Pack;
use waymark::packs::pack::{Availability, Pathway, Status};

/// A claim that held.
pub struct Shown<'a> {
    pub section: &'a str,
    pub on: Day,
    pub claim: &'a Claim,
}

/// `pack/id` of every pathway, with its pack and itself.
fn pathways() -> Vec<(String, &'static Pack, &'static Pathway)> {
    let packs = std::iter::once(&bundle().national).chain(&bundle().areas);
    packs.flat_map(|pack| pack.pathways.iter().map(move |pathway| (format!("{}/{}", pack.id, pathway.id), pack, pathway))).collect()
}

/// Whether a heading names this id, as `id`.
fn names(section: &str, id: &str) -> bool {
    section.split('`').nth(1) == Some(id)
}

/// What no scenario shows, of the pathways: each in a section of its own.
pub fn of_pathways(shown: &[Shown<'_>], never: &[Never]) -> Vec<String> {
    let mut absent = Vec::new();
    for (id, _, pathway) in pathways() {
        let mut eligible = BTreeSet::new();
        let mut days = BTreeSet::new();
        for shown in shown.iter().filter(|shown| names(shown.section, &id)) {
            let Claim::Pathway(of, parts) = shown.claim else { continue };
            for part in parts.iter().filter(|_| *of == id) {
                match part {
                    Part::Eligibility(eligibility) => drop(eligible.insert(*eligibility)),
                    Part::Availability(_) => drop(days.insert(shown.on)),
                    _ => {}
                }
            }
        }
        let never: Vec<&str> = never.iter().filter(|never| names(&never.section, &id)).map(|never| never.eligibility).collect();
        let all = ["eligible", "not_eligible", "cannot_tell"];
        absent.extend(all.iter().filter(|one| !eligible.contains(*one) && !never.contains(one)).map(|one| format!("{id}: {one}")));
        absent.extend(days_not_shown(&pathway.status, &days).into_iter().map(|when| format!("{id}: a day {when}")));
    }
    absent
}

/// The criteria of which no section of their pathway says, by a reason, that they decide: that one is not met, or, where a doubt is
/// written, that it is not known. What every place of a pack meets cannot decide within it.
pub fn of_criteria(shown: &[Shown<'_>]) -> Vec<String> {
    let mut absent = Vec::new();
    for (id, pack, pathway) in pathways() {
        for criterion in pathway.criteria.iter().filter(|criterion| !met_everywhere(pack, &criterion.met)) {
            let needed = if criterion.doubt.is_some() { "cannot_tell" } else { "not_eligible" };
            let named = |shown: &&Shown<'_>| names(shown.section, &id) && gives_reason(shown.claim, &id, needed, &criterion.id);
            if !shown.iter().any(|shown| named(&shown)) {
                absent.push(format!("{id}: {needed} because {}", criterion.id));
            }
        }
    }
    absent
}

/// Whether living anywhere that the pack serves is enough.
fn met_everywhere(pack: &Pack, met: &Condition) -> bool {
    match met {
        Condition::Is { fact, accepts } => Some(*fact) == bundle().vocabulary.asked("area.person") && pack.areas & !accepts == 0,
        Condition::Any(parts) => parts.iter().any(|part| met_everywhere(pack, part)),
        _ => false,
    }
}

fn gives_reason(claim: &Claim, id: &str, eligibility: &str, criterion: &str) -> bool {
    let Claim::Pathway(of, parts) = claim else { return false };
    let says = parts.iter().any(|part| matches!(part, Part::Eligibility(one) if *one == eligibility));
    of == id && says && parts.iter().any(|part| matches!(part, Part::Because(reasons) if reasons.iter().any(|reason| reason == criterion)))
}

fn days_not_shown(status: &Status, days: &BTreeSet<Day>) -> Vec<&'static str> {
    let Status::Windows { windows, .. } = status else {
        return if days.is_empty() { vec!["with its availability"] } else { Vec::new() };
    };
    let before = days.iter().any(|day| windows.iter().all(|window| *day < window.from));
    let inside = days.iter().any(|day| status.on(*day) == Availability::Running);
    let after = days.iter().any(|day| windows.iter().all(|window| *day > window.to));
    [(before, "before its windows"), (inside, "inside its windows"), (after, "after its windows")]
        .iter()
        .filter(|one| !one.0)
        .map(|one| one.1)
        .collect()
}

/// What no scenario shows, of the tiers, tier rules, stops, actions and safety rules.
pub fn of_rules(shown: &[Shown<'_>]) -> Vec<String> {
    let national = &bundle().national;
    let in_section = |id: &str, holds: &dyn Fn(&Claim) -> bool| shown.iter().any(|shown| names(shown.section, id) && holds(shown.claim));
    let rules = national.rules.iter().map(|rule| &rule.id).filter(|id| !in_section(id, &|claim| lists(claim, "fired", id)));
    let actions = national.actions.iter().map(|action| &action.id).filter(|id| !in_section(id, &|claim| lists(claim, "actions", id)));
    let stops = national.stops.iter().map(|stop| &stop.id).filter(|id| !in_section(id, &|claim| lists(claim, "stops", id)));
    let safety = national.safety.iter().map(|rule| &rule.id).filter(|id| !in_section(id, &|_| true));
    let tier = |id: &str| shown.iter().any(|shown| matches!(shown.claim, Claim::Field("tier", tier) if *tier == id));
    let tiers = national.tiers.iter().map(|tier| &tier.id).filter(|id| !tier(id));
    let kinds = [("rule", rules.collect::<Vec<_>>()), ("action", actions.collect()), ("stop", stops.collect()), ("safety rule", safety.collect())];
    kinds.into_iter().chain([("tier", tiers.collect())]).flat_map(|(kind, ids)| ids.into_iter().map(move |id| format!("{kind} {id}"))).collect()
}

fn lists(claim: &Claim, list: &str, id: &str) -> bool {
    match claim {
        Claim::Exactly(name, ids) | Claim::Holds(name, ids) => *name == list && ids.iter().any(|one| one == id),
        Claim::First(first) => list == "actions" && first == id,
        _ => false,
    }
}

/// Why an eligibility that a page says can never be may be after all.
pub fn may_be(never: &Never) -> Option<String> {
    let found = pathways().into_iter().find(|(id, ..)| names(&never.section, id));
    let Some((id, _, pathway)) = found else { return Some(format!("{}: expected a heading with a pathway, found `{}`", never.at, never.section)) };
    let wrong = match never.reason.as_str() {
        "it has no criteria" => (!pathway.criteria.is_empty()).then(|| "it has criteria".to_owned()),
        "it asks only whether something is recommended" => (!asks_only_what_is_recommended(pathway)).then(|| "it asks for more".to_owned()),
        "every answer settles it" => by_force(&id, pathway, never.eligibility).err(),
        reason => Some(format!("expected a reason that can be proved, found `{reason}`")),
    };
    wrong.map(|wrong| format!("{}: {id}: {wrong}", never.at))
}

/// Something is recommended or nothing is: a criterion that asks only for this is never open.
fn asks_only_what_is_recommended(pathway: &Pathway) -> bool {
    pathway.criteria.iter().all(|criterion| criterion.met == Condition::Decided(Decided::NoneRecommended) && criterion.doubt.is_none())
}

/// Tries every answer, "not known" and no answer too, to every fact that the criteria look at.
fn by_force(id: &str, pathway: &Pathway, never: &str) -> Result<(), String> {
    let mut asked = BTreeSet::new();
    for criterion in &pathway.criteria {
        for condition in std::iter::once(&criterion.met).chain(&criterion.doubt) {
            facts_asked(condition, &mut asked)?;
        }
    }
    let mut every = vec![Map::new()];
    for fact in asked {
        let name = bundle().vocabulary.name(fact);
        let open = [json!("unknown"), json!("unsafe_to_ask"), json!("not_recorded")];
        let choices: Vec<Value> = values(fact).into_iter().chain(open).filter(|value| read(&json!({name: value})).is_some()).collect();
        let with = |one: &Map<String, Value>, value: &Value| one.clone().into_iter().chain([(name.to_owned(), value.clone())]).collect();
        every = every.iter().flat_map(|one| choices.iter().map(|value| with(one, value)).chain([one.clone()]).collect::<Vec<_>>()).collect();
        if every.len() > 5_000 {
            return Err("too many answers to try".into());
        }
    }
    let on = Day::new(2024, 6, 1).ok_or("a day")?;
    for answers in every.iter().filter_map(|one| read(&Value::Object(one.clone()))) {
        let decision = serde_json::to_value(engine().without_changes(&answers, on)).map_err(|fault| fault.to_string())?;
        if super::support::pathway(&decision, id)["eligibility"] == never {
            return Err(format!("it is {never} for one of {} answers", every.len()));
        }
    }
    Ok(())
}

fn read(answers: &Value) -> Option<Answers> {
    let raw: Raw = serde_json::from_value(answers.clone()).ok()?;
    Answers::read(&bundle().vocabulary, &raw).ok()
}

/// The facts behind a condition that can be asked, and the bands of its numbers.
fn facts_asked(condition: &Condition, asked: &mut BTreeSet<FactId>) -> Result<(), String> {
    let vocabulary = &bundle().vocabulary;
    let mut decided = false;
    condition.visit(&mut |part| decided |= matches!(part, Condition::Decided(_)));
    if decided {
        return Err("its criteria look at more than answers".into());
    }
    for fact in condition.facts() {
        match vocabulary.derived(fact) {
            Some(derived) => derived.when.iter().flatten().try_for_each(|when| facts_asked(when, asked))?,
            None => {
                asked.insert(fact);
                asked.extend(
                    vocabulary.ids().filter(|id| matches!(vocabulary.fact(*id), Some(f) if matches!(f.kind, Kind::Bands { of, .. } if of == fact))),
                );
            }
        }
    }
    Ok(())
}

/// Headings that two cases share: nobody could tell which one failed.
pub fn same_names(cases: &[Case]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    cases
        .iter()
        .filter(|case| !seen.insert(&case.name))
        .map(|case| format!("{}: expected a heading of its own, found `{}` again", case.at, case.name))
        .collect()
}
