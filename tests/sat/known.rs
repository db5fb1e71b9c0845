//! What is known of every fact from what is recorded, as gates: two literals a condition, "holds" and "fails"; open where neither.

use super::answers::{State, States, kind};
use super::circuit::Circuit;
use super::world::World;
use batsat::Lit;
use waymark::facts::condition::{Condition, Decided};
use waymark::facts::fact::{Kind, ranges_between};
use waymark::facts::vocabulary::Derived;
use waymark::facts::{FactId, Vocabulary};

/// A three-valued truth.
#[derive(Clone, Copy)]
pub struct Tri {
    /// It certainly holds.
    pub yes: Lit,
    /// It certainly fails.
    pub no: Lit,
}

impl Tri {
    /// Never open.
    pub fn settled(holds: Lit) -> Tri {
        Tri { yes: holds, no: !holds }
    }

    /// Always open.
    pub fn open(circuit: &Circuit) -> Tri {
        Tri { yes: circuit.no(), no: circuit.no() }
    }
}

/// The values a fact may still have, and those that a set certainly holds.
#[derive(Clone)]
struct Known {
    may: Vec<Lit>,
    must: Option<Vec<Lit>>,
}

impl Known {
    /// Whether its value is one of these; a set: whether it holds one of these.
    fn is(&self, circuit: &mut Circuit, accepts: u64) -> Tri {
        let pick = |list: &[Lit], inside: bool| -> Vec<Lit> {
            list.iter().enumerate().filter(|(place, _)| (accepts & (1 << place) != 0) == inside).map(|(_, may)| *may).collect()
        };
        let some = circuit.any(pick(&self.may, true));
        let yes = match &self.must {
            Some(must) => circuit.any(pick(must, true)),
            None => {
                let other = circuit.any(pick(&self.may, false));
                circuit.all([some, !other])
            }
        };
        Tri { yes, no: !some }
    }
}

/// Answers what a condition asks of the decision.
pub type Asked<'q> = &'q dyn Fn(&mut Circuit, Decided) -> Tri;

/// Everything known from what is recorded.
pub struct Knowledge<'w> {
    world: &'w World<'w>,
    states: States,
    /// One for each time of the world: exactly one holds.
    times: Vec<Lit>,
    known: Vec<Option<Known>>,
}

impl<'w> Knowledge<'w> {
    /// Draws what follows.
    pub fn new(circuit: &mut Circuit, world: &'w World<'w>, states: States, times: Vec<Lit>) -> Knowledge<'w> {
        let vocabulary = world.vocabulary();
        let mut known: Vec<Option<Known>> = vec![None; vocabulary.facts.len()];
        for (fact, state) in &states {
            known[fact.index()] = Some(recorded(circuit, kind(vocabulary, *fact), state));
        }
        bands(circuit, vocabulary, &mut known);
        let closed: Vec<(FactId, Lit)> = states.keys().map(|fact| (*fact, closed(circuit, vocabulary, &known, *fact))).collect();
        for (fact, closed) in closed {
            let Some(before) = known[fact.index()].take() else { continue };
            let mut unless = |list: Vec<Lit>| list.into_iter().map(|lit| circuit.all([lit, !closed])).collect::<Vec<_>>();
            known[fact.index()] = Some(Known { may: unless(before.may), must: before.must.map(unless) });
        }
        let mut knowledge = Knowledge { world, states, times, known };
        for derived in &vocabulary.derived {
            let value = knowledge.derive(circuit, derived);
            knowledge.known.push(Some(value));
        }
        knowledge
    }

    /// What is recorded.
    pub fn states(&self) -> &States {
        &self.states
    }

    /// Whether a fact is settled, or set aside.
    pub fn settled(&self, circuit: &mut Circuit, fact: FactId) -> Lit {
        let known = self.of(fact);
        match &known.must {
            Some(must) => {
                let parts: Vec<Lit> = known.may.iter().zip(must).map(|(may, must)| !circuit.differ(*may, *must)).collect();
                circuit.all(parts)
            }
            None => {
                let pairs = (0..known.may.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
                let both: Vec<Lit> = pairs.map(|(a, b)| circuit.all([known.may[a], known.may[b]])).collect();
                !circuit.any(both)
            }
        }
    }

    /// The truth of a condition.
    pub fn truth(&self, circuit: &mut Circuit, condition: &Condition, asked: Asked<'_>) -> Tri {
        match condition {
            Condition::All(parts) => {
                let parts: Vec<Tri> = parts.iter().map(|part| self.truth(circuit, part, asked)).collect();
                Tri { yes: circuit.all(parts.iter().map(|part| part.yes)), no: circuit.any(parts.iter().map(|part| part.no)) }
            }
            Condition::Any(parts) => {
                let parts: Vec<Tri> = parts.iter().map(|part| self.truth(circuit, part, asked)).collect();
                Tri { yes: circuit.any(parts.iter().map(|part| part.yes)), no: circuit.all(parts.iter().map(|part| part.no)) }
            }
            Condition::Not(part) => {
                let Tri { yes, no } = self.truth(circuit, part, asked);
                Tri { yes: no, no: yes }
            }
            Condition::Certain(part) => Tri::settled(self.truth(circuit, part, asked).yes),
            Condition::Is { fact, accepts } => self.of(*fact).clone().is(circuit, *accepts),
            Condition::AtLeast { fact, threshold } => self.reaches(circuit, *fact, *threshold),
            Condition::Said { fact, values } => Tri::settled(self.states[fact].is(circuit, *values)),
            Condition::Decided(what) => asked(circuit, *what),
        }
    }

    fn of(&self, fact: FactId) -> &Known {
        self.known[fact.index()].as_ref().expect("a fact that the world reads")
    }

    /// The number that a threshold names hangs on the time.
    fn reaches(&self, circuit: &mut Circuit, fact: FactId, threshold: u8) -> Tri {
        let cuts = self.world.vocabulary().cuts(fact);
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for (time, now) in self.world.times.iter().zip(self.times.clone()) {
            let ranges = ranges_between(cuts, time.thresholds[usize::from(threshold)], None);
            let reached = self.of(fact).clone().is(circuit, ranges);
            yes.push(circuit.all([now, reached.yes]));
            no.push(circuit.all([now, reached.no]));
        }
        Tri { yes: circuit.any(yes), no: circuit.any(no) }
    }

    fn derive(&self, circuit: &mut Circuit, derived: &Derived) -> Known {
        let open = |circuit: &mut Circuit, _| Tri::open(circuit);
        let never = Tri::settled(circuit.no());
        let when: Vec<Tri> = derived.when.iter().map(|when| when.as_ref().map_or(never, |when| self.truth(circuit, when, &open))).collect();
        let some = circuit.any(when.iter().map(|tri| tri.yes));
        let all_fail = circuit.all(when.iter().map(|tri| tri.no));
        let mut may = Vec::new();
        for (place, tri) in when.iter().enumerate() {
            let first = circuit.all(when[..place].iter().map(|earlier| !earlier.yes).chain([tri.yes]));
            let is_open = circuit.all([!tri.yes, !tri.no]);
            let without = match derived.otherwise {
                Some(otherwise) if usize::from(otherwise) == place => circuit.yes(),
                None if !derived.values[place].open => circuit.any([is_open, all_fail]),
                _ => is_open,
            };
            let left = circuit.all([!some, without]);
            may.push(circuit.any([first, left]));
        }
        Known { may, must: None }
    }

    /// For each derived fact the truth of the condition of each value.
    pub fn derivations(&self, circuit: &mut Circuit) -> Vec<(&'w Derived, Vec<Option<Tri>>)> {
        let open = |circuit: &mut Circuit, _| Tri::open(circuit);
        let derived = self.world.vocabulary().derived.iter();
        derived.map(|derived| (derived, derived.when.iter().map(|when| Some(self.truth(circuit, when.as_ref()?, &open))).collect())).collect()
    }
}

/// What is recorded says of its fact, by itself.
fn recorded(circuit: &mut Circuit, kind: &Kind, state: &State) -> Known {
    let settled = kind.settled();
    let open = state.open(circuit, kind);
    let no = circuit.no();
    let known = |circuit: &mut Circuit, place: usize, otherwise: Lit| match settled & (1 << place) {
        0 => no,
        _ => circuit.any([state.values[place], otherwise]),
    };
    let may = (0..state.values.len()).map(|place| known(circuit, place, open)).collect();
    let must = matches!(kind, Kind::Set(_)).then(|| (0..state.values.len()).map(|place| known(circuit, place, no)).collect());
    Known { may, must }
}

/// A number and its bands tell of each other.
fn bands(circuit: &mut Circuit, vocabulary: &Vocabulary, known: &mut [Option<Known>]) {
    for (place, fact) in vocabulary.facts.iter().enumerate() {
        let Kind::Bands { of, covers, .. } = &fact.kind else { continue };
        let (Some(band), Some(number)) = (known[place].clone(), known[of.index()].clone()) else { continue };
        let covering = |range: usize| (0..covers.len()).filter(move |band| covers[*band] & (1 << range) != 0);
        let mut may = Vec::new();
        for (range, here) in number.may.iter().enumerate() {
            let inside = circuit.any(covering(range).map(|b| band.may[b]));
            may.push(circuit.all([*here, inside]));
        }
        let mut bands = Vec::new();
        for (b, here) in band.may.iter().enumerate() {
            let reached = circuit.any((0..may.len()).filter(|range| covers[b] & (1 << range) != 0).map(|range| may[range]));
            bands.push(circuit.all([*here, reached]));
        }
        known[of.index()] = Some(Known { may, must: None });
        known[place] = Some(Known { may: bands, must: None });
    }
}

/// Whether an answer that the fact hangs on closes its branch.
fn closed(circuit: &mut Circuit, vocabulary: &Vocabulary, known: &[Option<Known>], fact: FactId) -> Lit {
    let mut parts = Vec::new();
    let mut next = vocabulary.fact(fact).and_then(|fact| fact.hangs_on);
    while let Some(above) = next {
        let known = known[above.fact.index()].clone().expect("what a fact hangs on is read");
        parts.push(known.is(circuit, above.accepts).no);
        next = vocabulary.fact(above.fact).and_then(|fact| fact.hangs_on);
    }
    circuit.any(parts)
}
