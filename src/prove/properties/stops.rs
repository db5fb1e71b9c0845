//! Stops win over services, danger over all else, and what must be done is due.

use crate::facts::Condition;
use crate::prove::court::{Court, Refutation};
use crate::prove::truths::{FAILS, among};

/// Answers under which a stop stands and a service is recommended, or there is danger now and something stands before the first
/// thing to do.
pub fn win(court: &mut Court<'_>, stops: &[usize], when: &Condition, first: usize) -> Vec<Refutation> {
    let mut found = Vec::new();
    for at in 0..court.settings.len() {
        let on = court.settings[at].0.from;
        let ids: Vec<String> = court.place.pathways().map(|(pack, pathway)| format!("{}/{}", pack.id, pathway.id)).collect();
        for stop in stops {
            let stands = court.settings[at].1.stops[*stop];
            for (id, place) in ids.iter().zip(0..) {
                let recommended = court.settings[at].1.pathways[place].recommended;
                let bad = court.and(stands, recommended);
                let stop = &court.lens.bundle.national.stops[*stop].id;
                found.extend(court.refute(bad, on, None, || format!("{id} is recommended while the stop {stop} stands")));
            }
        }
        found.extend(first_of_all(court, at, when, first));
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Answers on which this holds and a service is recommended.
pub fn none_recommended(court: &mut Court<'_>, when: &Condition) -> Vec<Refutation> {
    let ids: Vec<String> = court.place.pathways().map(|(pack, pathway)| format!("{}/{}", pack.id, pathway.id)).collect();
    let mut found = Vec::new();
    for at in 0..court.settings.len() {
        let on = court.settings[at].0.from;
        let holds = court.settings[at].1.certainly(&mut court.diagrams, when);
        for (id, place) in ids.iter().zip(0..) {
            let recommended = court.settings[at].1.pathways[place].recommended;
            let bad = court.and(holds, recommended);
            found.extend(court.refute(bad, on, None, || format!("{id} is recommended")));
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Answers on which this holds and the stop does not stand.
pub fn stands(court: &mut Court<'_>, when: &Condition, stop: usize) -> Vec<Refutation> {
    let id = &court.lens.bundle.national.stops[stop].id;
    for at in 0..court.settings.len() {
        let on = court.settings[at].0.from;
        let holds = court.settings[at].1.certainly(&mut court.diagrams, when);
        let stands = court.settings[at].1.stops[stop];
        let bad = court.without(holds, stands);
        if let Some(refutation) = court.refute(bad, on, None, || format!("the stop {id} does not stand")) {
            return vec![refutation];
        }
    }
    Vec::new()
}

/// Answers on which this holds and the action is not due, or not the first.
fn first_of_all(court: &mut Court<'_>, at: usize, when: &Condition, first: usize) -> Vec<Refutation> {
    let on = court.settings[at].0.from;
    let danger = court.settings[at].1.certainly(&mut court.diagrams, when);
    let actions = court.actions();
    let id = &actions[first].id;
    let due = court.settings[at].1.actions[first];
    let missing = court.without(danger, due);
    let mut found: Vec<Refutation> =
        court.refute(missing, on, None, || format!("{id} is not to be done, though there is danger now")).into_iter().collect();
    for other in (0..actions.len()).filter(|other| *other != first) {
        let before = stands_before(court, at, other, first);
        let bad = court.and(danger, before);
        found.extend(court.refute(bad, on, None, || format!("{} stands before {id}", actions[other].id)));
    }
    found
}

/// Where one action stands before another that is due, too, as the decision sorts them.
fn stands_before(court: &mut Court<'_>, at: usize, one: usize, other: usize) -> u32 {
    let actions = court.actions();
    let highest = court.lens.bundle.national.tiers.len().saturating_sub(1);
    let symbolic = &court.settings[at].1;
    let (tier, one_due, other_due) = (symbolic.tier, symbolic.actions[one], symbolic.actions[other]);
    let switches = [among(&mut court.diagrams, tier, 1 << highest), symbolic.put_first[one], symbolic.put_first[other]];
    let mut before = FAILS;
    for choice in 0..8 {
        let on = |switch: usize| choice & (1 << switch) != 0;
        let (mine, its) = (actions[one].turn(on(0), on(1)), actions[other].turn(on(0), on(2)));
        if (mine, one) > (its, other) {
            continue;
        }
        let mut here = court.and(one_due, other_due);
        for (switch, function) in switches.iter().enumerate() {
            here = if on(switch) { court.and(here, *function) } else { court.without(here, *function) };
        }
        before = court.any(vec![before, here]);
    }
    before
}

/// Answers on which this holds and the action is not due.
pub fn always_due(court: &mut Court<'_>, when: &Condition, action: usize) -> Vec<Refutation> {
    let mut found = Vec::new();
    for at in 0..court.settings.len() {
        let on = court.settings[at].0.from;
        let holds = court.settings[at].1.certainly(&mut court.diagrams, when);
        let due = court.settings[at].1.actions[action];
        let bad = court.without(holds, due);
        let id = &court.actions()[action].id;
        found.extend(court.refute(bad, on, None, || format!("{id} is not to be done")));
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// Why the claim about stops would hold of itself, if it would.
pub fn empty(court: &mut Court<'_>, stops: &[usize], when: &Condition) -> Option<String> {
    for stop in stops {
        if !(0..court.settings.len()).any(|at| court.can(court.settings[at].1.stops[*stop])) {
            return Some(format!("no answers make the stop {} stand", court.lens.bundle.national.stops[*stop].id));
        }
    }
    never_comes(court, when)
}

/// Why a claim about this condition would hold of itself, if it would.
pub fn never_comes(court: &mut Court<'_>, when: &Condition) -> Option<String> {
    let comes = (0..court.settings.len()).any(|at| {
        let holds = court.settings[at].1.certainly(&mut court.diagrams, when);
        court.can(holds)
    });
    (!comes).then(|| "no answers make one of its conditions hold".into())
}
