//! The claims of `contract.md` 5, each tried over all answers. One file an idea.

pub mod alive;
pub mod confidential;
pub mod consistent;
pub mod danger;
pub mod equal;
pub mod floors;
pub mod stops;
pub mod total;

use super::breath::{Breath, at_once};
use super::claims::{Claim, ClaimKind, Claims};
use super::court::{BUDGET, Court, Refutation};
use super::setting::Place;
use super::space::{Lens, Space};
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
    let (space, lenses) = space(bundle, claims);
    let Some(lens) = lenses.first() else { return Vec::new() };
    let wanted = |place: &Place<'_>| places.is_empty() || places.iter().any(|id| id == place.id());
    let tried = |place| at_once(trial(Court::new(&space, lens, claims, place, budget.unwrap_or(BUDGET))));
    Place::all(bundle).into_iter().filter(wanted).filter_map(tried).collect()
}

async fn trial(mut court: Court<'_>) -> Trial {
    let claims = court.claims;
    let mut findings = Vec::new();
    for claim in &claims.claims {
        findings.push(finding(&mut court, claim).await);
    }
    Trial { place: court.place.id().to_owned(), settings: court.settings.len(), nodes: court.diagrams.size(), findings }
}

/// Tries every claim in one place, with a breath between two parts of the work; each finding is told when it is there.
pub async fn prove_gradually(bundle: &Bundle, claims: &Claims, place: &str, breath: Breath, mut tell: impl FnMut(Finding)) {
    let (space, lenses) = space(bundle, claims);
    breath().await;
    let (Some(lens), Some(place)) = (lenses.first(), Place::all(bundle).into_iter().find(|known| known.id() == place)) else { return };
    let mut court = Court::empty(&space, lens, claims, place, BUDGET);
    court.breath = Some(breath);
    for setting in court.place.settings(bundle) {
        court.add(setting);
        breath().await;
    }
    for claim in &claims.claims {
        tell(finding(&mut court, claim).await);
        breath().await;
    }
}

/// Everything that can be recorded, as far as the packs or the claims can tell it apart.
fn space<'a>(bundle: &'a Bundle, claims: &Claims) -> (Space, Vec<Lens<'a>>) {
    let conditions: Vec<_> = claims.claims.iter().flat_map(|claim| claim.kind.conditions()).map(|condition| (0, condition)).collect();
    Space::of(&[bundle], &conditions)
}

async fn finding(court: &mut Court<'_>, claim: &Claim) -> Finding {
    let empty = match &claim.kind {
        ClaimKind::StopsWin { stops, when, .. } => stops::empty(court, stops, when),
        ClaimKind::NoneRecommended(when) | ClaimKind::Stands(when, _) => stops::never_comes(court, when),
        ClaimKind::AlwaysDue(list) | ClaimKind::AtLeast(list) => list.iter().find_map(|(when, _)| stops::never_comes(court, when)),
        _ => None,
    };
    let mut refuted = match &claim.kind {
        ClaimKind::Total => total::refutations(court),
        ClaimKind::MoreDanger => danger::more(court).await,
        ClaimKind::NotKnowing { never } => danger::not_knowing(court, never).await,
        ClaimKind::Equal(equal) => equal::refutations(court, equal),
        ClaimKind::StopsWin { stops, when, first } => stops::win(court, stops, when, *first),
        ClaimKind::AlwaysDue(duties) => duties.iter().flat_map(|(when, action)| stops::always_due(court, when, *action)).collect(),
        ClaimKind::AtLeast(floors) => floors.iter().flat_map(|(when, tier)| floors::at_least(court, when, *tier)).collect(),
        ClaimKind::NeedsAnswers(facts, never) => floors::needs_answers(court, facts, *never),
        ClaimKind::NoneRecommended(when) => stops::none_recommended(court, when),
        ClaimKind::Stands(when, stop) => stops::stands(court, when, *stop),
        ClaimKind::Alive => alive::refutations(court).await,
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
