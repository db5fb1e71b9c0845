//! Every answers object of a small world with what is decided of it on every day, as the engine decides it.

use super::facts::Thing;
use waymark::decide::Engine;
use waymark::decide::decision::Eligibility;
use waymark::decide::tier::{Tiering, bits};
use waymark::facts::condition::Decided;
use waymark::facts::raw::Raw;
use waymark::facts::{Answers, Condition, Day, Knowledge, Truth};
use waymark::packs::pack::{Criterion, Pathway};
use waymark::packs::{Bundle, Pack};
use waymark::prove::space::Recorded;

/// What is decided of one answers object on one day with the packs of one place.
pub struct Case {
    /// The place of the tier.
    pub tier: usize,
    /// The rules that fired, a bit each.
    pub fired: u64,
    /// The stops that stand, a bit each.
    pub stops: u64,
    /// The facts that are settled, a bit each.
    pub settled: u64,
    /// The truth of each condition of the world.
    truths: Vec<Truth>,
    /// Each pathway's eligibility.
    pub eligible: Vec<Truth>,
    /// The pathways that are recommended, a bit each.
    pub recommended: u64,
    /// The actions that are due, in their order; none where the answers do not lead here.
    pub due: Vec<usize>,
    /// Whether the answers lead to this place.
    pub here: bool,
}

/// Everything that can be recorded in one world, and what is decided of it in one place.
pub struct Table<'w> {
    pub bundle: &'w Bundle,
    pub things: &'w [Thing],
    pub packs: Vec<&'w Pack>,
    pub days: &'w [Day],
    /// By the day, then by the object.
    pub cases: Vec<Vec<Case>>,
    conditions: Vec<&'w Condition>,
}

/// Every answers object, in the order of [`Table::cases`].
pub fn objects(bundle: &Bundle, things: &[Thing]) -> Vec<Answers> {
    let count = things.iter().map(|thing| thing.ways.len()).product();
    (0..count).map(|object| Answers::read(&bundle.vocabulary, &Raw::Object(recorded(things, object))).expect("answers")).collect()
}

/// What an object records.
pub fn recorded(things: &[Thing], object: usize) -> Recorded {
    (0..things.len()).flat_map(|thing| things[thing].ways[way(things, object, thing)].clone()).collect()
}

/// Which way an object records a thing.
pub fn way(things: &[Thing], object: usize, thing: usize) -> usize {
    object / stride(things, thing) % things[thing].ways.len()
}

/// The object that records one thing otherwise.
pub fn turned(things: &[Thing], object: usize, thing: usize, to: usize) -> usize {
    object - way(things, object, thing) * stride(things, thing) + to * stride(things, thing)
}

fn stride(things: &[Thing], thing: usize) -> usize {
    things[..thing].iter().map(|thing| thing.ways.len()).product()
}

impl<'w> Table<'w> {
    /// Decides everything with these packs.
    pub fn of(
        bundle: &'w Bundle,
        things: &'w [Thing],
        objects: &[Answers],
        packs: Vec<&'w Pack>,
        days: &'w [Day],
        claimed: &[&'w Condition],
    ) -> Table<'w> {
        let conditions: Vec<&Condition> = bundle.conditions().chain(claimed.iter().copied()).collect();
        let mut table = Table { bundle, things, packs, days, cases: Vec::new(), conditions };
        let engine = Engine::new(bundle);
        let late: Vec<bool> = table.conditions.iter().map(|condition| looks_at_pathways(condition)).collect();
        table.cases = days.iter().map(|day| objects.iter().map(|answers| table.case(&engine, answers, *day, &late)).collect()).collect();
        table
    }

    /// Every pathway of the packs, in their order.
    pub fn pathways(&self) -> impl Iterator<Item = (&'w Pack, &'w Pathway)> {
        self.packs.clone().into_iter().flat_map(|pack| pack.pathways.iter().map(move |pathway| (pack, pathway)))
    }

    /// The truth of a condition of the world.
    pub fn truth(&self, condition: &Condition) -> impl Fn(&Case) -> Truth + use<> {
        let place = self.conditions.iter().position(|known| std::ptr::eq(*known, condition)).expect("a condition of the world");
        move |case| case.truths[place]
    }

    /// Every case that leads here, with its day and its object.
    pub fn here(&self) -> impl Iterator<Item = (usize, usize, &Case)> {
        self.cases
            .iter()
            .enumerate()
            .flat_map(|(day, cases)| cases.iter().enumerate().map(move |(object, case)| (day, object, case)).filter(|(.., case)| case.here))
    }

    /// The criteria, put together.
    pub fn eligible(&self, case: &Case, criteria: impl Iterator<Item = &'w Criterion>) -> Truth {
        Truth::all(criteria.map(|criterion| {
            let doubtful = criterion.doubt.as_ref().is_some_and(|doubt| self.truth(doubt)(case).is_yes());
            match self.truth(&criterion.met)(case) {
                met if !met.is_yes() && doubtful => Truth::Open,
                met => met,
            }
        }))
    }

    fn case(&self, engine: &Engine<'_>, answers: &Answers, on: Day, late: &[bool]) -> Case {
        let (bundle, vocabulary) = (self.bundle, &self.bundle.vocabulary);
        let thresholds = bundle.thresholds_on(&self.packs, Some(on));
        let knowledge = Knowledge::new(vocabulary, answers, &thresholds);
        let tiering = Tiering::of(&bundle.national, &knowledge);
        let settled = vocabulary.ids().filter(|fact| knowledge.is_settled(*fact)).fold(0, |settled, fact| settled | 1 << fact.index());
        let truths = self.conditions.iter().map(|condition| knowledge.truth(condition, &|decided| tiering.decided(decided))).collect();
        let mut case = Case {
            tier: tiering.tier,
            fired: tiering.fired,
            stops: tiering.stops,
            settled,
            truths,
            eligible: vec![Truth::No; self.pathways().count()],
            recommended: 0,
            due: Vec::new(),
            here: engine.packs(answers).iter().map(|pack| &pack.id).eq(self.packs.iter().map(|pack| &pack.id)),
        };
        self.look(&mut case, on, false);
        let (none, some) = self.became(&case);
        let decided = |what| match what {
            Decided::NoneRecommended => none.into(),
            Decided::SomeNotEligible => some.into(),
            other => tiering.decided(other),
        };
        for (place, condition) in self.conditions.iter().enumerate().filter(|(place, _)| late[*place]) {
            case.truths[place] = knowledge.truth(condition, &decided);
        }
        self.look(&mut case, on, true);
        if case.here {
            self.as_decided(engine, answers, on, &mut case);
        }
        case
    }

    /// What becomes of the pathways that are fallbacks, or of those that are none.
    fn look(&self, case: &mut Case, on: Day, fallbacks: bool) {
        let forbidden = bits(case.stops).any(|stop| self.bundle.national.stops[stop].forbids_pathways);
        for (place, (_, pathway)) in self.pathways().enumerate().filter(|(_, (_, pathway))| pathway.fallback == fallbacks) {
            let eligible = self.eligible(case, pathway.criteria.iter());
            case.eligible[place] = eligible;
            case.recommended |= u64::from(eligible != Truth::No && pathway.status.on(on).may_run() && !forbidden) << place;
        }
    }

    /// Whether no pathway that takes referrals is recommended, and whether some pathway of the area is not eligible.
    fn became(&self, case: &Case) -> (bool, bool) {
        let looked: Vec<_> = self.pathways().enumerate().filter(|(_, (_, pathway))| !pathway.fallback).collect();
        let some = looked.iter().any(|(place, (_, pathway))| pathway.takes_referrals() && case.recommended & (1 << place) != 0);
        let refused = looked.iter().any(|(place, (pack, _))| pack.id != self.bundle.national.id && case.eligible[*place] == Truth::No);
        (!some, refused)
    }

    /// The decision that runs says the same of the pathways; what is to be done, and in which order, is taken from it.
    fn as_decided(&self, engine: &Engine<'_>, answers: &Answers, on: Day, case: &mut Case) {
        let plain = engine.plain(answers, on);
        let national = &self.bundle.national;
        assert_eq!(plain.tier, national.tiers[case.tier].id);
        for (place, result) in plain.pathways.iter().enumerate() {
            let eligibility = match case.eligible[place] {
                Truth::Yes => Eligibility::Eligible,
                Truth::No => Eligibility::NotEligible,
                Truth::Open => Eligibility::CannotTell,
            };
            assert_eq!((eligibility, case.recommended & (1 << place) != 0), (result.eligibility, result.recommended), "{}", result.id);
        }
        let place = |id: &str| national.actions.iter().position(|action| action.id == id).expect("an action");
        case.due = plain.actions.iter().map(|action| place(action.id)).collect();
    }
}

fn looks_at_pathways(condition: &Condition) -> bool {
    let mut looks = false;
    condition.visit(&mut |part| looks |= matches!(part, Condition::Decided(Decided::NoneRecommended | Decided::SomeNotEligible)));
    looks
}
