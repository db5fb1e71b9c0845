//! One area, with every day on which something changes.

use std::collections::BTreeSet;
use waymark::facts::condition::Condition;
use waymark::facts::fact::Kind;
use waymark::facts::{Day, FactId, Vocabulary};
use waymark::packs::pack::{Pathway, Status};
use waymark::packs::{Bundle, Pack};
use waymark::prove::claims::Claims;

/// A time in which the same pathways may run and the same thresholds are in force.
pub struct Time {
    /// Its first day.
    pub from: Day,
    /// The thresholds.
    pub thresholds: Vec<u16>,
    /// Which pathways may run, in the order of [`World::pathways`].
    pub runs: Vec<bool>,
}

/// The packs that apply to one area, or to all areas without a pack.
pub struct World<'a> {
    /// All packs.
    pub bundle: &'a Bundle,
    /// The national pack, then the area's.
    pub packs: Vec<&'a Pack>,
    /// The values of `area.person` that choose these packs.
    pub areas: u64,
    /// All times that differ.
    pub times: Vec<Time>,
    /// Every fact that something here reads, in the vocabulary's order.
    pub facts: Vec<FactId>,
    /// What must hold.
    pub claims: &'a Claims,
}

impl<'a> World<'a> {
    /// Every area, and then no area.
    pub fn all(bundle: &'a Bundle, claims: &'a Claims) -> Vec<World<'a>> {
        let taken = bundle.areas.iter().fold(0, |mask, pack| mask | pack.areas);
        let local = bundle.areas.iter().map(|pack| World::new(bundle, claims, Some(pack), pack.areas));
        local.chain([World::new(bundle, claims, None, !taken)]).collect()
    }

    fn new(bundle: &'a Bundle, claims: &'a Claims, area: Option<&'a Pack>, areas: u64) -> World<'a> {
        let packs: Vec<&Pack> = std::iter::once(&bundle.national).chain(area).collect();
        let (times, facts) = (times(bundle, &packs), read(bundle, &packs, claims));
        World { bundle, packs, areas, times, facts, claims }
    }

    /// The same, for people of whom it does not matter where they live.
    pub fn anywhere(&self) -> World<'a> {
        World { areas: u64::MAX, packs: self.packs.clone(), times: times(self.bundle, &self.packs), facts: self.facts.clone(), ..*self }
    }

    /// The id of the area's pack; of the national one where there is none.
    pub fn name(&self) -> &'a str {
        self.packs.last().map_or("", |pack| &pack.id)
    }

    /// The vocabulary.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        &self.bundle.vocabulary
    }

    /// All pathways, the national ones first.
    pub fn pathways(&self) -> impl Iterator<Item = (&'a Pack, &'a Pathway)> + use<'a, '_> {
        self.packs.iter().flat_map(|pack| pack.pathways.iter().map(move |pathway| (*pack, pathway)))
    }

    /// The time in which a day lies.
    pub fn time(&self, on: Day) -> usize {
        let (thresholds, runs) = setting(self.bundle, &self.packs, on);
        self.times.iter().position(|time| time.thresholds == thresholds && time.runs == runs).expect("a time for each day")
    }
}

/// The thresholds and what may run on a day.
fn setting(bundle: &Bundle, packs: &[&Pack], on: Day) -> (Vec<u16>, Vec<bool>) {
    let of_pack = |pack: &Pack, name: usize| {
        let known = pack.thresholds.iter().filter(|t| usize::from(t.name) == name && t.from.is_none_or(|from| from <= on));
        known.max_by_key(|t| t.from).map(|t| t.value)
    };
    let value = |name| packs.iter().rev().find_map(|pack| of_pack(pack, name)).unwrap_or(u16::MAX);
    let thresholds = (0..bundle.thresholds.len()).map(value).collect();
    let runs = packs.iter().flat_map(|pack| &pack.pathways).map(|pathway| pathway.status.on(on).may_run()).collect();
    (thresholds, runs)
}

/// Every choice of thresholds and of what may run, each once.
fn times(bundle: &Bundle, packs: &[&Pack]) -> Vec<Time> {
    let mut days: BTreeSet<Day> = [Day::new(1900, 1, 1).expect("a day")].into();
    for pack in packs {
        days.extend(pack.thresholds.iter().filter_map(|threshold| threshold.from));
        for pathway in &pack.pathways {
            if let Status::Windows { windows, .. } = &pathway.status {
                days.extend(windows.iter().flat_map(|window| [window.from, Day::of_number(window.to.number() + 1)]));
            }
        }
    }
    let mut times: Vec<Time> = Vec::new();
    for from in days {
        let (thresholds, runs) = setting(bundle, packs, from);
        if !times.iter().any(|time| time.thresholds == thresholds && time.runs == runs) {
            times.push(Time { from, thresholds, runs });
        }
    }
    times
}

/// Every asked fact on which something rests, with what it hangs on and its numbers and bands.
fn read(bundle: &Bundle, packs: &[&Pack], claims: &Claims) -> Vec<FactId> {
    let vocabulary = &bundle.vocabulary;
    let mut seen: BTreeSet<FactId> = bundle.national.minimum.iter().copied().collect();
    let mut note = |condition: &Condition| seen.extend(condition.facts());
    for pack in packs {
        pack.rules.iter().for_each(|rule| note(&rule.when));
        pack.stops.iter().for_each(|stop| note(&stop.when));
        pack.actions.iter().flat_map(|action| std::iter::once(&action.when).chain(&action.first_when)).for_each(&mut note);
        pack.guidance.iter().for_each(|line| note(&line.when));
        for pathway in &pack.pathways {
            pathway.criteria.iter().flat_map(|criterion| std::iter::once(&criterion.met).chain(&criterion.doubt)).for_each(&mut note);
            pathway.supports.iter().chain(&pathway.against).for_each(|argument| note(&argument.when));
        }
    }
    claims.claims.iter().flat_map(|claim| claim.kind.conditions()).for_each(&mut note);
    seen.extend((0..vocabulary.derived.len()).map(|place| FactId((vocabulary.facts.len() + place) as u16)));
    let mut list: Vec<FactId> = seen.into_iter().collect();
    let mut place = 0;
    while let Some(id) = list.get(place).copied() {
        place += 1;
        let mut more: Vec<FactId> = Vec::new();
        if let Some(derived) = vocabulary.derived(id) {
            more.extend(derived.when.iter().flatten().flat_map(Condition::facts));
        }
        if let Some(fact) = vocabulary.fact(id) {
            more.extend(fact.hangs_on.map(|above| above.fact));
            more.extend(if let Kind::Bands { of, .. } = fact.kind { Some(of) } else { None });
        }
        more.extend(vocabulary.ids().filter(|other| matches!(vocabulary.fact(*other).map(|f| &f.kind), Some(Kind::Bands { of, .. }) if *of == id)));
        list.extend(more.into_iter().filter(|fact| !list.contains(fact)).collect::<BTreeSet<_>>());
    }
    list.retain(|id| vocabulary.fact(*id).is_some_and(|fact| !matches!(fact.kind, Kind::Date | Kind::Text)));
    list.sort_unstable();
    list
}
