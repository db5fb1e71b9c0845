//! The claims of `contract.md` 5, each tried over all answers. One file an idea.

pub mod alive;
pub mod confidential;
pub mod consistent;
pub mod danger;
pub mod equal;
pub mod floors;
pub mod stops;
pub mod total;

use super::claims::{Claim, ClaimKind, Claims};
use super::court::{BUDGET, Court, Refutation};
use super::setting::Place;
use super::space::Space;
use crate::packs::Bundle;

/// What was found of one place.
#[derive(Debug)]
pub struct Trial {
    /// The pack's id; `national` where there is none of an area.
    pub place: String,
    /// How many days there are from which on something is decided otherwise, the first included.
    pub settings: usize,
    /// How many nodes the functions take.
    pub nodes: usize,
    /// Each claim with what was found.
    pub findings: Vec<Finding>,
}

/// What was found of one claim.
#[derive(Debug)]
pub struct Finding {
    /// The claim's number.
    pub number: u16,
    /// The claim.
    pub says: String,
    /// Whether it holds.
    pub verdict: Verdict,
}

/// Whether a claim holds.
#[derive(Debug)]
pub enum Verdict {
    /// On all answers.
    Proved,
    /// On all answers, but only because nothing ever comes so far: what that is.
    Empty(String),
    /// Not on these, the smallest first.
    Refuted(Vec<Refutation>),
    /// There was no room to find out.
    NotProved,
}

impl Verdict {
    /// Whether nothing speaks against the claim.
    pub fn is_proved(&self) -> bool {
        matches!(self, Verdict::Proved)
    }
}

/// Tries every claim in every place, or in those that are named by the ids of their packs.
pub fn prove(bundle: &Bundle, claims: &Claims, places: &[String], budget: Option<usize>) -> Vec<Trial> {
    let conditions: Vec<_> = claims.claims.iter().flat_map(|claim| claim.kind.conditions()).map(|condition| (0, condition)).collect();
    let (space, lenses) = Space::of(&[bundle], &conditions);
    let Some(lens) = lenses.first() else { return Vec::new() };
    let wanted = |place: &Place<'_>| places.is_empty() || places.iter().any(|id| id == place.id());
    let tried = |place| trial(Court::new(&space, lens, claims, place, budget.unwrap_or(BUDGET)));
    Place::all(bundle).into_iter().filter(wanted).map(tried).collect()
}

fn trial(mut court: Court<'_>) -> Trial {
    let claims = court.claims;
    let findings = claims.claims.iter().map(|claim| finding(&mut court, claim)).collect();
    Trial { place: court.place.id().to_owned(), settings: court.settings.len(), nodes: court.diagrams.size(), findings }
}

fn finding(court: &mut Court<'_>, claim: &Claim) -> Finding {
    let empty = match &claim.kind {
        ClaimKind::StopsWin { stops, when, .. } => stops::empty(court, stops, when),
        ClaimKind::AlwaysDue(list) | ClaimKind::AtLeast(list) => list.iter().find_map(|(when, _)| stops::never_comes(court, when)),
        _ => None,
    };
    let mut refuted = match &claim.kind {
        ClaimKind::Total => total::refutations(court),
        ClaimKind::MoreDanger => danger::more(court),
        ClaimKind::NotKnowing { never } => danger::not_knowing(court, never),
        ClaimKind::Equal(equal) => equal::refutations(court, equal),
        ClaimKind::StopsWin { stops, when, first } => stops::win(court, stops, when, *first),
        ClaimKind::AlwaysDue(duties) => duties.iter().flat_map(|(when, action)| stops::always_due(court, when, *action)).collect(),
        ClaimKind::AtLeast(floors) => floors.iter().flat_map(|(when, tier)| floors::at_least(court, when, *tier)).collect(),
        ClaimKind::NeedsAnswers(facts, never) => floors::needs_answers(court, facts, *never),
        ClaimKind::Alive => alive::refutations(court),
        ClaimKind::Consistent => consistent::refutations(court),
        ClaimKind::Confidential => confidential::refutations(court),
    };
    refuted.sort_by_key(|refutation| refutation.answers.as_ref().map_or(0, Vec::len));
    let verdict = match (court.diagrams.is_full(), refuted.is_empty(), empty) {
        // Once full, the functions mean nothing.
        (true, ..) => Verdict::NotProved,
        (_, false, _) => Verdict::Refuted(refuted),
        (_, _, Some(empty)) => Verdict::Empty(empty),
        _ => Verdict::Proved,
    };
    Finding { number: claim.number, says: claim.says.clone(), verdict }
}
