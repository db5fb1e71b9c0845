//! The whole decision as functions of everything that can be recorded, for one choice of packs and what holds on a day.

use super::probe::said;
use super::setting::Setting;
use super::space::{Lens, Place};
use super::truths::{FAILS, HOLDS, OPEN, all, among, and, any, certain, choose, mapped, not, or};
use crate::diagram::kernel::{Diagrams, Join, Ref};
use crate::facts::condition::Decided;
use crate::facts::fact::{Mask, below, ranges_between};
use crate::facts::vocabulary::Derived;
use crate::facts::{Condition, FactId, Known, Truth};
use crate::packs::Pack;
use crate::packs::pack::{Action, Criterion, Pathway};

/// The functions of one setting.
pub struct Symbolic<'a> {
    lens: &'a Lens<'a>,
    thresholds: Vec<u16>,
    /// For each derived fact the conditions of its values.
    derived: Vec<Vec<Ref>>,
    /// The place of the tier in the national list.
    pub tier: Ref,
    /// Whether each tier rule fired, those left out that yield.
    pub fired: Vec<Ref>,
    /// Whether each stop stands.
    pub stops: Vec<Ref>,
    /// Each pathway, in the order of the packs.
    pub pathways: Vec<Course>,
    /// Whether each action is due.
    pub actions: Vec<Ref>,
    /// Whether each action is put first by its case.
    pub put_first: Vec<Ref>,
    minimum: Ref,
    none_recommended: Ref,
    some_not_eligible: Ref,
}

/// What becomes of a pathway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Course {
    /// Fails: not eligible. Open: cannot tell. Holds: eligible.
    pub eligible: Ref,
    /// Whether it is recommended.
    pub recommended: Ref,
}

impl<'a> Symbolic<'a> {
    /// Makes the functions.
    pub fn of(lens: &'a Lens<'a>, setting: &Setting<'_>, diagrams: &mut Diagrams) -> Symbolic<'a> {
        let mut made = Symbolic {
            lens,
            thresholds: setting.thresholds.clone(),
            derived: Vec::new(),
            tier: FAILS,
            fired: Vec::new(),
            stops: Vec::new(),
            pathways: Vec::new(),
            actions: Vec::new(),
            put_first: Vec::new(),
            minimum: FAILS,
            none_recommended: OPEN,
            some_not_eligible: OPEN,
        };
        for derived in &lens.bundle.vocabulary.derived {
            let values = derived.when.iter().map(|when| when.as_ref().map_or(FAILS, |when| made.condition(diagrams, when))).collect();
            made.derived.push(values);
        }
        if let Some(national) = setting.packs.first() {
            made.tiering(diagrams, national);
            made.courses(diagrams, setting);
            made.actions = national.actions.iter().map(|action| made.certainly(diagrams, &action.when)).collect();
            let first = |action: &Action| action.first_when.as_ref().map_or(FAILS, |when| made.certainly(diagrams, when));
            made.put_first = national.actions.iter().map(first).collect();
        }
        made
    }

    /// The conditions of a derived fact's values.
    pub fn derived(&self, place: usize) -> &[Ref] {
        self.derived.get(place).map_or(&[], Vec::as_slice)
    }

    /// What a condition makes of the answers.
    pub fn condition(&self, diagrams: &mut Diagrams, condition: &Condition) -> Ref {
        match condition {
            Condition::All(parts) => parts.iter().fold(HOLDS, |all, part| {
                let part = self.condition(diagrams, part);
                and(diagrams, all, part)
            }),
            Condition::Any(parts) => parts.iter().fold(FAILS, |any, part| {
                let part = self.condition(diagrams, part);
                or(diagrams, any, part)
            }),
            Condition::Not(part) => {
                let part = self.condition(diagrams, part);
                not(diagrams, part)
            }
            Condition::Certain(part) => self.certainly(diagrams, part),
            Condition::Is { fact, accepts } => self.is(diagrams, *fact, *accepts),
            Condition::AtLeast { fact, threshold } => {
                let value = self.thresholds.get(usize::from(*threshold)).copied().unwrap_or(u16::MAX);
                self.is(diagrams, *fact, ranges_between(self.lens.bundle.vocabulary.cuts(*fact), value, None))
            }
            Condition::Said { fact, values } => self.said(diagrams, *fact, *values),
            Condition::Decided(what) => self.decided(diagrams, *what),
        }
    }

    /// Where a condition holds for certain.
    pub fn certainly(&self, diagrams: &mut Diagrams, condition: &Condition) -> Ref {
        let condition = self.condition(diagrams, condition);
        certain(diagrams, condition)
    }

    fn is(&self, diagrams: &mut Diagrams, fact: FactId, accepts: Mask) -> Ref {
        let vocabulary = &self.lens.bundle.vocabulary;
        if let Some(derived) = vocabulary.derived(fact) {
            return self.derived_is(diagrams, derived, fact.index() - vocabulary.facts.len(), accepts);
        }
        let settled = vocabulary.fact(fact).map_or(0, |fact| fact.kind.settled());
        let function = match self.lens.place(fact) {
            // What every answer to it comes to.
            Place::Unread => constant(Known::one_of(settled).is(accepts)),
            Place::Whole(variable, seen) => diagrams.node(*variable, seen.iter().map(|(known, _)| constant(known.is(accepts))).collect()),
            Place::Set(listed, opens, _) => {
                let open = if accepts & settled == 0 { FAILS } else { OPEN };
                let left_open = (0..opens.len()).map(|state| if state == 1 { FAILS } else { open }).collect();
                let left_open = diagrams.node(*listed, left_open);
                let held = self.held(diagrams, fact, accepts);
                or(diagrams, held, left_open)
            }
        };
        let closed = self.closed(diagrams, fact);
        let kept = not(diagrams, closed);
        and(diagrams, kept, function)
    }

    /// Whether a set that is recorded holds one of these values.
    fn held(&self, diagrams: &mut Diagrams, fact: FactId, values: Mask) -> Ref {
        let Place::Set(listed, opens, places) = self.lens.place(fact) else { return FAILS };
        let named = places.iter().filter(|(value, _)| values & (1 << value) != 0);
        let named: Vec<Ref> = named.map(|(_, variable)| diagrams.node(*variable, [FAILS, HOLDS].into())).collect();
        let recorded = (0..opens.len()).map(|state| plain(state > 0)).collect();
        let (named, recorded) = (any(diagrams, named), diagrams.node(*listed, recorded));
        and(diagrams, named, recorded)
    }

    /// Whether one of these very values is recorded.
    fn said(&self, diagrams: &mut Diagrams, fact: FactId, values: Mask) -> Ref {
        match self.lens.place(fact) {
            Place::Unread => FAILS,
            Place::Whole(variable, seen) => diagrams.node(*variable, seen.iter().map(|(_, value)| plain(said(value.as_ref(), values))).collect()),
            Place::Set(listed, opens, _) => {
                let open = diagrams.node(*listed, opens.iter().map(|open| plain(open & values != 0)).collect());
                let held = self.held(diagrams, fact, values);
                or(diagrams, open, held)
            }
        }
    }

    /// Whether the fact is set aside: what it hangs on can no longer have a value that keeps it.
    fn closed(&self, diagrams: &mut Diagrams, fact: FactId) -> Ref {
        let vocabulary = &self.lens.bundle.vocabulary;
        let (mut closed, mut next) = (FAILS, vocabulary.fact(fact).and_then(|fact| fact.hangs_on));
        while let Some(above) = next {
            let here = match self.lens.place(above.fact) {
                Place::Unread => FAILS,
                Place::Whole(variable, seen) => {
                    diagrams.node(*variable, seen.iter().map(|(known, _)| plain(known.may & above.accepts == 0)).collect())
                }
                Place::Set(listed, opens, _) => {
                    let full = in_full(diagrams, *listed, opens);
                    let held = self.held(diagrams, above.fact, above.accepts);
                    let none = not(diagrams, held);
                    and(diagrams, full, none)
                }
            };
            closed = or(diagrams, closed, here);
            next = vocabulary.fact(above.fact).and_then(|fact| fact.hangs_on);
        }
        closed
    }

    /// A derived fact has the first value whose condition holds; without one it may be each whose condition is open, and the
    /// one for otherwise.
    fn derived_is(&self, diagrams: &mut Diagrams, derived: &Derived, place: usize, accepts: Mask) -> Ref {
        let values = self.derived[place].clone();
        let accepted = |value: usize| accepts & (1 << value) != 0;
        let open_among = |diagrams: &mut Diagrams, wanted: bool| {
            let open: Vec<Ref> =
                (0..values.len()).filter(|value| accepted(*value) == wanted).map(|value| among(diagrams, values[value], 1 << OPEN)).collect();
            let otherwise = derived.otherwise.is_some_and(|value| accepted(value.into()) == wanted);
            if otherwise { HOLDS } else { any(diagrams, open) }
        };
        let (some, other) = (open_among(diagrams, true), open_among(diagrams, false));
        let settled = derived.values.iter().enumerate().filter(|(_, value)| !value.open).fold(0, |mask: Mask, (place, _)| mask | 1 << place);
        // Nothing holds and nothing is open: it may be anything.
        let anything = match (settled & accepts != 0, settled & !accepts != 0) {
            (true, true) => OPEN,
            (true, false) => HOLDS,
            (false, _) => FAILS,
        };
        let (only, both) = (choose(diagrams, other, OPEN, HOLDS), choose(diagrams, other, FAILS, anything));
        let mut function = choose(diagrams, some, only, both);
        for value in (0..values.len()).rev() {
            function = choose(diagrams, values[value], plain(accepted(value)), function);
        }
        function
    }

    fn decided(&self, diagrams: &mut Diagrams, what: Decided) -> Ref {
        let marked = |functions: &[Ref], marked: Mask| {
            functions.iter().enumerate().filter(|(place, _)| marked & (1 << place) != 0).map(|(_, f)| *f).collect::<Vec<_>>()
        };
        match what {
            Decided::Tier(tiers) => {
                let list = &self.lens.bundle.national.tiers;
                let open = list.iter().enumerate().filter(|(_, tier)| tier.open).fold(0, |mask: Mask, (place, _)| mask | 1 << place);
                let others = below(list.len()) & !open;
                let while_open = match (others & tiers, others & !tiers) {
                    (0, _) => FAILS,
                    (_, 0) => HOLDS,
                    _ => OPEN,
                };
                mapped(diagrams, self.tier, |tier| match (open & (1 << tier) != 0, tiers & (1 << tier) != 0) {
                    (true, _) => while_open,
                    (false, true) => HOLDS,
                    (false, false) => FAILS,
                })
            }
            Decided::Fired(rules) => any(diagrams, marked(&self.fired, rules)),
            Decided::Stop(stops) => any(diagrams, marked(&self.stops, stops)),
            Decided::Minimum(true) => self.minimum,
            Decided::Minimum(false) => not(diagrams, self.minimum),
            Decided::NoneRecommended => self.none_recommended,
            Decided::SomeNotEligible => self.some_not_eligible,
        }
    }

    /// Whether a fact is settled, or set aside.
    pub fn settled(&self, diagrams: &mut Diagrams, fact: FactId) -> Ref {
        let settled = match self.lens.place(fact) {
            Place::Unread => plain(self.lens.bundle.vocabulary.fact(fact).is_some_and(|fact| fact.kind.settled().count_ones() <= 1)),
            Place::Whole(variable, seen) => diagrams.node(*variable, seen.iter().map(|(known, _)| plain(known.may.count_ones() <= 1)).collect()),
            Place::Set(listed, opens, places) => {
                let full = in_full(diagrams, *listed, opens);
                // Where it holds all that there are nothing more can be in it.
                let known = self.lens.bundle.vocabulary.fact(fact).map_or(0, |fact| fact.kind.settled().count_ones());
                let each = places.iter().map(|(value, _)| self.held(diagrams, fact, 1 << value)).collect::<Vec<_>>();
                let everything = if each.len() as u32 == known { all(diagrams, each) } else { FAILS };
                or(diagrams, full, everything)
            }
        };
        let closed = self.closed(diagrams, fact);
        or(diagrams, settled, closed)
    }

    fn tiering(&mut self, diagrams: &mut Diagrams, national: &Pack) {
        let settled: Vec<Ref> = national.minimum.iter().map(|fact| self.settled(diagrams, *fact)).collect();
        self.minimum = all(diagrams, settled);
        let fires: Vec<Ref> = national.rules.iter().map(|rule| self.certainly(diagrams, &rule.when)).collect();
        for (place, rule) in national.rules.iter().enumerate() {
            let others: Vec<Ref> =
                fires.iter().enumerate().filter(|(other, _)| rule.yields_to & (1 << other) != 0).map(|(_, fires)| *fires).collect();
            let overridden = any(diagrams, others);
            let free = not(diagrams, overridden);
            let fired = and(diagrams, fires[place], free);
            self.fired.push(fired);
        }
        let lowest_open = national.tiers.iter().position(|tier| tier.open).unwrap_or(0) as Ref;
        let some = any(diagrams, self.fired.clone());
        // Where no rule fired at all the tier is the open one; a tier of nothing is the least, so it is joined from below.
        let mut tier = mapped(diagrams, some, |some| if some == HOLDS { 0 } else { lowest_open });
        for (rule, fired) in national.rules.iter().zip(&self.fired) {
            let gives = mapped(diagrams, *fired, |fired| if fired == HOLDS { rule.tier.into() } else { 0 });
            tier = diagrams.join(Join::Most, tier, gives);
        }
        self.tier = tier;
        for stop in &national.stops {
            let stands = self.certainly(diagrams, &stop.when);
            self.stops.push(stands);
        }
    }

    fn courses(&mut self, diagrams: &mut Diagrams, setting: &Setting<'_>) {
        let national = setting.packs.first().map_or(0, |pack| pack.pathways.len());
        let listed: Vec<&Pathway> = setting.packs.iter().flat_map(|pack| &pack.pathways).collect();
        let forbids = |stop: &usize| setting.packs[0].stops[*stop].forbids_pathways;
        let forbidding: Vec<Ref> = (0..self.stops.len()).filter(forbids).map(|stop| self.stops[stop]).collect();
        let forbidden = any(diagrams, forbidding);
        let allowed = not(diagrams, forbidden);
        let mut made = vec![None; listed.len()];
        for fallbacks in [false, true] {
            for (place, pathway) in listed.iter().enumerate().filter(|(_, pathway)| pathway.fallback == fallbacks) {
                let eligible = self.eligible(diagrams, &pathway.criteria);
                let fits = among(diagrams, eligible, 1 << OPEN | 1 << HOLDS);
                let runs = setting.availability.get(place).is_some_and(|availability| availability.may_run());
                let recommended = if runs { and(diagrams, fits, allowed) } else { FAILS };
                made[place] = Some(Course { eligible, recommended });
            }
            if !fallbacks {
                let course = |place: &usize| made[*place].filter(|_| !listed[*place].fallback);
                let taken: Vec<Ref> = (0..listed.len())
                    .filter(|place| listed[*place].takes_referrals())
                    .filter_map(|place| course(&place))
                    .map(|course| course.recommended)
                    .collect();
                let refused: Vec<Ref> =
                    (national..listed.len()).filter_map(|place| course(&place)).map(|course| among(diagrams, course.eligible, 1 << FAILS)).collect();
                let some = any(diagrams, taken);
                self.none_recommended = not(diagrams, some);
                self.some_not_eligible = any(diagrams, refused);
            }
        }
        self.pathways = made.into_iter().flatten().collect();
    }

    /// The three-valued conjunction of criteria.
    pub fn eligible(&self, diagrams: &mut Diagrams, criteria: &[Criterion]) -> Ref {
        criteria.iter().fold(HOLDS, |eligible, criterion| {
            let met = self.met(diagrams, criterion);
            and(diagrams, eligible, met)
        })
    }

    /// A criterion: where it is not certainly met and its doubt is certain, only the service can tell.
    pub fn met(&self, diagrams: &mut Diagrams, criterion: &Criterion) -> Ref {
        let met = self.condition(diagrams, &criterion.met);
        let Some(doubt) = &criterion.doubt else { return met };
        let doubt = self.certainly(diagrams, doubt);
        let open = and(diagrams, doubt, OPEN);
        or(diagrams, met, open)
    }
}

/// A truth as a constant.
fn constant(truth: Truth) -> Ref {
    match truth {
        Truth::Yes => HOLDS,
        Truth::No => FAILS,
        Truth::Open => OPEN,
    }
}

/// A plain truth as a constant.
fn plain(holds: bool) -> Ref {
    if holds { HOLDS } else { FAILS }
}

/// Whether a set is recorded in full.
fn in_full(diagrams: &mut Diagrams, listed: u16, opens: &[Mask]) -> Ref {
    diagrams.node(listed, (0..opens.len()).map(|state| plain(state == 1)).collect())
}
