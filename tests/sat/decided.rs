//! What is decided from what is known, as gates: rules, tier, stops, pathways and actions, in the order in which each rests on the other.

use super::answers::States;
use super::circuit::Circuit;
use super::known::{Knowledge, Tri};
use super::world::World;
use batsat::Lit;
use waymark::facts::condition::{Condition, Decided};
use waymark::facts::fact::Mask;
use waymark::packs::pack::{Criterion, Urgency};

/// What a condition may look at, so far.
struct Made {
    minimum: Option<Lit>,
    fired: Option<Vec<Lit>>,
    tiers: Option<Vec<Lit>>,
    stops: Vec<Lit>,
    /// Whether no pathway is recommended, and whether some pathway of the area is not eligible.
    became: Option<(Lit, Lit)>,
}

/// How one pathway stands.
pub struct Stands {
    /// The conjunction of its criteria.
    pub eligible: Tri,
    /// Each criterion.
    pub criteria: Vec<Tri>,
    /// Worth referring to.
    pub recommended: Lit,
}

/// Everything decided from one object of answers.
pub struct Decision<'w> {
    /// The packs.
    pub world: &'w World<'w>,
    /// What is known.
    pub knowledge: Knowledge<'w>,
    times: Vec<Lit>,
    made: Made,
    /// The rules whose condition holds, before any yields.
    pub fires: Vec<Lit>,
}

impl<'w> Decision<'w> {
    /// Applies the rules and the stops.
    pub fn new(circuit: &mut Circuit, world: &'w World<'w>, states: States, times: &[Lit]) -> Decision<'w> {
        let knowledge = Knowledge::new(circuit, world, states, times.to_vec());
        let made = Made { minimum: None, fired: None, tiers: None, stops: Vec::new(), became: None };
        let mut decision = Decision { world, knowledge, times: times.to_vec(), made, fires: Vec::new() };
        let national = &world.bundle.national;
        let settled: Vec<Lit> = national.minimum.iter().map(|fact| decision.knowledge.settled(circuit, *fact)).collect();
        decision.made.minimum = Some(circuit.all(settled));
        decision.fires = national.rules.iter().map(|rule| decision.truth(circuit, &rule.when).yes).collect();
        let fired: Vec<Lit> = national
            .rules
            .iter()
            .enumerate()
            .map(|(place, rule)| {
                let yields = places(rule.yields_to).filter_map(|other| decision.fires.get(other)).map(|other| !*other);
                circuit.all(yields.chain([decision.fires[place]]))
            })
            .collect();
        let tiers = tiers(circuit, world, &fired);
        decision.made.fired = Some(fired);
        decision.made.stops = national.stops.iter().map(|stop| decision.truth(circuit, &stop.when).yes).collect();
        decision.made.tiers = Some(tiers);
        decision
    }

    /// What is recorded.
    pub fn states(&self) -> &States {
        self.knowledge.states()
    }

    /// The rules that count.
    pub fn fired(&self) -> &[Lit] {
        self.made.fired.as_deref().unwrap_or_default()
    }

    /// For each tier whether it is this one.
    pub fn tiers(&self) -> &[Lit] {
        self.made.tiers.as_deref().unwrap_or_default()
    }

    /// The stops that stand.
    pub fn stops(&self) -> &[Lit] {
        &self.made.stops
    }

    /// The truth of a condition, with all that has been decided so far.
    pub fn truth(&self, circuit: &mut Circuit, condition: &Condition) -> Tri {
        self.knowledge.truth(circuit, condition, &|circuit, what| self.asked(circuit, what))
    }

    fn asked(&self, circuit: &mut Circuit, what: Decided) -> Tri {
        let among = |list: &[Lit], mask: Mask| places(mask).filter_map(|place| list.get(place).copied()).collect::<Vec<_>>();
        let settled = match (what, &self.made) {
            (Decided::Minimum(complete), Made { minimum: Some(minimum), .. }) => Some(if complete { *minimum } else { !*minimum }),
            (Decided::Fired(rules), Made { fired: Some(fired), .. }) => Some(circuit.any(among(fired, rules))),
            (Decided::Stop(stops), Made { tiers: Some(_), stops: stand, .. }) => Some(circuit.any(among(stand, stops))),
            (Decided::NoneRecommended, Made { became: Some((none, _)), .. }) => Some(*none),
            (Decided::SomeNotEligible, Made { became: Some((_, some)), .. }) => Some(*some),
            (Decided::Tier(wanted), Made { tiers: Some(tiers), .. }) => return self.tier(circuit, wanted, tiers),
            _ => None,
        };
        settled.map_or_else(|| Tri::open(circuit), Tri::settled)
    }

    /// A state in which too little is known may be each of the tiers.
    fn tier(&self, circuit: &mut Circuit, wanted: Mask, tiers: &[Lit]) -> Tri {
        let listed = &self.world.bundle.national.tiers;
        let (open, closed): (Vec<usize>, Vec<usize>) = (0..listed.len()).partition(|place| listed[*place].open);
        let wants = |place: &usize| wanted & (1 << place) != 0;
        let undecided = circuit.any(open.iter().map(|place| tiers[*place]));
        let inside = circuit.any(closed.iter().filter(|place| wants(place)).map(|place| tiers[*place]));
        let outside = circuit.any(closed.iter().filter(|place| !wants(place)).map(|place| tiers[*place]));
        let (all, none) = (closed.iter().all(wants), !closed.iter().any(wants));
        let by_all = if all { undecided } else { circuit.no() };
        let by_none = if none { undecided } else { circuit.no() };
        Tri { yes: circuit.any([inside, by_all]), no: circuit.any([outside, by_none]) }
    }

    /// How every pathway stands. What looks at this can be asked only afterwards.
    pub fn pathways(&mut self, circuit: &mut Circuit) -> Vec<Stands> {
        let world = self.world;
        let forbidding = world.bundle.national.stops.iter().zip(self.stops()).filter(|(stop, _)| stop.forbids_pathways);
        let forbidding: Vec<Lit> = forbidding.map(|(_, stands)| *stands).collect();
        let forbidden = circuit.any(forbidding);
        let first: Vec<Option<Stands>> = (0..)
            .zip(world.pathways())
            .map(|(place, (_, pathway))| (!pathway.fallback).then(|| self.stands(circuit, &pathway.criteria, place, forbidden)))
            .collect();
        let judged =
            || world.pathways().zip(&first).enumerate().filter_map(|(place, ((_, pathway), stands))| Some((place, pathway, stands.as_ref()?)));
        let recommended = judged().filter(|(_, pathway, _)| pathway.takes_referrals()).map(|(_, _, stands)| stands.recommended);
        let none = !circuit.any(recommended);
        let local = judged().filter(|(place, _, _)| *place >= world.bundle.national.pathways.len());
        let some = circuit.any(local.map(|(_, _, stands)| stands.eligible.no));
        self.made.became = Some((none, some));
        first
            .into_iter()
            .zip(world.pathways())
            .enumerate()
            .map(|(place, (stands, (_, pathway)))| stands.unwrap_or_else(|| self.stands(circuit, &pathway.criteria, place, forbidden)))
            .collect()
    }

    fn stands(&self, circuit: &mut Circuit, criteria: &[Criterion], place: usize, forbidden: Lit) -> Stands {
        let criteria: Vec<Tri> = criteria.iter().map(|criterion| self.criterion(circuit, criterion)).collect();
        let eligible = Tri { yes: circuit.all(criteria.iter().map(|tri| tri.yes)), no: circuit.any(criteria.iter().map(|tri| tri.no)) };
        let runs = circuit.any(self.world.times.iter().zip(&self.times).filter(|(time, _)| time.runs[place]).map(|(_, now)| *now));
        Stands { eligible, criteria, recommended: circuit.all([!eligible.no, runs, !forbidden]) }
    }

    fn criterion(&self, circuit: &mut Circuit, criterion: &Criterion) -> Tri {
        let met = self.truth(circuit, &criterion.met);
        match &criterion.doubt {
            None => met,
            Some(doubt) => {
                let doubt = self.truth(circuit, doubt).yes;
                Tri { yes: met.yes, no: circuit.all([met.no, !doubt]) }
            }
        }
    }

    /// For each action whether it is due.
    pub fn actions(&self, circuit: &mut Circuit) -> Vec<Lit> {
        self.world.bundle.national.actions.iter().map(|action| self.truth(circuit, &action.when).yes).collect()
    }

    /// For each action whether its case puts it first.
    pub fn put_first(&self, circuit: &mut Circuit) -> Vec<Lit> {
        let list = self.world.bundle.national.actions.iter();
        list.map(|action| action.first_when.as_ref().map_or(circuit.no(), |when| self.truth(circuit, when).yes)).collect()
    }

    /// Whether an action is due and stands before all others that are.
    pub fn stands_first(&self, circuit: &mut Circuit, place: usize) -> Lit {
        let list = &self.world.bundle.national.actions;
        let danger = self.tiers().last().copied().unwrap_or(circuit.no());
        let (due, pushed) = (self.actions(circuit), self.put_first(circuit));
        let mut parts = vec![due[place]];
        for other in (0..list.len()).filter(|other| *other != place) {
            // By what may be: in danger or not, this one put first or not, the other one or not.
            for [in_danger, own, others] in (0..8).map(|bits| [bits & 1 != 0, bits & 2 != 0, bits & 4 != 0]) {
                let key = |action: usize, first: bool| {
                    let later = list[action].urgency != Urgency::Now;
                    (in_danger && later, !first, later, list[action].rank, action)
                };
                if key(other, others) < key(place, own) {
                    let as_is = |lit: Lit, holds: bool| if holds { lit } else { !lit };
                    let here = [due[other], as_is(danger, in_danger), as_is(pushed[place], own), as_is(pushed[other], others)];
                    parts.push(!circuit.all(here));
                }
            }
        }
        circuit.all(parts)
    }

    /// Whether the tier stands at this height of the claims, or higher.
    pub fn at_least(&self, circuit: &mut Circuit, height: usize) -> Lit {
        let listed = self.world.claims.heights.iter().zip(self.tiers());
        circuit.any(listed.filter(|(at, _)| **at >= height).map(|(_, is)| *is))
    }

    /// Whether the tier is one of these.
    pub fn is_tier(&self, circuit: &mut Circuit, tiers: Mask) -> Lit {
        circuit.any(places(tiers).filter_map(|tier| self.tiers().get(tier).copied()))
    }
}

/// The highest tier of the rules that fired; where none did, the one that says that too little is known.
fn tiers(circuit: &mut Circuit, world: &World<'_>, fired: &[Lit]) -> Vec<Lit> {
    let national = &world.bundle.national;
    let otherwise = national.tiers.iter().position(|tier| tier.open).unwrap_or(0);
    let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<Lit> {
        national.rules.iter().zip(fired).filter(|(rule, _)| wanted(usize::from(rule.tier))).map(|(_, fired)| *fired).collect()
    };
    let none = !circuit.any(fired.iter().copied());
    (0..national.tiers.len())
        .map(|place| {
            let (here, above) = (circuit.any(of(&|tier| tier == place)), circuit.any(of(&|tier| tier > place)));
            let by_rule = circuit.all([here, !above]);
            if place == otherwise { circuit.any([by_rule, none]) } else { by_rule }
        })
        .collect()
}

/// The places of the bits of a mask.
pub fn places(mask: Mask) -> impl Iterator<Item = usize> {
    (0..64).filter(move |place| mask & (1 << place) != 0)
}
