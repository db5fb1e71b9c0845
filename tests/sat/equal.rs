//! Protected characteristics change neither the tier nor what is to be done, and close no service without a word.

use super::claims::{bit, fact};
use super::decided::{Decision, Stands};
use super::known::Tri;
use super::prover::{Broken, Prover};
use super::relations::{Rising, raised};
use super::world::World;
use batsat::Lit;
use waymark::facts::FactId;
use waymark::facts::raw::Raw;
use waymark::prove::claims::Equal;

/// Everything in which a protected characteristic makes a difference that it may not make.
pub fn broken(world: &World<'_>, claim: &Equal) -> Vec<Broken> {
    let (vocabulary, guarded) = (world.vocabulary(), &world.claims.guarded);
    let place = |id: &String| fact(vocabulary, id);
    let read = |fact: &FactId| world.facts.contains(fact);
    let mut broken = Vec::new();
    for fact in claim.facts.iter().map(place).filter(read) {
        broken.extend(sways(world, &[fact], guarded, true, false));
    }
    for (facts, by_law) in &claim.by_law {
        let facts: Vec<FactId> = facts.iter().map(place).filter(read).collect();
        let others: Vec<usize> = guarded.iter().copied().filter(|action| !by_law.contains(action)).collect();
        broken.extend(sways(world, &facts, &others, true, false));
    }
    for (id, values) in &claim.alike {
        let fact = place(id);
        let values: Vec<u64> = values.iter().map(|value| bit(vocabulary, fact, value)).collect();
        broken.extend(values.windows(2).filter_map(|pair| between(world, fact, pair[0], pair[1])));
    }
    let rising = |fact: FactId| Rising { fact, steps: ["no", "yes"].map(|value| bit(vocabulary, fact, &Raw::Text(value.into()))).to_vec() };
    for fact in claim.only_raises.iter().map(place).filter(read) {
        broken.extend(raised(world, &rising(fact)));
        broken.extend(sways(world, &[fact], &[], false, true));
    }
    broken.extend(nothing_instead(world));
    broken
}

/// Facts that change the tier, a guarded action, or (where no declared scope changes with it) who fits a pathway.
fn sways(world: &World<'_>, facts: &[FactId], guarded: &[usize], tier: bool, excused_by_tier: bool) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut one = prover.any();
    let mut other = prover.changed(&one, facts);
    let names = facts.iter().map(|fact| world.vocabulary().name(*fact)).collect::<Vec<_>>().join(" and ");
    let mut broken = Vec::new();
    if tier {
        let bad = differ(&mut prover, &one, &other, guarded);
        broken.extend(prover.broken(&names, bad, &[&one, &other]));
    }
    let excuse = if excused_by_tier { prover.tiers_differ(&one, &other) } else { prover.circuit.no() };
    let (first, second) = (one.pathways(&mut prover.circuit), other.pathways(&mut prover.circuit));
    for ((place, (pack, pathway)), (a, b)) in world.pathways().enumerate().zip(first.iter().zip(&second)) {
        // A fallback looks at what became of the others.
        if pathway.fallback {
            continue;
        }
        let scoped = |stands: &Stands| -> Vec<Tri> {
            let listed = pathway.criteria.iter().zip(&stands.criteria);
            listed.filter(|(criterion, _)| !criterion.scope.is_empty()).map(|(_, tri)| *tri).collect()
        };
        let (a_scoped, b_scoped) = (together(&mut prover, &scoped(a)), together(&mut prover, &scoped(b)));
        let declared = tris_differ(&mut prover, a_scoped, b_scoped);
        let fits = tris_differ(&mut prover, a.eligible, b.eligible);
        let bad = prover.circuit.all([fits, !declared, !excuse]);
        broken.extend(prover.broken(format!("{names}, {}/{} ({place})", pack.id, pathway.id), bad, &[&one, &other]));
    }
    broken
}

/// Two values that must come to the same.
fn between(world: &World<'_>, fact: FactId, one_value: u64, other_value: u64) -> Option<Broken> {
    let mut prover = Prover::new(world);
    let one = prover.any();
    let other = prover.changed(&one, &[fact]);
    let was = one.states()[&fact].is(&mut prover.circuit, one_value);
    let is = other.states()[&fact].is(&mut prover.circuit, other_value);
    let differ = differ(&mut prover, &one, &other, &world.claims.guarded);
    let bad = prover.circuit.all([was, is, differ]);
    prover.broken(world.vocabulary().name(fact), bad, &[&one, &other])
}

fn differ<'w>(prover: &mut Prover<'w>, one: &Decision<'w>, other: &Decision<'w>, guarded: &[usize]) -> Lit {
    let parts = [prover.tiers_differ(one, other), prover.lost(one, other, guarded), prover.lost(other, one, guarded)];
    prover.circuit.any(parts)
}

fn together(prover: &mut Prover<'_>, parts: &[Tri]) -> Tri {
    let circuit = &mut prover.circuit;
    Tri { yes: circuit.all(parts.iter().map(|tri| tri.yes)), no: circuit.any(parts.iter().map(|tri| tri.no)) }
}

fn tris_differ(prover: &mut Prover<'_>, a: Tri, b: Tri) -> Lit {
    let parts = [prover.circuit.differ(a.yes, b.yes), prover.circuit.differ(a.no, b.no)];
    prover.circuit.any(parts)
}

/// A service that may run is closed by what it declares alone, and nothing that it names stands in its place.
fn nothing_instead(world: &World<'_>) -> Vec<Broken> {
    let mut prover = Prover::new(world);
    let mut decision = prover.any();
    let pathways = decision.pathways(&mut prover.circuit);
    let due = decision.actions(&mut prover.circuit);
    let ids: Vec<String> = world.pathways().map(|(pack, pathway)| format!("{}/{}", pack.id, pathway.id)).collect();
    let mut broken = Vec::new();
    for (place, (_, pathway)) in world.pathways().enumerate().filter(|(_, (_, pathway))| pathway.criteria.iter().any(|c| !c.scope.is_empty())) {
        let of = |scoped: bool| -> Vec<Tri> {
            let listed = pathway.criteria.iter().zip(&pathways[place].criteria);
            listed.filter(|(criterion, _)| criterion.scope.is_empty() != scoped).map(|(_, tri)| *tri).collect()
        };
        let (scoped, plain) = (together(&mut prover, &of(true)), together(&mut prover, &of(false)));
        let named = pathway.instead.iter().filter_map(|reference| match reference.strip_prefix("action.") {
            Some(action) => world.bundle.national.actions.iter().position(|known| known.id == action).map(|place| due[place]),
            None => ids.iter().position(|id| id == reference).map(|place| pathways[place].recommended),
        });
        let answered = prover.circuit.any(named.collect::<Vec<_>>());
        let runs = prover.runs(place);
        let bad = prover.circuit.all([runs, scoped.no, !plain.no, !answered]);
        broken.extend(prover.broken(format!("nothing instead of {}", ids[place]), bad, &[&decision]));
    }
    broken
}
