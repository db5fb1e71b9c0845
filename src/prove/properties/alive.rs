//! Nothing is dead: every rule can fire, every criterion can decide, every service can be reached on some day.

use crate::diagram::kernel::Ref;
use crate::facts::Condition;
use crate::facts::condition::Decided;
use crate::packs::pack::{Availability, Criterion, Pathway, Status};
use crate::prove::court::{Court, Refutation};
use crate::prove::symbolic::Symbolic;

/// What no answers on any day bring up.
pub async fn refutations(court: &mut Court<'_>) -> Vec<Refutation> {
    let bundle = court.lens.bundle;
    let national = &bundle.national;
    let mut dead: Vec<String> = Vec::new();
    for (place, rule) in national.rules.iter().enumerate() {
        if !lives(court, |symbolic, _| symbolic.fired[place]) {
            dead.push(format!("no answers make the rule {} fire", rule.id));
        }
    }
    for (place, stop) in national.stops.iter().enumerate() {
        if !lives(court, |symbolic, _| symbolic.stops[place]) {
            dead.push(format!("no answers make the stop {} stand", stop.id));
        }
    }
    // Where no pack of an area applies, nothing of an area can be looked at.
    let alone = court.place.packs.len() < 2;
    let of_area = |when: &Condition| {
        let mut looks = false;
        when.visit(&mut |part| looks |= matches!(part, Condition::Decided(Decided::SomeNotEligible)));
        looks
    };
    for (place, action) in national.actions.iter().enumerate().filter(|(_, action)| !(alone && of_area(&action.when))) {
        if !lives(court, |symbolic, _| symbolic.actions[place]) {
            dead.push(format!("no answers call for the action {}", action.id));
        }
        court.breathe().await;
        if action.first_when.is_some() && !lives(court, |symbolic, _| symbolic.put_first[place]) {
            dead.push(format!("no answers put the action {} first", action.id));
        }
    }
    for (place, derived) in bundle.vocabulary.derived.iter().enumerate() {
        for (value, choice) in derived.values.iter().enumerate().filter(|(value, _)| derived.when[*value].is_some()) {
            if !lives(court, |symbolic, _| symbolic.derived(place)[value]) {
                dead.push(format!("no answers give {} the value {}", derived.id, choice.is));
            }
        }
    }
    for line in court.place.packs.clone().into_iter().flat_map(|pack| &pack.guidance) {
        if !lives(court, |symbolic, diagrams| symbolic.condition(diagrams, &line.when)) {
            dead.push(format!("no answers bring up the line {}", line.id));
        }
        court.breathe().await;
    }
    for (place, (pack, pathway)) in court.place.pathways().enumerate() {
        dead.extend(of_pathway(court, place, &format!("{}/{}", pack.id, pathway.id), pathway));
        court.breathe().await;
    }
    dead.into_iter().map(|wrong| Refutation { wrong, answers: None, change: None, on: None }).collect()
}

/// Whether some answers on some day make a function hold.
fn lives(court: &mut Court<'_>, function: impl Fn(&Symbolic<'_>, &mut crate::diagram::Diagrams) -> Ref) -> bool {
    (0..court.settings.len()).any(|at| {
        let function = function(&court.settings[at].1, &mut court.diagrams);
        court.can(function)
    })
}

fn of_pathway(court: &mut Court<'_>, place: usize, id: &str, pathway: &Pathway) -> Vec<String> {
    let mut dead = Vec::new();
    if !lives(court, |symbolic, _| symbolic.pathways[place].eligible) {
        dead.push(format!("nobody is ever eligible for {id}"));
        return dead;
    }
    let bundle = court.lens.bundle;
    let runs = matches!(pathway.status, Status::Standing)
        || court.place.settings(bundle).iter().any(|setting| setting.availability[place] == Availability::Running);
    // A source that says that something is missing, or names no provider, is not expected to lead anywhere.
    let leads_nowhere = matches!(pathway.status, Status::NamedOnly | Status::Gap);
    let reached = runs && lives(court, |symbolic, _| symbolic.pathways[place].recommended);
    if !leads_nowhere && !reached {
        dead.push(format!("{id} is recommended to nobody on any day"));
    }
    for (number, criterion) in pathway.criteria.iter().enumerate() {
        if !decides(court, pathway, number) {
            dead.push(format!("the criterion {} of {id} never decides", criterion.id));
        }
    }
    for argument in pathway.supports.iter().chain(&pathway.against) {
        if !lives(court, |symbolic, diagrams| symbolic.condition(diagrams, &argument.when)) {
            dead.push(format!("no answers bring up {} of {id}", argument.id));
        }
    }
    dead
}

/// Whether a criterion ever makes a difference to the others. One that repeats for whom the whole pack is does so for everybody
/// else, who never comes to see it; it stands there to be read.
fn decides(court: &mut Court<'_>, pathway: &Pathway, number: usize) -> bool {
    let mut others: Vec<Criterion> = pathway.criteria.clone();
    others.remove(number);
    (0..court.settings.len()).any(|at| {
        let symbolic = &court.settings[at].1;
        let (with, without) = (symbolic.eligible(&mut court.diagrams, &pathway.criteria), symbolic.eligible(&mut court.diagrams, &others));
        with != without
    })
}
