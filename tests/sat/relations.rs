//! Claims that compare answers with others: more danger, and not knowing.

use super::answers::{State, kind};
use super::claims::{bit, fact};
use super::decided::Decision;
use super::prover::{Broken, Prover};
use super::world::World;
use batsat::Lit;
use waymark::facts::FactId;
use waymark::facts::fact::Kind;
use waymark::prove::claims::{Danger, Turn};

/// A fact whose values run from calm to danger, a bit each.
pub struct Rising {
    /// The fact.
    pub fact: FactId,
    /// Its values, from the calmest on.
    pub steps: Vec<u64>,
}

impl Rising {
    /// As the claims list it.
    pub fn of(world: &World<'_>, danger: &Danger) -> Rising {
        let fact = fact(world.vocabulary(), &danger.fact);
        Rising { fact, steps: danger.values.iter().map(|value| bit(world.vocabulary(), fact, value)).collect() }
    }
}

/// More danger that lowers the tier, or takes a guarded action away.
pub fn more_danger(world: &World<'_>) -> Vec<Broken> {
    let rising = world.claims.dangers.iter().map(|danger| Rising::of(world, danger));
    rising.filter(|rising| world.facts.contains(&rising.fact)).filter_map(|rising| raised(world, &rising)).collect()
}

/// A fact that is raised, with a lower tier or fewer actions.
pub fn raised(world: &World<'_>, Rising { fact, steps }: &Rising) -> Option<Broken> {
    let mut prover = Prover::new(world);
    let calm = prover.any();
    let alarm = prover.changed(&calm, &[*fact]);
    let circuit = &mut prover.circuit;
    let (before, after) = (calm.states()[fact].clone(), alarm.states()[fact].clone());
    let open = before.open(circuit, kind(world.vocabulary(), *fact));
    let mut rises = Vec::new();
    for (place, step) in steps.iter().enumerate().skip(1) {
        let lower = steps[..place].iter().fold(0, |mask, step| mask | step);
        let (below, here) = (before.is(circuit, lower), after.is(circuit, *step));
        let from = circuit.any([below, open]);
        rises.push(circuit.all([from, here]));
    }
    let rises = circuit.any(rises);
    // The last open question is answered: completeness, not a lowering.
    let turns = prover.turns(&calm, &alarm, &world.claims.completed);
    let completed = prover.circuit.all([open, turns]);
    let worse = worse(&mut prover, &calm, &alarm);
    let bad = prover.circuit.all([rises, !completed, worse]);
    prover.broken(world.vocabulary().name(*fact), bad, &[&calm, &alarm])
}

/// The second has a lower tier, or misses a guarded action.
fn worse<'w>(prover: &mut Prover<'w>, first: &Decision<'w>, second: &Decision<'w>) -> Lit {
    let guarded = &prover.world.claims.guarded;
    let (lower, lost) = (prover.lower(first, second), prover.lost(first, second, guarded));
    prover.circuit.any([lower, lost])
}

/// Not knowing that lowers the tier, makes it turn as it never may, or takes a guarded action away.
pub fn not_knowing(world: &World<'_>, never: &Turn) -> Vec<Broken> {
    let area = world.vocabulary().asked("area.person");
    let calm = world.claims.dangers.iter().map(|danger| Rising::of(world, danger)).filter(|rising| world.facts.contains(&rising.fact));
    let broken = calm.filter_map(|rising| left_open(world, rising.fact, rising.steps[0], never));
    broken.chain(world.facts.iter().filter(|fact| Some(**fact) != area).filter_map(|fact| lowest(world, *fact))).collect()
}

/// A calm answer that is not known, or not given.
fn left_open(world: &World<'_>, fact: FactId, calmest: u64, never: &Turn) -> Option<Broken> {
    let mut prover = Prover::new(world);
    let calm = prover.any();
    let open = prover.changed(&calm, &[fact]);
    let was = calm.states()[&fact].is(&mut prover.circuit, calmest);
    let is = open.states()[&fact].open(&mut prover.circuit, kind(world.vocabulary(), fact));
    let (turned, worse) = (prover.turns(&calm, &open, never), worse(&mut prover, &calm, &open));
    let bad = prover.circuit.any([turned, worse]);
    let bad = prover.circuit.all([was, is, bad]);
    prover.broken(world.vocabulary().name(fact), bad, &[&calm, &open])
}

/// What is open stands lower than each of the answers that would settle it.
fn lowest(world: &World<'_>, fact: FactId) -> Option<Broken> {
    let mut prover = Prover::new(world);
    let kind = kind(world.vocabulary(), fact);
    let open = prover.any();
    let state = open.states()[&fact].clone();
    let mut parts = vec![state.open(&mut prover.circuit, kind)];
    for settled in settled(&prover, kind, &state) {
        let (other, consistent) = prover.but(&open, [(fact, settled)]);
        let lower = prover.lower(&other, &open);
        parts.push(prover.circuit.any([lower, !consistent]));
    }
    let bad = prover.circuit.all(parts);
    prover.broken(format!("{}, the lowest answer", world.vocabulary().name(fact)), bad, &[&open])
}

/// Every settled answer; of a set that which lists what it listed before and nothing open.
fn settled(prover: &Prover<'_>, kind: &Kind, state: &State) -> Vec<State> {
    let places = (0..state.values.len()).filter(|place| kind.settled() & (1 << place) != 0);
    let circuit = &prover.circuit;
    if matches!(kind, Kind::Set(_)) {
        let mut listed = State::exactly(circuit, kind, Some(0));
        places.for_each(|place| listed.values[place] = state.values[place]);
        return vec![listed];
    }
    places.map(|place| State::exactly(circuit, kind, Some(1 << place))).collect()
}
