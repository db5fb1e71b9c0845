//! The whole decision, one step after another.

use super::answers::{Answer, Answers};
use super::conditions::{Seen, Situation};
use super::pathways::{Judged, judge, takes_referrals};
use super::plain::{Name, Pathway, Plain};
use super::{actions, derived, tiers};

/// What is decided, without the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub mode: Name,
    pub packs: Vec<Name>,
    pub tier: Name,
    pub fired: Vec<Name>,
    pub stops: Vec<Name>,
    pub actions: Vec<Name>,
    pub pathways: Vec<Judged>,
    pub set_aside: Vec<Name>,
}

/// The answers, and what follows from them before any rule is asked.
pub fn situation<'a>(plain: &Plain, answers: &'a Answers, on: &str) -> Situation<'a> {
    let mut situation = Situation::new(plain, answers, tiers::thresholds(&plain.packs(area(answers)), on));
    derived::derive(plain, &mut situation);
    situation
}

/// Decides for a day, written `YYYY-MM-DD`.
pub fn decide(plain: &Plain, answers: &Answers, on: &str) -> Decision {
    let mut situation = situation(plain, answers, on);
    let tier = tiers::decide(plain, &mut situation);
    let packs = plain.packs(area(answers));
    let listed: Vec<&Pathway> = packs.iter().flat_map(|pack| &pack.pathways).collect();

    // Those that are looked at last may ask what became of the others.
    let first: Vec<Judged> = listed.iter().filter(|pathway| !pathway.fallback).map(|pathway| judge(plain, pathway, &situation, on)).collect();
    let takers: Vec<Name> = listed.iter().filter(|pathway| takes_referrals(pathway)).map(|pathway| pathway.id).collect();
    situation.none_recommended = !first.iter().any(|judged| judged.recommended && takers.contains(&judged.id));
    let mut pathways: Vec<Judged> = listed.iter().map(|pathway| judge(plain, pathway, &situation, on)).collect();

    let local: Vec<Name> = packs.iter().skip(1).flat_map(|pack| &pack.pathways).map(|pathway| pathway.id).collect();
    situation.some_not_eligible = pathways.iter().any(|judged| judged.eligibility == "not_eligible" && local.contains(&judged.id));
    let actions = actions::due(plain, &situation, tier);
    let recommended: Vec<Name> = pathways.iter().filter(|judged| judged.recommended).map(|judged| judged.id).collect();
    for (pathway, judged) in listed.iter().zip(&mut pathways) {
        judged.instead = actions::instead(pathway, judged, &recommended, &actions);
    }
    let facts = plain.facts.iter().map(|fact| fact.id).zip(&situation.seen);
    let set_aside = facts.filter(|(id, seen)| **seen == Seen::Aside && answers.contains_key(id)).map(|(id, _)| id).collect();
    Decision {
        mode: mode(answers),
        packs: packs.iter().map(|pack| pack.id).collect(),
        tier,
        fired: situation.fired.clone(),
        stops: situation.stops.clone(),
        actions,
        pathways,
        set_aside,
    }
}

fn area(answers: &Answers) -> Option<Name> {
    one(answers, "area.person")
}

fn mode(answers: &Answers) -> Name {
    match one(answers, "user.role") {
        Some("community_ambassador" | "friend_or_family") => "community",
        _ => "professional",
    }
}

fn one(answers: &Answers, fact: &str) -> Option<Name> {
    match answers.get(fact) {
        Some(Answer::One(value)) => Some(value),
        _ => None,
    }
}
