//! Nothing is dead: each rule fires on some answers, each criterion decides, each pathway is recommended to somebody.

use super::decided::Decision;
use super::known::Tri;
use super::prover::{Broken, Prover};
use super::world::World;
use batsat::Lit;
use waymark::facts::Day;
use waymark::facts::condition::{Condition, Decided};
use waymark::packs::pack::{Availability, Pathway, Status};

/// What no answers on any day bring up.
pub fn broken(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let mut goals = common(&mut prover, &decision);
    for ((pack, pathway), stands) in world.pathways().zip(&pathways) {
        let id = format!("{}/{}", pack.id, pathway.id);
        goals.push((format!("somebody eligible for {id}"), stands.eligible.yes));
        if !matches!(pathway.status, Status::NamedOnly | Status::Gap) {
            let runs = prover.circuit.constant(runs(pathway));
            goals.push((format!("{id} recommended"), prover.circuit.all([runs, stands.recommended])));
        }
        for argument in pathway.supports.iter().chain(&pathway.against) {
            goals.push((format!("{} of {id}", argument.id), decision.truth(&mut prover.circuit, &argument.when).yes));
        }
    }
    let never = goals.into_iter().filter(|(_, goal)| !prover.circuit.can(&[*goal])).map(|(of, _)| of).collect::<Vec<_>>();
    never.into_iter().chain(idle(world)).map(|of| Broken { of, on: String::new(), answers: Vec::new() }).collect()
}

/// Rules, stops, actions, lines and derived values.
fn common(prover: &mut Prover<'_>, decision: &Decision<'_>) -> Vec<(String, Lit)> {
    let (circuit, national) = (&mut prover.circuit, &decision.world.bundle.national);
    let mut goals: Vec<(String, Lit)> = Vec::new();
    goals.extend(national.rules.iter().zip(decision.fired()).map(|(rule, fired)| (format!("the rule {}", rule.id), *fired)));
    goals.extend(national.stops.iter().zip(decision.stops()).map(|(stop, stands)| (format!("the stop {}", stop.id), *stands)));
    // Without a pack of an area, nothing of an area can be looked at.
    let alone = decision.world.packs.len() < 2;
    let (due, first) = (decision.actions(circuit), decision.put_first(circuit));
    for ((action, due), first) in national.actions.iter().zip(due).zip(first).filter(|((action, _), _)| !(alone && looks_at_area(&action.when))) {
        goals.push((format!("the action {}", action.id), due));
        goals.extend(action.first_when.as_ref().map(|_| (format!("the action {} first", action.id), first)));
    }
    for line in decision.world.packs.iter().flat_map(|pack| &pack.guidance) {
        goals.push((format!("the line {}", line.id), decision.truth(circuit, &line.when).yes));
    }
    for (derived, values) in decision.knowledge.derivations(circuit) {
        goals.extend(values.iter().flatten().zip(0..).map(|(tri, value)| (format!("value {value} of {}", derived.id), tri.yes)));
    }
    goals
}

fn looks_at_area(when: &Condition) -> bool {
    let mut looks = false;
    when.visit(&mut |part| looks |= matches!(part, Condition::Decided(Decided::SomeNotEligible)));
    looks
}

/// Whether a pathway is known to run on some day.
fn runs(pathway: &Pathway) -> bool {
    match &pathway.status {
        Status::Windows { windows, .. } => windows.iter().any(|window| pathway.status.on(window.from) == Availability::Running),
        status => status.on(Day::of_number(1)) == Availability::Running,
    }
}

/// Criteria without which everybody, wherever they live, would be as eligible as with them.
fn idle(world: &World<'_>) -> Vec<String> {
    let anywhere = world.anywhere();
    let mut prover = Prover::new(&anywhere);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let mut idle = Vec::new();
    for ((pack, pathway), stands) in world.pathways().zip(&pathways) {
        for (place, criterion) in pathway.criteria.iter().enumerate() {
            let others: Vec<Tri> = stands.criteria.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, tri)| *tri).collect();
            let circuit = &mut prover.circuit;
            let (yes, no) = (circuit.all(others.iter().map(|tri| tri.yes)), circuit.any(others.iter().map(|tri| tri.no)));
            let parts = [circuit.differ(yes, stands.eligible.yes), circuit.differ(no, stands.eligible.no)];
            let decides = circuit.any(parts);
            if !circuit.can(&[decides]) {
                idle.push(format!("the criterion {} of {}/{}", criterion.id, pack.id, pathway.id));
            }
        }
    }
    idle
}
