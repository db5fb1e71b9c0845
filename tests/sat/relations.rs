//! Claims that compare two objects of answers: more danger, not knowing, protected characteristics.

use super::answers::{State, kind};
use super::claims::{BY_AGE, GUARDED, Rising, equal, rising};
use super::conditions::Say;
use super::decided::Decision;
use super::prover::{Broken, Prover};
use super::world::World;
use batsat::Lit;
use waymark::facts::FactId;
use waymark::facts::fact::Kind;

/// More danger never lowers the tier and takes no guarded action away.
pub fn monotone(world: &World<'_>) -> Vec<Broken> {
    let read = rising(world.bundle).into_iter().filter(|rising| world.facts.contains(&rising.fact));
    read.filter_map(|rising| more_danger(world, &rising)).collect()
}

fn more_danger(world: &World<'_>, Rising { fact, steps }: &Rising) -> Option<Broken> {
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
    // The last open question of the minimum set is answered: completeness, not a lowering.
    let complete = [calm.is_tier(circuit, "not_enough_known"), alarm.is_tier(circuit, "nothing_recorded")];
    let complete = circuit.all(complete);
    let worse = worse(&mut prover, &calm, &alarm);
    let bad = prover.circuit.all([rises, !complete, worse]);
    prover.broken("monotone", world.vocabulary().name(*fact), bad, &[&calm, &alarm])
}

/// The second has a lower tier, or misses a guarded action.
fn worse<'w>(prover: &mut Prover<'w>, first: &Decision<'w>, second: &Decision<'w>) -> Lit {
    let (lower, lost) = (prover.lower(first, second), prover.lost(first, second, &GUARDED));
    prover.circuit.any([lower, lost])
}

/// Not knowing never lowers the tier.
pub fn unknown(world: &World<'_>) -> Vec<Broken> {
    let area = world.vocabulary().asked("area.person");
    let facts = || world.facts.iter().copied().filter(|fact| Some(*fact) != area);
    let rising = rising(world.bundle);
    let calmest = |fact: FactId| rising.iter().find(|rising| rising.fact == fact).map(|rising| rising.steps[0]).or_else(|| no(world, fact));
    let calm = facts().filter_map(|fact| Some((fact, calmest(fact)?))).filter_map(|(fact, calm)| not_asked(world, fact, calm));
    calm.chain(facts().filter_map(|fact| lowest(world, fact))).collect()
}

/// The value `no` of a fact that is a plain yes or no.
fn no(world: &World<'_>, fact: FactId) -> Option<u64> {
    let place = world.vocabulary().choices(fact).iter().position(|choice| choice.is == "no")?;
    Some(1 << place)
}

/// A calm answer that is not known, or not given, never lowers, and never makes standard of too little known.
fn not_asked(world: &World<'_>, fact: FactId, calmest: u64) -> Option<Broken> {
    let mut prover = Prover::new(world);
    let calm = prover.any();
    let open = prover.changed(&calm, &[fact]);
    let circuit = &mut prover.circuit;
    let was = calm.states()[&fact].is(circuit, calmest);
    let is = open.states()[&fact].open(circuit, kind(world.vocabulary(), fact));
    let turned = [calm.is_tier(circuit, "not_enough_known"), open.is_tier(circuit, "standard")];
    let turned = circuit.all(turned);
    let worse = worse(&mut prover, &calm, &open);
    let bad = prover.circuit.any([turned, worse]);
    let bad = prover.circuit.all([was, is, bad]);
    prover.broken("unknown", world.vocabulary().name(fact), bad, &[&calm, &open])
}

/// What is open never stands lower than the lowest of the answers that would settle it.
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
    prover.broken("unknown", format!("{}, the lowest answer", world.vocabulary().name(fact)), bad, &[&open])
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

/// A protected characteristic changes neither the tier nor a guarded action, nor a criterion that does not say why it may.
pub fn equality(world: &World<'_>) -> Vec<Broken> {
    let say = Say(world.bundle);
    let protected = equal(world.bundle).into_iter().filter(|fact| world.facts.contains(fact));
    let mut broken: Vec<Broken> = protected.filter_map(|fact| changes(world, &[fact], &GUARDED, true)).collect();
    let by_law: Vec<&str> = GUARDED.into_iter().filter(|id| !BY_AGE.contains(id)).collect();
    broken.extend(changes(world, &["person.age", "person.age_band"].map(|id| say.fact(id)), &by_law, false));
    broken.extend(changes(world, &[say.fact("victim.age_band")], &by_law, false));
    broken.extend(marriage(world));
    broken
}

/// Whatever these facts say, the same comes out.
fn changes(world: &World<'_>, facts: &[FactId], guarded: &[&str], criteria: bool) -> Option<Broken> {
    let mut prover = Prover::new(world);
    let mut one = prover.any();
    let mut other = prover.changed(&one, facts);
    let bad = differ(&mut prover, &mut one, &mut other, guarded, criteria);
    let names: Vec<&str> = facts.iter().map(|fact| world.vocabulary().name(*fact)).collect();
    prover.broken("equal", names.join(" and "), bad, &[&one, &other])
}

/// A married person is treated as one who is not.
fn marriage(world: &World<'_>) -> Option<Broken> {
    let say = Say(world.bundle);
    let relation = say.fact("rel.kind");
    let mut prover = Prover::new(world);
    let mut one = prover.any();
    let mut other = prover.changed(&one, &[relation]);
    let partner = one.states()[&relation].is(&mut prover.circuit, say.values(relation, &["partner"]));
    let spouse = other.states()[&relation].is(&mut prover.circuit, say.values(relation, &["spouse_or_civil_partner"]));
    let differ = differ(&mut prover, &mut one, &mut other, &GUARDED, true);
    let bad = prover.circuit.all([partner, spouse, differ]);
    prover.broken("equal", "rel.kind", bad, &[&one, &other])
}

fn differ<'w>(prover: &mut Prover<'w>, one: &mut Decision<'w>, other: &mut Decision<'w>, guarded: &[&str], criteria: bool) -> Lit {
    let tiers = prover.tiers_differ(one, other);
    let mut parts = vec![tiers, prover.lost(one, other, guarded), prover.lost(other, one, guarded)];
    if criteria {
        let (first, second) = (one.pathways(&mut prover.circuit), other.pathways(&mut prover.circuit));
        // A fallback looks at what became of the others, so it changes where one of them says why it may.
        let listed = prover.world.pathways().zip(first.iter().zip(&second)).filter(|((_, pathway), _)| !pathway.fallback);
        for ((_, pathway), (a, b)) in listed {
            for (criterion, (a, b)) in pathway.criteria.iter().zip(a.criteria.iter().zip(&b.criteria)) {
                if criterion.scope.is_empty() {
                    parts.push(prover.circuit.differ(a.yes, b.yes));
                    parts.push(prover.circuit.differ(a.no, b.no));
                }
            }
        }
    }
    prover.circuit.any(parts)
}
