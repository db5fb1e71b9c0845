//! Each pathway: criteria, eligibility, availability on the day, and whether it is recommended.

use super::conditions::{Situation, Verdict, all};
use super::plain::{Criterion, Name, Pathway, Plain, Runs, Sentence};

/// What is said of a pathway.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub id: Name,
    pub eligibility: Name,
    pub availability: Name,
    pub recommended: bool,
    pub criteria: Vec<(Name, Name)>,
    pub supports: Vec<Name>,
    pub against: Vec<Name>,
    pub instead: Vec<Name>,
}

/// Judges a pathway; what to use instead comes later.
pub fn judge(plain: &Plain, pathway: &Pathway, situation: &Situation<'_>, on: &str) -> Judged {
    let eligibility = eligibility(pathway, situation);
    let availability = availability(&pathway.runs, on);
    let forbidden = plain.stops.iter().any(|stop| stop.forbids_pathways && situation.stops.contains(&stop.id));
    let speaking = |list: &[(Name, Sentence)]| list.iter().filter(|(_, when)| situation.holds(when) == Verdict::True).map(|(id, _)| *id).collect();
    Judged {
        id: pathway.id,
        eligibility,
        availability,
        recommended: eligibility != "not_eligible" && may_run(availability) && !forbidden,
        criteria: pathway.criteria.iter().map(|criterion| (criterion.id, result(criterion, situation))).collect(),
        supports: speaking(&pathway.supports),
        against: speaking(&pathway.against),
        instead: Vec::new(),
    }
}

/// The three-valued conjunction of the criteria.
pub fn eligibility(pathway: &Pathway, situation: &Situation<'_>) -> Name {
    match all(pathway.criteria.iter().map(|criterion| verdict(criterion, situation))) {
        Verdict::True => "eligible",
        Verdict::False => "not_eligible",
        Verdict::Open => "cannot_tell",
    }
}

/// What a criterion comes to.
pub fn result(criterion: &Criterion, situation: &Situation<'_>) -> Name {
    match verdict(criterion, situation) {
        Verdict::True => "met",
        Verdict::False => "not_met",
        Verdict::Open => "unknown",
    }
}

/// Where there is a certain doubt and it is not met, only the service can tell.
fn verdict(criterion: &Criterion, situation: &Situation<'_>) -> Verdict {
    let met = situation.holds(&criterion.met);
    let doubt = criterion.doubt.as_ref().is_some_and(|doubt| situation.holds(doubt) == Verdict::True);
    if doubt && met != Verdict::True { Verdict::Open } else { met }
}

/// Whether somebody may be sent there.
pub fn may_run(availability: &str) -> bool {
    availability == "running" || availability == "unconfirmed"
}

/// Whether there can be a day on which somebody may be sent there.
pub fn can_run(runs: &Runs) -> bool {
    !matches!(runs, Runs::NamedOnly | Runs::Gap)
}

/// Whether the service works with the person causing harm, and anybody but police and courts may refer to it.
pub fn takes_referrals(pathway: &Pathway) -> bool {
    pathway.for_person && pathway.route != "police_only" && pathway.route != "court"
}

/// What can be said of the service on a day.
fn availability(runs: &Runs, on: &str) -> Name {
    let (windows, before, after) = match runs {
        Runs::Windows { windows, before, after } => (windows, before, after),
        Runs::Always => return "running",
        Runs::NamedOnly => return "named_only",
        Runs::Gap => return "gap",
    };
    if windows.iter().any(|(from, to, _)| from.as_str() <= on && on <= to.as_str()) {
        return "running";
    }
    let over: Vec<_> = windows.iter().filter(|(_, to, _)| to.as_str() < on).collect();
    let to_come = windows.iter().any(|(from, _, _)| on < from.as_str());
    let last_is_a_check_grown_old = over.iter().max_by_key(|(_, to, _)| to).is_some_and(|(_, _, old)| *old);
    if over.is_empty() {
        before
    } else if to_come || last_is_a_check_grown_old {
        "unconfirmed"
    } else {
        after
    }
}
